//! Starting, meeting and ending clocks, and what happens when one runs out.
//!
//! Each period is derived here, once, by the rule of the pack in force on its first day, and frozen in the event. A duty
//! that ran out stays owed and is marked; a right that ran out falls away; when the last window of a served answer
//! has closed, the issue has ended.
//!
//! Source: 信访工作条例 (2022) art. 22 to 24, 34 to 36; 民法典 art. 200 to 203.

use jiff::civil::Date;

use super::{Decision, Facts, done, event, refuse_if};
use crate::clock::{Derivation, Step};
use crate::ids::{ClockNo, IssueNo, PetitionNo, UnitCode};
use crate::matter::command::{CommandKind, PassDeadline, RederiveClock};
use crate::matter::event::{ClockRederived, ClockResumed, Clocks, DeadlinePassed, Started};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Clock, ClockState, Matter, State};
use crate::pack::{CountedFrom, Pack, Rule};

/// The clocks that a decision moves, collected one by one.
#[must_use = "clocks move only where they stand in an event"]
pub struct Moves<'a> {
    matter: &'a Matter,
    facts: &'a Facts<'a>,
    clocks: Clocks,
}

impl<'a> Moves<'a> {
    /// None moved yet.
    pub fn new(matter: &'a Matter, facts: &'a Facts<'a>) -> Self {
        Self { matter, facts, clocks: Clocks::default() }
    }

    /// What that step's clock of the issue was for is done.
    pub fn meet(mut self, issue: IssueNo, step: Step) -> Self {
        self.clocks.met.extend(self.matter.live_clock(issue, step).map(|clock| clock.no));
        self
    }

    /// What that petition's own window was for is done.
    pub fn meet_window(mut self, issue: IssueNo, window: Step, petition: PetitionNo) -> Self {
        let mut windows = self.matter.live_clocks(issue).filter(|clock| clock.step() == window);
        self.clocks.met.extend(windows.find(|clock| clock.petition == Some(petition)).map(|clock| clock.no));
        self
    }

    /// What that very clock was for is done.
    pub fn meet_clock(mut self, no: ClockNo) -> Self {
        self.clocks.met.push(no);
        self
    }

    /// That very clock falls away.
    pub fn stop_clock(mut self, no: ClockNo) -> Self {
        self.clocks.stopped.push(no);
        self
    }

    /// What a simple procedure's clocks of the issue were for is done: it was decided in it.
    pub fn meet_simple(mut self, issue: IssueNo) -> Self {
        let packs = &self.facts.office.packs;
        let is_simple =
            |clock: &&Clock| packs.rule_by_id(&clock.derivation.rule).is_some_and(|(_, rule)| rule.turns.is_some());
        self.clocks.met.extend(self.matter.live_clocks(issue).filter(is_simple).map(|clock| clock.no));
        self
    }

    /// That step's clock of the issue falls away.
    pub fn stop(mut self, issue: IssueNo, step: Step) -> Self {
        self.clocks.stopped.extend(self.matter.live_clock(issue, step).map(|clock| clock.no));
        self
    }

    /// All clocks of the issue that are neither met here nor for one of these steps fall away.
    pub fn stop_all_but(mut self, issue: IssueNo, kept: &[Step]) -> Self {
        let met = &self.clocks.met;
        let over =
            self.matter.live_clocks(issue).filter(|clock| !met.contains(&clock.no) && !kept.contains(&clock.step()));
        self.clocks.stopped.extend(over.map(|clock| clock.no));
        self
    }

    /// A clock begins, by the rule of the pack in force on its first day; it counts from there, or from receipt where that
    /// rule says so.
    pub fn start(self, issue: IssueNo, step: Step, unit: &UnitCode, on: Date) -> Result<Self, Refusal> {
        let (pack, rule) = rule_on(self.facts, step, on)?;
        let from = match rule.counted_from {
            CountedFrom::Receipt => self.matter.received_on(issue).unwrap_or(on),
            CountedFrom::Beginning | CountedFrom::Acknowledgement => on,
        };
        let derivation = Derivation::derive(rule, pack, from, &self.facts.office.calendars.of(&pack.calendar));
        Ok(self.begin(issue, unit, None, derivation))
    }

    /// A clock of what is done anew begins: it counts from that day, whenever the petition came.
    pub fn start_anew(self, issue: IssueNo, step: Step, unit: &UnitCode, on: Date) -> Result<Self, Refusal> {
        let derivation = derive(self.facts, step, on)?;
        Ok(self.begin(issue, unit, None, derivation))
    }

    /// A window begins that is one petition's own.
    pub fn start_window(
        self,
        issue: IssueNo,
        step: Step,
        unit: &UnitCode,
        petition: PetitionNo,
        on: Date,
    ) -> Result<Self, Refusal> {
        let derivation = derive(self.facts, step, on)?;
        Ok(self.begin(issue, unit, Some(petition), derivation))
    }

    /// A clock begins with this period.
    pub fn begin(
        mut self,
        issue: IssueNo,
        unit: &UnitCode,
        petition: Option<PetitionNo>,
        derivation: Derivation,
    ) -> Self {
        let no = ClockNo::after(self.matter.clocks.len() + self.clocks.started.len());
        self.clocks.started.push(Started { no, issue, unit: unit.clone(), petition, derivation });
        self
    }

