//! One's own dates as a calendar file: the last days that run on a matter, each with the number of its petition.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use huiyin_app::story::View;
use huiyin_domain::matter::state::Clock;
use huiyin_render::Say;
use huiyin_render::ics::{self, Event};

/// The dates of a matter, to be taken into one's own calendar.
pub fn download(view: &View, say: &Say) -> Response {
    let clocks = view.matter.issues.iter().flat_map(|issue| view.matter.live_clocks(issue.no));
    file(clocks.map(|clock| event(view, clock, say)))
}

/// A calendar file to be kept.
pub fn file(events: impl IntoIterator<Item = Event>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"dates.ics\""),
    ];
    (headers, ics::file(events)).into_response()
}

fn event(view: &View, clock: &Clock, say: &Say) -> Event {
    let naming = view.office.packs.naming(&clock.derivation);
    let id = format!("{}-{}", view.matter.id, clock.no);
    let event = Event::of(&clock.derivation, &naming, (id, view.today), say);
    let number = view.matter.petitions.first().and_then(|petition| petition.number.as_ref());
    let number = number.map(|number| format!(" {number}")).unwrap_or_default();
    Event { summary: event.summary + &number, ..event }
}
