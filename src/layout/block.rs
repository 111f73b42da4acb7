//! A block of a page: a paragraph, a heading, an empty line.

use crate::text::Span;

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph or a piece of a very long one.
    Body,
    /// A short line that introduces the lines below it.
    Heading,
    /// A line without text.
    Empty,
}

/// A paragraph, or a piece of a very long one, in bytes of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its text, without the newline.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Whether it continues the piece before it.
    pub continues: bool,
}
