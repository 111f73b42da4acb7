//! Taking back what was done, where others may have done something to the same since.

use std::collections::{HashMap, HashSet};
use std::mem::{Discriminant, discriminant};

use super::edit::{AnnotationState, Edit, Transaction};
use super::id::RelationId;
use super::record::Key;

/// What an edit changes: a record, or a whole list.
type Slot = Result<Key, Discriminant<Edit>>;

fn slot(edit: &Edit) -> Slot {
    edit.key().ok_or_else(|| discriminant(edit))
}

/// Whether a state has what an edit leaves.
fn is_so(edit: &Edit, state: &AnnotationState) -> bool {
    let labels = &state.labels;
    match edit {
        Edit::Insert(own) | Edit::Replace(own) => state.annotations.get(&own.id) == Some(&**own),
        Edit::Remove(id) => state.annotations.get(id).is_none(),
        Edit::InsertRelation(own) | Edit::ReplaceRelation(own) => state.relations.get(&own.id) == Some(&**own),
        Edit::RemoveRelation(id) => state.relations.get(id).is_none(),
        Edit::SetAttribute { name, value } => state.attributes.get(name) == value.as_ref(),
        Edit::AddLabel { label, .. } | Edit::ReplaceLabel(label) => labels.get(&label.id) == Some(&**label),
        Edit::RemoveLabel(id) => labels.get(id).is_none(),
        Edit::SetRelationKinds(kinds) => *labels.relation_kinds == *kinds,
        Edit::SetDocumentAttributes(kinds) => *labels.document_attributes == *kinds,
        Edit::LinkEntity { label, name, choice } => state.links.get(label, name) == choice.as_ref(),
        Edit::SetOrphans(orphans) => state.orphans == *orphans,
        Edit::SetConflicts(conflicts) => state.conflicts == *conflicts,
    }
}

impl Transaction {
    /// What of `back`, which takes this change back, can be done on a state in which others may have changed the same
    /// records since: what is still as this change has left it. Also returns how many records were changed since and stay
    /// as they are; those that are as they were before are none of them.
    pub fn taken_back(&self, back: &Self, state: &AnnotationState) -> (Self, usize) {
        let last = |edits: &Self| -> HashMap<Slot, bool> {
            let mut last = HashMap::new();
            for edit in edits.edits() {
                last.insert(slot(edit), edit);
            }
            last.into_iter().map(|(slot, edit)| (slot, is_so(edit, state))).collect()
        };
        let (made, before) = (last(self), last(back));
        let going = back.edits().iter().filter_map(|edit| match edit {
            Edit::RemoveRelation(id) => Some(id),
            _ => None,
        });
        let going: HashSet<&RelationId> = going.collect();
        // An annotation that has got relations since stays with them.
        let is_related = |edit: &Edit| match edit {
            Edit::Remove(id) => state.relations.of(id).any(|relation| !going.contains(&relation.id)),
            _ => false,
        };
        let is = |all: &HashMap<Slot, bool>, edit: &Edit| all.get(&slot(edit)).copied().unwrap_or(false);
        let (kept, other): (Vec<&Edit>, Vec<&Edit>) =
            back.edits().iter().partition(|edit| is(&made, edit) && !is_related(edit));
        let left: HashSet<Slot> = other.into_iter().filter(|edit| !is(&before, edit)).map(slot).collect();
        (kept.into_iter().cloned().collect::<Vec<_>>().into(), left.len())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::annotation::Annotation;
    use super::*;
    use crate::text::Span;

    fn annotation(id: &str, note: &str) -> Arc<Annotation> {
        let span = Span::from_range(0..4);
        Arc::new(Annotation { id: id.into(), note: note.to_owned(), ..Annotation::new(span, "location") })
    }

    #[test]
    fn only_what_nobody_has_changed_since_is_taken_back() {
        let mut state = AnnotationState::default();
        let before: Transaction = vec![Edit::Insert(annotation("a", "")), Edit::Insert(annotation("b", ""))].into();
        before.apply(&mut state).expect("they are new");
        let change: Transaction = vec![
            Edit::Replace(annotation("a", "seen")),
            Edit::Remove("b".into()),
            Edit::Insert(annotation("c", "new")),
        ]
        .into();
        let former = state.clone();
        let back = change.apply(&mut state).expect("they fit");
        // Nobody has changed anything.
        let (edits, left) = change.taken_back(&back, &state);
        let mut now = state.clone();
        edits.replay(&mut now);
        assert_eq!((now == former, left), (true, 0));
        // One was changed since, one is as it was before.
        Transaction::from(vec![Edit::Replace(annotation("a", "else")), Edit::Remove("c".into())])
            .apply(&mut state)
            .expect("they fit");
        let (edits, left) = change.taken_back(&back, &state);
        let mut now = state.clone();
        edits.replay(&mut now);
        assert_eq!(left, 1);
        assert_eq!(now.annotations.get(&"a".into()).map(|own| own.note.as_str()), Some("else"));
        assert!(now.annotations.get(&"b".into()).is_some() && now.annotations.get(&"c".into()).is_none());
    }

    #[test]
    fn a_label_that_was_moved_moves_back() {
        let mut state = AnnotationState::default();
        let former = state.clone();
        let change: Transaction = state.moving_label(&"faction".into(), 0).into();
        let back = change.apply(&mut state).expect("it is there");
        assert_ne!(state, former);
        let (edits, left) = change.taken_back(&back, &state);
        edits.replay(&mut state);
        assert_eq!((state == former, left), (true, 0));
    }
}
