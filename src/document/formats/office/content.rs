//! What a document of a word processor is inside, whatever its name says: many a `.doc` is RTF or DOCX.

use super::super::super::error::DocumentError;
use super::super::super::kind::Contents;
use super::super::super::magic::looks_like;
use super::super::archive::Archive;
use super::{open_document, rich_text, word_binary, word_xml};

/// Reads a document in the format of its content. `kind` is what it should be, for messages.
pub(super) fn read(bytes: &[u8], kind: &'static str) -> Result<Contents, DocumentError> {
    if rich_text::begins(bytes) {
        return rich_text::read(bytes);
    }
    if word_binary::begins(bytes) {
        return word_binary::read(bytes);
    }
    if open_document::is_flat(bytes) {
        return open_document::read_flat(bytes);
    }
    if bytes.starts_with(b"PK") {
        let is_odt = open_document::begins(bytes);
        let mut archive = Archive::open(bytes, if is_odt { "ODT" } else { "DOCX" })?;
        let is_odt = is_odt || archive.has("content.xml");
        return if is_odt { open_document::read(&mut archive) } else { word_xml::read(&mut archive) };
    }
    match looks_like(bytes) {
        Some(other) => Err(DocumentError::Binary { at: 0, looks_like: Some(other) }),
        None => Err(DocumentError::Damaged { kind, what: "its beginning" }),
    }
}
