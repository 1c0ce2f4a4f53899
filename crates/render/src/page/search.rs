//! Search: words, what was found with the words marked, and ways to narrow it. Everything is sent in a body: words that are
//! looked for may be somebody's.

use askama::Template;

use super::Frame;
use crate::Lang;

/// The page behind `/desk/search`.
#[derive(Debug, Template)]
#[template(path = "pages/search.html")]
pub struct SearchPage {
    /// What stands around it.
    pub frame: Frame,
    /// What was typed.
    pub words: String,
    /// Other words for the same are looked for too.
    pub widely: bool,
    /// What is wrong, by the field.
    pub faults: Vec<(&'static str, String)>,
    /// What it is narrowed by already: names and codes.
    pub narrowed: Vec<(&'static str, String)>,
    /// First and last day of receipt, where they are asked for.
    pub days: (String, String),
    /// How many were found, in words; none before anything was asked.
    pub told: Option<String>,
    /// What it can be narrowed by.
    pub facets: Vec<Facet>,
    /// What was found, the best first.
    pub finds: Vec<FindLine>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// The ways to narrow by one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// By what.
    pub title: String,
    /// The field it is sent as.
    pub name: &'static str,
    /// What can be chosen: code, words, how many; the code is empty where it takes the filter away.
    pub offered: Vec<(String, String, Option<usize>)>,
    /// The code that is chosen.
    pub chosen: String,
}

/// A matter that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindLine {
    /// Where it is.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Its subject line in pieces, with what is marked.
    pub subject: Pieces,
    /// Lines of its text in pieces, with what is marked.
    pub snippet: Pieces,
    /// Where it stands, with whom, about what, since when.
    pub about: String,
}

/// A text in pieces, those marked and those not.
pub type Pieces = Vec<(String, bool)>;

/// A text in pieces; marks are in bytes, from left to right.
pub fn pieces(text: &str, marks: &[std::ops::Range<usize>]) -> Pieces {
    let (mut pieces, mut end) = (Vec::new(), 0);
    for mark in marks {
        pieces.push((text.get(end..mark.start).unwrap_or_default().to_owned(), false));
        pieces.push((text.get(mark.clone()).unwrap_or_default().to_owned(), true));
        end = mark.end;
    }
    pieces.push((text.get(end..).unwrap_or_default().to_owned(), false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

impl SearchPage {
    /// One to look at.
    pub fn sample(lang: Lang) -> Self {
        let text = |text: &str| text.to_owned();
        let find = FindLine {
            href: text("/desk/0"),
            number: text("xfj-P-2026-000001"),
            subject: pieces("<subject>", &[0..4, 5..8]),
            snippet: pieces("<snippet>", &[0..2, 3..5]),
            about: text("<about>"),
        };
        let offered = vec![(String::new(), text("<all>"), None), (text("03"), text("<label>"), Some(3))];
        Self {
            frame: Frame::sample(lang),
            words: text("<words>"),
            widely: true,
            faults: vec![("words", text("<fault>")), ("to", text("<fault>"))],
            narrowed: vec![("class", text("03"))],
            days: (text("2026-01-01"), String::new()),
            told: Some(text("<told>")),
            facets: vec![Facet { title: text("<heading>"), name: "class", offered, chosen: text("03") }],
            finds: vec![find],
            next: Some(text("20")),
        }
    }
}

impl SearchPage {
    fn fault(&self, field: &str) -> Option<&str> {
        self.faults.iter().find(|(name, _)| *name == field).map(|(_, told)| told.as_str())
    }

    /// The days, where one is asked for or was typed wrongly.
    fn asks_for_days(&self) -> bool {
        !self.days.0.is_empty() || !self.days.1.is_empty()
    }

    /// First and last day, with what is wrong with them.
    fn day_fields(&self) -> [(&'static str, String, &str, Option<&str>); 2] {
        let [from, to] = ["from", "to"].map(|name| (name, self.frame.t(&format!("search-{name}")), self.fault(name)));
        [(from.0, from.1, &self.days.0, from.2), (to.0, to.1, &self.days.1, to.2)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_together_are_the_text() {
        for marks in [vec![], vec![0..3, 3..6], vec![3..6, 9..12]] {
            let pieces = pieces("甲乙丙丁", &marks);
            assert_eq!(pieces.iter().map(|(piece, _)| piece.as_str()).collect::<String>(), "甲乙丙丁");
            assert_eq!(pieces.iter().filter(|(_, marked)| *marked).count(), marks.len());
        }
    }
}
