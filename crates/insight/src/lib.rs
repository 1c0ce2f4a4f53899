//! Reading text: what comes in is text, what goes out is words, codes, likeness. Pure; knows nothing of ours, so that it
//! can be trained and measured alone. Dictionaries and models come in as bytes.
//!
//! Today it folds the forms of one character together; search, classes and likeness are built on that.

pub mod fold;
