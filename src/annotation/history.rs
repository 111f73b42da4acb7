//! Undo and redo.

use std::collections::VecDeque;

use jiff::Timestamp;

use super::edit::{AnnotationState, EditError, Transaction};

/// The number of steps kept; older ones can no longer be undone.
const LIMIT_STEPS: usize = 1_000;

/// Identifies one gesture of a person: typing one note, dragging one end. Consecutive changes of the same gesture form
/// one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gesture(pub u64);

/// A change that was made, in both directions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The change itself.
    pub forward: Transaction,
    /// Its inverse.
    pub inverse: Transaction,
    /// When it was made; for a gesture, when its last change was made.
    pub at: Timestamp,
}

impl Change {
    /// Applies a change now. On an error nothing is changed.
    pub fn make(forward: Transaction, state: &mut AnnotationState) -> Result<Self, EditError> {
        let inverse = forward.apply(state)?;
        Ok(Self { forward, inverse, at: Timestamp::now() })
    }
}

#[derive(Clone, Debug)]
struct Step {
    change: Change,
    gesture: Option<Gesture>,
    /// Numbers of the states before and after the step.
    before: u64,
    after: u64,
}

/// Undo and redo with a bounded number of steps, and which state was saved last.
///
/// Limitations: [`LIMIT_STEPS`] steps are kept, whatever their size; undone steps are forgotten at the next change; a
/// step that was undone and redone accepts no further changes of its gesture.
#[derive(Clone, Debug)]
pub struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    limit: usize,
    /// Number of the current state; every new state gets a new number.
    state: u64,
    newest_state: u64,
    saved_state: Option<u64>,
}

impl Default for History {
    fn default() -> Self {
        Self::with_limit(LIMIT_STEPS)
    }
}

impl History {
    /// An empty history of at most `limit` steps; the current state counts as saved.
    pub fn with_limit(limit: usize) -> Self {
        let limit = limit.max(1);
        Self { done: VecDeque::new(), undone: Vec::new(), limit, state: 0, newest_state: 0, saved_state: Some(0) }
    }

    /// Records a change that was applied. A change of the same gesture as the last step joins that step, unless the
    /// state between them was saved.
    pub fn record(&mut self, change: Change, gesture: Option<Gesture>) {
        if change.inverse.is_empty() {
            return;
        }
        let saved_between = self.saved_state == Some(self.state);
        let before = self.state;
        self.newest_state += 1;
        self.state = self.newest_state;
        self.undone.clear();
        if let Some(last) = self.done.back_mut()
            && gesture.is_some()
            && last.gesture == gesture
            && !saved_between
        {
            let former = &mut last.change;
            former.forward = std::mem::take(&mut former.forward).then(change.forward);
            former.inverse = change.inverse.then(std::mem::take(&mut former.inverse));
            former.at = change.at;
            last.after = self.state;
            return;
        }
        self.done.push_back(Step { change, gesture, before, after: self.state });
        if self.done.len() > self.limit {
            self.done.pop_front();
        }
    }

    /// Undoes the last step and returns the change that this made. `None` if there is none.
    pub fn undo(&mut self, annotation_state: &mut AnnotationState) -> Result<Option<Change>, EditError> {
        let Some(mut step) = self.done.pop_back() else {
            return Ok(None);
        };
        match Change::make(step.change.inverse.clone(), annotation_state) {
            Ok(back) => {
                step.change.forward = back.inverse.clone();
                self.state = step.before;
                self.undone.push(Step { gesture: None, ..step });
                Ok(Some(back))
            }
            Err(error) => {
                self.done.push_back(step);
                Err(error)
            }
        }
    }

    /// Takes back the last step if it belongs to this gesture, as if it had never been made, and returns the change
    /// that this made.
    pub(crate) fn give_up(
        &mut self,
        gesture: Gesture,
        annotation_state: &mut AnnotationState,
    ) -> Result<Option<Change>, EditError> {
        if self.gesture() != Some(gesture) {
            return Ok(None);
        }
        let back = self.undo(annotation_state)?;
        if back.is_some() {
            self.undone.pop();
        }
        Ok(back)
    }

    /// Redoes the last undone step and returns the change that this made. `None` if there is none.
    pub fn redo(&mut self, annotation_state: &mut AnnotationState) -> Result<Option<Change>, EditError> {
        let Some(mut step) = self.undone.pop() else {
            return Ok(None);
        };
        match Change::make(step.change.forward.clone(), annotation_state) {
            Ok(again) => {
                step.change.inverse = again.inverse.clone();
                self.state = step.after;
                self.done.push_back(Step { gesture: None, ..step });
                Ok(Some(again))
            }
            Err(error) => {
                self.undone.push(step);
                Err(error)
            }
        }
    }

    /// The changes that can be undone, the oldest first.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = &Change> + '_ {
        self.done.iter().map(|step| &step.change)
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The gesture of the last step, if further changes can join it.
    pub fn gesture(&self) -> Option<Gesture> {
        self.done.back().and_then(|step| step.gesture)
    }

    /// Number of the current state: equal numbers mean equal annotations.
    pub fn state(&self) -> u64 {
        self.state
    }

    /// Whether the step that led to the state with this number (see [`Self::state`]) is done and not undone.
    pub fn is_made(&self, state: u64) -> bool {
        self.done.iter().rev().any(|step| step.after == state)
    }

    /// Whether the step that led to the state with this number was undone. What was done too long ago to be undone was not.
    pub fn is_undone(&self, state: u64) -> bool {
        !self.is_made(state) && self.done.front().is_none_or(|oldest| oldest.before < state)
    }

    /// Records that the file contains the state with this number (see [`Self::state`]).
    pub fn mark_saved(&mut self, state: u64) {
        self.saved_state = Some(state);
    }

    /// Records that no file contains any state of this history.
    pub(crate) fn mark_unsaved(&mut self) {
        self.saved_state = None;
    }

    /// Whether the current state differs from the saved one.
    pub fn is_dirty(&self) -> bool {
        self.saved_state != Some(self.state)
    }
}
