//! Rule packs: a law as data. A pack says how long each step may take, what follows from what an issue is, on which
//! grounds a petition may be turned down, and by which article.
//!
//! The form is TOML, in `rules/packs/`; reading it is not done here, checking it is ([`Pack::check`]). A matter never
//! copies a pack: each clock names the rule and the version it was counted by. To add a jurisdiction, add a file.

mod check;
mod code;
mod packs;
mod procedure;
mod rule;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use check::{PackError, PackFault};
pub use code::{PackCode, RuleId};
pub use packs::Packs;
pub use procedure::{Ground, InstanceRule, Procedure, RefusalPaper, RemedyRule, StatutoryChannel, Topic};
pub use rule::{CountedFrom, Extension, LENGTH_MAX, PauseRule, Rule, SetBy, TurnsFrom};

use crate::clock::{PackRef, PauseReason, Step};
use crate::ids::CalendarCode;
use crate::matter::kinds::{DocumentKind, Instance, Kind, Outcome, Way};

crate::codes! {
    /// What a pack is good for.
    Grade {
        /// Whole: an office can decide by it.
        Decision => "decision",
        /// A list of time limits: they can be looked up and counted.
        RuleList => "rule_list",
        /// For rows of another system that bring their own due date.
        Source => "source",
    }
}

crate::codes! {
    /// What a pack's coming into force does to periods that run (过渡).
    Transition {
        /// A step keeps the pack in force when it began.
        Keep => "keep",
        /// A running step is counted anew by this pack's rule, from the day it began.
        Follow => "follow",
    }
}

crate::codes! {
    /// What the law calls what people bring: pages, letters and the interface say that word.
    Catalogue {
        /// 信访.
        Petition => "petition",
        /// 投诉: of a service, to the body that gives it.
        Complaint => "complaint",
        /// 申请: for something that a law gives.
        Application => "application",
        /// 申诉: of what an authority did.
        Grievance => "grievance",
    }
}

impl Default for Catalogue {
    /// What most packs are about.
    fn default() -> Self {
        Self::Petition
    }
}

impl Catalogue {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields by reference")]
    const fn is_petition(&self) -> bool {
        matches!(self, Self::Petition)
    }
}

impl Default for Transition {
    /// The law does not reach back.
    fn default() -> Self {
        Self::Keep
    }
}

impl Transition {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields by reference")]
    const fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

/// A law as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Its code, also the name of its file.
    pub code: PackCode,
    /// Raised with every change, so that old derivations stay true to what was counted.
    pub version: u32,
    /// Where it holds, by the code of the country and its division: `CN`, `CN-ZJ`, `UK-SCT`.
    pub jurisdiction: String,
    /// What it is good for.
    pub grade: Grade,
    /// The first day; none where the sources do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force_from: Option<Date>,
    /// The last day; none while it is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force_to: Option<Date>,
    /// Numbers in it are not confirmed: never in force.
    #[serde(default)]
    pub draft: bool,
    /// The law's name.
    pub names: Names,
    /// What it calls what people bring.
    #[serde(default, skip_serializing_if = "Catalogue::is_petition")]
    pub catalogue: Catalogue,
    /// The land whose days off its periods pass over.
    #[serde(default, skip_serializing_if = "CalendarCode::is_default")]
    pub calendar: CalendarCode,
    /// The law it adds to: where that is in force, this pack's rules go before its rules for the same steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<PackCode>,
    /// What its coming into force does to periods that run.
    #[serde(default, skip_serializing_if = "Transition::is_keep")]
    pub transition: Transition,
    /// Time limits.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
    /// Reasons for standing still.
    #[serde(default, rename = "pause", skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<PauseRule>,
    /// By which article nothing else stops a clock; a refused pause cites it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_pause_article: Option<String>,
    /// What follows from kind and way.
    #[serde(default, rename = "procedure", skip_serializing_if = "Vec::is_empty")]
    pub procedures: Vec<Procedure>,
    /// Review and re-review.
    #[serde(default, rename = "instance", skip_serializing_if = "Vec::is_empty")]
    pub instances: Vec<InstanceRule>,
    /// Grounds for turning down and leading elsewhere.
    #[serde(default, rename = "ground", skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<Ground>,
    /// Channels outside petitioning.
    #[serde(default, rename = "channel", skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<StatutoryChannel>,
    /// Papers that turn down or lead elsewhere.
    #[serde(default, rename = "refusal_paper", skip_serializing_if = "Vec::is_empty")]
    pub refusal_papers: Vec<RefusalPaper>,
    /// What it says on the topics that refusals cite; on others they cite the law by its name. Without a table they cite the
    /// regulation of 2022.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub basis: BTreeMap<Topic, String>,
    /// How its articles are cited in the other languages; what is not here is cited alike in all.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub articles: BTreeMap<String, Cited>,
}

