//! Labels that passages are tagged with.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use thiserror::Error;

use super::Extras;
use crate::text::{Arg, Explain};

/// The stable name of a label in files: `location`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(Arc<str>);

impl LabelId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for LabelId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl From<String> for LabelId {
    fn from(id: String) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for LabelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is wrong with a label.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LabelError {
    /// The id is empty.
    #[error("a label needs an id")]
    NoId,
    /// No name in any language.
    #[error("the label {id} needs a name")]
    NoName {
        /// The label's id.
        id: LabelId,
    },
    /// The colour is not of the form `#rrggbb`.
    #[error("{color:?} is no colour of the label {id}; write it as #1f9e89")]
    Color {
        /// The label's id.
        id: LabelId,
        /// The colour as given.
        color: String,
    },
    /// Another label has the key.
    #[error("the key {key} already belongs to the label {other}; choose another one")]
    KeyTaken {
        /// The key.
        key: char,
        /// The label that has it.
        other: LabelId,
    },
}

impl Explain for LabelError {
    fn key(&self) -> &'static str {
        match self {
            Self::NoId => "error-label-no-id",
            Self::NoName { .. } => "error-label-no-name",
            Self::Color { .. } => "error-label-color",
            Self::KeyTaken { .. } => "error-label-key-taken",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::NoId => Vec::new(),
            Self::NoName { id } => vec![("id", id.to_string().into())],
            Self::Color { id, color } => vec![("id", id.to_string().into()), ("color", color.clone().into())],
            Self::KeyTaken { key, other } => vec![("key", key.to_string().into()), ("other", other.to_string().into())],
        }
    }
}

/// A label: its names, its colour and its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Stable name in files.
    pub id: LabelId,
    /// Name by language: `ar`, `en`.
    pub name: BTreeMap<String, String>,
    /// `#rrggbb`.
    pub color: String,
    /// The key that tags with it.
    pub key: Option<char>,
    /// Fields of a later version.
    pub extras: Extras,
}

impl Label {
    /// A label with its names in Arabic and English.
    pub fn new(id: &str, arabic: &str, english: &str, color: &str, key: Option<char>) -> Self {
        let name = [("ar", arabic), ("en", english)];
        Self {
            id: id.into(),
            name: name.into_iter().map(|(language, name)| (language.to_owned(), name.to_owned())).collect(),
            color: color.to_owned(),
            key,
            extras: Extras::default(),
        }
    }

    /// The name in a language, else in English, else in any, else the id.
    pub fn name_in(&self, language: &str) -> &str {
        let named = self.name.get(language).or_else(|| self.name.get("en")).or_else(|| self.name.values().next());
        named.map_or(self.id.as_str(), String::as_str)
    }

    /// Red, green and blue of the colour, 0 to 255; `None` unless it is of the form `#rrggbb`.
    pub fn rgb(&self) -> Option<[u8; 3]> {
        let digits =
            self.color.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some([red, green, blue])
    }

    /// Checks id, name and colour.
    pub fn check(&self) -> Result<(), LabelError> {
        if self.id.as_str().trim().is_empty() {
            return Err(LabelError::NoId);
        }
        if self.name.values().all(|name| name.trim().is_empty()) {
            return Err(LabelError::NoName { id: self.id.clone() });
        }
        if self.rgb().is_none() {
            return Err(LabelError::Color { id: self.id.clone(), color: self.color.clone() });
        }
        Ok(())
    }
}

/// The labels in the order of the legend; ids are unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelSet {
    labels: Vec<Arc<Label>>,
}

impl Default for LabelSet {
    /// The two labels that every article begins with.
    fn default() -> Self {
        Self::from_labels([
            Label::new("location", "موقع", "Location", "#1f9e89", Some('1')),
            Label::new("faction", "فصيل", "Faction", "#d9772b", Some('2')),
        ])
    }
}

impl LabelSet {
    /// A set in the given order; of labels with the same id the first stays.
    pub fn from_labels(labels: impl IntoIterator<Item = Label>) -> Self {
        let mut set = Self { labels: Vec::new() };
        for label in labels {
            if set.get(&label.id).is_none() {
                set.labels.push(Arc::new(label));
            }
        }
        set
    }

    /// Number of labels.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// All labels in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Label> + '_ {
        self.labels.iter().map(AsRef::as_ref)
    }

    /// The label with the id.
    pub fn get(&self, id: &LabelId) -> Option<&Label> {
        self.labels.iter().find(|label| label.id == *id).map(AsRef::as_ref)
    }

    /// The label with the key.
    pub fn by_key(&self, key: char) -> Option<&Label> {
        self.iter().find(|label| label.key == Some(key))
    }

    /// The first digit from 1 to 9 that no label has.
    pub fn free_key(&self) -> Option<char> {
        ('1'..='9').find(|key| self.by_key(*key).is_none())
    }

    /// An id that no label has, made of the name's ASCII letters and digits, else `label-3`.
    pub fn free_id(&self, name: &str) -> LabelId {
        let words = name.to_lowercase();
        let words: Vec<&str> = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let base = words.join("-");
        let plain = (!base.is_empty()).then(|| LabelId::from(base.as_str()));
        let base = if base.is_empty() { "label" } else { &base };
        let numbered = (self.len() + 1..).map(|n| LabelId::from(format!("{base}-{n}")));
        let mut free = plain.into_iter().chain(numbered).filter(|id| self.get(id).is_none());
        free.next().unwrap_or_else(|| "label".into())
    }

    pub(super) fn position(&self, id: &LabelId) -> Option<usize> {
        self.labels.iter().position(|label| label.id == *id)
    }

    pub(super) fn insert(&mut self, at: usize, label: Arc<Label>) {
        self.labels.insert(at.min(self.labels.len()), label);
    }

    pub(super) fn remove(&mut self, at: usize) -> Arc<Label> {
        self.labels.remove(at)
    }

    pub(super) fn replace(&mut self, at: usize, label: Arc<Label>) -> Arc<Label> {
        std::mem::replace(&mut self.labels[at], label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_label_gets_a_free_id_and_key() {
        let set = LabelSet::default();
        assert_eq!(set.free_id("Armed event").as_str(), "armed-event");
        assert_eq!(set.free_id("Location").as_str(), "location-3");
        assert_eq!(set.free_id("حدث").as_str(), "label-3");
        assert_eq!(set.free_key(), Some('3'));
    }

    #[test]
    fn colours_are_read_or_refused() {
        let mut label = Label::new("x", "س", "x", "#1f9e89", None);
        assert_eq!(label.rgb(), Some([0x1f, 0x9e, 0x89]));
        for color in ["", "1f9e89", "#1f9e8", "#1f9e8g", "#+f9e89", "#ééé"] {
            label.color = color.to_owned();
            assert!(matches!(label.check(), Err(LabelError::Color { .. })), "{color}");
        }
    }
}
