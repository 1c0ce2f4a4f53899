//! Where a period ends when the office closes, a minute decides: who answers, objects, lengthens or asks before is in time,
//! and who does after is not. Where nothing is said of that the day is over at midnight.

use huiyin_domain::clock::Step;
use huiyin_domain::ids::PetitionNo;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{Event, Outcome, Refusal};
use huiyin_domain::office::{Actor, Role};

use crate::case::{Case, FIRST, findings, words};
use crate::lives::{accepted, routed, served};
use crate::office::officer;

/// When the office closes, and an hour of a last day.
type At = (Option<&'static str>, &'static str);

/// At that hour of that day; all that runs ends when the office closes.
fn at(mut case: Case, on: &str, (closes_at, hour): At) -> Case {
    let closes_at = closes_at.map(|hour| hour.parse().unwrap());
    case.matter.clocks.iter_mut().for_each(|clock| clock.derivation.closes_at = closes_at);
    case.on(on);
    case.hour = hour.parse().unwrap();
    case
}

fn deciding(hour: At, expected: bool) {
    let case = at(accepted("2026-03-02"), "2026-05-06", hour);
    let decide = c::Decide { issue: FIRST, outcome: Outcome::Supported, findings: findings() };
    let events = case.asked(&officer("zjj", Role::UnitHead), decide).unwrap();
    let Event::IssueDecided(decided) = &events[0] else { panic!("{events:?}") };
    assert_eq!(decided.in_time, expected, "{hour:?}");
}

table! { an_answer_is_in_time_until_the_office_closes, deciding,
    (Some("17:30"), "17:29") => true;
    (Some("17:30"), "17:30") => true;
    (Some("17:30"), "17:31") => false;
    (None, "17:31") => true;
    (None, "23:59") => true;
}

fn objecting(hour: At, refused: Option<&str>) {
    let object = c::Object { issue: FIRST, better: None, reason: words(71) };
    let refusal = at(routed("2026-03-02"), "2026-03-09", hour).asked(&officer("zjj", Role::Handler), object).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{hour:?}");
}

table! { an_objection_is_in_time_until_the_office_closes, objecting,
    (Some("17:30"), "17:29") => None;
    (Some("17:30"), "17:31") => Some("objection-too-late");
    (None, "17:31") => None;
}

fn lengthening(hour: At, refused: Option<&str>) {
    let case = at(accepted("2026-03-02"), "2026-05-06", hour);
    let clock = case.matter.live_clock(FIRST, Step::Handle).unwrap().no;
    let refusal = case.asked(&officer("zjj", Role::UnitHead), c::Extend { clock, days: 30, reason: words(72) }).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{hour:?}");
}

table! { a_period_is_lengthened_until_the_office_closes, lengthening,
    (Some("17:30"), "17:29") => None;
    (Some("17:30"), "17:31") => Some("period-has-run-out");
    (None, "17:31") => None;
}

/// Asked by the petitioner online, or entered by a registrar, who may have been handed it at any hour of the day.
fn asking((hour, actor): (At, Actor), late: bool) {
    let window = served("2026-03-02").matter.live_clock(FIRST, Step::ReviewWindow).unwrap().last_day();
    let case = at(served("2026-03-02"), &window.to_string(), hour);
    let request = c::RequestReview { issue: FIRST, petition: PetitionNo::FIRST, request: words(73), on: window };
    let events = case.asked(&actor, request).unwrap();
    let Event::ReviewRequested(asked) = &events[0] else { panic!("{events:?}") };
    assert_eq!((asked.late, asked.on), (late, case.today), "{hour:?} {actor}");
}

table! { a_review_is_asked_for_in_time_until_the_office_closes, asking,
    ((Some("17:30"), "17:29"), Actor::Petitioner(PetitionNo::FIRST)) => false;
    ((Some("17:30"), "17:31"), Actor::Petitioner(PetitionNo::FIRST)) => true;
    ((Some("17:30"), "17:31"), officer("xfj", Role::Registrar)) => false;
    ((None, "23:59"), Actor::Petitioner(PetitionNo::FIRST)) => false;
}
