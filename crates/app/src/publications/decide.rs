//! Deciding on publications: entries of their stream, with what was said sealed under the key of the matter that was answered.

use huiyin_domain::ids::{IssueNo, MatterId, PublicationId};
use huiyin_domain::office::Actor;
use huiyin_domain::office::policy::{Reading, reads};
use huiyin_domain::publication::{PublicationCommand, PublicationEvent, PublicationFacts, PublicationPart, decide};
use huiyin_insight::mask;
use huiyin_store::{Commit, CommitError, Head, NewEntry, Stream};

use crate::App;
use crate::act::TRIES;
use crate::chance;
use crate::desk::{Bound, Desk};
use crate::error::AppError;
use crate::load::encode;

/// What an officer does with a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicationDeed {
    /// Everybody may read it.
    Publish,
    /// Nobody may any more.
    TakeBack,
}

impl App {
    /// Prepares words for everybody: question and answer, each without a number or an address of anybody.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such matter for this actor; what breaks its bound; a refusal; a conflict.
    pub async fn prepare_publication(
        &self,
        actor: &Actor,
        (matter, issue): (MatterId, IssueNo),
        (question, answer): (&str, &str),
    ) -> Result<PublicationId, AppError> {
        self.open_to(actor, matter).await?;
        let mut desk = self.desk(matter).await?;
        let command = PublicationCommand::Prepare {
            issue,
            question: desk.words("question", question, Bound::Demand)?,
            answer: desk.words("answer", answer, Bound::Note)?,
            told: told(PublicationPart::Question, question).or_else(|| told(PublicationPart::Answer, answer)),
        };
        let id = chance::publication()?;
        self.commit_publication(actor, (id, matter), &command, &desk).await?;
        Ok(id)
    }

    /// Publishes what was prepared, or takes it back, for a reason.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, or its matter may not be read; a refusal; a conflict that stays.
    pub async fn decide_publication(
        &self,
        actor: &Actor,
        id: PublicationId,
        deed: PublicationDeed,
        reason: &str,
    ) -> Result<(), AppError> {
        let matter = self.answered_in(id).await?;
        self.open_to(actor, matter).await?;
        let mut desk = self.desk(matter).await?;
        let reason = desk.words("reason", reason, Bound::Demand)?;
        let command = match deed {
            PublicationDeed::Publish => PublicationCommand::Publish { reason },
            PublicationDeed::TakeBack => PublicationCommand::TakeBack { reason },
        };
        self.commit_publication(actor, (id, matter), &command, &desk).await
    }

    /// The petitioner of that matter wishes it back.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where it tells the answer of another matter; a refusal; a conflict that stays.
    pub async fn wish_publication_back(
        &self,
        petitioner: &Actor,
        matter: MatterId,
        id: PublicationId,
        reason: &str,
    ) -> Result<(), AppError> {
        if self.answered_in(id).await? != matter {
            return Err(AppError::NotFound);
        }
        let mut desk = self.desk(matter).await?;
        let command = PublicationCommand::AskBack { reason: desk.words("reason", reason, Bound::Demand)? };
        self.commit_publication(petitioner, (id, matter), &command, &desk).await
    }

    /// The matter whose answer it tells.
    async fn answered_in(&self, id: PublicationId) -> Result<MatterId, AppError> {
        Ok(self.shelf().await?.all.get(id).ok_or(AppError::NotFound)?.prepared.matter)
    }

    /// The actor may read the words of that matter.
    async fn open_to(&self, actor: &Actor, matter: MatterId) -> Result<(), AppError> {
        let office = self.office().await?;
        let loaded = self.load_born(&office, matter).await?;
        if reads(actor, &office, &loaded.matter) < Reading::Words { Err(AppError::NotFound) } else { Ok(()) }
    }

    async fn commit_publication(
        &self,
        actor: &Actor,
        (id, matter): (PublicationId, MatterId),
        command: &PublicationCommand,
        desk: &Desk,
    ) -> Result<(), AppError> {
        let mut office = self.office().await?;
        for _ in 0..TRIES {
            let loaded = self.load_born(&office, matter).await?;
            let (known, today) = (self.shelf().await?, self.today().await?);
            let facts = PublicationFacts { today, actor, office: &office, matter: &loaded.matter };
            let Some(event) = decide(&known.all, id, command, &facts)? else { return Ok(()) };
            let heads = [
                (Stream::Publications, known.all.seq),
                (Stream::Matter(matter), loaded.matter.seq),
                (Stream::Office, office.seq),
            ];
            match self.store.writer.commit(self.publication_commit(actor, heads, &event, desk)?).await {
                Ok(_) => return Ok(()),
                Err(CommitError::Conflict(_)) => office = self.reload_office().await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(AppError::Conflict)
    }

    fn publication_commit(
        &self,
        actor: &Actor,
        heads: [(Stream, u64); 3],
        event: &PublicationEvent,
        desk: &Desk,
    ) -> Result<Commit, AppError> {
        let mut commit = Commit::new(self.office_id);
        commit.heads.extend(heads.map(|(stream, seq)| Head { stream, seq: Some(seq) }));
        let (recorded_at, actor, body) = (self.now(), actor.to_string(), encode(event)?);
        commit.entries.push(NewEntry { stream: Stream::Publications, recorded_at, actor, body, number: None });
        commit.contents.clone_from(&desk.contents);
        Ok(commit)
    }
}

/// Where somebody's number or address first stands in a text: line and sign, from 1.
fn told(part: PublicationPart, text: &str) -> Option<(PublicationPart, u32, u32)> {
    // As it is kept: without the space around it.
    let text = text.trim();
    let start = mask::places(text).first()?.start;
    let before: Vec<char> = text.chars().take(start).collect();
    let line = before.iter().filter(|sign| **sign == '\n').count();
    let sign = before.iter().rev().take_while(|sign| **sign != '\n').count();
    Some((part, from_one(line), from_one(sign)))
}

fn from_one(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_by_line_and_sign() {
        let answer = PublicationPart::Answer;
        for (text, expected) in [
            ("路灯已修复。", None),
            ("13800138000", Some((answer, 1, 1))),
            ("\n已修复。\n请电13800138000。", Some((answer, 2, 3))),
        ] {
            assert_eq!(told(answer, text), expected, "{text}");
        }
    }
}
