//! Labels for tagging passages.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, LazyLock, OnceLock};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::attributes::{AttributeKind, name_in};
use super::fields::{Extras, is_default, keep_unknown_fields};
use super::id::id;
use super::shared_list::SharedList;
use crate::text::fold::fold_words;
use crate::text::{Arg, Localize};

/// The label of passages that have a note and no other label; it does not name anything.
pub(crate) const NOTE_LABEL: &str = "note";
/// The most letters of a name used in an id.
const LONGEST_ID: usize = 60;

/// Names of the colours for which each theme has its own fill and line, each with the value that files of version 1
/// used for it.
pub const COLOR_ROLES: [(&str, &str); 12] = [
    ("teal", "#1f9e89"),
    ("orange", "#d9772b"),
    ("violet", "#8172dd"),
    ("rose", "#d3538b"),
    ("blue", "#10356f"),
    ("olive", "#868b38"),
    ("green", "#1a5a00"),
    ("amber", "#7b5500"),
    ("brick", "#6c0a05"),
    ("slate", "#2c3946"),
    ("plum", "#782c8c"),
    ("cyan", "#408bae"),
];

id! {
    /// The stable name of a label in files: `weapon`.
    LabelId
}

impl LabelId {
    /// Whether it is the id of one of the default labels.
    pub(crate) fn is_standard(&self) -> bool {
        LabelSet::standard().get(self).is_some()
    }

    /// The id made from a name; `None` if the name has no letters, or the id would have another meaning.
    fn of_name(name: &str) -> Option<Self> {
        let id = Self::from(slug(name));
        let is_reserved = id.is_standard() || id.as_str() == NOTE_LABEL || is_numbered(id.as_str());
        (!id.as_str().is_empty() && !is_reserved).then_some(id)
    }

    /// Whether it was generated at random, so that no other label has it.
    fn is_of_chance(&self) -> bool {
        let last = self.as_str().rsplit('-').next().unwrap_or_default();
        ulid::Ulid::from_string(&last.to_uppercase()).is_ok()
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
    /// The colour is none of [`COLOR_ROLES`] and not of the form `#rrggbb`.
    #[error("{color:?} is no colour of the label {id}; write it as teal or as #1f9e89")]
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
    /// Another label has this colour with this line, and there are others to choose.
    #[error("the label {other} has this colour with this line; choose another colour or line for {id}")]
    LookTaken {
        /// The label's id.
        id: LabelId,
        /// The label that looks like this.
        other: LabelId,
    },
    /// The parent does not exist, or is the label itself or one below it.
    #[error("the label {id} cannot stand below {parent}")]
    Parent {
        /// The label's id.
        id: LabelId,
        /// The requested parent.
        parent: LabelId,
    },
}

impl Localize for LabelError {
    fn key(&self) -> &'static str {
        match self {
            Self::NoId => "error-label-no-id",
            Self::NoName { .. } => "error-label-no-name",
            Self::Color { .. } => "error-label-color",
            Self::KeyTaken { .. } => "error-label-key-taken",
            Self::LookTaken { .. } => "error-label-look-taken",
            Self::Parent { .. } => "error-label-parent",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::NoId => Vec::new(),
            Self::NoName { id } => vec![("id", id.to_string().into())],
            Self::Color { id, color } => vec![("id", id.to_string().into()), ("color", color.clone().into())],
            Self::KeyTaken { key, other } => vec![("key", key.to_string().into()), ("other", other.to_string().into())],
            Self::LookTaken { id, other } => vec![("id", id.to_string().into()), ("other", other.to_string().into())],
            Self::Parent { id, parent } => vec![("id", id.to_string().into()), ("parent", parent.to_string().into())],
        }
    }
}

/// The style of the line under a label's marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LineStyle {
    /// Unbroken.
    #[default]
    Solid,
    /// Dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// Two thin lines.
    Double,
}

impl LineStyle {
    /// All styles, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Solid, Self::Dashed, Self::Dotted, Self::Double];
}

