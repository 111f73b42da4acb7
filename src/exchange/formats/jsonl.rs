//! JSON lines: one annotation a line, with the names of the columns of a table as keys; those without content are left out.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::flat::{Articles, COLUMNS, Row, column_named, row};
use crate::exchange::foreign::utf8;
use crate::exchange::import::{Entries, plain};
use crate::exchange::{Article, EntityLookup, ExchangeError, Foreign, Format, Reader, Units, Writer, csv};
use crate::text::units::{Unit, UnitIndex};

/// The format.
pub static FORMAT: Format = Format {
    name: "jsonl",
    names: [("en", "JSON lines"), ("ar", "أسطر JSON")],
    about: [("en", "one annotation a line, as JSON"), ("ar", "في كل سطر وسم بصيغة JSON")],
    suffix: ".jsonl",
    extensions: &[],
    units: Units::Any,
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: csv::FORMAT.loses,
    write: Some(|out, unit, options| Ok(Box::new(Lines { out, unit, entities: options.entities }))),
    read: Some(|file| {
        let entries = Entries::of(utf8("jsonl", file.bytes)?);
        Ok(Box::new(Read { entries, articles: Articles::of("jsonl", file) }))
    }),
};

struct Lines<'w> {
    out: Box<dyn Write + 'w>,
    unit: Unit,
    entities: &'w dyn EntityLookup,
}

impl Writer for Lines<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let index = UnitIndex::new(article.document.text(), self.unit);
        for annotation in article.annotations() {
            let cells = row(article, annotation, &index, self.unit, self.entities);
            let mut object = Map::new();
            for (column, cell) in COLUMNS.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                let value = match *column {
                    "start" | "end" | "lat" | "lon" | "attributes" => serde_json::from_str(&cell).ok(),
                    _ => None,
                };
                object.insert((*column).to_owned(), value.unwrap_or_else(|| Value::from(cell.into_owned())));
            }
            serde_json::to_writer(&mut self.out, &object)?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

struct Read<'f> {
    entries: Entries<'f>,
    articles: Articles<'f>,
}

impl Reader for Read<'_> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let Self { entries, articles } = self;
        articles.next(|| {
            let entry = entries.read::<Map<String, Value>>()?;
            Some(entry.map(|(object, at)| (row_of(&object), at)))
        })
    }
}

fn row_of(object: &Map<String, Value>) -> Row {
    let mut row = Row::default();
    for (name, value) in object.iter().filter(|(_, value)| !value.is_null()) {
        if let Some(column) = column_named(name) {
            row.set(column, plain(value));
        }
    }
    row
}
