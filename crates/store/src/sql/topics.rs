//! Topics in the tables. What somebody may not read is left out by the database, before anything is counted, ordered or cut.

use std::borrow::Cow;

use async_trait::async_trait;
use huiyin_domain::ids::{MatterId, OfficeId, TopicId, UnitCode};
use jiff::civil::Date;

use super::insert::inserts;
use super::{ASKED_MAX, Database, Query, Row, Script, Statement, Tables, int};
use crate::batch::Block;
use crate::error::StoreError;
use crate::read::{TopicOrder, TopicPlace, TopicScope, TopicSize, Topics};
use crate::schema::{Cell, How, TOPIC_MATTERS, TOPIC_WARNINGS, TOPICS, Table};

const WAITING: &str = "SELECT matter_id, received_on FROM topic_matters{by}
    WHERE office_id = ?1 AND topic IS NULL ORDER BY matter_id LIMIT ?2";
const NEWEST: &str = "SELECT matter_id, received_on, begun, topic FROM topic_matters
    WHERE office_id = ?1 AND topic IS NOT NULL ORDER BY matter_id DESC LIMIT ?2";
const OF_TOPIC: &str = "SELECT matter_id, received_on, begun, topic FROM topic_matters
    WHERE office_id = ?1 AND topic = ?2 ORDER BY received_on DESC, matter_id DESC LIMIT ?3";
const OF_MATTERS: &str = "SELECT matter_id, received_on, begun, topic FROM asked CROSS JOIN topic_matters
    WHERE matter_id = asked.its_matter AND topic IS NOT NULL AND office_id = ";
const FORGET: &str = "DELETE FROM topic_matters WHERE office_id = ?1 AND matter_id = ?2";
const WARNINGS: &str = "SELECT topic, warned_on FROM topic_warnings WHERE office_id = ?1 AND warned_on >= ?2
    ORDER BY warned_on DESC, topic";

#[async_trait]
impl<D: Database> Topics for Tables<D> {
    async fn wait(&self, office: OfficeId, matters: &[(MatterId, Date)]) -> Result<(), StoreError> {
        let row = |(matter, on): &(MatterId, Date)| {
            [Cell::Int(office.0), Cell::Id(matter.to_bytes()), Cell::Day(*on), Cell::Null, Cell::Null]
        };
        self.insert(&Block::new(&TOPIC_MATTERS, How::Keep, matters.iter().map(row))).await
    }

    async fn waiting(&self, office: OfficeId, limit: usize) -> Result<Vec<(MatterId, Date)>, StoreError> {
        let read = |row: Row| {
            let mut row = row.read("topic_matters");
            Ok((MatterId::from_bytes(row.array("matter_id")?), row.code("received_on")?))
        };
        let statement = self.by_index(WAITING, "topic_matters_waiting", [office.0.into(), int(limit as u64)]);
        self.0.query(statement).await?.into_iter().map(read).collect()
    }

    async fn put(&self, office: OfficeId, places: &[TopicPlace]) -> Result<(), StoreError> {
        let row = |place: &TopicPlace| {
            let (begun, topic) = (Cell::Id(place.begun.to_bytes()), Cell::Id(place.topic.to_bytes()));
            [Cell::Int(office.0), Cell::Id(place.matter.to_bytes()), Cell::Day(place.received_on), begun, topic]
        };
        self.insert(&Block::new(&TOPIC_MATTERS, How::Replace(&["begun", "topic"]), places.iter().map(row))).await
    }

    async fn forget(&self, office: OfficeId, matter: MatterId) -> Result<(), StoreError> {
        let forget = Statement::new(FORGET, [office.0.into(), matter.to_bytes().into()]);
        self.0.script(Script::of(vec![forget])).await.map(drop)
    }

    async fn clear(&self, office: OfficeId) -> Result<(), StoreError> {
        let clear = |table: &Table| Statement {
            sql: Cow::Owned(format!("DELETE FROM {} WHERE office_id = ?1", table.name)),
            params: vec![office.0.into()],
        };
        self.0.script(Script::of(TOPICS.map(clear).into())).await.map(drop)
    }

    async fn newest(&self, office: OfficeId, limit: usize) -> Result<Vec<TopicPlace>, StoreError> {
        let rows = self.0.query(Statement::new(NEWEST, [office.0.into(), int(limit as u64)])).await?;
        rows.into_iter().map(place).collect()
    }

    async fn of(&self, office: OfficeId, topic: TopicId, limit: usize) -> Result<Vec<TopicPlace>, StoreError> {
        let params = [office.0.into(), topic.to_bytes().into(), int(limit as u64)];
        self.0.query(Statement::new(OF_TOPIC, params)).await?.into_iter().map(place).collect()
    }

