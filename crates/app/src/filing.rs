//! Filing: a petition comes in by any channel and leaves with a number and a query code, once, however often it is sent.
//!
//! The answer exists only when everything is on disk. The code is kept as an HMAC; the answer to a repeated idempotency
//! key is kept 24 hours, sealed under a key made from that key, which we do not keep.

use huiyin_domain::ids::{MatterId, PersonNo, PetitionNo, PlaceCode, SourceCode, UnitCode};
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::command::{AddPetition, Filing, Register};
use huiyin_domain::matter::event::{Person, Source};
use huiyin_domain::matter::state::Clock;
use huiyin_domain::matter::{Command, Matter, PersonRole, Words};
use huiyin_domain::office::{Actor, Office};
use huiyin_store::{Claim, ClaimKind, Commit};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::App;
use crate::act::{Outcome, Sheet};
use crate::chance;
use crate::code::QueryCode;
use crate::desk::{Bound, Desk, IDENTITY_CHARS_MAX, Identity};
use crate::error::{AppError, Invalid};
use crate::load::{Loaded, civil_day, encode, time_zone};
use crate::seal::{Place, open, seal};

/// How long the answer to an idempotency key is kept.
const ANSWER_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Longest idempotency key, in bytes: two UUIDs with room.
pub const IDEMPOTENCY_KEY_BYTES_MAX: usize = 200;

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
    pub first_step_due_on: Option<Date>,
    /// The answer was given before, to the same key.
    pub repeated: bool,
}

/// A petition laid out on the desk: its words and persons are checked and sealed.
pub struct LaidOut {
    sheet: Sheet,
    filing: Filing,
}

impl LaidOut {
    /// The desk, for its files.
    pub const fn desk(&mut self) -> &mut Desk {
        &mut self.sheet.desk
    }
}

/// What is kept under an idempotency key.
#[derive(Serialize, Deserialize)]
struct KeptAnswer {
    request: String,
    matter: MatterId,
    petition: PetitionNo,
    code: String,
}

impl App {
    /// Registers a new matter with its first petition.
    pub async fn file(
        &self,
        actor: &Actor,
        request: &FilingRequest,
        key: Option<&str>,
    ) -> Result<FilingReceipt, AppError> {
        self.take_in(actor, request, self.lay_out(request).await?, key).await
    }

    /// A desk for a matter that is yet to be filed.
    pub(crate) fn new_desk(&self) -> Result<Desk, AppError> {
        Desk::new_matter(&self.keys, chance::matter()?)
    }

    /// Lays a petition out that begins a new matter; its files may be kept on its desk before it is taken in.
    pub async fn lay_out(&self, request: &FilingRequest) -> Result<LaidOut, AppError> {
        let desk = self.new_desk()?;
        let loaded = Loaded { matter: Matter::unborn(desk.matter()), story: Vec::new() };
        self.laid_out(request, Sheet { desk, loaded, office: self.office().await? })
    }

    /// Lays a petition out that is added to a matter the actor may see.
    pub async fn lay_out_on(
        &self,
        actor: &Actor,
        matter: MatterId,
        request: &FilingRequest,
    ) -> Result<LaidOut, AppError> {
        self.laid_out(request, self.take_up(actor, matter).await?)
    }

    fn laid_out(&self, request: &FilingRequest, mut sheet: Sheet) -> Result<LaidOut, AppError> {
        let today = civil_day(&time_zone(&sheet.office)?, self.now());
        let matter = &sheet.loaded.matter;
        let filing = filing_of(&mut sheet.desk, &self.keys, request, matter, (&sheet.office, today))?;
        Ok(LaidOut { sheet, filing })
    }

    /// Adds a petition to a matter the actor may see.
    pub async fn file_on(
        &self,
        actor: &Actor,
        matter: MatterId,
        request: &FilingRequest,
        key: Option<&str>,
    ) -> Result<FilingReceipt, AppError> {
        self.take_in(actor, request, self.lay_out_on(actor, matter, request).await?, key).await
    }

    /// Takes in what was laid out, with the files kept on its desk; or gives once more the answer that its key was given.
    /// That is looked for last, because nearly every request comes once: the claim of the key sees to it that nothing is
    /// taken in twice, and the files of a second time are removed.
    pub async fn take_in(
        &self,
        actor: &Actor,
        request: &FilingRequest,
        laid: LaidOut,
        key: Option<&str>,
    ) -> Result<FilingReceipt, AppError> {
        key.map_or(Ok(()), check_key)?;
        let desk = &laid.sheet.desk;
        let (now, request_hash) = (self.now(), fingerprint(request, desk)?);
        let (matter, files) = (desk.matter(), desk.files());
        let taken = self.take_in_anew(actor, request, laid, key, &request_hash, now).await;
        let Err(error) = taken else { return taken };
        let is_second = matches!(error, AppError::Taken);
        if is_second {
            self.discard_files(matter, &files).await;
        }
        let before = self.answered_before(&request_hash, key, now).await?;
        before.ok_or(if is_second { AppError::Conflict } else { error })
    }

