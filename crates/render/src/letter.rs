//! Letters as blocks: what a letter must contain by its kind, in the order in which an office writes it. The press lays the
//! blocks out; nothing here knows a page.
//!
//! Required contents: 信访工作条例 (2022) art. 23, 32, 35, 36.

use huiyin_domain::matter::event::Remedy;
use huiyin_domain::matter::{DocumentKind, Outcome, ReviewOutcome};
use jiff::civil::Date;

use crate::say::Say;

/// What stands in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as they stand on the paper")]
pub struct LetterFields {
    pub kind: DocumentKind,
    pub number: String,
    pub unit_name: String,
    pub on: Date,
    pub petition_number: String,
    pub subject: String,
    pub demand: String,
    pub facts: String,
    pub reasons: String,
    pub basis: String,
    pub outcome: Option<Outcome>,
    pub review_outcome: Option<ReviewOutcome>,
    pub ground: Option<String>,
    pub remedy: Remedy,
    pub remedy_name: Option<String>,
    pub remedy_days: Option<u32>,
}

/// What a block of a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// The letter's name.
    Title,
    /// Its number.
    Number,
    /// To whom it goes.
    Addressee,
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// Who signs.
    Signature,
    /// The day.
    Day,
}

/// A block of a letter.
pub type Block = (BlockKind, String);

impl Say {
    /// The letter, block by block.
    pub fn letter(&self, fields: &LetterFields) -> Vec<Block> {
        let number = ("number", fields.petition_number.clone());
        let mut blocks = vec![
            (BlockKind::Title, self.code("document-kind-", fields.kind.code())),
            (BlockKind::Number, fields.number.clone()),
            (BlockKind::Addressee, self.text("letter-addressee", std::slice::from_ref(&number))),
            (BlockKind::Paragraph, self.text("letter-opening", &[number, ("subject", fields.subject.clone())])),
        ];
        let parts = [
            ("letter-demand", &fields.demand),
            ("letter-facts", &fields.facts),
            ("letter-reasons", &fields.reasons),
            ("letter-basis", &fields.basis),
        ];
        for (heading, words) in parts {
            blocks.push((BlockKind::Heading, self.text(heading, &[])));
            blocks.extend(
                words
                    .lines()
                    .filter(|line| !line.trim().is_empty())
                    .map(|line| (BlockKind::Paragraph, line.to_owned())),
            );
        }
        blocks.push((BlockKind::Heading, self.text("letter-opinion", &[])));
        blocks.push((BlockKind::Paragraph, self.opinion(fields)));
        blocks.push((BlockKind::Paragraph, self.remedy(fields)));
        blocks.push((BlockKind::Signature, fields.unit_name.clone()));
        blocks.push((BlockKind::Day, self.date(fields.on)));
        blocks
    }

    fn opinion(&self, fields: &LetterFields) -> String {
        match (fields.review_outcome, fields.outcome) {
            (Some(outcome), _) => self.code("review-outcome-", outcome.code()),
            (None, Some(outcome)) => match &fields.ground {
                Some(ground) => {
                    let args = [("outcome", self.code("outcome-", outcome.code())), ("ground", ground.clone())];
                    self.text("letter-opinion-ground", &args)
                }
                None => self.code("outcome-", outcome.code()),
            },
            (None, None) => String::new(),
        }
    }

    /// Where to ask for more and until when, or the article by which nothing remains.
    fn remedy(&self, fields: &LetterFields) -> String {
        let name = ("name", fields.remedy_name.clone().unwrap_or_default());
        match &fields.remedy {
            Remedy::Ask { instance, article, .. } => {
                let days = ("days", fields.remedy_days.map(|days| days.to_string()).unwrap_or_default());
                let instance = ("instance", self.code("instance-", instance.code()));
                self.text("letter-remedy-ask", &[name, days, instance, ("article", article.clone())])
            }
            Remedy::Channel { article, .. } => {
                self.text("letter-remedy-channel", &[name, ("article", article.clone())])
            }
            Remedy::None { article } => self.text("letter-remedy-none", &[("article", article.clone())]),
        }
    }
}
