//! Reads Label Studio's CSV: a task a row, as its JSON_MIN, with the regions as JSON in one cell.

use csv::{ReaderBuilder, StringRecord};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::super::csv::{cut_at, delimiter_of};
use super::read::Numbering;
use crate::exchange::foreign::{Broken, File, Where};
use crate::exchange::import::{Fields, InTurn};
use crate::exchange::{ExchangeError, Foreign, Reader};
use crate::text::Message;

/// Starts reading.
pub(super) fn read<'f>(file: File<'f>, text: &'f str) -> Result<Box<dyn Reader + 'f>, ExchangeError> {
    let delimiter = delimiter_of("label-studio", text)?;
    let mut rows = ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let header = rows.headers().cloned().unwrap_or_default();
    if header.len() < 2 {
        let message = Message::new("label-studio-table")
            .in_english("this is neither a list of tasks in JSON nor a table with a row for each task");
        return Err(ExchangeError::not_readable("label-studio", message));
    }
    let numbering = Numbering { file, count: 0 };
    Ok(Box::new(Table { rows, header, numbering, cut: cut_at(text), in_turn: InTurn::of("label-studio") }))
}

struct Table<'f> {
    rows: csv::Reader<&'f [u8]>,
    header: StringRecord,
    numbering: Numbering<'f>,
    /// Where it was cut off, to be said behind the last row.
    cut: Option<Broken>,
    in_turn: InTurn,
}

impl Reader for Table<'_> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let Self { rows, header, numbering, cut, in_turn } = self;
        in_turn.next(|| {
            let mut record = StringRecord::new();
            let is_there = rows.read_record(&mut record);
            let line = usize::try_from(record.position().map_or(1, csv::Position::line)).unwrap_or(1);
            let at = Where::Line(line);
            let task = match is_there {
                Ok(false) => return cut.take().map(Err),
                Ok(true) => task_of(header, &record),
                Err(error) => Err(wrong(&error.to_string())),
            };
            let article = task.and_then(|task| numbering.article(&Fields::of(&task), &at));
            Some(article.map_err(|message| Broken { at, message }))
        })
    }
}

fn wrong(error: &str) -> Message {
    Message::new("flat-table").with("error", error.to_owned()).in_english(error.to_owned())
}

/// A row as a task of the short form in JSON.
fn task_of(header: &StringRecord, record: &StringRecord) -> Result<Box<RawValue>, Message> {
    let cell = |cell: &str| {
        let json = cell.starts_with(['[', '{']).then(|| serde_json::from_str(cell).ok()).flatten();
        json.unwrap_or_else(|| Value::from(cell))
    };
    let fields: Map<String, Value> =
        header.iter().zip(record).map(|(name, value)| (name.to_owned(), cell(value))).collect();
    serde_json::value::to_raw_value(&fields).map_err(|error| wrong(&error.to_string()))
}
