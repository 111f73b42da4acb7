//! A word in folded spelling, letter by letter and without allocating.

use crate::lexicon::format::LONGEST_WORD;
use crate::text::Span;
use crate::text::fold::letters::{self, FoldOptions};

/// Folding of the Arabic block by table: most letters of a text need no more.
pub(super) struct FoldTable {
    /// Folded letter for U+0600 + index; 0 when dropped.
    letters: [u16; 256],
}

impl FoldTable {
    pub(super) fn new() -> Self {
        let mut table = [0_u16; 256];
        for (code, entry) in (0x600_u32..).zip(table.iter_mut()) {
            if let Some(c) = char::from_u32(code) {
                // Nothing in this block folds to more than one letter, or beyond the block and ASCII.
                letters::fold_char(c, &FoldOptions::ALL, &mut |letter| *entry = letter as u16);
            }
        }
        Self { letters: table }
    }
}

/// A word in folded spelling, in a buffer that is used again for each word.
pub(super) struct FoldedWord {
    /// Folded UTF-8, from `PAD` on.
    pub(super) bytes: [u8; PAD + LONGEST_WORD + 8],
    pub(super) len: usize,
    /// The first letters, and the byte offset in the word of each.
    pub(super) first: [char; 6],
    pub(super) starts: [u32; 6],
    pub(super) letters: usize,
    pub(super) overlong: bool,
    pub(super) has_digit: bool,
    /// Letters that are drawn out count once.
    pub(super) shortens: bool,
    /// The last letter, and how often it has come.
    last: (char, u32),
}

/// Room for a restored alef.
pub(super) const PAD: usize = 2;

impl FoldedWord {
    /// Room for a word.
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

    /// Whether a letter is one more of a word whose drawn-out letters count once.
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
        // A final ء is dropped, unless there is nothing else.
        while self.len > 2 && self.bytes[PAD..PAD + self.len].ends_with("ء".as_bytes()) {
            self.len -= 2;
            self.letters = self.letters.saturating_sub(1);
        }
    }

    /// Whether letters are drawn out: the same one three times and more, or ا or و twice. ؤو and يي are no such
    /// thing (جاؤوا, ملايير).
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
