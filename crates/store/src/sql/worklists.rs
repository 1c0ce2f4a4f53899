//! Reads worklists: every page is a walk along one index from where the page before ended.
//!
//! Rows sort by (due day, matter, issue); no due day sorts last because [`NO_DAY`] stands for it.

use std::collections::HashMap;

use async_trait::async_trait;
use huiyin_domain::ids::{ClassCode, ContentId, IssueNo, MatterId, OfficeId, OfficerCode, UnitCode};
use huiyin_domain::matter::{Kind, Stage};
use huiyin_domain::office::series::Number;
use huiyin_domain::view::{CountKey, IssueRow};
use jiff::civil::Date;

use super::{ASKED_MAX, Database, Query, Row, Tables, int, one_more};
use crate::error::StoreError;
use crate::journal::Stream;
use crate::read::{ListedIssue, Page, WorklistAfter, WorklistFilter, Worklists};
use crate::schema::{NO_DAY, Value};

const SELECT: &str = "SELECT matter_id, issue_no, unit, stage, due_on, due_step, received_on, channel, kind, class, \
    place, sealed, subject, ended_on, seq, officer";
const OF_OFFICE: &str = " FROM issue_rows WHERE office_id = ";
const FIRST_NUMBERS: &str = "SELECT registry, class, year, n, stream, seq FROM asked CROSS JOIN numbers
    WHERE stream = asked.its_stream AND class <> 'D' AND office_id = ";
const OF_MATTERS: &str = " FROM asked CROSS JOIN issue_rows WHERE matter_id = asked.its_matter AND office_id = ";
const ORDER: &str = " ORDER BY due_on, matter_id, issue_no LIMIT ";

#[async_trait]
impl<D: Database> Worklists for Tables<D> {
    async fn list(
        &self,
        office: OfficeId,
        filter: &WorklistFilter,
        after: Option<&WorklistAfter>,
        limit: usize,
    ) -> Result<Page<ListedIssue>, StoreError> {
        let mut query = Query::new("", []);
        let is_merged = for_each_walk(&mut query, filter, |query, unit| {
            query.push(SELECT).push(OF_OFFICE).bind(office.0);
            push_filter(query, filter, unit);
            push_after(query, after);
            query.push(ORDER).bind(one_more(limit));
        });
        if is_merged {
            query.push(ORDER).bind(one_more(limit));
        }
        let statement = query.build();
        let rows = if is_standing(filter) { self.0.look_up(statement).await } else { self.0.query(statement).await };
        let mut rows = rows?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let rows = rows.into_iter().map(issue_row).collect::<Result<Vec<_>, _>>()?;
        Ok(Page { rows: self.numbered(office, rows).await?, more })
    }

    async fn count_up_to(&self, office: OfficeId, filter: &WorklistFilter, up_to: u64) -> Result<u64, StoreError> {
        let mut query = Query::new("SELECT count(*) FROM (", []);
        let is_merged = for_each_walk(&mut query, filter, |query, unit| {
            query.push("SELECT 1 AS one FROM issue_rows WHERE office_id = ").bind(office.0);
            push_filter(query, filter, unit);
            // In the order of the list, so that it walks the index that the list walks, and not all that ever came.
            query.push(ORDER).bind(int(up_to));
        });
        if is_merged {
            query.push(" LIMIT ").bind(int(up_to));
        }
        query.push(") AS counted");
        let row = self.0.query(query.build()).await?.into_iter().next();
        row.map_or(Ok(0), |row| row.read("issue_rows").number("count"))
    }

    async fn standing_counts(&self, office: OfficeId, units: &[UnitCode]) -> Result<Vec<(CountKey, u64)>, StoreError> {
        let mut query = Query::new(
            "SELECT unit, stage, due_on, n FROM issue_counts WHERE office_id = ?1 AND n <> 0",
            [office.0.into()],
        );
        if !units.is_empty() {
            query.push(" AND unit IN ").bind_list(units.iter().map(|unit| Value::from(unit.as_str())));
        }
        query.push(" ORDER BY unit, stage, due_on");
        let read = |row: Row| {
            let mut row = row.read("issue_counts");
            let key = CountKey { unit: row.code("unit")?, stage: row.code("stage")?, due_on: row.due_day("due_on")? };
            Ok((key, row.number("n")?))
        };
        self.0.query(query.build()).await?.into_iter().map(read).collect()
    }

