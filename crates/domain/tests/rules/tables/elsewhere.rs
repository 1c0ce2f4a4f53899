//! Where another law decides: a council's complaints, of one kind and in two stages.

use huiyin_domain::ids::PetitionNo;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{Kind, Outcome, Refusal, ReviewOutcome, RouteReason, ServiceWay, Way};
use huiyin_domain::office::{Actor, Role};

use crate::case::{Case, FIRST, findings, words};
use crate::office::{council, day, officer, unit};

const ONE: PetitionNo = PetitionNo::FIRST;

/// Registered that day, where a council's law decides.
fn filed(today: &str) -> Case {
    let mut case = Case::unborn(today);
    case.office.packs = council();
    case.give(&Actor::Public, crate::case::register(day(today)));
    case
}

fn classify(kind: Kind, way: Option<Way>) -> c::Classify {
    c::Classify { issue: FIRST, kind, way, class: "01.02".parse().unwrap(), proposed: None }
}

/// What it may be said to be.
fn classifying((kind, way): (Kind, Option<Way>), refused: Option<&str>) {
    let refusal = filed("2026-07-01").asked(&officer("xfj", Role::Registrar), classify(kind, way)).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{kind} {way:?}");
}

table! { one_kind_and_no_ways, classifying,
    (Kind::Appeal, None) => None;
    (Kind::Appeal, Some(Way::Opinion)) => Some("way-not-for-kind");
    (Kind::Suggestion, None) => Some("kind-not-here");
    (Kind::Accusation, None) => Some("kind-not-here");
}

fn runs(case: &Case, rule: &str) -> Option<String> {
    let clock = case.matter.live_clocks(FIRST).find(|clock| clock.derivation.rule.as_str() == rule);
    clock.map(|clock| clock.last_day().to_string())
}

/// Filed, sent on and accepted on these days.
fn accepted([filed_on, sent_on, accepted_on]: [&str; 3]) -> Case {
    let mut case = filed(filed_on);
    case.on(sent_on);
    case.give(&officer("xfj", Role::Registrar), classify(Kind::Appeal, None));
    let forward = c::Forward { issue: FIRST, to: unit("zjj"), reason: RouteReason::ComplainedOf, proposed: Vec::new() };
    case.give(&officer("xfj", Role::Registrar), forward);
    assert_eq!(runs(&case, "UK-LGSCO-ACK1-SENT").as_deref(), Some("2026-07-08"), "counted from receipt");
    case.on(accepted_on);
    case.give(&officer("zjj", Role::Handler), c::Accept { issue: FIRST, on: day(accepted_on) });
    case
}

#[test]
fn what_is_done_anew_counts_from_its_own_beginning() {
    let mut case = accepted(["2026-07-01", "2026-07-03", "2026-07-06"]);
    assert_eq!(runs(&case, "UK-LGSCO-STAGE1").as_deref(), Some("2026-07-20"));
    let handed_over = c::End { issue: FIRST, end: huiyin_domain::matter::EndCode::HandedOver, reason: words(1) };
    case.give(&officer("zjj", Role::UnitHead), handed_over);
    case.on("2026-08-03");
    case.give(&officer("zjj", Role::UnitHead), c::Reopen { issue: FIRST, reason: words(2) });
    assert_eq!(runs(&case, "UK-LGSCO-STAGE1").as_deref(), Some("2026-08-17"));
}

/// Answered, and a second stage asked for on 3 August.
fn in_the_second_stage() -> Case {
    let mut case = accepted(["2026-07-01", "2026-07-03", "2026-07-06"]);
    let decide = c::Decide { issue: FIRST, outcome: Outcome::NotSupported, findings: findings() };
    case.give(&officer("zjj", Role::UnitHead), decide);
    let mut case = crate::lives::told(case);
    case.on("2026-08-03");
    let request = c::RequestReview { issue: FIRST, petition: ONE, request: words(80), on: case.today };
    case.give(&Actor::Petitioner(ONE), request);
    case
}

/// How the second stage may end.
fn reviewing(outcome: ReviewOutcome, refused: Option<&str>) {
    let decide = c::DecideReview { issue: FIRST, outcome, findings: findings() };
    let refusal = in_the_second_stage().asked(&officer("zf", Role::UnitHead), decide).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{outcome}");
}

table! { the_second_stage_is_the_last_answer_and_sends_nothing_back, reviewing,
    ReviewOutcome::Uphold => None;
    ReviewOutcome::Change => None;
    ReviewOutcome::Revoke => Some("outcome-not-for-review");
    ReviewOutcome::OrderRedo => Some("outcome-not-for-review");
}

#[test]
fn the_second_stage_counts_from_its_acknowledgement() {
    let mut case = in_the_second_stage();
    assert_eq!(runs(&case, "UK-LGSCO-ACK2").as_deref(), Some("2026-08-10"));
    assert_eq!(runs(&case, "UK-LGSCO-STAGE2"), None);
    case.on("2026-08-05");
    let notify = |on: &str| c::Notify { issue: FIRST, way: ServiceWay::Post, on: day(on) };
    let organ = officer("zf", Role::Handler);
    assert_eq!(case.asked(&organ, notify("2026-08-02")).unwrap_err().code(), "too-early");
    case.give(&organ, notify("2026-08-05"));
    assert_eq!(runs(&case, "UK-LGSCO-ACK2"), None);
    assert_eq!(runs(&case, "UK-LGSCO-STAGE2").as_deref(), Some("2026-09-02"));
    assert!(case.give(&organ, notify("2026-08-05")).is_empty(), "said twice is not wrong");
}
