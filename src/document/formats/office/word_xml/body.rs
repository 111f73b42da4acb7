//! The text of a document, of a cell, a text box, a note.

use super::super::super::super::error::DocumentError;
use super::super::blocks::{Block, Cell, Flow, Kind, MOST_COLUMNS, Paragraph, Row, flat};
use super::super::symbols::{letter_in, symbol};
use super::super::xml::{Tag, Xml};
use super::notes::{Class, Notes};
use super::numbering::Numbering;
use super::styles::{Properties, Styles};

pub(super) struct Body {
    kind: &'static str,
    styles: Styles,
    numbering: Numbering,
    notes: Notes,
    /// Fields that have begun, from the outermost; whether their results have, too.
    fields: Vec<bool>,
    deletions: u32,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    paragraph: Paragraph,
    /// What stands in text boxes that hang on it.
    boxes: Vec<Block>,
    properties: Properties,
    style: Option<String>,
    is_end_deleted: bool,
}

impl Body {
    pub(super) fn new(kind: &'static str, styles: Styles, numbering: Numbering) -> Self {
        let (notes, fields) = (Notes::default(), Vec::new());
        Self { kind, styles, numbering, notes, fields, deletions: 0 }
    }

    /// How many tracked deletions were left out.
    pub(super) fn deletions(&self) -> u32 {
        self.deletions
    }

