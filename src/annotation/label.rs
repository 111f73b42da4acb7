//! Labels that passages are tagged with.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use thiserror::Error;

use super::Extras;
use crate::text::fold::fold_words;
use crate::text::{Arg, Localize};

/// The label of passages that have a note and no other label; it names nothing.
pub const NOTE_LABEL: &str = "note";
/// Letters of a name that go into an id.
const LONGEST_ID: usize = 60;

/// The stable name of a label in files: `location`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(Arc<str>);

impl LabelId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is that of a label that every article begins with and the program itself suggests.
    pub fn is_of_program(&self) -> bool {
        matches!(self.as_str(), "location" | "faction")
    }

    /// The id that a name makes; `None` where it has no letters, or would make an id that means something else.
    fn of_name(name: &str) -> Option<Self> {
        let id = Self::from(slug(name));
        let is_reserved = id.is_of_program() || id.as_str() == NOTE_LABEL || is_numbered(id.as_str());
        (!id.as_str().is_empty() && !is_reserved).then_some(id)
    }

    /// Whether chance has made it: then no other label has it.
    fn is_of_chance(&self) -> bool {
        let last = self.as_str().rsplit('-').next().unwrap_or_default();
        ulid::Ulid::from_string(&last.to_uppercase()).is_ok()
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

impl Localize for LabelError {
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

    fn is_one_of(&self, names: &[String]) -> bool {
        self.name.values().any(|name| names.contains(&spelled(name)))
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

    /// An id that no label has, made of the name's letters and digits (`weapon`, `سلاح`) and, where that
    /// is taken or nothing, of chance. Never of the order of labels: that is another one in each article.
    pub fn free_id(&self, name: &str) -> LabelId {
        let of_name = LabelId::of_name(name);
        if let Some(id) = of_name.clone().filter(|id| self.get(id).is_none()) {
            return id;
        }
        let chance = ulid::Ulid::generate().to_string().to_lowercase();
        match slug(name) {
            slug if slug.is_empty() => chance.into(),
            slug => format!("{slug}-{chance}").into(),
        }
    }

    /// The id of the label that another article means by an id and by the names that its label had; `None` where
    /// that is not certain. Names decide: the same id can be that of a label with another meaning.
    pub fn meant_by(&self, id: &LabelId, names: &[String]) -> Option<LabelId> {
        let there = self.get(id);
        if id.is_of_program() || id.is_of_chance() && there.is_some() {
            return Some(id.clone());
        }
        // Earlier versions wrote no names; what they made of a name says it, and what they numbered says nothing.
        let names: Vec<String> = match names {
            [] if is_numbered(id.as_str()) => return None,
            [] => vec![spelled(id.as_str())],
            names => names.iter().map(|name| spelled(name)).collect(),
        };
        let is_named = |label: &&Label| label.is_one_of(&names);
        if let Some(label) = there.filter(is_named) {
            return Some(label.id.clone());
        }
        let mut named = self.iter().filter(|label| !label.id.is_of_program()).filter(is_named);
        named.next().filter(|_| named.next().is_none()).map(|label| label.id.clone())
    }

    /// A label of another article, as it is to be called where neither of these sets has it. `None` where one has
    /// its name or its id: nobody knows then which is meant.
    pub fn newcomer(&self, mut label: Label, others: &Self) -> Option<Label> {
        if is_numbered(label.id.as_str()) {
            label.id = label.name.values().find_map(|name| LabelId::of_name(name))?;
        }
        label.key = None;
        let names: Vec<String> = label.name.values().map(|name| spelled(name)).collect();
        let mut all = self.iter().chain(others.iter());
        let is_new = all.all(|known| known.id != label.id && !known.is_one_of(&names));
        (is_new && label.check().is_ok()).then_some(label)
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

/// A name's letters and digits, in lower case.
fn slug(name: &str) -> String {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-").chars().take(LONGEST_ID).collect()
}

/// A label's name as names are compared: without case, vowel marks and the like.
fn spelled(name: &str) -> String {
    let words = fold_words(name);
    if words.is_empty() { name.trim().to_lowercase() } else { words.join(" ") }
}

/// Whether an id is one of those that earlier versions made of the order of labels: `label-3`.
fn is_numbered(id: &str) -> bool {
    id.strip_prefix("label-").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_label_gets_a_free_id_and_key() {
        let set = LabelSet::default();
        for (name, id) in [
            ("Armed event", "armed-event"),
            ("سلاح ثقيل", "سلاح-ثقيل"),
            ("  Arme à feu (2) ", "arme-à-feu-2"),
            ("נשק", "נשק"),
        ] {
            assert_eq!(set.free_id(name).as_str(), id);
        }
        for (name, beginning) in [("Location", "location-"), ("Note", "note-"), ("Label 3", "label-3-"), ("⚔", "")] {
            let (one, other) = (set.free_id(name), set.free_id(name));
            assert!(one.as_str().starts_with(beginning) && one.is_of_chance(), "{one}");
            assert_ne!(one, other, "nothing but chance");
        }
        let set = LabelSet::from_labels([Label::new("weapon", "سلاح", "Weapon", "#101010", None)]);
        assert!(set.free_id("weapon!").is_of_chance());
        assert_eq!(set.free_key(), Some('1'));
    }

    #[test]
    fn a_label_of_another_article_is_known_by_its_name() {
        let chance = "event-01hzy3v5t4qk8m2n6p7r9s0abc";
        let set = LabelSet::from_labels([
            Label::new("location", "موقع", "Location", "#101010", None),
            Label::new("weapon", "سلاح", "Weapon", "#101010", None),
            Label::new("label-3", "شخص", "Person", "#101010", None),
            Label::new("a", "حدث", "Event", "#101010", None),
            Label::new("b", "واقعة", "Event", "#101010", None),
            Label::new(chance, "معركة", "Battle", "#101010", None),
        ]);
        let meant = |id: &str, names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            set.meant_by(&id.into(), &names).map(|id| id.to_string())
        };
        let table: [(&str, &[&str], Option<&str>); 14] = [
            ("weapon", &["Weapon"], Some("weapon")),
            ("weapon", &["سِلاح", "Arms"], Some("weapon")),
            // The named fault: what is a weapon there is a person here.
            ("label-3", &["سلاح"], Some("weapon")),
            ("label-3", &["Weapon"], Some("weapon")),
            ("label-3", &["Person"], Some("label-3")),
            ("label-3", &["Vehicle"], None),
            ("weapon", &["Person"], Some("label-3")),
            ("weapon", &["Vehicle"], None),
            ("label-9", &["Event"], None),
            ("label-9", &["واقعة"], Some("b")),
            // Written by earlier versions.
            ("weapon", &[], Some("weapon")),
            ("label-3", &[], None),
            // The same by chance is the same.
            (chance, &["Skirmish"], Some(chance)),
            ("location", &[], Some("location")),
        ];
        for (id, names, expected) in table {
            assert_eq!(meant(id, names).as_deref(), expected, "{id} {names:?}");
        }
        assert_eq!(LabelSet::from_labels([]).meant_by(&"faction".into(), &[]), Some("faction".into()));
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
