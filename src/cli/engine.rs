//! The detector and its lexicon, as the subcommands use them.

use crate::detect::Candidate;
use crate::lexicon::Entity;

/// The detector with the built-in lexicon.
#[derive(Debug, Default)]
pub struct Engine;

impl Engine {
    /// Makes it ready.
    pub fn new() -> Self {
        Self
    }

    /// The mentions in a text, sorted by start, longer ones first.
    pub fn detect(&self, _text: &str) -> Vec<Candidate> {
        Vec::new()
    }

    /// What is known of a candidate's entity.
    pub fn entity(&self, _candidate: &Candidate) -> Option<Entity<'_>> {
        None
    }

    /// Latitude and longitude of an entity, WGS84 degrees.
    pub fn position(&self, _id: &str) -> Option<(f32, f32)> {
        None
    }
}
