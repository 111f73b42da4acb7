//! The program's own format, the annotation file: one annotation per line, sorted. Offsets are UTF-8 bytes.
//!
//! What is usable in a damaged file is used, the rest is kept to be written back, and a [`Warning`] describes it.

mod comments;
mod conflict;
pub mod error;
mod format;
mod hunks;
pub mod line;
pub mod loaded;
pub mod merge;
mod migrate;
mod plain;
mod quotations;
pub mod read;
mod reader;
pub mod records;
mod rows;
mod sides;
mod source;
mod stand_in;
mod tokens;
mod top;
pub mod warning;
pub mod write;

pub use error::RonError;
pub use format::FORMAT;
pub(crate) use format::SUFFIX;
pub use line::to_line;
pub use loaded::{Displaced, Loaded};
pub use merge::{Differing, MergedFile, Undecided, Which, merge_files};
pub(crate) use quotations::Quotations as Given;
pub use read::{CarriedOver, carry_over, parse_annotations, parse_annotations_watched};
pub(crate) use read::{parse_head, parse_version, parse_written_head, place_given};
pub use reader::read_orphan;
pub use records::Head;
pub(crate) use records::VERSION;
pub use rows::Watch;
pub use warning::{LabelNames, Warning};
pub use write::annotations_to_ron;
