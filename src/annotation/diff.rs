//! What differs between two states of the annotations of one article, record by record.
//!
//! Records are told apart by what stays the same when they are changed ([`Key`]): the id of an annotation, the name of an
//! attribute. Both states have their spans in the same text. A [`Difference`] holds the record as it was and as it is
//! now, so that it can be shown ([`Difference::fields`]), counted ([`Counts`]), and made in another state ([`make`]), or taken
//! back there ([`Difference::reversed`]). Two states without differences are equal but for the order of their labels.
//!
//! A three-way merge compares the differences of both sides to their common state: what has the same key and another
//! record now is a conflict.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::annotation::Annotation;
use super::attributes::{AttributeKind, Attributes, Value};
use super::edit::{AnnotationState, Edit, Transaction};
use super::entity_links::EntityLink;
use super::fields::Extras;
use super::label::{Label, LabelId, RelationKind};
use super::orphan::Orphan;
pub use super::record::{Field, Key, Record};
use super::relation::Relation;

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Happened {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
}

/// A record that differs. At least one of both is there, and if both are, they differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which record.
    pub key: Key,
    /// The record in the former state; `None` if it was added.
    pub was: Option<Record>,
    /// The record in the present state; `None` if it was removed.
    pub now: Option<Record>,
}

/// How many records differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// New ones.
    pub added: usize,
    /// Those that are gone.
    pub removed: usize,
    /// Those that say something else.
    pub changed: usize,
}

impl Counts {
    /// Of these differences.
    pub fn of<'d>(differences: impl IntoIterator<Item = &'d Difference>) -> Self {
        let mut counts = Self::default();
        for difference in differences {
            match difference.happened() {
                Happened::Added => counts.added += 1,
                Happened::Removed => counts.removed += 1,
                Happened::Changed => counts.changed += 1,
            }
        }
        counts
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.added + self.removed + self.changed
    }
}

/// What differs between two states: annotations in the order of the text, then what has no place in it, relations,
/// choices of entities, attributes, and labels.
pub fn differences(was: &AnnotationState, now: &AnnotationState) -> Vec<Difference> {
    let mut all = annotations(was, now);
    all.extend(compared(&orphans(&was.orphans), &orphans(&now.orphans)));
    // Only what differs is copied: there can be many.
    let gone = was.relations.iter().filter(|relation| now.relations.get(&relation.id).is_none());
    let relation = |relation: &Relation| Record::Relation(Arc::new(relation.clone()));
    all.extend(gone.map(|gone| Difference::removed(Key::Relation(gone.id.clone()), relation(gone))));
    for present in now.relations.iter() {
        let former = was.relations.get(&present.id);
        if former != Some(present) {
            let (key, was) = (Key::Relation(present.id.clone()), former.map(relation));
            all.push(Difference { key, was, now: Some(relation(present)) });
        }
    }
    let links = |state: &AnnotationState| -> Vec<(Key, Record)> {
        let link = |(label, name, choice): (&LabelId, &str, &EntityLink)| {
            (Key::Link(label.clone(), name.to_owned()), Record::Link(choice.clone()))
        };
        state.links.iter().map(link).collect()
    };
    all.extend(compared(&links(was), &links(now)));
    let attributes = |state: &AnnotationState| -> Vec<(Key, Record)> {
        let attribute =
            |(name, value): (&str, &Value)| (Key::Attribute(name.to_owned()), Record::Attribute(value.clone()));
        state.attributes.iter().map(attribute).collect()
    };
    all.extend(compared(&attributes(was), &attributes(now)));
    all.extend(compared(&definitions(was), &definitions(now)));
    all
}

fn annotations(was: &AnnotationState, now: &AnnotationState) -> Vec<Difference> {
    let record = |annotation: &Annotation| Record::Annotation(Arc::new(annotation.clone()));
    let mut all = Vec::new();
    for present in now.annotations.iter() {
        let former = was.annotations.get(&present.id);
        if former != Some(present) {
            let (key, was) = (Key::Annotation(present.id.clone()), former.map(record));
            all.push(Difference { key, was, now: Some(record(present)) });
        }
    }
    let gone = was.annotations.iter().filter(|annotation| now.annotations.get(&annotation.id).is_none());
    all.extend(gone.map(|gone| Difference::removed(Key::Annotation(gone.id.clone()), record(gone))));
    let place =
        |difference: &Difference| difference.annotation().map(|annotation| annotation.spans.first().text_order());
    all.sort_by_key(place);
    all
}

