//! What the office's own texts say to what somebody is about to write: remarks, earlier answers, likely same matters. It
//! stands beside a form and only proposes; the form can be sent without a look at it.

use super::search::Pieces;

/// What stands beside a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aid {
    /// The button that sends the form to be looked over, where it can be.
    pub look: Option<String>,
    /// What was found, in words; none where nobody has asked.
    pub told: Option<String>,
    /// What was found.
    pub groups: Vec<AidGroup>,
}

/// Proposals of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AidGroup {
    /// What tells it apart in the page.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What it rests on.
    pub hint: String,
    /// The proposals, the best first.
    pub lines: Vec<AidLine>,
}

/// A proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AidLine {
    /// Where it leads: a field of the form, or a matter.
    pub href: Option<String>,
    /// What it is.
    pub what: String,
    /// The number of the matter it is about, where it is about one.
    pub number: String,
    /// A text that shows it, in pieces, with what is marked.
    pub text: Pieces,
    /// Where it stands, with whom, since when; or what speaks for it.
    pub about: String,
    /// The button that takes it into the form, where it can be taken.
    pub take: Option<Take>,
}

/// A button that takes a proposal into the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Take {
    /// The fields it fills in: names and values, as an address writes them.
    pub value: String,
    /// What stands on it.
    pub label: String,
}

impl Aid {
    /// There is nothing beside the form.
    pub const fn is_empty(&self) -> bool {
        self.told.is_none() && self.groups.is_empty()
    }

    /// One to look at.
    pub fn sample() -> Self {
        let text = |text: &str| text.to_owned();
        let line = AidLine {
            href: Some(text("#subject")),
            what: text("<what>"),
            number: text("xfj-P-2026-000001"),
            text: super::pieces("<text>", &[0..2, 3..5]),
            about: text("<about>"),
            take: Some(Take { value: text("subject=<taken>"), label: text("<take>") }),
        };
        let group = AidGroup { id: "sample", title: text("<heading>"), hint: text("<hint>"), lines: vec![line] };
        Self { look: Some(text("<look>")), told: Some(text("<told>")), groups: vec![group] }
    }
}
