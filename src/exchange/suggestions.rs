//! Detected mentions as annotations.

use crate::annotation::{Annotation, AnnotationId, AnnotationSet, AnnotationState, Extras, Origin, Status};
use crate::detect::Candidate;

/// Detected mentions as undecided annotations with the labels to begin with. `entity_id` gives an
/// entity's stable id.
pub fn suggestions(candidates: &[Candidate], entity_id: impl Fn(&Candidate) -> Option<String>) -> AnnotationState {
    let annotation = |candidate: &Candidate| Annotation {
        id: AnnotationId::generate(),
        span: candidate.span,
        label: candidate.kind.name().into(),
        entity: entity_id(candidate),
        status: Status::Suggested,
        origin: Origin::Detected(candidate.source.name().to_owned()),
        changed: false,
        note: String::new(),
        by: String::new(),
        at: String::new(),
        extras: Extras::default(),
    };
    let annotations = candidates.iter().map(annotation).collect::<Vec<_>>();
    AnnotationState { annotations: AnnotationSet::from_annotations(annotations), ..AnnotationState::default() }
}
