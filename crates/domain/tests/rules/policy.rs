//! Who may do and read what: the whole matrix of commands, roles and places, printed small and pinned; the conflict wall.

use std::fmt::Write as _;

use huiyin_domain::ids::PetitionNo;
use huiyin_domain::matter::CommandKind;
use huiyin_domain::matter::command as c;
use huiyin_domain::office::policy::{Opening, Reading, may, opens, reads, reads_listed};
use huiyin_domain::office::{Actor, OfficeEvent, Role};

use crate::case::{Case, FIRST};
use crate::lives::{accepted, classified};
use crate::office::{officer, unit};

/// One letter for each role, in the order of the list.
const LETTERS: &str = "rhusloactd";

/// The roles that may, as letters.
fn roles(case: &Case, command: CommandKind, at: &str) -> String {
    let issue = case.matter.issue(FIRST).ok();
    let letter = |(role, letter): (&Role, char)| {
        let allowed = may(command, &officer(at, *role), &case.office, &case.matter, issue).is_ok();
        if allowed { letter } else { '.' }
    };
    Role::ALL.iter().zip(LETTERS.chars()).map(letter).collect()
}

/// Of an issue accepted by the housing bureau: at the bureau, at the registry, at the government, at another bureau; and
/// whether the petitioner (p), a job (j), an import (i), somebody from the street (s) may.
#[test]
fn the_whole_matrix() {
    let case = accepted("2026-03-02");
    let mut matrix = String::new();
    for command in CommandKind::ALL {
        let officers = ["zjj", "xfj", "zf", "jtj"].map(|at| roles(&case, *command, at)).join(" ");
        let others = [
            ('p', Actor::Petitioner(PetitionNo::FIRST)),
            ('j', Actor::Job("sweep")),
            ('i', Actor::Import("hotline".parse().unwrap())),
            ('s', Actor::Public),
        ];
        let issue = case.matter.issue(FIRST).ok();
        let may = |actor: &Actor| may(*command, actor, &case.office, &case.matter, issue).is_ok();
        let others: String = others.iter().map(|(letter, actor)| if may(actor) { *letter } else { '.' }).collect();
        writeln!(matrix, "{:<20} {officers} {others}", command.code()).unwrap();
    }
    assert_eq!(matrix, MATRIX, "\n{matrix}");
}

/// Columns as above; letters of roles: registrar, handler, unit head, supervisor, leader, office head, auditor, custodian,
/// administrator (t), dispatcher.
const MATRIX: &str = "\
register             r......... r......... .......... .......... ..is
add_petition         r......... r......... .......... .......... p...
record_history       .......... ........t. .......... .......... ..i.
split_issue          rhu..o.... .......... .......... .......... ....
reword_issue         rhu..o.... .......... .......... .......... ....
classify             rhu..o.... .......... .......... .......... ....
propose_route        rhu..o.... .......... .......... .......... ....
forward              rhu..o.... .......... .......... .......... ....
assign               rhu..o.... .......... .......... .......... ....
entrust              rhu..o.... .......... .......... .......... ....
answer_at_once       rhu..o.... .......... .......... .......... ....
request_instruction  .hu....... .......... .......... .......... ....
give_instruction     .......... .......... .......... .......... ....
take_over            .......... .......... ..u.l..... .......... ....
object               .hu....... .......... .......... .......... ....
agree_to_objection   rhu..o.... .......... .......... .......... ....
insist_on_route      rhu..o.... .......... .......... .......... ....
designate            .......... .......... ..u.l..... .......... ....
accept               .hu....... .......... .......... .......... ....
notify               .hu....... .......... .......... .......... ....
do_not_accept        ..u....... .......... .......... .......... ....
no_longer_accept     ..u....... .......... .......... .......... ....
lead_into_channel    ..u....... .......... .......... .......... ....
log_contact          .hu....... .......... .......... .......... ....
log_visit            .hu....... .......... .......... .......... ....
add_evidence         .hu....... .......... .......... .......... ....
extend               ..u....... .....o.... .......... .......... ....
pause                ..u....... .......... .......... .......... ....
resume               ..u....... .......... .......... .......... ....
decide               ..u....... .......... .......... .......... ....
write_letter         rhu....... r........d .......... .......... ....
issue_document       rhu....... r........d .......... .......... .j..
void_document        rhu....... r........d .......... .......... .j..
serve                rhu....... r........d .......... .......... p...
fail_service         rhu....... r........d .......... .......... ....
record_execution     .hu....... .......... .......... .......... ....
confirm_execution    .......... ...s...... .......... .......... p...
request_review       r......... r......... .......... .......... p...
decide_review        ..u....... .......... .......... .......... ....
rate                 .......... r......... .......... .......... p...
reopen               ..u....... ...s.o.... .......... .......... ....
withdraw             r......... r......... .......... .......... p...
undo_withdrawal      r......... r......... .......... .......... p...
correct              rhu....... r......... .......... .......... ....
replace_code         r......... r......... .......... .......... ....
link                 rhu....... r..s.o.... .......... .......... ....
unlink               rhu....... r..s.o.... .......... .......... ....
recuse               rhu..o.... r..s.o...d ..u.l..... .......... ....
end_recusal          ..u....... ...s.o.... .......... .......... ....
end                  ..u..o.... .....o.... .......... .......... ....
confirm_end          rhu..o.... r..s.o.... .......... .......... ....
start_clock          rhu..o.... .......... .......... .......... ....
meet_clock           rhu..o.... .......... .......... .......... ....
turn_ordinary        ..u....... .......... .......... .......... ....
pass_deadline        .......... ........t. .......... .......... .j..
rederive_clock       .......... ........t. .......... .......... .j..
";

