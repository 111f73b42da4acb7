//! How an annotation file describes a passage.

use thiserror::Error;
use unicode_bidi::{BidiClass, bidi_class};

use crate::text::{Span, SpanError};

/// Code points of text kept on each side of a quotation.
const CONTEXT_CHARS: usize = 32;

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
    /// The quotation is at the position, but in other surroundings.
    #[error("around the bytes {span} the text is another one")]
    Surroundings {
        /// The span in the file.
        span: Span,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_never_begins_with_a_mark() {
        let text = format!("{}{}", "بَ".repeat(40), "سرتَ قال");
        let start = text.find("سرت").unwrap();
        let (prefix, suffix) = context(&text, Span::from_range(start..start + 6));
        assert!(prefix.starts_with('ب'), "{prefix}");
        assert_eq!(suffix, " قال");
    }
}
