//! Files that hold many articles: an archive, a channel's posts, a mailbox, a table.

use std::fmt;
use std::ops::{ControlFlow, Range};

use super::error::DocumentError;
use super::kind::{ArticleKind, Contents, ReadOptions};
use super::source::Source;

/// A kind of file that holds many articles.
pub struct CollectionKind {
    /// Its name in outputs.
    pub name: &'static str,
    /// The extensions of its files, without the dot, in lower case; the usual one first. Files of other kinds may have them,
    /// too (`.json`, `.txt`): [`Self::begins`] decides.
    pub extensions: &'static [&'static str],
    /// Whether a file that begins with these bytes (at most 8 KiB) is of this kind.
    pub begins: fn(&[u8]) -> bool,
    /// Of a table, its columns in their order; `None` of kinds without columns.
    pub columns: Option<ColumnsFn>,
    /// Tells the articles in the order of the file, without reading their texts; [`ControlFlow::Break`] gives up.
    /// The file may be as long as the memory of the machine addresses: nothing is copied but what an [`Entry`] holds.
    pub list: ListFn,
    /// Reads one article: as the kind that it is of, and its contents.
    pub read: ReadEntryFn,
    /// The same for files that are not in memory, of a kind whose files are often longer than that; else `None`.
    pub in_pieces: Option<InPieces>,
}

/// How articles are listed and read while their file is not in memory.
#[derive(Clone, Copy, Debug)]
pub struct InPieces {
    /// Like [`CollectionKind::list`].
    pub list: fn(&dyn Source, &mut dyn FnMut(Entry) -> ControlFlow<()>),
    /// Like [`CollectionKind::read`].
    pub read: fn(&dyn Source, &Entry) -> ReadEntry,
}

/// The columns of a table.
pub type ColumnsFn = fn(&[u8]) -> Result<Vec<ColumnInfo>, DocumentError>;

/// A column of a table, for a person who chooses the one with the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnInfo {
    /// Its name; its number from 1 if the table has no names.
    pub name: String,
    /// What its first row that is not blank has, on one line, cut.
    pub sample: String,
    /// Whether it is taken for the one with the texts.
    pub is_guess: bool,
}

/// Tells the articles of a file.
pub type ListFn = fn(&[u8], &ListOptions, &mut dyn FnMut(Entry) -> ControlFlow<()>) -> Result<(), DocumentError>;

/// Reads one of the articles of a file.
pub type ReadEntryFn = fn(&[u8], &Entry, &ListOptions, &ReadOptions) -> ReadEntry;

/// The kind and the contents of an article, if it can be read.
pub type ReadEntry = Result<(&'static ArticleKind, Contents), DocumentError>;

/// How a person wants a file to be parted into articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOptions {
    /// The column of a table that holds the text, by its name or its number from 1; `None` for the one that is guessed.
    pub column: Option<String>,
}

/// One article of such a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called in its file, once: the number of a post, the path in an archive, the number of a row. The same
    /// article has the same name in a later, longer export.
    pub name: Box<str>,
    /// Its headline or its first words, at most 80 characters on one line; may be empty.
    pub title: Box<str>,
    /// When it was published, in seconds since 1970 in UTC.
    pub date: Option<i64>,
    /// Where it is in the file, in bytes.
    pub range: Range<u64>,
    /// Where that begins which it shares with others, and which is read with it, in bytes: the channel of a post in an
    /// export of all channels. 0 for what the whole file shares.
    pub within: u64,
    /// What it is in a file that stands in this one, which is then at [`Self::range`]: a mail in a mailbox in an archive.
    pub inner: Option<Box<InnerEntry>>,
}

/// An article of a file of many that stands in another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InnerEntry {
    /// The kind of the inner file.
    pub kind: &'static CollectionKind,
    /// The article in it; places are in its unpacked bytes.
    pub entry: Entry,
}

impl Entry {
    /// Its length, in bytes of the file that it stands in.
    pub fn byte_count(&self) -> u64 {
        let own = || self.range.end.saturating_sub(self.range.start);
        self.inner.as_ref().map_or_else(own, |inner| inner.entry.byte_count())
    }
}

impl CollectionKind {
    /// Whether its files may have this extension.
    pub(crate) fn may_have(&self, extension: &str) -> bool {
        self.extensions.iter().any(|known| known.eq_ignore_ascii_case(extension))
    }
}

impl PartialEq for CollectionKind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for CollectionKind {}

impl fmt::Debug for CollectionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CollectionKind").field(&self.name).finish()
    }
}
