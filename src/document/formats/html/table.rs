//! Tables: those that hold data become rows of cells; those that old pages are laid out with are not tables to a reader.

use dom_query::{Element, NodeId, NodeRef};

use super::walk::{Look, Run, Walker, attribute, walk};
use crate::document::builder::Builder;
use crate::document::kind::Role;

/// The longest cell of a table that holds data, in bytes of text.
const CELL_BYTES: usize = 1200;
/// The most columns or rows that a cell reaches over, as browsers have it.
const MOST_SPANNED: u32 = 1000;
/// How many columns a table may have before cells that reach over several of them count as one.
const MOST_COLUMNS: usize = 10_000;

/// Whether a table holds data.
pub(super) fn is_data(table: NodeRef<'_>) -> bool {
    let mut survey = Survey::default();
    walk(table, &mut survey);
    survey.longest = survey.longest.max(survey.cell);
    let widest = survey.widest.max(survey.cells_in_row);
    !survey.is_nested
        && widest >= 2
        && survey.longest <= CELL_BYTES
        && (survey.has_head || survey.rows >= 2 && !survey.has_blocks)
}

/// What tells a table of data from a layout.
#[derive(Default)]
struct Survey {
    is_nested: bool,
    has_head: bool,
    has_blocks: bool,
    rows: u32,
    cells_in_row: u32,
    widest: u32,
    /// Length of the cell so far, and of the longest.
    cell: usize,
    longest: usize,
}

impl Survey {
    /// Whether what is still to come changes nothing.
    fn is_decided(&self) -> bool {
        self.is_nested || self.longest > CELL_BYTES
    }
}

impl Walker for Survey {
    fn text(&mut self, text: &str) {
        if !self.is_decided() {
            self.cell += text.trim_ascii().len();
        }
    }

    fn enter(&mut self, _: NodeId, element: &Element) -> bool {
        if self.is_decided() {
            return false;
        }
        match &*element.name.local {
            "table" => self.is_nested = true,
            "th" | "caption" | "thead" => self.has_head = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "blockquote" | "form" | "article" | "section" => {
                self.has_blocks = true;
            }
            "tr" => {
                self.rows += 1;
                self.widest = self.widest.max(self.cells_in_row);
                self.cells_in_row = 0;
            }
            _ => {}
        }
        if matches!(&*element.name.local, "td" | "th") {
            self.longest = self.longest.max(self.cell);
            self.cell = 0;
            self.cells_in_row += 1;
        }
        true
    }
}

/// Writes a table of data.
pub(super) fn write(table: NodeRef<'_>, look: &dyn Look, to: &mut Builder) {
    let number = to.next_table();
    let mut writer = Writer {
        look,
        to,
        number,
        run: Run::default(),
        cell: None,
        row: Vec::new(),
        rows: 0,
        reaching: Vec::new(),
        is_first: true,
    };
    walk(table, &mut writer);
    writer.end_row();
    writer.to.apart();
}

struct Writer<'a> {
    look: &'a dyn Look,
    to: &'a mut Builder,
    number: u32,
    run: Run,
    /// The open cell: whether it is a head, and over how many columns and rows it reaches.
    cell: Option<(bool, u32, u32)>,
    row: Vec<(Role, String)>,
    rows: u32,
    /// For each column, how many rows a cell from above still reaches into, the one at hand included.
    reaching: Vec<u32>,
    is_first: bool,
}

impl Writer<'_> {
    fn end_cell(&mut self) {
        let text = self.run.take();
        let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
        let Some((is_head, columns, rows)) = self.cell.take() else {
            // A caption, or text that stands between the cells.
            self.to.block(Some(Role::Caption), text);
            return;
        };
        let taken = self.row.last().map_or(0, |(role, _)| column_of(*role));
        let mut column = taken as usize;
        while self.reaching.get(column).is_some_and(|rows| *rows > 0) {
            column += 1;
        }
        let end = column + if column < MOST_COLUMNS { columns as usize } else { 1 };
        if self.reaching.len() < end {
            self.reaching.resize(end, 0);
        }
        // One is taken off when the row ends.
        self.reaching[column..end].fill(rows);
        let role = Role::Cell { table: self.number, row: self.rows + 1, column: column as u32 + 1, is_head };
        self.row.push((role, text.replace('\n', " ")));
    }

    fn end_row(&mut self) {
        if self.cell.is_some() {
            self.end_cell();
        }
        if self.row.is_empty() {
            return;
        }
        for rows in &mut self.reaching {
            *rows = rows.saturating_sub(1);
        }
        let cells: Vec<(Role, &str)> = self.row.iter().map(|(role, text)| (*role, text.as_str())).collect();
        let before = self.to.len();
        self.to.row(&cells, self.is_first);
        self.is_first &= self.to.len() == before;
        self.row.clear();
        self.rows += 1;
    }
}

impl Walker for Writer<'_> {
    fn text(&mut self, text: &str) {
        self.run.push(text);
    }

    fn enter(&mut self, id: NodeId, element: &Element) -> bool {
        if !self.look.shows(id, element) {
            return false;
        }
        let span = |name| attribute(element, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1_u32);
        match &*element.name.local {
            "tr" => self.end_row(),
            name @ ("td" | "th") => {
                if self.cell.is_some() {
                    self.end_cell();
                }
                self.cell = Some((
                    name == "th",
                    span("colspan").clamp(1, MOST_SPANNED),
                    span("rowspan").clamp(1, MOST_SPANNED),
                ));
            }
            "br" => self.run.push(" "),
            name if super::elements::is_block(name) => self.run.push(" "),
            _ => {}
        }
        true
    }

    fn leave(&mut self, _: NodeId, element: &Element) {
        match &*element.name.local {
            "td" | "th" | "caption" => self.end_cell(),
            name if super::elements::is_block(name) => self.run.push(" "),
            _ => {}
        }
    }
}

/// The column that a cell ends before, counted from 0: the next one begins there, or behind cells that reach into it.
fn column_of(role: Role) -> u32 {
    if let Role::Cell { column, .. } = role { column } else { 0 }
}
