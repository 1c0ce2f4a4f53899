//! The lead's page: what is due in the units below, by unit and by day, how heavy that is for those who handle it, and this
//! month's figures. Every number of rows opens its list.

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use huiyin_app::AppError;
use huiyin_app::report::{Cut, FigureFilter, Table};
use huiyin_domain::clock::LastDay;
use huiyin_domain::ids::UnitCode;
use huiyin_domain::office::policy::listed_units;
use huiyin_domain::office::{Actor, Office, Role};
use huiyin_domain::view::{CountKey, Figure};
use huiyin_render::page::{Cell, DayLoad, LeadPage, Load, Number};
use jiff::ToSpan;
use jiff::civil::Date;

use super::Staff;
use super::asked::{behind, query};
use super::filter::{Chosen, Due};
use crate::WebState;
use crate::pages::trouble::html;
use crate::problem::Failed;

/// How far ahead days are told one by one: two weeks.
const DAYS_AHEAD: i32 = 14;

/// What a lead is told of the month.
const FIGURES: [Figure; 5] =
    [Figure::Received, Figure::Accepted, Figure::AnsweredInTime, Figure::AnsweredLate, Figure::Extended];

/// The columns of the table after the unit; the last is all that is open.
const COLUMNS: [Option<Due>; 5] = [Some(Due::Overdue), Some(Due::Today), Some(Due::Soon), Some(Due::Month), None];

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/desk/lead", get(look))
}

/// Somebody who answers for the work of others.
pub(super) fn leads(actor: &Actor) -> bool {
    let leading = [Role::Leader, Role::UnitHead, Role::OfficeHead, Role::Supervisor];
    actor.posts().iter().any(|post| leading.contains(&post.role))
}

async fn look(State(state): State<WebState>, staff: Staff) -> Result<Response, Failed> {
    if !leads(&staff.actor) {
        return Err(AppError::NotFound.into());
    }
    let (office, today) = (state.app.office().await?, state.app.today().await?);
    let counts = state.app.counts(&staff.actor).await?;
    let month = FigureFilter { from: Some(today.first_of_month()), to: Some(today), ..FigureFilter::default() };
    let figures = state.app.figures(&staff.actor, &month, Cut::Unit).await?;
    let units = listed_units(&staff.actor, &office);
    let seen = Lead { office: &office, counts: &counts, today };
    Ok(html(&LeadPage {
        loads: seen.loads(&staff.frame.say),
        days: seen.days(&staff.frame.say),
        sums: COLUMNS.iter().map(|due| seen.cell(None, *due)).collect(),
        figures: FIGURES
            .iter()
            .map(|figure| {
                let n = sum(&figures, &units, *figure);
                let href = (n != 0).then(|| list_of(*figure, &month, &units));
                (staff.frame.say.word(*figure), Number { n, href })
            })
            .collect(),
        today,
        frame: staff.frame,
    }))
}

/// A figure of those units; none named: of all.
fn sum(figures: &Table, units: &[UnitCode], figure: Figure) -> i64 {
    let units: BTreeSet<&str> = units.iter().map(UnitCode::as_str).collect();
    let of_units = figures.iter().filter(|(unit, _)| units.is_empty() || units.contains(unit.as_str()));
    of_units.filter_map(|(_, figures)| figures.get(&figure)).sum()
}

/// The matters behind a figure of one unit or of all; of several, the table that has a row for each.
fn list_of(figure: Figure, month: &FigureFilter, units: &[UnitCode]) -> String {
    match units {
        [] => behind(figure, month),
        [unit] => behind(figure, &FigureFilter { unit: Some(unit.clone()), ..month.clone() }),
        _ => format!("/desk/figures?{}&cut=unit", query(month)),
    }
}

struct Lead<'a> {
    office: &'a Office,
    counts: &'a [(CountKey, u64)],
    today: Date,
}

impl Lead<'_> {
    fn cell(&self, unit: Option<&UnitCode>, due: Option<Due>) -> Cell {
        let part = Chosen { unit: unit.cloned(), due, ..Chosen::default() };
        let counted = self.counts.iter().filter(|(key, _)| part.counts(key, self.today)).map(|(_, n)| n).sum();
        Cell { n: counted, href: part.href() }
    }

    /// The units with anything open, what is most overdue first.
    fn loads(&self, say: &huiyin_render::Say) -> Vec<Load> {
        let units: BTreeSet<&UnitCode> = self.counts.iter().map(|(key, _)| &key.unit).collect();
        let handlers = self.handlers();
        let load = |unit: &&UnitCode| Load {
            unit: say.unit(self.office, unit),
            handlers: handlers.get(*unit).copied().unwrap_or(0),
            cells: COLUMNS.iter().map(|due| self.cell(Some(unit), *due)).collect(),
        };
        let mut loads: Vec<Load> = units.iter().map(load).collect();
        loads.sort_by_key(|load| std::cmp::Reverse((load.overdue(), load.open())));
        loads
    }

    /// How many handle matters in each unit today.
    fn handlers(&self) -> BTreeMap<UnitCode, u32> {
        let mut handlers = BTreeMap::new();
        for officer in self.office.officers().filter(|officer| officer.span.holds(self.today)) {
            for post in officer.posts_on(self.today).into_iter().filter(|post| post.role == Role::Handler) {
                *handlers.entry(post.unit).or_default() += 1;
            }
        }
        handlers
    }

    fn days(&self, say: &huiyin_render::Say) -> Vec<DayLoad> {
        let (today, lands) = (self.today, self.office.lands());
        let days = (0..DAYS_AHEAD).filter_map(|ahead| today.checked_add(ahead.days()).ok());
        let load = |day: Date| {
            let is_provisional = !lands.iter().all(|land| land.knows(today, day));
            let due = LastDay { day, is_provisional };
            DayLoad { day: say.last_weekday(due), cell: self.cell(None, Some(Due::On(day))) }
        };
        days.map(load).collect()
    }
}
