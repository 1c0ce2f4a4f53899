//! What stands beside the forms by which an issue is classified, split and sent on: likely classes and units with what speaks
//! for them, and the letter with its parts. A button takes a proposal into the form; the form is sent by a person.

use huiyin_app::AppError;
use huiyin_app::propose::parts::{Letter, PartKind};
use huiyin_app::propose::units::LikelyUnit;
use huiyin_app::propose::{ClassProposals, LikelyClass};
use huiyin_app::story::View;
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::{CommandKind, RouteReason};
use huiyin_domain::office::{Actor, Office};
use huiyin_render::deed::{Ask, field_name};
use huiyin_render::form::Form;
use huiyin_render::page::{Aid, AidGroup, AidLine, Frame, Pieces, Take, pieces};

use super::draft::group;
use crate::WebState;

/// Signs of a letter that are shown with their parts: two pages.
const LETTER_CHARS: usize = 1_600;
/// Parts of one kind that are named.
const NAMED_MAX: usize = 6;

/// What stands beside the form of a command; nothing where nothing is proposed for it. Where the form is fresh, what is sure
/// is filled in.
pub(super) async fn aid(
    state: &WebState,
    frame: &Frame,
    (actor, view): (&Actor, &View),
    (command, no): (CommandKind, u32),
    form: &mut Form,
    is_fresh: bool,
) -> Result<Aid, AppError> {
    let mut aid = Aid::default();
    if command == CommandKind::Classify {
        let proposed = state.app.class_proposals(view, IssueNo(no))?;
        if is_fresh {
            fill_in(form, &proposed);
        }
        aid.groups.extend(classes(frame, &view.office, &proposed, true));
    }
    if command == CommandKind::Forward || command == CommandKind::Assign {
        let units = state.app.unit_proposals(actor, view, IssueNo(no)).await?;
        aid.groups.extend(units_group(frame, view, &units));
    }
    if command == CommandKind::Classify || command == CommandKind::SplitIssue {
        let letter = state.app.letter_parts(view).unwrap_or_default();
        if is_fresh && command == CommandKind::SplitIssue && letter.demands().len() > 1 {
            form.set("demands", letter.demands().join("\n"));
        }
        aid.groups.extend(letter_group(frame, view, &letter));
    }
    Ok(aid)
}

/// Takes what a button proposes into the form; false where the form was sent to be taken itself.
pub(super) fn take(form: &mut Form, asks: &[Ask]) -> bool {
    let taken = form.value("take").to_owned();
    for pair in taken.split('&') {
        let Some((name, value)) = pair.split_once('=') else { continue };
        if asks.iter().any(|ask| field_name(ask.name) == name) {
            form.set(name, value);
        }
    }
    !taken.is_empty()
}

/// Only what is sure stands in a form before anybody has looked; one key sends it.
fn fill_in(form: &mut Form, proposed: &ClassProposals) {
    if let (true, Some(first), Some(kind)) = (proposed.is_sure, proposed.classes.first(), proposed.kind) {
        form.set("class", first.class.to_string());
        form.set("kind", kind.kind.to_string());
        form.set("way", kind.way.map(|way| way.to_string()).unwrap_or_default());
    }
}

/// Class and kind, to be taken where the form asks for them.
pub(super) fn classes(frame: &Frame, office: &Office, proposed: &ClassProposals, may_take: bool) -> Vec<AidGroup> {
    let hint = match (proposed.is_learned(), proposed.is_sure) {
        (false, _) => "class-by-catalogue",
        (true, true) => "class-sure",
        (true, false) => "class-unsure",
    };
    let button = |value: String| may_take.then(|| Take { value, label: frame.t("take") });
    let line = |likely: &LikelyClass| AidLine {
        take: button(format!("class={}", likely.class)),
        ..class(frame, office, likely)
    };
    let lines = proposed.classes.iter().map(line).collect();
    let kind = proposed.kind.map(|likely| {
        let say = &frame.say;
        let way = likely.way.map(|way| say.word(way));
        let mut take = format!("kind={}", likely.kind);
        take.extend(likely.way.map(|way| format!("&way={way}")));
        AidLine {
            what: [say.word(likely.kind)].into_iter().chain(way).collect::<Vec<_>>().join(" · "),
            about: likely.share.map_or_else(|| frame.t("kind-told"), |share| likely_told(frame, share)),
            take: button(take),
            ..AidLine::default()
        }
    });
    let classes = group(frame, ("classes", "class-title", hint), lines);
    let kinds = group(frame, ("kinds", "kind-title", "kind-hint"), kind.into_iter().collect());
    classes.into_iter().chain(kinds).collect()
}

/// The class under the names above it, how likely, and what speaks for it.
fn class(frame: &Frame, office: &Office, likely: &LikelyClass) -> AidLine {
    let name = |code| office.class(&code).map(|class| frame.say.class_name(class).to_owned());
    let above = std::iter::successors(likely.class.parent(), huiyin_domain::ids::ClassCode::parent).filter_map(name);
    let mut above: Vec<String> = above.collect();
    above.reverse();
    let share = likely.share.map(|share| likely_told(frame, share));
    AidLine {
        what: name(likely.class.clone()).unwrap_or_else(|| likely.class.to_string()),
        text: marked(&likely.words),
        about: above.into_iter().chain(share).collect::<Vec<_>>().join(" · "),
        ..AidLine::default()
    }
}

/// Words that speak for something, each marked.
pub(super) fn marked(words: &[String]) -> Pieces {
    words.iter().flat_map(|word| [(word.clone(), true), (" ".to_owned(), false)]).collect()
}

