//! What has no file of its own: a post, a message, a row of a table.

use jiff::Timestamp;

use crate::document::builder::Builder;
use crate::document::decode::decode;
use crate::document::encoding::Encoding;
use crate::document::kind::{ArticleKind, Contents};
use crate::text::excerpt::{beginning, one_line};

/// A text out of a file that holds many. No file is of this kind.
pub(in crate::document) static POST: ArticleKind = ArticleKind {
    name: "post",
    extensions: &[],
    has_encodings: false,
    has_whole_page: false,
    begins: |_| false,
    read: |bytes, _| decode(bytes, Some(Encoding::UTF_8)).map(|decoded| Contents { decoding: None, ..decoded.into() }),
};

/// The longest title, in characters.
pub(super) const TITLE_CHARS: usize = 80;

/// How much of a text is looked at for its title, in bytes; blanks may stand before its words.
const TITLE_BYTES: usize = 1024;

/// The first words of a text.
pub(super) fn title_of(text: &str) -> Box<str> {
    let text = text.trim_start();
    beginning(&one_line(&text[..text.floor_char_boundary(TITLE_BYTES)]), TITLE_CHARS - 1).into()
}

/// A moment in seconds since 1970, as RFC 3339 has it.
pub(super) fn utc(seconds: i64) -> Option<String> {
    Timestamp::from_second(seconds).ok().map(|moment| moment.to_string())
}

/// The contents of a text of its own: if nothing in it is marked, its parts are recognised by their looks.
pub(super) fn finish(b: Builder) -> Contents {
    let contents = b.finish(None);
    let structure = contents.structure.filter(|parts| !parts.is_empty());
    Contents { structure, ..contents }
}

/// A number for a name that is hardly that of another.
pub(super) fn hash(name: &str) -> u64 {
    hash_bytes(name.as_bytes())
}

/// A number for bytes that is hardly that of others.
pub(super) fn hash_bytes(bytes: &[u8]) -> u64 {
    use std::hash::BuildHasher as _;
    foldhash::fast::FixedState::with_seed(0).hash_one(bytes)
}

/// A piece of a file.
pub(super) fn piece<'a>(bytes: &'a [u8], range: &std::ops::Range<u64>) -> Option<&'a [u8]> {
    bytes.get(usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?)
}
