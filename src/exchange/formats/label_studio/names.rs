//! What things are called in a file.

/// Names of the fields of a region that hold its note and its entity.
pub(super) const NOTE: &str = "note";
pub(super) const ENTITY: &str = "entity";
/// The kind of relations without a name.
pub(super) const RELATED: &str = "related";
