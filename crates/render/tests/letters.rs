//! Every letter says what the law wants in it, in three languages.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use huiyin_domain::clock::LastDay;
use huiyin_domain::letter::{Answer, Block, BlockKind, Letter, Ruled, Told};
use huiyin_domain::matter::event::Remedy;
use huiyin_domain::matter::{DocumentKind, Instance, Outcome, ReviewOutcome};
use huiyin_domain::pack::{Catalogue, Names};
use huiyin_render::{Lang, Say};

fn opinion() -> Letter {
    opinion_with(|_| {})
}

fn opinion_with(change: impl FnOnce(&mut Answer)) -> Letter {
    let mut answer = Answer {
        facts: "三盏路灯确已熄灭。\n\n 电缆于二月被挖断。".to_owned(),
        reasons: "路灯由我局养护。".to_owned(),
        basis: "《城市照明管理规定》。".to_owned(),
        ruled: Ruled::Decision(Outcome::Supported),
        ground: None,
        remedy: Remedy::Ask {
            instance: Instance::Review,
            organ: "gov".parse().unwrap(),
            article: "信访工作条例 第35条".to_owned(),
        },
        remedy_article: Names::alike("信访工作条例 第35条"),
        remedy_name: Some(Names::alike("清河区人民政府")),
        remedy_days: Some(30),
    };
    change(&mut answer);
    Letter {
        unit_name: Names::alike("清河区城市管理局"),
        subject: "村口路灯不亮".to_owned(),
        demand: "修复三盏路灯。".to_owned(),
        told: Told::Answer(Box::new(answer)),
        ..Letter::sample(DocumentKind::HandlingOpinion)
    }
}

#[test]
fn a_letter_is_called_as_its_law_calls_it() {
    let title = |letter: &Letter, lang| {
        let blocks = Say::new(lang).letter(letter);
        blocks.into_iter().find(|block| block.kind == BlockKind::Title).unwrap().words
    };
    let own =
        Names {
            zh_hans: "第一阶段答复书".to_owned(), zh_hant: "第一階段答覆書".to_owned(), en: "Stage 1".to_owned()
        };
    let named = Letter { title: Some(own), ..opinion() };
    assert_eq!(
        (title(&opinion(), Lang::En).as_str(), title(&named, Lang::En).as_str()),
        ("Handling opinion", "Stage 1")
    );
    assert_eq!(title(&named, Lang::ZhHant), "第一階段答覆書");
}

fn words(blocks: &[Block]) -> Vec<&str> {
    blocks.iter().map(|block| block.words.as_str()).collect()
}

#[test]
fn a_letter_calls_what_it_answers_as_its_law_does() {
    let complaint = Letter { catalogue: Catalogue::Complaint, ..opinion() };
    for (lang, petition, other) in [
        (Lang::ZhHans, "信访件demo-P-2026-000003的信访人：", "投诉demo-P-2026-000003的提出人："),
        (Lang::ZhHant, "信訪件demo-P-2026-000003的信訪人：", "投訴demo-P-2026-000003的提出人："),
        (Lang::En, "To the petitioner of demo-P-2026-000003", "To whoever filed complaint demo-P-2026-000003"),
    ] {
        let say = Say::new(lang);
        for (letter, expected) in [(&opinion(), petition), (&complaint, other)] {
            let blocks = say.letter(letter);
            let addressee = blocks.iter().find(|block| block.kind == BlockKind::Addressee).unwrap();
            assert_eq!(addressee.words, expected);
        }
        let grievance = say.clone().of(Catalogue::Grievance);
        assert_ne!(grievance.text("receipt-title", &[]), say.text("receipt-title", &[]), "and so do pages: {lang}");
        assert!(grievance.text("my-title", &[]).contains(grievance.filed()), "{lang}");
    }
}

