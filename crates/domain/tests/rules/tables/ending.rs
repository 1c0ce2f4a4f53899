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

/// An end, asked for by the head of the office.
fn ending((life, end): (fn(&str) -> Case, EndCode), refused: Option<&str>) {
    let case = life("2026-03-02");
    let command = c::End { issue: FIRST, end, reason: words(81) };
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

table! { every_end_is_coded_and_asks_for_what_makes_it_lawful, ending,
    (Case::filed, EndCode::NotAPetition) => None;
    (accepted, EndCode::NotAPetition) => Some("end-not-for-this");
    (accepted, EndCode::Settled) => None;
    (accepted, EndCode::Died) => None;
    (accepted, EndCode::HandedOver) => None;
    (accepted, EndCode::Withdrawn) => Some("end-not-for-this");
    (accepted, EndCode::SplitUp) => Some("end-not-for-this");
    (accepted, EndCode::Deposited) => Some("end-not-for-this");
    (issued, EndCode::Deposited) => Some("attempts-needed");
    (accused, EndCode::Settled) => Some("end-not-for-this"); // an inquiry goes on whoever agrees
    (accused, EndCode::Died) => Some("end-not-for-this");
    (of_two, EndCode::Died) => Some("end-not-for-this"); // the other's petition stands
    (issued, EndCode::RegisteredInError) => Some("end-not-for-this"); // it has been decided
    (unpressed, EndCode::Deposited) => Some("document-not-issued"); // nothing is there to be fetched
    (accepted, EndCode::RegisteredInError) => None; // proposed, no more
}

/// Proposed as registered in error by the head of the office, to be confirmed by the holder of that post.
fn confirming((at, role): (&str, Role), refused: Option<&str>) {
    let mut case = accepted("2026-03-02");
    let end = c::End { issue: FIRST, end: EndCode::RegisteredInError, reason: words(81) };
    case.give(&officer("xfj", Role::OfficeHead), end);
    assert_eq!(stage(&case), Stage::Accepted, "until it is confirmed");
    let refusal = case.asked(&officer(at, role), c::ConfirmEnd { issue: FIRST }).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{role} of {at}");
}

table! { what_was_registered_in_error_wants_two_officers_each_in_his_own_session, confirming,
    ("xfj", Role::OfficeHead) => Some("second-officer-needed"); // oneself
    ("xfj", Role::Registrar) => None;
    ("xfj", Role::Supervisor) => None;
    ("zjj", Role::Handler) => None;
    ("jtj", Role::Handler) => Some("not-yours");
    ("xfj", Role::Auditor) => Some("not-yours");
}

#[test]
fn a_proposed_end_falls_away_with_the_decision_and_is_never_made_twice() {
    let mut case = accepted("2026-03-02");
    let end = c::End { issue: FIRST, end: EndCode::RegisteredInError, reason: words(81) };
    let (first, second) = (officer("xfj", Role::OfficeHead), officer("xfj", Role::Registrar));
    case.give(&first, end.clone());
    assert_eq!(case.asked(&first, end), Ok(Vec::new()), "said twice");
    let mut decided = case.clone();
    let outcome = huiyin_domain::matter::Outcome::Explained;
    let decide = c::Decide { issue: FIRST, outcome, findings: crate::case::findings() };
    decided.give(&officer("zjj", Role::UnitHead), decide);
    let late = decided.asked(&second, c::ConfirmEnd { issue: FIRST });
    assert_eq!(late.unwrap_err().code(), "end-not-for-this");
    case.give(&second, c::ConfirmEnd { issue: FIRST });
    assert_eq!(stage(&case), Stage::Ended);
    let reopen = c::Reopen { issue: FIRST, reason: words(82) };
    case.give(&officer("xfj", Role::Supervisor), reopen);
    let again = case.asked(&second, c::ConfirmEnd { issue: FIRST });
    assert_eq!(again.unwrap_err().code(), "no-end-proposed");
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
    let deposit = c::End { issue: FIRST, end: EndCode::Deposited, reason: words(83) };
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
