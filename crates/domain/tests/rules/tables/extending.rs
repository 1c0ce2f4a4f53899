//! Lengthening and standing still.

use huiyin_domain::clock::{PauseReason, Step};
use huiyin_domain::ids::ClockNo;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{CommandKind, Event, Refusal, Stage};
use huiyin_domain::office::Role;

use crate::case::words;
use crate::lives::{accepted, under_re_review};
use crate::office::{day, officer};

/// The last day, or the code of the refusal.
type Result = std::result::Result<&'static str, &'static str>;

fn newest(case: &crate::case::Case) -> ClockNo {
    case.matter.clocks.last().unwrap().no
}

/// Accepted on the first day, lengthened on the second.
fn extending((accepted_on, today, days, role): (&str, &str, u32, Role), expected: Result) {
    let mut case = accepted(accepted_on);
    case.on(today);
    let extend = c::Extend { clock: newest(&case), days, reason: words(70) };
    let decided = case.asked(&officer("zjj", role), extend);
    match (decided, expected) {
        (Ok(events), Ok(last)) => {
            let [Event::PeriodExtended(event)] = events.as_slice() else { panic!("{events:?}") };
            assert_eq!(event.derivation.last_day, day(last), "{accepted_on} {today} {days}");
        }
        (Err(refusal), Err(code)) => assert_eq!(refusal.code(), code, "{accepted_on} {today} {days}"),
        (decided, expected) => panic!("{accepted_on} {today} {days}: {decided:?}, not {expected:?}"),
    }
}

table! { sixty_days_and_thirty, extending,
    // 90 days end in Spring Festival, on its make-up Sunday, which is a workday
    ("2023-11-20", "2024-01-19", 30, Role::UnitHead) => Ok("2024-02-18");
    ("2023-11-20", "2024-01-20", 30, Role::UnitHead) => Err("period-has-run-out");
    ("2023-11-20", "2024-01-19", 31, Role::UnitHead) => Err("too-long");
    ("2023-11-20", "2024-01-19", 0, Role::UnitHead) => Err("too-long");
    ("2023-11-20", "2024-01-19", 30, Role::Handler) => Err("not-yours");
    // the 60th day is a Saturday, so Monday is in time; the 90th, in National Day, rolls onto its make-up Saturday
    ("2022-07-05", "2022-09-05", 30, Role::UnitHead) => Ok("2022-10-08");
    ("2022-07-05", "2022-09-06", 30, Role::UnitHead) => Err("period-has-run-out");
    // over the end of the year: the 78th day is New Year's Day
    ("2024-10-15", "2024-12-16", 18, Role::UnitHead) => Ok("2025-01-02");
    ("2024-10-15", "2024-12-17", 18, Role::UnitHead) => Err("period-has-run-out");
    ("2024-10-17", "2024-12-16", 18, Role::UnitHead) => Ok("2025-01-03");
}

#[test]
fn a_period_is_lengthened_once() {
    let mut case = accepted("2026-03-02");
    let clock = newest(&case);
    let head = officer("zjj", Role::UnitHead);
    let extend = |days| c::Extend { clock, days, reason: words(70) };
    case.give(&head, extend(10));
    assert_eq!(case.asked(&head, extend(10)), Ok(Vec::new()), "said twice is not wrong");
    assert!(matches!(case.asked(&head, extend(30)), Err(Refusal::AlreadyExtended { .. })));
}

#[test]
fn handling_never_stands_still_and_lengthening_is_offered_instead() {
    let case = accepted("2026-03-02");
    for reason in PauseReason::ALL {
        let pause = c::Pause { clock: newest(&case), reason: *reason, from: case.today };
        let refusal = case.asked(&officer("zjj", Role::UnitHead), pause).unwrap_err();
        let Refusal::NoPauseForThis { step, law, at, extendable } = &refusal else { panic!("{refusal:?}") };
        assert_eq!((*step, at.stage, *extendable), (Step::Handle, Stage::Accepted, true));
        assert_eq!(law.en, "Regulations on the Handling of Petitions (2022), art. 36", "as its pack cites it");
        assert_eq!(refusal.alternative(), huiyin_domain::matter::Alternative::Instead(CommandKind::Extend));
    }
}

/// A hearing in re-review: asked for, heard from, heard to, the last day before and after.
fn hearing((asked, from, to): (&str, &str, &str), (before, after): (&str, &str)) {
    let mut case = under_re_review(asked);
    let clock = newest(&case);
    assert_eq!(case.matter.clock(clock).unwrap().last_day(), day(before));
    let organ = officer("city", Role::UnitHead);
    let pause = c::Pause { clock, reason: PauseReason::Hearing, from: day(from) };
    case.on(from).give(&organ, pause);
    case.on(to).give(&organ, c::Resume { clock, to: day(to) });
    assert_eq!(case.matter.clock(clock).unwrap().last_day(), day(after), "{asked} {from} {to}");
}

table! { a_hearing_adds_its_days, hearing,
    ("2026-03-02", "2026-03-09", "2026-03-13") => ("2026-04-01", "2026-04-07"); // 5 days: 6 April is Qingming's rest
    ("2026-03-02", "2026-03-09", "2026-03-09") => ("2026-04-01", "2026-04-02"); // one day is one day
}

#[test]
fn a_hearing_nobody_closes_ends_by_itself() {
    let mut case = under_re_review("2026-03-02");
    let clock = newest(&case);
    let pause = c::Pause { clock, reason: PauseReason::Hearing, from: day("2026-03-09") };
    case.on("2026-03-09").give(&officer("city", Role::UnitHead), pause);
    let bound = case.matter.clock(clock).unwrap().last_day();
    let sweep = huiyin_domain::office::Actor::Job("sweep");
    case.today = bound;
    assert!(matches!(case.asked(&sweep, c::PassDeadline { clock }), Err(Refusal::NotRunOut { .. })));
    case.today = bound.tomorrow().unwrap();
    let events = case.give(&sweep, c::PassDeadline { clock });
    assert!(matches!(events.as_slice(), [Event::ClockResumed(event)] if event.to == bound));
}

#[test]
fn a_period_counted_anew_while_it_stands_still_goes_on_standing_still() {
    let mut case = under_re_review("2026-03-02");
    let (clock, organ) = (newest(&case), officer("city", Role::UnitHead));
    let pause = c::Pause { clock, reason: PauseReason::Hearing, from: day("2026-03-09") };
    case.on("2026-03-09").give(&organ, pause);
    let derivation = case.matter.clock(clock).unwrap().derivation.clone();
    case.fold(&[huiyin_domain::matter::event::ClockRederived { clock, derivation }.into()]);
    case.on("2026-03-13").give(&organ, c::Resume { clock, to: day("2026-03-13") });
    assert_eq!(case.matter.clock(clock).unwrap().last_day(), day("2026-04-07"));
}

#[test]
fn whoever_closes_a_hearing_late_closes_it_on_its_last_day_allowed() {
    let mut case = under_re_review("2026-03-02");
    let (clock, organ) = (newest(&case), officer("city", Role::UnitHead));
    let pause = c::Pause { clock, reason: PauseReason::Hearing, from: day("2026-03-09") };
    case.on("2026-03-09").give(&organ, pause);
    let bound = case.matter.clock(clock).unwrap().last_day();
    case.today = bound.checked_add(jiff::ToSpan::days(3)).unwrap();
    let events = case.give(&organ, c::Resume { clock, to: case.today });
    assert!(matches!(events.as_slice(), [Event::ClockResumed(event)] if event.to == bound));
}
