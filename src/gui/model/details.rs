//! The attributes of a mark or a relation while they are being set.

use std::collections::BTreeMap;

use crate::annotation::{RelationId, Value};
use crate::gui::reader::MarkRef;
use crate::gui::widgets::FieldState;

/// What has attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Described {
    Mark(MarkRef),
    /// A relation, which has its note here, too: it has no words beside which it could be written.
    Relation(RelationId),
}

/// That whose attributes are being set, and what is typed.
pub(crate) struct Details {
    pub(crate) on: Described,
    pub(crate) rows: AttributeFields,
    pub(crate) note: AttributeFields,
    /// Whether something was open over the card in the last frame: its Escape is not for the card.
    pub(crate) was_covered: bool,
}

impl Details {
    /// Those of a mark or a relation; the first one gets the keyboard focus.
    pub(crate) fn of(on: Described) -> Self {
        let rows = AttributeFields { wants_focus: true, ..AttributeFields::default() };
        Self { on, rows, note: AttributeFields::default(), was_covered: false }
    }

    /// Those of a relation; its note gets the keyboard focus.
    pub(crate) fn note_of(relation: RelationId) -> Self {
        let note = AttributeFields { wants_focus: true, ..AttributeFields::default() };
        let rows = AttributeFields::default();
        Self { on: Described::Relation(relation), rows, note, was_covered: false }
    }

    /// Whether a field is about to get the keyboard focus.
    pub(crate) fn wants_focus(&self) -> bool {
        self.rows.wants_focus || self.note.wants_focus
    }
}

/// What is typed into the fields of attributes, by attribute.
#[derive(Default)]
pub(crate) struct AttributeFields {
    pub(crate) fields: BTreeMap<String, FieldState>,
    /// The field that had the keyboard focus in the last frame.
    pub(crate) typing: Option<String>,
    /// Whether Escape was pressed in one of them.
    pub(crate) is_cancelled: bool,
    /// Whether the first one is to get the keyboard focus.
    pub(crate) wants_focus: bool,
}

/// A request of the card with attributes.
#[derive(Clone, Debug)]
pub(crate) enum DetailsAction {
    /// Set an attribute, or remove its value.
    Set(String, Option<Value>),
    /// Set the note of the relation.
    Note(String),
    /// Close the card.
    Close,
}
