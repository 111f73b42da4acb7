//! What the program knows of a kind of article: how its bytes become text and structure.

use std::fmt;

use super::decoded_text::DecodedText;
use super::decoding::Decoding;
use super::encoding::Encoding;
use super::error::DocumentError;
use crate::text::Span;

/// A kind of article.
pub struct ArticleKind {
    /// Its name in outputs.
    pub name: &'static str,
    /// How names of its files end, without the dot, in lower case; the usual ending first.
    pub extensions: &'static [&'static str],
    /// Whether its bytes can be in several encodings, of which a person may choose one.
    pub has_encodings: bool,
    /// Makes text and structure of bytes; in the chosen encoding, where it has several.
    pub read: ReadFn,
}

/// Makes text and structure of bytes.
pub type ReadFn = fn(Vec<u8>, Option<Encoding>) -> Result<Contents, DocumentError>;

/// What the bytes of an article hold.
#[derive(Debug)]
pub struct Contents {
    /// The text.
    pub text: DecodedText,
    /// How its characters were read, where that can be asked.
    pub decoding: Option<Decoding>,
    /// What the file says of its parts; `None` where it says nothing, and looks have to tell.
    pub structure: Option<Vec<Part>>,
}

/// A part of a text that its file names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub role: Role,
}

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading, of this level; 1 is the headline.
    Heading(u8),
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
