//! From bytes to text: which encoding, which mark, which bytes stand for nothing.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

use super::held::HeldText;
use super::{DocumentError, LIMIT_BYTES};

/// Bytes that stand for no character in the encoding; each sequence became one U+FFFD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// How many bytes.
    pub bytes: u64,
    /// Where the first one is, in bytes of the file.
    pub first: u64,
}

pub(super) struct Decoded {
    pub(super) text: HeldText,
    pub(super) encoding: &'static Encoding,
    pub(super) had_bom: bool,
    pub(super) undecodable: Option<Undecodable>,
}

/// Bytes looked at to tell UTF-16 and the two Arabic single-byte encodings apart.
const SAMPLE_BYTES: usize = 64 * 1024;

pub(super) fn decode(bytes: Vec<u8>, choice: Option<&'static Encoding>) -> Result<Decoded, DocumentError> {
    let bytes_len = bytes.len() as u64;
    if bytes_len > LIMIT_BYTES {
        return Err(DocumentError::TooLarge { bytes: bytes_len, limit: LIMIT_BYTES });
    }
    // A mark of another encoding than the chosen one is no mark.
    let mark = Encoding::for_bom(&bytes).filter(|(encoding, _)| choice.is_none_or(|chosen| chosen == *encoding));
    let known = mark.or(choice.map(|chosen| (chosen, 0))).or_else(|| Some((guess_utf16(&bytes)?, 0)));
    let mark_len = mark.map_or(0, |(_, len)| len);
    if bytes.len() == mark_len {
        return Err(DocumentError::Empty);
    }
    decode_behind(bytes, mark_len, known.map(|(encoding, _)| encoding))
}

/// Decodes bytes that follow others, in the encoding of those.
pub(super) fn decode_on(bytes: Vec<u8>, encoding: &'static Encoding) -> Result<Decoded, DocumentError> {
    decode_behind(bytes, 0, Some(encoding))
}

/// Decodes `bytes[from..]`; when the encoding is not known, valid UTF-8 wins.
fn decode_behind(bytes: Vec<u8>, from: usize, encoding: Option<&'static Encoding>) -> Result<Decoded, DocumentError> {
    if encoding != Some(UTF_16LE)
        && encoding != Some(UTF_16BE)
        && let Some(at) = memchr::memchr(0, &bytes)
    {
        return Err(DocumentError::Binary { at: at as u64 });
    }
    let had_bom = from > 0;
    // Nearly always, and checked many times faster than looking at each broken place.
    let held = if encoding.is_none_or(|known| known == UTF_8) { HeldText::of_utf8(bytes, from) } else { Err(bytes) };
    let (encoding, text, undecodable) = match held {
        Ok(text) => (UTF_8, text, None),
        Err(bytes) => {
            let encoding = encoding.unwrap_or_else(|| guess(&bytes));
            let (text, undecodable) = decode_as(encoding, &bytes, from);
            (encoding, HeldText::from(text), undecodable)
        }
    };
    let text_len = text.as_str().len() as u64;
    if text_len > LIMIT_BYTES {
        return Err(DocumentError::TooLarge { bytes: text_len, limit: LIMIT_BYTES });
    }
    Ok(Decoded { text, encoding, had_bom, undecodable })
}

/// The encoding that bytes speak for which are neither valid UTF-8 nor UTF-16: UTF-8 with a few broken
/// bytes stays UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut letters, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if letters > 8 * broken {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let (windows, iso) = (arabic_score(WINDOWS_1256, sample), arabic_score(ISO_8859_6, sample));
    // chardetng knows many languages and is unsure of short Arabic texts; text that reads as whole
    // Arabic words is what this program is opened for.
    let clear = 3 * (sample.iter().filter(|b| **b >= 0x80).count() as i64) / 4;
    if guess == WINDOWS_1256 || guess == ISO_8859_6 || windows.max(iso) >= clear {
        return if iso > windows { ISO_8859_6 } else { WINDOWS_1256 };
    }
    guess
}

/// UTF-16 without a mark: the text's spaces and line ends make zero bytes, all on one side.
fn guess_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES) & !1];
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let encoding = match (even, odd) {
        (0, 1..) => UTF_16LE,
        (1.., 0) => UTF_16BE,
        _ => return None,
    };
    let (text, undecodable) = decode_as(encoding, sample, 0);
    // Letters of Latin, Greek, Cyrillic, Hebrew and Arabic script, their punctuation and emoji:
    // bytes that are no UTF-16 come out as Chinese signs and rarities.
    let usual =
        |c: &char| matches!(*c, '\0'..='\u{77f}' | '\u{2000}'..='\u{206f}' | '\u{fb50}'..='\u{feff}' | '\u{1f000}'..);
    let plausible = text.chars().filter(usual).count();
    let controls = text.chars().any(|c| c.is_control() && !c.is_whitespace());
    let cut_pair = undecodable.is_none_or(|u| u.first + 4 > sample.len() as u64);
    (cut_pair && !controls && plausible * 10 >= text.chars().count() * 7).then_some(encoding)
}

