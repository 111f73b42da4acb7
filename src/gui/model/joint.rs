//! One step over several articles: what it has changed in each of them, so that it can be taken back in all.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::tab_id::TabId;
use crate::annotation::Transaction;
use crate::session::{Command, Session};

/// What a step has changed in one article.
#[derive(Clone, Debug)]
pub(crate) struct JointPart {
    /// Its file; `None` for a sample.
    pub(crate) article: Option<PathBuf>,
    /// Its tab, if it was open, and the number of the state of its annotations after the step.
    pub(crate) step: Option<(TabId, u64)>,
    /// How many places it has changed there.
    pub(crate) places: usize,
    edits: Transaction,
    /// What takes them back.
    back: Transaction,
}

impl JointPart {
    /// What the last step of a session has changed.
    pub(crate) fn of(session: &Session, article: Option<PathBuf>, tab: Option<TabId>, places: usize) -> Option<Self> {
        let change = session.history().changes().last()?;
        let (edits, back) = (change.forward.clone(), change.inverse.clone());
        Some(Self { article, step: tab.map(|tab| (tab, session.state())), places, edits, back })
    }

    /// What takes this part back in a session, or makes it again, and how many records stay because they were changed
    /// since.
    pub(crate) fn fitting(&self, session: &Session, is_undo: bool) -> (Command, usize) {
        let (done, back) = if is_undo { (&self.edits, &self.back) } else { (&self.back, &self.edits) };
        let (edits, left) = done.taken_back(back, session.annotation_state());
        (Command::Replay(edits, None), left)
    }
}

/// A step is to be taken back everywhere but in this tab, where it is already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UndoBut(pub(crate) Option<TabId>);

/// A step over several articles.
#[derive(Clone, Debug)]
pub(crate) struct JointStep {
    pub(crate) number: u64,
    /// The tab from which it was made, and the number of the state of its annotations after it, also if nothing has
    /// changed there.
    pub(crate) asked_in: (TabId, u64),
    pub(crate) parts: Vec<Arc<JointPart>>,
    /// The key of the message that says what was done, and the words in it; `None` if it says so itself.
    pub(crate) told: Option<(&'static str, String)>,
    /// How far it is, while articles are being changed in the background.
    pub(crate) progress: Option<JointProgress>,
    /// Whether it is taken back as soon as that has ended, and where that is done already.
    pub(crate) wants_undo: Option<UndoBut>,
    pub(crate) is_undone: bool,
}

/// What is to be changed in an article.
#[derive(Clone, Debug)]
pub(crate) struct JointWork {
    /// The SHA-256 of the text that the command is about.
    pub(crate) sha256: String,
    pub(crate) command: Command,
    /// How many places it reaches.
    pub(crate) places: usize,
}

/// What is to be changed in an article that is not open.
#[derive(Clone, Debug)]
pub(crate) struct JointTask {
    pub(crate) article: PathBuf,
    pub(crate) work: JointWork,
}

/// Articles that are being changed in the background.
#[derive(Clone, Debug)]
pub(crate) struct JointProgress {
    pub(crate) number: u64,
    pub(crate) done: usize,
    pub(crate) all: usize,
    /// Set when the rest is to be left as it is.
    pub(crate) stop: Arc<AtomicBool>,
}
