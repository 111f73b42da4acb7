//! A table following RFC 4180, in UTF-8, with a header: one annotation per row. Offsets are in the unit named in the
//! column `unit`; a person's decision is in the column `status`. The same with tabs is TSV.
//!
//! Spreadsheets that open such a table run a cell that looks like a formula. A cell with such text from the article or
//! from a person therefore gets a leading apostrophe, and so does a cell that already begins with one. Programs that
//! read the table remove one apostrophe from each cell that begins with one, so that nothing is lost.

use std::borrow::Cow;
use std::io::{self, Write};

use ::csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::flat::{Articles, COLUMNS, Row, column_named, row};
use crate::exchange::foreign::{Broken, File, Where, utf8};
use crate::exchange::format::WriteFn;
use crate::exchange::{Article, EntityLookup, ExchangeError, Foreign, Format, Loss, Options, Reader, Units, Writer};
use crate::text::Message;
use crate::text::units::{Unit, UnitIndex};

/// Tables with commas.
pub static FORMAT: Format =
    table("csv", [("en", "CSV table"), ("ar", "جدول CSV")], ".csv", |out, unit, options| {
        begin(out, unit, options, b',')
    });

/// Tables with tabs.
pub static TABS: Format = table("tsv", [("en", "TSV table"), ("ar", "جدول TSV")], ".tsv", |out, unit, options| {
    begin(out, unit, options, b'\t')
});

const fn table(
    name: &'static str,
    names: [(&'static str, &'static str); 2],
    suffix: &'static str,
    write: WriteFn,
) -> Format {
    Format {
        name,
        names,
        about: [("en", "a table with one annotation a row"), ("ar", "جدول في كل سطر منه وسم")],
        suffix,
        extensions: &[],
        units: Units::Any,
        holds_many: true,
        has_mark: true,
        text_file: None,
        definitions: None,
        loses: |loss| match loss {
            Loss::Nested
            | Loss::References
            | Loss::Statuses
            | Loss::Entities
            | Loss::Notes
            | Loss::Fragments
            | Loss::Attributes
            | Loss::Provenance
            | Loss::Widened
            | Loss::Unlocated
            | Loss::NoEvents
            | Loss::RelationEnds
            | Loss::NumberTypes => false,
            Loss::Origins
            | Loss::History
            | Loss::Relations
            | Loss::DocumentAttributes
            | Loss::Links
            | Loss::RelationNotes
            | Loss::RelationAttributes
            | Loss::Unplaced
            | Loss::Ids
            | Loss::LabelNames
            | Loss::LabelColors
            | Loss::ChoiceTypes => true,
        },
        write: Some(write),
        read: Some(read),
    }
}

fn begin<'w>(
    out: Box<dyn Write + 'w>,
    unit: Unit,
    options: Options<'w>,
    delimiter: u8,
) -> io::Result<Box<dyn Writer + 'w>> {
    let mut rows = WriterBuilder::new().terminator(Terminator::CRLF).delimiter(delimiter).from_writer(out);
    rows.write_record(COLUMNS)?;
    Ok(Box::new(Table { rows, unit, entities: options.entities }))
}

struct Table<'w> {
    rows: ::csv::Writer<Box<dyn Write + 'w>>,
    unit: Unit,
    entities: &'w dyn EntityLookup,
}

impl Writer for Table<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let index = UnitIndex::new(article.document.text(), self.unit);
        for annotation in article.annotations() {
            let cells = row(article, annotation, &index, self.unit, self.entities);
            // Numbers are none of a person's text, and may begin with a sign.
            let safe = |(column, cell): (&str, &'_ Cow<'_, str>)| match column {
                "lat" | "lon" => cell.clone().into_owned(),
                _ => tamed(cell).into_owned(),
            };
            self.rows.write_record(COLUMNS.into_iter().zip(&cells).map(safe))?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.rows.flush()
    }
}

/// The most columns of a line: each takes many times its length in memory.
const MOST_COLUMNS: usize = 10_000;

