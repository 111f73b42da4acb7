//! Headers of mails that do not keep to the rules: in bytes of no named encoding, or in encoded words that end inside a
//! character.

use std::str::FromStr as _;

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};

use crate::document::decode::{decode, decode_as};
use crate::document::encoding::{Charset, Encoding};

/// Whether a text was decoded in an encoding that it is not in.
pub(super) fn has_lost_characters(text: &str) -> bool {
    text.contains('\u{fffd}')
}

/// The text of a header as it is written. Neighbouring encoded words are put together before they are decoded.
pub(super) fn decoded(raw: &[u8]) -> String {
    let mut text = String::new();
    let mut held: Option<(Encoding, Vec<u8>)> = None;
    let mut rest = raw;
    while !rest.is_empty() {
        let start = memchr::memmem::find(rest, b"=?").unwrap_or(rest.len());
        let (before, from) = rest.split_at(start);
        let word = Word::read(from);
        // Blanks between encoded words are not part of the text.
        if word.is_none() || !before.trim_ascii().is_empty() {
            flush(&mut held, &mut text);
            push_plain(before, &mut text);
        }
        match word {
            Some(word) => {
                match &mut held {
                    Some((encoding, bytes)) if *encoding == word.encoding => bytes.extend_from_slice(&word.bytes),
                    _ => {
                        flush(&mut held, &mut text);
                        held = Some((word.encoding, word.bytes));
                    }
                }
                rest = word.rest;
            }
            None => {
                let (sign, behind) = from.split_at(from.len().min(2));
                push_plain(sign, &mut text);
                rest = behind;
            }
        }
    }
    flush(&mut held, &mut text);
    text.trim().to_owned()
}

fn flush(held: &mut Option<(Encoding, Vec<u8>)>, text: &mut String) {
    if let Some((encoding, bytes)) = held.take() {
        text.push_str(&decode_as(encoding, &bytes, 0).0);
    }
}

/// Appends bytes that are no encoded word; a line that goes on is one line.
fn push_plain(bytes: &[u8], text: &mut String) {
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect();
    if let Ok(decoded) = decode(bytes, None) {
        text.push_str(decoded.text.as_str());
    }
}

/// How long the names of charsets are, and what is written in an encoded word: 75 in all, by the rules.
const NAME_BYTES: usize = 80;
const CODED_BYTES: usize = 8 << 10;

/// A word like `=?windows-1256?Q?=E1?=`.
struct Word<'a> {
    encoding: Encoding,
    bytes: Vec<u8>,
    rest: &'a [u8],
}

impl<'a> Word<'a> {
    fn read(from: &'a [u8]) -> Option<Self> {
        let inner = from.strip_prefix(b"=?")?;
        let (charset, inner) = cut(inner, b"?", NAME_BYTES)?;
        let (method, inner) = cut(inner, b"?", NAME_BYTES)?;
        let (coded, rest) = cut(inner, b"?=", CODED_BYTES)?;
        // A language may follow the charset: `utf-8*ar`.
        let charset = charset.split(|byte| *byte == b'*').next()?;
        let encoding = match encoding_rs::Encoding::for_label(charset) {
            Some(encoding) => encoding.into(),
            None => Charset::from_str(std::str::from_utf8(charset).ok()?).ok()?.into(),
        };
        let bytes = match method {
            b"B" | b"b" => base64_decode(coded)?,
            b"Q" | b"q" => {
                let spaced: Vec<u8> = coded.iter().map(|byte| if *byte == b'_' { b' ' } else { *byte }).collect();
                quoted_printable_decode(&spaced)?
            }
            _ => return None,
        };
        Some(Self { encoding, bytes, rest })
    }
}

/// What stands before a sign and behind it, if it is among so many bytes.
fn cut<'a>(bytes: &'a [u8], sign: &[u8], most: usize) -> Option<(&'a [u8], &'a [u8])> {
    let at = memchr::memmem::find(&bytes[..bytes.len().min(most)], sign)?;
    Some((&bytes[..at], &bytes[at + sign.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_are_put_together_before_they_are_decoded() {
        for (raw, wanted) in [
            // ر is cut in two.
            ("=?utf-8?Q?=D8=B3=D8?=\r\n =?utf-8?Q?=B1=D8=AA?=", "سرت"),
            ("=?UTF-8?B?2LPYsQ==?= =?UTF-8?B?2Ko=?= (Sirt)", "سرت (Sirt)"),
            ("Re: =?windows-1256?q?=D3=D1=CA_=C7=E1=ED=E6=E3?=", "Re: سرت اليوم"),
            ("=?utf-8*ar?Q?=D8=B3?= a =?x?=", "س a =?x?="),
            ("سرت", "سرت"),
            ("=?", "=?"),
            ("", ""),
        ] {
            assert_eq!(decoded(raw.as_bytes()), wanted, "{raw}");
        }
        let bare = encoding_rs::WINDOWS_1256.encode("سقوط سرت في يد القوات").0;
        assert_eq!(decoded(&bare), "سقوط سرت في يد القوات");
    }
}
