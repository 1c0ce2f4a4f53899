//! Dates explain themselves as pinned here, in three languages.

#![expect(clippy::unwrap_used, reason = "whatever is missing here fails the test, and should")]

use huiyin_domain::calendar::Calendar;
use huiyin_domain::clock::{Derivation, PauseReason, Step, Unit};
use huiyin_domain::pack::{Naming, Pack};
use huiyin_render::{Lang, Say};
use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn calendar() -> Calendar {
    Calendar::parse(1, include_str!("../../../rules/calendar/cn-workdays.csv")).unwrap()
}

fn derived(step: Step, start: &str) -> Derivation {
    let pack: Pack = toml::from_str(include_str!("../../../rules/packs/cn-xinfang-2022.toml")).unwrap();
    Derivation::derive(pack.rule(step).unwrap(), &pack, day(start), &calendar())
}

fn told(lang: Lang, derivation: &Derivation) -> Vec<String> {
    let pack: Pack = toml::from_str(include_str!("../../../rules/packs/cn-xinfang-2022.toml")).unwrap();
    let naming = Naming::of(&pack, pack.rule_by_id(&derivation.rule).unwrap());
    Say::new(lang).derivation(derivation, &naming)
}

/// 60 and 30 days from 20 November 2023 end on a Sunday on which offices work.
#[test]
fn ninety_days_that_end_on_a_make_up_sunday() {
    let derivation = derived(Step::Handle, "2023-11-20").extended(30, day("2024-01-19"), &calendar());
    assert_eq!(
        told(Lang::En, &derivation),
        [
            "handling: due by Sunday 18 February 2024 (a make-up workday by the notice on holidays)",
            "counted from Monday 20 November 2023; Tuesday 21 November 2023 is day 1 (Regulations on the Handling of Petitions (2022), art. 34)",
            "60 days, to Friday 19 January 2024",
            "extended by 30 days, to Sunday 18 February 2024 (approved Friday 19 January 2024)",
            "the last day, Sunday 18 February 2024, is a workday: nothing to move",
        ]
    );
    assert_eq!(
        told(Lang::ZhHans, &derivation),
        [
            "办理：2024年2月18日（星期日）届满，当日为调休上班日",
            "自2023年11月20日（星期一）起算，次日2023年11月21日（星期二）为第1日　信访工作条例 第34条",
            "期限60日，至2024年1月19日（星期五）",
            "延长30日，至2024年2月18日（星期日），2024年1月19日（星期五）批准",
            "末日2024年2月18日（星期日）为工作日，不顺延",
        ]
    );
    assert_eq!(
        told(Lang::ZhHant, &derivation),
        [
            "辦理：2024年2月18日（星期日）屆滿，當日為調休上班日",
            "自2023年11月20日（星期一）起算，次日2023年11月21日（星期二）為第1日　信訪工作條例 第34條",
            "期限60日，至2024年1月19日（星期五）",
            "延長30日，至2024年2月18日（星期日），2024年1月19日（星期五）批准",
            "末日2024年2月18日（星期日）為工作日，不順延",
        ]
    );
}

/// Five working days from the Wednesday before the long weekend of the dragon-boat festival of 2024.
#[test]
fn working_days_pass_over_rest_days() {
    let derivation = derived(Step::Objection, "2024-06-05");
    assert_eq!(
        told(Lang::En, &derivation),
        [
            "objection: due by Thursday 13 June 2024",
            "counted from Wednesday 5 June 2024; Thursday 6 June 2024 is day 1 (Regulations on the Handling of Petitions (2022), art. 23 (3))",
            "5 working days, to Thursday 13 June 2024",
            "Saturday 8 June 2024 to Monday 10 June 2024 passed over (holidays): 3 days",
            "the last day, Thursday 13 June 2024, is a workday: nothing to move",
        ]
    );
    assert_eq!(
        told(Lang::ZhHans, &derivation)[2..4],
        [
            "期限5个工作日，至2024年6月13日（星期四）",
            "2024年6月8日（星期六）至2024年6月10日（星期一）为节假日，跳过3日"
        ]
    );
}

/// One hearing of a day and one of five; the last day falls on a holiday and moves to a Sunday on which offices work.
#[test]
fn a_re_review_stands_still_for_its_hearings_and_moves_off_the_holiday() {
    let derivation = derived(Step::ReReview, "2024-03-01")
        .paused(day("2024-03-12"), day("2024-03-12"), PauseReason::Hearing, &calendar())
        .paused(day("2024-03-18"), day("2024-03-22"), PauseReason::Hearing, &calendar());
    assert_eq!(
        told(Lang::En, &derivation),
        [
            "re-review: due by Sunday 7 April 2024 (a make-up workday by the notice on holidays)",
            "counted from Friday 1 March 2024; Saturday 2 March 2024 is day 1 (Regulations on the Handling of Petitions (2022), art. 36)",
            "30 days, to Sunday 31 March 2024",
            "Tuesday 12 March 2024 not counted for a hearing",
            "Monday 18 March 2024 to Friday 22 March 2024 not counted for a hearing: 5 days",
            "the last day, Saturday 6 April 2024, falls on holidays: moved to Sunday 7 April 2024",
        ]
    );
    assert_eq!(
        told(Lang::ZhHant, &derivation)[3..],
        [
            "2024年3月12日（星期二）因聽證不計入",
            "2024年3月18日（星期一）至2024年3月22日（星期五）因聽證不計入，共5日",
            "末日2024年4月6日（星期六）為節假日，順延至2024年4月7日（星期日）",
        ]
    );
}

/// The law gives no number for service, and the holidays of the year after the last published one are not known.
#[test]
fn an_office_period_says_so_and_so_does_a_provisional_day() {
    let derivation = derived(Step::Service, "2030-01-07");
    assert_eq!(
        told(Lang::En, &derivation)[2..],
        [
            "office period of 15 days, to Tuesday 22 January 2030 (the law gives no number)",
            "the last day, Tuesday 22 January 2030, is a workday: nothing to move",
            "provisional: the holidays of that year are not published yet (calendar version 1)",
        ]
    );
    assert_eq!(told(Lang::ZhHans, &derivation)[2], "法律未规定日数，本单位规定期限15日，至2030年1月22日（星期二）");
}

#[test]
fn one_is_one_and_not_many() {
    let english = Say::new(Lang::En);
    assert_eq!(english.length(1, Unit::WorkingDay), "1 working day");
    assert_eq!(english.length(1000, Unit::CalendarDay), "1000 days");
    assert_eq!(english.length(0, Unit::SameDay), "the same day");
    assert_eq!(Say::new(Lang::ZhHant).length(3, Unit::Month), "3個月");
}
