//! The letters and digits of a text in folded spelling, by which passages are compared.

use std::ops::Range;

use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};

use super::passage::is_mark;
use crate::text::fold::FoldOptions;
use crate::text::fold::letters::fold_char;

/// The letters and digits of a text in folded spelling. White space, punctuation, vowel marks, tatweel and invisible
/// characters are left out: they may differ between two editions of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// A number for each letter; letters outside the basic plane may share theirs, which does no harm.
    pub codes: Vec<u16>,
    /// The byte of each letter in the text.
    starts: Vec<u32>,
}

impl Letters {
    /// The letters of a text; linear in its length.
    pub fn of(text: &str) -> Self {
        let room = text.len() / 2 + 8;
        let mut letters = Self { codes: Vec::with_capacity(room), starts: Vec::with_capacity(room) };
        for (at, c) in text.char_indices() {
            match c {
                // Nearly all of a text: letters of two bytes, and the spaces between words.
                '\u{627}' | '\u{628}' | '\u{62A}'..='\u{63A}' | '\u{641}'..='\u{648}' | '\u{64A}' => {
                    letters.push(c, at);
                }
                ' ' | '\n' => {}
                _ => fold_char(c, &FoldOptions::ALL, &mut |letter| letters.take(letter, at)),
            }
        }
        letters
    }

    /// Adds a letter without its accents, which may be characters of their own in the other text.
    fn take(&mut self, letter: char, at: usize) {
        match CanonicalDecompositionBorrowed::new().decompose(letter) {
            _ if letter.is_ascii() && letter.is_alphanumeric() => self.push(letter, at),
            Decomposed::Default if letter.is_alphanumeric() => self.push(letter, at),
            Decomposed::Default => {}
            Decomposed::Singleton(letter) => self.take(letter, at),
            Decomposed::Expansion(letter, other) => {
                self.take(letter, at);
                self.take(other, at);
            }
        }
    }

    fn push(&mut self, letter: char, at: usize) {
        let code = letter as u32;
        self.codes.push((code ^ (code >> 16)) as u16);
        self.starts.push(at as u32);
    }

    /// The number of letters.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The number of letters that begin before a byte.
    pub fn before(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| (*start as usize) < byte)
    }

    /// The letters that begin within bytes of the text.
    pub fn within(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.before(bytes.start);
        start..self.before(bytes.end).max(start)
    }

    /// The byte at which a letter begins; the end of the text after the last one.
    pub fn start(&self, letter: usize, text: &str) -> usize {
        self.starts.get(letter).map_or(text.len(), |start| *start as usize)
    }

    /// The byte after the letter before this one, and after the marks and tatweels that belong to that.
    pub fn end(&self, letter: usize, text: &str) -> usize {
        let Some(last) = letter.checked_sub(1).and_then(|last| self.starts.get(last)) else { return 0 };
        let behind = &text[*last as usize..];
        let others = behind.char_indices().skip(1);
        let end = others.into_iter().find(|(_, c)| !is_mark(*c) && *c != '\u{640}').map_or(behind.len(), |(at, _)| at);
        *last as usize + end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_of_a_word_have_the_same_letters() {
        let table = [
            ("الرقة", "الرَّقّة"),
            ("الرقة", "الـــرقة"),
            ("الرقة", "الرقه"),
            ("أحمد", "ا\u{654}حمد"),
            ("مؤتمر", "مو\u{654}تمر"),
            ("في ليبيا", "فی لیبیا"),
            ("«كتيبة» 15", "\"كتيبة\" ١٥"),
            ("می\u{200c}روم", "می روم"),
            ("سطر\r\nآخر", "سطر\nاخر"),
            ("Évian, Việt", "E\u{301}vian, Vie\u{323}\u{302}t"),
            ("서울", "\u{1109}\u{1165}\u{110B}\u{116E}\u{11AF}"),
        ];
        for (one, other) in table {
            assert_eq!(Letters::of(one).codes, Letters::of(other).codes, "{one} {other}");
        }
        assert_ne!(Letters::of("سرت").codes, Letters::of("سبت").codes);
    }

    #[test]
    fn a_letter_ends_after_its_marks() {
        let text = "(بَـ) \u{feff}ت";
        let letters = Letters::of(text);
        assert_eq!(letters.len(), 2);
        assert_eq!(&text[letters.start(0, text)..letters.end(1, text)], "بَـ");
        assert_eq!(&text[letters.start(1, text)..letters.end(2, text)], "ت");
        assert_eq!((letters.start(2, text), letters.end(0, text)), (text.len(), 0));
    }
}
