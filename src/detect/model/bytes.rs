//! A trained tagger in its file format.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use sha2::{Digest as _, Sha256};

use super::crf::{Row, TAGS, Transitions};
use super::place_classifier;
use crate::detect::stages::Scored;
use crate::text::hash;

/// First bytes of a model file; the last is the version.
pub(in crate::detect) const MAGIC: [u8; 8] = *b"hawashi\x04";
/// First bytes of the version before, which had no checksum at its end.
const UNCHECKED: [u8; 8] = *b"hawashi\x03";
/// Length of the checksum, the beginning of the SHA-256 of all before it.
const CHECKSUM: usize = 8;
/// One unit of a stored weight.
pub(in crate::detect) const STEP: f32 = 1.0 / 24.0;
/// Size of the set of words that are not names, in bits, as a power of two.
pub(in crate::detect) const GATE_BITS: u32 = 20;
pub(in crate::detect) const GATE_BYTES: usize = 1 << (GATE_BITS - 3);
/// Numbers in the header: transitions, then the weights of the classifier.
const HEAD_NUMBERS: usize = TAGS * TAGS + place_classifier::NUMBERS;
pub(in crate::detect) const HEAD: usize = MAGIC.len() + 4 + HEAD_NUMBERS * 4;

/// The largest table allowed in a file, as a power of two of rows of eight bytes.
const MOST_ROW_BITS: u32 = 22;

/// A trained tagger.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Gate and table, as in the file, without the checksum.
    pub(in crate::detect) bytes: Cow<'static, [u8]>,
    pub(in crate::detect) row_mask: u32,
    pub(in crate::detect) transitions: Transitions,
    pub(in crate::detect) weights: [Row; TAGS],
    pub(in crate::detect) classifier: place_classifier::Weights,
}

impl Model {
    /// The longest file that can be a model, in bytes.
    pub const MOST_BYTES: u64 = (HEAD + GATE_BYTES + (TAGS << MOST_ROW_BITS) + CHECKSUM) as u64;

    /// The model built into the program; `None` if it was built without one.
    pub fn builtin() -> Option<Arc<Self>> {
        static BUILTIN: OnceLock<Option<Arc<Model>>> = OnceLock::new();
        let bytes: &'static [u8] = include_bytes!("../../../assets/model/names.model");
        // What is part of the program needs no checksum.
        let body = || Self::of_body(Cow::Borrowed(if has_checksum(bytes) { split(bytes)?.0 } else { bytes }));
        BUILTIN.get_or_init(|| body().map(Arc::new)).clone()
    }

    /// A model from a file's bytes; `None` if they are not a model, or were changed since it was written.
    pub fn from_bytes(mut bytes: Cow<'static, [u8]>) -> Option<Self> {
        if has_checksum(&bytes) {
            let (body, sum) = split(&bytes)?;
            if *sum != checksum(body) {
                return None;
            }
            let len = body.len();
            bytes = match bytes {
                Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(..len)?),
                Cow::Owned(mut bytes) => {
                    bytes.truncate(len);
                    Cow::Owned(bytes)
                }
            };
        }
        Self::of_body(bytes)
    }

    fn of_body(bytes: Cow<'static, [u8]>) -> Option<Self> {
        if ![MAGIC, UNCHECKED].contains(bytes.first_chunk()?) {
            return None;
        }
        let number = |at: usize| {
            let at = MAGIC.len() + at * 4;
            bytes.get(at..at + 4)?.first_chunk::<4>().copied()
        };
        let row_bits = u32::from_le_bytes(number(0)?);
        if row_bits > MOST_ROW_BITS || bytes.len() != HEAD + GATE_BYTES + (TAGS << row_bits) {
            return None;
        }
        let float = |at: usize| number(1 + at).map(f32::from_le_bytes).filter(|x| x.is_finite());
        let mut weights = [[0.0; TAGS]; TAGS];
        for (at, weight) in weights.iter_mut().flatten().enumerate() {
            *weight = float(at)?;
        }
        let mut classifier = [0.0; place_classifier::NUMBERS];
        for (at, weight) in classifier.iter_mut().enumerate() {
            *weight = float(TAGS * TAGS + at)?;
        }
        let transitions = Transitions::from_weights(&weights);
        Some(Self {
            bytes,
            row_mask: (1 << row_bits) - 1,
            transitions,
            weights,
            classifier: place_classifier::Weights::from_numbers(&classifier),
        })
    }

    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.to_body();
        bytes.extend(checksum(&bytes));
        bytes
    }

    /// The file's bytes before the checksum.
    pub(in crate::detect) fn to_body(&self) -> Vec<u8> {
        let mut bytes = self.bytes.to_vec();
        if let Some(magic) = bytes.first_chunk_mut() {
            *magic = MAGIC;
        }
        let numbers = self.weights.iter().flatten().chain(self.classifier.numbers());
        for (at, number) in numbers.enumerate() {
            let at = MAGIC.len() + 4 + at * 4;
            if let Some(slot) = bytes.get_mut(at..at + 4) {
                slot.copy_from_slice(&number.to_le_bytes());
            }
        }
        bytes
    }

    /// Classifies the places that the model has seen; the parts are those of a whole text.
    pub(in crate::detect) fn decide(&self, parts: &mut [Scored]) {
        self.classifier.decide(parts);
    }

    /// Whether a word is known not to be a name.
    pub(in crate::detect) fn is_gated(&self, word: u32) -> bool {
        gate_bits(word).iter().all(|bit| {
            let byte = self.bytes.get(HEAD + (bit >> 3) as usize).copied().unwrap_or(0);
            byte >> (bit & 7) & 1 == 1
        })
    }

    /// The sums of the stored weights of some features, at most a hundred.
    pub(super) fn sum(&self, features: &[u32]) -> [i16; TAGS] {
        let (table, _) = self.bytes.get(HEAD + GATE_BYTES..).unwrap_or(&[]).as_chunks::<TAGS>();
        let mut sums = [0_i16; TAGS];
        for row in features.iter().filter_map(|feature| table.get((feature & self.row_mask) as usize)) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                // A hundred weights of one byte each cannot overflow.
                *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
            }
        }
        sums
    }
}

fn has_checksum(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

fn split(bytes: &[u8]) -> Option<(&[u8], &[u8; CHECKSUM])> {
    bytes.split_last_chunk()
}

fn checksum(body: &[u8]) -> [u8; CHECKSUM] {
    let mut sum = [0; CHECKSUM];
    for (byte, of_hash) in sum.iter_mut().zip(Sha256::digest(body)) {
        *byte = of_hash;
    }
    sum
}

pub(in crate::detect) fn gate_bits(word: u32) -> [u32; 2] {
    let mask = (1 << GATE_BITS) - 1;
    [word & mask, hash::again(word, GATE_BITS)]
}