fn orphans(orphans: &[Orphan]) -> Vec<(Key, Record)> {
    let keyed = orphans.iter();
    keyed.map(|orphan| (Key::Orphan(orphan.key().to_owned()), Record::Orphan(Arc::new(orphan.clone())))).collect()
}

fn definitions(state: &AnnotationState) -> Vec<(Key, Record)> {
    let labels = state.labels.iter();
    let labels = labels.map(|label| (Key::Label(label.id.clone()), Record::Label(Arc::new(label.clone()))));
    let kinds = state.labels.relation_kinds.iter();
    let kinds = kinds.map(|kind| (Key::RelationKind(kind.id.clone()), Record::RelationKind(Arc::new(kind.clone()))));
    let attributes = state.labels.document_attributes.iter();
    let attributes = attributes
        .map(|kind| (Key::DocumentAttribute(kind.id.clone()), Record::DocumentAttribute(Arc::new(kind.clone()))));
    labels.chain(kinds).chain(attributes).collect()
}

/// What differs between two short lists, in their order: what is gone, then what is new or changed.
fn compared(was: &[(Key, Record)], now: &[(Key, Record)]) -> Vec<Difference> {
    // A file may have two records of one key; the first counts.
    let mut former: HashMap<&Key, &Record> = HashMap::new();
    for (key, record) in was {
        former.entry(key).or_insert(record);
    }
    let mut seen: HashSet<&Key> = HashSet::new();
    let mut all = Vec::new();
    for (key, record) in now {
        if seen.insert(key) && !former.get(key).is_some_and(|former| former.says_the_same(record)) {
            let was = former.get(key).map(|record| (*record).clone());
            all.push(Difference { key: key.clone(), was, now: Some(record.clone()) });
        }
    }
    let mut gone = Vec::new();
    for (key, record) in was {
        if seen.insert(key) {
            gone.push(Difference::removed(key.clone(), record.clone()));
        }
    }
    gone.extend(all);
    gone
}

impl Difference {
    fn removed(key: Key, record: Record) -> Self {
        Self { key, was: Some(record), now: None }
    }

    /// What happened to the record.
    pub fn happened(&self) -> Happened {
        match (&self.was, &self.now) {
            (None, _) => Happened::Added,
            (_, None) => Happened::Removed,
            _ => Happened::Changed,
        }
    }

    /// The record as it is now, or as it was if it is gone.
    pub fn record(&self) -> Option<&Record> {
        self.now.as_ref().or(self.was.as_ref())
    }

    /// The annotation as it is now, or as it was; `None` for other records.
    pub fn annotation(&self) -> Option<&Annotation> {
        self.record().and_then(Record::annotation)
    }

