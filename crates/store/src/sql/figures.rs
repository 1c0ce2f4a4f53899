//! Reads the ledger of figures.
//!
//! Sums by day and month are kept by one dimension at a time, because sums by all of them at once would be hardly fewer
//! than the lines. A question about one dimension is answered from them and from the lines not yet folded; one about two
//! dimensions goes to the lines.

use std::collections::BTreeMap;

use async_trait::async_trait;
use huiyin_domain::ids::{ClassCode, MatterId, OfficeId, UnitCode};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::Kind;
use huiyin_domain::view::{Figure, FigureLine};
use jiff::civil::Date;

use super::stretch::{Stretch, stretches};
use super::{Database, Query, Row, Statement, Tables, one_more};
use crate::error::StoreError;
use crate::read::{Cut, FigureFilter, Figures, Page};

/// The dimensions by which sums are kept: the code of the cut, and what it takes from a line.
const DIMENSIONS: [(&str, &str); 5] = [
    (WHOLE, "''"),
    ("unit", "unit"),
    ("channel", "channel"),
    ("class", "coalesce(class, '')"),
    ("kind", "coalesce(kind, '')"),
];
const WHOLE: &str = "whole";

const LINES_OF: &str = "SELECT figure, occurred_on, recorded_on, unit, channel, class, kind, issue_no, seq, n
    FROM figures WHERE office_id = ?1 AND matter_id = ?2 ORDER BY seq, line";
/// Materialized, so that the lines are found by figure and day and not by walking all matters.
const BEHIND: &str =
    "WITH found AS MATERIALIZED (SELECT matter_id, n FROM figures{by} WHERE office_id = ?1 AND figure = ?2";
/// The index by which lines behind a figure are found; by the table's key all lines of the office would be read.
const BY_DAY: &str = "figures_by_day";

/// Lines not yet in the sums; the second condition is always true and leads along the index of such lines.
const UNFOLDED: &str = " AND folded = 0 AND recorded_on > ''";
#[async_trait]
impl<D: Database> Figures for Tables<D> {
    async fn sums(
        &self,
        office: OfficeId,
        filter: &FigureFilter,
        cut: Cut,
    ) -> Result<BTreeMap<(String, Figure), i64>, StoreError> {
        let mut query = Query::new("SELECT value, figure, CAST(sum(n) AS BIGINT) FROM (", []);
        match folded_dimension(filter, cut) {
            Some(dimension) => {
                for stretch in stretches(filter) {
                    push_sums(&mut query, office, filter, (cut, dimension), &stretch);
                    query.push(" UNION ALL ");
                }
                push_lines(&mut query, office, filter, cut, UNFOLDED);
            }
            None => push_lines(&mut query, office, filter, cut, ""),
        }
        query.push(") AS lines GROUP BY value, figure");
        let read = |row: Row| {
            let mut row = row.read("figures");
            Ok(((row.text("value")?, figure(&mut row)?), row.int("n")?))
        };
        self.0.query(query.build()).await?.into_iter().map(read).collect()
    }

    async fn behind(
        &self,
        office: OfficeId,
        figure: Figure,
        filter: &FigureFilter,
        after: Option<MatterId>,
        limit: usize,
    ) -> Result<Page<(MatterId, i64)>, StoreError> {
        let found = self.by_index(BEHIND, BY_DAY, []).sql;
        let mut query = Query::new(&found, [office.0.into(), figure.code().into()]);
        push_dates(&mut query, filter);
        push_dimensions(&mut query, filter);
        query.push(") SELECT matter_id, CAST(sum(n) AS BIGINT) FROM found WHERE true");
        query.push_if(" AND matter_id > ", after.map(MatterId::to_bytes));
        query.push(" GROUP BY matter_id HAVING sum(n) <> 0 ORDER BY matter_id LIMIT ").bind(one_more(limit));
        let mut rows = self.0.query(query.build()).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let read = |row: Row| {
            let mut row = row.read("figures");
            Ok((MatterId::from_bytes(row.array("matter_id")?), row.int("n")?))
        };
        Ok(Page { rows: rows.into_iter().map(read).collect::<Result<_, StoreError>>()?, more })
    }

    async fn lines_of(&self, office: OfficeId, matter: MatterId) -> Result<Vec<FigureLine>, StoreError> {
        let rows = self.0.look_up(Statement::new(LINES_OF, [office.0.into(), matter.to_bytes().into()])).await?;
        rows.into_iter().map(|row| figure_line(matter, row)).collect()
    }

