//! The kind RTF: documents that every word processor reads.

use super::super::super::kind::ArticleKind;
use super::content;
use super::rich_text::begins;

/// RTF.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "rtf",
    extensions: &["rtf"],
    has_encodings: false,
    has_whole_page: false,
    begins,
    read: |bytes, _| content::read(&bytes, "RTF"),
    read_by_pages: None,
};
