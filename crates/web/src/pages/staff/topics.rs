//! Topics: the list, the page of one, and what is decided about it by forms. Counts hold what the officer may read; what may not
//! be done is refused with its reason, beside what was typed.
//!
//! To add a decision: its arm in [`command_of`], its button in `templates/pages/topic.html`.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use huiyin_app::desk::{Bound, Desk};
use huiyin_app::topics::{Linked, NEWEST_MAX, TopicOrder};
use huiyin_app::{AppError, Invalid};
use huiyin_domain::ids::{MatterId, TopicId};
use huiyin_domain::topic::TopicCommand;
use huiyin_render::form::Form;
use huiyin_render::page::{Filter, Filters, Frame, TopicsPage};
use serde::Deserialize;

use super::Staff;
use super::topic::{Shown, line, page, proposal_line};
use crate::WebState;
use crate::api::topics::{order_of, topic_id};
use crate::pages::form::{Own, blame};
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

/// How the field of a matter that can be chosen begins.
pub(super) const PICK: &str = "pick-";

pub(super) fn router() -> Router<WebState> {
    Router::new()
        .route("/desk/topics", get(list))
        .route("/desk/topics/{topic}", get(look))
        .route("/desk/topics/{topic}/{deed}", post(decide))
}

/// What the list is asked for, and what was done before a topic is shown.
#[derive(Debug, Deserialize)]
struct Asked {
    order: Option<String>,
    #[serde(default)]
    start: usize,
    done: Option<String>,
    linked: Option<usize>,
    refused: Option<usize>,
}

async fn list(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let (office, order) = (state.app.office().await?, order_of(asked.order.as_deref())?);
    let list = state.app.topics(&staff.actor, order, asked.start).await?;
    let frame = staff.frame;
    Ok(html(&TopicsPage {
        orders: orders(&frame, order),
        topics: list.topics.iter().map(|seen| line(&frame, &office, seen)).collect(),
        next: list.next.map(|start| format!("{}&start={start}", href(order))),
        proposals: list.proposals.iter().map(|seen| proposal_line(&frame, &office, seen)).collect(),
        frame,
    }))
}

const fn href(order: TopicOrder) -> &'static str {
    match order {
        TopicOrder::Growth => "/desk/topics?order=growth",
        TopicOrder::Size => "/desk/topics?order=size",
    }
}

fn orders(frame: &Frame, chosen: TopicOrder) -> Filters {
    let link = |order: TopicOrder, label: &str| Filter {
        label: frame.t(label),
        count: None,
        href: href(order).to_owned(),
        is_current: order == chosen,
    };
    let offered = vec![link(TopicOrder::Growth, "topics-by-growth"), link(TopicOrder::Size, "topics-by-size")];
    Filters { title: frame.t("topics-order"), offered, folds: false }
}

async fn look(
    State(state): State<WebState>,
    staff: Staff,
    Path(topic): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failed> {
    let asked_for = topic_id(&topic)?;
    let view = state.app.topic(&staff.actor, asked_for).await?;
    let now = view.seen.topic;
    if now != asked_for {
        return Ok(Redirect::to(&format!("/desk/topics/{now}")).into_response());
    }
    let done = told_done(&staff.frame, &asked);
    let shown = Shown { form: Form::default(), done, others: others(&state, &staff, now).await? };
    let office = state.app.office().await?;
    Ok(html(&page(&office, staff.frame, &view, shown)))
}

/// What was done just now, in words.
fn told_done(frame: &Frame, asked: &Asked) -> Option<String> {
    if let (Some(linked), Some(refused)) = (asked.linked, asked.refused) {
        let counts = [("linked", linked.to_string()), ("refused", refused.to_string())];
        return Some(frame.say.text("topics-linked", &counts));
    }
    asked.done.as_ref().map(|_| frame.t("topics-done"))
}

/// The topics that this one may be one problem with: those that grow most.
async fn others(state: &WebState, staff: &Staff, but: TopicId) -> Result<Vec<(TopicId, String)>, AppError> {
    let list = state.app.topics(&staff.actor, TopicOrder::Growth, 0).await?;
    let others = list.topics.iter().filter(|seen| seen.topic != but);
    let office = state.app.office().await?;
    Ok(others.map(|seen| (seen.topic, line(&staff.frame, &office, seen).title)).collect())
}

/// Carries out what the form asks for, and shows the topic that it leads to.
async fn decide(
    State(state): State<WebState>,
    Path((topic, deed)): Path<(String, String)>,
    Own(mut staff, mut form): Own<Staff>,
) -> Result<Response, Failed> {
    let topic = topic_id(&topic)?;
    match done(&state, &staff, topic, &deed, &form).await.map_err(Failed::from) {
        Ok(href) => Ok(Redirect::to(&href).into_response()),
        Err(failed) => {
            let office = state.app.office().await?;
            blame((&staff.frame.say, &office), &mut form, failed, str::to_owned)?;
            let view = state.app.topic(&staff.actor, topic).await?;
            staff.frame.here = format!("/desk/topics/{topic}");
            let others = others(&state, &staff, topic).await?;
            Ok(faulty(&page(&office, staff.frame, &view, Shown { form, done: None, others })))
        }
    }
}

/// Where it led to.
async fn done(state: &WebState, staff: &Staff, topic: TopicId, deed: &str, form: &Form) -> Result<String, AppError> {
    if deed == "link" {
        let Linked { linked, refused } = state.app.link_topic(&staff.actor, topic).await?;
        return Ok(format!("/desk/topics/{topic}?linked={linked}&refused={refused}"));
    }
    let now = state.app.decide_topic(&staff.actor, topic, |desk| command_of(deed, form, desk)).await?;
    Ok(format!("/desk/topics/{now}?done=yes"))
}

/// The command of a form.
fn command_of(deed: &str, form: &Form, desk: &mut Desk) -> Result<TopicCommand, AppError> {
    Ok(match deed {
        "name" => TopicCommand::Name(desk.words("name", form.value("name"), Bound::Subject)?),
        "merge" => TopicCommand::Merge { into: chosen(form, "into")? },
        "part" => TopicCommand::Part,
        "split" => TopicCommand::Split { matters: picks(form) },
        "master" => match picks(form).as_slice() {
            [matter] => TopicCommand::SetMaster { matter: *matter },
            _ => return Err(Invalid::new("rows", "choose").into()),
        },
        "close" => TopicCommand::Close,
        "reopen" => TopicCommand::Reopen,
        "propose" => {
            let to = chosen(form, "to")?;
            TopicCommand::Propose { to, text: desk.words("text", form.value("text"), Bound::Note)? }
        }
        _ => return Err(AppError::NotFound),
    })
}

fn chosen<T: std::str::FromStr>(form: &Form, name: &str) -> Result<T, AppError> {
    form.value(name).parse().map_err(|_| Invalid::new(name, "choose").into())
}

/// The matters that were chosen, as many as a page lists at most.
fn picks(form: &Form) -> Vec<MatterId> {
    form.ticked().filter_map(|name| name.strip_prefix(PICK)?.parse().ok()).take(NEWEST_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matter_is_chosen_by_its_field() {
        let matter = MatterId::from_bits(7);
        let mut form = Form::default();
        form.set(&format!("{PICK}{matter}"), "yes");
        form.set("pick-nothing", "yes");
        form.set("name", "yes");
        assert_eq!(picks(&form), [matter]);
    }
}
