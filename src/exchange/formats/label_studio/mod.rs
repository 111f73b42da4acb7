//! Label Studio's JSON: a list of tasks, each a text with the annotations of people and the predictions of programs.
//!
//! Offsets count code points; `\r\n` counts two. All results about one region have its id: its labels, the values chosen for it, its
//! texts. A relation has two regions and no name, or several. Annotations that nobody has decided go out as a prediction.
//!
//! Read are its JSON, its JSON_MIN and its CSV: in these two the regions of each control stand under its name, without relations.

mod format;
mod names;
mod read;
mod table;
mod write;

pub use format::FORMAT;
