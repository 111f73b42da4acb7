//! Import: from what another program's file says to annotations of an article here.
//!
//! A format's [`Reader`](super::Reader) gives each article of a file as a [`Foreign`](super::Foreign): its text as the file has it, and passages
//! with the offsets, quotations and surroundings that stand there. [`place`] finds out how the file counts, gives its labels
//! their meaning among one's own, and has the passages found in the article at hand by the same code that finds them again
//! when an article has changed. Nothing is placed where the file's quotation is not, and nothing is dropped: what has no certain
//! place is kept as an orphan, and all of it stands in the [`ImportReport`].

mod convention;
mod joining;
mod json;
mod label_map;
mod line_ends;
mod names;
mod placing;
mod report;

pub use convention::{Chosen, Convention};
pub use joining::{Joined, Sameness};
pub(in crate::exchange) use json::{
    Entries, Fields, InTurn, Texts, elements, into_plain, none_read, object_of, plain, set_all, value_of,
};
pub use label_map::{LabelChoices, MappedLabel, known_among};
pub(in crate::exchange) use names::Names;
pub(in crate::exchange) use placing::open_relation;
pub use placing::{Imported, place, place_watched};
pub use report::{ImportReport, Placed, Unplaced};
