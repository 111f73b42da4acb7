//! Grammar: what the words around a name of the lexicon say about it, and which words form names that the lexicon does
//! not have.
//!
//! A rule sees one segment. It makes proposals or classifies a word; the rest of the text is considered later.

pub(in crate::detect) mod clubs;
pub(in crate::detect) mod evidence;
pub(in crate::detect) mod factions;
pub(in crate::detect) mod nationality;
pub(in crate::detect) mod neighbours;
pub(in crate::detect) mod places;
pub(in crate::detect) mod plain_sense;
mod quotations;
pub(in crate::detect) mod unknown_places;
