//! A notice to somebody who left an address: that a petition was received, or that there is an answer. The mail has the
//! number in it and nothing else; the address is read from the envelope when it is sent, and the entry that says so stands
//! in the access list like any other.
//!
//! That entry also keeps a notice from leaving twice: it is written before the mail is handed over, and bears the try in
//! its purpose. A try that was begun and neither ended nor failed broke off with the process; nobody knows whether its mail
//! left, so it is not sent again. What failed is tried again as another try.

use huiyin_domain::ids::{MatterId, PersonNo, PetitionNo};
use huiyin_domain::matter::event::Person;
use huiyin_domain::office::Actor;
use huiyin_domain::office::policy::Opening;
use huiyin_store::read::ClaimedJob;
use huiyin_store::{JobKind, NewJob};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::App;
use crate::error::AppError;
use crate::jobs::after_failures;
use crate::load::encode;
use crate::ports::{Mail, MailText, Post, PostError};

/// The job's name, as entries bear it.
const SENDER: Actor = Actor::Job("send-mail");

/// Tries of one notice: over about two days. A server that is away for longer has lost more than this.
const TRIES_MAX: u32 = 20;

/// Whom a notice is for, and the how many-th try it is: ids only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Notice {
    pub matter: MatterId,
    pub petition: PetitionNo,
    pub person: PersonNo,
    /// Tries that failed.
    #[serde(default)]
    pub failed: u32,
}

impl App {
    pub(crate) async fn send_notice(&self, job: &ClaimedJob) -> Result<(), AppError> {
        let notice: Notice = serde_json::from_slice(&job.payload)
            .map_err(|_| AppError::Inconsistent(format!("jobs.payload of {} cannot be read", job.key)))?;
        let what = what(&job.key);
        let purpose = purpose(what, notice.failed);
        let Some(post) = &self.post else {
            return Err(AppError::Unavailable("no mail server is set".to_owned()));
        };
        let office = self.office().await?;
        let (loaded, access) = self.load_with_access(&office, notice.matter).await?;
        let opened = self.openings(&office, notice.matter, Some(notice.petition), &access).await?;
        if opened.iter().any(|opened| opened.person == notice.person && opened.purpose == purpose) {
            tracing::error!(
                job = job.key,
                "a mail broke off with the process; whether it left is not known, it is not sent again"
            );
            return Ok(());
        }
        let petition = loaded.matter.petition(notice.petition)?;
        let person = *petition.filed.persons.get(notice.person.index()).ok_or(AppError::NotFound)?;
        let number = petition.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let text = if what == RECEIVED { MailText::Received { number } } else { MailText::Answer { number } };
        let id = mail_id(&format!("{}/{}/{}/{what}", notice.matter, notice.petition, notice.person));
        let catalogue = office.packs.catalogue(petition.filed.received_on);
        let lang = petition.filed.language.unwrap_or_default();
        let unaddressed = Mail { id, to: String::new(), office_name: office.name.clone(), lang, catalogue, text };
        self.write_access(notice.matter, notice.petition, &person, Opening::Contact, &purpose, &SENDER).await?;
        // The try has begun: from here on whatever fails is told by a further try, for this one is not made again.
        match self.addressed(post.as_ref(), unaddressed, notice.matter, &person).await {
            Ok(()) => Ok(()),
            Err(error) => self.try_again(job, notice, &error).await,
        }
    }

    /// Sends the mail to the address in the person's envelope.
    async fn addressed(&self, post: &dyn Post, mail: Mail, matter: MatterId, person: &Person) -> Result<(), PostError> {
        let opened = self.read_identity(matter, person).await;
        let identity = opened.map_err(|error| PostError { why: error.to_string(), is_final: false })?;
        post.send(&Mail { to: identity.email, ..mail }).await
    }

    /// Queues the next try under a key of its own, so that this one can end.
    async fn try_again(&self, job: &ClaimedJob, notice: Notice, why: &PostError) -> Result<(), AppError> {
        let failed = notice.failed + 1;
        tracing::warn!(job = job.key, failed, %why, "a mail did not leave");
        if failed == TRIES_MAX || why.is_final {
            tracing::error!(job = job.key, "a mail is given up");
            return Ok(());
        }
        let key = format!("{}/{failed}", notice_key(&job.key));
        let run_at = after_failures(self.now(), notice.failed);
        let payload = encode(&Notice { failed, ..notice })?;
        Ok(self.store.jobs.queue(self.office_id, NewJob { kind: JobKind::SendMail, key, payload, run_at }).await?)
    }
}

/// The last part of the key of a notice that a petition was received.
pub(crate) const RECEIVED: &str = "received";

/// The key without the number of the try.
fn notice_key(key: &str) -> &str {
    key.match_indices('/').nth(3).map_or(key, |(at, _)| &key[..at])
}

/// What a notice is about: the part of its key after matter, petition and person.
fn what(key: &str) -> &str {
    notice_key(key).rsplit('/').next().unwrap_or_default()
}

/// What stands in the access list.
fn purpose(what: &str, failed: u32) -> String {
    if failed == 0 { format!("notice {what}") } else { format!("notice {what} {}", failed + 1) }
}

/// Half a SHA-256 of what a mail is: the same for each try, and no way back.
pub(crate) fn mail_id(of: &str) -> String {
    huiyin_store::journal::hex(&Sha256::digest(of)[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_what_its_notice_is_about_at_every_try() {
        for key in ["m/1/2/received", "m/1/2/received/1", "m/1/2/received/19"] {
            assert_eq!((notice_key(key), what(key)), ("m/1/2/received", RECEIVED));
        }
        assert_eq!(
            (purpose("answer-3", 0), purpose("answer-3", 1)),
            ("notice answer-3".to_owned(), "notice answer-3 2".to_owned())
        );
    }
}
