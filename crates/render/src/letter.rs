//! Letters as blocks, in the order in which an office writes them. The press lays the blocks out; nothing here knows a
//! page, or a petitioner's name.

use huiyin_domain::clock::Unit;
use huiyin_domain::letter::{Answer, Block, BlockKind, Letter, Limit, Ruled, SentOn, Told};
use huiyin_domain::matter::event::Remedy;

use crate::say::Say;

/// Headings, each with what stands under it.
type Parts = Vec<(&'static str, String)>;

impl Say {
    /// The letter, block by block: what it is about, what it tells, and where to ask; in the words of the law it was written by.
    pub fn letter(&self, fields: &Letter) -> Vec<Block> {
        self.clone().of(fields.catalogue).blocks(fields)
    }

    fn blocks(&self, fields: &Letter) -> Vec<Block> {
        let mut blocks = self.head(fields).to_vec();
        let parts = match &fields.told {
            Told::Answer(answer) => self.answer(fields, answer),
            Told::Received { limit } => self.only_until("letter-until-received", limit.as_ref()),
            Told::Accepted { limit } => self.only_until("letter-until-accepted", limit.as_ref()),
            Told::Extended { days, unit, reason, limit } => self.extended((*days, *unit), reason, limit),
            Told::SentOn(sent) => self.sent_on(fields, sent),
        };
        blocks.extend(parts.into_iter().flat_map(|(heading, words)| self.part(heading, &words)));
        blocks.extend(self.foot(fields));
        blocks
    }

    /// In the order of GB/T 9704: whose letter, its number, what it is, to whom.
    fn head(&self, fields: &Letter) -> [Block; 5] {
        let number = ("number", fields.petition_number.clone());
        let addressee = match &fields.told {
            Told::SentOn(sent) => self.text("letter-addressee-unit", &[("unit", self.named(&sent.to).to_owned())]),
            Told::Answer(_) | Told::Received { .. } | Told::Accepted { .. } | Told::Extended { .. } => {
                self.text("letter-addressee", std::slice::from_ref(&number))
            }
        };
        let opening = format!("letter-opening-{}", fields.kind.code().replace('_', "-"));
        let about = [number, ("subject", fields.subject.clone()), ("day", self.date(fields.on))];
        [
            block(BlockKind::Letterhead, self.named(&fields.unit_name)),
            block(BlockKind::Number, fields.number.clone()),
            block(BlockKind::Title, self.titled(fields.title.as_ref(), fields.kind)),
            block(BlockKind::Addressee, addressee),
            block(BlockKind::Paragraph, self.text(&opening, &about)),
        ]
    }

    /// What was asked, what was found, why, by which law, what was decided, what may be done against it or by which article
    /// nothing. A part that nobody wrote has no heading either.
    fn answer(&self, fields: &Letter, answer: &Answer) -> Parts {
        vec![
            ("letter-demand", fields.demand.clone()),
            ("letter-facts", answer.facts.clone()),
            ("letter-reasons", answer.reasons.clone()),
            ("letter-basis", answer.basis.clone()),
            ("letter-opinion", self.opinion(answer)),
            ("letter-remedy", self.remedy(answer)),
        ]
    }

    fn extended(&self, (days, unit): (u32, Unit), reason: &str, limit: &Limit) -> Parts {
        let [day, article] = self.limit(limit);
        let length = ("length", self.length(days, unit));
        vec![
            ("letter-reasons", reason.to_owned()),
            ("letter-until", self.text("letter-until-extended", &[length, day, article])),
        ]
    }

    fn sent_on(&self, fields: &Letter, sent: &SentOn) -> Parts {
        let names: Vec<&str> = sent.assisting.iter().map(|names| self.named(names)).collect();
        let told = sent.notice.as_ref().map(|limit| self.text("letter-until-told", &self.limit(limit)));
        let report =
            sent.report_due_on.map(|day| self.text("letter-until-report", &[("day", self.last_day_and_why(day))]));
        let until: Vec<String> = told.into_iter().chain(report).collect();
        vec![
            ("letter-demanded", fields.demand.clone()),
            ("letter-reasons", sent.reason.clone().unwrap_or_default()),
            ("letter-assisting", names.join("\n")),
            ("letter-until", until.join("\n")),
        ]
    }

    fn only_until(&self, key: &str, limit: Option<&Limit>) -> Parts {
        limit.map(|limit| ("letter-until", self.text(key, &self.limit(limit)))).into_iter().collect()
    }

    fn limit(&self, limit: &Limit) -> [(&'static str, String); 2] {
        [("day", self.last_day_and_why(limit.last_day)), ("article", self.named(&limit.article).to_owned())]
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

    fn opinion(&self, answer: &Answer) -> String {
        let outcome = match answer.ruled {
            Ruled::Decision(outcome) => self.word(outcome),
            Ruled::Review(outcome) => self.word(outcome),
        };
        match &answer.ground {
            Some(ground) => {
                self.text("letter-opinion-ground", &[("outcome", outcome), ("ground", self.named(ground).to_owned())])
            }
            None => outcome,
        }
    }

    /// Where to turn and until when, or the article by which nothing remains.
    fn remedy(&self, answer: &Answer) -> String {
        let name = answer.remedy_name.as_ref().map(|names| self.named(names));
        let named = |code: &str| ("name", name.unwrap_or(code).to_owned());
        let article = ("article", self.named(&answer.remedy_article).to_owned());
        match &answer.remedy {
            Remedy::Ask { instance, organ, .. } => {
                let args = [named(organ.as_str()), ("instance", self.word(*instance)), article];
                self.ask(args, answer.remedy_days)
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
