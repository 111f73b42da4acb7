//! The detector and its lexicon, as used by the subcommands.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use crate::detect::{Candidate, Detector, FeedbackExample, Model, UserModel, drop_writers};
use crate::document::Document;
use crate::exchange::{EntityFacts, EntityLookup};
use crate::lexicon::{Entity, Lexicon};
use crate::store::{StoreError, load_lexicons};

/// The detector with its lexicon.
pub struct Engine {
    detector: Detector,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine with a user's lexicon files added to the built-in lexicon, and with the built-in model.
    pub(crate) fn with_lexicons(files: &[PathBuf]) -> Result<Self, StoreError> {
        Self::with_parts(files, Model::builtin())
    }

    /// An engine with a user's lexicon files added to the built-in lexicon, and with this model or none.
    pub(crate) fn with_parts(files: &[PathBuf], model: Option<Arc<Model>>) -> Result<Self, StoreError> {
        let mut lexicon = Lexicon::builtin();
        if !files.is_empty() {
            lexicon = Arc::new(load_lexicons(&lexicon, files)?);
        }
        Ok(Self { detector: Detector::new_with(lexicon, model) })
    }

    /// This engine, with what a person's decisions taught it.
    #[must_use]
    pub(crate) fn with_feedback(mut self, feedback: &[FeedbackExample]) -> Self {
        let user_model = UserModel::learn(self.detector.lexicon(), feedback, true);
        self.detector = self.detector.with_user_model(user_model.map(Arc::new));
        self
    }

    /// The mentions in a document, sorted by start, longer ones first.
    pub fn detect(&self, document: &Document) -> Vec<Candidate> {
        self.detect_then(document, || ())
    }

    /// The same; calls `when_read` once the whole text has been read and only what depends on all of it is left.
    pub(crate) fn detect_then(&self, document: &Document, when_read: impl FnOnce()) -> Vec<Candidate> {
        let mut when_read = Some(when_read);
        let mut candidates = self.detector.detect_with(document.text(), &mut |read| {
            if read >= document.text().len()
                && let Some(call) = when_read.take()
            {
                call();
            }
            ControlFlow::Continue(())
        });
        drop_writers(document.text(), document.bylines(), &mut candidates);
        candidates
    }

    /// The entity of a candidate.
    pub fn entity(&self, candidate: &Candidate) -> Option<Entity<'_>> {
        candidate.entity.map(|id| self.detector.lexicon().entity(id))
    }

    /// The lexicon.
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        self.detector.lexicon()
    }
}

impl EntityLookup for Engine {
    fn facts(&self, id: &str) -> Option<EntityFacts> {
        let lexicon = self.detector.lexicon();
        let entity = lexicon.entity(lexicon.by_id(id)?);
        Some(EntityFacts::new(entity.canonical, entity.english, entity.position))
    }
}
