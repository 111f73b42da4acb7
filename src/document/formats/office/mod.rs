//! Documents of word processors: bytes -> blocks -> [`Contents`]. Each format makes [`blocks::Block`]s, which one writer
//! turns into text and parts, so that the same document reads the same in every format.
//!
//! Knows no files and no network; a part of a document that another one links to is not there. Fails with
//! [`DocumentError`]; what can be read of a damaged file is read, with [`Remark::Damaged`](super::super::kind::Remark).

mod about;
mod archive;
mod blocks;
mod counters;
pub(in crate::document) mod doc;
pub(in crate::document) mod docx;
pub(in crate::document) mod odt;
pub(in crate::document) mod rtf;
mod styles;
mod symbols;
mod tables;
#[cfg(test)]
mod testing;
mod xml;

use super::super::error::DocumentError;
use super::super::kind::{Contents, HEAD_BYTES};
use super::super::magic::looks_like;

/// Reads a document of a word processor as what it is: many a `.doc` is RTF or DOCX inside. `kind` is what it should be,
/// for messages.
fn read(bytes: &[u8], kind: &'static str) -> Result<Contents, DocumentError> {
    if rtf::begins(bytes) {
        return rtf::read(bytes);
    }
    if doc::begins(bytes) {
        return doc::read(bytes);
    }
    if odt::is_flat(bytes) {
        return odt::read_flat(bytes);
    }
    if bytes.starts_with(b"PK") {
        let is_odt = odt::begins(head_of(bytes));
        let mut archive = archive::Archive::open(bytes, if is_odt { "ODT" } else { "DOCX" })?;
        return if is_odt || archive.has("content.xml") { odt::read(&mut archive) } else { docx::read(&mut archive) };
    }
    match looks_like(bytes) {
        Some(other) => Err(DocumentError::Binary { at: 0, looks_like: Some(other) }),
        None if bytes.is_empty() => Err(DocumentError::Empty),
        None => Err(DocumentError::Damaged { kind, what: "its beginning" }),
    }
}

fn head_of(bytes: &[u8]) -> &[u8] {
    bytes.get(..HEAD_BYTES).unwrap_or(bytes)
}
