//! 回避: an officer who cannot be fair stays out of a matter. He or she says so, or who answers for the officer does; the
//! reason is on record, and what the officer had in hand is the unit's again. Must not know of walls: the office's stream
//! says who is out, and every reader asks it.
//!
//! Source: 信访工作条例 (2022) art. 28.

use super::{Decision, Facts, done, event, refuse_if};
use crate::ids::{MatterId, OfficerCode, PetitionNo};
use crate::matter::command::{CommandKind, EndRecusal, Recuse};
use crate::matter::event::{Event, IssueEntrusted, OfficerRecused, RecusalEnded};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Issue, Matter};
use crate::office::{OfficeEvent, Role, policy};

/// At any time, by whoever may act on one of its issues.
pub fn may_recuse(matter: &Matter, facts: &Facts<'_>) -> Result<(), Refusal> {
    may_on_any(matter, CommandKind::Recuse, facts)
}

/// The officer who says so, or one for whom the actor answers. What was in that officer's hands is everybody's in the unit.
pub fn recuse(matter: &Matter, command: &Recuse, facts: &Facts<'_>) -> Decision {
    may_recuse(matter, facts)?;
    let own = facts.actor.officer();
    let Some(code) = command.officer.as_ref().or(own) else {
        return Err(Refusal::NotYours { role: Role::Supervisor, unit: facts.office.registry.clone() });
    };
    if Some(code) != own {
        may_rule_on(matter, code, facts)?;
    }
    if facts.office.is_recused(code, matter.id) {
        return done();
    }
    let (ground, reason, on) = (command.ground, command.reason, facts.today);
    let mut events: Vec<Event> = vec![OfficerRecused { officer: code.clone(), ground, reason, on }.into()];
    events.extend(
        matter
            .in_hand_of(code)
            .map(|issue| Event::from(IssueEntrusted { issue: issue.no, unit: issue.acting().clone(), to: None, on })),
    );
    Ok(events)
}

/// Somebody is out of it for whom the actor answers.
pub fn may_end(matter: &Matter, facts: &Facts<'_>) -> Result<(), Refusal> {
    may_on_any(matter, CommandKind::EndRecusal, facts)?;
    let mut out = facts.office.recused_of(matter.id);
    refuse_if(!out.any(|code| may_rule_on(matter, code, facts).is_ok()), Refusal::NotRecused)
}

/// By who answers for the officer; never by the officer, who does not see the matter.
pub fn end(matter: &Matter, command: &EndRecusal, facts: &Facts<'_>) -> Decision {
    may_end(matter, facts)?;
    may_rule_on(matter, &command.officer, facts)?;
    refuse_if(!facts.office.is_recused(&command.officer, matter.id), Refusal::NotRecused)?;
    event(RecusalEnded { officer: command.officer.clone(), reason: command.reason, on: facts.today })
}

/// What such an event says to the office as well, in the same commit: every wall asks the office who is out.
pub fn to_office(event: &Event, matter: MatterId) -> Option<OfficeEvent> {
    if let Event::OfficerRecused(event) = event {
        return Some(OfficeEvent::Recused { officer: event.officer.clone(), matter });
    }
    if let Event::RecusalEnded(event) = event {
        return Some(OfficeEvent::RecusalEnded { officer: event.officer.clone(), matter });
    }
    None
}

fn may_on_any(matter: &Matter, command: CommandKind, facts: &Facts<'_>) -> Result<(), Refusal> {
    refuse_if(matter.is_history, Refusal::IsHistory)?;
    matter.petition(PetitionNo::FIRST)?;
    let on = |issue: &Issue| facts.may(command, matter, Some(issue));
    if matter.issues.iter().any(|issue| on(issue).is_ok()) {
        return Ok(());
    }
    facts.may(command, matter, matter.issues.first())
}

fn may_rule_on(matter: &Matter, code: &OfficerCode, facts: &Facts<'_>) -> Result<(), Refusal> {
    may_on_any(matter, CommandKind::EndRecusal, facts)?;
    let officer = facts.office.officer(code).ok_or_else(|| Refusal::UnknownOfficer { officer: code.clone() })?;
    policy::answers_for(facts.actor, facts.office, officer)
}
