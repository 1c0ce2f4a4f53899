//! `cargo xtask tidy`: the rules of the house that the compiler and clippy do not know.
//!
//! One file per check. To add one, write `fn check(&House) -> Vec<Finding>` in a file of its own, with a test that shows it
//! failing, and add one line to [`CHECKS`].

mod attributes;
mod cjk;
mod code;
mod dependencies;
mod duplicates;
mod finding;
mod glossary;
mod house;
mod layers;
mod leftovers;
mod licences;
mod links;
mod metadata;
mod names;
mod orphans;
mod pictures;
mod purity;
mod sizes;
mod spdx;
mod text;

use anyhow::bail;

use finding::Finding;
use house::House;

/// Options of `cargo xtask tidy`.
#[derive(clap::Args)]
pub struct Args {
    /// Run only the checks of these names
    checks: Vec<String>,
}

type Check = fn(&House) -> Vec<Finding>;

const CHECKS: &[(&str, Check)] = &[
    ("layers", layers::check),
    ("purity", purity::check),
    ("dependencies", dependencies::check),
    ("licences", licences::check),
    ("duplicates", duplicates::check),
    ("sizes", sizes::check),
    ("attributes", attributes::check),
    ("orphans", orphans::check),
    ("text", text::check),
    ("cjk", cjk::check),
    ("glossary", glossary::check),
    ("links", links::check),
    ("pictures", pictures::check),
    ("names", names::check),
    ("leftovers", leftovers::check),
];

/// Prints one line per finding and one closing line; fails if there was a finding or a check of that name does not exist.
pub fn run(arguments: &Args) -> anyhow::Result<()> {
    if let Some(unknown) = arguments.checks.iter().find(|name| !names().contains(&name.as_str())) {
        bail!("no check is called {unknown}; there are: {}", names().join(", "));
    }
    let house = House::read()?;
    let is_chosen = |name: &str| arguments.checks.is_empty() || arguments.checks.iter().any(|chosen| chosen == name);
    let (mut ran, mut found) = (0, 0);
    for (name, check) in CHECKS.iter().filter(|(name, _)| is_chosen(name)) {
        for finding in check(&house) {
            println!("{finding} [{name}]");
            found += 1;
        }
        ran += 1;
    }
    println!("{}", sizes::summary(&house));
    if found > 0 {
        bail!("tidy: {ran} checks, {found} findings");
    }
    println!("tidy: {ran} checks over {} files, nothing to do", house.files.len());
    Ok(())
}

fn names() -> Vec<&'static str> {
    CHECKS.iter().map(|(name, _)| *name).collect()
}
