//! The text, from its beginning to its end.

use std::collections::HashMap;
use std::ops::Range;

use super::super::blocks::{Block, Kind, Note, Paragraph, flat};
use super::super::symbols::{letter_in, symbol};
use super::super::tables::Tables;
use super::bytes::{byte, int, positions, slice, utf16};
use super::formats::{self, Characters, Format, Formats};
use super::header::{Header, Parts, Table};
use super::lists::Lists;
use super::pieces::Pieces;
use super::sheet::Sheet;

pub(super) struct Reader {
    pieces: Pieces,
    parts: Parts,
    characters: Formats<Characters>,
    paragraphs: Formats<Format>,
    sheet: Sheet,
    lists: Lists,
    fonts: Vec<String>,
    /// Where notes are referred to and where they are, in characters of the whole text, sorted.
    notes: Vec<(u32, Range<u32>)>,
    /// The same of the text boxes.
    boxes: Vec<(u32, Range<u32>)>,
    /// How many characters of notes and text boxes there may still be.
    left: usize,
    /// How many notes have been referred to.
    count: u32,
    deletions: u32,
    /// Whether this is in a note or a text box, where nothing else hangs on.
    is_inside: bool,
}

impl Reader {
    /// Reads all but the text; `None` if it is nowhere.
    pub(super) fn new(document: &[u8], tables: &[u8], data: &[u8], header: &Header) -> Option<Self> {
        let table = |table| header.table(tables, table);
        let pieces = Pieces::read(document, table(Table::Pieces))?;
        let parts = header.parts;
        let mut notes = notes(table(Table::FootnoteReferences), table(Table::FootnoteTexts), parts.footnotes);
        notes.extend(self::notes(table(Table::EndnoteReferences), table(Table::EndnoteTexts), parts.endnotes));
        notes.sort_by_key(|(reference, _)| *reference);
        Some(Self {
            parts,
            characters: formats::characters(document, table(Table::CharacterFormats)),
            paragraphs: formats::paragraphs(document, table(Table::ParagraphFormats), data),
            sheet: Sheet::read(table(Table::Styles)),
            lists: Lists::read(table(Table::Lists), header.behind(tables, Table::Lists), table(Table::ListOverrides)),
            fonts: fonts(table(Table::Fonts)),
            notes,
            boxes: boxes(table(Table::Drawings), table(Table::TextBoxes), parts.text_boxes),
            left: pieces.units.len(),
            count: 0,
            deletions: 0,
            is_inside: false,
            pieces,
        })
    }

    /// Whether a part of the text is missing.
    pub(super) fn is_damaged(&self) -> bool {
        self.pieces.is_damaged || self.pieces.units.len() < self.parts.main_end as usize
    }

    /// The main text, and how many tracked deletions were left out.
    pub(super) fn read(mut self) -> (Vec<Block>, u32) {
        let blocks = self.text(0..self.parts.main_end);
        (blocks, self.deletions)
    }

    /// Reads a part of the text.
    fn text(&mut self, range: Range<u32>) -> Vec<Block> {
        let mut tables = Tables::default();
        let mut open = Open::default();
        let end = (range.end as usize).min(self.pieces.units.len());
        for at in range.start as usize..end {
            let unit = self.pieces.units.get(at).copied().unwrap_or(0);
            let place = self.pieces.place(at);
            let format = self.characters.at(place).copied().unwrap_or_default();
            if let Some(letter) = open.letter(unit) {
                self.letter(at as u32, letter, format, &mut open);
            }
            let ends = matches!(unit, 0x07 | 0x0d) || unit == 0x0c && !open.paragraph.text.trim().is_empty();
            if ends {
                let paragraph = self.paragraphs.at(place).cloned().unwrap_or_default();
                self.end(unit, &paragraph, format.is_deleted, &mut open, &mut tables);
            }
        }
        let depth = 0;
        if !open.paragraph.text.is_empty() {
            tables.paragraph(open.paragraph, false, depth);
        }
        tables.into_blocks()
    }

    fn letter(&mut self, at: u32, letter: char, format: Characters, open: &mut Open) {
        match letter {
            '\u{13}' => return open.fields.push(false),
            '\u{14}' => {
                if let Some(has_result) = open.fields.last_mut() {
                    *has_result = true;
                }
                return;
            }
            '\u{15}' => {
                open.fields.pop();
                return;
            }
            _ => {}
        }
        if format.is_hidden || open.fields.contains(&false) {
            return;
        }
        if format.is_deleted {
            self.deletions += u32::from(!open.is_in_deletion && letter >= ' ');
            open.is_in_deletion |= letter >= ' ';
            return;
        }
        open.is_in_deletion = false;
        if let Some((font, code)) = format.symbol.filter(|_| format.is_special && letter == '(') {
            let name = self.fonts.get(usize::from(font)).map_or("", String::as_str);
            open.paragraph.text.extend(symbol(name, code.into()));
            return;
        }
        match letter {
            '\u{2}' if format.is_special => self.note(at, open),
            '\u{8}' if format.is_special => self.text_box(at, open),
            '\t' => open.paragraph.text.push('\t'),
            '\u{b}' | '\u{c}' | '\u{e}' => open.paragraph.text.push('\n'),
            '\u{1e}' => open.paragraph.text.push('\u{2011}'),
            '\u{1f}' => open.paragraph.text.push('\u{ad}'),
            letter if letter >= ' ' => {
                let font = format.font.and_then(|font| self.fonts.get(usize::from(font)));
                open.paragraph.text.push(letter_in(font.map(String::as_str), letter));
            }
            _ => {}
        }
    }

