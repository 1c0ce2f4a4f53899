//! The office of the tests: a district with a registry, a government above it, two departments, a station below one of
//! them, a township, a discipline organ, and a city above all. Every unit has an officer for every role.

use std::path::Path;
use std::sync::LazyLock;

use huiyin_domain::calendar::Calendar;
use huiyin_domain::clock::Step;
use huiyin_domain::ids::{PetitionNo, UnitCode};
use huiyin_domain::office::event::Founding;
use huiyin_domain::office::series::YearStart;
use huiyin_domain::office::{
    Actor, Class, Duty, Office, OfficeEvent, Officer, Place, Post, Role, Span, Unit, UnitKind,
};
use huiyin_domain::pack::{Pack, Packs, RuleId};
use jiff::civil::Date;

/// Code, kind, the unit above, the organ that reviews its opinions.
const UNITS: &[(&str, UnitKind, Option<&str>, Option<&str>)] = &[
    ("city", UnitKind::Superior, None, None),
    ("zf", UnitKind::Government, Some("city"), Some("city")),
    ("xfj", UnitKind::Registry, Some("zf"), Some("zf")),
    ("zjj", UnitKind::Department, Some("zf"), Some("zf")),
    ("zjz", UnitKind::Department, Some("zjj"), Some("zjj")),
    ("jtj", UnitKind::Department, Some("zf"), None),
    ("zz", UnitKind::Township, Some("zf"), Some("zf")),
    ("jw", UnitKind::Discipline, Some("zf"), None),
];

/// Class, place, unit.
const DUTIES: &[(&str, Option<&str>, &str)] = &[
    ("01", None, "zjj"),
    ("01.02", Some("110101"), "zz"),
    ("01.02", None, "zjj"),
    ("01.02.03", None, "jtj"),
    ("02", Some("1101"), "jtj"),
    ("02", Some("110101"), "zz"),
];

/// The packs and the calendar as shipped.
static LAW: LazyLock<(Packs, Calendar)> = LazyLock::new(|| (packs(), calendar("2099")));

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

/// An officer with that one post.
pub fn officer(unit: &str, role: Role) -> Actor {
    let post = Post { unit: unit.parse().unwrap(), role };
    Actor::Officer { code: code_of(&post).parse().unwrap(), posts: vec![post] }
}

fn code_of(post: &Post) -> String {
    format!("{}-{}", post.unit, post.role)
}

/// Everybody who may act: each officer, the petitioners of three petitions, a job, an import, somebody from the street.
pub fn everybody() -> Vec<Actor> {
    let officers = UNITS.iter().flat_map(|(code, ..)| Role::ALL.iter().map(|role| officer(code, *role)));
    let petitioners = (1..=3).map(|no| Actor::Petitioner(PetitionNo(no)));
    let others = [Actor::Public, Actor::Job("sweep"), Actor::Import("hotline".parse().unwrap())];
    officers.chain(petitioners).chain(others).collect()
}

/// The office on its first day with all its tables.
pub fn office() -> Office {
    let (packs, calendar) = LAW.clone();
    let units = UNITS.iter().map(|row| OfficeEvent::UnitSet(unit_row(row)));
    let posts = UNITS.iter().flat_map(|(code, ..)| Role::ALL.iter().map(move |role| (*code, *role)));
    let officers = posts.map(|(code, role)| OfficeEvent::OfficerSet(officer_row(code, role)));
    let places = [("1101", None), ("110101", Some("1101")), ("110102", Some("1101"))];
    let places = places.map(|(code, parent)| OfficeEvent::PlaceSet(place_row(code, parent)));
    let classes = ["01", "01.02", "01.02.03", "02", "03"];
    let rest = [
        OfficeEvent::ClassesSet(classes.map(class_row).to_vec()),
        OfficeEvent::DutiesSet(DUTIES.iter().map(duty_row).collect()),
        OfficeEvent::AlternateReceiverSet { unit: unit("city") },
    ];
    let founded = Office::found(Founding {
        name: "信访局".to_owned(),
        time_zone: "Asia/Shanghai".to_owned(),
        registry: unit("xfj"),
        year_start: YearStart::JANUARY,
        packs,
        calendar,
    });
    units.chain(officers).chain(places).chain(rest).fold(founded, Office::evolve)
}

fn unit_row((code, kind, parent, organ): &(&str, UnitKind, Option<&str>, Option<&str>)) -> Unit {
    Unit {
        code: unit(code),
        name: (*code).to_owned(),
        name_hant: None,
        name_en: None,
        parent: parent.map(unit),
        kind: *kind,
        place: None,
        review_organ: organ.map(unit),
        email: None,
        span: Span::default(),
    }
}

fn officer_row(code: &str, role: Role) -> Officer {
    let post = Post { unit: unit(code), role };
    let code = code_of(&post);
    Officer { code: code.parse().unwrap(), name: code, posts: vec![post.into()], span: Span::default() }
}

fn place_row(code: &str, parent: Option<&str>) -> Place {
    let parent = parent.map(|code| code.parse().unwrap());
    Place {
        code: code.parse().unwrap(),
        name: code.to_owned(),
        name_hant: None,
        name_en: None,
        parent,
        span: Span::default(),
    }
}

fn class_row(code: &str) -> Class {
    Class { code: code.parse().unwrap(), name: code.to_owned(), name_hant: None, name_en: None }
}

fn duty_row((class, place, code): &(&str, Option<&str>, &str)) -> Duty {
    let place = place.map(|code| code.parse().unwrap());
    Duty { class: class.parse().unwrap(), place, unit: unit(code), span: Span::default() }
}

fn packs() -> Packs {
    let lists = ["cn-xinfang-2014-split", "cn-xinfang-simple-2022", "cn-dibao-2021", "cn-market-regulation-2020"];
    let lists = lists.map(|code| pack(code).beside().confirmed());
    Packs::new(law_alone().iter().cloned().chain(lists).collect()).unwrap()
}

fn pack(code: &str) -> Pack {
    toml::from_str(&shipped(&format!("packs/{code}.toml"))).unwrap()
}

/// The law, and nothing that could run beside it.
pub fn law_alone() -> Packs {
    let mut laws = ["cn-xinfang-2005", "cn-xinfang-2022", "source-dated"].map(pack).to_vec();
    for law in &mut laws {
        law.rules.retain(|rule| rule.step != Step::Other);
    }
    Packs::new(laws).unwrap()
}

/// The law of an office that handles complaints, in one way and in two stages.
pub fn council() -> Packs {
    Packs::new(vec![pack("uk-eng-lgsco")]).unwrap()
}

/// The rules that can run beside the law's.
pub fn listed_rules() -> impl Iterator<Item = RuleId> {
    LAW.0.all_beside(day("2026-03-02")).map(|(_, rule)| rule.id.clone())
}

/// The calendar as it was known before that year.
pub fn calendar(before: &str) -> Calendar {
    let rows = shipped("calendar/cn-workdays.csv");
    let known: Vec<&str> =
        rows.lines().enumerate().filter(|(n, row)| *n == 0 || *row < before).map(|(_, r)| r).collect();
    Calendar::parse(1, &known.join("\n")).unwrap()
}

fn shipped(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules").join(path)).unwrap()
}
