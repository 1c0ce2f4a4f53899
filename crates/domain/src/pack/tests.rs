//! The packs the product ships, and packs that are wrong.

use std::path::Path;
use std::sync::LazyLock;

use super::*;
use crate::clock::Unit;
use crate::office::Role;

/// Every pack in `rules/packs/`, all other laws beside that of petitions.
pub(crate) fn shipped() -> &'static Packs {
    static PACKS: LazyLock<Packs> = LazyLock::new(|| {
        let packs = whole().into_iter();
        Packs::new(packs.map(|pack| if is_of_petitions(&pack) { pack } else { pack.beside() }).collect()).unwrap()
    });
    &PACKS
}

/// Every pack in `rules/packs/` as it stands in its file, in the order in which they came into force.
pub(crate) fn whole() -> Vec<Pack> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/packs");
    let mut packs: Vec<Pack> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let pack: Pack = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(path.file_stem().unwrap().to_str(), Some(pack.code.as_str()), "a file is named after its pack");
        packs.push(pack);
    }
    packs.sort_by(|a, b| (a.in_force_from, &a.code).cmp(&(b.in_force_from, &b.code)));
    packs
}

/// The regulation on petitions, in one of its two versions.
fn is_of_petitions(pack: &Pack) -> bool {
    matches!(pack.code.as_str(), "cn-xinfang-2005" | "cn-xinfang-2022")
}

