//! Decisions about conflicts, as edits.

use std::sync::Arc;

use super::records::{Prefer, merge_records};
use crate::annotation::annotation::Annotation;
use crate::annotation::conflict::Conflict;
use crate::annotation::edit::{AnnotationState, Edit, Transaction};
use crate::annotation::id::{AnnotationId, RelationId};
use crate::annotation::label::{Label, LabelId, LabelSet};
use crate::annotation::record::{Field, Key, Record};
use crate::annotation::relation::Relation;

/// What becomes of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// What is here stays.
    Ours,
    /// What the other side has, where the two differ.
    Theirs,
    /// Both, one beside the other; of two notes one with the words of both.
    Both,
    /// As it was before; what did not exist before is removed.
    Neither,
}

impl Conflict {
    /// The fields that both sides have changed in different ways, none if it is about the whole record; `None` if the two
    /// agree by now.
    pub fn fields(&self, state: &AnnotationState) -> Option<Vec<Field>> {
        let ours = state.record(&self.of);
        match (&ours, &self.theirs) {
            (None, Some(_)) => self.may_return(state).then(Vec::new),
            (Some(_), None) => self.is_kept_for_more(ours.as_ref(), state).then(Vec::new),
            _ => merge_records(Prefer::Ours, self.base.as_ref(), ours.as_ref(), self.theirs.as_ref()).1,
        }
    }

    /// Whether there is still a reason to keep a record here which the other side has removed: a relation that was its only
    /// one may be gone. Then it stays, and a file would not say any more that anything is in question.
    fn is_kept_for_more(&self, ours: Option<&Record>, state: &AnnotationState) -> bool {
        let Key::Annotation(id) = &self.of else { return true };
        ours != self.base.as_ref() || state.relations.of(id).next().is_some()
    }

    /// Whether the other side's record may come back, which was removed here.
    fn may_return(&self, state: &AnnotationState) -> bool {
        match &self.theirs {
            // Both sides had added it, and whoever has removed it here since has decided; a file could not tell it from what
            // only the other side has added.
            _ if self.base.is_none() => false,
            Some(Record::Relation(relation)) => self.has_ends(relation, state),
            // The other side may only have related it to something that is not there any more.
            Some(Record::Annotation(_)) => self.theirs != self.base || self.returning(state).next().is_some(),
            _ => true,
        }
    }

