//! What `cargo metadata` says of our packages and of all they stand on, as far as the checks ask.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde::Deserialize;

/// The platform of record: what an office runs, so that two developers on two systems see the same findings.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// All packages, ours and others'.
#[derive(Default, Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
}

/// One package in one version.
#[derive(Clone, Deserialize)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub license: Option<String>,
    /// Nothing for our own.
    pub source: Option<String>,
    pub dependencies: Vec<Dependency>,
}

/// A line of a manifest.
#[derive(Clone, Deserialize)]
pub struct Dependency {
    pub name: String,
    /// Nothing for an ordinary dependency, else `dev` or `build`.
    pub kind: Option<String>,
}

impl Metadata {
    pub fn read(root: &Path) -> anyhow::Result<Metadata> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", PLATFORM])
            .current_dir(root)
            .output()
            .context("starting cargo metadata")?;
        ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).context("reading cargo metadata")
    }

    pub fn ours(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| package.source.is_none())
    }

    pub fn theirs(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| package.source.is_some())
    }
}

impl Package {
    /// The folder's name of one of our crates, `domain` for `huiyin-domain`; another package's own name.
    pub fn short_name(&self) -> &str {
        short(&self.name)
    }

    /// Where our package stands in the repository.
    pub fn folder(&self) -> String {
        match self.short_name() {
            "xtask" => "xtask".to_owned(),
            "e2e" => "tests/e2e".to_owned(),
            "story" => "tests/story".to_owned(),
            name => format!("crates/{name}"),
        }
    }

    pub fn manifest(&self) -> String {
        format!("{}/Cargo.toml", self.folder())
    }
}

impl Dependency {
    /// As in [`Package::short_name`].
    pub fn short_name(&self) -> &str {
        short(&self.name)
    }

    pub fn is_ours(&self) -> bool {
        self.name.starts_with(PREFIX)
    }

    pub fn is_for_tests(&self) -> bool {
        self.kind.as_deref() == Some("dev")
    }
}

const PREFIX: &str = "huiyin-";

fn short(name: &str) -> &str {
    name.strip_prefix(PREFIX).unwrap_or(name)
}

#[cfg(test)]
impl Metadata {
    /// Packages written as `name version licence: dependency dev=dependency`; ours are those that begin with `huiyin-`.
    pub fn of(lines: &[&str]) -> Metadata {
        Metadata { packages: lines.iter().map(|line| package(line)).collect() }
    }
}

#[cfg(test)]
fn package(line: &str) -> Package {
    let (head, tail) = line.split_once(':').expect("a colon");
    let head: Vec<&str> = head.splitn(3, ' ').collect();
    Package {
        name: head[0].to_owned(),
        version: head[1].to_owned(),
        license: head.get(2).map(|licence| (*licence).to_owned()),
        source: (!head[0].starts_with(PREFIX)).then(|| "a registry".to_owned()),
        dependencies: tail.split_whitespace().map(dependency).collect(),
    }
}

#[cfg(test)]
fn dependency(word: &str) -> Dependency {
    let (kind, name) = word.split_once('=').map_or((None, word), |(kind, name)| (Some(kind.to_owned()), name));
    Dependency { name: name.to_owned(), kind }
}
