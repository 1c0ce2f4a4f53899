//! Who must answer: the catalogue by class and place, the organ complained of, the way past the accused.

use huiyin_domain::matter::{Kind, RouteReason};
use huiyin_domain::office::routing::{About, propose};
use huiyin_domain::office::{Office, OfficeEvent, Unit, UnitKind};

use crate::office::{day, office, unit};

/// Kind, class, place, units complained of or accused; the unit found.
type Row = (Kind, &'static str, Option<&'static str>, &'static [&'static str], Option<&'static str>);

fn check(office: &Office, (kind, class, place, against, found): Row) {
    let class = class.parse().unwrap();
    let place = place.map(|code| code.parse().unwrap());
    let against: Vec<_> = against.iter().map(|code| unit(code)).collect();
    let about = About { kind, class: &class, place: place.as_ref(), against: &against, on: day("2026-03-02") };
    let proposal = propose(office, about);
    assert_eq!(proposal.as_ref().map(|it| it.unit.as_str()), found, "{kind} {class} {place:?} {against:?}");
    if let Some(proposal) = proposal {
        let fits = match proposal.reason {
            RouteReason::PastTheAccused => kind == Kind::Accusation,
            RouteReason::ComplainedOf => kind == Kind::Appeal && against.len() == 1,
            RouteReason::Duty { .. } => kind != Kind::Accusation,
            RouteReason::Own | RouteReason::Judged(_) => false,
        };
        assert!(fits, "{kind} {class}: {:?}", proposal.reason);
    }
}

#[test]
fn the_deepest_class_and_the_nearest_place_answer() {
    let office = office();
    let suggestion = |class, place, found| check(&office, (Kind::Suggestion, class, place, &[], found));
    suggestion("01", None, Some("zjj"));
    suggestion("01.02", None, Some("zjj"));
    suggestion("01.02", Some("110101"), Some("zz")); // the nearer place
    suggestion("01.02", Some("110102"), Some("zjj")); // a row for elsewhere is none
    suggestion("01.02.03", Some("110101"), Some("jtj")); // the deeper class before the nearer place
    suggestion("01.09", None, Some("zjj")); // an unlisted class falls to the one above
    suggestion("02", Some("110101"), Some("zz"));
    suggestion("02", Some("110102"), Some("jtj")); // lies in 1101
    suggestion("02", None, None);
    suggestion("03", Some("110101"), None);
}

#[test]
fn an_appeal_goes_to_the_organ_complained_of() {
    let office = office();
    check(&office, (Kind::Appeal, "01", None, &["jtj"], Some("jtj")));
    check(&office, (Kind::Appeal, "01", None, &[], Some("zjj")));
    check(&office, (Kind::Appeal, "01", None, &["jtj", "zz"], Some("zjj"))); // against several: by duty
    check(&office, (Kind::Appeal, "03", None, &["nowhere"], None));
}

#[test]
fn an_accusation_goes_past_the_accused_and_all_below() {
    let office = office();
    check(&office, (Kind::Accusation, "01", None, &["zjj"], Some("jw")));
    check(&office, (Kind::Accusation, "01", None, &[], Some("jw")));
    check(&office, (Kind::Accusation, "01", None, &["jw"], None));
    check(&office, (Kind::Accusation, "01", None, &["zf"], None)); // the discipline organ is below the accused
}

#[test]
fn a_second_discipline_organ_takes_what_the_first_is_accused_in() {
    let above = Unit { code: unit("sjw"), parent: Some(unit("city")), kind: UnitKind::Discipline, ..model() };
    let office = office().evolve(OfficeEvent::UnitSet(above));
    check(&office, (Kind::Accusation, "01", None, &["jw"], Some("sjw")));
    check(&office, (Kind::Accusation, "01", None, &["zf"], Some("sjw")));
}

/// A unit to make others of.
fn model() -> Unit {
    office().unit(&unit("jw")).unwrap().clone()
}
