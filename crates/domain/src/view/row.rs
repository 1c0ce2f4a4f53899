//! The worklist row of an issue, and the key under which it is counted.

use jiff::civil::Date;

use crate::clock::{LastDay, Step};
use crate::ids::{ClassCode, ContentId, IssueNo, MatterId, OfficerCode, PlaceCode, UnitCode};
use crate::intake::Channel;
use crate::matter::state::Clock;
use crate::matter::{Issue, Kind, Matter, Stage, State};

use super::Change;

/// What a list shows of an issue. Holds no name and no word a person wrote: the subject is the id of a content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueRow {
    /// The matter it belongs to.
    pub matter: MatterId,
    /// Which of the matter's issues.
    pub issue: IssueNo,
    /// The unit that must act now.
    pub unit: UnitCode,
    /// Where the issue stands.
    pub stage: Stage,
    /// The last day of the clock that runs out next; none once the issue has ended.
    pub due_on: Option<Date>,
    /// What that clock is for.
    pub due_step: Option<Step>,
    /// The day of receipt of the matter's first petition.
    pub received_on: Date,
    /// How that petition came.
    pub channel: Channel,
    /// Suggestion, accusation or appeal, once classified.
    pub kind: Option<Kind>,
    /// Class of the taxonomy, once classified.
    pub class: Option<ClassCode>,
    /// Where it happened.
    pub place: Option<PlaceCode>,
    /// The matter may be seen only by those let in by name; it is in no shared list or count.
    pub sealed: bool,
    /// The content that holds the subject line.
    pub subject: ContentId,
    /// The day the issue ended.
    pub ended_on: Option<Date>,
    /// Sequence of the entry that made this row, so that readers know how fresh it is.
    pub seq: u64,
    /// The officer of that unit who has it in hand, once somebody said so.
    pub officer: Option<OfficerCode>,
}

/// Key of a standing count: open, unsealed issues by unit, stage and next due day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CountKey {
    /// The unit that must act.
    pub unit: UnitCode,
    /// Where the issues stand.
    pub stage: Stage,
    /// The day the next clock runs out.
    pub due_on: Option<Date>,
}

impl IssueRow {
    /// The key under which this row is counted, if it is: ended and sealed issues are not.
    pub fn counted_under(&self) -> Option<CountKey> {
        let counted = !self.sealed && self.ended_on.is_none();
        counted.then(|| CountKey { unit: self.unit.clone(), stage: self.stage, due_on: self.due_on })
    }
}

/// The row of an issue as the matter now stands; none for a matter without a petition.
pub fn row(matter: &Matter, issue: &Issue) -> Option<IssueRow> {
    let first = &matter.petitions.first()?.filed;
    let next = next_clock(matter, issue);
    let classified = issue.classified.as_ref();
    Some(IssueRow {
        matter: matter.id,
        issue: issue.no,
        unit: issue.acting().clone(),
        stage: issue.state.stage(),
        due_on: next.map(Clock::last_day),
        due_step: next.map(Clock::step),
        received_on: first.received_on,
        channel: first.channel,
        kind: classified.map(|classified| classified.kind),
        class: classified.and_then(|classified| classified.class.clone()),
        place: matter.place.clone(),
        sealed: matter.sealed,
        subject: first.subject.id,
        ended_on: if let State::Ended { on, .. } = issue.state { Some(on) } else { None },
        seq: matter.seq,
        officer: issue.in_hand_of().cloned(),
    })
}

/// The last day that the row of an issue names, as it is to be told: a row keeps the day alone.
pub fn due(matter: &Matter, issue: IssueNo) -> Option<LastDay> {
    next_clock(matter, matter.issue(issue).ok()?).map(Clock::due)
}

/// The clock a list shows: of those that bind the unit that must act now, the one that runs out next.
fn next_clock<'m>(matter: &'m Matter, issue: &Issue) -> Option<&'m Clock> {
    let own = matter.live_clocks(issue.no).filter(|clock| clock.unit == *issue.acting());
    own.min_by_key(|clock| (clock.last_day(), clock.no)).or_else(|| matter.next_clock(issue.no))
}

/// The rows that differ, and the counts that move with them.
pub(super) fn changes(before: &Matter, after: &Matter) -> Vec<Change> {
    let mut changes = Vec::new();
    for issue in &after.issues {
        let old = before.issues.get(issue.no.index()).and_then(|issue| row(before, issue));
        let Some(new) = row(after, issue) else { continue };
        if old.as_ref().is_some_and(|old| (IssueRow { seq: new.seq, ..old.clone() }) == new) {
            continue;
        }
        let (from, to) = (old.as_ref().and_then(IssueRow::counted_under), new.counted_under());
        if from != to {
            changes.extend(from.map(|key| Change::Count(key, -1)));
            changes.extend(to.map(|key| Change::Count(key, 1)));
        }
        changes.push(Change::Row(Box::new(new)));
    }
    changes
}
