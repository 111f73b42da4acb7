//! Guesses the encoding of bytes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::encoding::{Charset, Encoding};
use super::likeness;

/// How many bytes are examined.
const SAMPLE_BYTES: usize = 64 * 1024;

/// Single-byte encodings of Arabic, each with how well a text must read in it to be taken for Arabic, and a bonus that
/// breaks ties in favour of the likelier encoding. The rarer an encoding is today, the more easily a text in another
/// language is mistaken for it.
const ARABIC: [(Charset, f64, f64); 5] = [
    (Charset::WINDOWS_1256, 0.15, 0.1),
    (Charset::ISO_8859_6, 0.3, 0.05),
    (Charset::MAC_ARABIC, 0.5, 0.02),
    (Charset::DOS_720, 0.5, 0.0),
    (Charset::DOS_864, 0.5, 0.0),
];

/// How well a text must read to be Arabic even if some of its bytes happen to be valid UTF-8.
const SURE: f64 = 0.6;

/// The most likely encoding of bytes that are neither valid UTF-8 nor in units longer than a byte.
pub(super) fn guess(bytes: &[u8]) -> Encoding {
    let (mut letters, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // So many are no chance, and need not be read in all other encodings.
    if letters > 50 && letters > 10 * broken {
        return Encoding::UTF_8;
    }
    let sample = sample_of(bytes);
    let reads = ARABIC.into_iter().filter_map(|(charset, least, bonus)| {
        let likeness = likeness::of_arabic(&sample_text(charset, sample));
        (likeness >= least).then_some((charset, likeness + bonus))
    });
    let arabic = reads.max_by(|a, b| a.1.total_cmp(&b.1));
    // In other encodings at most a quarter as many sequences are valid UTF-8 by chance as are invalid; a line of a few
    // words may have more, but hardly one that reads like Arabic.
    if letters * 3 >= broken && arabic.is_none_or(|(_, likeness)| likeness < SURE) {
        return Encoding::UTF_8;
    }
    if let Some((charset, _)) = arabic {
        return charset.into();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny).into()
}

/// The beginning of the part that can tell encodings apart.
pub(super) fn sample_of(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|byte| *byte >= 0x80).unwrap_or(0);
    let line = memchr::memrchr(b'\n', &bytes[..first]).map_or(0, |at| at + 1).max(first.saturating_sub(1024));
    &bytes[line..bytes.len().min(line + SAMPLE_BYTES)]
}

fn sample_text(charset: Charset, sample: &[u8]) -> String {
    let mut text = String::new();
    charset.decode_to(sample, &mut text, |_| {});
    text
}

/// Detects UTF-16 and UTF-32 without a mark. Byte values below the space reveal them, such as the zero beside each
/// ASCII letter and the six beside each Arabic one; which order gives readable text decides the byte order.
pub(super) fn guess_wide(bytes: &[u8]) -> Option<Charset> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let low = sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=31)).count();
    if low * 8 < sample.len() {
        return None;
    }
    let candidates =
        [Charset::Utf32 { big: false }, Charset::Utf32 { big: true }, Charset::UTF_16LE, Charset::UTF_16BE];
    let reads = candidates.into_iter().filter_map(|charset| {
        let whole = sample.len() - sample.len() % charset.unit().0;
        let share = share_of_text(&sample_text(charset, &sample[..whole]));
        (whole > 0 && share >= 0.7).then_some((charset, share))
    });
    reads.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(charset, _)| charset)
}

/// Whether bytes with zeros among them are still a text, partly damaged or padded: valid UTF-8 may have only few
/// control characters, other bytes even fewer, and the rest must read like a text.
pub(super) fn is_text_with_zeros(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=31 | 127);
    let controls = bytes.iter().filter(|byte| is_control(byte)).count();
    let at_most =
        |few: usize, one_in: usize| controls <= few.max(bytes.len() / 200) && controls * one_in <= bytes.len();
    match simdutf8::basic::from_utf8(bytes) {
        // Only text produces valid UTF-8 letters beyond ASCII.
        Ok(_) if bytes.iter().filter(|byte| **byte >= 0xc0).count() > controls => at_most(64, 4),
        Ok(_) => at_most(16, 8),
        Err(_) => {
            let sample: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).take(SAMPLE_BYTES).collect();
            let text = sample_text(guess(&sample).charset(), &sample);
            at_most(64, 50) && share_of_text(&text) >= 0.9
        }
    }
}

/// Share of characters that people write: Latin, Greek, Cyrillic, Hebrew and Arabic script with their punctuation, and
/// emoji. Bytes that are not text decode to control characters, Chinese characters and rarities.
fn share_of_text(text: &str) -> f64 {
    let (mut all, mut usual, mut controls) = (0_u32, 0_u32, 0_u32);
    for c in text.chars() {
        all += 1;
        match c {
            _ if c.is_control() => {
                if c.is_whitespace() {
                    usual += 1;
                } else {
                    controls += 1;
                }
            }
            '\u{20}'..='\u{77f}'
            | '\u{8a0}'..='\u{8ff}'
            | '\u{2000}'..='\u{206f}'
            | '\u{fb50}'..='\u{feff}'
            | '\u{1f000}'..='\u{1faff}' => usual += 1,
            _ => {}
        }
    }
    // One control character in fifty may be damage; more than that is data, such as a table of small numbers.
    if all == 0 || controls * 50 > all { 0.0 } else { f64::from(usual) / f64::from(all) }
}
