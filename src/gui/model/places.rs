//! Where the steps of an article were made.

use crate::annotation::{Gesture, LabelId};
use crate::gui::reader::{MarkRef, Reader};
use crate::session::Session;
use crate::text::Span;

/// What was selected when something was done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    /// The words, in bytes.
    pub(crate) span: Span,
    /// The label of the mark on them, at that time; `None` if the words themselves were selected.
    pub(crate) label: Option<LabelId>,
}

impl Place {
    /// What is selected on the page, if anything is.
    pub(crate) fn of(reader: &Reader, session: &Session) -> Option<Self> {
        if let Some(span) = reader.selection() {
            return Some(Self { span, label: None });
        }
        let mark = reader.selected.as_ref()?;
        Some(Self { span: mark.first_span(session)?, label: Some(mark.label(session)?) })
    }

    /// Goes there and selects what is there now: the mark, whatever its label has become, or else the words.
    pub(crate) fn select(&self, reader: &mut Reader, session: &Session, is_undo: bool) {
        reader.reveal(self.span);
        match &self.label {
            None if is_undo => {
                reader.selected = None;
                reader.select(self.span);
            }
            None => reader.selected = MarkRef::upon(session, self.span.trimmed(session.document().text())),
            Some(label) => {
                let there = MarkRef::on(session, self.span, label).or_else(|| MarkRef::upon(session, self.span));
                // A mark whose ends were moved is no longer there, and is still the one that is meant.
                reader.selected = there.or_else(|| reader.selected.take());
            }
        }
    }
}

/// Where each step was made, so that undoing and redoing lead there.
#[derive(Debug, Default)]
pub(crate) struct Places {
    made: Vec<Made>,
}

#[derive(Debug)]
struct Made {
    /// The number of the state after it.
    after: u64,
    gesture: Option<Gesture>,
    place: Option<Place>,
}

impl Places {
    /// Notes where the change was made that led from one state to another. What belongs to one gesture is one step, which
    /// was made where the gesture began.
    pub(crate) fn note(&mut self, (before, after): (u64, u64), gesture: Option<Gesture>, place: Option<Place>) {
        if before == after {
            return;
        }
        let begun =
            self.made.last().filter(|made| made.after == before && gesture.is_some() && made.gesture == gesture);
        let place = begun.map_or(place, |begun| begun.place.clone());
        self.made.push(Made { after, gesture, place });
    }

    /// Where the step was made that led to this state.
    pub(crate) fn of(&self, state: u64) -> Option<&Place> {
        self.made.iter().rev().find(|made| made.after == state)?.place.as_ref()
    }
}
