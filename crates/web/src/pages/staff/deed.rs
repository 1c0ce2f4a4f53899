//! Giving a command by a form made from the command's own fields, read by the same body as a program's.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use huiyin_app::AppError;
use huiyin_app::story::View;
use huiyin_domain::ids::{IssueNo, PetitionNo};
use huiyin_domain::matter::{CommandKind, Matter};
use huiyin_domain::office::policy::{Reading, reads};
use huiyin_render::deed::{Ask, Desk, What, asks, field_name};
use huiyin_render::form::Form;
use huiyin_render::page::{Aid, Frame, SheetPage, target_code};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Staff, draft, proposal};
use crate::WebState;
use crate::api::matters::matter_id;
use crate::api::order::act;
use crate::api::order::any::command_of;
use crate::pages::file::receipt_page;
use crate::pages::form::{Own, blame};
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/desk/{matter}/{command}/{target}/{no}", get(ask).post(give))
}

/// What is to be done to what: the rest of an address.
type Named = (String, String, String, u32);

/// A command of an officer, and what it asks for.
struct Deed {
    view: View,
    command: CommandKind,
    asks: Vec<Ask>,
    named: Named,
}

impl Deed {
    /// One that has no form is told like one that does not exist.
    async fn of(state: &WebState, staff: &Staff, named: Named) -> Result<Self, AppError> {
        let (matter, command, ..) = &named;
        let command = CommandKind::from_code(command).ok_or(AppError::NotFound)?;
        let asks = asks(command).ok_or(AppError::NotFound)?;
        let view = state.app.view(&staff.actor, matter_id(matter)?).await?;
        Ok(Self { view, command, asks, named })
    }

    /// The command may be given now, on that.
    fn is_open(&self) -> Result<(), AppError> {
        let (_, _, target, no) = &self.named;
        let meant = |of| target_code(of) == (target.as_str(), *no);
        let offer = self.view.offers.iter().find(|offer| offer.command == self.command && meant(offer.target));
        offer.ok_or(AppError::NotFound)?.verdict.clone().map_err(AppError::Refused)
    }

    /// The sheet with what stands beside it; a fresh one is filled in where something is sure.
    async fn shown(
        &self,
        state: &WebState,
        staff: Staff,
        mut form: Form,
        is_fresh: bool,
    ) -> Result<SheetPage, AppError> {
        let (frame, whose, no) = (&staff.frame, (&staff.actor, &self.view), self.named.3);
        let aid = if draft::is_draft(&self.asks) {
            draft::aid(state, frame, whose, (self.command, no, &self.asks), &form).await?
        } else {
            proposal::aid(state, frame, whose, (self.command, no), &mut form, is_fresh).await?
        };
        Ok(SheetPage { aid, ..self.sheet(staff.frame, form) })
    }

    fn sheet(&self, frame: Frame, form: Form) -> SheetPage {
        let (matter, command, target, no) = &self.named;
        let issue = (target == "issue").then(|| self.view.matter.issue(IssueNo(*no)).ok()).flatten();
        let desk = Desk { office: &self.view.office, matter: &self.view.matter, issue, today: self.view.today };
        let demand = issue.and_then(|issue| self.view.words.get(&issue.demand.id)).cloned();
        SheetPage {
            title: frame.say.word(self.command),
            lead: demand.into_iter().collect(),
            about: Vec::new(),
            fields: desk.fields(&frame.say, &form, &self.asks),
            aid: Aid::default(),
            files: None,
            hidden: vec![("mark".to_owned(), frame.mark().to_owned())],
            action: format!("/desk/{matter}/{command}/{target}/{no}"),
            back: format!("/desk/{matter}"),
            frame,
            form,
        }
    }
}

/// What an address may fill in.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// The other matter of a link.
    #[serde(default)]
    other: Option<String>,
}

async fn ask(
    State(state): State<WebState>,
    staff: Staff,
    Path(named): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let deed = Deed::of(&state, &staff, named).await?;
    deed.is_open()?;
    let mut form = Form::default();
    first_days(&mut form, &deed.asks, deed.view.today);
    if let Some(other) = asked.other.as_deref().map(matter_id).transpose()? {
        form.set("other", other.to_string());
    }
    Ok(html(&deed.shown(&state, staff, form, true).await?))
}

/// Days are today's where nobody says otherwise.
pub(super) fn first_days(form: &mut Form, asks: &[Ask], today: Date) {
    for ask in asks.iter().filter(|ask| ask.what == What::Day && !ask.is_optional) {
        form.set(&field_name(ask.name), today.to_string());
    }
}

