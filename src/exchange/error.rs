//! Why an export is not to be had.

use thiserror::Error;

use crate::text::{Arg, Localize};

/// Why an export is not to be had.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExchangeError {
    /// A format of a later version.
    #[error("the format {name} is not in this version; it writes ron, csv and w3c")]
    Later {
        /// The format.
        name: String,
    },
    /// No such format.
    #[error("there is no format {name:?}; this version writes ron, csv and w3c")]
    Unknown {
        /// The name as given.
        name: String,
    },
    /// The format has a unit of its own.
    #[error("the format {format} counts in the unit {fixed}, not in {wish}; leave --unit away or use csv")]
    Unit {
        /// The format.
        format: &'static str,
        /// Its unit.
        fixed: &'static str,
        /// The unit that was asked for.
        wish: &'static str,
    },
    /// A file of the format holds one article.
    #[error("a {format} file holds one article, not {articles}; give a folder with --out")]
    OneArticle {
        /// The format.
        format: &'static str,
        /// How many articles there are.
        articles: usize,
    },
    /// The writer of the format failed.
    #[error("the {format} export failed: {message}")]
    Failed {
        /// The format.
        format: &'static str,
        /// What its writer says.
        message: String,
    },
}

impl Localize for ExchangeError {
    fn key(&self) -> &'static str {
        match self {
            Self::Later { .. } => "error-export-later",
            Self::Unknown { .. } => "error-export-unknown",
            Self::Unit { .. } => "error-export-unit",
            Self::OneArticle { .. } => "error-export-one-article",
            Self::Failed { .. } => "error-export-failed",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Later { name } | Self::Unknown { name } => vec![("name", name.clone().into())],
            Self::Unit { format, fixed, wish } => {
                vec![("format", (*format).into()), ("fixed", (*fixed).into()), ("wish", (*wish).into())]
            }
            Self::OneArticle { format, articles } => {
                vec![("format", (*format).into()), ("articles", (*articles).into())]
            }
            Self::Failed { format, message } => vec![("format", (*format).into()), ("message", message.clone().into())],
        }
    }
}
