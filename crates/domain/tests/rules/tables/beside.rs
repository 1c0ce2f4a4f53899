//! Clocks beside the law's: what runs, is lengthened, stands still and is met by its own rule; and the simple procedure
//! that turns into the ordinary one.

use huiyin_domain::clock::{PauseReason, Step};
use huiyin_domain::ids::PetitionNo;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::state::ClockState;
use huiyin_domain::matter::{Event, Outcome, Refusal};
use huiyin_domain::office::{Actor, Role};
use huiyin_domain::pack::{Pack, PauseRule, TurnsFrom};

use crate::case::{Case, FIRST, findings, words};
use crate::lives::{accepted, served};
use crate::office::{day, officer};

fn handler() -> Actor {
    officer("zjj", Role::Handler)
}

fn head() -> Actor {
    officer("zjj", Role::UnitHead)
}

fn start(rule: &str, on: &str) -> c::StartClock {
    c::StartClock { issue: FIRST, rule: rule.parse().unwrap(), on: day(on) }
}

/// The pack of that rule, changed.
fn changed(case: &mut Case, rule: &str, change: impl FnOnce(&mut Pack)) {
    let mut pack = case.office.packs.rule_by_id(&rule.parse().unwrap()).unwrap().0.clone();
    change(&mut pack);
    case.office.packs = case.office.packs.replaced(pack);
}

#[test]
fn several_run_at_once_and_each_by_its_own_rule() {
    let mut case = accepted("2026-03-02");
    for (rule, last_day) in [
        ("CN-DB21-TOTAL", "2026-04-14"), // 30 working days; Qingming's rest is 4 to 6 April
        ("CN-XF14-SPLIT-COUNTY", "2026-03-06"), // 4 calendar days
    ] {
        let events = case.give(&handler(), start(rule, "2026-03-02"));
        let [Event::ClockStarted(event)] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!(event.clocks.started[0].derivation.last_day, day(last_day), "{rule}");
    }
    assert_eq!(case.matter.live_clocks(FIRST).filter(|clock| clock.step() == Step::Other).count(), 2);
    assert_eq!(case.asked(&handler(), start("CN-DB21-TOTAL", "2026-03-02")), Ok(Vec::new()), "said twice is not wrong");
    let total = case.matter.live_clocks(FIRST).find(|clock| clock.step() == Step::Other).unwrap().no;
    case.give(&head(), c::Extend { clock: total, days: 15, reason: words(60) });
    assert_eq!(case.matter.clock(total).unwrap().last_day(), day("2026-05-08"), "45 in all, over the days of May");
    let events = case.on("2026-05-09").give(&handler(), c::MeetClock { clock: total, on: day("2026-05-09") });
    assert!(matches!(events.as_slice(), [Event::ClockMet(event)] if !event.in_time), "a day late: {events:?}");
    assert_eq!(case.asked(&handler(), c::MeetClock { clock: total, on: day("2026-05-09") }), Ok(Vec::new()));
}

#[test]
fn it_holds_no_issue_open_and_stops_with_it() {
    let mut case = served("2026-03-02");
    let acting = case.matter.issues[0].acting().clone();
    let handler = officer(acting.as_str(), Role::Handler);
    case.give(&handler, start("CN-DB21-PUBLIC", &case.today.to_string()));
    let own = case.matter.clocks.last().unwrap().no;
    case.give(&Actor::Petitioner(PetitionNo::FIRST), c::ConfirmExecution { issue: FIRST });
    let window = case.matter.live_clocks(FIRST).find(|clock| clock.step() == Step::ReviewWindow).unwrap();
    let (window, last) = (window.no, window.last_day());
    case.today = last.tomorrow().unwrap();
    case.give(&Actor::Job("sweep"), c::PassDeadline { clock: window });
    assert!(case.matter.issues[0].has_ended());
    assert_eq!(case.matter.clock(own).unwrap().state, ClockState::Stopped);
}

