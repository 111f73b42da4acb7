//! What stands in a table for nothing.

/// The name of the format.
pub(super) const NAME: &str = "webanno-tsv";

/// What stands at the place of a feature without a value, and of one whose annotation is not there.
pub(super) const EMPTY: &str = "*";
pub(super) const ABSENT: &str = "_";
