//! What was learned from the person's decisions in an article, and what of it is saved beside the annotations.

use std::path::Path;
use std::sync::Arc;

use super::changes::Changes;
use crate::detect::{Candidate, FeedbackExample, UserModel};
use crate::session::Session;
use crate::store::{self, StoreError};

/// The state of learning in a tab.
#[derive(Debug, Default)]
pub(crate) struct Learning {
    /// The training examples of the folder's other articles, once read.
    pub(crate) project: Option<Arc<Vec<FeedbackExample>>>,
    /// The number of tags among them with labels of this article.
    pub(crate) project_tags: usize,
    /// The model that detection uses.
    pub(crate) user_model: Option<Arc<UserModel>>,
    /// Candidates of the whole article as originally found, where `user_model` has changed them.
    pub(crate) originals: Arc<Vec<Candidate>>,
    /// The state of the annotations that was learned from last.
    pub(crate) learned: u64,
    /// The state of the annotations to learn from next, and when, in seconds of the program's clock.
    pub(crate) due: Option<(u64, f64)>,
    /// Whether further passages are suggested.
    pub(crate) suggests: bool,
    /// Whether the number of suggestions must be reported.
    pub(crate) announces: bool,
    /// Whether the current run is due to the person's last decision.
    pub(crate) is_news: bool,
    /// Changes made by learning, until they are reported.
    pub(crate) changes: Option<Changes>,
}

/// The training examples to save beside the annotations.
pub(crate) struct Keeping {
    pub(crate) session: Session,
    pub(crate) is_asked: bool,
}

impl Keeping {
    /// Saves them for the folder's other articles, once the person has asked for suggestions; returns an error, if any.
    pub(crate) fn keep(self, annotations: &Path) -> Option<StoreError> {
        let path = store::feedback_path(annotations);
        let is_wanted = self.is_asked || path.is_file();
        is_wanted.then(|| store::save_feedback(&path, &self.session.feedback()).err()).flatten()
    }
}

impl Learning {
    /// Records changes, which are reported once the article is in front.
    pub(crate) fn note(&mut self, changes: Changes) {
        self.changes = Some(changes.after(self.changes.take(), self.is_news));
    }
}
