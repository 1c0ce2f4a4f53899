//! Where code and templates name text keys.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::house::{File, House};

/// Every key named, with its first place, and every beginning from which keys are derived.
pub struct Uses {
    pub keys: BTreeMap<String, (String, usize)>,
    derived: BTreeSet<String>,
}

impl Uses {
    pub fn read(house: &House) -> Uses {
        let mut uses = Uses { keys: BTreeMap::new(), derived: BTreeSet::new() };
        for file in
            house.files.iter().filter(|file| file.path.starts_with("crates/") || file.path.starts_with("templates/"))
        {
            for (line, literal) in literals(file) {
                uses.keep(&file.path, line, &literal);
            }
        }
        uses
    }

    pub fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key) || self.derived.iter().any(|beginning| key.starts_with(beginning.as_str()))
    }

    fn keep(&mut self, path: &str, line: usize, literal: &str) {
        let beginning = literal.split_once('{').map_or(literal, |(beginning, _)| beginning);
        if let Some(words) = beginning.strip_suffix('-') {
            if is_kebab(words) {
                self.derived.insert(beginning.to_owned());
            }
        } else if is_kebab(literal) {
            self.keys.entry(literal.to_owned()).or_insert_with(|| (path.to_owned(), line));
        }
    }
}

/// `a`, `a-b`, `a-b2`: small letters and digits, a letter first, no empty word.
fn is_kebab(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(is_word)
}

fn literals(file: &File) -> Vec<(usize, String)> {
    if file.path.starts_with("templates/") {
        return file
            .lines()
            .flat_map(|(line, text)| in_tags(text).into_iter().map(move |literal| (line, literal)))
            .collect();
    }
    let of_code = file.product().map(super::super::code::Code::literals).unwrap_or_default();
    of_code.into_iter().map(|(line, written)| (line, unquoted(&written).to_owned())).collect()
}

/// What stands between the first and the last quote of a literal; a raw one has hashes outside them.
fn unquoted(written: &str) -> &str {
    written.trim_start_matches('r').trim_matches('#').trim_matches('"')
}

/// What stands in quotes inside `{{ … }}` and `{% … %}` on one line; quotes of HTML are none of ours.
fn in_tags(text: &str) -> Vec<String> {
    let tags = text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}"));
    let blocks = text.split("{%").skip(1).filter_map(|rest| rest.split_once("%}"));
    let inside = tags.chain(blocks).map(|(inside, _)| inside);
    inside.flat_map(|inside| inside.split('"').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(path: &str, text: &str) -> Uses {
        Uses::read(&House::of(&[(path, text)]))
    }

    #[test]
    fn code_names_keys_in_full_or_by_their_beginning() {
        let text = r##"fn f() { t("role-title"); t(r#"page-raw"#); t(&format!("step-{s}")); ["kind-", k].concat() }"##;
        let uses = uses("crates/x/src/a.rs", text);
        for key in ["role-title", "page-raw", "step-review", "kind-appeal"] {
            assert!(uses.has(key), "{key}");
        }
        assert!(!uses.has("page-other") && !uses.has("steps-review"));
    }

    #[test]
    fn templates_name_keys_inside_tags_only() {
        let uses = uses(
            "templates/a.html",
            "<p class=\"page-head\">{{ t.get(\"page-title\") }}</p>{% call row(\"page-row\") %}\n",
        );
        assert!(uses.has("page-title") && uses.has("page-row"));
        assert!(!uses.has("page-head"));
    }

    #[test]
    fn sentences_and_tests_name_no_keys() {
        let text = "fn f() { t(\"Not a key\"); }\n#[cfg(test)]\nmod tests { const K: &str = \"page-title\"; }\n";
        assert!(uses("crates/x/src/a.rs", text).keys.is_empty());
    }
}