/// An article, named in the pack as its law is written, as the other languages cite it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cited {
    /// Traditional Chinese.
    pub zh_hant: String,
    /// English.
    pub en: String,
}

/// A name in the product's three languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Names {
    /// Simplified Chinese.
    pub zh_hans: String,
    /// Traditional Chinese.
    pub zh_hant: String,
    /// English.
    pub en: String,
}

/// As its law is written.
impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.zh_hans)
    }
}

/// What a period is for and what it rests on, in the three languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The article.
    pub article: Names,
    /// The rule's own name, where its step is told by that: one that stands beside the law's steps, or in a law that has
    /// words of its own for them.
    pub rule: Option<Names>,
}

impl Naming {
    /// Of a rule of that pack.
    pub fn of(pack: &Pack, rule: &Rule) -> Self {
        Self { article: pack.cited(&rule.article), rule: pack.names_step(rule).then(|| rule.names.clone()) }
    }
}

impl Names {
    /// The same in all three.
    pub fn alike(name: &str) -> Self {
        Self { zh_hans: name.to_owned(), zh_hant: name.to_owned(), en: name.to_owned() }
    }
}

impl Pack {
    /// The pack in its version, as derivations name it.
    pub fn reference(&self) -> PackRef {
        PackRef { code: self.code.clone(), version: self.version }
    }

    /// In force that day. A draft never is. A law whose sources tell no first day holds on every day the office works by it;
    /// one that adds to another needs its day.
    pub fn is_in_force(&self, day: Date) -> bool {
        (self.in_force_from.is_some() || self.grade == Grade::Decision) && self.may_begin(day)
    }

    /// An office would have to decide by both on one day.
    fn crosses(&self, other: &Self) -> bool {
        let decides = |pack: &Self| pack.grade == Grade::Decision && !pack.draft;
        let begins_by_the_end_of = |pack: &Self, other: &Self| match (pack.in_force_from, other.in_force_to) {
            (Some(from), Some(to)) => from <= to,
            (None, _) | (_, None) => true,
        };
        decides(self) && decides(other) && begins_by_the_end_of(self, other) && begins_by_the_end_of(other, self)
    }

    /// A clock of its lists may begin that day: it is no draft, and where its sources tell its days, that is one of them.
    pub fn may_begin(&self, day: Date) -> bool {
        let begun = self.in_force_from.is_none_or(|from| from <= day);
        !self.draft && begun && self.in_force_to.is_none_or(|to| day <= to)
    }

    /// An article of it in the three languages, if it tells how the others cite it.
    pub fn article(&self, article: &str) -> Option<Names> {
        let Cited { zh_hant, en } = self.articles.get(article)?.clone();
        Some(Names { zh_hans: article.to_owned(), zh_hant, en })
    }

    /// That rule's step is told by the rule's own name: no step of the regulation on petitions is meant by it.
    fn names_step(&self, rule: &Rule) -> bool {
        rule.step == Step::Other || !self.basis.is_empty()
    }

    /// An article of it as each language cites it.
    pub fn cited(&self, article: &str) -> Names {
        self.article(article).unwrap_or_else(|| Names::alike(article))
    }

    /// The same pack as an office works by it once it has confirmed what the sources leave open.
    #[must_use]
    pub fn confirmed(mut self) -> Self {
        self.draft = false;
        for rule in &mut self.rules {
            rule.confirmed = true;
        }
        self
    }

    /// The same pack as a list of periods that run beside the law an office decides by: it decides nothing, its steps drive
    /// no matter, and periods that no law sets are left to the law that does decide. What is a list stays as it is.
    #[must_use]
    pub fn beside(mut self) -> Self {
        if self.grade != Grade::Decision {
            return self;
        }
        self.grade = Grade::RuleList;
        self.parent = None;
        self.transition = Transition::Keep;
        self.rules.retain(|rule| !rule.office_period);
        for pause in &mut self.pauses {
            pause.rule = self.rules.iter().find(|rule| pause.is_of(rule)).map(|rule| rule.id.clone());
            pause.step = Step::Other;
        }
        self.pauses.retain(|pause| pause.rule.is_some());
        for rule in &mut self.rules {
            (rule.step, rule.counted_from) = (Step::Other, CountedFrom::Beginning);
        }
        self.procedures.clear();
        self.instances.clear();
        self.grounds.clear();
        self.channels.clear();
        self.refusal_papers.clear();
        self.basis.clear();
        self
    }

