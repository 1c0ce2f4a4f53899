//! The worklist: standing filters with their counts, rows by the next clock, and the way to a number.

use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use huiyin_app::AppError;
use huiyin_app::worklist::{PAGE_ROWS, Row, WorklistFilter};
use huiyin_domain::matter::Stage;
use huiyin_domain::office::Office;
use huiyin_domain::view::CountKey;
use huiyin_render::page::{Filter, Frame, SOON_DAYS, WorkLine, WorkPage, mood};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use super::Staff;
use crate::WebState;
use crate::pages::form::Own;
use crate::pages::trouble::html;
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/desk", get(list)).route("/desk/find", post(find))
}

/// Which rows: codes and a signed cursor, nothing of a person.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    stage: Option<String>,
    /// `overdue` or `soon`.
    #[serde(default)]
    due: Option<String>,
    #[serde(default)]
    cursor: Option<String>,
    #[serde(default)]
    missed: Option<String>,
}

async fn list(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let (due_from, due_to) = bounds(asked.due.as_deref(), today);
    let at_stage = asked.stage.as_deref().and_then(Stage::from_code);
    let filter = WorklistFilter { stage: at_stage, due_from, due_to, ..WorklistFilter::default() };
    let page = state.app.worklist(&staff.actor, filter, asked.cursor.as_deref(), PAGE_ROWS).await?;
    let counts = state.app.counts(&staff.actor).await?;
    let frame = staff.frame;
    let rows = page.rows.iter().map(|row| line(&frame, &office, row, today)).collect();
    let next = page.next.map(|cursor| format!("{}cursor={cursor}", leading(&asked)));
    let filters = filters(&frame, &counts, &asked, today);
    Ok(html(&WorkPage { frame, filters, rows, next, missed: asked.missed.is_some() }))
}

/// The days that a word for them bounds.
fn bounds(due: Option<&str>, today: Date) -> (Option<Date>, Option<Date>) {
    match due {
        Some("overdue") => (None, today.yesterday().ok()),
        Some("soon") => (Some(today), today.checked_add(SOON_DAYS.days()).ok()),
        _ => (None, None),
    }
}

/// The address of this list, ready for one more parameter.
fn leading(asked: &Asked) -> String {
    let stage = asked.stage.as_ref().map(|stage| format!("stage={stage}&")).unwrap_or_default();
    let due = asked.due.as_ref().map(|due| format!("due={due}&")).unwrap_or_default();
    format!("/desk?{stage}{due}")
}

/// All, overdue, due soon, then each stage that has any.
fn filters(frame: &Frame, counts: &[(CountKey, u64)], asked: &Asked, today: Date) -> Vec<Filter> {
    let sum = |holds: &dyn Fn(&CountKey) -> bool| counts.iter().filter(|(key, _)| holds(key)).map(|(_, n)| n).sum();
    let within = |key: &CountKey, due: &str| {
        let (from, to) = bounds(Some(due), today);
        key.due_on.is_some_and(|on| from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to))
    };
    let is_whole = asked.stage.is_none() && asked.due.is_none();
    let whole =
        Filter { label: frame.t("work-all"), count: sum(&|_| true), href: "/desk".to_owned(), is_current: is_whole };
    let by_due = ["overdue", "soon"].map(|due| Filter {
        label: frame.t(&format!("work-{due}")),
        count: sum(&|key| within(key, due)),
        href: format!("/desk?due={due}"),
        is_current: asked.due.as_deref() == Some(due),
    });
    let by_stage = Stage::ALL.iter().map(|stage| Filter {
        label: frame.say.word(*stage),
        count: sum(&|key| key.stage == *stage),
        href: format!("/desk?stage={stage}"),
        is_current: asked.stage.as_deref() == Some(stage.code()),
    });
    let by_stage = by_stage.filter(|filter| filter.count > 0 || filter.is_current);
    std::iter::once(whole).chain(by_due).chain(by_stage).collect()
}

fn line(frame: &Frame, office: &Office, row: &Row, today: Date) -> WorkLine {
    let (say, listed) = (&frame.say, &row.listed.row);
    let class = listed.class.as_ref().and_then(|code| office.class(code)).map(|class| say.class_name(class));
    let place = listed.place.as_ref().and_then(|code| office.place(code)).map(|place| say.place_name(place));
    let received = [("channel", say.word(listed.channel)), ("day", say.date(listed.received_on))];
    let due = listed.due_on.zip(listed.due_step);
    WorkLine {
        href: format!("/desk/{}", listed.matter),
        number: row.listed.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        subject: row.subject.clone().unwrap_or_else(|| frame.t("dossier-untold")),
        about: class.into_iter().chain(place).collect::<Vec<_>>().join(" · "),
        stage: say.word(listed.stage),
        unit: say.unit(office, &listed.unit),
        due: due.map_or_else(String::new, |(day, step)| format!("{} · {}", say.word(step), say.date(day))),
        left: listed.due_on.map_or_else(|| frame.t("work-no-clock"), |day| say.left(today, day)),
        mood: listed.due_on.map_or("on-time", |day| mood(today, day)),
        received: say.text("work-received", &received),
    }
}

/// The matter of a number. The number is sent in a body: it belongs to somebody.
async fn find(State(state): State<WebState>, Own(staff, form): Own<Staff>) -> Result<Response, Failed> {
    let found = match state.app.by_number(form.value("number").trim()).await {
        Ok(matter) => state.app.view(&staff.actor, matter).await.map(|_| matter),
        Err(error) => Err(error),
    };
    match found {
        Ok(matter) => Ok(Redirect::to(&format!("/desk/{matter}")).into_response()),
        Err(AppError::NotFound) => Ok(Redirect::to("/desk?missed=yes").into_response()),
        Err(error) => Err(error.into()),
    }
}
