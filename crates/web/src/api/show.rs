//! How a matter is shown: the JSON of a view. Codes stay codes; words are looked up by the id that events name.

use std::collections::BTreeMap;

use huiyin_app::story::View;
use huiyin_domain::clock::Derivation;
use huiyin_domain::matter::allowed::{Offer, Target};
use huiyin_domain::matter::state::{Clock, ClockState, Document, DocumentState, Issue};
use huiyin_domain::office::Office;
use huiyin_render::Say;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::files::FileBody;
use crate::problem::Instead;

/// A matter as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatterBody {
    /// Its id.
    matter: String,
    /// The day it is seen on.
    #[schema(value_type = String, format = Date)]
    today: Date,
    /// Its issues.
    issues: Vec<IssueBody>,
    /// Its papers.
    documents: Vec<DocumentBody>,
    /// Its files.
    files: Vec<FileBody>,
    /// Its story, oldest first.
    story: Vec<LineBody>,
    /// The words that the story's events name by their id.
    words: BTreeMap<String, String>,
    /// What may be done next, and why other things may not.
    offers: Vec<OfferBody>,
    /// Who opened the identities.
    opened: Vec<OpenedBody>,
}

/// One demand.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssueBody {
    /// Which.
    issue: u32,
    /// Where it stands.
    stage: String,
    /// The responsible unit.
    unit: String,
    /// Its name.
    unit_name: String,
    /// Who must act now.
    acting: String,
    /// The demand.
    demand: Option<String>,
    kind: Option<String>,
    way: Option<String>,
    class: Option<String>,
    /// How it was decided.
    outcome: Option<String>,
    /// Its clocks that are not over.
    clocks: Vec<ClockBody>,
}

/// A clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockBody {
    /// Which.
    clock: u32,
    /// What it is for.
    step: String,
    /// The same in words, in the caller's language.
    name: String,
    /// The article, as the caller's language cites it.
    article: String,
    /// Who must act.
    unit: String,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    last_day: Date,
    /// Days off that it hangs on are not published yet: it may still move.
    provisional: bool,
    /// It has run out.
    overdue: bool,
    /// It stands still.
    paused: bool,
    /// How the day came about.
    #[schema(value_type = Object)]
    derivation: Derivation,
    /// The same in words, line by line, in the caller's language.
    explanation: Vec<String>,
}

/// A paper.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentBody {
    document: u32,
    kind: String,
    issue: u32,
    number: Option<String>,
    /// numbered, issued, voided.
    state: &'static str,
    sha256: Option<String>,
}

/// A line of the story.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineBody {
    seq: u64,
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    actor: String,
    number: Option<String>,
    /// What happened, in its stored form.
    #[schema(value_type = Object)]
    event: serde_json::Value,
}

/// What may be done, or why not.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferBody {
    command: String,
    /// `matter`, `issue/1`, `clock/2`, `document/1`, `petition/1`.
    target: String,
    allowed: bool,
    #[schema(value_type = Option<String>, format = Date)]
    last_day: Option<Date>,
    /// Days off that the last day hangs on are not published yet: it may still move.
    provisional: bool,
    refusal: Option<String>,
    /// By which article it may be done, or may not: as the pack of its clock cites it, else a code of law and number.
    article: String,
    /// The article in the caller's language, of the law that holds for the matter.
    basis: String,
    /// Why it may not be done, in the caller's language.
    reason: Option<String>,
    instead: Option<Instead>,
}

/// An identity that was opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenedBody {
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    person: u32,
    /// Salutation and telephone only.
    contact_only: bool,
    /// Who: the officer's name, or the job.
    by: String,
    purpose: String,
}

