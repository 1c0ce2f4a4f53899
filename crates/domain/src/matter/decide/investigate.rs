//! Finding out: contacts, visits to the place, evidence. They stand in the story with their day and change no state.
//!
//! Source: 信访工作条例 (2022) art. 31(6), 32.

use super::{Decision, Facts, event};
use crate::ids::IssueNo;
use crate::matter::command::{AddEvidence, CommandKind, LogContact, LogVisit};
use crate::matter::event::{ContactLogged, EvidenceAdded, VisitLogged};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Issue, Matter};

/// As long as the issue is open.
pub fn may_log<'m>(
    matter: &'m Matter,
    no: IssueNo,
    command: CommandKind,
    facts: &Facts<'_>,
) -> Result<&'m Issue, Refusal> {
    facts.open_issue(matter, no, command)
}

/// Somebody spoke with the petitioner, or tried to.
pub fn log_contact(matter: &Matter, command: &LogContact, facts: &Facts<'_>) -> Decision {
    let issue = may_log(matter, command.issue, CommandKind::LogContact, facts)?;
    facts.day_between(command.on, received_on(matter, issue)?)?;
    let LogContact { way, reached, note, on, .. } = *command;
    event(ContactLogged { issue: issue.no, way, reached, note, on })
}

/// Somebody went and looked.
pub fn log_visit(matter: &Matter, command: &LogVisit, facts: &Facts<'_>) -> Decision {
    let issue = may_log(matter, command.issue, CommandKind::LogVisit, facts)?;
    facts.day_between(command.on, received_on(matter, issue)?)?;
    event(VisitLogged { issue: issue.no, note: command.note, on: command.on })
}

/// A paper, a picture, a statement.
pub fn add_evidence(matter: &Matter, command: &AddEvidence, facts: &Facts<'_>) -> Decision {
    let issue = may_log(matter, command.issue, CommandKind::AddEvidence, facts)?;
    facts.day_between(command.on, received_on(matter, issue)?)?;
    event(EvidenceAdded { issue: issue.no, note: command.note, files: command.files.clone(), on: command.on })
}

fn received_on(matter: &Matter, issue: &Issue) -> Result<jiff::civil::Date, Refusal> {
    Ok(matter.petition(issue.raised_by)?.filed.received_on)
}
