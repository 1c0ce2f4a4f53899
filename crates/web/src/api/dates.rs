//! One's own dates as a calendar file (iCalendar, RFC 5545): an all-day event for each last day that runs on a matter, with
//! the way it came about. Holds the step's name and the petition's number, and no word that anybody wrote.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use huiyin_app::story::View;
use huiyin_domain::matter::state::Clock;
use huiyin_render::Say;

/// Longest line of a calendar file, in bytes, before it is folded (RFC 5545, 3.1).
const LINE_BYTES_MAX: usize = 75;

/// The dates of a matter, to be taken into one's own calendar.
pub fn download(view: &View, say: &Say) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"dates.ics\""),
    ];
    (headers, file(view, say)).into_response()
}

fn file(view: &View, say: &Say) -> String {
    let mut lines =
        vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), "PRODID:-//Huiyin//dates//EN".to_owned()];
    let issues = view.matter.issues.iter();
    let clocks = issues.flat_map(|issue| view.matter.live_clocks(issue.no));
    lines.extend(clocks.flat_map(|clock| event(view, clock, say)));
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn event(view: &View, clock: &Clock, say: &Say) -> [String; 7] {
    let number = view.matter.petitions.first().and_then(|petition| petition.number.as_ref());
    let number = number.map(|number| format!(" {number}")).unwrap_or_default();
    let naming = view.office.packs.naming(&clock.derivation);
    let way = say.derivation(&clock.derivation, &naming).join("\n");
    [
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}-{}@huiyin", view.matter.id, clock.no),
        format!("DTSTAMP:{}T000000Z", view.today.strftime("%Y%m%d")),
        format!("DTSTART;VALUE=DATE:{}", clock.last_day().strftime("%Y%m%d")),
        format!("SUMMARY:{}", escaped(&format!("{}{number}", say.step(&clock.derivation, &naming)))),
        format!("DESCRIPTION:{}", escaped(&way)),
        "END:VEVENT".to_owned(),
    ]
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
