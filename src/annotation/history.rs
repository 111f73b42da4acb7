//! Undo and redo.

use std::collections::VecDeque;

use super::{AnnotationState, EditError, Transaction};

/// Steps kept; older ones can no longer be undone.
const LIMIT_STEPS: usize = 1_000;

/// Names one gesture of a person: the typing of one note, the dragging of one end. Changes of the
/// same gesture that follow each other are one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gesture(pub u64);

#[derive(Clone, Debug)]
struct Step {
    /// Takes the step back (when done) or makes it again (when undone).
    reverse: Transaction,
    gesture: Option<Gesture>,
    /// Numbers of the states on both sides of the step.
    before: u64,
    after: u64,
}

/// A step that was taken back or made again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stepped {
    /// What was applied.
    pub applied: Transaction,
    /// What takes it back.
    pub inverse: Transaction,
}

/// Undo and redo, bounded, and which state was saved last.
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

    /// Remembers a change that was made, by its inverse. A change of the gesture of the last step
    /// joins that step, unless the state between them was saved.
    pub fn record(&mut self, inverse: Transaction, gesture: Option<Gesture>) {
        if inverse.is_empty() {
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
            last.reverse = inverse.then(std::mem::take(&mut last.reverse));
            last.after = self.state;
            return;
        }
        self.done.push_back(Step { reverse: inverse, gesture, before, after: self.state });
        if self.done.len() > self.limit {
            self.done.pop_front();
        }
    }

    /// Takes the last step back. `None` when there is none.
    pub fn undo(&mut self, annotation_state: &mut AnnotationState) -> Result<Option<Stepped>, EditError> {
        let Some(step) = self.done.pop_back() else {
            return Ok(None);
        };
        let forward = match step.reverse.apply(annotation_state) {
            Ok(forward) => forward,
            Err(error) => {
                self.done.push_back(step);
                return Err(error);
            }
        };
        self.state = step.before;
        self.undone.push(Step { reverse: forward.clone(), gesture: None, ..step });
        Ok(Some(Stepped { applied: step.reverse, inverse: forward }))
    }

    /// Takes back the last step, if it is that of a gesture, as if it had never been made. Says whether it was.
    pub fn give_up(&mut self, gesture: Gesture, annotation_state: &mut AnnotationState) -> Result<bool, EditError> {
        let is_last = self.gesture() == Some(gesture) && self.undo(annotation_state)?.is_some();
        if is_last {
            self.undone.pop();
        }
        Ok(is_last)
    }

    /// Makes the last undone step again. `None` when there is none.
    pub fn redo(&mut self, annotation_state: &mut AnnotationState) -> Result<Option<Stepped>, EditError> {
        let Some(step) = self.undone.pop() else {
            return Ok(None);
        };
        let backward = match step.reverse.apply(annotation_state) {
            Ok(backward) => backward,
            Err(error) => {
                self.undone.push(step);
                return Err(error);
            }
        };
        self.state = step.after;
        self.done.push_back(Step { reverse: backward.clone(), gesture: None, ..step });
        Ok(Some(Stepped { applied: step.reverse, inverse: backward }))
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
