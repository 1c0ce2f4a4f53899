//! Whether an office kept what it acknowledged: every code finds its matter, numbers are there once and without gaps, and
//! the record verifies.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::thread;

use anyhow::Context;
use serde_json::json;

use super::ledger::{Ledger, Receipt};
use crate::trial::http::{Connection, Request};
use crate::trial::huiyin::Huiyin;

/// Clients that ask at once.
const ASKERS: usize = 4;

/// Asks for each receipt by its code; what is not found is a fault.
pub fn ask_for(address: SocketAddr, receipts: &[Receipt], ledger: &Ledger) {
    thread::scope(|scope| {
        for part in receipts.chunks(receipts.len().div_ceil(ASKERS).max(1)) {
            scope.spawn(move || {
                let mut connection = Connection::to(address);
                for receipt in part {
                    if let Err(why) = ask(&mut connection, receipt) {
                        ledger.fault(format!("{} was acknowledged and is lost: {why:#}", receipt.number));
                    }
                }
            });
        }
    });
}

fn ask(connection: &mut Connection, receipt: &Receipt) -> anyhow::Result<()> {
    let answer = connection.send(&Request::post("/api/v1/query", &json!({ "code": receipt.code })))?;
    anyhow::ensure!(answer.status == 200, "status {}", answer.status);
    let found = answer.text("matter").context("no matter")?;
    anyhow::ensure!(found == receipt.matter, "the code finds {found}, not {}", receipt.matter);
    Ok(())
}

/// Each series begins with 1 and goes on without gaps, and no number or matter was given twice.
pub fn check_series<'a>(receipts: impl Iterator<Item = &'a Receipt>, ledger: &Ledger) {
    let mut series: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
    let mut matters = BTreeSet::new();
    for receipt in receipts {
        let Some((name, n)) = parts(&receipt.number) else {
            ledger.fault(format!("{} is no number", receipt.number));
            continue;
        };
        if !series.entry(name).or_default().insert(n) {
            ledger.fault(format!("{} was given twice", receipt.number));
        }
        if !matters.insert(&receipt.matter) {
            ledger.fault(format!("matter {} was acknowledged twice, last as {}", receipt.matter, receipt.number));
        }
    }
    for (name, numbers) in series {
        let gaps: Vec<u64> = (1..).take(numbers.len()).filter(|n| !numbers.contains(n)).collect();
        if !gaps.is_empty() {
            ledger.fault(format!("series {name} has no {gaps:?}: numbers are missing, or were given and never told"));
        }
    }
}

fn parts(number: &str) -> Option<(&str, u64)> {
    let (series, n) = number.rsplit_once('-')?;
    Some((series, n.parse().ok()?))
}

/// The record verifies, and holds as many numbers as were acknowledged.
pub fn verify(office: &Huiyin, acknowledged: usize, ledger: &Ledger) {
    match office.verify() {
        Ok(report) if report["numbers"].as_u64() != Some(acknowledged as u64) => {
            ledger.fault(format!("{acknowledged} numbers were acknowledged, {} are recorded", report["numbers"]));
        }
        Ok(_) => {}
        Err(error) => ledger.fault(format!("{error:#}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial::chance::Chance;

    fn faults(numbers: &[&str]) -> usize {
        let ledger = Ledger::new(Chance::new(0));
        let receipt = |(n, number): (usize, &&str)| {
            let (matter, number) = (format!("matter-{n}"), (*number).to_owned());
            Receipt { matter, number, code: String::new() }
        };
        let receipts: Vec<Receipt> = numbers.iter().enumerate().map(receipt).collect();
        check_series(receipts.iter(), &ledger);
        ledger.faults().len()
    }

    #[test]
    fn series_are_whole_when_each_number_stands_once_from_one_on() {
        assert_eq!(faults(&["r-P-2026-000002", "r-P-2026-000001", "r-A-2026-000001"]), 0);
        assert_eq!(faults(&["r-P-2026-000002"]), 1);
        assert_eq!(faults(&["r-P-2026-000001", "r-P-2026-000001"]), 1);
        assert_eq!(faults(&["r-P-2026-000001", "r-P-2026-000003", "r-A-2026-000002"]), 2);
        assert_eq!(faults(&["nothing"]), 1);
    }

    #[test]
    fn a_matter_acknowledged_twice_is_a_fault() {
        let ledger = Ledger::new(Chance::new(0));
        let receipt = |number: &str| Receipt { matter: "m".to_owned(), number: number.to_owned(), code: String::new() };
        check_series([receipt("r-P-2026-1"), receipt("r-P-2026-2")].iter(), &ledger);
        assert_eq!(ledger.faults().len(), 1);
    }
}
