//! The worklist: rows by the next clock, filters with their counts, and the way to a number.

use std::collections::BTreeSet;

use axum::Router;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use huiyin_app::worklist::{PAGE_ROWS, Row};
use huiyin_domain::ids::{ClassCode, UnitCode};
use huiyin_domain::matter::Stage;
use huiyin_domain::office::Office;
use huiyin_domain::office::policy::{OfficeDeed, may_office};
use huiyin_domain::view::CountKey;
use huiyin_render::page::{Filter, Filters, FoundPage, Frame, WorkLine, WorkPage, mood};
use jiff::civil::Date;

use super::Staff;
use super::filter::{Asked, Chosen, Due};
use crate::WebState;
use crate::pages::form::Own;
use crate::pages::trouble::html;
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/desk", get(list)).route("/desk/find", post(find))
}

async fn list(State(state): State<WebState>, staff: Staff, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let may = |deed| may_office(deed, &staff.actor, &office).is_ok();
    if !may(OfficeDeed::ReadLists) && may(OfficeDeed::SetUp) {
        // Whoever only keeps the office's tables has nothing on the list.
        return Ok(Redirect::to("/desk/law").into_response());
    }
    let chosen = Chosen::of(&asked, &office).map_err(Failed::of_fields)?;
    let page =
        state.app.worklist(&staff.actor, chosen.filter(today, &staff.code), asked.cursor.as_deref(), PAGE_ROWS).await?;
    let counts = state.app.near_counts(&staff.actor, chosen.near(today)).await?;
    let frame = staff.frame;
    let offer = Offer { frame: &frame, office: &office, counts: &counts, chosen: &chosen, today };
    let filters = vec![offer.hands(), offer.due(), offer.stages(), offer.units(), offer.classes()];
    let growing = if may(OfficeDeed::ReadTopics) { state.app.growing_topics(&staff.actor).await? } else { 0 };
    Ok(html(&WorkPage {
        growing: (growing > 0).then(|| frame.say.text("topics-growing", &[("count", growing.to_string())])),
        filters: filters.into_iter().filter(|filters| filters.offered.len() > 1).collect(),
        rows: page.rows.iter().map(|row| line(&frame, &office, row, today)).collect(),
        next: page.next.map(|cursor| chosen.href_with(&format!("cursor={cursor}"))),
        all: chosen.href_with(&match &asked.cursor {
            Some(cursor) => format!("cursor={cursor}&all=yes"),
            None => "all=yes".to_owned(),
        }),
        all_chosen: asked.all.is_some(),
        missed: asked.missed.is_some(),
        none_chosen: asked.none.is_some(),
        frame,
    }))
}

/// What filters are made of.
struct Offer<'a> {
    frame: &'a Frame,
    office: &'a Office,
    counts: &'a [(CountKey, u64)],
    chosen: &'a Chosen,
    today: Date,
}

