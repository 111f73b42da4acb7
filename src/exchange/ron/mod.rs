//! The program's own format, the annotation file: one annotation on one line, sorted. Offsets in UTF-8 bytes.
//!
//! What can be used of a damaged file is used, the rest is kept for writing it back, and a [`Warning`] says what it was.

pub mod error;
pub mod line;
mod migrate;
pub mod read;
pub mod records;
mod source;
pub mod warning;
pub mod write;

pub use error::RonError;
pub use line::to_line;
pub use read::{CarriedOver, Loaded, carry_over, parse_annotations, parse_head, parse_version};
pub use records::Head;
pub use warning::{LabelNames, Mismatch, Warning};
pub use write::{VERSION, annotations_to_ron};

use super::Article;
use crate::annotation::{AnnotationSet, AnnotationState};

/// The text of an annotation file.
pub fn to_ron(article: &Article<'_>) -> String {
    let annotations = AnnotationSet::from_annotations(article.annotations().cloned());
    let annotation_state = AnnotationState { annotations, ..article.annotation_state.clone() };
    annotations_to_ron(article.name, article.document, &annotation_state, article.carried)
}
