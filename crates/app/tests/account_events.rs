//! The stored form of every event of an account, byte for byte: it is for ever. One line each, in `tests/golden/account.jsonl`.
//!
//! To add one: its line below, then run once with `HUIYIN_GOLDEN=write`, and read what was written.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use std::collections::BTreeSet;
use std::path::Path;

use huiyin_app::account::{AccountEvent, Scope};

fn examples() -> Vec<AccountEvent> {
    vec![
        AccountEvent::AccountOpened,
        AccountEvent::PasswordSet,
        AccountEvent::TokenIssued { token: 1, scopes: vec![Scope::Read, Scope::Act], expires_at: None },
        AccountEvent::TokenIssued {
            token: 2,
            scopes: vec![],
            expires_at: Some("2026-03-02T10:00:00Z".parse().unwrap()),
        },
        AccountEvent::TokenEnded { token: 1 },
        AccountEvent::SignedIn { step: None },
        AccountEvent::SignedIn { step: Some(58_000_000) },
        AccountEvent::FactorSet { step: 58_000_000 },
        AccountEvent::FactorEnded,
        AccountEvent::RecoveryCodeUsed { code: 3 },
        AccountEvent::AccountClosed,
    ]
}

/// The variants, told by serde itself when it meets an unknown one.
fn variants() -> BTreeSet<String> {
    let unknown = serde_json::from_str::<AccountEvent>(r#"{"event": "nothing of the kind"}"#).unwrap_err().to_string();
    let (_, list) = unknown.split_once("expected one of ").unwrap();
    list.split(", ").filter_map(|name| name.split('`').nth(1)).map(str::to_owned).collect()
}

#[test]
fn every_event_of_an_account_is_pinned() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/account.jsonl");
    let written: String = examples().iter().map(|example| serde_json::to_string(example).unwrap() + "\n").collect();
    if std::env::var_os("HUIYIN_GOLDEN").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap();
    assert_eq!(stored, written, "the stored form has changed");
    let read: Vec<AccountEvent> = stored.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, examples());
    let named =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["event"].as_str().unwrap().to_owned();
    assert_eq!(stored.lines().map(named).collect::<BTreeSet<_>>(), variants());
}
