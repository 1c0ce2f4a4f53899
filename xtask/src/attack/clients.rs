//! Clients that file until they are told to stop. One that gets no answer sends the same petition again, under its key.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::ledger::{Filing, Ledger, Receipt};
use crate::trial::chance::Chance;
use crate::trial::http::Connection;

/// One in so many answered petitions is sent once more: the answer must be the same.
const ONE_IN_REPEATED: u64 = 10;

/// How long a client waits after no answer.
const PAUSE: Duration = Duration::from_millis(20);

/// Clients at work on a server, until `stop` is set; all are done when this returns.
pub fn file_until(stop: &AtomicBool, address: SocketAddr, clients: u64, ledger: &Ledger, chance: &Chance) {
    thread::scope(|scope| {
        for client in 0..clients {
            let mut chance = chance.branch(client);
            scope.spawn(move || {
                let mut connection = Connection::to(address);
                while !stop.load(Ordering::Relaxed) {
                    file(&mut connection, ledger, ledger.next(), &mut chance);
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
    let mut chance = Chance::new(0);
    for _ in 0..tries_max {
        let Some(filing) = ledger.next_unanswered() else { return };
        file(&mut connection, ledger, filing, &mut chance);
    }
    ledger.fault(format!("after {tries_max} tries there are petitions without an answer"));
}

fn file(connection: &mut Connection, ledger: &Ledger, filing: Filing, chance: &mut Chance) {
    match connection.send(&filing.request()) {
        Ok(answer) if answer.status == 201 => match Receipt::read(&answer) {
            Some(receipt) => {
                if chance.below(ONE_IN_REPEATED) == 0 {
                    repeat(connection, ledger, &filing, &receipt);
                }
                ledger.answered(filing, receipt);
            }
            None => ledger.fault("an answer without number or code"),
        },
        // It may yet be there: only its key can tell, so it is sent again.
        Ok(answer) if answer.status == 503 => wait(ledger, filing),
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