impl Offer<'_> {
    /// A link to another part of the list, with its count where one is kept.
    fn link(&self, label: String, part: &Chosen) -> Filter {
        let counted = self.counts.iter().filter(|(key, _)| part.counts(key, self.today)).map(|(_, n)| n).sum();
        Filter {
            label,
            count: (part.class.is_none() && !part.mine).then_some(counted),
            href: part.href(),
            is_current: part == self.chosen,
        }
    }

    /// The links of a filter, the first of which takes it away; what would show nothing is left out.
    fn filters(&self, title: &str, whole: Filter, links: impl Iterator<Item = Filter>, folds: bool) -> Filters {
        let links = links.filter(|link| link.is_current || link.count != Some(0));
        Filters { title: self.frame.t(title), offered: std::iter::once(whole).chain(links).collect(), folds }
    }

    /// All of it, or what one has in hand oneself.
    fn hands(&self) -> Filters {
        let part = |mine| Chosen { mine, ..self.chosen.clone() };
        let links = std::iter::once(self.link(self.frame.t("work-mine"), &part(true)));
        self.filters("work-by-hand", self.link(self.frame.t("work-everybodys"), &part(false)), links, false)
    }

    fn due(&self) -> Filters {
        let part = |due| Chosen { due, ..self.chosen.clone() };
        let label = |due: Due| match due {
            Due::Overdue => self.frame.t("work-overdue"),
            Due::Today => self.frame.t("work-today"),
            Due::Soon => self.frame.t("work-soon"),
            Due::Month => self.frame.t("work-month"),
            Due::On(day) => self.frame.say.date(day),
        };
        let on = self.chosen.due.filter(|due| !Due::OFFERED.contains(due));
        let links = Due::OFFERED.into_iter().chain(on).map(|due| self.link(label(due), &part(Some(due))));
        self.filters("work-by-due", self.link(self.frame.t("work-all"), &part(None)), links, false)
    }

    fn stages(&self) -> Filters {
        let part = |stage| Chosen { stage, ..self.chosen.clone() };
        let links = Stage::ALL.iter().map(|stage| self.link(self.frame.say.word(*stage), &part(Some(*stage))));
        self.filters("work-by-stage", self.link(self.frame.t("work-any-stage"), &part(None)), links, false)
    }

    fn units(&self) -> Filters {
        let part = |unit| Chosen { unit, ..self.chosen.clone() };
        let units: BTreeSet<&UnitCode> =
            self.counts.iter().map(|(key, _)| &key.unit).chain(&self.chosen.unit).collect();
        let link = |unit: &UnitCode| self.link(self.frame.say.unit(self.office, unit), &part(Some(unit.clone())));
        let whole = self.link(self.frame.t("work-any-unit"), &part(None));
        self.filters("work-by-unit", whole, units.into_iter().map(link), true)
    }

    /// The first level of the taxonomy, and below the one chosen its next.
    fn classes(&self) -> Filters {
        let part = |class| Chosen { class, ..self.chosen.clone() };
        let is_offered = |code: &ClassCode| {
            let around = code.as_str().rsplit_once('.').map_or("", |(around, _)| around);
            let chosen = self.chosen.class.as_ref().map_or("", ClassCode::as_str);
            around.is_empty() || around == chosen || chosen == code.as_str() || chosen.starts_with(&format!("{code}."))
        };
        let classes = self.office.classes().filter(|class| is_offered(&class.code));
        let links = classes
            .map(|class| self.link(self.frame.say.class_name(class).to_owned(), &part(Some(class.code.clone()))));
        self.filters("work-by-class", self.link(self.frame.t("work-any-class"), &part(None)), links, true)
    }
}

fn line(frame: &Frame, office: &Office, row: &Row, today: Date) -> WorkLine {
    let (say, listed) = (&frame.say, &row.listed.row);
    let class = listed.class.as_ref().and_then(|code| office.class(code)).map(|class| say.class_name(class));
    let place = listed.place.as_ref().and_then(|code| office.place(code)).map(|place| say.place_name(place));
    let received = [("channel", say.word(listed.channel)), ("day", say.date(listed.received_on))];
    let due = row.due().zip(listed.due_step);
    WorkLine {
        href: format!("/desk/{}", listed.matter),
        pick: super::bulk::pick(listed.matter, listed.issue),
        number: row.listed.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        subject: row.subject.clone().unwrap_or_else(|| frame.t("dossier-untold")),
        about: class.into_iter().chain(place).collect::<Vec<_>>().join(" · "),
        seal: listed.sealed.then(|| frame.t("dossier-sealed")),
        stage: say.word(listed.stage),
        unit: say.unit(office, &listed.unit),
        officer: listed.officer.as_ref().map(|code| say.officer(office, code)),
        due: due.map_or_else(String::new, |(due, step)| format!("{} · {}", say.word(step), say.last_day(due))),
        left: listed.due_on.map_or_else(|| frame.t("work-no-clock"), |day| say.left(today, day)),
        mood: listed.due_on.map_or("on-time", |day| mood(today, day)),
        received: say.text("work-received", &received),
    }
}

/// The matters of a number, or of its end. The number is sent in a body: it belongs to somebody.
async fn find(State(state): State<WebState>, Own(staff, form): Own<Staff>) -> Result<Response, Failed> {
    let found = state.app.find_number(&staff.actor, form.value("number")).await?;
    Ok(match found.as_slice() {
        [] => Redirect::to("/desk?missed=yes").into_response(),
        [(_, matter)] => Redirect::to(&format!("/desk/{matter}")).into_response(),
        _ => {
            let links = found.iter().map(|(number, matter)| (number.to_string(), format!("/desk/{matter}")));
            html(&FoundPage { links: links.collect(), frame: staff.frame })
        }
    })
}