#[test]
fn other_bureaus_may_nothing_and_an_auditor_nowhere() {
    let case = accepted("2026-03-02");
    for command in CommandKind::ALL {
        assert_eq!(roles(&case, *command, "jtj"), "..........", "{command}");
        let issue = case.matter.issue(FIRST).ok();
        for role in [Role::Auditor, Role::Custodian] {
            assert!(may(*command, &officer("xfj", role), &case.office, &case.matter, issue).is_err());
        }
    }
}

/// The roles that read the words of the matter when they see it in a list, as letters.
fn listed(case: &Case, at: &str) -> String {
    let acting = case.matter.issue(FIRST).unwrap().acting();
    let letter = |(role, letter): (&Role, char)| {
        let actor = officer(at, *role);
        let shown = reads_listed(&actor, &case.office, case.matter.id, acting);
        assert!(!shown || reads(&actor, &case.office, &case.matter) == Reading::Words, "{role} of {at}");
        if shown { letter } else { '.' }
    };
    Role::ALL.iter().zip(LETTERS.chars()).map(letter).collect()
}

#[test]
fn a_list_shows_no_words_that_the_matter_would_not_show() {
    let mut case = accepted("2026-03-02");
    let shown = ["zjj", "xfj", "zf", "jtj"].map(|at| listed(&case, at)).join(" ");
    assert_eq!(shown, "rhu.l..... r..s.o.c.d ..u.l..... ..........");
    let handler = officer("zjj", Role::Handler);
    let recused = handler.officer().unwrap().clone();
    case.office = case.office.clone().evolve(OfficeEvent::Recused { officer: recused, matter: case.matter.id });
    let acting = case.matter.issue(FIRST).unwrap().acting();
    assert!(!reads_listed(&handler, &case.office, case.matter.id, acting));
}

/// An accusation of the housing bureau, at the registry.
fn accusation() -> Case {
    Case::registered("2026-03-02", |it| {
        it.accusation = true;
        it.against = vec![unit("zjj")];
    })
}

/// How much the holder of that post reads.
fn reading(case: &Case, at: &str, role: Role) -> Reading {
    reads(&officer(at, role), &case.office, &case.matter)
}

#[test]
fn the_accused_and_what_is_below_them_read_nothing() {
    let case = accusation();
    for role in Role::ALL {
        for walled in ["zjj", "zjz"] {
            assert_eq!(reading(&case, walled, *role), Reading::Nothing, "{role} of {walled}");
        }
    }
    assert_eq!(reading(&case, "xfj", Role::Registrar), Reading::Words, "until it is sent on");
    assert_eq!(reading(&case, "xfj", Role::OfficeHead), Reading::Nothing, "sealed");
    assert_eq!(reading(&case, "zf", Role::Leader), Reading::Nothing, "sealed");
}

