//! Rust as the checks see it: parsed, with everything that is compiled for tests only taken out.

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item};

/// The product code of one file.
pub struct Code {
    /// Without test items.
    pub file: syn::File,
    /// Modules that stand in files of their own, tests included.
    pub modules: Vec<Module>,
    /// Lines that belong to test items.
    pub test_lines: usize,
}

/// A `mod name;`.
pub struct Module {
    pub name: String,
    pub is_test: bool,
    /// `#[path]` puts the file where the name does not say.
    pub has_path: bool,
}

impl Code {
    pub fn parse(text: &str) -> Result<Code, syn::Error> {
        let mut code = Code { file: syn::parse_file(text)?, modules: Vec::new(), test_lines: 0 };
        code.modules = code.file.items.iter().filter_map(module).collect();
        code.test_lines = without_tests(&mut code.file.items);
        Ok(code)
    }

    /// Every string and character literal outside attributes, as it is written, with its line; literals inside macros too.
    pub fn literals(&self) -> Vec<(usize, String)> {
        let mut literals = Literals(Vec::new());
        literals.visit_file(&self.file);
        literals.0
    }

    /// The name, first line and length in lines of every function.
    pub fn functions(&self) -> Vec<(String, usize, usize)> {
        let mut functions = Functions(Vec::new());
        functions.visit_file(&self.file);
        functions.0
    }
}

/// The path, without ending, of the module `name` declared in the file `path`.
pub fn join(path: &str, name: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match file {
        "lib.rs" | "main.rs" | "mod.rs" => format!("{folder}/{name}"),
        _ => format!("{}/{name}", path.trim_end_matches(".rs")),
    }
}

fn module(item: &Item) -> Option<Module> {
    let Item::Mod(item) = item else { return None };
    item.content.is_none().then(|| Module {
        name: item.ident.to_string().trim_start_matches("r#").to_owned(),
        is_test: is_test(&item.attrs),
        has_path: item.attrs.iter().any(|attribute| attribute.path().is_ident("path")),
    })
}

/// Takes the test items out, here and in inner modules and impls, and says how many lines they had.
fn without_tests(items: &mut Vec<Item>) -> usize {
    let mut lines = 0;
    items.retain(|item| keeps(is_test(attributes(item)), item, &mut lines));
    for item in items {
        match item {
            Item::Mod(module) => lines += module.content.as_mut().map_or(0, |(_, inner)| without_tests(inner)),
            Item::Impl(block) => block.items.retain(|item| match item {
                ImplItem::Fn(function) => keeps(is_test(&function.attrs), item, &mut lines),
                _ => true,
            }),
            _ => {}
        }
    }
    lines
}

fn keeps(is_test: bool, item: &impl Spanned, lines: &mut usize) -> bool {
    if is_test {
        *lines += item.span().end().line + 1 - item.span().start().line;
    }
    !is_test
}

/// `#[test]`, `#[tokio::test]`, or a `cfg` that asks for `test` or for the store's contract suite.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_named_test = attribute.path().segments.last().is_some_and(|segment| segment.ident == "test");
        is_named_test || (attribute.path().is_ident("cfg") && asks_for_tests(attribute))
    })
}

fn asks_for_tests(attribute: &Attribute) -> bool {
    let Ok(list) = attribute.meta.require_list() else { return false };
    let condition = list.tokens.to_string();
    !condition.starts_with("not")
        && condition.split(|c: char| !c.is_alphanumeric()).any(|w| w == "test" || w == "contract")
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

struct Literals(Vec<(usize, String)>);

impl Literals {
    fn keep(&mut self, literal: &proc_macro2::Literal) {
        let written = literal.to_string();
        if written.ends_with(['"', '\'', '#']) {
            self.0.push((literal.span().start().line, written));
        }
    }

    /// A group after `#` is an attribute (a doc comment, most often).
    fn keep_all(&mut self, tokens: TokenStream) {
        let mut is_attribute = false;
        for token in tokens {
            match &token {
                TokenTree::Literal(literal) => self.keep(literal),
                TokenTree::Group(group) if !is_attribute => self.keep_all(group.stream()),
                TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
            is_attribute = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '#');
        }
    }
}

impl<'ast> Visit<'ast> for Literals {
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.keep(&literal.token());
    }

    fn visit_lit_char(&mut self, literal: &'ast syn::LitChar) {
        self.keep(&literal.token());
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        self.keep_all(invocation.tokens.clone());
    }
}

struct Functions(Vec<(String, usize, usize)>);

impl Functions {
    fn keep(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let (first, last) = (signature.span().start().line, block.span().end().line);
        self.0.push((signature.ident.to_string(), first, last + 1 - first));
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.keep(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.keep(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.keep(&function.sig, block);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = r##"//! Opens.
#[doc = "attribute"]
fn one(name: &str) -> String {
    names! { /// A doc comment.
    }
    format!("in-macro-{name}", name = other("argument"))
}

impl Thing {
    fn two(&self) -> char { 'c' }
    #[cfg(test)]
    fn sample() -> &'static str { "sample" }
}

#[cfg(test)]
mod tests {
    #[test]
    fn three() { assert!("test" == r#"raw"#); }
}
"##;

    #[test]
    fn literals_are_those_of_the_product_and_of_its_macros() {
        let code = Code::parse(SOURCE).unwrap();
        let literals: Vec<(usize, &str)> =
            code.literals().iter().map(|(n, l)| (*n, l.clone().leak() as &str)).collect();
        assert_eq!(literals, [(6, r#""in-macro-{name}""#), (6, r#""argument""#), (10, "'c'")]);
    }

    #[test]
    fn tests_are_taken_out_and_counted() {
        let code = Code::parse(SOURCE).unwrap();
        assert_eq!(code.test_lines, 2 + 5);
        assert_eq!(code.functions(), [("one".to_owned(), 3, 5), ("two".to_owned(), 10, 1)]);
    }

    #[test]
    fn a_cfg_that_is_not_about_tests_stays() {
        assert_eq!(
            Code::parse("#[cfg(not(test))]\nfn f() {}\n#[cfg(feature = \"x\")]\nfn g() {}\n").unwrap().test_lines,
            0
        );
        assert_eq!(Code::parse("#[cfg(any(test, feature = \"contract\"))]\nfn f() {}\n").unwrap().test_lines, 2);
    }

    #[test]
    fn a_module_stands_beside_a_root_and_below_a_file() {
        assert_eq!(join("crates/x/src/lib.rs", "a"), "crates/x/src/a");
        assert_eq!(join("crates/x/src/a/mod.rs", "b"), "crates/x/src/a/b");
        assert_eq!(join("crates/x/src/a.rs", "b"), "crates/x/src/a/b");
    }
}
