//! Saying what an issue is: kind, way and class choose the procedure, the clocks, the paper, the outcomes, the remedy.
//!
//! Source: 信访工作条例 (2022) art. 29 to 31.

use super::opinion::pack_on;
use super::route::past_the_wall;
use super::{Decision, Facts, done, refuse_if};
use crate::ids::IssueNo;
use crate::matter::command::{Classify, CommandKind};
use crate::matter::event::IssueClassified;
use crate::matter::kinds::{Kind, Way};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Classified, Issue, Matter, State};
use crate::pack::Pack;

/// Before it is accepted: what runs afterwards runs by what it was then.
pub fn may_classify<'m>(matter: &'m Matter, no: IssueNo, facts: &Facts<'_>) -> Result<&'m Issue, Refusal> {
    let issue = facts.open_issue(matter, no, CommandKind::Classify)?;
    match issue.state {
        State::Registered { .. } | State::Routed { .. } | State::ObjectedTo { .. } | State::InDispute { .. } => {
            Ok(issue)
        }
        State::Accepted { .. }
        | State::Decided { .. }
        | State::Served { .. }
        | State::UnderReview { .. }
        | State::Reviewed { .. }
        | State::Ended { .. } => Err(Refusal::AlreadyAccepted { at: matter.standing(issue) }),
    }
}

/// A kind that the law handles, and one of its ways where it has several. Once it is an accusation, what lies with the
/// accused leaves them in the same breath.
pub fn classify(matter: &Matter, command: &Classify, facts: &Facts<'_>) -> Decision {
    let issue = may_classify(matter, command.issue, facts)?;
    check_kind(command.kind, command.way, pack_on(facts, facts.today)?)?;
    let known = facts.office.class(&command.class).is_some();
    refuse_if(!known, Refusal::UnknownClass { class: command.class.clone() })?;

    let same = Classified { kind: command.kind, way: command.way, class: Some(command.class.clone()) };
    if issue.classified.as_ref() == Some(&same) {
        return done();
    }
    let Classify { issue, kind, way, class, proposed } = command.clone();
    past_the_wall(matter, vec![IssueClassified { issue, kind, way, class, proposed }.into()], facts)
}

fn check_kind(kind: Kind, way: Option<Way>, pack: &Pack) -> Result<(), Refusal> {
    refuse_if(pack.procedures_for(kind).next().is_none(), Refusal::KindNotHere { kind })?;
    let has_ways = pack.ways(kind).next().is_some();
    refuse_if(has_ways && way.is_none(), Refusal::WayNeeded)?;
    refuse_if(!has_ways && way.is_some(), Refusal::WayNotForKind { kind })
}
