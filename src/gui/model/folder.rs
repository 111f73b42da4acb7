//! An open folder with its articles and what is known about each.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::tab::{Tab, TabId};
use crate::annotation::Status;
use crate::detect::{Candidate, Standing};
use crate::session::Session;
use crate::store::{ArticleFile, StoreError, file_name};
use crate::text::fold::fold_words;

/// The most letters of a headline that are kept.
const MOST_LETTERS: usize = 240;
/// The progress of work on an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Nothing is decided yet.
    New,
    /// Something is decided, but not everything.
    Begun,
    /// Everything is decided.
    Done,
}

/// A summary of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Digest {
    /// Its first line with letters.
    pub(crate) headline: String,
    /// Accepted annotations.
    accepted: usize,
    /// Rejected ones.
    rejected: usize,
    /// Undecided annotations in the file.
    open: usize,
    /// The confidence of each undecided suggestion, in ascending order.
    suggested: Vec<f32>,
    /// Annotations with a note.
    pub(crate) notes: usize,
    /// Why the annotation file beside it cannot be used.
    pub(crate) unusable: Option<StoreError>,
}

impl Digest {
    /// Counts an article in its present state.
    pub(crate) fn of(session: &Session, unusable: Option<StoreError>) -> Self {
        let annotations = || session.annotations().iter();
        let with = |status: Status| annotations().filter(|annotation| annotation.status == status).count();
        let is_undecided = |c: &&Candidate| c.standing != Standing::LeftOut && !session.is_decided(c);
        let undecided = session.candidates().iter().filter(is_undecided);
        let mut suggested: Vec<f32> = undecided.map(|candidate| candidate.confidence).collect();
        suggested.sort_by(f32::total_cmp);
        Self {
            headline: headline(session.document().text()),
            accepted: with(Status::Accepted),
            rejected: with(Status::Rejected),
            open: with(Status::Suggested),
            suggested,
            notes: annotations().filter(|annotation| !annotation.note.trim().is_empty()).count(),
            unusable,
        }
    }

    /// The number of undecided mentions with at least this confidence.
    pub(crate) fn undecided(&self, threshold: f32) -> usize {
        self.open + self.suggested.len() - self.suggested.partition_point(|confidence| *confidence < threshold)
    }

    /// The number of decided and undecided mentions, as counted by the status bar.
    pub(crate) fn mentions(&self, threshold: f32) -> usize {
        self.decided() + self.undecided(threshold)
    }

    /// The number of decided mentions.
    pub(crate) fn decided(&self) -> usize {
        self.accepted + self.rejected
    }

    /// The progress of work on the article.
    pub(crate) fn stage(&self, threshold: f32) -> Stage {
        match (self.decided(), self.undecided(threshold)) {
            (0, _) => Stage::New,
            (_, 0) => Stage::Done,
            _ => Stage::Begun,
        }
    }
}

/// The first line that contains letters.
fn headline(text: &str) -> String {
    let line = text.lines().find(|line| line.contains(char::is_alphabetic)).unwrap_or_default();
    let clean = line.trim().chars().filter(|c| !c.is_control() && *c != '\u{feff}');
    clean.take(MOST_LETTERS).collect::<String>().trim().to_owned()
}

/// The contents of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// Not counted yet.
    Waiting,
    /// Counted.
    Known(Digest),
    /// Cannot be read.
    Unreadable(StoreError),
}

/// An article in the folder, or something that cannot be read.
#[derive(Clone, Debug)]
pub(crate) struct FolderRow {
    pub(crate) path: PathBuf,
    /// Its path relative to the folder.
    pub(crate) place: String,
    pub(crate) modified: Option<SystemTime>,
    pub(crate) bytes: u64,
    pub(crate) annotated: Option<SystemTime>,
    pub(crate) content: Content,
    /// Path and headline in the form used for searching.
    pub(crate) folded: String,
    /// The open article from which it was counted last, and the session's generation at that time.
    pub(crate) live: Option<(TabId, u64)>,
}

impl FolderRow {
    /// A file that has not been counted yet.
    pub(crate) fn new(folder: &Path, file: ArticleFile) -> Self {
        let place = file.path.strip_prefix(folder).unwrap_or(&file.path).display().to_string();
        let folded = fold_words(&place).join(" ");
        let ArticleFile { path, bytes, modified, annotated } = file;
        Self { path, place, modified, bytes, annotated, content: Content::Waiting, folded, live: None }
    }

    /// A row for something that cannot be read.
    pub(crate) fn unreadable(folder: &Path, problem: StoreError) -> Self {
        let path = problem.refused().map_or_else(|| folder.to_owned(), Path::to_owned);
        let file = ArticleFile { path, bytes: 0, modified: None, annotated: None };
        Self { content: Content::Unreadable(problem), ..Self::new(folder, file) }
    }

    /// Sets the content, and the text that is searched.
    pub(crate) fn set(&mut self, content: Content) {
        let headline = if let Content::Known(digest) = &content { digest.headline.as_str() } else { "" };
        self.folded = format!("{} {}", fold_words(headline).join(" "), fold_words(&self.place).join(" "));
        self.content = content;
    }

