//! The description of the format.

use super::names::NAME;
use super::{read, write};
use crate::exchange::{Format, Loss, Units};
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
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Statuses
        | Loss::Entities
        | Loss::Notes
        | Loss::Attributes
        | Loss::Relations => false,
        // For several fragments, the passage from the first to the last one is written.
        Loss::Fragments
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::Unplaced => true,
    },
    write: Some(|out, _, _| Ok(Box::new(write::Table { out }))),
    read: Some(read::read),
};
