//! Every code that people may meet has its words in three languages, and dates explain themselves as pinned here.

use huiyin_domain::calendar::Calendar;
use huiyin_domain::clock::{Derivation, PauseReason, Rest, Step, Unit};
use huiyin_domain::matter::{
    CommandKind, DocumentKind, EndCode, Instance, Kind, Outcome, Refusal, ReviewOutcome, Stage,
};
use huiyin_domain::office::Role;
use huiyin_domain::pack::Pack;
use huiyin_render::{Lang, Say};

/// Every argument that a refusal's text may name.
const ARGUMENTS: [&str; 29] = [
    "at",
    "class",
    "clock",
    "command",
    "day",
    "days_max",
    "demands_max",
    "document",
    "due",
    "earliest",
    "end",
    "files_max",
    "issue",
    "kind",
    "last_day",
    "made",
    "named",
    "needed",
    "of",
    "on",
    "outcome",
    "persons_max",
    "petition",
    "place",
    "resume_by",
    "role",
    "step",
    "today",
    "unit",
];

/// All codes of a list, each said.
fn said(say: &Say, list: &str, codes: impl Iterator<Item = &'static str>) -> Vec<String> {
    codes.map(|code| say.code(list, code)).collect()
}

#[test]
fn every_code_has_its_words_in_three_languages() {
    let arguments = ARGUMENTS.map(|name| (name, "x".to_owned()));
    for lang in Lang::ALL {
        let say = Say::new(lang);
        let lists = [
            said(&say, "kind-", Kind::ALL.iter().map(|code| code.code())),
            said(&say, "stage-", Stage::ALL.iter().map(|code| code.code())),
            said(&say, "outcome-", Outcome::ALL.iter().map(|code| code.code())),
            said(&say, "review-outcome-", ReviewOutcome::ALL.iter().map(|code| code.code())),
            said(&say, "instance-", Instance::ALL.iter().map(|code| code.code())),
            said(&say, "end-", EndCode::ALL.iter().map(|code| code.code())),
            said(&say, "role-", Role::ALL.iter().map(|code| code.code())),
            said(&say, "step-", Step::ALL.iter().map(|code| code.code())),
            said(&say, "unit-", Unit::ALL.iter().map(|code| code.code())),
            said(&say, "rest-", Rest::ALL.iter().map(|code| code.code())),
            said(&say, "pause-reason-", PauseReason::ALL.iter().map(|code| code.code())),
            said(&say, "document-kind-", DocumentKind::ALL.iter().map(|code| code.code())),
            said(&say, "command-", CommandKind::ALL.iter().map(|code| code.code())),
            Refusal::CODES.iter().map(|code| say.text(&format!("refusal-{code}"), &arguments)).collect(),
        ];
        let unsaid: Vec<&String> = lists.iter().flatten().filter(|words| words.starts_with('<')).collect();
        assert!(unsaid.is_empty(), "{lang}: {unsaid:?}");
    }
}

#[test]
fn a_refusal_names_what_it_speaks_of() {
    let refusal = Refusal::TooLong { days_max: 30 };
    assert_eq!(Say::new(Lang::En).refusal(&refusal), "At most 30 days can be added.");
    assert_eq!(Say::new(Lang::ZhHans).refusal(&refusal), "最多延长30日。");
    let refusal = Refusal::NotRunOut { last_day: "2024-01-19".parse().unwrap() };
    assert_eq!(Say::new(Lang::En).refusal(&refusal), "The period runs until Friday 19 January 2024.");
    assert_eq!(Say::new(Lang::ZhHant).refusal(&refusal), "該期限至2024年1月19日（星期五）尚未屆滿。");
    assert_eq!(Say::new(Lang::En).article(refusal.article()), "Civil Code, art. 203");
}

/// 60 and 30 days from 20 November 2023 end on a Sunday on which offices work.
#[test]
fn ninety_days_explain_themselves() {
    let calendar = Calendar::parse(1, include_str!("../../../rules/calendar/cn-workdays.csv")).unwrap();
    let pack: Pack = toml::from_str(include_str!("../../../rules/packs/cn-xinfang-2022.toml")).unwrap();
    let rule = pack.rule(Step::Handle).unwrap();
    let derivation = Derivation::derive(rule, &pack, "2023-11-20".parse().unwrap(), &calendar);
    let derivation = derivation.extended(30, "2024-01-19".parse().unwrap(), &calendar);
    let told = |lang| Say::new(lang).derivation(&derivation);
    assert_eq!(
        told(Lang::En),
        [
            "handling: due by Sunday 18 February 2024 (a make-up workday by the notice on holidays)",
            "counted from Monday 20 November 2023; Tuesday 21 November 2023 is day 1 (信访工作条例 第34条)",
            "60 days, to Friday 19 January 2024",
            "extended by 30 days, to Sunday 18 February 2024 (approved Friday 19 January 2024)",
            "the last day, Sunday 18 February 2024, is a workday: nothing to move",
        ]
    );
    assert_eq!(
        told(Lang::ZhHans),
        [
            "办理：2024年2月18日（星期日）届满（当日为调休上班日）",
            "自2023年11月20日（星期一）起算，次日2023年11月21日（星期二）为第1日　信访工作条例 第34条",
            "期限60日，至2024年1月19日（星期五）",
            "延长30日，至2024年2月18日（星期日）（2024年1月19日（星期五）批准）",
            "末日2024年2月18日（星期日）为工作日，不顺延",
        ]
    );
    assert_eq!(told(Lang::ZhHant)[0], "辦理：2024年2月18日（星期日）屆滿（當日為調休上班日）");
}
