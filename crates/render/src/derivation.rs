//! How a date came about, in words: the same lines to a petitioner and to an auditor.

use huiyin_domain::clock::{Arg, Derivation, Line, Unit};

use huiyin_domain::pack::Names;

use crate::say::Say;

impl Say {
    /// The lines, the day itself first; `article` is its article as the pack cites it in the three languages.
    pub fn derivation(&self, derivation: &Derivation, article: &Names) -> Vec<String> {
        derivation.explain().iter().map(|line| self.line(line, article)).collect()
    }

    fn line(&self, line: &Line, article: &Names) -> String {
        let args: Vec<_> = line
            .args
            .iter()
            .map(|(name, arg)| match arg {
                Arg::Article(_) => (*name, self.named(article).to_owned()),
                arg => (*name, self.argument(line, name, arg)),
            })
            .collect();
        self.text(key(line), &args)
    }

    fn argument(&self, line: &Line, name: &str, arg: &Arg) -> String {
        match arg {
            Arg::Day(day) => self.weekday(*day),
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