/// What parts the columns of a table: commas, semicolons or tabs, whichever stands most often in its first line. Fails for a
/// table with too many columns.
pub(super) fn delimiter_of(format: &'static str, text: &str) -> Result<u8, ExchangeError> {
    let head = text.lines().next().unwrap_or("");
    let count = |delimiter: u8, line: &str| memchr::memchr_iter(delimiter, line.as_bytes()).count();
    let delimiter = *b",;\t".iter().max_by_key(|c| (count(**c, head), **c == b',')).unwrap_or(&b',');
    let columns = text.lines().map(|line| 1 + count(delimiter, line));
    match columns.enumerate().find(|(_, count)| *count > MOST_COLUMNS) {
        None => Ok(delimiter),
        Some((line, count)) => {
            let message = Message::new("flat-too-many-columns")
                .with("line", line + 1)
                .with("count", count)
                .with("most", MOST_COLUMNS)
                .in_english(format!("line {}: {count} columns; leave all out but {MOST_COLUMNS} at most", line + 1));
            Err(ExchangeError::not_readable(format, message))
        }
    }
}

/// Reads a table.
pub(in crate::exchange) fn read(file: File<'_>) -> Result<Box<dyn Reader + '_>, ExchangeError> {
    let text = utf8(FORMAT.name, file.bytes)?;
    let delimiter = delimiter_of(FORMAT.name, text)?;
    let mut rows = ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let header = rows.headers().cloned().unwrap_or_default();
    let columns: Vec<Option<usize>> = header.iter().map(column_named).collect();
    let has = |name: &str| columns.contains(&column_named(name));
    if !has("label") || !(has("quote") || has("start") && has("end")) {
        let message = Message::new("flat-columns")
            .in_english("line 1: the header must name the columns label, and start and end or quote");
        return Err(ExchangeError::not_readable(FORMAT.name, message));
    }
    // Only our own tables have cells with an apostrophe before them.
    let is_own = has("unit");
    let cut = cut_at(text);
    Ok(Box::new(Read { rows, columns, is_own, cut, articles: Articles::of(FORMAT.name, file) }))
}

/// Where a table ends within a cell: its quotation marks are odd in number then.
pub(super) fn cut_at(text: &str) -> Option<Broken> {
    let is_cut = memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1;
    is_cut.then(|| {
        let message = Message::new("import-cut").in_english("the file ends within this; it may have been cut off");
        Broken { at: Where::Line(text.lines().count().max(1)), message }
    })
}

struct Read<'f> {
    rows: ::csv::Reader<&'f [u8]>,
    columns: Vec<Option<usize>>,
    is_own: bool,
    /// Where it was cut off, to be said behind the last row.
    cut: Option<Broken>,
    articles: Articles<'f>,
}

impl Reader for Read<'_> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let Self { rows, columns, is_own, cut, articles } = self;
        articles.next(|| next_row(rows, columns, *is_own).or_else(|| cut.take().map(Err)))
    }
}

fn next_row(
    rows: &mut ::csv::Reader<&[u8]>,
    columns: &[Option<usize>],
    is_own: bool,
) -> Option<Result<(Row, Where), Broken>> {
    let mut record = StringRecord::new();
    let is_there = rows.read_record(&mut record);
    let line = usize::try_from(record.position().map_or(1, ::csv::Position::line)).unwrap_or(1);
    let at = Where::Line(line);
    match is_there {
        Ok(false) => None,
        Ok(true) => {
            let mut row = Row::default();
            for (cell, column) in record.iter().zip(columns) {
                let cell = if is_own { untamed(cell) } else { cell };
                if let Some(column) = column {
                    row.set(*column, cell.to_owned());
                }
            }
            Some(Ok((row, at)))
        }
        Err(error) => {
            let message = Message::new("flat-table").with("error", error.to_string()).in_english(error.to_string());
            Some(Err(Broken { at, message }))
        }
    }
}

/// A cell that no spreadsheet runs as a formula.
pub fn tamed(cell: &str) -> Cow<'_, str> {
    if cell.starts_with('\'') || is_run(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// A table as a file for spreadsheets; its cells are tamed.
pub fn spreadsheet(lines: &[Vec<String>], has_mark: bool) -> Vec<u8> {
    let mut bytes = if has_mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(&mut bytes);
    for line in lines {
        // Memory takes everything.
        drop(writer.write_record(line));
    }
    drop(writer);
    bytes
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

/// Reads a cell back as it was.
fn untamed(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

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
