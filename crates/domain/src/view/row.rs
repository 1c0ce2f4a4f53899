//! The worklist row of an issue, and the key under which it is counted.

use jiff::civil::Date;

use crate::clock::Step;
use crate::ids::{ClassCode, ContentId, IssueNo, MatterId, PlaceCode, UnitCode};
use crate::intake::Channel;
use crate::matter::{Kind, Stage};

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
