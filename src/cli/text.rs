//! `hawashi text`: the text of a document of any kind, with its structure.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::args::{TextArgs, TextShape};
use super::escape::{escape_json, standard_output};
use super::inputs::{self, Input, warn_of_undecodable};
use super::{CliError, Exit, Reporter};
use crate::document::{Document, ReadOptions, Remark, Role};
use crate::store::{self, StoreError};
use crate::text::Span;
use crate::text::units::UnitIndex;

/// Runs the subcommand.
pub(super) fn run(args: &TextArgs) -> Result<Exit, CliError> {
    args.reading.check(&args.paths)?;
    let mut reporter = Reporter::default();
    let inputs = inputs::collect(&args.paths, &mut reporter)?;
    let mut out = standard_output();
    let is_one = inputs.len() == 1;
    for (number, input) in inputs.iter().enumerate() {
        let document = match read(input, args) {
            Ok(document) => document,
            Err(error) => {
                reporter.error(&error);
                continue;
            }
        };
        warn_of_undecodable(&input.name(), &document, args.reading.encoding.is_some(), &reporter);
        warn_of_remarks(&input.name(), &document, &reporter);
        match args.format {
            TextShape::Json => {
                let json = serde_json::to_string(&entry(input, &document, args)).unwrap_or_default();
                writeln!(out, "{}", escape_json(&json))?;
            }
            TextShape::Text => {
                if !is_one {
                    let gap = if number == 0 { "" } else { "\n" };
                    writeln!(out, "{gap}==> {} <==", input.name())?;
                }
                out.write_all(document.text().as_bytes())?;
                if !document.text().ends_with('\n') {
                    out.write_all(b"\n")?;
                }
            }
        }
    }
    out.flush()?;
    Ok(reporter.exit())
}

fn read(input: &Input, args: &TextArgs) -> Result<Document, StoreError> {
    match input.path() {
        Some(path) if args.whole_page || args.anew => {
            let options = ReadOptions { encoding: args.reading.encoding, whole_page: args.whole_page };
            store::read_anew(path, &options)
        }
        _ => input.read(&args.reading),
    }
}

/// What a reader should know goes to standard error, one line for each kind of remark.
fn warn_of_remarks(name: &str, document: &Document, reporter: &Reporter) {
    let unproven = document.remarks().iter().filter(|remark| remark.span().is_some()).count();
    if unproven > 0 {
        let lines = if unproven == 1 { "1 line".to_owned() } else { format!("{unproven} lines") };
        reporter.warn(&format!("{name}: {lines} could not be read for certain; --format json says where"));
    }
    for remark in document.remarks() {
        let said = match remark {
            Remark::Unproven(_) => continue,
            Remark::PagesWithoutText(1) => "1 page has no text, only pictures".to_owned(),
            Remark::PagesWithoutText(pages) => format!("{pages} pages have no text, only pictures"),
            Remark::RecognizedPages(1) => "the text of 1 page was recognised in a picture by a program".to_owned(),
            Remark::RecognizedPages(pages) => {
                format!("the text of {pages} pages was recognised in pictures by a program")
            }
            Remark::WholePage => "its article was not found: this is all that the page shows".to_owned(),
            Remark::LeftOutDeletions(1) => "1 tracked deletion is left out".to_owned(),
            Remark::LeftOutDeletions(count) => format!("{count} tracked deletions are left out"),
            Remark::Attachments(1) => "1 attached file is not shown".to_owned(),
            Remark::Attachments(count) => format!("{count} attached files are not shown"),
            Remark::Damaged => "it is damaged; what could be read is shown".to_owned(),
        };
        reporter.warn(&format!("{name}: {said}"));
    }
}

fn entry(input: &Input, document: &Document, args: &TextArgs) -> Value {
    let index = UnitIndex::new(document.text(), args.unit);
    let place = |span: Span| index.span(span);
    let parts: Vec<Value> = document
        .structure()
        .unwrap_or_default()
        .iter()
        .map(|part| {
            let (start, end) = place(part.span);
            let mut entry = Map::from_iter([("start".to_owned(), json!(start)), ("end".to_owned(), json!(end))]);
            entry.extend(role(part.role));
            Value::Object(entry)
        })
        .collect();
    let remarks: Vec<Value> = document.remarks().iter().map(|remark| remark_entry(remark, &place)).collect();
    let about: Map<String, Value> = document.told().map(|(field, value)| (field.to_owned(), json!(value))).collect();
    let length = index.len();
    let mut entry = json!({
        "path": input.name(),
        "kind": document.kind().name,
        "sha256": document.sha256(),
        "unit": args.unit.name(),
        "length": length,
        "attributes": about,
        "parts": parts,
        "remarks": remarks,
        "text": document.text(),
    });
    if let (Some(original), Value::Object(entry)) = (document.original(), &mut entry) {
        entry.insert("original".to_owned(), json!({ "sha256": original.sha256, "bytes": original.bytes }));
    }
    entry
}

fn role(role: Role) -> Map<String, Value> {
    let entry = match role {
        Role::Heading(level) => json!({ "role": "heading", "level": level }),
        Role::Byline => json!({ "role": "byline" }),
        Role::Dateline => json!({ "role": "dateline" }),
        Role::Caption => json!({ "role": "caption" }),
        Role::ListItem { level, number } => json!({ "role": "item", "level": level, "number": number }),
        Role::Quote => json!({ "role": "quote" }),
        Role::Cell { table, row, column, is_head } => {
            json!({ "role": "cell", "table": table, "row": row, "column": column, "head": is_head })
        }
        Role::Footnote => json!({ "role": "footnote" }),
        Role::Preformatted => json!({ "role": "preformatted" }),
        Role::Page(number) => json!({ "role": "page", "number": number }),
        Role::Time { start, end } => json!({ "role": "time", "start_ms": start, "end_ms": end }),
    };
    match entry {
        Value::Object(entry) => entry,
        _ => Map::new(),
    }
}

fn remark_entry(remark: &Remark, place: &dyn Fn(Span) -> (u32, u32)) -> Value {
    match *remark {
        Remark::Unproven(span) => {
            let (start, end) = place(span);
            json!({ "remark": "unproven", "start": start, "end": end })
        }
        Remark::PagesWithoutText(pages) => json!({ "remark": "pages-without-text", "count": pages }),
        Remark::RecognizedPages(pages) => json!({ "remark": "recognized-pages", "count": pages }),
        Remark::WholePage => json!({ "remark": "whole-page" }),
        Remark::LeftOutDeletions(count) => json!({ "remark": "left-out-deletions", "count": count }),
        Remark::Attachments(count) => json!({ "remark": "attachments", "count": count }),
        Remark::Damaged => json!({ "remark": "damaged" }),
    }
}
