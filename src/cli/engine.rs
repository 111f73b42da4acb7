//! The detector and its lexicon, as the subcommands use them.

use std::sync::Arc;

use crate::detect::{Candidate, Detector};
use crate::lexicon::{Entity, Lexicon};

/// The detector with the built-in lexicon.
pub struct Engine {
    lexicon: Arc<Lexicon>,
    detector: Detector,
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine {
    /// Makes it ready.
    pub fn new() -> Self {
        let lexicon = Lexicon::builtin();
        Self { detector: Detector::new(lexicon.clone()), lexicon }
    }

    /// The mentions in a text, sorted by start, longer ones first.
    pub fn detect(&self, text: &str) -> Vec<Candidate> {
        self.detector.detect(text)
    }

    /// What is known of a candidate's entity.
    pub fn entity(&self, candidate: &Candidate) -> Option<Entity<'_>> {
        candidate.entity.map(|entity| self.lexicon.entity(entity))
    }

    /// Latitude and longitude of an entity, WGS84 degrees.
    pub fn position(&self, id: &str) -> Option<(f32, f32)> {
        self.lexicon.by_id(id).and_then(|id| self.lexicon.entity(id).position)
    }
}