/// A label: its names, appearance, key and attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Label {
    /// Stable name in files.
    pub id: LabelId,
    /// Name by language: `ar`, `en`.
    pub name: BTreeMap<String, String>,
    /// Plural name for lists, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub plural: BTreeMap<String, String>,
    /// What it is for, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub description: BTreeMap<String, String>,
    /// One of [`COLOR_ROLES`], which each theme renders in its own colours, or a custom `#rrggbb`.
    pub color: String,
    /// The line under its marks.
    #[serde(skip_serializing_if = "is_default")]
    pub line: LineStyle,
    /// The key that tags a passage with it.
    #[serde(with = "super::fields::optional", skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
    /// The label above it.
    #[serde(with = "super::fields::optional", skip_serializing_if = "Option::is_none")]
    pub parent: Option<LabelId>,
    /// The detector's name for the kind of mention with which this label is suggested.
    #[serde(with = "super::fields::optional", skip_serializing_if = "Option::is_none")]
    pub detects: Option<String>,
    /// Whether its marks are hidden.
    #[serde(skip_serializing_if = "is_default")]
    pub hidden: bool,
    /// The attributes of its annotations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeKind>,
    /// Unknown fields, written by a later version.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(Label);

/// A colour as files of this version write it: values of version 1 become the name of one of [`COLOR_ROLES`].
pub(crate) fn color_of_file(color: &str) -> String {
    let role = COLOR_ROLES.iter().find(|(_, former)| former.eq_ignore_ascii_case(color));
    role.map_or(color, |(name, _)| name).to_owned()
}

