//! A clock of any rule of any shipped pack is asked to stand still for any reason. What its pack does not allow is refused and
//! changes nothing; counted anew by the same calendar, no last day moves.

use std::path::Path;
use std::sync::LazyLock;

use huiyin_domain::clock::PauseReason;
use huiyin_domain::matter::Refusal;
use huiyin_domain::matter::command as c;
use huiyin_domain::office::{Actor, Role};
use huiyin_domain::pack::{Pack, Packs};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use crate::case::{Case, FIRST};
use crate::lives::accepted;
use crate::office::{council, law_alone, officer};

const DAY: &str = "2026-03-02";

/// For each rule of each shipped pack an accepted matter with a clock of it, in an office that works by that pack as a list
/// beside its law, whenever the pack was in force.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/packs");
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    files.flat_map(|text| running(toml::from_str::<Pack>(&text).unwrap().beside().confirmed())).collect()
});

fn running(list: Pack) -> Vec<Case> {
    let from = list.in_force_from.map(|_| date(2005, 5, 1));
    let list = Pack { in_force_from: from, in_force_to: None, ..list };
    let mut office = accepted(DAY);
    let beside = |law: Packs| Packs::new(law.iter().cloned().chain([list.clone()]).collect());
    office.office.packs = beside(law_alone()).or_else(|_| beside(council())).unwrap();
    let rules = office.office.packs.all_beside(office.today).map(|(_, rule)| rule.id.clone()).collect::<Vec<_>>();
    let start = |rule| {
        let mut case = office.clone();
        let on = case.today;
        case.give(&officer("zjj", Role::Handler), c::StartClock { issue: FIRST, rule, on });
        case
    };
    rules.into_iter().map(start).collect()
}

#[test]
fn every_pack_has_clocks_that_are_asked() {
    assert!(CASES.len() >= 60, "{} rules", CASES.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn a_refused_pause_changes_nothing(days in 0_i64..40) {
        for case in CASES.iter() {
            let clock = case.matter.clocks.last().unwrap();
            let mut case = case.clone();
            case.today = case.today.saturating_add(days.days());
            for reason in PauseReason::ALL.iter().copied() {
                let allowed = case.office.packs.pause(&clock.derivation.rule, reason).is_some();
                let pause = c::Pause { clock: clock.no, reason, from: case.today };
                let asked = case.asked(&officer("zjj", Role::UnitHead), pause);
                prop_assert!(allowed || asked.is_err(), "{}: {reason} is nowhere allowed", clock.derivation.rule);
                if let Err(Refusal::NoPauseForThis { law, .. }) = &asked {
                    prop_assert!(!law.zh_hans.is_empty(), "{}: no article", clock.derivation.rule);
                }
                if asked.is_err() {
                    let anew = case.asked(&Actor::Job("rederive"), c::RederiveClock { clock: clock.no });
                    prop_assert_eq!(anew, Ok(Vec::new()), "{} moved", &clock.derivation.rule);
                }
            }
        }
    }
}
