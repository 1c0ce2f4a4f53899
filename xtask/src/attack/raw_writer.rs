//! A writer that is none of ours, to show that the check of syncs has teeth: it keeps each petition in a SQLite file of the
//! name ours has, and answers as our server does. With `synchronous = NORMAL` it answers before anything is synced.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;

use clap::ValueEnum;
use rusqlite::Connection;

/// Largest body that is kept.
const BODY_BYTES_MAX: usize = 1024 * 1024;

/// A writer that answers, with or without syncing
#[derive(clap::Args)]
pub struct Args {
    /// Its folder
    #[arg(long)]
    data: PathBuf,
    /// Whether it syncs before it answers
    #[arg(long, value_enum)]
    synchronous: Synchronous,
}

/// What SQLite syncs at the end of a transaction in WAL mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Synchronous {
    /// The log.
    Full,
    /// Nothing, until the log is written back.
    Normal,
}

impl Synchronous {
    /// Its word, on the command line and in SQL.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Normal => "normal",
        }
    }
}

/// Writes and answers until it is told to stop.
pub fn run(arguments: &Args) -> anyhow::Result<()> {
    fs::create_dir_all(&arguments.data)?;
    let database = Connection::open(arguments.data.join("huiyin.db"))?;
    database.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = {}; CREATE TABLE IF NOT EXISTS kept (body BLOB NOT NULL) STRICT;",
        arguments.synchronous.word()
    ))?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("listening on http://{}", listener.local_addr()?);
    for stream in listener.incoming() {
        // A client that breaks off is none of the writer's business.
        let _ = answer(&stream?, &database);
    }
    Ok(())
}

/// Answers the requests of one connection.
fn answer(stream: &TcpStream, database: &Connection) -> anyhow::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let mut head = Vec::new();
        for line in reader.by_ref().lines() {
            let line = line?;
            if line.is_empty() {
                break;
            }
            head.push(line.to_ascii_lowercase());
        }
        let Some(request) = head.first() else { return Ok(()) };
        let length = head.iter().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
        anyhow::ensure!(length <= BODY_BYTES_MAX, "a body of {length} bytes");
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let status = if request.starts_with("post") {
            database.prepare_cached("INSERT INTO kept (body) VALUES (?1)")?.execute([&body])?;
            "201 Created"
        } else {
            "200 OK"
        };
        let mut stream = stream;
        stream.write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 2\r\n\r\n{{}}").as_bytes())?;
    }
}
