//! Hand-over of a post: all open work that an officer of one's unit has in hand is listed, then put into another's hands,
//! each issue by a command of its own; what was done and what was refused, and why, is listed afterwards.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use huiyin_app::worklist::{PAGE_ROWS, Row, WorklistFilter};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::ids::{OfficerCode, UnitCode};
use huiyin_domain::matter::Command;
use huiyin_domain::matter::command::Entrust;
use huiyin_domain::office::{Office, Officer, Tenure};
use huiyin_render::form::{Choice, Control, Field, Form};
use huiyin_render::page::{Aid, BulkLine, BulkPage, Frame, SheetPage};
use jiff::civil::Date;

use super::bulk::{Course, GIVEN};
use super::{Staff, lead};
use crate::WebState;
use crate::api::order::act;
use crate::pages::form::{Own, blame_field};
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

/// Issues that one hand-over moves; what is left is moved by the next.
const ISSUES_MAX: usize = 500;

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/desk/handover", get(ask).post(hand_over))
}

async fn ask(State(state): State<WebState>, staff: Staff) -> Result<Response, Failed> {
    may(&staff)?;
    Ok(html(&sheet(&state, &staff, Form::default(), None).await?))
}

/// Who answers for the work of others hands it over.
fn may(staff: &Staff) -> Result<(), AppError> {
    if lead::leads(&staff.actor) { Ok(()) } else { Err(AppError::NotFound) }
}

/// The officers of one's units, now or before.
fn officers<'o>(office: &'o Office, staff: &Staff) -> Vec<&'o Officer> {
    let of_ours = |tenure: &Tenure| staff.actor.posts().iter().any(|own| own.unit == tenure.post.unit);
    let handles = |officer: &&Officer| officer.posts.iter().any(|it| of_ours(it) && it.post.role.handles());
    office.officers().filter(handles).collect()
}

fn serves(officer: &Officer, today: Date) -> bool {
    officer.span.holds(today) && officer.posts.iter().any(|tenure| tenure.span.holds(today))
}

async fn sheet(state: &WebState, staff: &Staff, form: Form, work: Option<&[Row]>) -> Result<SheetPage, Failed> {
    let (office, today, frame) = (state.app.office().await?, state.app.today().await?, staff.frame.clone());
    let all = officers(&office, staff);
    let list = |chosen: &mut dyn Iterator<Item = &Officer>| {
        let named = chosen.map(|officer| Choice::new(officer.code.as_str(), officer.name.clone()));
        Control::List(std::iter::once(Choice::new("", frame.t("form-choose"))).chain(named).collect())
    };
    let field = |name: &str, control: Control| {
        Field::called(&frame.say, &form, name, frame.t(&format!("handover-{name}")), control)
    };
    let fields = vec![
        field("from", list(&mut all.iter().copied())),
        field("to", list(&mut all.iter().copied().filter(|officer| serves(officer, today)))),
    ];
    let mut hidden = vec![("mark".to_owned(), frame.mark().to_owned())];
    let mut lead = vec![frame.t("handover-lead")];
    if let Some(work) = work {
        let from = form.value("from").to_owned();
        hidden.push((GIVEN.to_owned(), from));
        lead = vec![frame.say.text("handover-open", &[("count", work.len().to_string())])];
    }
    let told = work.unwrap_or_default().iter().map(|row| {
        let line = line(&frame, row, None);
        format!("{} {}", line.number, line.subject)
    });
    Ok(SheetPage {
        title: frame.t(if work.is_some() { "handover-do" } else { "handover-title" }),
        lead,
        about: told.collect(),
        fields,
        aid: Aid::default(),
        files: None,
        hidden,
        action: "/desk/handover".to_owned(),
        back: "/desk/lead".to_owned(),
        form,
        frame,
    })
}

fn line(frame: &Frame, row: &Row, why: Option<String>) -> BulkLine {
    BulkLine {
        href: format!("/desk/{}", row.listed.row.matter),
        number: row.listed.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        subject: row.subject.clone().unwrap_or_else(|| frame.t("dossier-untold")),
        why,
    }
}

/// All that the officer has in hand, as far as one may see it.
async fn work(state: &WebState, staff: &Staff, from: &OfficerCode) -> Result<Vec<Row>, AppError> {
    let filter = WorklistFilter { officer: Some(from.clone()), ..WorklistFilter::default() };
    let (mut rows, mut cursor) = (Vec::new(), None);
    loop {
        let page = state.app.worklist(&staff.actor, filter.clone(), cursor.as_deref(), PAGE_ROWS).await?;
        rows.extend(page.rows);
        match page.next {
            Some(next) if rows.len() < ISSUES_MAX => cursor = Some(next),
            Some(_) | None => return Ok(rows),
        }
    }
}

/// Lists the work first; once the list was seen, for that officer, moves it.
async fn hand_over(State(state): State<WebState>, Own(staff, mut form): Own<Staff>) -> Result<Response, Failed> {
    may(&staff)?;
    let office = state.app.office().await?;
    let known = officers(&office, &staff);
    let chosen = |name: &str| {
        let found = known.iter().find(|officer| officer.code.as_str() == form.value(name));
        found.map(|officer| officer.code.clone())
    };
    let (from, to) = (chosen("from"), chosen("to").filter(|to| to.as_str() != form.value("from")));
    let (Some(from), Some(to)) = (from.clone(), to) else {
        let field = if from.is_none() { "from" } else { "to" };
        blame_field(&staff.frame.say, &mut form, &Invalid::new(field, "choose"), str::to_owned);
        return Ok(faulty(&sheet(&state, &staff, form, None).await?));
    };
    let rows = work(&state, &staff, &from).await?;
    if form.value(GIVEN) != from.as_str() {
        return Ok(html(&sheet(&state, &staff, form, Some(&rows)).await?));
    }
    let mut course = Course::new(&state, &staff.frame, &office);
    for row in &rows {
        let acted = if course.is_broken() {
            Ok(())
        } else {
            let entrust = Entrust { issue: row.listed.row.issue, to: Some(to.clone()) };
            act(&state, &staff.actor, row.listed.row.matter, |_| Ok(Command::from(entrust))).await.map(drop)
        };
        course.note(acted, |why| line(&staff.frame, row, why))?;
    }
    let lines = course.lines;
    let mut moved: BTreeMap<UnitCode, u64> = BTreeMap::new();
    for (row, _) in rows.iter().zip(&lines).filter(|(_, line)| line.why.is_none()) {
        *moved.entry(row.listed.row.unit.clone()).or_default() += 1;
    }
    if let Err(error) = state.app.tell_handover(&to, moved).await {
        // What was moved is moved, and is told on the page.
        tracing::warn!(%error, "a hand-over is not told by mail");
    }
    Ok(html(&BulkPage { title: staff.frame.t("handover-title"), lines, frame: staff.frame }))
}
