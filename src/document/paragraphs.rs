//! Finds where paragraphs begin: one fast pass over the bytes, four bytes of memory per paragraph,
//! and as much again for a blank one.

use crate::text::words::is_blank;
use crate::text::{BytePos, Span};

/// Starts of all paragraphs, in bytes; the first is 0.
#[derive(Clone, Debug)]
pub(super) struct Paragraphs {
    starts: Vec<u32>,
    /// Numbers, from 0, of those in which nothing is written.
    blank: Vec<u32>,
}

/// Bytes tested at once; the test of all but the last chunk compiles to vector instructions.
const CHUNK: usize = 64;

impl Paragraphs {
    /// Finds the paragraphs. A newline is `\n`, `\r\n`, `\r`, VT, FF, U+0085, U+2028 or U+2029;
    /// one at the end of the text ends the last paragraph and begins none.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for from in (0..bytes.len()).step_by(CHUNK) {
            let chunk = from..bytes.len().min(from + CHUNK);
            if bytes.get(from..chunk.end + 2).is_some_and(|bytes| !may_hold_newline(bytes)) {
                continue;
            }
            for at in chunk {
                let after = at + newline_len_at(bytes, at);
                // The `
                // ` of a `\r
                // ` is found again by itself and changes nothing.
                if after > at && after < bytes.len() && starts.last() != Some(&(after as u32)) {
                    starts.push(after as u32);
                }
            }
        }
        let mut all = Self { starts, blank: Vec::new() };
        all.blank = (0..all.count()).filter(|&i| is_blank(all.span(text, i).of(text))).map(|i| i as u32).collect();
        all
    }

    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    pub(super) fn span(&self, text: &str, index: usize) -> Span {
        let Some(&start) = self.starts.get(index) else {
            return Span::from_range(text.len()..text.len());
        };
        let end = self.starts.get(index + 1).map_or(text.len(), |&next| next as usize);
        let whole = &text[start as usize..end];
        Span::from_range(start as usize..end - newline_len_before_end(whole))
    }

    pub(super) fn at(&self, at: BytePos) -> usize {
        self.starts.partition_point(|&start| start <= at.0).saturating_sub(1)
    }

    /// How many of the first `count` paragraphs are written, not blank.
    pub(super) fn written(&self, count: usize) -> usize {
        count - self.blank.partition_point(|&blank| (blank as usize) < count)
    }

    pub(super) fn is_blank(&self, index: usize) -> bool {
        self.blank.binary_search(&(index as u32)).is_ok()
    }
}

/// Whether a newline can begin in all but the last two bytes.
#[allow(clippy::needless_bitwise_bool, reason = "without branches this compiles to vector instructions")]
fn may_hold_newline(bytes: &[u8]) -> bool {
    let (behind, behind_that) = (&bytes[1..], &bytes[2..]);
    let triples = bytes.iter().zip(behind).zip(behind_that);
    let found = triples.fold(0_u8, |found, ((&a, &b), &c)| {
        let ascii = a.wrapping_sub(0x0a) < 4;
        let next_line = (a == 0xc2) & (b == 0x85);
        let separator = (a == 0xe2) & (b == 0x80) & (c & 0xfe == 0xa8);
        found | u8::from(ascii | next_line | separator)
    });
    found != 0
}

/// Length in bytes of the newline that begins at `at`, 0 if there is none.
fn newline_len_at(bytes: &[u8], at: usize) -> usize {
    match &bytes[at..] {
        [b'\r', b'\n', ..] | [0xc2, 0x85, ..] => 2,
        [b'\n' | b'\r' | 0x0b | 0x0c, ..] => 1,
        [0xe2, 0x80, 0xa8 | 0xa9, ..] => 3,
        _ => 0,
    }
}

/// Length in bytes of the newline that ends the text, 0 if there is none.
fn newline_len_before_end(text: &str) -> usize {
    match text.as_bytes() {
        [.., b'\r', b'\n'] | [.., 0xc2, 0x85] => 2,
        [.., b'\n' | b'\r' | 0x0b | 0x0c] => 1,
        [.., 0xe2, 0x80, 0xa8 | 0xa9] => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let paragraphs = Paragraphs::of(text);
        (0..paragraphs.count()).map(|i| paragraphs.span(text, i).of(text)).collect()
    }

    #[test]
    fn every_kind_of_newline_ends_a_paragraph() {
        let table: [(&str, &[&str]); 9] = [
            ("", &[""]),
            ("a", &["a"]),
            ("a\n", &["a"]),
            ("a\n\n", &["a", ""]),
            ("\n\na", &["", "", "a"]),
            ("a\r\nb\rc\nd", &["a", "b", "c", "d"]),
            ("a\n\rb", &["a", "", "b"]),
            ("a\u{85}b\u{2028}c\u{2029}d\u{b}e\u{c}f", &["a", "b", "c", "d", "e", "f"]),
            ("سرت\r\nقال: «نعم» – “لا”\r\n", &["سرت", "قال: «نعم» – “لا”"]),
        ];
        for (text, expected) in table {
            assert_eq!(split(text), expected, "{text:?}");
        }
    }

    #[test]
    fn chunk_borders_do_not_hide_newlines() {
        for newline in ["\n", "\r\n", "\u{85}", "\u{2028}"] {
            for before in 55..75 {
                let text = format!("{}{newline}س", "x".repeat(before));
                assert_eq!(split(&text), [&text[..before], "س"], "{newline:?} after {before} bytes");
            }
        }
    }

    #[test]
    fn readers_count_no_blank_paragraphs() {
        let table: [(&str, &[usize], usize); 6] = [
            ("a\n\nb\n\nc", &[1, 1, 2, 2, 3], 3),
            ("\n \t\n\u{200f}\na\n\u{a0}\n\u{3000}\nb\n", &[0, 0, 0, 1, 1, 1, 2], 2),
            ("a\r\n\r\nb", &[1, 1, 2], 2),
            ("a\n\u{200c}\u{feff}\n—\n.", &[1, 1, 2, 3], 3),
            ("", &[0], 0),
            ("سرت\n\n\n", &[1, 1, 1], 1),
        ];
        for (text, expected, all) in table {
            let paragraphs = Paragraphs::of(text);
            let numbers: Vec<usize> = (0..paragraphs.count()).map(|index| paragraphs.written(index + 1)).collect();
            assert_eq!((numbers.as_slice(), paragraphs.written(paragraphs.count())), (expected, all), "{text:?}");
        }
    }

    #[test]
    fn a_byte_finds_its_paragraph() {
        let paragraphs = Paragraphs::of("ab\r\ncd\n");
        let table = [(0, 0), (2, 0), (3, 0), (4, 1), (6, 1), (7, 1), (99, 1)];
        for (at, expected) in table {
            assert_eq!(paragraphs.at(BytePos(at)), expected, "byte {at}");
        }
    }
}
