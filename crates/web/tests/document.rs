//! The OpenAPI document says what the API does: every command has its own address, schema and example, every problem its
//! words, and every reference leads somewhere.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use common::{Town, schema};
use huiyin_domain::matter::{CommandKind, Refusal};
use huiyin_web::problem::Kind;
use serde_json::Value;

/// What only jobs and importers do; it has no address.
const NOT_BY_HAND: [CommandKind; 4] =
    [CommandKind::RecordHistory, CommandKind::IssueDocument, CommandKind::PassDeadline, CommandKind::RederiveClock];

/// Operations with their paths.
fn operations(document: &Value) -> Vec<(&String, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, item)| {
            item.as_object().unwrap().iter().map(move |(method, operation)| (path, method.as_str(), operation))
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reference_leads_somewhere_and_every_path_names_its_parameters() {
    let document = Town::on("2026-03-02").await.document().await;
    assert_eq!(document["openapi"], "3.1.0");
    let mut references = 0;
    each_value(&document, &mut |value| {
        if value.get("$ref").is_some() {
            schema::resolve(&document, value);
            references += 1;
        }
    });
    assert!(references > 100, "{references}");
    for (path, method, operation) in operations(&document) {
        let none = Vec::new();
        let parameters = operation["parameters"].as_array().unwrap_or(&none);
        let of_path = parameters.iter().filter(|parameter| parameter["in"] == "path");
        let mut named: Vec<&str> = of_path.map(|parameter| parameter["name"].as_str().unwrap()).collect();
        let mut written: Vec<&str> = path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        named.sort_unstable();
        written.sort_unstable();
        assert_eq!(named, written, "{method} {path}");
        assert!(operation["summary"].is_string(), "{method} {path} has no summary");
        assert!(operation["responses"]["default"].is_object(), "{method} {path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_has_an_address_a_schema_and_an_example() {
    let document = Town::on("2026-03-02").await.document().await;
    let paths = document["paths"].as_object().unwrap();
    for command in CommandKind::ALL.iter().filter(|command| !NOT_BY_HAND.contains(command)) {
        let last = last_step(*command);
        let path =
            paths.keys().find(|path| path.starts_with("/api/v1/matters/") && path.ends_with(&format!("/{last}")));
        let path = match command {
            CommandKind::Register => "/api/v1/petitions",
            CommandKind::AddPetition => "/api/v1/matters/{matter}/petitions",
            _ => path.unwrap_or_else(|| panic!("no address for {command}")),
        };
        let operation = &paths[path]["post"];
        let body = schema::resolve(&document, &operation["requestBody"]["content"]["application/json"]["schema"]);
        assert_eq!(body["additionalProperties"], false, "{path} takes fields it does not know");
        assert!(body["example"].is_object(), "{path} has no example");
        let strange = schema::faults(&document, body, &body["example"]);
        assert!(strange.is_empty(), "{path}: {strange:?}");
    }
}

/// The last step of a command's address: its code with hyphens, without the noun that stands before it already.
fn last_step(command: CommandKind) -> String {
    let code = command.code().replace('_', "-");
    let short = code.strip_suffix("-issue").or_else(|| code.strip_suffix("-document"));
    short.unwrap_or(&code).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_problem_has_its_words_in_three_languages() {
    let document = Town::on("2026-03-02").await.document().await;
    let problems = document["x-problems"].as_object().unwrap();
    let codes = Kind::ALL.iter().map(|kind| kind.code()).chain(Refusal::CODES.iter().copied());
    for code in codes {
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            let words = problems[code]["words"][lang].as_str().unwrap_or_default();
            assert!(!words.is_empty() && !words.starts_with('<'), "{code} in {lang}: {words}");
        }
    }
}

fn each_value(value: &Value, visit: &mut impl FnMut(&Value)) {
    visit(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| each_value(item, visit)),
        Value::Object(fields) => fields.values().for_each(|field| each_value(field, visit)),
        _ => {}
    }
}
