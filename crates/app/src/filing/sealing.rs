//! A petition on the desk: its words and identities checked and sealed, in the order in which it is read.

use huiyin_domain::ids::PersonNo;
use huiyin_domain::intake::Channel;
use huiyin_domain::matter::command::{Filing, Register};
use huiyin_domain::matter::event::{Person, Source};
use huiyin_domain::matter::{Matter, Words};
use huiyin_domain::office::Office;
use jiff::civil::Date;

use super::FilingRequest;
use crate::desk::{Bound, Desk, Identity};
use crate::error::{AppError, Invalid};
use crate::keys::Keys;

/// What registers a new matter with its first petition.
pub(super) fn registering(request: FilingRequest, filing: Filing) -> Register {
    Register {
        filing,
        accusation: request.accusation,
        under_seal: request.under_seal,
        about_office: request.about_office,
        against: request.against,
        place: request.place,
        happened_on: request.happened_on,
    }
}

/// Seals the words and identities of a petition.
pub(super) fn filing_of(
    desk: &mut Desk,
    keys: &Keys,
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
        language: request.language,
    })
}

/// The demands as told. Where none is, the subject is the demand of a new matter, or of one in which everything has been
/// answered; what is added to an open matter without a demand belongs to what is demanded there already.
fn demands(desk: &mut Desk, request: &FilingRequest, matter: &Matter) -> Result<Vec<Words>, AppError> {
    if request.demands.is_empty() && matter.awaits_answer() {
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
    let first = identity.faults().into_iter().next();
    first.map_or(Ok(()), |fault| Err(Invalid { field: format!("persons.{place}.{}", fault.field), ..fault }))
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