/// Red, green and blue, 0 to 255, of a colour's name or of `#rrggbb`; `None` for anything else.
pub(crate) fn rgb_of(color: &str) -> Option<[u8; 3]> {
    let role = COLOR_ROLES.iter().find(|(name, _)| *name == color);
    let color = role.map_or(color, |(_, hex)| hex);
    let digits = color.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

impl Label {
    /// A label with Arabic and English names.
    pub fn new(id: &str, arabic: &str, english: &str, color: &str, key: Option<char>) -> Self {
        let name = [("ar", arabic), ("en", english)];
        let name = name.into_iter().map(|(language, name)| (language.to_owned(), name.to_owned())).collect();
        Self { id: id.into(), name, color: color_of_file(color), key, ..Self::default() }
    }

    /// The plural name in a language, or the name if there is no plural.
    pub fn plural_in(&self, language: &str) -> &str {
        self.plural.get(language).map_or_else(|| self.name_in(language), String::as_str)
    }

    /// The name in a language, otherwise in English, otherwise in any language, otherwise the id.
    pub fn name_in(&self, language: &str) -> &str {
        name_in(&self.name, language, self.id.as_str())
    }

    /// What it is for, in a language, otherwise in English, otherwise in any language; empty if nobody says.
    pub fn description_in(&self, language: &str) -> &str {
        name_in(&self.description, language, "")
    }

    /// Its colour and its line: what its marks look like.
    pub fn look(&self) -> (Option<[u8; 3]>, LineStyle) {
        (self.rgb(), self.line)
    }

    fn is_one_of(&self, names: &[String]) -> bool {
        self.name.values().any(|name| names.contains(&spelled(name)))
    }

    /// Red, green and blue of the colour, 0 to 255, see [`rgb_of`].
    pub fn rgb(&self) -> Option<[u8; 3]> {
        rgb_of(&self.color)
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

/// A kind of relations that a label set allows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct RelationKind {
    /// Its stable name in files: `attacks`.
    pub id: String,
    /// Name by language: `ar`, `en`.
    pub name: BTreeMap<String, String>,
    /// What it means, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub description: BTreeMap<String, String>,
    /// Labels at which it may begin; any label if empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<LabelId>,
    /// Labels at which it may end; any label if empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<LabelId>,
    /// Whether its ends are interchangeable: it has no direction.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub symmetric: bool,
    /// The attributes of its relations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeKind>,
    /// Unknown fields, written by a later version.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(RelationKind);

impl RelationKind {
    /// Its name in a language, otherwise in English, otherwise in any language, otherwise its id.
    pub fn name_in(&self, language: &str) -> &str {
        name_in(&self.name, language, &self.id)
    }
}

/// Labels in their order, found by their id. Clones share them until one changes.
#[derive(Clone, Debug, Default)]
struct Ordered(Arc<Inner>);

#[derive(Clone, Debug, Default)]
struct Inner {
    list: Vec<Arc<Label>>,
    places: HashMap<LabelId, usize>,
    hidden: OnceLock<HashSet<LabelId>>,
}

impl PartialEq for Ordered {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.list == other.0.list
    }
}

impl Eq for Ordered {}

impl Ordered {
    fn list(&self) -> &[Arc<Label>] {
        &self.0.list
    }

    fn len(&self) -> usize {
        self.0.list.len()
    }

    fn position(&self, id: &LabelId) -> Option<usize> {
        self.0.places.get(id).copied()
    }

    /// Adds labels at the end, except those whose ids are there already.
    fn extend(&mut self, labels: impl IntoIterator<Item = Label>) {
        let inner = Arc::make_mut(&mut self.0);
        inner.hidden = OnceLock::new();
        for label in labels {
            let end = inner.list.len();
            if *inner.places.entry(label.id.clone()).or_insert(end) == end {
                inner.list.push(Arc::new(label));
            }
        }
    }

    /// Changes the list; ids stay unique.
    fn change<R>(&mut self, change: impl FnOnce(&mut Vec<Arc<Label>>) -> R) -> R {
        let inner = Arc::make_mut(&mut self.0);
        let result = change(&mut inner.list);
        inner.places = inner.list.iter().enumerate().map(|(at, label)| (label.id.clone(), at)).collect();
        inner.hidden = OnceLock::new();
        result
    }

    /// See [`LabelSet::hidden`].
    fn hidden(&self) -> &HashSet<LabelId> {
        self.0.hidden.get_or_init(|| self.find_hidden())
    }

    fn find_hidden(&self) -> HashSet<LabelId> {
        if !self.0.list.iter().any(|label| label.hidden) {
            return HashSet::new();
        }
        // Each label is looked at once, also in a long line of ancestors, and in a circle of them.
        let mut known: Vec<Option<bool>> = vec![None; self.len()];
        for start in 0..self.len() {
            let (mut line, mut at) = (Vec::new(), Some(start));
            let is_hidden = loop {
                let Some(here) = at else { break false };
                match known[here] {
                    Some(is_hidden) => break is_hidden,
                    None if self.0.list[here].hidden => break true,
                    None => {}
                }
                line.push(here);
                // Until more is known: the line may lead back here.
                known[here] = Some(false);
                at = self.0.list[here].parent.as_ref().and_then(|parent| self.position(parent));
            };
            known[start] = Some(is_hidden);
            for here in line {
                known[here] = Some(is_hidden);
            }
        }
        let hidden = self.0.list.iter().zip(known).filter(|(_, is_hidden)| *is_hidden == Some(true));
        hidden.map(|(label, _)| label.id.clone()).collect()
    }
}

/// The labels in the order of the legend, with unique ids; the kinds of relations; and the attributes of the whole
/// article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelSet {
    labels: Ordered,
    /// The kinds of relations.
    pub relation_kinds: SharedList<RelationKind>,
    /// The attributes of the whole article.
    pub document_attributes: SharedList<AttributeKind>,
}

/// The default label set, as its file contains it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Standard {
    labels: Vec<Label>,
    relation_kinds: Vec<RelationKind>,
    document_attributes: Vec<AttributeKind>,
}

static STANDARD: LazyLock<LabelSet> = LazyLock::new(|| ReadySet::PlacesAndFactions.read());

/// A set of labels to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadySet {
    /// What every article begins with.
    PlacesAndFactions,
    /// Events with type, date, actors, place and source.
    Events,
    /// Codes of qualitative research.
    Qualitative,
}

impl ReadySet {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::PlacesAndFactions, Self::Events, Self::Qualitative];

    fn source(self) -> &'static str {
        match self {
            Self::PlacesAndFactions => include_str!("../../assets/labels/default.ron"),
            Self::Events => include_str!("../../assets/labels/events.ron"),
            Self::Qualitative => include_str!("../../assets/labels/qualitative.ron"),
        }
    }

    /// Its labels, kinds of relations and attributes of articles.
    pub fn read(self) -> LabelSet {
        // The files are compiled in, and a test parses them.
        let read = ron::from_str(self.source());
        debug_assert!(read.is_ok(), "{self:?}:{}", read.as_ref().err().map_or_else(String::new, ToString::to_string));
        let empty = Standard { labels: Vec::new(), relation_kinds: Vec::new(), document_attributes: Vec::new() };
        let Standard { labels, relation_kinds, document_attributes } = read.unwrap_or(empty);
        LabelSet::of_parts(Vec::new(), relation_kinds.into(), document_attributes.into()).with(labels)
    }
}