    fn note(&mut self, at: u32, open: &mut Open) {
        let index = self.notes.binary_search_by_key(&at, |(reference, _)| *reference);
        let Some((_, range)) = index.ok().and_then(|index| self.notes.get(index)).filter(|_| !self.is_inside) else {
            return;
        };
        let range = range.clone();
        self.count += 1;
        let number = self.count;
        open.paragraph.refer(number);
        let text = flat(&self.inside(range));
        open.paragraph.notes.push(Note { number, text: text.trim().to_owned() });
    }

    fn text_box(&mut self, at: u32, open: &mut Open) {
        let index = self.boxes.binary_search_by_key(&at, |(reference, _)| *reference);
        let range = index.ok().and_then(|index| self.boxes.get(index)).map(|(_, range)| range.clone());
        if let Some(range) = range.filter(|_| !self.is_inside) {
            let blocks = self.inside(range);
            open.boxes.extend(blocks);
        }
    }

    fn inside(&mut self, range: Range<u32>) -> Vec<Block> {
        // Notes and text boxes share no text.
        let len = range.end.saturating_sub(range.start) as usize;
        let Some(left) = self.left.checked_sub(len) else { return Vec::new() };
        self.left = left;
        self.is_inside = true;
        let blocks = self.text(range);
        self.is_inside = false;
        blocks
    }

    /// Ends a paragraph, and the cell or the row that it ends.
    fn end(&mut self, unit: u16, format: &Format, is_end_deleted: bool, open: &mut Open, tables: &mut Tables) {
        let mut paragraph = std::mem::take(&mut open.paragraph);
        let boxes = std::mem::take(&mut open.boxes);
        // Only results go on in the next paragraph.
        while open.fields.last() == Some(&false) {
            open.fields.pop();
        }
        let depth = format.depth();
        if format.ends_row || format.ends_inner_row {
            return tables.end_row(depth.max(1), format.is_head, &format.edges);
        }
        paragraph.kind = self.sheet.kind(format);
        let is_blank = paragraph.text.trim().is_empty();
        if !is_blank
            && !is_end_deleted
            && let Some((list, level)) = self.sheet.list(format)
            && let Some(item) = self.lists.item(list, level)
            && paragraph.kind == Kind::Plain
        {
            paragraph.kind = item;
        }
        tables.paragraph(paragraph, is_end_deleted, depth);
        if !boxes.is_empty() {
            tables.append(boxes, depth);
        }
        if unit == 0x07 || format.ends_inner_cell {
            tables.end_cell(depth.max(1));
        }
    }
}

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    paragraph: Paragraph,
    /// What stands in text boxes that hang on it.
    boxes: Vec<Block>,
    /// Fields that have begun, from the outermost; whether their results have, too.
    fields: Vec<bool>,
    is_in_deletion: bool,
    /// The first half of a character.
    surrogate: Option<u16>,
}

impl Open {
    /// The character that a unit of UTF-16 makes, or completes.
    fn letter(&mut self, unit: u16) -> Option<char> {
        match (self.surrogate.take(), unit) {
            (_, 0xd800..=0xdbff) => {
                self.surrogate = Some(unit);
                None
            }
            (Some(first), 0xdc00..=0xdfff) => char::decode_utf16([first, unit]).next()?.ok(),
            _ => Some(char::from_u32(unit.into()).unwrap_or('\u{fffd}')),
        }
    }
}

/// Where notes are referred to, and where they are. `start` is where the first one is, in characters.
fn notes(references: &[u8], texts: &[u8], start: u32) -> Vec<(u32, Range<u32>)> {
    let texts = positions(texts, 0).map(|(from, to, _)| start.saturating_add(from)..start.saturating_add(to));
    positions(references, 2).map(|(reference, ..)| reference).zip(texts).collect()
}

/// Where drawings with text hang, and where their text is. `start` is where the first one is, in characters.
fn boxes(drawings: &[u8], texts: &[u8], start: u32) -> Vec<(u32, Range<u32>)> {
    let mut texts: HashMap<u32, Range<u32>, foldhash::fast::RandomState> = positions(texts, 22)
        .filter_map(|(from, to, entry)| Some((int(entry, 14)?, start.saturating_add(from)..start.saturating_add(to))))
        .collect();
    let mut boxes: Vec<_> = positions(drawings, 26)
        .filter_map(|(reference, _, entry)| {
            let shape = int(entry, 0)?;
            Some((reference, texts.remove(&shape)?))
        })
        .collect();
    boxes.sort_by_key(|(reference, _)| *reference);
    boxes
}

/// The names of the fonts.
fn fonts(table: &[u8]) -> Vec<String> {
    /// Where the name begins in an entry, in bytes.
    const NAME: usize = 40;
    let mut fonts = Vec::new();
    let mut at = 4;
    while let Some(len) = byte(table, at).map(usize::from) {
        let Some(entry) = slice(table, at, len + 1) else { break };
        let name = utf16(entry.get(NAME..).unwrap_or_default());
        fonts.push(name.split('\0').next().unwrap_or_default().to_owned());
        at += len + 1;
    }
    fonts
}
