//! Published answers, for everybody: found by their words, which are sent in a body, and read one by one.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use huiyin_app::publications::{PublishedAnswer, PublishedPage};
use huiyin_domain::office::Office;
use huiyin_render::page::{AnswerLine, AnswerPage, AnswerTold, AnswersPage, Frame, paragraphs, pieces};

use super::form::Sent;
use super::trouble::{faulty, html};
use super::visitor::Visitor;
use crate::WebState;
use crate::api::publications::publication_id;
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/answers", get(list).post(find)).route("/answers/{publication}", get(read))
}

async fn list(State(state): State<WebState>, Visitor(frame): Visitor) -> Result<Response, Failed> {
    let office = state.app.office().await?;
    let found = state.app.published_answers("", 0).await?;
    Ok(html(&page(&office, frame, String::new(), &found)))
}

async fn find(State(state): State<WebState>, Visitor(frame): Visitor, Sent(form): Sent) -> Result<Response, Failed> {
    let office = state.app.office().await?;
    let words = form.value("words").to_owned();
    let start = form.value("start").parse().unwrap_or(0);
    match state.app.published_answers(&words, start).await.map_err(Failed::from) {
        Ok(found) => Ok(html(&page(&office, frame, words, &found))),
        Err(failed) => {
            let Some(wrong) = failed.fields().first() else { return Err(failed) };
            let fault = Some(frame.say.wrong(wrong.code, wrong.bound, None));
            let empty = page(&office, frame, words, &PublishedPage::default());
            Ok(faulty(&AnswersPage { fault, ..empty }))
        }
    }
}

fn page(office: &Office, frame: Frame, words: String, found: &PublishedPage) -> AnswersPage {
    AnswersPage {
        answers: found.answers.iter().map(|answer| line(&frame, office, answer)).collect(),
        next: found.next.map(|next| next.to_string()),
        fault: None,
        words,
        frame,
    }
}

/// A published answer in a list.
fn line(frame: &Frame, office: &Office, answer: &PublishedAnswer) -> AnswerLine {
    AnswerLine {
        href: format!("/answers/{}", answer.id),
        question: pieces(&answer.question.text, &answer.question.marks),
        answer: pieces(&answer.answer.text, &answer.answer.marks),
        about: about(frame, office, answer),
    }
}

/// Who answered, on what, when it was published.
fn about(frame: &Frame, office: &Office, answer: &PublishedAnswer) -> String {
    let say = &frame.say;
    let class = answer.class.as_ref().and_then(|code| office.class(code));
    let class = class.map(|class| say.class_name(class).to_owned());
    let on = say.text("published-on", &[("day", say.date(answer.on))]);
    [say.unit(office, &answer.unit)].into_iter().chain(class).chain([on]).collect::<Vec<_>>().join(" · ")
}

async fn read(
    State(state): State<WebState>,
    Visitor(frame): Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failed> {
    let (office, answer) = (state.app.office().await?, state.app.published_answer(publication_id(&id)?).await?);
    Ok(html(&AnswerPage { told: told(&frame, &office, &answer), frame }))
}

/// A published answer, whole.
pub(super) fn told(frame: &Frame, office: &Office, answer: &PublishedAnswer) -> AnswerTold {
    AnswerTold {
        question: paragraphs(&answer.question.text),
        answer: paragraphs(&answer.answer.text),
        about: about(frame, office, answer),
    }
}
