//! The text of a document, of a cell, a text box, a note.

use super::super::super::super::error::DocumentError;
use super::super::blocks::{Block, Cell, Flow, Kind, Note, Paragraph, Row, flat};
use super::super::symbols::letter_in;
use super::super::xml::{Node, Tag, Xml};
use super::lists::{Ends, List};
use super::styles::Styles;

/// The most cells that one element may stand for.
const REPEATED: u16 = 64;
/// The most spaces and cells that elements may stand for, all together.
const MOST_REPEATED: u32 = 1 << 20;

#[derive(Default)]
pub(super) struct Body {
    pub(super) styles: Styles,
    ends: Ends,
    /// How many tracked deletions were left out.
    pub(super) deletions: u32,
    notes: u32,
    /// How many spaces and cells have been repeated.
    repeated: u32,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    paragraph: Paragraph,
    /// What stands in text boxes that hang on it.
    boxes: Vec<Block>,
    /// Whether a space would be the second one.
    has_space: bool,
    /// The style of the text, if it has one of its own.
    style: Option<String>,
}

impl Open {
    /// Adds text of the file: white space of any length is one space.
    fn push_text(&mut self, text: &str, font: Option<&str>) {
        for letter in text.chars().map(|letter| letter_in(font, letter)) {
            let is_space = matches!(letter, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                self.paragraph.text.push(letter);
            } else if !self.has_space {
                self.paragraph.text.push(' ');
            }
            self.has_space = is_space;
        }
    }

    /// Adds a character that an element stands for.
    fn push(&mut self, letter: char) {
        self.paragraph.text.push(letter);
        self.has_space = false;
    }
}

impl Body {
    /// Reads the body.
    pub(super) fn document(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Block>, DocumentError> {
        let mut flow = Flow::default();
        self.blocks(xml, &mut flow)?;
        Ok(flow.into_blocks())
    }

    /// Reads what is in an element between paragraphs, to its end.
    fn blocks(&mut self, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), DocumentError> {
        while let Some(tag) = xml.element()? {
            self.block(&tag, xml, flow)?;
        }
        Ok(())
    }

    /// Reads one block, or what holds blocks.
    fn block(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), DocumentError> {
        match tag.name() {
            b"p" | b"h" => self.paragraph(tag, xml, flow, Kind::Plain),
            b"list" => self.list(tag, xml, flow),
            b"table" => {
                let mut rows = Vec::new();
                self.rows(xml, &mut rows, false)?;
                flow.table(rows);
                Ok(())
            }
            b"tracked-changes" => self.tracked_changes(xml),
            b"section" if tag.get("display").is_some_and(|display| display == "none") => xml.skip(),
            name if is_left_out(name) => xml.skip(),
            _ => self.blocks(xml, flow),
        }
    }

    /// Reads a paragraph that is of this kind, unless its style says what it is.
    fn paragraph(
        &mut self,
        tag: &Tag<'_>,
        xml: &mut Xml<'_>,
        flow: &mut Flow,
        kind: Kind,
    ) -> Result<(), DocumentError> {
        let style = tag.get("style-name").unwrap_or_default();
        if self.styles.hides_paragraph(&style) {
            return xml.skip();
        }
        let mut open = Open { has_space: true, ..Open::default() };
        self.inlines(xml, &mut open)?;
        let styled = self.styles.kind(&style);
        open.paragraph.kind = if tag.name() == b"h" {
            Kind::Heading(tag.number("outline-level").unwrap_or(1_u8).clamp(1, 9))
        } else {
            let is_in_list = kind != Kind::Plain;
            styled.filter(|styled| !is_in_list || matches!(styled, Kind::Heading(_))).unwrap_or(kind)
        };
        flow.paragraph(open.paragraph, false);
        if !open.boxes.is_empty() {
            flow.append(open.boxes);
        }
        Ok(())
    }

    /// Reads a list that is in no other.
    fn list(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), DocumentError> {
        let mut list = self.ends.begin(tag);
        self.items(xml, flow, &mut list)?;
        self.ends.keep(list);
        Ok(())
    }

    fn items(&mut self, xml: &mut Xml<'_>, flow: &mut Flow, list: &mut List) -> Result<(), DocumentError> {
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"list-item" => {
                    let number = tag.number("start-value");
                    self.item(xml, flow, list, number, false)?;
                }
                b"list-header" => self.item(xml, flow, list, None, true)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn item(
        &mut self,
        xml: &mut Xml<'_>,
        flow: &mut Flow,
        list: &mut List,
        says: Option<u32>,
        is_header: bool,
    ) -> Result<(), DocumentError> {
        let mut has_begun = false;
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"p" | b"h" => {
                    let kind = match (has_begun, is_header) {
                        (true, _) => Kind::ItemGoesOn,
                        (false, true) => list.header(),
                        (false, false) => list.next(&self.styles, says),
                    };
                    has_begun = true;
                    self.paragraph(&tag, xml, flow, kind)?;
                }
                b"list" => {
                    let outer = list.enter(tag.get("style-name"));
                    self.items(xml, flow, list)?;
                    list.leave(outer);
                }
                _ => self.block(&tag, xml, flow)?,
            }
        }
        Ok(())
    }

