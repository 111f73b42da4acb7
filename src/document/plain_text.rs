//! Plain text, in any encoding.

use super::decode::{Decoded, decode};
use super::encoding::Encoding;
use super::kind::{ArticleKind, Contents};

/// Plain text. Files with an unknown extension are read as plain text, too.
pub(crate) static KIND: ArticleKind = ArticleKind {
    name: "text",
    extensions: &["txt", "text", "asc"],
    has_encodings: true,
    has_whole_page: false,
    begins: |_| false,
    read: |bytes, options| decode(bytes, options.encoding).map(Contents::from),
    read_by_pages: None,
};

/// A text out of a file that holds many. No file is of this kind.
pub(super) static POST: ArticleKind = ArticleKind {
    name: "post",
    extensions: &[],
    has_encodings: false,
    has_whole_page: false,
    begins: |_| false,
    read: |bytes, _| decode(bytes, Some(Encoding::UTF_8)).map(|decoded| Contents { decoding: None, ..decoded.into() }),
    read_by_pages: None,
};

impl From<Decoded> for Contents {
    fn from(Decoded { text, decoding }: Decoded) -> Self {
        Self { text, decoding: Some(decoding), structure: None, about: Vec::new(), remarks: Vec::new() }
    }
}
