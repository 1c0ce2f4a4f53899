//! What the clients of an attack know: which petitions they sent under which key, and what they were answered.

use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::trial::chance::Chance;
use crate::trial::http::{Answer, Request};
use crate::trial::petition::petition;

/// One in so many petitions is an accusation, which is numbered in a series of its own.
const ONE_IN_ACCUSATION: u64 = 8;

/// One in so many comes with a file.
const ONE_IN_WITH_FILE: u64 = 4;

/// Largest file, in bytes: of several chunks, so that a kill can come between them.
const FILE_BYTES_MAX: u64 = 300_000;

/// Characters of a petition's text.
const TEXT_CHARS: usize = 400;

/// What a client was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The matter.
    pub matter: String,
    /// The running number.
    pub number: String,
    /// The query code.
    pub code: String,
}

impl Receipt {
    /// Reads the answer to a petition.
    pub fn read(answer: &Answer) -> Option<Self> {
        let (matter, number) = (answer.text("matter")?, answer.text("number")?);
        Some(Self { matter, number, code: answer.text("query_code")? })
    }
}

/// A petition with its key.
#[derive(Debug, Clone)]
pub struct Filing {
    key: String,
    body: Value,
    file: Option<Vec<u8>>,
}

impl Filing {
    /// The request, the same each time.
    pub fn request(&self) -> Request {
        let request = match &self.file {
            Some(file) => Request::form("/api/v1/petitions", &self.body, file),
            None => Request::post("/api/v1/petitions", &self.body),
        };
        request.with("idempotency-key", self.key.clone())
    }
}

/// All that was sent and answered.
#[derive(Debug)]
pub struct Ledger {
    inner: Mutex<Inner>,
}

#[derive(Debug)]
struct Inner {
    chance: Chance,
    sent: u64,
    unanswered: Vec<Filing>,
    answered: Vec<(Filing, Receipt)>,
    faults: Vec<String>,
}

impl Ledger {
    /// Empty; petitions are made by that chance.
    pub const fn new(chance: Chance) -> Self {
        let inner = Inner { chance, sent: 0, unanswered: Vec::new(), answered: Vec::new(), faults: Vec::new() };
        Self { inner: Mutex::new(inner) }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What to send next: a petition that got no answer, or else a new one.
    pub fn next(&self) -> Filing {
        self.with(|inner| inner.unanswered.pop().unwrap_or_else(|| inner.fresh()))
    }

    /// A petition that got no answer, if there is one.
    pub fn next_unanswered(&self) -> Option<Filing> {
        self.with(|inner| inner.unanswered.pop())
    }

    /// It got no answer: it will be sent again.
    pub fn give_back(&self, filing: Filing) {
        self.with(|inner| inner.unanswered.push(filing));
    }

    /// It got one.
    pub fn answered(&self, filing: Filing, receipt: Receipt) {
        self.with(|inner| inner.answered.push((filing, receipt)));
    }

    /// Something that must not be.
    pub fn fault(&self, what: impl Into<String>) {
        self.with(|inner| inner.faults.push(what.into()));
    }

    /// All answers from that one on.
    pub fn answers_from(&self, first: usize) -> Vec<(Filing, Receipt)> {
        self.with(|inner| inner.answered.get(first..).unwrap_or_default().to_vec())
    }

    /// How many were answered.
    pub fn answered_count(&self) -> usize {
        self.with(|inner| inner.answered.len())
    }

    /// All that must not be.
    pub fn faults(&self) -> Vec<String> {
        self.with(|inner| inner.faults.clone())
    }
}

impl Inner {
    fn fresh(&mut self) -> Filing {
        self.sent += 1;
        let mut body = petition(&mut self.chance, TEXT_CHARS);
        if self.chance.below(ONE_IN_ACCUSATION) == 0 {
            body["accusation"] = Value::Bool(true);
        }
        let with_file = self.chance.below(ONE_IN_WITH_FILE) == 0;
        let file = with_file.then(|| file(&mut self.chance));
        Filing { key: format!("attack-{}-{:016x}", self.sent, self.chance.next()), body, file }
    }
}

/// Some bytes; never none, which would be no file.
fn file(chance: &mut Chance) -> Vec<u8> {
    let words = 1 + chance.below(FILE_BYTES_MAX / 8);
    (0..words).flat_map(|_| chance.next().to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_got_no_answer_is_sent_again_as_it_was() {
        let ledger = Ledger::new(Chance::new(1));
        let filing = ledger.next();
        let request = filing.request();
        ledger.give_back(filing);
        assert_eq!(ledger.next().request().body, request.body);
        assert!(ledger.next_unanswered().is_none());
        assert_ne!(ledger.next().request().headers, request.headers);
    }
}
