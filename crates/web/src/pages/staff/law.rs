//! The law of the office, for who sets it up: packs and calendar, what each change would move, and its confirmation. What is
//! confirmed is recorded at once; a job counts the clocks anew.

use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use huiyin_app::lawmaking::{Law, NotChanged, with_calendar, with_pack};
use huiyin_app::rederive::Move;
use huiyin_app::{AppError, Invalid, rules};
use huiyin_domain::calendar::{Calendar, CalendarError};
use huiyin_domain::office::Office;
use huiyin_domain::office::policy::{OfficeDeed, may_office};
use huiyin_domain::pack::{Pack, RuleId};
use huiyin_render::form::{Choice, Form};
use huiyin_render::page::{Frame, LawPage, PackLine, TrialPage};
use serde::Deserialize;

use super::Staff;
use crate::WebState;
use crate::pages::form::{Own, blame, blame_field};
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

/// Moves that a trial shows; a command lists all of them.
const SHOWN_MAX: usize = 200;

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/desk/law", get(law))
        .route("/desk/law/calendar/try", post(try_calendar))
        .route("/desk/law/calendar", post(publish))
        .route("/desk/law/pack/try", post(try_pack))
        .route("/desk/law/pack", post(confirm))
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    done: Option<String>,
}

async fn law(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    may_set_up(&state, &staff).await?;
    Ok(html(&page(&state, staff.frame, Form::default(), asked.done.is_some()).await?))
}

async fn may_set_up(state: &WebState, staff: &Staff) -> Result<(), AppError> {
    Ok(may_office(OfficeDeed::SetUp, &staff.actor, state.app.office().await?.as_ref())?)
}

async fn page(state: &WebState, frame: Frame, form: Form, done: bool) -> Result<LawPage, AppError> {
    let (office, changes) = (state.app.office().await?, state.app.law_history().await?);
    let (mut history, mut sources) = (Vec::new(), Vec::new());
    for change in changes {
        let day = ("day", frame.say.date(change.on));
        match change.law {
            Law::Calendar(calendar) => {
                let land = ("land", land_of(&calendar));
                let to = calendar.published_to().map_or_else(|| frame.t("law-no-day"), |to| frame.say.date(to));
                history.push(frame.say.text("law-changed-calendar", &[day, land, ("to", to)]));
            }
            Law::Pack { pack, source } => {
                let named = ("pack", pack.reference().to_string());
                history.push(frame.say.text("law-changed-pack", &[day, named]));
                sources.push((pack.reference(), source));
            }
        }
    }
    let source = |pack: &Pack| {
        let found = sources.iter().find(|(reference, _)| *reference == pack.reference());
        found.and_then(|(_, source)| source.as_deref())
    };
    let on = office.packs.iter().map(|pack| PackLine::of(&frame, pack, source(pack))).collect();
    Ok(LawPage {
        on,
        off: off(&office, &frame)?,
        published: office.lands().iter().map(|calendar| (land_of(calendar), calendar.published_to())).collect(),
        lands: lands(&office),
        history,
        done,
        form,
        frame,
    })
}

/// The land of a calendar, as people read it.
fn land_of(calendar: &Calendar) -> String {
    calendar.code().as_str().to_uppercase()
}

/// The lands whose days off can be published here.
fn lands(office: &Office) -> Vec<Choice> {
    office.lands().iter().map(|calendar| Choice::new(calendar.code().as_str(), land_of(calendar))).collect()
}

/// The calendar that was chosen, with the days of the notice; the office's own where there is none to choose.
fn noticed(office: &Office, form: &Form) -> Result<Calendar, AppError> {
    let lands = office.lands();
    let chosen = form.value("calendar");
    let calendar = lands.iter().find(|calendar| chosen.is_empty() || calendar.code().as_str() == chosen);
    let calendar = calendar.ok_or_else(|| Invalid::new("calendar", "unknown-code"))?;
    calendar.with_notice(form.value("rows")).map_err(|error| wrong_rows(&error))
}

