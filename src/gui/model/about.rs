//! What is known about a whole article, while it is being filled in.

use super::details::AttributeFields;
use crate::annotation::{AttributeKind, AttributeType, Attributes, Day, Value};
use crate::text::Byline;

/// The form above the page.
pub(crate) struct About {
    pub(crate) rows: AttributeFields,
    /// What the first lines suggest; kept only once it is taken.
    pub(crate) suggested: Attributes,
    /// Whether only the values are shown, on one line.
    pub(crate) is_folded: bool,
    /// What fields have given up to a press on the button that takes all: it belongs to the same step.
    pub(crate) held: Vec<(String, Option<Value>)>,
}

/// A request of the form.
#[derive(Clone, Debug)]
pub(crate) enum AboutAction {
    /// Set an attribute, or remove its value.
    Set(String, Option<Value>),
    /// Take all suggestions, and what was typed, in one step.
    TakeAll(Vec<(String, Option<Value>)>),
    /// Fold the form to one line, or unfold it.
    Fold,
    /// Return to the page.
    Leave,
    /// Close the form.
    Close,
}

impl About {
    /// The form for these attributes, with suggestions from a text's first lines; its first field gets the focus, or,
    /// if it is folded, what unfolds it.
    pub(crate) fn of(text: &str, kinds: &[AttributeKind], is_folded: bool) -> Self {
        let byline = Byline::of(text);
        let suggested = kinds.iter().filter_map(|kind| {
            let text = match kind.id.as_str() {
                "title" => byline.title.clone(),
                "source" => byline.source.clone(),
                "author" => byline.author.clone(),
                _ => None,
            };
            let value = match kind.of_type {
                AttributeType::Text => Value::Text(text?),
                AttributeType::Date => Value::Date(Day::parse(&byline.date?.iso())?),
                _ => return None,
            };
            Some((kind.id.clone(), value))
        });
        let suggested = suggested.collect();
        let rows = AttributeFields { wants_focus: true, ..AttributeFields::default() };
        Self { rows, suggested, is_folded, held: Vec::new() }
    }
}