    /// The relations of the other side that may come back with the record.
    pub fn returning<'c>(&'c self, state: &'c AnnotationState) -> impl Iterator<Item = &'c Relation> + 'c {
        self.relations.iter().filter(|relation| self.has_ends(relation, state))
    }

    /// Whether both ends of a relation are there, or may come back.
    fn has_ends(&self, relation: &Relation, state: &AnnotationState) -> bool {
        [&relation.from, &relation.to].into_iter().all(|end| {
            let of = Key::Annotation(end.clone());
            of == self.of || state.annotations.get(end).is_some() || state.conflicts.iter().any(|other| other.of == of)
        })
    }

    /// The record as a decision would leave it; `None` where it would not be there. Of two that are kept, the one here.
    pub fn outcome(&self, state: &AnnotationState, decision: Decision) -> Option<Record> {
        let ours = state.record(&self.of);
        match decision {
            Decision::Ours | Decision::Both => ours,
            Decision::Theirs => self.chosen(ours.as_ref(), Prefer::Theirs),
            Decision::Neither => self.base.as_ref().and_then(|_| self.chosen(ours.as_ref(), Prefer::Base)),
        }
    }

    /// Whether both sides can be kept.
    pub fn allows_both(&self, state: &AnnotationState) -> bool {
        self.both(state).is_some()
    }

    /// Who has acted last on the record of the other side; empty if unknown, as it is of what was removed there.
    pub fn by(&self) -> &str {
        match &self.theirs {
            Some(Record::Annotation(annotation)) => annotation.by(),
            Some(Record::Relation(relation)) => relation.provenance.last().map_or("", |act| &act.by),
            _ => "",
        }
    }

    /// The record with what is preferred where the two differ.
    fn chosen(&self, ours: Option<&Record>, prefer: Prefer) -> Option<Record> {
        if ours.is_some() == self.theirs.is_some() {
            merge_records(prefer, self.base.as_ref(), ours, self.theirs.as_ref()).0
        } else if prefer == Prefer::Theirs {
            self.theirs.clone()
        } else {
            self.base.clone()
        }
    }

    /// The edits that keep both sides; `None` where that is not possible.
    fn both(&self, state: &AnnotationState) -> Option<Vec<Edit>> {
        let (ours, fields) = (state.record(&self.of)?, self.fields(state)?);
        let theirs = || merge_records(Prefer::Theirs, self.base.as_ref(), Some(&ours), self.theirs.as_ref()).0;
        match (&ours, self.theirs.as_ref()?) {
            (Record::Annotation(own), Record::Annotation(other)) if fields == [Field::Note] => {
                let note = format!("{}\n{}", own.note, other.note);
                Some(vec![Edit::Replace(Arc::new(Annotation { note, ..Annotation::clone(own) }))])
            }
            (Record::Annotation(_), _) if fields.iter().any(|field| matches!(field, Field::Passage | Field::Label)) => {
                let Some(Record::Annotation(other)) = theirs() else { return None };
                let id = AnnotationId::generate();
                Some(vec![Edit::Insert(Arc::new(Annotation { id, ..Annotation::clone(&other) }))])
            }
            (Record::Relation(own), Record::Relation(other)) if fields == [Field::Note] => {
                let note = format!("{}\n{}", own.note, other.note);
                Some(vec![Edit::ReplaceRelation(Arc::new(Relation { note, ..Relation::clone(own) }))])
            }
            (Record::Relation(_), _)
                if fields.iter().any(|field| matches!(field, Field::Kind | Field::From | Field::To)) =>
            {
                let Some(Record::Relation(other)) = theirs() else { return None };
                let id = RelationId::generate();
                Some(vec![Edit::InsertRelation(Arc::new(Relation { id, ..Relation::clone(&other) }))])
            }
            _ => None,
        }
    }
}

