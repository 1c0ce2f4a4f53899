//! The packs an office works by: which of them holds on a day, and where a rule stands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::check::{PackError, PackFault};
use super::{Catalogue, Grade, Names, Naming, Pack, PackCode, PauseRule, Rule, RuleId, Topic, Transition};
use crate::clock::{Derivation, PauseReason, Step};

/// Most packs of an office: one for each law in each of its versions, with room.
pub const PACKS_MAX: usize = 200;

/// The packs an office works by, in the order in which they came into force.
///
/// They are checked when they are taken in ([`Packs::new`]) and not when they are read back from an entry: a check made
/// stricter later must not shut an office out of its own record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Packs(Vec<Pack>);

impl Packs {
    /// Takes packs in.
    ///
    /// # Errors
    /// The first that is wrong in itself, doubles a code or a rule id, or would be in force together with another.
    pub fn new(packs: Vec<Pack>) -> Result<Self, PackError> {
        packs.iter().try_for_each(Pack::check)?;
        let mut packs: Vec<Pack> = packs.into_iter().map(Pack::without_examples).collect();
        packs.sort_by(|a, b| (a.in_force_from, &a.code).cmp(&(b.in_force_from, &b.code)));
        if let Some(pack) = packs.get(PACKS_MAX) {
            return Err(pack.fault("code", PackFault::TooMany { max: PACKS_MAX }));
        }
        for (index, pack) in packs.iter().enumerate() {
            packs[..index].iter().try_for_each(|before| stands_beside(before, pack))?;
        }
        Ok(Self(packs))
    }

    /// The same packs and this one, which takes the place of an earlier version.
    ///
    /// # Errors
    /// It is wrong, does not stand beside the others, or was changed without a new version.
    pub fn with(&self, pack: Pack) -> Result<Self, PackError> {
        let pack = pack.without_examples();
        match self.by_code(&pack.code) {
            Some(known) if known.version >= pack.version && *known != pack => {
                Err(pack.fault("version", PackFault::NotRaised { known: known.version }))
            }
            Some(_) | None => Self::new(self.replaced(pack).0),
        }
    }

    /// The same packs and this one, as an entry has it: not checked again.
    #[must_use]
    pub fn replaced(&self, pack: Pack) -> Self {
        let mut packs: Vec<Pack> = self.0.iter().filter(|known| known.code != pack.code).cloned().collect();
        let place =
            packs.partition_point(|known| (known.in_force_from, &known.code) < (pack.in_force_from, &pack.code));
        packs.insert(place, pack);
        Self(packs)
    }

    /// The rule that a running step follows that day: of the pack in force, if that reaches back and gives the step a
    /// length of its own.
    pub fn followed(&self, step: Step, day: Date) -> Option<(&Pack, &Rule)> {
        let (pack, rule) = self.rule_on(step, day)?;
        let reaches_back = pack.transition == Transition::Follow && rule.set_by.is_none() && step != Step::Other;
        reaches_back.then_some((pack, rule))
    }

    /// The pack by which a step that begins that day is decided.
    pub fn in_force(&self, day: Date) -> Option<&Pack> {
        self.0.iter().rev().find(|pack| pack.grade == Grade::Decision && pack.is_in_force(day))
    }

    /// The rule by which a step that begins that day is counted, with its pack: that of a province where it has one, else
    /// that of the law it adds to.
    pub fn rule_on(&self, step: Step, day: Date) -> Option<(&Pack, &Rule)> {
        let law = self.in_force(day)?;
        let adding =
            self.0.iter().rev().filter(|pack| pack.parent.as_ref() == Some(&law.code) && pack.is_in_force(day));
        adding.chain([law]).find_map(|pack| Some((pack, pack.rule(step)?)))
    }

    /// What lets a clock of that rule stand still for that reason: its pack says so, or the law that adds to.
    pub fn pause(&self, rule: &RuleId, reason: PauseReason) -> Option<&PauseRule> {
        let (pack, rule) = self.rule_by_id(rule)?;
        let law = pack.parent.as_ref().and_then(|parent| self.by_code(parent));
        [Some(pack), law].into_iter().flatten().find_map(|pack| pack.pause(rule, reason))
    }

