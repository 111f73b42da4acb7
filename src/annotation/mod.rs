//! Annotations, their set, labels, and edits with inverses.
//!
//! Owns what a person has decided about a text. Must not know the text itself, files or windows.
//! Spans are UTF-8 bytes. [`Transaction::apply`] gives its inverse; apply then inverse is the
//! identity. Fails with [`EditError`] when an edit names what is not there; nothing is changed then.

#[allow(clippy::module_inception, reason = "the type that the folder is about")]
pub mod annotation;
pub mod edit;
pub mod entity_links;
pub mod history;
pub mod intervals;
pub mod label;
pub mod set;

pub use annotation::{Annotation, AnnotationId, Carried, Extras, Origin, Orphan, Status};
pub use edit::{AnnotationState, Edit, EditError, Transaction};
pub use entity_links::{EntityLink, EntityLinks};
pub use history::{Gesture, History, Stepped};
pub use label::{Label, LabelError, LabelId, LabelSet, NOTE_LABEL};
pub use set::AnnotationSet;
