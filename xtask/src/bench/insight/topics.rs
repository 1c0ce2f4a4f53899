//! Topics: petitions that several teams saw as one problem, found in one pass; a million as a stream.

use std::collections::{HashMap, HashSet};

use huiyin_insight::script::Script;
use huiyin_insight::topic::Topics;

use super::data::{self, Row};
use super::tell;
use crate::bench::line::{Line, Want, real};
use crate::trial::process;

/// The teams whose topics were compared.
const TEAMS: [&str; 4] = ["hot_team1", "hot_team2", "hot_team3", "hot_team4"];
/// Messages of the stream.
const STREAM: usize = 1_000_000;
/// After so many topics are settled, as a nightly job would.
const SETTLE_EVERY: usize = 10_000;

/// Which topic each message was seen in, and which it was put in.
struct Judgement<'a> {
    seen: HashMap<&'a str, &'a str>,
    put: HashMap<&'a str, u32>,
    /// Seen in a topic by one team only: they count neither way.
    undecided: HashSet<&'a str>,
}

/// Pushes the lines of topics.
pub fn run(script: &Script, lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let rows = data::table("messages/messages_topics.csv", ["id", "subject", "detail", "", "group"], true)?;
    let consensus = data::table("messages/topics_clusters.csv", ["id", "", "", "consensus", ""], true)?;
    let mut team_rows = Vec::new();
    for team in TEAMS {
        team_rows.extend(data::table("messages/topics_clusters.csv", ["id", "", "", team, ""], true)?);
    }
    let seen: HashMap<&str, &str> = labelled(&consensus).map(|row| (row.id.as_str(), row.label.as_str())).collect();
    let start_us = process::cpu_us(std::process::id())?;
    let put = put(script, &rows);
    let seconds = real(process::cpu_us(std::process::id())? - start_us) / 1e6;
    let undecided = labelled(&team_rows).map(|row| row.id.as_str()).filter(|id| !seen.contains_key(id)).collect();
    let judgement = Judgement { seen, put, undecided };
    let topics: HashSet<u32> = judgement.put.values().copied().collect();
    let beside = format!(
        "{} topics of {} messages; {:.1} where a message that one team alone saw counts as wrong",
        topics.len(),
        rows.len(),
        100.0 * judgement.best_match(true)
    );
    let best = 100.0 * judgement.best_match(false);
    tell(lines, Line::rate("topics, best match", best, 93.1, "% F1", Want::AtLeast(95.0)).beside(beside));
    tell(lines, Line::rate("topics, pairs", 100.0 * judgement.pairs(), 98.1, "% F1", Want::AtLeast(98.0)));
    tell(lines, Line::cost("topics, 3,017 messages", seconds, 7.0, "s", Want::AtMost(0.7)));
    stream(script, &rows, lines)
}

fn labelled(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| !row.label.is_empty())
}

fn put<'a>(script: &Script, rows: &'a [Row]) -> HashMap<&'a str, u32> {
    let mut topics = Topics::default();
    let joined: Vec<_> = rows.iter().map(|row| topics.join(script, &row.subject, &row.body)).collect();
    topics.settle();
    let put = rows.iter().zip(joined);
    put.filter_map(|(row, joined)| Some((row.id.as_str(), topics.now(joined?.topic)))).collect()
}

impl Judgement<'_> {
    /// For each topic seen the one put together that matches it best; the mean of their F1.
    fn best_match(&self, is_strict: bool) -> f64 {
        let mut sizes: HashMap<u32, u32> = HashMap::new();
        for (_, topic) in self.put.iter().filter(|(id, _)| is_strict || !self.undecided.contains(**id)) {
            *sizes.entry(*topic).or_default() += 1;
        }
        let named: HashSet<&str> = self.seen.values().copied().collect();
        named.iter().map(|name| self.best_f1(name, &sizes)).sum::<f64>() / real(named.len() as u64)
    }

    fn best_f1(&self, name: &str, sizes: &HashMap<u32, u32>) -> f64 {
        let members: Vec<&str> = self.seen.iter().filter(|(_, at)| **at == name).map(|(id, _)| *id).collect();
        let mut shared: HashMap<u32, u32> = HashMap::new();
        for topic in members.iter().filter_map(|id| self.put.get(id)) {
            *shared.entry(*topic).or_default() += 1;
        }
        let f1 = |(topic, shared): (&u32, &u32)| {
            2.0 * f64::from(*shared) / (f64::from(sizes[topic]) + real(members.len() as u64))
        };
        shared.iter().map(f1).fold(0.0, f64::max)
    }

    /// Of the pairs that were seen or put together, those that were both, among the messages of the consensus.
    fn pairs(&self) -> f64 {
        let ids: Vec<&str> = self.seen.keys().copied().collect();
        let (mut both, mut either) = (0, 0);
        for (at, a) in ids.iter().enumerate() {
            for b in &ids[..at] {
                let is_put = self.put.contains_key(a) && self.put.get(a) == self.put.get(b);
                let is_seen = self.seen[a] == self.seen[b];
                both += u32::from(is_seen && is_put);
                either += u32::from(is_seen) + u32::from(is_put);
            }
        }
        2.0 * f64::from(both) / f64::from(either.max(1))
    }
}

/// A million messages, mixed of the real ones.
fn stream(script: &Script, rows: &[Row], lines: &mut Vec<Line>) -> anyhow::Result<()> {
    let before_kib = process::memory_kib(std::process::id())?;
    let start_us = process::cpu_us(std::process::id())?;
    let mut topics = Topics::default();
    for at in 0..STREAM {
        let (subject, body) = data::mixed(rows, at);
        topics.join(script, &subject, &body);
        if at % SETTLE_EVERY == 0 {
            topics.settle();
        }
    }
    let seconds = real(process::cpu_us(std::process::id())? - start_us) / 1e6;
    let grown_mib = real(process::memory_kib(std::process::id())? - before_kib) / 1024.0;
    let rate = real(STREAM as u64) / seconds;
    tell(lines, Line::alone("topics, stream of 1,000,000", rate, "/s on one core", Want::AtLeast(2_000.0)));
    tell(lines, Line::alone("topics, memory of the stream", grown_mib, "MiB", Want::AtMost(1_024.0)));
    Ok(())
}
