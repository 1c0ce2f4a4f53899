//! What the demo is made of: invented problems and the phrases around them, read from `rules/demo/`.
//!
//! All words are there; here are only their shapes. To add a problem: an entry in a file of its class. To add a file of
//! problems: its line in [`huiyin_app::invented`]. To add a phrase: its line there and its field in [`Phrases`].

use anyhow::Context;
use huiyin_app::invented::INVENTED;
use huiyin_domain::ids::{ClassCode, PlaceCode, UnitCode};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::{Kind, Outcome, Way};
use serde::Deserialize;

const PHRASES: &str = include_str!("../../../../rules/demo/phrases.toml");

/// Ways of telling one problem: its own text and those of `also`.
pub const WORDINGS: usize = 3;

/// Longest subject taken from the first sentence of a text, in characters: one line of a list.
const SUBJECT_CHARS_MAX: usize = 28;

/// An invented problem, as people tell it and as it is answered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    pub code: String,
    pub class: ClassCode,
    pub kind: Kind,
    pub way: Option<Way>,
    pub channel: Channel,
    pub place: PlaceCode,
    pub unit: UnitCode,
    subject: String,
    text: String,
    also: Vec<String>,
    pub demands: Vec<String>,
    /// Notes of contacts and visits, in order.
    pub contact: Vec<String>,
    facts: Option<String>,
    reasons: Option<String>,
    #[serde(default)]
    basis: Vec<String>,
    outcome: Option<Outcome>,
    answer: Option<String>,
    pub execution: Option<String>,
    pub not_accept: Option<TurnedDown>,
    /// The same for everybody, naming nobody.
    pub published: Option<ForEverybody>,
}

/// Question and answer in words for everybody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForEverybody {
    pub question: String,
    pub answer: String,
}

/// How a problem is answered.
#[derive(Debug)]
pub struct Answer {
    pub outcome: Outcome,
    pub facts: String,
    /// The reasons, and the letter to the person who asked.
    pub reasons: String,
    pub basis: String,
}

/// Why a problem is not for petitioning, and whose it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnedDown {
    pub ground: String,
    /// The channel the ground leads to, for the reader of the file.
    #[serde(rename = "channel")]
    _channel: String,
    pub reason: String,
}

macro_rules! phrases {
    ($($name:ident),* $(,)?) => {
        /// What office and petitioners say where a problem brings no words of its own; see the file.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Phrases {
            openings: Vec<String>,
            closings: Vec<String>,
            sentence_ends: String,
            clause_ends: String,
            pub surnames: Vec<String>,
            pub women: Vec<String>,
            pub men: Vec<String>,
            $(pub $name: String,)*
        }
    };
}

phrases![
    demand_joint,
    second_demand,
    madam,
    sir,
    address,
    source_number,
    demand_reworded,
    judged,
    objection,
    dispute,
    insistence,
    designation,
    taken_over,
    question,
    instruction,
    unreached,
    visited,
    evidence,
    extension,
    handed,
    posted,
    not_there,
    came_back,
    executed,
    review_request,
    re_review_request,
    reopening,
    correction,
    unlinking,
    again,
    more,
    ended_deposited,
    ended_anonymous,
    ended_settled,
    ended_died,
    ended_handed_over,
    ended_in_error,
    ended_not_a_petition,
    purpose_call,
    purpose_letter,
    thin_facts,
    thin_reasons,
    thin_basis,
    brief_facts,
    brief_reasons,
    brief_basis,
    turned_facts,
    turned_basis,
    again_facts,
    again_reasons,
    again_basis,
    upheld_facts,
    upheld_reasons,
    changed_reasons,
    redo_facts,
    redo_reasons,
    review_basis,
    publishing,
    wishing_back,
    taking_back,
];

/// Problems and phrases.
#[derive(Debug)]
pub struct Material {
    pub problems: Vec<Problem>,
    pub phrases: Phrases,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProblemFile {
    problem: Vec<Problem>,
}

impl Material {
    /// Reads what is compiled in.
    pub fn read() -> anyhow::Result<Self> {
        let mut problems = Vec::new();
        for (name, text) in INVENTED {
            let file: ProblemFile =
                toml::from_str(text).with_context(|| format!("rules/demo/problems/{name}.toml cannot be read"))?;
            problems.extend(file.problem);
        }
        let phrases = toml::from_str(PHRASES).context("rules/demo/phrases.toml cannot be read")?;
        Ok(Self { problems, phrases })
    }
}

impl Problem {
    /// Its text in one of its wordings.
    pub fn text(&self, wording: usize) -> &str {
        let told = wording.checked_sub(1).and_then(|also| self.also.get(also));
        told.unwrap_or(&self.text).trim()
    }

    /// Its subject line; a text of `also` has none, and its first sentence serves.
    pub fn subject(&self, wording: usize, phrases: &Phrases) -> String {
        let text = self.text(wording);
        if wording == 0 || text == self.text.trim() { self.subject.clone() } else { phrases.first_sentence(text) }
    }
}

impl Problem {
    /// Its answer; none where it is turned down or led elsewhere.
    pub fn answered(&self, phrases: &Phrases) -> Option<Answer> {
        Some(Answer {
            outcome: self.outcome?,
            facts: self.facts.clone()?,
            reasons: format!("{}\n\n{}", self.reasons.as_ref()?, self.answer.as_ref()?.trim()),
            basis: self.basis.join(&phrases.demand_joint),
        })
    }
}

impl Phrases {
    /// A text in other opening and closing words the second time it is used, and the third.
    pub fn dressed(&self, text: &str, turn: usize, use_no: usize) -> String {
        match (use_no, entry(&self.openings, turn), entry(&self.closings, turn)) {
            (0, _, _) => text.to_owned(),
            (_, opening, closing) => format!("{opening}\n{text}\n{closing}"),
        }
    }

    fn first_sentence(&self, text: &str) -> String {
        let sentence: String = text.chars().take_while(|c| !self.sentence_ends.contains(*c) && *c != '\n').collect();
        if sentence.chars().count() <= SUBJECT_CHARS_MAX {
            return sentence;
        }
        let head: String = sentence.chars().take(SUBJECT_CHARS_MAX).collect();
        let whole_clauses = head.rfind(|c| self.clause_ends.contains(c)).and_then(|end| head.get(..end));
        whole_clauses.filter(|clauses| !clauses.is_empty()).map_or(head.clone(), ToOwned::to_owned)
    }
}

/// The entry of a list on that turn; the list begins anew when it is over.
pub fn entry(list: &[String], turn: usize) -> &str {
    list.get(turn.checked_rem(list.len()).unwrap_or(0)).map_or("", String::as_str)
}
