//! The numbers of a picture as a table: for a screen reader, for a spreadsheet.

use super::language::Language;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A name or a date.
    Text(String),
    /// A name, and the id of what it stands for; that is empty where it has none.
    Named(String, String),
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
            Self::Text(text) | Self::Named(text, _) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Decimal(value, digits) => format!("{value:.*}", usize::from(*digits)),
            Self::Empty => String::new(),
        }
    }

    /// As a person reads it.
    pub fn shown(&self, language: Language) -> String {
        match self {
            Self::Text(text) | Self::Named(text, _) => text.clone(),
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
    /// Ids of what columns stand for; there may be none, or empty ones.
    pub head_ids: Vec<String>,
    /// The rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without ids of columns.
    pub fn new(head: Vec<String>, rows: Vec<Vec<Cell>>) -> Self {
        Self { head, head_ids: Vec::new(), rows }
    }

    /// Head and rows as texts that a program reads; `text` changes what people wrote. What has an id has it in a column of
    /// its own after its name; a column has it in its name.
    pub fn lines(&self, text: impl Fn(&str) -> String) -> Vec<Vec<String>> {
        let has_id = |cell: Option<&Cell>| matches!(cell, Some(Cell::Named(_, id)) if !id.is_empty());
        let with_ids: Vec<bool> =
            (0..self.head.len()).map(|at| self.rows.iter().any(|row| has_id(row.get(at)))).collect();
        let head = self.head.iter().enumerate().flat_map(|(at, name)| {
            let id = self.head_ids.get(at).filter(|id| !id.is_empty());
            let named = id.map_or_else(|| name.clone(), |id| format!("{name} ({id})"));
            std::iter::once(text(&named)).chain(with_ids[at].then(|| text(&format!("{name} (id)"))))
        });
        let cells = |(cell, with_id): (&Cell, &bool)| {
            let words = match cell {
                Cell::Text(words) | Cell::Named(words, _) => text(words),
                cell => cell.plain(),
            };
            let id = if let Cell::Named(_, id) = cell { text(id) } else { String::new() };
            std::iter::once(words).chain(with_id.then_some(id)).collect::<Vec<String>>()
        };
        let row = |row: &Vec<Cell>| row.iter().zip(&with_ids).flat_map(cells).collect();
        std::iter::once(head.collect()).chain(self.rows.iter().map(row)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stand_beside_names_for_programs_only() {
        let named = |name: &str, id: &str| Cell::Named(name.to_owned(), id.to_owned());
        let rows =
            vec![vec![named("طرابلس", "place:tripoli-lb"), 3_usize.into()], vec![named("تل", ""), 1_usize.into()]];
        let mut table = Table::new(vec!["name".to_owned(), "count".to_owned()], rows);
        let lines = table.lines(str::to_owned);
        assert_eq!(lines[0], ["name", "name (id)", "count"]);
        assert_eq!((&lines[1][1], &lines[2][1]), (&"place:tripoli-lb".to_owned(), &String::new()));
        assert_eq!(table.rows[0][0].shown(Language::Arabic), "طرابلس");
        table.head_ids = vec![String::new(), "place:sirte".to_owned()];
        assert_eq!(table.lines(str::to_owned)[0], ["name", "name (id)", "count (place:sirte)"]);
    }
}
