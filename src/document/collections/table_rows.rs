//! The rows of a table, whatever file they are in.

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use csv::{ByteRecord, Reader, ReaderBuilder};
use foldhash::HashSet;
use memchr::memchr;
use serde_json::{Map, Value};

use super::post::piece;
use super::sheet::{Sheet, is_workbook};
use super::table_columns::{field_of, guess as guess_column};
use super::table_memory::{Form, Layout, remember, remembered};
use crate::document::decode::decode_as;
use crate::document::encoding::{Charset, Encoding};
use crate::document::error::DocumentError;
use crate::document::guess::{guess, guess_wide, sample_of};
use crate::document::kind::HEAD_BYTES;
use crate::document::magic::looks_like;

/// How many rows are looked at to know the columns.
const ROWS: usize = 200;
/// The most columns of a table.
const COLUMNS: usize = 1000;
/// How much of a file is looked at to know how its cells are apart, in bytes.
const SAMPLE_BYTES: usize = 64 << 10;

/// A row; what is beyond its last cell is blank.
pub(super) struct Row<'a> {
    cells: Vec<Cow<'a, str>>,
    /// Where it is: in bytes of the file, or of its decoded text if its characters have two bytes; for a workbook, the
    /// number of the row.
    pub(super) range: Range<u64>,
}

impl Row<'_> {
    fn into_owned(self) -> Row<'static> {
        Row { cells: self.cells.into_iter().map(|cell| Cow::Owned(cell.into_owned())).collect(), range: self.range }
    }

    /// The text of a cell.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell)
    }
}

/// A table with its columns.
pub(super) struct Table<'a> {
    /// The names of its columns, or their numbers.
    pub(super) names: Vec<String>,
    /// The column with the texts; `None` if none has letters.
    pub(super) guess: Option<usize>,
    source: Source<'a>,
}

enum Source<'a> {
    Text(Delimited<'a>),
    Json(&'a [u8]),
    /// And whether its first row has the names.
    Sheet(Arc<Sheet>, bool),
}

/// Cells apart by a sign.
struct Delimited<'a> {
    bytes: Cow<'a, [u8]>,
    delimiter: u8,
    encoding: Encoding,
    /// Where the first row is, in bytes: behind the names.
    start: usize,
}

/// Whether a file is surely a table.
pub(super) fn begins(head: &[u8]) -> bool {
    if is_workbook(head) {
        return true;
    }
    let text = behind_mark(head).trim_ascii_start();
    if text.starts_with(b"{") {
        let line = memchr(b'\n', text).map_or(text, |end| &text[..end]);
        let is_long = line.len() == text.len() && head.len() >= HEAD_BYTES && head.starts_with(b"{\"");
        return !is_long && serde_json::from_slice::<Map<String, Value>>(line).is_ok();
    }
    // What is cut off is no row.
    let whole = if head.len() < HEAD_BYTES { head } else { &head[..memchr::memrchr(b'\n', head).unwrap_or(0)] };
    let Ok(Table { names, source: Source::Text(table), .. }) = Table::examine(whole) else { return false };
    let mut rows = 0;
    let mut are_alike = true;
    table.records(|record, _| {
        rows += 1;
        are_alike &= record.len() == names.len();
        ControlFlow::Continue(())
    });
    let has_names = names.iter().any(|name| field_of(name).is_some());
    let are_named = names.iter().all(|name| name.parse::<usize>().is_err());
    are_alike && are_named && rows > 0 && names.len() >= 2 && (has_names || names.len() >= 3 && rows >= 2)
}

fn behind_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

