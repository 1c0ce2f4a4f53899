//! Clients that file until they are told to stop. One that gets no answer sends the same petition again, under its key.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::ledger::{Filing, Ledger, Receipt};
use crate::trial::chance::Chance;
use crate::trial::http::Connection;

/// How long a client waits after no answer.
const PAUSE: Duration = Duration::from_millis(20);

/// How clients file.
#[derive(Debug, Clone)]
pub struct Manner {
    /// How many at once.
    pub clients: u64,
    /// One in so many answered petitions is sent once more, and the answer must be the same; 0: none.
    pub one_in_repeated: u64,
    /// Draws which.
    pub chance: Chance,
    /// Calls of the server are made to fail. The call may be any, also one by which the runtime wakes a thread: a request
    /// that breaks so says 500, and one that nobody wakes says 408 in the end. Both tell as little of its petition as no
    /// answer does.
    pub breaks: bool,
}

impl Manner {
    /// Whether an answer leaves open what became of its petition: only its key can tell, so it is sent again.
    const fn leaves_open(&self, status: u16) -> bool {
        status == 503 || (self.breaks && matches!(status, 500 | 408))
    }

    fn repeats(&mut self) -> bool {
        self.one_in_repeated > 0 && self.chance.below(self.one_in_repeated) == 0
    }
}

/// Clients at work on a server, until `stop` is set; all are done when this returns.
pub fn file_until(stop: &AtomicBool, address: SocketAddr, manner: &Manner, ledger: &Ledger) {
    thread::scope(|scope| {
        for client in 0..manner.clients {
            let mut manner = Manner { chance: manner.chance.branch(client), ..*manner };
            scope.spawn(move || {
                let mut connection = Connection::to(address);
                while !stop.load(Ordering::Relaxed) {
                    file(&mut connection, ledger, ledger.next(), &mut manner);
                }
            });
        }
    });
}

/// One client that sends so many new petitions, each after the answer to the one before.
pub fn file_in_turn(address: SocketAddr, count: usize, ledger: &Ledger) {
    let mut connection = Connection::to(address);
    for _ in 0..count {
        let filing = ledger.next();
        match connection.send(&filing.request()) {
            Ok(answer) if answer.status == 201 => match Receipt::read(&answer) {
                Some(receipt) => ledger.answered(filing, receipt),
                None => ledger.fault("an answer without number or code"),
            },
            Ok(answer) => ledger.fault(format!("status {}", answer.status)),
            Err(error) => ledger.fault(format!("no answer: {error}")),
        }
    }
}

/// Sends what got no answer until everything has one.
pub fn file_the_rest(address: SocketAddr, ledger: &Ledger, tries_max: usize) {
    let mut connection = Connection::to(address);
    let mut manner = Manner { clients: 1, one_in_repeated: 0, chance: Chance::new(0), breaks: false };
    for _ in 0..tries_max {
        let Some(filing) = ledger.next_unanswered() else { return };
        file(&mut connection, ledger, filing, &mut manner);
    }
    ledger.fault(format!("after {tries_max} tries there are petitions without an answer"));
}

fn file(connection: &mut Connection, ledger: &Ledger, filing: Filing, manner: &mut Manner) {
    match connection.send(&filing.request()) {
        Ok(answer) if answer.status == 201 => match Receipt::read(&answer) {
            Some(receipt) => {
                if manner.repeats() {
                    repeat(connection, ledger, &filing, &receipt);
                }
                ledger.answered(filing, receipt);
            }
            None => ledger.fault("an answer without number or code"),
        },
        Ok(answer) if manner.leaves_open(answer.status) => wait(ledger, filing),
        Ok(answer) => ledger.fault(format!("status {}: {}", answer.status, String::from_utf8_lossy(&answer.body))),
        Err(_) => wait(ledger, filing),
    }
}

fn wait(ledger: &Ledger, filing: Filing) {
    ledger.give_back(filing);
    thread::sleep(PAUSE);
}

fn repeat(connection: &mut Connection, ledger: &Ledger, filing: &Filing, receipt: &Receipt) {
    let Ok(answer) = connection.send(&filing.request()) else { return };
    let again = Receipt::read(&answer);
    if answer.status == 201 && again.as_ref() != Some(receipt) {
        ledger.fault(format!("sent again, {receipt:?} became {again:?}"));
    }
}
