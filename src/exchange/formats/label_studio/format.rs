//! Describes the format.

use super::read::Tasks;
use super::table;
use super::write::Written;
use crate::exchange::foreign::utf8;
use crate::exchange::{Format, Loss, Units};
use crate::text::units::Unit;

/// The format.
pub static FORMAT: Format = Format {
    name: "label-studio",
    names: [("en", "Label Studio JSON"), ("ar", "Label Studio (JSON)")],
    about: [
        ("en", "a list of tasks for Label Studio, with annotations and predictions"),
        ("ar", "قائمة مهام لبرنامج Label Studio، فيها الوسوم والتوقعات"),
    ],
    suffix: ".label-studio.json",
    extensions: &[],
    units: Units::Only(Unit::Char),
    holds_many: true,
    has_mark: false,
    text_file: None,
    definitions: None,
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Entities
        | Loss::Notes
        | Loss::Attributes
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents => false,
        // Suggestions are predictions; what was rejected is neither.
        Loss::Statuses
        | Loss::Fragments
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::RelationEnds
        | Loss::NumberTypes
        | Loss::ChoiceTypes => true,
    },
    write: Some(|out, _, _| Ok(Box::new(Written::new(out)))),
    read: Some(|file| {
        let text = utf8("label-studio", file.bytes)?;
        if text.trim_start().starts_with(['[', '{']) { Ok(Box::new(Tasks::of(file)?)) } else { table::read(file, text) }
    }),
};