impl<'a> Table<'a> {
    /// A table and its columns.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocumentError> {
        if let Some(Layout { names, guess, form }) = remembered(bytes) {
            let source = match form {
                Form::Text { delimiter, encoding, start } => {
                    Source::Text(Delimited { bytes: narrow(bytes).0, delimiter, encoding, start })
                }
                Form::Json => Source::Json(behind_mark(bytes)),
                Form::Sheet(sheet, has_names) => Source::Sheet(sheet, has_names),
            };
            return Ok(Self { names, guess, source });
        }
        let table = Self::examine(bytes)?;
        let form = match &table.source {
            Source::Text(Delimited { delimiter, encoding, start, .. }) => {
                Form::Text { delimiter: *delimiter, encoding: *encoding, start: *start }
            }
            Source::Json(_) => Form::Json,
            Source::Sheet(sheet, has_names) => Form::Sheet(Arc::clone(sheet), *has_names),
        };
        remember(bytes, Layout { names: table.names.clone(), guess: table.guess, form });
        Ok(table)
    }

    /// Finds out how a table is made.
    fn examine(bytes: &'a [u8]) -> Result<Self, DocumentError> {
        const NO_TABLE: DocumentError = DocumentError::Damaged { kind: "table", what: "no columns" };
        let source = if is_workbook(bytes) {
            Source::Sheet(Arc::new(Sheet::open(bytes)?), false)
        } else if behind_mark(bytes).trim_ascii_start().starts_with(b"{") {
            Source::Json(behind_mark(bytes))
        } else {
            Source::Text(Delimited::open(bytes)?)
        };
        let mut table = Self { names: Vec::new(), guess: None, source };
        table.names = if matches!(table.source, Source::Json(_)) { table.keys() } else { table.head() };
        table.guess = guess_column(&table);
        if table.names.is_empty() { Err(NO_TABLE) } else { Ok(table) }
    }

    /// The keys of the first objects.
    fn keys(&self) -> Vec<String> {
        let Source::Json(bytes) = &self.source else { return Vec::new() };
        let mut known: HashSet<String> = HashSet::default();
        let mut names = Vec::new();
        for (_, object) in objects(bytes).take(ROWS) {
            for key in object.keys() {
                if names.len() < COLUMNS && known.insert(key.clone()) {
                    names.push(key.clone());
                }
            }
        }
        names
    }

    /// The names in the first row; numbers if it has none.
    fn head(&mut self) -> Vec<String> {
        let mut rows: Vec<(Vec<String>, u64)> = Vec::new();
        self.rows(&mut |row: Row<'_>| {
            rows.push((row.cells.iter().map(|cell| cell.trim().to_owned()).collect(), row.range.end));
            if rows.len() == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let width = rows.iter().map(|(cells, _)| cells.len()).max().unwrap_or(0).min(COLUMNS);
        let Some((first, end)) = rows.into_iter().next() else { return Vec::new() };
        let is_head = is_head(&first);
        if is_head {
            match &mut self.source {
                Source::Text(table) => table.start = usize::try_from(end).unwrap_or(usize::MAX),
                Source::Sheet(_, has_names) => *has_names = true,
                Source::Json(_) => {}
            }
        }
        let named = |column: usize| first.get(column).filter(|name| is_head && !name.is_empty()).cloned();
        (0..width).map(|column| named(column).unwrap_or_else(|| (column + 1).to_string())).collect()
    }

    /// Tells the rows in their order.
    pub(super) fn rows(&self, tell: &mut dyn FnMut(Row<'_>) -> ControlFlow<()>) {
        match &self.source {
            Source::Text(table) => table.records(|record, range| tell(table.row(record, range))),
            Source::Json(bytes) => {
                for (range, object) in objects(bytes) {
                    if tell(self.object_row(object, range)).is_break() {
                        return;
                    }
                }
            }
            Source::Sheet(sheet, has_names) => {
                for number in usize::from(*has_names)..sheet.len() {
                    if tell(sheet_row(sheet, number)).is_break() {
                        return;
                    }
                }
            }
        }
    }

    /// One of them.
    pub(super) fn row(&self, range: &Range<u64>) -> Option<Row<'_>> {
        match &self.source {
            Source::Text(table) => {
                let mut record = ByteRecord::new();
                let is_there =
                    reader(piece(&table.bytes, range)?, table.delimiter).read_byte_record(&mut record).ok()?;
                is_there.then(|| table.row(&record, range.clone()).into_owned())
            }
            Source::Json(bytes) => {
                let object = serde_json::from_slice(piece(bytes, range)?).ok()?;
                Some(self.object_row(object, range.clone()))
            }
            Source::Sheet(sheet, _) => {
                let number = usize::try_from(range.start).ok().filter(|number| *number < sheet.len())?;
                Some(sheet_row(sheet, number))
            }
        }
    }

    fn object_row(&self, mut object: Map<String, Value>, range: Range<u64>) -> Row<'static> {
        let cell = |name: &String| match object.get_mut(name).map(Value::take) {
            Some(Value::String(text)) => Cow::Owned(text),
            Some(Value::Number(number)) => Cow::Owned(number.to_string()),
            _ => Cow::Borrowed(""),
        };
        Row { cells: self.names.iter().map(cell).collect(), range }
    }
}

fn sheet_row(sheet: &Sheet, number: usize) -> Row<'_> {
    let mut cells: Vec<Cow<'_, str>> = Vec::new();
    for (column, text) in sheet.cells(number).iter().filter(|(column, _)| *column < COLUMNS) {
        cells.resize(cells.len().max(column + 1), Cow::Borrowed(""));
        cells[*column] = Cow::Borrowed(text);
    }
    Row { cells, range: number as u64..number as u64 + 1 }
}

