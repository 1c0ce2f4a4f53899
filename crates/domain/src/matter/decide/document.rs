//! Papers: a number is given when the decision is made, the paper exists once its bytes do. A number that never became a
//! paper is closed with its reason, so that the register has no hole.
//!
//! Source: office rule 9.

use super::{Decision, Facts, done, event, refuse_if};
use crate::ids::DocumentNo;
use crate::matter::command::{CommandKind, IssueDocument, VoidDocument};
use crate::matter::event::{DocumentIssued, DocumentVoided};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Document, DocumentState, End, Issue, Matter, State};

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
    let is_last =
        matter.documents.iter().rfind(|other| other.issue == document.issue).is_some_and(|last| last.no == no);
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
