//! Splits a long text into windows of whole paragraphs, so that it need not be in memory at once.

use std::borrow::Cow;

use sha2::{Digest as _, Sha256};

use super::decode::{Decoded, decode, decode_on};
use super::document::{Document, hex};
use super::encoding::{Charset, Encoding};
use super::guess::guess_wide;
use super::plain_text;
use super::{DocumentError, LIMIT_BYTES, Undecodable};

/// Approximate size of a window, in bytes.
pub const WINDOW_BYTES: usize = 4 << 20;

/// Size at which a text without a break is cut anyway, in bytes: memory must not grow with the text.
const LONGEST_WINDOW: usize = 4 * WINDOW_BYTES;

/// Cuts windows from the bytes of one text as they arrive.
///
/// Together the windows are the same text that [`Document::decode`] makes of all the bytes, except that the first
/// window alone decides the encoding.
#[derive(Debug, Default)]
pub struct Windows {
    /// The chosen encoding, or the one detected in the first window.
    encoding: Option<Encoding>,
    is_chosen: bool,
    is_begun: bool,
    /// Length of the windows so far in bytes of the file, and of their text.
    bytes: u64,
    text_bytes: u64,
    undecodable: Option<Undecodable>,
    zeros: usize,
    sha256: Sha256,
}

impl Windows {
    /// Windows of a text in the chosen encoding, or in the one detected in its first window.
    pub fn reading(choice: Option<Encoding>) -> Self {
        Self { encoding: choice, is_chosen: choice.is_some(), ..Self::default() }
    }

    /// How many more bytes may be added when `waiting` bytes are not yet in a window.
    pub fn room(&self, waiting: usize) -> u64 {
        LIMIT_BYTES.saturating_sub(self.bytes).saturating_sub(waiting as u64)
    }

    /// Takes a window from the beginning of `bytes`, which continue those of the window before; `None` if a window
    /// needs more bytes, or if nothing is left.
    pub fn take(&mut self, bytes: &mut Vec<u8>, are_last: bool) -> Result<Option<Document>, DocumentError> {
        let bytes_len = self.bytes + bytes.len() as u64;
        if bytes_len > LIMIT_BYTES {
            return Err(DocumentError::TooLarge { bytes: bytes_len, limit: LIMIT_BYTES });
        }
        let anywhere = || (bytes.len() >= LONGEST_WINDOW).then(|| last_character(bytes, self.encoding));
        let cut = if are_last { Some(bytes.len()) } else { last_break(bytes, self.encoding).or_else(anywhere) };
        let Some(cut) = cut.filter(|cut| *cut > 0 || !self.is_begun) else {
            return Ok(None);
        };
        let rest = bytes.split_off(cut);
        self.decode(std::mem::replace(bytes, rest)).map(Some)
    }

    fn decode(&mut self, window: Vec<u8>) -> Result<Document, DocumentError> {
        let window_len = window.len() as u64;
        let decoded = match self.encoding {
            Some(encoding) if self.is_begun => decode_on(window, encoding, !self.is_chosen),
            choice => decode(window, choice),
        };
        let mut decoded = decoded.map_err(|error| match error {
            DocumentError::Binary { at, looks_like } => DocumentError::Binary { at: self.bytes + at, looks_like },
            other => other,
        })?;
        if let Some(here) = &mut decoded.decoding.undecodable {
            here.first += self.bytes;
            self.undecodable.get_or_insert(Undecodable { bytes: 0, first: here.first }).bytes += here.bytes;
        }
        let Decoded { text, decoding } = &decoded;
        (self.encoding, self.is_begun) = (Some(decoding.encoding), true);
        self.bytes += window_len;
        self.text_bytes += text.as_str().len() as u64;
        if self.text_bytes > LIMIT_BYTES {
            return Err(DocumentError::TooLarge { bytes: self.text_bytes, limit: LIMIT_BYTES });
        }
        self.sha256.update(text.as_str().as_bytes());
        let document = Document::of(&plain_text::KIND, decoded.into(), None);
        self.zeros += document.zeros();
        Ok(document)
    }

    /// The encoding's name; empty before the first window.
    pub fn encoding_name(&self) -> Cow<'static, str> {
        self.encoding.map_or(Cow::Borrowed(""), Encoding::name)
    }

    /// Bytes of the windows so far that could not be decoded.
    pub fn undecodable(&self) -> Option<Undecodable> {
        self.undecodable
    }

    /// Like [`Document::zeros`], for the windows so far.
    pub fn zeros(&self) -> usize {
        self.zeros
    }

    /// Like [`Document::sha256`], for the text of the windows so far.
    pub fn sha256(&self) -> String {
        hex(&self.sha256.clone().finalize())
    }
}

/// Where a window can end: after its last line, or after its last space if it has only one line.
fn last_break(bytes: &[u8], encoding: Option<Encoding>) -> Option<usize> {
    let (unit, is_big) = unit_of(bytes, encoding);
    let behind = |sign: u8| {
        let mut wanted = [0; 4];
        let wanted = &mut wanted[..unit];
        wanted[if is_big { unit - 1 } else { 0 }] = sign;
        let units = bytes.len() / unit;
        if unit == 1 {
            memchr::memrchr(sign, bytes).map(|at| at + 1)
        } else {
            (0..units).rev().find(|at| bytes[at * unit..(at + 1) * unit] == *wanted).map(|at| (at + 1) * unit)
        }
    };
    behind(b'\n').or_else(|| behind(b' '))
}

