//! Subtitles: SubRip (`.srt`) and WebVTT (`.vtt`). Their cues become paragraphs of running text, in which each cue is a
//! [`Role::Time`](super::super::kind::Role).

mod cues;
mod paragraphs;
#[cfg(test)]
mod tests;

use super::super::builder::Builder;
use super::super::decode::{Decoded, decode};
use super::super::error::DocumentError;
use super::super::kind::{ArticleKind, Contents, ReadOptions};
use cues::{Format, cues, times};
use paragraphs::Paragraphs;

/// Subtitles.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "subtitles",
    extensions: &["srt", "vtt"],
    has_encodings: true,
    has_whole_page: false,
    begins,
    read,
    read_by_pages: None,
};

/// How many lines may stand before the times of the first cue of a file that is known by them.
const HEAD_LINES: usize = 4;

fn begins(head: &[u8]) -> bool {
    let head = head.get(..1024).unwrap_or(head);
    // Of UTF-16, every other byte of what is looked for is zero.
    let plain: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let plain = String::from_utf8_lossy(&plain);
    let text = plain.trim_start_matches(|c: char| c == '\u{feff}' || c == '\u{fffd}' || c.is_whitespace());
    Format::of(text) == Format::WebVtt || text.lines().take(HEAD_LINES).any(|line| times(line).is_some())
}

fn read(bytes: Vec<u8>, options: &ReadOptions) -> Result<Contents, DocumentError> {
    let Decoded { text, decoding } = decode(bytes, options.encoding)?;
    let text = text.as_str();
    let mut builder = Builder::default();
    let mut paragraphs = Paragraphs::default();
    let kind = Format::of(text).name();
    let mut is_subtitles = false;
    cues(text, |cue| {
        is_subtitles = true;
        paragraphs.cue(cue, &mut builder);
    });
    paragraphs.end(&mut builder);
    builder.check(kind)?;
    if !is_subtitles {
        return Err(DocumentError::Damaged { kind, what: "the times of its cues" });
    }
    Ok(builder.finish(Some(decoding)))
}
