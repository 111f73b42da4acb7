//! Byte offsets and spans in the decoded text.

use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An offset in UTF-8 bytes into a document's decoded text. Never code points or UTF-16 units: those exist only at the
/// borders (see [`super::units`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BytePos(pub u32);

impl BytePos {
    /// The offset as a slice index, in bytes.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<u32> for BytePos {
    fn from(byte: u32) -> Self {
        Self(byte)
    }
}

impl From<usize> for BytePos {
    /// Texts are at most 4 GiB (checked when a document is opened), so that no offset is truncated here.
    fn from(byte: usize) -> Self {
        Self(u32::try_from(byte).unwrap_or(u32::MAX))
    }
}

impl fmt::Display for BytePos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A half-open range `[start, end)` of UTF-8 bytes, not empty when made by [`Span::new`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: BytePos,
    /// First byte after the span.
    pub end: BytePos,
}

/// Why a pair of offsets is not a valid span of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SpanError {
    /// The end is not after the start.
    #[error("the span {start}..{end} is empty or reversed")]
    Empty {
        /// Given start, in bytes.
        start: u32,
        /// Given end, in bytes.
        end: u32,
    },
    /// The end is past the end of the text.
    #[error("the span {start}..{end} ends behind the text, which has {len} bytes")]
    OutOfRange {
        /// Given start, in bytes.
        start: u32,
        /// Given end, in bytes.
        end: u32,
        /// Length of the text, in bytes.
        len: u32,
    },
    /// An offset lies inside a character.
    #[error("byte {at} lies inside a character")]
    InsideCharacter {
        /// The offending offset, in bytes.
        at: u32,
    },
}

impl Span {
    /// A checked span of `text`: not empty, inside the text, on character boundaries.
    pub fn new(text: &str, start: impl Into<BytePos>, end: impl Into<BytePos>) -> Result<Self, SpanError> {
        let (start, end) = (start.into(), end.into());
        if end <= start {
            return Err(SpanError::Empty { start: start.0, end: end.0 });
        }
        if end.index() > text.len() {
            return Err(SpanError::OutOfRange { start: start.0, end: end.0, len: BytePos::from(text.len()).0 });
        }
        for at in [start, end] {
            if !text.is_char_boundary(at.index()) {
                return Err(SpanError::InsideCharacter { at: at.0 });
            }
        }
        Ok(Self { start, end })
    }

    /// A span from offsets known to be valid (from a search of the same text).
    pub fn from_range(range: Range<usize>) -> Self {
        debug_assert!(range.start <= range.end, "reversed span {range:?}");
        Self { start: range.start.into(), end: range.end.into() }
    }

    /// The span as a slice range, in bytes.
    pub fn range(self) -> Range<usize> {
        self.start.index()..self.end.index()
    }

    /// The spanned text; empty if the span does not belong to this text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// The span without the white space at its ends; empty if it contains nothing else.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let own = self.of(text);
        let start = self.start.index() + own.len() - own.trim_start().len();
        Self::from_range(start..start + own.trim().len())
    }

    /// The sort key of spans in the order of the text: of two that begin together, the longer one is first.
    pub fn text_order(self) -> (BytePos, Reverse<BytePos>) {
        (self.start, Reverse(self.end))
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether the span is empty.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether both share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside; the borders may coincide.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

// In files a span is a pair, `(124, 148)`, so that one line per annotation stays readable.
impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start.0, self.end.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
        Ok(Self { start: start.into(), end: end.into() })
    }
}
