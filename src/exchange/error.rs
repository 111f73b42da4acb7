//! Why an export or an import is not possible.

use std::io;

use thiserror::Error;

use crate::text::{Arg, Localize, Message, system_message};

/// Why an export or an import is not possible.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExchangeError {
    /// The format always uses another unit.
    #[error("the format {format} counts in the unit {fixed}, not in {wish}; leave --unit away")]
    Unit {
        /// The format.
        format: &'static str,
        /// Its unit.
        fixed: &'static str,
        /// The requested unit.
        wish: &'static str,
    },
    /// The format has no offsets.
    #[error("the format {format} has no offsets; leave --unit away")]
    NoOffsets {
        /// The format.
        format: &'static str,
        /// The requested unit.
        wish: &'static str,
    },
    /// A file in this format holds only one article.
    #[error("a {format} file holds one article, not {articles}; give a folder with --out")]
    OneArticle {
        /// The format.
        format: &'static str,
        /// The number of articles.
        articles: usize,
    },
    /// The program does not write this format.
    #[error("the format {format} is only read, not written; choose another one")]
    ReadOnly {
        /// The format.
        format: &'static str,
    },
    /// A line of a file is not in the expected form.
    #[error("line {line}: {message}")]
    Line {
        /// Line, 1 for the first.
        line: usize,
        /// What is wrong there.
        message: Message,
    },
    /// A file cannot be read as this format at all.
    #[error("this is no {format} file that can be read: {message}")]
    NotReadable {
        /// The format.
        format: &'static str,
        /// What is wrong, where, and the cure.
        message: Message,
    },
    /// A file has no annotations as this format, and does not look like it.
    #[error(
        "no annotations were found as {format}, so nothing was written; {}",
        looks_like.map_or_else(
            || "is --from the right format?".to_owned(),
            |other| format!("it looks like {other}: write --from {other}"),
        )
    )]
    NothingFound {
        /// The format.
        format: &'static str,
        /// The one that it looks like.
        looks_like: Option<&'static str>,
    },
    /// A file holds nothing at all.
    #[error("the file is empty: there is nothing to import; export it from the other program again")]
    Empty,
    /// An article of a file cannot become one here.
    #[error("the {format} file gives no article: {message}")]
    NoArticle {
        /// The format.
        format: &'static str,
        /// Why not, and the cure.
        message: Message,
    },
    /// The person has stopped it.
    #[error("it was stopped")]
    Stopped,
    /// The output could not be written.
    #[error("the {format} export failed: {message}")]
    Io {
        /// The format.
        format: &'static str,
        /// The kind of failure.
        kind: io::ErrorKind,
        /// The system's message.
        message: String,
    },
}

impl ExchangeError {
    pub(super) fn no_article(format: &'static str, message: Message) -> Self {
        Self::NoArticle { format, message }
    }

    pub(super) fn not_readable(format: &'static str, message: Message) -> Self {
        Self::NotReadable { format, message }
    }

    pub(super) fn io(format: &'static str, error: &io::Error) -> Self {
        Self::Io { format, kind: error.kind(), message: system_message(error) }
    }
}

impl Localize for ExchangeError {
    fn key(&self) -> &'static str {
        match self {
            Self::Unit { .. } => "error-export-unit",
            Self::NoOffsets { .. } => "error-export-no-offsets",
            Self::OneArticle { .. } => "error-export-one-article",
            Self::ReadOnly { .. } => "error-export-read-only",
            Self::Line { .. } => "error-import-line",
            Self::NotReadable { .. } => "error-import-not-readable",
            Self::NothingFound { looks_like: None, .. } => "error-import-nothing",
            Self::NothingFound { .. } => "error-import-nothing-other",
            Self::Empty => "error-import-empty",
            Self::NoArticle { .. } => "error-import-no-article",
            Self::Io { .. } => "error-export-failed",
            Self::Stopped => "error-import-stopped",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Unit { format, fixed, wish } => {
                vec![("format", (*format).into()), ("fixed", (*fixed).into()), ("wish", (*wish).into())]
            }
            Self::NoOffsets { format, wish } => vec![("format", (*format).into()), ("wish", (*wish).into())],
            Self::OneArticle { format, articles } => {
                vec![("format", (*format).into()), ("articles", (*articles).into())]
            }
            Self::ReadOnly { format } => vec![("format", (*format).into())],
            Self::Line { line, message } => vec![("line", (*line).into()), ("message", message.clone().into())],
            Self::NotReadable { format, message } | Self::NoArticle { format, message } => {
                vec![("format", (*format).into()), ("message", message.clone().into())]
            }
            Self::NothingFound { format, looks_like } => {
                let other = looks_like.map(|other| ("other", other.into()));
                [("format", (*format).into())].into_iter().chain(other).collect()
            }
            Self::Empty | Self::Stopped => Vec::new(),
            Self::Io { format, message, .. } => {
                vec![("format", (*format).into()), ("message", message.clone().into())]
            }
        }
    }
}
