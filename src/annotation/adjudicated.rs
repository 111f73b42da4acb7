//! Of which annotators' files an annotation file is the result.
//!
//! Kept as an attribute of the article, as the state of the work is ([`super::Work`]), so that it is undone, saved and merged
//! like these; every label set allows it.

use super::attributes::{Attributes, Value};

/// The attribute.
const FILES: &str = "adjudicated_files";

/// The files from which a result is made, in the order in which the annotators stand beside each other: by name, or by path
/// where a file is elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adjudicated(pub Vec<String>);

impl Adjudicated {
    /// What the attributes of an article say; `None` if they say nothing.
    pub fn of(attributes: &Attributes) -> Option<Self> {
        match attributes.get(FILES)? {
            Value::Choices(files) => Some(Self(files.clone())),
            _ => None,
        }
    }

    /// The attribute that says this.
    pub fn value(&self) -> (&'static str, Value) {
        (FILES, Value::Choices(self.0.clone()))
    }

    /// The key of the message that names the attribute.
    pub fn message_key(name: &str) -> Option<&'static str> {
        (name == FILES).then_some("attribute-adjudicated-files")
    }

    /// Whether an attribute of an article is this one, with a value that fits.
    pub(crate) fn is_said(name: &str, value: &Value) -> bool {
        name == FILES && matches!(value, Value::Choices(_))
    }
}
