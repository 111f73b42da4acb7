//! Compiles the RON sources into the binary lexicon. Used by `build.rs`, which includes these files, and at run time
//! for lexicons that a user adds.

mod compiler;
mod error;
pub mod inflect;
pub mod rule_words;
pub mod sources;
pub mod writer;

pub(crate) use self::compiler::prominence;
pub use self::compiler::{Compiler, fields};
pub use self::error::CompileError;
