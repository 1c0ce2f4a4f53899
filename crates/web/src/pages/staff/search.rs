//! Search by words: what an officer may read of what answers, and ways to narrow it. Words are sent in a body, as numbers are.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use huiyin_app::search::{FOUND_MAX, Find, SearchFilter, SearchPage as Finds};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::office::Office;
use huiyin_render::form::Form;
use huiyin_render::page::{Facet, FindLine, Frame, SearchPage, pieces};

use super::Staff;
use crate::WebState;
use crate::pages::file::optional;
use crate::pages::form::Own;
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

/// Ways to narrow by one thing that are offered: the most frequent.
const OFFERED_MAX: usize = 12;

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/desk/search", get(ask).post(find))
}

async fn ask(staff: Staff) -> Response {
    html(&page(staff.frame, &Form::default()))
}

async fn find(State(state): State<WebState>, Own(staff, form): Own<Staff>) -> Result<Response, Failed> {
    let office = state.app.office().await?;
    let start = form.value("start").parse().unwrap_or(0);
    let found = match filter_of(&form) {
        Ok(filter) => state.app.search(&staff.actor, form.value("words"), &filter, start).await,
        Err(wrong) => Err(AppError::Invalid(wrong)),
    };
    let mut page = page(staff.frame, &form);
    match found.map_err(Failed::from) {
        Ok(found) => {
            page.told = Some(told(&page.frame, &found));
            page.facets = facets(&page.frame, &office, &form, &found);
            page.next = found.next.map(|next| next.to_string());
            page.finds = found.finds.iter().map(|find| line(&page.frame, &office, find)).collect();
            Ok(html(&page))
        }
        Err(failed) => {
            if failed.fields().is_empty() {
                return Err(failed);
            }
            for invalid in failed.fields() {
                // What is no field of the page was narrowed by: it is told beside the words.
                let field = ["from", "to"].into_iter().find(|day| invalid.field == *day).unwrap_or("words");
                page.faults.push((field, page.frame.say.wrong(invalid.code, invalid.bound, invalid.law.as_deref())));
            }
            Ok(faulty(&page))
        }
    }
}

/// The page with what was typed and nothing found.
fn page(frame: Frame, form: &Form) -> SearchPage {
    let narrowed = NARROWED.into_iter().map(|name| (name, form.value(name).to_owned()));
    SearchPage {
        words: form.value("words").to_owned(),
        widely: form.value("widely") == "yes",
        faults: Vec::new(),
        narrowed: narrowed.filter(|(_, code)| !code.is_empty()).collect(),
        days: (form.value("from").to_owned(), form.value("to").to_owned()),
        told: None,
        facets: Vec::new(),
        finds: Vec::new(),
        next: None,
        frame,
    }
}

/// What is narrowed by a button.
const NARROWED: [&str; 5] = ["class", "unit", "stage", "channel", "place"];

/// What it is narrowed by, or all that cannot be read.
fn filter_of(form: &Form) -> Result<SearchFilter, Vec<Invalid>> {
    let mut faults = Vec::new();
    let filter = SearchFilter {
        class: optional(form, "class", "unknown-code", &mut faults),
        unit: optional(form, "unit", "unknown-code", &mut faults),
        place: optional(form, "place", "unknown-code", &mut faults),
        stage: optional(form, "stage", "unknown-code", &mut faults),
        channel: optional(form, "channel", "unknown-code", &mut faults),
        from: optional(form, "from", "not-a-date", &mut faults),
        to: optional(form, "to", "not-a-date", &mut faults),
        widely: form.value("widely") == "yes",
    };
    if faults.is_empty() { Ok(filter) } else { Err(faults) }
}

fn told(frame: &Frame, found: &Finds) -> String {
    let count = [("count", found.count.to_string()), ("max", FOUND_MAX.to_string())];
    match (found.count, found.is_cut) {
        (0, _) => frame.t("search-none"),
        (_, true) => frame.say.text("search-cut", &count),
        (_, false) => frame.say.text("search-count", &count),
    }
}

fn facets(frame: &Frame, office: &Office, form: &Form, found: &Finds) -> Vec<Facet> {
    let (say, by) = (&frame.say, &found.facets);
    let class = |code: &_| office.class(code).map_or_else(String::new, |class| say.class_name(class).to_owned());
    let place = |code: &_| office.place(code).map_or_else(String::new, |place| say.place_name(place).to_owned());
    let offer = |title: &str, name: &'static str, offered: Vec<(String, String, Option<usize>)>| {
        let chosen = form.value(name).to_owned();
        let all = (String::new(), frame.t("work-any-class"), None);
        let mut offered: Vec<_> = std::iter::once(all).chain(offered.into_iter().take(OFFERED_MAX)).collect();
        if !offered.iter().any(|(code, ..)| *code == chosen) {
            offered.push((chosen.clone(), chosen.clone(), None));
        }
        Facet { title: frame.t(title), name, offered, chosen }
    };
    let facets = [
        offer(
            "work-by-class",
            "class",
            by.classes.iter().map(|(code, n)| (code.to_string(), class(code), Some(*n))).collect(),
        ),
        offer(
            "work-by-unit",
            "unit",
            by.units.iter().map(|(code, n)| (code.to_string(), say.unit(office, code), Some(*n))).collect(),
        ),
        offer(
            "work-by-stage",
            "stage",
            by.stages.iter().map(|(code, n)| (code.to_string(), say.word(*code), Some(*n))).collect(),
        ),
        offer(
            "search-by-channel",
            "channel",
            by.channels.iter().map(|(code, n)| (code.to_string(), say.word(*code), Some(*n))).collect(),
        ),
        offer(
            "search-by-place",
            "place",
            by.places.iter().map(|(code, n)| (code.to_string(), place(code), Some(*n))).collect(),
        ),
    ];
    // What all finds have in common narrows nothing, unless it was chosen and may be taken away.
    facets.into_iter().filter(|facet| facet.offered.len() > 2 || !facet.chosen.is_empty()).collect()
}

fn line(frame: &Frame, office: &Office, find: &Find) -> FindLine {
    let (say, row) = (&frame.say, &find.listed.row);
    let class = row.class.as_ref().and_then(|code| office.class(code)).map(|class| say.class_name(class).to_owned());
    let place = row.place.as_ref().and_then(|code| office.place(code)).map(|place| say.place_name(place).to_owned());
    let received = [("channel", say.word(row.channel)), ("day", say.date(row.received_on))];
    let about = [say.word(row.stage), say.unit(office, &row.unit)].into_iter().chain(class).chain(place);
    let about: Vec<String> = about.chain([say.text("work-received", &received)]).collect();
    FindLine {
        href: format!("/desk/{}", row.matter),
        number: find.listed.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        subject: pieces(&find.subject.text, &find.subject.marks),
        snippet: pieces(&find.snippet.text, &find.snippet.marks),
        about: about.join(" · "),
    }
}
