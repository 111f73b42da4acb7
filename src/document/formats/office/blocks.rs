//! What all word processors have: paragraphs with a style, tables, notes; and how it becomes text.

use super::super::super::builder::Builder;
use super::super::super::error::DocumentError;
use super::super::super::kind::{Remark, Role};

/// The most columns that are covered by one cell; Word has 63.
pub(super) const MOST_COLUMNS: u16 = 64;

/// Cells behind so many in a row cover none.
const MOST_CELLS: usize = 4096;

/// A part of a document between two others.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Paragraph),
    /// Its rows from above.
    Table(Vec<Row>),
}

#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its cells in reading order.
    pub(super) cells: Vec<Cell>,
    /// Whether it says what is in the columns.
    pub(super) is_head: bool,
}

#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) blocks: Vec<Block>,
    /// How many more columns it covers.
    pub(super) covers: u16,
}

#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// The notes to which it refers, in their order.
    pub(super) notes: Vec<Note>,
}

impl Paragraph {
    /// Writes the number that stands for a note.
    pub(super) fn refer(&mut self, number: u32) {
        self.text.push('[');
        self.text.push_str(&number.to_string());
        self.text.push(']');
    }
}

/// A note, with the number that stands for it in the text.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) number: u32,
    pub(super) text: String,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Plain,
    Heading(u8),
    Byline,
    Dateline,
    Caption,
    Quote,
    /// Its spaces and lines are kept.
    Preformatted,
    /// An item of a list, as in [`Role::ListItem`].
    Item {
        level: u8,
        number: Option<u32>,
    },
    /// One more paragraph of the item before it.
    ItemGoesOn,
}

impl Kind {
    fn role(self) -> Option<Role> {
        Some(match self {
            Self::Plain | Self::ItemGoesOn => return None,
            Self::Heading(level) => Role::Heading(level),
            Self::Byline => Role::Byline,
            Self::Dateline => Role::Dateline,
            Self::Caption => Role::Caption,
            Self::Quote => Role::Quote,
            Self::Preformatted => Role::Preformatted,
            Self::Item { level, number } => Role::ListItem { level, number },
        })
    }
}

/// Blocks as they come.
#[derive(Debug, Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    /// A paragraph whose end was deleted: the next one goes on with its text.
    open: Option<Paragraph>,
}

impl Flow {
    /// Adds a paragraph, or, if its end was deleted, its text to the next one.
    pub(super) fn paragraph(&mut self, mut paragraph: Paragraph, is_end_deleted: bool) {
        if let Some(mut open) = self.open.take() {
            open.text.push_str(&paragraph.text);
            open.notes.append(&mut paragraph.notes);
            (paragraph.text, paragraph.notes) = (open.text, open.notes);
        }
        if is_end_deleted {
            self.open = Some(paragraph);
            return;
        }
        if paragraph.text.trim().is_empty() && paragraph.notes.is_empty() {
            return;
        }
        // The lines of a program are one block.
        if let (Kind::Preformatted, Some(Block::Paragraph(last))) = (paragraph.kind, self.blocks.last_mut())
            && last.kind == Kind::Preformatted
        {
            last.text.push('\n');
            last.text.push_str(&paragraph.text);
            last.notes.append(&mut paragraph.notes);
            return;
        }
        self.blocks.push(Block::Paragraph(paragraph));
    }

    pub(super) fn table(&mut self, rows: Vec<Row>) {
        self.end();
        if !rows.is_empty() {
            self.blocks.push(Block::Table(rows));
        }
    }

    pub(super) fn append(&mut self, blocks: Vec<Block>) {
        self.end();
        self.blocks.extend(blocks);
    }

    /// Nothing follows to which an open paragraph could belong.
    fn end(&mut self) {
        if let Some(open) = self.open.take() {
            self.paragraph(open, false);
        }
    }

    pub(super) fn into_blocks(mut self) -> Vec<Block> {
        self.end();
        // A cell holds one paragraph mostly, and a document a hundred thousand cells.
        self.blocks.shrink_to_fit();
        self.blocks
    }
}

/// Says how many columns each cell covers, of a table whose rows say only where their cells end: an edge for each cell,
/// in twips.
pub(super) fn cover_columns(rows: &mut [Row], edges: &[Vec<i32>]) {
    // Rows that were drawn by hand differ by a hair.
    const SAME: i32 = 60;
    let mut columns: Vec<i32> = edges.iter().flatten().copied().collect();
    columns.sort_unstable();
    columns.dedup_by(|next, last| next.abs_diff(*last) <= SAME.unsigned_abs());
    for (row, edges) in rows.iter_mut().zip(edges) {
        if row.cells.len() != edges.len() {
            continue;
        }
        let mut done = 0;
        for (cell, edge) in row.cells.iter_mut().zip(edges) {
            let upto = columns.partition_point(|column| *column <= edge.saturating_add(SAME / 2));
            cell.covers = u16::try_from(upto.saturating_sub(done + 1)).unwrap_or(0).min(MOST_COLUMNS);
            done = upto.max(done + 1);
        }
    }
}

