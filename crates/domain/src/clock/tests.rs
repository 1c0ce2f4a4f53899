//! Periods as a lawyer would check them: one line, one case, dates that can be counted on a calendar on the wall.

use jiff::civil::Date;

use super::*;
use crate::calendar::tests::shipped as calendar;
use crate::calendar::{Calendar, DayKind};
use crate::calendars::Calendars;
use crate::pack::tests::pack;
use crate::pack::{Pack, Rule};

mod every_pack;
mod every_rule;
mod properties;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The rule of this id, among all packs shipped.
fn rule(id: &str) -> (Pack, Rule) {
    let packs = crate::pack::tests::shipped();
    let (pack, rule) = packs.rule_by_id(&id.parse().unwrap()).unwrap();
    (pack.clone(), rule.clone())
}

fn derive(id: &str, start: &str) -> Derivation {
    let (pack, rule) = rule(id);
    Derivation::derive(&rule, &pack, day(start), &Calendars::new(calendar()).of(&pack.calendar))
}

/// One line of a table: a rule, the day that starts the period, its last day.
type Case = (&'static str, &'static str, &'static str);

/// Each case ends on its day: in time the day before and on the day, late the day after.
fn check(cases: &[Case]) {
    for &(id, start, last) in cases {
        let derivation = derive(id, start);
        assert_eq!(derivation.last_day, day(last), "{id} from {start}");
        assert!(!derivation.is_past(day(last).yesterday().unwrap()), "{id} from {start}: the day before");
        assert!(!derivation.is_past(day(last)), "{id} from {start}: the day itself");
        assert!(derivation.is_past(day(last).tomorrow().unwrap()), "{id} from {start}: the day after");
    }
}

#[test]
fn clocks_of_2022_on_ordinary_days() {
    // 2023-06-05 is a Monday.
    check(&[
        ("CN-XF22-REG-FWD", "2023-06-05", "2023-06-20"),
        ("CN-XF22-NOTICE-ONSPOT", "2023-06-05", "2023-06-05"),
        ("CN-XF22-NOTICE-DIRECT", "2023-06-05", "2023-06-20"),
        ("CN-XF22-NOTICE-FORWARDED", "2023-06-05", "2023-06-20"),
        ("CN-XF22-OBJECT", "2023-06-05", "2023-06-12"),
        ("CN-XF22-URGENT", "2023-06-05", "2023-06-05"),
        ("CN-XF22-ASSIGNED-RESULT", "2023-06-05", "2023-08-04"),
        ("CN-XF22-HANDLE", "2023-06-05", "2023-08-04"),
        ("CN-XF22-REVIEW-REQ", "2023-06-05", "2023-07-05"),
        ("CN-XF22-REVIEW", "2023-06-05", "2023-07-05"),
        ("CN-XF22-REREVIEW-REQ", "2023-06-05", "2023-07-05"),
        ("CN-XF22-REREVIEW", "2023-06-05", "2023-07-05"),
        ("CN-XF22-OFFICE-ANSWER-OBJECTION", "2023-06-05", "2023-06-12"),
        ("CN-XF22-OFFICE-DESIGNATION", "2023-06-05", "2023-06-20"),
        ("CN-XF22-OFFICE-INSTRUCTION", "2023-06-05", "2023-06-12"),
        ("CN-XF22-OFFICE-SUGGESTION", "2023-06-05", "2023-08-04"),
        ("CN-XF22-OFFICE-ACCUSATION", "2023-06-05", "2023-08-04"),
        ("CN-XF22-OFFICE-CHANNEL", "2023-06-05", "2023-08-04"),
        ("CN-XF22-OFFICE-EXECUTION", "2023-06-05", "2023-07-05"),
        ("CN-XF22-OFFICE-IMPROVEMENT", "2023-06-05", "2023-07-05"),
        ("CN-XF22-OFFICE-RESUME", "2023-06-05", "2023-07-05"),
    ]);
}

#[test]
fn clocks_of_2005_on_ordinary_days() {
    // 2019-06-03 is a Monday; so is 2019-07-08, and 2019-08-02 is a Friday.
    check(&[
        ("CN-XF05-REG-FWD", "2019-06-03", "2019-06-18"),
        ("CN-XF05-ACCEPT-DIRECT", "2019-06-03", "2019-06-18"),
        ("CN-XF05-ACCEPT-FORWARDED", "2019-06-03", "2019-06-18"),
        ("CN-XF05-HANDLE", "2019-06-03", "2019-08-02"),
        ("CN-XF05-REVIEW-REQ", "2019-06-03", "2019-07-03"),
        ("CN-XF05-REVIEW", "2019-06-03", "2019-07-03"),
        ("CN-XF05-REREVIEW-REQ", "2019-06-03", "2019-07-03"),
        ("CN-XF05-REREVIEW", "2019-06-03", "2019-07-03"),
        ("CN-XF05-IMPROVE-FB", "2019-06-03", "2019-07-03"),
        ("CN-XF05-OFFICE-OBJECTION", "2019-07-01", "2019-07-08"),
        ("CN-XF05-OFFICE-ANSWER-OBJECTION", "2019-07-01", "2019-07-08"),
        ("CN-XF05-OFFICE-DESIGNATION", "2019-06-03", "2019-06-18"),
        ("CN-XF05-OFFICE-INSTRUCTION", "2019-07-01", "2019-07-08"),
        ("CN-XF05-OFFICE-ASSIGNED", "2019-06-03", "2019-08-02"),
        ("CN-XF05-OFFICE-URGENT", "2019-06-03", "2019-06-03"),
        ("CN-XF05-OFFICE-EXECUTION", "2019-06-03", "2019-07-03"),
        ("CN-XF05-OFFICE-RESUME", "2019-06-03", "2019-07-03"),
    ]);
}

#[test]
fn over_spring_festival() {
    check(&[
        ("CN-XF22-HANDLE", "2023-12-13", "2024-02-18"), // day 60 is Sunday 11 February, in the festival; the 18th is worked
        ("CN-XF22-REG-FWD", "2024-01-26", "2024-02-18"), // day 15 is Saturday 10 February
        ("CN-XF22-REG-FWD", "2024-01-25", "2024-02-09"), // the eve was worked in 2024
        ("CN-XF22-REVIEW-REQ", "2025-01-02", "2025-02-05"), // day 30 is 1 February; off to the 4th
        ("CN-XF22-OBJECT", "2024-02-07", "2024-02-20"), // 8, 9, then 18 (the Sunday), 19, 20
    ]);
}

#[test]
fn over_national_day() {
    check(&[
        ("CN-XF22-HANDLE", "2023-08-02", "2023-10-07"), // day 60 is 1 October; Saturday the 7th is worked
        ("CN-XF22-REVIEW", "2024-09-03", "2024-10-08"), // day 30 is 3 October; off to Monday the 7th
        ("CN-XF22-OBJECT", "2023-09-27", "2023-10-10"), // 28, then 7 and 8 (a weekend, worked), 9, 10
        ("CN-XF05-HANDLE", "2019-08-02", "2019-10-08"), // day 60 is 1 October; off to the 7th
    ]);
}

#[test]
fn on_and_around_make_up_workdays() {
    check(&[
        ("CN-XF22-REVIEW", "2024-01-19", "2024-02-18"), // day 30 is that very Sunday: worked, nothing to roll
        ("CN-XF22-REVIEW", "2024-01-05", "2024-02-04"), // so is Sunday 4 February
        ("CN-XF22-REVIEW", "2024-01-26", "2024-02-26"), // Sunday the 25th is like any other
        ("CN-XF22-OBJECT", "2024-02-02", "2024-02-08"), // Sunday the 4th counts: 4 5 6 7 8
        ("CN-XF22-REG-FWD", "2024-04-13", "2024-04-28"), // Sunday 28 April is worked
    ]);
}

#[test]
fn over_a_year_end() {
    check(&[
        ("CN-XF22-REG-FWD", "2023-12-15", "2024-01-02"), // day 15 is Saturday 30 December; off to 1 January
        ("CN-XF22-OBJECT", "2023-12-28", "2024-01-05"),  // 29, then 2 3 4 5
        ("CN-XF22-HANDLE", "2025-11-02", "2026-01-04"),  // day 60 is 1 January; Sunday the 4th is worked
        ("CN-XF05-REG-FWD", "2011-12-16", "2011-12-31"), // a Saturday worked for New Year 2012
    ]);
}

#[test]
fn the_law_changes_with_the_step_and_a_running_period_keeps_its_own() {
    let packs = crate::pack::tests::shipped();
    let handle = |start: &str| {
        let pack = packs.in_force(day(start)).unwrap();
        Derivation::derive(pack.rule(Step::Handle).unwrap(), pack, day(start), &calendar())
    };
    let (before, after) = (handle("2022-04-30"), handle("2022-05-01"));
    assert_eq!((before.pack.to_string().as_str(), before.last_day), ("cn-xinfang-2005@2", day("2022-06-29")));
    assert_eq!((after.pack.to_string().as_str(), after.last_day), ("cn-xinfang-2022@1", day("2022-06-30")));
    assert_eq!(before.rederived(&calendar()), before);
    assert_eq!(before.extended(30, day("2022-06-01"), &calendar()).rule.as_str(), "CN-XF05-HANDLE");
}

#[test]
fn an_extension_lengthens_the_period_and_the_last_day_moves_once() {
    let (pack, rule) = rule("CN-XF22-HANDLE");
    for (start, granted, days, last) in [
        ("2023-11-20", "2024-01-19", 30, "2024-02-18"), // 90 from the start: the make-up Sunday
        ("2023-12-13", "2024-02-09", 30, "2024-03-12"), // 60 alone would roll to the 18th; 90 are counted from the start
        ("2023-11-11", "2024-01-09", 30, "2024-02-09"), // day 90, a workday
        ("2023-11-12", "2024-01-09", 30, "2024-02-18"), // day 90 is Saturday 10 February
        ("2023-06-05", "2023-08-04", 1, "2023-08-07"),  // day 61 is a Saturday
    ] {
        let period = Derivation::derive(&rule, &pack, day(start), &calendar());
        let extended = period.extended(days, day(granted), &calendar());
        assert_eq!(extended.last_day, day(last), "{start} and {days}");
        assert_eq!((extended.length, extended.length_in_all()), (60, 60 + days));
        assert_eq!(extended.extended(days, day(granted), &calendar()), extended, "said twice, added once");
    }
}

#[test]
fn working_days_are_lengthened_by_working_days() {
    // 20 working days from 3 June 2024 end on 2 July (10 June off); 20 more on 30 July.
    let answer = derive("CN-OGI-ANSWER", "2024-06-03");
    assert_eq!(answer.last_day, day("2024-07-02"));
    assert_eq!(answer.extended(20, day("2024-06-20"), &calendar()).last_day, day("2024-07-30"));
}

#[test]
fn a_hearing_is_not_counted_first_and_last_day_included() {
    let re_review = derive("CN-XF22-REREVIEW", "2023-06-05"); // to 5 July, a Wednesday
    for (from, to, last) in [
        ("2023-06-12", "2023-06-12", "2023-07-06"), // one day
        ("2023-06-12", "2023-06-13", "2023-07-07"), // two
        ("2023-06-12", "2023-06-14", "2023-07-10"), // three end on a Saturday
        ("2023-06-10", "2023-06-11", "2023-07-07"), // a weekend is days too
        ("2023-06-05", "2023-06-06", "2023-07-06"), // the starting day never counted
        ("2023-06-01", "2023-06-05", "2023-07-05"), // all before the first day that counts
    ] {
        let paused = re_review.paused(day(from), day(to), PauseReason::Hearing, &calendar());
        assert_eq!(paused.last_day, day(last), "{from} to {to}");
    }
}

#[test]
fn days_that_stand_still_twice_are_added_once() {
    let hearing = PauseReason::Hearing;
    let calendar = calendar();
    let once =
        derive("CN-XF22-REREVIEW", "2023-06-05").paused(day("2023-06-12"), day("2023-06-15"), hearing, &calendar);
    assert_eq!(once.last_day, day("2023-07-10")); // day 34 is a Sunday
    let twice = once.paused(day("2023-06-14"), day("2023-06-16"), hearing, &calendar);
    assert_eq!(twice.last_day, day("2023-07-10")); // day 35 is that Monday
    let apart = once.paused(day("2023-06-20"), day("2023-06-21"), hearing, &calendar);
    assert_eq!(apart.last_day, day("2023-07-11"));
}

#[test]
fn working_days_stand_still_by_working_days() {
    // 45 working days from 4 March 2024; testing from Friday to Monday takes off two of them.
    let mediation = derive("CN-SAMR-MEDIATE", "2024-03-04");
    assert_eq!(mediation.last_day, day("2024-05-09"));
    let paused = mediation.paused(day("2024-03-15"), day("2024-03-18"), PauseReason::Testing, &calendar());
    assert_eq!(paused.last_day, day("2024-05-11")); // a Saturday worked for the holiday of May
}

#[test]
fn months_end_on_the_same_day_or_the_last() {
    check(&[
        ("REPORTS-E2-MISUSE", "2024-01-31", "2024-02-29"), // a leap year
        ("REPORTS-E2-MISUSE", "2023-01-31", "2023-02-28"),
        ("REPORTS-E2-MISUSE", "2024-03-15", "2024-04-15"),
        ("REPORTS-E2-MISUSE", "2024-08-31", "2024-09-30"),
        ("REPORTS-E2-MISUSE", "2024-07-20", "2024-08-20"),
        ("REPORTS-E4-LEADERS", "2023-11-30", "2024-02-29"),
        ("REPORTS-E4-HALFYEAR", "2023-08-31", "2024-02-29"),
        ("REPORTS-E2-MISUSE", "2024-09-01", "2024-10-08"), // 1 October is off to the 7th
    ]);
}

#[test]
fn a_leap_day_is_a_day() {
    check(&[
        ("CN-XF22-REG-FWD", "2024-02-14", "2024-02-29"), // day 15
        ("CN-XF22-REVIEW", "2024-02-29", "2024-04-01"),  // day 30 is Saturday 30 March
        ("CN-XF22-REVIEW", "2024-01-30", "2024-02-29"),
        ("CN-XF22-REVIEW", "2023-01-30", "2023-03-01"),
    ]);
}

#[test]
fn hours_and_the_same_day_pass_over_nothing() {
    // 2024-02-10 is a Saturday and the first day of Spring Festival.
    check(&[
        ("BJ-12345D-URGENT", "2024-02-10", "2024-02-10"),
        ("BJ-12345D-UTILITY", "2024-02-10", "2024-02-11"),
        ("REPORTS-E4-SAMEDAY", "2024-02-10", "2024-02-10"),
        ("CN-XF22-URGENT", "2024-02-10", "2024-02-10"),
        ("CN-XF22-NOTICE-ONSPOT", "2024-02-10", "2024-02-10"),
    ]);
    assert_eq!(derive("CN-XF22-URGENT", "2024-02-10").last_day_kind, DayKind::Holiday);
}

#[test]
fn dates_beyond_the_published_calendar_are_provisional_until_it_comes() {
    let last_known = derive("CN-XF22-HANDLE", "2026-11-01"); // Thursday 31 December 2026
    assert_eq!((last_known.last_day, last_known.provisional), (day("2026-12-31"), false));

    let beyond = derive("CN-XF22-HANDLE", "2026-11-02"); // Friday 1 January 2027: the week's rule takes it for a workday
    assert_eq!((beyond.last_day, beyond.provisional), (day("2027-01-01"), true));
    let working_days = derive("CN-XF22-OBJECT", "2026-12-30");
    assert_eq!((working_days.last_day, working_days.provisional), (day("2027-01-06"), true));

    let published = Calendar::parse(2, "date,kind,name\n2027-01-01,holiday,元旦\n").unwrap();
    let settled = beyond.rederived(&published);
    assert_eq!((settled.last_day, settled.provisional, settled.calendar), (day("2027-01-04"), false, 2));
    assert_eq!(working_days.rederived(&published).last_day, day("2027-01-07"));
}

#[test]
fn each_law_counts_by_the_days_off_of_its_land() {
    // Friday 9 February 2024: in China Spring Festival follows, and Sunday the 18th is worked.
    let council = derive("UK-LGSCO-STAGE1", "2024-02-09");
    assert_eq!((council.last_day, council.provisional), (day("2024-02-23"), true));
    let keys: Vec<_> = council.explain().iter().map(|line| line.key).collect();
    let last = ["clock-skipped", "clock-skipped", "clock-not-rolled", "clock-provisional-weeks"];
    assert_eq!(keys[3..], last, "no days off of England are published: weekends only, and it is told");

    let notice = Calendar::of_weeks(council.land.clone()).with_notice("2024-02-12,holiday,Example\n").unwrap();
    let settled = council.rederived(&notice);
    assert_eq!((settled.last_day, settled.provisional, settled.calendar), (day("2024-02-26"), false, 1));
    let over_the_year = derive("UK-LGSCO-STAGE1", "2023-12-29").rederived(&notice);
    assert!(over_the_year.provisional, "nothing is published of the year in which it began");

    let hours = derive("BJ-12345D-UTILITY", "2026-12-31");
    assert!(!hours.provisional, "no day off can move it");
}

#[test]
fn what_names_no_land_was_counted_by_chinas_days_off() {
    let (pack, rule) = rule("UK-LGSCO-STAGE1");
    let frozen = Derivation::derive(&rule, &pack, day("2024-02-09"), &calendar());
    let stored = serde_json::to_string(&frozen).unwrap();
    assert!(!stored.contains("land"), "{stored}");
    let read: Derivation = serde_json::from_str(&stored).unwrap();
    assert_eq!((read.land.as_str(), read.last_day), ("cn", day("2024-02-29")));
    let of_england = serde_json::to_string(&derive("UK-LGSCO-STAGE1", "2024-02-09")).unwrap();
    assert!(of_england.contains(r#""calendar":0,"land":"uk-eng","#), "{of_england}");
}

#[test]
fn a_day_set_by_the_source_or_an_officer_stands_as_it_is() {
    let (pack, rule) = rule("SOURCE-DUE");
    let set = |start, last| Derivation::derive_to(&rule, &pack, day(start), day(last), &calendar());
    let on_a_sunday = set("2024-02-01", "2024-02-25");
    assert_eq!((on_a_sunday.last_day, on_a_sunday.length), (day("2024-02-25"), 24));
    assert_eq!(on_a_sunday.rederived(&calendar()), on_a_sunday);
    let before_it_came = set("2024-02-25", "2024-02-01");
    assert_eq!((before_it_came.start, before_it_came.last_day), (day("2024-02-01"), day("2024-02-01")));

    let report = pack_rule(Step::AssignedReport);
    let days = Derivation::derive_days(&report.1, &report.0, day("2024-01-26"), 15, &calendar());
    assert_eq!((days.last_day, days.length, days.office_period), (day("2024-02-18"), 15, true));
}

fn pack_rule(step: Step) -> (Pack, Rule) {
    let pack = pack("cn-xinfang-2022");
    let rule = pack.rule(step).unwrap().clone();
    (pack, rule)
}

/// Real dates of receipt and answer: 60 days from receipt, taken as acceptance, by the law of the day.
#[test]
fn answers_of_ten_years_are_in_time_or_late() {
    let packs = crate::pack::tests::shipped();
    let calendar = calendar();
    let messages =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/messages/messages_replies.csv");
    let mut rows = csv::Reader::from_path(messages).unwrap();
    let (mut in_time, mut late) = (0, 0);
    for row in rows.deserialize::<Answered>() {
        let row = row.unwrap();
        let (received, answered) = (day(&row.time[..10]), day(&row.reply_time[..10]));
        let pack = packs.in_force(received).unwrap();
        let period = Derivation::derive(pack.rule(Step::Handle).unwrap(), pack, received, &calendar);
        *if period.is_past(answered) { &mut late } else { &mut in_time } += 1;
    }
    assert_eq!((in_time, late), (1858, 113));
}

#[derive(serde::Deserialize)]
struct Answered {
    time: String,
    reply_time: String,
}

/// The form in which entries keep a period is for ever.
#[test]
fn the_stored_form_is_pinned() {
    let golden = [
        (
            derive("CN-XF22-REVIEW", "2023-06-05"),
            r#"{"step":"review","rule":"CN-XF22-REVIEW","pack":"cn-xinfang-2022@1","calendar":1,"article":"信访工作条例 第35条","start":"2023-06-05","length":30,"unit":"calendar_day","last_day":"2023-07-05"}"#,
        ),
        (
            derive("CN-XF22-REREVIEW", "2024-01-11")
                .paused(day("2024-01-15"), day("2024-01-16"), PauseReason::Hearing, &calendar())
                .extended(0, day("2024-01-20"), &calendar()),
            r#"{"step":"re_review","rule":"CN-XF22-REREVIEW","pack":"cn-xinfang-2022@1","calendar":1,"article":"信访工作条例 第36条","start":"2024-01-11","length":30,"unit":"calendar_day","extension":{"days":0,"on":"2024-01-20"},"pauses":[{"from":"2024-01-15","to":"2024-01-16","reason":"hearing"}],"roll":{"from":"2024-02-12","to":"2024-02-17","why":"holiday"},"last_day":"2024-02-18","last_day_kind":"make_up_workday"}"#,
        ),
        (
            derive("CN-XF22-OFFICE-ANSWER-OBJECTION", "2026-12-30"),
            r#"{"step":"answer_objection","rule":"CN-XF22-OFFICE-ANSWER-OBJECTION","pack":"cn-xinfang-2022@1","calendar":1,"article":"信访工作条例 第23条第3款","office_period":true,"start":"2026-12-30","length":5,"unit":"working_day","skipped":[{"from":"2027-01-02","to":"2027-01-03","why":"weekend"}],"last_day":"2027-01-06","provisional":true}"#,
        ),
        (
            derive("CN-XF22-URGENT", "2024-02-10"),
            r#"{"step":"urgent","rule":"CN-XF22-URGENT","pack":"cn-xinfang-2022@1","calendar":1,"article":"信访工作条例 第25条","office_period":true,"start":"2024-02-10","length":0,"unit":"same_day","rolls":false,"last_day":"2024-02-10","last_day_kind":"holiday"}"#,
        ),
    ];
    for (derivation, stored) in golden {
        assert_eq!(serde_json::to_string(&derivation).unwrap(), stored);
        assert_eq!(serde_json::from_str::<Derivation>(stored).unwrap(), derivation);
    }
}

/// A period ends when the office closes, where the pack says so and the office has told its hours; else at 24:00.
#[test]
fn a_period_ends_when_the_office_closes_where_its_pack_says_so() {
    let (pack, handle) = rule("CN-XF22-HANDLE");
    let business = Rule { close: Close::Business, ..handle.clone() };
    let hours = calendar().closing_at(Some(jiff::civil::time(17, 30, 0, 0)));
    let derived = |rule: &Rule, calendar: &Calendar| Derivation::derive(rule, &pack, day("2024-05-13"), calendar);
    let closing = derived(&business, &hours);
    assert_eq!((closing.last_day, closing.closes_at), (day("2024-07-12"), Some(jiff::civil::time(17, 30, 0, 0))));
    for (rule, calendar) in [(&handle, &hours), (&business, &calendar())] {
        assert_eq!(derived(rule, calendar).closes_at, None);
    }
    let stored = serde_json::to_string(&closing).unwrap();
    assert!(stored.contains(r#""closes_at":"17:30:00""#), "{stored}");
    assert_eq!(serde_json::from_str::<Derivation>(&stored).unwrap(), closing);
    let told = |derivation: &Derivation| derivation.explain().iter().map(|line| line.key).collect::<Vec<_>>();
    assert_eq!(told(&closing).last(), Some(&"clock-closes"));
    assert_eq!(told(&closing.extended(30, day("2024-06-03"), &calendar())).last(), Some(&"clock-closes"), "it stays");
    let same_day = derive("CN-XF22-URGENT", "2024-02-10");
    assert!(told(&same_day).contains(&"clock-closes-midnight"), "a day is over at 24:00, whoever has gone home");
}

/// The explanation of the extended period of the make-up Sunday, line by line.
#[test]
fn a_date_explains_itself() {
    let derivation = derive("CN-XF22-HANDLE", "2023-11-20").extended(30, day("2024-01-19"), &calendar());
    let lines: Vec<String> = derivation.explain().iter().map(|line| serde_json::to_string(line).unwrap()).collect();
    assert_eq!(
        lines,
        [
            r#"{"key":"clock-due-make-up-workday","args":{"day":"2024-02-18","step":"handle"}}"#,
            r#"{"key":"clock-counted-from","args":{"start":"2023-11-20","first":"2023-11-21","article":"信访工作条例 第34条"}}"#,
            r#"{"key":"clock-period","args":{"length":60,"unit":"calendar_day","to":"2024-01-19"}}"#,
            r#"{"key":"clock-extended","args":{"length":30,"unit":"calendar_day","to":"2024-02-18","on":"2024-01-19"}}"#,
            r#"{"key":"clock-not-rolled","args":{"to":"2024-02-18"}}"#,
        ]
    );
}

#[test]
fn every_step_of_a_count_has_its_line() {
    let keys = |derivation: &Derivation| derivation.explain().iter().map(|line| line.key).collect::<Vec<_>>();
    let hearing = derive("CN-XF22-REREVIEW", "2024-01-11").paused(
        day("2024-01-15"),
        day("2024-01-16"),
        PauseReason::Hearing,
        &calendar(),
    );
    let due = "clock-due-make-up-workday";
    assert_eq!(keys(&hearing), [due, "clock-counted-from", "clock-period", "clock-paused", "clock-rolled"]);

    let provisional = derive("CN-XF22-OFFICE-ANSWER-OBJECTION", "2026-12-30");
    let due = "clock-due";
    let rest = ["clock-counted-from", "clock-period-office", "clock-skipped", "clock-not-rolled", "clock-provisional"];
    assert_eq!(keys(&provisional), [&[due][..], &rest].concat());

    let (pack, rule) = rule("SOURCE-DUE");
    let given = Derivation::derive_to(&rule, &pack, day("2024-02-01"), day("2024-02-25"), &calendar());
    assert_eq!(keys(&given), ["clock-due-rest-day", "clock-counted-from", "clock-period-given"]);
}
