//! Search over many messages, and the same matter looked for before one is registered: how long the first page takes and how
//! much room the index has, on texts made of the lengths and words of real messages; on PostgreSQL beside `LIKE` and `tsvector`
//! over the same texts.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use rusqlite::{Connection as Sqlite, OpenFlags};
use serde_json::json;
use tokio_postgres::Client;

use super::Setting;
use super::history::Messages;
use super::line::{Line, Want, real};
use super::load::{Outcome, Plan, What};
use crate::trial::chance::Chance;
use crate::trial::huiyin::Huiyin;
use crate::trial::place::{self, Place};

/// Connections at once: as many as leave the server a processor of its own on a small machine.
const CONNECTIONS: u64 = 2;
/// Searches, and petitions held against what is there.
const ASKED: u64 = 2_000;
/// The same of what PostgreSQL is asked by itself; `LIKE` reads every text.
const ASKED_BESIDE: u64 = 100;
/// Signs of a short query, the fewest and one more than the most; every other query is a whole subject line.
const SHORT_SIGNS: (u64, u64) = (2, 6);
/// Finds of a first page.
const PAGE: usize = 20;

/// What is wanted of the first page, of the room and of the same matter.
const P50_MS_MOST: f64 = 5.0;
const P99_MS_MOST: f64 = 30.0;
const ROOM_MOST: f64 = 1.0;
const ALIKE_P99_MS_MOST: f64 = 10.0;

/// How often it is looked whether all texts are noted, and how long that may take.
const LOOK_EVERY: Duration = Duration::from_secs(2);
const NOTED_WITHIN: Duration = Duration::from_hours(3);

/// Texts sent to PostgreSQL in one statement.
const ROWS_AT_ONCE: usize = 1_000;

/// Runs it.
pub fn run(setting: &Setting, place: Place) -> anyhow::Result<Vec<Line>> {
    let messages = Messages::read()?;
    let (office, bytes) = setting.offices.of_messages(place, setting.big, &messages)?;
    let token = office.token()?;
    let server = office.serve()?;
    wait_till_noted(&office)?;
    let ask = |path: &str, bodies: Vec<String>| -> anyhow::Result<Outcome> {
        let what = What::Ask { token: token.clone(), path: path.to_owned(), bodies };
        let count = setting.scaled(ASKED);
        let plan = Plan { address: server.address, connections: CONNECTIONS, count, per_second: 0, seed: 11, what };
        Plan { count: count.div_ceil(10), seed: 12, ..plan.clone() }.run()?;
        plan.run()
    };
    let queries = queries(&messages, setting.scaled(ASKED));
    let bodies = queries.iter().map(|words| json!({ "words": words }).to_string()).collect();
    let found = ask("/api/v1/search", bodies)?;
    let alike = ask("/api/v1/alike", petitions(&messages, setting.scaled(ASKED)))?;
    server.stop()?;
    let room = real(index_bytes(&office)?);
    let mut lines = vec![
        ms(place, "search first page, p50", found.p50_us, P50_MS_MOST),
        ms(place, "search first page, p99", found.p99_us, P99_MS_MOST),
        Line::growth(
            format!("{place}/search index, to text"),
            room / MIB,
            real(bytes) / MIB,
            "MiB",
            Want::RatioAtMost(ROOM_MOST),
        ),
        ms(place, "same matter before it is registered, p99", alike.p99_us, ALIKE_P99_MS_MOST)
            .beside(format!("p50 {:.2} ms", real(alike.p50_us) / 1e3)),
    ];
    if place == Place::Postgres {
        let some = &queries[..queries.len().min(usize::try_from(setting.scaled(ASKED_BESIDE))?.max(10))];
        let name = setting.offices.database(&format!("{}_beside", setting.big));
        let beside = beside(&name, setting.big, &messages, some, room)?;
        for (line, said) in lines.iter_mut().zip(beside) {
            line.beside = said;
        }
    }
    Ok(lines)
}

const MIB: f64 = 1_048_576.0;

fn ms(place: Place, what: &str, value_us: u64, most: f64) -> Line {
    Line::alone(format!("{place}/{what}"), real(value_us) / 1e3, "ms", Want::AtMost(most))
}

/// Half are a few signs out of a subject line, half a whole one.
fn queries(messages: &Messages, count: u64) -> Vec<String> {
    let mut chance = Chance::new(21);
    let mut queries = Vec::new();
    while queries.len() as u64 != count {
        let (subject, _) = messages.message(&mut chance);
        let signs: Vec<char> = subject.chars().filter(|sign| sign.is_alphanumeric()).collect();
        let wanted = usize::try_from(SHORT_SIGNS.0 + chance.below(SHORT_SIGNS.1 - SHORT_SIGNS.0)).unwrap_or(2);
        if signs.len() < wanted {
            continue;
        }
        let start = usize::try_from(chance.below((signs.len() - wanted + 1) as u64)).unwrap_or(0);
        let is_short = queries.len() % 2 == 0;
        queries.push(if is_short { signs[start..start + wanted].iter().collect() } else { signs.iter().collect() });
    }
    queries
}

/// Petitions that are about to be registered.
fn petitions(messages: &Messages, count: u64) -> Vec<String> {
    let mut chance = Chance::new(22);
    let mut message = || {
        let (subject, text) = messages.message(&mut chance);
        json!({ "subject": subject, "text": text }).to_string()
    };
    (0..count).map(|_| message()).collect()
}