    /// The same from the other side: what was is what is now.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { key: self.key, was: self.now, now: self.was }
    }

    /// Who made it: the last to act on the record as it is now; empty if unknown, as it is of what was removed.
    pub fn by(&self) -> &str {
        match &self.now {
            Some(Record::Annotation(annotation)) => annotation.by(),
            Some(Record::Relation(relation)) => relation.provenance.last().map_or("", |act| &act.by),
            _ => "",
        }
    }

    /// The fields that differ, in the order in which people look at them. All those with contents if the record was
    /// added or removed. That somebody decided or changed something follows from what was decided or changed:
    /// provenance is only named where nothing else differs.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = match (&self.was, &self.now) {
            (Some(was), Some(now)) => was.differing(now),
            (Some(record), None) | (None, Some(record)) => {
                record.blank().map_or_else(Vec::new, |blank| blank.differing(record))
            }
            (None, None) => Vec::new(),
        };
        if fields.iter().any(|field| *field != Field::Provenance) {
            fields.retain(|field| *field != Field::Provenance);
        }
        fields
    }

    /// What makes the record as it is now, in a state that has the others already. Lists are replaced as a whole.
    fn edit(&self, state: &AnnotationState) -> Edit {
        match (&self.key, &self.now) {
            (Key::Annotation(_), Some(Record::Annotation(annotation))) => match self.was {
                None => Edit::Insert(annotation.clone()),
                Some(_) => Edit::Replace(annotation.clone()),
            },
            (Key::Annotation(id), _) => Edit::Remove(id.clone()),
            (Key::Relation(_), Some(Record::Relation(relation))) => match self.was {
                None => Edit::InsertRelation(relation.clone()),
                Some(_) => Edit::ReplaceRelation(relation.clone()),
            },
            (Key::Relation(id), _) => Edit::RemoveRelation(id.clone()),
            (Key::Label(_), Some(Record::Label(label))) => match self.was {
                None => Edit::AddLabel { at: usize::MAX, label: label.clone() },
                Some(_) => Edit::ReplaceLabel(label.clone()),
            },
            (Key::Label(id), _) => Edit::RemoveLabel(id.clone()),
            (Key::Link(label, name), record) => {
                let choice = match record {
                    Some(Record::Link(choice)) => Some(choice.clone()),
                    _ => None,
                };
                Edit::LinkEntity { label: label.clone(), name: name.clone(), choice }
            }
            (Key::Attribute(name), record) => {
                let value = match record {
                    Some(Record::Attribute(value)) => Some(value.clone()),
                    _ => None,
                };
                Edit::SetAttribute { name: name.clone(), value }
            }
            (Key::RelationKind(id), record) => {
                let kind = match record {
                    Some(Record::RelationKind(kind)) => Some(kind.as_ref().clone()),
                    _ => None,
                };
                Edit::SetRelationKinds(with(&state.labels.relation_kinds, |kind| kind.id == *id, kind))
            }
            (Key::DocumentAttribute(id), record) => {
                let kind = match record {
                    Some(Record::DocumentAttribute(kind)) => Some(kind.as_ref().clone()),
                    _ => None,
                };
                Edit::SetDocumentAttributes(with(&state.labels.document_attributes, |kind| kind.id == *id, kind))
            }
            (Key::Orphan(key), record) => {
                let orphan = match record {
                    Some(Record::Orphan(orphan)) => Some(orphan.as_ref().clone()),
                    _ => None,
                };
                Edit::SetOrphans(with(&state.orphans, |orphan| orphan.key() == key, orphan))
            }
        }
    }

    /// When it is made among others: both ends of a relation have to be there as long as it is.
    fn phase(&self) -> u8 {
        match (&self.key, self.happened()) {
            (Key::Label(_), Happened::Removed) => 4,
            (Key::Annotation(_), Happened::Removed) => 3,
            (Key::Relation(_), Happened::Removed) => 0,
            (Key::Relation(_), _) => 2,
            _ => 1,
        }
    }
}

/// Makes these differences in a state, which may differ otherwise, too. What fits nowhere is left out: a relation whose
/// annotations are gone, and the removal of an annotation to which another relation leads.
pub fn make<'d>(differences: impl IntoIterator<Item = &'d Difference>, state: &mut AnnotationState) {
    let mut all: Vec<&Difference> = differences.into_iter().collect();
    all.sort_by_key(|difference| difference.phase());
    for difference in all {
        Transaction::from(difference.edit(state)).replay(state);
    }
}

/// A list with one of its entries replaced, added at the end, or taken out.
fn with<T: Clone>(list: &[T], is_it: impl Fn(&T) -> bool, mut entry: Option<T>) -> Vec<T> {
    let mut new: Vec<T> = Vec::with_capacity(list.len() + 1);
    for former in list {
        if is_it(former) {
            new.extend(entry.take());
        } else {
            new.push(former.clone());
        }
    }
    new.extend(entry);
    new
}

