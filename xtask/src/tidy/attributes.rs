//! Attributes that hide something: a lint silenced without a reason, a test that does not run.

use super::finding::Finding;
use super::house::{File, House};

/// What a line may not begin with, and what to do instead.
const HIDING: &[(&str, &str)] = &[
    ("#[allow(", "mend the cause, or write `#[expect(…, reason = \"…\")]`"),
    ("#![allow(", "mend the cause, or write `#![expect(…, reason = \"…\")]`"),
    ("#[ignore", "a test that does not run proves nothing: run it or remove it"),
];

pub fn check(house: &House) -> Vec<Finding> {
    house.rust().flat_map(of_file).collect()
}

fn of_file(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (line, text) in file.lines() {
        let hiding = HIDING.iter().find(|(start, _)| text.trim_start().starts_with(start));
        findings.extend(hiding.map(|(start, instead)| Finding::at(&file.path, line, format!("`{start}`: {instead}"))));
        if text.trim_start().starts_with("#[expect(") && text.contains(")]") && !text.contains("reason") {
            findings.push(Finding::at(&file.path, line, "`#[expect(` without a reason: add `reason = \"…\"`"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> usize {
        check(&House::of(&[("a.rs", text)])).len()
    }

    #[test]
    fn a_silenced_lint_or_test_is_found() {
        assert_eq!(findings("    #[allow(dead_code)]\nfn f() {}\n"), 1);
        assert_eq!(findings("#![allow(unused)]\n"), 1);
        assert_eq!(findings("#[test]\n#[ignore = \"slow\"]\nfn f() {}\n"), 1);
        assert_eq!(findings("#[expect(dead_code)]\nfn f() {}\n"), 1);
    }

    #[test]
    fn an_expectation_with_a_reason_is_fine() {
        assert_eq!(findings("#[expect(dead_code, reason = \"read by the debugger\")]\nfn f() {}\n"), 0);
    }
}
