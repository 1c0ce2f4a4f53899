//! The rules that a text names: what stands between title marks. No list is asked, so that local rules are seen too.

const OPEN: char = '\u{300a}';
const CLOSE: char = '\u{300b}';
/// A longer title is none: a mark was forgotten.
const SIGNS_MAX: usize = 40;

/// The titles in a text, in its order.
pub fn rules_named(text: &str) -> impl Iterator<Item = &str> {
    let titles = text.split(OPEN).skip(1).filter_map(|after| after.split_once(CLOSE)).map(|(title, _)| title.trim());
    titles.filter(|title| !title.is_empty() && title.chars().count() <= SIGNS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_what_stands_between_the_marks() {
        for (text, titles) in [
            ("依据《物业管理条例》第十条和《城市供水条例》", ["物业管理条例", "城市供水条例"].as_slice()),
            ("《》与《没有写完", &[]),
            ("《外《内》》", &["内"]),
            ("", &[]),
        ] {
            assert_eq!(rules_named(text).collect::<Vec<_>>(), titles, "{text}");
        }
        let long = format!("《{}》", "长".repeat(SIGNS_MAX + 1));
        assert_eq!(rules_named(&long).count(), 0);
    }
}
