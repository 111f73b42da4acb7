//! DOC: the documents of Word 97 to 2003, after [MS-DOC] and [MS-CFB].

mod bytes;
mod compound;
mod formats;
mod header;
mod lists;
mod pieces;
mod reader;
mod sheet;
#[cfg(test)]
mod tests;

use super::super::super::builder::Builder;
use super::super::super::error::DocumentError;
use super::super::super::kind::Contents;
use super::about::About;
use super::blocks::Writer;
use super::charset::of_code_page;
use bytes::{int, short};
use compound::Compound;
use header::{Header, KIND_NAME};
use reader::Reader;

pub(super) fn begins(head: &[u8]) -> bool {
    head.starts_with(compound::MAGIC)
}

/// Reads a DOC, or says which other file of Office it is.
pub(super) fn read(bytes: &[u8]) -> Result<Contents, DocumentError> {
    let damaged = |what| DocumentError::Damaged { kind: KIND_NAME, what };
    let file = Compound::open(bytes).ok_or(damaged("the list of its streams"))?;
    let Some(document) = file.stream("WordDocument") else {
        return Err(other(&file));
    };
    let header = Header::read(&document)?;
    let table = file.stream(header.table).ok_or(damaged("the stream with its tables"))?;
    let data = file.stream("Data").unwrap_or_default();
    let reader =
        Reader::new(&document, &table, &data, &header).ok_or(damaged("the table of the pieces of its text"))?;
    let is_damaged = file.is_damaged() || reader.is_damaged();
    let (blocks, deletions) = reader.read();
    let mut builder = Builder::default();
    Writer::new(&mut builder, KIND_NAME).document(blocks, deletions, is_damaged)?;
    about(&file.stream("\u{5}SummaryInformation").unwrap_or_default()).tell(&mut builder);
    Ok(builder.finish(None))
}

/// What a file of Office is that has no text of Word in it.
fn other(file: &Compound<'_>) -> DocumentError {
    if file.has("EncryptedPackage") {
        return DocumentError::Locked { kind: "DOCX" };
    }
    let others =
        [("Workbook", "XLS"), ("Book", "XLS"), ("PowerPoint Document", "PPT"), ("__properties_version1.0", "MSG")];
    match others.into_iter().find(|(stream, _)| file.has(stream)) {
        Some((_, kind)) => DocumentError::Binary { at: 0, looks_like: Some(kind) },
        None => DocumentError::Damaged { kind: KIND_NAME, what: "the stream with its text" },
    }
}

/// What a property set says, after [MS-OLEPS].
fn about(set: &[u8]) -> About {
    let mut about = About::default();
    // There is one section, behind the identifiers.
    let Some(section) = int(set, 44).and_then(|at| set.get(at as usize..)) else { return about };
    let count = int(section, 4).unwrap_or(0).min(256) as usize;
    let entries: Vec<(u32, usize)> = (0..count)
        .filter_map(|index| Some((int(section, 8 + index * 8)?, int(section, 12 + index * 8)? as usize)))
        .collect();
    let at = |id: u32| entries.iter().find(|(known, _)| *known == id).map(|(_, at)| *at);
    let page = at(1).and_then(|at| short(section, at + 4)).unwrap_or(1252);
    let text = |id: u32| -> Option<String> {
        let at = at(id)?;
        let len = int(section, at + 4)? as usize;
        let bytes = |len: usize| section.get(at + 8..(at + 8).checked_add(len)?);
        let text = match int(section, at)? {
            // Text in the code page of the set, or in UTF-16.
            0x1e if page == 1200 => bytes::utf16(bytes(len)?),
            0x1e => {
                let mut text = String::new();
                of_code_page(page.into()).decode_to(bytes(len)?, &mut text, |_| {});
                text
            }
            0x1f => bytes::utf16(bytes(len.checked_mul(2)?)?),
            _ => return None,
        };
        Some(text.split('\0').next().unwrap_or_default().to_owned())
    };
    about.title = text(2).unwrap_or_default();
    about.author = text(4).unwrap_or_default();
    about
}
