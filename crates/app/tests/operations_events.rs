//! The stored form of every event of the operations, byte for byte: it is for ever. One line each, in `tests/golden/operations.jsonl`.
//!
//! To add one: its line below, then run once with `HUIYIN_GOLDEN=write`, and read what was written.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use std::collections::BTreeSet;
use std::path::Path;

use huiyin_app::operations::{Export, OperationsEvent, Span};
use huiyin_app::tables::OfficeTable;
use huiyin_domain::ids::MatterId;
use huiyin_domain::office::series::SeriesClass;

fn examples() -> Vec<OperationsEvent> {
    let span = || Span {
        registry: "xfj".parse().unwrap(),
        class: SeriesClass::Petition,
        from: "2026-03-01".parse().unwrap(),
        to: "2026-03-02".parse().unwrap(),
    };
    let exported = |what: Export| OperationsEvent::Exported { what, rows: 7 };
    vec![
        OperationsEvent::Imported { source: "hotline".parse().unwrap(), rows: 3, taken: 2, rejected: 1 },
        OperationsEvent::BackedUp { entries: 4 },
        OperationsEvent::Restored { entries: 4 },
        OperationsEvent::Rebuilt { entries: 4 },
        exported(Export::Register(span())),
        exported(Export::Letters(span())),
        exported(Export::Matter(MatterId::from_bits(1))),
        exported(Export::Table(OfficeTable::Officers)),
    ]
}

/// The variants, told by serde itself when it meets an unknown one.
fn variants() -> BTreeSet<String> {
    let unknown =
        serde_json::from_str::<OperationsEvent>(r#"{"event": "nothing of the kind"}"#).unwrap_err().to_string();
    let (_, list) = unknown.split_once("expected one of ").unwrap();
    list.split(", ").filter_map(|name| name.split('`').nth(1)).map(str::to_owned).collect()
}

#[test]
fn every_event_of_the_operations_is_pinned() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/operations.jsonl");
    let written: String = examples().iter().map(|example| serde_json::to_string(example).unwrap() + "\n").collect();
    if std::env::var_os("HUIYIN_GOLDEN").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap();
    assert_eq!(stored, written, "the stored form has changed");
    let read: Vec<OperationsEvent> = stored.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, examples());
    let named =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["event"].as_str().unwrap().to_owned();
    assert_eq!(stored.lines().map(named).collect::<BTreeSet<_>>(), variants());
}