/// Whether a row has names and no data: each is short, and no number or address.
fn is_head(cells: &[String]) -> bool {
    let is_name = |cell: &String| {
        let has_letter = cell.chars().any(char::is_alphabetic);
        cell.is_empty()
            || (has_letter && cell.chars().count() <= 60 && !cell.contains(['\n', '\t']) && !cell.contains("://"))
    };
    let is_known = |cell: &String| field_of(cell).is_some();
    // A single short cell may be a text.
    cells.iter().all(is_name)
        && cells.iter().any(|cell| !cell.is_empty())
        && (cells.len() > 1 || cells.iter().any(is_known))
}

/// The objects on the lines of a file, and where the lines are; a line that is none is left out.
fn objects(bytes: &[u8]) -> impl Iterator<Item = (Range<u64>, Map<String, Value>)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
            let start = at;
            at += memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
            if let Ok(object) = serde_json::from_slice(&bytes[start..at]) {
                return Some((start as u64..at as u64, object));
            }
        }
    })
}

impl<'a> Delimited<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, DocumentError> {
        let (bytes, is_decoded) = narrow(bytes);
        let encoding = if is_decoded { Encoding::UTF_8 } else { encoding_of(&bytes) };
        if looks_like(&bytes).is_some() || memchr(0, &bytes[..bytes.len().min(SAMPLE_BYTES)]).is_some() {
            return Err(DocumentError::Damaged { kind: "table", what: "no text" });
        }
        let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let sample = &bytes[start..bytes.len().min(start + SAMPLE_BYTES)];
        let delimiter = delimiter_of(sample);
        Ok(Self { bytes, delimiter, encoding, start })
    }

    /// Tells the records behind the names, and where they are.
    fn records(&self, mut tell: impl FnMut(&ByteRecord, Range<u64>) -> ControlFlow<()>) {
        let mut reader = reader(self.bytes.get(self.start..).unwrap_or_default(), self.delimiter);
        let mut record = ByteRecord::new();
        let base = self.start as u64;
        loop {
            let start = base + reader.position().byte();
            if !reader.read_byte_record(&mut record).unwrap_or(false) {
                return;
            }
            let end = base + reader.position().byte();
            if tell(&record, start..end).is_break() {
                return;
            }
        }
    }

    fn row<'r>(&self, record: &'r ByteRecord, range: Range<u64>) -> Row<'r> {
        let cell = |cell: &'r [u8]| {
            if self.encoding == Encoding::UTF_8 {
                String::from_utf8_lossy(cell)
            } else {
                Cow::Owned(decode_as(self.encoding, cell, 0).0)
            }
        };
        Row { cells: record.iter().take(COLUMNS).map(cell).collect(), range }
    }
}

fn reader(bytes: &[u8], delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes)
}

/// The bytes of a text whose ASCII characters have one byte: others have the signs of a table in other characters, so they
/// are decoded into UTF-8. With whether they are.
fn narrow(bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
    let mark = Charset::of_mark(bytes).filter(|(charset, _)| charset.unit().0 > 1);
    match mark.or_else(|| guess_wide(bytes).map(|charset| (charset, 0))) {
        Some((charset, mark_len)) => (Cow::Owned(decode_as(charset.into(), bytes, mark_len).0.into_bytes()), true),
        None => (Cow::Borrowed(bytes), false),
    }
}

/// The encoding of a file of single bytes, by the part that tells it.
fn encoding_of(bytes: &[u8]) -> Encoding {
    let sample = sample_of(bytes);
    match std::str::from_utf8(sample) {
        Ok(_) => Encoding::UTF_8,
        // It is cut inside a character.
        Err(error) if error.error_len().is_none() => Encoding::UTF_8,
        Err(_) => guess(sample),
    }
}

/// The sign that cells are apart by: the one with which the most rows have as many cells as the first.
fn delimiter_of(sample: &[u8]) -> u8 {
    let score = |delimiter: u8| {
        let mut reader = reader(sample, delimiter);
        let mut record = ByteRecord::new();
        let (mut width, mut alike, mut rows) = (0, 0_usize, 0_usize);
        while rows < ROWS && reader.read_byte_record(&mut record).unwrap_or(false) {
            rows += 1;
            if width == 0 {
                width = record.len();
            }
            alike += usize::from(record.len() == width);
        }
        if width < 2 { (0, 0) } else { (alike, width) }
    };
    // The first of equal ones.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b',')
}
