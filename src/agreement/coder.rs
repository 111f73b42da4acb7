//! One annotator's work on a text.

use std::collections::BTreeMap;

use crate::annotation::{Annotation, AnnotationSet, AnnotationState, LabelId, Spans, Status};

/// What an annotator has made.
pub(super) struct Coder<'s> {
    set: &'s AnnotationSet,
    pub(super) accepted: Vec<&'s Annotation>,
    /// By label and ends.
    pub(super) by_passage: BTreeMap<(&'s LabelId, &'s Spans), Vec<&'s Annotation>>,
}

impl<'s> Coder<'s> {
    pub(super) fn of(state: &'s AnnotationState) -> Self {
        let accepted: Vec<&Annotation> = state.annotations.iter().filter(|a| a.status == Status::Accepted).collect();
        let mut by_passage: BTreeMap<_, Vec<&Annotation>> = BTreeMap::new();
        for annotation in &accepted {
            by_passage.entry((&annotation.label, &annotation.spans)).or_default().push(annotation);
        }
        Self { set: &state.annotations, accepted, by_passage }
    }

    pub(super) fn with_label<'a>(&'a self, label: Option<&'a LabelId>) -> impl Iterator<Item = &'s Annotation> + 'a {
        self.accepted.iter().copied().filter(move |annotation| label.is_none_or(|label| annotation.label == *label))
    }

    /// How many of its annotations overlap one of another annotator's with the same label.
    pub(super) fn touching(&self, other: &Coder<'_>, label: Option<&LabelId>) -> usize {
        let touches = |annotation: &&Annotation| {
            let same = |there: &Annotation| there.label == annotation.label && there.status == Status::Accepted;
            annotation.spans.iter().any(|span| other.set.overlapping(span).any(same))
        };
        self.with_label(label).filter(touches).count()
    }
}

/// All pairs of so many.
pub(super) fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |a| (a + 1..count).map(move |b| (a, b)))
}
