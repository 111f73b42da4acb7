//! Converts detected mentions to annotations.

use crate::annotation::{Annotation, AnnotationSet, AnnotationState, Confidence, Origin, Status};
use crate::detect::Candidate;

/// Converts detected mentions to undecided annotations with the default labels. `entity_id` returns an entity's stable
/// id.
pub fn suggestions(candidates: &[Candidate], entity_id: impl Fn(&Candidate) -> Option<String>) -> AnnotationState {
    let state = AnnotationState::default();
    let annotation = |candidate: &Candidate| {
        let label = state.labels.detecting(candidate.kind.name())?.id.clone();
        Some(Annotation {
            entity: entity_id(candidate),
            status: Status::Suggested,
            origin: Origin::Detected(candidate.source.name().to_owned()),
            confidence: Confidence::new(candidate.confidence.into()),
            ..Annotation::new(candidate.span, label)
        })
    };
    let annotations = AnnotationSet::from_annotations(candidates.iter().filter_map(annotation));
    AnnotationState { annotations, ..state }
}
