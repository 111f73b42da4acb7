//! Spelling folding with a map back to the original text.

use std::ops::Range;

use super::span::Span;

#[path = "fold/letters.rs"]
pub mod letters;

pub use letters::FoldOptions;
pub(crate) use letters::{fold_phrase, fold_words};

/// A text in folded spelling, with the origin of each of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The folded spelling.
    pub text: String,
    /// Maps offsets back to the original.
    pub map: FoldMap,
}

/// Maps folded offsets to original ones: total and monotone.
///
/// Only positions where the distance between the two changes are stored, so that a text without diacritics needs next
/// to no memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldMap {
    breaks: Vec<Break>,
}

/// From `folded` on, original offsets are `original + (offset - folded)`, up to the next break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Break {
    /// Byte offset in the folded spelling.
    folded: u32,
    /// Byte offset in the original of the character that begins there.
    original: u32,
    /// End in the original of the previous character, including the marks that belong to it.
    previous_end: u32,
}

impl Folded {
    /// Folds a whole text; linear in its length.
    pub fn new(text: &str, options: &FoldOptions) -> Self {
        let mut folder = Folder::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            folder.take(at, c, options);
        }
        folder.finish(text.len())
    }

    /// The original span of a folded byte range. Includes trailing marks, tatweels and joiners of the last letter.
    /// Offsets inside a character are moved outward, and offsets past the end are moved back to it.
    pub fn to_original(&self, folded: Range<usize>) -> Span {
        let start = self.text.floor_char_boundary(folded.start);
        let end = self.text.ceil_char_boundary(folded.end).max(start);
        let from = self.map.start(start);
        let to = if end == start { from } else { self.map.end(end).max(from) };
        Span::from_range(from..to)
    }
}

impl FoldMap {
    fn break_before(&self, folded: usize) -> Option<Break> {
        let after = self.breaks.partition_point(|b| b.folded as usize <= folded);
        after.checked_sub(1).and_then(|i| self.breaks.get(i)).copied()
    }

    fn start(&self, folded: usize) -> usize {
        self.break_before(folded).map_or(folded, |b| b.original as usize + (folded - b.folded as usize))
    }

    fn end(&self, folded: usize) -> usize {
        match self.break_before(folded) {
            Some(b) if b.folded as usize == folded && folded > 0 => b.previous_end as usize,
            Some(b) => b.original as usize + (folded - b.folded as usize),
            None => folded,
        }
    }
}

/// The state of folding in progress.
struct Folder {
    text: String,
    breaks: Vec<Break>,
    /// End in the original of the last emitted character and its marks.
    covered: usize,
    /// Length of the folded text before a run of ء, which is dropped if the word ends there.
    hamza_run: Option<usize>,
    /// Whether the last emitted character is part of a word.
    in_word: bool,
}

impl Folder {
    fn with_capacity(len: usize) -> Self {
        Self { text: String::with_capacity(len), breaks: Vec::new(), covered: 0, hamza_run: None, in_word: false }
    }

    fn take(&mut self, at: usize, c: char, options: &FoldOptions) {
        let end = at + c.len_utf8();
        if !options.hamza
            && letters::is_combining_hamza(c)
            && let Some(composed) = self.text.chars().next_back().and_then(|base| letters::compose_hamza(base, c))
        {
            self.text.pop();
            self.text.push(composed);
            self.covered = end;
            return;
        }
        let mut emitted = false;
        letters::fold_char(c, options, &mut |letter| {
            emitted = true;
            self.push(letter, at, end, options);
        });
        let belongs_to_the_letter = !letters::is_invisible_control(c) && self.covered == at;
        if !emitted && belongs_to_the_letter && !self.text.is_empty() {
            self.covered = end;
        }
    }

    fn push(&mut self, letter: char, at: usize, end: usize, options: &FoldOptions) {
        let joins_word = letter.is_alphanumeric()
            || letters::is_arabic_mark(letter)
            || letter == '\u{640}'
            || letters::is_joiner(letter)
            || letters::is_invisible_control(letter);
        if letter == 'ء' && options.hamza {
            if self.in_word && self.hamza_run.is_none() {
                self.hamza_run = Some(self.text.len());
            }
        } else if letter.is_alphanumeric() {
            self.hamza_run = None;
        } else if !joins_word {
            self.drop_final_hamza();
        }
        let folded = self.text.len();
        let in_step =
            self.breaks.last().map_or(at == folded, |b| (b.original as usize) + (folded - b.folded as usize) == at);
        if !in_step || self.covered != at {
            self.breaks.push(Break { folded: folded as u32, original: at as u32, previous_end: self.covered as u32 });
        }
        self.text.push(letter);
        self.covered = end;
        self.in_word = joins_word && (self.in_word || letter != 'ء');
    }

    fn drop_final_hamza(&mut self) {
        if let Some(before) = self.hamza_run.take() {
            self.text.truncate(before);
            while self.breaks.last().is_some_and(|b| b.folded as usize >= before) {
                self.breaks.pop();
            }
        }
    }

    fn finish(mut self, len: usize) -> Folded {
        self.drop_final_hamza();
        let folded = self.text.len() as u32;
        self.breaks.push(Break { folded, original: len as u32, previous_end: self.covered as u32 });
        Folded { text: self.text, map: FoldMap { breaks: self.breaks } }
    }
}

#[cfg(test)]
#[path = "fold/tests.rs"]
mod tests;
