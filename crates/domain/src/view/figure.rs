//! The ledger of figures: signed, dated lines that are only ever added.
//!
//! As known on day D, a figure is the sum of its lines with `recorded_on` ≤ D. To add a figure: one variant here with
//! its code, and the place in `changes` where an event gives rise to it.

use jiff::civil::Date;

use crate::clock::Step;
use crate::ids::{ClassCode, IssueNo, MatterId, UnitCode};
use crate::intake::Channel;
use crate::matter::event::{self, Event, is_as_proposed};
use crate::matter::state::{End, State};
use crate::matter::{EndCode, Entry, Issue, Kind, Matter, Score};

macro_rules! figures {
    ($($(#[$doc:meta])* $name:ident => $code:literal,)*) => {
        /// What is counted. The code is stored and stays for ever.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Figure { $($(#[$doc])* $name,)* }

        impl Figure {
            /// All figures, in the order in which reports name them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stored code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The figure of a stored code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|figure| figure.code() == code)
            }
        }
    };
}

figures! {
    /// Petitions received (件次).
    Received => "received",
    /// Persons in them (人次).
    Persons => "persons",
    /// Matters (件): a petition on a known matter adds none.
    Matters => "matters",
    /// Issues raised and not yet ended.
    Open => "open",
    /// Issues accepted.
    Accepted => "accepted",
    /// Notices given within the period.
    NotifiedInTime => "notified_in_time",
    /// Notices given after it.
    NotifiedLate => "notified_late",
    /// Issues answered: decided and served, or lawfully answered at once.
    Answered => "answered",
    /// Answers decided within the period.
    AnsweredInTime => "answered_in_time",
    /// Answers decided after it.
    AnsweredLate => "answered_late",
    /// Issues not accepted, no longer accepted, or led into a statutory channel.
    NotAccepted => "not_accepted",
    /// Periods extended.
    Extended => "extended",
    /// Reviews and re-reviews asked for.
    ReviewsAsked => "reviews_asked",
    /// Reviews and re-reviews decided.
    ReviewsDecided => "reviews_decided",
    /// Ratings: content.
    RatedSatisfied => "rated_satisfied",
    /// Ratings: by and large content.
    RatedMostly => "rated_mostly",
    /// Ratings: not content.
    RatedDissatisfied => "rated_dissatisfied",
    /// Issues ended by a coded end other than an answer.
    EndedOtherwise => "ended_otherwise",
    /// Issues sent on while units were proposed for them, counted for the sender.
    UnitsProposed => "units_proposed",
    /// Issues sent to the unit that was proposed first, counted for the sender.
    ProposalsTaken => "proposals_taken",
    /// Issues objected to by the unit that was proposed first, counted for it.
    ProposalsReturned => "proposals_returned",
    /// Rows of earlier work taken in as history: counted in the figures above and told apart by this one.
    History => "history",
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLine {
    /// What is counted.
    pub figure: Figure,
    /// The day it happened.
    pub occurred_on: Date,
    /// The office's day on which the record was made.
    pub recorded_on: Date,
    /// The unit it is counted for.
    pub unit: UnitCode,
    /// The channel of the petition.
    pub channel: Channel,
    /// The class, once known.
    pub class: Option<ClassCode>,
    /// The kind, once known.
    pub kind: Option<Kind>,
    /// The matter behind the number: every figure opens to its matters.
    pub matter: MatterId,
    /// The issue behind it, where it is about one.
    pub issue: Option<IssueNo>,
    /// The entry that gave rise to it.
    pub seq: u64,
    /// How many are added, or taken back.
    pub n: i32,
}

/// The lines an entry adds.
///
/// What is counted by standing (received, persons, matters, open) is the difference of the matter before and after, so
/// that a later classification, correction or change of unit moves the old count to its new place. What is counted by
/// act is counted at the act.
pub(super) fn lines(before: &Matter, after: &Matter, entry: &Entry) -> Vec<FigureLine> {
    let mut lines = moved(standing(before), standing(after), after, entry);
    lines.extend(acts(before, after, entry));
    lines
}

/// What is counted, for whom, as of which day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    figure: Figure,
    occurred_on: Date,
    unit: UnitCode,
    channel: Channel,
    class: Option<ClassCode>,
    kind: Option<Kind>,
    issue: Option<IssueNo>,
}

fn standing(matter: &Matter) -> Vec<(Key, i32)> {
    let mut counted = Vec::new();
    let first = matter.issues.iter().find(|issue| !is_split_up(issue));
    for (place, petition) in matter.petitions.iter().enumerate() {
        let filed = &petition.filed;
        let raised = |issue: &&Issue| issue.raised_by == filed.no && !is_split_up(issue);
        let own = matter.issues.iter().find(raised).or(first);
        let key =
            |figure| Key { channel: filed.channel, ..key(figure, filed.received_on, &filed.at, matter, own, None) };
        counted.push((key(Figure::Received), 1));
        counted.push((key(Figure::Persons), i32::try_from(filed.persons_count).unwrap_or(i32::MAX)));
        if place == 0 {
            counted.push((key(Figure::Matters), 1));
            if matter.is_history {
                counted.push((key(Figure::History), 1));
            }
        }
    }
    for issue in matter.issues.iter().filter(|issue| !issue.has_ended()) {
        let Ok(petition) = matter.petition(issue.raised_by) else { continue };
        let on = petition.filed.received_on;
        counted.push((key(Figure::Open, on, &issue.unit, matter, Some(issue), Some(issue.no)), 1));
    }
    counted
}

/// Others stand in its place, and say what it is.
const fn is_split_up(issue: &Issue) -> bool {
    matches!(issue.state, State::Ended { how: End::Coded(EndCode::SplitUp), .. })
}

fn key(
    figure: Figure,
    occurred_on: Date,
    unit: &UnitCode,
    matter: &Matter,
    issue: Option<&Issue>,
    no: Option<IssueNo>,
) -> Key {
    let by = issue.and_then(|issue| matter.petition(issue.raised_by).ok()).or(matter.petitions.first());
    let classified = issue.and_then(|issue| issue.classified.as_ref());
    Key {
        figure,
        occurred_on,
        unit: unit.clone(),
        channel: by.map_or(Channel::Machine, |petition| petition.filed.channel),
        class: classified.and_then(|classified| classified.class.clone()),
        kind: classified.map(|classified| classified.kind),
        issue: no,
    }
}

fn moved(before: Vec<(Key, i32)>, after: Vec<(Key, i32)>, matter: &Matter, entry: &Entry) -> Vec<FigureLine> {
    let mut difference = std::collections::BTreeMap::new();
    for (key, n) in before {
        *difference.entry(key).or_insert(0) -= n;
    }
    for (key, n) in after {
        *difference.entry(key).or_insert(0) += n;
    }
    let changed = difference.into_iter().filter(|(_, n)| *n != 0);
    changed.map(|(key, n)| line(key, n, matter, entry)).collect()
}

fn line(key: Key, n: i32, matter: &Matter, entry: &Entry) -> FigureLine {
    FigureLine {
        figure: key.figure,
        occurred_on: key.occurred_on,
        recorded_on: entry.recorded_on,
        unit: key.unit,
        channel: key.channel,
        class: key.class,
        kind: key.kind,
        matter: matter.id,
        issue: key.issue,
        seq: entry.seq,
        n,
    }
}

/// The lines of what was done: each act, on its day, for the unit that did it.
fn acts(before: &Matter, after: &Matter, entry: &Entry) -> Vec<FigureLine> {
    let act = |figures: &[Figure], no: IssueNo, unit: Option<&UnitCode>, on: Date| {
        let Ok(issue) = after.issue(no) else { return Vec::new() };
        let unit = unit.unwrap_or(&issue.unit);
        let keys = figures.iter().map(|figure| key(*figure, on, unit, after, Some(issue), Some(no)));
        keys.map(|key| line(key, 1, after, entry)).collect()
    };
    match &entry.event {
        Event::IssueAccepted(event) => act(&[Figure::Accepted], event.issue, None, event.on),
        Event::Notified(event) => act(&[notified(after, event)], event.issue, None, event.on),
        Event::PeriodExtended(event) => act(&[Figure::Extended], timed(after, event), None, entry.recorded_on),
        Event::AnswerServed(event) if event.complete => act(&answered(after, event.issue), event.issue, None, event.on),
        Event::ReviewRequested(event) => act(&review_asked(before, event.issue), event.issue, None, event.on),
        Event::ReviewDecided(event) => act(&[Figure::ReviewsDecided], event.issue, Some(&event.organ), event.on),
        Event::Rated(event) => act(&[rated(event.score)], event.issue, None, event.on),
        Event::IssueEnded(event) => act(&[Figure::EndedOtherwise], event.issue, None, event.on),
        Event::PetitionWithdrawn(event) => {
            let ended = event.ended.iter().flat_map(|issue| act(&[Figure::EndedOtherwise], *issue, None, event.on));
            let served = event.served.iter().flat_map(|issue| act(&answered(after, *issue), *issue, None, event.on));
            ended.chain(served).collect()
        }
        Event::IssueForwarded(it) => act(&sent(&it.proposed, &it.to), it.issue, Some(&it.from), it.on),
        Event::IssueAssigned(it) => act(&sent(&it.proposed, &it.to), it.issue, Some(&it.from), it.on),
        Event::ObjectionRaised(event) => act(returned(before, event.issue), event.issue, Some(&event.by), event.on),
        Event::HistoryRecorded(event) => {
            event.answered_on.map_or_else(Vec::new, |on| act(&answered_long_ago(event, on), event.issue.no, None, on))
        }
        // Acts that no figure counts; a new event is put here or given its figure above.
        Event::MatterRegistered(_)
        | Event::PetitionAdded(_)
        | Event::IssueSplit(_)
        | Event::IssueReworded(_)
        | Event::IssueClassified(_)
        | Event::RouteProposed(_)
        | Event::IssueEntrusted(_)
        | Event::InstructionRequested(_)
        | Event::InstructionGiven(_)
        | Event::IssueTakenOver(_)
        | Event::ObjectionAgreed(_)
        | Event::ObjectionRefused(_)
        | Event::UnitDesignated(_)
        | Event::ContactLogged(_)
        | Event::VisitLogged(_)
        | Event::EvidenceAdded(_)
        | Event::IssueDecided(_)
        | Event::ClockStarted(_)
        | Event::ClockMet(_)
        | Event::TurnedOrdinary(_)
        | Event::ClockPaused(_)
        | Event::ClockResumed(_)
        | Event::DocumentNumbered(_)
        | Event::DocumentIssued(_)
        | Event::DocumentVoided(_)
        | Event::AnswerServed(_)
        | Event::ServiceFailed(_)
        | Event::ExecutionRecorded(_)
        | Event::ExecutionConfirmed(_)
        | Event::IssueReopened(_)
        | Event::WithdrawalUndone(_)
        | Event::Corrected(_)
        | Event::CodeReplaced(_)
        | Event::MatterLinked(_)
        | Event::MatterUnlinked(_)
        | Event::EndProposed(_)
        | Event::OfficerRecused(_)
        | Event::RecusalEnded(_)
        | Event::DeadlinePassed(_)
        | Event::ClockRederived(_) => Vec::new(),
    }
}

/// The issue whose period was lengthened.
fn timed(after: &Matter, event: &event::PeriodExtended) -> IssueNo {
    after.clock(event.clock).map_or(IssueNo::FIRST, |clock| clock.issue)
}

/// Whether a unit was proposed to whoever sent it, and whether it went there.
fn sent(proposed: &[event::ProposedUnit], to: &UnitCode) -> Vec<Figure> {
    let counted =
        [(!proposed.is_empty(), Figure::UnitsProposed), (is_as_proposed(proposed, to), Figure::ProposalsTaken)];
    counted.into_iter().filter(|(is_so, _)| *is_so).map(|(_, figure)| figure).collect()
}

/// Sent back by the unit that was proposed first.
fn returned(before: &Matter, no: IssueNo) -> &'static [Figure] {
    if before.issue(no).is_ok_and(|issue| issue.is_as_proposed) { &[Figure::ProposalsReturned] } else { &[] }
}

