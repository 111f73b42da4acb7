//! Lexicons that a user adds: RON, CSV, and GeoNames' dump with millions of rows.
//!
//! Owns reading them and compiling them into a table that is added to the built-in one (see
//! [`super::Lexicon::with_compiled`]). Must not know files: it reads lines from readers opened elsewhere. Fails with a
//! [`UserError`] that gives file, line and column; then none of the sources is used.

mod builder;
mod error_kind;
mod geonames;
mod rows;
mod source;

pub use error_kind::{LexiconErrorKind, UserError};
pub use rows::UserEntry;
pub(crate) use source::compile_counted;
pub use source::{UserFormat, UserLexicon, compile};

#[cfg(test)]
mod tests;
