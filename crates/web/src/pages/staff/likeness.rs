//! Matters that may be the same, in words: beside a matter, and below the register before another is made of it.

use huiyin_app::AppError;
use huiyin_app::search::Alike;
use huiyin_domain::office::{Actor, Office};
use huiyin_render::form::Form;
use huiyin_render::page::{Aid, AidLine, Frame};

use super::draft::group;
use super::proposal;
use crate::WebState;

/// How near it seems to be, and what else the two have in common.
pub(super) fn why(frame: &Frame, alike: &Alike) -> String {
    let is_equal = |share: Option<f32>| share.is_some_and(|share| share >= 1.0);
    let place = is_equal(alike.likeness.place).then(|| frame.t("alike-place"));
    let unit = is_equal(alike.likeness.unit).then(|| frame.t("alike-unit"));
    let kind = frame.t(if alike.is_same { "alike-same" } else { "alike-cause" });
    [kind].into_iter().chain(place).chain(unit).collect::<Vec<_>>().join(" · ")
}

/// Where it stands, with whom, since when.
pub(super) fn about(frame: &Frame, office: &Office, alike: &Alike) -> String {
    let (say, row) = (&frame.say, &alike.listed.row);
    [say.word(row.stage), say.unit(office, &row.unit), say.date(row.received_on)].join(" · ")
}

/// What stands beside the register once it is asked for: matters of which this may be one more petition, and its class.
pub(super) async fn aid(state: &WebState, frame: &Frame, actor: &Actor, form: &Form) -> Result<Aid, AppError> {
    let office = state.app.office().await?;
    let (subject, text) = (form.value("subject"), form.value("text"));
    let place = form.value("place").parse().ok();
    let alike = state.app.alike_words(actor, subject, text, place).await?;
    let lines: Vec<AidLine> = alike.iter().map(|alike| line(frame, &office, alike)).collect();
    let told = frame.say.counted("alike-told", lines.len() as u64);
    let proposed = state.app.proposals_for_words(subject, text, form.value("accusation") == "yes").await?;
    let alike = group(frame, ("alike", "alike-title", "alike-before"), lines);
    let classes = proposal::classes(frame, &office, &proposed, false);
    Ok(Aid { told: Some(told), groups: alike.into_iter().chain(classes).collect(), ..Aid::default() })
}

fn line(frame: &Frame, office: &Office, alike: &Alike) -> AidLine {
    let row = &alike.listed.row;
    AidLine {
        href: Some(format!("/desk/{}", row.matter)),
        what: alike.subject.clone(),
        number: alike.listed.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        text: proposal::marked(&alike.shared),
        about: [why(frame, alike), about(frame, office, alike)].join(" · "),
        take: None,
    }
}
