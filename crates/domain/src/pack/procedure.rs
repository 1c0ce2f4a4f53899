//! What follows from what an issue is: which clock runs, which paper answers it, which outcomes there are, what may be
//! done against them; and the grounds for turning a petition down or leading it elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Names, RuleId};
use crate::clock::Step;
use crate::matter::kinds::{DocumentKind, Instance, Kind, Outcome, ReviewOutcome, Way};

/// How issues of a kind, and for appeals of a way, are handled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// The kind.
    pub kind: Kind,
    /// The way, for appeals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
    /// The clock that runs from acceptance.
    pub step: Step,
    /// The paper that answers it.
    pub document: DocumentKind,
    /// What that paper is called here; none: as its kind is called everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Names>,
    /// Outcomes whose paper is called otherwise.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub titles: BTreeMap<Outcome, Names>,
    /// The period in which its answer reaches people, where that is another than for other kinds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<RuleId>,
    /// How it can be decided.
    pub outcomes: Vec<Outcome>,
    /// What may be done against the decision.
    pub remedy: RemedyRule,
    /// The article.
    pub article: String,
    /// What people call it.
    pub names: Names,
}

impl Procedure {
    /// What its paper is called here when it was decided so; none: as its kind is called everywhere.
    pub fn title_of(&self, outcome: Option<Outcome>) -> Option<&Names> {
        outcome.and_then(|outcome| self.titles.get(&outcome)).or(self.title.as_ref())
    }
}

/// What may be done against a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyRule {
    /// Ask for this review.
    Ask(Instance),
    /// Take the statutory channel of this code.
    Channel(String),
    /// Nothing, by this article.
    NoneBy(String),
}

/// A review: how long one may ask for it, how long it takes, how it ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstanceRule {
    /// Which of the two.
    pub instance: Instance,
    /// The petitioner's time to ask, from service.
    pub window: Step,
    /// The clock that runs from the request, or from its acknowledgement.
    pub step: Step,
    /// The paper that answers it.
    pub document: DocumentKind,
    /// What that paper is called here; none: as its kind is called everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Names>,
    /// How it can be decided.
    pub outcomes: Vec<ReviewOutcome>,
    /// What may be done against the decision.
    pub remedy: RemedyRule,
    /// The article that opens it.
    pub article: String,
    /// What people call it.
    pub names: Names,
}

/// A ground for turning a petition down or leading it elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Its code.
    pub code: String,
    /// What it is a ground for: not accepted, no longer accepted, led into a channel.
    pub outcome: Outcome,
    /// What the petitioner may do instead.
    pub remedy: RemedyRule,
    /// The article.
    pub article: String,
    /// The ground in words.
    pub names: Names,
}

crate::codes! {
    /// What an article is about that a refusal cites. The articles are those of 信访工作条例 (2022).
    Topic {
        /// Who files, and how (art. 17).
        Filing => "filing",
        /// What a petition must say (art. 19).
        Demand => "demand",
        /// Petitions of several persons (art. 20).
        Joint => "joint",
        /// What a petitioner may see and say of it (art. 21).
        Following => "following",
        /// Registering and sending on (art. 22).
        Routing => "routing",
        /// Acceptance, notice, wrong addresses (art. 23).
        Acceptance => "acceptance",
        /// Who settles a dispute over who answers (art. 24).
        Dispute => "dispute",
        /// Who may not handle it (art. 28).
        Avoidance => "avoidance",
        /// What is said against persons, and secrecy (art. 30).
        Secrecy => "secrecy",
        /// Kinds and ways, and what follows from them (art. 31).
        Procedure => "procedure",
        /// How it is decided and carried out (art. 32).
        Decision => "decision",
        /// How long it may take (art. 34).
        Period => "period",
        /// Review (art. 35).
        Review => "review",
        /// The last remedy, and what stops a clock (art. 36).
        LastRemedy => "last_remedy",
    }
}

impl Topic {
    /// What the article of that code is about; none for the office's own rules.
    pub fn of(code: &str) -> Option<Self> {
        let number = code.strip_prefix("xf22-")?;
        let numbers = ["17", "19", "20", "21", "22", "23", "24", "28", "30", "31", "32", "34", "35", "36"];
        Self::ALL.iter().zip(numbers).find(|(_, of)| *of == number).map(|(topic, _)| *topic)
    }
}

/// A channel outside petitioning that can decide what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatutoryChannel {
    /// Its code.
    pub code: String,
    /// The ways of appeal that lead into it; none where it stands beside them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
    /// The article that points to it.
    pub article: String,
    /// What people call it.
    pub names: Names,
}

/// The paper that turns a petition down or leads it elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusalPaper {
    /// The outcome.
    pub outcome: Outcome,
    /// The paper.
    pub document: DocumentKind,
    /// What that paper is called here; none: as its kind is called everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Names>,
    /// The article.
    pub article: String,
}
