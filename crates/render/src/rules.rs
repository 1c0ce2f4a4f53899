//! The packs as a document: `docs/rules.md`, in English, with each article as its law writes it. Made by
//! `huiyin pack document`, and held against the packs by a test.

use std::fmt::Write as _;

use huiyin_domain::clock::{Close, Unit};
use huiyin_domain::ids::CalendarCode;
use huiyin_domain::pack::{
    Catalogue, CountedFrom, Grade, Names, Pack, PauseRule, RemedyRule, Rule, Transition, TurnsFrom,
};

use crate::Lang;
use crate::say::Say;

const HEAD: &str = "# Rules

Every time limit the product knows, as its packs in `rules/packs/` state it. Made by `huiyin pack document`; a test holds it
against the packs. An *office period* is none of the law's: the law names the duty and gives no number, so the office set one.
A pack that is a *draft* is never in force. Days off are China's where a pack names no other land; of other lands none are
shipped, so only weekends are passed over until the office publishes them. The last column shows worked examples, a starting
day and the last day that follows: each is a test of its pack. Where an office can decide by a pack, a second table shows how
what people bring can end by it, and what may be done then.
";

/// The document of these packs, in the order of their codes.
pub fn document(packs: &mut [Pack]) -> String {
    packs.sort_by(|one, other| one.code.cmp(&other.code));
    let say = Say::new(Lang::En);
    let mut text = HEAD.to_owned();
    for pack in packs {
        text.push_str(&section(pack, &say));
    }
    text
}

fn section(pack: &Pack, say: &Say) -> String {
    let from = pack.in_force_from.map_or_else(|| "day unknown".to_owned(), |day| day.to_string());
    let to = pack.in_force_to.map_or_else(|| "now".to_owned(), |day| day.to_string());
    let decides = if pack.grade == Grade::Decision { ", an office can decide by it" } else { "" };
    let parent = pack.parent.as_ref().map_or_else(String::new, |parent| format!(", adds to `{parent}`"));
    let follow = if pack.transition == Transition::Follow { ", what runs follows it" } else { "" };
    let draft = if pack.draft { ", draft" } else { "" };
    let catalogue = if pack.catalogue == Catalogue::default() {
        String::new()
    } else {
        format!(", its word is “{}”", say.word(pack.catalogue))
    };
    let land = if pack.calendar == CalendarCode::default() {
        String::new()
    } else {
        format!(", by the days off of `{}`", pack.calendar)
    };
    let mut text = format!(
        "\n## {}\n\n{} ({}), {}, in force from {from} to {to}, version {}{land}{decides}{parent}{follow}{catalogue}{draft}.\n\n\
         | Rule | For | Period | Lengthened | Article | Examples |\n|---|---|---|---|---|---|\n",
        pack.code, pack.names.en, pack.names.zh_hans, pack.jurisdiction, pack.version
    );
    for rule in &pack.rules {
        // Writing to a string never fails.
        let _ = writeln!(text, "{}", row(rule, say));
    }
    for pause in &pack.pauses {
        let _ = write!(text, "{}", standing_still(pause, say));
    }
    text.push_str(&ends(pack, say));
    text
}

/// How what people bring can end by it: what each kind is, its outcomes, what may be done then; reviews, and grounds.
fn ends(pack: &Pack, say: &Say) -> String {
    let row = |names: &Names, outcomes: Vec<String>, remedy: &RemedyRule, article: &str| {
        format!("| {} | {} | {} | {article} |\n", names.en, outcomes.join("; "), then(pack, remedy))
    };
    let kinds = pack.procedures.iter().map(|it| {
        row(&it.names, it.outcomes.iter().map(|outcome| say.word(*outcome)).collect(), &it.remedy, &it.article)
    });
    let reviews = pack.instances.iter().map(|it| {
        row(&it.names, it.outcomes.iter().map(|outcome| say.word(*outcome)).collect(), &it.remedy, &it.article)
    });
    let grounds = pack.grounds.iter().map(|it| row(&it.names, vec![say.word(it.outcome)], &it.remedy, &it.article));
    let rows: String = kinds.chain(reviews).chain(grounds).collect();
    if rows.is_empty() { rows } else { format!("\n| What | Ends | Then | Article |\n|---|---|---|---|\n{rows}") }
}

/// What may be done then.
fn then(pack: &Pack, remedy: &RemedyRule) -> String {
    match remedy {
        RemedyRule::Ask(instance) => pack.instance(*instance).map_or("", |rule| rule.names.en.as_str()).to_owned(),
        RemedyRule::Channel(code) => pack.channel(code).map_or(code.as_str(), |it| it.names.en.as_str()).to_owned(),
        RemedyRule::NoneBy(article) => format!("nothing ({article})"),
    }
}

/// What lets a clock stand still.
fn standing_still(pause: &PauseRule, say: &Say) -> String {
    let clock = pause.rule.as_ref().map_or_else(|| say.word(pause.step), |rule| format!("`{rule}`"));
    let most =
        pause.days_max.map_or_else(String::new, |days| format!(", {} at most", say.length(days, Unit::CalendarDay)));
    format!("\nThe clock of {clock} may stand still for {}{most} ({}).\n", say.word(pause.reason), pause.article)
}

/// From when a rule's period counts, how it ends and what it turns into, where that is not as everywhere.
fn besides(rule: &Rule) -> String {
    let from = match rule.counted_from {
        CountedFrom::Beginning => "",
        CountedFrom::Receipt => " from receipt",
        CountedFrom::Acknowledgement => " from acknowledgement",
    };
    let close = if rule.close == Close::Business { ", to the close of business" } else { "" };
    let turns = rule.turns.map_or_else(String::new, |from| {
        let from = if from == TurnsFrom::Acceptance { "acceptance" } else { "that day" };
        format!(", may turn into the ordinary procedure, which counts from {from}")
    });
    format!("{from}{close}{turns}")
}

fn row(rule: &Rule, say: &Say) -> String {
    let office = if rule.office_period { ", office period" } else { "" };
    let unconfirmed = if rule.confirmed { "" } else { ", not confirmed" };
    let lengthened = rule
        .extension
        .map_or_else(String::new, |extension| format!("by {} at most", say.length(extension.days_max, rule.unit)));
    let examples = rule.examples.iter().map(|(start, last_day)| format!("{start} to {last_day}"));
    format!(
        "| `{}` | {} | {}{}{office}{unconfirmed} | {lengthened} | {} | {} |",
        rule.id,
        rule.names.en,
        say.length(rule.length, rule.unit),
        besides(rule),
        rule.article,
        examples.collect::<Vec<_>>().join("; ")
    )
}
