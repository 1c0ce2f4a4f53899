//! Who is out of a matter (回避): by whose word, what becomes of the work in hand, who lets an officer in again.

use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{Event, Refusal};
use huiyin_domain::office::policy::{Reading, reads};
use huiyin_domain::office::{Actor, Role};

use crate::case::{Case, FIRST};
use crate::inputs::{end_recusal, recuse};
use crate::lives::accepted;
use crate::office::officer;

/// Accepted by the housing bureau, in the hands of its handler.
fn in_hand() -> Case {
    let mut case = accepted("2026-03-02");
    let entrust = c::Entrust { issue: FIRST, to: Some("zjj-handler".parse().unwrap()) };
    case.give(&officer("zjj", Role::UnitHead), entrust);
    case
}

/// Asked by the holder of that post, of that officer; of oneself where nobody is named.
fn recusing(((at, role), named): ((&str, Role), Option<&str>), refused: Option<&str>) {
    let refusal = in_hand().asked(&officer(at, role), recuse(named)).err();
    assert_eq!(refusal.as_ref().map(Refusal::code), refused, "{role} of {at}, of {named:?}");
}

table! { an_officer_steps_back_or_is_taken_out_by_who_answers_for_him, recusing,
    (("zjj", Role::Handler), None) => None;
    (("zjj", Role::Handler), Some("zjj-handler")) => None;
    (("zjj", Role::Handler), Some("zjj-unit_head")) => Some("not-yours");
    (("zjj", Role::UnitHead), None) => None;
    (("zjj", Role::UnitHead), Some("zjj-handler")) => None;
    (("zjj", Role::UnitHead), Some("xfj-supervisor")) => Some("not-yours"); // of another unit
    (("zjj", Role::UnitHead), Some("zjj-nobody")) => Some("unknown-officer");
    (("xfj", Role::Supervisor), Some("zjj-unit_head")) => None;
    (("xfj", Role::OfficeHead), Some("zjj-handler")) => None;
    (("xfj", Role::Registrar), None) => None;
    (("xfj", Role::Registrar), Some("zjj-handler")) => Some("not-yours");
    (("zf", Role::Leader), None) => None; // who could instruct and designate
    (("xfj", Role::Auditor), None) => Some("not-yours"); // acts on nothing
    (("jtj", Role::Handler), None) => Some("not-yours"); // has nothing to do with it
}

#[test]
fn what_was_in_hand_is_the_units_again_and_nothing_is_seen_until_it_ends() {
    let mut case = in_hand();
    let (handler, head) = (officer("zjj", Role::Handler), officer("zjj", Role::UnitHead));
    let events = case.give(&handler, recuse(None));
    assert!(
        matches!(&events[..], [Event::OfficerRecused(_), Event::IssueEntrusted(it)] if it.to.is_none()),
        "{events:?}"
    );
    assert_eq!(case.matter.issue(FIRST).unwrap().in_hand_of(), None);
    assert_eq!(reads(&handler, &case.office, &case.matter), Reading::Nothing);
    assert_eq!(case.asked(&head, recuse(Some("zjj-handler"))), Ok(Vec::new()), "said twice");
    let ended = |who: &Actor| case.asked(who, end_recusal("zjj-handler")).map_err(|refusal| refusal.code());
    assert_eq!(ended(&handler), Err("not-yours"), "never by himself");
    assert_eq!(ended(&officer("xfj", Role::Registrar)), Err("not-yours"));
    assert!(ended(&officer("xfj", Role::Supervisor)).is_ok());
    case.give(&head, end_recusal("zjj-handler"));
    assert_eq!(reads(&handler, &case.office, &case.matter), Reading::Words);
    assert_eq!(case.asked(&head, end_recusal("zjj-handler")).unwrap_err().code(), "not-recused");
}