/// The pack of this code.
pub(crate) fn pack(code: &str) -> Pack {
    shipped().by_code(&code.parse().unwrap()).unwrap().clone()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn the_pack_in_force_changes_with_the_law() {
    let packs = shipped();
    for (on, code) in [
        ("2005-04-30", None),
        ("2005-05-01", Some("cn-xinfang-2005")),
        ("2022-04-30", Some("cn-xinfang-2005")),
        ("2022-05-01", Some("cn-xinfang-2022")),
        ("2030-01-01", Some("cn-xinfang-2022")),
    ] {
        assert_eq!(packs.in_force(day(on)).map(|pack| pack.code.as_str()), code, "{on}");
    }
}

#[test]
fn only_the_last_way_of_appeal_carries_sixty_days_and_review() {
    let pack = pack("cn-xinfang-2022");
    for &way in Way::ALL {
        let procedure = pack.procedure(Kind::Appeal, Some(way)).unwrap();
        let whole = way == Way::Opinion;
        assert_eq!(procedure.step == Step::Handle, whole, "{way}");
        assert_eq!(procedure.document == DocumentKind::HandlingOpinion, whole, "{way}");
        assert_eq!(procedure.remedy == RemedyRule::Ask(Instance::Review), whole, "{way}");
        assert!(whole || pack.rule(procedure.step).unwrap().office_period, "{way}");
    }
    let handle = pack.rule(Step::Handle).unwrap();
    assert_eq!((handle.length, handle.unit), (60, Unit::CalendarDay));
    assert_eq!(handle.extension, Some(Extension { days_max: 30, approver: Role::UnitHead }));
}

#[test]
fn nothing_remains_after_re_review_and_the_article_says_so() {
    for (code, article) in
        [("cn-xinfang-2022", "信访工作条例 第36条"), ("cn-xinfang-2005", "信访条例(2005) 第35条第3款")]
    {
        let pack = pack(code);
        let review = pack.instance(Instance::Review).unwrap();
        assert_eq!(review.remedy, RemedyRule::Ask(Instance::ReReview));
        let re_review = pack.instance(Instance::ReReview).unwrap();
        assert_eq!(re_review.remedy, RemedyRule::NoneBy(article.to_owned()));
    }
}

#[test]
fn a_clock_stands_still_for_a_hearing_in_re_review_and_for_nothing_else() {
    for (code, article) in
        [("cn-xinfang-2022", "信访工作条例 第36条"), ("cn-xinfang-2005", "信访条例(2005) 第35条第2款")]
    {
        let pack = pack(code);
        for rule in &pack.rules {
            for &reason in PauseReason::ALL {
                let allowed = rule.step == Step::ReReview && reason == PauseReason::Hearing;
                assert_eq!(pack.pause(rule, reason).is_some(), allowed, "{code} {} {reason}", rule.id);
            }
            assert_eq!(pack.no_pause(rule), article, "a refusal cites what keeps clocks running");
        }
    }
    let silent = Pack { no_pause_article: None, ..pack("cn-xinfang-2022") };
    let handle = silent.rule(Step::Handle).unwrap();
    assert_eq!(silent.no_pause(handle), handle.article, "else the article that says how long it runs");
}

#[test]
fn every_period_the_law_leaves_open_is_called_an_office_period() {
    let numbers_in_the_law = [
        "CN-XF22-REG-FWD",
        "CN-XF22-NOTICE-ONSPOT",
        "CN-XF22-NOTICE-DIRECT",
        "CN-XF22-NOTICE-FORWARDED",
        "CN-XF22-OBJECT",
        "CN-XF22-HANDLE",
        "CN-XF22-REVIEW-REQ",
        "CN-XF22-REVIEW",
        "CN-XF22-REREVIEW-REQ",
        "CN-XF22-REREVIEW",
    ];
    for rule in pack("cn-xinfang-2022").rules {
        assert_eq!(!rule.office_period, numbers_in_the_law.contains(&rule.id.as_str()), "{}", rule.id);
    }
}

#[test]
fn a_ground_is_found_for_its_outcome_only() {
    let pack = pack("cn-xinfang-2022");
    assert!(pack.ground(Outcome::NotAccepted, "in_progress").is_some());
    assert!(pack.ground(Outcome::LedIntoChannel, "in_progress").is_none());
    for outcome in [Outcome::NotAccepted, Outcome::NoLongerAccepted, Outcome::LedIntoChannel] {
        assert!(pack.grounds_for(outcome).count() > 0, "{outcome}");
        assert!(pack.refusal_paper(outcome).is_some(), "{outcome}");
    }
    assert_eq!(pack.refusal_paper(Outcome::Supported), None);
}

#[test]
fn rules_are_found_by_id_with_their_pack() {
    let packs = shipped();
    let (pack, rule) = packs.rule_by_id(&"CN-XF05-HANDLE".parse().unwrap()).unwrap();
    assert_eq!((pack.code.as_str(), rule.step), ("cn-xinfang-2005", Step::Handle));
    assert!(packs.rule_by_id(&"CN-XF99-HANDLE".parse().unwrap()).is_none());
}

#[test]
fn packs_survive_being_kept_in_an_entry() {
    let packs = shipped();
    let stored = serde_json::to_string(&packs).unwrap();
    assert_eq!(&serde_json::from_str::<Packs>(&stored).unwrap(), packs);
}

/// The form in which entries keep packs is for ever.
#[test]
fn the_stored_form_is_pinned() {
    let stored = concat!(
        r#"{"code":"source-dated","version":1,"jurisdiction":"ANY","grade":"source","draft":false,"#,
        r#""names":{"zh-hans":"来源系统自带期限","zh-hant":"來源系統自帶期限","en":"Due dates of the source"},"#,
        r#""rule":[{"id":"SOURCE-DUE","step":"source_due","length":0,"unit":"calendar_day","roll":false,"#,
        r#""set_by":"source","article":"来源系统所定期限","confirmed":true,"office_period":false,"#,
        r#""names":{"zh-hans":"来源系统所定期限","zh-hant":"來源系統所定期限","#,
        r#""en":"Day by which the source wants it done"}}]}"#,
    );
    // What the pack has learned to say since is left out where it says nothing.
    let pack = Pack { articles: BTreeMap::new(), ..pack("source-dated") };
    assert_eq!(serde_json::to_string(&pack).unwrap(), stored);
    assert_eq!(serde_json::from_str::<Pack>(stored).unwrap(), pack);
}

/// The pack of this code as it stands in its file.
fn file(code: &str) -> Pack {
    whole().into_iter().find(|pack| pack.code.as_str() == code).unwrap()
}

#[test]
fn a_law_that_tells_no_first_day_holds_on_every_day_and_beside_no_other() {
    let council = file("uk-eng-lgsco");
    let packs = Packs::new(vec![council.clone(), pack("source-dated")]).unwrap();
    for on in ["1999-01-01", "2026-07-01", "2099-01-01"] {
        assert_eq!(packs.in_force(day(on)), Some(&council.clone().without_examples()), "{on}");
    }
    let both = vec![council.clone(), pack("cn-xinfang-2022")];
    assert_eq!(Packs::new(both).unwrap_err().fault, PackFault::Crossing { with: council.code });
}

#[test]
fn a_refusal_cites_the_law_that_the_office_works_by() {
    let cited = |code: &str, article: &str| {
        let packs = Packs::new(vec![file(code)]).unwrap();
        packs.basis(article, day("2026-07-01")).map(|names| names.en)
    };
    for (code, article, basis) in [
        ("uk-eng-lgsco", "xf22-34", Some("LGSCO Complaint Handling Code s.6.3-6.5")),
        ("uk-eng-lgsco", "xf22-24", Some("England: LGSCO Complaint Handling Code")), // it says nothing of disputes
        ("uk-eng-lgsco", "office-4", None),
        ("cn-xinfang-2022", "xf22-34", None),
    ] {
        assert_eq!(cited(code, article).as_deref(), basis, "{code} {article}");
    }
    for pack in whole().iter().filter(|pack| pack.grade == Grade::Decision && !is_of_petitions(pack)) {
        assert!(!pack.basis.is_empty(), "{}: refusals would cite another law", pack.code);
    }
}

#[test]
fn a_paper_is_called_as_its_law_calls_it() {
    let hotline = file("cn-sd-jn-hotline-2018");
    let title = |paper, issue| hotline.paper_title(paper, issue, None).map(|names| names.en.as_str());
    let (appeal, reply) = (Some((Kind::Appeal, None)), Some("Reply of the citizens' hotline"));
    assert_eq!(title(DocumentKind::Reply, appeal), reply);
    assert_eq!(title(DocumentKind::Reply, None), None, "nobody knows yet what it is");
    assert_eq!(title(DocumentKind::ReviewOpinion, appeal), Some("Result of the call back"));
    assert_eq!(title(DocumentKind::Receipt, appeal), None, "as everywhere");
}

#[test]
fn a_paper_that_settles_is_called_otherwise_than_one_that_decides() {
    let review = file("cn-administrative-review-2023");
    let title = |outcome| review.paper_title(DocumentKind::Reply, Some((Kind::Appeal, None)), outcome);
    let title = |outcome| title(outcome).map(|names| names.en.as_str());
    assert_eq!(title(Some(Outcome::Mediated)), Some("Mediation statement"));
    assert_eq!(title(Some(Outcome::ActUpheld)), Some("Review decision"));
    assert_eq!(title(None), Some("Review decision"));
    let refused = review.paper_title(DocumentKind::NotAcceptedNotice, None, Some(Outcome::NotAccepted));
    assert_eq!(refused.map(|names| names.en.as_str()), Some("Decision not to accept an application"));
}

#[test]
fn a_law_with_words_of_its_own_tells_its_steps_by_them() {
    let naming = |code: &str| {
        let pack = file(code);
        Naming::of(&pack, pack.rule(Step::Handle).unwrap()).rule.map(|rule| rule.en)
    };
    assert_eq!(naming("uk-sct-spso").as_deref(), Some("Stage 1 response"));
    assert_eq!(naming("cn-xinfang-2022"), None, "the steps are its own");
}

#[test]
fn every_article_of_the_regulation_that_a_refusal_cites_has_its_topic() {
    for refusal in crate::matter::Refusal::LIST {
        let of_the_law = refusal.article.starts_with("xf22-");
        assert_eq!(Topic::of(refusal.article).is_some(), of_the_law, "{}: {}", refusal.code, refusal.article);
    }
}

#[test]
fn a_law_beside_another_decides_nothing_and_keeps_the_numbers_that_are_its_own() {
    let beside = file("uk-eng-lgsco").beside();
    beside.check().unwrap();
    assert!(beside.rules.iter().all(|rule| !rule.id.as_str().contains("OFFICE")), "an office's own periods stay out");
    assert!(beside.rules.iter().all(|rule| rule.step == Step::Other && rule.counted_from == CountedFrom::Beginning));
    let packs = Packs::new(vec![beside.clone(), pack("cn-xinfang-2022")]).unwrap();
    assert_eq!(packs.in_force(day("2026-07-01")).unwrap().code.as_str(), "cn-xinfang-2022");
    assert!(packs.beside(&"UK-LGSCO-STAGE1".parse().unwrap(), day("2026-07-01")).is_some());

    let petitions = file("cn-xinfang-2022").beside();
    petitions.check().unwrap();
    let re_review = petitions.rule_by_id(&"CN-XF22-REREVIEW".parse().unwrap()).unwrap();
    assert!(petitions.pause(re_review, PauseReason::Hearing).is_some(), "what lets a clock stand still goes with it");
    assert_eq!(petitions.clone().beside(), petitions, "said twice is not wrong");
}

/// The rows of the collected facts, told apart by what the packs must say of them.
#[test]
fn the_packs_say_what_the_collected_clocks_say() {
    let packs = shipped();
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/clocks.csv");
    let mut rows = csv::Reader::from_path(facts).unwrap();
    for row in rows.deserialize::<Row>() {
        let row = row.unwrap();
        let (pack, rule) = packs.rule_by_id(&row.rule_id.parse().unwrap()).unwrap_or_else(|| panic!("{}", row.rule_id));
        assert_eq!(pack.jurisdiction, row.jurisdiction, "{}", row.rule_id);
        assert_eq!(rule.confirmed, row.confirmed == "yes", "{}", row.rule_id);
        match row.length {
            Some(length) => assert_eq!((rule.length, rule.unit), (length, row.unit), "{}", row.rule_id),
            None => assert!(rule.office_period, "{}", row.rule_id),
        }
        assert_eq!(rule.extension.map(|extension| extension.days_max), row.extendable_by, "{}", row.rule_id);
        // Where the collection is silent a pack may know the day from its law.
        assert!(row.in_force_from.is_none_or(|day| pack.in_force_from == Some(day)), "{}", row.rule_id);
        // Packs name a law more fully than the collection, or more briefly; the number of the article is the same.
        for article in row.source_article.split('第').skip(1).filter_map(|rest| rest.split_once('条')) {
            assert!(rule.article.contains(&format!("第{}条", article.0)), "{}: {}", row.rule_id, rule.article);
        }
    }
}

#[derive(Deserialize)]
struct Row {
    rule_id: String,
    length: Option<u32>,
    unit: Unit,
    extendable_by: Option<u32>,
    source_article: String,
    in_force_from: Option<Date>,
    jurisdiction: String,
    confirmed: String,
}

/// A pack changed in one place, and the field that must be named for it.
#[test]
fn a_wrong_pack_is_refused_with_its_field() {
    type Change = fn(&mut Pack);
    let wrong: [(Change, &str); 37] = [
        (|pack| pack.version = 0, "version"),
        (|pack| pack.jurisdiction.clear(), "jurisdiction"),
        (|pack| pack.names.zh_hant.clear(), "names"),
        (|pack| pack.rules.clear(), "rule"),
        (|pack| pack.in_force_to = Some(day("2022-04-30")), "in_force_to"),
        (|pack| pack.rules[0].article.clear(), "rule.CN-XF22-REG-FWD.article"),
        (|pack| pack.rules[0].length = LENGTH_MAX + 1, "rule.CN-XF22-REG-FWD.length"),
        (|pack| pack.rules[5].length = 1, "rule.CN-XF22-URGENT.length"),
        (|pack| pack.rules[0].confirmed = false, "rule.CN-XF22-REG-FWD.confirmed"),
        (|pack| pack.rules[7].extension.as_mut().unwrap().days_max = 0, "rule.CN-XF22-HANDLE.extension.days_max"),
        (|pack| pack.rules[1].id = pack.rules[0].id.clone(), "rule.id"),
        (|pack| pack.rules[2].step = Step::RegisterForward, "rule.step"),
        (|pack| drop(pack.rules.remove(0)), "rule.step"),
        (|pack| pack.rules[0].turns = Some(TurnsFrom::Acceptance), "rule.CN-XF22-REG-FWD.turns"),
        (|pack| pack.pauses[0].step = Step::SourceDue, "pause.step"),
        (|pack| pack.pauses[0].rule = Some("CN-XF22-HANDLE".parse().unwrap()), "pause.rule"),
        (|pack| pack.pauses[0].step = Step::Other, "pause.rule"),
        (|pack| pack.pauses[0].days_max = Some(0), "pause.days_max"),
        (|pack| pack.pauses[0].days_max = Some(LENGTH_MAX + 1), "pause.days_max"),
        (|pack| pack.procedures[0].outcomes.push(Outcome::Supported), "procedure.outcomes"),
        (|pack| pack.procedures[0].way = Some(Way::Duty), "procedure.way"),
        (|pack| pack.procedures[1].remedy = RemedyRule::Channel("nowhere".to_owned()), "procedure.remedy"),
        (|pack| pack.procedures[1].step = Step::SourceDue, "procedure.step"),
        (|pack| pack.procedures.clear(), "procedure"),
        (|pack| pack.procedures[2].way = None, "procedure.way"),
        (|pack| pack.procedures[1].step = Step::Service, "procedure.step"),
        (|pack| pack.rules[0].counted_from = CountedFrom::Acknowledgement, "rule.CN-XF22-REG-FWD.counted_from"),
        (|pack| pack.procedures[0].title = Some(Names::alike(" ")), "procedure.title"),
        (|pack| drop(pack.procedures[0].titles.insert(Outcome::Founded, Names::alike("paper"))), "procedure.titles"),
        (|pack| pack.procedures[0].service = Some("CN-XF22-NONE".parse().unwrap()), "procedure.service"),
        (|pack| pack.procedures[0].service = Some("CN-XF22-HANDLE".parse().unwrap()), "procedure.service"),
        (|pack| pack.refusal_papers[0].title = Some(Names::alike("")), "refusal_paper.title"),
        (|pack| pack.instances[0].title = Some(Names::alike("")), "instance.title"),
        (|pack| pack.instances[1].remedy = RemedyRule::Ask(Instance::ReReview), "instance.remedy"),
        (|pack| pack.grounds[0].outcome = Outcome::Adopted, "ground.outcome"),
        (|pack| pack.grounds[3].remedy = RemedyRule::NoneBy("art. 1".to_owned()), "ground.remedy"),
        (|pack| pack.refusal_papers.clear(), "refusal_paper.outcome"),
    ];
    for (change, field) in wrong {
        let mut pack = pack("cn-xinfang-2022");
        change(&mut pack);
        let error = pack.check().expect_err(field);
        assert_eq!(error.field, field, "{error}");
    }
}

#[test]
fn packs_that_do_not_stand_beside_one_another_are_refused() {
    let (old, new) = (pack("cn-xinfang-2005"), pack("cn-xinfang-2022"));
    let twice = Packs::new(vec![new.clone(), new.clone()]).unwrap_err();
    assert_eq!(twice.field, "code");

    let renamed = Pack { code: "cn-xinfang-copy".parse().unwrap(), ..new.clone() };
    assert_eq!(Packs::new(vec![new.clone(), renamed]).unwrap_err().field, "rule.id");

    let many = (0..=200).map(|no| Pack { code: format!("pack-{no}").parse().unwrap(), ..new.clone() });
    assert_eq!(Packs::new(many.collect()).unwrap_err().fault, PackFault::TooMany { max: 200 });

    let endless = Pack { in_force_to: None, ..old };
    let crossing = Packs::new(vec![endless.clone(), new]).unwrap_err();
    assert_eq!(crossing.fault, PackFault::Crossing { with: endless.code });
}

#[test]
fn a_province_goes_before_the_law_it_adds_to_and_only_there() {
    let packs = Packs::new(vec![pack("cn-xinfang-2005"), pack("cn-xinfang-2022"), pack("cn-zj-xinfang-2016")]).unwrap();
    for (step, on, rule) in [
        (Step::Handle, "2016-07-31", "CN-XF05-HANDLE"),
        (Step::Handle, "2016-08-01", "ZJ-XF16-HANDLE"),
        (Step::Review, "2016-08-01", "CN-XF05-REVIEW"), // the province says nothing of it
        (Step::Handle, "2022-05-01", "CN-XF22-HANDLE"), // it adds to the old law
    ] {
        assert_eq!(packs.rule_on(step, day(on)).unwrap().1.id.as_str(), rule, "{on}");
    }
    assert!(packs.pause(&"ZJ-XF16-HANDLE".parse().unwrap(), PauseReason::Hearing).is_none());
    assert!(packs.pause(&"CN-XF05-REREVIEW".parse().unwrap(), PauseReason::Hearing).is_some());
    let own = |pack: &mut Pack| pack.rules[0].step = Step::ReReview;
    let mut province = pack("cn-zj-xinfang-2016");
    own(&mut province);
    let packs = packs.replaced(province.clone());
    let rule = &province.rules[0].id;
    assert!(packs.pause(rule, PauseReason::Hearing).is_some(), "a province's own rule stands still as its law lets it");
}

#[test]
fn a_draft_is_never_in_force() {
    let draft = Pack { draft: true, ..pack("cn-xinfang-2022") };
    assert_eq!(Packs::new(vec![draft]).unwrap().in_force(day("2024-01-01")), None);
}

#[test]
fn an_unknown_field_in_a_pack_file_is_refused() {
    let text = include_str!("../../../../rules/packs/source-dated.toml");
    let wrong = text.replace("length = 0", "length = 0\nlenght = 0");
    let error = toml::from_str::<Pack>(&wrong).unwrap_err().to_string();
    assert!(error.contains("lenght"), "{error}");
}