    /// The article that keeps a clock of that rule running, as its pack cites it; none where no pack has the rule.
    pub fn no_pause(&self, rule: &RuleId) -> Option<&str> {
        self.rule_by_id(rule).map(|(pack, rule)| pack.no_pause(rule))
    }

    /// A rule by which a clock may begin that day beside those of the law in force, with its pack.
    pub fn beside(&self, rule: &RuleId, day: Date) -> Option<(&Pack, &Rule)> {
        let (pack, rule) = self.rule_by_id(rule)?;
        (rule.step == Step::Other && pack.may_begin(day)).then_some((pack, rule))
    }

    /// All rules by which a clock may begin that day beside those of the law in force.
    pub fn all_beside(&self, day: Date) -> impl Iterator<Item = (&Pack, &Rule)> {
        let open = self.0.iter().filter(move |pack| pack.may_begin(day));
        open.flat_map(|pack| pack.rules.iter().filter(|rule| rule.step == Step::Other).map(move |rule| (pack, rule)))
    }

    /// What the law in force that day calls what people bring.
    pub fn catalogue(&self, day: Date) -> Catalogue {
        self.in_force(day).map_or_else(Catalogue::default, |pack| pack.catalogue)
    }

    /// The same of the newest law, which pages speak by.
    pub fn newest_catalogue(&self) -> Catalogue {
        self.newest_law().map_or_else(Catalogue::default, |pack| pack.catalogue)
    }

    /// The newest law that an office decides by.
    pub fn newest_law(&self) -> Option<&Pack> {
        self.0.iter().rev().find(|pack| pack.grade == Grade::Decision && !pack.draft)
    }

    /// The pack of this code.
    pub fn by_code(&self, code: &PackCode) -> Option<&Pack> {
        self.0.iter().find(|pack| pack.code == *code)
    }

    /// A rule with the pack it stands in.
    pub fn rule_by_id(&self, id: &RuleId) -> Option<(&Pack, &Rule)> {
        self.0.iter().find_map(|pack| pack.rule_by_id(id).map(|rule| (pack, rule)))
    }

    /// An article in the three languages; one that no pack translates is cited alike in all.
    pub fn article(&self, article: &str) -> Names {
        self.0.iter().find_map(|pack| pack.article(article)).unwrap_or_else(|| Names::alike(article))
    }

    /// What the law in force that day says on what the article of that code is about, for a refusal to cite: its article,
    /// else its name. None where it leaves that to the regulation of 2022, and for the office's own rules.
    pub fn basis(&self, code: &str, day: Date) -> Option<Names> {
        let topic = Topic::of(code)?;
        let law = self.in_force(day).filter(|law| !law.basis.is_empty())?;
        Some(law.basis.get(&topic).map_or_else(|| law.names.clone(), |article| self.article(article)))
    }

    /// What a period is for and what it rests on. It was frozen with its article; a rule that no pack has any more is not
    /// named.
    pub fn naming(&self, period: &Derivation) -> Naming {
        let rule = self.rule_by_id(&period.rule).filter(|(pack, rule)| pack.names_step(rule));
        Naming { article: self.article(&period.article), rule: rule.map(|(_, rule)| rule.names.clone()) }
    }

    /// All of them, in the order in which they came into force.
    pub fn iter(&self) -> impl Iterator<Item = &Pack> {
        self.0.iter()
    }
}

fn stands_beside(before: &Pack, pack: &Pack) -> Result<(), PackError> {
    if before.code == pack.code {
        return Err(pack.fault("code", PackFault::Double { what: pack.code.to_string() }));
    }
    if let Some(rule) = pack.rules.iter().find(|rule| before.rule_by_id(&rule.id).is_some()) {
        return Err(pack.fault("rule.id", PackFault::Double { what: rule.id.to_string() }));
    }
    if before.crosses(pack) {
        return Err(pack.fault("in_force_from", PackFault::Crossing { with: before.code.clone() }));
    }
    Ok(())
}
