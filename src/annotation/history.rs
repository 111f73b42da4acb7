//! Undo and redo.

use jiff::Timestamp;

use super::edit::{AnnotationState, EditError, Transaction};

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

/// Where a step comes from that the person did not make here, edit by edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// What others have written into the annotation file was taken in.
    TakenIn,
    /// What was not saved before the program ended was restored.
    Recovered,
    /// That was discarded.
    Discarded,
    /// An earlier state of the annotation file was restored.
    Version,
    /// The labels of the folder were taken over.
    FolderLabels,
    /// What several annotators' files have in common.
    InCommon,
    /// A file of another program was imported.
    Imported,
}

#[derive(Clone, Debug)]
struct Step {
    change: Change,
    gesture: Option<Gesture>,
    cause: Option<Cause>,
    /// Numbers of the states before and after the step.
    before: u64,
    after: u64,
}

/// A step as it is listed.
#[derive(Clone, Copy, Debug)]
pub struct ListedStep<'a> {
    /// What it changed.
    pub change: &'a Change,
    /// Numbers of the states before and after it ([`History::state`]).
    pub before: u64,
    /// See `before`.
    pub after: u64,
    /// Whether it was undone, and can be done again.
    pub is_undone: bool,
    /// Where it comes from; `None` for what the person did here.
    pub cause: Option<Cause>,
}

/// Undo and redo of all that was done since the article was opened, and which state was saved last.
///
/// Limitations: undone steps are forgotten at the next change; a step that was undone and redone accepts no further
/// changes of its gesture.
#[derive(Clone, Debug)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Number of the current state; every new state gets a new number.
    state: u64,
    newest_state: u64,
    saved_state: Option<u64>,
}

impl Default for History {
    /// An empty history; the current state counts as saved.
    fn default() -> Self {
        Self { done: Vec::new(), undone: Vec::new(), state: 0, newest_state: 0, saved_state: Some(0) }
    }
}

impl History {
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
        if let Some(last) = self.done.last_mut()
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
        self.done.push(Step { change, gesture, cause: None, before, after: self.state });
    }

    /// Says where the last step comes from.
    pub(crate) fn set_cause(&mut self, cause: Cause) {
        if let Some(last) = self.done.last_mut() {
            last.cause = Some(cause);
        }
    }

    /// Undoes the last step and returns the change that this made. `None` if there is none.
    pub fn undo(&mut self, annotation_state: &mut AnnotationState) -> Result<Option<Change>, EditError> {
        let Some(mut step) = self.done.pop() else {
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
                self.done.push(step);
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
                self.done.push(Step { gesture: None, ..step });
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

    /// The number of steps that are listed, and of those among them that were undone.
    pub fn count(&self) -> (usize, usize) {
        (self.done.len() + self.undone.len(), self.undone.len())
    }

    /// A step by its place among all, the newest (and of those undone, the last one that was done) first.
    pub fn listed(&self, place: usize) -> Option<ListedStep<'_>> {
        let (step, is_undone) = match self.undone.get(place) {
            Some(step) => (step, true),
            None => (self.done.iter().rev().nth(place - self.undone.len())?, false),
        };
        let Step { change, cause, before, after, .. } = step;
        Some(ListedStep { change, before: *before, after: *after, is_undone, cause: *cause })
    }

    /// Whether the file has the state with this number.
    pub fn is_saved(&self, state: u64) -> bool {
        self.saved_state == Some(state)
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
        self.done.last().and_then(|step| step.gesture)
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
        !self.is_made(state) && self.done.first().is_none_or(|oldest| oldest.before < state)
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