/// How well bytes read as Arabic in an encoding: letters next to letters count for it; marks,
/// foreign letters and holes inside of words count against it.
fn arabic_score(encoding: &'static Encoding, bytes: &[u8]) -> i64 {
    let (text, _) = decode_as(encoding, bytes, 0);
    let mut score = 0;
    let mut previous = ' ';
    for c in text.chars() {
        score += match c {
            '\u{fffd}' => -4,
            // Frequent in any Arabic text, and at different bytes in the two encodings.
            'ا' | 'ل' | 'ي' | 'م' | 'و' | 'ن' | 'ر' | 'ت' | 'ب' | 'ة' | 'ع' | 'د' => 1,
            'ء'..='غ' | 'ف'..='ي' => i64::from(c != 'ـ'),
            '\u{64b}'..='\u{652}' => {
                if is_arabic_letter(previous) {
                    0
                } else {
                    -2
                }
            }
            '،' | '؛' | '؟' | '«' | '»' | '–' | '“' | '”' | '…' | '\u{a0}' => {
                i64::from(is_arabic_letter(previous))
            }
            _ if c.is_ascii() => 0,
            _ => -1,
        };
        previous = c;
    }
    score
}

fn is_arabic_letter(c: char) -> bool {
    matches!(c, 'ء'..='غ' | 'ف'..='ي')
}

/// Decodes `bytes[from..]`; offsets of undecodable bytes count from the beginning of `bytes`.
fn decode_as(encoding: &'static Encoding, bytes: &[u8], from: usize) -> (String, Option<Undecodable>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity((bytes.len() - from) * 2);
    let mut undecodable: Option<Undecodable> = None;
    let mut at = from;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(bytes.len() - at + 1024),
            DecoderResult::Malformed(bad, after) => {
                text.push('\u{fffd}');
                let first = (at as u64).saturating_sub(u64::from(bad) + u64::from(after));
                let found = undecodable.get_or_insert(Undecodable { bytes: 0, first });
                found.bytes += u64::from(bad);
            }
        }
    }
    text.shrink_to_fit();
    (text, undecodable)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str =
        "أعلنت الحكومة العراقية، أمس، سيطرة قواتها على مدينة الموصل.\r\nوقال متحدث (BBC) إن 12% منها مدمّر؟";

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn each_encoding_is_found_and_the_text_is_untouched() {
        let single_byte = |encoding: &'static Encoding, text: &str| encoding.encode(text).0.into_owned();
        let marked = [b"\xef\xbb\xbf".as_slice(), NEWS.as_bytes()].concat();
        let table = [
            ("UTF-8", false, NEWS.as_bytes().to_vec()),
            ("UTF-8", true, marked),
            ("UTF-16LE", true, utf16(NEWS, false, true)),
            ("UTF-16BE", true, utf16(NEWS, true, true)),
            ("UTF-16LE", false, utf16(NEWS, false, false)),
            ("UTF-16BE", false, utf16(NEWS, true, false)),
            ("windows-1256", false, single_byte(WINDOWS_1256, NEWS)),
            ("ISO-8859-6", false, single_byte(ISO_8859_6, NEWS)),
        ];
        for (name, had_bom, bytes) in table {
            let decoded = decode(bytes, None).unwrap();
            assert_eq!((decoded.encoding.name(), decoded.had_bom), (name, had_bom));
            assert_eq!(decoded.text.as_str(), NEWS, "{name}");
            assert_eq!(decoded.undecodable, None, "{name}");
        }
    }

    #[test]
    fn short_arabic_texts_are_told_apart() {
        for text in ["سقوط سرت", "معارك في بنغازي، وفق رويترز", "قال الرئيس اليوم"]
        {
            for encoding in [WINDOWS_1256, ISO_8859_6] {
                let decoded = decode(encoding.encode(text).0.into_owned(), None).unwrap();
                assert_eq!((decoded.encoding.name(), decoded.text.as_str()), (encoding.name(), text));
            }
        }
    }

    #[test]
    fn other_languages_keep_their_encoding() {
        let french = encoding_rs::WINDOWS_1252.encode("Le président a été reçu à l’Élysée, où il a déclaré…").0;
        assert_eq!(decode(french.into_owned(), None).unwrap().encoding.name(), "windows-1252");
        let russian = encoding_rs::WINDOWS_1251.encode("Президент встретился сегодня с министром обороны страны").0;
        assert_eq!(decode(russian.into_owned(), None).unwrap().encoding.name(), "windows-1251");
    }

    #[test]
    fn undecodable_bytes_are_counted_and_placed() {
        let mut bytes = NEWS.as_bytes().to_vec();
        bytes.insert(2, 0xff);
        bytes.push(0xd8);
        let decoded = decode(bytes, None).unwrap();
        assert_eq!(decoded.encoding, UTF_8);
        assert_eq!(decoded.undecodable, Some(Undecodable { bytes: 2, first: 2 }));
        assert_eq!(decoded.text.as_str().matches('\u{fffd}').count(), 2);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(decode(Vec::new(), None).err(), Some(DocumentError::Empty));
        assert_eq!(decode(b"\xef\xbb\xbf".to_vec(), None).err(), Some(DocumentError::Empty));
        assert_eq!(decode(b"\xff\xfe".to_vec(), None).err(), Some(DocumentError::Empty));
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x01\0\x08\x06".to_vec();
        assert_eq!(decode(png, None).err(), Some(DocumentError::Binary { at: 8 }));
        assert_eq!(decode(b"text\0text".to_vec(), None).err(), Some(DocumentError::Binary { at: 4 }));
    }

    #[test]
    fn a_chosen_encoding_is_obeyed() {
        let bytes = WINDOWS_1256.encode(NEWS).0.into_owned();
        let decoded = decode(bytes, Some(ISO_8859_6)).unwrap();
        assert_eq!(decoded.encoding, ISO_8859_6);
        assert!(decoded.undecodable.is_some());
    }
}