    async fn overdue(
        &self,
        office: OfficeId,
        day: Date,
        after: Option<&WorklistAfter>,
        limit: usize,
    ) -> Result<Vec<(MatterId, IssueNo, Date)>, StoreError> {
        let mut query = Query::new(
            "SELECT matter_id, issue_no, due_on FROM issue_rows WHERE office_id = ?1 AND ended = 0 AND due_on < ",
            [office.0.into()],
        );
        query.bind(day);
        push_after(&mut query, after);
        query.push(ORDER).bind(int(limit as u64));
        let read = |row: Row| {
            let mut row = row.read("issue_rows");
            let matter = MatterId::from_bytes(row.array("matter_id")?);
            Ok((matter, IssueNo(row.number("issue_no")?), row.code("due_on")?))
        };
        self.0.query(query.build()).await?.into_iter().map(read).collect()
    }

    async fn rows_of(&self, office: OfficeId, matter: MatterId) -> Result<Vec<IssueRow>, StoreError> {
        let mut query = Query::new(SELECT, []);
        query
            .push(OF_OFFICE)
            .bind(office.0)
            .push(" AND matter_id = ")
            .bind(matter.to_bytes())
            .push(" ORDER BY issue_no");
        self.0.look_up(query.build()).await?.into_iter().map(issue_row).collect()
    }

