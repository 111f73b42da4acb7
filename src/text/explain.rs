//! Errors that the window can word in the language of its reader.

use std::fmt;

use super::span::SpanError;

/// An error or a warning with an English sentence (`Display`) and a stable key, under which
/// `assets/i18n/*/errors.ftl` holds the same sentence in each language of the interface.
pub trait Explain: fmt::Display {
    /// The message's key, such as `error-file-missing`.
    fn key(&self) -> &'static str;

    /// The message's arguments by name: numbers, places, names. Paths and quotes are as they are,
    /// without direction marks; the window isolates them.
    fn args(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

impl Explain for SpanError {
    fn key(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "error-span-empty",
            Self::OutOfRange { .. } => "error-span-out-of-range",
            Self::InsideCharacter { .. } => "error-span-inside-character",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty { start, end } => vec![("start", start.to_string()), ("end", end.to_string())],
            Self::OutOfRange { start, end, len } => {
                vec![("start", start.to_string()), ("end", end.to_string()), ("len", len.to_string())]
            }
            Self::InsideCharacter { at } => vec![("at", at.to_string())],
        }
    }
}