impl Default for LabelSet {
    /// The default label set.
    fn default() -> Self {
        Self::standard().clone()
    }
}

impl LabelSet {
    /// The default label set: `assets/labels/default.ron`.
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// A set of these labels in the given order; if ids repeat, the first label is kept.
    pub fn from_labels(labels: impl IntoIterator<Item = Label>) -> Self {
        Self {
            labels: Ordered::default(),
            relation_kinds: Self::standard().relation_kinds.clone(),
            document_attributes: Self::standard().document_attributes.clone(),
        }
        .with(labels)
    }

    /// A set of these labels alone: without kinds of relations, and without attributes of articles.
    pub fn only(labels: impl IntoIterator<Item = Label>) -> Self {
        Self::of_parts(Vec::new(), SharedList::default(), SharedList::default()).with(labels)
    }

    /// This set with these labels instead of its own.
    #[must_use]
    pub fn with_only(&self, labels: impl IntoIterator<Item = Label>) -> Self {
        Self {
            labels: Ordered::default(),
            relation_kinds: self.relation_kinds.clone(),
            document_attributes: self.document_attributes.clone(),
        }
        .with(labels)
    }

    /// Adds the kinds of relations and the attributes of articles that this set lacks.
    pub fn add_kinds(&mut self, relations: impl IntoIterator<Item = RelationKind>, attributes: &[AttributeKind]) {
        for kind in relations {
            if self.relation_kind(&kind.id).is_none() {
                self.relation_kinds.push(kind);
            }
        }
        for kind in attributes {
            if !self.document_attributes.iter().any(|known| known.id == kind.id) {
                self.document_attributes.push(kind.clone());
            }
        }
    }

    /// A set of all of this; the ids of the labels do not repeat.
    pub(super) fn of_parts(
        labels: Vec<Arc<Label>>,
        relation_kinds: SharedList<RelationKind>,
        document_attributes: SharedList<AttributeKind>,
    ) -> Self {
        let mut ordered = Ordered::default();
        ordered.change(|list| *list = labels);
        Self { labels: ordered, relation_kinds, document_attributes }
    }

    /// All labels in order, shared.
    pub(crate) fn shared(&self) -> &[Arc<Label>] {
        self.labels.list()
    }

    /// This set for an article that has had a set of its own: what it uses itself, and what is no default label, stays behind
    /// the shared labels; a key that two of them have is that of the shared one.
    #[must_use]
    pub(crate) fn shared_with(&self, own: &Self, is_used: impl Fn(&LabelId) -> bool) -> Self {
        let stays = |label: &&Arc<Label>| {
            self.get(&label.id).is_none() && (is_used(&label.id) || Self::standard().get(&label.id) != Some(&***label))
        };
        let mut kept: Vec<Arc<Label>> = own.shared().iter().filter(stays).cloned().collect();
        let ids: HashSet<LabelId> =
            self.iter().map(|label| &label.id).chain(kept.iter().map(|label| &label.id)).cloned().collect();
        for label in &mut kept {
            if label.key.is_some_and(|key| self.by_key(key).is_some()) {
                Arc::make_mut(label).key = None;
            }
            if label.parent.as_ref().is_some_and(|parent| !ids.contains(parent)) {
                Arc::make_mut(label).parent = None;
            }
        }
        let with = |shared: &[RelationKind], own: &[RelationKind]| -> SharedList<RelationKind> {
            let further = own.iter().filter(|kind| shared.iter().all(|known| known.id != kind.id));
            shared.iter().chain(further).cloned().collect()
        };
        let further = own.document_attributes.iter();
        let further = further.filter(|kind| self.document_attributes.iter().all(|known| known.id != kind.id));
        Self::of_parts(
            self.shared().iter().cloned().chain(kept).collect(),
            with(&self.relation_kinds, &own.relation_kinds),
            self.document_attributes.iter().chain(further).cloned().collect(),
        )
    }

    /// This set with these labels added; if ids repeat, the first label is kept.
    #[must_use]
    pub fn with(mut self, labels: impl IntoIterator<Item = Label>) -> Self {
        self.labels.extend(labels);
        self
    }

