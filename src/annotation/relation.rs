//! Relations between annotations.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::attributes::Attributes;
use super::fields::{Extras, keep_unknown_fields};
use super::id::{AnnotationId, RelationId};
use super::origin::{Confidence, Origin, Status};
use super::provenance::Provenance;

/// A relation between two annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Relation {
    /// Its kind: `attacks`.
    pub kind: String,
    /// The annotation at its beginning.
    pub from: AnnotationId,
    /// The annotation at its end.
    pub to: AnnotationId,
    /// A person's note, empty if there is none.
    #[serde(with = "super::note", skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Further attributes.
    #[serde(skip_serializing_if = "Attributes::is_empty")]
    pub attributes: Attributes,
    /// What a person has decided about it.
    #[serde(skip_serializing_if = "Status::is_accepted")]
    pub status: Status,
    /// Who proposed it.
    #[serde(skip_serializing_if = "Origin::is_manual")]
    pub origin: Origin,
    /// How confident its origin was.
    #[serde(with = "super::fields::optional", skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Its permanent id.
    pub id: RelationId,
    /// Who did what to it, and when.
    #[serde(skip_serializing_if = "Provenance::is_empty")]
    pub provenance: Provenance,
    /// Unknown fields, written by a later version.
    #[serde(rename(serialize = "$extras"), skip_deserializing, skip_serializing_if = "Extras::is_empty")]
    pub extras: Extras,
}

keep_unknown_fields!(Relation);

impl Relation {
    /// Whether it begins or ends at this annotation.
    pub fn touches(&self, id: &AnnotationId) -> bool {
        self.from == *id || self.to == *id
    }

    /// Whether another one says the same of the same annotations.
    pub fn says_same(&self, other: &Self) -> bool {
        self.kind == other.kind && self.from == other.from && self.to == other.to
    }
}

/// The relations of one document, sorted by id, with an index by annotation. Clones share them until one changes.
#[derive(Clone, Debug, Default)]
pub struct RelationSet(Arc<Inner>);

#[derive(Clone, Debug, Default)]
struct Inner {
    sorted: BTreeMap<RelationId, Arc<Relation>>,
    of_annotation: HashMap<AnnotationId, Vec<RelationId>>,
}

impl PartialEq for RelationSet {
    fn eq(&self, other: &Self) -> bool {
        self.0.sorted == other.0.sorted
    }
}

impl Eq for RelationSet {}

impl RelationSet {
    /// Number of relations, whatever their status.
    pub fn len(&self) -> usize {
        self.0.sorted.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.sorted.is_empty()
    }

    /// All relations, sorted by id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Relation> + '_ {
        self.0.sorted.values().map(AsRef::as_ref)
    }

    /// The relation with this id.
    pub fn get(&self, id: &RelationId) -> Option<&Relation> {
        self.0.sorted.get(id).map(AsRef::as_ref)
    }

    /// As [`Self::get`], shared.
    pub(super) fn shared(&self, id: &RelationId) -> Option<&Arc<Relation>> {
        self.0.sorted.get(id)
    }

    /// The relations that begin or end at an annotation, sorted by id.
    pub fn of(&self, annotation: &AnnotationId) -> impl Iterator<Item = &Relation> + '_ {
        self.0.of_annotation.get(annotation).into_iter().flatten().filter_map(|id| self.get(id))
    }

    /// A set of many relations; if ids repeat, the first one is kept.
    pub fn from_relations(relations: impl IntoIterator<Item = Relation>) -> Self {
        let mut set = Self::default();
        for relation in relations {
            drop(set.insert(Arc::new(relation)));
        }
        set
    }

    /// Adds a relation; returns it as the error if its id already exists.
    pub fn insert(&mut self, relation: Arc<Relation>) -> Result<(), Arc<Relation>> {
        if self.0.sorted.contains_key(&relation.id) {
            return Err(relation);
        }
        let inner = Arc::make_mut(&mut self.0);
        for end in [&relation.from, &relation.to] {
            let here = inner.of_annotation.entry(end.clone()).or_default();
            if let Err(at) = here.binary_search(&relation.id) {
                here.insert(at, relation.id.clone());
            }
        }
        inner.sorted.insert(relation.id.clone(), relation);
        Ok(())
    }

    /// Removes a relation.
    pub fn remove(&mut self, id: &RelationId) -> Option<Arc<Relation>> {
        if !self.0.sorted.contains_key(id) {
            return None;
        }
        let inner = Arc::make_mut(&mut self.0);
        let relation = inner.sorted.remove(id)?;
        for end in [&relation.from, &relation.to] {
            if let Some(here) = inner.of_annotation.get_mut(end) {
                here.retain(|other| other != id);
                if here.is_empty() {
                    inner.of_annotation.remove(end);
                }
            }
        }
        Some(relation)
    }

    /// Replaces the relation with the same id and returns the former one; returns the new one as the error if there is
    /// none.
    pub fn replace(&mut self, relation: Arc<Relation>) -> Result<Arc<Relation>, Arc<Relation>> {
        match self.remove(&relation.id) {
            Some(former) => self.insert(relation).map(|()| former),
            None => Err(relation),
        }
    }
}
