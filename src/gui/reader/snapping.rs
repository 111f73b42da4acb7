//! Keeps selections and the ends of marks to words: joined particles stay outside if the rest is a name or a known word,
//! and so does punctuation at the ends.

use crate::lexicon::Lexicon;
use crate::session::Session;
use crate::text::{Span, movement, words};

/// The longest passage that is searched for brackets, in bytes: it is done anew whenever the pointer moves.
const BRACKETS_WITHIN: u32 = 4096;
/// Brackets and quotation marks.
const BRACKETS: [(char, char); 6] = [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('“', '”'), ('﴿', '﴾')];

/// What passages of an article keep to.
#[derive(Clone, Copy)]
pub(crate) struct Snapping<'a> {
    pub(super) session: &'a Session,
    /// The lexicon that knows the words; `None` takes passages exactly.
    lexicon: Option<&'a Lexicon>,
}

impl<'a> Snapping<'a> {
    /// To the words of a session's document, or exactly (`None`).
    pub(crate) fn new(session: &'a Session, lexicon: Option<&'a Lexicon>) -> Self {
        Self { session, lexicon }
    }

    /// Exactly instead, if `exact`.
    pub(super) fn unless(self, exact: bool) -> Self {
        Self { lexicon: self.lexicon.filter(|_| !exact), ..self }
    }

    /// The words that a passage touches; the passage itself if it touches none.
    pub(super) fn words_of(self, passage: Span) -> Span {
        if self.lexicon.is_none() || passage.is_empty() {
            return passage;
        }
        self.touched(passage).unwrap_or(passage)
    }

    /// A passage one end of which was moved, with that end at the beginning or end of a word.
    pub(super) fn with_end(self, passage: Span, is_end: bool) -> Span {
        let words = self.words_of(passage);
        if is_end { Span { end: words.end, ..passage } } else { Span { start: words.start, ..passage } }
    }

    /// Where a word begins without joined particles.
    pub(super) fn beginning(self, word: Span) -> usize {
        let Some(lexicon) = self.lexicon else { return word.start.index() };
        let own = word.of(self.session.document().text());
        // A mark shows what is a name here. It is believed only where particles can end.
        let marks = || self.session.each_mark(word).map(|mark| mark.span.start);
        let is_name = |start: usize| marks().any(|at| at.index() == start);
        if is_name(word.start.index()) {
            return word.start.index();
        }
        let named = crate::text::proclitics::ends(own).map(|end| word.start.index() + end).find(|at| is_name(*at));
        named.unwrap_or_else(|| word.start.index() + lexicon.joined_bytes(own))
    }

    fn touched(self, passage: Span) -> Option<Span> {
        let text = self.session.document().text();
        let begun = words::word_at(text, passage.start.index()).filter(|word| word.end > passage.start);
        let first = begun.or_else(|| words::words_from(text, passage.start.index()).next())?;
        if first.start >= passage.end {
            return None;
        }
        let last = words::word_at(text, movement::previous_word_start(text, passage.end.index()))?;
        let words = Span { start: self.beginning(first).into(), end: last.end.max(first.end) };
        Some(with_brackets(text, words, passage))
    }
}

/// Brackets at the ends of a passage belong to it if their other half is between its words.
fn with_brackets(text: &str, words: Span, passage: Span) -> Span {
    if words.len() > BRACKETS_WITHIN {
        return words;
    }
    let inside = words.of(text);
    let surplus = |more: char, less: char| inside.matches(more).count() > inside.matches(less).count();
    let mut whole = words;
    if passage.end > words.end {
        let behind = text.get(words.end.index()..passage.end.index()).unwrap_or_default();
        let closing = behind
            .char_indices()
            .find(|(_, c)| BRACKETS.iter().any(|(open, close)| c == close && surplus(*open, *close)));
        if let Some((at, c)) = closing {
            whole.end = (words.end.index() + at + c.len_utf8()).into();
        }
    }
    if passage.start < words.start {
        let before = text.get(passage.start.index()..words.start.index()).unwrap_or_default();
        let mut opening = before.char_indices().rev();
        if let Some((at, _)) =
            opening.find(|(_, c)| BRACKETS.iter().any(|(open, close)| c == open && surplus(*close, *open)))
        {
            whole.start = (passage.start.index() + at).into();
        }
    }
    whole
}
