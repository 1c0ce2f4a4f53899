//! Each law that an office can decide by, alone: whatever it knows how to end ends by it, on its own days and papers. And
//! provinces: where theirs and the law they add to have a rule for one step.

use std::path::Path;

use huiyin_domain::clock::Step;
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::event::Remedy;
use huiyin_domain::matter::{Command, Event, Kind, Outcome, RouteReason, Way};
use huiyin_domain::office::Role;
use huiyin_domain::pack::{Grade, Pack, Packs, RemedyRule};

use crate::case::{Case, FIRST, findings};
use crate::office::{day, officer, unit};

fn shipped() -> Vec<Pack> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/packs");
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    files.map(|text| toml::from_str(&text).unwrap()).collect()
}

fn law(code: &str) -> Pack {
    shipped().into_iter().find(|pack| pack.code.as_str() == code).unwrap()
}

/// Registered that day in an office that works by these packs, and classified.
fn classified(packs: Vec<Pack>, today: &str, kind: Kind, way: Option<Way>) -> Case {
    let mut case = Case::unborn(today);
    case.office.packs = Packs::new(packs).unwrap();
    case.give(&huiyin_domain::office::Actor::Public, crate::case::register(day(today)));
    let class = "01.02".parse().unwrap();
    case.give(&officer("xfj", Role::Registrar), c::Classify { issue: FIRST, kind, way, class, proposed: None });
    case
}

/// The same, accepted where it came in: an accusation is not sent on.
fn accepted(packs: Vec<Pack>, today: &str, kind: Kind, way: Option<Way>) -> Case {
    let mut case = classified(packs, today, kind, way);
    case.give(&officer("xfj", Role::Handler), c::Accept { issue: FIRST, on: day(today) });
    case
}

/// The clocks that run: step, rule, last day.
fn running(case: &Case) -> Vec<(Step, String, String)> {
    let clocks = case.matter.live_clocks(FIRST);
    clocks.map(|clock| (clock.step(), clock.derivation.rule.to_string(), clock.last_day().to_string())).collect()
}

fn runs(case: &Case, step: Step) -> (String, String) {
    let found = running(case).into_iter().find(|(of, ..)| *of == step);
    found.map_or_else(|| panic!("no {step}: {:?}", running(case)), |(_, rule, last_day)| (rule, last_day))
}

/// A day on which that law holds.
fn held_on(pack: &Pack) -> &'static str {
    let days = ["2024-03-04", "2020-03-02", "2026-03-02"];
    days.into_iter().find(|on| pack.is_in_force(day(on))).unwrap_or_else(|| panic!("{}", pack.code))
}

/// What the pack says may be done against it, and what the decision says.
fn agree(said: &RemedyRule, decided: &Remedy) -> bool {
    match (said, decided) {
        (RemedyRule::Ask(said), Remedy::Ask { instance, .. }) => said == instance,
        (RemedyRule::Channel(said), Remedy::Channel { channel, .. }) => said == channel,
        (RemedyRule::NoneBy(said), Remedy::None { article }) => said == article,
        (RemedyRule::Ask(_) | RemedyRule::Channel(_) | RemedyRule::NoneBy(_), _) => false,
    }
}

fn decided(case: &mut Case, command: impl Into<Command>) -> (Outcome, huiyin_domain::matter::DocumentKind, Remedy) {
    let events = case.give(&officer("xfj", Role::UnitHead), command);
    let paper = events.iter().find_map(|event| match event {
        Event::DocumentNumbered(paper) => Some(paper.kind),
        _ => None,
    });
    let Some(Event::IssueDecided(decided)) = events.first() else { panic!("{events:?}") };
    (decided.outcome, paper.unwrap(), decided.remedy.clone())
}

