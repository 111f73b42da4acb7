//! The description of the format.

use super::names::NAME;
use super::{read, write};
use crate::exchange::formats::layers::loses;
use crate::exchange::{Format, Units};
use crate::text::units::Unit;

/// The format.
pub static FORMAT: Format = Format {
    name: NAME,
    names: [("en", "WebAnno TSV 3.3"), ("ar", "WebAnno TSV 3.3")],
    about: [
        ("en", "a table for INCEpTION and WebAnno, a token a line"),
        ("ar", "جدول لبرنامجي INCEpTION وWebAnno، في كل سطر كلمة"),
    ],
    suffix: ".webanno.tsv",
    extensions: &[],
    units: Units::Only(Unit::Utf16),
    holds_many: false,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses,
    write: Some(|out, _, _| Ok(Box::new(write::Table { out }))),
    read: Some(read::read),
};
