//! Errors in a user's lexicon, with their positions.

use std::fmt;

use thiserror::Error;

use crate::text::{Arg, Localize, Message};

/// A source that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserError {
    /// The source's name.
    pub file: String,
    /// Line, from 1; 0 when the error is about the whole file.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The kind of error.
    pub wrong: LexiconErrorKind,
}

/// What a number in a lexicon stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
    /// Both of them.
    Position,
    /// How many people live there.
    Population,
    /// The number of a place in GeoNames.
    GeonamesId,
}

impl Figure {
    fn message(self) -> Message {
        let (key, english) = match self {
            Self::Latitude => ("figure-latitude", "latitude"),
            Self::Longitude => ("figure-longitude", "longitude"),
            Self::Position => ("figure-position", "latitude, longitude"),
            Self::Population => ("figure-population", "population"),
            Self::GeonamesId => ("figure-geonames-id", "GeoNames id"),
        };
        Message::new(key).in_english(english)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

/// The kinds of errors in a source.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LexiconErrorKind {
    /// An unknown kind of entity.
    #[error("there is no kind {value:?}; the kinds are {kinds}")]
    Kind {
        /// The value found.
        value: String,
        /// The kinds that are allowed.
        kinds: String,
    },
    /// An unknown column.
    #[error("there is no column {value:?}; the columns are {columns}")]
    Column {
        /// The value found.
        value: String,
        /// The columns that are allowed.
        columns: String,
    },
    /// A header without a required column.
    #[error("the first line must name the columns, {column} among them")]
    Header {
        /// The column.
        column: &'static str,
    },
    /// A row with more or fewer fields than the header.
    #[error("{found} fields, the first line names {expected}")]
    Fields {
        /// Fields of the row.
        found: usize,
        /// Fields of the header.
        expected: usize,
    },
    /// A GeoNames row with missing columns.
    #[error("{found} columns separated by tabs, a row of GeoNames has 19")]
    Tabs {
        /// Columns of the row.
        found: usize,
    },
    /// An invalid coordinate, number or identifier.
    #[error("{value:?} is no number that can stand here ({what})")]
    Number {
        /// The value found.
        value: String,
        /// The expected value: `latitude`, `longitude`, `population`, `GeoNames id`.
        what: Figure,
    },
    /// A value that is neither yes nor no.
    #[error("{value:?} is neither yes nor no")]
    YesNo {
        /// The value found.
        value: String,
    },
    /// An invalid country code.
    #[error("{value:?} is no country; write two capital letters, such as SY")]
    Country {
        /// The value found.
        value: String,
    },
    /// An entry without a name.
    #[error("the entry has no name")]
    NoName,
    /// A name longer than any.
    #[error("a name here is longer than {most} bytes; names are separated by |")]
    LongName {
        /// The longest that is allowed, in bytes.
        most: usize,
    },
    /// An id in the wrong form.
    #[error("the id {value:?} must begin with place: or faction:")]
    Id {
        /// The id.
        value: String,
    },
    /// An id used by two entries.
    #[error("the id {value:?} is given twice")]
    Twice {
        /// The id.
        value: String,
    },
    /// Bytes that are not valid UTF-8.
    #[error("the bytes here are not UTF-8; save the file as UTF-8")]
    NotUtf8,
    /// More entries than the format has room for.
    #[error("there is no room for more entries; leave some of the files away")]
    Full,
    /// A line longer than any in GeoNames.
    #[error("the line is longer than 1 MB: this is no dump of GeoNames")]
    LongLine,
    /// A table or list that is too large.
    #[error("it is larger than 256 MB; write it in the GeoNames form")]
    Large,
    /// A file in none of the supported formats.
    #[error("{extension:?} is no form of a lexicon; use .ron, .csv, or .txt for GeoNames' dump")]
    Form {
        /// Its extension.
        extension: String,
    },
    /// A syntax error, as reported by the format's reader.
    #[error("{0}")]
    Syntax(Message),
    /// An error from the operating system.
    #[error("{message}")]
    System {
        /// The system's message.
        message: String,
    },
}

impl fmt::Display for UserError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.wrong),
            line => write!(f, "{}, line {line}, column {}: {}", self.file, self.column, self.wrong),
        }
    }
}

impl std::error::Error for UserError {}

impl Localize for LexiconErrorKind {
    fn key(&self) -> &'static str {
        match self {
            Self::Kind { .. } => "error-lexicon-kind",
            Self::Column { .. } => "error-lexicon-column",
            Self::Header { .. } => "error-lexicon-header",
            Self::Fields { .. } => "error-lexicon-fields",
            Self::Tabs { .. } => "error-lexicon-tabs",
            Self::Number { .. } => "error-lexicon-number",
            Self::YesNo { .. } => "error-lexicon-yes-no",
            Self::Country { .. } => "error-lexicon-country",
            Self::NoName => "error-lexicon-no-name",
            Self::LongName { .. } => "error-lexicon-long-name",
            Self::Id { .. } => "error-lexicon-id",
            Self::Twice { .. } => "error-lexicon-twice",
            Self::NotUtf8 => "error-lexicon-utf8",
            Self::Full => "error-lexicon-full",
            Self::LongLine => "error-lexicon-long-line",
            Self::Large => "error-lexicon-large",
            Self::Form { .. } => "error-lexicon-form",
            Self::Syntax(_) => "error-lexicon-syntax",
            Self::System { .. } => "error-file-io",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Kind { value, kinds } => vec![("value", value.clone().into()), ("kinds", kinds.clone().into())],
            Self::Column { value, columns } => {
                vec![("value", value.clone().into()), ("columns", columns.clone().into())]
            }
            Self::Header { column } => vec![("column-name", (*column).into())],
            Self::Fields { found, expected } => {
                vec![("found", (*found).into()), ("expected", (*expected).into())]
            }
            Self::Tabs { found } => vec![("found", (*found).into())],
            Self::Number { value, what } => vec![("value", value.clone().into()), ("what", what.message().into())],
            Self::YesNo { value } | Self::Country { value } | Self::Id { value } | Self::Twice { value } => {
                vec![("value", value.clone().into())]
            }
            Self::LongName { most } => vec![("most", (*most).into())],
            Self::Form { extension } => vec![("extension", extension.clone().into())],
            Self::Syntax(message) => vec![("message", message.clone().into())],
            Self::System { message } => vec![("message", message.clone().into())],
            Self::NoName | Self::NotUtf8 | Self::Full | Self::LongLine | Self::Large => Vec::new(),
        }
    }
}

/// An error at a line and column, from 1.
pub(super) fn at(file: &str, line: usize, column: usize, wrong: LexiconErrorKind) -> UserError {
    UserError { file: file.to_owned(), line, column, wrong }
}
