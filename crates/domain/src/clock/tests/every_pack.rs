//! What holds of every rule of every shipped pack, on any day, by the calendar of its own land.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// Every rule, in its pack, with its land's calendar.
static RULES: LazyLock<Vec<(Pack, Rule, Calendar)>> = LazyLock::new(|| {
    let calendars = Calendars::new(calendar());
    let packs = crate::pack::tests::whole();
    let of = |pack: &Pack, rule: &Rule| (pack.clone(), rule.clone(), calendars.of(&pack.calendar).into_owned());
    packs.iter().flat_map(|pack| pack.rules.iter().map(move |rule| of(pack, rule))).collect()
});

/// A day from 2004 to 2029, so that some lie beyond the published calendar.
fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..9_500).prop_map(|days| date(2004, 1, 1).saturating_add(days.days()))
}

/// The last day by that rule, of another length.
fn last_day((pack, rule, calendar): &(Pack, Rule, Calendar), length: u32, start: Date) -> Date {
    Derivation::derive(&Rule { length, ..rule.clone() }, pack, start, calendar).last_day
}

#[test]
fn all_packs_are_asked() {
    let packs: std::collections::BTreeSet<&str> = RULES.iter().map(|(pack, ..)| pack.code.as_str()).collect();
    assert!(packs.len() >= 30 && RULES.len() >= 200, "{} packs, {} rules", packs.len(), RULES.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn by_every_rule_a_longer_period_never_ends_earlier(start in any_day(), more in 1_u32..60) {
        for ruled in RULES.iter() {
            let length = ruled.1.length;
            prop_assert!(last_day(ruled, length, start) <= last_day(ruled, length + more, start), "{}", ruled.1.id);
        }
    }

    #[test]
    fn by_every_rule_one_more_holiday_never_makes_a_date_earlier(start in any_day(), off in 0_i64..200) {
        let notice = format!("{},holiday,x\n", start.saturating_add(off.days()));
        for (pack, rule, calendar) in RULES.iter() {
            let period = Derivation::derive(rule, pack, start, calendar);
            let more = calendar.with_notice(&notice).unwrap();
            prop_assert!(period.last_day <= period.rederived(&more).last_day, "{}", rule.id);
        }
    }

    #[test]
    fn by_every_rule_of_days_steps_add_up(start in any_day(), part in 0_u32..=100) {
        for (pack, rule, calendar) in RULES.iter() {
            if !matches!(rule.unit, Unit::CalendarDay | Unit::WorkingDay) {
                continue;
            }
            // A step that rolls ends later than where the next is counted from; what adds up are the days themselves.
            let steps = (pack.clone(), Rule { roll: false, ..rule.clone() }, calendar.clone());
            let first = rule.length * part / 100;
            let between = last_day(&steps, first, start);
            prop_assert_eq!(last_day(&steps, rule.length - first, between), last_day(&steps, rule.length, start), "{}", rule.id);
        }
    }

    #[test]
    fn by_every_rule_the_same_calendar_moves_nothing(start in any_day(), from in 0_i64..90, days in 0_i64..20) {
        let from = start.saturating_add(from.days());
        let to = from.saturating_add(days.days());
        for (pack, rule, calendar) in RULES.iter() {
            let mut period = Derivation::derive(rule, pack, start, calendar);
            for reason in PauseReason::ALL.iter().filter(|reason| pack.pause(rule, **reason).is_some()) {
                period = period.paused(from, to, *reason, calendar);
            }
            if let Some(extension) = &rule.extension {
                period = period.extended(extension.days_max, start, calendar);
            }
            prop_assert_eq!(&period.rederived(calendar), &period, "{}", rule.id);
            prop_assert_eq!(&period.by_rule(rule, pack, calendar), &period, "{}", rule.id);
        }
    }
}
