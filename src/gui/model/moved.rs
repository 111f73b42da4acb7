//! Annotations without a certain place in their article, as the view of differences shows them.
//!
//! Such an annotation stays an orphan until the person has decided: what the view shows of it follows from what its file
//! says and from the places that were found for it, so that leaving the view, or the program, loses nothing.

use std::collections::HashMap;
use std::sync::Arc;

use super::differences::{ComparedState, Comparison, Placement, Purpose};
use crate::annotation::diff::{Key, Record};
use crate::annotation::{Annotation, AnnotationState, Counts, Difference, Orphan, Spans};
use crate::document::Document;
use crate::exchange::anchor::Anchor;
use crate::exchange::ron::read_orphan;
use crate::text::Span;

/// An annotation whose place the person selects on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placing {
    /// The RON text of the orphan.
    pub(crate) ron: String,
    /// Its words.
    pub(crate) quote: String,
}

/// What the person does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlacingAction {
    /// The selection is its place.
    Here,
    /// It is left as it is.
    Cancel,
}

/// The text in which a file says that annotations are: the surroundings of each with its words.
#[derive(Default)]
struct FormerText {
    text: String,
}

impl FormerText {
    /// Adds a passage. Returns its fragments.
    fn add(&mut self, anchor: &Anchor) -> Spans {
        self.text.push_str(&anchor.prefix);
        let mut spans = Vec::new();
        for (number, quote) in anchor.quotes.iter().enumerate() {
            if number > 0 {
                self.text.push_str(" … ");
            }
            let start = self.text.len();
            self.text.push_str(quote);
            spans.push(Span::from_range(start..self.text.len()));
        }
        self.text.push_str(&anchor.suffix);
        // A paragraph of its own.
        self.text.push_str("\n\n");
        Spans::new(spans)
    }
}

/// Annotations that were not found, and after them those found approximately, against what their file says; `None` if
/// there are none. `exactly` were found for certain. What was chosen in the same view before stays.
pub(crate) fn moved(
    document: &Arc<Document>,
    state: &Arc<AnnotationState>,
    exactly: usize,
    former: Option<&Comparison>,
) -> Option<Comparison> {
    let known: HashMap<&str, &Placement> = former
        .map(|former| former.placements.iter().map(|placement| (placement.ron.as_str(), placement)).collect())
        .unwrap_or_default();
    let mut was = FormerText::default();
    let mut rows: Vec<(Placement, Difference)> = Vec::new();
    for (number, orphan) in state.orphans.iter().enumerate() {
        let Some((annotation, anchor)) = read_orphan(orphan) else { continue };
        let mut placement = Placement {
            orphan: number,
            ron: orphan.ron.clone(),
            places: orphan.proposals.iter().map(|proposal| proposal.spans.clone()).collect(),
            shown: orphan.near().map(|_| 0),
            is_left: false,
        };
        if let Some(known) = known.get(orphan.ron.as_str()) {
            (placement.shown, placement.is_left) = (known.shown, known.is_left);
        }
        let spans = if anchor.quotes.is_empty() { Spans::default() } else { was.add(&anchor) };
        let former = Annotation { spans, ..annotation };
        rows.push((placement, Difference { key: key_of(orphan), was: Some(annotation_record(former)), now: None }));
    }
    if rows.is_empty() {
        return None;
    }
    rows.sort_by_key(|(placement, _)| state.orphans[placement.orphan].near().is_some());
    let (placements, differences) = rows.into_iter().unzip();
    let near = state.orphans.iter().filter(|orphan| orphan.near().is_some()).count();
    let side = |document: &Arc<Document>| ComparedState { document: Arc::clone(document), state: Arc::clone(state) };
    let former_document = Arc::new(Document::from_text(was.text).ok()?);
    let mut comparison = Comparison {
        purpose: Purpose::Moved { exactly },
        was: side(&former_document),
        now: side(document),
        differences,
        counts: Counts::default(),
        placements,
        first: 0,
    };
    comparison.counts = Counts { removed: comparison.differences.len() - near, changed: near, ..Counts::default() };
    (0..comparison.placements.len()).for_each(|row| show_place(&mut comparison, row));
    Some(comparison)
}

/// Shows a row's chosen place on the present side.
pub(crate) fn show_place(comparison: &mut Comparison, row: usize) {
    let (Some(placement), Some(difference)) = (comparison.placements.get(row), comparison.differences.get_mut(row))
    else {
        return;
    };
    let place = placement.shown.and_then(|shown| placement.places.get(shown));
    difference.now = match (&difference.was, place) {
        (Some(Record::Annotation(former)), Some(place)) => {
            Some(annotation_record(Annotation { spans: place.clone(), ..former.as_ref().clone() }))
        }
        _ => None,
    };
}

fn annotation_record(annotation: Annotation) -> Record {
    Record::Annotation(Arc::new(annotation))
}

fn key_of(orphan: &Orphan) -> Key {
    Key::Orphan(orphan.id.as_ref().map_or_else(|| orphan.ron.clone(), ToString::to_string))
}
