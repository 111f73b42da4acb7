//! Consecutive presses of the pointer in a field, and the drag that follows.

use std::ops::Range;

use eframe::egui::Pos2;

/// The unit selected by a press, and extended by a drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Grapheme,
    Word,
    Paragraph,
}

/// A drag in progress, from the unit that was pressed.
#[derive(Clone, Debug)]
pub(super) struct Drag {
    pub(super) unit: Unit,
    pub(super) from: Range<usize>,
}

/// Consecutive presses in the same place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Presses {
    pub(super) count: u32,
    pub(super) secs: f64,
    pub(super) at: Pos2,
}
