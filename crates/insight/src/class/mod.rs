//! What a text is about: a class out of those that an office's own decisions show, with a probability that can be taken at
//! its word, the two next, and the words that speak for it. Only ever proposed; a person decides.
//!
//! A linear model over grams. [`train`] counts and weighs them (`corpus`, `fit`), judges itself on texts it has not seen
//! (`unseen`, `layer`, `calibration`) and packs a [`Model`] that reads some tens of thousands of texts a second. It never sees who writes.

mod calibration;
mod corpus;
mod evaluation;
mod fit;
mod layer;
mod model;
mod reader;
mod reasons;
mod training;
mod trial;
mod unseen;

pub use self::evaluation::Evaluation;
pub use self::model::{CLASSES_MAX, MODEL_BYTES_MAX, Model, ModelError};
pub use self::reader::{Likely, Reader, Reading};
pub use self::training::{SAMPLES_MAX, TrainingError, train};
pub use self::trial::{Asked, Trial, judge};

/// Signs of the longest gram.
const GRAM_SIGNS_MAX: usize = 3;
/// A gram of the subject counts as often: a subject says in ten words what the body says in four hundred.
const SUBJECT_TIMES: u8 = 2;

/// What is read of a petition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Text<'a> {
    /// The subject line; may be empty.
    pub subject: &'a str,
    /// The text below it; may be empty.
    pub body: &'a str,
}

impl<'a> Text<'a> {
    /// There is a text below the subject.
    fn has_body(&self) -> bool {
        !self.body.trim().is_empty()
    }

    /// Subject and text are both there.
    fn is_whole(&self) -> bool {
        self.has_body() && !self.subject.trim().is_empty()
    }

    /// The two fields, with how often a gram in them counts.
    const fn fields(&self) -> [(&'a str, u8); 2] {
        [(self.subject, SUBJECT_TIMES), (self.body, 1)]
    }
}

/// A text and the class that a person gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample<'a> {
    /// What was read.
    pub text: Text<'a>,
    /// The class.
    pub label: &'a str,
    /// Near copies share a group; the model never judges itself on a text whose copy it has learned.
    pub group: &'a str,
}
