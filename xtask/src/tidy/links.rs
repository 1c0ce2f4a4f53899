//! Links between our documents lead somewhere: the file is there, and so is the heading.

use super::finding::Finding;
use super::house::{File, House};

pub fn check(house: &House) -> Vec<Finding> {
    house.files.iter().filter(|file| file.has_extension("md")).flat_map(|file| of_file(house, file)).collect()
}

fn of_file(house: &House, file: &File) -> Vec<Finding> {
    let broken = links(file).into_iter().filter(|(_, target)| !leads_somewhere(house, file, target));
    broken
        .map(|(line, target)| Finding::at(&file.path, line, format!("`{target}` leads nowhere: mend the link")))
        .collect()
}

/// What stands in `](…)` outside fenced blocks, with its line.
fn links(file: &File) -> Vec<(usize, &str)> {
    let mut is_fenced = false;
    let mut links = Vec::new();
    for (line, text) in file.lines() {
        is_fenced ^= text.trim_start().starts_with("```");
        if !is_fenced {
            links.extend(text.split("](").skip(1).filter_map(|rest| Some((line, rest.split_once(')')?.0))));
        }
    }
    links
}

fn leads_somewhere(house: &House, file: &File, target: &str) -> bool {
    if target.contains("://") || target.starts_with("mailto:") {
        return true;
    }
    let (path, heading) = target.split_once('#').map_or((target, None), |(path, heading)| (path, Some(heading)));
    let path = if path.is_empty() { file.path.clone() } else { resolve(&file.path, path) };
    match (house.file(&path), heading) {
        (Some(other), Some(heading)) => headings(other).any(|own| own == heading),
        (Some(_), None) => true,
        (None, _) => house.has_folder(&path),
    }
}

/// `../b.md` seen from `docs/a.md` is `b.md`.
pub fn resolve(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Headings as links name them: small letters, spaces as hyphens, no other signs.
fn headings(file: &File) -> impl Iterator<Item = String> {
    let titles =
        file.lines().filter(|(_, text)| text.starts_with('#')).map(|(_, text)| text.trim_start_matches('#').trim());
    titles.map(|title| {
        let kept = title.chars().filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
        kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> usize {
        let docs = ("docs/a.md", text);
        check(&House::of(&[docs, ("README.md", "# Huiyin\n\n## Run it, now\n"), ("rules/packs/x.toml", "")])).len()
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        assert_eq!(findings("see [it](../README.md) and [packs](../rules/packs/)"), 0);
        assert_eq!(findings("see [it](README.md)"), 1);
        assert_eq!(findings("see [it](../rules/pack)"), 1);
    }

    #[test]
    fn a_heading_that_is_not_there_is_found() {
        assert_eq!(findings("see [it](../README.md#run-it-now)\n# Here\n[up](#here)"), 0);
        assert_eq!(findings("see [it](../README.md#stop-it)"), 1);
        assert_eq!(findings("[up](#nowhere)"), 1);
    }

    #[test]
    fn other_sites_and_fenced_examples_are_left_alone() {
        assert_eq!(findings("[law](https://example.org/x)\n```\n[x](y)\n```\n"), 0);
    }
}
