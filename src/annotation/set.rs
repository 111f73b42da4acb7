//! The annotations of one document.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::sync::Arc;

use super::intervals::Reach;
use super::{Annotation, AnnotationId};
use crate::text::Span;

/// Annotations sorted by start, longer ones first, then by id; ids are unique.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    sorted: Vec<Arc<Annotation>>,
    reach: Reach,
    spans: HashMap<AnnotationId, Span>,
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.sorted == other.sorted
    }
}

impl Eq for AnnotationSet {}

fn order(a: (Span, &AnnotationId), b: (Span, &AnnotationId)) -> Ordering {
    let key = |(span, id): (Span, _)| (span.start, Reverse(span.end), id);
    key(a).cmp(&key(b))
}

impl AnnotationSet {
    /// A set of many at once; of annotations with the same id the first stays.
    pub fn from_annotations(annotations: impl IntoIterator<Item = Annotation>) -> Self {
        let mut set = Self::default();
        for annotation in annotations {
            if let std::collections::hash_map::Entry::Vacant(entry) = set.spans.entry(annotation.id.clone()) {
                entry.insert(annotation.span);
                set.sorted.push(Arc::new(annotation));
            }
        }
        set.sorted.sort_by(|a, b| order((a.span, &a.id), (b.span, &b.id)));
        set.reach = Reach::of(set.sorted.iter().map(|a| a.span));
        set
    }

    /// Number of annotations, whatever their status.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// All annotations in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Annotation> + ExactSizeIterator + '_ {
        self.sorted.iter().map(AsRef::as_ref)
    }

    /// The annotation with the id.
    pub fn get(&self, id: &AnnotationId) -> Option<&Annotation> {
        self.index(id).map(|i| self.sorted[i].as_ref())
    }

    /// The annotations that share a byte with `span`, in order; found without walking all.
    pub fn overlapping(&self, span: Span) -> impl DoubleEndedIterator<Item = &Annotation> + '_ {
        let window = self.reach.window(span, |i| self.sorted[i].span.start.0);
        self.sorted[window].iter().map(AsRef::as_ref).filter(move |a| a.span.overlaps(span))
    }

    /// The annotations on exactly this span, in order of their ids.
    pub fn exactly(&self, span: Span) -> impl Iterator<Item = &Annotation> + '_ {
        let key = |span: Span| (span.start, Reverse(span.end));
        let first = self.sorted.partition_point(|a| key(a.span) < key(span));
        self.sorted[first..].iter().map(AsRef::as_ref).take_while(move |a| a.span == span)
    }

    /// Adds an annotation; gives it back when its id is already there.
    pub fn insert(&mut self, annotation: Arc<Annotation>) -> Result<(), Arc<Annotation>> {
        if self.spans.contains_key(&annotation.id) {
            return Err(annotation);
        }
        let at = self.place(annotation.span, &annotation.id);
        self.spans.insert(annotation.id.clone(), annotation.span);
        self.sorted.insert(at, annotation);
        self.refill(at);
        Ok(())
    }

    /// Takes an annotation out.
    pub fn remove(&mut self, id: &AnnotationId) -> Option<Arc<Annotation>> {
        let at = self.index(id)?;
        self.spans.remove(id);
        let removed = self.sorted.remove(at);
        self.refill(at);
        Some(removed)
    }

    /// Puts an annotation in the place of the one with its id; gives the former one, or the new
    /// one back when there is none.
    pub fn replace(&mut self, annotation: Arc<Annotation>) -> Result<Arc<Annotation>, Arc<Annotation>> {
        let Some(at) = self.index(&annotation.id) else {
            return Err(annotation);
        };
        if self.sorted[at].span == annotation.span {
            return Ok(std::mem::replace(&mut self.sorted[at], annotation));
        }
        let former = self.sorted.remove(at);
        let to = self.place(annotation.span, &annotation.id);
        self.spans.insert(annotation.id.clone(), annotation.span);
        self.sorted.insert(to, annotation);
        self.refill(at.min(to));
        Ok(former)
    }

    fn index(&self, id: &AnnotationId) -> Option<usize> {
        let span = *self.spans.get(id)?;
        self.sorted.binary_search_by(|a| order((a.span, &a.id), (span, id))).ok()
    }

    fn place(&self, span: Span, id: &AnnotationId) -> usize {
        self.sorted.partition_point(|a| order((a.span, &a.id), (span, id)).is_lt())
    }

    fn refill(&mut self, from: usize) {
        self.reach.refill(from, self.sorted[from..].iter().map(|a| a.span));
    }
}
