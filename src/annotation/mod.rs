//! Annotations, relations, their sets, labels, and edits with inverses.
//!
//! Owns what a person has decided about a text, and its single description for all files and formats: the serde derives
//! of [`Annotation`], [`Relation`], [`Label`] and their parts. Must not know the text itself, files or windows. Spans
//! are UTF-8 bytes. [`Transaction::apply`] returns its inverse; applying both changes nothing. Fails with [`EditError`]
//! when an edit refers to something that does not exist; then nothing is changed.

pub mod adjudicated;
#[allow(clippy::module_inception, reason = "the type that the folder is about")]
pub mod annotation;
pub mod attributes;
pub mod audit;
pub mod comment;
pub mod conflict;
pub mod diff;
pub mod edit;
pub mod entity_links;
pub mod fields;
mod fragments;
pub mod history;
pub mod id;
pub mod intervals;
pub mod label;
pub mod label_edits;
pub mod merge;
pub mod note;
pub mod origin;
pub mod orphan;
mod places;
pub mod provenance;
pub mod record;
pub mod relation;
pub mod replay;
pub mod set;
mod shared_list;
pub mod spans;
mod taken_back;
pub mod work;

pub use adjudicated::Adjudicated;
pub use annotation::Annotation;
pub use attributes::{AttributeError, AttributeKind, AttributeType, Attributes, Choice, Day, Number, Value};
pub use audit::{Fault, Finding};
pub use comment::{Comment, CommentPlace};
pub use conflict::Conflict;
pub use diff::{Counts, Difference, Happened, differences};
pub use edit::{AnnotationState, Edit, EditError, Transaction};
pub use entity_links::{EntityLink, EntityLinks};
pub use fields::Extras;
pub use history::{Cause, Change, Gesture, History, ListedStep};
pub use id::{AnnotationId, RelationId};
pub(crate) use label::NOTE_LABEL;
pub use label::{Label, LabelError, LabelId, LabelSet, LineStyle, ReadySet, RelationKind};
pub use label_edits::{LabelUse, Uses};
pub use merge::{Decision, merge, merge_carried};
pub use origin::{Confidence, Origin, Status};
pub use orphan::{Carried, Orphan, Proposal};
pub use provenance::{Act, Deed, Provenance};
pub use record::{Field, Key, Record};
pub use relation::{Relation, RelationSet};
pub use set::AnnotationSet;
pub use shared_list::SharedList;
pub use spans::Spans;
pub use work::{Work, WorkState};
