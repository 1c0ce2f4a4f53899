//! How a date came about, in words: the same lines to a petitioner and to an auditor.

use huiyin_domain::clock::{Arg, Derivation, Line, Unit};
use huiyin_domain::pack::Naming;

use crate::say::Say;

impl Say {
    /// The lines, the day itself first; `naming` is what the pack calls it in the three languages.
    pub fn derivation(&self, derivation: &Derivation, naming: &Naming) -> Vec<String> {
        derivation.explain().iter().map(|line| self.line(line, naming)).collect()
    }

    /// What a period is for: the step of the law, or what the pack calls a rule beside it.
    pub fn step(&self, derivation: &Derivation, naming: &Naming) -> String {
        naming.rule.as_ref().map_or_else(|| self.word(derivation.step), |rule| self.named(rule).to_owned())
    }

    /// The same for a place that shows the day by itself: that the day may still move is said with it.
    pub fn step_due(&self, derivation: &Derivation, naming: &Naming) -> String {
        let step = self.step(derivation, naming);
        if derivation.provisional { self.text("clock-step-provisional", &[("step", step)]) } else { step }
    }

    fn line(&self, line: &Line, naming: &Naming) -> String {
        let args: Vec<_> = line
            .args
            .iter()
            .map(|(name, arg)| match arg {
                Arg::Article(_) => (*name, self.named(&naming.article).to_owned()),
                Arg::Step(step) => {
                    let rule = naming.rule.as_ref().map(|rule| self.named(rule).to_owned());
                    (*name, rule.unwrap_or_else(|| self.word(*step)))
                }
                arg => (*name, self.argument(line, name, arg)),
            })
            .collect();
        self.text(key(line), &args)
    }

    fn argument(&self, line: &Line, name: &str, arg: &Arg) -> String {
        match arg {
            Arg::Day(day) => self.weekday(*day),
            Arg::Hour(hour) => hour.strftime("%H:%M").to_string(),
            Arg::Count(count) => match name {
                "length" => self.length(*count, counted_in(line)),
                "days" => self.length(*count, Unit::CalendarDay),
                _ => count.to_string(),
            },
            // Said with the length that it measures; no text names it alone.
            Arg::Unit(unit) => unit.to_string(),
            Arg::Step(step) => self.word(*step),
            Arg::Rest(rest) => self.word(*rest),
            Arg::Reason(reason) => self.word(*reason),
            Arg::Article(article) => article.clone(),
        }
    }
}

/// A stretch of one day is told by that day, not from it to itself.
fn key(line: &Line) -> &'static str {
    let of = |name: &str| line.args.iter().find(|(named, _)| *named == name).map(|(_, arg)| arg);
    match line.key {
        "clock-skipped" if of("from") == of("to") => "clock-skipped-day",
        "clock-paused" if of("from") == of("to") => "clock-paused-day",
        key => key,
    }
}

/// What the line's length is counted in; a line that names no unit counts days.
fn counted_in(line: &Line) -> Unit {
    let unit = line.args.iter().find_map(|(_, arg)| if let Arg::Unit(unit) = arg { Some(*unit) } else { None });
    unit.unwrap_or(Unit::CalendarDay)
}
