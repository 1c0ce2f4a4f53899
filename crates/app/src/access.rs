//! Opening an identity: for a written purpose, by those the policy lets, and never before the entry that says so is on
//! disk. The petitioner reads these entries.

use huiyin_domain::ids::{MatterId, PersonNo, PetitionNo};
use huiyin_domain::matter::Words;
use huiyin_domain::matter::event::Person;
use huiyin_domain::office::policy::{Opening, opens};
use huiyin_domain::office::{Actor, Office};
use huiyin_store::{Commit, Head, NewEntry, StoredEntry, Stream};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::desk::{Bound, Identity, check_text};
use crate::error::AppError;
use crate::load::{decode, encode};

/// An event of the stream `matter/…/access`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum AccessEvent {
    /// Somebody opened an identity.
    IdentityOpened {
        /// Of which petition.
        petition: PetitionNo,
        /// Of which person.
        person: PersonNo,
        /// Salutation and telephone only.
        contact_only: bool,
        /// Who: an officer, or a job that prints or sends.
        by: String,
        /// For what, in his words, sealed.
        purpose: Words,
    },
}

/// One opening, as the petitioner reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// When.
    pub at: Timestamp,
    /// Whose.
    pub person: PersonNo,
    /// Salutation and telephone only.
    pub contact_only: bool,
    /// Who: the officer's name, or the job.
    pub by: String,
    /// The purpose.
    pub purpose: String,
}

impl App {
    /// Opens an identity, as far as the actor may: all of it, or salutation and telephone.
    pub async fn open_identity(
        &self,
        actor: &Actor,
        matter: MatterId,
        petition: PetitionNo,
        person: PersonNo,
        purpose: &str,
    ) -> Result<Identity, AppError> {
        check_text("purpose", purpose, Bound::Demand)?;
        let office = self.office().await?;
        let loaded = self.load_born(&office, matter).await?;
        let opening = opens(actor, &office, &loaded.matter);
        if opening == Opening::Nothing {
            return Err(AppError::NotFound);
        }
        let filed = &loaded.matter.petition(petition)?.filed;
        let whose = *filed.persons.get(person.index()).ok_or(AppError::NotFound)?;
        self.write_access(matter, petition, &whose, opening, purpose, actor).await?;
        let identity = self.read_identity(matter, &whose).await?;
        Ok(match opening {
            Opening::Whole => identity,
            Opening::Contact | Opening::Nothing => {
                Identity { salutation: identity.salutation, phone: identity.phone, ..Identity::default() }
            }
        })
    }

    /// The entry that must be on disk before an identity is opened.
    pub(crate) async fn write_access(
        &self,
        matter: MatterId,
        petition: PetitionNo,
        whose: &Person,
        opening: Opening,
        purpose: &str,
        actor: &Actor,
    ) -> Result<(), AppError> {
        let mut desk = self.desk(matter).await?;
        let event = AccessEvent::IdentityOpened {
            petition,
            person: whose.no,
            contact_only: opening == Opening::Contact,
            by: actor.to_string(),
            purpose: desk.words("purpose", purpose, Bound::Demand)?,
        };
        let stream = Stream::Access(matter);
        let mut commit = Commit::new(self.office_id);
        commit.heads.push(Head { stream: stream.clone(), seq: None });
        commit.contents = desk.contents;
        let body = encode(&event)?;
        commit.entries.push(NewEntry { stream, recorded_at: self.now(), actor: actor.to_string(), body, number: None });
        self.store.writer.commit(commit).await?;
        Ok(())
    }

    /// Who opened the identities of a petition; all of the matter's for those who audit it.
    pub(crate) async fn openings(
        &self,
        office: &Office,
        matter: MatterId,
        of: Option<PetitionNo>,
        stored: &[StoredEntry],
    ) -> Result<Vec<Opened>, AppError> {
        let stream = Stream::Access(matter);
        let mut openings = Vec::new();
        for one in stored {
            let (header, event) = decode::<AccessEvent>(&stream, one)?;
            let AccessEvent::IdentityOpened { petition, person, contact_only, by, purpose } = event;
            if of.is_none_or(|of| of == petition) {
                openings.push((header.recorded_at, person, contact_only, by, purpose));
            }
        }
        if openings.is_empty() {
            return Ok(Vec::new());
        }
        let purposes: Vec<Words> = openings.iter().map(|(.., purpose)| *purpose).collect();
        let words = self.read_words(matter, &purposes).await?;
        let opened = openings.into_iter().map(|(at, person, contact_only, by, purpose)| {
            let officer = by.strip_prefix("officer:").and_then(|code| office.officer(&code.parse().ok()?));
            let by = officer.map_or(by.clone(), |officer| officer.name.clone());
            Opened { at, person, contact_only, by, purpose: words.get(&purpose.id).cloned().unwrap_or_default() }
        });
        Ok(opened.collect())
    }
}
