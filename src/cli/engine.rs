//! The detector and its lexicon, as the subcommands use them.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::detect::{Candidate, Detector, Model};
use crate::lexicon::{Entity, Lexicon};

/// The detector with the built-in lexicon.
pub struct Engine {
    detector: Detector,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl Engine {
    /// Makes it ready.
    pub fn new() -> Self {
        Self { detector: Detector::new(Lexicon::builtin()) }
    }

    /// Makes it ready with this model, or with none.
    pub fn with_model(model: Option<Arc<Model>>) -> Self {
        Self { detector: Detector::new_with(Lexicon::builtin(), model) }
    }

    /// The mentions in a text, sorted by start, longer ones first.
    pub fn detect(&self, text: &str) -> Vec<Candidate> {
        let mut candidates = self.detector.detect(text);
        candidates.sort_by_key(|c| (c.span.start, Reverse(c.span.end)));
        candidates
    }

    /// What is known of a candidate's entity.
    pub fn entity(&self, candidate: &Candidate) -> Option<Entity<'_>> {
        candidate.entity.map(|id| self.detector.lexicon().entity(id))
    }

    /// Latitude and longitude of an entity, WGS84 degrees.
    pub fn position(&self, id: &str) -> Option<(f32, f32)> {
        let lexicon = self.detector.lexicon();
        lexicon.by_id(id).and_then(|id| lexicon.entity(id).position)
    }
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}
