//! Every text that is taken in, at its bound and one past it: taken, or told by field, code and bound in the caller's
//! language, and nothing kept of it.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Answer, Town, petition};
use serde_json::{Value, json};

/// A text of so many characters, each of three bytes.
fn text(chars: usize) -> Value {
    json!("灯".repeat(chars))
}

/// A petition with that in that place.
fn with(pointer: &str, value: Value) -> Value {
    let mut petition = petition();
    petition["channel"] = json!("letter");
    petition["source"] = json!({"code": "hotline", "number": "1"});
    petition["persons"][0] =
        json!({"name": "a", "salutation": "b", "phone": "c", "email": "d", "address": "e", "id_number": "f"});
    *petition.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is no place")) = value;
    petition
}

/// What a petition may hold: place in the request, field as it is told, bound in characters.
const OF_A_PETITION: [(&str, &str, usize); 10] = [
    ("/subject", "subject", 200),
    ("/text", "text", 50_000),
    ("/demands/0", "demands.0", 1_000),
    ("/source/number", "source.number", 200),
    ("/persons/0/name", "persons.0.name", 300),
    ("/persons/0/salutation", "persons.0.salutation", 300),
    ("/persons/0/phone", "persons.0.phone", 300),
    ("/persons/0/email", "persons.0.email", 300),
    ("/persons/0/address", "persons.0.address", 300),
    ("/persons/0/id_number", "persons.0.id_number", 300),
];

/// What orders may hold: officer, path below the matter, body, field, bound in characters.
fn of_orders() -> Vec<(&'static str, &'static str, Value, &'static str, usize)> {
    let findings = json!({"facts": "a", "reasons": "b", "basis": "c"});
    let decide = json!({"outcome": "supported", "findings": findings});
    vec![
        ("o-xfj-1", "issues/1/reword", json!({"demand": "a"}), "demand", 1_000),
        ("o-xfj-1", "issues/1/forward", json!({"to": "qlz", "reason": "a"}), "reason", 20_000),
        ("o-xfj-1", "petitions/1/correct", json!({"note": "a"}), "note", 20_000),
        (
            "o-qlz-1",
            "issues/1/log-contact",
            json!({"way": "phone", "reached": true, "note": "a", "on": "2026-03-02"}),
            "note",
            20_000,
        ),
        ("o-qlz-1", "issues/1/log-visit", json!({"note": "a", "on": "2026-03-02"}), "note", 20_000),
        ("o-qlz-1", "issues/1/add-evidence", json!({"note": "a", "on": "2026-03-02"}), "note", 20_000),
        ("o-qlz-2", "issues/1/decide", decide.clone(), "findings.facts", 20_000),
        ("o-qlz-2", "issues/1/decide", decide.clone(), "findings.reasons", 20_000),
        ("o-qlz-2", "issues/1/decide", decide, "findings.basis", 20_000),
        ("o-xfj-1", "issues/1/split", json!({"demands": ["a", "b"]}), "demands.1", 1_000),
        ("o-xfj-8", "petitions/1/persons/1/open", json!({"purpose": "a"}), "purpose", 1_000),
    ]
}

/// The one field that is told.
fn told(answer: &Answer) -> (String, String, Value) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    let problem = answer.json();
    let field = &problem["fields"][0];
    (field["field"].as_str().unwrap().to_owned(), field["code"].as_str().unwrap().to_owned(), field["bound"].clone())
}

async fn entries(town: &Town) -> u64 {
    town.app.verify(&|_| ()).await.unwrap().entries
}

