//! The fragments of many annotations, in chunks: a clone shares the chunks, and a change copies one of them.

use std::cmp::Ordering;
use std::sync::Arc;

use super::annotation::Annotation;
use super::id::AnnotationId;
use super::intervals::Reach;
use crate::text::Span;

/// The most fragments of a chunk: few enough to copy one in every frame, and enough to keep the list of chunks short.
const MOST: usize = 256;

/// A fragment of an annotation.
#[derive(Clone, Debug)]
pub(super) struct Fragment {
    pub(super) span: Span,
    pub(super) annotation: Arc<Annotation>,
}

impl Fragment {
    /// Whether it is the first one of its annotation.
    pub(super) fn is_first(&self) -> bool {
        self.span == self.annotation.spans.first()
    }

    /// Compares it with the fragment of an annotation with this id.
    fn order(&self, span: Span, id: &AnnotationId) -> Ordering {
        (self.span.text_order(), &self.annotation.id).cmp(&(span.text_order(), id))
    }
}

/// Sorted fragments that lie side by side; never empty.
#[derive(Clone, Debug)]
struct Chunk {
    sorted: Vec<Fragment>,
    reach: Reach,
}

impl Chunk {
    fn of(sorted: Vec<Fragment>) -> Self {
        Self { reach: Reach::of(sorted.iter().map(|fragment| fragment.span)), sorted }
    }

    fn overlapping(&self, span: Span) -> impl DoubleEndedIterator<Item = &Fragment> + '_ {
        let window = self.reach.window(span, |at| self.sorted[at].span.start.0);
        self.sorted[window].iter().filter(move |fragment| fragment.span.overlaps(span))
    }

    fn find(&self, span: Span, id: &AnnotationId) -> Result<usize, usize> {
        self.sorted.binary_search_by(|fragment| fragment.order(span, id))
    }

    fn refill(&mut self, from: usize) {
        self.reach.refill(from, self.sorted[from..].iter().map(|fragment| fragment.span));
    }
}

/// A chunk, and what is asked of it most, so that few of them need be looked into.
#[derive(Clone, Debug)]
struct Slot {
    /// Where its first fragment starts, and the farthest end of its fragments, in bytes.
    start: u32,
    end: u32,
    /// The farthest end of this chunk and of all before it.
    reach: u32,
    chunk: Arc<Chunk>,
}

impl Slot {
    fn of(chunk: Arc<Chunk>) -> Self {
        let start = chunk.sorted.first().map_or(0, |fragment| fragment.span.start.0);
        Self { start, end: chunk.reach.farthest(), reach: 0, chunk }
    }
}

/// Fragments sorted by start, longer ones first, then by their annotation's id.
#[derive(Clone, Debug, Default)]
pub(super) struct Fragments {
    slots: Vec<Slot>,
}

impl Fragments {
    pub(super) fn of(mut all: Vec<Fragment>) -> Self {
        all.sort_by(|a, b| a.order(b.span, &b.annotation.id));
        // Half full, so that the first change does not divide them.
        let chunks = all.chunks(MOST / 2).map(|chunk| Slot::of(Arc::new(Chunk::of(chunk.to_vec()))));
        let mut fragments = Self { slots: chunks.collect() };
        fragments.extend_reach(0);
        fragments
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Fragment> + '_ {
        self.slots.iter().flat_map(|slot| &slot.chunk.sorted)
    }

    /// Those that overlap a span, in order.
    pub(super) fn overlapping(&self, span: Span) -> impl DoubleEndedIterator<Item = &Fragment> + '_ {
        let from = self.slots.partition_point(|slot| slot.reach <= span.start.0);
        let to = self.slots.partition_point(|slot| slot.start < span.end.0).max(from);
        let there = self.slots[from..to].iter().filter(move |slot| slot.end > span.start.0);
        there.flat_map(move |slot| slot.chunk.overlapping(span))
    }

    /// Those that are not before a span, in order.
    pub(super) fn from(&self, span: Span) -> impl Iterator<Item = &Fragment> + '_ {
        let first = self.slots.partition_point(|slot| slot.start < span.start.0).saturating_sub(1);
        let there = self.slots[first..].iter().flat_map(|slot| &slot.chunk.sorted);
        there.skip_while(move |fragment| fragment.span.text_order() < span.text_order())
    }

    pub(super) fn get(&self, span: Span, id: &AnnotationId) -> Option<&Fragment> {
        let chunk = &self.slots.get(self.slot_of(span, id))?.chunk;
        chunk.find(span, id).ok().map(|at| &chunk.sorted[at])
    }

    pub(super) fn insert(&mut self, fragment: Fragment) {
        let number = self.slot_of(fragment.span, &fragment.annotation.id).min(self.slots.len().saturating_sub(1));
        let Some(slot) = self.slots.get_mut(number) else {
            *self = Self::of(vec![fragment]);
            return;
        };
        let chunk = Arc::make_mut(&mut slot.chunk);
        let (Ok(at) | Err(at)) = chunk.find(fragment.span, &fragment.annotation.id);
        chunk.sorted.insert(at, fragment);
        chunk.refill(at);
        if chunk.sorted.len() > MOST {
            let behind = Chunk::of(chunk.sorted.split_off(MOST / 2));
            chunk.refill(chunk.sorted.len());
            self.slots.insert(number + 1, Slot::of(Arc::new(behind)));
            self.refresh(number + 1);
        }
        self.refresh(number);
    }

    pub(super) fn remove(&mut self, span: Span, id: &AnnotationId) {
        let number = self.slot_of(span, id);
        let Some(slot) = self.slots.get_mut(number) else { return };
        let Ok(at) = slot.chunk.find(span, id) else { return };
        if slot.chunk.sorted.len() == 1 {
            self.slots.remove(number);
            self.extend_reach(number);
        } else {
            let chunk = Arc::make_mut(&mut slot.chunk);
            chunk.sorted.remove(at);
            chunk.refill(at);
            self.refresh(number);
        }
    }

    /// Puts a fragment in the place of the one with the same span and id.
    pub(super) fn replace(&mut self, fragment: Fragment) {
        let number = self.slot_of(fragment.span, &fragment.annotation.id);
        let Some(slot) = self.slots.get_mut(number) else { return };
        if let Ok(at) = slot.chunk.find(fragment.span, &fragment.annotation.id) {
            Arc::make_mut(&mut slot.chunk).sorted[at] = fragment;
        }
    }

    /// The chunk that holds a fragment, if it is there.
    fn slot_of(&self, span: Span, id: &AnnotationId) -> usize {
        let first = self.slots.partition_point(|slot| slot.start < span.start.0).saturating_sub(1);
        let end = self.slots.partition_point(|slot| slot.start <= span.start.0).max(first);
        let is_before = |slot: &Slot| slot.chunk.sorted.last().is_some_and(|last| last.order(span, id).is_lt());
        first + self.slots[first..end].partition_point(is_before)
    }

    /// Brings a chunk's slot up to date.
    fn refresh(&mut self, number: usize) {
        if let Some(slot) = self.slots.get_mut(number) {
            *slot = Slot::of(Arc::clone(&slot.chunk));
            self.extend_reach(number);
        }
    }

    /// Computes from a chunk on how far the chunks reach.
    fn extend_reach(&mut self, from: usize) {
        let mut reach = from.checked_sub(1).map_or(0, |before| self.slots[before].reach);
        for (number, slot) in self.slots.iter_mut().enumerate().skip(from) {
            reach = reach.max(slot.end);
            if number > from && slot.reach == reach {
                break;
            }
            slot.reach = reach;
        }
    }
}
