//! Bytes and their kind -> [`Document`]: text, structure, paragraphs. Immutable; knows no paths, does no IO.
//!
//! A new kind of article needs one file with an [`ArticleKind`] and one line in [`ARTICLE_KINDS`]; only plain text has
//! a choice of encodings.
//!
//! Offsets are UTF-8 bytes of the decoded, otherwise untouched text. Fails with [`DocumentError`], which says what is
//! wrong with the bytes and how to fix it.

#[cfg(feature = "documents")]
mod builder;
mod code_pages;
pub mod collection;
mod collection_kinds;
#[cfg(feature = "documents")]
mod collections;
pub mod decode;
mod decoded_text;
pub mod decoding;
#[allow(clippy::module_inception, reason = "the type that the folder is about")]
mod document;
pub mod encoding;
mod entry_bytes;
pub mod error;
#[cfg(feature = "documents")]
mod formats;
mod guess;
pub mod kind;
pub mod kinds;
mod likeness;
#[cfg(feature = "documents")]
mod limits;
#[cfg(feature = "documents")]
mod lists;
mod magic;
mod misreading;
pub mod paragraphs;
pub mod plain_text;
mod preview;
pub mod source;
mod undecodable;
pub mod windows;

pub use collection::{CollectionKind, ColumnInfo, Entry, InPieces, InnerEntry, ListOptions};
pub use collection_kinds::COLLECTION_KINDS;
pub(crate) use decode::check_beginning;
pub use decoded_text::DecodedText;
pub use decoding::Decoding;
pub use document::Document;
pub(crate) use document::sha256_of;
pub use encoding::Encoding;
pub(crate) use entry_bytes::bytes_of;
pub use error::DocumentError;
pub(crate) use error::LIMIT_BYTES;
pub(crate) use kind::HEAD_BYTES;
pub use kind::{
    ArticleKind, Contents, EXTRACTION, Follow, Original, Part, ReadOptions, ReadSoFar, Remark, Role, about,
};
pub use kinds::ARTICLE_KINDS;
pub(crate) use kinds::{article_endings, article_extensions, kind_of_bytes, kind_of_extension};
pub(crate) use magic::looks_like;
pub use preview::{Preview, PreviewHint, previews};
pub use source::Source;
pub use undecodable::Undecodable;
