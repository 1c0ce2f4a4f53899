//! SPDX licence expressions: `MIT OR (Apache-2.0 AND Unicode-3.0)`; the older `/` between names means `OR`.

/// Whether the expression can be met with licences that `allows` accepts; what cannot be read is not met.
///
/// `WITH` binds its exception to the name before it and is asked for as one: `Apache-2.0 WITH LLVM-exception`.
pub fn holds(expression: &str, allows: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, allows };
    reader.any() == Some(true) && reader.words.is_empty()
}

struct Reader<'a> {
    words: &'a [&'a str],
    allows: &'a dyn Fn(&str) -> bool,
}

impl<'a> Reader<'a> {
    fn any(&mut self) -> Option<bool> {
        let mut holds = self.all()?;
        while self.takes("OR") {
            holds |= self.all()?;
        }
        Some(holds)
    }

    fn all(&mut self) -> Option<bool> {
        let mut holds = self.one()?;
        while self.takes("AND") {
            holds &= self.one()?;
        }
        Some(holds)
    }

    fn one(&mut self) -> Option<bool> {
        if self.takes("(") {
            let holds = self.any()?;
            return self.takes(")").then_some(holds);
        }
        let name = self.word()?;
        if self.takes("WITH") {
            let exception = self.word()?;
            return Some((self.allows)(&format!("{name} WITH {exception}")));
        }
        Some((self.allows)(name))
    }

    fn word(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.words.first() == Some(&word);
        if is_next {
            self.words = &self.words[1..];
        }
        is_next
    }
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn one_side_of_or_is_enough_and_both_of_and_are_needed() {
        let allows = |name: &str| ["MIT", "Zlib", "Apache-2.0 WITH LLVM-exception"].contains(&name);
        for met in ["MIT", "GPL-2.0 OR MIT", "GPL-2.0/MIT", "MIT AND Zlib", "(GPL-2.0 OR MIT) AND Zlib"] {
            assert!(holds(met, &allows), "{met}");
        }
        for unmet in ["GPL-2.0", "GPL-2.0 AND MIT", "(GPL-2.0 OR MIT) AND Ruby", "Apache-2.0", ""] {
            assert!(!holds(unmet, &allows), "{unmet}");
        }
        assert!(holds("Apache-2.0 WITH LLVM-exception", &allows));
    }

    #[test]
    fn and_binds_closer_than_or() {
        assert!(holds("MIT OR GPL-2.0 AND Ruby", &|name| name == "MIT"));
    }

    #[test]
    fn what_cannot_be_read_is_not_met() {
        for broken in ["MIT Zlib", "(MIT", "MIT)", "MIT OR", "AND MIT"] {
            assert!(!holds(broken, &|_| true), "{broken}");
        }
    }
}