#[test]
fn a_handling_opinion_reads_so() {
    let blocks = Say::new(Lang::ZhHans).letter(&opinion());
    assert_eq!(
        words(&blocks),
        [
            "清河区城市管理局",
            "demo-D-2026-000007",
            "信访处理意见书",
            "信访件demo-P-2026-000003的信访人：",
            "您反映的“村口路灯不亮”（demo-P-2026-000003）已办理，现提出处理意见如下。",
            "您的诉求",
            "修复三盏路灯。",
            "查明的事实",
            "三盏路灯确已熄灭。",
            "电缆于二月被挖断。",
            "理由",
            "路灯由我局养护。",
            "依据",
            "《城市照明管理规定》。",
            "处理意见",
            "予以支持",
            "救济途径",
            "如对本意见不服，可自收到之日起30日内向清河区人民政府请求复查（信访工作条例 第35条）。",
            "收到当日不计入；末日为休息日的，以其后第一个工作日为末日。",
            "如有疑问，请向清河区城市管理局询问，并告知文号demo-D-2026-000007。",
            "清河区城市管理局",
            "2026年4月10日",
        ]
    );
    let kinds = [2, 5, 21].map(|place: usize| blocks[place].kind);
    assert_eq!(kinds, [BlockKind::Title, BlockKind::Heading, BlockKind::Day]);
}

#[test]
fn an_answer_of_every_kind_says_all_it_must() {
    for lang in Lang::ALL {
        for kind in DocumentKind::ALL.iter().filter(|kind| kind.is_answer()) {
            let fields = Letter::sample(*kind);
            let Told::Answer(answer) = &fields.told else { panic!("{kind} carries a decision") };
            let letter = words(&Say::new(lang).letter(&fields)).join("\n");
            let musts = [&fields.number, &fields.petition_number, &fields.subject, &fields.demand, &answer.reasons];
            let named = [&fields.unit_name, &answer.remedy_article].into_iter();
            let named = named.chain(&answer.ground).chain(&answer.remedy_name);
            let musts = musts.into_iter().chain([&answer.basis]).chain(named.map(|names| &names.en));
            musts.for_each(|must| assert!(letter.contains(must), "{must}: {letter}"));
        }
    }
}

#[test]
fn every_kind_opens_in_its_own_words_and_no_words_are_missing() {
    for lang in Lang::ALL {
        let openings = DocumentKind::ALL.iter().map(|kind| {
            let blocks = Say::new(lang).letter(&Letter::sample(*kind));
            let letter = words(&blocks).join("\n");
            assert!(!letter.contains('<') && !letter.contains("letter-"), "{letter}");
            blocks[4].words.clone()
        });
        let openings: std::collections::BTreeSet<String> = openings.collect();
        assert_eq!(openings.len(), DocumentKind::ALL.len(), "{lang}: {openings:?}");
    }
}

#[test]
fn a_notice_of_a_longer_period_tells_why_and_until_when() {
    let notice = Letter::sample(DocumentKind::ExtensionNotice);
    let said = |lang| words(&Say::new(lang).letter(&notice)).join("\n");
    let hans = said(Lang::ZhHans);
    for must in ["延期告知书", "The road owner has yet to answer.", "办理期限延长30日，至2026年6月9日届满（art. 34）。"]
    {
        assert!(hans.contains(must), "{must}: {hans}");
    }
    assert!(said(Lang::ZhHant).contains("辦理期限延長30日，至2026年6月9日屆滿"), "{}", said(Lang::ZhHant));
    let english = said(Lang::En);
    assert!(english.contains("The period is longer by 30 days and now ends with 9 June 2026 (art. 34)."), "{english}");
}

#[test]
fn a_letter_between_units_goes_to_the_unit_and_names_what_it_owes() {
    let letter = words(&Say::new(Lang::En).letter(&Letter::sample(DocumentKind::AssignLetter))).join("\n");
    let musts = [
        "To Bureau of Labour",
        "Bureau of Justice",
        "Please tell the petitioner by 9 June 2026 (art. 34).",
        "Please report what came of it by 8 May 2026.",
        "The contractor is registered with that bureau.",
    ];
    for must in musts {
        assert!(letter.contains(must), "{must}: {letter}");
    }
    assert!(!letter.contains("To the petitioner"), "{letter}");
}

