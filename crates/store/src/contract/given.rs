//! What the cases are made of.

use huiyin_domain::ids::{ContentId, IssueNo, MatterId, NotAnId, OfficeId};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::{Kind, Stage};
use huiyin_domain::office::series::{Series, SeriesClass};
use huiyin_domain::view::{Change, Figure, FigureLine, IssueRow};
use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::commit::{Claim, ClaimKind, Commit, Head, JobKind, NewEntry, NewJob};
use crate::journal::Stream;

/// The office of all cases but one.
pub const OFFICE: OfficeId = OfficeId(1);

/// A moment of the story, in seconds after its beginning; none is out of range.
pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap_or_default()
}

/// A day of the story.
pub fn day(of_march: i8) -> Date {
    date(2026, 3, of_march)
}

/// The stream of a matter.
pub const fn matter(bits: u128) -> Stream {
    Stream::Matter(MatterId::from_bits(bits))
}

/// An entry.
pub fn entry(stream: &Stream, second: i64, body: &str) -> NewEntry {
    NewEntry {
        stream: stream.clone(),
        recorded_at: at(second),
        actor: "officer:w1".to_owned(),
        body: body.as_bytes().to_vec(),
        number: None,
    }
}

/// A commit of one entry.
pub fn adding(stream: &Stream, seq: Option<u64>) -> Commit {
    let mut commit = Commit::new(OFFICE);
    commit.heads.push(Head { stream: stream.clone(), seq });
    commit.entries.push(entry(stream, 0, r#"{"added":true}"#));
    commit
}

/// A commit of one entry on a new matter that takes a number.
pub fn numbered(bits: u128, series: &Series) -> Commit {
    let mut commit = adding(&matter(bits), Some(0));
    commit.entries[0].number = Some(series.clone());
    commit
}

/// A series of 2026.
pub fn series(registry: &str, class: SeriesClass) -> Result<Series, NotAnId> {
    Ok(Series { registry: registry.parse()?, class, year: 2026 })
}

/// A commit of one entry that claims a source number.
pub fn claiming(key: &str, value: &str, expires_at: Option<Timestamp>, second: i64) -> Commit {
    let mut commit = adding(&Stream::Operations, None);
    commit.entries[0].recorded_at = at(second);
    let (key, value) = (key.as_bytes().to_vec(), value.as_bytes().to_vec());
    commit.claims.push(Claim { kind: ClaimKind::Source, key, value, expires_at });
    commit
}

/// A commit that only changes lists and figures.
pub fn changing(changes: Vec<Change>) -> Commit {
    Commit { changes, ..Commit::new(OFFICE) }
}

/// An open issue of the housing bureau.
pub fn row(bits: u128, issue: u32, due_on: Option<Date>) -> Result<IssueRow, NotAnId> {
    Ok(IssueRow {
        matter: MatterId::from_bits(bits),
        issue: IssueNo(issue),
        unit: "housing".parse()?,
        stage: Stage::Accepted,
        due_on,
        due_step: None,
        received_on: day(1),
        channel: Channel::Letter,
        kind: Some(Kind::Appeal),
        class: Some("07.02".parse()?),
        place: None,
        sealed: false,
        subject: ContentId::from_bits(bits + 1),
        ended_on: None,
        seq: 1,
        officer: None,
    })
}

/// Writes the row and moves the count it stands under.
pub fn placed(row: &IssueRow) -> Vec<Change> {
    let mut changes = vec![Change::Row(Box::new(row.clone()))];
    changes.extend(row.counted_under().map(|key| Change::Count(key, 1)));
    changes
}

/// A line of the ledger: one petition received by the housing bureau.
pub fn line(bits: u128, occurred_on: Date, recorded_on: Date) -> Result<FigureLine, NotAnId> {
    Ok(FigureLine {
        figure: Figure::Received,
        occurred_on,
        recorded_on,
        unit: "housing".parse()?,
        channel: Channel::Letter,
        class: Some("07.02".parse()?),
        kind: Some(Kind::Appeal),
        matter: MatterId::from_bits(bits),
        issue: Some(IssueNo::FIRST),
        seq: 1,
        n: 1,
    })
}

/// A job that may be done from that second on.
pub fn job(key: &str, second: i64) -> NewJob {
    NewJob { kind: JobKind::SendMail, key: key.to_owned(), payload: vec![1, 2], run_at: at(second) }
}
