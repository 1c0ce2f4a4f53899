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
    ("bit-set", "0.8 typst's fancy-regex; 0.11 proptest"),
    ("bit-vec", "as bit-set"),
    ("constant_time_eq", "0.4 totp-rs; 0.6 zip"),
    ("fallible-iterator", "0.2 tokio-postgres; 0.3 rusqlite"),
    ("fearless_simd", "0.4 and 1 inside typst's pictures"),
    ("getrandom", "0.2 ring; 0.3 rand 0.9; 0.4 all others"),
    ("hashbrown", "0.16 metrics-util; 0.17 all others"),
    ("hayro-ccitt", "0.3 and 0.4 inside typst's pictures"),
    ("miniz_oxide", "0.8 png; 0.9 flate2"),
    ("quick-error", "1 proptest; 2 typst's pictures"),
    ("quick-xml", "0.38 typst's citations; 0.41 docx-rs; 0.42 calamine"),
    ("rand", "0.9 metrics-util; 0.10 ours and tokio-postgres"),
    ("rand_chacha", "0.3 typst; 0.9 proptest"),
    ("rand_core", "as rand"),
    ("roxmltree", "0.20 and 0.21 inside typst's fonts and pictures"),
    ("serde_spanned", "as toml"),
    ("syn", "2 derive macros that have not moved yet, and xtask; 3 all others"),
    ("toml", "0.8 figment; 0.9 ours"),
    ("toml_datetime", "as toml"),
    ("toml_edit", "0.22 figment's toml; 0.25 listed through proptest, for a feature that is off: never built"),
    ("tower-http", "0.6 reqwest; 0.7 ours"),
    ("typed-path", "as zip"),
    ("vello_common", "0.0.8 and 0.0.9 inside typst's pictures"),
    ("winnow", "0.7 toml; 1 askama"),
    ("zip", "8 docx-rs; 9 calamine and ours"),
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
