//! The Fluent catalogue of one language, as far as it is compared: keys, what each is given, and what each refers to.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Attribute, CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::{self, ParserError};

use crate::tidy::finding::Finding;
use crate::tidy::house::{File, House};

/// Stand in every text without being given: a language names them where its words hang on them.
const AMBIENT: [&str; 2] = ["catalogue", "filed"];

/// All messages and terms of one language; a term's key begins with a hyphen.
pub struct Catalogue {
    pub locale: String,
    pub messages: BTreeMap<String, Message>,
    faults: Vec<(String, usize, String)>,
}

/// One text.
pub struct Message {
    pub path: String,
    pub line: usize,
    /// The names it is given, without `$`.
    pub variables: BTreeSet<String>,
    /// Other messages and terms it is made of.
    pub refers: BTreeSet<String>,
}

impl Catalogue {
    pub fn read(house: &House, locale: &str) -> Catalogue {
        let mut catalogue = Catalogue { locale: locale.to_owned(), messages: BTreeMap::new(), faults: Vec::new() };
        let folder = format!("text/{locale}/");
        let files = house.files.iter().filter(|file| file.path.starts_with(&folder) && file.has_extension("ftl"));
        let count = files.map(|file| catalogue.take(file)).count();
        if count == 0 {
            catalogue.fault(&folder, 0, "has no catalogue: every text is said in every language");
        }
        catalogue
    }

    pub fn faults(&self) -> Vec<Finding> {
        self.faults.iter().map(|(path, line, what)| Finding::at(path, *line, what.clone())).collect()
    }

    fn fault(&mut self, path: &str, line: usize, what: impl Into<String>) {
        self.faults.push((path.to_owned(), line, what.into()));
    }

    fn take(&mut self, file: &File) {
        let (resource, errors) = match parser::parse(file.text.as_str()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        for ParserError { pos, kind, .. } in errors {
            let line = file.text[..pos.start].lines().count().max(1);
            self.fault(&file.path, line, format!("does not parse ({kind}): mend it"));
        }
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    self.keep(file, message.id.name.to_owned(), message.value.as_ref(), &message.attributes);
                }
                Entry::Term(term) => self.keep(file, format!("-{}", term.id.name), Some(&term.value), &term.attributes),
                _ => {}
            }
        }
    }

    fn keep(&mut self, file: &File, key: String, value: Option<&Pattern<&str>>, attributes: &[Attribute<&str>]) {
        let line = line_of(file, &key);
        let mut message =
            Message { path: file.path.clone(), line, variables: BTreeSet::new(), refers: BTreeSet::new() };
        value
            .into_iter()
            .chain(attributes.iter().map(|attribute| &attribute.value))
            .for_each(|pattern| message.see(pattern));
        if self.messages.contains_key(&key) {
            self.fault(&file.path, line, format!("`{key}` is said twice: remove one"));
        }
        self.messages.insert(key, message);
    }
}

fn line_of(file: &File, key: &str) -> usize {
    let begins = |text: &str| text.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    file.lines().find(|(_, text)| begins(text)).map_or(0, |(line, _)| line)
}

impl Message {
    fn see(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.see_expression(expression);
            }
        }
    }

    fn see_expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.see_inline(inline),
            Expression::Select { selector, variants } => {
                self.see_inline(selector);
                for variant in variants {
                    self.see(&variant.value);
                }
            }
        }
    }

    fn see_inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } if AMBIENT.contains(&id.name) => {}
            InlineExpression::VariableReference { id } => drop(self.variables.insert(id.name.to_owned())),
            InlineExpression::MessageReference { id, .. } => drop(self.refers.insert(id.name.to_owned())),
            InlineExpression::TermReference { id, arguments, .. } => {
                self.refers.insert(format!("-{}", id.name));
                if let Some(arguments) = arguments {
                    self.see_arguments(arguments);
                }
            }
            InlineExpression::FunctionReference { arguments, .. } => self.see_arguments(arguments),
            InlineExpression::Placeable { expression } => self.see_expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn see_arguments(&mut self, arguments: &CallArguments<&str>) {
        for inline in arguments.positional.iter().chain(arguments.named.iter().map(|named| &named.value)) {
            self.see_inline(inline);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FTL: &str = "-brand = Huiyin\n\
        title = { -brand }\n    .tip = { title } of { $office }\n\
        count = { $n ->\n    [one] one of { NUMBER($total) }\n   *[other] many\n }\n";

    fn catalogue(text: &str) -> Catalogue {
        Catalogue::read(&House::of(&[("text/en/a.ftl", text)]), "en")
    }

    #[test]
    fn it_knows_what_a_text_is_given_and_made_of() {
        let read = catalogue(FTL);
        let names = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(" ");
        let all: Vec<_> =
            read.messages.iter().map(|(k, m)| (k.as_str(), m.line, names(&m.variables), names(&m.refers))).collect();
        let row = |key, line, given: &str, made: &str| (key, line, given.to_owned(), made.to_owned());
        assert_eq!(
            all,
            [row("-brand", 1, "", ""), row("count", 4, "n total", ""), row("title", 2, "office", "-brand title")]
        );
        assert_eq!(read.faults(), []);
    }

    #[test]
    fn a_text_said_twice_and_one_that_does_not_parse_are_found() {
        assert_eq!(catalogue("a = A\na = B\n").faults().len(), 1);
        assert_eq!(catalogue("a = A\nb = { $ }\n").faults().len(), 1);
    }
}
