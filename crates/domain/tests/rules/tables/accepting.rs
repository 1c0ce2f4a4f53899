//! Acceptance and what runs from it.

use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{Kind, Refusal, Way};
use huiyin_domain::office::Role;

use crate::case::{Case, FIRST};
use crate::lives::routed;
use crate::office::{day, officer};

/// Classified so, accepted that day by the registry itself: the rule and the last day.
fn handling((kind, way, on): (Kind, Option<Way>, &str), (rule, last): (&str, &str)) {
    let mut case = Case::filed(on);
    let class = "01".parse().unwrap();
    case.give(&officer("xfj", Role::Registrar), c::Classify { issue: FIRST, kind, way, class, proposed: None });
    case.give(&officer("xfj", Role::Handler), c::Accept { issue: FIRST, on: day(on) });
    let clock = &case.matter.clocks.last().unwrap().derivation;
    assert_eq!((clock.rule.to_string().as_str(), clock.last_day), (rule, day(last)), "{kind} {way:?} {on}");
}

const OPINION: Option<Way> = Some(Way::Opinion);

table! { kind_and_way_choose_the_clock, handling,
    (Kind::Appeal, OPINION, "2023-06-05") => ("CN-XF22-HANDLE", "2023-08-04");
    (Kind::Appeal, Some(Way::Duty), "2023-06-05") => ("CN-XF22-OFFICE-CHANNEL", "2023-08-04");
    (Kind::Suggestion, None, "2023-06-05") => ("CN-XF22-OFFICE-SUGGESTION", "2023-08-04");
    (Kind::Accusation, None, "2023-06-05") => ("CN-XF22-OFFICE-ACCUSATION", "2023-08-04");
    (Kind::Appeal, OPINION, "2022-04-30") => ("CN-XF05-HANDLE", "2022-06-29");
    (Kind::Appeal, OPINION, "2022-05-01") => ("CN-XF22-HANDLE", "2022-06-30");
    (Kind::Appeal, Some(Way::Duty), "2022-04-30") => ("CN-XF05-HANDLE", "2022-06-29"); // the old law knew one way
    (Kind::Appeal, OPINION, "2023-12-12") => ("CN-XF22-HANDLE", "2024-02-18"); // out of Spring Festival
    (Kind::Appeal, OPINION, "2024-11-02") => ("CN-XF22-HANDLE", "2025-01-02"); // out of New Year's Day
}

/// Sent on the first day, accepted with the second on the third.
fn dating((sent, on, today): (&str, &str, &str), refused: Option<&str>) {
    let mut case = routed(sent);
    case.on(today);
    let refusal = case.asked(&officer("zjj", Role::Handler), c::Accept { issue: FIRST, on: day(on) }).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{sent} {on} {today}");
}

table! { the_day_of_acceptance, dating,
    ("2026-03-02", "2026-03-02", "2026-03-05") => None;
    ("2026-03-02", "2026-03-05", "2026-03-05") => None;
    ("2026-03-02", "2026-03-06", "2026-03-05") => Some("in-the-future");
    ("2026-03-02", "2026-03-01", "2026-03-05") => Some("too-early");
}
