//! A refusal in words: what happened, by which article, and what may be done instead.

use huiyin_domain::matter::{Alternative, Refusal};

use crate::say::Say;

impl Say {
    /// Why it was refused.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let args: Vec<(&str, String)> =
            refusal.arguments().into_iter().map(|(name, value)| (name, self.spoken(name, &value))).collect();
        self.text(&format!("refusal-{}", refusal.code()), &args)
    }

    /// What may be done instead.
    pub fn alternative(&self, alternative: &Alternative) -> String {
        match alternative {
            Alternative::Instead(command) => {
                self.text("alternative-instead", &[("command", self.code("command-", command.code()))])
            }
            Alternative::ByPost { role, unit } => {
                let args = [("role", self.code("role-", role.code())), ("unit", unit.to_string())];
                self.text("alternative-by-post", &args)
            }
            Alternative::Within => self.text("alternative-within", &[]),
            Alternative::From(day) => self.text("alternative-from", &[("day", self.weekday(*day))]),
            Alternative::NewMatter => self.text("alternative-new-matter", &[]),
        }
    }

    /// Codes become words and days are written out; all else stands as it is.
    fn spoken(&self, name: &str, value: &str) -> String {
        if let Ok(day) = value.parse() {
            return self.weekday(day);
        }
        match name {
            "at" | "stage" => self.code("stage-", value),
            "role" => self.code("role-", value),
            "kind" => self.code("kind-", value),
            "outcome" => self.code("outcome-", value),
            "step" => self.code("step-", value),
            "end" => self.code("end-", value),
            _ => value.to_owned(),
        }
    }
}
