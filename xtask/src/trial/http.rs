//! A client of one connection: as little HTTP/1.1 as our own server needs, so that the client costs next to nothing.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long an answer is waited for: longer than the server lets a request take.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(40);

/// Largest answer that is read; the server's longest page is far below it.
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;

/// What stands between the parts of a form: nothing that a file of ours holds.
const BOUNDARY: &str = "between-the-parts-of-a-trial";

/// A request.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// `GET /path` or `POST /path`.
    pub line: String,
    /// Names and values; host and length are added.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// A GET.
    pub fn get(path: &str) -> Self {
        Self { line: format!("GET {path}"), ..Self::default() }
    }

    /// A POST of JSON.
    pub fn post(path: &str, body: &serde_json::Value) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self { line: format!("POST {path}"), headers, body: body.to_string().into_bytes() }
    }

    /// A POST of a form: JSON, and a file after it.
    pub fn form(path: &str, data: &serde_json::Value, file: &[u8]) -> Self {
        let head = |what: &str| format!("--{BOUNDARY}\r\ncontent-disposition: form-data; {what}\r\n\r\n");
        let data = format!("{}{data}\r\n{}", head("name=\"data\""), head("name=\"files\"; filename=\"scan.bin\""));
        let body = [data.as_bytes(), file, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
        let headers = vec![("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))];
        Self { line: format!("POST {path}"), headers, body }
    }

    /// A POST of a page's form; values hold nothing that a form would have to encode.
    pub fn sheet(path: &str, fields: &[(&str, &str)]) -> Self {
        let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let headers = vec![("content-type", "application/x-www-form-urlencoded".to_owned())];
        Self { line: format!("POST {path}"), headers, body: fields.join("&").into_bytes() }
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn bytes(&self, host: SocketAddr) -> Vec<u8> {
        let mut head = format!("{} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {}\r\n", self.line, self.body.len());
        for (name, value) in &self.headers {
            // Writing to a string cannot fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        [head.as_bytes(), &self.body].concat()
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Name and value of the last cookie that it sets.
    pub cookie: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A text field of the JSON body.
    pub fn text(&self, field: &str) -> Option<String> {
        let body: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
        body.get(field)?.as_str().map(str::to_owned)
    }
}

/// A connection, opened with the first request and again after one that failed.
#[derive(Debug)]
pub struct Connection {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
}

impl Connection {
    /// To that server.
    pub const fn to(address: SocketAddr) -> Self {
        Self { address, stream: None }
    }

    /// Sends a request and waits for its answer.
    ///
    /// # Errors
    /// Whatever breaks the connection; nobody knows then whether the request was carried out.
    pub fn send(&mut self, request: &Request) -> io::Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.connect()?,
        };
        stream.get_mut().write_all(&request.bytes(self.address))?;
        let answer = read(&mut stream)?;
        self.stream = Some(stream);
        Ok(answer)
    }

    fn connect(&self) -> io::Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(ANSWER_TIME_MAX))?;
        Ok(BufReader::new(stream))
    }
}

fn read(stream: &mut impl BufRead) -> io::Result<Answer> {
    let status = line(stream)?.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| broken("no status line"))?;
    let (mut length, mut cookie) = (0, None);
    loop {
        let header = line(stream)?;
        match header.split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().map_err(|_| broken("no length"))?;
            }
            Some((name, value)) if name.eq_ignore_ascii_case("set-cookie") => {
                cookie = value.split(';').next().map(str::to_owned);
            }
            Some((name, _)) if name.eq_ignore_ascii_case("transfer-encoding") => return Err(broken("in chunks")),
            Some(_) => {}
            None => break,
        }
    }
    if length > ANSWER_BYTES_MAX {
        return Err(broken("longer than any answer of ours"));
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(Answer { status, cookie, body })
}

fn line(stream: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    stream.take(ANSWER_BYTES_MAX as u64).read_line(&mut line)?;
    let cut = line.trim_end_matches(['\r', '\n']).len();
    if line.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    line.truncate(cut);
    Ok(line)
}

fn broken(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("an answer that cannot be read: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> io::Result<Answer> {
        read(&mut text.as_bytes())
    }

    #[test]
    fn an_answer_is_read_to_its_length() {
        let answer = read_text(
            "HTTP/1.1 201 Created\r\nContent-Length: 12\r\nset-cookie: a=b; Path=/\r\n\r\n{\"a\": \"b\"} \nmore",
        )
        .unwrap();
        assert_eq!((answer.status, answer.text("a").as_deref()), (201, Some("b")));
        assert_eq!(answer.cookie.as_deref(), Some("a=b"));
        assert_eq!(answer.body.len(), 12);
    }

    #[test]
    fn an_answer_cut_off_is_none() {
        assert!(read_text("HTTP/1.1 201 Created\r\ncontent-length: 12\r\n\r\n{\"a\"").is_err());
        assert!(read_text("HTTP/1.1 201 Created\r\n").is_err());
        assert!(read_text("").is_err());
        assert!(read_text("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").is_err());
    }
}
