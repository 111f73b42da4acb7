//! Finds the passage of an annotation again: by its position if the same quotation is there, otherwise by the quotation
//! and its surroundings, nearest to the old position.

use std::collections::HashMap;

use thiserror::Error;
use unicode_bidi::{BidiClass, bidi_class};

use crate::annotation::Spans;
use crate::text::{BytePos, Span, SpanError};

/// Code points of text kept on each side of a quotation.
const CONTEXT_CHARS: usize = 32;

/// How many code points of context must agree for one of several equal quotations to be chosen.
const AGREEING_CHARS: usize = 4;

/// The most bytes of a text shown in a message.
const SHOWN_BYTES: usize = 80;

/// Whether the character combines with the one before it. The context of a quotation never begins with one.
pub fn is_mark(c: char) -> bool {
    c == '\u{200d}' || bidi_class(c) == BidiClass::NSM
}

/// The text before and after a span, about 32 code points each, never beginning with a combining mark.
pub fn context(text: &str, span: Span) -> (&str, &str) {
    let range = span.range();
    let before = text.get(..range.start).unwrap_or("");
    let behind = text.get(range.end..).unwrap_or("").trim_start_matches(is_mark);
    let from = before.char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(i, _)| i);
    let to = behind.char_indices().nth(CONTEXT_CHARS).map_or(behind.len(), |(i, _)| i);
    (before[from..].trim_start_matches(is_mark), &behind[..to])
}

/// How an annotation file describes a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Its position: each fragment as the file gives it.
    pub fragments: Vec<Span>,
    /// The quotation of each fragment; empty in files without quotations.
    pub quotes: Vec<String>,
    /// The text before it.
    pub prefix: String,
    /// The text after it.
    pub suffix: String,
}

impl Anchor {
    /// The quotation in one piece; `None` in files without quotations.
    pub fn quote(&self) -> Option<String> {
        (!self.quotes.is_empty()).then(|| self.quotes.join(" … "))
    }
}

/// Why an annotation does not fit the position in its file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Mismatch {
    /// The offsets are not a valid span of the text.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// There is another text at the position.
    #[error("the bytes {span} hold {found:?}")]
    Quote {
        /// The span in the file.
        span: Span,
        /// The text there, shortened.
        found: String,
    },
}

/// The passage of an annotation in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// At the position given in its file, or where an edit has moved that position.
    Kept(Spans),
    /// At another position.
    Moved(Spans, Mismatch),
    /// Not found.
    Lost(Mismatch),
}

/// The difference between an old and a new text: a common beginning and a common end, with anything changed between
/// them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    /// Length of the common beginning in bytes.
    same_before: u32,
    /// Start of the common end in the old text and in the new one.
    same_from: u32,
    new_from: u32,
}

impl Drift {
    /// Compares an old text with a new one.
    pub fn between(former: &str, new: &str) -> Self {
        let (a, b) = (former.as_bytes(), new.as_bytes());
        let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let before = former.floor_char_boundary(before);
        let room = a.len().min(b.len()) - before;
        let behind = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
        let from = former.ceil_char_boundary(a.len() - behind);
        Self { same_before: before as u32, same_from: from as u32, new_from: (b.len() - (a.len() - from)) as u32 }
    }

    /// The new position of a byte of the old text; inside the changed part it stays the same, as far as possible.
    pub fn moved(&self, at: u32) -> u32 {
        match at {
            at if at >= self.same_from => at - self.same_from + self.new_from,
            at => at.min(self.new_from.max(self.same_before)),
        }
    }
}

/// Finds the passages of many annotations in one text.
#[derive(Debug)]
pub struct Anchors<'t> {
    text: &'t str,
    /// How the text in which the offsets count became this one, if known.
    drift: Option<Drift>,
    /// The starts of each quotation already searched for.
    found: HashMap<String, Vec<usize>>,
}

impl<'t> Anchors<'t> {
    /// Searches this text.
    pub fn new(text: &'t str) -> Self {
        Self { text, drift: None, found: HashMap::new() }
    }

    /// Like [`Self::new`], for offsets in an old text.
    pub fn after(former: &str, text: &'t str) -> Self {
        Self { drift: Some(Drift::between(former, text)), ..Self::new(text) }
    }

    /// The passage of an annotation. One with several fragments is found if all of them are, in order.
    pub fn place(&mut self, anchor: &Anchor) -> Anchored {
        let moved = |at: BytePos| self.drift.map_or(at.0, |drift| drift.moved(at.0));
        let there: Vec<(u32, u32)> = anchor.fragments.iter().map(|span| (moved(span.start), moved(span.end))).collect();
        let mut quotes = anchor.quotes.iter().map(Some).chain(std::iter::repeat(None));
        let checked = there.iter().map(|(start, end)| self.check(*start, *end, quotes.next().flatten()));
        let mismatch = match checked.collect::<Result<Vec<Span>, Mismatch>>() {
            // If the context is where expected, so are the words.
            Ok(spans) => return Anchored::Kept(Spans::new(spans)),
            Err(mismatch) => mismatch,
        };
        let starts: Vec<u32> = there.iter().map(|(start, _)| *start).collect();
        match self.search(anchor, &starts) {
            Some(spans) => Anchored::Moved(spans, mismatch),
            None => Anchored::Lost(mismatch),
        }
    }

