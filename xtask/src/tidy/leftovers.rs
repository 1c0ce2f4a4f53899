//! What an editor, a merge or a try leaves behind does not belong in the repository.

use super::finding::Finding;
use super::house::House;

const ENDINGS: &[&str] = &["~", ".bak", ".orig", ".rej", ".swp", ".tmp", ".old", ".log", ".db", ".db-wal", ".db-shm"];
const STARTS: &[&str] = &["scratch", "tmp", "untitled", "nohup"];

/// Small databases of earlier schemas are kept on purpose: they must open.
const KEPT: &str = "/fixtures/";

pub fn check(house: &House) -> Vec<Finding> {
    let paths = house.files.iter().map(|file| file.path.as_str());
    paths.filter(|path| is_scratch(path)).map(|path| Finding::of(path, "left behind: remove it or ignore it")).collect()
}

fn is_scratch(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let is_left =
        ENDINGS.iter().any(|ending| name.ends_with(ending)) || STARTS.iter().any(|start| name.starts_with(start));
    is_left && !path.contains(KEPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_behind_is_found() {
        for left in ["src/a.rs.orig", "huiyin.db", "scratch.md", "docs/Untitled 1.txt", "a.rs~"] {
            assert_eq!(check(&House::of(&[(left, "")])).len(), 1, "{left}");
        }
        for kept in ["crates/store/src/log.rs", "tests/fixtures/schema-1.db", "templates/page.html"] {
            assert_eq!(check(&House::of(&[(kept, "")])), [], "{kept}");
        }
    }
}
