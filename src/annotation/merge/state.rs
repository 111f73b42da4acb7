//! Merges the records of two states that have a common beginning.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::lists::merge_list;
use super::mend::mend;
use super::records::{Prefer, merge_records};
use super::same::Renamed;
use crate::annotation::annotation::Annotation;
use crate::annotation::attributes::Attributes;
use crate::annotation::conflict::Conflict;
use crate::annotation::edit::AnnotationState;
use crate::annotation::entity_links::EntityLinks;
use crate::annotation::id::{AnnotationId, RelationId};
use crate::annotation::label::{LabelId, LabelSet};
use crate::annotation::orphan::Orphan;
use crate::annotation::record::{Key, Record};
use crate::annotation::relation::{Relation, RelationSet};
use crate::annotation::set::AnnotationSet;

/// What both sides have made of `base`. Where they contradict each other, the result is ours, and has a conflict.
///
/// ```
/// use hawashi::annotation::{Annotation, AnnotationSet, AnnotationState, merge};
/// use hawashi::text::Span;
///
/// let one = |span: std::ops::Range<usize>| {
///     let annotations = AnnotationSet::from_annotations([Annotation::new(Span::from_range(span), "location")]);
///     AnnotationState { annotations, ..AnnotationState::default() }
/// };
/// let merged = merge(&AnnotationState::default(), &one(0..4), &one(8..12));
/// assert_eq!((merged.annotations.len(), merged.conflicts.len()), (2, 0));
/// ```
#[must_use]
pub fn merge(base: &AnnotationState, ours: &AnnotationState, theirs: &AnnotationState) -> AnnotationState {
    if ours == theirs || theirs == base {
        return ours.clone();
    }
    if ours == base {
        return theirs.clone();
    }
    let mut merger = Merger { base, ours, theirs, renamed: Renamed::of(base, ours, theirs), conflicts: Vec::new() };
    let annotations = merger.annotations();
    let relations = merger.relations(&annotations);
    let mut merged = AnnotationState {
        annotations,
        relations,
        attributes: merger.attributes(),
        labels: merger.labels(),
        links: merger.links(),
        orphans: merger.orphans(),
        conflicts: Vec::new(),
    };
    // One side may have a place for an annotation that the other has not found.
    let (relations, mut kept) = (&merged.relations, HashSet::new());
    for orphan in &mut merged.orphans {
        orphan.relations.retain(|relation| relations.get(&relation.id).is_none() && kept.insert(relation.id.clone()));
    }
    let mut conflicts = std::mem::take(&mut merger.conflicts);
    give_up_endless(&mut conflicts, &merged);
    mend(&mut merged, &conflicts, ours, theirs);
    merger.keep_pending(&mut merged, conflicts);
    merged
}

struct Merger<'s> {
    base: &'s AnnotationState,
    ours: &'s AnnotationState,
    theirs: &'s AnnotationState,
    renamed: Renamed,
    conflicts: Vec<Conflict>,
}

