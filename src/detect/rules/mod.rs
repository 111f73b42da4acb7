//! Grammar: what the words around a name of the lexicon make of it, and what makes names of words that it does not have.
//!
//! A rule sees one segment. It proposes, or says what a word is; what the rest of the text says comes later.

pub(in crate::detect) mod clubs;
pub(in crate::detect) mod evidence;
pub(in crate::detect) mod factions;
pub(in crate::detect) mod nationality;
pub(in crate::detect) mod neighbours;
pub(in crate::detect) mod places;
pub(in crate::detect) mod plain_sense;
mod quotations;
pub(in crate::detect) mod unknown_places;
