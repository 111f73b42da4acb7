//! Finds the passages of annotations again when their article has changed: by position if the same quotation is there in the
//! same surroundings, then by quotation and surroundings, however they are spelled, then by what resembles them most.
//!
//! A pure function of what annotation files say of passages (or of the former text, if it is known) and the new text. What
//! is not certain is proposed and never placed.

pub mod blocks;
pub mod drift;
pub mod finder;
pub mod fit;
pub mod letters;
pub mod passage;

pub use drift::Drift;
pub use finder::{Anchors, Found};
pub use passage::{Anchor, Mismatch, context, is_mark};
