//! Tables, which RTF has only as paragraphs that end cells and rows.

use super::blocks::{Block, Cell, Flow, Paragraph, Row, cover_columns};

/// How deep tables may be inside each other; deeper ones are parts of these. A few bytes open all of them.
const DEEPEST: usize = 8;

/// A text with its tables: that of the document, of a note, of a text box.
#[derive(Debug, Default)]
pub(super) struct Tables {
    flow: Flow,
    /// The tables that have begun, from the outermost.
    open: Vec<Table>,
}

#[derive(Debug, Default)]
struct Table {
    rows: Vec<Row>,
    /// Where the cells of each row end, in twips.
    edges: Vec<Vec<i32>>,
    cells: Vec<Cell>,
    flow: Flow,
}

impl Tables {
    /// The text of the cell that is open so deep; 0 is outside of all tables.
    fn at(&mut self, depth: usize) -> &mut Flow {
        let depth = depth.min(DEEPEST);
        while self.open.len() > depth
            && let Some(table) = self.open.pop()
        {
            let outer = self.open.last_mut().map_or(&mut self.flow, |outer| &mut outer.flow);
            outer.table(table.into_rows());
        }
        while self.open.len() < depth {
            self.open.push(Table::default());
        }
        self.open.last_mut().map_or(&mut self.flow, |table| &mut table.flow)
    }

    pub(super) fn paragraph(&mut self, paragraph: Paragraph, is_end_deleted: bool, depth: usize) {
        self.at(depth).paragraph(paragraph, is_end_deleted);
    }

    pub(super) fn append(&mut self, blocks: Vec<Block>, depth: usize) {
        self.at(depth).append(blocks);
    }

    pub(super) fn end_cell(&mut self, depth: usize) {
        let blocks = std::mem::take(self.at(depth)).into_blocks();
        if let Some(table) = self.open.last_mut() {
            table.cells.push(Cell { blocks, covers: 0 });
        }
    }

    /// Ends a row whose cells end at `edges`, in twips.
    pub(super) fn end_row(&mut self, depth: usize, is_head: bool, edges: &[i32]) {
        self.at(depth);
        if let Some(table) = self.open.last_mut() {
            table.end_row(is_head, edges);
        }
    }

    pub(super) fn into_blocks(mut self) -> Vec<Block> {
        self.at(0);
        self.flow.into_blocks()
    }
}

impl Table {
    fn end_row(&mut self, is_head: bool, edges: &[i32]) {
        let rest = std::mem::take(&mut self.flow).into_blocks();
        if !rest.is_empty() {
            self.cells.push(Cell { blocks: rest, covers: 0 });
        }
        if !self.cells.is_empty() {
            let is_known = edges.len() == self.cells.len();
            self.rows.push(Row { cells: std::mem::take(&mut self.cells), is_head });
            self.edges.push(if is_known { edges.to_vec() } else { Vec::new() });
        }
    }

    fn into_rows(mut self) -> Vec<Row> {
        self.end_row(false, &[]);
        cover_columns(&mut self.rows, &self.edges);
        self.rows
    }
}
