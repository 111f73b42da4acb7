//! The program's own format, the annotation file: one annotation per line, sorted. Offsets are UTF-8 bytes.
//!
//! What is usable in a damaged file is used, the rest is kept to be written back, and a [`Warning`] describes it.

mod comments;
mod conflict;
pub mod error;
pub mod line;
mod migrate;
pub mod read;
mod reader;
pub mod records;
mod source;
mod stand_in;
mod tokens;
pub mod warning;
pub mod write;

pub use error::RonError;
pub use line::to_line;
pub use read::{CarriedOver, Loaded, carry_over, parse_annotations, parse_head, parse_version};
pub use records::Head;
pub use warning::{LabelNames, Warning};
pub use write::{VERSION, annotations_to_ron};

use std::io::{self, Write};

use super::{Article, Format, Loss, Units, Writer};
use crate::text::units::Unit;

/// The suffix of an annotation file.
pub const SUFFIX: &str = ".hawashi.ron";

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
        | Loss::Unplaced => false,
    },
    write: |out, _, _| Ok(Box::new(AnnotationFile { out })),
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
