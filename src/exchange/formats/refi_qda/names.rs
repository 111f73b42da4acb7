//! What things are called in an archive.

/// The name of the format.
pub(super) const NAME: &str = "refi-qda";
/// The folder of the texts, and the file that describes them.
pub(super) const SOURCES: &str = "sources/";
pub(super) const PROJECT: &str = "project.qde";
/// What stands before the name of a file of the archive.
pub(super) const INTERNAL: &str = "internal://";
