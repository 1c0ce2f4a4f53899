//! Many matters made of few: journal, heads and rows copied in the database itself. What counting clocks anew reads and
//! writes is there, sealed words are not.

use anyhow::Context;

use super::chance::Chance;
use super::huiyin::Huiyin;
use super::place;

/// Copies told to the database in one statement.
const COPIES_AT_ONCE: usize = 1_000;

/// Copies made in one transaction: a log of all of them would be as large as what they fill.
const COPIES_A_TRANSACTION: usize = 50_000;

/// The ids of some rows as hexadecimal digits parted by commas, on SQLite and on PostgreSQL.
const IDS: [&str; 2] = ["group_concat(DISTINCT hex(matter_id))", "string_agg(DISTINCT encode(matter_id, 'hex'), ',')"];

/// The ids of matters whose rows are so.
pub fn ids(office: &Huiyin, rows: &str) -> anyhow::Result<Vec<u128>> {
    let list = IDS[usize::from(office.database().is_some())];
    let ids = ask(office, &format!("SELECT {list} FROM issue_rows WHERE {rows}"))?;
    Ok(ids.split(',').map(|id| u128::from_str_radix(id, 16)).collect::<Result<_, _>>()?)
}

/// Copies these matters in turn, so many times in all, and counts what lists count.
pub fn make(office: &Huiyin, of: &[u128], count: u64) -> anyhow::Result<()> {
    let is_postgres = office.database().is_some();
    let bytes = if is_postgres { "BYTEA" } else { "BLOB" };
    tell(office, &format!("CREATE TABLE copies (old_stream TEXT, old_id {bytes}, new_stream TEXT, new_id {bytes});"))?;
    for copies in copies(of, count, is_postgres).chunks(COPIES_A_TRANSACTION) {
        tell(office, &copying(copies))?;
    }
    tell(office, COUNT)
}

/// Rows that name each copy with what it is a copy of. New ids rise, so that copies are put in where they belong one after
/// the other.
fn copies(of: &[u128], count: u64, is_postgres: bool) -> Vec<String> {
    let step = u128::MAX / u128::from(count.max(1));
    let mut chance = Chance::new(11);
    let blob = |id: u128| if is_postgres { format!("'\\x{id:032x}'::bytea") } else { format!("X'{id:032x}'") };
    let row = |n: u64| {
        let new = step * u128::from(n) + u128::from(chance.next());
        let old = of[usize::try_from(n).unwrap_or(0) % of.len()];
        format!("('{}', {}, '{}', {})", stream(old), blob(old), stream(new), blob(new))
    };
    (0..count).map(row).collect()
}

/// What makes these copies: journal, heads and rows.
fn copying(copies: &[String]) -> String {
    let told = copies.chunks(COPIES_AT_ONCE).map(|rows| format!("INSERT INTO copies VALUES {};\n", rows.join(", ")));
    told.chain([COPY.to_owned()]).collect()
}

const COPY: &str = "
    INSERT INTO journal SELECT office_id, new_stream, seq, header, body, hash
        FROM copies CROSS JOIN journal WHERE office_id = 1 AND stream = old_stream;
    INSERT INTO heads SELECT office_id, new_stream, seq, hash, recorded_at, seq
        FROM copies CROSS JOIN heads WHERE office_id = 1 AND stream = old_stream;
    INSERT INTO issue_rows SELECT office_id, new_id, issue_no, unit, stage, due_on, due_step, received_on, channel,
            kind, class, place, sealed, subject, ended, ended_on, seq, officer
        FROM copies CROSS JOIN issue_rows WHERE office_id = 1 AND matter_id = old_id;
    DELETE FROM copies;";

/// What lists count by unit, stage and day, after the copies.
const COUNT: &str = "
    UPDATE issue_counts SET n = (SELECT count(*) FROM issue_rows AS i WHERE i.unit = issue_counts.unit
        AND i.stage = issue_counts.stage AND i.due_on = issue_counts.due_on AND i.sealed = 0 AND i.ended = 0);
    DROP TABLE copies;";

/// The name of a matter's stream.
fn stream(id: u128) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let digit = |place: u32| char::from(ALPHABET[usize::try_from(id >> (5 * place) & 31).unwrap_or(0)]);
    format!("matter/{}", (0..26).rev().map(digit).collect::<String>())
}

/// Asks the office's database for one text.
pub fn ask(office: &Huiyin, sql: &str) -> anyhow::Result<String> {
    let rows = rows(office, sql)?;
    let first = rows.into_iter().next().context("no row")?;
    first.into_iter().next().context("no column")
}

/// Asks the office's database for rows of texts.
pub fn rows(office: &Huiyin, sql: &str) -> anyhow::Result<Vec<Vec<String>>> {
    let Some(url) = office.database() else {
        let database = rusqlite::Connection::open(office.data().join("huiyin.db"))?;
        let mut asked = database.prepare(sql)?;
        let columns = asked.column_count();
        let row = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get(column)).collect();
        return Ok(asked.query_map([], row)?.collect::<Result<_, _>>()?);
    };
    place::runtime()?.block_on(async {
        let rows = place::connect(url).await?.query(sql, &[]).await?;
        let texts = |row: &tokio_postgres::Row| (0..row.len()).map(|column| row.try_get(column)).collect();
        Ok(rows.iter().map(texts).collect::<Result<_, _>>()?)
    })
}

/// Has the office's database do something, in one transaction.
fn tell(office: &Huiyin, sql: &str) -> anyhow::Result<()> {
    let sql = format!("BEGIN; {sql} COMMIT;");
    let Some(url) = office.database() else {
        let database = rusqlite::Connection::open(office.data().join("huiyin.db"))?;
        return database.execute_batch(&sql).context("no copies");
    };
    place::runtime()?.block_on(async { place::connect(url).await?.batch_execute(&sql).await.context("no copies") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_named_as_ids_are_written() {
        assert_eq!(stream(0), "matter/00000000000000000000000000");
        assert_eq!(stream(u128::MAX), "matter/7zzzzzzzzzzzzzzzzzzzzzzzzz");
        assert_eq!(stream(33), "matter/00000000000000000000000011");
    }
}