impl Merger<'_> {
    fn record(
        &mut self,
        of: Key,
        base: Option<Record>,
        ours: Option<&Record>,
        theirs: Option<Record>,
    ) -> Option<Record> {
        let (merged, undecided) = merge_records(Prefer::Ours, base.as_ref(), ours, theirs.as_ref());
        if undecided.is_some() {
            self.conflicts.push(Conflict { of, base, theirs, relations: Vec::new() });
        }
        merged
    }

    fn annotations(&mut self) -> AnnotationSet {
        let (ours, theirs) = (self.ours, self.theirs);
        let here = ours.annotations.iter().map(|annotation| &annotation.id);
        let is_elsewhere = |id: &&AnnotationId| ours.annotations.get(id).is_none() && !self.renamed.has_annotation(id);
        let there = theirs.annotations.iter().map(|annotation| &annotation.id).filter(is_elsewhere);
        let ids: Vec<&AnnotationId> = here.chain(there).collect();
        let merged: Vec<Arc<Annotation>> = ids.into_iter().filter_map(|id| self.annotation(id)).collect();
        AnnotationSet::from_annotations(merged)
    }

    fn annotation(&mut self, id: &AnnotationId) -> Option<Arc<Annotation>> {
        let base = self.base.annotations.shared(id).cloned();
        let ours = self.ours.annotations.shared(id).cloned();
        let theirs = self.renamed.annotation(self.theirs, id);
        let is_related_anew = match (&ours, &theirs) {
            (Some(_), None) => ours == base && self.has_new_relations(self.ours, id),
            (None, Some(_)) => theirs == base && self.has_new_relations(self.theirs, id),
            _ => false,
        };
        let (is_out, known) = (ours.is_none(), self.conflicts.len());
        let [base, ours, theirs] = [base, ours, theirs].map(|side| side.map(Record::Annotation));
        let of = Key::Annotation(id.clone());
        let merged = if is_related_anew {
            // Removing it would take the relation along.
            self.conflicts.push(Conflict { of, base, theirs, relations: Vec::new() });
            ours
        } else {
            self.record(of, base, ours.as_ref(), theirs)
        };
        if is_out && self.conflicts.len() > known {
            let relations = self.theirs.relations.of(self.renamed.there(id));
            let relations: Vec<Relation> =
                relations.filter_map(|relation| self.renamed.relation(self.theirs, &relation.id)).map(owned).collect();
            if let Some(conflict) = self.conflicts.last_mut() {
                conflict.relations = relations;
            }
        }
        if let Some(Record::Annotation(annotation)) = merged { Some(annotation) } else { None }
    }

    fn has_new_relations(&self, side: &AnnotationState, id: &AnnotationId) -> bool {
        side.relations.of(id).any(|relation| self.base.relations.get(&relation.id) != Some(relation))
    }

    fn relations(&mut self, annotations: &AnnotationSet) -> RelationSet {
        let (ours, theirs) = (self.ours, self.theirs);
        let here = ours.relations.iter().map(|relation| &relation.id);
        let is_elsewhere = |id: &&RelationId| ours.relations.get(id).is_none() && !self.renamed.has_relation(id);
        let there = theirs.relations.iter().map(|relation| &relation.id).filter(is_elsewhere);
        let ids: Vec<&RelationId> = here.chain(there).collect();
        // Annotations that only the other side has removed, and that stay for now.
        let stay = |conflict: &Conflict| match &conflict.of {
            Key::Annotation(id) if conflict.theirs.is_none() => Some(id.clone()),
            _ => None,
        };
        let staying: HashSet<AnnotationId> = self.conflicts.iter().filter_map(stay).collect();
        let mut merged = RelationSet::default();
        for id in ids {
            let has_ends = |relation: &Arc<Relation>| {
                [&relation.from, &relation.to].into_iter().all(|end| annotations.get(end).is_some())
            };
            let own = ours.relations.shared(id).cloned();
            let found = self.relation(id, &staying).filter(has_ends).or_else(|| {
                // Theirs would lead to what is removed here.
                let theirs = self.renamed.relation(self.theirs, id);
                theirs.is_some().then(|| own.filter(has_ends)).flatten()
            });
            if let Some(relation) = found {
                // Its id is there once.
                drop(merged.insert(relation));
            }
        }
        // Relations of an annotation that is removed here belong to its conflict.
        self.conflicts.retain(|conflict| match &conflict.theirs {
            Some(Record::Relation(relation)) => {
                [&relation.from, &relation.to].into_iter().all(|end| annotations.get(end).is_some())
            }
            _ => true,
        });
        merged
    }

    fn relation(&mut self, id: &RelationId, staying: &HashSet<AnnotationId>) -> Option<Arc<Relation>> {
        let base = self.base.relations.shared(id).cloned();
        let ours = self.ours.relations.shared(id).cloned();
        let theirs = self.renamed.relation(self.theirs, id);
        if theirs.is_none()
            && let Some(own) = &ours
            && (staying.contains(&own.from) || staying.contains(&own.to))
        {
            return ours;
        }
        let [base, ours, theirs] = [base, ours, theirs].map(|side| side.map(Record::Relation));
        let merged = self.record(Key::Relation(id.clone()), base, ours.as_ref(), theirs)?;
        if let Record::Relation(relation) = merged { Some(relation) } else { None }
    }

    fn attributes(&mut self) -> Attributes {
        let sides = [self.base, self.ours, self.theirs].map(|side| &side.attributes);
        let names: BTreeSet<&str> = sides.iter().flat_map(|side| side.iter()).map(|(name, _)| name).collect();
        let merged = names.into_iter().filter_map(|name| {
            let [base, ours, theirs] = sides.map(|side| side.get(name).cloned().map(Record::Attribute));
            match self.record(Key::Attribute(name.to_owned()), base, ours.as_ref(), theirs) {
                Some(Record::Attribute(value)) => Some((name.to_owned(), value)),
                _ => None,
            }
        });
        merged.collect()
    }

    fn links(&mut self) -> EntityLinks {
        let sides = [self.base, self.ours, self.theirs].map(|side| &side.links);
        let names: BTreeSet<(&LabelId, &str)> =
            sides.iter().flat_map(|side| side.iter()).map(|(label, name, _)| (label, name)).collect();
        let mut merged = EntityLinks::default();
        for (label, name) in names {
            let [base, ours, theirs] = sides.map(|side| side.get(label, name).cloned().map(Record::Link));
            let of = Key::Link(label.clone(), name.to_owned());
            if let Some(Record::Link(choice)) = self.record(of, base, ours.as_ref(), theirs) {
                merged.set(label, name, Some(choice));
            }
        }
        merged
    }

    fn labels(&mut self) -> LabelSet {
        let [base, ours, theirs] = [self.base, self.ours, self.theirs].map(|side| &side.labels);
        let labels = merge_list(
            base.shared(),
            ours.shared(),
            theirs.shared(),
            |label| &label.id,
            |b, o, t| {
                let [b, o, t] = [b, o, t].map(|side| side.cloned());
                let id = o.as_ref().or(t.as_ref())?.id.clone();
                let [b, o, t] = [b, o, t].map(|side| side.map(Record::Label));
                if let Some(Record::Label(label)) = self.record(Key::Label(id), b, o.as_ref(), t) {
                    Some(label)
                } else {
                    None
                }
            },
        );
        let relation_kinds = merge_list(
            &base.relation_kinds,
            &ours.relation_kinds,
            &theirs.relation_kinds,
            |kind| &kind.id,
            |b, o, t| {
                let id = o.or(t)?.id.clone();
                let [b, o, t] = [b, o, t].map(|side| side.cloned().map(Arc::new).map(Record::RelationKind));
                match self.record(Key::RelationKind(id), b, o.as_ref(), t) {
                    Some(Record::RelationKind(kind)) => Some(owned(kind)),
                    _ => None,
                }
            },
        );
        let document_attributes = merge_list(
            &base.document_attributes,
            &ours.document_attributes,
            &theirs.document_attributes,
            |kind| &kind.id,
            |b, o, t| {
                let id = o.or(t)?.id.clone();
                let [b, o, t] = [b, o, t].map(|side| side.cloned().map(Arc::new).map(Record::DocumentAttribute));
                match self.record(Key::DocumentAttribute(id), b, o.as_ref(), t) {
                    Some(Record::DocumentAttribute(kind)) => Some(owned(kind)),
                    _ => None,
                }
            },
        );
        LabelSet::of_parts(labels, relation_kinds.into(), document_attributes.into())
    }

    /// Orphans are text: one that was changed stands beside the other.
    fn orphans(&self) -> Vec<Orphan> {
        // The same one stands in different lines of different files.
        let plain = |side: &AnnotationState| -> Vec<Orphan> {
            side.orphans.iter().map(|orphan| Orphan { line: 0, ..orphan.clone() }).collect()
        };
        let [base, ours, theirs] = [self.base, self.ours, self.theirs].map(plain);
        let lines: HashMap<&str, usize> = [self.theirs, self.ours]
            .into_iter()
            .flat_map(|side| &side.orphans)
            .map(|orphan| (orphan.ron.as_str(), orphan.line))
            .collect();
        merge_list(
            &base,
            &ours,
            &theirs,
            |orphan| orphan.ron.as_str(),
            |base, ours, theirs| {
                let one = ours.or(theirs)?;
                let related = |side: Option<&Orphan>| side.map(|orphan| orphan.relations.clone()).unwrap_or_default();
                let (base, ours, theirs) = (related(base), related(ours), related(theirs));
                let relations = merge_list(
                    &base,
                    &ours,
                    &theirs,
                    |relation| &relation.id,
                    |_, ours, theirs| ours.or(theirs).cloned(),
                );
                let line = lines.get(one.ron.as_str()).copied().unwrap_or_default();
                Some(Orphan { line, relations, ..one.clone() })
            },
        )
    }

    /// Adds the conflicts of this merge to those that wait for a decision since an earlier one.
    fn keep_pending(&self, merged: &mut AnnotationState, new: Vec<Conflict>) {
        let has = |side: &AnnotationState, of: &Key| side.conflicts.iter().any(|conflict| conflict.of == *of);
        let (ours, theirs) = (self.ours, self.theirs);
        // One that only one side has left was decided on by the other.
        let is_open = |conflict: &&Conflict| {
            !has(self.base, &conflict.of) || has(ours, &conflict.of) && has(theirs, &conflict.of)
        };
        let elsewhere = theirs.conflicts.iter().filter(|conflict| !has(ours, &conflict.of));
        let pending: Vec<&Conflict> = ours.conflicts.iter().chain(elsewhere).filter(is_open).collect();
        // What is gone on one side may come back with another one in question.
        merged.conflicts = new;
        // Something else may have brought the record back, or needs it.
        let is_undecided = |conflict: &Conflict| {
            !(conflict.theirs.is_none() && merged.needs(&conflict.of)) && conflict.fields(merged).is_some()
        };
        merged.conflicts = merged.conflicts.iter().filter(|conflict| is_undecided(conflict)).cloned().collect();
        for conflict in pending {
            let same = merged.conflicts.iter().find(|other| other.of == conflict.of);
            match (same, &conflict.theirs) {
                (None, _) => merged.conflicts.push(conflict.clone()),
                (Some(same), Some(Record::Annotation(other)))
                    if same.theirs != conflict.theirs && merged.annotations.get(&other.id) != Some(other) =>
                {
                    // Three say different things: the former one stands beside the others.
                    let id = AnnotationId::derived(&format!("{other:?}"));
                    drop(merged.annotations.insert(Arc::new(Annotation { id, ..Annotation::clone(other) })));
                }
                _ => {}
            }
        }
        merged.conflicts.sort_by(|a, b| a.of.cmp(&b.of));
    }
}

