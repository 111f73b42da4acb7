//! The program's own format. Offsets in UTF-8 bytes.

use super::Article;
use crate::annotation::{AnnotationSet, AnnotationState};
use crate::store::annotations_to_ron;

/// The text of an annotation file.
pub fn to_ron(article: &Article<'_>) -> String {
    let annotations = AnnotationSet::from_annotations(article.annotations().cloned());
    let annotation_state = AnnotationState { annotations, ..article.annotation_state.clone() };
    annotations_to_ron(article.name, article.document, &annotation_state, article.carried)
}
