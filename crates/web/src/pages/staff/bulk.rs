//! Several rows of the list at once: sent on by one form, or printed. Each matter is decided alone; what was done and what
//! was refused, and why, is listed afterwards.
//!
//! To add a command: its name in [`BULK`], a button in `templates/pages/work.html`.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use huiyin_app::story::View;
use huiyin_app::worklist::PAGE_ROWS;
use huiyin_app::{AppError, Invalid};
use huiyin_domain::ids::{IssueNo, MatterId};
use huiyin_domain::matter::CommandKind;
use huiyin_domain::office::Office;
use huiyin_domain::office::policy::{Opening, opens};
use huiyin_render::deed::{Ask, Desk, asks};
use huiyin_render::form::Form;
use huiyin_render::page::{Aid, Alikes, BulkLine, BulkPage, DossierPage, Frame, PrintPage, SheetPage};

use super::Staff;
use super::deed::{body, field_of, first_days};
use crate::WebState;
use crate::api::order::act;
use crate::api::order::any::command_of;
use crate::pages::form::{Own, blame, blame_field, refused};
use crate::pages::seen;
use crate::pages::trouble::{faulty, html};
use crate::problem::{Failed, Kind};

/// What can be done to several at once.
const BULK: [CommandKind; 3] = [CommandKind::Forward, CommandKind::Assign, CommandKind::Entrust];

/// Where the list is when nothing was chosen.
const NONE_CHOSEN: &str = "/desk?none=yes";

/// How the field of a row that can be chosen begins.
const PICK: &str = "pick-";

/// The field in which the sheet says that it was filled in.
pub(super) const GIVEN: &str = "given";

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/desk/bulk/print", post(print)).route("/desk/bulk/{command}", post(bulk))
}

/// The field by which a row is chosen.
pub(super) fn pick(matter: MatterId, issue: IssueNo) -> String {
    format!("{PICK}{matter}-{issue}")
}

/// The rows that were chosen, a page of them at most.
fn picks(form: &Form) -> Vec<(MatterId, IssueNo)> {
    let read = |name: &str| {
        let (matter, issue) = name.strip_prefix(PICK)?.rsplit_once('-')?;
        Some((matter.parse().ok()?, IssueNo(issue.parse().ok()?)))
    };
    form.ticked().filter_map(read).take(PAGE_ROWS).collect()
}

/// A row that was chosen, as far as the officer may see it.
struct Picked {
    view: View,
    issue: IssueNo,
}

