//! Ends other than an answer, and going on after one.

use huiyin_domain::clock::Step;
use huiyin_domain::ids::PetitionNo;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{EndCode, Refusal, ServiceWay, Stage};
use huiyin_domain::office::{Actor, Role};

use crate::case::{Case, FIRST, filing, words};
use crate::lives::{accepted, issued, served};
use crate::office::{day, officer};

const ONE: PetitionNo = PetitionNo(1);

/// An end, asked for by the head of the office, with a second officer or none.
fn ending((life, end, second): (fn(&str) -> Case, EndCode, Option<&str>), refused: Option<&str>) {
    let case = life("2026-03-02");
    let second = second.map(|code| code.parse().unwrap());
    let command = c::End { issue: FIRST, end, reason: words(81), second };
    let refusal = case.asked(&officer("xfj", Role::OfficeHead), command).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{end}");
}

fn accused(today: &str) -> Case {
    Case::registered(today, |it| it.accusation = true)
}

fn of_two(today: &str) -> Case {
    let mut case = accepted(today);
    case.give(&officer("xfj", Role::Registrar), c::AddPetition { filing: filing(case.today) });
    case
}

/// Decided, and nobody can be reached: the paper is not there yet.
fn unpressed(today: &str) -> Case {
    let mut case = accepted(today);
    case.matter.petitions.iter_mut().for_each(|petition| petition.filed.reachable = false);
    let outcome = huiyin_domain::matter::Outcome::Explained;
    let decide = c::Decide { issue: FIRST, outcome, findings: crate::case::findings() };
    case.give(&officer("zjj", Role::UnitHead), decide);
    case
}

const SECOND: Option<&str> = Some("xfj-supervisor");

table! { every_end_is_coded_and_asks_for_what_makes_it_lawful, ending,
    (Case::filed, EndCode::NotAPetition, None) => None;
    (accepted, EndCode::NotAPetition, None) => Some("end-not-for-this");
    (accepted, EndCode::Settled, None) => None;
    (accepted, EndCode::Died, None) => None;
    (accepted, EndCode::HandedOver, None) => None;
    (accepted, EndCode::Withdrawn, None) => Some("end-not-for-this");
    (accepted, EndCode::SplitUp, None) => Some("end-not-for-this");
    (accepted, EndCode::Deposited, None) => Some("end-not-for-this");
    (issued, EndCode::Deposited, None) => Some("attempts-needed");
    (accused, EndCode::Settled, None) => Some("end-not-for-this"); // an inquiry goes on whoever agrees
    (accused, EndCode::Died, None) => Some("end-not-for-this");
    (of_two, EndCode::Died, None) => Some("end-not-for-this"); // the other's petition stands
    (issued, EndCode::RegisteredInError, SECOND) => Some("end-not-for-this"); // it has been decided
    (unpressed, EndCode::Deposited, None) => Some("document-not-issued"); // nothing is there to be fetched
    (accepted, EndCode::RegisteredInError, None) => Some("second-officer-needed");
    (accepted, EndCode::RegisteredInError, SECOND) => None;
    (accepted, EndCode::RegisteredInError, Some("xfj-office_head")) => Some("second-officer-needed"); // oneself
    (accepted, EndCode::RegisteredInError, Some("stranger")) => Some("second-officer-needed");
}

#[test]
fn two_attempts_and_it_is_deposited() {
    let mut case = issued("2026-03-02");
    let registrar = officer("xfj", Role::Registrar);
    for _ in 0..2 {
        let fail =
            c::FailService { issue: FIRST, petition: ONE, way: ServiceWay::Post, note: words(82), on: case.today };
        case.give(&registrar, fail);
    }
    let deposit = c::End { issue: FIRST, end: EndCode::Deposited, reason: words(83), second: None };
    case.give(&officer("xfj", Role::OfficeHead), deposit);
    assert_eq!(case.matter.issue(FIRST).unwrap().state.stage(), Stage::Ended);
}

/// What was granted is confirmed as carried out.
fn confirm(case: &mut Case) {
    case.give(&officer("xfj", Role::Supervisor), c::ConfirmExecution { issue: FIRST });
}

