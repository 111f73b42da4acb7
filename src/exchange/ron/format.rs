//! Describes the annotation file as a format.

use std::io::{self, Write};

use super::annotations_to_ron;
use crate::exchange::{Article, Format, Loss, Units, Writer};
use crate::text::units::Unit;

/// The suffix of an annotation file.
pub(crate) const SUFFIX: &str = ".hawashi.ron";

/// The format.
pub static FORMAT: Format = Format {
    name: "ron",
    names: [("en", "RON"), ("ar", "RON")],
    about: [("en", "an annotation file of Hawashi"), ("ar", "ملف وسوم من حواشي")],
    suffix: SUFFIX,
    // Annotation files are read together with the article that they belong to.
    extensions: &[],
    units: Units::Only(Unit::Byte),
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
        | Loss::Fragments
        | Loss::Attributes
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Widened
        | Loss::Unlocated
        | Loss::NoEvents
        | Loss::Unplaced
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors
        | Loss::RelationEnds
        | Loss::NumberTypes
        | Loss::ChoiceTypes => false,
    },
    write: Some(|out, _, _| Ok(Box::new(AnnotationFile { out }))),
    read: None,
};

struct AnnotationFile<'w> {
    out: Box<dyn Write + 'w>,
}

impl Writer for AnnotationFile<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        let ron = annotations_to_ron(article.name, article.document, &article.selected(), article.carried);
        self.out.write_all(ron.as_bytes())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