/// Where the last character begins, unless the encoding is one of those in which a byte does not show this.
fn last_character(bytes: &[u8], encoding: Option<Encoding>) -> usize {
    let (unit, is_big) = unit_of(bytes, encoding);
    let is_inside = |at: usize| match unit {
        1 => bytes[at] & 0xc0 == 0x80,
        // The second half of a pair.
        2 => bytes[if is_big { at } else { at + 1 }] & 0xfc == 0xdc,
        _ => false,
    };
    let last = (bytes.len() / unit).saturating_sub(1) * unit;
    (0..4).filter_map(|back| last.checked_sub(back * unit)).find(|at| !is_inside(*at)).unwrap_or(last)
}

/// Length of the encoding's units in bytes, and whether their first byte is the highest. Before the encoding is known,
/// the beginning shows this.
fn unit_of(bytes: &[u8], encoding: Option<Encoding>) -> (usize, bool) {
    let guessed = || {
        let marked = Charset::of_mark(&bytes[..bytes.len().min(1024)]).map(|(charset, _)| charset);
        marked.or_else(|| guess_wide(bytes)).map_or((1, false), Charset::unit)
    };
    encoding.map_or_else(guessed, |encoding| encoding.charset().unit())
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1256;

    use super::*;

    const NEWS: &str = "سقطت سرت، وفق رويترز.\r\nوقال متحدث (BBC) إن 12% منها مدمّر؟\nنعم ";

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    /// Returns all windows of a text that is read `at_once` bytes at a time.
    fn read(bytes: &[u8], at_once: usize) -> Result<(Windows, Vec<Document>), DocumentError> {
        let (mut windows, mut waiting, mut documents) = (Windows::default(), Vec::new(), Vec::new());
        for some in bytes.chunks(at_once) {
            waiting.extend_from_slice(some);
            documents.extend(windows.take(&mut waiting, false)?);
        }
        documents.extend(windows.take(&mut waiting, true)?);
        Ok((windows, documents))
    }

    #[test]
    fn windows_are_together_what_the_whole_is() {
        let long = NEWS.repeat(60);
        let broken = [long.as_bytes(), b"\xff\n", long.as_bytes(), b"\xd8"].concat();
        let marked = [b"\xef\xbb\xbf".as_slice(), long.as_bytes(), "\u{feff}\n".as_bytes()].concat();
        let texts = [
            long.as_bytes().to_vec(),
            long.replace('\n', " ").into_bytes(),
            marked,
            broken,
            utf16(&long, false, true),
            utf16(&long, true, true),
            utf16(&long, false, false),
            utf16(&long, true, false),
            WINDOWS_1256.encode(&long).0.into_owned(),
            [long.as_bytes(), b"\0\n", long.as_bytes()].concat(),
        ];
        for bytes in texts {
            let whole = Document::decode(bytes.clone(), None).unwrap();
            for at_once in [1_500, 1_501, 4_096, usize::MAX] {
                let (windows, documents) = read(&bytes, at_once).unwrap();
                assert!(documents.len() > 2 || at_once > bytes.len() / 3, "{}", whole.encoding_name());
                let text: String = documents.iter().map(Document::text).collect();
                assert_eq!(text, whole.text(), "{}", whole.encoding_name());
                assert_eq!(windows.encoding_name(), whole.encoding_name());
                assert_eq!(windows.undecodable(), whole.undecodable());
                assert_eq!(windows.zeros(), whole.zeros());
                assert_eq!(windows.sha256(), whole.sha256());
                for document in &documents[..documents.len() - 1] {
                    assert!(document.text().ends_with(['\n', ' ']));
                }
            }
        }
    }

    #[test]
    fn what_is_no_text_is_refused_where_it_is_met() {
        assert_eq!(read(b"", 9).err(), Some(DocumentError::Empty));
        let mut bytes = NEWS.repeat(60).into_bytes();
        let at = bytes.len() as u64;
        bytes.extend_from_slice(&[0; 300]);
        bytes.push(b'\n');
        assert_eq!(read(&bytes, 1_000).err(), Some(DocumentError::Binary { at, looks_like: None }));
    }

    #[test]
    fn a_text_without_a_blank_is_cut_between_characters() {
        let text = "سلام🔴".repeat(LONGEST_WINDOW / 12 + 7);
        for bytes in [text.clone().into_bytes(), utf16(&text, false, true), utf16(&text, true, true)] {
            // Wherever reading pauses.
            for at_once in [LONGEST_WINDOW, LONGEST_WINDOW + 1, LONGEST_WINDOW + 2, LONGEST_WINDOW + 3] {
                let (windows, documents) = read(&bytes, at_once).unwrap();
                assert!(documents.len() > 1 && windows.undecodable().is_none(), "{}", windows.encoding_name());
                assert!(documents.iter().map(Document::text).collect::<String>() == text);
            }
        }
    }

    #[test]
    fn without_a_blank_more_is_asked_for() {
        let mut bytes = "س".repeat(100).into_bytes();
        let mut windows = Windows::default();
        assert!(windows.take(&mut bytes, false).unwrap().is_none());
        assert_eq!(bytes.len(), 200);
        assert_eq!(windows.take(&mut bytes, true).unwrap().unwrap().len(), 200);
        assert!(windows.take(&mut bytes, true).unwrap().is_none());
    }
}
