//! Pictures of what was counted: dispersion, bars, matrix, network, time, and the map.
//!
//! Each picture is made from plain values into one [`DisplayList`], which is then written as SVG ([`svg`]) or painted
//! ([`paint`]), and which the window draws and asks what is under the pointer; beside it a [`Table`] has the same
//! numbers. Owns conventions, colours and words of pictures, and the table of the map. [`from_survey`] makes the values from a
//! survey; nothing else here knows how they were counted. Must not know files or windows. Lengths are logical pixels, y downward. Nothing here fails on any values.

pub mod charts;
pub mod display;
pub mod from_survey;
pub mod map;
pub mod paint;
pub mod svg;
pub mod table;

mod canvas;
mod colors;
mod language;
mod scale;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may panic and touch files")]
mod tests;

pub use charts::Look;
pub use colors::Colors;
pub use display::{DisplayList, Item, Mark, Pen, Shape, Spot};
pub use language::Language;
pub use table::{Cell, Table};
