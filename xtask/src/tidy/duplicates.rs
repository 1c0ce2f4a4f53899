//! One library in two versions costs every build twice and splits its types; each case is explained here or mended.
//!
//! To explain one, add a line to [`EXPLAINED`] with who holds the older version; when the case is gone the line goes too.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::house::House;

const LOCK: &str = "Cargo.lock";
const HERE: &str = "xtask/src/tidy/duplicates.rs";

/// Library, and who asks for which version.
const EXPLAINED: &[(&str, &str)] = &[
    ("base64", "0.22 postgres-protocol and the Prometheus exporter; 0.23 lettre and reqwest"),
    ("fallible-iterator", "0.2 tokio-postgres; 0.3 rusqlite"),
    ("getrandom", "0.2 ring; 0.3 rand 0.9; 0.4 all others"),
    ("hashbrown", "0.16 metrics-util; 0.17 all others"),
    ("rand", "0.9 metrics-util; 0.10 ours and tokio-postgres"),
    ("rand_core", "as rand"),
    ("serde_spanned", "as toml"),
    ("syn", "2 derive macros that have not moved yet, and xtask; 3 all others"),
    ("toml", "0.8 figment; 0.9 ours"),
    ("toml_datetime", "as toml"),
    ("toml_edit", "0.22 figment's toml; 0.25 listed through proptest, for a feature that is off: never built"),
    ("tower-http", "0.6 reqwest; 0.7 ours"),
    ("winnow", "0.7 toml; 1 askama"),
];

pub fn check(house: &House) -> Vec<Finding> {
    found(house, EXPLAINED)
}

fn found(house: &House, explained: &[(&str, &str)]) -> Vec<Finding> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in house.metadata.theirs() {
        versions.entry(&package.name).or_default().insert(&package.version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    let is_explained = |name: &str| explained.iter().any(|(library, _)| *library == name);
    let new = versions.iter().filter(|(name, _)| !is_explained(name)).map(|(name, versions)| {
        let list = versions.iter().copied().collect::<Vec<_>>().join(" and ");
        Finding::of(
            LOCK,
            format!("`{name}` stands there as {list}: choose versions that agree, or explain it in {HERE}"),
        )
    });
    let stale = explained
        .iter()
        .filter(|(library, _)| !versions.contains_key(library))
        .map(|(library, _)| Finding::of(HERE, format!("`{library}` stands in the lock file once: remove its line")));
    new.chain(stale).collect()
}

#[cfg(test)]
mod tests {
    use super::super::metadata::Metadata;
    use super::*;

    fn findings(explained: &[(&str, &str)]) -> usize {
        let metadata = Metadata::of(&["one 1.0.0 MIT:", "one 2.0.0 MIT:", "two 1.0.0 MIT:"]);
        found(&House { files: Vec::new(), metadata }, explained).len()
    }

    #[test]
    fn a_new_duplicate_is_found_and_an_explained_one_is_not() {
        assert_eq!(findings(&[]), 1);
        assert_eq!(findings(&[("one", "why")]), 0);
    }

    #[test]
    fn an_explanation_of_nothing_is_found() {
        assert_eq!(findings(&[("one", "why"), ("two", "why")]), 1);
    }
}
