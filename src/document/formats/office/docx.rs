//! The kind DOCX: documents of Word since 2007.

use super::super::super::kind::ArticleKind;
use super::content;

/// DOCX.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "docx",
    extensions: &["docx", "docm", "dotx", "dotm"],
    has_encodings: false,
    has_whole_page: false,
    begins: |head| head.starts_with(b"PK\x03\x04") && memchr::memmem::find(head, b"word/").is_some(),
    read: |bytes, _| content::read(&bytes, "DOCX"),
    read_by_pages: None,
};