/// The shipped packs that are off, or on in an earlier version.
fn off(office: &Office, frame: &Frame) -> Result<Vec<Choice>, AppError> {
    let is_off = |pack: &Pack| office.packs.by_code(&pack.code).is_none_or(|on| on.version < pack.version);
    let choice = |pack: Pack| Choice::new(pack.code.as_str(), frame.say.named(&pack.names));
    Ok(rules::all_packs()?.into_iter().filter(is_off).map(choice).collect())
}

/// The shipped pack that was chosen, whole or as a list of periods beside the law.
fn chosen(form: &Form) -> Result<Pack, AppError> {
    let found = rules::all_packs()?.into_iter().find(|pack| pack.code.as_str() == form.value("pack"));
    let pack = found.ok_or_else(|| Invalid::new("pack", "unknown-code"))?;
    Ok(if form.value("beside").is_empty() { pack } else { pack.beside() })
}

/// What would move in that office, the first so many told.
async fn trial(state: &WebState, frame: &Frame, changed: &Office) -> Result<(u64, Vec<String>), AppError> {
    let mut moves = Vec::new();
    let mut keep = |one: &Move| {
        if moves.len() < SHOWN_MAX {
            moves.push(one.clone());
        }
    };
    let count = state.app.moves(changed, &mut keep, &|_| ()).await?;
    Ok((count, moves.iter().map(|one| told(frame, changed, one)).collect()))
}

/// A move as people speak of it: the matter by its number, the period by its name.
fn told(frame: &Frame, office: &Office, one: &Move) -> String {
    let rule: Option<RuleId> = one.new_rule.parse().ok();
    let named =
        rule.and_then(|id| office.packs.rule_by_id(&id)).map(|(_, rule)| frame.say.named(&rule.names).to_owned());
    let key = if one.provisional { "law-move-provisional" } else { "law-move" };
    let arguments = [
        ("matter", one.number.clone().unwrap_or_else(|| one.matter.to_string())),
        ("issue", one.issue.to_string()),
        ("rule", named.unwrap_or_else(|| one.new_rule.clone())),
        ("from", frame.say.weekday(one.last_day)),
        ("to", frame.say.weekday(one.new_last_day)),
    ];
    frame.say.text(key, &arguments)
}

async fn try_calendar(State(state): State<WebState>, Own(staff, form): Own<Staff>) -> Result<Response, Failed> {
    may_set_up(&state, &staff).await?;
    match calendar_trial(&state, &staff.frame, &form).await {
        Ok((count, moves)) => {
            let hidden =
                hidden(&staff.frame, count, &[("rows", form.value("rows")), ("calendar", form.value("calendar"))]);
            let title = staff.frame.t("law-try-calendar");
            let action = "/desk/law/calendar".to_owned();
            let (frame, form) = (staff.frame, Form::default());
            Ok(html(&TrialPage { frame, title, form, count, moves, wants_source: false, hidden, action }))
        }
        Err(error) => again(&state, staff.frame, form, error).await,
    }
}

async fn calendar_trial(state: &WebState, frame: &Frame, form: &Form) -> Result<(u64, Vec<String>), AppError> {
    let office = state.app.office().await?;
    trial(state, frame, &with_calendar(&office, &noticed(&office, form)?)).await
}

async fn publish(State(state): State<WebState>, Own(staff, form): Own<Staff>) -> Result<Response, Failed> {
    let office = state.app.office().await?;
    let announced = match noticed(&office, &form) {
        Ok(calendar) => state.app.announce_calendar(&calendar, moves(&form), &staff.actor).await.map_err(plain),
        Err(error) => Err(error),
    };
    after(&state, staff.frame, form, announced).await
}

