//! Finding matters by what somebody remembers of a number: all of it, or its end without the register's code in front.

use std::collections::BTreeSet;

use huiyin_domain::ids::{MatterId, UnitCode};
use huiyin_domain::office::policy::{OfficeDeed, Reading, may_office, reads};
use huiyin_domain::office::series::{Number, Series, SeriesClass};
use huiyin_domain::office::{Actor, Office};
use huiyin_store::Stream;

use crate::App;
use crate::error::AppError;

impl App {
    /// The matters that bear that number and that the actor may see, each with the number in full: `xfj-P-2026-000123`, or
    /// `P-2026-123`, `2026-123`, `123` in the registers of the registry and of his own units. Whether there is one that he
    /// may not see is not told.
    pub async fn find_number(&self, actor: &Actor, typed: &str) -> Result<Vec<(Number, MatterId)>, AppError> {
        let office = self.office().await?;
        may_office(OfficeDeed::ReadLists, actor, &office)?;
        let this_year = office.year_start.year_of(self.today().await?);
        let mut found = Vec::new();
        for number in candidates(actor, &office, typed, this_year) {
            let borne = self.store.journal.find_number(self.office_id, &number).await?;
            let Some((Stream::Matter(matter), _)) = borne else { continue };
            let loaded = self.load_born(&office, matter).await?;
            if reads(actor, &office, &loaded.matter) != Reading::Nothing {
                found.push((number, matter));
            }
        }
        Ok(found)
    }
}

/// The numbers that can be meant: as many as the actor has registers, times the classes of a series.
fn candidates(actor: &Actor, office: &Office, typed: &str, this_year: i16) -> Vec<Number> {
    if let Ok(number) = typed.trim().parse() {
        return vec![number];
    }
    let Some((class, year, n)) = end(typed.trim(), this_year) else { return Vec::new() };
    let classes: &[SeriesClass] = class.as_ref().map_or(SeriesClass::ALL, std::slice::from_ref);
    let own = actor.posts().iter().map(|post| &post.unit);
    let registers: BTreeSet<&UnitCode> = own.chain([&office.registry]).collect();
    let of_register = |registry: &UnitCode| {
        let series = classes.iter().map(|class| Series { registry: registry.clone(), class: *class, year });
        series.map(|series| Number { series, n }).collect::<Vec<_>>()
    };
    registers.into_iter().flat_map(of_register).collect()
}

/// The end of a number: its place in the year, before it the year, before it the letter of its class.
fn end(typed: &str, this_year: i16) -> Option<(Option<SeriesClass>, i16, u32)> {
    let mut parts = typed.rsplit('-');
    let n = parts.next()?.parse().ok()?;
    let year = parts.next().map_or(Ok(this_year), str::parse).ok()?;
    let of_letter = |letter: &str| {
        SeriesClass::ALL.iter().copied().find(|class| letter.eq_ignore_ascii_case(&class.letter().to_string()))
    };
    let class = match parts.next() {
        Some(letter) => Some(of_letter(letter)?),
        None => None,
    };
    parts.next().is_none().then_some((class, year, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_by_its_end() {
        for (typed, meant) in [
            ("12", Some((None, 2026, 12))),
            ("000012", Some((None, 2026, 12))),
            ("2025-12", Some((None, 2025, 12))),
            ("p-2025-12", Some((Some(SeriesClass::Petition), 2025, 12))),
            ("Q-2025-12", None),
            ("x-P-2025-12", None),
            ("", None),
            ("12-", None),
        ] {
            assert_eq!(end(typed, 2026), meant, "{typed}");
        }
    }
}
