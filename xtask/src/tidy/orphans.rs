//! A Rust file that no `mod` names is never compiled: dead code that no lint sees.

use std::collections::BTreeSet;

use super::code;
use super::finding::Finding;
use super::house::{File, House};

pub fn check(house: &House) -> Vec<Finding> {
    let declared: BTreeSet<String> = house.rust().flat_map(declared).collect();
    let places_by_path = |file: &File| modules(file).any(|module| module.has_path);
    let folders: Vec<&str> = house.rust().filter(|file| places_by_path(file)).map(|file| folder(&file.path)).collect();
    let modules = house.rust().filter(|file| is_module(&file.path));
    let lost = modules.filter(|file| !declared.contains(stem(&file.path)) && !folders.contains(&folder(&file.path)));
    lost.map(|file| Finding::of(&file.path, "no `mod` names this file, so it is not compiled: name it or remove it"))
        .collect()
}

fn modules(file: &File) -> impl Iterator<Item = &code::Module> {
    file.code.iter().flatten().flat_map(|code| &code.modules)
}

fn declared(file: &File) -> Vec<String> {
    modules(file).map(|module| code::join(&file.path, &module.name)).collect()
}

/// Below a `src` folder, and not the root of a library, a binary or a bench.
fn is_module(path: &str) -> bool {
    let Some((_, below)) = path.split_once("src/") else { return false };
    !["lib.rs", "main.rs"].contains(&below) && !below.starts_with("bin/")
}

/// `a/mod.rs` and `a.rs` are both the module `a`.
fn stem(path: &str) -> &str {
    let stem = path.trim_end_matches(".rs");
    stem.strip_suffix("/mod").unwrap_or(stem)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_mod_is_found() {
        let house = House::of(&[
            ("crates/x/src/lib.rs", "//! X.\nmod a;\npub mod b;\n"),
            ("crates/x/src/a.rs", "//! A.\n#[cfg(test)]\nmod tests;\n"),
            ("crates/x/src/a/tests.rs", "//! Tests.\n"),
            ("crates/x/src/b/mod.rs", "//! B.\n"),
            ("crates/x/src/b/lost.rs", "//! Lost.\n"),
        ]);
        let found: Vec<String> = check(&house).iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("crates/x/src/b/lost.rs: no `mod`"), "{found:?}");
    }

    #[test]
    fn binaries_and_tests_are_roots() {
        let house = House::of(&[
            ("crates/x/src/main.rs", "//! X.\n"),
            ("crates/x/src/bin/y.rs", "//! Y.\n"),
            ("crates/x/tests/z.rs", "//! Z.\n"),
        ]);
        assert_eq!(check(&house), []);
    }
}
