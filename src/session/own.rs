//! What the session's decisions teach; see [`crate::detect::own`].

use super::Session;
use crate::annotation::{Annotation, Status};
use crate::detect::{Decision, Lesson};

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

    /// The article around everything that was tagged, accepted or refused. Costs a walk over the
    /// annotations.
    pub fn lessons(&self) -> Vec<Lesson> {
        let decided = self.notes.annotations.iter().filter(|a| a.status != Status::Suggested);
        let decisions: Vec<Decision> = decided
            .filter(|a| a.label.as_str() != NOTE_LABEL)
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
