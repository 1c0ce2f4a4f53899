//! Matters brought to where a test begins, by the ordinary commands, all on one day unless the step needs another.

use huiyin_domain::ids::{Commitment, PetitionNo};
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{Kind, Outcome, ReviewOutcome, RouteReason, ServiceWay, Way};
use huiyin_domain::office::{Actor, Role};

use crate::case::{Case, FIRST, findings, words};
use crate::office::{officer, unit};

const PETITION: PetitionNo = PetitionNo::FIRST;

/// Registered, and classified as an appeal of the sixth way.
pub fn classified(today: &str) -> Case {
    classified_from(Case::filed(today))
}

fn classified_from(mut case: Case) -> Case {
    let class = "01.02".parse().unwrap();
    let classify = c::Classify { issue: FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    case.give(&officer("xfj", Role::Registrar), classify);
    case
}

/// Sent to the housing bureau.
pub fn routed(today: &str) -> Case {
    routed_from(classified(today))
}

fn routed_from(mut case: Case) -> Case {
    let forward = c::Forward { issue: FIRST, to: unit("zjj"), reason: RouteReason::ComplainedOf, proposed: Vec::new() };
    case.give(&officer("xfj", Role::Registrar), forward);
    case
}

/// The bureau says that it is not the one.
pub fn objected(today: &str) -> Case {
    let mut case = routed(today);
    let object = c::Object { issue: FIRST, better: Some(unit("jtj")), reason: words(60) };
    case.give(&officer("zjj", Role::Handler), object);
    case
}

/// The registry insists; the government must designate.
pub fn disputed(today: &str) -> Case {
    let mut case = objected(today);
    case.give(&officer("xfj", Role::Registrar), c::InsistOnRoute { issue: FIRST, reason: words(61) });
    case
}

/// Accepted by the bureau.
pub fn accepted(today: &str) -> Case {
    accepted_from(routed(today))
}

fn accepted_from(mut case: Case) -> Case {
    let on = case.today;
    case.give(&officer("zjj", Role::Handler), c::Accept { issue: FIRST, on });
    case
}

/// Supported, the paper numbered.
pub fn decided(today: &str) -> Case {
    decided_from(accepted(today))
}

fn decided_from(mut case: Case) -> Case {
    let decide = c::Decide { issue: FIRST, outcome: Outcome::Supported, findings: findings() };
    case.give(&officer("zjj", Role::UnitHead), decide);
    case
}

/// The newest paper exists.
fn issue_paper(case: &mut Case) {
    let document = case.matter.documents.last().unwrap().no;
    let issue = c::IssueDocument { document, file: words(62), sha256: Commitment([9; 32]) };
    case.give(&Actor::Job("press"), issue);
}

fn serve_paper(case: &mut Case) {
    let on = case.today;
    let serve = c::Serve { issue: FIRST, petition: PETITION, way: ServiceWay::Hand, proof: None, on };
    case.give(&officer("xfj", Role::Registrar), serve);
}

/// Decided, and the paper exists.
pub fn issued(today: &str) -> Case {
    let mut case = decided(today);
    issue_paper(&mut case);
    case
}

/// The same, of a petition filed under seal.
pub fn issued_under_seal(today: &str) -> Case {
    let filed = Case::registered(today, |it| it.under_seal = true);
    let mut case = decided_from(accepted_from(routed_from(classified_from(filed))));
    issue_paper(&mut case);
    case
}

/// Served; the window for review runs.
pub fn served(today: &str) -> Case {
    let mut case = issued(today);
    serve_paper(&mut case);
    case
}

fn request(case: &mut Case) {
    let on = case.today;
    let request = c::RequestReview { issue: FIRST, petition: PETITION, request: words(63), on };
    case.give(&Actor::Petitioner(PETITION), request);
}

fn decide_review(case: &mut Case, organ: &str, outcome: ReviewOutcome) {
    let decide = c::DecideReview { issue: FIRST, outcome, findings: findings() };
    case.give(&officer(organ, Role::UnitHead), decide);
}

/// The government reviews it.
pub fn under_review(today: &str) -> Case {
    let mut case = served(today);
    request(&mut case);
    case
}

/// Upheld; the opinion is not served yet.
pub fn reviewed(today: &str) -> Case {
    reviewed_as(today, ReviewOutcome::Uphold)
}

/// Reviewed with that outcome.
pub fn reviewed_as(today: &str, outcome: ReviewOutcome) -> Case {
    let mut case = under_review(today);
    decide_review(&mut case, "zf", outcome);
    case
}

/// The newest paper is issued and served.
pub fn told(mut case: Case) -> Case {
    issue_paper(&mut case);
    serve_paper(&mut case);
    case
}

/// The city reviews it again.
pub fn under_re_review(today: &str) -> Case {
    let mut case = told(reviewed(today));
    request(&mut case);
    case
}

/// Upheld by the city and served: the end of all remedies.
pub fn re_reviewed_and_served(today: &str) -> Case {
    let mut case = under_re_review(today);
    decide_review(&mut case, "city", ReviewOutcome::Uphold);
    told(case)
}

/// A suggestion, adopted on the spot.
pub fn suggestion_answered(today: &str) -> Case {
    let mut case = Case::filed(today);
    let registrar = officer("xfj", Role::Registrar);
    let class = "01.02".parse().unwrap();
    case.give(&registrar, c::Classify { issue: FIRST, kind: Kind::Suggestion, way: None, class, proposed: None });
    let (outcome, way) = (Outcome::Adopted, ServiceWay::Hand);
    case.give(&registrar, c::AnswerAtOnce { issue: FIRST, outcome, findings: findings(), way });
    case
}