/// The text of a note or a cell: its paragraphs on lines of their own.
pub(super) fn flat(blocks: &[Block]) -> String {
    let mut text = String::new();
    flatten(blocks, &mut text);
    text
}

fn flatten(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(paragraph.text.trim_matches(|c: char| c.is_ascii_whitespace()));
            }
            Block::Table(rows) => rows.iter().flat_map(|row| &row.cells).for_each(|cell| flatten(&cell.blocks, text)),
        }
    }
}

/// Writes blocks into a document.
pub(super) struct Writer<'b> {
    pub(super) builder: &'b mut Builder,
    kind: &'static str,
    tables: u32,
    /// Notes that come behind the list or the table that is being written.
    notes: Vec<Note>,
    is_in_list: bool,
}

impl<'b> Writer<'b> {
    pub(super) fn new(builder: &'b mut Builder, kind: &'static str) -> Self {
        Self { builder, kind, tables: 0, notes: Vec::new(), is_in_list: false }
    }

    /// Writes all blocks of a document, and what must be known about its reading.
    pub(super) fn document(
        mut self,
        blocks: Vec<Block>,
        deletions: u32,
        is_damaged: bool,
    ) -> Result<(), DocumentError> {
        self.blocks(blocks)?;
        self.end_list();
        if deletions > 0 {
            self.builder.remark(Remark::LeftOutDeletions(deletions));
        }
        if is_damaged {
            self.builder.remark(Remark::Damaged);
        }
        if is_damaged && self.builder.len() == 0 {
            return Err(DocumentError::Damaged { kind: self.kind, what: "its text" });
        }
        Ok(())
    }

    fn blocks(&mut self, blocks: Vec<Block>) -> Result<(), DocumentError> {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(rows) => {
                    self.end_list();
                    self.table(rows)?;
                }
            }
            self.builder.check(self.kind)?;
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: Paragraph) {
        let is_item =
            matches!(paragraph.kind, Kind::Item { .. }) || paragraph.kind == Kind::ItemGoesOn && self.is_in_list;
        if !is_item {
            self.end_list();
        }
        if self.is_in_list {
            self.builder.line(paragraph.kind.role(), &paragraph.text);
        } else {
            self.builder.block(paragraph.kind.role(), &paragraph.text);
        }
        self.is_in_list = is_item;
        self.notes.extend(paragraph.notes);
        if !is_item {
            self.write_notes();
        }
    }

    fn end_list(&mut self) {
        self.is_in_list = false;
        self.write_notes();
    }

    fn write_notes(&mut self) {
        for note in self.notes.drain(..) {
            let text = format!("[{}] {}", note.number, note.text);
            self.builder.block(Some(Role::Footnote), &text);
        }
    }

    fn table(&mut self, rows: Vec<Row>) -> Result<(), DocumentError> {
        // A frame, or a page laid out in columns, holds paragraphs, not values: they are read one after the other.
        let is_frame = rows.iter().all(|row| row.cells.len() == 1 && rows.len() == 1);
        let mut cells = rows.iter().flat_map(|row| &row.cells);
        let is_layout = cells.any(|cell| cell.blocks.iter().any(|block| matches!(block, Block::Table(_))));
        if is_frame || is_layout {
            for cell in rows.into_iter().flat_map(|row| row.cells) {
                self.blocks(cell.blocks)?;
                self.end_list();
            }
            return Ok(());
        }
        self.tables += 1;
        let mut is_first = true;
        for (row, number) in rows.into_iter().zip(1..) {
            let mut cells = Vec::new();
            let mut column = 1;
            for mut cell in row.cells {
                let role = |column| Role::Cell { table: self.tables, row: number, column, is_head: row.is_head };
                cells.push((role(column), flat(&cell.blocks)));
                for block in &mut cell.blocks {
                    if let Block::Paragraph(paragraph) = block {
                        self.notes.append(&mut paragraph.notes);
                    }
                }
                // A cell over several columns leaves the others empty, so that what is below stays below.
                let covers = if cells.len() < MOST_CELLS { cell.covers } else { 0 };
                cells.extend((0..covers).map(|more| (role(column + 1 + u32::from(more)), String::new())));
                column += 1 + u32::from(cell.covers);
            }
            let filled = cells.iter().rposition(|(_, text)| !text.is_empty()).map_or(0, |last| last + 1);
            let cells: Vec<_> = cells.iter().take(filled).map(|(role, text)| (*role, text.as_str())).collect();
            self.builder.row(&cells, is_first);
            is_first &= cells.is_empty();
            self.builder.check(self.kind)?;
        }
        self.write_notes();
        Ok(())
    }
}