#[test]
fn whatever_a_law_knows_how_to_end_ends_by_it_alone() {
    let laws: Vec<Pack> = shipped().into_iter().filter(|pack| pack.grade == Grade::Decision).collect();
    assert!(laws.len() > 20, "{} decide", laws.len());
    for pack in laws.into_iter().map(Pack::confirmed) {
        let (on, own) = (held_on(&pack), |case: &Case| {
            let mut clocks = case.matter.live_clocks(FIRST);
            clocks.all(|clock| clock.derivation.pack == pack.reference())
        });
        for it in &pack.procedures {
            let case = accepted(vec![pack.clone()], on, it.kind, it.way);
            assert_eq!(runs(&case, it.step).0, pack.rule(it.step).unwrap().id.as_str(), "{}", pack.code);
            for &outcome in &it.outcomes {
                let mut case = case.clone();
                let done = decided(&mut case, c::Decide { issue: FIRST, outcome, findings: findings() });
                assert_eq!((done.0, done.1), (outcome, it.document), "{}", pack.code);
                assert!(agree(&it.remedy, &done.2), "{} {outcome}: {:?}", pack.code, done.2);
                assert!(own(&case), "{} {outcome}: {:?}", pack.code, running(&case));
            }
        }
        for ground in &pack.grounds {
            let mut case = classified(vec![pack.clone()], on, pack.procedures[0].kind, pack.procedures[0].way);
            let (issue, code) = (FIRST, ground.code.clone());
            let command: Command = match ground.outcome {
                Outcome::NotAccepted => c::DoNotAccept { issue, ground: code, findings: findings() }.into(),
                Outcome::NoLongerAccepted => c::NoLongerAccept { issue, ground: code, findings: findings() }.into(),
                _ => c::LeadIntoChannel { issue, ground: code, findings: findings() }.into(),
            };
            let done = decided(&mut case, command);
            assert_eq!((done.0, Some(done.1)), (ground.outcome, pack.refusal_paper(ground.outcome)), "{}", pack.code);
            assert!(agree(&ground.remedy, &done.2) && own(&case), "{} {}: {:?}", pack.code, ground.code, done.2);
        }
    }
}

/// Accepted on 4 March 2024, or on 2 March 2020 where the law is over, and decided so the same day: the clock from
/// acceptance, and that in which the answer reaches people.
fn ending((code, kind, outcome): (&str, Kind, Outcome), expected: [(&str, &str); 2]) {
    let pack = law(code).confirmed();
    let mut case = accepted(vec![pack.clone()], held_on(&pack), kind, None);
    let handled = runs(&case, pack.procedure(kind, None).unwrap().step);
    case.give(&officer("xfj", Role::UnitHead), c::Decide { issue: FIRST, outcome, findings: findings() });
    let served = runs(&case, Step::Service);
    let found = [(handled.0.as_str(), handled.1.as_str()), (served.0.as_str(), served.1.as_str())];
    assert_eq!(found, expected, "{code} {kind}");
}

