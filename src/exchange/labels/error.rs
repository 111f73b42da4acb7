//! Why a file cannot be read as a label set.

use thiserror::Error;

use crate::exchange::ExchangeError;
use crate::text::{Arg, Localize, Message};

/// Why a file cannot be read as a label set, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {message}")]
pub struct LabelFileError {
    /// Line, 1 for the first.
    pub line: usize,
    /// Column in characters, 1 for the first.
    pub column: usize,
    /// What is wrong there, and the cure.
    pub message: Message,
}

impl From<LabelFileError> for ExchangeError {
    fn from(LabelFileError { line, message, .. }: LabelFileError) -> Self {
        Self::Line { line, message }
    }
}

impl LabelFileError {
    /// The error that the RON parser found in a text.
    pub(in crate::exchange) fn of_ron(text: &str, error: &ron::error::SpannedError) -> Self {
        let end = error.span.end;
        Self { line: end.line, column: end.col, message: Message::of_ron(text, error) }
    }

    /// Fails where a text has a version that only later programs can read.
    pub(in crate::exchange) fn check_version(text: &str, found: u64, newest: u64) -> Result<(), Self> {
        if found <= newest {
            return Ok(());
        }
        let at = text.find("version").unwrap_or(0);
        let message = Message::new("label-file-newer")
            .with("found", found as usize)
            .in_english(format!("the format version is {found}; use a newer Hawashi"));
        Err(Self::at(text, at, message))
    }

    /// The error at a byte of a text.
    pub(in crate::exchange) fn at(text: &str, byte: usize, message: Message) -> Self {
        let before = &text[..text.floor_char_boundary(byte.min(text.len()))];
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        let column = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
        Self { line, column, message }
    }
}

impl Localize for LabelFileError {
    fn key(&self) -> &'static str {
        "error-label-file"
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        vec![("line", self.line.into()), ("column", self.column.into()), ("message", self.message.clone().into())]
    }
}
