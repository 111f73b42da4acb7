//! Writing and reading article by article.

use std::io;

use super::{Article, EntityLookup, ExchangeError, MarkedText};
use crate::text::units::Unit;

/// Writes the articles of a file one after the other.
pub trait Writer {
    /// Writes an article behind those before.
    fn article(&mut self, article: &Article<'_>) -> io::Result<()>;

    /// Writes what stands behind all articles.
    fn end(self: Box<Self>) -> io::Result<()>;
}

/// Reads the texts of a file one after the other.
pub trait Reader {
    /// The next text; `None` behind the last one.
    fn next_text(&mut self) -> Result<Option<MarkedText>, ExchangeError>;
}

/// What a person can choose about an export, and what it can ask for.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The wished unit of offsets.
    pub unit: Option<Unit>,
    /// Whether the file begins with a byte order mark.
    pub mark: bool,
    /// What is known of entities.
    pub entities: &'a dyn EntityLookup,
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("unit", &self.unit).field("mark", &self.mark).finish_non_exhaustive()
    }
}
