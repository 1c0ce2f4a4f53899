//! One thing to put right: where, what, and what to do about it.

use std::fmt;

/// What a check found; printed as `path:line: what, and what to do`.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    path: String,
    /// 1 or more; 0 for what concerns the file, or the workspace, as a whole.
    line: usize,
    what: String,
}

impl Finding {
    pub fn at(path: &str, line: usize, what: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line, what: what.into() }
    }

    pub fn of(path: &str, what: impl Into<String>) -> Finding {
        Finding::at(path, 0, what)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}: {}", self.path, self.what),
            line => write!(out, "{}:{line}: {}", self.path, self.what),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_the_place_first() {
        assert_eq!(Finding::at("a.rs", 3, "too long, split it").to_string(), "a.rs:3: too long, split it");
        assert_eq!(Finding::of("a.rs", "too long, split it").to_string(), "a.rs: too long, split it");
    }
}
