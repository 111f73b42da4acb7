//! A cache of words already looked up: most words of a text occur repeatedly.

use super::word::WordForm;
use crate::text::{Span, hash};

/// Words of one text by the hash of their bytes, and those of the current segment that found no free slot.
#[derive(Default)]
pub(super) struct KnownWords {
    /// The slots; their number is a power of two.
    places: Vec<Slot>,
    /// The forms of the words in the order of their first occurrence: frequent ones come early and are close together
    /// in memory.
    forms: Vec<WordForm>,
    /// The words of this segment without a slot.
    beyond: Vec<WordForm>,
    /// The number of the segment.
    segment: u32,
}

/// The most slots; a power of two.
const MOST_PLACES: usize = 1 << 14;
/// Neighbouring slots in which a word may be stored, a power of two; the least recently used one is replaced. With only
/// one slot per word, two frequent words could replace each other again and again.
const CHOICE: usize = 4;

/// A slot of the cache: finds a word by its bytes; empty without a form.
#[derive(Clone, Copy, Default)]
struct Slot {
    spelling: Spelling,
    /// Start of the word's occurrence in the text.
    start: u32,
    /// The segment in which it occurred last.
    segment: u32,
    /// Index of its form + 1; 0 for none.
    form: u32,
}

impl KnownWords {
    /// Makes room for the words of so many bytes: a short text has few.
    pub(super) fn make_room(&mut self, len: usize) {
        let places = (len / 16).next_power_of_two().clamp(64, MOST_PLACES);
        if self.places.len() < places {
            self.places.clear();
            self.places.resize(places, Slot::default());
            self.forms.clear();
        }
    }

    /// Starts the next segment; numbers from the previous one become invalid.
    pub(super) fn begin_segment(&mut self) {
        self.beyond.clear();
        self.segment += 1;
    }

    /// The number of a word, which is looked up if it is new.
    #[inline]
    pub(super) fn number(&mut self, text: &str, span: Span, read: impl FnOnce() -> WordForm) -> u32 {
        let spelling = Spelling::of(text, span);
        let first = spelling.hash(text, span) & (self.places.len() - 1);
        let is_same = |known: &Slot| {
            let spelled = || Span { start: known.start.into(), end: (known.start + spelling.len).into() };
            known.spelling.is(spelling) && (!spelling.is_cut() || spelled().of(text) == span.of(text))
        };
        for place in (0..CHOICE).map(|other| first ^ other) {
            if let Some(known) = self.places.get_mut(place)
                && is_same(known)
            {
                known.segment = self.segment;
                return known.form - 1;
            }
        }
        self.add(first, Slot { spelling, start: span.start.0, segment: self.segment, form: 0 }, read())
    }

    /// Stores a new word in the best of its slots; words of this segment keep theirs.
    #[cold]
    fn add(&mut self, first: usize, word: Slot, form: WordForm) -> u32 {
        let segment = |place: &usize| self.places.get(*place).map_or(u32::MAX, |known| known.segment);
        let oldest = (0..CHOICE).map(|other| first ^ other).min_by_key(segment).unwrap_or(first);
        match self.places.get_mut(oldest) {
            Some(place) if place.segment != self.segment => {
                *place = Slot { form: place.form, ..word };
                match self.forms.get_mut((place.form as usize).wrapping_sub(1)) {
                    Some(old) => *old = form,
                    None => {
                        self.forms.push(form);
                        place.form = self.forms.len() as u32;
                    }
                }
                place.form - 1
            }
            _ => {
                self.beyond.push(form);
                (self.places.len() + self.beyond.len() - 1) as u32
            }
        }
    }

    /// The form for a number given in this segment.
    #[inline]
    pub(super) fn form(&self, number: u32) -> &WordForm {
        // There are never more forms than slots.
        match self.forms.get(number as usize) {
            Some(form) => form,
            None => &self.beyond[number as usize - self.places.len()],
        }
    }
}

/// Distinguishes words without comparing the text at their positions.
#[derive(Clone, Copy, Default)]
struct Spelling {
    /// The first bytes, padded with zeros.
    first: [u64; 3],
    /// Length in bytes.
    len: u32,
}

impl Spelling {
    /// Number of bytes in [`Self::first`].
    const FIRST: usize = 24;

    fn of(text: &str, span: Span) -> Self {
        let (bytes, start) = (text.as_bytes(), span.start.index());
        let len = span.end.0 - span.start.0;
        let first = bytes.get(start..).and_then(|rest| rest.first_chunk::<{ Self::FIRST }>());
        let first = first.copied().unwrap_or_else(|| {
            // At the end of the text.
            let mut first = [0; Self::FIRST];
            first.iter_mut().zip(bytes.get(start..).unwrap_or(&[])).for_each(|(to, from)| *to = *from);
            first
        });
        // The word's bytes, eight at a time.
        let eight = |at: usize| {
            let bytes = first.get(at..).and_then(|rest| rest.first_chunk::<8>()).copied().unwrap_or_default();
            let kept = len.saturating_sub(at as u32).min(8) * 8;
            u64::from_le_bytes(bytes) & u64::MAX.checked_shr(64 - kept).unwrap_or(0)
        };
        Self { first: [eight(0), eight(8), eight(16)], len }
    }

    /// Compares without branches: most words are found in the first slot that is checked.
    #[inline]
    fn is(self, other: Self) -> bool {
        let ([a, b, c], [x, y, z]) = (self.first, other.first);
        (a ^ x) | (b ^ y) | (c ^ z) | u64::from(self.len ^ other.len) == 0
    }

    /// Whether the word is longer than [`Self::first`].
    fn is_cut(self) -> bool {
        self.len as usize > Self::FIRST
    }

    /// A hash of the spelling and the word's last bytes.
    fn hash(self, text: &str, span: Span) -> usize {
        let [first, second, third] = self.first;
        let mut mixed = first ^ second.rotate_left(29) ^ third.rotate_left(47) ^ u64::from(self.len);
        if self.is_cut() {
            let last = text.as_bytes().get(..span.end.index()).and_then(|word| word.last_chunk::<8>());
            mixed ^= last.map_or(0, |last| u64::from_le_bytes(*last)).rotate_left(43);
        }
        hash::place(mixed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    #[test]
    fn more_words_than_places_are_told_apart() {
        // Some are longer than the stored spelling and end alike.
        let text = |i: u32| format!("س{i} {}{i}{} ", "ب".repeat(5), "ت".repeat(5));
        let text = (0..300).map(text).collect::<Vec<_>>().concat();
        let mut known = KnownWords::default();
        known.make_room(1);
        for _ in 0..2 {
            known.begin_segment();
            let spans: Vec<Span> = words(&text).collect();
            assert_eq!(spans.len(), 600);
            let read = |span: &Span| WordForm { classes: span.start.0.into(), ..WordForm::default() };
            let numbers: Vec<u32> = spans.iter().map(|span| known.number(&text, *span, || read(span))).collect();
            for (span, number) in spans.iter().zip(numbers) {
                assert_eq!(known.form(number).classes, u64::from(span.start.0), "{}", span.of(&text));
            }
        }
    }

    #[test]
    fn a_word_is_read_once() {
        let text = "سقطت سرت ثم سقطت سرت";
        let (mut known, mut read) = (KnownWords::default(), 0);
        known.make_room(text.len());
        known.begin_segment();
        for span in words(text) {
            known.number(text, span, || {
                read += 1;
                WordForm::default()
            });
        }
        assert_eq!(read, 3);
    }
}
