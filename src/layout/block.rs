//! A block of a page: a paragraph, a heading, an empty line.

use crate::text::Span;

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph or a piece of a very long one.
    Body,
    /// A short line that introduces the lines below it; 1 is the headline of a document that names its headings, and 3
    /// what is found by its looks.
    Heading(u8),
    /// An item of a list, how deep it is in others, from 1, and its number.
    Item(u8, Option<u32>),
    /// A quotation set apart.
    Quote,
    /// What is said under a picture, a note to a passage, who wrote where: smaller than the text.
    Small,
    /// A row of a table, its cells apart by tabs, and whether it is the first.
    Row(bool),
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
