//! Invented letters, and the parts that are read in them.
use super::*;

const LEXICON: &str = include_str!("../../../../rules/lexicon/parts.txt");
const SIMPLIFIED: &str = include_str!("../../../../rules/lexicon/simplified.txt");
const PLACES: &str =
    "# invented\n990100 清江市\n990102 东湖区\n990102001 春风街道\n990103 西山区\n990103001 春风街道\n";
const RECEIVED: Day = Day { year: 2026, month: 3, day: 2 };

fn parts(text: &str) -> Vec<Part> {
    let script = Script::parse(SIMPLIFIED).unwrap();
    let lexicon = Lexicon::parse(&script, LEXICON).unwrap();
    let places = Places::parse(&script, PLACES).unwrap();
    read(&script, &lexicon, &places, text, RECEIVED)
}

/// What is found of one kind, each as it stands in the text and what it says.
fn found(text: &str, kind: fn(&What) -> Option<String>) -> Vec<(String, String)> {
    let told = parts(text).into_iter();
    told.filter_map(|part| Some((text[part.bytes].to_owned(), kind(&part.what)?))).collect()
}

fn check(kind: fn(&What) -> Option<String>, cases: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in cases {
        let found = found(text, kind);
        let found: Vec<(&str, &str)> = found.iter().map(|(part, what)| (part.as_str(), what.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

fn day(what: &What) -> Option<String> {
    let What::Day(day) = what else { return None };
    Some(format!("{}-{}-{}", day.year, day.month, day.day))
}

fn amount(what: &What) -> Option<String> {
    let What::Amount(value, measure) = what else { return None };
    Some(format!("{value} {measure}"))
}

fn place(what: &What) -> Option<String> {
    let What::Place(code) = what else { return None };
    Some(code.clone())
}

fn name(what: &What) -> Option<String> {
    let is_unit = *what == What::Unit;
    (is_unit || *what == What::Company).then(|| if is_unit { "unit" } else { "company" }.to_owned())
}

fn demand(what: &What) -> Option<String> {
    (*what == What::Demand).then(String::new)
}

#[test]
fn days_are_read_as_they_are_written_and_from_the_day_the_letter_came() {
    check(
        day,
        &[
            ("2025年4月3日起停水", &[("2025年4月3日", "2025-4-3")]),
            ("二〇二五年十二月二十三日停电", &[("二〇二五年十二月二十三日", "2025-12-23")]),
            ("２０２５年４月停水", &[("２０２５年４月", "2025-4-0")]),
            ("2019年入住", &[("2019年", "2019-0-0")]),
            ("19年5月入住，87年3月2日出生", &[("19年5月", "2019-5-0"), ("87年3月2日", "1987-3-2")]),
            ("工龄38年", &[]),
            ("去年十一月5号搬来", &[("去年十一月5号", "2025-11-5")]),
            ("2月28日夜里施工", &[("2月28日", "2026-2-28")]),
            ("3月3日夜里施工", &[("3月3日", "2025-3-3")]), // the last one before the letter
            ("昨天停水，前天停电", &[("昨天", "2026-3-1"), ("前天", "2026-2-28")]),
            ("三天前报修，2周前也报过", &[("三天前", "2026-2-27"), ("2周前", "2026-2-16")]),
            ("上个月15日交款", &[("上个月15日", "2026-2-15")]),
            ("三个月前交房，十年前入住", &[("三个月前", "2025-12-0"), ("十年前", "2016-0-0")]),
            (
                "2025-04-03 与 2025.4.3、2025/12/31",
                &[("2025-04-03", "2025-4-3"), ("2025.4.3", "2025-4-3"), ("2025/12/31", "2025-12-31")],
            ),
            ("2025-04-031", &[("2025-04-03", "2025-4-3")]),
            ("2月30日、13月1日、住了3年、4个月、2025号", &[]),
            ("二零二四年", &[("二零二四年", "2024-0-0")]),
        ],
    );
}

#[test]
fn amounts_are_read_in_digits_and_numerals() {
    check(
        amount,
        &[
            ("欠我工资3,200.50元", &[("3,200.50元", "3200.5 元")]),
            ("房款一百二十万元，定金2万块钱", &[("一百二十万元", "1200000 元"), ("2万块钱", "20000 元")]),
            ("补偿伍仟元整", &[("伍仟元", "5000 元")]),
            ("房屋九十八点五平米", &[("五平米", "5 平方米")]), // a point in words is not read
            ("占地1.5亩，三十户二百零三人", &[("1.5亩", "1.5 亩"), ("三十户", "30 户"), ("二百零三人", "203 人")]),
            ("共1亿2千万元", &[("2千万元", "20000000 元")]), // of two numbers that follow the second
            ("电话12345678901234567元", &[]),
            ("十户", &[("十户", "10 户")]),
            ("两万三千元", &[("两万三千元", "23000 元")]),
        ],
    );
}

#[test]
fn places_are_those_of_the_office_and_the_nearest_of_one_name() {
    check(
        place,
        &[
            ("清江市西山區春風街道三栋", &[("清江市", "990100"), ("西山區", "990103"), ("春風街道", "990103001")]),
            ("东湖区春风街道", &[("东湖区", "990102"), ("春风街道", "990102001")]),
            ("春风街道", &[("春风街道", "990102001")]),
            ("别处", &[]),
        ],
    );
}

#[test]
fn units_and_companies_are_known_by_how_they_end() {
    check(
        name,
        &[
            ("我向东湖区住房保障局反映过", &[("东湖区住房保障局", "unit")]),
            ("被清江市明光物业服务有限公司拖欠", &[("清江市明光物业服务有限公司", "company")]),
            ("找了春风街道办事处和西山区人民法院", &[("春风街道办事处", "unit"), ("西山区人民法院", "unit")]),
            ("该公司不理，这个局也不理", &[]),
        ],
    );
}

#[test]
fn demands_are_proposed_one_by_one() {
    check(
        demand,
        &[
            ("路灯坏了两月。请求尽快修理。谢谢！", &[("请求尽快修理。", "")]),
            (
                "诉求如下：1、退还押金；2、赔偿损失；\n3.5元的差价我不计较。",
                &[("1、退还押金；", ""), ("2、赔偿损失；", "")],
            ),
            ("我们要求：（一）修路，（二）装灯。此致敬礼", &[("（一）修路，", ""), ("（二）装灯。", "")]),
            ("希望查处噪音；建议加装隔音屏。", &[("希望查处噪音；", ""), ("建议加装隔音屏。", "")]),
            ("1、路坏了。2、灯坏了。", &[]),
            ("这不符合国家规定的环保要求。整改是按国家要求做的。", &[]),
            ("我们请求：\n1. 修路。\n2.装灯。", &[("1. 修路。", ""), ("2.装灯。", "")]),
            ("The lamp is out. Please mend it.", &[("Please mend it.", "")]),
        ],
    );
}

#[test]
fn the_day_of_the_event_is_the_first_that_is_told_and_past() {
    let day = |text: &str| event_day(&parts(text), RECEIVED);
    assert_eq!(day("2025年起，2027年1月1日前，昨天又停水，2月1日也停"), Some(Day { day: 1, ..RECEIVED }));
    assert_eq!(day("2025年起停水"), None);
    let (first, second) = (Day { year: 2024, month: 2, day: 29 }, Day { year: 2024, month: 3, day: 1 });
    assert_eq!((second.number() - first.number(), RECEIVED.number() - second.number()), (1, 731));
}

#[test]
fn lists_that_cannot_be_read_name_the_line() {
    let script = Script::parse("").unwrap();
    for table in
        ["# x\ndigit 一 1\nnumber 一", "year 年\n\ndigit 一", "\n\ndigit 一 one", "\n\nago 天前 hour", "\n\nunit "]
    {
        assert_eq!(Lexicon::parse(&script, table), Err(LexiconError { line: 3 }), "{table}");
    }
    for table in ["1 甲\n\n甲", "\n\n1 ", "\n\n 甲"] {
        assert_eq!(Places::parse(&script, table), Err(PlacesError { line: 3 }), "{table}");
    }
}

#[test]
fn whatever_is_written_is_read_in_bounds() {
    let long = ["二〇二五年", "12345", "春风街道", "请求", "公司", "1、", "1,111"].map(|piece| piece.repeat(60_000));
    let short = [
        "",
        "一",
        "1",
        "，。",
        "年月日",
        "\u{e000}\u{e000}",
        "😀👨‍👩‍👧元",
        "路燈abc\u{e000}\0",
        "1.",
        "１，",
        "2025-",
        "2025-1-",
    ];
    for text in short.into_iter().chain(long.iter().map(String::as_str)) {
        let parts = parts(text);
        assert!(
            parts.len() <= PARTS_MAX && parts.iter().all(|part| text.get(part.bytes.clone()).is_some()),
            "{text:.9}"
        );
    }
}
