//! Matters that belong together, and corrections. Nothing is merged away: linking and unlinking both leave a trace, and a
//! correction stands beside what it corrects.
//!
//! Source: office rule 11; 信访工作条例 (2022) art. 19 (登记如实).

use super::{Decision, Facts, done, event, refuse_if};
use crate::ids::PetitionNo;
use crate::matter::command::{CommandKind, Correct, Link, ReplaceCode, Unlink};
use crate::matter::event::{CodeReplaced, Corrected, MatterLinked, MatterUnlinked};
use crate::matter::refusal::Refusal;
use crate::matter::state::{Matter, Petition};

/// At any time, by those who keep the record.
pub fn may_keep(matter: &Matter, command: CommandKind, facts: &Facts<'_>) -> Result<(), Refusal> {
    matter.petition(PetitionNo::FIRST)?;
    facts.may(command, matter, matter.issues.first())
}

/// It belongs with another matter.
pub fn link(matter: &Matter, command: &Link, facts: &Facts<'_>) -> Decision {
    may_keep(matter, CommandKind::Link, facts)?;
    refuse_if(command.other == matter.id, Refusal::LinkedToItself)?;
    if matter.links.get(&command.other) == Some(&command.relation) {
        return done();
    }
    event(MatterLinked { other: command.other, relation: command.relation })
}

/// Something is linked.
pub fn may_unlink(matter: &Matter, facts: &Facts<'_>) -> Result<(), Refusal> {
    may_keep(matter, CommandKind::Unlink, facts)?;
    refuse_if(matter.links.is_empty(), Refusal::NotLinked)
}

/// It does not, after all.
pub fn unlink(matter: &Matter, command: &Unlink, facts: &Facts<'_>) -> Decision {
    may_unlink(matter, facts)?;
    refuse_if(!matter.links.contains_key(&command.other), Refusal::NotLinked)?;
    event(MatterUnlinked { other: command.other, reason: command.reason })
}

/// The petition to be put right.
pub fn may_correct<'m>(matter: &'m Matter, no: PetitionNo, facts: &Facts<'_>) -> Result<&'m Petition, Refusal> {
    may_keep(matter, CommandKind::Correct, facts)?;
    matter.petition(no)
}

/// What was registered wrongly is put right.
pub fn correct(matter: &Matter, command: &Correct, facts: &Facts<'_>) -> Decision {
    let petition = may_correct(matter, command.petition, facts)?;
    let later = command.happened_on.is_some_and(|day| day > petition.filed.received_on);
    refuse_if(later, Refusal::InTheFuture { today: petition.filed.received_on })?;
    if let Some(place) = &command.place {
        let known = facts.office.place(place).is_some();
        refuse_if(!known, Refusal::UnknownPlace { place: place.clone() })?;
    }
    event(Corrected {
        petition: command.petition,
        note: command.note,
        place: command.place.clone(),
        happened_on: command.happened_on,
    })
}

/// Somebody is named in it, who can show who it is.
pub fn may_replace_code<'m>(matter: &'m Matter, no: PetitionNo, facts: &Facts<'_>) -> Result<&'m Petition, Refusal> {
    refuse_if(matter.is_history, Refusal::IsHistory)?;
    may_keep(matter, CommandKind::ReplaceCode, facts)?;
    let petition = matter.petition(no)?;
    refuse_if(petition.filed.persons.is_empty(), Refusal::NobodyNamed { petition: no })?;
    Ok(petition)
}

/// The petition has another code from now on; the one before opens nothing any more.
pub fn replace_code(matter: &Matter, command: &ReplaceCode, facts: &Facts<'_>) -> Decision {
    let petition = may_replace_code(matter, command.petition, facts)?;
    event(CodeReplaced { petition: petition.filed.no, nth: petition.code_nth + 1, how: command.how, on: facts.today })
}
