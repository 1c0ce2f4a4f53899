//! Letters that a step makes due: which, by when written, and who may read them.

use huiyin_domain::ids::{DocumentNo, PetitionNo};
use huiyin_domain::matter::command as c;
use huiyin_domain::matter::{DocumentKind, RouteReason, VoidReason};
use huiyin_domain::office::policy::opens_paper;
use huiyin_domain::office::{Actor, Role};

use crate::case::{Case, FIRST, filing, words};
use crate::lives::{accepted, classified, decided};
use crate::office::{officer, unit};

const ONE: PetitionNo = PetitionNo(1);
const TWO: PetitionNo = PetitionNo(2);

fn due(case: &Case) -> Vec<DocumentKind> {
    case.matter.unwritten_on(FIRST).map(|paper| paper.kind).collect()
}

fn write(kind: DocumentKind, petition: Option<PetitionNo>) -> c::WriteLetter {
    c::WriteLetter { issue: FIRST, kind, petition }
}

fn registrar() -> Actor {
    officer("xfj", Role::Registrar)
}

/// Received, forwarded, accepted, and its period lengthened.
fn lengthened() -> Case {
    let mut case = accepted("2026-03-02");
    let clock = case.matter.clocks.last().unwrap().no;
    case.give(&officer("zjj", Role::UnitHead), c::Extend { clock, days: 30, reason: words(70) });
    case
}

#[test]
fn each_step_makes_its_letter_due_and_writing_it_settles_that() {
    use DocumentKind::{AcceptanceNotice, AssignLetter, ExtensionNotice, ForwardLetter, Receipt};
    let mut case = lengthened();
    assert_eq!(due(&case), [Receipt, ForwardLetter, AcceptanceNotice, ExtensionNotice]);
    for kind in [Receipt, ForwardLetter, AcceptanceNotice, ExtensionNotice] {
        case.give(&registrar(), write(kind, None));
        let paper = case.matter.documents.last().unwrap();
        assert_eq!((paper.kind, paper.petition), (kind, (kind == Receipt).then_some(ONE)));
        assert_eq!(case.asked(&registrar(), write(kind, None)), Ok(Vec::new()), "said twice");
    }
    assert!(due(&case).is_empty());
    let mut assigned = classified("2026-03-02");
    let (to, on) = (unit("zjj"), assigned.today);
    let reason = RouteReason::ComplainedOf;
    let assign = c::Assign { issue: FIRST, to, assisting: Vec::new(), report_due_on: on, reason, proposed: Vec::new() };
    assigned.give(&registrar(), assign);
    assert_eq!(due(&assigned), [Receipt, AssignLetter]);
}

#[test]
fn each_petition_has_its_own_receipt() {
    let mut case = classified("2026-03-02");
    let mut second = filing(case.today);
    second.demands.clear();
    case.give(&registrar(), c::AddPetition { filing: second });
    case.give(&registrar(), write(DocumentKind::Receipt, Some(TWO)));
    case.give(&registrar(), write(DocumentKind::Receipt, None));
    let whose: Vec<_> = case.matter.documents.iter().map(|paper| paper.petition).collect();
    assert_eq!(whose, [Some(TWO), Some(ONE)]);
    assert_eq!(
        case.asked(&registrar(), write(DocumentKind::Receipt, Some(PetitionNo(3)))).unwrap_err().code(),
        "nothing-to-write"
    );
}

#[test]
fn a_petitioner_opens_his_own_letters_and_none_between_units() {
    let mut case = lengthened();
    let mut second = filing(case.today);
    second.demands.clear();
    case.give(&registrar(), c::AddPetition { filing: second });
    for kind in [DocumentKind::ForwardLetter, DocumentKind::AcceptanceNotice, DocumentKind::ExtensionNotice] {
        case.give(&registrar(), write(kind, None));
    }
    for petition in [ONE, TWO] {
        case.give(&registrar(), write(DocumentKind::Receipt, Some(petition)));
    }
    let opened = |actor: &Actor| -> Vec<u32> {
        let papers = case.matter.documents.iter().filter(|paper| opens_paper(actor, paper));
        papers.map(|paper| paper.no.0).collect()
    };
    assert_eq!(opened(&Actor::Petitioner(ONE)), [2, 3, 4]);
    assert_eq!(opened(&Actor::Petitioner(TWO)), [2, 3, 5]);
    assert_eq!(opened(&officer("zjj", Role::Handler)), [1, 2, 3, 4, 5]);
    assert!(opened(&Actor::Public).is_empty());
}

#[test]
fn a_closed_number_leaves_its_letter_due_and_never_the_answer() {
    let mut case = decided("2026-03-02");
    case.give(&registrar(), write(DocumentKind::AcceptanceNotice, None));
    let void = |no: u32| c::VoidDocument { document: DocumentNo(no), reason: VoidReason::NotPressed };
    assert_eq!(case.asked(&registrar(), void(1)).unwrap_err().code(), "document-not-issued", "an answer waits for it");
    case.give(&registrar(), void(2));
    assert_eq!(due(&case), [DocumentKind::Receipt, DocumentKind::ForwardLetter, DocumentKind::AcceptanceNotice]);
    case.give(&registrar(), write(DocumentKind::AcceptanceNotice, None));
    assert_eq!(case.matter.documents.len(), 3);
}

#[test]
fn what_the_registry_finds_for_itself_needs_no_letter_to_itself() {
    let case = Case::registered("2026-03-02", |it| it.accusation = true);
    assert_eq!(due(&case), [DocumentKind::Receipt]);
    let handler = officer("zjj", Role::Handler);
    assert!(case.asked(&handler, write(DocumentKind::Receipt, None)).is_err(), "not his to write");
}
