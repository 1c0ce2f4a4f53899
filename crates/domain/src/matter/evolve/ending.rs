//! Withdrawn, revived, reopened.

use super::change::{end, on_issue};
use super::deciding::completely_served;
use crate::matter::event::{self};
use crate::matter::kinds::EndCode;
use crate::matter::state::{End, Matter, State};

pub(super) fn withdrawn(matter: &mut Matter, event: &event::PetitionWithdrawn) {
    if let Some(petition) = matter.petitions.get_mut(event.petition.index()) {
        petition.withdrawn_on = Some(event.on);
    }
    for issue in &event.ended {
        end(matter, *issue, event.on, End::Coded(EndCode::Withdrawn));
    }
    for issue in &event.served {
        completely_served(matter, *issue, event.on, &event.clocks);
    }
}

pub(super) fn revived(matter: &mut Matter, event: &event::WithdrawalUndone) {
    if let Some(petition) = matter.petitions.get_mut(event.petition.index()) {
        petition.withdrawn_on = None;
    }
    for no in &event.revived {
        on_issue(matter, *no, |issue| {
            issue.state = match issue.accepted_on {
                Some(_) => State::Accepted { on: event.on },
                None => State::Registered { on: event.on },
            };
        });
    }
}

pub(super) fn reopened(matter: &mut Matter, event: &event::IssueReopened) {
    on_issue(matter, event.issue, |issue| {
        issue.accepted_on = issue.classified.is_some().then_some(event.on);
        issue.state = match issue.classified {
            Some(_) => State::Accepted { on: event.on },
            None => State::Registered { on: event.on },
        };
    });
}