    /// The label suggested for a kind of mention, by the detector's name for the kind.
    pub fn detecting(&self, kind: &str) -> Option<&Label> {
        self.iter().find(|label| label.detects.as_deref() == Some(kind))
    }

    /// The labels whose marks are hidden: those set to hidden, and all labels below them.
    pub fn hidden(&self) -> &HashSet<LabelId> {
        self.labels.hidden()
    }

    /// A label and its ancestors.
    pub fn line_of(&self, id: &LabelId) -> impl Iterator<Item = &Label> + '_ {
        let parent = |label: &&Label| label.parent.as_ref().and_then(|parent| self.get(parent));
        // A file may contain a cycle.
        std::iter::successors(self.get(id), move |label| parent(label)).take(self.labels.len())
    }

    /// The children of a label.
    pub fn children(&self, id: &LabelId) -> impl Iterator<Item = &Label> + '_ {
        let id = id.clone();
        self.iter().filter(move |label| label.parent.as_ref() == Some(&id))
    }

    /// The kind of relations with this id.
    pub fn relation_kind(&self, id: &str) -> Option<&RelationKind> {
        self.relation_kinds.iter().find(|kind| kind.id == id)
    }

    /// Checks whether a label may have its parent.
    pub(crate) fn check_parent(&self, label: &Label) -> Result<(), LabelError> {
        let Some(parent) = &label.parent else { return Ok(()) };
        let is_fine = self.get(parent).is_some() && !self.line_of(parent).any(|above| above.id == label.id);
        if is_fine { Ok(()) } else { Err(LabelError::Parent { id: label.id.clone(), parent: parent.clone() }) }
    }

    /// Number of labels.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there are no labels.
    pub fn is_empty(&self) -> bool {
        self.labels.len() == 0
    }

    /// All labels in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Label> + '_ {
        self.labels.list().iter().map(AsRef::as_ref)
    }

    /// The label with this id.
    pub fn get(&self, id: &LabelId) -> Option<&Label> {
        self.labels.list().get(self.position(id)?).map(AsRef::as_ref)
    }

    /// The label with this key.
    pub fn by_key(&self, key: char) -> Option<&Label> {
        self.iter().find(|label| label.key == Some(key))
    }

    /// The other label that looks like this one, if there are looks that no label has.
    pub fn look_of_another(&self, label: &Label) -> Option<&Label> {
        let is_one_left = self.len() < COLOR_ROLES.len() * LineStyle::ALL.len();
        self.iter().find(|other| is_one_left && other.id != label.id && other.look() == label.look())
    }

    /// The first digit from 1 to 9 that is not a label's key.
    pub fn free_key(&self) -> Option<char> {
        ('1'..='9').find(|key| self.by_key(*key).is_none())
    }

    /// An unused id, made from the name's letters and digits (`weapon`, `سلاح`), or at random if that is taken or
    /// empty. Never made from the position among the labels, which differs between articles.
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

    /// The id of the label that corresponds to a label of another article with this id and these names; `None` if that
    /// is uncertain. The names decide, because the same id can belong to a label with another meaning.
    pub(crate) fn meant_by(&self, id: &LabelId, names: &[String]) -> Option<LabelId> {
        let there = self.get(id);
        if id.is_standard() || id.is_of_chance() && there.is_some() {
            return Some(id.clone());
        }
        // Earlier versions wrote no names; an id made from a name can replace it, a numbered id cannot.
        let names: Vec<String> = match names {
            [] if is_numbered(id.as_str()) => return None,
            [] => vec![spelled(id.as_str())],
            names => names.iter().map(|name| spelled(name)).collect(),
        };
        let is_named = |label: &&Label| label.is_one_of(&names);
        if let Some(label) = there.filter(is_named) {
            return Some(label.id.clone());
        }
        let mut named = self.iter().filter(|label| !label.id.is_standard()).filter(is_named);
        named.next().filter(|_| named.next().is_none()).map(|label| label.id.clone())
    }

    /// A label of another article with an id that is free in both sets. `None` if one of them has its name or its id,
    /// because its meaning would be ambiguous.
    pub(crate) fn newcomer(&self, mut label: Label, others: &Self) -> Option<Label> {
        if is_numbered(label.id.as_str()) {
            label.id = label.name.values().find_map(|name| LabelId::of_name(name))?;
        }
        label.key = None;
        let names: Vec<String> = label.name.values().map(|name| spelled(name)).collect();
        let mut all = self.iter().chain(others.iter());
        let is_new = all.all(|known| known.id != label.id && !known.is_one_of(&names));
        (is_new && label.check().is_ok()).then_some(label)
    }

    /// The position of the label with this id in the legend.
    pub fn position(&self, id: &LabelId) -> Option<usize> {
        self.labels.position(id)
    }

    pub(super) fn insert(&mut self, at: usize, label: Arc<Label>) {
        let at = at.min(self.labels.len());
        self.labels.change(|list| list.insert(at, label));
    }

    pub(super) fn remove(&mut self, at: usize) -> Arc<Label> {
        self.labels.change(|list| list.remove(at))
    }

    pub(super) fn replace(&mut self, at: usize, label: Arc<Label>) -> Arc<Label> {
        self.labels.change(|list| std::mem::replace(&mut list[at], label))
    }
}

