//! The small model learned from feedback.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::feedback::FeedbackExample;
use super::names::TaggedNames;
use super::tagger::{Tagger, TaggerScratch};
use crate::detect::candidate::Candidate;
use crate::detect::model::Model;
use crate::detect::proposal::Proposal;
use crate::detect::proposer::Proposer;
use crate::detect::segment::Segment;
use crate::lexicon::Lexicon;

/// What was learned from feedback.
pub struct UserModel {
    pub(super) names: TaggedNames,
    /// Only if suggestions were requested.
    tagger: Option<Tagger>,
    suggests: bool,
    fingerprint: u64,
}

impl std::fmt::Debug for UserModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UserModel").field("suggests", &self.suggests).finish_non_exhaustive()
    }
}

impl UserModel {
    /// Learns from feedback. Rejected names are always left out and accepted ones always count more; with `suggests`,
    /// further passages are suggested too. `None` without feedback.
    pub fn learn(lexicon: &Arc<Lexicon>, feedback: &[FeedbackExample], suggests: bool) -> Option<Self> {
        if feedback.is_empty() {
            return None;
        }
        let proposer = Proposer::new(Arc::clone(lexicon), Model::builtin());
        let names = TaggedNames::learn(&proposer, feedback);
        let tagger = if suggests { Tagger::learn(&proposer, feedback, &names) } else { None };
        Some(Self { names, tagger, suggests, fingerprint: Self::fingerprint_of(feedback, suggests) })
    }

    /// A hash of the data that a model is learned from, to tell whether a new one would differ.
    pub(crate) fn fingerprint_of(feedback: &[FeedbackExample], suggests: bool) -> u64 {
        let mut hasher = DefaultHasher::new();
        (feedback, suggests).hash(&mut hasher);
        hasher.finish()
    }

    /// The hash of the data that this model was learned from.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Adds suggestions in a segment for which the rules propose `proposals`.
    pub(in crate::detect) fn mark(
        &self,
        text: &str,
        segment: &Segment<'_>,
        model: Option<&Model>,
        proposals: &[Proposal],
        scratch: &mut TaggerScratch,
        found: &mut Vec<Candidate>,
    ) {
        if !self.suggests {
            return;
        }
        let first = found.len();
        self.names.mark(text, segment, found);
        if let Some(tagger) = &self.tagger {
            tagger.mark(text, segment, model, proposals, &self.names, scratch, first, found);
        }
    }
}
