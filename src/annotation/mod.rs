//! Annotations, relations, their sets, labels, and edits with inverses.
//!
//! Owns what a person has decided about a text, and its one description for all files and formats: the serde derives of
//! [`Annotation`], [`Relation`], [`Label`] and what they hold. Must not know the text itself, files or windows. Spans are
//! UTF-8 bytes. [`Transaction::apply`] gives its inverse; apply then inverse is the identity. Fails with [`EditError`] when
//! an edit names what is not there; nothing is changed then.

#[allow(clippy::module_inception, reason = "the type that the folder is about")]
pub mod annotation;
pub mod attributes;
pub mod edit;
pub mod entity_links;
pub mod fields;
pub mod history;
pub mod id;
pub mod intervals;
pub mod label;
pub mod note;
pub mod origin;
pub mod orphan;
pub mod provenance;
pub mod relation;
pub mod replay;
pub mod set;
pub mod spans;

pub use annotation::Annotation;
pub use attributes::{AttributeError, AttributeKind, AttributeType, Attributes, Choice, Day, Number, Value};
pub use edit::{AnnotationState, Edit, EditError, Transaction};
pub use entity_links::{EntityLink, EntityLinks};
pub use fields::Extras;
pub use history::{Change, Gesture, History};
pub use id::{AnnotationId, RelationId};
pub use label::{Label, LabelError, LabelId, LabelSet, LineStyle, NOTE_LABEL, RelationKind};
pub use origin::{Confidence, Origin, Status};
pub use orphan::{Carried, Orphan};
pub use provenance::{Act, Deed, Provenance};
pub use relation::{Relation, RelationSet};
pub use set::AnnotationSet;
pub use spans::Spans;
