//! The project names no folder of one machine and no package registry: it must build and read the same everywhere.

use super::finding::Finding;
use super::house::{File, House};

/// Folders of one machine; a path begins where no path goes on.
const MACHINE: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];

/// Registries by host.
const REGISTRIES: &[&str] = &[
    concat!("crates", ".io"),
    concat!("docs", ".rs/"),
    concat!("registry.", "npmjs"),
    concat!("pypi", ".org"),
    concat!("proxy.golang", ".org"),
];

/// Written by cargo, not by us.
const GENERATED: &[&str] = &["Cargo.lock"];

pub fn check(house: &House) -> Vec<Finding> {
    house.files.iter().filter(|file| !GENERATED.contains(&file.path.as_str())).flat_map(of_file).collect()
}

fn of_file(file: &File) -> Vec<Finding> {
    file.lines().filter_map(|(line, text)| Some(Finding::at(&file.path, line, named(text)?))).collect()
}

fn named(text: &str) -> Option<String> {
    if let Some(path) = MACHINE.iter().find(|path| begins_in(text, path)) {
        return Some(format!("`{path}…` is a folder of one machine: write it from the root of the repository"));
    }
    let host = REGISTRIES.iter().find(|host| text.contains(**host))?;
    Some(format!("`{host}` is a registry: name the package alone"))
}

fn begins_in(text: &str, path: &str) -> bool {
    let goes_on =
        |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || ['.', '_', '-', '/', '}', '~'].contains(&c));
    text.match_indices(path).any(|(at, _)| !goes_on(&text[..at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> usize {
        check(&House::of(&[("docs/a.md", text)])).len()
    }

    #[test]
    fn a_folder_of_one_machine_is_found() {
        assert_eq!(findings(concat!("see /ro", "ot/notes and `/ho", "me/li/x`")), 1);
        assert_eq!(findings("see ../shared/data"), 0);
        assert_eq!(findings(concat!("the route /api/v1/wo", "rk/list")), 0);
    }

    #[test]
    fn a_registry_is_found() {
        assert_eq!(findings(concat!("from crates", ".io")), 1);
    }

    #[test]
    fn the_lock_file_is_cargos() {
        assert_eq!(check(&House::of(&[("Cargo.lock", concat!("crates", ".io-index"))])), []);
    }
}
