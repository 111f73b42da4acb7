//! Finds locations and factions in a text and proposes them as [`Candidate`]s; a person decides.
//!
//! Owns context: the lexicon's matches, grammar patterns, references. Must not know annotations,
//! sessions, files or windows. Spans are UTF-8 bytes of the text as given. Cannot fail once built.

pub mod candidate;

pub use candidate::{Candidate, Evidence, Form, Kind, Source};
