//! One petition goes in and comes out answered, served, rated and counted, through the use cases, on a real database.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use huiyin_app::desk::Bound;
use huiyin_app::filing::{FilingReceipt, FilingRequest};
use huiyin_app::founding::{OfficeFile, is_founded};
use huiyin_app::report::{Cut, FigureFilter, whole};
use huiyin_app::worklist::WorklistFilter;
use huiyin_app::{AppError, code::QueryCode};
use huiyin_domain::clock::Step;
use huiyin_domain::ids::{DocumentNo, IssueNo, PetitionNo};
use huiyin_domain::matter::command::{
    Accept, Classify, ConfirmExecution, Decide, Extend, Forward, Notify, Rate, WriteLetter,
};
use huiyin_domain::matter::{Command, DocumentKind, Event, Kind, Outcome, RouteReason, Score, ServiceWay, Stage, Way};
use huiyin_domain::office::Actor;
use huiyin_domain::view::Figure;
use jiff::civil::date;

const FIRST: IssueNo = IssueNo::FIRST;

#[tokio::test(flavor = "multi_thread")]
async fn a_petition_goes_in_and_comes_out_answered() {
    let office = common::district("2026-03-02").await;
    let filed = office.file(&common::petition()).await;
    assert_eq!(filed.number, "xfj-P-2026-000001");
    assert_eq!(filed.first_step_due_on, Some(date(2026, 3, 17).into()));

    let registrar = office.officer("o-xfj-1").await;
    let class = "03.02.01".parse().unwrap();
    let classify = Classify { issue: FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    office.app.act(&registrar, filed.matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    let forward =
        Forward { issue: FIRST, to: "qlz".parse().unwrap(), reason: RouteReason::ComplainedOf, proposed: Vec::new() };
    office.app.act(&registrar, filed.matter, |_| Ok(Command::Forward(forward))).await.unwrap();

    office.clock.set("2026-03-05");
    let handler = office.officer("o-qlz-1").await;
    let accept = Accept { issue: FIRST, on: date(2026, 3, 5) };
    office.app.act(&handler, filed.matter, |_| Ok(Command::Accept(accept))).await.unwrap();
    let notify = Notify { issue: FIRST, way: ServiceWay::Hand, on: date(2026, 3, 5) };
    office.app.act(&handler, filed.matter, |_| Ok(Command::Notify(notify))).await.unwrap();
    let page = office.app.worklist(&handler, WorklistFilter::default(), None, 50).await.unwrap();
    assert_eq!(page.rows.len(), 1);
    assert_eq!(page.rows[0].subject.as_deref(), Some("村口路灯不亮"));
    assert_eq!(page.rows[0].listed.row.due_on, Some(date(2026, 5, 6))); // the 60th day is 4 May, in the Labour Day break
    assert_eq!(page.rows[0].listed.number.as_ref().map(ToString::to_string), Some(filed.number.clone()));

    office.clock.set("2026-04-10");
    let head = office.officer("o-qlz-2").await;
    let decide = |desk: &mut huiyin_app::desk::Desk| {
        Ok(Command::Decide(Decide { issue: FIRST, outcome: Outcome::Supported, findings: common::findings(desk) }))
    };
    office.app.act(&head, filed.matter, decide).await.unwrap();
    office.app.drain_jobs().await.unwrap();

    // The petitioner opens the letter with the code: that is its service.
    let letter = office.app.open_letter(&filed.code.printed(), DocumentNo::FIRST).await.unwrap();
    assert!(String::from_utf8(letter.bytes).unwrap().contains("线路断开"));
    let seen = office.app.query(&filed.code.printed()).await.unwrap();
    assert_eq!(seen.matter.issues[0].state.stage(), Stage::Served);
    let (matter, petitioner) = office.app.holder(filed.code.as_str()).await.unwrap();
    let rate = Rate { issue: FIRST, petition: PetitionNo::FIRST, score: Score::Satisfied };
    office.app.act(&petitioner, matter, |_| Ok(Command::Rate(rate))).await.unwrap();

    // The lamps burn again: said by the petitioner, who is never the unit itself.
    office.clock.set("2026-05-11");
    let confirm = ConfirmExecution { issue: FIRST };
    office.app.act(&petitioner, matter, |_| Ok(Command::ConfirmExecution(confirm))).await.unwrap();

    // The window for review closes unused on 11 May (the 30th day is a Sunday); the sweep of the 12th ends the issue.
    office.clock.set("2026-05-12");
    office.app.pass_deadlines().await.unwrap();
    let figures = office.app.figures_unasked(&FigureFilter::default(), Cut::Whole).await.unwrap();
    for (figure, n) in
        [(Figure::Received, 1), (Figure::AnsweredInTime, 1), (Figure::Open, 0), (Figure::RatedSatisfied, 1)]
    {
        assert_eq!(whole(&figures, figure), n, "{}", figure.code());
    }
    let known_before = FigureFilter { known_on: Some(date(2026, 4, 1)), ..FigureFilter::default() };
    let figures = office.app.figures_unasked(&known_before, Cut::Whole).await.unwrap();
    assert_eq!((whole(&figures, Figure::Open), whole(&figures, Figure::Answered)), (1, 0));
}

/// Writes that letter on the first issue, and has it pressed.
async fn write(office: &common::Office, filed: &FilingReceipt, kind: DocumentKind, petition: Option<PetitionNo>) {
    let registrar = office.officer("o-xfj-1").await;
    let write = WriteLetter { issue: FIRST, kind, petition };
    office.app.act(&registrar, filed.matter, |_| Ok(Command::WriteLetter(write))).await.unwrap();
    office.app.drain_jobs().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_petitioner_reads_his_own_letters_and_none_between_units_or_of_another() {
    let office = common::district("2026-03-02").await;
    let filed = office.file(&common::petition()).await;
    let registrar = office.officer("o-xfj-1").await;
    let further = FilingRequest { demands: Vec::new(), ..common::petition() };
    let second = office.app.file_on(&registrar, filed.matter, &further, None).await.unwrap();
    let class = "03.02.01".parse().unwrap();
    let classify = Classify { issue: FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    office.app.act(&registrar, filed.matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    let forward = |desk: &mut huiyin_app::desk::Desk| {
        let reason = RouteReason::Judged(desk.words("reason", "由镇里养护", Bound::Note)?);
        Ok(Command::Forward(Forward { issue: FIRST, to: "qlz".parse().unwrap(), reason, proposed: Vec::new() }))
    };
    office.app.act(&registrar, filed.matter, forward).await.unwrap();
    write(&office, &filed, DocumentKind::ForwardLetter, None).await;
    write(&office, &filed, DocumentKind::Receipt, None).await;
    write(&office, &filed, DocumentKind::Receipt, Some(PetitionNo(2))).await;

    let read = async |code: &QueryCode, no: u32| office.app.open_letter(&code.printed(), DocumentNo(no)).await;
    // What was added without a demand starts no period of its own.
    let (told_by, untimed) = ("day: 2026-03-17", "limit: None");
    for (code, own, anothers, limit) in [(&filed.code, 2, 3, told_by), (&second.code, 3, 2, untimed)] {
        assert!(matches!(read(code, 1).await, Err(AppError::NotFound)), "between units");
        assert!(matches!(read(code, anothers).await, Err(AppError::NotFound)), "another's receipt");
        let receipt = String::from_utf8(read(code, own).await.unwrap().bytes).unwrap();
        assert!(receipt.contains(limit), "{receipt}");
        let (matter, petitioner) = office.app.holder(code.as_str()).await.unwrap();
        for hidden in [1, anothers] {
            let docx = office.app.letter_docx(&petitioner, matter, DocumentNo(hidden)).await;
            assert!(matches!(docx, Err(AppError::NotFound)));
        }
        let seen = office.app.query(&code.printed()).await.unwrap();
        assert_eq!(seen.papers.iter().map(|paper| paper.no.0).collect::<Vec<_>>(), [own]);
        let issued = seen.story.iter().filter(|line| matches!(line.event, Event::DocumentIssued(_)));
        assert_eq!(issued.count(), 1);
    }
    let letter = office.app.letter(&registrar, filed.matter, DocumentNo(1)).await.unwrap();
    let letter = String::from_utf8(letter.bytes).unwrap();
    assert!(letter.contains("由镇里养护") && letter.contains("xfj-D-2026-000001"), "{letter}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_of_a_longer_period_tells_its_reason() {
    let office = common::district("2026-03-02").await;
    let filed = office.file(&common::petition()).await;
    let registrar = office.officer("o-xfj-1").await;
    let class = "03.02.01".parse().unwrap();
    let classify = Classify { issue: FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    office.app.act(&registrar, filed.matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    let forward =
        Forward { issue: FIRST, to: "qlz".parse().unwrap(), reason: RouteReason::ComplainedOf, proposed: Vec::new() };
    office.app.act(&registrar, filed.matter, |_| Ok(Command::Forward(forward))).await.unwrap();
    let handler = office.officer("o-qlz-1").await;
    let accept = Accept { issue: FIRST, on: date(2026, 3, 2) };
    let accepted = office.app.act(&handler, filed.matter, |_| Ok(Command::Accept(accept))).await.unwrap();
    let clock = accepted.matter.live_clock(FIRST, Step::Handle).unwrap().no;
    let extend = |desk: &mut huiyin_app::desk::Desk| {
        let reason = desk.words("reason", "入户调查尚未完成", Bound::Note)?;
        Ok(Command::Extend(Extend { clock, days: 30, reason }))
    };
    let head = office.officer("o-qlz-2").await;
    office.app.act(&head, filed.matter, extend).await.unwrap();
    write(&office, &filed, DocumentKind::AcceptanceNotice, None).await;
    write(&office, &filed, DocumentKind::ExtensionNotice, None).await;
    let read = async |no: u32| {
        let letter = office.app.open_letter(&filed.code.printed(), DocumentNo(no)).await.unwrap();
        String::from_utf8(letter.bytes).unwrap()
    };
    let (acceptance, extension) = (read(1).await, read(2).await);
    assert!(acceptance.contains("day: 2026-05-06"), "{acceptance}");
    assert!(extension.contains("入户调查尚未完成") && extension.contains("day: 2026-06-01"), "{extension}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_gets_the_same_answer_and_another_petition_does_not() {
    let office = common::district("2026-03-02").await;
    let actor = Actor::Public;
    let first = office.app.file(&actor, &common::petition(), Some("key-1")).await.unwrap();
    let again = office.app.file(&actor, &common::petition(), Some("key-1")).await.unwrap();
    assert!(again.repeated);
    assert_eq!((again.matter, &again.number, &again.code), (first.matter, &first.number, &first.code));
    let mut other = common::petition();
    other.subject.push('！');
    assert!(matches!(office.app.file(&actor, &other, Some("key-1")).await, Err(AppError::KeyReused)));
    office.clock.set("2026-03-04");
    let later = office.app.file(&actor, &common::petition(), Some("key-1")).await.unwrap();
    assert_ne!(later.number, first.number, "a day later the key is free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_petitions_added_at_once_each_code_opens_its_own() {
    let office = common::district("2026-03-02").await;
    let filed = office.file(&common::petition()).await;
    let registrar = office.officer("o-xfj-1").await;
    let first = office.app.lay_out_on(&registrar, filed.matter, common::petition()).await.unwrap();
    let second = office.app.lay_out_on(&registrar, filed.matter, common::petition()).await.unwrap();
    for (laid, no) in [(first, 2), (second, 3)] {
        let receipt = office.app.take_in(&registrar, laid, None).await.unwrap();
        let (_, holder) = office.app.holder(receipt.code.as_str()).await.unwrap();
        assert_eq!(holder, Actor::Petitioner(PetitionNo(no)));
        assert_eq!(receipt.number, format!("xfj-P-2026-{no:06}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_under_seal_is_found_by_those_who_have_it_and_by_no_other() {
    let office = common::district("2026-03-02").await;
    let accusation = FilingRequest { accusation: true, against: vec!["qlz".parse().unwrap()], ..common::petition() };
    let filed = office.file(&accusation).await;
    let listed = async |officer: &str| {
        let officer = office.officer(officer).await;
        office.app.worklist(&officer, WorklistFilter::default(), None, 50).await.unwrap().rows.len()
    };
    assert_eq!((listed("o-xfj-1").await, listed("o-qlz-1").await, listed("o-jw-1").await), (1, 0, 0));
    let registrar = office.officer("o-xfj-1").await;
    let forward =
        Forward { issue: FIRST, to: "jw".parse().unwrap(), reason: RouteReason::PastTheAccused, proposed: Vec::new() };
    office.app.act(&registrar, filed.matter, |_| Ok(Command::Forward(forward))).await.unwrap();
    assert_eq!((listed("o-xfj-1").await, listed("o-qlz-1").await, listed("o-jw-1").await), (0, 0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_nobody_holds_and_a_matter_one_may_not_see_are_told_alike() {
    let office = common::district("2026-03-02").await;
    let filed = office.file(&common::petition()).await;
    let nobodys = QueryCode::generate().unwrap();
    assert!(matches!(office.app.query(nobodys.as_str()).await, Err(AppError::NotFound)));
    let stranger = office.officer("o-jyj-1").await;
    assert!(matches!(office.app.view(&stranger, filed.matter).await, Err(AppError::NotFound)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_added_without_a_demand_belongs_to_what_is_demanded_already() {
    let office = common::district("2026-03-02").await;
    let filed = office.file(&common::petition()).await;
    let registrar = office.officer("o-xfj-1").await;
    let further = FilingRequest { demands: Vec::new(), ..common::petition() };
    office.app.file_on(&registrar, filed.matter, &further, None).await.unwrap();
    let seen = office.app.query(&filed.code.printed()).await.unwrap();
    assert_eq!((seen.matter.petitions.len(), seen.matter.issues.len()), (2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_is_founded_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let store = huiyin_store_sqlite::open(folder.path()).unwrap();
    let clock = std::sync::Arc::new(common::SetClock::at("2026-03-02"));
    let (office, keys) = (huiyin_domain::ids::OfficeId(1), huiyin_app::keys::Keys::new([7; 32]));
    let app = huiyin_app::App::new(office, store.clone(), keys, clock, std::sync::Arc::new(common::PlainPress));
    let plain = include_str!("../../../rules/office.toml");
    let broken = OfficeFile::read(&format!("{plain}\n[[duty]]\nclass = \"01\"\nunit = \"nobody\"\n")).unwrap();
    let operator = Actor::Job("operator");
    app.found_from(&broken, &operator).await.unwrap_err();
    assert!(!is_founded(&store, office).await.unwrap(), "a founding that fails leaves nothing behind");
    app.found_from(&OfficeFile::read(plain).unwrap(), &operator).await.unwrap();
    assert!(is_founded(&store, office).await.unwrap());
}
