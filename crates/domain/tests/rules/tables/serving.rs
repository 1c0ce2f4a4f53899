//! Service, ratings, and what one petitioner may do for another: nothing.

use huiyin_domain::clock::Step;
use huiyin_domain::ids::PetitionNo;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{Score, ServiceWay, Stage};
use huiyin_domain::office::{Actor, Role};

use crate::case::{Case, FIRST, filing};
use crate::lives::issued;
use crate::office::{day, officer};

const ONE: PetitionNo = PetitionNo(1);
const TWO: PetitionNo = PetitionNo(2);

/// Decided and on paper, with two petitions.
fn two_petitions() -> Case {
    let mut case = issued("2026-03-02");
    let mut second = filing(case.today);
    second.demands.clear();
    case.give(&officer("xfj", Role::Registrar), c::AddPetition { filing: second });
    case
}

fn serve(case: &Case, petition: PetitionNo, way: ServiceWay) -> c::Serve {
    c::Serve { issue: FIRST, petition, way, proof: None, on: case.today }
}

#[test]
fn served_when_everybody_has_it_and_each_window_runs_from_his_own_day() {
    let mut case = two_petitions();
    let registrar = officer("xfj", Role::Registrar);
    case.give(&registrar, serve(&case, ONE, ServiceWay::Hand));
    assert_eq!(case.matter.issue(FIRST).unwrap().state.stage(), Stage::Decided);
    case.on("2026-03-10");
    case.give(&registrar, serve(&case, TWO, ServiceWay::Post));
    assert_eq!(case.matter.issue(FIRST).unwrap().state.stage(), Stage::Served);
    let windows = case.matter.live_clocks(FIRST).filter(|clock| clock.step() == Step::ReviewWindow);
    let windows: Vec<_> = windows.map(|clock| (clock.petition, clock.last_day())).collect();
    assert_eq!(windows, [(Some(ONE), day("2026-04-01")), (Some(TWO), day("2026-04-09"))]);
}

#[test]
fn the_last_one_not_served_withdraws_and_the_answer_is_served() {
    let mut case = two_petitions();
    case.give(&officer("xfj", Role::Registrar), serve(&case, ONE, ServiceWay::Hand));
    case.give(&Actor::Petitioner(TWO), c::Withdraw { petition: TWO });
    assert_eq!(case.matter.issue(FIRST).unwrap().state.stage(), Stage::Served);
}

#[test]
fn one_code_opens_one_petition() {
    let case = two_petitions();
    let first = Actor::Petitioner(ONE);
    let code = |refused: huiyin_domain::matter::Decision| refused.err().map(|it| it.code());
    let others = Some("only-the-petitioner");
    assert_eq!(code(case.asked(&first, serve(&case, TWO, ServiceWay::QueryCode))), others);
    assert_eq!(code(case.asked(&first, c::Withdraw { petition: TWO })), others);
    assert_eq!(code(case.asked(&first, serve(&case, ONE, ServiceWay::QueryCode))), None);
    assert_eq!(code(case.asked(&first, c::Withdraw { petition: ONE })), None);
}

#[test]
fn an_answer_is_rated_once_by_each() {
    let mut case = two_petitions();
    case.give(&officer("xfj", Role::Registrar), serve(&case, ONE, ServiceWay::Hand));
    let rate = c::Rate { issue: FIRST, petition: ONE, score: Score::Satisfied };
    case.give(&Actor::Petitioner(ONE), rate.clone());
    assert_eq!(case.asked(&Actor::Petitioner(ONE), rate), Ok(Vec::new()));
    let for_another = c::Rate { issue: FIRST, petition: ONE, score: Score::Dissatisfied };
    assert!(case.asked(&Actor::Petitioner(TWO), for_another).is_err());
}

#[test]
fn a_number_that_an_answer_waits_for_is_not_closed() {
    let case = crate::lives::decided("2026-03-02");
    let void = c::VoidDocument {
        document: huiyin_domain::ids::DocumentNo::FIRST,
        reason: huiyin_domain::matter::VoidReason::NotPressed,
    };
    let refusal = case.asked(&Actor::Job("press"), void).unwrap_err();
    assert_eq!(refusal.code(), "document-not-issued");
}
