//! What is remarked on in a draft, and what is not.

use super::*;

const LEXICON: &str = include_str!("../../../../rules/lexicon/answers.txt");
const DEMAND: &str = "春风里三栋楼道的路灯坏了两个月，请派人修理。";
const GOOD: &str = "经查，春风里三栋楼道灯于三月损坏，已于四月五日派人修理。";
const BASIS: &str = "《城市照明管理规定》第二十一条";

fn remarks(draft: &Draft<'_>, earlier: &[&str]) -> Vec<Remark> {
    let script = Script::parse(include_str!("../../../../rules/lexicon/simplified.txt")).unwrap();
    let phrases = Phrases::parse(&script, LEXICON).unwrap();
    check(&script, &phrases, &Commonness::default(), draft, earlier)
}

fn good() -> Draft<'static> {
    Draft { demands: &[DEMAND], facts: GOOD, basis: BASIS, ..Draft::default() }
}

fn place(field: Field, text: &str, part: &str) -> Place {
    let start = text.find(part).unwrap();
    Place { field, bytes: start..start + part.len() }
}

#[test]
fn a_good_draft_meets_no_remark() {
    assert_eq!(remarks(&good(), &["关于食堂的问题，学校已更换厨师，欢迎监督。"]), []);
}

#[test]
fn each_demand_must_be_taken_up() {
    let whole = |demand: &str| 0..demand.len();
    let second = "请退还多收的停车费。";
    let cases: [(&[&str], &str, &[Remark]); 6] = [
        (&[DEMAND], "来信收悉，已转有关部门，感谢关注。", &[Remark::NotTakenUp { demand: 0, part: whole(DEMAND) }]),
        (&[DEMAND, second], GOOD, &[Remark::NotTakenUp { demand: 1, part: whole(second) }]),
        (&[DEMAND, second], "春風里三棟樓道的路燈已修理。多收的停車費已退還。", &[]),
        (&["修灯"], "来信收悉。", &[]), // too little to judge by
        (&[""], "来信收悉。", &[]),
        (&[], "来信收悉。", &[]),
    ];
    for (demands, facts, expected) in cases {
        assert_eq!(remarks(&Draft { demands, facts, ..good() }, &[]), expected, "{facts}");
    }
}

#[test]
fn reasons_take_a_demand_up_as_well_as_facts() {
    assert_eq!(remarks(&Draft { facts: "", reasons: GOOD, ..good() }, &[]), []);
}

#[test]
fn a_basis_names_an_instrument_or_an_article() {
    for (basis, is_named) in [
        (BASIS, true),
        ("《信訪工作條例》第三十二條", true),
        ("Regulations on Petition Work, art. 32", true),
        ("见上", false),
        ("In fact we acted on a letter from a department", false),
        ("", false),
    ] {
        assert_eq!(remarks(&Draft { basis, ..good() }, &[]).is_empty(), is_named, "{basis}");
    }
}

#[test]
fn the_remedy_is_told_as_it_is() {
    let open = "春风里三栋路灯已修理。不服本答复的，可自收到之日起三十日内申请复查。";
    let closed = "春风里三栋路灯已修理。本答复为最终答复。";
    let silent = "春风里三栋路灯已修理。";
    let denied = || Remark::RemedyDenied(place(Field::Facts, closed, "最终答复"));
    let cases: [(Remedy, &str, &[Remark]); 9] = [
        (Remedy::Printed, open, &[]),
        (Remedy::Printed, silent, &[]),
        (Remedy::Printed, closed, &[denied()]),
        (Remedy::ToBeWritten, open, &[]),
        (Remedy::ToBeWritten, silent, &[Remark::RemedyMissing]),
        (Remedy::ToBeWritten, closed, &[Remark::RemedyMissing]),
        (Remedy::Gone, open, &[Remark::RemedyPromised(place(Field::Facts, open, "复查"))]),
        (Remedy::Gone, silent, &[]),
        (Remedy::Gone, closed, &[]),
    ];
    for (remedy, facts, expected) in cases {
        assert_eq!(remarks(&Draft { facts, remedy, ..good() }, &[]), expected, "{remedy:?} {facts}");
    }
}

#[test]
fn a_sentence_without_end_is_shown() {
    let long = format!("{}。", "春风里三栋路灯已修理，".repeat(13));
    let facts = format!("{GOOD}{long}");
    let expected = Remark::LongSentence(place(Field::Facts, &facts, &long));
    assert_eq!(remarks(&Draft { facts: &facts, ..good() }, &[]), [expected]);
    let short = "春风里三栋路灯已修理。".repeat(40);
    assert_eq!(remarks(&Draft { facts: &short, ..good() }, &[]), []);
    assert_eq!(length("Two words, 三个字"), 7);
}

#[test]
fn what_a_form_left_open_is_shown() {
    let facts = "经查，春风里三栋路灯于××年××月由____修理。";
    let found: Vec<Remark> = remarks(&Draft { facts, ..good() }, &[]);
    let texts = found.iter().map(|remark| match remark {
        Remark::Blank(place) => &facts[place.bytes.clone()],
        other => panic!("{other:?}"),
    });
    assert_eq!(texts.collect::<Vec<_>>(), ["××", "××", "____"]);
}

#[test]
fn an_answer_to_another_matter_is_known_again() {
    let other = "经查，秋月里三栋楼道灯于三月损坏，已于四月五日派人修理！特此答复";
    let found = remarks(&good(), &["关于食堂的问题，学校已更换厨师。", other]);
    assert!(matches!(found[..], [Remark::Copied { earlier: 1, share }] if share > 0.8), "{found:?}");
}

#[test]
fn a_list_that_cannot_be_read_names_the_line() {
    let script = Script::parse("").unwrap();
    for table in ["# x\nbasis 法\nlaw 法", "basis 法\n\nbasis", "\n\nbasis "] {
        assert_eq!(Phrases::parse(&script, table), Err(PhrasesError { line: 3 }), "{table}");
    }
}

#[test]
fn whatever_is_drafted_is_looked_over_in_bounds() {
    let long = "路灯".repeat(200_000);
    let mixed = "路燈abc\u{e000}😀👨‍👩‍👧\0";
    for text in ["", "路", "，。", "\u{e000}\u{e000}", "😀👨‍👩‍👧", mixed, &long, &"×".repeat(300_000)]
    {
        for remedy in [Remedy::Printed, Remedy::ToBeWritten, Remedy::Gone] {
            let draft = Draft { demands: &[text, ""], facts: text, reasons: text, basis: text, remedy };
            for remark in remarks(&draft, &[text, ""]) {
                let (Remark::LongSentence(place) | Remark::Blank(place)) = remark else { continue };
                assert!(text.get(place.bytes).is_some(), "{text:.9}");
            }
        }
    }
}
