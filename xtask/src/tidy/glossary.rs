//! The glossary tells the truth: every code name it gives is a name in the code.

use std::collections::BTreeSet;

use super::finding::Finding;
use super::house::House;

const GLOSSARY: &str = "GLOSSARY.md";

pub fn check(house: &House) -> Vec<Finding> {
    let Some(glossary) = house.file(GLOSSARY) else {
        return vec![Finding::of(
            GLOSSARY,
            "is missing: the names of the office and of the code stand there side by side",
        )];
    };
    let known = words(house);
    let named = glossary.lines().flat_map(|(line, text)| code_names(text).into_iter().map(move |name| (line, name)));
    let unknown = named.filter(|(_, name)| !known.contains(name));
    unknown
        .map(|(line, name)| Finding::at(GLOSSARY, line, format!("`{name}` is no name in crates/: mend the row")))
        .collect()
}

/// The backticked names in the second column of a table.
fn code_names(row: &str) -> Vec<&str> {
    let column = row.starts_with('|').then(|| row.split('|').nth(2)).flatten().unwrap_or_default();
    column.split('`').skip(1).step_by(2).collect()
}

fn words(house: &House) -> BTreeSet<&str> {
    let texts = house.rust().filter(|file| file.path.starts_with("crates/")).map(|file| file.text.as_str());
    texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: (&str, &str) = ("crates/domain/src/lib.rs", "//! Rules.\npub struct Matter;\n");

    #[test]
    fn a_name_that_the_code_does_not_have_is_found() {
        let row = |name: &str| format!("| 信访事项 | `{name}` | what it is about, `in words` |\n");
        assert_eq!(check(&House::of(&[CODE, (GLOSSARY, &row("Matter"))])), []);
        assert_eq!(check(&House::of(&[CODE, (GLOSSARY, &row("Case"))])).len(), 1);
    }

    #[test]
    fn a_house_without_a_glossary_is_found() {
        assert_eq!(check(&House::of(&[CODE])).len(), 1);
    }
}
