//! The way to the unit: objecting in time, bouncing, designating; never to the accused.

use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{Kind, Refusal, RouteReason, Stage};
use huiyin_domain::office::Role;

use crate::case::{Case, FIRST, words};
use crate::lives::{accepted, disputed, objected, routed};
use crate::office::{officer, unit};

/// Sent that day, objected to on that day.
fn objecting((sent, today): (&str, &str), refused: Option<&str>) {
    let mut case = routed(sent);
    case.on(today);
    let object = c::Object { issue: FIRST, better: None, reason: words(71) };
    let refusal = case.asked(&officer("zjj", Role::Handler), object).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{sent} {today}");
}

table! { five_working_days_to_object, objecting,
    ("2026-03-02", "2026-03-09") => None;
    ("2026-03-02", "2026-03-10") => Some("objection-too-late");
    ("2024-02-08", "2024-02-21") => None; // over Spring Festival, its make-up Sunday a working day
    ("2024-02-08", "2024-02-22") => Some("objection-too-late");
    ("2023-09-28", "2023-10-11") => None; // over National Day, two make-up days
    ("2023-09-28", "2023-10-12") => Some("objection-too-late");
}

/// The sender agrees with the objection and sends it there.
fn agreeing(to: &str, refused: Option<&str>) {
    let case = objected("2026-03-02");
    let agree = c::AgreeToObjection { issue: FIRST, to: unit(to) };
    let refusal = case.asked(&officer("xfj", Role::Registrar), agree).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{to}");
}

table! { a_sender_agrees, agreeing,
    "jtj" => None;
    "zjj" => Some("there-already");
    "nowhere" => Some("unknown-unit");
}

#[test]
fn between_two_units_it_goes_once_and_then_only_the_superior_sends_it_back() {
    let registrar = officer("xfj", Role::Registrar);
    let mut case = objected("2026-03-02");
    case.give(&registrar, c::AgreeToObjection { issue: FIRST, to: unit("jtj") });
    case.give(&officer("jtj", Role::Handler), c::Object { issue: FIRST, better: Some(unit("zjj")), reason: words(72) });
    let back = c::AgreeToObjection { issue: FIRST, to: unit("zjj") };
    assert_eq!(case.asked(&registrar, back).unwrap_err().code(), "would-bounce");
    case.give(&registrar, c::InsistOnRoute { issue: FIRST, reason: words(73) });
    case.give(&officer("zf", Role::Leader), c::Designate { issue: FIRST, to: unit("zjj"), reason: words(74) });
    let object = c::Object { issue: FIRST, better: None, reason: words(75) };
    assert_eq!(case.asked(&officer("zjj", Role::Handler), object).unwrap_err().code(), "designated");
}

#[test]
fn the_days_for_telling_run_on_through_a_dispute() {
    let before = routed("2026-03-02").matter.next_clock(FIRST).unwrap().clone();
    let mut case = disputed("2026-03-02");
    case.give(&officer("zf", Role::Leader), c::Designate { issue: FIRST, to: unit("zjj"), reason: words(76) });
    let notice = case.matter.live_clocks(FIRST).next().unwrap();
    assert_eq!(notice.derivation.start, before.derivation.start);
}

#[test]
fn told_before_it_is_accepted_it_still_has_its_clock() {
    let mut case = routed("2026-03-02");
    let handler = officer("zjj", Role::Handler);
    let on = case.today;
    case.give(&handler, c::Notify { issue: FIRST, way: huiyin_domain::matter::ServiceWay::Post, on });
    case.on("2026-03-12");
    assert!(case.matter.live_clocks(FIRST).next().is_some());
    case.give(&handler, c::Accept { issue: FIRST, on: case.today });
    let steps: Vec<_> = case.matter.live_clocks(FIRST).map(huiyin_domain::matter::state::Clock::step).collect();
    assert_eq!(steps, [huiyin_domain::clock::Step::Handle]);
}

#[test]
fn what_another_unit_told_the_petitioner_is_not_the_receivers_notice() {
    let mut case = Case::filed("2026-03-02");
    let on = case.today;
    let way = huiyin_domain::matter::ServiceWay::Post;
    case.give(&officer("xfj", Role::Handler), c::Notify { issue: FIRST, way, on });
    let registrar = officer("xfj", Role::Registrar);
    let class = "01".parse().unwrap();
    let way = Some(huiyin_domain::matter::Way::Opinion);
    case.give(&registrar, c::Classify { issue: FIRST, kind: Kind::Appeal, way, class, proposed: None });
    case.give(
        &registrar,
        c::Forward { issue: FIRST, to: unit("zjj"), reason: RouteReason::Judged(words(70)), proposed: Vec::new() },
    );
    case.give(&officer("zjj", Role::Handler), c::Accept { issue: FIRST, on });
    assert!(case.matter.live_clock(FIRST, huiyin_domain::clock::Step::NoticeForwarded).is_some());
}

