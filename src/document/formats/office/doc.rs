//! The kind DOC: documents of Word 97 to 2003.

use super::super::super::kind::ArticleKind;
use super::content;
use super::word_binary::begins;

/// DOC.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "doc",
    extensions: &["doc", "dot"],
    has_encodings: false,
    has_whole_page: false,
    begins,
    read: |bytes, _| content::read(&bytes, "DOC"),
    read_by_pages: None,
};