    /// Reads what is in a paragraph or in a part of it, to its end.
    fn inlines(&mut self, xml: &mut Xml<'_>, open: &mut Open) -> Result<(), DocumentError> {
        while let Some(node) = xml.child()? {
            let tag = match node {
                Node::Text(text) => {
                    let font = open.style.as_deref().and_then(|style| self.styles.font(style));
                    open.push_text(&text, font);
                    continue;
                }
                Node::Open(tag) => tag,
            };
            match tag.name() {
                b"s" => {
                    let count = 1 + self.repeats(tag.number::<u16>("c").unwrap_or(1).saturating_sub(1));
                    (0..count).for_each(|_| open.push(' '));
                    xml.skip()?;
                }
                b"tab" => {
                    open.push('\t');
                    xml.skip()?;
                }
                b"line-break" => {
                    open.push('\n');
                    xml.skip()?;
                }
                b"span" if tag.get("style-name").is_some_and(|style| self.styles.hides_text(&style)) => xml.skip()?,
                b"span" => {
                    let outer = std::mem::replace(&mut open.style, tag.get("style-name"));
                    self.inlines(xml, open)?;
                    open.style = outer;
                }
                b"note" => self.note(xml, open)?,
                b"frame" | b"text-box" | b"custom-shape" | b"rect" | b"ellipse" | b"circle" | b"polygon"
                | b"polyline" | b"path" | b"line" | b"connector" | b"caption" | b"g" | b"regular-polygon" => {
                    let mut inside = Flow::default();
                    self.blocks(xml, &mut inside)?;
                    open.boxes.append(&mut inside.into_blocks());
                }
                // The field with the title of the document; that of a picture stands in its frame.
                b"title" => self.inlines(xml, open)?,
                name if is_left_out(name) => xml.skip()?,
                _ => self.inlines(xml, open)?,
            }
        }
        Ok(())
    }

    /// So many times may something be repeated that is to be so often.
    fn repeats(&mut self, times: u16) -> u16 {
        self.repeated = self.repeated.saturating_add(times.into());
        if self.repeated > MOST_REPEATED { 0 } else { times }
    }

    fn note(&mut self, xml: &mut Xml<'_>, open: &mut Open) -> Result<(), DocumentError> {
        self.notes += 1;
        let number = self.notes;
        open.paragraph.refer(number);
        open.has_space = false;
        while let Some(tag) = xml.element()? {
            if tag.name() == b"note-body" {
                let mut inside = Flow::default();
                self.blocks(xml, &mut inside)?;
                open.paragraph.notes.push(Note { number, text: flat(&inside.into_blocks()) });
            } else {
                xml.skip()?;
            }
        }
        Ok(())
    }

    /// Deleted text is kept apart from the text.
    fn tracked_changes(&mut self, xml: &mut Xml<'_>) -> Result<(), DocumentError> {
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"deletion" => {
                    while let Some(tag) = xml.element()? {
                        // Who did it, and when.
                        if tag.name() == b"change-info" {
                            xml.skip()?;
                        } else {
                            let text = xml.text()?;
                            self.deletions += u32::from(!text.trim().is_empty());
                        }
                    }
                }
                b"changed-region" => self.tracked_changes(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml<'_>, rows: &mut Vec<Row>, is_head: bool) -> Result<(), DocumentError> {
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"table-row" => {
                    let cells = self.cells(xml)?;
                    rows.push(Row { cells, is_head });
                }
                b"table-header-rows" => self.rows(xml, rows, true)?,
                b"table-rows" | b"table-row-group" => self.rows(xml, rows, is_head)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Cell>, DocumentError> {
        let mut cells = Vec::new();
        while let Some(tag) = xml.element()? {
            let is_covered = tag.name() == b"covered-table-cell";
            if tag.name() != b"table-cell" && !is_covered {
                xml.skip()?;
                continue;
            }
            let mut inside = Flow::default();
            self.blocks(xml, &mut inside)?;
            let blocks = if is_covered { Vec::new() } else { inside.into_blocks() };
            // What it covers to its left or below has elements of its own.
            cells.push(Cell { blocks, covers: 0 });
            let copies = tag.number::<u16>("number-columns-repeated").unwrap_or(1).clamp(1, REPEATED) - 1;
            let copies = self.repeats(copies);
            cells.extend((0..copies).map(|_| Cell::default()));
        }
        Ok(cells)
    }
}

/// Elements that hold no text of the document.
fn is_left_out(name: &[u8]) -> bool {
    name.ends_with(b"-source")
        || name.ends_with(b"-decls")
        || matches!(
            name,
            b"annotation"
                | b"annotation-end"
                | b"tracked-changes"
                | b"forms"
                | b"control"
                | b"title"
                | b"desc"
                | b"image"
                | b"object"
                | b"object-ole"
                | b"binary-data"
                | b"event-listeners"
                | b"ruby-text"
                | b"hidden-text"
                | b"script"
                | b"note-citation"
                | b"enhanced-geometry"
        )
}
