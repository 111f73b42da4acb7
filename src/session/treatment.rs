//! What is done at many places at once, and which marks are meant there.

use crate::annotation::{LabelId, Status, Value};

/// What is done at all places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// They are tagged with this label.
    Tag(LabelId),
    /// Their marks get this label, and are accepted.
    Relabel(LabelId),
    /// Their marks mean this entity, and are accepted.
    Link(String),
    /// Their annotations get this note, in addition to one that they have.
    Note(String),
    /// Their annotations are deleted.
    Delete,
}

/// Which marks of a place are meant; `None` means any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meant {
    /// Those with this label.
    pub label: Option<LabelId>,
    /// Those that mean this entity.
    pub entity: Option<String>,
}

/// What is done with each of several marks, whatever they are.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkTreatment {
    /// They are accepted, rejected, or undecided again.
    Decide(Status),
    /// They get this label, and are accepted.
    Relabel(LabelId),
    /// They mean this entity, and are accepted.
    Link(String),
    /// They get this note, in addition to one that they have.
    Note(String),
    /// This attribute is set or, with `None`, removed.
    Set(String, Option<Value>),
    /// They are deleted; suggestions stay.
    Delete,
}