table! { each_law_ends_what_people_bring_on_its_own_days, ending,
    ("cn-market-regulation-2020", Kind::Appeal, Outcome::MediationEnded) =>
        [("CN-SAMR-MEDIATE", "2024-05-09"), ("CN-SAMR-MEDIATE-END-NOTICE", "2024-03-13")];
    ("cn-market-regulation-2020", Kind::Accusation, Outcome::CaseNotOpened) =>
        [("CN-SAMR-OFFICE-REPORT", "2024-03-25"), ("CN-SAMR-REALNAME", "2024-03-11")];
    ("cn-government-information-2019", Kind::Appeal, Outcome::Withheld) =>
        [("CN-OGI-ANSWER", "2024-04-01"), ("CN-OGI-OFFICE-SERVICE", "2024-03-07")];
    ("cn-administrative-review-2023", Kind::Appeal, Outcome::ActUpheld) =>
        [("CN-XZFY-DECIDE", "2024-05-06"), ("CN-XZFY-OFFICE-SERVICE", "2024-03-11")];
    ("cn-sd-wf-hotline-2021", Kind::Suggestion, Outcome::Adopted) =>
        [("WF-12345-REPLY-SUGGESTION", "2024-03-11"), ("WF-12345-OFFICE-SERVICE", "2024-03-05")];
    ("cn-bj-hotline-2021-draft", Kind::Appeal, Outcome::Explained) =>
        [("BJ-12345D-NORMAL", "2024-03-11"), ("BJ-12345D-OFFICE-SERVICE", "2024-03-05")];
    ("cn-dibao-1999", Kind::Appeal, Outcome::PartlySupported) =>
        [("CN-DB99-APPROVE", "2024-04-03"), ("CN-DB99-OFFICE-SERVICE", "2024-03-07")];
    ("cn-dibao-2012", Kind::Appeal, Outcome::NotSupported) =>
        [("CN-DB12-OFFICE-TOTAL", "2020-04-17"), ("CN-DB12-REFUSAL-NOTICE", "2020-03-05")];
    ("cn-cq-dibao-2016", Kind::Appeal, Outcome::Supported) =>
        [("CQ-DB-TOTAL", "2024-04-03"), ("CQ-DB-OFFICE-SERVICE", "2024-03-07")];
    ("cn-zj-social-assistance-2014", Kind::Accusation, Outcome::Founded) =>
        [("ZJ-SA-REPORT-CHECK", "2024-03-19"), ("ZJ-SA-OFFICE-SERVICE", "2024-03-07")];
    ("cn-destitute-support", Kind::Appeal, Outcome::Supported) =>
        [("CN-TK-OFFICE-TOTAL", "2024-04-23"), ("CN-TK-REFUSAL", "2024-03-07")];
    ("cn-fj-environment-hotline", Kind::Appeal, Outcome::Explained) =>
        [("FJ-ENV12369-HANDLE", "2024-05-06"), ("FJ-ENV12369-OFFICE-SERVICE", "2024-03-19")];
    ("cn-fj-environment-2018", Kind::Appeal, Outcome::Explained) =>
        [("FJ-ENV18-HANDLE", "2024-04-03"), ("FJ-ENV18-OFFICE-SERVICE", "2024-03-11")];
    ("cn-sn-environment", Kind::Appeal, Outcome::Supported) =>
        [("SN-ENV-HANDLE", "2024-03-11"), ("SN-ENV-OFFICE-SERVICE", "2024-03-07")];
}

/// On 2 March 2020 an office of that province counts this step by that rule.
fn counting((code, step): (&str, Step), expected: &str) {
    let packs = Packs::new(vec![law("cn-xinfang-2005"), law(code)]).unwrap();
    let (_, rule) = packs.rule_on(step, day("2020-03-02")).unwrap();
    assert_eq!(rule.id.as_str(), expected, "{code} {step}");
}

table! { a_provinces_rule_for_a_step_takes_the_place_of_the_laws, counting,
    ("cn-zj-xinfang-2016", Step::RegisterForward) => "ZJ-XF16-DISPOSE";
    ("cn-zj-xinfang-2016", Step::NoticeDirect) => "ZJ-XF16-NOTICE";
    ("cn-zj-xinfang-2016", Step::NoticeForwarded) => "ZJ-XF16-ACCEPT-FORWARDED";
    ("cn-zj-xinfang-2016", Step::Handle) => "ZJ-XF16-HANDLE";
    ("cn-zj-xinfang-2016", Step::Review) => "CN-XF05-REVIEW"; // its art. 24 leaves reviews to the law
    ("cn-sd-xinfang-2015", Step::RegisterForward) => "SD-XF15-DISPOSE";
    ("cn-sd-xinfang-2015", Step::NoticeDirect) => "SD-XF15-NOTICE";
    ("cn-sd-xinfang-2015", Step::NoticeForwarded) => "SD-XF15-ACCEPT-FORWARDED";
    ("cn-sd-xinfang-2015", Step::Handle) => "SD-XF15-HANDLE";
    ("cn-sd-xinfang-2015", Step::ReReview) => "SD-XF15-REREVIEW";
    ("cn-sd-xinfang-2015", Step::Objection) => "CN-XF05-OFFICE-OBJECTION";
    ("cn-bj-xinfang-2006", Step::NoticeDirect) => "BJ-XF06-DEPT";
    ("cn-bj-xinfang-2006", Step::NoticeForwarded) => "BJ-XF06-DEPT-FORWARDED";
    ("cn-bj-xinfang-2006", Step::Objection) => "BJ-XF06-OBJECT";
    ("cn-bj-xinfang-2006", Step::ReReviewWindow) => "BJ-XF06-REREVIEW-REQ";
    ("cn-bj-xinfang-2006", Step::ReReview) => "BJ-XF06-REREVIEW";
    ("cn-sh-xinfang-2012", Step::NoticeDirect) => "SH-XF12-ACCEPT";
    ("cn-sh-xinfang-2012", Step::NoticeForwarded) => "SH-XF12-ACCEPT-FORWARDED";
    ("cn-sh-xinfang-2012", Step::ReReviewWindow) => "SH-XF12-REREVIEW-REQ";
    ("cn-sh-xinfang-2012", Step::ImprovementReply) => "SH-XF12-IMPROVE-FB";
    ("cn-ha-xinfang", Step::RegisterForward) => "HA-XF-FWD";
    ("cn-ha-xinfang", Step::Handle) => "HA-XF-HANDLE";
    ("cn-ha-xinfang", Step::Objection) => "HA-XF-RETURN";
    ("cn-ha-xinfang", Step::AssignedReport) => "HA-XF-ASSIGNED";
    ("cn-ha-xinfang", Step::ReReview) => "CN-XF05-REREVIEW";
}

