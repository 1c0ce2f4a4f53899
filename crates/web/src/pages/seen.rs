//! A view of a matter, made ready to be laid out.

use std::collections::BTreeMap;
use std::sync::Arc;

use huiyin_app::story::{View, words_of};
use huiyin_domain::ids::ContentId;
use huiyin_domain::matter::Event;
use huiyin_domain::office::Office;
use huiyin_render::page::{OpenedLine, Seen, Told};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The view with its times as the office's days.
pub fn of(view: View) -> Seen {
    let zone = TimeZone::get(&view.office.time_zone).unwrap_or(TimeZone::UTC);
    let day = |at: Timestamp| -> Date { zone.to_datetime(at).date() };
    let (office, words) = (Arc::clone(&view.office), &view.words);
    let story = view.story.into_iter().map(|line| Told {
        on: day(line.recorded_at),
        by: by(&office, &line.actor),
        number: line.number,
        said: said(words, &line.event),
        event: line.event,
    });
    let story = story.collect();
    let opened = view.opened.into_iter().map(|opened| OpenedLine {
        on: day(opened.at),
        by: opened.by,
        purpose: opened.purpose,
        contact_only: opened.contact_only,
    });
    Seen {
        matter: view.matter,
        office: view.office,
        today: view.today,
        story,
        words: view.words,
        offers: view.offers,
        opened: opened.collect(),
    }
}

/// An officer by name; everybody else as the record has it.
fn by(office: &Office, actor: &str) -> String {
    let officer = actor.strip_prefix("officer:").and_then(|code| office.officer(&code.parse().ok()?));
    officer.map_or_else(|| actor.to_owned(), |officer| officer.name.clone())
}

/// The words in an event; those of a petition are shown with it, once.
fn said(words: &BTreeMap<ContentId, String>, event: &Event) -> Vec<String> {
    if matches!(event, Event::MatterRegistered(_) | Event::PetitionAdded(_)) {
        return Vec::new();
    }
    words_of(event).iter().filter_map(|word| words.get(&word.id).cloned()).collect()
}
