//! Letters as blocks, in the order in which an office writes them. The press lays the blocks out; nothing here knows a
//! page, or a petitioner's name.

use huiyin_domain::clock::Unit;
use huiyin_domain::letter::{Block, BlockKind, Letter};
use huiyin_domain::matter::event::Remedy;

use crate::say::Say;

impl Say {
    /// The letter, block by block: what was asked, what was found, why, by which law, what was decided, what may be done
    /// against it or by which article nothing, and where to ask. A part that nobody wrote has no heading either.
    pub fn letter(&self, fields: &Letter) -> Vec<Block> {
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

    /// In the order of GB/T 9704: whose letter, its number, what it is, to whom.
    fn head(&self, fields: &Letter) -> [Block; 5] {
        let number = ("number", fields.petition_number.clone());
        let addressee = self.clone().of(fields.catalogue).text("letter-addressee", std::slice::from_ref(&number));
        let opening = format!("letter-opening-{}", fields.kind.code().replace('_', "-"));
        [
            block(BlockKind::Letterhead, self.named(&fields.unit_name)),
            block(BlockKind::Number, fields.number.clone()),
            block(BlockKind::Title, self.word(fields.kind)),
            block(BlockKind::Addressee, addressee),
            block(BlockKind::Paragraph, self.text(&opening, &[number, ("subject", fields.subject.clone())])),
        ]
    }

    fn part(&self, heading: &str, words: &str) -> Vec<Block> {
        let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut blocks: Vec<Block> = lines.map(|line| block(BlockKind::Paragraph, line)).collect();
        if !blocks.is_empty() {
            blocks.insert(0, block(BlockKind::Heading, self.text(heading, &[])));
        }
        blocks
    }

    fn foot(&self, fields: &Letter) -> [Block; 3] {
        let asked = [("unit", self.named(&fields.unit_name).to_owned()), ("document", fields.number.clone())];
        [
            block(BlockKind::Paragraph, self.text("letter-questions", &asked)),
            block(BlockKind::Signature, self.named(&fields.unit_name)),
            block(BlockKind::Day, self.date(fields.on)),
        ]
    }

    fn opinion(&self, fields: &Letter) -> String {
        let decided = fields.outcome.map(|outcome| self.word(outcome));
        let outcome = fields.review_outcome.map(|outcome| self.word(outcome)).or(decided).unwrap_or_default();
        match &fields.ground {
            Some(ground) => {
                self.text("letter-opinion-ground", &[("outcome", outcome), ("ground", self.named(ground).to_owned())])
            }
            None => outcome,
        }
    }

    /// Where to turn and until when, or the article by which nothing remains.
    fn remedy(&self, fields: &Letter) -> String {
        let name = fields.remedy_name.as_ref().map(|names| self.named(names));
        let named = |code: &str| ("name", name.unwrap_or(code).to_owned());
        let article = ("article", self.named(&fields.remedy_article).to_owned());
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

fn block(kind: BlockKind, words: impl Into<String>) -> Block {
    Block { kind, words: words.into() }
}
