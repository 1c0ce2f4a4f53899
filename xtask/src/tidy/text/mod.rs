//! Text keys: the same in every language, each used, each there.
//!
//! A key is a kebab-case name, `refusal-not-extendable`; its first word is its family. Code and templates name keys in full
//! as string literals, or derive them from a code: a literal that ends in a hyphen or goes on with a brace (`"refusal-"`,
//! `"refusal-{code}"`) uses every key that begins so. A literal in the form of a key whose family the catalogues know must
//! be a key; one that only looks so is listed in [`NOT_KEYS`]. A word without a hyphen is a code and no key.

mod catalogue;
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::house::House;
use catalogue::{Catalogue, Message};
use uses::Uses;

/// The first is the one that others are held against.
const LOCALES: &[&str] = &["zh-Hans", "zh-Hant", "en"];

/// Literals in the form of a key that are none, each with what it is.
const NOT_KEYS: &[(&str, &str)] = &[
    ("document-not-issued", "the code of a refusal"),
    ("document-settled", "the code of a refusal"),
    ("end-not-for-this", "the code of a refusal"),
    ("kind-not-here", "the code of a refusal"),
    ("outcome-not-for-kind", "the code of a refusal"),
    ("outcome-not-for-review", "the code of a refusal"),
    ("pause-from", "a field of a form"),
    ("pause-to", "a field of a form"),
    ("person-told", "the code of a refusal"),
    ("publication-stands", "the code of a refusal"),
    ("publication-taken-back", "the code of a refusal"),
    ("publish-reason", "a field of a form"),
    ("table-full", "the code of a field that is wrong"),
    ("take-back", "a deed on a page"),
];

pub fn check(house: &House) -> Vec<Finding> {
    found(house, NOT_KEYS)
}

fn found(house: &House, not_keys: &[(&str, &str)]) -> Vec<Finding> {
    let catalogues: Vec<Catalogue> = LOCALES.iter().map(|locale| Catalogue::read(house, locale)).collect();
    let mut findings: Vec<Finding> = catalogues.iter().flat_map(Catalogue::faults).collect();
    let Some((first, others)) = catalogues.split_first() else { return findings };
    findings.extend(others.iter().flat_map(|other| differences(first, other)));
    let uses = Uses::read(house);
    findings.extend(unused(first, &catalogues, &uses));
    findings.extend(missing(first, &uses, not_keys));
    findings
}

fn differences(first: &Catalogue, other: &Catalogue) -> Vec<Finding> {
    let lacking = |from: &Catalogue, to: &Catalogue| -> Vec<Finding> {
        let lost = from.messages.iter().filter(|(key, _)| !to.messages.contains_key(*key));
        let say = |key: &str| format!("`{key}` is not said in {}: add it there", to.locale);
        lost.map(|(key, message)| Finding::at(&message.path, message.line, say(key))).collect()
    };
    let both = other.messages.iter().filter_map(|(key, message)| Some((key, message, first.messages.get(key)?)));
    let unlike = both.filter(|(_, message, model)| message.variables != model.variables);
    let say = |(key, message, model): (&String, &Message, &Message)| {
        let what = format!(
            "`{key}` is given {:?}, in {} {:?}: give all languages the same",
            message.variables, first.locale, model.variables
        );
        Finding::at(&message.path, message.line, what)
    };
    let unlike: Vec<Finding> = unlike.map(say).collect();
    lacking(first, other).into_iter().chain(lacking(other, first)).chain(unlike).collect()
}

/// A text that only one language is made of, as of an article that the others have not, is used all the same.
fn unused(catalogue: &Catalogue, all: &[Catalogue], uses: &Uses) -> Vec<Finding> {
    let messages = all.iter().flat_map(|catalogue| catalogue.messages.values());
    let referred: BTreeSet<&String> = messages.flat_map(|message| &message.refers).collect();
    let idle = catalogue.messages.iter().filter(|(key, _)| !referred.contains(key) && !uses.has(key));
    idle.map(|(key, message)| Finding::at(&message.path, message.line, format!("`{key}` is never used: remove it")))
        .collect()
}

fn missing(catalogue: &Catalogue, uses: &Uses, not_keys: &[(&str, &str)]) -> Vec<Finding> {
    let families: BTreeSet<&str> = catalogue.messages.keys().map(|key| family(key)).collect();
    let is_listed = |literal: &str| not_keys.iter().any(|(known, _)| *known == literal);
    let is_key = |literal: &str| literal.contains('-') && families.contains(family(literal)) && !is_listed(literal);
    let lost: BTreeMap<_, _> =
        uses.keys.iter().filter(|(key, _)| is_key(key) && !catalogue.messages.contains_key(*key)).collect();
    let say = |key: &str| format!("`{key}` has no text: add it to text/, or list it in xtask/src/tidy/text/mod.rs");
    lost.into_iter().map(|(key, (path, line))| Finding::at(path, *line, say(key))).collect()
}

fn family(key: &str) -> &str {
    key.split('-').next().unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FTL: &str = "page-title = Petitions of { $office }\nrefusal-late = Too late\n";
    const CODE: &str = "//! Pages.\nfn f() { g(\"page-title\"); h(format!(\"refusal-{code}\")); }\n";

    fn findings(hans: &str, en: &str, code: &str) -> Vec<String> {
        let house = House::of(&[
            ("text/zh-Hans/a.ftl", hans),
            ("text/zh-Hant/a.ftl", FTL),
            ("text/en/a.ftl", en),
            ("crates/web/src/lib.rs", code),
        ]);
        found(&house, &[("page-size", "a query parameter")]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn three_languages_that_agree_are_fine() {
        assert_eq!(findings(FTL, FTL, CODE), [""; 0]);
    }

    #[test]
    fn a_key_that_one_language_lacks_is_found() {
        let found = findings(FTL, "refusal-late = Too late\n", CODE);
        assert_eq!(found, ["text/zh-Hans/a.ftl:1: `page-title` is not said in en: add it there"]);
        let found = findings(FTL, &format!("{FTL}page-more = More\n"), CODE);
        assert_eq!(found, ["text/en/a.ftl:3: `page-more` is not said in zh-Hans: add it there"]);
    }

    #[test]
    fn a_text_that_is_given_something_else_is_found() {
        let found = findings(FTL, &FTL.replace("$office", "$bureau"), CODE);
        assert!(found.len() == 1 && found[0].starts_with("text/en/a.ftl:1: `page-title` is given"), "{found:?}");
    }

    #[test]
    fn a_key_nobody_uses_is_found() {
        let found = findings(FTL, FTL, "//! Pages.\nfn f() { g(\"page-title\") }\n");
        assert_eq!(found, ["text/zh-Hans/a.ftl:2: `refusal-late` is never used: remove it"]);
    }

    #[test]
    fn a_key_without_text_is_found_unless_it_is_none() {
        let code = |literal: &str| CODE.replace("h(", &format!("i(\"{literal}\"); h("));
        let found = findings(FTL, FTL, &code("page-titel"));
        assert!(
            found.len() == 1 && found[0].starts_with("crates/web/src/lib.rs:2: `page-titel` has no text"),
            "{found:?}"
        );
        assert_eq!(findings(FTL, FTL, &code("page-size")), [""; 0]);
        assert_eq!(findings(FTL, FTL, &code("content-type")), [""; 0]);
    }

    #[test]
    fn a_language_that_is_not_there_is_found() {
        assert_eq!(check(&House::of(&[("text/en/a.ftl", "")])).len(), 2);
    }
}
