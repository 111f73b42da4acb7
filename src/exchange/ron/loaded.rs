//! What reading an annotation file gives.

use super::Warning;
use crate::annotation::{AnnotationState, Carried};

/// The contents of an annotation file.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// Annotations and labels.
    pub annotation_state: AnnotationState,
    /// What must be written back with them.
    pub carried: Carried,
    /// What could not be used as it is, in the order of the file.
    pub warnings: Vec<Warning>,
    /// Whether the annotations differ from the file, because some were moved or given new ids.
    pub altered: bool,
    /// The format version of the file.
    pub version: u64,
}
