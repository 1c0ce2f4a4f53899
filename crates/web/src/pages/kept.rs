//! What somebody typed while his or her session or visit ended: it is not lost. It goes along unseen while its writer proves
//! anew who it is, is then shown, and is sent from there as if nothing had been.
//!
//! Forms of other sites never come this far: they are turned away before anybody is asked who it is.

use huiyin_render::form::Form;
use huiyin_render::page::{Aid, Frame, SheetPage};

/// The hidden field that says where it was to go.
const TO: &str = "kept_to";

/// What stands before the names of the fields that are kept.
const FIELD: &str = "kept_field_";

/// What belongs to the page it was typed on and not to what was typed.
const MARK: &str = "mark";

/// What is shorter was chosen, not typed.
const TYPED_CHARS_MIN: usize = 10;

/// The hidden fields by which what was sent to that address is kept on the sheet that asks who it is. A button says by the
/// address, also by what stands after its question mark, or by a field what is to be done: both are kept, lest it be sent
/// again as another deed.
pub fn keep(form: &Form, to: &str) -> Vec<(String, String)> {
    let fields = form.values().filter(|(name, _)| *name != MARK);
    let fields = fields.map(|(name, value)| (format!("{FIELD}{name}"), value.to_owned()));
    std::iter::once((TO.to_owned(), to.to_owned())).chain(fields).collect()
}

/// The same once more, where that sheet is shown again.
pub fn still(form: &Form) -> Vec<(String, String)> {
    let ours = form.values().filter(|(name, _)| *name == TO || name.starts_with(FIELD));
    ours.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The page on which it is sent, under the mark of the new session or visit; none where nothing was kept.
pub fn send_again(frame: Frame, form: &Form, mark: String) -> Option<SheetPage> {
    // A path of ours: one that leads elsewhere begins with two slashes or none.
    let to = Some(form.value(TO)).filter(|to| to.starts_with('/') && !to.starts_with("//") && !to.contains('\\'))?;
    let fields =
        form.values().filter_map(|(name, value)| Some((name.strip_prefix(FIELD)?.to_owned(), value.to_owned())));
    let fields: Vec<_> = fields.collect();
    let typed = fields.iter().map(|(_, value)| value.clone()).filter(|value| value.chars().count() >= TYPED_CHARS_MIN);
    Some(SheetPage {
        title: frame.t("kept-title"),
        lead: vec![frame.t("kept-lead")],
        about: typed.collect(),
        fields: Vec::new(),
        aid: Aid::default(),
        files: None,
        hidden: fields.iter().cloned().chain([(MARK.to_owned(), mark)]).collect(),
        action: to.to_owned(),
        back: "/".to_owned(),
        frame,
        form: Form::default(),
    })
}
