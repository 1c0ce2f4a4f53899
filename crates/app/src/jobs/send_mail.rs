//! A notice to somebody who left an address: that a petition was received, or that there is an answer. The mail has the
//! number in it and nothing else; the address is read from the envelope when it is sent, and the entry that says so stands
//! in the access list like any other.

use huiyin_domain::ids::{MatterId, PersonNo, PetitionNo};
use huiyin_domain::office::Actor;
use huiyin_domain::office::policy::Opening;
use huiyin_store::read::ClaimedJob;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::error::AppError;
use crate::ports::{Mail, MailText};

/// The job's name, as entries bear it.
const SENDER: Actor = Actor::Job("send-mail");

/// Whom a notice is for: ids only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Notice {
    pub matter: MatterId,
    pub petition: PetitionNo,
    pub person: PersonNo,
}

impl App {
    pub(crate) async fn send_notice(&self, job: &ClaimedJob) -> Result<(), AppError> {
        let Some(post) = &self.post else {
            return Err(AppError::Unavailable("no mail server is set".to_owned()));
        };
        let notice: Notice = serde_json::from_slice(&job.payload)
            .map_err(|_| AppError::Inconsistent(format!("jobs.payload of {} cannot be read", job.key)))?;
        let office = self.office().await?;
        let matter = self.load_born(&office, notice.matter).await?.matter;
        let petition = matter.petition(notice.petition)?;
        let person = *petition.filed.persons.get(notice.person.index()).ok_or(AppError::NotFound)?;
        let number = petition.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let received = job.key.ends_with("/received");
        let text = if received { MailText::Received { number } } else { MailText::Answer { number } };
        self.write_access(notice.matter, notice.petition, &person, Opening::Contact, "notice", &SENDER).await?;
        let to = self.read_identity(notice.matter, &person).await?.email;
        let mail = Mail { to, office_name: office.name.clone(), text };
        post.send(&mail).await.map_err(|error| AppError::Unavailable(error.to_string()))
    }
}
