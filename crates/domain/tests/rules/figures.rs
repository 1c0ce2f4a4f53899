//! What is counted, and for whom: the ledger's lines of a life, summed.

use huiyin_domain::ids::PetitionNo;
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::event::ProposedUnit;
use huiyin_domain::matter::{Kind, Matter, RouteReason, ServiceWay, evolve};
use huiyin_domain::office::{Actor, Role};
use huiyin_domain::view::{Change, Figure, FigureLine, changes};

use crate::case::{Case, FIRST, filing, words};
use crate::lives::{accepted, classified, issued};
use crate::office::officer;

const ONE: PetitionNo = PetitionNo(1);
const TWO: PetitionNo = PetitionNo(2);

/// All lines that the case's entries gave rise to.
fn ledger(case: &Case) -> Vec<FigureLine> {
    let mut before = Matter::unborn(case.matter.id);
    let mut lines = Vec::new();
    for entry in &case.entries {
        let after = evolve(before.clone(), entry);
        lines.extend(changes(&before, &after, entry).into_iter().filter_map(|change| match change {
            Change::Figure(line) => Some(line),
            Change::Row(_) | Change::Count(..) => None,
        }));
        before = after;
    }
    lines
}

fn counted(case: &Case, figure: Figure, which: impl Fn(&FigureLine) -> bool) -> i32 {
    ledger(case).iter().filter(|line| line.figure == figure && which(line)).map(|line| line.n).sum()
}

#[test]
fn a_petition_that_joins_others_is_counted_by_its_own_channel() {
    let mut case = accepted("2026-03-02");
    let mut letter = filing(case.today);
    letter.channel = Channel::Letter;
    letter.demands.clear();
    case.give(&officer("xfj", Role::Registrar), c::AddPetition { filing: letter });
    for channel in [Channel::Online, Channel::Letter] {
        assert_eq!(counted(&case, Figure::Received, |line| line.channel == channel), 1, "{channel}");
    }
}

#[test]
fn what_was_split_is_counted_by_what_stands_in_its_place() {
    let mut case = Case::filed("2026-03-02");
    let registrar = officer("xfj", Role::Registrar);
    case.give(&registrar, c::SplitIssue { issue: FIRST, demands: vec![words(61), words(62)] });
    let (issue, class) = (huiyin_domain::ids::IssueNo(2), "01".parse().unwrap());
    let way = Some(huiyin_domain::matter::Way::Opinion);
    case.give(&registrar, c::Classify { issue, kind: Kind::Appeal, way, class, proposed: None });
    assert_eq!(counted(&case, Figure::Received, |line| line.kind == Some(Kind::Appeal)), 1);
    assert_eq!(counted(&classified("2026-03-02"), Figure::Received, |line| line.kind.is_none()), 0);
}

#[test]
fn an_answer_against_which_one_of_two_asks_for_a_review_at_once_is_an_answer() {
    let mut case = accepted("2026-03-02");
    case.give(
        &officer("xfj", Role::Registrar),
        c::AddPetition {
            filing: {
                let mut more = filing(case.today);
                more.demands.clear();
                more
            },
        },
    );
    let outcome = huiyin_domain::matter::Outcome::Supported;
    let decide = c::Decide { issue: FIRST, outcome, findings: crate::case::findings() };
    case.give(&officer("zjj", Role::UnitHead), decide);
    let document = case.matter.documents.last().unwrap().no;
    let sha256 = huiyin_domain::ids::Commitment([9; 32]);
    case.give(&Actor::Job("press"), c::IssueDocument { document, file: words(65), sha256 });
    let on = case.today;
    let serve = c::Serve { issue: FIRST, petition: ONE, way: ServiceWay::Hand, proof: None, on };
    case.give(&officer("xfj", Role::Registrar), serve);
    assert_eq!(counted(&case, Figure::Answered, |_| true), 0, "the other has not got it");
    case.give(&Actor::Petitioner(ONE), c::RequestReview { issue: FIRST, petition: ONE, request: words(66), on });
    assert_eq!(counted(&case, Figure::AnsweredInTime, |_| true), 1);
}

#[test]
fn served_on_everybody_it_is_counted_once() {
    let mut case = issued("2026-03-02");
    let on = case.today;
    let serve = c::Serve { issue: FIRST, petition: ONE, way: ServiceWay::Hand, proof: None, on };
    case.give(&officer("xfj", Role::Registrar), serve);
    case.give(&Actor::Petitioner(ONE), c::RequestReview { issue: FIRST, petition: ONE, request: words(66), on });
    assert_eq!(counted(&case, Figure::Answered, |_| true), 1);
    assert!(case.matter.petition(TWO).is_err());
}

#[test]
fn a_refusal_in_time_is_not_late_by_what_others_owe() {
    let mut case = crate::lives::routed("2026-03-02");
    let question = c::RequestInstruction { issue: FIRST, of: crate::office::unit("zf"), question: words(79) };
    case.give(&officer("zjj", Role::Handler), question);
    case.on("2026-03-16");
    let ground = case.office.packs.in_force(case.today).unwrap().grounds.first().unwrap().code.clone();
    let findings = crate::case::findings();
    let refuse = c::DoNotAccept { issue: FIRST, ground, findings };
    let events = case.give(&officer("zjj", Role::UnitHead), refuse);
    let in_time = events.iter().find_map(|event| match event {
        huiyin_domain::matter::Event::IssueDecided(decided) => Some(decided.in_time),
        _ => None,
    });
    assert_eq!(in_time, Some(true));
}

#[test]
fn a_proposal_is_counted_whether_it_was_taken_and_whether_it_came_back() {
    for (proposed, counts) in [(None, [0, 0, 0]), (Some("zjj"), [1, 1, 1]), (Some("jtj"), [1, 0, 0])] {
        let mut case = classified("2026-03-02");
        let unit = |code: &str| ProposedUnit { unit: crate::office::unit(code), by_rule: true, kept: 0, against: 0 };
        let proposed = proposed.map(unit).into_iter().collect();
        let (to, reason) = (crate::office::unit("zjj"), RouteReason::ComplainedOf);
        case.give(&officer("xfj", Role::Registrar), c::Forward { issue: FIRST, to, reason, proposed });
        case.give(&officer("zjj", Role::Handler), c::Object { issue: FIRST, better: None, reason: words(41) });
        let figures = [Figure::UnitsProposed, Figure::ProposalsTaken, Figure::ProposalsReturned];
        assert_eq!(figures.map(|figure| counted(&case, figure, |_| true)), counts);
    }
}
