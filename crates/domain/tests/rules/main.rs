//! The rules proved: tables a lawyer could check, a walk over every refusal, random lives, pinned forms.
//!
//! One binary, so that the office of the tests is built once. To add a table, add a file and its line here.

#[cfg(test)]
mod alternatives;
#[cfg(test)]
mod case;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod inputs;
#[cfg(test)]
mod invariants;
#[cfg(test)]
mod lives;
#[cfg(test)]
mod office;
#[cfg(test)]
mod policy;
#[cfg(test)]
mod publications;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod routing;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod tables;
#[cfg(test)]
mod topics;
#[cfg(test)]
mod walk;
