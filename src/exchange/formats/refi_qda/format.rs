//! The description of the format.

use super::names::NAME;
use super::{read, write};
use crate::exchange::{Format, Loss, Units};
use crate::text::units::Unit;

/// The format.
pub static FORMAT: Format = Format {
    name: NAME,
    names: [("en", "REFI-QDA project"), ("ar", "مشروع REFI-QDA")],
    about: [
        ("en", "a project for NVivo, MAXQDA, ATLAS.ti, QualCoder and others"),
        ("ar", "مشروع لبرامج NVivo وMAXQDA وATLAS.ti وQualCoder وغيرها"),
    ],
    suffix: ".qdpx",
    extensions: &[],
    units: Units::Only(Unit::Char),
    holds_many: true,
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
        | Loss::Provenance
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents
        | Loss::LabelColors => false,
        // For several fragments, the passage from the first to the last one is written.
        Loss::Fragments
        | Loss::Origins
        | Loss::History
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced
        | Loss::Ids
        | Loss::LabelNames
        | Loss::RelationEnds
        | Loss::NumberTypes
        | Loss::ChoiceTypes => true,
    },
    write: Some(|out, _, options| Ok(Box::new(write::Project::begin(out, options.crlf)))),
    read: Some(read::read),
};