    async fn fold(&self, office: OfficeId, before: Date) -> Result<u64, StoreError> {
        self.fold_all(office, before).await
    }

    async fn unfolded(&self, office: OfficeId, up_to: u64) -> Result<u64, StoreError> {
        self.count_unfolded(office, up_to).await
    }
}

/// The one dimension whose sums answer the question, if one does.
fn folded_dimension(filter: &FigureFilter, cut: Cut) -> Option<&'static str> {
    let asked = [
        filter.unit.as_ref().map(|_| "unit"),
        filter.channel.map(|_| "channel"),
        filter.class.as_ref().map(|_| "class"),
        filter.kind.map(|_| "kind"),
        cut_dimension(cut),
    ];
    let mut asked = asked.into_iter().flatten();
    let first = asked.next().unwrap_or(WHOLE);
    asked.all(|dimension| dimension == first).then_some(first)
}

const fn cut_dimension(cut: Cut) -> Option<&'static str> {
    match cut {
        Cut::Whole | Cut::Month => None,
        Cut::Unit => Some("unit"),
        Cut::Channel => Some("channel"),
        Cut::Class => Some("class"),
        Cut::Kind => Some("kind"),
    }
}

/// What the cut takes from a line, or from a sum by the cut's own dimension.
fn cut_value(cut: Cut, of_days: bool) -> &'static str {
    match cut_dimension(cut) {
        _ if cut == Cut::Month => "substr(occurred_on, 1, 7)",
        None => "''",
        Some(_) if of_days => "value",
        Some(dimension) => DIMENSIONS.iter().find(|(name, _)| *name == dimension).map_or("''", |(_, value)| value),
    }
}

fn push_sums(
    query: &mut Query,
    office: OfficeId,
    filter: &FigureFilter,
    (cut, dimension): (Cut, &'static str),
    stretch: &Stretch,
) {
    query.push("SELECT ").push(cut_value(cut, true)).push(" AS value, figure, n FROM ").push(stretch.table);
    query.push(" WHERE office_id = ").bind(office.0).push(" AND cut = ").bind(dimension);
    stretch.push(query);
    query
        .push_if(" AND value = ", filter.unit.as_ref().map(UnitCode::as_str))
        .push_if(" AND value = ", filter.channel.map(Channel::code))
        .push_if(" AND value = ", filter.kind.map(Kind::code))
        .push_class("value", filter.class.as_ref().map(ClassCode::as_str));
}

fn push_lines(query: &mut Query, office: OfficeId, filter: &FigureFilter, cut: Cut, also: &str) {
    query.push("SELECT ").push(cut_value(cut, false)).push(" AS value, figure, n FROM figures WHERE office_id = ");
    query.bind(office.0).push(also);
    push_dates(query, filter);
    push_dimensions(query, filter);
}

fn push_dates(query: &mut Query, filter: &FigureFilter) {
    query
        .push_if(" AND occurred_on >= ", filter.from)
        .push_if(" AND occurred_on <= ", filter.to)
        .push_if(" AND recorded_on <= ", filter.known_on);
}

fn push_dimensions(query: &mut Query, filter: &FigureFilter) {
    query
        .push_if(" AND unit = ", filter.unit.as_ref().map(UnitCode::as_str))
        .push_if(" AND channel = ", filter.channel.map(Channel::code))
        .push_if(" AND kind = ", filter.kind.map(Kind::code))
        .push_class("class", filter.class.as_ref().map(ClassCode::as_str));
}

fn figure(row: &mut super::row::Reader) -> Result<Figure, StoreError> {
    let code = row.text("figure")?;
    Figure::from_code(&code).ok_or_else(|| row.wrong("figure", "not in the list of codes"))
}

pub(super) fn figure_line(matter: MatterId, row: Row) -> Result<FigureLine, StoreError> {
    let mut row = row.read("figures");
    Ok(FigureLine {
        figure: figure(&mut row)?,
        occurred_on: row.code("occurred_on")?,
        recorded_on: row.code("recorded_on")?,
        unit: row.code("unit")?,
        channel: row.code("channel")?,
        class: row.code_or_none("class")?,
        kind: row.code_or_none("kind")?,
        issue: row.issue_or_none("issue_no")?,
        seq: row.number("seq")?,
        n: row.number("n")?,
        matter,
    })
}
