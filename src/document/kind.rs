//! What defines a kind of article: how its bytes become text and structure.

use std::fmt;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::decoded_text::DecodedText;
use super::decoding::Decoding;
use super::encoding::Encoding;
use super::error::DocumentError;
use crate::text::Span;

/// How much of a file is looked at to know its kind, in bytes.
pub(crate) const HEAD_BYTES: usize = 8192;

/// A kind of article.
pub struct ArticleKind {
    /// Its name in outputs.
    pub name: &'static str,
    /// The extensions of its files, without the dot, in lower case; the usual one first.
    pub extensions: &'static [&'static str],
    /// Whether its bytes can be in several encodings, so that the user may choose one.
    pub has_encodings: bool,
    /// Whether its files show more than an article, so that the user may want all of it: [`ReadOptions::whole_page`].
    pub has_whole_page: bool,
    /// Whether a file that begins with these bytes (at most [`HEAD_BYTES`]) is of this kind, whatever its name.
    pub begins: fn(&[u8]) -> bool,
    /// Turns bytes into text and structure.
    pub read: ReadFn,
    /// Does the same, and tells how far it has come, for a kind whose files can be long; `None` if they are soon read.
    pub read_by_pages: Option<ReadByPagesFn>,
}

/// Turns bytes into text and structure.
pub type ReadFn = fn(Vec<u8>, &ReadOptions) -> Result<Contents, DocumentError>;

/// Turns bytes into text and structure, page by page.
pub type ReadByPagesFn = fn(Vec<u8>, &ReadOptions, Follow<'_, Contents>) -> Result<Contents, DocumentError>;

/// Is told how far the reading of a document has come. After [`ControlFlow::Break`] the rest of the pages is left out.
pub type Follow<'f, T> = &'f mut dyn FnMut(ReadSoFar<T>) -> ControlFlow<()>;

/// How far the reading of a document has come.
pub struct ReadSoFar<T> {
    /// So many pages are read.
    pub pages: usize,
    /// Of so many.
    pub of: usize,
    /// What stands on them, now and then. Later it may stand otherwise there: what repeats on pages is only known after some.
    pub beginning: Option<T>,
}

/// How a person wants an article to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The encoding, for a kind that has several; `None` for the one that is found.
    pub encoding: Option<Encoding>,
    /// All that a web page shows, with its menus and advertisements, instead of its article.
    pub whole_page: bool,
}

/// The decoded contents of an article.
#[derive(Debug)]
pub struct Contents {
    /// The text.
    pub text: DecodedText,
    /// How its characters were decoded, if it has several encodings.
    pub decoding: Option<Decoding>,
    /// The parts that the file marks, sorted by their start, the longer ones first; `None` if it marks none and they must
    /// be recognised by their looks.
    pub structure: Option<Vec<Part>>,
    /// What the file says about the article: the id of an attribute of the article, and its value. A field occurs once.
    pub about: Vec<(&'static str, String)>,
    /// What a reader should know about the reading.
    pub remarks: Vec<Remark>,
}

/// Ids of attributes of the article that files tell about it.
pub mod about {
    /// Its headline.
    pub const TITLE: &str = "title";
    /// Who published it: the site, the channel, the newspaper.
    pub const SOURCE: &str = "source";
    /// Who wrote it, or sent it.
    pub const AUTHOR: &str = "author";
    /// When it was published: `2026-11-30`, or with a time as RFC 3339 has it, `2026-11-30T09:33:00Z`.
    pub const PUBLISHED: &str = "published";
    /// Where it was.
    pub const URL: &str = "url";
    /// Its language, as BCP 47 has it: `ar`, `fa`, `he-IL`.
    pub const LANGUAGE: &str = "language";
    /// To whom it was sent.
    pub const TO: &str = "to";
    /// What it is called where it comes from: the number of a post, the message id of a mail.
    pub const ID: &str = "id";
    /// From whom it was forwarded.
    pub const FORWARDED_FROM: &str = "forwarded_from";

    const ALL: [&str; 9] = [TITLE, SOURCE, AUTHOR, PUBLISHED, URL, LANGUAGE, TO, ID, FORWARDED_FROM];

    /// The field of this name, if it is one of them.
    pub(crate) fn named(name: &str) -> Option<&'static str> {
        ALL.into_iter().find(|known| *known == name)
    }
}

/// The version of all readers of documents: raised when the text of any kind comes out otherwise. A text that an earlier
/// version has read stays as it is until a person wants it read anew.
pub const EXTRACTION: u32 = 3;

/// The file that the text of a document was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The [`EXTRACTION`] that has read it.
    pub extraction: u32,
    /// Whether all of a web page was taken: [`ReadOptions::whole_page`].
    #[serde(default)]
    pub whole_page: bool,
}

/// What a reader should know about how an article was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// A line whose order could not be proven: it may read otherwise in the original.
    Unproven(Span),
    /// So many pages have no text, only pictures.
    PagesWithoutText(u32),
    /// So many pages are pictures, and their text is what a program has recognised in them: it may be wrong anywhere.
    RecognizedPages(u32),
    /// The main text of the page was not found: this is all that it shows.
    WholePage,
    /// Deletions that were tracked and are left out.
    LeftOutDeletions(u32),
    /// Attached files that are not shown.
    Attachments(u32),
    /// The file ends before its text does, or a part of it is damaged; what was there is shown.
    Damaged,
}

impl Remark {
    /// The passage that it is about.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Unproven(span) => Some(*span),
            _ => None,
        }
    }
}

/// A part of a text that the file marks. Parts nest: a list stands in a quotation, both on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its bytes.
    pub span: Span,
    /// What kind of part it is.
    pub role: Role,
}

/// The kind of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// A heading, of this level; 1 is the headline.
    Heading(u8),
    /// Who wrote the article.
    Byline,
    /// Where and when it was written.
    Dateline,
    /// What is said under a picture or above a table.
    Caption,
    /// An item of a list.
    ListItem {
        /// How deep the list is in others, from 1.
        level: u8,
        /// Its number; `None` for a bullet. Neither is in the text.
        number: Option<u32>,
    },
    /// A quotation set apart.
    Quote,
    /// A cell of a table. The cells of a row are apart by a tab, rows by a newline.
    Cell {
        /// The number of the table, from 1.
        table: u32,
        /// The row, from 1.
        row: u32,
        /// The column in reading order, from 1.
        column: u32,
        /// Whether it says what is in its row or column.
        is_head: bool,
    },
    /// A note to a passage; stands behind the paragraph that refers to it.
    Footnote,
    /// Text whose spaces and newlines are kept: a program, a poem.
    Preformatted,
    /// A page of the original, by its number from 1.
    Page(u32),
    /// What is said from one time to another, in milliseconds.
    Time {
        /// When it begins.
        start: u32,
        /// When it ends.
        end: u32,
    },
}

impl ArticleKind {
    /// Whether its text is what the file's bytes say, character by character; the text of any other kind is taken out of
    /// its file, and kept beside the annotations.
    pub fn is_plain(&self) -> bool {
        self.name == "text"
    }
}

impl fmt::Debug for ArticleKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ArticleKind").field(&self.name).finish()
    }
}

impl PartialEq for ArticleKind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for ArticleKind {}
