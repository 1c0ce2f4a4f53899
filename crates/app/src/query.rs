//! The petitioner's door: the query code alone finds the matter, and opens what is the petitioner's own.

use huiyin_domain::ids::{MatterId, PetitionNo};
use huiyin_domain::matter::command::Serve;
use huiyin_domain::matter::{Command, ServiceWay, State};
use huiyin_domain::office::Actor;
use huiyin_store::ClaimKind;

use crate::App;
use crate::code::QueryCode;
use crate::error::AppError;
use crate::letter::LetterFile;
use crate::story::View;

impl App {
    /// Whose code that is. A code nobody holds and a code mistyped are told alike.
    pub async fn holder(&self, typed: &str) -> Result<(MatterId, Actor), AppError> {
        let code = QueryCode::parse(typed).ok_or(AppError::NotFound)?;
        let claim = self.keys.code_claim(code.as_str());
        let kept = self.store.claims.claim(self.office_id, ClaimKind::QueryCode, &claim, self.now()).await?;
        let kept = kept.ok_or(AppError::NotFound)?;
        let (matter, petition) = kept.split_first_chunk::<16>().ok_or(AppError::NotFound)?;
        let petition: [u8; 4] = petition.try_into().map_err(|_| AppError::NotFound)?;
        Ok((MatterId::from_bytes(*matter), Actor::Petitioner(PetitionNo(u32::from_be_bytes(petition)))))
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
