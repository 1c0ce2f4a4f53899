//! The stored form of every event, byte for byte: it is for ever. One example each, in `tests/golden/`; a new event fails
//! here until its file is there.
//!
//! To add one: its line below, then run once with `HUIYIN_GOLDEN=write`, and read what was written.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::{Path, PathBuf};

use huiyin_domain::clock::{Derivation, Extended, PauseReason, Paused, Step};
use huiyin_domain::ids::{
    ClockNo, Commitment, DocumentNo, EnvelopeId, IssueNo, MatterId, PersonNo, PetitionNo, PublicationId, TopicId,
};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::event::{
    self as e, Clocks, Event, Filed, Person, Raised, Remedy, RouteReason, Source, Started,
};
use huiyin_domain::matter::{
    ContactWay, DocumentKind, EndCode, Instance, Kind, Outcome, PersonRole, Relation, ReviewOutcome, Score, ServiceWay,
    VoidReason, Way,
};
use huiyin_domain::office::event::Founding;
use huiyin_domain::office::series::YearStart;
use huiyin_domain::office::{Class, Duty, OfficeEvent, Officer, Place, Post, Role, Span, Unit, UnitKind};
use huiyin_domain::pack::Packs;
use huiyin_domain::publication::{Prepared, PublicationEvent};
use huiyin_domain::topic::{Proposal, TopicEvent};
use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::case::{Case, words};
use crate::office::{calendar, day, unit};

const ISSUE: IssueNo = IssueNo::FIRST;
const PETITION: PetitionNo = PetitionNo::FIRST;
const DOCUMENT: DocumentNo = DocumentNo::FIRST;
const CLOCK: ClockNo = ClockNo::FIRST;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Compares the example with its file, and reads the file back.
fn pinned<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, example: &T) {
    let path = folder().join(format!("{name}.json"));
    let written = serde_json::to_string_pretty(example).unwrap() + "\n";
    if std::env::var_os("HUIYIN_GOLDEN").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(stored, written, "{name}: the stored form has changed");
    assert_eq!(&serde_json::from_str::<T>(&stored).unwrap(), example, "{name}: does not read back");
}

/// The name an event is stored under.
fn tag(example: &impl Serialize) -> String {
    let value = serde_json::to_value(example).unwrap();
    value["event"].as_str().unwrap().to_owned()
}

#[test]
fn every_event_of_a_matter_is_pinned() {
    let examples = [taking_in(), routing(), handling(), deciding(), ending()].concat();
    for example in &examples {
        pinned(&format!("matter.{}", tag(example)), example);
    }
    complete("matter.", &examples.iter().map(tag).collect(), &variants::<Event>());
}

#[test]
fn every_event_of_the_office_is_pinned() {
    let examples = office_events();
    for example in &examples {
        pinned(&format!("office.{}", tag(example)), example);
    }
    complete("office.", &examples.iter().map(tag).collect(), &variants::<OfficeEvent>());
}

#[test]
fn every_event_of_topics_is_pinned() {
    let examples = topic_events();
    for example in &examples {
        pinned(&format!("topics.{}", tag(example)), example);
    }
    complete("topics.", &examples.iter().map(tag).collect(), &variants::<TopicEvent>());
}

fn topic_events() -> Vec<TopicEvent> {
    let (topic, into) = (TopicId::from_bits(1), TopicId::from_bits(2));
    let (matter, proposal) = (MatterId::from_bits(3), Proposal { to: unit("jtj"), text: words(4), on: on() });
    vec![
        TopicEvent::Named { topic, name: words(5) },
        TopicEvent::Merged { topic, into },
        TopicEvent::Parted { topic },
        TopicEvent::Split { topic, into, matters: vec![MatterId::from_bits(2), matter] },
        TopicEvent::Closed { topic, on: on() },
        TopicEvent::Reopened { topic },
        TopicEvent::MasterSet { topic, matter },
        TopicEvent::Proposed { topic, proposal },
    ]
}

#[test]
fn every_event_of_publications_is_pinned() {
    let examples = publication_events();
    for example in &examples {
        pinned(&format!("publications.{}", tag(example)), example);
    }
    complete("publications.", &examples.iter().map(tag).collect(), &variants::<PublicationEvent>());
}

