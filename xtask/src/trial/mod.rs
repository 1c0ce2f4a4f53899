//! What benches and attacks share: an office served by the binary itself, in a process of its own, and clients that know
//! nothing but HTTP. None of our crates is used here: a trial sees what a stranger would see.

pub mod chance;
pub mod copies;
pub mod http;
pub mod huiyin;
pub mod petition;
pub mod place;
pub mod process;

/// The office all trials found: the invented district of the demo, which names nobody.
pub const OFFICE: &str = "rules/demo/office.toml";

/// Whose token trials use: the office's head, who sees every list and figure.
pub const OFFICER: &str = "o-xfj-6";
