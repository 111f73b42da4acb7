//! Documents of word processors: bytes -> blocks -> [`Contents`](super::super::kind::Contents). Each format makes
//! [`blocks::Block`]s, which one writer turns into text and parts, so that the same document reads the same in every
//! format.
//!
//! The kinds (`doc`, `docx`, `odt`, `rtf`) are what the name of a file promises; [`content`] finds out in which format
//! (`word_binary`, `word_xml`, `open_document`, `rich_text`) it is.
//!
//! Knows no files and no network; a part of a document that another one links to is not there. Fails with
//! [`DocumentError`](super::super::error::DocumentError); what can be read of a damaged file is read, with
//! [`Remark::Damaged`](super::super::kind::Remark).

mod about;
mod blocks;
mod charset;
mod content;
mod counters;
pub(in crate::document) mod doc;
pub(in crate::document) mod docx;
pub(in crate::document) mod odt;
mod open_document;
mod rich_text;
pub(in crate::document) mod rtf;
mod styles;
mod symbols;
mod tables;
#[cfg(test)]
mod testing;
mod word_binary;
mod word_xml;
mod xml;