    /// The same pack without its worked examples, which have proved it and are no part of the law.
    #[must_use]
    pub fn without_examples(mut self) -> Self {
        for rule in &mut self.rules {
            rule.examples.clear();
        }
        self
    }

    /// The time limit of a step.
    pub fn rule(&self, step: Step) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.step == step)
    }

    /// The time limit of this id.
    pub fn rule_by_id(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *id)
    }

    /// What lets that rule's clock stand still for that reason, if anything does.
    pub fn pause(&self, rule: &Rule, reason: PauseReason) -> Option<&PauseRule> {
        self.pauses.iter().find(|pause| pause.is_of(rule) && pause.reason == reason)
    }

    /// The article that keeps that rule's clock running: the one by which nothing stops clocks, else the one that says how
    /// long it runs.
    pub fn no_pause<'p>(&'p self, rule: &'p Rule) -> &'p str {
        self.no_pause_article.as_ref().unwrap_or(&rule.article)
    }

    /// What follows from kind and way. A law of one way, as that of 2005, handles every one alike.
    pub fn procedure(&self, kind: Kind, way: Option<Way>) -> Option<&Procedure> {
        let mut procedures = self.procedures_for(kind);
        let exact = procedures.clone().find(|procedure| procedure.way == way);
        exact.or_else(|| procedures.next().filter(|_| procedures.next().is_none()))
    }

    /// How it handles that kind, one for each way it has.
    pub fn procedures_for(&self, kind: Kind) -> impl Iterator<Item = &Procedure> + Clone {
        self.procedures.iter().filter(move |procedure| procedure.kind == kind)
    }

    /// The ways it handles that kind in; none where it handles all of the kind alike.
    pub fn ways(&self, kind: Kind) -> impl Iterator<Item = Way> {
        self.procedures_for(kind).filter_map(|procedure| procedure.way)
    }

    /// How this review works.
    pub fn instance(&self, instance: Instance) -> Option<&InstanceRule> {
        self.instances.iter().find(|rule| rule.instance == instance)
    }

    /// The ground of this code for that outcome.
    pub fn ground(&self, outcome: Outcome, code: &str) -> Option<&Ground> {
        self.grounds.iter().find(|ground| ground.outcome == outcome && ground.code == code)
    }

    /// The grounds for that outcome.
    pub fn grounds_for(&self, outcome: Outcome) -> impl Iterator<Item = &Ground> {
        self.grounds.iter().filter(move |ground| ground.outcome == outcome)
    }

    /// The channel of this code.
    pub fn channel(&self, code: &str) -> Option<&StatutoryChannel> {
        self.channels.iter().find(|channel| channel.code == code)
    }

    /// What it calls a paper of that kind on an issue of that kind and way, decided so; none where it leaves that to the
    /// kind of paper.
    pub fn paper_title(
        &self,
        paper: DocumentKind,
        issue: Option<(Kind, Option<Way>)>,
        outcome: Option<Outcome>,
    ) -> Option<&Names> {
        let answers = issue.and_then(|(kind, way)| self.procedure(kind, way)).filter(|it| it.document == paper);
        let reviews = self.instances.iter().find(|it| it.document == paper);
        let refuses = self.refusal_papers.iter().find(|it| it.document == paper);
        let elsewhere = || reviews.and_then(|it| it.title.as_ref()).or_else(|| refuses?.title.as_ref());
        answers.and_then(|it| it.title_of(outcome)).or_else(elsewhere)
    }

    /// What it calls issues of that kind, where it has words of its own and handles all of the kind alike.
    pub fn kind_names(&self, kind: Kind) -> Option<&Names> {
        let mut procedures = self.procedures_for(kind).filter(|_| !self.basis.is_empty());
        procedures.next().filter(|_| procedures.next().is_none()).map(|procedure| &procedure.names)
    }

    /// What it calls that review, where it has words of its own.
    pub fn instance_names(&self, instance: Instance) -> Option<&Names> {
        self.instance(instance).filter(|_| !self.basis.is_empty()).map(|rule| &rule.names)
    }

    /// The rule by which an answer to that kind and way reaches people, where that is another than for other kinds.
    pub fn service(&self, kind: Kind, way: Option<Way>) -> Option<&Rule> {
        self.rule_by_id(self.procedure(kind, way)?.service.as_ref()?)
    }

    /// The paper that turns down or leads elsewhere.
    pub fn refusal_paper(&self, outcome: Outcome) -> Option<DocumentKind> {
        self.refusal_papers.iter().find(|paper| paper.outcome == outcome).map(|paper| paper.document)
    }
}