/// In time if the newest of the issue's periods for telling had not run out.
fn notified(after: &Matter, event: &event::Notified) -> Figure {
    let newest = after.clocks.iter().rfind(|clock| {
        clock.issue == event.issue && matches!(clock.step(), Step::NoticeDirect | Step::NoticeForwarded)
    });
    let late = newest.is_some_and(|clock| clock.derivation.is_past(event.on));
    if late { Figure::NotifiedLate } else { Figure::NotifiedInTime }
}

/// Where somebody asks for a review before everybody has the answer, it is not served any further, and counts now.
fn review_asked(before: &Matter, issue: IssueNo) -> Vec<Figure> {
    let cut_off = before.issue(issue).is_ok_and(|issue| matches!(issue.state, State::Decided { .. }));
    let mut figures = if cut_off { answered(before, issue) } else { Vec::new() };
    figures.push(Figure::ReviewsAsked);
    figures
}

/// The decision's own service counts as the answer; that of a review was counted when it was decided.
fn answered(after: &Matter, issue: IssueNo) -> Vec<Figure> {
    let Ok(issue) = after.issue(issue) else { return Vec::new() };
    match &issue.decision {
        Some(decision) if issue.review.is_none() => {
            let mut figures = vec![Figure::Answered, in_time(decision.in_time)];
            figures.extend(decision.outcome.is_refusal().then_some(Figure::NotAccepted));
            figures
        }
        Some(_) | None => Vec::new(),
    }
}

/// A row that is bound to no day was answered, neither in time nor late.
fn answered_long_ago(event: &event::HistoryRecorded, on: Date) -> Vec<Figure> {
    let judged = event.period.as_ref().map(|period| in_time(on <= period.last_day));
    std::iter::once(Figure::Answered).chain(judged).collect()
}

const fn in_time(in_time: bool) -> Figure {
    if in_time { Figure::AnsweredInTime } else { Figure::AnsweredLate }
}

const fn rated(score: Score) -> Figure {
    match score {
        Score::Satisfied => Figure::RatedSatisfied,
        Score::Mostly => Figure::RatedMostly,
        Score::Dissatisfied => Figure::RatedDissatisfied,
    }
}
