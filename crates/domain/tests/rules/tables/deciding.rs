//! Deciding: outcomes by kind, in time or late, on which remedy.

use huiyin_domain::matter::command as c;
use huiyin_domain::matter::event::Remedy;
use huiyin_domain::matter::{Event, Instance, Kind, Outcome, Refusal};
use huiyin_domain::office::Role;

use crate::case::{Case, FIRST, findings};
use crate::lives::{accepted, routed};
use crate::office::{officer, unit};

/// An issue of that kind, accepted: each outcome is its own or refused.
fn outcomes(kind: Kind, own: [Outcome; 2]) {
    let mut case = Case::filed("2026-03-02");
    let class = "01".parse().unwrap();
    let way = (kind == Kind::Appeal).then_some(huiyin_domain::matter::Way::Opinion);
    case.give(&officer("xfj", Role::Registrar), c::Classify { issue: FIRST, kind, way, class, proposed: None });
    case.give(&officer("xfj", Role::Handler), c::Accept { issue: FIRST, on: case.today });
    let head = officer("xfj", Role::UnitHead);
    for outcome in Outcome::ALL {
        let decided = case.asked(&head, c::Decide { issue: FIRST, outcome: *outcome, findings: findings() });
        let within = (own[0] as u8..=own[1] as u8).contains(&(*outcome as u8));
        assert_eq!(decided.is_ok(), within, "{kind} {outcome}");
    }
}

table! { each_kind_has_its_outcomes, outcomes,
    Kind::Appeal => [Outcome::Supported, Outcome::NotSupported];
    Kind::Suggestion => [Outcome::Adopted, Outcome::NotAdopted];
    Kind::Accusation => [Outcome::Founded, Outcome::CannotBeEstablished];
}

/// Accepted on the first day, decided on the second: in time?
fn in_time((accepted_on, today): (&str, &str), expected: bool) {
    let mut case = accepted(accepted_on);
    case.on(today);
    let decide = c::Decide { issue: FIRST, outcome: Outcome::Explained, findings: findings() };
    let events = case.asked(&officer("zjj", Role::UnitHead), decide).unwrap();
    let Some(Event::IssueDecided(decided)) = events.first() else { panic!("{events:?}") };
    assert_eq!(decided.in_time, expected, "{accepted_on} {today}");
    let review =
        matches!(&decided.remedy, Remedy::Ask { instance: Instance::Review, organ, .. } if *organ == unit("zf"));
    assert!(review, "{:?}", decided.remedy);
}

table! { sixty_days_to_decide, in_time,
    ("2023-06-05", "2023-08-03") => true;
    ("2023-06-05", "2023-08-04") => true;
    ("2023-06-05", "2023-08-05") => false;
    ("2023-12-12", "2024-02-18") => true;  // the make-up Sunday after Spring Festival
    ("2023-12-12", "2024-02-19") => false;
}

/// Turned down on that ground.
fn turning_down(ground: &str, refused: Option<&str>) {
    let case = routed("2026-03-02");
    let ground = ground.to_owned();
    let command = c::DoNotAccept { issue: FIRST, ground, findings: findings() };
    let refusal = case.asked(&officer("zjj", Role::UnitHead), command).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused);
}

table! { a_coded_ground_or_none, turning_down,
    "outside_powers" => None;
    "in_progress" => None;
    "litigation" => Some("unknown-ground"); // a ground for leading elsewhere, not for turning down
    "" => Some("unknown-ground");
}
