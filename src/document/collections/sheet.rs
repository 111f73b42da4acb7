//! The first sheet with texts of a workbook (`.xlsx`). Formulas are not computed: what the program last showed is read.

use std::io::{BufRead, BufReader, Cursor, Read as _};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::document::error::DocumentError;
use crate::document::limits::{FILES, TEXT_BYTES, most_unpacked};
use crate::document::magic::looks_like;

/// The most cells that are read.
const CELLS: usize = 8 << 20;
/// The most sheets that are looked through for texts.
const SHEETS: usize = 50;

/// Whether bytes begin like a workbook.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    looks_like(bytes) == Some("XLSX")
}

/// The rows of a sheet that have cells.
pub(super) struct Sheet {
    rows: Vec<Vec<(usize, Arc<str>)>>,
}

const DAMAGED: DocumentError = DocumentError::Damaged { kind: "XLSX", what: "sheet" };

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

impl Sheet {
    /// The first sheet with at least two rows and a letter; the first with rows if none has that.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, DocumentError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_unreadable| DAMAGED)?;
        if archive.len() > FILES {
            return Err(DocumentError::TooMuch { kind: "XLSX", what: "files", limit: FILES as u64 });
        }
        let strings = shared_strings(&mut archive)?;
        let mut best: Option<Self> = None;
        for path in sheet_paths(&mut archive).into_iter().take(SHEETS) {
            let Some(xml) = open(&mut archive, &path) else { continue };
            let sheet = Self::read(xml, &strings)?;
            let has_texts = sheet.rows.iter().flatten().any(|(_, text)| text.chars().any(char::is_alphabetic));
            if sheet.rows.len() > 1 && has_texts {
                return Ok(sheet);
            }
            best = best.or(Some(sheet).filter(|sheet| !sheet.rows.is_empty()));
        }
        best.ok_or(DAMAGED)
    }

    fn read(xml: impl BufRead, strings: &[Arc<str>]) -> Result<Self, DocumentError> {
        let mut rows: Vec<Vec<(usize, Arc<str>)>> = Vec::new();
        let mut row: Vec<(usize, Arc<str>)> = Vec::new();
        let (mut column, mut is_shared) = (0, false);
        let mut text = Text::default();
        let mut count = 0_usize;
        each_event(xml, |event| {
            match event {
                Event::Start(element) if element.local_name().as_ref() == b"c" => {
                    column = column_of(element).unwrap_or_else(|| row.last().map_or(0, |(last, _)| last + 1));
                    is_shared = attribute(element, b"t").as_deref() == Some("s");
                    text.take();
                }
                Event::End(element) if element.local_name().as_ref() == b"c" => {
                    let said = text.take();
                    let shared = || strings.get(said.trim().parse::<usize>().ok()?).cloned();
                    let said = if is_shared { shared() } else { Some(said.into()) };
                    if let Some(said) = said.filter(|said| !said.is_empty()) {
                        count += 1;
                        row.push((column, said));
                    }
                }
                Event::End(element) if element.local_name().as_ref() == b"row" && !row.is_empty() => {
                    rows.push(std::mem::take(&mut row));
                }
                event => text.push(event),
            }
            if count > CELLS {
                Err(DocumentError::TooMuch { kind: "XLSX", what: "cells", limit: CELLS as u64 })
            } else {
                Ok(())
            }
        })?;
        Ok(Self { rows })
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a row that are not blank, each with the number of its column from 0.
    pub(super) fn cells(&self, row: usize) -> &[(usize, Arc<str>)] {
        self.rows.get(row).map_or(&[], |row| row)
    }
}

/// The text of a cell or of a shared string: its pieces without what tells how they are pronounced.
#[derive(Default)]
struct Text {
    said: String,
    is_inside: bool,
    is_hidden: bool,
}

impl Text {
    fn push(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                b"rPh" => self.is_hidden = true,
                b"v" | b"t" => self.is_inside = !self.is_hidden,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                b"rPh" => self.is_hidden = false,
                b"v" | b"t" => self.is_inside = false,
                _ => {}
            },
            Event::Text(piece) if self.is_inside => self.said.push_str(&String::from_utf8_lossy(piece)),
            Event::CData(piece) if self.is_inside => self.said.push_str(&String::from_utf8_lossy(piece)),
            Event::GeneralRef(reference) if self.is_inside => match reference.resolve_char_ref() {
                Ok(Some(c)) => self.said.push(c),
                _ => {
                    self.said
                        .push_str(super::feed_text::named(&String::from_utf8_lossy(reference)).unwrap_or_default());
                }
            },
            _ => {}
        }
    }

    /// What was said; characters that XML cannot have are written as `_x000D_`.
    fn take(&mut self) -> String {
        let said = std::mem::take(self).said;
        if !said.contains("_x") {
            return said;
        }
        let mut text = String::with_capacity(said.len());
        let mut rest = said.as_str();
        while let Some(at) = rest.find("_x") {
            text.push_str(&rest[..at]);
            rest = &rest[at..];
            let digits = rest.get(2..6).filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
            let c = digits.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
            let taken = if let Some(c) = c {
                text.push(c);
                7
            } else {
                text.push_str("_x");
                2
            };
            rest = &rest[taken..];
        }
        text + rest
    }
}

