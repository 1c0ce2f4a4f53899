//! Every text is said in three languages with all it is given, and refusals name what they speak of.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use std::collections::BTreeSet;
use std::path::Path;

use huiyin_domain::matter::{Alternative, CommandKind, Instance, Kind, Refusal};
use huiyin_domain::office::Role;
use huiyin_domain::pack::{Catalogue, Pack};
use huiyin_render::{Lang, Say, coded};

/// Units are told by their codes.
const CODES: fn(&str) -> Option<String> = |_| None;

/// The catalogues of a language as entries: the key, and the names of what the text is given.
fn entries(lang: Lang) -> Vec<(String, BTreeSet<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../text").join(lang.code());
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let mut entries: Vec<(String, BTreeSet<String>)> = Vec::new();
    for text in files {
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            match line.split_once(" = ") {
                Some((key, _)) if !line.starts_with(' ') => entries.push((key.to_owned(), given(line))),
                _ => entries.last_mut().unwrap().1.extend(given(line)),
            }
        }
    }
    entries
}

fn given(line: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
    line.split('$').skip(1).map(name).collect()
}

#[test]
fn every_text_says_all_it_is_given() {
    for lang in Lang::ALL {
        let say = Say::new(lang);
        let entries = entries(lang);
        assert!(entries.len() > 300, "{lang}: the catalogues are not where they are looked for");
        for (key, names) in entries {
            // These two stand in every text without being given.
            let given = names.iter().filter(|name| !matches!(name.as_str(), "filed" | "catalogue"));
            let args: Vec<(&str, String)> = given.map(|name| (name.as_str(), format!("[{name}]"))).collect();
            let said = say.text(&key, &args);
            assert!(!said.is_empty() && !said.contains(['<', '{']), "{lang} {key}: {said}");
            assert!(args.iter().all(|(_, value)| said.contains(value)), "{lang} {key}: {said}");
            assert!(!names.contains("filed") || said.contains(say.filed()), "{lang} {key}: {said}");
        }
    }
}

/// Names of the law of petitions itself, and of what only it knows.
const OF_PETITIONS: [&str; 4] =
    ["catalogue-petition", "article-xf22", "document-kind-handling-opinion", "appeal-way-way-6"];

#[test]
fn an_office_of_another_law_never_speaks_of_petitions() {
    for (lang, words) in
        [(Lang::ZhHans, ["信访", "信訪"]), (Lang::ZhHant, ["信訪", "信访"]), (Lang::En, ["petition", "信访"])]
    {
        for catalogue in [Catalogue::Complaint, Catalogue::Application, Catalogue::Grievance] {
            let say = Say::new(lang).of(catalogue);
            for (key, names) in entries(lang).iter().filter(|(key, _)| !OF_PETITIONS.contains(&key.as_str())) {
                let given = names.iter().filter(|name| !matches!(name.as_str(), "filed" | "catalogue"));
                let args: Vec<(&str, String)> = given.map(|name| (name.as_str(), "…".to_owned())).collect();
                let said = say.text(key, &args);
                assert!(!words.iter().any(|word| said.to_lowercase().contains(word)), "{lang} {key}: {said}");
            }
        }
    }
}

