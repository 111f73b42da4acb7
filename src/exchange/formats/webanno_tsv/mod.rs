//! WebAnno TSV 3.3, the table of WebAnno and INCEpTION: a token a line, a column for each feature of each layer.
//!
//! Offsets count UTF-16 units, whatever the encoding of the file. A part of a token has a line of its own (`1-2.1`); a passage of
//! several tokens has the same number in square brackets at each. What stands between sentences is not in the file; when it is read,
//! blanks stand there. After the format's description in INCEpTION's user guide.

mod format;
mod names;
mod read;
mod write;

pub use format::FORMAT;
