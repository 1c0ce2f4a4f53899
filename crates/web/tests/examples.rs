//! The examples of the OpenAPI document are sent as they stand, and what comes back is held against its schemas. They tell
//! one life, too.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use axum::http::StatusCode;
use common::{Filed, Form, Town, schema};
use serde_json::{Value, json};

/// Holds an answer against what the document says of its status.
fn check(document: &Value, operation: &Value, answer: &common::Answer, path: &str) {
    let responses = &operation["responses"];
    let status = answer.status.as_str();
    let said = responses.get(status).unwrap_or_else(|| {
        assert!(answer.status.is_client_error(), "{path}: {status} is not documented: {}", answer.text);
        &responses["default"]
    });
    let content = said["content"].as_object().unwrap_or_else(|| panic!("{path}: {status} has no content"));
    let (media, content) = content.iter().next().unwrap();
    assert!(answer.header("content-type").starts_with(media.as_str()), "{path}: {}", answer.header("content-type"));
    if media.contains("json") {
        let faults = schema::faults(document, &content["schema"], &answer.json());
        assert!(faults.is_empty(), "{path}: {faults:#?}");
    }
}

/// The path with its parameters filled in.
fn filled(path: &str, filed: &Filed) -> String {
    let path =
        path.replace("{matter}", &filed.matter).replace("{number}", &filed.number).replace("{figure}", "received");
    let path = path.replace("{file}", &"0".repeat(26));
    ["{no}", "{document}", "{petition}", "{person}"].iter().fold(path, |path, one| path.replace(one, "1"))
}

/// The parameters that must be given, by their examples.
fn query(operation: &Value) -> String {
    let none = Vec::new();
    let parameters = operation["parameters"].as_array().unwrap_or(&none);
    let asked = parameters.iter().filter(|parameter| parameter["in"] == "query" && parameter["required"] == true);
    let pairs = asked.map(|parameter| {
        let example = parameter["example"].as_str().unwrap_or_else(|| panic!("{} has no example", parameter["name"]));
        format!("{}={example}", parameter["name"].as_str().unwrap())
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// The example of an operation's body, with a code that somebody holds.
fn example(document: &Value, operation: &Value, filed: &Filed) -> Value {
    let body = schema::resolve(document, &operation["requestBody"]["content"]["application/json"]["schema"]);
    let mut example = body["example"].clone();
    if let Some(code) = example.get_mut("code") {
        *code = json!(filed.code);
    }
    example
}

/// Files may come with it.
fn takes_files(operation: &Value) -> bool {
    operation["requestBody"]["content"].get("multipart/form-data").is_some()
}

/// An example may be out of place, but is never wrong in its form.
fn assert_understood(document: &Value, answer: &common::Answer, path: &str) {
    if answer.status.is_client_error() {
        let problem = answer.json();
        let code = problem["code"].as_str().unwrap();
        assert!(document["x-problems"].get(code).is_some(), "{path}: {code}");
        assert!(!matches!(code, "invalid" | "not-json" | "not-form" | "method-not-allowed"), "{path}: {}", answer.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_is_understood_and_answered_as_documented() {
    let town = Town::on("2026-03-02").await;
    let document = town.document().await;
    let token = town.token("o-xfj-6").await;
    let (mut sent, mut forms) = (0, 0);
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let filed = town.file().await;
            let address = format!("{}?{}", filled(path, &filed), query(operation));
            let answer = match method.as_str() {
                "get" => town.get(&token, &address).await,
                "post" => town.post(&token, &address, &example(&document, operation, &filed)).await,
                other => panic!("{other} {path}"),
            };
            check(&document, operation, &answer, path);
            assert_understood(&document, &answer, path);
            if takes_files(operation) {
                let form = Form::of(&example(&document, operation, &filed)).file("lamp.png", b"dark");
                let answer = town.post_form(&token, &address, &form).await;
                check(&document, operation, &answer, path);
                assert_understood(&document, &answer, path);
                forms += 1;
            }
            sent += 1;
        }
    }
    assert!(sent > 55, "{sent}");
    assert_eq!(forms, 4);
}

/// One life, in the words of the examples: who, on which day, which command.
const LIFE: [(&str, &str, &str); 16] = [
    ("2026-03-02", "o-xfj-1", "issues/1/reword"),
    ("2026-03-02", "o-xfj-1", "issues/1/classify"),
    ("2026-03-03", "o-xfj-1", "issues/1/propose-route"),
    ("2026-03-03", "o-xfj-1", "issues/1/forward"),
    ("2026-03-05", "o-qlz-1", "issues/1/accept"),
    ("2026-03-05", "o-qlz-1", "issues/1/notify"),
    ("2026-03-09", "o-qlz-1", "issues/1/log-contact"),
    ("2026-03-10", "o-qlz-1", "issues/1/log-visit"),
    ("2026-03-10", "o-qlz-1", "issues/1/add-evidence"),
    ("2026-04-10", "o-qlz-2", "clocks/{handle}/extend"),
    ("2026-04-11", "o-qlz-2", "issues/1/decide"),
    ("2026-04-12", "o-qlz-1", "issues/1/serve"),
    ("2026-04-20", "o-qlz-1", "issues/1/record-execution"),
    ("2026-04-21", "o-xfj-5", "issues/1/confirm-execution"),
    ("2026-04-22", "o-xfj-1", "issues/1/rate"),
    ("2026-05-10", "o-xfj-1", "issues/1/request-review"),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_tell_one_life() {
    let town = Town::on("2026-03-02").await;
    let document = town.document().await;
    let filed = town.file().await;
    let mut handle = String::new();
    for (day, officer, step) in LIFE {
        town.is_now(day);
        let token = town.token(officer).await;
        let step = step.replace("{handle}", &handle);
        let pattern = step.split('/').map(|part| if part.parse::<u32>().is_ok() { "{no}" } else { part });
        let pattern = format!("/api/v1/matters/{{matter}}/{}", pattern.collect::<Vec<_>>().join("/"));
        let operation = &document["paths"][&pattern]["post"];
        let address = format!("/api/v1/matters/{}/{step}", filed.matter);
        let body = example(&document, operation, &filed);
        let answer = town.post(&token, &address, &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{step}: {}", answer.text);
        check(&document, operation, &answer, &pattern);
        assert_ne!(answer.json()["events"], json!([]), "{step} did nothing");
        if step.ends_with("accept") {
            let seen = town.get(&token, &format!("/api/v1/matters/{}", filed.matter)).await.json();
            let clocks = seen["issues"][0]["clocks"].as_array().unwrap();
            let running = clocks.iter().find(|clock| clock["step"] == "handle").unwrap();
            assert!(running["explanation"][0].as_str().unwrap().starts_with("handling: due by"), "{running}");
            handle = running["clock"].to_string();
        }
    }
    let head = town.token("o-xzf-4").await;
    let path = "/api/v1/matters/{matter}/issues/{no}/decide-review";
    let body = example(&document, &document["paths"][path]["post"], &filed);
    let answer = town.post(&head, &filled(path, &filed), &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let seen = town.post("", "/api/v1/query", &json!({"code": filed.code})).await;
    check(&document, &document["paths"]["/api/v1/query"]["post"], &seen, "/api/v1/query");
    assert_eq!(seen.json()["issues"][0]["stage"], "reviewed");
}
