//! What things are called in a file.

/// The name of the format.
pub(super) const NAME: &str = "tei";
/// The id of the block that holds the text.
pub(super) const TEXT: &str = "text";
/// What stands before the id of a label.
pub(super) const LABEL: &str = "label-";