    /// The span between two bytes, if it is valid and contains the quotation.
    fn check(&self, start: u32, end: u32, quote: Option<&String>) -> Result<Span, Mismatch> {
        let span = Span::new(self.text, start, end)?;
        let there = span.of(self.text);
        if quote.is_some_and(|quote| quote != there) {
            let found = there[..there.floor_char_boundary(SHOWN_BYTES)].to_owned();
            return Err(Mismatch::Quote { span, found });
        }
        Ok(span)
    }

    /// Searches for the fragments of an annotation by their words: the first one after the right context, the last one
    /// before the right context, and the others at the same distances as before.
    fn search(&mut self, anchor: &Anchor, starts: &[u32]) -> Option<Spans> {
        if anchor.quotes.len() != starts.len() {
            return None;
        }
        let (mut found, mut shift): (Vec<Span>, i64) = (Vec::new(), 0);
        for (index, (quote, start)) in anchor.quotes.iter().zip(starts).enumerate() {
            let prefix = if index == 0 { anchor.prefix.as_str() } else { "" };
            let suffix = if index + 1 == starts.len() { anchor.suffix.as_str() } else { "" };
            let expected = u32::try_from(i64::from(*start) + shift).unwrap_or(0);
            let span = self.find(quote, expected, prefix, suffix)?;
            if found.last().is_some_and(|last| span.start < last.end) {
                return None;
            }
            shift = i64::from(span.start.0) - i64::from(*start);
            found.push(span);
        }
        Some(Spans::new(found))
    }

    fn find(&mut self, quote: &str, start: u32, prefix: &str, suffix: &str) -> Option<Span> {
        if quote.is_empty() {
            return None;
        }
        if !self.found.contains_key(quote) {
            let starts = self.text.match_indices(quote).map(|(at, _)| at).collect();
            self.found.insert(quote.to_owned(), starts);
        }
        let starts = self.found.get(quote)?;
        let agreement = |at: usize| self.agreement(at, at + quote.len(), prefix, suffix);
        let nearest = |at: &usize| std::cmp::Reverse(at.abs_diff(start as usize));
        let best = *starts.iter().max_by_key(|at| (agreement(**at), nearest(at)))?;
        let known = prefix.chars().count() + suffix.chars().count();
        let enough = starts.len() == 1 || agreement(best) >= known.min(AGREEING_CHARS);
        enough.then(|| Span::from_range(best..best + quote.len()))
    }

    /// Number of code points that agree on both sides, counted outwards from the quotation.
    fn agreement(&self, start: usize, end: usize, prefix: &str, suffix: &str) -> usize {
        let same = |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.take_while(|(a, b)| a == b).count();
        let behind = self.text[end..].trim_start_matches(is_mark);
        same(&mut self.text[..start].chars().rev().zip(prefix.chars().rev()))
            + same(&mut behind.chars().zip(suffix.chars()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(text: &str, quote: &str, nth: usize) -> Anchor {
        let (start, _) = text.match_indices(quote).nth(nth).unwrap();
        let span = Span::from_range(start..start + quote.len());
        let (prefix, suffix) = context(text, span);
        let (prefix, suffix) = (prefix.to_owned(), suffix.to_owned());
        Anchor { fragments: vec![span], quotes: vec![quote.to_owned()], prefix, suffix }
    }

    #[test]
    fn the_second_of_two_equal_names_is_found_by_its_surroundings() {
        let old = "سقطت سرت أمس. وقال السكان إن سرت هادئة.";
        let new = "عاجل: سقطت سرت أمس. وقال السكان إن سرت هادئة.";
        for nth in [0, 1] {
            let place = Anchors::new(new).place(&anchor(old, "سرت", nth));
            let expected = new.match_indices("سرت").nth(nth).unwrap().0;
            assert!(
                matches!(&place, Anchored::Moved(spans, _) if spans.first().start.index() == expected),
                "{nth}: {place:?}"
            );
        }
    }

    #[test]
    fn a_name_that_is_gone_is_lost() {
        let place = Anchors::new("نص آخر").place(&anchor("سقطت سرت أمس", "سرت", 0));
        assert!(matches!(place, Anchored::Lost(_)));
    }

    #[test]
    fn context_never_begins_with_a_mark() {
        let text = format!("{}{}", "بَ".repeat(40), "سرتَ قال");
        let start = text.find("سرت").unwrap();
        let (prefix, suffix) = context(&text, Span::from_range(start..start + 6));
        assert!(prefix.starts_with('ب'), "{prefix}");
        assert_eq!(suffix, " قال");
    }
}