    /// The clocks, to stand in the event.
    pub fn done(self) -> Clocks {
        self.clocks
    }
}

/// The rule by which a step that begins on that day is counted.
pub(super) fn rule_on<'f>(facts: &Facts<'f>, step: Step, on: Date) -> Result<(&'f Pack, &'f Rule), Refusal> {
    facts.office.packs.rule_on(step, on).ok_or(Refusal::NoPackInForce { on })
}

/// The period of a step that begins on that day.
pub fn derive(facts: &Facts<'_>, step: Step, on: Date) -> Result<Derivation, Refusal> {
    let (pack, rule) = rule_on(facts, step, on)?;
    Ok(Derivation::derive(rule, pack, on, &facts.office.calendars.of(&pack.calendar)))
}

/// The period of a step that somebody set to end on that very day: an assigned report, a source's due date.
pub fn derive_to(facts: &Facts<'_>, step: Step, on: Date, last_day: Date) -> Result<Derivation, Refusal> {
    let packs = &facts.office.packs;
    let anywhere = || packs.iter().find_map(|pack| Some((pack, pack.rule(step)?)));
    let (pack, rule) = packs.rule_on(step, on).or_else(anywhere).ok_or(Refusal::NoPackInForce { on })?;
    Ok(Derivation::derive_to(rule, pack, on, last_day, &facts.office.calendars.of(&pack.calendar)))
}

/// A clock may be said to have run out from the day after its last day on.
pub fn may_pass<'m>(matter: &'m Matter, no: ClockNo, facts: &Facts<'_>) -> Result<&'m Clock, Refusal> {
    let clock = matter.clock(no)?;
    let issue = matter.issue(clock.issue)?;
    facts.may(CommandKind::PassDeadline, matter, Some(issue))?;
    refuse_if(facts.today <= clock.last_day(), Refusal::NotRunOut { last_day: clock.last_day() })?;
    Ok(clock)
}

/// The daily sweep says that a clock ran out; the record then shows it. Lists and figures never wait for that. A clock
/// that stood still to the last day allowed goes on by itself.
pub fn pass_deadline(matter: &Matter, command: &PassDeadline, facts: &Facts<'_>) -> Decision {
    let clock = may_pass(matter, command.clock, facts)?;
    let over = matches!(clock.state, ClockState::Met | ClockState::Stopped | ClockState::Running { passed: true });
    if over {
        return done();
    }
    if let ClockState::Paused { from, reason, resume_by } = clock.state {
        let derivation = clock.derivation.paused(from, resume_by, reason, &facts.calendar_of(clock));
        return event(ClockResumed { clock: clock.no, to: resume_by, derivation });
    }
    event(DeadlinePassed {
        clock: clock.no,
        last_day: clock.last_day(),
        falls_away: is_right(clock.step()),
        ends: ends_with(matter, clock),
    })
}

/// The step is somebody's right, which falls away unused; all others are duties, which stay owed.
const fn is_right(step: Step) -> bool {
    matches!(step, Step::Objection | Step::ReviewWindow | Step::ReReviewWindow)
}

/// The issue ends with this clock: it was served, and this was the last of its windows.
fn ends_with(matter: &Matter, clock: &Clock) -> Option<IssueNo> {
    let issue = matter.issue(clock.issue).ok()?;
    let served = matches!(issue.state, State::Served { .. });
    let last = matter.holding_clocks(clock.issue).all(|live| live.no == clock.no);
    (served && is_right(clock.step()) && last).then_some(clock.issue)
}

/// An open period may be derived anew when a calendar or pack became known.
pub fn may_rederive<'m>(matter: &'m Matter, no: ClockNo, facts: &Facts<'_>) -> Result<&'m Clock, Refusal> {
    let clock = matter.clock(no)?;
    let issue = matter.issue(clock.issue)?;
    facts.may(CommandKind::RederiveClock, matter, Some(issue))?;
    refuse_if(!clock.is_live(), Refusal::NotRunning { at: matter.standing(issue) })?;
    Ok(clock)
}

/// Derives an open period anew; nothing happens where it does not move.
pub fn rederive(matter: &Matter, command: &RederiveClock, facts: &Facts<'_>) -> Decision {
    let clock = may_rederive(matter, command.clock, facts)?;
    let derivation = renewed(&clock.derivation, facts);
    let said = |period: &Derivation| (period.last_day, period.provisional);
    if said(&derivation) == said(&clock.derivation) {
        return done();
    }
    event(ClockRederived { clock: clock.no, derivation })
}

/// The period by today's calendar; and by today's pack, where that reaches back to what it found running.
fn renewed(period: &Derivation, facts: &Facts<'_>) -> Derivation {
    let calendars = &facts.office.calendars;
    match facts.office.packs.followed(period.step, facts.today) {
        Some((pack, rule)) if period.pack != pack.reference() => {
            period.by_rule(rule, pack, &calendars.of(&pack.calendar))
        }
        Some(_) | None => period.rederived(&calendars.of(&period.land)),
    }
}
