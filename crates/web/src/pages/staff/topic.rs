//! A topic in words, for the list and for its own page.

use huiyin_app::topics::{FALSE_ALARM_RATE, ProposalSeen, TopicMatter, TopicSeen, TopicView};
use huiyin_app::worklist::ListedIssue;
use huiyin_domain::ids::TopicId;
use huiyin_domain::office::Office;
use huiyin_render::Say;
use huiyin_render::form::{Choice, Form};
use huiyin_render::page::{Deciding, Frame, ProposalLine, TopicLine, TopicMatterLine, TopicPage};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::topics::PICK;

/// Of what is counted, so many are named.
const NAMED_MAX: usize = 3;

/// Weeks that the chart shows: half a year.
const WEEKS_MAX: usize = 26;

/// Days that the table beside it names.
const DAYS_MAX: usize = 100;

/// What a topic's page shows besides the topic.
pub(super) struct Shown {
    pub form: Form,
    pub done: Option<String>,
    /// Topics that it can be merged into.
    pub others: Vec<(TopicId, String)>,
}

/// A topic in words.
pub(super) fn line(frame: &Frame, office: &Office, seen: &TopicSeen) -> TopicLine {
    let say = &frame.say;
    let mut samples = seen.samples.clone();
    let first = (!samples.is_empty()).then(|| samples.remove(0));
    let title = match (&seen.name, first) {
        (Some(name), first) => {
            samples.splice(0..0, first);
            name.clone()
        }
        (None, first) => first.unwrap_or_else(|| frame.t("dossier-untold")),
    };
    let size = [
        ("matters", seen.matters.to_string()),
        ("recent", seen.recent.to_string()),
        ("first", say.date(seen.days.0)),
        ("last", say.date(seen.days.1)),
    ];
    let told = |key: &str, day: Date| say.text(key, &[("day", say.date(day))]);
    TopicLine {
        href: format!("/desk/topics/{}", seen.topic),
        title,
        size: say.text("topics-size", &size),
        warning: seen.warned_on.map(|day| {
            let rate = format!("{:.0}", 100.0 * FALSE_ALARM_RATE);
            say.text("topics-warning", &[("day", say.date(day)), ("rate", rate)])
        }),
        closed: seen.closed_on.map(|day| told("topics-closed", day)),
        about: about(say, office, seen),
        samples,
    }
}

fn about(say: &Say, office: &Office, seen: &TopicSeen) -> Vec<(String, String)> {
    let units = named(&seen.units, |code| say.unit(office, code));
    let places = named(&seen.places, |code| {
        office.place(code).map_or_else(|| code.to_string(), |place| say.place_name(place).to_owned())
    });
    let classes = named(&seen.classes, |code| {
        office.class(code).map_or_else(|| code.to_string(), |class| say.class_name(class).to_owned())
    });
    let rules = named(&seen.rules, Clone::clone);
    let lists =
        [("topics-units", units), ("topics-places", places), ("topics-classes", classes), ("topics-rules", rules)];
    let told = lists.into_iter().filter(|(_, list)| !list.is_empty());
    told.map(|(key, list)| (say.text(key, &[]), list)).collect()
}

/// The most frequent by their names, each with how many.
fn named<T>(counts: &[(T, usize)], name: impl Fn(&T) -> String) -> String {
    let named = counts.iter().take(NAMED_MAX).map(|(of, n)| format!("{} {n}", name(of)));
    named.collect::<Vec<_>>().join(" · ")
}

/// A proposal in words.
pub(super) fn proposal_line(frame: &Frame, office: &Office, seen: &ProposalSeen) -> ProposalLine {
    let say = &frame.say;
    let told = [("unit", say.unit(office, &seen.to)), ("day", say.date(seen.on))];
    let title = seen.name.clone().unwrap_or_else(|| frame.t("topics-unnamed"));
    ProposalLine {
        topic: (seen.topic.map(|topic| format!("/desk/topics/{topic}")), title),
        told: say.text("topics-proposed-to", &told),
        text: seen.text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
    }
}

