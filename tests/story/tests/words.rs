//! The pages of an office that decides by another law, in three languages: none speaks of petitions.

use std::collections::BTreeSet;

use huiyin_story::page::words;
use huiyin_story::{Filed, Kind, Town, Visitor};
use serde_json::json;

/// How each language would say it.
const PETITION: [(&str, &str); 3] = [("en", "petition"), ("zh-CN", "信访"), ("zh-TW", "信訪")];

/// What bears the word in its own name: units of the invented district, the regulation that some steps come from, and the
/// class of what is said about that work.
const NAMES: [&str; 17] = [
    "信访局",
    "信訪局",
    "信访工作联席会议",
    "信訪工作聯席會議",
    "信访工作条例",
    "信訪工作條例",
    "petition office",
    "joint conference on petitions",
    "handling of petitions",
    "petition work",
    "proposals on the petition system",
    "信访工作",
    "信訪工作",
    "信访办理程序",
    "信訪辦理程序",
    "信访制度建议",
    "信訪制度建議",
];

/// One that waits, one that is handled, one that is decided.
async fn applications(town: &Town) -> Vec<Filed<'_>> {
    town.on("2026-03-02").await;
    let mut filed = Vec::new();
    for subject in ["A licence", "A fine", "A permit"] {
        let application = json!({ "subject": subject, "text": "It was refused.", "demands": [subject],
            "persons": [{ "name": "A. Example", "phone": "138-0000-0001" }] });
        filed.push(town.files(application).await);
    }
    let (registrar, handler) = (town.officer("o-xfj-1").await, town.officer("o-qlz-1").await);
    for one in &filed[1..] {
        registrar.does(one, "issues/1/classify", json!({ "kind": "appeal", "class": "01.07" })).await;
        registrar.does(one, "issues/1/forward", json!({ "to": "qlz" })).await;
        handler.does(one, "issues/1/accept", json!({ "on": "2026-03-02" })).await;
    }
    let findings = json!({ "facts": "It was looked into.", "reasons": "The law says so.", "basis": "Art. 64" });
    let decide = json!({ "outcome": "act_revoked", "findings": findings });
    town.officer("o-qlz-2").await.does(&filed[2], "issues/1/decide", decide).await;
    filed
}

/// Where the page says that word, names apart.
async fn says(visitor: &Visitor<'_>, lang: &str, word: &str, path: &str) -> Option<String> {
    let shown = visitor.goes_to(path).await;
    assert_eq!(shown.status, 200, "{lang} {path}");
    let said = NAMES.iter().fold(words(&shown.html).to_lowercase(), |said, name| said.replace(name, ""));
    let (before, after) = said.split_once(word)?;
    let before: Vec<char> = before.chars().rev().take(40).collect();
    let after: String = after.chars().take(40).collect();
    Some(format!("{lang} {path}: {}{word}{after}", before.iter().rev().collect::<String>()))
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_an_office_of_another_law_speaks_of_petitions() {
    let town = Town::open_by(Kind::Sqlite, Some("cn-administrative-review-2023")).await;
    let filed = applications(&town).await;
    let mut found = Vec::new();
    for (lang, word) in PETITION {
        let anybody = Visitor::speaking(&town, lang);
        for path in ["/", "/file", "/query", "/how", "/calculator", "/figures", "/sign-in"] {
            found.extend(says(&anybody, lang, word, path).await);
        }
        let form = anybody.goes_to("/query").await.form("/query").with(&[("code", filed[2].code())]);
        anybody.sends(&form, &form.buttons[0]).await;
        for path in ["/my", "/my/add"] {
            found.extend(says(&anybody, lang, word, path).await);
        }
        let by_registrar = ["/desk", "/desk/register", "/desk/search", "/desk/books"];
        for (officer, paths) in [
            ("o-xfj-1", &by_registrar[..]),
            ("o-xfj-5", &["/desk/figures", "/desk/topics"]),
            ("o-qlz-2", &["/desk/lead"]),
        ] {
            let visitor = Visitor::officer(&town, officer, lang).await;
            for path in paths {
                found.extend(says(&visitor, lang, word, path).await);
            }
        }
        for officer in ["o-xfj-1", "o-xfj-6", "o-qlz-2"] {
            let visitor = Visitor::officer(&town, officer, lang).await;
            for link in links(&visitor).await {
                found.extend(says(&visitor, lang, word, &link).await);
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The matters on an officer's worklist, and the forms that they lead to.
async fn links(visitor: &Visitor<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let list = visitor.goes_to("/desk").await;
    let is_matter =
        |link: &&str| link.strip_prefix("/desk/").is_some_and(|rest| rest.len() > 20 && !rest.contains('/'));
    for matter in list.links().filter(is_matter) {
        let page = visitor.goes_to(matter).await;
        found.extend(page.links().filter(|link| link.starts_with(&format!("{matter}/"))).map(str::to_owned));
        found.insert(matter.to_owned());
    }
    assert!(found.len() > 5, "{found:?}");
    found.into_iter().filter(|link| !link.contains("letters") && !link.contains("files")).collect()
}
