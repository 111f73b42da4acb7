//! What an article's annotation file holds, and what was taken in from it that others have written.

use std::sync::Arc;

use crate::annotation::{AnnotationState, Counts, Transaction};
use crate::session::Session;
use crate::store::{Seen, Stamp, Why};

/// An annotation file and this window.
pub(crate) struct Merging {
    /// What the file holds, as it was read or written last.
    pub(crate) file: Arc<AnnotationState>,
    /// What this window and the file have in common: the file without what was taken in from it and undone here.
    common: Arc<AnnotationState>,
    /// When the file was looked at last.
    pub(crate) seen: Seen,
    /// Contents of the file that cannot be merged.
    pub(crate) refused: Option<Stamp>,
    /// Whether it is to be merged as soon as nothing stands in the way.
    pub(crate) is_due: bool,
    /// What is to be saved behind that, and why.
    pub(crate) then_save: Option<Why>,
    /// What was taken in, in the order of the steps.
    steps: Vec<Step>,
    /// What was taken in and not answered yet.
    pub(crate) taken: Option<Taken>,
    /// How many decisions are open in this state of the annotations.
    open: (Option<u64>, usize),
}

/// A step of the history that took in what others have written.
struct Step {
    /// The session's state behind it.
    state: u64,
    is_undone: bool,
    /// From what was common before to what was common behind it, and back.
    forth: Transaction,
    back: Transaction,
}

/// What was taken in, for the bar above the page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    /// The names of those who wrote it, as far as known.
    pub(crate) by: Vec<String>,
    pub(crate) counts: Counts,
    /// What takes it back.
    pub(crate) back: Transaction,
}

impl Default for Merging {
    /// Of an article without an annotation file.
    fn default() -> Self {
        Self::of(Arc::default())
    }
}

impl Merging {
    /// Of a file that holds this.
    pub(crate) fn of(file: Arc<AnnotationState>) -> Self {
        Self {
            common: Arc::clone(&file),
            file,
            seen: Seen::nothing(),
            refused: None,
            is_due: false,
            then_save: None,
            steps: Vec::new(),
            taken: None,
            open: (None, 0),
        }
    }

    /// Another text of the article is shown: what the file holds is in that text now. The history begins anew.
    pub(crate) fn carried_over(self, file: Arc<AnnotationState>, common: Arc<AnnotationState>) -> Self {
        Self { common, taken: self.taken, then_save: self.then_save, is_due: self.refused.is_some(), ..Self::of(file) }
    }

    /// What this window and the file have in common.
    pub(crate) fn common(&self) -> &Arc<AnnotationState> {
        &self.common
    }

    /// Whether something that others have written, and that was taken in, is undone here and still in the file.
    pub(crate) fn is_undone(&self) -> bool {
        !Arc::ptr_eq(&self.common, &self.file)
    }

    /// The file holds what this window has saved.
    pub(crate) fn saved(&mut self, state: Arc<AnnotationState>) {
        self.common = Arc::clone(&state);
        self.file = state;
        self.seen = Seen::nothing();
        self.refused = None;
        self.steps.retain(|step| !step.is_undone);
    }

    /// The file was merged; that was the step that led to the state with this number, if anything was new.
    pub(crate) fn merged(&mut self, theirs: Arc<AnnotationState>, step: Option<u64>) {
        let [forth, back] =
            [(&self.common, &theirs), (&theirs, &self.common)].map(|(from, to)| Transaction::between(from, to));
        self.saved(theirs);
        self.steps.extend(step.map(|state| Step { state, is_undone: false, forth, back }));
    }

    /// The person wants the file to be without what is undone here.
    pub(crate) fn leave_out(&mut self) {
        self.saved(Arc::clone(&self.file));
    }

    /// Follows what was undone and redone.
    pub(crate) fn follow(&mut self, session: &Session) {
        if self.open.0 == Some(session.state()) {
            return;
        }
        self.open = (Some(session.state()), session.annotation_state().open_conflicts().count());
        let is_turned =
            |step: &Step| if step.is_undone { session.is_made(step.state) } else { session.is_undone(step.state) };
        if !self.steps.iter().any(is_turned) {
            return;
        }
        let mut common = AnnotationState::clone(&self.common);
        for step in self.steps.iter_mut().rev().filter(|step| !step.is_undone && is_turned(step)) {
            step.back.replay(&mut common);
            step.is_undone = true;
        }
        for step in self.steps.iter_mut().filter(|step| step.is_undone && is_turned(step)) {
            step.forth.replay(&mut common);
            step.is_undone = false;
        }
        self.common = if common == *self.file { Arc::clone(&self.file) } else { Arc::new(common) };
    }

    /// How many decisions are open.
    pub(crate) fn open(&self) -> usize {
        self.open.1
    }

    /// Whether nothing is saved by itself until the person has answered.
    pub(crate) fn holds_back(&self) -> bool {
        self.is_undone() || self.open() > 0
    }
}

/// What the bar about it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MergingAction {
    /// It was seen.
    Keep,
    /// Show what was taken in.
    Look,
    /// Show what is to be decided.
    Decide,
    /// Take in again what is undone.
    TakeAgain,
    /// Save without it.
    LeaveOut,
}