async fn picked(state: &WebState, staff: &Staff, form: &Form) -> Result<Vec<Picked>, AppError> {
    let mut found = Vec::new();
    for (matter, issue) in picks(form) {
        match state.app.view(&staff.actor, matter).await {
            Ok(view) => found.push(Picked { view, issue }),
            Err(AppError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

impl Picked {
    fn line(&self, frame: &Frame, why: Option<String>) -> BulkLine {
        let first = self.view.matter.petitions.first();
        let number = first.and_then(|petition| petition.number.as_ref()).map(ToString::to_string);
        let subject = first.and_then(|petition| self.view.words.get(&petition.filed.subject.id)).cloned();
        BulkLine {
            href: format!("/desk/{}", self.view.matter.id),
            number: number.unwrap_or_default(),
            subject: subject.unwrap_or_else(|| frame.t("dossier-untold")),
            why,
        }
    }
}

/// The sheet of a command for all that was chosen, and, once it is filled in, what came of it.
async fn bulk(
    State(state): State<WebState>,
    Path(command): Path<String>,
    Own(staff, mut form): Own<Staff>,
) -> Result<Response, Failed> {
    let command = CommandKind::from_code(&command).filter(|command| BULK.contains(command));
    let command = command.ok_or(AppError::NotFound)?;
    let asks = asks(command).ok_or(AppError::NotFound)?;
    let picked = picked(&state, &staff, &form).await?;
    let Some(first) = picked.first() else { return Ok(Redirect::to(NONE_CHOSEN).into_response()) };
    if form.value(GIVEN) != "yes" {
        first_days(&mut form, &asks, first.view.today);
        return Ok(html(&sheet(staff.frame, form, command, &asks, &picked)));
    }
    let page = sheet(staff.frame.clone(), form.clone(), command, &asks, &picked);
    if let Some(stray) = page.fields.iter().find(|field| field.is_stray()) {
        blame_field(&staff.frame.say, &mut form, &Invalid::new(stray.name(), "choose"), str::to_owned);
        return Ok(faulty(&sheet(staff.frame, form, command, &asks, &picked)));
    }
    match give(&state, &staff, &form, command, &asks, &picked).await {
        Ok(lines) => Ok(html(&BulkPage { title: staff.frame.say.word(command), lines, frame: staff.frame })),
        Err(failed) => {
            blame((&staff.frame.say, &first.view.office), &mut form, failed, field_of)?;
            Ok(faulty(&sheet(staff.frame, form, command, &asks, &picked)))
        }
    }
}

/// Gives the command for each alone. A fault of the form is every one's, so it is told before anything was done.
async fn give(
    state: &WebState,
    staff: &Staff,
    form: &Form,
    command: CommandKind,
    asks: &[Ask],
    picked: &[Picked],
) -> Result<Vec<BulkLine>, Failed> {
    let office = state.app.office().await?;
    let mut course = Course::new(state, &staff.frame, &office);
    for one in picked {
        let acted = if course.is_broken() {
            Ok(())
        } else {
            let (body, matter) = (body(form, asks), one.view.matter.id);
            act(state, &staff.actor, matter, |desk| command_of(command, one.issue.0, body, desk)).await.map(drop)
        };
        course.note(acted, |why| one.line(&staff.frame, why))?;
    }
    Ok(course.lines)
}

/// What came of each so far. What is nobody's fault here ends the whole: alone it is told as it always is, in the midst what
/// was done before stays listed, and all that follows is listed as not done.
pub(super) struct Course<'a> {
    state: &'a WebState,
    frame: &'a Frame,
    office: &'a Office,
    pub(super) lines: Vec<BulkLine>,
    broken: Option<String>,
}

impl<'a> Course<'a> {
    pub(super) const fn new(state: &'a WebState, frame: &'a Frame, office: &'a Office) -> Self {
        Self { state, frame, office, lines: Vec::new(), broken: None }
    }

    /// Nothing more can be done.
    pub(super) const fn is_broken(&self) -> bool {
        self.broken.is_some()
    }

    /// Notes what came of the next.
    pub(super) fn note(
        &mut self,
        acted: Result<(), AppError>,
        line: impl FnOnce(Option<String>) -> BulkLine,
    ) -> Result<(), Failed> {
        let why = match acted {
            Ok(()) => self.broken.clone(),
            Err(AppError::Refused(refusal)) => Some(refused(&self.frame.say, self.office, &refusal)),
            Err(AppError::Conflict) => Some(self.frame.t("problem-conflict")),
            Err(AppError::NotFound) => Some(self.frame.t("problem-not-found")),
            Err(error) => {
                let failed = Failed::from(error);
                if self.lines.is_empty() {
                    return Err(failed);
                }
                if failed.kind() == Some(Kind::Stopped) {
                    // As where it is answered alone: the store can promise nothing more.
                    self.state.stop.send_replace(true);
                }
                self.broken = Some(failed.told(&self.frame.say, &|_| None, &|_| None).title);
                self.broken.clone()
            }
        };
        self.lines.push(line(why));
        Ok(())
    }
}

fn sheet(frame: Frame, form: Form, command: CommandKind, asks: &[Ask], picked: &[Picked]) -> SheetPage {
    let lines = picked.iter().map(|one| one.line(&frame, None)).map(|line| format!("{} {}", line.number, line.subject));
    let ticks = picked.iter().map(|one| (pick(one.view.matter.id, one.issue), "yes".to_owned()));
    let marks = [("mark".to_owned(), frame.mark().to_owned()), (GIVEN.to_owned(), "yes".to_owned())];
    let fields = picked.first().map_or_else(Vec::new, |first| {
        let (office, matter, today) = (&*first.view.office, &first.view.matter, first.view.today);
        let issue = matter.issue(first.issue).ok();
        Desk { office, matter, issue, today }.fields(&frame.say, &form, asks)
    });
    SheetPage {
        title: frame.say.word(command),
        lead: vec![frame.t("bulk-lead")],
        about: lines.collect(),
        fields,
        aid: Aid::default(),
        files: None,
        hidden: marks.into_iter().chain(ticks).collect(),
        action: format!("/desk/bulk/{command}"),
        back: "/desk".to_owned(),
        frame,
        form,
    }
}

/// All that was chosen, for paper: each matter begins on a page of its own.
async fn print(State(state): State<WebState>, Own(staff, form): Own<Staff>) -> Result<Response, Failed> {
    let picked = picked(&state, &staff, &form).await?;
    if picked.is_empty() {
        return Ok(Redirect::to(NONE_CHOSEN).into_response());
    }
    let mut dossiers: Vec<DossierPage> = Vec::new();
    for one in picked {
        if dossiers.iter().all(|dossier| dossier.seen.matter.id != one.view.matter.id) {
            let opens = opens(&staff.actor, &one.view.office, &one.view.matter) != Opening::Nothing;
            let seen = seen::of(&staff.frame.say, one.view)?;
            dossiers.push(DossierPage {
                frame: staff.frame.clone(),
                seen,
                opens,
                alike: Alikes::NotOffered,
                published: Vec::new(),
                is_done: false,
            });
        }
    }
    Ok(html(&PrintPage { dossiers, frame: staff.frame }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_chosen_by_the_field_that_it_was_given() {
        let matter = MatterId::from_bits(7);
        let mut form = Form::default();
        form.set(&pick(matter, IssueNo(2)), "yes");
        form.set(&pick(matter, IssueNo(3)), "");
        form.set("pick-nothing", "yes");
        form.set("reason", "yes");
        assert_eq!(picks(&form), [(matter, IssueNo(2))]);
    }
}
