//! The packed model: one table of grams with their weight and planes as small whole numbers, found by open addressing; what
//! is not in it was never seen and says nothing. The bytes are the table as it lies in memory, little-endian.

use thiserror::Error;

use super::Text;
use super::calibration::Calibration;
use super::corpus::Corpus;
use super::fit::Fit;
use super::layer::Layer;
use super::unseen::Judge;
use crate::grams::Key;
use crate::number::small;

/// A model goes into a row of the database and into the memory of a small machine.
pub const MODEL_BYTES_MAX: usize = 30_000_000;
/// More classes than any taxonomy has at one level; a third level is asked of the model of its second.
pub const CLASSES_MAX: usize = 1_000;
/// Of four slots three may be taken, so that a search ends soon.
const FILL: (usize, usize) = (3, 4);
/// Before the planes: two numbers of the key, one of the weight.
const HEAD: usize = 3;
const MAGIC: &[u8; 8] = b"huiyinC2";

/// Bytes that are no model.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("not a model of classes, or cut short: train it anew")]
pub struct ModelError;

/// A model of classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub(super) labels: Vec<String>,
    /// For whole texts, and for subjects alone.
    judges: [Judge; 2],
    /// One step of a plane number, and of a weight.
    pub(super) plane_step: f32,
    pub(super) weight_step: f32,
    /// Slots of the table, a power of two; kept, because a division for every gram would cost a seventh of the time.
    slots: usize,
    table: Vec<i16>,
}

impl Model {
    /// Packs what was learned; grams that say least go first where the table would grow too big.
    pub(super) fn pack(corpus: &Corpus, fit: &Fit, judges: [Judge; 2]) -> Self {
        let strongest = |number: usize| {
            let plane = &fit.planes[number * fit.classes..][..fit.classes];
            plane.iter().fold(0.0_f32, |most, at| most.max(at.abs())) * fit.weights[number]
        };
        let mut numbers: Vec<usize> = (0..corpus.keys.len()).filter(|number| strongest(*number) > 0.0).collect();
        numbers.sort_unstable_by(|a, b| strongest(*b).total_cmp(&strongest(*a)));
        numbers.truncate(grams_max(fit.classes));
        let most_weight = numbers.iter().map(|number| fit.weights[*number]).fold(f32::MIN_POSITIVE, f32::max);
        let most_plane = numbers.first().map_or(f32::MIN_POSITIVE, |number| strongest(*number));
        let mut model = Self {
            labels: corpus.labels.clone(),
            judges,
            plane_step: most_plane / f32::from(i16::MAX),
            weight_step: most_weight / f32::from(i16::MAX),
            slots: slots(numbers.len()),
            table: vec![0; slots(numbers.len()) * (HEAD + fit.classes)],
        };
        for number in numbers {
            model.put(corpus.keys[number], number, fit);
        }
        model
    }

    fn put(&mut self, key: Key, number: usize, fit: &Fit) {
        let weight = fit.weights[number];
        let (low, high) = mark(key);
        let (weight_step, plane_step) = (self.weight_step, self.plane_step);
        let at = self.slot(key) * self.stride();
        let stride = self.stride();
        let row = &mut self.table[at..at + stride];
        row[..HEAD].copy_from_slice(&[low, high, small(weight / weight_step)]);
        let plane = &fit.planes[number * fit.classes..][..fit.classes];
        row[HEAD..].iter_mut().zip(plane).for_each(|(to, from)| *to = small(from * weight / plane_step));
    }

    /// The classes, in the order of their indexes.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// How it judges what it makes of a text.
    pub(super) fn judge(&self, text: &Text<'_>) -> &Judge {
        &self.judges[usize::from(!text.has_body())]
    }

    pub(super) const fn slots(&self) -> usize {
        self.slots
    }

    fn stride(&self) -> usize {
        HEAD + self.labels.len()
    }

    /// Where a gram stands, or the empty slot where it would.
    fn slot(&self, key: Key) -> usize {
        let (slots, stride) = (self.slots(), self.stride());
        let mark = mark(key);
        let mut slot = usize::try_from(key >> 33).unwrap_or_default() & (slots - 1);
        for _ in 0..slots {
            let row = &self.table[slot * stride..];
            if (row[0], row[1]) == mark || (row[0], row[1]) == (0, 0) {
                break;
            }
            slot = (slot + 1) & (slots - 1);
        }
        slot
    }

    /// The slot of a known gram.
    pub(super) fn find(&self, key: Key) -> Option<usize> {
        let slot = self.slot(key);
        let at = slot * self.stride();
        ((self.table[at], self.table[at + 1]) == mark(key)).then_some(slot)
    }

