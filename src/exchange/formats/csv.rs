//! A table following RFC 4180, in UTF-8, with a header: one annotation per row. Offsets are in the unit named in the
//! column `unit`; a person's decision is in the column `status`.
//!
//! Spreadsheets that open such a table run a cell that looks like a formula. A cell with such text from the article or
//! from a person therefore gets a leading apostrophe, and so does a cell that already begins with one. Programs that
//! read the table remove one apostrophe from each cell that begins with one, so that nothing is lost.

use std::borrow::Cow;
use std::io::{self, Write};

use ::csv::{Terminator, WriterBuilder};

use crate::exchange::{Article, EntityLookup, Format, Loss, Units, Writer};
use crate::text::units::{Unit, UnitIndex};

const COLUMNS: [&str; 13] =
    ["doc", "unit", "start", "end", "quote", "label", "status", "lat", "lon", "uri", "note", "canonical", "english"];

/// The format.
pub static FORMAT: Format = Format {
    name: "csv",
    names: [("en", "CSV table"), ("ar", "جدول CSV")],
    about: [("en", "a table with one annotation a row"), ("ar", "جدول في كل سطر منه وسم")],
    suffix: ".csv",
    extensions: &[],
    units: Units::Any,
    holds_many: true,
    has_mark: true,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::Nested | Loss::References | Loss::Statuses | Loss::Entities | Loss::Notes => false,
        // For several fragments, the first and the last byte are written.
        Loss::Fragments
        | Loss::Attributes
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::Unplaced => true,
    },
    write: |out, unit, options| {
        let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        table.write_record(COLUMNS)?;
        Ok(Box::new(Table { rows: table, unit, entities: options.entities }))
    },
    read: None,
};

struct Table<'w> {
    rows: ::csv::Writer<Box<dyn Write + 'w>>,
    unit: Unit,
    entities: &'w dyn EntityLookup,
}

impl Writer for Table<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let text = article.document.text();
        let index = UnitIndex::new(text, self.unit);
        for annotation in article.annotations() {
            let (start, end) = index.span(annotation.spans.hull());
            let uri = annotation.entity.as_deref().unwrap_or("");
            let entity = self.entities.facts(uri).unwrap_or_default();
            let (lat, lon) = match entity.position {
                Some((lat, lon)) => (lat.to_string(), lon.to_string()),
                None => (String::new(), String::new()),
            };
            let quote = annotation.spans.quote(text);
            let row: [Cow<'_, str>; 13] = [
                tamed(article.name),
                self.unit.name().into(),
                start.to_string().into(),
                end.to_string().into(),
                tamed(&quote),
                tamed(annotation.label.as_str()),
                annotation.status.name().into(),
                lat.into(),
                lon.into(),
                tamed(uri),
                tamed(&annotation.note),
                tamed(&entity.canonical),
                tamed(&entity.english),
            ];
            self.rows.write_record(row.iter().map(|cell| cell.as_bytes()))?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.rows.flush()
    }
}

/// A cell that no spreadsheet runs as a formula.
fn tamed(cell: &str) -> Cow<'_, str> {
    if cell.starts_with('\'') || is_run(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// Whether a spreadsheet takes a cell for a formula: it begins with one of four signs, including the full-width forms
/// of East Asian keyboards, possibly after invisible characters. A sign alone is text.
fn is_run(cell: &str) -> bool {
    let is_sign =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '−' | '＝' | '＋' | '－' | '＠' | '﹢' | '﹣' | '﹦' | '﹫');
    let is_unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let mut seen = cell.chars().skip_while(|c| is_unseen(*c));
    cell.starts_with(['\t', '\r', '\n']) || seen.next().is_some_and(is_sign) && seen.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a cell back as the module's documentation describes.
    fn untamed(cell: &str) -> &str {
        cell.strip_prefix('\'').unwrap_or(cell)
    }

    #[test]
    fn no_spreadsheet_runs_a_cell_and_nothing_is_lost() {
        let run = [
            "=1+1",
            "+963 11 222",
            "-5",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            "  =1+1",
            "\u{a0}=1",
            "\u{200f}=1",
            "\u{feff}=1",
            "＝1+1",
            "＋1",
            "－1",
            "＠x",
            "−5",
            "- قال المتحدث",
            "=cmd|' /C calc'!A0",
            "'=1+1",
            "''=1+1",
            // Text that already begins with an apostrophe.
            "'",
            "''",
            "'اقتباس'",
            "'90s",
            "'سرت",
            "\u{2067}-5\u{2069}",
        ];
        for cell in run {
            let safe = tamed(cell);
            assert_eq!(safe, format!("'{cell}"), "{cell:?}");
            assert_eq!(untamed(&safe), cell);
        }
        for cell in ["", "-", "سرت", "12", "place:raqqa", "«-»", "a=b", "ب-17", "ب'", "\"'\""] {
            assert_eq!(tamed(cell), cell);
            assert_eq!(untamed(cell), cell);
        }
    }
}
