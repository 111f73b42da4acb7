//! The annotations of one document.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;
use std::sync::Arc;

use super::annotation::Annotation;
use super::id::AnnotationId;
use super::intervals::Reach;
use super::spans::Spans;
use crate::text::Span;

/// Annotations sorted by start, longer ones first, then by id; ids are unique. An annotation of several fragments is
/// sorted by its first fragment, and each fragment can be found.
#[derive(Clone, Debug, Default)]
pub struct AnnotationSet {
    /// One entry for each fragment.
    sorted: Vec<Entry>,
    reach: Reach,
    /// The first fragment of each, by which it is found in `sorted`.
    firsts: HashMap<AnnotationId, Span>,
}

/// A fragment of an annotation.
#[derive(Clone, Debug)]
struct Entry {
    span: Span,
    annotation: Arc<Annotation>,
}

impl Entry {
    fn is_first(&self) -> bool {
        self.span == self.annotation.spans.first()
    }

    fn order(&self, span: Span, id: &AnnotationId) -> Ordering {
        (self.span.text_order(), &self.annotation.id).cmp(&(span.text_order(), id))
    }
}

impl PartialEq for AnnotationSet {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for AnnotationSet {}

fn fragments(annotation: &Arc<Annotation>) -> impl Iterator<Item = Entry> + '_ {
    annotation.spans.iter().map(|span| Entry { span, annotation: Arc::clone(annotation) })
}

impl AnnotationSet {
    /// A set of many annotations; if ids repeat, the first one is kept.
    pub fn from_annotations(annotations: impl IntoIterator<Item = Annotation>) -> Self {
        let mut set = Self::default();
        for annotation in annotations {
            if let MapEntry::Vacant(entry) = set.firsts.entry(annotation.id.clone()) {
                entry.insert(annotation.spans.first());
                set.sorted.extend(fragments(&Arc::new(annotation)));
            }
        }
        set.sorted.sort_by(|a, b| a.order(b.span, &b.annotation.id));
        set.reach = Reach::of(set.sorted.iter().map(|entry| entry.span));
        set
    }

    /// Number of annotations, whatever their status.
    pub fn len(&self) -> usize {
        self.firsts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.firsts.is_empty()
    }

    /// All annotations in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Annotation> + '_ {
        self.sorted.iter().filter(|entry| entry.is_first()).map(|entry| entry.annotation.as_ref())
    }

    /// The annotation with this id.
    pub fn get(&self, id: &AnnotationId) -> Option<&Annotation> {
        self.shared(id).map(AsRef::as_ref)
    }

    /// The fragments that overlap `span`, in order, each with its annotation; does not visit all of them.
    pub fn fragments(&self, span: Span) -> impl DoubleEndedIterator<Item = (Span, &Annotation)> + '_ {
        let window = self.reach.window(span, |i| self.sorted[i].span.start.0);
        let there = self.sorted[window].iter().filter(move |entry| entry.span.overlaps(span));
        there.map(|entry| (entry.span, entry.annotation.as_ref()))
    }

    /// The annotations that overlap `span`, in order, each once.
    pub fn overlapping(&self, span: Span) -> impl DoubleEndedIterator<Item = &Annotation> + '_ {
        let is_first_there = move |(fragment, annotation): &(Span, &Annotation)| {
            annotation.spans.single().is_some()
                || annotation.spans.iter().find(|other| other.overlaps(span)) == Some(*fragment)
        };
        self.fragments(span).filter(is_first_there).map(|(_, annotation)| annotation)
    }

    /// The annotations on exactly these fragments, in the order of their ids.
    pub fn exactly<'s>(&'s self, spans: &Spans) -> impl Iterator<Item = &'s Annotation> + use<'s> {
        let (begin, spans) = (spans.first(), spans.clone());
        let from = self.sorted.partition_point(|entry| entry.span.text_order() < begin.text_order());
        let there = self.sorted[from..].iter().take_while(move |entry| entry.span == begin);
        there.map(|entry| entry.annotation.as_ref()).filter(move |annotation| annotation.spans == spans)
    }

    /// Adds an annotation; returns it as the error if its id already exists.
    pub fn insert(&mut self, annotation: Arc<Annotation>) -> Result<(), Arc<Annotation>> {
        if self.firsts.contains_key(&annotation.id) {
            return Err(annotation);
        }
        self.firsts.insert(annotation.id.clone(), annotation.spans.first());
        let mut from = self.sorted.len();
        for entry in fragments(&annotation) {
            let at = self.place(entry.span, &annotation.id);
            self.sorted.insert(at, entry);
            from = from.min(at);
        }
        self.refill(from);
        Ok(())
    }

    /// Removes an annotation.
    pub fn remove(&mut self, id: &AnnotationId) -> Option<Arc<Annotation>> {
        let removed = Arc::clone(self.shared(id)?);
        self.firsts.remove(id);
        let mut from = self.sorted.len();
        for span in removed.spans.iter() {
            if let Some(at) = self.index(span, id) {
                self.sorted.remove(at);
                from = from.min(at);
            }
        }
        self.refill(from);
        Some(removed)
    }

    /// Replaces the annotation with the same id and returns the former one; returns the new one as the error if there
    /// is none.
    pub fn replace(&mut self, annotation: Arc<Annotation>) -> Result<Arc<Annotation>, Arc<Annotation>> {
        if self.get(&annotation.id).is_some_and(|former| former.spans == annotation.spans) {
            let mut former = None;
            for span in annotation.spans.iter() {
                if let Some(at) = self.index(span, &annotation.id) {
                    former = Some(std::mem::replace(&mut self.sorted[at].annotation, Arc::clone(&annotation)));
                }
            }
            return former.ok_or(annotation);
        }
        let Some(former) = self.remove(&annotation.id) else {
            return Err(annotation);
        };
        self.insert(annotation).map(|()| former)
    }

    fn shared(&self, id: &AnnotationId) -> Option<&Arc<Annotation>> {
        let at = self.index(*self.firsts.get(id)?, id)?;
        Some(&self.sorted[at].annotation)
    }

    fn index(&self, span: Span, id: &AnnotationId) -> Option<usize> {
        self.sorted.binary_search_by(|entry| entry.order(span, id)).ok()
    }

    fn place(&self, span: Span, id: &AnnotationId) -> usize {
        self.sorted.partition_point(|entry| entry.order(span, id).is_lt())
    }

    fn refill(&mut self, from: usize) {
        self.reach.refill(from, self.sorted[from..].iter().map(|entry| entry.span));
    }
}
