//! Cues -> paragraphs: a sentence goes on from cue to cue, and a pause behind a sentence ends a paragraph.

use super::super::super::builder::Builder;
use super::super::super::kind::Role;
use super::cues::Cue;
use crate::text::Span;

/// A pause that ends a paragraph if the sentence has ended, in milliseconds.
const PAUSE_MS: u32 = 1000;
/// A pause that ends a paragraph in the midst of a sentence, in milliseconds.
const LONG_PAUSE_MS: u32 = 4000;
/// A paragraph of this length ends with its sentence, in characters.
const LONG: usize = 500;
/// A paragraph of this length ends with its cue, in characters: many subtitles have no full stops.
const TOO_LONG: usize = 1500;

/// The paragraph that grows cue by cue.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    text: String,
    /// Its length, in characters.
    len: usize,
    /// What is said when, in bytes of the paragraph.
    times: Vec<(std::ops::Range<usize>, Role)>,
    /// When its last cue ends, in milliseconds.
    end: u32,
    voice: Option<std::rc::Rc<str>>,
}

impl Paragraphs {
    /// Adds a cue.
    pub(super) fn cue(&mut self, cue: Cue, builder: &mut Builder) {
        let role = Role::Time { start: cue.start, end: cue.end };
        let pause = cue.start.saturating_sub(self.end);
        for (line, pause) in cue.lines.into_iter().zip(std::iter::once(pause).chain(std::iter::repeat(0))) {
            let is_new_voice = line.voice.is_some() && line.voice != self.voice;
            let is_turn = is_new_voice || begins_turn(&line.text);
            if is_turn || self.ends_before(&line.text, pause) {
                self.end(builder);
            }
            // Who speaks parts paragraphs, but no player shows the name.
            self.voice = line.voice.or_else(|| self.voice.take());
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            let start = self.text.len();
            self.text.push_str(&line.text);
            self.len += line.text.chars().count();
            let end = self.text.len();
            match self.times.last_mut() {
                // The lines of a cue are one passage.
                Some((range, last)) if *last == role && range.end + 1 == start => range.end = end,
                _ => self.times.push((start..end, role)),
            }
        }
        self.end = self.end.max(cue.end);
    }

    /// Whether the paragraph ends before this text, which comes behind a pause in milliseconds.
    fn ends_before(&self, next: &str, pause: u32) -> bool {
        let goes_on = next.starts_with("...") || next.starts_with('…');
        let ends_sentence = ends_sentence(&self.text) && !goes_on;
        pause >= LONG_PAUSE_MS || self.len >= TOO_LONG || ends_sentence && (pause >= PAUSE_MS || self.len >= LONG)
    }

    /// Ends the paragraph.
    pub(super) fn end(&mut self, builder: &mut Builder) {
        let text = std::mem::take(&mut self.text);
        self.len = 0;
        let times = std::mem::take(&mut self.times);
        let Some(span) = builder.block(None, &text) else { return };
        // Blanks around it are left out: a page break may stand in a cue.
        let skipped = text.len() - text.trim_ascii_start().len();
        let std::ops::Range { start, end } = span.range();
        let place = |at: usize| (start + at.saturating_sub(skipped)).min(end);
        for (range, role) in times {
            let passage = place(range.start)..place(range.end);
            if !passage.is_empty() {
                builder.part(Span::from_range(passage), role);
            }
        }
    }
}

/// Whether somebody else begins to speak: `- No!`.
fn begins_turn(text: &str) -> bool {
    let rest = text.strip_prefix(['-', '–', '—', '‐']);
    rest.is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_alphanumeric() || "«\"“'(…".contains(c)))
}

fn ends_sentence(text: &str) -> bool {
    /// How many of these are looked behind: a paragraph may be made of them.
    const MOST_CLOSING: usize = 32;
    const CLOSING: &[char] = &['"', '\'', '”', '»', ')', ']', '’', '״', '\u{200e}', '\u{200f}', ' '];
    let is_sound = |open, close| text.ends_with(close) && text.starts_with(open);
    let last = text.chars().rev().take(MOST_CLOSING).find(|c| !CLOSING.contains(c));
    matches!(last, Some('.' | '!' | '?' | '؟' | '…' | '۔' | '‼' | '⁇' | '⁉'))
        || is_sound('(', ')')
        || is_sound('[', ']')
        || text.ends_with(['♪', '♫'])
}
