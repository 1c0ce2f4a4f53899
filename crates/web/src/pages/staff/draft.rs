//! What stands beside the form of a decision: remarks on the draft, once they are asked for, and earlier answers.

use huiyin_app::AppError;
use huiyin_app::search::{EarlierAnswer, Looked, Remark};
use huiyin_app::story::View;
use huiyin_domain::ids::IssueNo;
use huiyin_domain::matter::CommandKind;
use huiyin_domain::office::Actor;

use huiyin_render::deed::{Ask, field_name};
use huiyin_render::form::Form;
use huiyin_render::page::{Aid, AidGroup, AidLine, Frame, pieces};

use super::deed::body;
use crate::WebState;
use crate::api::draft;

/// Of an answer so much is shown, in characters: what it found, in a few lines.
const SHOWN_CHARS: usize = 160;

/// A draft is written here.
pub(super) fn is_draft(asks: &[Ask]) -> bool {
    asks.iter().any(|ask| ask.name == "findings.facts")
}

/// What stands beside a draft; remarks where the form was sent to be looked over.
pub(super) async fn aid(
    state: &WebState,
    frame: &Frame,
    (actor, view): (&Actor, &View),
    (command, no, asks): (CommandKind, u32, &[Ask]),
    form: &Form,
) -> Result<Aid, AppError> {
    let mut aid = Aid { look: Some(frame.t("draft-look")), ..Aid::default() };
    if is_asked(form) {
        let order = body(form, asks);
        let words = draft::words_of(&order);
        let looked = draft::look_over(state, (actor, view), (command, no), order).await?;
        let demand = draft::demand(view, no);
        aid.told = Some(frame.say.counted("draft-told", looked.len() as u64));
        let lines: Vec<AidLine> =
            looked.iter().map(|one| remark(frame, one, draft::quoted(&one.remark, &words, demand))).collect();
        aid.groups.extend(group(frame, ("remarks", "draft-title", "draft-hint"), lines));
    }
    let earlier = state.app.earlier_answers(actor, view, IssueNo(no)).await?;
    let lines: Vec<AidLine> = earlier.iter().map(|earlier| answer(frame, view, earlier)).collect();
    aid.groups.extend(group(frame, ("earlier", "earlier-title", "earlier-hint"), lines));
    Ok(aid)
}

/// The form was sent to be looked over, not to be taken.
pub(super) fn is_asked(form: &Form) -> bool {
    form.value("look") == "yes"
}

/// Proposals under a heading; none where there are none.
pub(super) fn group(
    frame: &Frame,
    (id, title, hint): (&'static str, &str, &str),
    lines: Vec<AidLine>,
) -> Option<AidGroup> {
    (!lines.is_empty()).then(|| AidGroup { id, title: frame.t(title), hint: frame.t(hint), lines })
}

fn remark(frame: &Frame, looked: &Looked, quoted: &str) -> AidLine {
    let Looked { remark, copied } = looked;
    let percent =
        if let Remark::Copied { share, .. } = remark { format!("{:.0}", share * 100.0) } else { String::new() };
    let to_field = format!("#{}", field_name(draft::field(remark)));
    let number = copied.as_ref().and_then(|listed| listed.number.as_ref());
    AidLine {
        href: Some(copied.as_ref().map_or(to_field, |listed| format!("/desk/{}", listed.row.matter))),
        what: frame.say.text(draft::key(remark), &[("percent", percent)]),
        number: number.map(ToString::to_string).unwrap_or_default(),
        text: pieces(&shortened(quoted), &[]),
        ..AidLine::default()
    }
}

fn answer(frame: &Frame, view: &View, earlier: &EarlierAnswer) -> AidLine {
    let say = &frame.say;
    let given = &earlier.answer;
    let about = [say.word(given.outcome), say.unit(&view.office, &given.unit), say.date(given.on)];
    AidLine {
        href: Some(format!("/desk/{}", earlier.listed.row.matter)),
        what: earlier.subject.clone(),
        number: earlier.listed.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        text: pieces(&shortened(&given.facts), &[]),
        about: about.join(" · "),
        take: None,
    }
}

/// The beginning of a text, as a list shows it.
fn shortened(text: &str) -> String {
    let text = text.trim();
    let cut: String = text.chars().take(SHOWN_CHARS).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
