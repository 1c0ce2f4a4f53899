//! Every library's licence lets a public body and its vendors use, change and pass on the whole.
//!
//! To accept another permissive licence, add it to [`PERMISSIVE`]; a weak copyleft (MPL-2.0) only by name in [`EXCEPTIONS`].

use super::finding::Finding;
use super::house::House;
use super::metadata::Package;
use super::spdx;

const LOCK: &str = "Cargo.lock";
const OWN: &str = "Apache-2.0";

const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Library, licence, and why it may stay.
const EXCEPTIONS: &[(&str, &str, &str)] =
    &[("webpki-roots", "CDLA-Permissive-2.0", "a list of root certificates: data under a permissive data licence")];

pub fn check(house: &House) -> Vec<Finding> {
    let theirs = house.metadata.theirs().filter_map(theirs);
    theirs.chain(house.metadata.ours().filter_map(ours)).collect()
}

fn theirs(package: &Package) -> Option<Finding> {
    let Some(licence) = &package.license else {
        return Some(Finding::of(LOCK, format!("`{}` names no licence: leave it", package.name)));
    };
    let allows = |name: &str| {
        PERMISSIVE.contains(&name)
            || EXCEPTIONS.iter().any(|(library, licence, _)| *library == package.name && *licence == name)
    };
    let is_allowed = spdx::holds(licence, &allows);
    (!is_allowed).then(|| {
        Finding::of(LOCK, format!("`{}` is under {licence}: leave it, or explain it in licences.rs", package.name))
    })
}

fn ours(package: &Package) -> Option<Finding> {
    let is_ours = package.license.as_deref() == Some(OWN);
    (!is_ours).then(|| Finding::of(&package.manifest(), format!("not under {OWN}: write `license.workspace = true`")))
}

#[cfg(test)]
mod tests {
    use super::super::metadata::Metadata;
    use super::*;

    fn findings(line: &str) -> usize {
        check(&House { files: Vec::new(), metadata: Metadata::of(&[line]) }).len()
    }

    #[test]
    fn a_licence_that_binds_is_found() {
        assert_eq!(findings("one 1.0.0 MIT OR GPL-3.0-only:"), 0);
        assert_eq!(findings("one 1.0.0 GPL-3.0-only:"), 1);
        assert_eq!(findings("one 1.0.0 MPL-2.0:"), 1);
        assert_eq!(findings("one 1.0.0:"), 1);
    }

    #[test]
    fn an_exception_is_for_one_library() {
        assert_eq!(findings("webpki-roots 1.0.0 CDLA-Permissive-2.0:"), 0);
        assert_eq!(findings("other-roots 1.0.0 CDLA-Permissive-2.0:"), 1);
    }

    #[test]
    fn our_own_is_one_and_the_same() {
        assert_eq!(findings("huiyin-web 0.1.0 Apache-2.0:"), 0);
        assert_eq!(findings("huiyin-web 0.1.0 MIT:"), 1);
    }
}
