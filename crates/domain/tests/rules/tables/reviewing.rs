//! Review and re-review: in the window, late, under which law, by whom, to the last remedy.

use huiyin_domain::ids::PetitionNo;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{Event, Outcome, ReviewOutcome, Stage};
use huiyin_domain::office::{Actor, Role};

use crate::case::{Case, FIRST, filing, findings, words};
use crate::lives::{issued, re_reviewed_and_served, reviewed_as, served, told, under_review};
use crate::office::{day, officer};

const ONE: PetitionNo = PetitionNo(1);
const TWO: PetitionNo = PetitionNo(2);

fn request(case: &Case, petition: PetitionNo) -> c::RequestReview {
    c::RequestReview { issue: FIRST, petition, request: words(80), on: case.today }
}

/// Served on the first day, asked on the second: late? by which rule? until when?
fn asking((served_on, today): (&str, &str), (late, rule, last): (bool, &str, &str)) {
    let mut case = served(served_on);
    case.on(today);
    let events = case.asked(&Actor::Petitioner(ONE), request(&case, ONE)).unwrap();
    let [Event::ReviewRequested(event)] = events.as_slice() else { panic!("{events:?}") };
    let period = &event.clocks.started[0].derivation;
    let found = (event.late, period.rule.to_string(), period.last_day);
    assert_eq!(found, (late, rule.to_owned(), day(last)), "{served_on} {today}");
}

table! { thirty_days_to_ask, asking,
    ("2026-03-02", "2026-04-01") => (false, "CN-XF22-REVIEW", "2026-05-06"); // out of Labour Day
    ("2026-03-02", "2026-04-02") => (true, "CN-XF22-REVIEW", "2026-05-06"); // late, and put to the organ all the same
    ("2022-04-20", "2022-04-30") => (false, "CN-XF05-REVIEW", "2022-05-30");
    ("2022-04-20", "2022-05-05") => (false, "CN-XF22-REVIEW", "2022-06-06"); // a step that begins under the new law
}

#[test]
fn a_running_period_keeps_its_law() {
    let mut case = under_review("2022-04-20");
    case.on("2022-05-05");
    let clock = case.matter.next_clock(FIRST).unwrap();
    assert_eq!(clock.derivation.pack.code.as_str(), "cn-xinfang-2005");
    let decide = c::DecideReview { issue: FIRST, outcome: ReviewOutcome::Uphold, findings: findings() };
    assert!(case.asked(&officer("zf", Role::UnitHead), decide).is_ok());
}

#[test]
fn after_re_review_no_remedy_is_left() {
    let mut case = re_reviewed_and_served("2026-03-02");
    let refusal = case.asked(&Actor::Petitioner(ONE), request(&case, ONE)).unwrap_err();
    assert_eq!(refusal.code(), "no-remedy-left");
    assert_eq!(case.matter.issue(FIRST).unwrap().state.stage(), Stage::Served, "what was granted is still owed");
    case.give(&Actor::Petitioner(ONE), c::ConfirmExecution { issue: FIRST });
    assert_eq!(case.matter.issue(FIRST).unwrap().state.stage(), Stage::Ended);
}

#[test]
fn what_must_be_done_anew_is_decided_anew_and_can_be_reviewed_anew() {
    let mut case = told(reviewed_as("2026-03-02", ReviewOutcome::OrderRedo));
    assert_eq!(case.matter.issue(FIRST).unwrap().state.stage(), Stage::Accepted);
    let decide = c::Decide { issue: FIRST, outcome: Outcome::NotSupported, findings: findings() };
    case.give(&officer("zjj", Role::UnitHead), decide);
    let case = told(case);
    assert!(case.asked(&Actor::Petitioner(ONE), request(&case, ONE)).is_ok());
}

/// Served on two petitioners, of whom the first asks.
fn first_of_two_asks() -> Case {
    let mut case = issued("2026-03-02");
    let registrar = officer("xfj", Role::Registrar);
    case.give(
        &registrar,
        c::AddPetition {
            filing: {
                let mut it = filing(case.today);
                it.demands.clear();
                it
            },
        },
    );
    for petition in [ONE, TWO] {
        let way = huiyin_domain::matter::ServiceWay::Hand;
        let on = case.today;
        case.give(&registrar, c::Serve { issue: FIRST, petition, way, proof: None, on });
    }
    case.give(&Actor::Petitioner(ONE), request(&case, ONE));
    case
}

#[test]
fn one_review_serves_both_and_each_has_the_next_window() {
    let mut case = first_of_two_asks();
    let refused = case.asked(&Actor::Petitioner(TWO), request(&case, TWO)).unwrap_err();
    assert_eq!(refused.code(), "nothing-to-review", "it is under review already");
    let second = case.matter.live_clocks(FIRST).find(|clock| clock.petition == Some(TWO));
    assert!(second.is_some(), "the other's window is not met by a request that is not his");
    let decide = c::DecideReview { issue: FIRST, outcome: ReviewOutcome::Uphold, findings: findings() };
    case.give(&officer("zf", Role::UnitHead), decide);
    assert!(
        case.matter.live_clocks(FIRST).all(|clock| clock.petition.is_none()),
        "windows against the old paper are over"
    );
}

#[test]
fn who_withdrew_asks_for_no_review() {
    let mut case = first_of_two_asks();
    case.give(&Actor::Petitioner(TWO), c::Withdraw { petition: TWO });
    let decide = c::DecideReview { issue: FIRST, outcome: ReviewOutcome::Uphold, findings: findings() };
    case.give(&officer("zf", Role::UnitHead), decide);
    let case = told(case);
    let refusal = case.asked(&Actor::Petitioner(TWO), request(&case, TWO)).unwrap_err();
    assert_eq!(refusal.code(), "petition-withdrawn");
}
