//! What defines a kind of article: how its bytes become text and structure.

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
    /// The extensions of its files, without the dot, in lower case; the usual one first.
    pub extensions: &'static [&'static str],
    /// Whether its bytes can be in several encodings, so that the user may choose one.
    pub has_encodings: bool,
    /// Turns bytes into text and structure; uses the chosen encoding if it has several.
    pub read: ReadFn,
}

/// Turns bytes into text and structure.
pub type ReadFn = fn(Vec<u8>, Option<Encoding>) -> Result<Contents, DocumentError>;

/// The decoded contents of an article.
#[derive(Debug)]
pub struct Contents {
    /// The text.
    pub text: DecodedText,
    /// How its characters were decoded, if it has several encodings.
    pub decoding: Option<Decoding>,
    /// The parts that the file marks; `None` if it marks none and they must be recognised by their looks.
    pub structure: Option<Vec<Part>>,
}

/// A part of a text that the file marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its bytes.
    pub span: Span,
    /// What kind of part it is.
    pub role: Role,
}

/// The kind of a part.
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
