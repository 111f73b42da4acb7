//! What the session's decisions teach; see [`crate::detect::own`].

use super::Session;
use crate::annotation::{Annotation, AnnotationSet, Status};
use crate::detect::{Decision, Lesson};

/// Decisions of each sort, accepted and refused, that are learned from: of more, some are left out evenly,
/// so that learning takes the same time and room however much was decided.
const MOST_DECISIONS: usize = 8_000;

/// The label of passages that have a note and no other label; it names nothing.
pub const NOTE_LABEL: &str = "note";

impl Session {
    /// Whether a person has tagged or accepted something that can be learned from.
    pub fn has_own_tags(&self) -> bool {
        self.own_tags().next().is_some()
    }

    /// How many tags and accepted suggestions there are to learn from.
    pub fn count_own_tags(&self) -> usize {
        self.own_tags().count()
    }

    fn own_tags(&self) -> impl Iterator<Item = &Annotation> {
        let accepted = self.notes.annotations.iter().filter(|a| a.status == Status::Accepted);
        accepted.filter(|a| a.label.as_str() != NOTE_LABEL)
    }

    /// The article around what was tagged, accepted or refused. Costs a walk over the annotations.
    pub fn lessons(&self) -> Vec<Lesson> {
        let mut decided = some_of(&self.notes.annotations, Status::Accepted);
        decided.extend(some_of(&self.notes.annotations, Status::Rejected));
        decided.sort_by_key(|a| a.span.start);
        let decisions: Vec<Decision> = decided
            .into_iter()
            .map(|a| Decision {
                start: a.span.start.0,
                end: a.span.end.0,
                label: a.label.as_str().to_owned(),
                is_right: a.status == Status::Accepted,
                entity: a.entity.clone(),
            })
            .collect();
        Lesson::cut(self.document.text(), &decisions)
    }
}

/// The annotations of a status that name something, at most [`MOST_DECISIONS`].
fn some_of(annotations: &AnnotationSet, status: Status) -> Vec<&Annotation> {
    let decided: Vec<_> = annotations.iter().filter(|a| a.status == status && a.label.as_str() != NOTE_LABEL).collect();
    let step = decided.len().div_ceil(MOST_DECISIONS).max(1);
    decided.into_iter().step_by(step).collect()
}
