//! A paragraph of a document: its lines, and what it is.

use super::page::Line;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Heading(u8),
    /// With its number.
    Item(Option<u32>),
    Quote,
    Note(u32),
    /// A row of the table with this number on its page.
    Row(u32),
}

/// Lines that make a paragraph, each with the number of its page.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) kind: Kind,
    pub(super) lines: Vec<(u32, Line)>,
}
