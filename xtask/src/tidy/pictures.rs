//! Pictures of the documents are shown somewhere and small: one that nobody shows grows old unseen.
//!
//! That a picture which is shown exists is a matter of `links`.

use super::finding::Finding;
use super::house::{File, House};

/// Largest picture, in bytes: a guide of four opens on a slow line.
const PICTURE_BYTES_MAX: u64 = 150_000;

pub fn check(house: &House) -> Vec<Finding> {
    house.files.iter().filter(|file| file.has_extension("png")).flat_map(|file| of_file(house, file)).collect()
}

fn of_file(house: &House, file: &File) -> Vec<Finding> {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let shows = |page: &File| page.has_extension("md") && page.text.contains(&format!("/{name})"));
    let hidden = (!house.files.iter().any(shows)).then(|| "no document shows it: show it, or remove it".to_owned());
    let large = (file.size_bytes > PICTURE_BYTES_MAX)
        .then(|| format!("{} bytes, {PICTURE_BYTES_MAX} at most: picture less of the page", file.size_bytes));
    hidden.into_iter().chain(large).map(|what| Finding::of(&file.path, what)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(document: &str, picture: &str) -> usize {
        check(&House::of(&[("docs/a.md", document), ("docs/pictures/work.png", picture)])).len()
    }

    #[test]
    fn a_picture_that_nobody_shows_is_found() {
        assert_eq!(findings("![The list](pictures/work.png)", "x"), 0);
        assert_eq!(findings("![The list](pictures/other-work.png)", "x"), 1);
    }

    #[test]
    fn a_large_picture_is_found() {
        assert_eq!(findings("![The list](pictures/work.png)", &"x".repeat(150_000)), 0);
        assert_eq!(findings("![The list](pictures/work.png)", &"x".repeat(150_001)), 1);
    }
}