    async fn places(&self, office: OfficeId, matters: &[MatterId]) -> Result<Vec<TopicPlace>, StoreError> {
        let mut found = Vec::with_capacity(matters.len());
        for matters in matters.chunks(ASKED_MAX) {
            let mut query = Query::new("", []);
            let asked = matters.iter().map(|matter| [matter.to_bytes().into()]);
            query.push_asked("its_matter", Some(self.0.bytes_type()), asked).push(OF_MATTERS).bind(office.0);
            let rows = self.0.look_up(query.build()).await?;
            found.extend(rows.into_iter().map(place).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(found)
    }

    async fn days(
        &self,
        office: OfficeId,
        topic: TopicId,
        scope: Option<&TopicScope>,
    ) -> Result<Vec<(Date, u32)>, StoreError> {
        if scope.is_some_and(|scope| scope.units.is_empty()) {
            return Ok(Vec::new());
        }
        let mut query = Query::new("SELECT m.received_on, count(*) FROM topic_matters m WHERE m.office_id = ", []);
        query.bind(office.0).push(" AND m.topic = ").bind(topic.to_bytes());
        if let Some(scope) = scope {
            push_scope(&mut query, scope);
        }
        query.push(" GROUP BY m.received_on ORDER BY m.received_on");
        let read = |row: Row| {
            let mut row = row.read("topic_matters");
            Ok((row.code("received_on")?, row.number("count")?))
        };
        self.0.query(query.build()).await?.into_iter().map(read).collect()
    }

    async fn sizes(
        &self,
        office: OfficeId,
        scope: &TopicScope,
        (from, recent): (Date, Date),
        matters_min: u64,
        order: TopicOrder,
        (skip, limit): (usize, usize),
    ) -> Result<Vec<TopicSize>, StoreError> {
        if scope.units.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = Query::new("SELECT g.topic, g.matters, g.recent, g.first_on, g.last_on, ", []);
        query.push("(SELECT count(*) FROM topic_matters a WHERE a.topic = g.topic AND a.office_id = ").bind(office.0);
        query.push(" AND a.received_on >= ").bind(from).push(") FROM (SELECT m.topic AS topic, count(*) AS matters, ");
        query.push("sum(CASE WHEN m.received_on >= ").bind(recent).push(" THEN 1 ELSE 0 END) AS recent, ");
        query.push("min(m.received_on) AS first_on, max(m.received_on) AS last_on FROM topic_matters m ");
        query.push("WHERE m.topic IS NOT NULL AND m.office_id = ").bind(office.0);
        query.push(" AND m.received_on >= ").bind(from);
        push_scope(&mut query, scope);
        query.push(" GROUP BY m.topic HAVING count(*) >= ").bind(int(matters_min));
        query.push(match order {
            TopicOrder::Growth => " ORDER BY recent DESC, matters DESC, topic",
            TopicOrder::Size => " ORDER BY matters DESC, recent DESC, topic",
        });
        query.push(" LIMIT ").bind(int(limit as u64)).push(" OFFSET ").bind(int(skip as u64));
        query.push(") g").push(match order {
            TopicOrder::Growth => " ORDER BY g.recent DESC, g.matters DESC, g.topic",
            TopicOrder::Size => " ORDER BY g.matters DESC, g.recent DESC, g.topic",
        });
        self.0.query(query.build()).await?.into_iter().map(size).collect()
    }

    async fn warn(&self, office: OfficeId, topic: TopicId, on: Date) -> Result<(), StoreError> {
        let row = [Cell::Int(office.0), Cell::Id(topic.to_bytes()), Cell::Day(on)];
        self.insert(&Block::new(&TOPIC_WARNINGS, How::Replace(&["warned_on"]), [row])).await
    }

    async fn warnings(&self, office: OfficeId, from: Date) -> Result<Vec<(TopicId, Date)>, StoreError> {
        let read = |row: Row| {
            let mut row = row.read("topic_warnings");
            Ok((TopicId::from_bytes(row.array("topic")?), row.code("warned_on")?))
        };
        let statement = Statement::new(WARNINGS, [office.0.into(), from.into()]);
        self.0.query(statement).await?.into_iter().map(read).collect()
    }
}

impl<D: Database> Tables<D> {
    async fn insert(&self, block: &Block<'_>) -> Result<(), StoreError> {
        self.0.script(Script::of(inserts(block, ""))).await.map(drop)
    }
}

/// Only matters of the scope: an issue of one of its units that is not under seal, and none of those left out.
fn push_scope(query: &mut Query, scope: &TopicScope) {
    query.push(" AND EXISTS (SELECT 1 FROM issue_rows r WHERE r.office_id = m.office_id AND r.matter_id = m.matter_id");
    query.push(" AND r.sealed = 0 AND r.unit IN ").bind_list(scope.units.iter().map(UnitCode::as_str).map(Into::into));
    query.push(")");
    if !scope.but.is_empty() {
        query.push(" AND m.matter_id NOT IN ").bind_list(scope.but.iter().map(|matter| matter.to_bytes().into()));
    }
}

fn place(row: Row) -> Result<TopicPlace, StoreError> {
    let mut row = row.read("topic_matters");
    let (matter, received_on) = (MatterId::from_bytes(row.array("matter_id")?), row.code("received_on")?);
    let (begun, topic) = (TopicId::from_bytes(row.array("begun")?), TopicId::from_bytes(row.array("topic")?));
    Ok(TopicPlace { matter, received_on, begun, topic })
}

fn size(row: Row) -> Result<TopicSize, StoreError> {
    let mut row = row.read("topic_matters");
    Ok(TopicSize {
        topic: TopicId::from_bytes(row.array("topic")?),
        matters: row.number("matters")?,
        recent: row.number("recent")?,
        first_on: row.code("first_on")?,
        last_on: row.code("last_on")?,
        all: row.number("all")?,
    })
}