    /// Reads the main part.
    pub(super) fn document(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Block>, DocumentError> {
        self.fields.clear();
        let mut flow = Flow::default();
        // Above the body there is only the document.
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"body" => self.blocks(xml, &mut flow)?,
                b"document" => {}
                _ => xml.skip()?,
            }
        }
        Ok(flow.into_blocks())
    }

    /// Reads the file with all notes of a class.
    pub(super) fn read_notes(&mut self, text: &str, class: Class) -> Result<(), DocumentError> {
        let mut xml = Xml::new(text, self.kind);
        xml.element()?;
        while let Some(tag) = xml.element()? {
            // The lines between text and notes are notes, too.
            let is_line = tag.get("type").is_some_and(|kind| kind != "normal");
            let Some(id) = tag.get("id").filter(|_| !is_line) else {
                xml.skip()?;
                continue;
            };
            let blocks = self.blocks_to_end(&mut xml)?;
            self.notes.add(class, id, flat(&blocks));
        }
        Ok(())
    }

    fn blocks_to_end(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Block>, DocumentError> {
        let mut flow = Flow::default();
        self.blocks(xml, &mut flow)?;
        Ok(flow.into_blocks())
    }

    /// Reads what is in an element between paragraphs, to its end.
    fn blocks(&mut self, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), DocumentError> {
        let (mut has_choice, mut is_placeholder) = (false, false);
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"sdtPr" => is_placeholder = has_element(xml, b"showingPlcHdr")?,
                b"sdtContent" if is_placeholder => xml.skip()?,
                b"p" => self.paragraph(xml, flow)?,
                b"tbl" => self.table(xml, flow)?,
                b"Choice" => {
                    has_choice = true;
                    self.blocks(xml, flow)?;
                }
                b"Fallback" if has_choice => xml.skip()?,
                b"del" => self.deletion(xml)?,
                name if is_left_out(name) => xml.skip()?,
                _ => self.blocks(xml, flow)?,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), DocumentError> {
        let mut open = Open::default();
        let outer_fields = self.fields.len();
        self.inlines(xml, &mut open)?;
        // Only results go on in the next paragraph; a field that does not end would take the rest of the text with it.
        while self.fields.len() > outer_fields && self.fields.last() == Some(&false) {
            self.fields.pop();
        }
        let Open { mut paragraph, boxes, properties, style, is_end_deleted } = open;
        let is_blank = paragraph.text.trim().is_empty();
        paragraph.kind = self.styles.kind(style.as_deref(), &properties);
        // An item without text has its number, too, but not one whose end was deleted.
        if !is_end_deleted
            && let Some(item) = self.numbering.item(&properties.in_list, style.as_deref(), &self.styles)
            && paragraph.kind == Kind::Plain
        {
            paragraph.kind = item;
        }
        if is_blank && paragraph.notes.is_empty() && !is_end_deleted {
            paragraph.text.clear();
        }
        flow.paragraph(paragraph, is_end_deleted);
        if !boxes.is_empty() {
            flow.append(boxes);
        }
        Ok(())
    }

    /// Reads what is in a paragraph or in a part of it, to its end.
    fn inlines(&mut self, xml: &mut Xml<'_>, open: &mut Open) -> Result<(), DocumentError> {
        let mut has_choice = false;
        let mut is_hidden = false;
        let mut font = None;
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"pPr" => open.properties(xml)?,
                b"rPr" => (is_hidden, font) = run_properties(xml)?,
                b"sdtPr" => {
                    // What says "click here" is no text.
                    if has_element(xml, b"showingPlcHdr")? {
                        is_hidden = true;
                    }
                }
                b"sdtContent" | b"t" if is_hidden => xml.skip()?,
                b"t" => self.text(xml, &tag, font.as_deref(), open)?,
                b"tab" | b"ptab" => self.push(xml, open, '\t')?,
                b"br" | b"cr" => self.push(xml, open, '\n')?,
                b"noBreakHyphen" => self.push(xml, open, '\u{2011}')?,
                b"softHyphen" => self.push(xml, open, '\u{ad}')?,
                b"sym" if is_hidden => xml.skip()?,
                b"sym" => {
                    let code = tag.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                    let font = tag.get("font").unwrap_or_default();
                    match code.and_then(|code| symbol(&font, code)) {
                        Some(letter) => self.push(xml, open, letter)?,
                        None => xml.skip()?,
                    }
                }
                b"fldChar" => {
                    match tag.get("fldCharType").as_deref() {
                        Some("begin") => self.fields.push(false),
                        Some("separate") => {
                            if let Some(has_result) = self.fields.last_mut() {
                                *has_result = true;
                            }
                        }
                        Some("end") => drop(self.fields.pop()),
                        _ => {}
                    }
                    xml.skip()?;
                }
                b"footnoteReference" => {
                    self.note(&tag, Class::Footnote, open);
                    xml.skip()?;
                    is_hidden |= has_own_mark(&tag);
                }
                b"endnoteReference" => {
                    self.note(&tag, Class::Endnote, open);
                    xml.skip()?;
                    is_hidden |= has_own_mark(&tag);
                }
                b"txbxContent" => {
                    // Its paragraphs have nothing to do with the fields of this one.
                    let fields = std::mem::take(&mut self.fields);
                    let mut inside = self.blocks_to_end(xml)?;
                    self.fields = fields;
                    open.boxes.append(&mut inside);
                }
                b"Choice" => {
                    has_choice = true;
                    self.inlines(xml, open)?;
                }
                b"Fallback" if has_choice => xml.skip()?,
                b"del" => self.deletion(xml)?,
                name if is_left_out(name) => xml.skip()?,
                _ => self.inlines(xml, open)?,
            }
        }
        Ok(())
    }

    fn is_shown(&self) -> bool {
        self.fields.iter().all(|has_result| *has_result)
    }

    fn push(&self, xml: &mut Xml<'_>, open: &mut Open, letter: char) -> Result<(), DocumentError> {
        if self.is_shown() {
            open.paragraph.text.push(letter);
        }
        xml.skip()
    }

    fn text(&self, xml: &mut Xml<'_>, tag: &Tag<'_>, font: Option<&str>, open: &mut Open) -> Result<(), DocumentError> {
        let text = xml.text()?;
        if self.is_shown() {
            let is_kept = tag.get("space").is_some_and(|space| space == "preserve");
            let text = if is_kept { &text } else { text.trim_matches([' ', '\t', '\n']) };
            // A newline in the file is a space to Word.
            open.paragraph.text.extend(text.chars().map(|c| if c == '\n' { ' ' } else { letter_in(font, c) }));
        }
        Ok(())
    }

    fn note(&mut self, tag: &Tag<'_>, class: Class, open: &mut Open) {
        let note = tag.get("id").filter(|_| self.is_shown()).and_then(|id| self.notes.refer(class, id));
        if let Some(note) = note {
            open.paragraph.refer(note.number);
            open.paragraph.notes.push(note);
        }
    }

    /// Leaves out what was deleted.
    fn deletion(&mut self, xml: &mut Xml<'_>) -> Result<(), DocumentError> {
        let text = xml.text()?;
        self.deletions += u32::from(!text.trim_matches('\n').is_empty());
        Ok(())
    }

    fn table(&mut self, xml: &mut Xml<'_>, flow: &mut Flow) -> Result<(), DocumentError> {
        let mut rows = Vec::new();
        self.rows(xml, &mut rows)?;
        flow.table(rows);
        Ok(())
    }

    /// Reads rows; they may stand in other elements.
    fn rows(&mut self, xml: &mut Xml<'_>, rows: &mut Vec<Row>) -> Result<(), DocumentError> {
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"tr" => {
                    let mut row = Row::default();
                    let is_deleted = self.cells(xml, &mut row)?;
                    if is_deleted {
                        self.deletions += 1;
                    } else {
                        rows.push(row);
                    }
                }
                name if is_left_out(name) => xml.skip()?,
                _ => self.rows(xml, rows)?,
            }
        }
        Ok(())
    }

    /// Reads the cells of a row; says whether the row was deleted.
    fn cells(&mut self, xml: &mut Xml<'_>, row: &mut Row) -> Result<bool, DocumentError> {
        let mut is_deleted = false;
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"trPr" => {
                    while let Some(tag) = xml.element()? {
                        match tag.name() {
                            b"tblHeader" => row.is_head = tag.is_on(),
                            b"del" => is_deleted = true,
                            b"gridBefore" => {
                                let columns = tag.number::<u16>("val").unwrap_or(0).min(MOST_COLUMNS);
                                row.cells.resize_with(columns.into(), Cell::default);
                            }
                            _ => {}
                        }
                        xml.skip()?;
                    }
                }
                b"tc" => row.cells.push(self.cell(xml)?),
                name if is_left_out(name) => xml.skip()?,
                _ => is_deleted |= self.cells(xml, row)?,
            }
        }
        Ok(is_deleted)
    }

    fn cell(&mut self, xml: &mut Xml<'_>) -> Result<Cell, DocumentError> {
        let mut flow = Flow::default();
        let mut cell = Cell::default();
        let mut is_covered = false;
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"tcPr" => {
                    while let Some(tag) = xml.element()? {
                        match tag.name() {
                            b"gridSpan" => cell.covers = tag.number("val").unwrap_or(1).clamp(1, MOST_COLUMNS) - 1,
                            b"vMerge" | b"hMerge" => is_covered |= tag.val().is_none_or(|value| value != "restart"),
                            _ => {}
                        }
                        xml.skip()?;
                    }
                }
                b"p" => self.paragraph(xml, &mut flow)?,
                b"tbl" => self.table(xml, &mut flow)?,
                name if is_left_out(name) => xml.skip()?,
                _ => self.blocks(xml, &mut flow)?,
            }
        }
        if !is_covered {
            cell.blocks = flow.into_blocks();
        }
        Ok(cell)
    }
}

