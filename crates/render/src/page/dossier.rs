//! A matter as an officer sees it: its issues with their clocks, what may be done next and why other things may not, the
//! petitions, and the story. Names of people are opened one by one, for a written purpose.

use std::collections::BTreeMap;

use askama::Template;
use huiyin_domain::clock::LastDay;
use huiyin_domain::matter::CommandKind;
use huiyin_domain::matter::allowed::{Offer, Target};
use huiyin_domain::matter::state::{Issue, Petition};
use jiff::civil::Date;

use super::Frame;
use super::published::paragraphs;
use super::seen::{Bar, FileLine, Letter, Seen};
use crate::deed::asks;

/// The page behind `/desk/{matter}`.
#[derive(Debug, Template)]
#[template(path = "pages/dossier.html")]
pub struct DossierPage {
    /// What stands around it.
    pub frame: Frame,
    /// The matter as this officer may see it.
    pub seen: Seen,
    /// This officer may open identities in it, for a written purpose.
    pub opens: bool,
    /// Other matters that may be the same or have the same cause.
    pub alike: Alikes,
    /// Words for everybody, by issue: that they stand or may be prepared, and where.
    pub published: Vec<(u32, &'static str, String)>,
    /// Something was just done.
    pub is_done: bool,
}

/// Other matters that may be the same: looked for when somebody asks, for it takes longer than all the rest of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alikes {
    /// The matter has ended, and nothing is linked to it any more.
    NotOffered,
    /// They can be asked for.
    Offered,
    /// The likest first.
    Found(Vec<AlikeLine>),
}

/// Another matter that may be the same, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeLine {
    /// Where it is.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Its subject line.
    pub subject: String,
    /// How near it seems to be and what else the two have in common, in words.
    pub why: String,
    /// Words that stand in both.
    pub shared: Vec<String>,
    /// Where it stands, with whom, since when.
    pub about: String,
    /// The two are linked already.
    pub is_linked: bool,
    /// Where they can be linked, where the reader may.
    pub link: Option<String>,
}

/// An issue with what may be done on it.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) no: u32,
    pub(super) demand: String,
    pub(super) place: String,
    pub(super) unit: String,
    pub(super) classified: String,
    pub(super) bars: Vec<Bar>,
    pub(super) letters: Vec<Letter>,
    pub(super) evidence: Vec<FileLine>,
    /// A way to the words for everybody: what it says, and where it leads.
    pub(super) published: Option<(String, String)>,
}

/// A command that may be given.
#[derive(Debug)]
struct Deed {
    href: String,
    label: String,
    basis: String,
}

/// A command that may not be given, and why.
#[derive(Debug)]
struct Barred {
    label: String,
    why: String,
}

/// A petition as it was received.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) no: u32,
    pub(super) number: String,
    pub(super) how: String,
    pub(super) subject: String,
    pub(super) text: Vec<String>,
    pub(super) files: Vec<FileLine>,
    pub(super) persons: Vec<(u32, String)>,
    pub(super) withdrawn: bool,
}

/// A line of the story with the words in it.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) day: String,
    pub(super) by: String,
    pub(super) sentence: String,
    pub(super) number: Option<String>,
    pub(super) said: Vec<String>,
}

impl DossierPage {
    pub(super) fn subject(&self) -> String {
        let first = self.seen.matter.petitions.first();
        let said = first.and_then(|petition| self.seen.said(petition.filed.subject));
        said.map_or_else(|| self.frame.t("dossier-untold"), str::to_owned)
    }

    /// The number of its first petition.
    pub fn number(&self) -> String {
        let number = self.seen.matter.petitions.first().and_then(|petition| petition.number.as_ref());
        number.map(ToString::to_string).unwrap_or_default()
    }

    /// The issue is the matter's only one, and the title has its words already.
    fn says_it_all(&self, part: &Part) -> bool {
        self.seen.matter.issues.len() == 1 && part.demand == self.subject()
    }

    /// What must be known before anything is read.
    pub(super) fn marks(&self) -> Vec<String> {
        let matter = &self.seen.matter;
        let marks = [
            (matter.sealed, "dossier-sealed"),
            (matter.accusation, "dossier-accusation"),
            (matter.about_office, "dossier-about-office"),
            (matter.is_history, "dossier-history"),
        ];
        marks.into_iter().filter(|(is, _)| *is).map(|(_, key)| self.frame.t(key)).collect()
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        self.seen.matter.issues.iter().map(|issue| self.part(issue)).collect()
    }

    fn part(&self, issue: &Issue) -> Part {
        let (say, office) = (&self.frame.say, &self.seen.office);
        let classified = issue.classified.as_ref().map_or_else(String::new, |is| {
            let name = |code| office.class(code).map(|class| say.class_name(class));
            let class = is.class.as_ref().map_or("", |code| name(code).unwrap_or(code.as_str()));
            format!("{} · {class}", say.word(is.kind))
        });
        Part {
            no: issue.no.0,
            demand: self.seen.said(issue.demand).map_or_else(|| self.frame.t("my-demand"), str::to_owned),
            place: say.word(issue.state.stage()),
            unit: say.unit(office, issue.acting()),
            classified,
            bars: self.seen.bars(say, issue.no),
            letters: self.seen.letters(say, issue.no),
            evidence: self.seen.evidence_of(issue.no).into_iter().cloned().collect(),
            published: self.published_of(issue),
        }
    }

