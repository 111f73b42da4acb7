//! The numbers of a picture as a table: for a screen reader, for a spreadsheet.

use super::language::Language;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A name or a date.
    Text(String),
    /// A count.
    Count(u64),
    /// A measured value, with so many digits after the point.
    Decimal(f64, u8),
    /// Nothing.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl Cell {
    /// As a program reads it: Western digits, a point, no separators.
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Decimal(value, digits) => format!("{value:.*}", usize::from(*digits)),
            Self::Empty => String::new(),
        }
    }

    /// As a person reads it.
    pub fn shown(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => language.count(*count),
            Self::Decimal(value, digits) => language.digits(&format!("{value:.*}", usize::from(*digits))),
            Self::Empty => String::new(),
        }
    }
}

/// Rows below a head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names of the columns.
    pub head: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Head and rows as texts that a program reads; `text` changes what people wrote.
    pub fn lines(&self, text: impl Fn(&str) -> String) -> Vec<Vec<String>> {
        let head = self.head.iter().map(|name| text(name)).collect();
        let cell = |cell: &Cell| match cell {
            Cell::Text(words) => text(words),
            cell => cell.plain(),
        };
        std::iter::once(head).chain(self.rows.iter().map(|row| row.iter().map(cell).collect())).collect()
    }
}