#[test]
fn a_split_brings_no_new_days_for_objecting() {
    let mut case = routed("2026-03-02");
    case.on("2026-03-10");
    let clock = case.matter.live_clock(FIRST, huiyin_domain::clock::Step::Objection).unwrap().no;
    case.give(&huiyin_domain::office::Actor::Job("sweep"), c::PassDeadline { clock });
    case.give(&officer("zjj", Role::Handler), c::SplitIssue { issue: FIRST, demands: vec![words(61), words(62)] });
    let object = c::Object { issue: huiyin_domain::ids::IssueNo(2), better: None, reason: words(63) };
    assert_eq!(case.asked(&officer("zjj", Role::Handler), object).unwrap_err().code(), "designated");
}

#[test]
fn a_superior_lies_above_both_and_is_neither() {
    let office = crate::office::office();
    assert_eq!(office.common_superior(&unit("zjz"), &unit("zjj")), Some(&unit("zf")), "not zjj, which lies above zjz");
}

#[test]
fn an_accusation_told_late_leaves_the_hands_of_the_accused() {
    let mut case = Case::registered("2026-03-02", |it| it.against = vec![unit("zjj")]);
    let forward =
        c::Forward { issue: FIRST, to: unit("zjz"), reason: RouteReason::Judged(words(77)), proposed: Vec::new() };
    case.give(&officer("xfj", Role::Registrar), forward);
    let class = "01".parse().unwrap();
    let classify = c::Classify { issue: FIRST, kind: Kind::Accusation, way: None, class, proposed: None };
    case.give(&officer("zjz", Role::Handler), classify);
    let issue = case.matter.issue(FIRST).unwrap();
    assert_eq!((issue.unit.as_str(), issue.state.stage()), ("jw", Stage::Routed));
    let log = c::LogVisit { issue: FIRST, note: words(78), on: case.today };
    assert_eq!(case.asked(&officer("zjz", Role::Handler), log).unwrap_err().code(), "not-yours");
}

#[test]
fn a_question_to_a_superior_falls_away_with_the_decision() {
    let mut case = accepted("2026-03-02");
    let question = c::RequestInstruction { issue: FIRST, of: unit("zf"), question: words(79) };
    case.give(&officer("zjj", Role::Handler), question.clone());
    let outcome = huiyin_domain::matter::Outcome::Explained;
    let decide = c::Decide { issue: FIRST, outcome, findings: crate::case::findings() };
    case.give(&officer("zjj", Role::UnitHead), decide);
    assert!(case.matter.issue(FIRST).unwrap().question_to.is_none());
    assert_eq!(case.asked(&officer("zjj", Role::Handler), question).unwrap_err().code(), "not-being-handled");
}

/// Put into these hands on a day in March by the head of the housing bureau, which has it.
fn entrusting((officer, is_out): (&str, bool), refused: Option<&str>) {
    let mut case = accepted("2026-03-02");
    let to: huiyin_domain::ids::OfficerCode = officer.parse().unwrap();
    if is_out {
        let matter = case.matter.id;
        let event = huiyin_domain::office::OfficeEvent::Recused { officer: to.clone(), matter };
        case.office = case.office.clone().evolve(event);
    }
    let entrust = c::Entrust { issue: FIRST, to: Some(to) };
    let refusal = case.asked(&crate::office::officer("zjj", Role::UnitHead), entrust).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{officer}");
}

table! { an_issue_is_put_into_hands_of_the_unit_that_has_it, entrusting,
    ("zjj-handler", false) => None;
    ("zjj-unit_head", false) => None;
    ("zjj-handler", true) => Some("not-of-the-unit");
    ("zjj-auditor", false) => Some("not-of-the-unit");
    ("jtj-handler", false) => Some("not-of-the-unit");
    ("zjj-nobody", false) => Some("not-of-the-unit");
}

#[test]
fn another_unit_begins_with_nobody_and_a_review_is_in_no_handlers_hands() {
    let mut case = routed("2026-03-02");
    let registrar = officer("xfj", Role::Registrar);
    let to: huiyin_domain::ids::OfficerCode = "zjj-handler".parse().unwrap();
    case.give(&officer("zjj", Role::Handler), c::Entrust { issue: FIRST, to: Some(to.clone()) });
    assert_eq!(case.matter.issue(FIRST).unwrap().in_hand_of(), Some(&to));
    case.give(&officer("zjj", Role::Handler), c::Object { issue: FIRST, better: None, reason: words(80) });
    assert_eq!(case.matter.issue(FIRST).unwrap().in_hand_of(), None, "the sender must act");
    case.give(&registrar, c::AgreeToObjection { issue: FIRST, to: unit("jtj") });
    assert_eq!(case.matter.issue(FIRST).unwrap().entrusted, None);
    let again = c::Entrust { issue: FIRST, to: None };
    assert_eq!(case.asked(&officer("jtj", Role::Handler), again), Ok(Vec::new()), "it is everybody's already");
}