fn likely_told(frame: &Frame, share: f32) -> String {
    frame.say.text("likely", &[("percent", format!("{:.0}", share * 100.0))])
}

fn units_group(frame: &Frame, view: &View, units: &[LikelyUnit]) -> Option<AidGroup> {
    let lines = units.iter().map(|likely| unit(frame, view, likely)).collect();
    group(frame, ("units", "unit-title", "unit-hint"), lines)
}

/// The unit, by which rule, and how like matters went there.
fn unit(frame: &Frame, view: &View, likely: &LikelyUnit) -> AidLine {
    let say = &frame.say;
    let rule = likely.rule.as_ref().map(|rule| match rule {
        RouteReason::Duty { class, place } => {
            let class = view.office.class(class).map_or_else(|| class.to_string(), |it| say.class_name(it).to_owned());
            let place = place.as_ref().and_then(|code| view.office.place(code));
            let place = place.map(|place| say.place_name(place).to_owned());
            frame.t("unit-by-duty") + &[class].into_iter().chain(place).collect::<Vec<_>>().join(" · ")
        }
        RouteReason::ComplainedOf => frame.t("unit-complained-of"),
        RouteReason::PastTheAccused => frame.t("unit-past-the-accused"),
        RouteReason::Own | RouteReason::Judged(_) => String::new(),
    });
    let count = |key: &str, many: usize| (many > 0).then(|| say.text(key, &[("count", many.to_string())]));
    let went = [
        count("unit-agreed", likely.agreed),
        count("unit-refused", likely.refused),
        count("unit-passed-over", likely.passed_over),
    ];
    let went = went.into_iter().flatten();
    let like = likely.like.first();
    AidLine {
        href: like.map(|listed| format!("/desk/{}", listed.row.matter)),
        what: say.unit(&view.office, &likely.unit),
        number: like.and_then(|listed| listed.number.as_ref()).map(ToString::to_string).unwrap_or_default(),
        about: rule.into_iter().chain(went).filter(|told| !told.is_empty()).collect::<Vec<_>>().join(" · "),
        take: Some(Take { value: format!("to={}", likely.unit), label: frame.t("take") }),
        ..AidLine::default()
    }
}

/// The letter with its parts marked, and below it what they are.
fn letter_group(frame: &Frame, view: &View, letter: &Letter) -> Option<AidGroup> {
    let end = letter.text.char_indices().nth(LETTER_CHARS).map_or(letter.text.len(), |(at, _)| at);
    let shown = &letter.text[..end];
    let mut marks: Vec<std::ops::Range<usize>> = Vec::new();
    for part in letter.parts.iter().filter(|part| part.kind != PartKind::Demand && part.place.end <= end) {
        if marks.last().is_none_or(|last| last.end <= part.place.start) {
            marks.push(part.place.clone());
        }
    }
    let whole = AidLine { text: pieces(shown, &marks), ..AidLine::default() };
    let named = [
        named(frame, letter, "part-places", |kind| matches!(kind, PartKind::Place(_)), |kind| place(frame, view, kind)),
        named(frame, letter, "part-days", |kind| matches!(kind, PartKind::Day(_)), |kind| day(frame, kind)),
        named(frame, letter, "part-amounts", |kind| matches!(kind, PartKind::Amount(..)), |_| None),
        named(frame, letter, "part-names", |kind| matches!(kind, PartKind::Unit | PartKind::Company), |_| None),
        named(frame, letter, "part-demands", |kind| *kind == PartKind::Demand, |_| None),
    ];
    let lines: Vec<AidLine> = named.into_iter().flatten().collect();
    let lines = if lines.is_empty() { lines } else { lines.into_iter().chain([whole]).collect() };
    group(frame, ("letter", "letter-title", "letter-hint"), lines)
}

/// The parts of one kind, each once, as the letter says them, with what they mean.
fn named(
    frame: &Frame,
    letter: &Letter,
    title: &str,
    is_of: fn(&PartKind) -> bool,
    meaning: impl Fn(&PartKind) -> Option<String>,
) -> Option<AidLine> {
    let mut said: Vec<String> = Vec::new();
    for part in letter.parts.iter().filter(|part| is_of(&part.kind)) {
        let words = letter.text.get(part.place.clone()).unwrap_or_default().trim();
        let told = meaning(&part.kind).filter(|meaning| meaning != words);
        let told = told.map_or_else(|| words.to_owned(), |meaning| format!("{words} ({meaning})"));
        if !said.contains(&told) && said.len() < NAMED_MAX {
            said.push(told);
        }
    }
    let title = frame.t(title);
    (!said.is_empty()).then(|| AidLine { what: title, text: vec![(said.join("; "), false)], ..AidLine::default() })
}

fn place(frame: &Frame, view: &View, kind: &PartKind) -> Option<String> {
    let PartKind::Place(code) = kind else { return None };
    view.office.place(code).map(|place| frame.say.place_name(place).to_owned())
}

fn day(frame: &Frame, kind: &PartKind) -> Option<String> {
    if let PartKind::Day(Some(day)) = kind { Some(frame.say.date(*day)) } else { None }
}

#[cfg(test)]
mod tests {
    use huiyin_render::deed::asks;

    use super::*;

    #[test]
    fn a_button_fills_in_fields_of_the_form_and_no_others() {
        let asks = asks(CommandKind::Classify).unwrap();
        let mut form = Form::default();
        assert!(!take(&mut form, &asks), "it was sent to be taken itself");
        form.set("take", "kind=appeal&way=way_6&mark=none");
        assert!(take(&mut form, &asks));
        assert_eq!((form.value("kind"), form.value("way"), form.value("mark")), ("appeal", "way_6", ""));
    }
}
