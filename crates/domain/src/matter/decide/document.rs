//! Papers: a number is given when the decision is made, the paper exists once its bytes do. A number that never became a
//! paper is closed with its reason, so that the register has no hole.
//!
//! A decision brings its paper with it. Other steps make one due, which is written where paper is wanted: the receipt, the
//! notices of acceptance and of a longer period, the letters with which units send issues on.
//!
//! Source: office rule 9; 信访工作条例 (2022) art. 22, 23, 34.

use super::{Decision, Facts, done, event, refuse_if};
use crate::ids::{DocumentNo, IssueNo};
use crate::matter::command::{CommandKind, IssueDocument, VoidDocument, WriteLetter};
use crate::matter::event::{DocumentIssued, DocumentNumbered, DocumentVoided};
use crate::matter::kinds::DocumentKind;
use crate::matter::refusal::Refusal;
use crate::matter::state::{Document, DocumentState, End, Issue, Matter, State, Unwritten};

/// The matter's next paper, with the number it takes.
pub(super) fn number(matter: &Matter, Unwritten { kind, issue, petition }: Unwritten) -> DocumentNumbered {
    DocumentNumbered { document: DocumentNo::after(matter.documents.len()), kind, issue, petition }
}

/// A step made a paper due; also after the end, for what was done can still be told.
pub fn may_write<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    refuse_if(matter.is_history, Refusal::IsHistory)?;
    let issue = matter.issue(no)?;
    facts.may(CommandKind::WriteLetter, matter, Some(issue))?;
    let waits = matter.unwritten_on(no).next().is_some();
    refuse_if(!waits, Refusal::NothingToWrite { at: matter.standing(issue) })?;
    Ok(issue)
}

/// The paper has its number.
pub fn write(matter: &Matter, command: &WriteLetter, facts: &Facts<'_>) -> Decision {
    let issue = matter.issue(command.issue)?;
    let whose = || command.petition.unwrap_or(issue.raised_by);
    let petition = (command.kind == DocumentKind::Receipt).then(whose);
    let paper = Unwritten { kind: command.kind, issue: issue.no, petition };
    let is_due = matter.unwritten.contains(&paper);
    if !is_due && matter.documents.iter().any(|document| document.is(paper)) {
        return done();
    }
    may_write(matter, command.issue, facts)?;
    refuse_if(!is_due, Refusal::NothingToWrite { at: matter.standing(issue) })?;
    event(number(matter, paper))
}

/// A paper that has a number and no bytes yet.
pub fn may_settle<'m>(
    matter: &'m Matter,
    no: DocumentNo,
    command: CommandKind,
    facts: &Facts<'_>,
) -> Result<&'m Document, Refusal> {
    let document = matter.document(no)?;
    let issue = matter.issue(document.issue)?;
    facts.may(command, matter, Some(issue))?;
    let open = document.state == DocumentState::Numbered;
    refuse_if(!open, Refusal::DocumentSettled { at: matter.standing(issue) })?;
    Ok(document)
}

/// The paper exists: these bytes and no others.
pub fn issue(matter: &Matter, command: &IssueDocument, facts: &Facts<'_>) -> Decision {
    let document = matter.document(command.document)?;
    if matches!(document.state, DocumentState::Issued { sha256, .. } if sha256 == command.sha256) {
        return done();
    }
    let document = may_settle(matter, command.document, CommandKind::IssueDocument, facts)?;
    event(DocumentIssued { document: document.no, file: command.file, sha256: command.sha256 })
}

/// A number that no answer waits for: what has been decided must be told, and told on that paper; what was told on the spot
/// has its paper still to come.
pub fn may_void<'m>(matter: &'m Matter, no: DocumentNo, facts: &Facts<'_>) -> Result<&'m Document, Refusal> {
    let document = may_settle(matter, no, CommandKind::VoidDocument, facts)?;
    let mut answers = matter.documents.iter().filter(|other| other.issue == document.issue && other.kind.is_answer());
    let is_last = answers.next_back().is_some_and(|last| last.no == no);
    refuse_if(is_last && is_answered(matter.issue(document.issue)?), Refusal::DocumentNotIssued { document: no })?;
    Ok(document)
}

/// Decided, and not ended otherwise than by that answer: its last paper carries it.
const fn is_answered(issue: &Issue) -> bool {
    match issue.state {
        State::Decided { .. } | State::Served { .. } | State::UnderReview { .. } | State::Reviewed { .. } => true,
        State::Ended { how, .. } => matches!(how, End::Answered),
        State::Registered { .. }
        | State::Routed { .. }
        | State::ObjectedTo { .. }
        | State::InDispute { .. }
        | State::Accepted { .. } => false,
    }
}

/// The number is closed.
pub fn void(matter: &Matter, command: &VoidDocument, facts: &Facts<'_>) -> Decision {
    let document = matter.document(command.document)?;
    if document.state == DocumentState::Voided {
        return done();
    }
    let document = may_void(matter, command.document, facts)?;
    event(DocumentVoided { document: document.no, reason: command.reason })
}
