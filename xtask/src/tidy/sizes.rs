//! A file fits in a head and a function on a screen; every file says first what it is.

use super::code::Code;
use super::finding::Finding;
use super::house::{File, House};

/// Half of all files stay under this.
const MEDIAN_LINES_MAX: usize = 200;
/// From here on a file is listed as a room that may want a wall.
const FILE_LINES_NOTED: usize = 400;
/// Without its tests no file is longer.
const FILE_LINES_MAX: usize = 800;
/// Signature and body of a function outside tests; the rule of thumb is 7 to 10.
const FUNCTION_LINES_MAX: usize = 70;

pub fn check(house: &House) -> Vec<Finding> {
    house.rust().flat_map(of_file).chain(of_all(house)).collect()
}

/// One line for the reader: how many files, their median, and the long ones.
pub fn summary(house: &House) -> String {
    let mut long: Vec<(usize, &str)> = house.rust().map(|file| (product_lines(file), file.path.as_str())).collect();
    long.retain(|(lines, _)| *lines > FILE_LINES_NOTED);
    long.sort_unstable_by(|a, b| b.cmp(a));
    let list = long.iter().map(|(lines, path)| format!("\n  {lines} {path}")).collect::<Vec<_>>().concat();
    let count = house.rust().count();
    format!("sizes: {count} Rust files, median {} lines, {} over {FILE_LINES_NOTED}{list}", median(house), long.len())
}

fn of_file(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !file.text.starts_with("//! ") {
        findings.push(Finding::at(&file.path, 1, "does not open with a `//!` sentence: say what the file is"));
    }
    if let Some(Err(error)) = &file.code {
        findings.push(Finding::at(&file.path, error.span().start().line, format!("does not parse: {error}")));
    }
    let lines = product_lines(file);
    if lines > FILE_LINES_MAX {
        findings
            .push(Finding::of(&file.path, format!("{lines} lines without tests, {FILE_LINES_MAX} at most: split it")));
    }
    findings.extend(file.product().into_iter().flat_map(|code| long_functions(&file.path, code)));
    findings
}

fn long_functions(path: &str, code: &Code) -> Vec<Finding> {
    let long = code.functions().into_iter().filter(|(_, _, lines)| *lines > FUNCTION_LINES_MAX);
    let say = |(name, line, lines)| {
        Finding::at(path, line, format!("`{name}` has {lines} lines, {FUNCTION_LINES_MAX} at most: name its steps"))
    };
    long.map(say).collect()
}

fn of_all(house: &House) -> Option<Finding> {
    let median = median(house);
    let is_large = median >= MEDIAN_LINES_MAX;
    is_large.then(|| {
        Finding::of("crates", format!("the median file has {median} lines, under {MEDIAN_LINES_MAX} is wanted: split"))
    })
}

/// Lines of a file that are not tests; a test file has none.
fn product_lines(file: &File) -> usize {
    file.product().map_or(0, |code| file.text.lines().count().saturating_sub(code.test_lines))
}

/// Of whole files, tests included: that is what a reader opens.
fn median(house: &House) -> usize {
    let mut lines: Vec<usize> = house.rust().map(|file| file.text.lines().count()).collect();
    lines.sort_unstable();
    lines.get(lines.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        let house = House::of(&[("a.rs", "//! A.\n"), ("b.rs", "//! B.\n"), ("c.rs", text)]);
        check(&house).iter().map(ToString::to_string).collect()
    }

    fn function(lines: usize) -> String {
        format!("fn f() {{\n{}}}\n", "    g();\n".repeat(lines - 2))
    }

    #[test]
    fn a_file_without_an_opening_sentence_is_found() {
        assert_eq!(findings("//! C.\n"), [""; 0]);
        assert_eq!(findings("fn f() {}\n").len(), 1);
        assert_eq!(findings("").len(), 1);
    }

    #[test]
    fn a_function_may_have_70_lines() {
        assert_eq!(findings(&format!("//! C.\n{}", function(70))), [""; 0]);
        let found = findings(&format!("//! C.\n{}", function(71)));
        assert_eq!(found, ["c.rs:2: `f` has 71 lines, 70 at most: name its steps"]);
    }

    #[test]
    fn a_file_may_have_800_lines_and_its_tests_beside() {
        let fields = |count: usize| format!("//! C.\nstruct S {{\n{}}}\n", "    a: u8,\n".repeat(count));
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "// A line.\n".repeat(300));
        assert_eq!(findings(&format!("{}{tests}", fields(797))), [""; 0]);
        assert_eq!(findings(&format!("{}{tests}", fields(798))).len(), 1);
    }

    #[test]
    fn a_file_that_does_not_parse_is_found() {
        assert_eq!(findings("//! C.\nfn f( {}\n").len(), 1);
    }

    #[test]
    fn a_median_of_200_is_found() {
        let long = format!("//! Long.\n{}", "// A line.\n".repeat(199));
        let median_of = |text: &str| check(&House::of(&[("a.rs", "//! A.\n"), ("b.rs", text), ("c.rs", text)])).len();
        assert_eq!(median_of(&long), 1);
        assert_eq!(median_of("//! Short.\n"), 0);
    }

    #[test]
    fn the_summary_lists_long_files() {
        let long = format!("//! Long.\n{}", "// A line.\n".repeat(400));
        let summary = summary(&House::of(&[("a.rs", "//! A.\n"), ("b.rs", &long), ("c.rs", "//! C.\n")]));
        assert_eq!(summary, "sizes: 3 Rust files, median 1 lines, 1 over 400\n  401 b.rs");
    }
}