#[tokio::test(flavor = "multi_thread")]
async fn each_field_of_a_petition_is_taken_at_its_bound_and_told_past_it() {
    let town = Town::on("2026-03-02").await;
    let token = town.token("o-xfj-1").await;
    for (pointer, field, chars_max) in OF_A_PETITION {
        let file = async |chars| town.post(&token, "/api/v1/petitions", &with(pointer, text(chars))).await;
        assert_eq!(file(chars_max).await.status, StatusCode::CREATED, "{field}: {}", file(chars_max).await.text);
        let before = entries(&town).await;
        let expected = (field.to_owned(), "too-long".to_owned(), json!(chars_max));
        assert_eq!(told(&file(chars_max + 1).await), expected);
        let control = told(&town.post(&token, "/api/v1/petitions", &with(pointer, json!("a\u{0}b"))).await);
        assert_eq!((control.0.as_str(), control.1.as_str()), (field, "control-character"));
        assert_eq!(entries(&town).await, before, "{field}: something was kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_count_of_a_petition_is_taken_at_its_bound_and_refused_past_it() {
    let town = Town::on("2026-03-02").await;
    let token = town.token("o-xfj-1").await;
    let persons = |n: usize| json!(vec![json!({"name": "a"}); n]);
    for (pointer, most, past, refusal) in [
        ("/demands", json!(vec!["a"; 20]), json!(vec!["a"; 21]), "too-many-demands"),
        ("/persons", persons(500), persons(501), "too-many-persons"),
    ] {
        let answer = town.post(&token, "/api/v1/petitions", &with(pointer, most)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{pointer}: {}", answer.text);
        let before = entries(&town).await;
        let answer = town.post(&token, "/api/v1/petitions", &with(pointer, past)).await;
        assert_eq!(
            (answer.status, &answer.json()["code"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!(refusal)),
            "{}",
            answer.text
        );
        assert_eq!(entries(&town).await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_text_of_an_order_is_told_past_its_bound_and_not_before() {
    let town = Town::on("2026-03-02").await;
    let filed = town.file().await;
    let begin = [
        ("o-xfj-1", "classify", json!({"kind": "appeal", "way": "way_6", "class": "01.07"})),
        ("o-xfj-1", "forward", json!({"to": "qlz"})),
        ("o-qlz-1", "accept", json!({"on": "2026-03-02"})),
    ];
    for (officer, command, body) in begin {
        let path = format!("/api/v1/matters/{}/issues/1/{command}", filed.matter);
        assert_eq!(town.post(&town.token(officer).await, &path, &body).await.status, StatusCode::OK, "{command}");
    }
    for (officer, path, body, field, chars_max) in of_orders() {
        let (token, path) = (town.token(officer).await, format!("/api/v1/matters/{}/{path}", filed.matter));
        let send = async |chars| {
            let mut body = body.clone();
            *body.pointer_mut(&format!("/{}", field.replace('.', "/"))).unwrap() = text(chars);
            town.post(&token, &path, &body).await
        };
        let answer = send(chars_max).await;
        assert_ne!(answer.status, StatusCode::NOT_FOUND, "{officer} sees nothing of {path}");
        assert!(answer.json().get("fields").is_none(), "{path} {field}: {}", answer.text);
        let kept = entries(&town).await;
        assert_eq!(told(&send(chars_max + 1).await), (field.to_owned(), "too-long".to_owned(), json!(chars_max)));
        assert_eq!(told(&send(0).await).1, "empty");
        assert_eq!(entries(&town).await, kept, "{path} {field}: something was kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_in_the_callers_language() {
    let town = Town::on("2026-03-02").await;
    for (language, message) in
        [("en", "At most 200 characters are possible."), ("zh-CN", "最多200个字符。"), ("zh-TW", "最多200個字元。")]
    {
        let request = Request::post("/api/v1/petitions").header("accept-language", language);
        let request = request.header("content-type", "application/json");
        let long = json!({"subject": text(201), "text": "a"}).to_string();
        let answer = town.send(request.body(Body::from(long)).unwrap()).await;
        assert_eq!(answer.json()["fields"][0]["message"], message, "{language}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_and_a_code_have_bounds_too() {
    let town = Town::on("2026-03-02").await;
    let file = async |key: &[u8]| {
        let request = Request::post("/api/v1/petitions").header("idempotency-key", key);
        let request = request.header("content-type", "application/json");
        town.send(request.body(Body::from(petition().to_string())).unwrap()).await
    };
    assert_eq!(file(&[b'k'; 200]).await.status, StatusCode::CREATED);
    let before = entries(&town).await;
    assert_eq!(told(&file(&[b'k'; 201]).await), ("idempotency-key".to_owned(), "too-long".to_owned(), json!(200)));
    assert_eq!(told(&file("灯".as_bytes()).await).1, "not-text");
    assert_eq!(entries(&town).await, before);
    let answer = town.post("", "/api/v1/query", &json!({ "code": text(100_000) })).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
}