#[test]
fn the_kinds_and_reviews_are_called_as_the_law_calls_them() {
    let law = |code: &str| -> Pack {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../rules/packs/{code}.toml"));
        toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let word = |code: &str, kind| Say::new(Lang::En).by(Some(&law(code))).word::<Kind>(kind);
    for (code, kind, called) in [
        ("cn-market-regulation-2020", Kind::Appeal, "Complaint"),
        ("cn-market-regulation-2020", Kind::Accusation, "Report"),
        ("cn-government-information-2019", Kind::Appeal, "Request for information"),
        ("cn-government-information-2019", Kind::Suggestion, "suggestion"), // it knows none
        ("cn-xinfang-2022", Kind::Appeal, "appeal or request"),             // the words are its own
    ] {
        assert_eq!(word(code, kind), called, "{code} {kind}");
    }
    let say = Say::new(Lang::ZhHant).by(Some(&law("cn-sd-wf-hotline-2021")));
    assert_eq!((say.word(Instance::Review), say.filed()), ("回訪".to_owned(), "投訴"));
}

#[test]
fn every_code_of_every_list_has_its_word() {
    for lang in Lang::ALL {
        let known: BTreeSet<String> = entries(lang).into_iter().map(|(key, _)| key).collect();
        let unsaid: Vec<String> = coded::keys().into_iter().filter(|key| !known.contains(key)).collect();
        assert!(unsaid.is_empty(), "{lang}: {unsaid:?}");
    }
}

#[test]
fn every_refusal_is_told_with_no_more_than_it_knows() {
    for lang in Lang::ALL {
        let say = Say::new(lang);
        for listed in Refusal::LIST {
            let args: Vec<(&str, String)> = listed.arguments.iter().map(|name| (*name, "x".to_owned())).collect();
            let said = say.text(&format!("refusal-{}", listed.code), &args);
            assert!(!said.contains(['<', '{']), "{lang}: {said}");
            let basis = say.article(listed.article);
            assert!(!basis.contains('<'), "{lang}: {basis}");
        }
    }
}

#[test]
fn a_refusal_names_what_it_speaks_of() {
    let refusal = Refusal::TooLong { days_max: 30, law: huiyin_domain::pack::Names::alike("art. 34") };
    assert_eq!(Say::new(Lang::En).refusal(&refusal, &CODES), "At most 30 days can be added.");
    assert_eq!(Say::new(Lang::ZhHans).refusal(&refusal, &CODES), "最多延长30日。");
    let refusal = Refusal::NotRunOut { last_day: "2024-01-19".parse().unwrap() };
    assert_eq!(Say::new(Lang::En).refusal(&refusal, &CODES), "The period runs until Friday 19 January 2024.");
    assert_eq!(Say::new(Lang::ZhHant).refusal(&refusal, &CODES), "該期限至2024年1月19日（星期五）尚未屆滿。");
    assert_eq!(Say::new(Lang::En).article(refusal.article()), "Civil Code, art. 203");
}

#[test]
fn units_are_told_by_the_names_their_caller_knows() {
    let names = |code: &str| (code == "works").then(|| "Bureau of Works".to_owned());
    let say = Say::new(Lang::En);
    let at = |unit: &str| Refusal::NotYours { role: Role::UnitHead, unit: unit.parse().unwrap() };
    let known = at("works");
    assert_eq!(say.refusal(&known, &names), "This is for the head of the unit of Bureau of Works to do.");
    assert_eq!(say.alternative(&known.alternative(), &names), "The head of the unit of Bureau of Works may do it.");
    assert!(say.refusal(&at("elsewhere"), &names).contains("elsewhere"));
}

#[test]
fn an_alternative_says_what_may_be_done() {
    let alternatives = [
        Alternative::Instead(CommandKind::Extend),
        Alternative::ByAnother,
        Alternative::Within,
        Alternative::From("2026-03-02".parse().unwrap()),
        Alternative::NewMatter,
    ];
    let told = |lang| alternatives.each_ref().map(|alternative| Say::new(lang).alternative(alternative, &CODES));
    assert_eq!(
        told(Lang::En),
        [
            "You may extend the period instead.",
            "Another officer may do it, from a session of his or her own.",
            "Please change the entry to lie within the bound and send it again.",
            "It can be done from Monday 2 March 2026 on.",
            "A new petition can be filed.",
        ]
    );
    assert_eq!(
        told(Lang::ZhHans),
        [
            "可以改为：延长期限。",
            "可由另一名工作人员登录后办理。",
            "请在所列限度内修改后再提交。",
            "自2026年3月2日（星期一）起可以办理。",
            "可以提交新的信访件。"
        ]
    );
}
