//! Filing: a petition comes in by any channel and leaves with a number and a query code, once, however often it is sent.
//!
//! The answer exists only when everything is on disk. The code is kept as an HMAC. How a petition comes once stands in `once`.

mod once;
mod sealing;

use huiyin_domain::clock::LastDay;
use huiyin_domain::ids::{MatterId, PetitionNo, PlaceCode, SourceCode, UnitCode};
use huiyin_domain::intake::Channel;
use huiyin_domain::lang::Lang;
use huiyin_domain::matter::command::{AddPetition, Filing};
use huiyin_domain::matter::state::Clock;
use huiyin_domain::matter::{Command, Matter, PersonRole};
use huiyin_domain::office::Actor;
use huiyin_store::Commit;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::App;
use crate::act::Sheet;
use crate::chance;
use crate::code::QueryCode;
use crate::desk::{Desk, Identity};
use crate::error::AppError;
use crate::load::{Loaded, civil_day, time_zone};
use once::fingerprint;
use sealing::{filing_of, registering};

pub use once::check_key;

/// A person as told at the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonRequest {
    /// Who he or she is in the petition.
    pub role: PersonRole,
    /// Who it is.
    pub identity: Identity,
}

/// A petition as it is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilingRequest {
    /// How it came.
    pub channel: Channel,
    /// The unit that takes it in; none: the registry.
    pub at: Option<UnitCode>,
    /// The day of receipt; none: today.
    pub received_on: Option<Date>,
    /// Subject line.
    pub subject: String,
    /// Text.
    pub text: String,
    /// One per demand; none: the subject of a new matter is the demand, and a petition added to an open one has none.
    pub demands: Vec<String>,
    /// Persons; none: anonymous.
    pub persons: Vec<PersonRequest>,
    /// How many stand behind it; none: as many as are named.
    pub persons_count: Option<u32>,
    /// Declared as an accusation.
    pub accusation: bool,
    /// Asked for under seal.
    pub under_seal: bool,
    /// About this office or someone in it.
    pub about_office: bool,
    /// Units complained of or accused.
    pub against: Vec<UnitCode>,
    /// Where it happened.
    pub place: Option<PlaceCode>,
    /// When it happened.
    pub happened_on: Option<Date>,
    /// Where it came from, if from another office.
    pub source: Option<SourceRequest>,
    /// The language its petitioner writes in, where he chose one. The same petition in another is the same petition.
    #[serde(skip)]
    pub language: Option<Lang>,
}

impl FilingRequest {
    /// A petition of words alone: nobody's, against nobody, received today by the registry.
    pub fn of_words(channel: Channel, subject: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            channel,
            at: None,
            received_on: None,
            subject: subject.into(),
            text: text.into(),
            demands: Vec::new(),
            persons: Vec::new(),
            persons_count: None,
            accusation: false,
            under_seal: false,
            about_office: false,
            against: Vec::new(),
            place: None,
            happened_on: None,
            source: None,
            language: None,
        }
    }
}

/// Another office's mark on a petition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRequest {
    /// Who sent it.
    pub code: SourceCode,
    /// Its number there.
    pub number: Option<String>,
    /// The day it wants an answer.
    pub due_on: Option<Date>,
}

/// What the petitioner leaves with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilingReceipt {
    /// The matter.
    pub matter: MatterId,
    /// Which of its petitions.
    pub petition: PetitionNo,
    /// The running number.
    pub number: String,
    /// The query code.
    pub code: QueryCode,
    /// The day of receipt.
    pub received_on: Date,
    /// The last day of the first step.
    pub first_step_due_on: Option<LastDay>,
    /// The answer was given before, to the same key.
    pub repeated: bool,
}

/// A petition laid out on the desk: its words and persons are checked and sealed.
pub struct LaidOut {
    sheet: Sheet,
    request: FilingRequest,
    filing: Filing,
}

impl LaidOut {
    /// The desk, for its files.
    pub const fn desk(&mut self) -> &mut Desk {
        &mut self.sheet.desk
    }
}

impl App {
    /// Registers a new matter with its first petition.
    pub async fn file(
        &self,
        actor: &Actor,
        request: &FilingRequest,
        key: Option<&str>,
    ) -> Result<FilingReceipt, AppError> {
        self.take_in(actor, self.lay_out(request.clone()).await?, key).await
    }

