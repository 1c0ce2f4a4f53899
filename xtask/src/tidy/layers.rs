//! The walls between our crates, read from the manifests: who may use whom, and which libraries have one home only.
//!
//! To add a crate, give it a line in [`ARROWS`]; a library that only one crate may know gets a line in [`HOMES`].

use super::finding::Finding;
use super::house::House;
use super::metadata::{Dependency, Package};

/// Downward only. `tests/story` stands outside the walls and may use all; `tests/e2e` sees what a browser shows.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("insight", &[]),
    ("store", &["domain"]),
    ("store-sqlite", &["store", "domain"]),
    ("store-postgres", &["store", "domain"]),
    ("render", &["domain"]),
    ("papers", &["domain"]),
    ("app", &["domain", "insight", "store"]),
    ("web", &["app", "render", "domain"]),
    ("cli", &["app", "domain", "insight", "papers", "render", "store", "store-postgres", "store-sqlite", "web"]),
    ("xtask", &["insight"]), // the benches measure how well it reads, which no command of the product shows
    ("e2e", &["story"]),
    (
        "story",
        &["app", "cli", "domain", "insight", "papers", "render", "store", "store-postgres", "store-sqlite", "web"],
    ),
];

/// These two are pure, in their tests too: no crate of ours stands below them.
const PURE: &[&str] = &["domain", "insight"];

/// All that `domain` may name: civil dates, derived errors, and serde for events and pack files.
const DOMAIN_LIBRARIES: &[&str] = &["jiff", "serde", "thiserror"];

/// A library that only these crates may name; `xtask` and `story` may name all, and tests too.
const HOMES: &[(&str, &[&str], &str)] = &[
    ("anyhow", &["cli"], "elsewhere an error says who must act"),
    ("askama", &["render"], "pages are made in one place"),
    ("axum", &["web"], "one crate knows HTTP"),
    ("deadpool-postgres", &["store-postgres"], "a driver stays behind the store's traits"),
    ("fluent-templates", &["render"], "words for people are looked up in one place"),
    ("getrandom", &["app"], "random bytes are drawn in `app` and handed on"),
    ("rand", &["app"], "random bytes are drawn in `app` and handed on"),
    ("rusqlite", &["store-sqlite"], "a driver stays behind the store's traits"),
    ("tokio-postgres", &["store-postgres"], "a driver stays behind the store's traits"),
    ("tower-http", &["web"], "one crate knows HTTP"),
];

pub fn check(house: &House) -> Vec<Finding> {
    house.metadata.ours().flat_map(|package| arrows(package).into_iter().chain(libraries(package))).collect()
}

fn arrows(package: &Package) -> Vec<Finding> {
    let own = package.short_name();
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == own) else {
        return vec![Finding::of(
            &package.manifest(),
            "a crate without a place: give it a line in xtask/src/tidy/layers.rs",
        )];
    };
    let is_open = |dependency: &&Dependency| !dependency.is_for_tests() || PURE.contains(&own);
    let named = package.dependencies.iter().filter(|dependency| dependency.is_ours()).filter(is_open);
    let wrong = named.filter(|dependency| !allowed.contains(&dependency.short_name()));
    wrong
        .map(|dependency| Finding::of(&package.manifest(), points_upward(own, dependency.short_name(), allowed)))
        .collect()
}

fn points_upward(own: &str, other: &str, allowed: &[&str]) -> String {
    let allowed = if allowed.is_empty() { "none of ours".to_owned() } else { allowed.join(", ") };
    format!("`{own}` may not use `{other}` (it may use {allowed}): turn the arrow round with a trait or an argument")
}

fn libraries(package: &Package) -> Vec<Finding> {
    let own = package.short_name();
    if ["xtask", "story", "e2e"].contains(&own) {
        return Vec::new();
    }
    let named = package.dependencies.iter().filter(|dependency| !dependency.is_ours() && !dependency.is_for_tests());
    named.filter_map(|dependency| Some(Finding::of(&package.manifest(), stranger(own, &dependency.name)?))).collect()
}

fn stranger(own: &str, library: &str) -> Option<String> {
    if own == "domain" && !DOMAIN_LIBRARIES.contains(&library) {
        return Some(format!(
            "`domain` may not use `{library}` (only {}): do it in `app`",
            DOMAIN_LIBRARIES.join(", ")
        ));
    }
    let (_, homes, why) = HOMES.iter().find(|(name, homes, _)| *name == library && !homes.contains(&own))?;
    Some(format!("`{library}` belongs to {} ({why}): move what needs it there", homes.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::super::metadata::Metadata;
    use super::*;

    fn findings(line: &str) -> Vec<String> {
        let house = House { files: Vec::new(), metadata: Metadata::of(&[line]) };
        check(&house).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_arrow_upward_is_found() {
        assert_eq!(findings("huiyin-web 0.1.0: huiyin-app huiyin-render huiyin-domain axum").len(), 0);
        let found = findings("huiyin-web 0.1.0: huiyin-store");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("crates/web/Cargo.toml: `web` may not use `store`"), "{found:?}");
    }

    #[test]
    fn tests_may_look_down_past_a_wall_but_not_from_the_pure_crates() {
        assert_eq!(findings("huiyin-app 0.1.0: dev=huiyin-store-sqlite").len(), 0);
        assert_eq!(findings("huiyin-domain 0.1.0: dev=huiyin-store").len(), 1);
        assert_eq!(findings("huiyin-insight 0.1.0: dev=huiyin-domain").len(), 1);
    }

    #[test]
    fn the_domain_knows_three_libraries() {
        assert_eq!(findings("huiyin-domain 0.1.0: jiff serde thiserror dev=proptest").len(), 0);
        assert_eq!(findings("huiyin-domain 0.1.0: tokio").len(), 1);
    }

    #[test]
    fn a_library_away_from_its_home_is_found() {
        assert_eq!(findings("huiyin-store-sqlite 0.1.0: rusqlite").len(), 0);
        assert_eq!(findings("huiyin-app 0.1.0: rusqlite").len(), 1);
        assert_eq!(findings("huiyin-app 0.1.0: anyhow").len(), 1);
    }

    #[test]
    fn a_crate_without_a_place_is_found() {
        assert_eq!(findings("huiyin-attic 0.1.0:").len(), 1);
    }
}
