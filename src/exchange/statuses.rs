//! Selects annotations by their status.

use crate::annotation::{Annotation, AnnotationState, Status};

/// The statuses of annotations to export. Rejected ones only on request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statuses {
    /// Those made or accepted by a person.
    pub accepted: bool,
    /// Undecided ones.
    pub suggested: bool,
    /// Those that a person has rejected.
    pub rejected: bool,
}

impl Statuses {
    /// The default selection: what a person has made or accepted, or, if nothing was decided yet, the suggestions.
    pub fn usual(annotation_state: &AnnotationState) -> Self {
        let of_annotations = annotation_state.annotations.iter().map(|annotation| annotation.status);
        let of_relations = annotation_state.relations.iter().map(|relation| relation.status);
        // What was not found in the text was decided nevertheless.
        let of_orphans = annotation_state.orphans.iter().map(|orphan| orphan.status);
        let is_decided = of_annotations.chain(of_relations).chain(of_orphans).any(|status| status != Status::Suggested);
        Self { accepted: is_decided, suggested: !is_decided, rejected: false }
    }

    /// Whether annotations with this status are selected.
    pub fn holds(self, status: Status) -> bool {
        match status {
            Status::Accepted => self.accepted,
            Status::Suggested => self.suggested,
            Status::Rejected => self.rejected,
        }
    }

    /// The union of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            accepted: self.accepted || other.accepted,
            suggested: self.suggested || other.suggested,
            rejected: self.rejected || other.rejected,
        }
    }
}

impl FromIterator<Status> for Statuses {
    fn from_iter<T: IntoIterator<Item = Status>>(statuses: T) -> Self {
        let mut all = Self::default();
        for status in statuses {
            match status {
                Status::Accepted => all.accepted = true,
                Status::Suggested => all.suggested = true,
                Status::Rejected => all.rejected = true,
            }
        }
        all
    }
}

/// Numbers of annotations by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatusCounts {
    /// Made or accepted by a person.
    pub accepted: usize,
    /// Undecided.
    pub suggested: usize,
    /// Rejected.
    pub rejected: usize,
}

impl StatusCounts {
    /// Counts annotations.
    pub fn of<'a>(annotations: impl IntoIterator<Item = &'a Annotation>) -> Self {
        let mut counts = Self::default();
        counts.add(annotations);
        counts
    }

    /// Adds other numbers.
    pub fn join(&mut self, other: Self) {
        self.accepted += other.accepted;
        self.suggested += other.suggested;
        self.rejected += other.rejected;
    }

    /// Counts further annotations.
    pub fn add<'a>(&mut self, annotations: impl IntoIterator<Item = &'a Annotation>) {
        for annotation in annotations {
            match annotation.status {
                Status::Accepted => self.accepted += 1,
                Status::Suggested => self.suggested += 1,
                Status::Rejected => self.rejected += 1,
            }
        }
    }
}
