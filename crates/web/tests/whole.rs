//! Who sends a request hears its answer, as browsers listen: over a real connection, and not before all was sent.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

mod common;

use std::net::SocketAddr;

use common::{Form, Town};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const MIB: usize = 1024 * 1024;

/// A page's form.
const FIELDS: &str = "application/x-www-form-urlencoded";

/// The head of a request that brings so many bytes.
fn head(path: &str, media: &str, bytes: usize, more: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\naccept-language: en\r\nconnection: close\r\n\
         content-type: {media}\r\ncontent-length: {bytes}\r\n{more}\r\n"
    )
}

/// What comes back to who sends all of that before he listens.
async fn heard(address: SocketAddr, head: &str, body: &[u8]) -> String {
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(body).await.unwrap();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_too_large_is_answered_by_a_page_once_it_was_sent() {
    let address = Town::on("2026-03-02").await.serves().await;
    let long = [b"code=".as_slice(), &vec![b'x'; 24 * MIB]].concat();
    for path in ["/query", "/sign-in", "/desk/register", "/no/such/page"] {
        let answer = heard(address, &head(path, FIELDS, long.len(), ""), &long).await;
        assert!(answer.starts_with("HTTP/1.1 413 "), "{path}: {answer}");
        assert!(answer.contains("<h1>") && answer.trim_end().ends_with("</html>"), "{path}: {answer}");
    }
    let answer = heard(address, &head("/api/v1/petitions", "application/json", long.len(), ""), &long).await;
    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("\"too-large\""), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_nobody_takes_are_heard_out_too() {
    let address = Town::on("2026-03-02").await.serves().await;
    let form = Form::of_bytes("text/plain", b"not a field of this page").file("a.bin", &vec![7; 24 * MIB]).bytes();
    for (path, status) in [("/file", 413), ("/desk/register", 413), ("/api/v1/petitions", 400), ("/query", 413)] {
        let answer = heard(address, &head(path, Form::TYPE, form.len(), ""), &form).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{path}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_first_whether_to_send_is_told_at_once() {
    let address = Town::on("2026-03-02").await.serves().await;
    let expecting = head("/query", FIELDS, 24 * MIB, "expect: 100-continue\r\n");
    let answer = heard(address, &expecting, b"").await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "no word to go on comes before it: {answer}");
}
