//! What must always be true of a matter, broken on purpose: a sound matter is changed in one place, as no command could,
//! and exactly that is named. A kind of break without a row fails.

use std::collections::BTreeSet;

use huiyin_domain::clock::{PauseReason, Step};
use huiyin_domain::ids::ClockNo;
use huiyin_domain::matter::command::{ConfirmExecution, Pause};
use huiyin_domain::matter::invariant::{Broken, broken};
use huiyin_domain::matter::state::{ClockState, End};
use huiyin_domain::matter::{Matter, State};
use huiyin_domain::office::Role;

use crate::case::{Case, FIRST};
use crate::lives;
use crate::office::{day, officer};

const DAY: &str = "2026-03-02";

/// A sound matter, what is done to it, and what is broken then.
type Row = (&'static str, Case, fn(&mut Matter), Vec<Broken>);

/// One number for each kind: a new one does not compile before it stands here, and fails before it has a row.
const fn kind(broken: &Broken) -> usize {
    match broken {
        Broken::NoClock(_) => 0,
        Broken::ClockAfterEnd(..) => 1,
        Broken::Unbounded(_) => 2,
        Broken::EndedUnanswered(_) => 3,
        Broken::NoPaper(_) => 4,
        Broken::NoWindow(_) => 5,
        Broken::DaysOutOfOrder(_) => 6,
    }
}

/// How many kinds that are.
const KINDS: usize = 7;

#[test]
fn each_break_is_named_and_nothing_else_is() {
    let mut reached = BTreeSet::new();
    for (name, case, spoil, named) in rows() {
        let mut matter = case.matter;
        assert_eq!(broken(&matter), [], "{name}: sound before");
        spoil(&mut matter);
        assert_eq!(broken(&matter), named, "{name}");
        reached.extend(named.iter().map(kind));
    }
    assert_eq!(reached, (0..KINDS).collect(), "a kind of break has no row");
}

/// The city reviews again, and its period stands still.
fn paused() -> Case {
    let mut case = lives::under_re_review(DAY);
    let (clock, from) = (case.matter.clocks.last().unwrap().no, case.today);
    case.give(&officer("city", Role::UnitHead), Pause { clock, reason: PauseReason::Hearing, from });
    case
}

/// Answered on the spot, carried out, and ended with that.
fn answered() -> Case {
    let mut case = lives::suggestion_answered(DAY);
    case.give(&officer("xfj", Role::Supervisor), ConfirmExecution { issue: FIRST });
    let state = &case.matter.issues[0].state;
    assert!(matches!(state, State::Ended { how: End::Answered, .. }), "{state:?}");
    case
}

fn rows() -> Vec<Row> {
    [clocks(), answers(), days()].concat()
}

fn over(matter: &mut Matter) {
    for clock in &mut matter.clocks {
        clock.state = ClockState::Met;
    }
}

fn clocks() -> Vec<Row> {
    vec![
        ("an open issue whose clocks are all over", lives::accepted(DAY), over, vec![Broken::NoClock(FIRST)]),
        (
            "an open issue with only a clock beside the law's",
            lives::accepted(DAY),
            |matter| matter.clocks.iter_mut().for_each(|clock| clock.derivation.step = Step::Other),
            vec![Broken::NoClock(FIRST)],
        ),
        (
            "history is owed by nobody, until it is none",
            history(),
            |matter| matter.is_history = false,
            vec![Broken::NoClock(FIRST)],
        ),
        (
            "an ended issue whose first clock runs again",
            answered(),
            |matter| matter.clocks[0].state = ClockState::Running { passed: true },
            vec![Broken::ClockAfterEnd(FIRST, ClockNo::FIRST)],
        ),
        ("a pause that is over before it begins", paused(), unbound, vec![Broken::Unbounded(last_clock(&paused()))]),
        (
            "served, and the window that runs is none",
            lives::served(DAY),
            |matter| matter.clocks.iter_mut().for_each(|clock| clock.derivation.step = Step::Handle),
            vec![Broken::NoWindow(FIRST)],
        ),
        ("served, and nothing runs", lives::served(DAY), over, vec![Broken::NoClock(FIRST), Broken::NoWindow(FIRST)]),
    ]
}

fn last_clock(case: &Case) -> ClockNo {
    case.matter.clocks.last().unwrap().no
}

fn unbound(matter: &mut Matter) {
    for clock in &mut matter.clocks {
        if let ClockState::Paused { from, resume_by, .. } = &mut clock.state {
            *resume_by = from.yesterday().unwrap();
        }
    }
}

/// Taken in as it was left elsewhere: open, without a day by which anybody must act.
fn history() -> Case {
    let mut case = lives::accepted(DAY);
    case.matter.is_history = true;
    over(&mut case.matter);
    case
}

fn answers() -> Vec<Row> {
    let unanswered = || vec![Broken::EndedUnanswered(FIRST)];
    let no_paper = || vec![Broken::NoPaper(FIRST)];
    let tear_up: fn(&mut Matter) = |matter| matter.documents.clear();
    vec![
        ("ended as answered, undecided", answered(), |matter| matter.issues[0].decision = None, unanswered()),
        ("ended as answered, unserved", answered(), |matter| matter.issues[0].served.clear(), unanswered()),
        ("decided, without its paper", lives::decided(DAY), tear_up, no_paper()),
        ("reviewed, without its paper", lives::reviewed(DAY), tear_up, no_paper()),
    ]
}

fn days() -> Vec<Row> {
    let out_of_order = || vec![Broken::DaysOutOfOrder(FIRST)];
    vec![
        (
            "decided before it was received",
            lives::decided(DAY),
            |matter| matter.issues[0].decision.as_mut().unwrap().on = day("2026-03-01"),
            out_of_order(),
        ),
        (
            "reviewed before it was received",
            lives::reviewed(DAY),
            |matter| matter.issues[0].review.as_mut().unwrap().on = day("2026-03-01"),
            out_of_order(),
        ),
        (
            "served before it was decided",
            lives::served(DAY),
            |matter| matter.issues[0].served.values_mut().for_each(|on| *on = day("2026-03-01")),
            out_of_order(),
        ),
        (
            "raised by a petition that is not there",
            lives::accepted(DAY),
            |matter| matter.petitions.clear(),
            out_of_order(),
        ),
    ]
}
