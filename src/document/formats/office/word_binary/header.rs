//! The header of the text: where everything else is.

use super::super::super::super::error::DocumentError;
use super::bytes::{int, short, slice};

/// What it is called in messages.
pub(super) const KIND_NAME: &str = "DOC";

/// The tables that are read, by their numbers in the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Styles = 1,
    FootnoteReferences = 2,
    FootnoteTexts = 3,
    CharacterFormats = 12,
    ParagraphFormats = 13,
    Fonts = 15,
    Pieces = 33,
    Drawings = 40,
    EndnoteReferences = 46,
    EndnoteTexts = 47,
    TextBoxes = 56,
    Lists = 73,
    ListOverrides = 74,
}

/// Where the parts of the text begin, in characters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub(super) main_end: u32,
    pub(super) footnotes: u32,
    pub(super) endnotes: u32,
    pub(super) text_boxes: u32,
}

#[derive(Debug)]
pub(super) struct Header {
    /// The name of the stream with the tables.
    pub(super) table: &'static str,
    pub(super) parts: Parts,
    /// Where tables are in that stream and how long they are, in bytes, by their numbers.
    places: Vec<(usize, usize)>,
}

impl Header {
    /// Reads the header of the stream with the text.
    pub(super) fn read(document: &[u8]) -> Result<Self, DocumentError> {
        let damaged = |what| DocumentError::Damaged { kind: KIND_NAME, what };
        let header = || Some((short(document, 0)?, short(document, 2)?, short(document, 10)?));
        let (mark, version, flags) = header().ok_or(damaged("its header"))?;
        if mark != 0xa5ec || version < 0xc1 {
            return Err(damaged("its version, which is older than Word 97"));
        }
        if flags & 0x0100 != 0 {
            return Err(DocumentError::Locked { kind: KIND_NAME });
        }
        Self::of_word_97(document, flags).ok_or(damaged("its header"))
    }

    fn of_word_97(document: &[u8], flags: u16) -> Option<Self> {
        let mut ends = [0_u32; 8];
        let mut sum = 0_u32;
        // Main text, footnotes, headers, macros, comments, endnotes, text boxes, and those in headers.
        for (end, at) in ends.iter_mut().zip((76..).step_by(4)) {
            sum = sum.checked_add(int(document, at)?)?;
            *end = sum;
        }
        let [main_end, _, _, _, comments_end, endnotes_end, _, _] = ends;
        let parts = Parts { main_end, footnotes: main_end, endnotes: comments_end, text_boxes: endnotes_end };
        let count = usize::from(short(document, 152)?);
        let places = slice(document, 154, count * 8)?;
        let places =
            places.chunks_exact(8).filter_map(|place| Some((int(place, 0)? as usize, int(place, 4)? as usize)));
        let table = if flags & 0x0200 != 0 { "1Table" } else { "0Table" };
        Some(Self { table, parts, places: places.collect() })
    }

    /// A table in the stream with the tables; empty if there is none.
    pub(super) fn table<'t>(&self, tables: &'t [u8], table: Table) -> &'t [u8] {
        let place = self.places.get(table as usize);
        place.and_then(|(at, len)| slice(tables, *at, *len)).unwrap_or_default()
    }

    /// What follows a table in the stream with the tables.
    pub(super) fn behind<'t>(&self, tables: &'t [u8], table: Table) -> &'t [u8] {
        let place = self.places.get(table as usize).filter(|(_, len)| *len > 0);
        place.and_then(|(at, len)| tables.get(at.checked_add(*len)?..)).unwrap_or_default()
    }
}
