//! Topics in the office: petitions that are one problem, as far as the reader may read them. What he may not read is in no
//! count, no order and no sample; a warning, which all matters of a topic gave rise to, is shown to who may read all of them.
//!
//! `read` shows them, `join` puts texts into topics, `watch` warns of those that grow, `decide` carries out what people decide, `memory` is what
//! a process knows of the texts.

mod decide;
mod join;
mod memory;
mod read;
mod watch;

use huiyin_domain::ids::{ClassCode, PlaceCode, TopicId, UnitCode};
use huiyin_store::read::ListedIssue;
use jiff::civil::Date;

pub use decide::{LINKED_MAX, Linked};
pub use huiyin_insight::topic::{FALSE_ALARM_RATE, HALF_YEAR_DAYS};
pub use huiyin_store::read::TopicOrder;
pub use memory::Known;

/// Topics of a page.
pub const PAGE_TOPICS: usize = 20;

/// Days that a list of topics looks back: a year.
pub const LISTED_DAYS: i32 = 365;

/// Days that count as growth: four weeks, so that each weekday counts alike.
pub const RECENT_DAYS: i32 = 28;

/// Fewer matters are no topic yet.
pub const MATTERS_MIN: u64 = 3;

/// Matters of a topic by which units, places and classes are counted, and that its page lists: the newest.
pub const NEWEST_MAX: usize = 200;

/// Matters whose texts are read for samples and rules: the newest.
const READ_MAX: usize = 10;

/// Subject lines shown as samples.
const SAMPLES_MAX: usize = 3;

/// A topic as somebody may see it.
#[derive(Debug, Clone)]
pub struct TopicSeen {
    /// The topic.
    pub topic: TopicId,
    /// What people call it.
    pub name: Option<String>,
    /// How large it is to the reader; within [`LISTED_DAYS`] in a list, in all on its own page.
    pub matters: u64,
    /// Of these, received within [`RECENT_DAYS`].
    pub recent: u64,
    /// The first and the last day of receipt among them.
    pub days: (Date, Date),
    /// The day it was closed.
    pub closed_on: Option<Date>,
    /// The day of this half-year on which it began to grow past its history; told to who may read all of it.
    pub warned_on: Option<Date>,
    /// By unit, the most frequent first; of the newest matters.
    pub units: Vec<(UnitCode, usize)>,
    /// By place.
    pub places: Vec<(PlaceCode, usize)>,
    /// By class.
    pub classes: Vec<(ClassCode, usize)>,
    /// By the rule that texts and answers name.
    pub rules: Vec<(String, usize)>,
    /// Some subject lines, without numbers of persons.
    pub samples: Vec<String>,
}

/// A page of topics.
#[derive(Debug, Clone)]
pub struct TopicList {
    /// The topics.
    pub topics: Vec<TopicSeen>,
    /// Goes on from here, if more follow.
    pub next: Option<usize>,
    /// What was proposed to units that the reader answers for.
    pub proposals: Vec<ProposalSeen>,
}

/// A proposal to change a rule.
#[derive(Debug, Clone)]
pub struct ProposalSeen {
    /// The topic behind it, where the reader may read some of its matters: whoever can change a rule need not.
    pub topic: Option<TopicId>,
    /// What people call that.
    pub name: Option<String>,
    /// The unit that can change the rule.
    pub to: UnitCode,
    /// What is proposed.
    pub text: String,
    /// The day it was handed on.
    pub on: Date,
}

/// A matter of a topic.
#[derive(Debug, Clone)]
pub struct TopicMatter {
    /// The row of its first issue that the reader may see.
    pub listed: ListedIssue,
    /// Its subject line, without numbers of persons.
    pub subject: String,
    /// It is linked to the topic's master matter.
    pub is_linked: bool,
}

/// A topic with all that its page shows.
#[derive(Debug, Clone)]
pub struct TopicView {
    /// The topic.
    pub seen: TopicSeen,
    /// Matters received on each day on which there were any.
    pub counts: Vec<(Date, u32)>,
    /// The newest matters.
    pub matters: Vec<TopicMatter>,
    /// The matter in which the problem itself is handled, where the reader may see it.
    pub master: Option<ListedIssue>,
    /// What was proposed.
    pub proposal: Option<ProposalSeen>,
    /// Topics that were merged into it, by their names.
    pub merged: Vec<(TopicId, Option<String>)>,
    /// The reader may decide on it.
    pub may_decide: bool,
}