    async fn rows_of_each(&self, office: OfficeId, matters: &[MatterId]) -> Result<Vec<IssueRow>, StoreError> {
        let mut found = Vec::with_capacity(matters.len());
        for matters in matters.chunks(ASKED_MAX) {
            let mut query = Query::new("", []);
            let asked = matters.iter().map(|matter| [matter.to_bytes().into()]);
            query
                .push_asked("its_matter", Some(self.0.bytes_type()), asked)
                .push(SELECT)
                .push(OF_MATTERS)
                .bind(office.0);
            let rows = self.0.look_up(query.build()).await?;
            found.extend(rows.into_iter().map(issue_row).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(found)
    }

    async fn numbered(&self, office: OfficeId, rows: Vec<IssueRow>) -> Result<Vec<ListedIssue>, StoreError> {
        let numbers = self.first_numbers(office, &rows).await?;
        let listed = |row: IssueRow| ListedIssue { number: numbers.get(&row.matter).cloned(), row };
        Ok(rows.into_iter().map(listed).collect())
    }
}

impl<D: Database> Tables<D> {
    /// The number of each matter's first petition: the first it took that is not a paper's.
    async fn first_numbers(
        &self,
        office: OfficeId,
        rows: &[IssueRow],
    ) -> Result<HashMap<MatterId, Number>, StoreError> {
        if rows.is_empty() {
            return Ok(HashMap::new());
        }
        let mut query = Query::new("", []);
        let streams = rows.iter().map(|row| [Value::Text(Stream::Matter(row.matter).to_string())]);
        query.push_asked("its_stream", None, streams).push(FIRST_NUMBERS).bind(office.0);
        let mut numbers: HashMap<MatterId, (u64, Number)> = HashMap::with_capacity(rows.len());
        for row in self.0.look_up(query.build()).await? {
            let mut row = row.read("numbers");
            let number = row.series_number()?;
            let (stream, seq) = (row.code("stream")?, row.number("seq")?);
            let Stream::Matter(matter) = stream else { continue };
            if numbers.get(&matter).is_none_or(|(first, _)| seq < *first) {
                numbers.insert(matter, (seq, number));
            }
        }
        Ok(numbers.into_iter().map(|(matter, (_, number))| (matter, number)).collect())
    }
}

/// Every row of the stretch walked is on the list: the page is read in a few steps, however large the office.
fn is_standing(filter: &WorklistFilter) -> bool {
    filter.units.len() <= WALKS_MAX && filter.stage.is_none() && filter.kind.is_none() && filter.class.is_none()
}

/// Units whose lists are walked apart and merged; beyond, the office's list is walked and other units skipped.
const WALKS_MAX: usize = 16;

/// Writes one SELECT for each unit asked for, each along its own stretch of the index, and joins them; or a single one.
/// Whether several were joined, whose rows are then still to be put in order and counted off.
fn for_each_walk(query: &mut Query, filter: &WorklistFilter, mut select: impl FnMut(&mut Query, Units)) -> bool {
    let walks = walks(filter);
    if let [walk] = walks.as_slice() {
        select(query, *walk);
        return false;
    }
    for (place, walk) in walks.into_iter().enumerate() {
        query.push(if place == 0 { "SELECT * FROM (SELECT * FROM (" } else { " UNION ALL SELECT * FROM (" });
        select(query, walk);
        query.push(") AS walked");
    }
    query.push(") AS merged");
    true
}

/// Which units one walk goes through.
#[derive(Clone, Copy)]
enum Units<'a> {
    Any,
    One(&'a UnitCode),
    OneOf(&'a [UnitCode]),
    UnderSeal(&'a UnitCode),
    /// All that the officer has in hand, in one of the units, if any are named.
    InHandOf(&'a OfficerCode),
}

fn walks(filter: &WorklistFilter) -> Vec<Units<'_>> {
    if let Some(officer) = &filter.officer {
        return vec![Units::InHandOf(officer)];
    }
    let mut walks = match filter.units.as_slice() {
        [] => vec![Units::Any],
        units if units.len() > WALKS_MAX => vec![Units::OneOf(units)],
        units => units.iter().map(Units::One).collect(),
    };
    walks.extend(filter.under_seal.iter().take(WALKS_MAX).map(Units::UnderSeal));
    walks
}

fn push_filter(query: &mut Query, filter: &WorklistFilter, units: Units) {
    let one_of = |query: &mut Query, units: &[UnitCode]| {
        query.push(" unit IN ").bind_list(units.iter().map(|unit| Value::from(unit.as_str())));
    };
    query.push(match units {
        Units::UnderSeal(_) => " AND sealed = 1",
        Units::InHandOf(_) if !filter.under_seal.is_empty() => " AND (sealed = 0 OR",
        Units::Any | Units::One(_) | Units::OneOf(_) | Units::InHandOf(_) => " AND sealed = 0",
    });
    if matches!(units, Units::InHandOf(_)) && !filter.under_seal.is_empty() {
        one_of(query, &filter.under_seal);
        query.push(")");
    }
    query.push(" AND ended = ").bind(i64::from(filter.ended));
    match units {
        Units::Any => {}
        Units::InHandOf(officer) => {
            query.push(" AND officer = ").bind(officer.as_str());
            if !filter.units.is_empty() {
                query.push(" AND");
                one_of(query, &filter.units);
            }
        }
        Units::One(unit) | Units::UnderSeal(unit) => {
            query.push(" AND unit = ").bind(unit.as_str());
        }
        Units::OneOf(units) => {
            query.push(" AND");
            one_of(query, units);
        }
    }
    query
        .push_if(" AND stage = ", filter.stage.map(Stage::code))
        .push_if(" AND kind = ", filter.kind.map(Kind::code))
        .push_class("class", filter.class.as_ref().map(ClassCode::as_str))
        .push_if(" AND due_on >= ", filter.due_from)
        .push_if(" AND due_on <= ", filter.due_to);
    if filter.due_from.is_some() && filter.due_to.is_none() {
        query.push(" AND due_on < ").bind(NO_DAY); // no day is not after any
    }
}

fn push_after(query: &mut Query, after: Option<&WorklistAfter>) {
    if let Some(after) = after {
        let due_on = after.due_on.map_or(Value::from(NO_DAY), Value::from);
        query.push(" AND (due_on, matter_id, issue_no) > (").bind(due_on);
        query.push(", ").bind(after.matter.to_bytes()).push(", ").bind(i64::from(after.issue.0)).push(")");
    }
}

fn issue_row(row: Row) -> Result<IssueRow, StoreError> {
    let mut row = row.read("issue_rows");
    Ok(IssueRow {
        matter: MatterId::from_bytes(row.array("matter_id")?),
        issue: IssueNo(row.number("issue_no")?),
        unit: row.code("unit")?,
        stage: row.code("stage")?,
        due_on: row.due_day("due_on")?,
        due_step: row.code_or_none("due_step")?,
        received_on: row.code("received_on")?,
        channel: row.code("channel")?,
        kind: row.code_or_none("kind")?,
        class: row.code_or_none("class")?,
        place: row.code_or_none("place")?,
        sealed: row.flag("sealed")?,
        subject: ContentId::from_bytes(row.array("subject")?),
        ended_on: row.code_or_none("ended_on")?,
        seq: row.number("seq")?,
        officer: row.code_or_none("officer")?,
    })
}
