//! What a batch must do, told by small commits.

use std::collections::BTreeMap;

use huiyin_domain::ids::{MatterId, OfficeId};
use huiyin_domain::office::series::{Series, SeriesClass};
use jiff::Timestamp;

use super::*;
use crate::commit::{Claim, ClaimKind, Commit, Head, NewEntry};
use crate::error::CommitError;
use crate::journal::{Header, NO_HASH, Stream, hash_entry, hex};
use crate::schema::{Cell, How, JOURNAL, NUMBERS};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn matter(bits: u128) -> Stream {
    Stream::Matter(MatterId::from_bits(bits))
}

fn series() -> Series {
    Series { registry: "xfj".parse().unwrap(), class: SeriesClass::Petition, year: 2026 }
}

/// One entry on `stream`, which is expected to stand at `seq`.
fn adding(stream: &Stream, seq: Option<u64>, second: i64) -> Commit {
    let mut commit = Commit::new(OfficeId(1));
    commit.heads.push(Head { stream: stream.clone(), seq });
    commit.entries.push(NewEntry {
        stream: stream.clone(),
        recorded_at: at(second),
        actor: "officer:w1".to_owned(),
        body: br#"{"e":1}"#.to_vec(),
        number: None,
    });
    commit
}

fn claiming(key: &[u8], expires_at: Option<Timestamp>, second: i64) -> Commit {
    let mut commit = adding(&Stream::Operations, None, second);
    commit.claims.push(Claim { kind: ClaimKind::Source, key: key.to_vec(), value: b"mine".to_vec(), expires_at });
    commit
}

fn known(heads: &[(Stream, u64, i64)]) -> Known {
    let head = |seq, second| HeadNow { seq, hash: [7; 32], recorded_at: at(second) };
    let heads = heads.iter().map(|(stream, seq, second)| (stream.clone(), head(*seq, *second))).collect();
    Known { heads, claims: Vec::new() }
}

fn won(settled: &Settled) -> Vec<bool> {
    settled.refusals.iter().map(Option::is_none).collect()
}

#[test]
fn whoever_expects_another_head_is_refused() {
    let commits = [adding(&matter(1), Some(3), 0), adding(&matter(2), Some(1), 0), adding(&matter(3), Some(0), 0)];
    let settled = settle(&commits, &known(&[(matter(1), 3, 0), (matter(2), 2, 0)]));
    assert_eq!(won(&settled), [true, false, true]);
    assert!(matches!(&settled.refusals[1], Some(CommitError::Conflict(stream)) if *stream == matter(2)));
}

#[test]
fn of_two_on_one_stream_the_first_wins_unless_any_head_will_do() {
    let access = Stream::Access(MatterId::from_bits(1));
    let commits = [
        adding(&matter(1), Some(3), 0),
        adding(&matter(1), Some(3), 0),
        adding(&access, None, 0),
        adding(&access, None, 0),
    ];
    assert_eq!(won(&settle(&commits, &known(&[(matter(1), 3, 0)]))), [true, false, true, true]);
}

#[test]
fn depending_on_one_stream_excludes_nobody_but_moving_it_does() {
    let mut first = adding(&matter(1), Some(0), 0);
    let mut second = adding(&matter(2), Some(0), 0);
    let mut third = adding(&matter(3), Some(0), 0);
    for commit in [&mut first, &mut second, &mut third] {
        commit.heads.push(Head { stream: Stream::Office, seq: Some(5) });
    }
    let office = adding(&Stream::Office, Some(5), 0);
    let settled = settle(&[first, second, office, third], &known(&[(Stream::Office, 5, 0)]));
    assert_eq!(won(&settled), [true, true, true, false]);
}

