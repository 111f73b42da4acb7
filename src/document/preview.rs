//! Shows how a file reads in each encoding, for choosing one.

use super::decode::{decode, decode_as};
use super::encoding::{Charset, Encoding};
use super::guess::sample_of;

/// A line in an encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The encoding.
    pub encoding: Encoding,
    /// The first line that differs between encodings, trimmed, and cut if it is long.
    pub line: String,
    /// Why the encoding is suggested.
    pub hint: PreviewHint,
}

/// Why an encoding is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewHint {
    /// It was detected and is used unless the user chooses another one.
    Recognised,
    /// It undoes a wrong reading after which the text was saved.
    Repairs,
    /// It is common for Arabic texts.
    Arabic,
    /// No reason.
    None,
}

/// Bytes decoded to find the line.
const LINE_BYTES: usize = 4096;
/// The longest line shown, in characters.
const LINE_CHARS: usize = 120;

/// A line for each encoding: first the detected one, then those that repair the text, then the encodings of Arabic,
/// then all others. `bytes` are the beginning of a file.
pub fn previews(bytes: &[u8]) -> Vec<Preview> {
    let guessed = decode(bytes.to_vec(), None).ok();
    let suspected = guessed
        .as_ref()
        .and_then(|guessed| super::misreading::suspect(guessed.text.as_str(), guessed.decoding.encoding));
    let mut previews: Vec<Preview> = Vec::new();
    let mut add = |encoding: Encoding, hint: PreviewHint| {
        if previews.iter().all(|preview| preview.encoding != encoding) {
            previews.push(Preview { encoding, line: line(bytes, encoding), hint });
        }
    };
    for (encoding, hint) in
        [(guessed.map(|guessed| guessed.decoding.encoding), PreviewHint::Recognised), (suspected, PreviewHint::Repairs)]
    {
        if let Some(encoding) = encoding {
            add(encoding, hint);
        }
    }
    for charset in Charset::ARABIC {
        add(charset.into(), PreviewHint::Arabic);
    }
    for charset in Charset::OTHERS {
        add(charset.into(), PreviewHint::None);
    }
    previews
}

fn line(bytes: &[u8], encoding: Encoding) -> String {
    let (unit, _) = encoding.charset().unit();
    let sample = if unit == 1 { sample_of(bytes) } else { bytes };
    let mark = Charset::of_mark(bytes).filter(|(charset, _)| *charset == encoding.charset()).map_or(0, |(_, len)| len);
    let from = if sample.len() == bytes.len() { mark } else { 0 };
    let end = sample.len().min(from + LINE_BYTES);
    let (text, _) = decode_as(encoding, &sample[..end], from);
    let telling =
        text.lines().find(|line| !line.is_ascii()).or_else(|| text.lines().find(|line| !line.trim().is_empty()));
    // Control characters would be invisible.
    let shown = telling.unwrap_or_default().trim().chars().take(LINE_CHARS);
    shown.map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
