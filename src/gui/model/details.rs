//! The attributes of a mark while they are being set.

use std::collections::BTreeMap;

use crate::annotation::Value;
use crate::gui::reader::MarkRef;
use crate::gui::widgets::FieldState;

/// The mark whose attributes are being set, and what is typed.
pub(crate) struct Details {
    pub(crate) on: MarkRef,
    pub(crate) rows: AttributeFields,
    /// Whether something was open over the card in the last frame: its Escape is not for the card.
    pub(crate) was_covered: bool,
}

impl Details {
    /// Those of a mark; the first one gets the keyboard focus.
    pub(crate) fn of(mark: MarkRef) -> Self {
        let rows = AttributeFields { wants_focus: true, ..AttributeFields::default() };
        Self { on: mark, rows, was_covered: false }
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

/// A request of the card with the attributes of a mark.
#[derive(Clone, Debug)]
pub(crate) enum DetailsAction {
    /// Set an attribute, or remove its value.
    Set(String, Option<Value>),
    /// Close the card.
    Close,
}