async fn try_pack(State(state): State<WebState>, Own(staff, form): Own<Staff>) -> Result<Response, Failed> {
    may_set_up(&state, &staff).await?;
    let tried = match chosen(&form) {
        Ok(pack) => pack_sheet(&state, &staff.frame, form.clone(), &pack).await,
        Err(error) => Err(error),
    };
    match tried {
        Ok(sheet) => Ok(html(&sheet)),
        Err(error) => again(&state, staff.frame, form, error).await,
    }
}

/// What a pack would move, to be confirmed with its source.
async fn pack_sheet(state: &WebState, frame: &Frame, form: Form, pack: &Pack) -> Result<TrialPage, AppError> {
    let (count, moves) = pack_trial(state, frame, pack).await?;
    Ok(TrialPage {
        title: frame.say.named(&pack.names).to_owned(),
        hidden: hidden(frame, count, &[("pack", pack.code.as_str()), ("beside", form.value("beside"))]),
        action: "/desk/law/pack".to_owned(),
        frame: frame.clone(),
        form,
        count,
        moves,
        wants_source: true,
    })
}

async fn pack_trial(state: &WebState, frame: &Frame, pack: &Pack) -> Result<(u64, Vec<String>), AppError> {
    let changed = with_pack(state.app.office().await?.as_ref(), pack).map_err(|error| plain(error.into()))?;
    trial(state, frame, &changed).await
}

/// A source that cannot be taken is told on the sheet on which it was typed.
async fn confirm(State(state): State<WebState>, Own(staff, mut form): Own<Staff>) -> Result<Response, Failed> {
    let pack = match chosen(&form) {
        Ok(pack) => pack,
        Err(error) => return again(&state, staff.frame, form, error).await,
    };
    let announced = state.app.announce_pack(&pack, form.value("source"), moves(&form), &staff.actor).await;
    match announced.map_err(plain) {
        Err(AppError::Invalid(wrong)) if wrong.iter().all(|wrong| wrong.field == "source") => {
            for wrong in &wrong {
                blame_field(&staff.frame.say, &mut form, wrong, str::to_owned);
            }
            Ok(faulty(&pack_sheet(&state, &staff.frame, form, &pack).await?))
        }
        announced => after(&state, staff.frame, form, announced).await,
    }
}

/// What a confirmation carries unseen.
fn hidden(frame: &Frame, count: u64, tried: &[(&str, &str)]) -> Vec<(String, String)> {
    let count = count.to_string();
    let known = [("mark", frame.mark()), ("moves", &count)];
    known.iter().chain(tried).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// How many moves were confirmed; a number that nobody listed confirms nothing.
fn moves(form: &Form) -> u64 {
    form.value("moves").parse().unwrap_or(u64::MAX)
}

async fn after(
    state: &WebState,
    frame: Frame,
    form: Form,
    announced: Result<(), AppError>,
) -> Result<Response, Failed> {
    match announced {
        Ok(()) => Ok(Redirect::to("/desk/law?done=yes").into_response()),
        Err(error) => again(state, frame, form, error).await,
    }
}

/// The page once more, with what was typed and what is wrong with it.
async fn again(state: &WebState, frame: Frame, mut form: Form, error: AppError) -> Result<Response, Failed> {
    let office = state.app.office().await?;
    blame((&frame.say, &office), &mut form, error.into(), str::to_owned)?;
    Ok(faulty(&page(state, frame, form, false).await?))
}

fn wrong_rows(error: &CalendarError) -> AppError {
    Invalid::bound("rows", "wrong-row", error.line as u64).into()
}

/// What was changed meanwhile is told at the field that was tried; nothing was written.
fn plain(why: NotChanged) -> AppError {
    match why {
        NotChanged::Pack(_) => Invalid::new("pack", "does-not-fit").into(),
        NotChanged::OtherMoves { moves, .. } => Invalid::bound("moves", "other-moves", moves).into(),
        NotChanged::App(error) => error,
    }
}
