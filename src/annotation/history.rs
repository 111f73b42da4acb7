//! Undo and redo.

use std::collections::VecDeque;

use jiff::Timestamp;

use super::edit::{AnnotationState, EditError, Transaction};

/// Steps kept; older ones can no longer be undone.
const LIMIT_STEPS: usize = 1_000;

/// Names one gesture of a person: the typing of one note, the dragging of one end. Changes of the
/// same gesture that follow each other are one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gesture(pub u64);

/// A change that was made, in both directions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Makes it.
    pub forward: Transaction,
    /// Takes it back.
    pub inverse: Transaction,
    /// When it was made; of a gesture, when its last change was.
    pub at: Timestamp,
}

impl Change {
    /// Makes a change now. On an error nothing is changed.
    pub fn make(forward: Transaction, state: &mut AnnotationState) -> Result<Self, EditError> {
        let inverse = forward.apply(state)?;
        Ok(Self { forward, inverse, at: Timestamp::now() })
    }
}

#[derive(Clone, Debug)]
struct Step {
    change: Change,
    gesture: Option<Gesture>,
    /// Numbers of the states on both sides of the step.
    before: u64,
    after: u64,
}

/// Undo and redo, bounded, and which state was saved last.
///
/// Limitations: [`LIMIT_STEPS`] steps are kept, whatever their size; what follows an undone step is forgotten with the next
/// change; and a step that was undone and made again takes in no further changes of its gesture.
#[derive(Clone, Debug)]
pub struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    limit: usize,
    /// Number of the present state; every new state gets a number of its own.
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
    /// An empty history of at most `limit` steps, whose present state counts as saved.
    pub fn with_limit(limit: usize) -> Self {
        let limit = limit.max(1);
        Self { done: VecDeque::new(), undone: Vec::new(), limit, state: 0, newest_state: 0, saved_state: Some(0) }
    }

    /// Remembers a change that was made. A change of the gesture of the last step joins that step, unless the state
    /// between them was saved.
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

    /// Takes the last step back, and gives the change that did. `None` when there is none.
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

    /// Takes back the last step, if it is that of a gesture, as if it had never been made; gives the change that did.
    pub fn give_up(
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

    /// Makes the last undone step again, and gives the change that did. `None` when there is none.
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

    /// The changes that can be taken back, the oldest first.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = &Change> + '_ {
        self.done.iter().map(|step| &step.change)
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to make again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The gesture that the last step belongs to and that further changes can join.
    pub fn gesture(&self) -> Option<Gesture> {
        self.done.back().and_then(|step| step.gesture)
    }

    /// Number of the present state: equal numbers mean equal notes.
    pub fn state(&self) -> u64 {
        self.state
    }

    /// Whether the step that led to the state with this number (see [`Self::state`]) is made, and not taken back.
    pub fn is_made(&self, state: u64) -> bool {
        self.done.iter().rev().any(|step| step.after == state)
    }

    /// Says that the state with this number (see [`Self::state`]) is what the file holds.
    pub fn mark_saved(&mut self, state: u64) {
        self.saved_state = Some(state);
    }

    /// Says that no file holds any state of this history.
    pub fn mark_unsaved(&mut self) {
        self.saved_state = None;
    }

    /// Whether the present state differs from the saved one.
    pub fn is_dirty(&self) -> bool {
        self.saved_state != Some(self.state)
    }
}