impl Open {
    fn properties(&mut self, xml: &mut Xml<'_>) -> Result<(), DocumentError> {
        while let Some(tag) = xml.element()? {
            match tag.name() {
                b"pStyle" => {
                    self.style = tag.val();
                    xml.skip()?;
                }
                b"rPr" => {
                    // The properties of the end of the paragraph.
                    while let Some(tag) = xml.element()? {
                        self.is_end_deleted |= matches!(tag.name(), b"del" | b"moveFrom");
                        xml.skip()?;
                    }
                }
                _ => self.properties.property(&tag, xml)?,
            }
        }
        Ok(())
    }
}

/// Elements that hold no text of the document: properties, instructions of fields, moved text where it no longer is,
/// what stands above letters in ruby text, pictures in the file.
fn is_left_out(name: &[u8]) -> bool {
    matches!(
        name,
        b"pPr"
            | b"rPr"
            | b"tblPr"
            | b"tblGrid"
            | b"tblPrEx"
            | b"sectPr"
            | b"sdtPr"
            | b"sdtEndPr"
            | b"ctrlPr"
            | b"instrText"
            | b"delInstrText"
            | b"delText"
            | b"moveFrom"
            | b"rt"
            | b"binData"
            | b"fldData"
            | b"docPr"
            | b"cNvPr"
            | b"footnoteRef"
            | b"endnoteRef"
            | b"annotationRef"
    )
}

/// Whether text of the author's choice stands for a note, instead of its number.
fn has_own_mark(tag: &Tag<'_>) -> bool {
    tag.get("customMarkFollows").is_some_and(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// Whether the properties of a run hide it, and its font.
fn run_properties(xml: &mut Xml<'_>) -> Result<(bool, Option<String>), DocumentError> {
    let (mut is_hidden, mut font) = (false, None);
    while let Some(tag) = xml.element()? {
        match tag.name() {
            b"vanish" => is_hidden = tag.is_on(),
            b"rFonts" => font = tag.get("ascii").or_else(|| tag.get("hAnsi")),
            _ => {}
        }
        xml.skip()?;
    }
    Ok((is_hidden, font))
}

fn has_element(xml: &mut Xml<'_>, name: &[u8]) -> Result<bool, DocumentError> {
    let mut has = false;
    while let Some(tag) = xml.element()? {
        has |= tag.name() == name && tag.is_on();
        xml.skip()?;
    }
    Ok(has)
}