/// The number of a cell's column from 0: `AB12` is in column 27.
fn column_of(cell: &BytesStart<'_>) -> Option<usize> {
    let place = attribute(cell, b"r")?;
    let letters = place.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.take(4).fold(0_usize, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

fn attribute(element: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let attribute = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(String::from_utf8_lossy(&attribute.value).into_owned())
}

/// The strings that cells refer to by their number.
fn shared_strings(archive: &mut Archive<'_>) -> Result<Vec<Arc<str>>, DocumentError> {
    let mut strings: Vec<Arc<str>> = Vec::new();
    let Some(xml) = open(archive, "xl/sharedStrings.xml") else { return Ok(strings) };
    let mut text = Text::default();
    each_event(xml, |event| {
        match event {
            Event::End(element) if element.local_name().as_ref() == b"si" => strings.push(text.take().into()),
            event => text.push(event),
        }
        if strings.len() > CELLS {
            Err(DocumentError::TooMuch { kind: "XLSX", what: "strings", limit: CELLS as u64 })
        } else {
            Ok(())
        }
    })?;
    Ok(strings)
}

/// The files of the sheets in the order of the workbook.
fn sheet_paths(archive: &mut Archive<'_>) -> Vec<String> {
    let mut targets: Vec<(String, String)> = Vec::new();
    if let Some(xml) = open(archive, "xl/_rels/workbook.xml.rels") {
        let _ended = each_event(xml, |event| {
            if let Event::Start(element) = event
                && let (Some(id), Some(target)) = (attribute(element, b"Id"), attribute(element, b"Target"))
            {
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                targets.push((id, path));
            }
            Ok(())
        });
    }
    let mut paths: Vec<String> = Vec::new();
    if let Some(xml) = open(archive, "xl/workbook.xml") {
        let _ended = each_event(xml, |event| {
            if let Event::Start(element) = event
                && element.local_name().as_ref() == b"sheet"
            {
                let ids: Vec<String> = element
                    .attributes()
                    .flatten()
                    .filter(|attribute| attribute.key.as_ref().ends_with(b":id"))
                    .map(|attribute| String::from_utf8_lossy(&attribute.value).into_owned())
                    .collect();
                // Some thousand sheets could be the same one.
                let target = targets.iter().find(|(id, _)| ids.contains(id)).map(|(_, path)| path);
                paths.extend(target.filter(|path| paths.len() < SHEETS && !paths.contains(path)).cloned());
            }
            Ok(())
        });
    }
    if paths.is_empty() {
        let sheets = archive.file_names().filter(|name| name.starts_with("xl/worksheets/sheet"));
        paths = sheets.map(str::to_owned).collect();
        paths.sort_by_key(|path| (path.len(), path.clone()));
    }
    paths
}

/// A file of the workbook, of which no more is unpacked than is read.
fn open<'f>(archive: &'f mut Archive<'_>, path: &str) -> Option<impl BufRead + 'f> {
    let file = archive.by_name(path).ok()?;
    let limit = most_unpacked(file.compressed_size());
    Some(BufReader::new(file.take(limit)))
}

/// Tells the events of XML until it ends or is damaged.
fn each_event(
    xml: impl BufRead,
    mut tell: impl FnMut(&Event<'_>) -> Result<(), DocumentError>,
) -> Result<(), DocumentError> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut bytes = 0;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(event) => {
                bytes += event.len();
                tell(&event)?;
            }
        }
        if bytes > TEXT_BYTES {
            return Err(DocumentError::TooMuch { kind: "XLSX", what: "bytes", limit: TEXT_BYTES as u64 });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn cells_are_read_where_they_stand() {
        // The first sheet is empty, and listed again and again.
        let empty = r#"<sheet name="أ" r:id="r2"/>"#.repeat(SHEETS * 2);
        let workbook = format!(r#"<workbook><sheets>{empty}<sheet r:id="r1"/></sheets></workbook>"#);
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in [
            ("xl/workbook.xml", workbook.as_str()),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<r><R Id="r1" Target="worksheets/sheet1.xml"/><R Id="r2" Target="/xl/worksheets/sheet2.xml"/></r>"#,
            ),
            (
                "xl/sharedStrings.xml",
                r"<sst><si><t>نص</t></si><si><r><t>سقطت </t></r><r><t>سرت &amp;_x000D_</t></r><rPh><t>لا</t></rPh></si></sst>",
            ),
            (
                "xl/worksheets/sheet1.xml",
                r#"<worksheet><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="AB1" t="inlineStr"><is><t>عدد</t></is></c></row>
                <row/><row><c r="A3" t="s"><v>1</v></c><c><f>1+1</f><v>2</v></c><c t="s"><v>99</v></c></row></sheetData></worksheet>"#,
            ),
            ("xl/worksheets/sheet2.xml", r"<worksheet><sheetData/></worksheet>"),
        ] {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(xml.as_bytes()).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        assert!(is_workbook(&bytes));
        let sheet = Sheet::open(&bytes).unwrap();
        let cells = |row: usize| -> Vec<(usize, String)> {
            sheet.cells(row).iter().map(|(column, text)| (*column, text.to_string())).collect()
        };
        assert_eq!(cells(0), [(0, "نص".to_owned()), (27, "عدد".to_owned())]);
        assert_eq!(cells(1), [(0, "سقطت سرت &\r".to_owned()), (1, "2".to_owned())]);
        assert_eq!(sheet.len(), 2);
    }
}
