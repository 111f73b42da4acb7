//! Why a subcommand could not run.

use std::io;

use thiserror::Error;

use crate::exchange::ExchangeError;
use crate::store::{ExportError, StoreError};
use crate::text::system_message;

/// Why a subcommand could not run.
#[derive(Debug, Error)]
pub enum CliError {
    /// A file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An export is not possible.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// Arguments that contradict each other.
    #[error("{0}")]
    Usage(String),
    /// A word that is neither a subcommand nor a file.
    #[error(
        "there is no subcommand and no file {word:?}; {}hawashi --help lists the subcommands",
        meant.as_ref().map(|name| format!("did you mean hawashi {name}? ")).unwrap_or_default()
    )]
    NoSubcommand {
        /// The word.
        word: String,
        /// The subcommand that was probably meant.
        meant: Option<String>,
    },
    /// The window could not be opened.
    #[error("{0}")]
    Window(String),
    /// Standard output could not be written.
    #[error("standard output cannot be written, the system reports {:?}; send it to another place", system_message(.0))]
    Pipe(#[from] io::Error),
}

impl CliError {
    /// Whether the reader of standard output has closed the pipe, which is not an error.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        match self {
            Self::Pipe(error) => error.kind() == io::ErrorKind::BrokenPipe,
            Self::Exchange(ExchangeError::Io { kind, .. }) => *kind == io::ErrorKind::BrokenPipe,
            _ => false,
        }
    }
}

impl From<ExportError> for CliError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Store(error) => Self::Store(error),
            ExportError::Exchange(error) => Self::Exchange(error),
            other => Self::Usage(other.to_string()),
        }
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> Self {
        // The values are plain, so only writing can fail.
        Self::Pipe(error.into())
    }
}
