//! Reading text: what comes in is text, what goes out is words, classes, topics, likeness. Pure; knows nothing of ours, so
//! that it can be trained and measured alone. Dictionaries and models come in as bytes.
//!
//! From the ground up: [`script`] says which characters are one, [`folded`] keeps the way back to the original, [`grams`]
//! are what is counted; on them stands [`class`].

pub mod class;
pub mod fold;
pub mod folded;
pub mod grams;
mod number;
pub mod script;