/// An id made from a name that is not taken: with a number if it must be.
pub fn free_word(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let slug = Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "x".to_owned());
    let numbered = (2_u32..).map(|number| format!("{slug}-{number}"));
    std::iter::once(slug.clone()).chain(numbered).find(|word| !is_taken(word)).unwrap_or_default()
}

/// The letters and digits of a name, in lower case.
fn slug(name: &str) -> String {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-").chars().take(LONGEST_ID).collect()
}

/// A label's name in the form used for comparison: without case, vowel marks and the like.
fn spelled(name: &str) -> String {
    let words = fold_words(name);
    if words.is_empty() { name.trim().to_lowercase() } else { words.join(" ") }
}

/// Whether an id was made by an earlier version from the label's position: `label-3`.
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
            // The same id, but a weapon there and a person here.
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
            // Equal random ids mean the same label.
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

    #[test]
    fn the_ready_label_sets_are_whole() {
        fn in_both<'n>(what: &str, names: &'n BTreeMap<String, String>) -> Vec<&'n str> {
            let languages: Vec<&str> = names.keys().map(String::as_str).collect();
            assert_eq!(languages, ["ar", "en"], "{what} is named in both languages");
            names.values().map(|name| name.trim()).collect()
        }
        fn each_once<'i>(ids: impl Iterator<Item = &'i str>) {
            let mut seen = std::collections::BTreeSet::new();
            ids.for_each(|id| assert!(!id.is_empty() && seen.insert(id), "{id:?} is there twice"));
        }
        fn check(attributes: &[AttributeKind]) {
            each_once(attributes.iter().map(|kind| kind.id.as_str()));
            for kind in attributes {
                let AttributeKind { id, choices, default, extras, .. } = kind;
                assert!(extras.is_empty(), "{id}: there is no such field: {extras:?}");
                assert!(!in_both(id, &kind.name).contains(&""), "{id} has an empty name");
                assert!(default.iter().all(|value| kind.check(value).is_ok()), "{id}: {default:?} is not allowed");
                each_once(choices.iter().map(|choice| choice.id.as_str()));
                for choice in choices {
                    assert!(choice.extras.is_empty(), "{id}: there is no such field: {:?}", choice.extras);
                    assert!(!in_both(&choice.id, &choice.name).contains(&""), "{} has an empty name", choice.id);
                }
            }
        }
        for set in ReadySet::ALL.map(ReadySet::read) {
            each_once(set.iter().map(|label| label.id.as_str()));
            for label in set.iter() {
                assert_eq!((label.check(), set.check_parent(label)), (Ok(()), Ok(())));
                assert!(label.extras.is_empty(), "{}: there is no such field: {:?}", label.id, label.extras);
                in_both(label.id.as_str(), &label.name);
                in_both(label.id.as_str(), &label.plural);
                check(&label.attributes);
            }
            each_once(set.relation_kinds.iter().map(|kind| kind.id.as_str()));
            for kind in &set.relation_kinds {
                assert!(kind.extras.is_empty(), "{}: there is no such field: {:?}", kind.id, kind.extras);
                in_both(&kind.id, &kind.name);
                check(&kind.attributes);
            }
            check(&set.document_attributes);
        }
    }
}
