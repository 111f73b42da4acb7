//! A word in folded spelling, letter by letter and without allocating.

use crate::lexicon::format::LONGEST_WORD;
use crate::text::Span;
use crate::text::fold::letters::{self, FoldOptions};

/// Folding table for the Arabic block: most letters need nothing more.
pub(super) struct FoldTable {
    /// The folded letter of U+0600 + index; 0 if it is dropped.
    letters: [u16; 256],
}

impl FoldTable {
    pub(super) fn new() -> Self {
        let mut table = [0_u16; 256];
        for (code, entry) in (0x600_u32..).zip(table.iter_mut()) {
            if let Some(c) = char::from_u32(code) {
                // No letter of this block folds to several letters, or to one outside the block and ASCII.
                letters::fold_char(c, &FoldOptions::ALL, &mut |letter| *entry = letter as u16);
            }
        }
        Self { letters: table }
    }
}

/// A word in folded spelling, in a buffer reused for each word.
pub(super) struct FoldedWord {
    /// Folded UTF-8, starting at `PAD`.
    pub(super) bytes: [u8; PAD + LONGEST_WORD + 8],
    pub(super) len: usize,
    /// The first letters, and the byte offset of each in the word.
    pub(super) first: [char; 6],
    pub(super) starts: [u32; 6],
    pub(super) letters: usize,
    pub(super) overlong: bool,
    pub(super) has_digit: bool,
    /// Whether elongated letters count once.
    pub(super) shortens: bool,
    /// The last letter, and how often it was repeated.
    last: (char, u32),
}

/// Room for a restored alef.
pub(super) const PAD: usize = 2;

impl FoldedWord {
    /// An empty buffer.
    pub(super) fn new() -> Self {
        Self {
            bytes: [0; PAD + LONGEST_WORD + 8],
            len: 0,
            first: ['\0'; 6],
            starts: [0; 6],
            letters: 0,
            overlong: false,
            has_digit: false,
            shortens: false,
            last: ('\0', 0),
        }
    }

    fn push(&mut self, letter: char, at: usize) {
        if self.shortens && !self.continues(letter) {
            return;
        }
        if self.len + 4 > LONGEST_WORD {
            self.overlong = true;
            return;
        }
        if let (Some(start), Some(first)) = (self.starts.get_mut(self.letters), self.first.get_mut(self.letters)) {
            *start = at as u32;
            *first = letter;
        }
        self.letters += 1;
        self.has_digit |= letter.is_ascii_digit();
        if let Some(room) = self.bytes.get_mut(PAD + self.len..) {
            self.len += letter.encode_utf8(room).len();
        }
    }

    /// Whether a letter only elongates the word and is skipped.
    fn continues(&mut self, letter: char) -> bool {
        let run = if self.last.0 == letter { self.last.1 + 1 } else { 1 };
        self.last = (letter, run);
        let is_never_double = matches!(letter, 'ا' | 'و');
        if run == 3 && !is_never_double {
            // The second one was taken for a double letter.
            self.len -= letter.len_utf8();
            self.letters -= 1;
        }
        run == 1 || run == 2 && !is_never_double
    }

    pub(super) fn fold(&mut self, text: &str, span: Span, table: &FoldTable) {
        self.last = ('\0', 0);
        (self.len, self.letters, self.overlong, self.has_digit) = (0, 0, false, false);
        let bytes = span.of(text).as_bytes();
        let mut at = 0;
        while let (Some(&lead), false) = (bytes.get(at), self.overlong) {
            if let (0xD8..=0xDB, Some(&next)) = (lead, bytes.get(at + 1)) {
                let slot = (usize::from(lead & 3) << 6) | usize::from(next & 0x3F);
                let letter = self_letter(table, slot);
                if letter != '\0' {
                    self.push(letter, at);
                }
                at += 2;
            } else {
                let Some(c) = span.of(text).get(at..).and_then(|rest| rest.chars().next()) else {
                    break;
                };
                letters::fold_char(c, &FoldOptions::ALL, &mut |letter| self.push(letter, at));
                at += c.len_utf8();
            }
        }
        // A final ء is dropped, unless nothing else is left.
        while self.len > 2 && self.bytes[PAD..PAD + self.len].ends_with("ء".as_bytes()) {
            self.len -= 2;
            self.letters = self.letters.saturating_sub(1);
        }
    }

    /// Whether letters are elongated: the same one three times or more, or ا or و twice. ؤو and يي are ordinary
    /// spelling (جاؤوا, ملايير).
    pub(super) fn is_elongated(&self, word: &str) -> bool {
        let mut rest = std::str::from_utf8(self.as_bytes()).unwrap_or("");
        while let Some(letter) = rest.chars().next() {
            let behind = rest.trim_start_matches(letter);
            if (rest.len() - behind.len()) / letter.len_utf8() > 2 {
                return true;
            }
            rest = behind;
        }
        word.contains("اا") || word.contains("وو")
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(PAD..PAD + self.len).unwrap_or(&[])
    }
}

fn self_letter(table: &FoldTable, slot: usize) -> char {
    table.letters.get(slot).and_then(|code| char::from_u32(u32::from(*code))).unwrap_or('\0')
}
