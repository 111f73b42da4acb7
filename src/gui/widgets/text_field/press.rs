//! The drag that follows a press in a field.

use std::ops::Range;

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
