//! Overlap search in a list of spans sorted by start.

use std::ops::Range;

use crate::text::Span;

/// The running maximum of the spans' ends. It never decreases, so that a binary search finds the first span that can
/// reach a position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    ends: Vec<u32>,
}

impl Reach {
    /// The reach of spans sorted by start.
    pub fn of(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut reach = Self::default();
        reach.refill(0, spans);
        reach
    }

    /// The farthest end of all spans, 0 if there are none.
    pub(crate) fn farthest(&self) -> u32 {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Recomputes the maxima from index `from` on, where `spans` are now.
    pub(crate) fn refill(&mut self, from: usize, spans: impl IntoIterator<Item = Span>) {
        self.ends.truncate(from);
        let mut farthest = self.farthest();
        self.ends.extend(spans.into_iter().map(|span| {
            farthest = farthest.max(span.end.0);
            farthest
        }));
    }

    /// A range of indices that contains all spans overlapping `span`; some spans in it may not overlap. `start_at`
    /// gives the start of a span by index.
    pub fn window(&self, span: Span, start_at: impl Fn(usize) -> u32) -> Range<usize> {
        let first = self.ends.partition_point(|&end| end <= span.start.0);
        let (mut low, mut high) = (first, self.ends.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if start_at(middle) < span.end.0 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        first..low
    }
}
