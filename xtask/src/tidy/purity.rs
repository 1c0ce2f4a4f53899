//! What no manifest can show: that `domain` and `insight` do no input or output and never wait, and that `domain` treats
//! every event by name.

use syn::visit::{self, Visit};

use super::finding::Finding;
use super::house::{File, House};

/// Folders of pure code.
const PURE: &[&str] = &["crates/domain/src/", "crates/insight/src/"];

/// The parts of the standard library that reach outside.
const OUTSIDE: &[&str] = &["env", "fs", "io", "net", "process", "thread", "time"];

/// With this lint a `_` arm on an enum of ours fails, so a new event cannot be forgotten.
const NAMES_EVERY_VARIANT: (&str, &str) = ("crates/domain/src/lib.rs", "clippy::wildcard_enum_match_arm");

pub fn check(house: &House) -> Vec<Finding> {
    let pure = house.rust().filter(|file| PURE.iter().any(|folder| file.path.starts_with(folder)));
    pure.flat_map(reaching_out).chain(wildcards(house)).collect()
}

fn reaching_out(file: &File) -> Vec<Finding> {
    let Some(code) = file.product() else { return Vec::new() };
    let mut reach = Reach(Vec::new());
    reach.visit_file(&code.file);
    let say = |(line, what): (usize, String)| {
        Finding::at(&file.path, line, format!("{what} in pure code: do it in `app` and take the result as an argument"))
    };
    reach.0.into_iter().map(say).collect()
}

fn wildcards(house: &House) -> Option<Finding> {
    let (path, lint) = NAMES_EVERY_VARIANT;
    let file = house.file(path)?;
    let is_set = file.text.contains(lint);
    (!is_set).then(|| Finding::of(path, format!("`{lint}` is not denied: add `#![deny({lint})]`")))
}

struct Reach(Vec<(usize, String)>);

impl Reach {
    fn keep(&mut self, ident: &syn::Ident) {
        if OUTSIDE.iter().any(|name| ident == name) {
            self.0.push((ident.span().start().line, format!("`std::{ident}`")));
        }
    }

    fn keep_tree(&mut self, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) => self.keep(&path.ident),
            syn::UseTree::Name(name) => self.keep(&name.ident),
            syn::UseTree::Rename(rename) => self.keep(&rename.ident),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.keep_tree(tree)),
            syn::UseTree::Glob(_) => {}
        }
    }
}

impl<'ast> Visit<'ast> for Reach {
    fn visit_use_tree(&mut self, tree: &'ast syn::UseTree) {
        match tree {
            syn::UseTree::Path(path) if path.ident == "std" => self.keep_tree(&path.tree),
            _ => visit::visit_use_tree(self, tree),
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.first().is_some_and(|first| first.ident == "std") {
            path.segments.iter().nth(1).into_iter().for_each(|second| self.keep(&second.ident));
        }
        visit::visit_path(self, path);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        if let Some(keyword) = &signature.asyncness {
            self.0.push((keyword.span.start().line, "an `async fn`".to_owned()));
        }
        visit::visit_signature(self, signature);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> usize {
        check(&House::of(&[("crates/insight/src/lib.rs", text)])).len()
    }

    #[test]
    fn pure_code_that_reaches_outside_is_found() {
        assert_eq!(findings("use std::collections::BTreeMap;\nfn f(text: &str) {}\n"), 0);
        assert_eq!(findings("use std::fs;\n"), 1);
        assert_eq!(findings("use std::{fmt, io::Read, net};\n"), 2);
        assert_eq!(findings("fn f() { std::process::exit(1) }\n"), 1);
        assert_eq!(findings("async fn f() {}\n"), 1);
    }

    #[test]
    fn its_tests_may_read_files() {
        assert_eq!(findings("#[cfg(test)]\nmod tests { use std::fs; }\n"), 0);
    }

    #[test]
    fn a_domain_that_may_forget_an_event_is_found() {
        let domain = |text| check(&House::of(&[("crates/domain/src/lib.rs", text)])).len();
        assert_eq!(domain("//! Rules.\n#![deny(clippy::wildcard_enum_match_arm)]\n"), 0);
        assert_eq!(domain("//! Rules.\n"), 1);
    }
}
