//! What holds for the text that is being read.

use super::super::blocks::{Block, Paragraph};
use super::super::tables::Tables;
use super::destinations::{Destination, Opening};

/// What holds until the group ends.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) destination: Destination,
    /// What the second form of a text is for.
    pub(super) second_form: Destination,
    /// What the group holds by itself.
    pub(super) holds: Option<Opening>,
    /// Whether the next word opens something that may be skipped.
    pub(super) is_optional: bool,
    /// How many characters stand for one that older programs do not know.
    pub(super) fallback: usize,
    pub(super) font: Option<i32>,
    /// The font of text from right to left.
    pub(super) rtl_font: Option<i32>,
    pub(super) is_rtl: bool,
    pub(super) is_deleted: bool,
    pub(super) is_hidden: bool,
    pub(super) paragraph: Format,
    /// Where the text of the group begins in its paragraph, in bytes.
    pub(super) text_start: usize,
}

/// What holds for a paragraph.
#[derive(Clone, Copy, Default)]
pub(super) struct Format {
    pub(super) style: i32,
    pub(super) outline: Option<u8>,
    pub(super) list: Option<i32>,
    pub(super) level: u8,
    pub(super) is_in_table: bool,
    /// How deep it is in tables, if it is in one; 0 if it does not say.
    pub(super) depth: usize,
    pub(super) first_indent: i32,
    pub(super) left_indent: i32,
}

impl Format {
    pub(super) fn table_depth(self) -> usize {
        if self.depth > 0 { self.depth } else { usize::from(self.is_in_table) }
    }
}

/// A text that is being read: that of the document, of a note, of a text box.
#[derive(Default)]
pub(super) struct Text {
    /// The number of the note that it is.
    pub(super) number: u32,
    pub(super) tables: Tables,
    pub(super) paragraph: Paragraph,
    /// What stands in text boxes that hang on the paragraph.
    pub(super) boxes: Vec<Block>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            destination: Destination::Body,
            second_form: Destination::Body,
            holds: None,
            is_optional: false,
            fallback: 1,
            font: None,
            rtl_font: None,
            is_rtl: false,
            is_deleted: false,
            is_hidden: false,
            paragraph: Format::default(),
            text_start: 0,
        }
    }
}
