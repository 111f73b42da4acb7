//! Records that both sides have added and that say the same: they become one.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::annotation::annotation::Annotation;
use crate::annotation::edit::AnnotationState;
use crate::annotation::id::{AnnotationId, RelationId};
use crate::annotation::origin::Origin;
use crate::annotation::provenance::Provenance;
use crate::annotation::relation::Relation;

/// The other side's records under the ids that they have here.
#[derive(Default)]
pub(super) struct Renamed {
    ours_of_annotation: HashMap<AnnotationId, AnnotationId>,
    theirs_of_annotation: HashMap<AnnotationId, AnnotationId>,
    ours_of_relation: HashMap<RelationId, RelationId>,
    theirs_of_relation: HashMap<RelationId, RelationId>,
}

impl Renamed {
    /// Annotations on the same passage with the same label are one if both decide about the same suggestion, or if the same
    /// person has made them. What two people have tagged by hand stays two, as in one window.
    pub(super) fn of(base: &AnnotationState, ours: &AnnotationState, theirs: &AnnotationState) -> Self {
        let mut renamed = Self::default();
        let is_new = |annotation: &&Annotation, other: &AnnotationState| {
            base.annotations.get(&annotation.id).is_none() && other.annotations.get(&annotation.id).is_none()
        };
        let mut taken = HashSet::new();
        for other in theirs.annotations.iter().filter(|annotation| is_new(annotation, ours)) {
            let mut here = ours.annotations.exactly(&other.spans).filter(|annotation| is_new(annotation, theirs));
            let same = here.find(|own| {
                let same = own.label == other.label && is_by_same((*own).into(), other.into());
                same && !taken.contains(&own.id)
            });
            if let Some(own) = same {
                taken.insert(own.id.clone());
                renamed.theirs_of_annotation.insert(own.id.clone(), other.id.clone());
                renamed.ours_of_annotation.insert(other.id.clone(), own.id.clone());
            }
        }
        renamed.join_relations(base, ours, theirs);
        renamed
    }

    fn join_relations(&mut self, base: &AnnotationState, ours: &AnnotationState, theirs: &AnnotationState) {
        let is_new = |relation: &&Relation, other: &AnnotationState| {
            base.relations.get(&relation.id).is_none() && other.relations.get(&relation.id).is_none()
        };
        for other in theirs.relations.iter().filter(|relation| is_new(relation, ours)) {
            let (from, to) = (self.end(&other.from).clone(), self.end(&other.to).clone());
            let same = ours.relations.of(&from).filter(|relation| is_new(relation, theirs)).find(|own| {
                let is_free = !self.theirs_of_relation.contains_key(&own.id);
                is_free
                    && (&own.kind, &own.from, &own.to) == (&other.kind, &from, &to)
                    && is_by_same((*own).into(), other.into())
            });
            if let Some(own) = same.map(|own| own.id.clone()) {
                self.theirs_of_relation.insert(own.clone(), other.id.clone());
                self.ours_of_relation.insert(other.id.clone(), own);
            }
        }
    }

    /// The id here of an annotation of theirs.
    pub(super) fn end<'i>(&'i self, id: &'i AnnotationId) -> &'i AnnotationId {
        self.ours_of_annotation.get(id).unwrap_or(id)
    }

    /// The id there of an annotation of theirs, by its id here.
    pub(super) fn there<'i>(&'i self, id: &'i AnnotationId) -> &'i AnnotationId {
        self.theirs_of_annotation.get(id).unwrap_or(id)
    }

    /// Whether theirs has another id here.
    pub(super) fn has_annotation(&self, id: &AnnotationId) -> bool {
        self.ours_of_annotation.contains_key(id)
    }

    /// As [`Self::has_annotation`].
    pub(super) fn has_relation(&self, id: &RelationId) -> bool {
        self.ours_of_relation.contains_key(id)
    }

    /// Theirs of an annotation, by its id here.
    pub(super) fn annotation(&self, theirs: &AnnotationState, id: &AnnotationId) -> Option<Arc<Annotation>> {
        match self.theirs_of_annotation.get(id) {
            Some(there) => {
                let other = theirs.annotations.get(there)?;
                Some(Arc::new(Annotation { id: id.clone(), ..other.clone() }))
            }
            None => theirs.annotations.shared(id).cloned(),
        }
    }

    /// Theirs of a relation, by its id here.
    pub(super) fn relation(&self, theirs: &AnnotationState, id: &RelationId) -> Option<Arc<Relation>> {
        let there = self.theirs_of_relation.get(id).unwrap_or(id);
        let other = theirs.relations.shared(there)?;
        let (from, to) = (self.end(&other.from), self.end(&other.to));
        if there == id && (from, to) == (&other.from, &other.to) {
            return Some(Arc::clone(other));
        }
        let (from, to, id) = (from.clone(), to.clone(), id.clone());
        Some(Arc::new(Relation { from, to, id, ..Relation::clone(other) }))
    }
}

/// Where a record comes from.
#[derive(Clone, Copy)]
struct Source<'r> {
    origin: &'r Origin,
    provenance: &'r Provenance,
}

impl<'r> From<&'r Annotation> for Source<'r> {
    fn from(record: &'r Annotation) -> Self {
        Self { origin: &record.origin, provenance: &record.provenance }
    }
}

impl<'r> From<&'r Relation> for Source<'r> {
    fn from(record: &'r Relation) -> Self {
        Self { origin: &record.origin, provenance: &record.provenance }
    }
}

fn is_by_same(own: Source<'_>, other: Source<'_>) -> bool {
    let is_suggestion = |side: &Source<'_>| matches!(side.origin, Origin::Detected(_));
    is_suggestion(&own) && is_suggestion(&other) || own.provenance.first_by() == other.provenance.first_by()
}
