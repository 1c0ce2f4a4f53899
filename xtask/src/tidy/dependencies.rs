//! Every library is asked for once, used where it is asked for, and accounted for in docs/DECISIONS.md.

use super::finding::Finding;
use super::house::{File, House};
use super::links::resolve;
use super::metadata::{Dependency, Package};

const ROOT: &str = "Cargo.toml";
const DECISIONS: &str = "docs/DECISIONS.md";

pub fn check(house: &House) -> Vec<Finding> {
    let asked = house.file(ROOT).map(|file| workspace_libraries(&file.text)).unwrap_or_default();
    let idle = asked
        .iter()
        .filter(|name| !is_taken(house, name))
        .map(|name| Finding::of(ROOT, format!("no crate takes `{name}`: remove it from [workspace.dependencies]")));
    let unexplained = asked
        .iter()
        .filter(|name| !is_explained(house, name))
        .map(|name| Finding::of(DECISIONS, format!("`{name}` has no row: say what it is for and under which licence")));
    idle.chain(unexplained).chain(house.metadata.ours().flat_map(|package| unused(house, package))).collect()
}

/// The names under `[workspace.dependencies]` that are not ours.
fn workspace_libraries(manifest: &str) -> Vec<String> {
    let table = toml::from_str::<toml::Table>(manifest).unwrap_or_default();
    let libraries =
        table.get("workspace").and_then(|workspace| workspace.get("dependencies")).and_then(|d| d.as_table());
    let names = libraries.into_iter().flat_map(|libraries| libraries.keys());
    names.filter(|name| !name.starts_with("huiyin-")).cloned().collect()
}

fn is_taken(house: &House, name: &str) -> bool {
    house.metadata.ours().any(|package| package.dependencies.iter().any(|dependency| dependency.name == name))
}

fn is_explained(house: &House, name: &str) -> bool {
    house.file(DECISIONS).is_some_and(|file| file.text.contains(&format!("`{name}`")))
}

fn unused(house: &House, package: &Package) -> Vec<Finding> {
    let named = package.dependencies.iter().filter(|dependency| !is_named(house, package, dependency));
    named
        .map(|d| {
            Finding::of(&package.manifest(), format!("`{}` is asked for and never named: remove the line", d.name))
        })
        .collect()
}

/// Some file of the package says `name::`, `use name` or `extern crate name`, or a derive of it stands there by path.
fn is_named(house: &House, package: &Package, dependency: &Dependency) -> bool {
    let folder = format!("{}/", package.folder());
    let name = dependency.name.replace('-', "_");
    let signs = [format!("{name}::"), format!("use {name};"), format!("use {name} as")];
    let own = || house.rust().filter(|file| file.path.starts_with(&folder));
    let mut files = own().chain(own().flat_map(|file| brought(house, file)));
    files.any(|file| signs.iter().any(|sign| file.text.contains(sign)))
}

/// The files that `#[path]` brings into that one's package, from wherever they stand.
fn brought<'h>(house: &'h House, file: &'h File) -> impl Iterator<Item = &'h File> {
    let named = file.text.split("#[path = \"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
    named.filter_map(|target| house.file(&resolve(&file.path, target)))
}

#[cfg(test)]
mod tests {
    use super::super::metadata::Metadata;
    use super::*;

    const MANIFEST: &str = "[workspace.dependencies]\nhuiyin-domain = { path = \"x\" }\njiff = \"1\"\n";

    fn findings(code: &str, decisions: &str, manifest: &str) -> Vec<String> {
        let files = [("crates/store/src/lib.rs", code), (DECISIONS, decisions), (ROOT, manifest)];
        let house = House { metadata: Metadata::of(&["huiyin-store 0.1.0: jiff"]), ..House::of(&files) };
        check(&house).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_used_and_explained_library_is_fine() {
        assert_eq!(findings("use jiff::civil::Date;\n", "| `jiff` | dates |", MANIFEST), [""; 0]);
    }

    #[test]
    fn a_file_that_is_brought_in_by_its_path_names_what_it_uses() {
        let files = [
            ("crates/store/tests/a.rs", "#[path = \"../../cli/src/press.rs\"]\nmod press;\n"),
            ("crates/cli/src/press.rs", "use jiff::civil::Date;\n"),
            (DECISIONS, "`jiff`"),
            (ROOT, MANIFEST),
        ];
        let house = House { metadata: Metadata::of(&["huiyin-store 0.1.0: jiff"]), ..House::of(&files) };
        assert_eq!(check(&house), []);
    }

    #[test]
    fn a_library_nobody_names_is_found() {
        let found = findings("//! Nothing yet.\n", "| `jiff` | dates |", MANIFEST);
        assert_eq!(found, ["crates/store/Cargo.toml: `jiff` is asked for and never named: remove the line"]);
    }

    #[test]
    fn a_library_nobody_takes_or_explains_is_found() {
        let found = findings("use jiff::civil::Date;\n", "| `jiff` | dates |", &format!("{MANIFEST}csv = \"1\"\n"));
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
