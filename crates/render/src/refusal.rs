//! A refusal in words: what happened, by which article, and what may be done instead.
//!
//! Whoever calls says where the names of units come from: programs read codes, officers names.

use huiyin_domain::clock::Step;
use huiyin_domain::matter::allowed::Offer;
use huiyin_domain::matter::{Alternative, EndCode, Instance, Kind, Outcome, Refusal, ReviewOutcome, Stage};
use huiyin_domain::office::{Office, Role};
use huiyin_domain::pack::Names;
use huiyin_domain::publication::PublicationPart;

use crate::coded::Coded;
use crate::say::Say;

/// The name of the unit with that code; a unit without one is told by its code.
pub type UnitNames<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What the law an office works by says on what the article of that code is about; none where it leaves that to the code.
pub type Cites<'a> = &'a dyn Fn(&str) -> Option<Names>;

impl Say {
    /// The names of an office's units, for the two below.
    pub fn names_of<'o>(&'o self, office: &'o Office) -> impl Fn(&str) -> Option<String> + 'o {
        move |code| Some(self.unit_name(office.unit(&code.parse().ok()?)?).to_owned())
    }

    /// Why it was refused.
    pub fn refusal(&self, refusal: &Refusal, units: UnitNames<'_>) -> String {
        let args: Vec<(&str, String)> =
            refusal.arguments().into_iter().map(|(name, value)| (name, self.spoken(name, value, units))).collect();
        self.text(&format!("refusal-{}", refusal.code()), &args)
    }

    /// The article behind it: as the pack of the clock cites it, where it speaks of one; else that of the law the office
    /// works by, which `cites` knows.
    pub fn basis(&self, refusal: &Refusal, cites: Cites<'_>) -> String {
        self.cited(refusal.article(), refusal.law(), cites)
    }

    /// The article by which something may be done or may not, by the law that held when the step under way began.
    pub fn basis_of(&self, offer: &Offer, office: &Office) -> String {
        self.cited(offer.article(), offer.law(), &|code: &str| office.packs.basis(code, offer.law_on))
    }

    /// An article of that code: as the pack of a clock cites it, else as the law does that `cites` knows.
    pub fn cited(&self, code: &str, law: Option<&Names>, cites: Cites<'_>) -> String {
        let law = law.cloned().or_else(|| cites(code));
        law.map_or_else(|| self.article(code), |law| self.named(&law).to_owned())
    }

    /// What may be done instead.
    pub fn alternative(&self, alternative: &Alternative, units: UnitNames<'_>) -> String {
        match alternative {
            Alternative::Instead(command) => self.text("alternative-instead", &[("command", self.word(*command))]),
            Alternative::ByPost { role, unit } => {
                let unit = self.spoken("unit", unit.to_string(), units);
                self.text("alternative-by-post", &[("role", self.word(*role)), ("unit", unit)])
            }
            Alternative::ByAnother => self.text("alternative-by-another", &[]),
            Alternative::Within => self.text("alternative-within", &[]),
            Alternative::From(day) => self.text("alternative-from", &[("day", self.weekday(*day))]),
            Alternative::NewMatter => self.text("alternative-new-matter", &[]),
        }
    }

    /// Codes become words, units their names, and days are written out; all else stands as it is.
    fn spoken(&self, name: &str, value: String, units: UnitNames<'_>) -> String {
        if let Ok(day) = value.parse() {
            return self.weekday(day);
        }
        match name {
            "unit" | "of" => units(&value).unwrap_or(value),
            "at" => self.word_of::<Stage>(value),
            "role" => self.word_of::<Role>(value),
            "kind" => self.word_of::<Kind>(value),
            "outcome" => self.word_of::<Outcome>(value),
            "step" => self.word_of::<Step>(value),
            "ruled" => self.word_of::<ReviewOutcome>(value),
            "instance" => self.word_of::<Instance>(value),
            "end" => self.word_of::<EndCode>(value),
            "part" => self.word_of::<PublicationPart>(value),
            _ => value,
        }
    }

    fn word_of<C: Coded>(&self, code: String) -> String {
        C::of_code(&code).map_or(code, |coded| self.word(coded))
    }
}