    /// A slot's weight, in steps, and its planes.
    pub(super) fn row(&self, slot: usize) -> (i16, &[i16]) {
        let row = &self.table[slot * self.stride()..][..self.stride()];
        (row[HEAD - 1], &row[HEAD..])
    }

    pub(super) fn planes_mut(&mut self, slot: usize) -> &mut [i16] {
        let stride = self.stride();
        &mut self.table[slot * stride..][HEAD..stride]
    }

    /// The model as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let names = self.labels.join("\n");
        let mut bytes = MAGIC.to_vec();
        bytes.extend([self.plane_step, self.weight_step].map(f32::to_le_bytes).concat());
        for count in [names.len(), self.slots()] {
            put_count(count, &mut bytes);
        }
        self.judges.iter().for_each(|judge| put_judge(judge, &mut bytes));
        bytes.extend(names.as_bytes());
        bytes.extend(self.table.iter().flat_map(|number| number.to_le_bytes()));
        bytes
    }

    /// Reads what [`Model::to_bytes`] wrote, and refuses everything else.
    pub fn parse(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::read(bytes).ok_or(ModelError)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let (plane_step, weight_step) = (float(&mut rest)?, float(&mut rest)?);
        let is_sound = plane_step.is_finite() && weight_step.is_finite();
        let (names, slots) = (count(&mut rest)?, count(&mut rest)?);
        let [whole, subject] = [judge(&mut rest)?, judge(&mut rest)?];
        let (names, table) = rest.split_at_checked(names)?;
        let labels: Vec<String> = str::from_utf8(names).ok()?.split('\n').map(str::to_owned).collect();
        let is_sized = slots.is_power_of_two() && table.len() == slots * (HEAD + labels.len()) * size_of::<i16>();
        let is_bounded = bytes.len() <= MODEL_BYTES_MAX && labels.len() <= CLASSES_MAX;
        let table = table.chunks_exact(2).filter_map(|pair| Some(i16::from_le_bytes(pair.try_into().ok()?))).collect();
        let layered =
            |(calibration, weights)| Layer::parse(weights, labels.len()).map(|layer| Judge { layer, calibration });
        let judges = [layered(whole)?, layered(subject)?];
        (is_sound && is_sized && is_bounded).then_some(Self { labels, judges, plane_step, weight_step, slots, table })
    }
}

/// What a slot keeps of a key; never the pair of zeros, which is an empty slot.
fn mark(key: Key) -> (i16, i16) {
    let [low, low2, high, high2, ..] = key.to_le_bytes();
    (i16::from_le_bytes([low, low2]) | 1, i16::from_le_bytes([high, high2]))
}

fn slots(grams: usize) -> usize {
    (grams * FILL.1 / FILL.0 + 1).next_power_of_two()
}

/// The grams that fill the largest table within the bound.
fn grams_max(classes: usize) -> usize {
    let slots_max = MODEL_BYTES_MAX / ((HEAD + classes) * size_of::<i16>()) * 99 / 100;
    let largest = (slots_max + 1).next_power_of_two() / 2;
    largest * FILL.0 / FILL.1 - 1
}

fn put_count(count: usize, bytes: &mut Vec<u8>) {
    bytes.extend(u32::try_from(count).unwrap_or_default().to_le_bytes());
}

fn put_judge(judge: &Judge, bytes: &mut Vec<u8>) {
    let Calibration { scale, sure_from } = judge.calibration;
    bytes.extend([scale, sure_from].map(f32::to_le_bytes).concat());
    put_count(judge.layer.weights().len(), bytes);
    bytes.extend(judge.layer.weights().iter().flat_map(|weight| weight.to_le_bytes()));
}

/// How it is trusted, and the numbers of its layer.
fn judge(rest: &mut &[u8]) -> Option<(Calibration, Vec<f32>)> {
    let (scale, sure_from) = (float(rest)?, float(rest)?);
    let size_bytes = count(rest)?.checked_mul(size_of::<f32>())?;
    let (weights, tail) = rest.split_at_checked(size_bytes)?;
    *rest = tail;
    let weights = weights.chunks_exact(4).filter_map(|four| Some(f32::from_le_bytes(four.try_into().ok()?))).collect();
    let is_sound = scale.is_finite() && !sure_from.is_nan();
    is_sound.then_some((Calibration { scale, sure_from }, weights))
}

fn float(rest: &mut &[u8]) -> Option<f32> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(f32::from_le_bytes(*head))
}

fn count(rest: &mut &[u8]) -> Option<usize> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    usize::try_from(u32::from_le_bytes(*head)).ok()
}

/// How many steps make 1.
pub(super) fn in_steps(step: f32) -> f32 {
    step.max(f32::MIN_POSITIVE).recip()
}
