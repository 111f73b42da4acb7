//! Why a text cannot be used as an annotation file.

use thiserror::Error;

use crate::text::ron_error::not_utf8;
use crate::text::{Arg, Localize, Message};

/// Why a text cannot be used as an annotation file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RonError {
    /// It is not valid RON.
    #[error("line {line}, column {column}: {message}")]
    Syntax {
        /// Line, 1 for the first.
        line: usize,
        /// Column in characters, 1 for the first.
        column: usize,
        /// What is wrong there.
        message: Message,
    },
    /// Valid RON, but not annotations.
    #[error("this is no annotation file of Hawashi: {field:?} is missing")]
    NotAnnotations {
        /// The first field that is missing.
        field: &'static str,
    },
    /// Written by a later version of the program.
    #[error("the format version is {found}, this program knows {known}; use a newer Hawashi")]
    NewerVersion {
        /// Its version.
        found: u64,
        /// The newest version that can be read.
        known: u64,
    },
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// A version that there never was.
    #[error("there is no format version 0; the first one is 1")]
    NoVersion,
    /// Git has left conflict marks, and the sides between them are not whole.
    #[error("git left conflict marks in the lines {}; keep what is right and delete the marks", listed(lines))]
    Conflict {
        /// The lines with the marks, from 1.
        lines: Vec<usize>,
    },
}

/// Numbers for a sentence.
pub(crate) fn listed(lines: &[usize]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl RonError {
    /// The error for bytes after this text that are not UTF-8.
    pub(crate) fn not_utf8(before: &str) -> Self {
        let line = 1 + before.bytes().filter(|b| *b == b'\n').count();
        let column = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
        Self::Syntax { line, column, message: not_utf8() }
    }
}

impl Localize for RonError {
    fn key(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "error-annotations-syntax",
            Self::NotAnnotations { .. } => "error-annotations-other-file",
            Self::NewerVersion { .. } => "error-annotations-newer",
            Self::Empty => "error-annotations-empty",
            Self::NoVersion => "error-annotations-no-version",
            Self::Conflict { .. } => "error-annotations-conflict",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Syntax { line, column, message } => {
                vec![("line", (*line).into()), ("column", (*column).into()), ("message", message.clone().into())]
            }
            Self::NotAnnotations { field } => vec![("field", (*field).into())],
            Self::Empty | Self::NoVersion => Vec::new(),
            Self::Conflict { lines } => vec![("lines", Arg::List(lines.iter().map(|line| (*line).into()).collect()))],
            Self::NewerVersion { found, known } => vec![("found", (*found).into()), ("known", (*known).into())],
        }
    }
}
