//! The annotations of one document.

use std::sync::Arc;

use super::annotation::Annotation;
use super::fragments::{Fragment, Fragments};
use super::id::AnnotationId;
use super::origin::Origin;
use super::places::Places;
use super::spans::Spans;
use crate::text::Span;

/// Annotations sorted by start, longer ones first, then by id; ids are unique. An annotation of several fragments is
/// sorted by its first fragment, and each fragment can be found.
///
/// A clone shares everything with the original, and a change copies only what is near it: a thread can keep a snapshot of
/// a hundred thousand annotations while they are edited.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    fragments: Fragments,
    /// The first fragment of each, by which it is found.
    firsts: Places,
    /// Those that were proposed and then changed by a person.
    changed: Fragments,
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for AnnotationSet {}

/// Whether it was proposed, and a person moved its ends or gave it another label, entity or value.
fn is_changed_proposal(annotation: &Annotation) -> bool {
    annotation.is_changed() && matches!(annotation.origin, Origin::Detected(_))
}

fn fragments(annotation: &Arc<Annotation>) -> impl Iterator<Item = Fragment> + '_ {
    annotation.spans.iter().map(|span| Fragment { span, annotation: Arc::clone(annotation) })
}

impl AnnotationSet {
    /// A set of many annotations; if ids repeat, the first one is kept.
    pub fn from_annotations(annotations: impl IntoIterator<Item = impl Into<Arc<Annotation>>>) -> Self {
        let (mut all, mut firsts) = (Vec::new(), Places::default());
        for annotation in annotations {
            let annotation = annotation.into();
            if firsts.insert(&annotation.id, annotation.spans.first()) {
                all.extend(fragments(&annotation));
            }
        }
        let changed = all.iter().filter(|fragment| is_changed_proposal(&fragment.annotation)).cloned().collect();
        Self { changed: Fragments::of(changed), fragments: Fragments::of(all), firsts }
    }

    /// Number of annotations, whatever their status.
    pub fn len(&self) -> usize {
        self.firsts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All annotations in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Annotation> + '_ {
        self.iter_shared().map(AsRef::as_ref)
    }

    /// Like [`Self::iter`], for keeping them.
    pub fn iter_shared(&self) -> impl DoubleEndedIterator<Item = &Arc<Annotation>> + '_ {
        self.fragments.iter().filter(|fragment| fragment.is_first()).map(|fragment| &fragment.annotation)
    }

    /// The annotation with this id.
    pub fn get(&self, id: &AnnotationId) -> Option<&Annotation> {
        self.shared(id).map(AsRef::as_ref)
    }

    /// The fragments that overlap `span`, in order, each with its annotation; does not visit all of them.
    pub fn fragments(&self, span: Span) -> impl DoubleEndedIterator<Item = (Span, &Annotation)> + '_ {
        self.fragments.overlapping(span).map(|fragment| (fragment.span, fragment.annotation.as_ref()))
    }

    /// The annotations that overlap `span`, in order, each once.
    pub fn overlapping(&self, span: Span) -> impl DoubleEndedIterator<Item = &Annotation> + '_ {
        let is_first_there = move |(fragment, annotation): &(Span, &Annotation)| {
            annotation.spans.single().is_some()
                || annotation.spans.iter().find(|other| other.overlaps(span)) == Some(*fragment)
        };
        self.fragments(span).filter(is_first_there).map(|(_, annotation)| annotation)
    }

    /// The fragments, overlapping `span`, of annotations that were proposed and then changed by a person; in order.
    pub fn changed_proposals(&self, span: Span) -> impl Iterator<Item = &Annotation> + '_ {
        self.changed.overlapping(span).map(|fragment| fragment.annotation.as_ref())
    }

    /// The annotations on exactly these fragments, in the order of their ids.
    pub fn exactly<'s>(&'s self, spans: &Spans) -> impl Iterator<Item = &'s Annotation> + use<'s> {
        let (first, spans) = (spans.first(), spans.clone());
        let there = self.fragments.from(first).take_while(move |fragment| fragment.span == first);
        there.map(|fragment| fragment.annotation.as_ref()).filter(move |annotation| annotation.spans == spans)
    }

    /// Adds an annotation; returns it as the error if its id already exists.
    pub fn insert(&mut self, annotation: Arc<Annotation>) -> Result<(), Arc<Annotation>> {
        if !self.firsts.insert(&annotation.id, annotation.spans.first()) {
            return Err(annotation);
        }
        fragments(&annotation).for_each(|fragment| self.fragments.insert(fragment));
        self.note_change(&annotation);
        Ok(())
    }

    /// Removes an annotation.
    pub fn remove(&mut self, id: &AnnotationId) -> Option<Arc<Annotation>> {
        let removed = Arc::clone(self.shared(id)?);
        self.firsts.remove(id);
        removed.spans.iter().for_each(|span| self.fragments.remove(span, id));
        removed.spans.iter().for_each(|span| self.changed.remove(span, id));
        Some(removed)
    }

    /// Replaces the annotation with the same id and returns the former one; returns the new one as the error if there
    /// is none.
    pub fn replace(&mut self, annotation: Arc<Annotation>) -> Result<Arc<Annotation>, Arc<Annotation>> {
        let Some(former) = self.shared(&annotation.id).map(Arc::clone) else { return Err(annotation) };
        if former.spans == annotation.spans {
            fragments(&annotation).for_each(|fragment| self.fragments.replace(fragment));
            former.spans.iter().for_each(|span| self.changed.remove(span, &former.id));
            self.note_change(&annotation);
            return Ok(former);
        }
        self.remove(&annotation.id);
        self.insert(annotation).map(|()| former)
    }

    fn note_change(&mut self, annotation: &Arc<Annotation>) {
        if is_changed_proposal(annotation) {
            fragments(annotation).for_each(|fragment| self.changed.insert(fragment));
        }
    }

    /// As [`Self::get`], shared.
    pub(super) fn shared(&self, id: &AnnotationId) -> Option<&Arc<Annotation>> {
        let fragment = self.fragments.get(self.firsts.get(id)?, id)?;
        Some(&fragment.annotation)
    }
}
