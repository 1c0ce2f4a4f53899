//! The limit of the pages: a bare axum handler that sends the bytes our server sent, and does nothing else.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::http::header;

/// The handler's process
#[derive(clap::Args)]
pub struct Args {
    /// A folder of answers; they are sent in turn, whatever is asked
    folder: PathBuf,
}

/// Serves until it is killed.
pub fn run(arguments: &Args) -> anyhow::Result<()> {
    let mut bodies = Vec::new();
    for entry in std::fs::read_dir(&arguments.folder)? {
        bodies.push(Bytes::from(std::fs::read(entry?.path())?));
    }
    anyhow::ensure!(!bodies.is_empty(), "no answers in {}", arguments.folder.display());
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(serve(bodies))
}

async fn serve(bodies: Vec<Bytes>) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    let bodies: &'static [Bytes] = Vec::leak(bodies);
    let next: &'static AtomicUsize = Box::leak(Box::new(AtomicUsize::new(0)));
    let answer = async || {
        let body = bodies[next.fetch_add(1, Ordering::Relaxed) % bodies.len()].clone();
        ([(header::CONTENT_TYPE, "application/json")], body)
    };
    axum::serve(listener, Router::new().fallback(answer)).await?;
    Ok(())
}