    async fn take_in_anew(
        &self,
        actor: &Actor,
        request: &FilingRequest,
        laid: LaidOut,
        key: Option<&str>,
        request_hash: &str,
        now: Timestamp,
    ) -> Result<FilingReceipt, AppError> {
        let LaidOut { sheet: Sheet { desk, loaded, office }, filing } = laid;
        let filing = Filing { files: desk.files(), ..filing };
        let petition = PetitionNo::after(loaded.matter.petitions.len());
        let command = if loaded.matter.is_born() {
            Command::AddPetition(AddPetition { filing })
        } else {
            Command::Register(registering(request, filing))
        };
        let code = QueryCode::generate()?;
        let matter = desk.matter();
        let claims = self.claims(request_hash, key, matter, petition, &code, now)?;
        let add = |commit: &mut Commit| {
            commit.claims.extend(claims.iter().cloned());
            Ok(())
        };
        receipt_of(&self.carry_out(actor, &command, desk, loaded, office, add).await?, petition, code)
    }

    /// What must be unique: the code, and the key with its answer.
    fn claims(
        &self,
        request_hash: &str,
        key: Option<&str>,
        matter: MatterId,
        petition: PetitionNo,
        code: &QueryCode,
        now: Timestamp,
    ) -> Result<Vec<Claim>, AppError> {
        let value = [matter.to_bytes().as_slice(), &petition.0.to_be_bytes()].concat();
        let kind = ClaimKind::QueryCode;
        let mut claims = vec![Claim { kind, key: self.keys.code_claim(code.as_str()), value, expires_at: None }];
        if let Some(key) = key {
            let (claim, sealing) = self.keys.idempotency(key);
            let kept =
                KeptAnswer { request: request_hash.to_owned(), matter, petition, code: code.as_str().to_owned() };
            let value = seal(&sealing, Place::Answer, &encode(&kept)?)?;
            let expires_at = now.checked_add(ANSWER_KEPT).ok();
            claims.push(Claim { kind: ClaimKind::Idempotency, key: claim, value, expires_at });
        }
        Ok(claims)
    }

