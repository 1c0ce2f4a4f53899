//! Letters as blocks: what a letter must contain by its kind, in the order in which an office writes it. The press lays the
//! blocks out; nothing here knows a page, or a petitioner's name.
//!
//! Required contents: 信访工作条例 (2022) art. 23, 32, 35, 36. To add a kind of letter: its line in the domain's list, its
//! name and its opening in `text/`.

use huiyin_domain::clock::Unit;
use huiyin_domain::matter::event::Remedy;
use huiyin_domain::matter::{DocumentKind, Outcome, ReviewOutcome};
use jiff::civil::{Date, date};

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
    pub remedy_article: String,
    pub remedy_name: Option<String>,
    pub remedy_days: Option<u32>,
}

impl LetterFields {
    /// A letter to look at: a petition led into a statutory channel.
    pub fn sample() -> Self {
        Self {
            kind: DocumentKind::ChannelNotice,
            number: "demo-D-2026-000007".to_owned(),
            unit_name: "Bureau of Works".to_owned(),
            on: date(2026, 4, 10),
            petition_number: "demo-P-2026-000003".to_owned(),
            subject: "Wages of the lamp repair".to_owned(),
            demand: "See to it that the wages of three fitters are paid.".to_owned(),
            facts: "The fitters worked for a contractor in February.\nThe contractor disputes the sum.".to_owned(),
            reasons: "Who owes what under a contract is for the courts to say.".to_owned(),
            basis: "Regulations on Petition Work, art. 31 (1).".to_owned(),
            outcome: Some(Outcome::LedIntoChannel),
            review_outcome: None,
            ground: Some("for the courts".to_owned()),
            remedy: Remedy::Channel { channel: "litigation".to_owned(), article: "art. 31 (1)".to_owned() },
            remedy_article: "art. 31 (1)".to_owned(),
            remedy_name: Some("People's Court of the district".to_owned()),
            remedy_days: None,
        }
    }
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
    /// The letter, block by block: what was asked, what was found, why, by which law, what was decided, what may be done
    /// against it or by which article nothing, and where to ask. A part that nobody wrote has no heading either.
    pub fn letter(&self, fields: &LetterFields) -> Vec<Block> {
        let mut blocks = self.head(fields).to_vec();
        let parts = [
            ("letter-demand", fields.demand.clone()),
            ("letter-facts", fields.facts.clone()),
            ("letter-reasons", fields.reasons.clone()),
            ("letter-basis", fields.basis.clone()),
            ("letter-opinion", self.opinion(fields)),
            ("letter-remedy", self.remedy(fields)),
        ];
        blocks.extend(parts.into_iter().flat_map(|(heading, words)| self.part(heading, &words)));
        blocks.extend(self.foot(fields));
        blocks
    }

    fn head(&self, fields: &LetterFields) -> [Block; 4] {
        let number = ("number", fields.petition_number.clone());
        let opening = format!("letter-opening-{}", fields.kind.code().replace('_', "-"));
        [
            (BlockKind::Title, self.word(fields.kind)),
            (BlockKind::Number, fields.number.clone()),
            (BlockKind::Addressee, self.text("letter-addressee", std::slice::from_ref(&number))),
            (BlockKind::Paragraph, self.text(&opening, &[number, ("subject", fields.subject.clone())])),
        ]
    }

    fn part(&self, heading: &str, words: &str) -> Vec<Block> {
        let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut blocks: Vec<Block> = lines.map(|line| (BlockKind::Paragraph, line.to_owned())).collect();
        if !blocks.is_empty() {
            blocks.insert(0, (BlockKind::Heading, self.text(heading, &[])));
        }
        blocks
    }

    fn foot(&self, fields: &LetterFields) -> [Block; 3] {
        let asked = [("unit", fields.unit_name.clone()), ("document", fields.number.clone())];
        [
            (BlockKind::Paragraph, self.text("letter-questions", &asked)),
            (BlockKind::Signature, fields.unit_name.clone()),
            (BlockKind::Day, self.date(fields.on)),
        ]
    }

    fn opinion(&self, fields: &LetterFields) -> String {
        let decided = fields.outcome.map(|outcome| self.word(outcome));
        let outcome = fields.review_outcome.map(|outcome| self.word(outcome)).or(decided).unwrap_or_default();
        match &fields.ground {
            Some(ground) => self.text("letter-opinion-ground", &[("outcome", outcome), ("ground", ground.clone())]),
            None => outcome,
        }
    }

    /// Where to turn and until when, or the article by which nothing remains.
    fn remedy(&self, fields: &LetterFields) -> String {
        let named = |code: &str| ("name", fields.remedy_name.clone().unwrap_or_else(|| code.to_owned()));
        let article = ("article", fields.remedy_article.clone());
        match &fields.remedy {
            Remedy::Ask { instance, organ, .. } => {
                let args = [named(organ.as_str()), ("instance", self.word(*instance)), article];
                self.ask(args, fields.remedy_days)
            }
            Remedy::Channel { channel, .. } => self.text("letter-remedy-channel", &[named(channel), article]),
            Remedy::None { .. } => self.text("letter-remedy-none", &[article]),
        }
    }

    /// The way to a review; how its last day is counted stands in a paragraph of its own.
    fn ask(&self, [name, instance, article]: [(&str, String); 3], days: Option<u32>) -> String {
        match days {
            Some(days) => {
                let length = ("length", self.length(days, Unit::CalendarDay));
                let ask = self.text("letter-remedy-ask", &[name, instance, article, length]);
                format!("{ask}\n{}", self.text("letter-remedy-window", &[]))
            }
            None => self.text("letter-remedy-ask-any-day", &[name, instance, article]),
        }
    }
}
