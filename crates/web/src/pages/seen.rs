//! A view of a matter, made ready to be laid out.

use std::collections::BTreeMap;
use std::sync::Arc;

use huiyin_app::AppError;
use huiyin_app::files::{Origin, ShownFile};
use huiyin_app::load::time_zone;
use huiyin_app::story::{View, words_of};
use huiyin_domain::ids::ContentId;
use huiyin_domain::matter::Event;
use huiyin_domain::office::Office;
use huiyin_domain::office::policy::Reading;
use huiyin_render::Say;
use huiyin_render::page::{FileLine, OpenedLine, Seen, Told};
use jiff::Timestamp;
use jiff::civil::Date;

/// The view with its times as the office's days.
pub fn of(say: &Say, view: View) -> Result<Seen, AppError> {
    let zone = time_zone(&view.office)?;
    let day = |at: Timestamp| -> Date { zone.to_datetime(at).date() };
    let (office, words) = (Arc::clone(&view.office), &view.words);
    let story = view.story.into_iter().map(|line| Told {
        on: day(line.recorded_at),
        by: by(say, &office, &line.actor),
        number: line.number,
        said: said(words, &line.event),
        event: line.event,
    });
    let story = story.collect();
    let opened = view.opened.into_iter().map(|opened| OpenedLine {
        on: day(opened.at),
        by: by(say, &office, &opened.by),
        purpose: opened.purpose,
        contact_only: opened.contact_only,
    });
    let opened = opened.collect();
    let file = |shown: ShownFile| {
        let (petition, issue) = match shown.origin {
            Origin::Petition(no) => (Some(no), None),
            Origin::Evidence(no) => (None, Some(no)),
        };
        FileLine { id: shown.id, petition, issue, name: shown.note.name, size_bytes: shown.note.size_bytes }
    };
    Ok(Seen {
        files: view.files.into_iter().map(file).collect(),
        reads_words: view.reading > Reading::Record,
        matter: view.matter,
        papers: view.papers,
        office: view.office,
        today: view.today,
        story,
        words: view.words,
        offers: view.offers,
        opened,
    })
}

/// An officer by name, everybody else by what he or it is; a name that is told already stands as it is.
pub(super) fn by(say: &Say, office: &Office, actor: &str) -> String {
    let (kind, which) = actor.split_once(':').unwrap_or((actor, ""));
    let key = match kind {
        "officer" => {
            let officer = which.parse().ok().and_then(|code| office.officer(&code));
            return officer.map_or_else(|| which.to_owned(), |officer| officer.name.clone());
        }
        "public" => "actor-public",
        "petitioner" => "actor-petitioner",
        "job" => "actor-job",
        "import" => "actor-import",
        _ => return actor.to_owned(),
    };
    say.text(key, &[])
}

/// The words in an event; those of a petition are shown with it, once.
fn said(words: &BTreeMap<ContentId, String>, event: &Event) -> Vec<String> {
    if matches!(event, Event::MatterRegistered(_) | Event::PetitionAdded(_)) {
        return Vec::new();
    }
    words_of(event).iter().filter_map(|word| words.get(&word.id).cloned()).collect()
}
