//! The kind ODT: documents of LibreOffice.

use super::super::super::kind::ArticleKind;
use super::content;
use super::open_document::{begins, is_flat};

/// ODT.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "odt",
    extensions: &["odt", "fodt", "ott"],
    has_encodings: false,
    has_whole_page: false,
    begins: |head| begins(head) || is_flat(head),
    read: |bytes, _| content::read(&bytes, "ODT"),
    read_by_pages: None,
};
