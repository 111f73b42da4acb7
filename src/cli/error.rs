//! Why a subcommand could not run.

use std::io;

use thiserror::Error;

use crate::exchange::ExchangeError;
use crate::store::StoreError;

/// Why a subcommand could not run.
#[derive(Debug, Error)]
pub enum CliError {
    /// A file could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An export is not to be had.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// Arguments that do not go together.
    #[error("{0}")]
    Usage(String),
    /// A word that names neither a subcommand nor a file.
    #[error("there is no subcommand and no file {word:?}; hawashi --help lists the subcommands")]
    NoSubcommand {
        /// The word.
        word: String,
    },
    /// The window could not be opened.
    #[error("{0}")]
    Window(String),
    /// Standard output could not be written, or standard input not read.
    #[error("standard input or output: {0}")]
    Pipe(#[from] io::Error),
}

impl CliError {
    /// Whether the reader of standard output has gone, which is fine.
    pub fn is_closed_pipe(&self) -> bool {
        match self {
            Self::Pipe(error) => error.kind() == io::ErrorKind::BrokenPipe,
            Self::Exchange(ExchangeError::Io { kind, .. }) => *kind == io::ErrorKind::BrokenPipe,
            _ => false,
        }
    }
}

impl From<serde_json::Error> for CliError {
    fn from(error: serde_json::Error) -> Self {
        // Only writing can fail: the values are plain.
        Self::Pipe(error.into())
    }
}
