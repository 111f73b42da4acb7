//! REFI-QDA projects (`.qdpx`): NVivo, MAXQDA, ATLAS.ti, QualCoder and others read and write them. A zip archive with
//! `project.qde` and the texts in `sources`.
//!
//! Offsets count code points, half-open, in a text without a byte order mark whose line ends are one character. A passage is a
//! `PlainTextSelection` with a `Coding`; what has no place of its own stands in its `Description` below a line of two hyphens, as
//! `name: value`. The codes are written and read by [`labels::refi_qda`](crate::exchange::labels::refi_qda).

mod archive;
mod described;
mod format;
mod names;
mod read;
mod write;

pub use format::FORMAT;
