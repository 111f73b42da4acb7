//! A laid-out line of a paragraph.

use std::ops::Range;

/// A line of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// First byte in the paragraph.
    pub start: u32,
    /// First byte after the line, trailing space included.
    pub end: u32,
    /// First byte of the trailing space (the same as `end` if there is none).
    pub text_end: u32,
    /// Left edge of the text, trailing space excluded, in pixels.
    pub left: f32,
    /// Right edge, in pixels.
    pub right: f32,
    /// Its clusters in the table.
    pub(super) clusters: Range<u32>,
    /// Its glyph runs.
    pub(super) runs: Range<u32>,
}