/// What cannot be taken is told on the sheet, with all that was typed; so is that it can no longer be done, and that
/// somebody else was quicker.
async fn give(
    State(state): State<WebState>,
    Path(named): Path<Named>,
    Own(staff, mut form): Own<Staff>,
) -> Result<Response, Failed> {
    let deed = Deed::of(&state, &staff, named).await?;
    if draft::is_asked(&form) || proposal::take(&mut form, &deed.asks) {
        return Ok(html(&deed.shown(&state, staff, form, false).await?));
    }
    let body = body(&form, &deed.asks);
    let (command, no) = (deed.command, deed.named.3);
    let matter = deed.view.matter.id;
    if command == CommandKind::ReplaceCode {
        // What it leads to is handed over on paper, once.
        match state.app.replace_code(&staff.actor, matter, PetitionNo(no), form.value("how")).await {
            Ok(receipt) => return Ok(html(&receipt_page(staff.frame, &receipt, true))),
            Err(AppError::Conflict) => form.blame_whole(staff.frame.t("problem-conflict")),
            Err(error) => blame((&staff.frame.say, &deed.view.office), &mut form, error.into(), field_of)?,
        }
        return Ok(faulty(&deed.sheet(staff.frame, form)));
    }
    let acted = act(&state, &staff.actor, matter, |desk| command_of(command, no, body, desk)).await;
    match acted {
        Ok(outcome) => return Ok(after(&state, &staff, &outcome.matter).await?),
        Err(AppError::Conflict) => form.blame_whole(staff.frame.t("problem-conflict")),
        Err(error) => blame((&staff.frame.say, &deed.view.office), &mut form, error.into(), field_of)?,
    }
    Ok(faulty(&deed.shown(&state, staff, form, false).await?))
}

/// The matter as it is now; the list for whom it is no longer there: who stepped back, or sent it on under seal.
async fn after(state: &WebState, staff: &Staff, matter: &Matter) -> Result<Response, AppError> {
    let reads_on = reads(&staff.actor, state.app.office().await?.as_ref(), matter) > Reading::Nothing;
    let next = if reads_on { format!("/desk/{}?done=yes", matter.id) } else { "/desk".to_owned() };
    Ok(Redirect::to(&next).into_response())
}

/// The field of the form for a field of the body; that of a list is the list's.
pub(super) fn field_of(path: &str) -> String {
    let steps: Vec<&str> = path.split('.').filter(|step| step.parse::<u32>().is_err()).collect();
    steps.join("-")
}

/// The body that a program would have sent. What was left empty is left out.
pub(super) fn body(form: &Form, asks: &[Ask]) -> Value {
    let mut body = Map::new();
    for ask in asks {
        if let Some(value) = value(form.value(&field_name(ask.name)), ask.what) {
            match ask.name.split_once('.') {
                Some((object, field)) => {
                    let inner = body.entry(object).or_insert_with(|| json!({}));
                    if let Some(inner) = inner.as_object_mut() {
                        inner.insert(field.to_owned(), value);
                    }
                }
                None => drop(body.insert(ask.name.to_owned(), value)),
            }
        }
    }
    Value::Object(body)
}

fn value(typed: &str, what: What) -> Option<Value> {
    match what {
        What::Yes => return Some(json!(typed == "yes")),
        What::Demands => {
            return Some(typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect());
        }
        _ if typed.trim().is_empty() => return None,
        _ => {}
    }
    let number = || typed.trim().parse::<u32>().ok().map(|number| json!(number));
    Some(match what {
        What::Days | What::Petition => number().unwrap_or_else(|| json!(typed)),
        _ => json!(typed.trim()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_becomes_the_body_that_a_program_would_have_sent() {
        let mut form = Form::default();
        for (name, value) in [("outcome", "supported"), ("findings-facts", "f"), ("findings-basis", " ")] {
            form.set(name, value);
        }
        let asks = asks(CommandKind::Decide).unwrap();
        assert_eq!(body(&form, &asks), json!({"outcome": "supported", "findings": {"facts": "f"}}));
        form.set("days", "30");
        form.set("demands", "a\n\n b ");
        assert_eq!(value(form.value("days"), What::Days), Some(json!(30)));
        assert_eq!(value(form.value("demands"), What::Demands), Some(json!(["a", "b"])));
    }

    #[test]
    fn a_fault_of_the_body_finds_its_field() {
        assert_eq!(field_of("findings.facts"), "findings-facts");
        assert_eq!(field_of("demands.2"), "demands");
        assert_eq!(field_of("report_due_on"), "report_due_on");
    }
}