    fn published_of(&self, issue: &Issue) -> Option<(String, String)> {
        let (_, key, href) = self.published.iter().find(|(no, ..)| *no == issue.no.0)?;
        Some((self.frame.t(key), href.clone()))
    }

    fn base(&self) -> String {
        format!("/desk/{}", self.seen.matter.id)
    }

    /// What may be done and has a form, by the last day that matters for it: the earliest first, what has none at the end.
    fn deeds(&self) -> Vec<(Option<String>, Vec<Deed>)> {
        let none = LastDay::from(Date::MAX);
        let mut by_day: BTreeMap<LastDay, Vec<Deed>> = BTreeMap::new();
        for offer in self.seen.offers.iter().filter(|offer| offer.verdict.is_ok() && has_form(offer)) {
            by_day.entry(offer.last_day.unwrap_or(none)).or_default().push(self.deed(offer));
        }
        let until = |due| self.frame.say.text("dossier-until", &[("day", self.frame.say.last_weekday(due))]);
        by_day.into_iter().map(|(due, deeds)| ((due != none).then(|| until(due)), deeds)).collect()
    }

    fn deed(&self, offer: &Offer) -> Deed {
        let (kind, no) = target_code(offer.target);
        let basis = self.frame.say.basis_of(offer, &self.seen.office);
        Deed { href: format!("{}/{}/{kind}/{no}", self.base(), offer.command), label: self.label(offer), basis }
    }

    /// The command, and what it is about where a matter has several.
    fn label(&self, offer: &Offer) -> String {
        let command = self.frame.say.word(offer.command);
        let about = match offer.target {
            Target::Issue(no) if self.seen.matter.issues.len() > 1 => ("dossier-of-issue", no.to_string()),
            Target::Petition(no) if self.seen.matter.petitions.len() > 1 => ("dossier-of-petition", no.to_string()),
            Target::Clock(no) => {
                let step = self.seen.matter.clock(no).map(|clock| self.frame.say.word(clock.step()));
                ("dossier-of-clock", step.unwrap_or_default())
            }
            Target::Document(no) => ("dossier-of-paper", no.to_string()),
            Target::Matter | Target::Issue(_) | Target::Petition(_) => return command,
        };
        self.frame.say.text(about.0, &[("command", command), ("which", about.1)])
    }

    fn barred(&self) -> Vec<Barred> {
        let refused = self.seen.offers.iter().filter(|offer| has_form(offer));
        let why = |offer: &Offer| {
            let refusal = offer.verdict.as_ref().err()?;
            let said = self.frame.say.refusal(refusal, &self.frame.say.names_of(&self.seen.office));
            let why = format!("{said} ({})", self.frame.say.basis_of(offer, &self.seen.office));
            Some(Barred { label: self.label(offer), why })
        };
        refused.filter_map(why).collect()
    }

    pub(super) fn received(&self) -> Vec<Received> {
        self.seen.matter.petitions.iter().map(|petition| self.petition(petition)).collect()
    }

    fn petition(&self, petition: &Petition) -> Received {
        let (say, filed) = (&self.frame.say, &petition.filed);
        let arguments = [
            ("channel", say.word(filed.channel)),
            ("day", say.date(filed.received_on)),
            ("count", filed.persons_count.to_string()),
        ];
        let text = self.seen.said(filed.text).unwrap_or_default();
        Received {
            no: filed.no.0,
            number: petition.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            how: say.text("dossier-received", &arguments),
            subject: self.seen.said(filed.subject).unwrap_or_default().to_owned(),
            text: paragraphs(text),
            files: self.seen.files_of(filed.no).into_iter().cloned().collect(),
            persons: filed.persons.iter().map(|person| (person.no.0, say.word(person.role))).collect(),
            withdrawn: petition.withdrawn_on.is_some(),
        }
    }

    pub(super) fn story(&self) -> Vec<Line> {
        let line = |told: &super::seen::Told| Line {
            day: self.frame.say.date(told.on),
            by: told.by.clone(),
            sentence: self.frame.say.story(&self.seen.office, &told.event),
            number: told.number.clone(),
            said: told.said.clone(),
        };
        self.seen.story.iter().map(line).collect()
    }

    fn opened(&self) -> Vec<String> {
        self.seen.opened.iter().map(|line| line.told(&self.frame.say)).collect()
    }
}

/// An officer gives it by a form: one of its own fields, or the register's.
fn has_form(offer: &Offer) -> bool {
    asks(offer.command).is_some() || offer.command == CommandKind::AddPetition
}

/// A target as an address says it.
pub fn target_code(target: Target) -> (&'static str, u32) {
    match target {
        Target::Matter => ("matter", 0),
        Target::Issue(no) => ("issue", no.0),
        Target::Clock(no) => ("clock", no.0),
        Target::Document(no) => ("document", no.0),
        Target::Petition(no) => ("petition", no.0),
    }
}
