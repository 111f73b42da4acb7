//! A table after RFC 4180, UTF-8, with a header: one annotation a row. Rejected ones are in it, as
//! the column `status` says. Offsets in the unit that the column `unit` names.

use ::csv::{Terminator, WriterBuilder};

use super::{Article, ExchangeError, Positions};
use crate::text::units::{Unit, UnitIndex};

const COLUMNS: [&str; 11] = ["doc", "unit", "start", "end", "quote", "label", "status", "lat", "lon", "uri", "note"];

/// The table of all annotations of the articles.
pub fn to_csv(articles: &[Article<'_>], unit: Unit, positions: Positions<'_>) -> Result<String, ExchangeError> {
    let failed = |message: String| ExchangeError::Failed { format: "csv", message };
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(|error| failed(error.to_string()))?;
    for article in articles {
        let text = article.document.text();
        let index = UnitIndex::new(text, unit);
        for annotation in article.notes.annotations.iter() {
            let (start, end) = index.span(annotation.span);
            let entity = annotation.entity.as_deref().unwrap_or("");
            let (lat, lon) = match positions(entity) {
                Some((lat, lon)) => (lat.to_string(), lon.to_string()),
                None => (String::new(), String::new()),
            };
            let (start, end) = (start.to_string(), end.to_string());
            let row = [
                article.name,
                unit.name(),
                &start,
                &end,
                annotation.span.of(text),
                annotation.label.as_str(),
                annotation.status.name(),
                &lat,
                &lon,
                entity,
                &annotation.note,
            ];
            writer.write_record(row).map_err(|error| failed(error.to_string()))?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
}
