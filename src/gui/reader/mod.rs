//! The page: the article as it is read, selected and annotated.
//!
//! `model` holds position, caret and selection; `layout` finds what is in view; `paint` draws it; `input` turns mouse
//! and keys into [`ReaderAction`]s, `ends` moves the ends of a mark, `snapping` keeps them to words; `accessible` publishes the page for screen
//! readers. Reads the session, never changes it. Lengths ending in `_px` are physical pixels, others logical points.

mod accessible;
mod arc_cache;
mod arcs;
mod bar_cache;
mod block_marks;
mod ends;
mod frame;
mod input;
mod invisibles;
mod layout;
mod model;
mod notes;
mod paint;
mod piles;
mod scrollbar;
mod snapping;
mod structure;

pub(crate) use ends::{Move, moved_span};
pub use model::{Call, Caret, MarkPlace, MarkRef, Pile, Reader, ReaderAction, ReaderLook, ReaderOutput};
pub(crate) use snapping::Snapping;
