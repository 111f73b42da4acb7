//! Annotations that were not found in the text: a person puts them in their place.

use std::collections::HashSet;
use std::sync::Arc;

use super::{CommandError, Outcome, Session};
use crate::annotation::{Annotation, AnnotationId, Deed, Edit, EditError, Gesture, Orphan, Relation};
use crate::text::Span;

impl Session {
    /// Makes annotations of orphans, each on the passage that it has here, together with those of their relations whose
    /// other ends are there, too.
    pub(super) fn place_orphans(
        &mut self,
        placed: Vec<(usize, Annotation)>,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let text = self.document.text();
        let mut orphans = self.annotation_state.orphans.clone();
        let (mut edits, mut waiting): (Vec<Edit>, Vec<Relation>) = (Vec::new(), Vec::new());
        let (mut ids, mut numbers): (HashSet<AnnotationId>, HashSet<usize>) = (HashSet::new(), HashSet::new());
        let mut first = None;
        for (number, annotation) in placed {
            let Some(orphan) = orphans.get_mut(number).filter(|_| numbers.insert(number)) else { continue };
            annotation.spans.iter().try_for_each(|span| Span::new(text, span.start, span.end).map(drop))?;
            self.existing_label(&annotation.label)?;
            let mut annotation = self.touched(&annotation, Deed::Changed);
            if annotation.id.as_str().is_empty() {
                annotation.id = AnnotationId::generate();
            }
            if self.annotations().get(&annotation.id).is_some() || !ids.insert(annotation.id.clone()) {
                return Err(EditError::AnnotationExists { id: annotation.id }.into());
            }
            edits.extend(self.resolve_overlaps(&annotation.spans, &annotation.label, &annotation.id)?);
            waiting.append(&mut orphan.relations);
            first.get_or_insert((annotation.id.clone(), annotation.spans.first()));
            edits.push(Edit::Insert(Arc::new(annotation)));
        }
        let Some((id, span)) = first else { return Ok(Outcome::default()) };
        let mut number = 0;
        orphans.retain(|_| {
            number += 1;
            !numbers.contains(&(number - 1))
        });
        for relation in waiting {
            let is_there = |end: &AnnotationId| ids.contains(end) || self.annotations().get(end).is_some();
            if is_there(&relation.from) && is_there(&relation.to) {
                edits.push(Edit::InsertRelation(Arc::new(relation)));
            } else if let Some(other) = orphans.iter_mut().find(|orphan| is_end(orphan, &relation)) {
                // It waits with its other end.
                other.relations.push(relation);
            }
        }
        edits.push(Edit::SetOrphans(orphans));
        let outcome = self.commit(edits, gesture)?;
        Ok(Outcome { selected: Some(id), span: Some(span), ..outcome })
    }
}

fn is_end(orphan: &Orphan, relation: &Relation) -> bool {
    orphan.id.as_ref().is_some_and(|id| *id == relation.from || *id == relation.to)
}
