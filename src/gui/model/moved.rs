//! Annotations without a certain place in their article, as the view of differences shows them.
//!
//! Such an annotation stays an orphan until the person has decided: what the view shows of it follows from what its file
//! says and from the places that were found for it, so that leaving the view, or the program, loses nothing.

use std::collections::HashMap;
use std::sync::Arc;

use super::differences::{ComparedState, Comparison, Placeable, Placement, Purpose};
use crate::annotation::diff::{Key, Record};
use crate::annotation::{Annotation, AnnotationState, Counts, Difference, Orphan, Spans};
use crate::document::Document;
use crate::exchange::anchor::Anchor;
use crate::exchange::ron::{Displaced, read_orphan};
use crate::text::Span;

/// An annotation whose place the person selects on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placing {
    /// Which one.
    pub(crate) of: Placeable,
    /// Its words.
    pub(crate) quote: String,
    /// Whether it is dragged there, and the button still held.
    pub(crate) is_dragged: bool,
}

/// The most words that are selected where it is dragged.
const MOST_WORDS: usize = 40;

impl Placing {
    /// How many words it has, while it is dragged.
    pub(crate) fn dragged_words(&self) -> Option<usize> {
        self.is_dragged.then(|| self.quote.split_whitespace().take(MOST_WORDS).count().max(1))
    }
}

/// The most annotations found for certain that are listed.
const MOST_LISTED: usize = 2_000;

/// The annotations of a tab that were found for certain when its text was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoundExactly {
    /// How many.
    pub(crate) count: usize,
    /// Those that are elsewhere now.
    pub(crate) elsewhere: Arc<[Displaced]>,
}

impl FoundExactly {
    /// Of all that are not where their file says; `kept` are besides.
    pub(crate) fn of(displaced: Vec<Displaced>, kept: usize) -> Self {
        let elsewhere: Arc<[Displaced]> = displaced.into_iter().filter(Displaced::is_found).collect();
        Self { count: kept + elsewhere.len(), elsewhere }
    }
}

/// What the person does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlacingAction {
    /// The selection is its place.
    Here,
    /// It is left as it is.
    Cancel,
    /// It was dragged beside the text: its place is selected some other way.
    Dropped,
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

/// Annotations that were not found, after them those found approximately, and last, if they are wanted, those found for
/// certain elsewhere, against what their file says; `None` if there is nothing to decide. What was chosen in the same view
/// before stays.
pub(crate) fn moved(
    document: &Arc<Document>,
    state: &Arc<AnnotationState>,
    found: &FoundExactly,
    is_unfolded: bool,
    former: Option<&Comparison>,
) -> Option<Comparison> {
    let known: HashMap<&Placeable, &Placement> = former
        .map(|former| former.placements.iter().map(|placement| (&placement.of, placement)).collect())
        .unwrap_or_default();
    let mut was = FormerText::default();
    let mut rows: Vec<(Placement, Difference)> = Vec::new();
    for orphan in &state.orphans {
        let Some((annotation, anchor)) = read_orphan(orphan) else { continue };
        let mut placement = Placement {
            of: Placeable::Orphan(orphan.ron.clone()),
            places: orphan.proposals.iter().map(|proposal| proposal.spans.clone()).collect(),
            shown: orphan.near().map(|_| 0),
            is_left: false,
        };
        if let Some(known) = known.get(&placement.of) {
            (placement.shown, placement.is_left) = (known.shown, known.is_left);
        }
        let spans = if anchor.quotes.is_empty() { Spans::default() } else { was.add(&anchor) };
        let former = Annotation { spans, ..annotation };
        rows.push((placement, Difference { key: key_of(orphan), was: Some(annotation_record(former)), now: None }));
    }
    if rows.is_empty() {
        return None;
    }
    rows.sort_by_key(|(placement, _)| has_near_place(placement, state));
    let near = rows.iter().filter(|(placement, _)| has_near_place(placement, state)).count();
    let orphans = rows.len();
    if is_unfolded {
        rows.extend(
            found.elsewhere.iter().take(MOST_LISTED).filter_map(|displaced| found_row(displaced, state, &mut was)),
        );
    }
    let (placements, differences): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let side = |document: &Arc<Document>| ComparedState { document: Arc::clone(document), state: Arc::clone(state) };
    let former_document = Arc::new(Document::from_text(was.text).ok()?);
    let mut comparison = Comparison {
        purpose: Purpose::Moved { exactly: found.count, elsewhere: found.elsewhere.len(), is_unfolded },
        was: side(&former_document),
        now: side(document),
        differences,
        counts: Counts::default(),
        placements,
        choices: Vec::new(),
        shows_before: false,
        first: 0,
    };
    comparison.counts = Counts { removed: orphans - near, changed: near, ..Counts::default() };
    (0..comparison.placements.len()).for_each(|row| show_place(&mut comparison, row));
    Some(comparison)
}

fn has_near_place(placement: &Placement, state: &AnnotationState) -> bool {
    placement.of.number(state).is_some_and(|number| state.orphans[number].near().is_some())
}

/// The row of an annotation that was found for certain elsewhere; none once it is gone.
fn found_row(displaced: &Displaced, state: &AnnotationState, was: &mut FormerText) -> Option<(Placement, Difference)> {
    let now = state.annotations.get(&displaced.id)?;
    let (prefix, suffix) = displaced.around.clone();
    let anchor = Anchor { quotes: vec![displaced.quote.clone()], prefix, suffix, ..Anchor::default() };
    let former = Annotation { spans: was.add(&anchor), ..now.clone() };
    let placement = Placement {
        of: Placeable::Found(displaced.id.clone()),
        places: vec![now.spans.clone()],
        shown: Some(0),
        is_left: false,
    };
    let key = Key::Annotation(displaced.id.clone());
    Some((placement, Difference { key, was: Some(annotation_record(former)), now: None }))
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
