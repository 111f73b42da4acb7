//! What two states of an article's annotations differ in, as the window shows it.
//!
//! One view, several uses ([`Purpose`]): what a saved state has, what was restored after a crash, what others have written,
//! what is to be decided. A further use is
//!
//! 1. a variant of [`Purpose`], with what its answers need;
//! 2. its words in `panels/differences.rs`: `Purpose::title` and `Purpose::answers`, the buttons at the view's head;
//! 3. a [`Comparison`] made by a job ([`Comparison::new`]) and given to `App::compare`. Both sides have a text of their own,
//!    so that what moved can be shown in the former text and in the present one;
//! 4. for an answer to each row: a value beside the [`Difference`]s by their index, an action of [`DifferencesAction`], its
//!    key in `DifferencesView::keys` and its words in `DifferencesView::decisions`, at the foot of the opened row.
//!
//! The rows are a list, of which only what is in view is drawn; the chosen one is opened below it and shows its sentence
//! twice, the former at the side where lines begin. Arrows, J and K move, Enter goes to the passage, Escape closes.

use std::sync::Arc;

use jiff::Timestamp;

use crate::annotation::diff::{Key, Record};
use crate::annotation::{AnnotationId, AnnotationState, Counts, Decision, Difference, Spans, differences};
use crate::document::Document;

/// One of the states that are compared.
#[derive(Clone, Debug)]
pub(crate) struct ComparedState {
    /// The text in which its spans count.
    pub(crate) document: Arc<Document>,
    /// The annotations.
    pub(crate) state: Arc<AnnotationState>,
}

/// What the differences are shown for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Purpose {
    /// What was restored after a crash, against the file as it was saved.
    Restored,
    /// What was changed in a saved state, or in the unsaved one, since the one before it.
    Step {
        /// The saved state's id and time; `None` for the unsaved one.
        version: Option<(String, Timestamp)>,
        /// When the one before it was saved; `None` if there is none.
        former: Option<Timestamp>,
    },
    /// What has changed since a saved state.
    Since {
        /// Its id.
        version: String,
        /// When it was saved.
        at: Timestamp,
    },
    /// What others have written into the file, against what was here before.
    Taken,
    /// What is here, against what others have made of it; see [`super::decisions`].
    Decisions,
    /// Annotations without a certain place in the text, against what their file says of it; see [`super::moved`].
    Moved {
        /// How many were found for certain.
        exactly: usize,
        /// How many of these are elsewhere now, and whether they are listed, too.
        elsewhere: usize,
        is_unfolded: bool,
    },
}

/// What can be put in a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Placeable {
    /// An orphan, by its RON text.
    Orphan(String),
    /// An annotation that was found for certain.
    Found(AnnotationId),
}

impl Placeable {
    /// Its number among the orphans.
    pub(crate) fn number(&self, state: &AnnotationState) -> Option<usize> {
        match self {
            Self::Orphan(ron) => state.orphans.iter().position(|orphan| orphan.ron == *ron),
            Self::Found(_) => None,
        }
    }
}

/// An annotation in the view of what moved, and what the person has decided about it so far.
#[derive(Clone, Debug)]
pub(crate) struct Placement {
    /// Which one.
    pub(crate) of: Placeable,
    /// Where it may belong, the likeliest place first.
    pub(crate) places: Vec<Spans>,
    /// The number of the place that is shown.
    pub(crate) shown: Option<usize>,
    /// Whether it is to stay as it is.
    pub(crate) is_left: bool,
}

/// What can be decided about a row of a merge, and what was.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    /// Which record.
    pub(crate) of: Key,
    /// Who has changed it on the other side; empty if unknown.
    pub(crate) by: String,
    /// The record as it was before both; `None` if it did not exist, or nobody knows.
    pub(crate) before: Option<Record>,
    /// Whether both sides can be kept.
    pub(crate) has_both: bool,
    pub(crate) decided: Option<Decision>,
}

/// Two states and what differs between them.
#[derive(Clone, Debug)]
pub(crate) struct Comparison {
    pub(crate) purpose: Purpose,
    pub(crate) was: ComparedState,
    pub(crate) now: ComparedState,
    /// What differs, in the order of the text.
    pub(crate) differences: Vec<Difference>,
    pub(crate) counts: Counts,
    /// What can be decided about the rows, in their order; empty if there is nothing to decide.
    pub(crate) placements: Vec<Placement>,
    /// The same of two sides of a merge.
    pub(crate) choices: Vec<Choice>,
    /// Whether the opened row also shows what was before both sides.
    pub(crate) shows_before: bool,
    /// The row that is opened first.
    pub(crate) first: usize,
}

impl Comparison {
    /// Compares two states; takes longer than a frame if there are many annotations.
    pub(crate) fn new(purpose: Purpose, was: ComparedState, now: ComparedState) -> Self {
        let differences = differences(&was.state, &now.state);
        let counts = Counts::of(&differences);
        let (placements, choices) = (Vec::new(), Vec::new());
        Self { purpose, was, now, differences, counts, placements, choices, shows_before: false, first: 0 }
    }
}

/// A comparison that a tab shows in the place of its page.
#[derive(Clone, Debug)]
pub(crate) struct ShownComparison {
    pub(crate) comparison: Arc<Comparison>,
    /// Distinguishes it from others, so that the view begins anew with each.
    pub(crate) number: u64,
    /// The session's state that it is about: when that changes it is closed.
    pub(crate) state: u64,
}

/// What the view of differences asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DifferencesAction {
    /// Close it.
    Close,
    /// Close it and show the passage of the difference with this index on the page.
    GoTo(usize),
    /// The place that is shown is the right one.
    Place(usize),
    /// All places that are shown are right.
    PlaceAll,
    /// Show another place.
    NextPlace(usize),
    /// Close it and select the place on the page.
    ChoosePlace(usize),
    /// The same, while the row is dragged there.
    DragPlace(usize),
    /// List what was found for certain, or do not any more.
    Unfold,
    /// Leave the annotation as it is, or not any more.
    Leave(usize),
    /// Which side is kept.
    Decide(usize, Decision),
    /// Show what was before both sides, or not any more.
    ShowBefore,
}
