//! What reading an annotation file gives.

use super::{LabelNames, Warning};
use crate::annotation::{AnnotationId, AnnotationState, Carried, Proposal, Spans};
use crate::exchange::anchor::Found;

/// The contents of an annotation file.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// Annotations and labels.
    pub annotation_state: AnnotationState,
    /// What must be written back with them.
    pub carried: Carried,
    /// What could not be used as it is, in the order of the file.
    pub warnings: Vec<Warning>,
    /// The annotations that are not where the file says, in the order of the file.
    pub displaced: Vec<Displaced>,
    /// Whether the annotations differ from the file, because some were moved or given new ids.
    pub altered: bool,
    /// The format version of the file.
    pub version: u64,
}

/// An annotation that is not where its file says, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Displaced {
    /// Its line in the file, from 1.
    pub line: usize,
    /// Its id in the file; may be empty.
    pub id: AnnotationId,
    /// Its label.
    pub label: LabelNames,
    /// Its quotation in one piece; empty if the file has none.
    pub quote: String,
    /// Its passage in the file.
    pub was: Spans,
    /// The text before and after it in the file; empty if the file has none.
    pub around: (String, String),
    /// Where it was found.
    pub found: Found,
}

impl Displaced {
    /// Where it was found approximately.
    pub fn near(&self) -> Option<&Proposal> {
        match &self.found {
            Found::Exactly(_) => None,
            Found::Perhaps(proposals) => proposals.first().filter(|proposal| proposal.likeness >= Proposal::NEAR),
        }
    }

    /// Whether it was found in one place only, and certainly there.
    pub fn is_found(&self) -> bool {
        matches!(self.found, Found::Exactly(_))
    }
}