/// The page of a topic.
pub(super) fn page(office: &Office, frame: Frame, view: &TopicView, shown: Shown) -> TopicPage {
    let Shown { form, done, others } = shown;
    let deciding = view.may_decide.then(|| {
        let others = others.into_iter().map(|(topic, title)| Choice::new(topic.to_string(), title)).collect();
        let units = office.units().map(|unit| Choice::new(unit.code.as_str(), frame.say.unit_name(unit))).collect();
        let now = (view.seen.closed_on.is_some(), view.master.is_some());
        Deciding::of(&frame, &form, (others, units), now)
    });
    let days = view.counts.iter().rev().take(DAYS_MAX).map(|(day, n)| (frame.say.weekday(*day), *n));
    let number = |listed: &ListedIssue| listed.number.as_ref().map(ToString::to_string);
    let merged = view
        .merged
        .iter()
        .map(|(topic, name)| (topic.to_string(), name.clone().unwrap_or_else(|| frame.t("topics-unnamed"))));
    TopicPage {
        topic: line(&frame, office, &view.seen),
        done,
        weeks: weeks(&view.counts),
        days: days.collect(),
        matters: view.matters.iter().map(|matter| matter_line(&frame, office, &form, matter)).collect(),
        master: view.master.as_ref().map(|listed| {
            (format!("/desk/{}", listed.row.matter), number(listed).unwrap_or_else(|| frame.t("dossier-untold")))
        }),
        proposal: view.proposal.as_ref().map(|seen| proposal_line(&frame, office, seen)),
        merged: merged.collect(),
        deciding,
        form,
        frame,
    }
}

fn matter_line(frame: &Frame, office: &Office, form: &Form, matter: &TopicMatter) -> TopicMatterLine {
    let (say, row) = (&frame.say, &matter.listed.row);
    let place = row.place.as_ref().and_then(|code| office.place(code)).map(|place| say.place_name(place).to_owned());
    let received = [("channel", say.word(row.channel)), ("day", say.date(row.received_on))];
    let about = [say.word(row.stage), say.unit(office, &row.unit)].into_iter().chain(place);
    let about: Vec<String> = about.chain([say.text("work-received", &received)]).collect();
    let pick = format!("{PICK}{}", row.matter);
    TopicMatterLine {
        href: format!("/desk/{}", row.matter),
        pick: (pick.clone(), form.value(&pick) == "yes"),
        number: matter.listed.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        subject: matter.subject.clone(),
        about: about.join(" · "),
        is_linked: matter.is_linked,
    }
}

/// Petitions of each week up to that of the last, told by its Monday; weeks without any too.
fn weeks(counts: &[(Date, u32)]) -> Vec<(String, i64)> {
    let monday = |day: Date| {
        let since = i32::from(day.weekday().since(Weekday::Monday));
        day.saturating_sub(since.days())
    };
    let Some((last, _)) = counts.last() else { return Vec::new() };
    let (first, last) = (counts.first().map_or(*last, |(day, _)| *day), monday(*last));
    let shown = (0..WEEKS_MAX).rev().filter_map(|back| i32::try_from(back).ok());
    let shown = shown.map(|back| last.saturating_sub((7 * back).days())).filter(|week| *week >= monday(first));
    let sum = |week: Date| counts.iter().filter(|(day, _)| monday(*day) == week).map(|(_, n)| i64::from(*n)).sum();
    shown.map(|week| (format!("{:02}-{:02}", week.month(), week.day()), sum(week))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_begin_on_monday_and_none_is_left_out() {
        let counts = [(date(2026, 3, 1), 2), (date(2026, 3, 2), 1), (date(2026, 3, 18), 3), (date(2026, 3, 22), 1)];
        let told = |week: &str, n: i64| (week.to_owned(), n);
        let expected = [told("02-23", 2), told("03-02", 1), told("03-09", 0), told("03-16", 4)];
        assert_eq!(weeks(&counts), expected);
        assert_eq!(weeks(&[]), []);
    }
}