#[test]
fn an_office_that_confirmed_its_province_under_the_law_of_2022_goes_on_by_it() {
    let mut province = law("cn-zj-xinfang-2016");
    province.parent = Some("cn-xinfang-2022".parse().unwrap());
    let packs = || vec![law("cn-xinfang-2022"), province.clone()];
    let mut case = classified(packs(), "2024-03-04", Kind::Appeal, Some(Way::Opinion));
    assert_eq!(runs(&case, Step::RegisterForward), ("ZJ-XF16-DISPOSE".into(), "2024-03-11".into()));
    let forward = c::Forward { issue: FIRST, to: unit("zjj"), reason: RouteReason::ComplainedOf, proposed: Vec::new() };
    case.give(&officer("xfj", Role::Registrar), forward);
    assert_eq!(runs(&case, Step::NoticeForwarded), ("ZJ-XF16-ACCEPT-FORWARDED".into(), "2024-03-11".into()));
    assert_eq!(runs(&case, Step::Objection).0, "CN-XF22-OBJECT", "the province says nothing of it");
    case.give(&officer("zjj", Role::Handler), c::Accept { issue: FIRST, on: day("2024-03-04") });
    assert_eq!(runs(&case, Step::Handle), ("ZJ-XF16-HANDLE".into(), "2024-04-03".into()));
}

#[test]
fn what_a_higher_level_assigns_is_reported_by_the_provinces_rule() {
    let packs = vec![law("cn-xinfang-2005"), law("cn-ha-xinfang")];
    let mut case = classified(packs, "2020-03-02", Kind::Appeal, Some(Way::Opinion));
    let due = day("2020-05-29");
    let assign = c::Assign {
        issue: FIRST,
        to: unit("zjj"),
        reason: RouteReason::ComplainedOf,
        assisting: Vec::new(),
        proposed: Vec::new(),
        report_due_on: due,
    };
    case.give(&officer("xfj", Role::OfficeHead), assign);
    assert_eq!(runs(&case, Step::AssignedReport), ("HA-XF-ASSIGNED".into(), "2020-05-29".into()));
}

#[test]
fn where_the_township_confirms_the_whole_has_the_days_of_the_notice() {
    let both = vec![law("cn-dibao-2021"), law("cn-dibao-2022-delegated")];
    let case = accepted(both, "2024-03-04", Kind::Appeal, None);
    assert_eq!(runs(&case, Step::Handle), ("CN-DB22-TOTAL-DELEGATED".into(), "2024-04-01".into()));
    let case = accepted(vec![law("cn-dibao-2021")], "2024-03-04", Kind::Appeal, None);
    assert_eq!(runs(&case, Step::Handle).0, "CN-DB21-TOTAL");
}
