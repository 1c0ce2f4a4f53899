//! What the API tells of topics.

use huiyin_app::topics::{
    FALSE_ALARM_RATE, HALF_YEAR_DAYS, ProposalSeen, TopicList, TopicMatter, TopicSeen, TopicView,
};
use huiyin_domain::ids::TopicId;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// How many there are of something.
#[derive(Debug, Serialize, ToSchema)]
pub struct TopicCountBody {
    /// Its code, or what it is called.
    of: String,
    n: usize,
}

/// A topic. What the caller may not read is in no number.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"topic": "06f2kq0c8w3v5x7z9a1b2c3d4e", "name": null, "matters": 40, "recent": 31,
    "first_on": "2026-01-05", "last_on": "2026-03-02", "closed_on": null, "warning": {"on": "2026-02-26",
    "false_alarm_rate": 0.05, "days": 182}, "units": [{"of": "zjj", "n": 40}], "places": [], "classes": [], "rules": [],
    "samples": ["Dust from the mixing plant"]}))]
pub struct TopicBody {
    /// Its id: that of the matter that began it.
    topic: String,
    /// What people call it.
    name: Option<String>,
    /// Matters: in the list of the last year, on its own page all.
    matters: u64,
    /// Matters of the last four weeks.
    recent: u64,
    #[schema(value_type = String, format = Date)]
    first_on: Date,
    #[schema(value_type = String, format = Date)]
    last_on: Date,
    #[schema(value_type = Option<String>, format = Date)]
    closed_on: Option<Date>,
    /// It grows past its history; told to who may read all of it.
    warning: Option<WarningBody>,
    /// The newest matters by unit, the most frequent first.
    units: Vec<TopicCountBody>,
    places: Vec<TopicCountBody>,
    classes: Vec<TopicCountBody>,
    /// The rules that texts and answers name.
    rules: Vec<TopicCountBody>,
    /// Some subject lines, without numbers of persons.
    samples: Vec<String>,
}

/// A warning, with how often it is false.
#[derive(Debug, Serialize, ToSchema)]
pub struct WarningBody {
    /// The day on which it began to grow.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// The share of topics without a burst that warn all the same within `days`.
    false_alarm_rate: f64,
    days: usize,
}

/// A page of topics.
#[derive(Debug, Serialize, ToSchema)]
pub struct TopicsBody {
    topics: Vec<TopicBody>,
    /// Where the next page starts, if there is one.
    next: Option<usize>,
    /// What was proposed to units that the caller answers for.
    proposals: Vec<ProposalBody>,
}

/// A proposal to the unit that can change a rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalBody {
    /// None where the caller may read none of its matters.
    topic: Option<String>,
    name: Option<String>,
    to: String,
    text: String,
    #[schema(value_type = String, format = Date)]
    on: Date,
}

/// Matters received on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayBody {
    #[schema(value_type = String, format = Date)]
    on: Date,
    n: u32,
}

/// A matter of a topic.
#[derive(Debug, Serialize, ToSchema)]
pub struct TopicMatterBody {
    matter: String,
    number: Option<String>,
    /// Without numbers of persons.
    subject: String,
    unit: String,
    place: Option<String>,
    stage: String,
    #[schema(value_type = String, format = Date)]
    received_on: Date,
    /// It is linked to the topic's master matter.
    is_linked: bool,
}

/// A topic that was merged into another.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergedBody {
    topic: String,
    name: Option<String>,
}

/// A topic with its days and its newest matters.
#[derive(Debug, Serialize, ToSchema)]
pub struct TopicPageBody {
    topic: TopicBody,
    /// The days on which matters were received.
    days: Vec<DayBody>,
    matters: Vec<TopicMatterBody>,
    /// The matter in which the problem itself is handled.
    master: Option<String>,
    proposal: Option<ProposalBody>,
    /// Topics that were merged into it.
    merged: Vec<MergedBody>,
    may_decide: bool,
}

/// A page of topics.
pub(super) fn topics(list: TopicList) -> TopicsBody {
    TopicsBody {
        topics: list.topics.into_iter().map(topic_body).collect(),
        next: list.next,
        proposals: list.proposals.into_iter().map(proposal_body).collect(),
    }
}

fn counts<T: ToString>(counts: &[(T, usize)]) -> Vec<TopicCountBody> {
    counts.iter().map(|(of, n)| TopicCountBody { of: of.to_string(), n: *n }).collect()
}

fn topic_body(seen: TopicSeen) -> TopicBody {
    let warned = |on| WarningBody { on, false_alarm_rate: FALSE_ALARM_RATE, days: HALF_YEAR_DAYS };
    TopicBody {
        topic: seen.topic.to_string(),
        name: seen.name,
        matters: seen.matters,
        recent: seen.recent,
        first_on: seen.days.0,
        last_on: seen.days.1,
        closed_on: seen.closed_on,
        warning: seen.warned_on.map(warned),
        units: counts(&seen.units),
        places: counts(&seen.places),
        classes: counts(&seen.classes),
        rules: counts(&seen.rules),
        samples: seen.samples,
    }
}

fn proposal_body(seen: ProposalSeen) -> ProposalBody {
    ProposalBody {
        topic: seen.topic.map(|topic| topic.to_string()),
        name: seen.name,
        to: seen.to.to_string(),
        text: seen.text,
        on: seen.on,
    }
}

fn matter_body(TopicMatter { listed, subject, is_linked }: TopicMatter) -> TopicMatterBody {
    let (number, row) = (listed.number, listed.row);
    TopicMatterBody {
        matter: row.matter.to_string(),
        number: number.map(|number| number.to_string()),
        subject,
        unit: row.unit.to_string(),
        place: row.place.map(|place| place.to_string()),
        stage: row.stage.to_string(),
        received_on: row.received_on,
        is_linked,
    }
}

/// A topic with all that its page shows.
pub(super) fn topic(view: TopicView) -> TopicPageBody {
    let merged = |(topic, name): (TopicId, Option<String>)| MergedBody { topic: topic.to_string(), name };
    TopicPageBody {
        topic: topic_body(view.seen),
        days: view.counts.into_iter().map(|(on, n)| DayBody { on, n }).collect(),
        matters: view.matters.into_iter().map(matter_body).collect(),
        master: view.master.map(|master| master.row.matter.to_string()),
        proposal: view.proposal.map(proposal_body),
        merged: view.merged.into_iter().map(merged).collect(),
        may_decide: view.may_decide,
    }
}
