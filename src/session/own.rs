//! What the session's decisions teach; see [`crate::detect::own`].

use std::collections::HashMap;

use super::{NOTE_LABEL, Session};
use crate::annotation::{Annotation, AnnotationSet, LabelId, Status};
use crate::detect::{Decision, Lesson};

/// Decisions of each sort, accepted and refused, that are learned from: of more, some are left out evenly,
/// so that learning takes the same time and room however much was decided.
const MOST_DECISIONS: usize = 8_000;

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
                names: self.names_of(&a.label),
                is_right: a.status == Status::Accepted,
                entity: a.entity.clone(),
            })
            .collect();
        Lesson::cut(self.document.text(), &decisions)
    }

    /// The names by which other articles know a label of the person's own.
    fn names_of(&self, id: &LabelId) -> Vec<String> {
        let label = self.notes.labels.get(id).filter(|_| !id.is_of_program());
        let mut names: Vec<String> = label.into_iter().flat_map(|label| label.name.values().cloned()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// What the decisions of other articles teach about the labels of this one. A label is known by its
    /// name there and here, whatever its id ([`LabelSet::meant_by`]).
    pub fn adopted(&self, lessons: &[Lesson]) -> Vec<Lesson> {
        let mut meant: HashMap<(&str, &[String]), Option<LabelId>> = HashMap::new();
        let lessons = lessons.iter().map(|lesson| {
            let decisions = lesson.decisions.iter().filter_map(|decision| {
                let key = (decision.label.as_str(), decision.names.as_slice());
                let label = meant
                    .entry(key)
                    .or_insert_with(|| self.notes.labels.meant_by(&decision.label.as_str().into(), &decision.names));
                Some(Decision { label: label.as_ref()?.as_str().to_owned(), ..decision.clone() })
            });
            Lesson { text: lesson.text.clone(), decisions: decisions.collect(), at: None }
        });
        lessons.filter(|lesson| !lesson.decisions.is_empty()).collect()
    }
}

/// The annotations of a status that name something, at most [`MOST_DECISIONS`].
fn some_of(annotations: &AnnotationSet, status: Status) -> Vec<&Annotation> {
    let decided: Vec<_> = annotations.iter().filter(|a| a.status == status && a.label.as_str() != NOTE_LABEL).collect();
    let step = decided.len().div_ceil(MOST_DECISIONS).max(1);
    decided.into_iter().step_by(step).collect()
}
