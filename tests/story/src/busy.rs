//! A busy morning: matters in every state, so that every page has something to show and every command is open on one of
//! them. What walks over all pages begins here.

use serde_json::{Value, json};

use crate::people::Filed;
use crate::town::{Kind, Town};

/// The morning on which everything is seen.
pub const TODAY: &str = "2026-03-02";

/// What was done to a matter: by whom, what, with what.
type Done = (&'static str, &'static str, Value);

fn findings() -> Value {
    json!({ "facts": "已查明。", "reasons": "依职责办理。", "basis": "《信访工作条例》" })
}

fn classified() -> Done {
    ("o-xfj-1", "issues/1/classify", json!({ "kind": "appeal", "way": "way_6", "class": "01.07" }))
}

fn sent() -> Vec<Done> {
    vec![classified(), ("o-xfj-1", "issues/1/forward", json!({ "to": "qlz" }))]
}

fn accepted() -> Vec<Done> {
    let in_hand = [
        ("o-qlz-1", "issues/1/accept", json!({ "on": TODAY })),
        ("o-qlz-1", "issues/1/entrust", json!({ "to": "o-qlz-1" })),
        ("o-qlz-1", "issues/1/notify", json!({ "way": "post", "on": TODAY })),
        (
            "o-qlz-1",
            "issues/1/log-contact",
            json!({ "way": "phone", "reached": true, "note": "已联系。", "on": TODAY }),
        ),
    ];
    sent().into_iter().chain(in_hand).collect()
}

fn decided(outcome: &str) -> Vec<Done> {
    let decide = ("o-qlz-2", "issues/1/decide", json!({ "outcome": outcome, "findings": findings() }));
    accepted().into_iter().chain([decide]).collect()
}

fn and(mut done: Vec<Done>, last: Done) -> Vec<Done> {
    done.push(last);
    done
}

/// What was done to the matters, one after the other; the first was only registered.
fn lives() -> Vec<Vec<Done>> {
    let object = json!({ "better": "cgj", "reason": "属城市管理" });
    let report = json!({ "to": "qlz", "report_due_on": "2026-03-31" });
    let ground = json!({ "ground": "outside_powers", "findings": findings() });
    let of = json!({ "of": "xzf", "question": "由谁办理？" });
    let ended = json!({ "end": "settled", "reason": "双方已和解" });
    vec![
        vec![],
        vec![classified()],
        sent(),
        accepted(),
        decided("supported"),
        decided("not_supported"),
        and(sent(), ("o-qlz-1", "issues/1/object", object)),
        vec![classified(), ("o-xfj-1", "issues/1/assign", report)],
        and(sent(), ("o-qlz-2", "issues/1/do-not-accept", ground)),
        and(accepted(), ("o-qlz-1", "issues/1/request-instruction", of)),
        and(accepted(), ("o-qlz-2", "issues/1/end", ended)),
        decided("supported"),
    ]
}

/// A town on such a morning.
pub struct Busy {
    /// The town.
    pub town: Town,
    /// The matters.
    pub matters: Vec<String>,
    /// The codes of their petitions.
    pub codes: Vec<String>,
    /// The topic that they stand in.
    pub topic: String,
    /// What was published of the answer to the fifth.
    pub publication: String,
}

impl Busy {
    /// The morning begins.
    pub async fn morning() -> Self {
        let town = Town::open(Kind::Sqlite).await;
        town.on(TODAY).await;
        let (mut matters, mut codes) = (Vec::new(), Vec::new());
        for life in lives() {
            let filed = town.files(petition(matters.len())).await;
            for (officer, what, with) in life {
                town.officer(officer).await.does(&filed, what, with).await;
            }
            matters.push(filed.matter.clone());
            codes.push(filed.code().to_owned());
        }
        answered(&town, &matters, &codes).await;
        town.on(TODAY).await; // what was written is read
        let (status, topics) = town.officer("o-xfj-5").await.looks_up("/topics?order=size").await;
        assert_eq!(status, 200, "{topics}");
        let topic = topics["topics"][0]["topic"].as_str().expect("a topic").to_owned();
        let publication = published(&town, &Filed::known(&town, &matters[4], &codes[4])).await;
        Self { town, matters, codes, topic, publication }
    }
}

/// The answer is told to everybody.
async fn published(town: &Town, filed: &Filed<'_>) -> String {
    let words = json!({ "question": "村道路灯长期不亮，如何报修？", "answer": "由镇人民政府负责维护。" });
    let done = town.officer("o-qlz-1").await.does(filed, "issues/1/publication", words).await;
    let id = done["publication"].as_str().expect("an id").to_owned();
    let reason = json!({ "reason": "多村有同样的问题。" });
    town.officer("o-xfj-5").await.decides(&format!("/publications/{id}/publish"), reason).await;
    id
}

fn petition(nth: usize) -> Value {
    json!({
        "subject": "村口路灯不亮",
        "text": format!("村口到学校的三盏路灯不亮，第{nth}次反映，请修理。"),
        "demands": ["修好三盏灯"],
        "persons": [{ "name": "试其人", "phone": "138-0000-0001", "address": "槐坞村" }],
        "place": "990121101201",
    })
}

/// The answers are read; who was told no asks for a review.
async fn answered(town: &Town, matters: &[String], codes: &[String]) {
    for (nth, review) in [(4, false), (5, true), (11, false)] {
        let filed = Filed::known(town, &matters[nth], &codes[nth]);
        filed.opens_letter(1).await;
        if review {
            filed.petitioner("request-review", json!({ "issue": 1, "request": "第三盏灯没有查" })).await;
        }
    }
}