/// The window for review runs out, a day later than its last.
fn let_the_window_pass(case: &mut Case) {
    let clock = case.matter.live_clock(FIRST, Step::ReviewWindow).unwrap().no;
    case.on("2026-04-02").give(&Actor::Job("sweep"), c::PassDeadline { clock });
}

fn stage(case: &Case) -> Stage {
    case.matter.issue(FIRST).unwrap().state.stage()
}

#[test]
fn with_its_last_window_a_served_issue_ends() {
    let mut case = served("2026-03-02");
    confirm(&mut case);
    let clock = case.matter.next_clock(FIRST).unwrap().no;
    case.on("2026-04-01");
    assert_eq!(case.asked(&Actor::Job("sweep"), c::PassDeadline { clock }).unwrap_err().code(), "not-run-out");
    let_the_window_pass(&mut case);
    assert_eq!(stage(&case), Stage::Ended);
}

#[test]
fn what_was_granted_is_owed_until_somebody_confirms_that_it_was_done() {
    let mut case = served("2026-03-02");
    let owed = case.matter.live_clock(FIRST, Step::Execution).unwrap();
    assert!(owed.derivation.office_period, "the law gives no number here");
    assert_eq!(owed.last_day(), day("2026-04-01"));
    let_the_window_pass(&mut case);
    let clock = case.matter.live_clock(FIRST, Step::Execution).unwrap().no;
    case.give(&Actor::Job("sweep"), c::PassDeadline { clock });
    assert_eq!(stage(&case), Stage::Served, "a duty that ran out stays owed");
    confirm(&mut case);
    assert_eq!(stage(&case), Stage::Ended);
}

#[test]
fn one_of_two_withdraws_and_it_goes_on() {
    let mut case = accepted("2026-03-02");
    case.give(&officer("xfj", Role::Registrar), c::AddPetition { filing: filing(case.today) });
    case.give(&Actor::Petitioner(ONE), c::Withdraw { petition: ONE });
    assert!(case.matter.issues.iter().all(|issue| !issue.has_ended()));
    case.give(&Actor::Petitioner(PetitionNo(2)), c::Withdraw { petition: PetitionNo(2) });
    assert!(case.matter.issues.iter().all(huiyin_domain::matter::Issue::has_ended));
    case.on("2026-03-20").give(&Actor::Petitioner(ONE), c::UndoWithdrawal { petition: ONE });
    let clock = case.matter.next_clock(FIRST).unwrap();
    assert_eq!(clock.derivation.start, case.today, "periods start anew");
}

#[test]
fn an_accusation_goes_on_when_it_is_withdrawn() {
    let mut case = Case::registered("2026-03-02", |it| it.accusation = true);
    case.give(&Actor::Petitioner(ONE), c::Withdraw { petition: ONE });
    assert!(!case.matter.issue(FIRST).unwrap().has_ended());
}

#[test]
fn what_is_added_after_the_answer_brings_its_own_demand() {
    let case = served("2026-03-02");
    let mut empty = filing(case.today);
    empty.demands.clear();
    let refused = case.asked(&officer("xfj", Role::Registrar), c::AddPetition { filing: empty }).unwrap_err();
    assert_eq!(refused.code(), "no-demand", "the answer that was given is not given to it");
}

#[test]
fn a_petition_is_added_to_an_ended_matter_and_its_demand_is_handled() {
    let mut case = served("2026-03-02");
    confirm(&mut case);
    let_the_window_pass(&mut case);
    let mut empty = filing(case.today);
    empty.demands.clear();
    let refused = case.asked(&officer("xfj", Role::Registrar), c::AddPetition { filing: empty }).unwrap_err();
    assert_eq!(refused.code(), "no-demand", "somebody must have to answer it");
    case.give(&officer("xfj", Role::Registrar), c::AddPetition { filing: filing(case.today) });
    assert_eq!(case.matter.issues.len(), 2);
    assert!(case.matter.next_clock(huiyin_domain::ids::IssueNo(2)).is_some());
}
