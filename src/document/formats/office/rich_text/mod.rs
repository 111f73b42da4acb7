//! RTF, after version 1.9.1 of its specification.

mod code_pages;
mod destinations;
mod lists;
mod reader;
mod state;
mod styles;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

use super::super::super::builder::Builder;
use super::super::super::error::DocumentError;
use super::super::super::kind::Contents;
use super::blocks::Writer;
use reader::{KIND_NAME, Reader};

pub(super) fn begins(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.trim_ascii_start().starts_with(br"{\rtf")
}

/// Reads an RTF.
pub(super) fn read(bytes: &[u8]) -> Result<Contents, DocumentError> {
    let mut reader = Reader::default();
    let is_whole = reader.read(bytes)?;
    let (about, deletions) = (reader.about(), reader.deletions());
    let mut builder = Builder::default();
    Writer::new(&mut builder, KIND_NAME).document(reader.into_blocks(), deletions, !is_whole)?;
    about.tell(&mut builder);
    Ok(builder.finish(None))
}
