//! Doing once more what was done, on a state that may not be the one that it was done on.

use super::edit::{AnnotationState, Edit, Transaction};
use super::label::{LabelId, LabelSet};

impl Transaction {
    /// Makes the changes as far as they fit: what is to be added and is there is put in its place, what is to be changed
    /// and is gone is added, what is to be taken out and is gone is gone. So a change made twice is made once. What fits
    /// nowhere (a relation between annotations that are gone) is left out.
    pub fn replay(&self, state: &mut AnnotationState) {
        for edit in self.edits() {
            let mut make = |edit: Edit| Self::from(edit).apply(state).is_ok();
            let is_made = make(edit.clone());
            if is_made {
                continue;
            }
            let other = match edit.clone() {
                Edit::Insert(annotation) => Edit::Replace(annotation),
                Edit::Replace(annotation) => Edit::Insert(annotation),
                Edit::InsertRelation(relation) => Edit::ReplaceRelation(relation),
                Edit::ReplaceRelation(relation) => Edit::InsertRelation(relation),
                Edit::AddLabel { label, .. } => Edit::ReplaceLabel(label),
                Edit::ReplaceLabel(label) => Edit::AddLabel { at: usize::MAX, label },
                _ => continue,
            };
            make(other);
        }
    }

    /// What leads from one state to another.
    pub fn between(from: &AnnotationState, to: &AnnotationState) -> Self {
        let mut edits = Vec::new();
        let gone = from.labels.iter().filter(|label| to.labels.get(&label.id).is_none());
        edits.extend(gone.map(|label| Edit::RemoveLabel(label.id.clone())));
        for (at, label) in to.labels.iter().enumerate() {
            match from.labels.get(&label.id) {
                None => edits.push(Edit::AddLabel { at, label: label.clone().into() }),
                Some(former) if former != label => edits.push(Edit::ReplaceLabel(label.clone().into())),
                Some(_) => {}
            }
        }
        edits.extend(reordering(&from.labels, &to.labels));
        if from.labels.relation_kinds != to.labels.relation_kinds {
            edits.push(Edit::SetRelationKinds(to.labels.relation_kinds.to_vec()));
        }
        if from.labels.document_attributes != to.labels.document_attributes {
            edits.push(Edit::SetDocumentAttributes(to.labels.document_attributes.to_vec()));
        }
        let gone = from.relations.iter().filter(|relation| to.relations.get(&relation.id).is_none());
        edits.extend(gone.map(|relation| Edit::RemoveRelation(relation.id.clone())));
        for annotation in to.annotations.iter() {
            match from.annotations.get(&annotation.id) {
                None => edits.push(Edit::Insert(annotation.clone().into())),
                Some(former) if former != annotation => edits.push(Edit::Replace(annotation.clone().into())),
                Some(_) => {}
            }
        }
        for relation in to.relations.iter() {
            match from.relations.get(&relation.id) {
                None => edits.push(Edit::InsertRelation(relation.clone().into())),
                Some(former) if former != relation => edits.push(Edit::ReplaceRelation(relation.clone().into())),
                Some(_) => {}
            }
        }
        // Relations that led to them lead elsewhere by now.
        let gone = from.annotations.iter().filter(|annotation| to.annotations.get(&annotation.id).is_none());
        edits.extend(gone.map(|annotation| Edit::Remove(annotation.id.clone())));
        let gone = from.attributes.iter().filter(|(name, _)| to.attributes.get(name).is_none());
        edits.extend(gone.map(|(name, _)| Edit::SetAttribute { name: name.to_owned(), value: None }));
        let set = to.attributes.iter().filter(|(name, value)| from.attributes.get(name) != Some(value));
        edits.extend(set.map(|(name, value)| Edit::SetAttribute { name: name.to_owned(), value: Some(value.clone()) }));
        for (label, name, choice) in to.links.iter() {
            if from.links.get(label, name) != Some(choice) {
                let (label, name) = (label.clone(), name.to_owned());
                edits.push(Edit::LinkEntity { label, name, choice: Some(choice.clone()) });
            }
        }
        let gone = from.links.iter().filter(|(label, name, _)| to.links.get(label, name).is_none());
        edits.extend(gone.map(|(label, name, _)| Edit::LinkEntity {
            label: label.clone(),
            name: name.to_owned(),
            choice: None,
        }));
        if from.orphans != to.orphans {
            edits.push(Edit::SetOrphans(to.orphans.clone()));
        }
        if from.conflicts != to.conflicts {
            edits.push(Edit::SetConflicts(to.conflicts.clone()));
        }
        edits.into()
    }
}

/// What brings labels into the order of `to`, once they are the same ones.
fn reordering(from: &LabelSet, to: &LabelSet) -> Vec<Edit> {
    let mut order: Vec<&LabelId> = from.iter().map(|label| &label.id).filter(|id| to.get(id).is_some()).collect();
    for (at, label) in to.iter().enumerate().filter(|(_, label)| from.get(&label.id).is_none()) {
        order.insert(at.min(order.len()), &label.id);
    }
    let mut edits = Vec::new();
    for (at, label) in to.iter().enumerate() {
        if order.get(at) != Some(&&label.id) {
            edits.push(Edit::RemoveLabel(label.id.clone()));
            edits.push(Edit::AddLabel { at, label: label.clone().into() });
            order.retain(|id| **id != label.id);
            order.insert(at, &label.id);
        }
    }
    edits
}
