//! Reading with a model: text in, classes out; and taking a clerk's correction in on the spot.

use super::corpus::amount;
use super::model::{Model, in_steps};
use super::{GRAM_SIGNS_MAX, Text};
use crate::folded::Folded;
use crate::grams;
use crate::number::small;
use crate::script::Script;

/// How many classes are proposed.
pub const PROPOSED: usize = 3;
/// Counts of one gram beyond this no longer differ.
const COUNT_MAX: u8 = u8::MAX;
/// How far one correction may move a plane: a few like ones turn a proposal, a single slip does not.
const CORRECTION_MAX: f32 = 0.25;

/// A class and how likely it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likely {
    /// Index among [`Model::labels`].
    pub class: usize,
    /// From 0 to 1: of a hundred proposals with 0.9 some ninety are right.
    pub share: f32,
}

/// What a text is proposed to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The likeliest first, at most three; none where no gram of the text is known.
    pub likely: Vec<Likely>,
    /// The first may be accepted by one key.
    pub is_sure: bool,
}

/// Reads one text after the other; keeps its room between them.
#[derive(Debug)]
pub struct Reader<'m> {
    script: &'m Script,
    counts: Vec<u8>,
    /// The slots that occur, each once.
    slots: Vec<u32>,
    folded: Folded,
    shares: Vec<f32>,
    amounts: Vec<f32>,
}

impl<'m> Reader<'m> {
    /// A reader with room for this model, and for others as they come; one per thread.
    pub fn new(script: &'m Script, model: &Model) -> Self {
        let amounts = (0..=usize::from(COUNT_MAX)).map(amount).collect();
        let (counts, shares) = (vec![0; model.slots()], vec![0.0; model.labels().len()]);
        Self { script, counts, slots: Vec::new(), folded: Folded::default(), shares, amounts }
    }

    /// What the text is proposed to be.
    pub fn read(&mut self, model: &Model, text: &Text<'_>) -> Reading {
        self.gather(model, text);
        let length = self.margins(model);
        if length == 0.0 {
            return Reading { likely: Vec::new(), is_sure: false };
        }
        let judge = model.judge(text);
        judge.apply(&mut self.shares);
        let mut likely: Vec<Likely> =
            self.shares.iter().enumerate().map(|(class, share)| Likely { class, share: *share }).collect();
        likely.sort_unstable_by(|a, b| b.share.total_cmp(&a.share));
        likely.truncate(PROPOSED);
        let is_sure = likely.first().is_some_and(|first| first.share >= judge.calibration.sure_from);
        Reading { likely, is_sure }
    }

    /// Moves the model towards the class that a person gave the text; false where the model does not know that class or any
    /// word of the text, and only training anew will teach it. Grams it has never seen stay unseen until then.
    pub fn correct(&mut self, model: &mut Model, text: &Text<'_>, label: &str) -> bool {
        let Some(right) = model.labels().iter().position(|known| known == label) else { return false };
        self.gather(model, text);
        let length = self.margins(model);
        if length == 0.0 {
            return false;
        }
        let side = |class: usize| if class == right { 1.0 } else { -1.0 };
        let lack =
            |(class, margin): (usize, &f32)| (1.0 - side(class) * margin).clamp(0.0, CORRECTION_MAX) * side(class);
        let steps: Vec<f32> = self.shares.iter().enumerate().map(lack).collect();
        let per_step = in_steps(model.plane_step) / length;
        for slot in &self.slots {
            let weight = f32::from(model.row(*slot as usize).0) * model.weight_step;
            let value = self.amounts[usize::from(self.counts[*slot as usize])] * weight * weight * per_step;
            let planes = model.planes_mut(*slot as usize);
            planes.iter_mut().zip(&steps).for_each(|(at, step)| *at = at.saturating_add(small(step * value)));
        }
        true
    }

    /// Counts the text's known grams.
    fn gather(&mut self, model: &Model, text: &Text<'_>) {
        self.slots.drain(..).for_each(|slot| self.counts[slot as usize] = 0);
        self.counts.resize(model.slots(), 0);
        self.shares.resize(model.labels().len(), 0.0);
        for (field, times) in text.fields() {
            self.folded.take(self.script, field);
            grams::each(self.folded.signs(), GRAM_SIGNS_MAX, |key, _| {
                let Some(slot) = model.find(key) else { return };
                let count = &mut self.counts[slot];
                if *count == 0 {
                    self.slots.extend(u32::try_from(slot));
                }
                *count = count.saturating_add(times);
            });
        }
    }

    /// Leaves the margins in `shares`; gives the length that the text had before it was made 1.
    fn margins(&mut self, model: &Model) -> f32 {
        self.shares.fill(0.0);
        let mut square = 0.0;
        for slot in &self.slots {
            let (weight, planes) = model.row(*slot as usize);
            let amount = self.amounts[usize::from(self.counts[*slot as usize])];
            square += (amount * f32::from(weight)).powi(2);
            self.shares.iter_mut().zip(planes).for_each(|(margin, at)| *margin += f32::from(*at) * amount);
        }
        let length = square.sqrt() * model.weight_step;
        if length > 0.0 {
            self.shares.iter_mut().for_each(|margin| *margin *= model.plane_step / length);
        }
        length
    }
}
