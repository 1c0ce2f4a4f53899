//! Dates as a calendar file (iCalendar, RFC 5545): an all-day event for each last day, with the way it came about. Holds what a
//! period is called and no word that anybody wrote.

use huiyin_domain::clock::{Derivation, LastDay};
use huiyin_domain::pack::Naming;
use jiff::civil::Date;

use crate::Say;

/// Longest line of a calendar file, in bytes, before it is folded (RFC 5545, 3.1).
const LINE_BYTES_MAX: usize = 75;

/// The last day of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same for the same period, and for no other.
    pub id: String,
    /// The day it was told on.
    pub told_on: Date,
    /// The last day.
    pub due: LastDay,
    /// What the period is for.
    pub summary: String,
    /// How the day came about.
    pub description: String,
}

impl Event {
    /// Of that period.
    pub fn of(period: &Derivation, naming: &Naming, (id, told_on): (String, Date), say: &Say) -> Self {
        let description = say.derivation(period, naming).join("\n");
        Self { id, told_on, due: period.due(), summary: say.step_due(period, naming), description }
    }

    /// Of a period that was asked for and runs in no matter: asked the same, it is the same.
    pub fn asked(period: &Derivation, naming: &Naming, say: &Say) -> Self {
        let id = format!("{}-{}-{}", period.rule, period.start, period.last_day);
        Self::of(period, naming, (id, period.start), say)
    }

    fn lines(&self) -> [String; 8] {
        [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@huiyin", self.id),
            format!("DTSTAMP:{}T000000Z", self.told_on.strftime("%Y%m%d")),
            format!("DTSTART;VALUE=DATE:{}", self.due.day.strftime("%Y%m%d")),
            // RFC 5545, 3.8.1.11: calendars show the two differently.
            format!("STATUS:{}", if self.due.is_provisional { "TENTATIVE" } else { "CONFIRMED" }),
            format!("SUMMARY:{}", escaped(&self.summary)),
            format!("DESCRIPTION:{}", escaped(&self.description)),
            "END:VEVENT".to_owned(),
        ]
    }
}

/// The file of these events.
pub fn file(events: impl IntoIterator<Item = Event>) -> String {
    let begin = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Huiyin//dates//EN"].map(str::to_owned);
    let events = events.into_iter().flat_map(|event| event.lines());
    begin.into_iter().chain(events).chain(["END:VCALENDAR".to_owned()]).map(|line| folded(&line)).collect()
}

/// What stands in a text value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// The line, folded between characters, with its end.
fn folded(line: &str) -> String {
    let (mut out, mut bytes) = (String::with_capacity(line.len() + 8), 0);
    for c in line.chars() {
        if bytes + c.len_utf8() > LINE_BYTES_MAX {
            out.push_str("\r\n ");
            bytes = 1;
        }
        out.push(c);
        bytes += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_characters_and_unfolds_to_itself() {
        let line = format!("DESCRIPTION:{}", "办理期限六十日".repeat(20));
        let file = folded(&line);
        assert!(file.split("\r\n").all(|piece| piece.len() <= LINE_BYTES_MAX), "{file}");
        assert_eq!(file.replace("\r\n ", ""), format!("{line}\r\n"));
    }

    #[test]
    fn what_parts_values_is_escaped() {
        assert_eq!(escaped("art. 22, 23; \\ line\nline"), "art. 22\\, 23\\; \\\\ line\\nline");
    }
}
