//! Words for people live in `text/`, `templates/` and `rules/`; Rust speaks keys.
//!
//! Comments may cite an article as it is written. A sign that code must know (a full stop to split at) is written as an
//! escape, `'\u{3002}'`, with a comment.

use super::finding::Finding;
use super::house::{File, House};

pub fn check(house: &House) -> Vec<Finding> {
    house.rust().flat_map(of_file).collect()
}

fn of_file(file: &File) -> Vec<Finding> {
    let Some(code) = file.product() else { return Vec::new() };
    let written = code.literals().into_iter().filter(|(_, literal)| literal.chars().any(is_cjk));
    written
        .map(|(line, literal)| {
            Finding::at(&file.path, line, format!("{literal}: give it a key in text/ or a line in rules/"))
        })
        .collect()
}

/// Han with its extensions, the signs and kana beside it, and the wide forms.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        check(&House::of(&[(path, text)])).len()
    }

    #[test]
    fn a_chinese_literal_is_found_wherever_it_hides() {
        assert_eq!(findings("a.rs", "const A: &str = \"信访\";\n"), 1);
        assert_eq!(findings("a.rs", "fn f() { println!(\"{} 件\", 1); }\n"), 1);
        assert_eq!(findings("a.rs", "fn f(c: char) -> bool { c == '。' }\n"), 1);
    }

    #[test]
    fn comments_escapes_and_tests_are_free() {
        assert_eq!(findings("a.rs", "/// 信访工作条例 art. 34\nconst STOP: char = '\\u{3002}'; // 。\n"), 0);
        assert_eq!(findings("a.rs", "#[cfg(test)]\nmod tests { const A: &str = \"信访\"; }\n"), 0);
        assert_eq!(findings("crates/x/tests/a.rs", "const A: &str = \"信访\";\n"), 0);
    }
}