#[test]
fn a_receipt_says_when_it_came_under_which_number_and_when_more_is_told() {
    let receipt = Letter::sample(DocumentKind::Receipt);
    let hans = words(&Say::new(Lang::ZhHans).letter(&receipt)).join("\n");
    for must in ["收件回执", "2026年4月10日收到，登记编号为demo-P-2026-000003", "最迟于2026年6月9日告知您办理去向"]
    {
        assert!(hans.contains(must), "{must}: {hans}");
    }
    let untimed = Letter { told: Told::Received { limit: None }, ..receipt };
    let blocks = Say::new(Lang::En).letter(&untimed);
    assert!(!words(&blocks).contains(&"By when"), "{blocks:?}");
}

#[test]
fn a_letter_names_the_way_onward_or_the_article_by_which_there_is_none() {
    let said = |fields: &Letter| words(&Say::new(Lang::En).letter(fields)).join("\n");
    let ask = said(&opinion());
    assert!(ask.contains("ask 清河区人民政府 for review within 30 days of receiving this"), "{ask}");
    let last = said(&opinion_with(|answer| {
        answer.remedy = Remedy::None { article: "信访工作条例 第36条".to_owned() };
        answer.remedy_article = Names::alike("Regulations on the Handling of Petitions (2022), art. 36");
    }));
    assert!(last.contains("By Regulations on the Handling of Petitions (2022), art. 36, no further remedy"), "{last}");
    let open = said(&opinion_with(|answer| answer.remedy_days = None));
    assert!(open.contains("for review (信访工作条例 第35条)") && !open.contains("within"), "{open}");
    let unnamed = said(&opinion_with(|answer| answer.remedy_name = None));
    assert!(unnamed.contains("ask gov for review"), "{unnamed}");
}

#[test]
fn a_review_tells_its_own_outcome_and_nobodys_silence_has_a_heading() {
    let reviewed = opinion_with(|answer| {
        answer.ruled = Ruled::Review(ReviewOutcome::OrderRedo);
        answer.basis = " \n".to_owned();
    });
    let blocks = Say::new(Lang::ZhHant).letter(&reviewed);
    assert!(words(&blocks).contains(&"責令重新作出處理意見"), "{blocks:?}");
    assert!(!words(&blocks).contains(&"依據"), "{blocks:?}");
}

#[test]
fn a_letter_says_that_a_day_may_still_move_and_why() {
    let kinds = [
        DocumentKind::Receipt,
        DocumentKind::AcceptanceNotice,
        DocumentKind::ExtensionNotice,
        DocumentKind::ForwardLetter,
        DocumentKind::AssignLetter,
    ];
    for kind in kinds {
        let mut letter = Letter::sample(kind);
        for lang in [Lang::ZhHans, Lang::ZhHant, Lang::En] {
            let say = Say::new(lang);
            for is_provisional in [true, false] {
                let mut days = Vec::new();
                each_last_day(&mut letter.told, &mut |due| {
                    due.is_provisional = is_provisional;
                    days.push(say.last_day_and_why(LastDay { is_provisional: true, ..*due }));
                });
                let text = words(&say.letter(&letter)).join("\n");
                assert!(!days.is_empty(), "{kind} tells no last day");
                assert!(
                    days.iter().all(|day| text.contains(day) == is_provisional),
                    "{kind} in {}: {text}",
                    lang.code()
                );
            }
        }
    }
}

fn each_last_day(told: &mut Told, change: &mut dyn FnMut(&mut LastDay)) {
    match told {
        Told::Answer(_) => {}
        Told::Received { limit } | Told::Accepted { limit } => {
            limit.iter_mut().map(|limit| &mut limit.last_day).for_each(change);
        }
        Told::Extended { limit, .. } => change(&mut limit.last_day),
        Told::SentOn(sent) => {
            sent.notice.iter_mut().for_each(|limit| change(&mut limit.last_day));
            sent.report_due_on.iter_mut().for_each(change);
        }
    }
}