#[test]
fn under_seal_the_registry_lets_go_with_the_matter() {
    let mut case = accusation();
    let reason = huiyin_domain::matter::RouteReason::PastTheAccused;
    case.give(
        &officer("xfj", Role::Registrar),
        c::Forward { issue: FIRST, to: unit("jw"), reason, proposed: Vec::new() },
    );
    for role in [Role::Registrar, Role::Handler, Role::UnitHead] {
        assert_eq!(reading(&case, "xfj", role), Reading::Nothing, "{role}");
    }
    assert_eq!(reading(&case, "jw", Role::Handler), Reading::Words);
}

#[test]
fn in_an_appeal_the_organ_complained_of_handles_and_reads() {
    let mut case = Case::registered("2026-03-02", |it| it.against = vec![unit("zjj")]);
    let reason = huiyin_domain::matter::RouteReason::ComplainedOf;
    case.give(
        &officer("xfj", Role::Registrar),
        c::Forward { issue: FIRST, to: unit("zjj"), reason, proposed: Vec::new() },
    );
    assert_eq!(reading(&case, "zjj", Role::Handler), Reading::Words);
    assert_eq!(reading(&case, "jtj", Role::Handler), Reading::Nothing);
}

#[test]
fn what_is_about_this_office_nobody_here_reads() {
    let case = Case::registered("2026-03-02", |it| it.about_office = true);
    for role in Role::ALL {
        for here in ["xfj", "zf", "zjj", "jw"] {
            assert_eq!(reading(&case, here, *role), Reading::Nothing, "{role} of {here}");
        }
    }
    assert_eq!(reading(&case, "city", Role::Handler), Reading::Words);
}

#[test]
fn who_has_withdrawn_from_a_matter_neither_reads_nor_acts() {
    let mut case = accepted("2026-03-02");
    let handler = officer("zjj", Role::Handler);
    assert_eq!(reads(&handler, &case.office, &case.matter), Reading::Words);
    let recused = OfficeEvent::Recused { officer: handler.officer().unwrap().clone(), matter: case.matter.id };
    case.office = case.office.evolve(recused);
    assert_eq!(reads(&handler, &case.office, &case.matter), Reading::Nothing);
    assert_eq!(opens(&handler, &case.office, &case.matter), Opening::Nothing);
    let log = c::LogVisit { issue: FIRST, note: crate::case::words(90), on: case.today };
    assert!(case.asked(&handler, log).is_err());
}

/// What each post may open of an identity.
fn opening(case: &Case, at: &str, role: Role) -> Opening {
    opens(&officer(at, role), &case.office, &case.matter)
}

#[test]
fn the_contact_grant_lasts_from_acceptance_to_service() {
    let grant = |case: &Case| opening(case, "zjj", Role::Handler);
    assert_eq!(grant(&classified("2026-03-02")), Opening::Nothing);
    assert_eq!(grant(&accepted("2026-03-02")), Opening::Contact);
    assert_eq!(grant(&crate::lives::issued("2026-03-02")), Opening::Contact);
    assert_eq!(grant(&crate::lives::served("2026-03-02")), Opening::Nothing);
    assert_eq!(grant(&crate::lives::issued_under_seal("2026-03-02")), Opening::Nothing, "never under seal");
    assert_eq!(opening(&accepted("2026-03-02"), "zjj", Role::UnitHead), Opening::Nothing);
}

#[test]
fn the_custodian_opens_and_the_administrator_does_not_even_read() {
    let case = accepted("2026-03-02");
    assert_eq!(opening(&case, "xfj", Role::Custodian), Opening::Whole);
    assert_eq!(opening(&case, "zjj", Role::Custodian), Opening::Nothing);
    assert_eq!(reading(&case, "xfj", Role::Administrator), Reading::Nothing);
    assert_eq!(opening(&case, "xfj", Role::Administrator), Opening::Nothing);
    assert_eq!(reading(&case, "xfj", Role::Auditor), Reading::Record);
}
