//! Decided, put on paper, served, carried out, reviewed.

use jiff::civil::Date;

use super::change::{due, end, on_document, on_issue, written};
use crate::ids::IssueNo;
use crate::matter::event::{self, Clocks, DocumentNumbered};
use crate::matter::kinds::ReviewOutcome;
use crate::matter::state::{Decided, Document, DocumentState, End, Execution, Matter, Reviewed, State, Unwritten};
use crate::office::series::Number;

pub(super) fn decided(matter: &mut Matter, event: &event::IssueDecided) {
    on_issue(matter, event.issue, |issue| {
        issue.decision = Some(Decided {
            unit: event.unit.clone(),
            outcome: event.outcome,
            remedy: event.remedy.clone(),
            on: event.on,
            in_time: event.in_time,
        });
        issue.review = None;
        issue.question_to = None;
        issue.served.clear();
        issue.failed_services.clear();
        issue.rated.clear();
        issue.execution = if event.outcome.is_granted() { Execution::Owed } else { Execution::NotOwed };
        issue.state = State::Decided { on: event.on, document: event.document };
    });
}

pub(super) fn numbered(matter: &mut Matter, event: &DocumentNumbered, number: Option<&Number>) {
    matter.documents.push(Document {
        no: event.document,
        kind: event.kind,
        issue: event.issue,
        petition: event.petition,
        number: number.cloned(),
        state: DocumentState::Numbered,
    });
    let DocumentNumbered { kind, issue, petition, .. } = *event;
    written(matter, Unwritten { kind, issue, petition });
}

pub(super) fn issued(matter: &mut Matter, event: &event::DocumentIssued) {
    on_document(matter, event.document, DocumentState::Issued { file: event.file, sha256: event.sha256 });
}

/// A number that is closed; what it was for is due again, unless a decision stands behind it: that brings its own paper.
pub(super) fn voided(matter: &mut Matter, event: &event::DocumentVoided) {
    on_document(matter, event.document, DocumentState::Voided);
    let closed = matter.documents.get(event.document.index()).filter(|paper| !paper.kind.is_answer());
    if let Some(paper) = closed.map(Document::as_due) {
        due(matter, paper);
    }
}

pub(super) fn served(matter: &mut Matter, event: &event::AnswerServed) {
    on_issue(matter, event.issue, |issue| {
        issue.served.insert(event.petition, event.on);
    });
    if event.complete {
        completely_served(matter, event.issue, event.on, &event.clocks);
    }
}

/// Everybody who stands has it: windows run, or the unit begins anew where the organ ordered so, or it has ended.
pub(super) fn completely_served(matter: &mut Matter, no: IssueNo, on: Date, clocks: &Clocks) {
    let windows = clocks.started.iter().any(|started| started.issue == no);
    on_issue(matter, no, |issue| {
        let of = match issue.state {
            State::Reviewed { instance, .. } => Some(instance),
            State::Registered { .. }
            | State::Routed { .. }
            | State::ObjectedTo { .. }
            | State::InDispute { .. }
            | State::Accepted { .. }
            | State::Decided { .. }
            | State::Served { .. }
            | State::UnderReview { .. }
            | State::Ended { .. } => None,
        };
        issue.state = State::Served { on, of };
    });
    after_service(matter, no, on, windows);
}

/// What follows from complete service: back to the unit where the organ ordered so, ended where no window runs.
fn after_service(matter: &mut Matter, no: IssueNo, on: Date, windows: bool) {
    let Some(issue) = matter.issues.get(no.index()) else { return };
    let redo = issue.review.as_ref().is_some_and(|review| review.outcome == ReviewOutcome::OrderRedo);
    if redo {
        on_issue(matter, no, |issue| issue.state = State::Accepted { on });
    } else if !windows && matter.holding_clocks(no).next().is_none() {
        end(matter, no, on, End::Answered);
    }
}

pub(super) fn service_failed(matter: &mut Matter, event: &event::ServiceFailed) {
    on_issue(matter, event.issue, |issue| *issue.failed_services.entry(event.petition).or_default() += 1);
}

/// Carried out; an answer that was served long ago, and waited for nothing else, has now ended.
pub(super) fn executed(matter: &mut Matter, event: &event::ExecutionConfirmed) {
    on_issue(matter, event.issue, |issue| issue.execution = Execution::Confirmed(event.on));
    let served =
        matter.issues.get(event.issue.index()).is_some_and(|issue| matches!(issue.state, State::Served { .. }));
    if served && matter.holding_clocks(event.issue).next().is_none() {
        end(matter, event.issue, event.on, End::Answered);
    }
}

pub(super) fn review_requested(matter: &mut Matter, event: &event::ReviewRequested) {
    let state = State::UnderReview {
        instance: event.instance,
        petition: event.petition,
        organ: event.organ.clone(),
        late: event.late,
        on: event.on,
    };
    on_issue(matter, event.issue, |issue| {
        if !issue.units_before.contains(&event.organ) {
            issue.units_before.push(event.organ.clone());
        }
        issue.state = state;
    });
}

pub(super) fn reviewed(matter: &mut Matter, event: &event::ReviewDecided) {
    on_issue(matter, event.issue, |issue| {
        issue.review = Some(Reviewed {
            instance: event.instance,
            organ: event.organ.clone(),
            outcome: event.outcome,
            remedy: event.remedy.clone(),
            on: event.on,
        });
        issue.served.clear();
        issue.failed_services.clear();
        issue.rated.clear();
        issue.state = State::Reviewed { instance: event.instance, on: event.on, document: event.document };
    });
}