fn publication_events() -> Vec<PublicationEvent> {
    let (publication, reason) = (PublicationId::from_bits(1), words(4));
    let prepared = Prepared {
        matter: MatterId::from_bits(3),
        issue: ISSUE,
        document: DocumentNo(7),
        unit: unit("zjj"),
        class: Some("01.02".parse().unwrap()),
        question: words(5),
        answer: words(6),
        by: "zjj-handler".parse().unwrap(),
        on: on(),
    };
    vec![
        PublicationEvent::Prepared { publication, prepared },
        PublicationEvent::Published { publication, reason, on: on() },
        PublicationEvent::TakenBack { publication, reason, on: on() },
        PublicationEvent::AskedBack { publication, petition: PETITION, reason, on: on() },
    ]
}

#[test]
fn a_classification_from_before_proposals_were_kept_is_read() {
    let stored = r#"{"event":"issue_classified","issue":1,"kind":"appeal","way":"way_6","class":"01.02"}"#;
    let event: Event = serde_json::from_str(stored).unwrap();
    assert!(matches!(&event, Event::IssueClassified(it) if it.proposed.is_none()), "{event:?}");
    assert_eq!(serde_json::to_string(&event).unwrap(), stored, "and written as it was");
}

#[test]
fn a_place_from_before_places_had_names_in_other_languages_is_read() {
    let place: Place = serde_json::from_str(r#"{"code": "110101", "name": "试区", "parent": "1101"}"#).unwrap();
    assert_eq!((place.name.as_str(), place.name_en), ("试区", None));
}

/// Every variant has its example, and every file its variant.
fn complete(prefix: &str, examples: &BTreeSet<String>, variants: &BTreeSet<String>) {
    assert_eq!(examples, variants);
    let files = std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<String> =
        files.filter_map(|file| Some(file.strip_prefix(prefix)?.strip_suffix(".json")?.to_owned())).collect();
    assert_eq!(&files, variants);
}

/// The variants of a tagged enum, told by serde itself when it meets an unknown one.
fn variants<T: DeserializeOwned + Debug>() -> BTreeSet<String> {
    let unknown = serde_json::from_str::<T>(r#"{"event": "nothing of the kind"}"#).unwrap_err().to_string();
    let (_, list) = unknown.split_once("expected one of ").unwrap();
    list.split(", ").filter_map(|name| name.split('`').nth(1)).map(str::to_owned).collect()
}

fn on() -> Date {
    day("2026-03-02")
}

/// A period of some rule, as counted that day.
fn period(step: Step) -> Derivation {
    let office = Case::unborn("2026-03-02").office;
    let pack = office.packs.in_force(on()).unwrap();
    Derivation::derive(pack.rule(step).unwrap(), pack, on(), office.calendars.own())
}

/// One clock met, one stopped, one begun.
fn clocks(step: Step) -> Clocks {
    let started = Started { no: ClockNo(3), issue: ISSUE, unit: unit("zjj"), petition: None, derivation: period(step) };
    Clocks { met: vec![CLOCK], stopped: vec![ClockNo(2)], started: vec![started] }
}

fn filed() -> Filed {
    let person = Person {
        no: PersonNo::FIRST,
        role: PersonRole::Petitioner,
        envelope: EnvelopeId::from_bits(5),
        commitment: Commitment([8; 32]),
        mail: true,
    };
    let source = Source { code: "hotline".parse().unwrap(), number: Some(words(6)), due_on: Some(day("2026-04-01")) };
    Filed {
        no: PETITION,
        channel: Channel::Visit,
        at: unit("xfj"),
        received_on: on(),
        subject: words(1),
        text: words(2),
        files: vec![words(3)],
        persons: vec![person],
        persons_count: 7,
        reachable: true,
        source: Some(source),
        language: None,
    }
}

fn raised(no: u32) -> Raised {
    Raised { no: IssueNo(no), demand: words(u128::from(no) + 10) }
}

fn taking_in() -> Vec<Event> {
    let registered = e::MatterRegistered {
        petition: filed(),
        issues: vec![raised(1)],
        accusation: false,
        sealed: false,
        about_office: false,
        against: vec![unit("zjj")],
        place: Some("110101".parse().unwrap()),
        happened_on: Some(day("2026-02-20")),
        unit: unit("xfj"),
        clocks: clocks(Step::RegisterForward),
    };
    let history = e::HistoryRecorded {
        petition: filed(),
        issue: raised(1),
        kind: Kind::Suggestion,
        class: Some("01.02".parse().unwrap()),
        place: None,
        unit: unit("zjj"),
        answer: Some(words(20)),
        answered_on: Some(on()),
        period: Some(period(Step::Handle)),
    };
    let correction = e::Corrected {
        petition: PETITION,
        note: words(21),
        place: Some("110102".parse().unwrap()),
        happened_on: Some(day("2026-02-19")),
    };
    let class: huiyin_domain::ids::ClassCode = "01.02".parse().unwrap();
    let other = MatterId::from_bits(2);
    let added =
        e::PetitionAdded { petition: filed(), issues: vec![raised(2)], unit: unit("xfj"), clocks: Clocks::default() };
    vec![
        registered.into(),
        added.into(),
        e::IssueSplit { issue: ISSUE, into: vec![raised(2), raised(3)], clocks: clocks(Step::RegisterForward) }.into(),
        e::IssueReworded { issue: ISSUE, demand: words(22) }.into(),
        e::IssueClassified {
            issue: ISSUE,
            kind: Kind::Appeal,
            way: Some(Way::Opinion),
            class: class.clone(),
            proposed: Some(e::Proposed {
                classes: vec![e::ProposedClass { class, per_mille: Some(930) }],
                is_sure: true,
                kind: Some(Kind::Appeal),
                way: Some(Way::Opinion),
            }),
        }
        .into(),
        correction.into(),
        e::CodeReplaced { petition: PETITION, nth: 1, how: words(81), on: on() }.into(),
        e::MatterLinked { other, relation: Relation::SameCause }.into(),
        e::MatterUnlinked { other, reason: words(23) }.into(),
        e::OfficerRecused {
            officer: "zjj-handler".parse().unwrap(),
            ground: huiyin_domain::matter::RecusalGround::Kin,
            reason: words(24),
            on: on(),
        }
        .into(),
        e::RecusalEnded { officer: "zjj-handler".parse().unwrap(), reason: words(25), on: on() }.into(),
        history.into(),
    ]
}

fn routing() -> Vec<Event> {
    let duty = RouteReason::Duty { class: "01".parse().unwrap(), place: Some("1101".parse().unwrap()) };
    let (issue, on, reason) = (ISSUE, on(), words(24));
    let (from, to) = (unit("xfj"), unit("zjj"));
    let notice = || clocks(Step::NoticeForwarded);
    let forwarded = e::IssueForwarded {
        issue,
        from: from.clone(),
        to: to.clone(),
        reason: RouteReason::Judged(words(25)),
        on,
        clocks: notice(),
        proposed: vec![e::ProposedUnit { unit: unit("jtj"), by_rule: true, kept: 3, against: 1 }],
    };
    let assigned = e::IssueAssigned {
        issue,
        from: from.clone(),
        to: to.clone(),
        assisting: vec![unit("jtj")],
        reason: RouteReason::ComplainedOf,
        on,
        clocks: clocks(Step::AssignedReport),
        proposed: Vec::new(),
    };
    let objected = e::ObjectionRaised {
        issue,
        by: to.clone(),
        better: Some(unit("jtj")),
        reason,
        on,
        clocks: clocks(Step::AnswerObjection),
    };
    let refused = e::ObjectionRefused { issue, superior: unit("zf"), reason, on, clocks: clocks(Step::Designation) };
    vec![
        e::RouteProposed { issue, to: to.clone(), reason: duty }.into(),
        forwarded.into(),
        assigned.into(),
        e::InstructionRequested { issue, of: unit("zf"), question: words(26), on, clocks: clocks(Step::Instruction) }
            .into(),
        e::InstructionGiven { issue, instruction: words(27), on, clocks: Clocks::default() }.into(),
        e::IssueTakenOver { issue, from: to.clone(), by: unit("zf"), reason, on, clocks: notice() }.into(),
        objected.into(),
        e::ObjectionAgreed { issue, from: to.clone(), to: unit("jtj"), on, clocks: notice() }.into(),
        refused.into(),
        e::IssueEntrusted { issue, unit: unit("zjj"), to: Some("zjj-handler".parse().unwrap()), on }.into(),
        e::UnitDesignated { issue, by: unit("zf"), to, reason, on, clocks: notice() }.into(),
    ]
}

fn handling() -> Vec<Event> {
    let (issue, on, note, clock) = (ISSUE, on(), words(28), CLOCK);
    let handle = period(Step::Handle);
    let extended = Derivation { extension: Some(Extended { days: 30, on }), ..handle.clone() };
    let pause = Paused { from: on, to: day("2026-03-06"), reason: PauseReason::Hearing };
    let resumed = Derivation { pauses: vec![pause], ..period(Step::ReReview) };
    let paused = e::ClockPaused { clock, reason: PauseReason::Hearing, from: on, resume_by: period(Step::ResumeBy) };
    let approver = "zjj-unit_head".parse().unwrap();
    vec![
        e::IssueAccepted { issue, unit: unit("zjj"), on, clocks: clocks(Step::Handle) }.into(),
        e::Notified { issue, way: ServiceWay::Post, on, clocks: Clocks::default() }.into(),
        e::ContactLogged { issue, way: ContactWay::Phone, reached: false, note, on }.into(),
        e::VisitLogged { issue, note, on }.into(),
        e::EvidenceAdded { issue, note, files: vec![words(29)], on }.into(),
        e::PeriodExtended { clock, reason: words(30), approver, derivation: extended }.into(),
        paused.into(),
        e::ClockResumed { clock, to: day("2026-03-06"), derivation: resumed }.into(),
        e::DeadlinePassed { clock, last_day: on, falls_away: true, ends: Some(issue) }.into(),
        e::ClockRederived { clock, derivation: handle }.into(),
        e::ClockStarted { issue, on, clocks: clocks(Step::Urgent) }.into(),
        e::ClockMet { issue, on, in_time: true, clocks: Clocks { met: vec![clock], ..Clocks::default() } }.into(),
        e::TurnedOrdinary { issue, reason: words(39), on, clocks: clocks(Step::Handle) }.into(),
    ]
}

fn deciding() -> Vec<Event> {
    let (issue, petition, document, on) = (ISSUE, PETITION, DOCUMENT, on());
    let (facts, reasons, basis) = (words(31), words(32), words(33));
    let decided = e::IssueDecided {
        issue,
        unit: unit("zjj"),
        outcome: Outcome::PartlySupported,
        ground: Some("outside_powers".to_owned()),
        facts,
        reasons,
        basis,
        remedy: Remedy::Ask { instance: Instance::Review, organ: unit("zf"), article: "art. 35".to_owned() },
        document,
        on,
        in_time: true,
        clocks: clocks(Step::Service),
    };
    let reviewed = e::ReviewDecided {
        issue,
        instance: Instance::ReReview,
        organ: unit("city"),
        outcome: ReviewOutcome::Uphold,
        facts,
        reasons,
        basis,
        remedy: Remedy::None { article: "art. 36".to_owned() },
        document,
        on,
        clocks: clocks(Step::Service),
    };
    let served = e::AnswerServed {
        issue,
        document,
        petition,
        way: ServiceWay::Hand,
        proof: Some(words(34)),
        on,
        complete: true,
        clocks: clocks(Step::ReviewWindow),
    };
    let requested = e::ReviewRequested {
        issue,
        petition,
        instance: Instance::Review,
        organ: unit("zf"),
        late: true,
        request: words(35),
        on,
        clocks: clocks(Step::Review),
    };
    vec![
        decided.into(),
        e::DocumentNumbered { document, kind: DocumentKind::HandlingOpinion, issue, petition: None }.into(),
        e::DocumentIssued { document, file: words(36), sha256: Commitment([9; 32]) }.into(),
        e::DocumentVoided { document, reason: VoidReason::NotPressed }.into(),
        served.into(),
        e::ServiceFailed { issue, petition, way: ServiceWay::Post, note: words(37), on }.into(),
        e::ExecutionRecorded { issue, note: words(38), on }.into(),
        e::ExecutionConfirmed { issue, on, clocks: Clocks::default() }.into(),
        requested.into(),
        reviewed.into(),
        e::Rated { issue, petition, score: Score::Satisfied, on }.into(),
    ]
}

fn ending() -> Vec<Event> {
    let (issue, petition, on) = (ISSUE, PETITION, on());
    let ended = e::IssueEnded {
        issue,
        end: EndCode::RegisteredInError,
        article: "office-12".to_owned(),
        reason: words(39),
        second: Some("xfj-supervisor".parse().unwrap()),
        on,
        clocks: Clocks::default(),
    };
    let withdrawn =
        e::PetitionWithdrawn { petition, on, ended: vec![issue], served: vec![IssueNo(2)], clocks: Clocks::default() };
    vec![
        e::EndProposed {
            issue,
            end: EndCode::RegisteredInError,
            reason: words(39),
            by: "xfj-office_head".parse().unwrap(),
            on,
        }
        .into(),
        e::IssueReopened { issue, reason: words(40), on, clocks: clocks(Step::Handle) }.into(),
        withdrawn.into(),
        e::WithdrawalUndone { petition, on, revived: vec![issue], clocks: clocks(Step::Handle) }.into(),
        ended.into(),
    ]
}

/// A pack of one rule, as entries keep it.
fn source_dated() -> huiyin_domain::pack::Pack {
    let text = include_str!("../../../../rules/packs/source-dated.toml");
    toml::from_str::<huiyin_domain::pack::Pack>(text).unwrap().without_examples()
}

fn office_events() -> Vec<OfficeEvent> {
    let span = Span { from: Some(day("2020-01-01")), to: Some(day("2030-12-31")) };
    let small = calendar("2004-02");
    let founding = Founding {
        name: "信访局".to_owned(),
        time_zone: "Asia/Shanghai".to_owned(),
        registry: unit("xfj"),
        year_start: YearStart { month: 12, day: 21 },
        packs: Packs::default(),
        calendar: small.clone(),
    };
    let department = Unit {
        code: unit("zjj"),
        name: "住房和城乡建设局".to_owned(),
        name_hant: Some("住房和城鄉建設局".to_owned()),
        name_en: Some("Housing Bureau".to_owned()),
        parent: Some(unit("zf")),
        kind: UnitKind::Department,
        place: Some("110101".parse().unwrap()),
        review_organ: Some(unit("zf")),
        email: Some("bureau@example.org".to_owned()),
        span,
    };
    let posts = vec![Post { unit: unit("zjj"), role: Role::UnitHead }];
    let officer = Officer {
        code: "zjj-1".parse().unwrap(),
        name: "试一".to_owned(),
        posts: posts.into_iter().map(Into::into).collect(),
        span,
    };
    let parent = Some("1101".parse().unwrap());
    let place = Place {
        code: "110101".parse().unwrap(),
        name: "试区".to_owned(),
        name_hant: Some("試區".to_owned()),
        name_en: Some("Trial District".to_owned()),
        parent,
        span,
    };
    let class = |code: &str, name_hant: Option<&str>, name_en: Option<&str>| Class {
        code: code.parse().unwrap(),
        name: "房屋质量".to_owned(),
        name_hant: name_hant.map(str::to_owned),
        name_en: name_en.map(str::to_owned),
    };
    let named = class("01.03", Some("房屋質量"), Some("Quality of housing"));
    let duty =
        Duty { class: "01.02".parse().unwrap(), place: Some("110101".parse().unwrap()), unit: unit("zjj"), span };
    vec![
        OfficeEvent::Founded(Box::new(founding)),
        OfficeEvent::UnitSet(department),
        OfficeEvent::OfficerSet(officer),
        OfficeEvent::PlaceSet(place),
        OfficeEvent::ClassesSet(vec![class("01.02", None, None), named]),
        OfficeEvent::DutiesSet(vec![duty]),
        OfficeEvent::AlternateReceiverSet { unit: unit("city") },
        OfficeEvent::PackConfirmed { pack: Box::new(source_dated()), source: "公报 2026 年第 1 号".to_owned() },
        OfficeEvent::PacksSet(Packs::default()),
        OfficeEvent::CalendarPublished(small),
        OfficeEvent::Recused { officer: "zjj-1".parse().unwrap(), matter: MatterId::from_bits(1) },
        OfficeEvent::RecusalEnded { officer: "zjj-1".parse().unwrap(), matter: MatterId::from_bits(1) },
    ]
}
