//! Decisions that depend on the whole text: weak names, nesting, references, homonyms.

pub(in crate::detect) mod homonym_weights;
pub(in crate::detect) mod nesting;
pub(in crate::detect) mod references;
mod surroundings;
pub(in crate::detect) mod weak_names;
pub mod which_place;