#[test]
fn a_pause_is_bound_by_the_clock_the_reason_and_the_days_its_pack_names() {
    let mut case = accepted("2026-03-02");
    changed(&mut case, "CN-DB21-TOTAL", |pack| {
        pack.pauses.push(PauseRule {
            step: Step::Other,
            rule: Some("CN-DB21-TOTAL".parse().unwrap()),
            reason: PauseReason::PublicNotice,
            days_max: Some(7),
            article: pack.rules[0].article.clone(),
        });
    });
    case.give(&handler(), start("CN-DB21-TOTAL", "2026-03-02"));
    case.give(&handler(), start("CN-DB21-COUNTY", "2026-03-02"));
    let clocks: Vec<_> = case.matter.live_clocks(FIRST).filter(|clock| clock.step() == Step::Other).collect();
    let (total, county) = (clocks[0].no, clocks[1].no);
    let pause = |clock, reason| c::Pause { clock, reason, from: day("2026-03-09") };
    case.on("2026-03-09");
    let before = case.matter.clone();
    for wrong in [pause(total, PauseReason::Hearing), pause(county, PauseReason::PublicNotice)] {
        let refusal = case.asked(&head(), wrong).unwrap_err();
        let Refusal::NoPauseForThis { law, .. } = &refusal else { panic!("{refusal:?}") };
        assert!(law.zh_hans.starts_with("最低生活保障审核确认办法"), "as its pack cites it: {law}");
        assert_eq!(case.matter, before, "a refused pause changes nothing");
    }
    case.give(&head(), pause(total, PauseReason::PublicNotice));
    assert_eq!(case.matter.clock(total).unwrap().last_day(), day("2026-03-15"), "seven days at most");
    case.on("2026-03-20").give(&head(), c::Resume { clock: total, to: day("2026-03-20") });
    let period = &case.matter.clock(total).unwrap().derivation;
    assert_eq!((period.pauses[0].to, period.last_day), (day("2026-03-15"), day("2026-04-21")), "and no more are added");
}

#[test]
fn the_simple_procedure_turns_into_the_ordinary_one() {
    for (from, last_day) in [(TurnsFrom::Acceptance, "2026-05-06"), (TurnsFrom::Turning, "2026-05-11")] {
        let mut case = accepted("2026-03-02"); // 60 days end on 1 May, and roll
        changed(&mut case, "CN-XF22-SIMPLE-HANDLE", |pack| {
            pack.rules.iter_mut().filter(|rule| rule.turns.is_some()).for_each(|rule| rule.turns = Some(from));
        });
        case.give(&handler(), start("CN-XF22-SIMPLE-HANDLE", "2026-03-02"));
        let simple = case.matter.clocks.last().unwrap().no;
        assert_eq!(case.matter.clock(simple).unwrap().last_day(), day("2026-03-16"), "10 working days");
        let turn = c::TurnOrdinary { clock: simple, reason: words(61), on: day("2026-03-12") };
        case.on("2026-03-12").give(&head(), turn.clone());
        assert_eq!(case.matter.clock(simple).unwrap().state, ClockState::Stopped);
        assert_eq!(case.matter.live_clock(FIRST, Step::Handle).unwrap().last_day(), day(last_day), "{from}");
        assert!(matches!(case.asked(&head(), turn), Err(Refusal::NotRunning { .. })));
    }
}

#[test]
fn what_is_decided_in_the_simple_procedure_meets_its_clock() {
    let mut case = accepted("2026-03-02");
    case.give(&handler(), start("CN-XF22-SIMPLE-HANDLE", "2026-03-02"));
    let simple = case.matter.clocks.last().unwrap().no;
    case.give(&head(), c::Decide { issue: FIRST, outcome: Outcome::Explained, findings: findings() });
    assert_eq!(case.matter.clock(simple).unwrap().state, ClockState::Met);
}