/// What was imported is noted by jobs; until none is left, not all of it is found.
fn wait_till_noted(office: &Huiyin) -> anyhow::Result<()> {
    let begun = Instant::now();
    while number(office, "SELECT count(*) FROM jobs WHERE kind = 'read_text'")? > 0 {
        anyhow::ensure!(begun.elapsed() < NOTED_WITHIN, "texts still wait to be noted");
        thread::sleep(LOOK_EVERY);
    }
    Ok(())
}

/// The bytes of the index's rows.
fn index_bytes(office: &Huiyin) -> anyhow::Result<u64> {
    let sums = [("search_texts", "terms"), ("search_members", "members"), ("search_lists", "packed")];
    sums.iter().map(|(table, column)| number(office, &format!("SELECT sum(length({column})) FROM {table}"))).sum()
}

/// A number that the office's database gives; 0 for none.
fn number(office: &Huiyin, asked: &str) -> anyhow::Result<u64> {
    let answer: Option<i64> = if let Some(url) = office.database() {
        let asked = format!("SELECT ({asked})::bigint");
        place::runtime()?.block_on(async {
            let client = place::connect(url).await?;
            anyhow::Ok(client.query_one(&asked, &[]).await?.get(0))
        })?
    } else {
        let file = office.data().join("huiyin.db");
        let database = Sqlite::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .with_context(|| format!("{} cannot be opened", Path::new(&file).display()))?;
        database.query_row(asked, [], |row| row.get(0))?
    };
    Ok(u64::try_from(answer.unwrap_or(0))?)
}

/// What PostgreSQL does by itself with the same texts: what is told beside the lines of the first page and of the room.
fn beside(name: &str, count: u64, messages: &Messages, queries: &[String], room: f64) -> anyhow::Result<[String; 3]> {
    let url = place::url(name)?;
    place::make_anew(name)?;
    let told = place::runtime()?.block_on(async {
        let client = place::connect(&url).await?;
        fill(&client, count, messages).await?;
        let like = "SELECT id FROM messages WHERE text LIKE '%' || $1 || '%' ORDER BY id DESC LIMIT $2";
        let words = "SELECT id FROM messages WHERE pairs @@ to_tsquery('simple', $1) ORDER BY id DESC LIMIT $2";
        let like = asked(&client, like, queries, str::to_owned).await?;
        let words = asked(&client, words, queries, |query| pairs(query).join(" & ")).await?;
        let size: i64 = client.query_one("SELECT pg_relation_size('messages_pairs')", &[]).await?.get(0);
        let size = real(u64::try_from(size)?);
        anyhow::Ok([
            format!("LIKE {:.1} ms, tsvector of pairs {:.1} ms", like.0, words.0),
            format!("LIKE {:.1} ms, tsvector of pairs {:.1} ms", like.1, words.1),
            format!("its GIN alone {:.0} MiB, ours {:.2} of that", size / MIB, room / size),
        ])
    })?;
    place::drop_database(name)?;
    Ok(told)
}

async fn fill(client: &Client, count: u64, messages: &Messages) -> anyhow::Result<()> {
    client.batch_execute("CREATE TABLE messages (id bigint, text text, pairs tsvector)").await?;
    let insert = client
        .prepare(
            "INSERT INTO messages SELECT id, text, array_to_tsvector(string_to_array(pairs, ' '))
             FROM unnest($1::bigint[], $2::text[], $3::text[]) AS rows(id, text, pairs)",
        )
        .await?;
    let mut chance = Chance::new(23);
    let ids: Vec<i64> = (0..i64::try_from(count)?).collect();
    for ids in ids.chunks(ROWS_AT_ONCE) {
        let texts: Vec<String> = ids
            .iter()
            .map(|_| {
                let (subject, text) = messages.message(&mut chance);
                format!("{subject}\n{text}")
            })
            .collect();
        let pairs: Vec<String> = texts.iter().map(|text| pairs(text).join(" ")).collect();
        client.execute(&insert, &[&ids, &texts, &pairs]).await?;
    }
    client.batch_execute("CREATE INDEX messages_pairs ON messages USING gin (pairs); ANALYZE messages").await?;
    Ok(())
}

/// Pairs of letters and ideographs beside each other, each once.
fn pairs(text: &str) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    let is_pair = |pair: &&[char]| pair.iter().all(|sign| sign.is_alphanumeric());
    let mut pairs: Vec<String> = signs.windows(2).filter(is_pair).map(|pair| pair.iter().collect()).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Milliseconds of the middle and of the slowest hundredth.
async fn asked(
    client: &Client,
    statement: &str,
    queries: &[String],
    said: impl Fn(&str) -> String,
) -> anyhow::Result<(f64, f64)> {
    let statement = client.prepare(statement).await?;
    let limit = i64::try_from(PAGE)?;
    let mut times = Vec::new();
    for query in queries {
        let begun = Instant::now();
        client.query(&statement, &[&said(query), &limit]).await?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let at = |hundredths: usize| times.get((times.len() * hundredths / 100).min(times.len().saturating_sub(1)));
    Ok((at(50).copied().unwrap_or(0.0), at(99).copied().unwrap_or(0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_signs_beside_each_other_each_once() {
        assert_eq!(pairs("甲乙丙，甲乙"), ["乙丙", "甲乙"]);
        assert!(pairs("甲 乙").is_empty());
    }
}