impl AnnotationState {
    /// The conflicts about which somebody has to decide: not those whose sides agree by now.
    pub fn open_conflicts(&self) -> impl Iterator<Item = &Conflict> + '_ {
        self.conflicts.iter().filter(|conflict| conflict.fields(self).is_some())
    }

    /// The edits of a decision; none if there is no such conflict any more.
    pub fn decide(&self, of: &Key, decision: Decision) -> Transaction {
        let Some(conflict) = self.conflicts.iter().find(|conflict| conflict.of == *of) else {
            return Transaction::default();
        };
        let mut edits = match decision {
            Decision::Ours => Vec::new(),
            Decision::Theirs | Decision::Neither => self.put(conflict, conflict.outcome(self, decision)),
            Decision::Both => conflict.both(self).unwrap_or_default(),
        };
        let rest = self.conflicts.iter().filter(|other| other.of != *of).cloned();
        edits.push(Edit::SetConflicts(rest.collect()));
        edits.into()
    }

    /// The edits that put a record in the place of the one that is there.
    fn put(&self, conflict: &Conflict, record: Option<Record>) -> Vec<Edit> {
        let is_there = self.record(&conflict.of).is_some();
        match (&conflict.of, record) {
            (Key::Annotation(_), Some(Record::Annotation(annotation))) => {
                let mut edits = self.label_for(&annotation.label);
                let id = annotation.id.clone();
                edits.push(if is_there { Edit::Replace(annotation) } else { Edit::Insert(annotation) });
                let has_end = |end: &AnnotationId| *end == id || self.annotations.get(end).is_some();
                let back = conflict.relations.iter().filter(|relation| {
                    has_end(&relation.from) && has_end(&relation.to) && self.relations.get(&relation.id).is_none()
                });
                edits.extend(back.map(|relation| Edit::InsertRelation(Arc::new(relation.clone()))));
                edits
            }
            (Key::Annotation(id), None) if is_there => {
                let related = self.relations.of(id).map(|relation| Edit::RemoveRelation(relation.id.clone()));
                related.chain([Edit::Remove(id.clone())]).collect()
            }
            (Key::Relation(_), Some(Record::Relation(relation))) => {
                let has_ends =
                    [&relation.from, &relation.to].into_iter().all(|end| self.annotations.get(end).is_some());
                let edit = if is_there { Edit::ReplaceRelation(relation) } else { Edit::InsertRelation(relation) };
                if has_ends { vec![edit] } else { Vec::new() }
            }
            (Key::Relation(id), None) if is_there => vec![Edit::RemoveRelation(id.clone())],
            (Key::Label(_), Some(Record::Label(label))) if is_there => vec![Edit::ReplaceLabel(label)],
            (Key::Label(_), Some(Record::Label(label))) => vec![Edit::AddLabel { at: usize::MAX, label }],
            (Key::Label(id), None) if is_there && !self.needs(&conflict.of) => vec![Edit::RemoveLabel(id.clone())],
            (Key::RelationKind(id), record) => {
                let kind =
                    if let Some(Record::RelationKind(kind)) = record { Some(Arc::unwrap_or_clone(kind)) } else { None };
                if kind.is_none() && self.needs(&conflict.of) {
                    return Vec::new();
                }
                vec![Edit::SetRelationKinds(replaced(&self.labels.relation_kinds, |other| other.id == *id, kind))]
            }
            (Key::DocumentAttribute(id), record) => {
                let kind = if let Some(Record::DocumentAttribute(kind)) = record {
                    Some(Arc::unwrap_or_clone(kind))
                } else {
                    None
                };
                if kind.is_none() && self.needs(&conflict.of) {
                    return Vec::new();
                }
                let kinds = replaced(&self.labels.document_attributes, |other| other.id == *id, kind);
                vec![Edit::SetDocumentAttributes(kinds)]
            }
            (Key::Attribute(name), record) => {
                let value = if let Some(Record::Attribute(value)) = record { Some(value) } else { None };
                vec![Edit::SetAttribute { name: name.clone(), value }]
            }
            (Key::Link(label, name), record) => {
                let choice = if let Some(Record::Link(choice)) = record { Some(choice) } else { None };
                vec![Edit::LinkEntity { label: label.clone(), name: name.clone(), choice }]
            }
            _ => Vec::new(),
        }
    }

    /// Adds the label of an annotation that comes back, if it has gone meanwhile.
    fn label_for(&self, id: &LabelId) -> Vec<Edit> {
        if self.labels.get(id).is_some() {
            return Vec::new();
        }
        let label = LabelSet::standard().get(id).cloned();
        let label = label.unwrap_or_else(|| Label::new(id.as_str(), id.as_str(), id.as_str(), "slate", None));
        let key = label.key.filter(|key| self.labels.by_key(*key).is_none());
        vec![Edit::AddLabel { at: usize::MAX, label: Arc::new(Label { key, ..label }) }]
    }

    /// Whether something needs a label, a kind of relations or an attribute of articles, so that it cannot be removed.
    pub(super) fn needs(&self, of: &Key) -> bool {
        match of {
            Key::Label(id) => {
                let mut ends = self.labels.relation_kinds.iter().flat_map(|kind| kind.from.iter().chain(&kind.to));
                self.annotations.iter().any(|annotation| annotation.label == *id)
                    || self.labels.iter().any(|other| other.parent.as_ref() == Some(id))
                    || ends.any(|end| end == id)
            }
            Key::RelationKind(id) => self.relations.iter().any(|relation| relation.kind == *id),
            Key::DocumentAttribute(id) => self.attributes.get(id).is_some(),
            _ => false,
        }
    }
}

fn replaced<T: Clone>(list: &[T], is_it: impl Fn(&T) -> bool, entry: Option<T>) -> Vec<T> {
    let mut entry = entry;
    let mut all: Vec<T> = Vec::with_capacity(list.len() + 1);
    for other in list {
        if is_it(other) { all.extend(entry.take()) } else { all.push(other.clone()) }
    }
    all.extend(entry);
    all
}