/// A relation comes back with its annotation only if its other end is there or may come back, too.
fn give_up_endless(conflicts: &mut [Conflict], merged: &AnnotationState) {
    let returning: HashSet<AnnotationId> = conflicts
        .iter()
        .filter_map(|conflict| conflict.theirs.as_ref().and_then(Record::annotation))
        .map(|annotation| annotation.id.clone())
        .collect();
    let may_be = |end: &AnnotationId| returning.contains(end) || merged.annotations.get(end).is_some();
    for conflict in conflicts {
        conflict.relations.retain(|relation| may_be(&relation.from) && may_be(&relation.to));
    }
}

fn owned<T: Clone>(shared: Arc<T>) -> T {
    Arc::unwrap_or_clone(shared)
}

impl AnnotationState {
    /// The record with this id.
    pub fn record(&self, of: &Key) -> Option<Record> {
        let labels = &self.labels;
        match of {
            Key::Annotation(id) => self.annotations.shared(id).cloned().map(Record::Annotation),
            Key::Relation(id) => self.relations.shared(id).cloned().map(Record::Relation),
            Key::Label(id) => labels.shared().iter().find(|label| label.id == *id).cloned().map(Record::Label),
            Key::RelationKind(id) => labels.relation_kind(id).cloned().map(|kind| Record::RelationKind(Arc::new(kind))),
            Key::DocumentAttribute(id) => {
                let kind = labels.document_attributes.iter().find(|kind| kind.id == *id);
                kind.cloned().map(|kind| Record::DocumentAttribute(Arc::new(kind)))
            }
            Key::Orphan(key) => {
                let orphan = self.orphans.iter().find(|orphan| orphan.key() == key);
                orphan.cloned().map(|orphan| Record::Orphan(Arc::new(orphan)))
            }
            Key::Attribute(name) => self.attributes.get(name).cloned().map(Record::Attribute),
            Key::Link(label, name) => self.links.get(label, name).cloned().map(Record::Link),
        }
    }
}
