//! The petitioner's door: the query code alone finds the matter, and opens what is the petitioner's own.

use huiyin_domain::ids::{MatterId, PetitionNo};
use huiyin_domain::matter::command::{ReplaceCode, Serve};
use huiyin_domain::matter::{Command, Matter, ServiceWay, State};
use huiyin_domain::office::Actor;
use huiyin_store::{Claim, ClaimKind, Commit};

use crate::App;
use crate::act::Sheet;
use crate::code::{CodeOf, QueryCode};
use crate::desk::Bound;
use crate::error::AppError;
use crate::filing::{FilingReceipt, receipt_of};
use crate::letter::LetterFile;
use crate::story::View;

impl App {
    /// Whose code that is. A code nobody holds and a code mistyped are told alike.
    pub async fn holder(&self, typed: &str) -> Result<(MatterId, Actor), AppError> {
        let code = QueryCode::parse(typed).ok_or(AppError::NotFound)?;
        let claim = self.keys.code_claim(code.as_str());
        let kept = self.store.claims.claim(self.office_id, ClaimKind::QueryCode, &claim, self.now()).await?;
        let of = kept.and_then(|kept| CodeOf::from_bytes(&kept)).ok_or(AppError::NotFound)?;
        let dead = self.store.claims.claim(self.office_id, ClaimKind::DeadCode, &of.to_bytes(), self.now()).await?;
        if dead.is_some() {
            return Err(AppError::NotFound);
        }
        Ok((of.matter, Actor::Petitioner(of.petition)))
    }

    /// Gives a petition another code, for somebody who lost it and has shown who it is; the one before is dead at once, and
    /// so is every visit that began with it.
    pub async fn replace_code(
        &self,
        actor: &Actor,
        matter: MatterId,
        petition: PetitionNo,
        how: &str,
    ) -> Result<FilingReceipt, AppError> {
        let Sheet { mut desk, loaded, office } = self.take_up(actor, matter).await?;
        let command = ReplaceCode { petition, how: desk.words("how", how, Bound::Note)? }.into();
        let code = QueryCode::generate()?;
        let replace = |commit: &mut Commit, after: &Matter| {
            let nth = after.petition(petition)?.code_nth;
            let dead = CodeOf { matter, petition, nth: nth.saturating_sub(1) }.to_bytes();
            let kind = ClaimKind::DeadCode;
            commit.claims.push(Claim { kind, key: dead, value: nth.to_be_bytes().to_vec(), expires_at: None });
            commit.claims.push(self.code_claim(&code, CodeOf { matter, petition, nth }));
            Ok(())
        };
        let outcome = self.carry_out(actor, &command, desk, loaded, office, replace).await?;
        receipt_of(&outcome.matter, petition, code)
    }

    /// Where it is now, for the holder of that code.
    pub async fn query(&self, typed: &str) -> Result<View, AppError> {
        let (matter, actor) = self.holder(typed).await?;
        self.view(&actor, matter).await
    }

    /// A letter, opened with the code: which is its service, where it had not been served before.
    pub async fn open_letter(
        &self,
        typed: &str,
        document: huiyin_domain::ids::DocumentNo,
    ) -> Result<LetterFile, AppError> {
        let (id, actor) = self.holder(typed).await?;
        let letter = self.letter(&actor, id, document).await?;
        let office = self.office().await?;
        let loaded = self.load_born(&office, id).await?;
        let Actor::Petitioner(petition) = actor else { return Err(AppError::NotFound) };
        let waiting = loaded.matter.issues.iter().find(|issue| match issue.state {
            State::Decided { document: waiting, .. } | State::Reviewed { document: waiting, .. } => waiting == document,
            _ => false,
        });
        if let Some(issue) = waiting.filter(|issue| !issue.served.contains_key(&petition)) {
            let on = self.today().await?;
            let serve = Serve { issue: issue.no, petition, way: ServiceWay::QueryCode, proof: None, on };
            self.act(&actor, id, |_| Ok(Command::Serve(serve))).await?;
        }
        Ok(letter)
    }
}
