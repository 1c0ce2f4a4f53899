//! What tidy looks at: every file git knows or would take, read once and parsed once, and what cargo says of the packages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use super::code::{self, Code};
use super::metadata::Metadata;

/// Larger files are data (fonts, tables); no check reads them, so their text is left out.
const TEXT_BYTES_MAX: u64 = 2_000_000;

/// A file of the repository.
pub struct File {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// Empty for what is not UTF-8 or too large to have been written by hand.
    pub text: String,
    /// As large it is on the disk.
    pub size_bytes: u64,
    /// Of a Rust file: its product code, or why it does not parse.
    pub code: Option<Result<Code, syn::Error>>,
    /// The file is compiled for tests or benches only.
    pub is_test: bool,
}

impl File {
    pub fn is_rust(&self) -> bool {
        self.has_extension("rs")
    }

    pub fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|own| own == extension)
    }

    /// The parsed code that ends up in the product: nothing of a test file.
    pub fn product(&self) -> Option<&Code> {
        if self.is_test { None } else { self.code.as_ref()?.as_ref().ok() }
    }

    /// Lines of text with their numbers, the first being 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// The repository.
pub struct House {
    pub files: Vec<File>,
    pub metadata: Metadata,
}

impl House {
    /// Reads the repository this tool was started from; needs git and cargo.
    pub fn read() -> anyhow::Result<House> {
        let root = root()?;
        let mut files = Vec::new();
        for path in listed(&root)? {
            let full = root.join(&path);
            if full.is_file() {
                let (text, size_bytes) = text_of(&full).with_context(|| format!("reading {path}"))?;
                files.push((path, text, size_bytes));
            }
        }
        Ok(House::new(files, Metadata::read(&root)?))
    }

    fn new(files: Vec<(String, String, u64)>, metadata: Metadata) -> House {
        let mut files: Vec<File> =
            files.into_iter().map(|(path, text, size_bytes)| file(path, text, size_bytes)).collect();
        let test_modules: BTreeSet<String> = files.iter().flat_map(test_modules).collect();
        for file in &mut files {
            file.is_test |= file.is_rust() && is_within(&test_modules, &file.path);
        }
        House { files, metadata }
    }

    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }

    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    pub fn has_folder(&self, path: &str) -> bool {
        let inside = format!("{}/", path.trim_end_matches('/'));
        self.files.iter().any(|file| file.path.starts_with(&inside))
    }
}

fn file(path: String, text: String, size_bytes: u64) -> File {
    let code = Path::new(&path).extension().is_some_and(|own| own == "rs").then(|| Code::parse(&text));
    let is_test = path.split('/').any(|part| part == "tests" || part == "benches");
    File { path, text, size_bytes, code, is_test }
}

/// The paths, without ending, of the modules that this file declares under `#[cfg(test)]`.
fn test_modules(file: &File) -> Vec<String> {
    let Some(Ok(code)) = &file.code else { return Vec::new() };
    code.modules.iter().filter(|module| module.is_test).map(|module| code::join(&file.path, &module.name)).collect()
}

fn is_within(modules: &BTreeSet<String>, path: &str) -> bool {
    let stem = path.trim_end_matches(".rs");
    stem.match_indices('/').map(|(at, _)| &stem[..at]).chain([stem]).any(|part| modules.contains(part))
}

/// Cargo says where this package stands, whatever the folder it is run from.
fn root() -> anyhow::Result<PathBuf> {
    let package = std::env::var("CARGO_MANIFEST_DIR").context("run it as `cargo xtask tidy`")?;
    Ok(Path::new(&package).parent().context("xtask stands in the root of the repository")?.to_owned())
}

fn listed(root: &Path) -> anyhow::Result<Vec<String>> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .context("git is needed to list the files")?;
    ensure!(output.status.success(), "git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).context("a file name is not UTF-8")?;
    Ok(names.split_terminator('\0').map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect())
}

/// The text of a file, where it is one, and its size in bytes.
fn text_of(path: &Path) -> anyhow::Result<(String, u64)> {
    let size_bytes = path.metadata()?.len();
    if size_bytes > TEXT_BYTES_MAX {
        return Ok((String::new(), size_bytes));
    }
    Ok((String::from_utf8(std::fs::read(path)?).unwrap_or_default(), size_bytes))
}

#[cfg(test)]
impl House {
    /// A house of these files, for the tests of the checks.
    pub fn of(files: &[(&str, &str)]) -> House {
        let files =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned(), text.len() as u64)).collect();
        House::new(files, Metadata::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_declared_under_cfg_test_is_a_test_file() {
        let house = House::of(&[
            ("crates/x/src/lib.rs", "//! X.\nmod a;\n"),
            ("crates/x/src/a.rs", "//! A.\n#[cfg(test)]\nmod cases;\nmod real;\n"),
            ("crates/x/src/a/cases.rs", "//! Cases.\n"),
            ("crates/x/src/a/cases/more.rs", "//! More.\n"),
            ("crates/x/src/a/real.rs", "//! Real.\n"),
            ("crates/x/tests/whole.rs", "//! Whole.\n"),
        ]);
        let tests: Vec<&str> = house.files.iter().filter(|f| f.is_test).map(|f| f.path.as_str()).collect();
        assert_eq!(tests, ["crates/x/src/a/cases.rs", "crates/x/src/a/cases/more.rs", "crates/x/tests/whole.rs"]);
    }

    #[test]
    fn this_repository_reads() {
        let house = House::read().expect("git and cargo are there");
        assert!(house.file("xtask/src/tidy/house.rs").is_some());
        assert!(house.has_folder("xtask/src"));
        assert!(house.metadata.packages.iter().any(|package| package.name == "xtask"));
    }
}
