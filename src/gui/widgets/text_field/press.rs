//! Presses of the pointer in a field that follow each other, and the drag that one begins.

use std::ops::Range;

use eframe::egui::Pos2;

/// What a press selects, and a drag goes on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Grapheme,
    Word,
    Paragraph,
}

/// A drag under way, from the unit that was pressed.
#[derive(Clone, Debug)]
pub(super) struct Drag {
    pub(super) unit: Unit,
    pub(super) from: Range<usize>,
}

/// Presses that follow each other at one place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Presses {
    pub(super) count: u32,
    pub(super) secs: f64,
    pub(super) at: Pos2,
}
