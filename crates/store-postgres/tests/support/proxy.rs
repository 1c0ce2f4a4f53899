//! A way to the server that breaks once, at the last word of a transaction.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::support::Failure;

/// When the way breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// Before the server hears COMMIT.
    BeforeCommit,
    /// After it has heard COMMIT, and before its answer comes back.
    AfterCommit,
}

/// The same URL through a proxy that lets `whole` transactions pass and breaks in the next, once.
pub async fn breaking(url: &str, breaks: Breaks, whole: u32) -> Result<String, Failure> {
    let (user, rest) = url.split_once('@').ok_or("the URL must name a user")?;
    let (server, name) = rest.split_once('/').ok_or("the URL must name a database")?;
    let (listener, server) = (TcpListener::bind("127.0.0.1:0").await?, server.to_owned());
    let proxied = format!("{user}@{}/{name}", listener.local_addr()?);
    tokio::spawn(async move {
        let mut left = Some(whole);
        while let Ok((client, _)) = listener.accept().await {
            let Ok(server) = TcpStream::connect(&server).await else { break };
            left = pass(client, server, breaks, left).await;
        }
    });
    Ok(proxied)
}

/// Passes bytes both ways until one side ends. The connections of a test come one after the other.
async fn pass(mut client: TcpStream, mut server: TcpStream, breaks: Breaks, mut left: Option<u32>) -> Option<u32> {
    let (mut up, mut down) = (vec![0; 65536], vec![0; 65536]);
    loop {
        tokio::select! {
            read = client.read(&mut up) => {
                let Some(sent) = read.ok().filter(|read| *read > 0).map(|read| &up[..read]) else { return left };
                if sent.windows(7).any(|word| word == b"COMMIT\0") {
                    match left {
                        Some(0) if breaks == Breaks::BeforeCommit => return None,
                        Some(0) => {
                            // The answer is waited for and thrown away, so that the commit is surely there.
                            let answered = server.write_all(sent).await.is_ok() && server.read(&mut down).await.is_ok();
                            assert!(answered, "the server must hear the commit");
                            return None;
                        }
                        whole => left = whole.map(|whole| whole - 1),
                    }
                }
                if server.write_all(sent).await.is_err() { return left }
            }
            read = server.read(&mut down) => {
                let Some(sent) = read.ok().filter(|read| *read > 0).map(|read| &down[..read]) else { return left };
                if client.write_all(sent).await.is_err() { return left }
            }
        }
    }
}