/// The JSON of a view, its dates explained in the caller's language.
pub fn matter(view: View, say: &Say) -> MatterBody {
    let issues = view.matter.issues.iter().map(|issue| issue_body(&view, issue, say)).collect();
    let documents = view.papers.iter().map(document_body).collect();
    let opened = view.opened.into_iter().map(|opened| OpenedBody {
        at: opened.at,
        person: opened.person.0,
        contact_only: opened.contact_only,
        by: opened.by,
        purpose: opened.purpose,
    });
    let story = view.story.into_iter().map(|line| LineBody {
        seq: line.seq,
        recorded_at: line.recorded_at,
        actor: line.actor,
        number: line.number,
        event: serde_json::to_value(&line.event).unwrap_or_default(),
    });
    let offers = view.offers.iter().map(|offer| offer_body(offer, &view.office, say)).collect();
    MatterBody {
        matter: view.matter.id.to_string(),
        today: view.today,
        issues,
        documents,
        files: view.files.into_iter().map(FileBody::from).collect(),
        story: story.collect(),
        words: view.words.into_iter().map(|(id, words)| (id.to_string(), words)).collect(),
        offers,
        opened: opened.collect(),
    }
}

fn issue_body(view: &View, issue: &Issue, say: &Say) -> IssueBody {
    let classified = issue.classified.as_ref();
    let name = view.office.unit(&issue.unit).map(|unit| unit.name.clone());
    IssueBody {
        issue: issue.no.0,
        stage: issue.state.stage().to_string(),
        unit: issue.unit.to_string(),
        unit_name: name.unwrap_or_else(|| issue.unit.to_string()),
        acting: issue.acting().to_string(),
        demand: view.words.get(&issue.demand.id).cloned(),
        kind: classified.map(|classified| classified.kind.to_string()),
        way: classified.and_then(|classified| classified.way).map(|way| way.to_string()),
        class: classified.and_then(|classified| classified.class.as_ref()).map(ToString::to_string),
        outcome: issue.decision.as_ref().map(|decision| decision.outcome.to_string()),
        clocks: view.matter.live_clocks(issue.no).map(|clock| clock_body(view, clock, say)).collect(),
    }
}

fn clock_body(view: &View, clock: &Clock, say: &Say) -> ClockBody {
    let naming = view.office.packs.naming(&clock.derivation);
    ClockBody {
        clock: clock.no.0,
        step: clock.step().to_string(),
        name: say.step(&clock.derivation, &naming),
        article: say.named(&naming.article).to_owned(),
        unit: clock.unit.to_string(),
        last_day: clock.last_day(),
        provisional: clock.due().is_provisional,
        overdue: view.today > clock.last_day(),
        paused: matches!(clock.state, ClockState::Paused { .. }),
        derivation: clock.derivation.clone(),
        explanation: say.derivation(&clock.derivation, &naming),
    }
}

fn document_body(document: &Document) -> DocumentBody {
    let (state, sha256) = match &document.state {
        DocumentState::Numbered => ("numbered", None),
        DocumentState::Issued { sha256, .. } => ("issued", Some(sha256.to_string())),
        DocumentState::Voided => ("voided", None),
    };
    DocumentBody {
        document: document.no.0,
        kind: document.kind.to_string(),
        issue: document.issue.0,
        number: document.number.as_ref().map(ToString::to_string),
        state,
        sha256,
    }
}

fn offer_body(offer: &Offer, office: &Office, say: &Say) -> OfferBody {
    let target = match offer.target {
        Target::Matter => "matter".to_owned(),
        Target::Issue(no) => format!("issue/{no}"),
        Target::Clock(no) => format!("clock/{no}"),
        Target::Document(no) => format!("document/{no}"),
        Target::Petition(no) => format!("petition/{no}"),
    };
    let refusal = offer.verdict.as_ref().err();
    OfferBody {
        command: offer.command.to_string(),
        target,
        allowed: refusal.is_none(),
        last_day: offer.last_day.map(|due| due.day),
        provisional: offer.last_day.is_some_and(|due| due.is_provisional),
        article: offer.law().map_or_else(|| offer.article().to_owned(), ToString::to_string),
        basis: say.basis_of(offer, office),
        reason: refusal.map(|refusal| say.refusal(refusal, &say.names_of(office))),
        instead: refusal.map(|refusal| refusal.alternative().into()),
        refusal: refusal.map(|refusal| refusal.code().to_owned()),
    }
}
