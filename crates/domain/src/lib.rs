//! The office's rules. Pure: no async, no input or output, no SQL, no HTTP, no clock, no randomness; time, chance and
//! ids are arguments. What comes in are commands and stored entries; what goes out are events, refusals and row changes.
//!
//! Read [`matter`] first: it is the office on two screens.

#![deny(clippy::wildcard_enum_match_arm)]

pub mod calendar;
pub mod calendars;
pub mod clock;
pub mod codes;
pub mod ids;
pub mod intake;
pub mod lang;
pub mod letter;
pub mod matter;
pub mod office;
pub mod pack;
pub mod publication;
pub mod topic;
pub mod view;
