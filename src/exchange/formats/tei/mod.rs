//! TEI: the text in one block, and beside it, in `standOff`, what is said of its passages. Names in the text itself (`placeName`,
//! `persName` and others) are read, too.
//!
//! A passage is `#string-range(text,39,8)`: where it begins, and its length, in code points.

mod format;
mod names;
mod read;
mod write;

pub use format::FORMAT;
