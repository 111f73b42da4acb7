//! The description of the format.

use super::names::NAME;
use super::{read, write};
use crate::exchange::{Format, Loss, Units};
use crate::text::units::Unit;

/// The format.
pub static FORMAT: Format = Format {
    name: NAME,
    names: [("en", "TEI"), ("ar", "TEI")],
    about: [("en", "the text in TEI, with its annotations in standOff"), ("ar", "النص بصيغة TEI، ووسومه في standOff")],
    suffix: ".tei.xml",
    extensions: &[],
    units: Units::Only(Unit::Char),
    holds_many: false,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Entities
        | Loss::Notes
        | Loss::Fragments
        | Loss::Relations
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents
        | Loss::NumberTypes
        | Loss::ChoiceTypes => false,
        Loss::Statuses
        | Loss::Attributes
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::RelationEnds => true,
    },
    write: Some(|out, _, _| Ok(Box::new(write::Page { out }))),
    read: Some(read::read),
};