    /// The summary of the article, if it was counted.
    pub(crate) fn digest(&self) -> Option<&Digest> {
        match &self.content {
            Content::Known(digest) => Some(digest),
            Content::Waiting | Content::Unreadable(_) => None,
        }
    }
}

/// The queue of articles to be counted, shared with the counting job.
#[derive(Debug, Default)]
pub(crate) struct Counting {
    /// With the index of their row.
    waiting: Mutex<VecDeque<(usize, PathBuf)>>,
    /// The article being counted.
    current: Mutex<Option<PathBuf>>,
}

impl Counting {
    pub(crate) fn waiting(&self) -> std::sync::MutexGuard<'_, VecDeque<(usize, PathBuf)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn current(&self) -> std::sync::MutexGuard<'_, Option<PathBuf>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next article.
    pub(crate) fn next(&self) -> Option<PathBuf> {
        let next = self.waiting().pop_front().map(|(_, path)| path);
        self.current().clone_from(&next);
        next
    }
}

/// An open folder.
pub(crate) struct FolderTab {
    pub(crate) id: TabId,
    pub(crate) path: PathBuf,
    /// The folder's name, for its tab.
    pub(crate) name: String,
    /// Its contents, sorted by path; empty until the folder was read.
    pub(crate) rows: Vec<FolderRow>,
    /// Whether the folder was read.
    pub(crate) is_listed: bool,
    /// The row of each path.
    pub(crate) index: HashMap<PathBuf, usize>,
    pub(crate) counting: Arc<Counting>,
    /// Whether it was the front tab in the last frame.
    pub(crate) was_front: bool,
}

impl FolderTab {
    /// A folder that has not been listed yet.
    pub(crate) fn new(id: TabId, path: PathBuf) -> Self {
        Self {
            id,
            name: file_name(&path),
            path,
            rows: Vec::new(),
            is_listed: false,
            index: HashMap::new(),
            counting: Arc::default(),
            was_front: true,
        }
    }

    /// Number of rows not counted yet.
    pub(crate) fn waiting(&self) -> usize {
        self.rows.iter().filter(|row| row.content == Content::Waiting).count()
    }

    /// Moves these rows to the front of the queue.
    pub(crate) fn prefer(&self, rows: &[usize]) {
        let is_waiting = |row: &usize| self.rows.get(*row).is_some_and(|row| row.content == Content::Waiting);
        let wanted: Vec<usize> = rows.iter().copied().filter(is_waiting).collect();
        if wanted.is_empty() {
            return;
        }
        let mut waiting = self.counting.waiting();
        // Usually they are already first.
        if waiting.front().is_none_or(|(row, _)| wanted.contains(row)) {
            return;
        }
        for row in wanted.iter().rev() {
            if let Some(at) = waiting.iter().position(|(waiting, _)| waiting == row)
                && let Some(found) = waiting.remove(at)
            {
                waiting.push_front(found);
            }
        }
    }

    /// The row of an open article.
    pub(crate) fn row_of_tab(&mut self, tab: &Tab) -> Option<&mut FolderRow> {
        let path = tab.article.as_ref()?;
        let at = self.index.get(path).copied();
        let at = at.or_else(|| self.index.get(&path.canonicalize().ok()?).copied())?;
        self.rows.get_mut(at)
    }

    /// The row of a path.
    pub(crate) fn row_of(&mut self, path: &Path) -> Option<&mut FolderRow> {
        let at = *self.index.get(path)?;
        self.rows.get_mut(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_is_the_first_line_with_letters() {
        for (text, expected) in [
            ("\u{feff}من أسوار طرابلس\nنص", "من أسوار طرابلس"),
            ("\r\n \n***\n  عنوان  \r\nنص", "عنوان"),
            ("12/3\nOne line", "One line"),
            ("", ""),
        ] {
            assert_eq!(headline(text), expected);
        }
        assert_eq!(headline(&"ا".repeat(1000)).chars().count(), MOST_LETTERS);
    }

    #[test]
    fn an_article_is_new_begun_or_done() {
        let digest = |accepted, rejected, suggested: &[f32]| Digest {
            accepted,
            rejected,
            suggested: suggested.to_vec(),
            ..Digest::default()
        };
        for (digest, threshold, stage, mentions, undecided) in [
            (digest(0, 0, &[]), 0.0, Stage::New, 0, 0),
            (digest(0, 0, &[0.5, 0.9]), 0.0, Stage::New, 2, 2),
            (digest(1, 0, &[0.5, 0.9]), 0.0, Stage::Begun, 3, 2),
            (digest(1, 0, &[0.5, 0.9]), 0.6, Stage::Begun, 2, 1),
            (digest(1, 0, &[0.5, 0.9]), 0.95, Stage::Done, 1, 0),
            (digest(0, 2, &[]), 0.0, Stage::Done, 2, 0),
        ] {
            assert_eq!(digest.stage(threshold), stage, "{digest:?}");
            assert_eq!((digest.mentions(threshold), digest.undecided(threshold)), (mentions, undecided));
        }
    }
}
