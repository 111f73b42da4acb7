//! Traits for writing and reading files article by article.

use std::io;

use super::{Article, Column, EntityLookup, ExchangeError, Foreign};
use crate::text::units::Unit;

/// Writes the articles of a file one after the other.
pub trait Writer {
    /// Appends an article.
    fn article(&mut self, article: &Article<'_>) -> io::Result<()>;

    /// Writes the end of the file.
    fn end(self: Box<Self>) -> io::Result<()>;
}

/// Reads the articles of a file one after the other.
pub trait Reader {
    /// The next article; `None` after the last one. A record that cannot be read is among what is broken in its article; an
    /// error means that nothing more can be read.
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError>;
}

/// Reads a file that holds one article.
pub(super) struct One(Option<Foreign>);

impl One {
    /// The article of a file.
    pub(super) fn boxed<'f>(foreign: Foreign) -> Box<dyn Reader + 'f> {
        Box::new(Self(Some(foreign)))
    }
}

impl Reader for One {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        Ok(self.0.take())
    }
}

/// The options of an export, and its access to entities.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The requested unit of offsets.
    pub unit: Option<Unit>,
    /// Whether the file begins with a byte order mark.
    pub mark: bool,
    /// Whether lines of texts that go along end in a carriage return and a line feed.
    pub crlf: bool,
    /// What the columns of a table of tokens hold; empty for those that the format has by itself.
    pub columns: &'a [Column],
    /// Looks up entities.
    pub entities: &'a dyn EntityLookup,
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("unit", &self.unit).field("mark", &self.mark).finish_non_exhaustive()
    }
}
