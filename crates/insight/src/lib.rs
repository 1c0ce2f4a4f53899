//! Reading text: what comes in is text, what goes out is words, classes, topics, likeness. Pure; knows nothing of ours, so
//! that it can be trained and measured alone. Dictionaries and models come in as bytes.
//!
//! From the ground up: [`script`] says which characters are one, [`folded`] keeps the way back to the original, [`grams`]
//! are what is counted. On them stand [`class`], what a text is about, and [`words`], what it is known by; on these [`topic`],
//! petitions that are one problem, [`alike`], earlier texts on the same matter, [`answers`], what was answered to like
//! questions, [`draft`], what to look at again in an answer, [`parts`], places, days, amounts, names and demands in a letter, and
//! [`find`], what answers a query, [`rarity`], which of its signs tell most, [`synonyms`], what else answers it, and [`rules_named`](mod@rules_named), the rules a text
//! names.

pub mod alike;
pub mod answers;
mod chance;
pub mod class;
pub mod draft;
pub mod find;
pub mod fold;
pub mod folded;
pub mod grams;
pub mod mask;
mod number;
pub mod parts;
pub mod postings;
pub mod rarity;
pub mod rules_named;
pub mod script;
mod sentences;
pub mod synonyms;
pub mod topic;
pub mod words;