    /// The answer already given to this key, if it was given to this request.
    async fn answered_before(
        &self,
        request_hash: &str,
        key: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<FilingReceipt>, AppError> {
        let Some(key) = key else { return Ok(None) };
        let (claim, sealing) = self.keys.idempotency(key);
        let Some(sealed) = self.store.claims.claim(self.office_id, ClaimKind::Idempotency, &claim, now).await? else {
            return Ok(None);
        };
        let kept: KeptAnswer = serde_json::from_slice(&open(&sealing, Place::Answer, &sealed)?)
            .map_err(|_| AppError::Inconsistent("claims.value of an idempotency key cannot be read".to_owned()))?;
        if kept.request != request_hash {
            return Err(AppError::KeyReused);
        }
        let office = self.office().await?;
        let loaded = self.load_born(&office, kept.matter).await?;
        let code = QueryCode::parse(&kept.code).ok_or(AppError::NotFound)?;
        let outcome = Outcome { matter: loaded.matter, events: Vec::new(), receipt: None };
        Ok(Some(FilingReceipt { repeated: true, ..receipt_of(&outcome, kept.petition, code)? }))
    }
}

fn check_key(key: &str) -> Result<(), Invalid> {
    if key.is_empty() || key.len() > IDEMPOTENCY_KEY_BYTES_MAX {
        return Err(Invalid::bound("idempotency-key", "too-long", IDEMPOTENCY_KEY_BYTES_MAX as u64));
    }
    Ok(())
}

fn receipt_of(outcome: &Outcome, petition: PetitionNo, code: QueryCode) -> Result<FilingReceipt, AppError> {
    let matter = &outcome.matter;
    let filed = matter.petition(petition)?;
    let number = filed.number.as_ref().ok_or_else(|| AppError::Inconsistent("a petition has no number".to_owned()))?;
    let first = matter.issues.iter().filter(|issue| issue.raised_by == petition);
    let due = first.filter_map(|issue| matter.next_clock(issue.no)).map(Clock::last_day).min();
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

/// Two requests under one key are the same where this is: words, persons, and files by name and content.
fn fingerprint(request: &FilingRequest, desk: &Desk) -> Result<String, AppError> {
    let mut hasher = Sha256::new();
    hasher.update(encode(request)?);
    for kept in &desk.kept {
        hasher.update(encode(&kept.note)?);
    }
    Ok(huiyin_store::journal::hex(&hasher.finalize()))
}

fn registering(request: &FilingRequest, filing: Filing) -> Register {
    Register {
        filing,
        accusation: request.accusation,
        under_seal: request.under_seal,
        about_office: request.about_office,
        against: request.against.clone(),
        place: request.place.clone(),
        happened_on: request.happened_on,
    }
}

/// Seals the words and identities of a petition, in the order in which it is read.
fn filing_of(
    desk: &mut Desk,
    keys: &crate::keys::Keys,
    request: &FilingRequest,
    matter: &Matter,
    (office, today): (&Office, Date),
) -> Result<Filing, AppError> {
    let mut persons = Vec::with_capacity(request.persons.len());
    for (place, person) in request.persons.iter().enumerate() {
        check_identity(place, &person.identity)?;
        let (envelope, commitment) = desk.envelope(keys, &person.identity)?;
        let mail = !person.identity.email.is_empty();
        persons.push(Person { no: PersonNo::after(place), role: person.role, envelope, commitment, mail });
    }
    let named = u32::try_from(persons.len()).unwrap_or(u32::MAX);
    Ok(Filing {
        channel: request.channel,
        at: request.at.clone().unwrap_or_else(|| office.registry.clone()),
        received_on: request.received_on.unwrap_or(today),
        subject: desk.words("subject", &request.subject, Bound::Subject)?,
        text: desk.words("text", &request.text, Bound::Text)?,
        files: Vec::new(),
        persons,
        persons_count: request.persons_count.unwrap_or_else(|| named.max(1)),
        reachable: is_reachable(request),
        demands: demands(desk, request, matter)?,
        source: source(desk, request)?,
    })
}

/// The demands as told. Where none is, the subject is the demand of a new matter, or of one of which nothing is open any
/// more; what is added to an open matter without a demand belongs to what is demanded there already.
fn demands(desk: &mut Desk, request: &FilingRequest, matter: &Matter) -> Result<Vec<Words>, AppError> {
    if request.demands.is_empty() && !matter.has_ended() {
        return Ok(Vec::new());
    }
    if request.demands.is_empty() {
        return Ok(vec![desk.words("subject", &request.subject, Bound::Demand)?]);
    }
    let numbered = request.demands.iter().enumerate();
    numbered.map(|(place, demand)| desk.words(&format!("demands.{place}"), demand, Bound::Demand)).collect()
}

fn source(desk: &mut Desk, request: &FilingRequest) -> Result<Option<Source>, AppError> {
    let Some(source) = &request.source else { return Ok(None) };
    let number =
        source.number.as_deref().map(|number| desk.words("source.number", number, Bound::Subject)).transpose()?;
    Ok(Some(Source { code: source.code.clone(), number, due_on: source.due_on }))
}

fn check_identity(place: usize, identity: &Identity) -> Result<(), Invalid> {
    let fields = [
        ("name", &identity.name),
        ("salutation", &identity.salutation),
        ("phone", &identity.phone),
        ("email", &identity.email),
        ("address", &identity.address),
        ("id_number", &identity.id_number),
    ];
    for (field, value) in fields {
        if value.chars().count() > IDENTITY_CHARS_MAX {
            return Err(Invalid::bound(format!("persons.{place}.{field}"), "too-long", IDENTITY_CHARS_MAX as u64));
        }
        let is_line_break = |c: char| field == "address" && matches!(c, '\n' | '\r' | '\t');
        if value.chars().any(|c| c.is_control() && !is_line_break(c)) {
            return Err(Invalid::new(format!("persons.{place}.{field}"), "control-character"));
        }
    }
    if identity.name.trim().is_empty() {
        return Err(Invalid::new(format!("persons.{place}.name"), "empty"));
    }
    Ok(())
}

/// Somebody holds the query code, or has an address: what came by an anonymous letter reaches nobody.
fn is_reachable(request: &FilingRequest) -> bool {
    let has_code = matches!(request.channel, Channel::Online | Channel::Visit | Channel::Call | Channel::Machine);
    let has_address = request.persons.iter().any(|person| {
        let identity = &person.identity;
        !(identity.address.is_empty() && identity.phone.is_empty() && identity.email.is_empty())
    });
    has_code || has_address
}
