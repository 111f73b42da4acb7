//! How a file reads in each encoding, for choosing one.

use super::decode::{decode, decode_as};
use super::encoding::{Charset, Encoding};
use super::guess::sample_of;

/// A line in an encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The encoding.
    pub encoding: Encoding,
    /// The first line that tells it from others, without blanks at its ends; cut when it is long.
    pub line: String,
    /// What speaks for it.
    pub hint: PreviewHint,
}

/// What speaks for an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewHint {
    /// The bytes do: it is the one that is chosen without a person.
    Recognised,
    /// The text was stored after a wrong reading, which it undoes.
    Repairs,
    /// Arabic texts are often in it.
    Arabic,
    /// Nothing.
    None,
}

/// Bytes decoded for a line.
const LINE_BYTES: usize = 4096;
/// Characters of a line that are kept.
const LINE_CHARS: usize = 120;

/// A line for each encoding: first the one that the bytes speak for, then what repairs the text, then the
/// encodings of Arabic, then all others. `bytes` are the beginning of a file.
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
    // A control character would be drawn as nothing.
    let shown = telling.unwrap_or_default().trim().chars().take(LINE_CHARS);
    shown.map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