impl Record {
    fn says_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            // Where it stands in the file says nothing about it.
            // Lines and proposals are found again whenever it is read.
            (Self::Orphan(a), Self::Orphan(b)) => {
                Orphan { line: b.line, proposals: b.proposals.clone(), ..a.as_ref().clone() } == **b
            }
            (a, b) => a == b,
        }
    }

    /// A record of the same kind that says nothing; `None` for a value, which is a field itself.
    fn blank(&self) -> Option<Self> {
        Some(match self {
            Self::Annotation(_) => Self::Annotation(Arc::default()),
            Self::Orphan(_) => Self::Orphan(Arc::default()),
            Self::Relation(_) => Self::Relation(Arc::default()),
            Self::Link(_) => Self::Link(EntityLink::default()),
            Self::Label(_) => Self::Label(Arc::default()),
            Self::RelationKind(_) => Self::RelationKind(Arc::default()),
            Self::DocumentAttribute(_) => Self::DocumentAttribute(Arc::default()),
            Self::Attribute(_) => return None,
        })
    }

    /// The fields in which another record of the same kind differs; ids do not count.
    fn differing(&self, other: &Self) -> Vec<Field> {
        let mut fields = Fields::default();
        match (self, other) {
            (Self::Annotation(a), Self::Annotation(b)) => {
                // Destructured, so that a new field is not forgotten here.
                let Annotation {
                    label,
                    note,
                    entity,
                    attributes,
                    status,
                    spans,
                    origin,
                    confidence,
                    id: _,
                    provenance,
                    extras,
                } = a.as_ref();
                fields.note(*spans != b.spans, Field::Passage);
                fields.note(*label != b.label, Field::Label);
                fields.note(*entity != b.entity, Field::Entity);
                fields.note(*note != b.note, Field::Note);
                fields.note(*status != b.status, Field::Status);
                fields.attributes(attributes, &b.attributes);
                fields.note(*origin != b.origin, Field::Origin);
                fields.note(*confidence != b.confidence, Field::Confidence);
                fields.note(*provenance != b.provenance, Field::Provenance);
                fields.note(*extras != b.extras, Field::Extras);
            }
            (Self::Relation(a), Self::Relation(b)) => {
                let Relation {
                    kind,
                    from,
                    to,
                    note,
                    attributes,
                    status,
                    origin,
                    confidence,
                    id: _,
                    provenance,
                    extras,
                } = a.as_ref();
                fields.note(*kind != b.kind, Field::Kind);
                fields.note(*from != b.from, Field::From);
                fields.note(*to != b.to, Field::To);
                fields.note(*note != b.note, Field::Note);
                fields.note(*status != b.status, Field::Status);
                fields.attributes(attributes, &b.attributes);
                fields.note(*origin != b.origin, Field::Origin);
                fields.note(*confidence != b.confidence, Field::Confidence);
                fields.note(*provenance != b.provenance, Field::Provenance);
                fields.note(*extras != b.extras, Field::Extras);
            }
            (Self::Orphan(a), Self::Orphan(b)) => {
                let Orphan { line: _, ron, id: _, label, status, quote, note, relations, proposals: _ } = a.as_ref();
                fields.note(*quote != b.quote, Field::Passage);
                fields.note(*label != b.label, Field::Label);
                fields.note(*note != b.note, Field::Note);
                fields.note(*status != b.status, Field::Status);
                let is_other = *ron != b.ron || *relations != b.relations;
                fields.note(is_other && fields.all.is_empty(), Field::Definition);
            }
            (Self::Label(a), Self::Label(b)) => {
                let is_named = (&a.name, &a.plural) == (&b.name, &b.plural);
                fields.note(!is_named, Field::Name);
                let unnamed = |label: &Label| Label {
                    id: LabelId::default(),
                    name: BTreeMap::new(),
                    plural: BTreeMap::new(),
                    extras: Extras::default(),
                    ..label.clone()
                };
                fields.note(unnamed(a) != unnamed(b), Field::Definition);
                fields.note(a.extras != b.extras, Field::Extras);
            }
            (Self::RelationKind(a), Self::RelationKind(b)) => {
                fields.note(a.name != b.name, Field::Name);
                let unnamed = |kind: &RelationKind| RelationKind {
                    id: String::new(),
                    name: BTreeMap::new(),
                    extras: Extras::default(),
                    ..kind.clone()
                };
                fields.note(unnamed(a) != unnamed(b), Field::Definition);
                fields.note(a.extras != b.extras, Field::Extras);
            }
            (Self::DocumentAttribute(a), Self::DocumentAttribute(b)) => {
                fields.note(a.name != b.name, Field::Name);
                let unnamed = |kind: &AttributeKind| AttributeKind {
                    id: String::new(),
                    name: BTreeMap::new(),
                    extras: Extras::default(),
                    ..kind.clone()
                };
                fields.note(unnamed(a) != unnamed(b), Field::Definition);
                fields.note(a.extras != b.extras, Field::Extras);
            }
            (Self::Link(a), Self::Link(b)) => {
                fields.note(a.entity != b.entity, Field::Entity);
                fields.note(a.extras != b.extras, Field::Extras);
            }
            _ => {}
        }
        fields.all
    }
}

#[derive(Default)]
struct Fields {
    all: Vec<Field>,
}

impl Fields {
    fn note(&mut self, differs: bool, field: Field) {
        if differs {
            self.all.push(field);
        }
    }

    fn attributes(&mut self, was: &Attributes, now: &Attributes) {
        let set = now.iter().filter(|(name, value)| was.get(name) != Some(value));
        let gone = was.iter().filter(|(name, _)| now.get(name).is_none());
        let mut names: Vec<&str> = set.chain(gone).map(|(name, _)| name).collect();
        names.sort_unstable();
        self.all.extend(names.into_iter().map(|name| Field::Attribute(name.to_owned())));
    }
}