#[test]
fn a_claim_is_taken_once_also_within_a_batch_and_says_what_its_holder_keeps() {
    let mut known = Known::default();
    known.claims.push(Held {
        kind: ClaimKind::Source,
        key: b"b".to_vec(),
        value: b"theirs".to_vec(),
        expires_at: None,
    });
    let commits = [claiming(b"a", None, 0), claiming(b"a", None, 0), claiming(b"b", None, 0)];
    let settled = settle(&commits, &known);
    assert_eq!(won(&settled), [true, false, false]);
    let value = |refusal: &Option<CommitError>| match refusal {
        Some(CommitError::Claimed { value, .. }) => value.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(value(&settled.refusals[1]), b"mine");
    assert_eq!(value(&settled.refusals[2]), b"theirs");
}

#[test]
fn an_expired_claim_may_be_replaced_from_its_last_moment_on() {
    let mut known = Known::default();
    let held = Held { kind: ClaimKind::Source, key: b"a".to_vec(), value: Vec::new(), expires_at: Some(at(10)) };
    known.claims.push(held);
    assert_eq!(won(&settle(&[claiming(b"a", None, 9)], &known)), [false]);
    let settled = settle(&[claiming(b"a", None, 10)], &known);
    assert_eq!(won(&settled), [true]);
    assert_eq!(settled.expired, [(ClaimKind::Source, b"a".to_vec())]);
}

#[test]
fn an_entry_on_a_stream_whose_head_is_not_named_is_refused() {
    let mut commit = adding(&matter(1), Some(0), 0);
    commit.heads.clear();
    assert_eq!(won(&settle(&[commit], &Known::default())), [false]);
}

#[test]
fn numbers_go_to_winners_only_and_without_gaps() {
    let mut commits = [1, 2, 3].map(|bits| adding(&matter(bits), Some(0), 0));
    for commit in &mut commits {
        commit.entries[0].number = Some(series());
    }
    let known = known(&[(matter(2), 9, 0)]);
    let settled = settle(&commits, &known);
    assert_eq!(settled.wanted_numbers(&commits), BTreeMap::from([(&series(), 2)]));
    let placement = place(&commits, &known, &settled, &BTreeMap::from([(series(), 12)])).unwrap();
    let n = |place: usize| placement.receipts[place].as_ref().map(|r| r.entries[0].number.clone().unwrap().n);
    assert_eq!([n(0), n(1), n(2)], [Some(11), None, Some(12)]);
    let blocks = rows(&commits, &settled, &placement);
    let numbers = blocks.iter().find(|block| block.table == &NUMBERS).unwrap();
    assert_eq!(numbers.rows().map(|row| row[4]).collect::<Vec<_>>(), [Cell::Int(11), Cell::Int(12)]);
}

#[test]
fn entries_chain_and_time_never_goes_back_within_a_stream() {
    let mut commit = adding(&matter(1), Some(4), 5);
    commit.entries.push(adding(&matter(1), None, 30).entries.remove(0));
    let known = known(&[(matter(1), 4, 20)]);
    let commits = [commit];
    let settled = settle(&commits, &known);
    let placement = place(&commits, &known, &settled, &BTreeMap::new()).unwrap();
    let placed = &placement.receipts[0].as_ref().unwrap().entries;
    assert_eq!(placed.iter().map(|p| (p.seq, p.recorded_at)).collect::<Vec<_>>(), [(5, at(20)), (6, at(30))]);
    let headers: Vec<Header> =
        placement.entries.iter().map(|entry| serde_json::from_slice(&entry.header).unwrap()).collect();
    assert_eq!(headers[0].prev, hex(&[7; 32]));
    assert_eq!(headers[1].prev, hex(&placed[0].hash));
    assert_eq!(placement.heads[0].head, HeadNow { seq: 6, hash: placed[1].hash, recorded_at: at(30) });
    let blocks = rows(&commits, &settled, &placement);
    assert_eq!(blocks.iter().find(|block| block.table == &JOURNAL).unwrap().rows().count(), 2);
}

/// The form of a header is stored for ever: whatever changes these bytes changes what every chain says.
#[test]
fn the_first_entry_of_a_stream_has_these_bytes() {
    let mut commit = adding(&matter(1), Some(0), 0);
    commit.entries[0].number = Some(series());
    let commits = [commit];
    let settled = settle(&commits, &Known::default());
    let placement = place(&commits, &Known::default(), &settled, &BTreeMap::from([(series(), 7)])).unwrap();
    let entry = &placement.entries[0];
    let golden = include_str!("golden_header.json").trim_end();
    assert_eq!(std::str::from_utf8(&entry.header).unwrap(), golden);
    assert_eq!(entry.hash, hash_entry(golden.as_bytes(), br#"{"e":1}"#));
    assert_eq!(hex(&entry.hash), include_str!("golden_hash.txt").trim_end());
    assert!(golden.contains(&hex(&NO_HASH)));
}

#[test]
fn a_lost_series_is_inconsistent_rather_than_guessed() {
    let mut commit = adding(&matter(1), Some(0), 0);
    commit.entries[0].number = Some(series());
    let commits = [commit];
    let settled = settle(&commits, &Known::default());
    assert!(place(&commits, &Known::default(), &settled, &BTreeMap::new()).is_err());
}

#[test]
fn a_claim_is_kept_not_overwritten_where_another_process_made_it() {
    let commits = [claiming(b"a", None, 0)];
    let settled = settle(&commits, &Known::default());
    let placement = place(&commits, &Known::default(), &settled, &BTreeMap::new()).unwrap();
    assert_eq!(rows(&commits, &settled, &placement)[0].how, How::Keep);
}
