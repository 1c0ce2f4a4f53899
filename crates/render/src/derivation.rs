//! How a date came about, in words: the same lines to a petitioner and to an auditor.

use huiyin_domain::clock::{Arg, Derivation};

use crate::say::Say;

impl Say {
    /// The lines, the day itself first.
    pub fn derivation(&self, derivation: &Derivation) -> Vec<String> {
        let lines = derivation.explain();
        lines.iter().map(|line| self.text(line.key, &self.arguments(&line.args))).collect()
    }

    fn arguments(&self, args: &[(&'static str, Arg)]) -> Vec<(&'static str, String)> {
        args.iter().map(|(name, arg)| (*name, self.argument(arg))).collect()
    }

    fn argument(&self, arg: &Arg) -> String {
        match arg {
            Arg::Day(day) => self.weekday(*day),
            Arg::Count(count) => count.to_string(),
            Arg::Unit(unit) => self.code("unit-", unit.code()),
            Arg::Step(step) => self.code("step-", step.code()),
            Arg::Rest(rest) => self.code("rest-", rest.code()),
            Arg::Reason(reason) => self.code("pause-reason-", reason.code()),
            Arg::Article(article) => article.clone(),
        }
    }
}
