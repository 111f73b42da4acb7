//! The results of detection for a text, in the form that a session takes.

use std::ops::Deref;

use crate::annotation::intervals::Reach;
use crate::detect::{Candidate, Kind, drop_writers};
use crate::document::Document;
use crate::text::Span;

/// Candidates sorted by start, longer ones first, with an index for finding those in a passage. Built on the thread
/// that runs detection: for a long article that takes some 50 ms.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    list: Vec<Candidate>,
    reach: Reach,
    kinds: Vec<Kind>,
}

impl Candidates {
    /// What was detected in a document, without what is part of a writer's name in its bylines.
    pub fn of(document: &Document, mut list: Vec<Candidate>) -> Self {
        drop_writers(document.text(), document.bylines(), &mut list);
        Self::new(document.text(), list)
    }

    /// Candidates of a text; those with a span outside it are left out.
    pub fn new(text: &str, mut list: Vec<Candidate>) -> Self {
        list.retain(|c| Span::new(text, c.span.start, c.span.end).is_ok());
        list.sort_by_key(Candidate::order);
        let mut kinds = Vec::new();
        for candidate in &list {
            if !kinds.contains(&candidate.kind) {
                kinds.push(candidate.kind);
            }
        }
        Self { reach: Reach::of(list.iter().map(|c| c.span)), list, kinds }
    }

    /// The kinds that occur.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// Those that overlap `span`, with their indices.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = (usize, &Candidate)> + '_ {
        let window = self.reach.window(span, |i| self.list[i].span.start.0);
        let from = window.start;
        (from..).zip(&self.list[window]).filter(move |(_, c)| c.span.overlaps(span))
    }
}

impl PartialEq for Candidates {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl Deref for Candidates {
    type Target = [Candidate];

    fn deref(&self) -> &[Candidate] {
        &self.list
    }
}
