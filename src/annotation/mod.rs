//! Annotations, their set, labels, and edits with inverses.
//!
//! Owns what a person has decided about a text. Must not know the text itself, files or windows.
//! Spans are UTF-8 bytes. [`Transaction::apply`] gives its inverse; apply then inverse is the
//! identity. Fails with [`EditError`] when an edit names what is not there; nothing is changed then.

pub mod choices;
pub mod edit;
pub mod history;
pub mod intervals;
pub mod label;
pub mod record;
pub mod set;

pub use choices::{Choice, Choices};
pub use edit::{Edit, EditError, Notes, Transaction};
pub use history::{Gesture, History, Stepped};
pub use label::{Label, LabelError, LabelId, LabelSet, NOTE_LABEL};
pub use record::{Annotation, AnnotationId, Carried, Extras, Origin, Orphan, Status};
pub use set::AnnotationSet;
