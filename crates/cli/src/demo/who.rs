//! Who takes a step: the officer whose post the policy asks for, or the petitioner with the code.

use huiyin_app::AppError;
use huiyin_domain::ids::{PetitionNo, UnitCode};
use huiyin_domain::office::{Actor, Office, Post, Role};

use super::course::Deed;
use super::scene::Task;

/// An officer of that unit who holds one of these roles, the first role first; several take turns. In the demo's district
/// every post is held all the time.
pub fn officer(office: &Office, unit: &UnitCode, roles: &[Role], turn: usize) -> Result<Actor, AppError> {
    for role in roles {
        let post = Post { unit: unit.clone(), role: *role };
        let holders: Vec<_> =
            office.officers().filter(|officer| officer.posts.iter().any(|held| held.post == post)).collect();
        if let Some(officer) = turn.checked_rem(holders.len()).and_then(|place| holders.get(place)) {
            let posts = officer.posts.iter().map(|held| held.post.clone()).collect();
            return Ok(Actor::Officer { code: officer.code.clone(), posts });
        }
    }
    Err(AppError::Inconsistent(format!("rules/demo/office.toml: nobody in {unit} can do it")))
}

impl Task<'_> {
    /// Who takes this step.
    pub fn who(&self) -> Result<Actor, AppError> {
        let acting = self.issue()?.acting();
        let unit = &self.issue()?.unit;
        let registry = &self.office.registry;
        match self.deed {
            Deed::Classify
            | Deed::Split
            | Deed::Reword
            | Deed::Propose
            | Deed::Forward
            | Deed::ForwardNear
            | Deed::Assign
            | Deed::AnswerAtOnce
            | Deed::Agree
            | Deed::Insist => self.officer(acting, &[Role::Registrar, Role::Handler]),
            Deed::Serve | Deed::Fail | Deed::Void | Deed::Write(_) => {
                self.officer(acting, &[Role::Handler, Role::UnitHead, Role::Registrar])
            }
            Deed::Object
            | Deed::Accept
            | Deed::Notify
            | Deed::Call
            | Deed::CallInVain
            | Deed::Visit
            | Deed::Evidence
            | Deed::Execute
            | Deed::Ask
            | Deed::LookUp => self.officer(unit, &[Role::Handler]),
            Deed::Decide
            | Deed::DecideThinly
            | Deed::DecideBriefly
            | Deed::NotAccept
            | Deed::NoLongerAccept
            | Deed::LeadOn
            | Deed::Extend => self.officer(unit, &[Role::UnitHead]),
            Deed::Pause | Deed::Resume | Deed::Review(_) | Deed::End(_) | Deed::Designate => {
                self.officer(acting, &[Role::UnitHead])
            }
            Deed::Instruct => {
                self.officer(self.issue()?.question_to.as_ref().unwrap_or(unit), &[Role::Leader, Role::UnitHead])
            }
            Deed::TakeOver => self.officer(self.above()?, &[Role::UnitHead]),
            Deed::Confirm if self.life.index.is_multiple_of(3) => Ok(Actor::Petitioner(PetitionNo::FIRST)),
            Deed::Confirm | Deed::Reopen => self.officer(registry, &[Role::Supervisor]),
            Deed::ConfirmEnd | Deed::Correct | Deed::Link(_) | Deed::Unlink => {
                self.officer(registry, &[Role::Registrar])
            }
            Deed::Unseal => self.officer(registry, &[Role::Custodian]),
            Deed::AskReview
            | Deed::Rate
            | Deed::RateBad
            | Deed::Withdraw
            | Deed::Undo
            | Deed::File(_)
            | Deed::FileAgain
            | Deed::Join
            | Deed::Try(_) => Ok(Actor::Petitioner(PetitionNo::FIRST)),
        }
    }

    /// An officer of that unit, in turn by the life's number.
    pub fn officer(&self, unit: &UnitCode, roles: &[Role]) -> Result<Actor, AppError> {
        officer(self.office, unit, roles, self.life.index)
    }

    /// The unit above the responsible one.
    pub fn above(&self) -> Result<&UnitCode, AppError> {
        let unit = &self.issue()?.unit;
        self.office.above(unit).next().ok_or_else(|| AppError::Inconsistent(format!("nothing stands above {unit}")))
    }
}
