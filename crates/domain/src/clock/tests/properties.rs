//! What holds of every period, whatever the rule, the day and the calendar.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// A day from 2004 to 2029, so that some lie beyond the published calendar.
fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..9_500).prop_map(|days| date(2004, 1, 1).saturating_add(days.days()))
}

fn any_unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(Unit::ALL)
}

/// A rule of any length and unit; units of days and months may roll or not.
fn any_rule() -> impl Strategy<Value = Rule> {
    (any_unit(), 0_u32..200, any::<bool>()).prop_map(|(unit, length, roll)| {
        let (_, rule) = pack_rule(Step::Handle);
        Rule { unit, length: if unit == Unit::Month { length % 24 } else { length }, roll, ..rule }
    })
}

fn derive_by(rule: &Rule, start: Date, calendar: &Calendar) -> Derivation {
    Derivation::derive(rule, &pack_rule(Step::Handle).0, start, calendar)
}

/// The shipped calendar with one more day off; none where that day is marked already.
fn with_holiday(day: Date) -> Option<Calendar> {
    let shipped = include_str!("../../../../../rules/calendar/cn-workdays.csv");
    let mut rows: Vec<&str> = shipped.lines().skip(1).collect();
    let added = format!("{day},holiday,假");
    let place = rows.binary_search_by(|row| row[..10].cmp(&added[..10])).err()?;
    rows.insert(place, &added);
    Some(Calendar::parse(2, &format!("date,kind,name\n{}\n", rows.join("\n"))).unwrap())
}

proptest! {
    #[test]
    fn a_longer_period_never_ends_earlier(rule in any_rule(), start in any_day(), more in 1_u32..60) {
        let longer = Rule { length: rule.length + more, ..rule.clone() };
        let calendar = calendar();
        prop_assert!(derive_by(&rule, start, &calendar).last_day <= derive_by(&longer, start, &calendar).last_day);
    }

    #[test]
    fn an_extension_is_the_longer_period(rule in any_rule(), start in any_day(), days in 1_u32..60) {
        let longer = Rule { length: rule.length + days, ..rule.clone() };
        let calendar = calendar();
        let extended = derive_by(&rule, start, &calendar).extended(days, start, &calendar);
        prop_assert_eq!(extended.last_day, derive_by(&longer, start, &calendar).last_day);
    }

    #[test]
    fn steps_add_up(unit in any_unit(), first in 0_u32..60, then in 0_u32..60, start in any_day()) {
        prop_assume!(unit != Unit::Month && unit != Unit::Hour && unit != Unit::SameDay);
        let rule = |length| Rule { unit, length, roll: false, ..pack_rule(Step::Handle).1 };
        let calendar = calendar();
        let between = derive_by(&rule(first), start, &calendar).last_day;
        let (steps, whole) = (derive_by(&rule(then), between, &calendar), derive_by(&rule(first + then), start, &calendar));
        prop_assert_eq!(steps.last_day, whole.last_day);
    }

    #[test]
    fn one_more_holiday_never_makes_a_date_earlier(rule in any_rule(), start in any_day(), off in 0_i64..300) {
        if let Some(more) = with_holiday(start.saturating_add(off.days())) {
            let derivation = derive_by(&rule, start, &calendar());
            prop_assert!(derivation.last_day <= derivation.rederived(&more).last_day);
        }
    }

    #[test]
    fn the_same_calendar_moves_nothing(rule in any_rule(), start in any_day(), from in 0_i64..90, days in 0_i64..20) {
        let calendar = calendar();
        let from = start.saturating_add(from.days());
        let paused = derive_by(&rule, start, &calendar)
            .paused(from, from.saturating_add(days.days()), PauseReason::Hearing, &calendar)
            .extended(10, start, &calendar);
        prop_assert_eq!(&paused.rederived(&calendar), &paused);
    }

    #[test]
    fn standing_still_never_makes_a_date_earlier(rule in any_rule(), start in any_day(), from in 0_i64..90, days in 0_i64..20) {
        let calendar = calendar();
        let running = derive_by(&rule, start, &calendar);
        let from = start.saturating_add(from.days());
        let paused = running.paused(from, from.saturating_add(days.days()), PauseReason::Hearing, &calendar);
        prop_assert!(running.last_day <= paused.last_day);
    }

    #[test]
    fn a_rolling_period_ends_on_a_workday(rule in any_rule(), start in any_day()) {
        let calendar = calendar();
        let derivation = derive_by(&rule, start, &calendar);
        prop_assert!(!derivation.rolls || calendar.is_workday(derivation.last_day));
        prop_assert!(derivation.last_day >= start);
    }

    #[test]
    fn working_days_are_as_many_as_the_rule_says(start in any_day(), length in 1_u32..120) {
        let calendar = calendar();
        let (_, rule) = pack_rule(Step::Objection);
        let derivation = derive_by(&Rule { length, ..rule }, start, &calendar);
        let mut day = start;
        let mut counted = 0;
        while day < derivation.last_day {
            day = day.tomorrow().unwrap();
            counted += u32::from(calendar.is_workday(day));
        }
        prop_assert_eq!(counted, length);
        let passed_over: u32 = derivation.skipped.iter().map(Run::days).sum();
        let days = start.duration_until(derivation.last_day).as_hours() / 24;
        prop_assert_eq!(i64::from(length + passed_over), days);
    }

    #[test]
    fn a_stored_period_is_read_back_as_it_was(rule in any_rule(), start in any_day()) {
        let derivation = derive_by(&rule, start, &calendar());
        let stored = serde_json::to_string(&derivation).unwrap();
        prop_assert_eq!(serde_json::from_str::<Derivation>(&stored).unwrap(), derivation);
    }
}
