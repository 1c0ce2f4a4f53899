//! Registering: who has it first, under which law, until when.

use huiyin_domain::matter::command::{self as c, Filing, RecordHistory};
use huiyin_domain::matter::event::Source;
use huiyin_domain::matter::{Kind, Refusal, RouteReason, Stage};
use huiyin_domain::office::{Actor, Role};

use crate::case::{Case, FIRST, register};
use crate::office::{day, officer, unit};

/// Received that day at that unit: the law, the last day of the first step.
fn first_period((received, at): (&str, &str), (pack, last): (&str, &str)) {
    let case = Case::registered(received, |it| it.filing.at = unit(at));
    let clock = case.matter.next_clock(FIRST).unwrap();
    let derivation = &clock.derivation;
    assert_eq!((derivation.pack.code.as_str(), derivation.last_day), (pack, day(last)), "{received} {at}");
}

table! { fifteen_days_from_receipt, first_period,
    ("2026-03-02", "xfj") => ("cn-xinfang-2022", "2026-03-17");
    ("2026-03-02", "zjj") => ("cn-xinfang-2022", "2026-03-17");
    ("2022-04-20", "xfj") => ("cn-xinfang-2005", "2022-05-05"); // the old law to the end of what began under it
    ("2022-04-30", "xfj") => ("cn-xinfang-2005", "2022-05-16"); // the 15th day is a Sunday
    ("2022-05-01", "xfj") => ("cn-xinfang-2022", "2022-05-16");
    ("2023-09-15", "xfj") => ("cn-xinfang-2022", "2023-10-07"); // out of National Day onto its make-up Saturday
    ("2024-02-02", "xfj") => ("cn-xinfang-2022", "2024-02-18"); // out of Spring Festival onto its make-up Sunday
    ("2024-12-17", "xfj") => ("cn-xinfang-2022", "2025-01-02"); // out of New Year's Day
}

/// A row of earlier work received on 2012-03-01, with the pack of its map and a due day of its own: the rule that judges
/// it and its last day.
fn history_period((pack, due): (Option<&str>, Option<&str>), judged: Option<(&str, &str)>) {
    let mut case = Case::unborn("2026-03-02");
    let code = "hotline".parse().unwrap();
    let source = due.map(|due| Source { code, number: None, due_on: Some(day(due)) });
    let filing = Filing { source, ..crate::case::filing(day("2012-03-01")) };
    let (pack, unit) = (pack.map(|code| code.parse().unwrap()), unit("zjj"));
    let row = RecordHistory { filing, kind: Kind::Appeal, class: None, place: None, unit, pack, answer: None };
    case.give(&Actor::Import("hotline".parse().unwrap()), row);
    let clock = case.matter.next_clock(FIRST).map(|clock| (clock.derivation.rule.to_string(), clock.last_day()));
    assert_eq!(clock, judged.map(|(rule, last)| (rule.to_owned(), day(last))), "{due:?}");
}

table! { history_is_judged_by_its_own_day_or_by_the_pack_of_its_map, history_period,
    (None, None) => Some(("CN-XF05-HANDLE", "2012-05-02")); // out of Labour Day
    (Some("cn-xinfang-2022"), None) => Some(("CN-XF22-HANDLE", "2012-05-02"));
    (None, Some("2012-03-09")) => Some(("SOURCE-DUE", "2012-03-09"));
    (Some("source-dated"), Some("2012-03-09")) => Some(("SOURCE-DUE", "2012-03-09"));
    (Some("source-dated"), None) => None; // bound to no day, judged by none
}

/// Filed by nobody in particular: complained of, an accusation, about this office; who has it.
fn receiver((at, against, accusation, ours): (&str, &[&str], bool, bool), has_it: &str) {
    let case = Case::registered("2026-03-02", |it| {
        it.filing.at = unit(at);
        it.against = against.iter().map(|code| unit(code)).collect();
        it.accusation = accusation;
        it.about_office = ours;
    });
    let issue = case.matter.issue(FIRST).unwrap();
    assert_eq!(issue.unit, unit(has_it), "{at} {against:?}");
    // Whoever has it directly waits for its route, and so does the registry, which sends everything on.
    let waits = issue.unit == unit(at) || issue.unit == unit("xfj");
    assert_eq!(issue.state.stage() == Stage::Registered, waits);
}

table! { the_accused_do_not_receive, receiver,
    ("zjj", &["zjj"], false, false) => "zjj"; // complained of, not accused
    ("zjj", &["zjj"], true, false) => "jw";
    ("zjz", &["zjj"], true, false) => "jw"; // below the accused
    ("xfj", &["zjj"], true, false) => "xfj";
    ("zjj", &["zjj", "jw"], true, false) => "xfj";
    ("zjj", &["zf"], true, false) => "city"; // the discipline organ is below the accused too
    ("xfj", &[], false, true) => "city";
}

#[test]
fn what_comes_past_the_accused_to_the_registry_is_sent_on() {
    let mut case = Case::registered("2026-03-02", |it| {
        it.filing.at = unit("zjj");
        it.against = vec![unit("zjj"), unit("jw")];
        it.accusation = true;
    });
    let reason = RouteReason::Judged(crate::case::words(31));
    case.give(
        &officer("xfj", Role::Registrar),
        c::Forward { issue: FIRST, to: unit("jtj"), reason, proposed: Vec::new() },
    );
    assert_eq!(case.matter.issue(FIRST).unwrap().unit, unit("jtj"));
}

#[test]
fn an_accusation_of_old_is_under_seal() {
    let mut case = Case::unborn("2026-03-02");
    let filing = crate::case::filing(day("2012-03-01"));
    let (kind, unit) = (Kind::Accusation, unit("jw"));
    let row = RecordHistory { filing, kind, class: None, place: None, unit, pack: None, answer: None };
    case.give(&Actor::Import("hotline".parse().unwrap()), row);
    assert!(case.matter.sealed);
}

#[test]
fn only_who_takes_petitions_in_registers_for_a_unit() {
    let case = Case::unborn("2026-03-02");
    for role in Role::ALL {
        let may = matches!(role, Role::Registrar | Role::Handler | Role::UnitHead | Role::OfficeHead);
        assert_eq!(case.asked(&officer("xfj", *role), register(case.today)).is_ok(), may, "{role}");
        assert!(case.asked(&officer("zjj", *role), register(case.today)).is_err(), "{role} of another unit");
    }
    assert!(case.asked(&Actor::Job("sweep"), register(case.today)).is_err());
}

#[test]
fn nothing_is_added_to_a_matter_that_is_not_there() {
    let case = Case::unborn("2026-03-02");
    let filing = crate::case::filing(case.today);
    let add = huiyin_domain::matter::command::AddPetition { filing };
    let refusal = case.asked(&officer("xfj", Role::Registrar), add).unwrap_err();
    assert!(matches!(refusal, Refusal::NoSuchPetition { .. }));
}
