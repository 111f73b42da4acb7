//! Errors in the lexicon's sources, and reading a source from RON.

use std::fmt;

use serde::de::DeserializeOwned;

/// A source that cannot be compiled.
#[derive(Debug)]
pub struct CompileError {
    /// The source's file name.
    pub file: String,
    /// Line, from 1; 0 when the error is about the whole file.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}:{}: {}", self.file, self.column, self.message),
        }
    }
}

impl std::error::Error for CompileError {}

/// Reads a source.
pub(super) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, CompileError> {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str::<T>(text).map_err(|error| CompileError {
        file: file.to_owned(),
        line: error.span.start.line,
        column: error.span.start.col,
        message: error.code.to_string(),
    })
}

/// An error about a source as a whole.
pub(super) fn whole_file(file: &str, message: String) -> CompileError {
    CompileError { file: file.to_owned(), line: 0, column: 0, message }
}