    /// A desk for a matter that is yet to be filed.
    pub(crate) fn new_desk(&self) -> Result<Desk, AppError> {
        Desk::new_matter(&self.keys, chance::matter(self.now())?)
    }

    /// Lays a petition out that begins a new matter; its files may be kept on its desk before it is taken in.
    pub async fn lay_out(&self, request: FilingRequest) -> Result<LaidOut, AppError> {
        let desk = self.new_desk()?;
        let loaded = Loaded { matter: Matter::unborn(desk.matter()), story: Vec::new() };
        self.laid_out(request, Sheet { desk, loaded, office: self.office().await? })
    }

    /// Lays a petition out that is added to a matter the actor may see.
    pub async fn lay_out_on(
        &self,
        actor: &Actor,
        matter: MatterId,
        request: FilingRequest,
    ) -> Result<LaidOut, AppError> {
        self.laid_out(request, self.take_up(actor, matter).await?)
    }

    fn laid_out(&self, request: FilingRequest, mut sheet: Sheet) -> Result<LaidOut, AppError> {
        let today = civil_day(&time_zone(&sheet.office)?, self.now());
        let matter = &sheet.loaded.matter;
        let filing = filing_of(&mut sheet.desk, &self.keys, &request, matter, (&sheet.office, today))?;
        Ok(LaidOut { sheet, request, filing })
    }

    /// Adds a petition to a matter the actor may see.
    pub async fn file_on(
        &self,
        actor: &Actor,
        matter: MatterId,
        request: &FilingRequest,
        key: Option<&str>,
    ) -> Result<FilingReceipt, AppError> {
        self.take_in(actor, self.lay_out_on(actor, matter, request.clone()).await?, key).await
    }

    /// Takes in what was laid out, with the files kept on its desk; or gives once more the answer that its key was given.
    /// That is looked for last, because nearly every request comes once: the claim of the key sees to it that nothing is
    /// taken in twice.
    pub async fn take_in(&self, actor: &Actor, laid: LaidOut, key: Option<&str>) -> Result<FilingReceipt, AppError> {
        key.map_or(Ok(()), check_key)?;
        let (now, said) = (self.now(), fingerprint(&laid)?);
        let taken = self.take_in_anew(actor, laid, key, &said, now).await;
        let Err(error) = taken else { return taken };
        let before = self.answered_before(&said, key, now).await?;
        before.ok_or(if matches!(error, AppError::Taken) { AppError::Conflict } else { error })
    }

    async fn take_in_anew(
        &self,
        actor: &Actor,
        laid: LaidOut,
        key: Option<&str>,
        said: &str,
        now: Timestamp,
    ) -> Result<FilingReceipt, AppError> {
        let LaidOut { sheet: Sheet { desk, loaded, office }, request, filing } = laid;
        let filing = Filing { files: desk.files(), ..filing };
        let command = if loaded.matter.is_born() {
            Command::AddPetition(AddPetition { filing })
        } else {
            Command::Register(registering(request, filing))
        };
        let code = QueryCode::generate()?;
        // Others may have added theirs meanwhile: the code is for the petition as it is decided, the last one.
        let add = |commit: &mut Commit, after: &Matter| {
            commit.claims.extend(self.claims(said, key, (after.id, last(after)), &code, now)?);
            Ok(())
        };
        let outcome = self.carry_out(actor, &command, desk, loaded, office, add).await?;
        receipt_of(&outcome.matter, last(&outcome.matter), code)
    }
}

/// The petition that came last.
fn last(matter: &Matter) -> PetitionNo {
    PetitionNo(u32::try_from(matter.petitions.len()).unwrap_or(u32::MAX))
}

pub(crate) fn receipt_of(matter: &Matter, petition: PetitionNo, code: QueryCode) -> Result<FilingReceipt, AppError> {
    let filed = matter.petition(petition)?;
    let number = filed.number.as_ref().ok_or_else(|| AppError::Inconsistent("a petition has no number".to_owned()))?;
    let first = matter.issues.iter().filter(|issue| issue.raised_by == petition);
    let due = first.filter_map(|issue| matter.next_clock(issue.no)).map(Clock::due).min();
    Ok(FilingReceipt {
        matter: matter.id,
        petition,
        number: number.to_string(),
        code,
        received_on: filed.filed.received_on,
        first_step_due_on: due,
        repeated: false,
    })
}
