//! An open folder with its articles and what is known about each.
//!
//! The list appears at once; one job then counts the annotations of one article after another, those in view first,
//! while no open article is being read. An open article is counted from its session.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use eframe::egui::{self, Event};

use super::jobs::{Job, done};
use super::logic::name_of;
use super::tab::Detection;
use super::task::{TabId, Task};
use super::{App, Tab};
use crate::annotation::{AnnotationState, Carried, Status};
use crate::detect::{Candidate, Detector, Reviewed, Standing, UserModel};
use crate::lexicon::Lexicon;
use crate::session::{Candidates, Command, Session};
use crate::store::{self, ArticleFile, Opened, Scan, StoreError};
use crate::text::fold::fold_words;

/// The most letters of a headline that are kept.
const MOST_LETTERS: usize = 240;
/// Articles longer than this, in bytes, are counted after all others, because they take seconds.
const LONG: u64 = 4 << 20;

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
    fn of(session: &Session) -> Self {
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
            unusable: None,
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
    bytes: u64,
    annotated: Option<SystemTime>,
    pub(crate) content: Content,
    /// Path and headline in the form used for searching.
    pub(crate) folded: String,
    /// The open article from which it was counted last, and the session's generation at that time.
    live: Option<(TabId, u64)>,
}

impl FolderRow {
    fn new(folder: &Path, file: ArticleFile) -> Self {
        let place = file.path.strip_prefix(folder).unwrap_or(&file.path).display().to_string();
        let folded = fold_words(&place).join(" ");
        let ArticleFile { path, bytes, modified, annotated } = file;
        Self { path, place, modified, bytes, annotated, content: Content::Waiting, folded, live: None }
    }

    fn unreadable(folder: &Path, problem: StoreError) -> Self {
        let path = problem.refused().map_or_else(|| folder.to_owned(), Path::to_owned);
        let file = ArticleFile { path, bytes: 0, modified: None, annotated: None };
        Self { content: Content::Unreadable(problem), ..Self::new(folder, file) }
    }

    fn set(&mut self, content: Content) {
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
    fn waiting(&self) -> std::sync::MutexGuard<'_, VecDeque<(usize, PathBuf)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn current(&self) -> std::sync::MutexGuard<'_, Option<PathBuf>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next article.
    fn next(&self) -> Option<PathBuf> {
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
    index: HashMap<PathBuf, usize>,
    counting: Arc<Counting>,
    /// Whether it was the front tab in the last frame.
    was_front: bool,
}

impl FolderTab {
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
    fn row_of_tab(&mut self, tab: &Tab) -> Option<&mut FolderRow> {
        let path = tab.article.as_ref()?;
        let at = self.index.get(path).copied();
        let at = at.or_else(|| self.index.get(&path.canonicalize().ok()?).copied())?;
        self.rows.get_mut(at)
    }

    fn row_of(&mut self, path: &Path) -> Option<&mut FolderRow> {
        let at = *self.index.get(path)?;
        self.rows.get_mut(at)
    }
}

impl App {
    /// The folder in the front tab.
    pub(crate) fn folder(&self) -> Option<&FolderTab> {
        let front = self.front?;
        self.folders.iter().find(|folder| folder.id == front)
    }

    /// Opens a folder as a list of articles, or reads an open folder again.
    pub(super) fn open_folder(&mut self, path: PathBuf) {
        let path = path.canonicalize().unwrap_or(path);
        if let Some(folder) = self.folders.iter().find(|folder| folder.path == path) {
            let id = folder.id;
            self.front = Some(id);
            self.scan(id, path);
            return;
        }
        self.next_tab += 1;
        let id = TabId(self.next_tab);
        self.folders.push(FolderTab {
            id,
            name: name_of(&path),
            path: path.clone(),
            rows: Vec::new(),
            is_listed: false,
            index: HashMap::new(),
            counting: Arc::default(),
            was_front: true,
        });
        self.front = Some(id);
        self.scan(id, path);
    }

    fn scan(&mut self, id: TabId, path: PathBuf) {
        self.jobs.start(Task::Scan(id), move |_| {
            let result = store::scan_folder(&path);
            done(move |app: &mut App| app.take_scan(id, result))
        });
    }

    /// Takes the contents of a folder; the counts of unchanged articles are kept.
    fn take_scan(&mut self, id: TabId, result: Result<Scan, StoreError>) {
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        let scan = match result {
            Ok(scan) => scan,
            Err(error) => {
                self.report(&error);
                self.drop_unlisted_folder(id);
                return;
            }
        };
        // The indices of rows have changed.
        folder.counting.waiting().clear();
        let former_count = folder.rows.len();
        let mut former: HashMap<PathBuf, FolderRow> =
            std::mem::take(&mut folder.rows).into_iter().map(|row| (row.path.clone(), row)).collect();
        let path = folder.path.clone();
        let problems = scan.problems.into_iter().map(|problem| FolderRow::unreadable(&path, problem));
        let mut changed = HashSet::new();
        let articles = scan.articles.into_iter().map(|file| match former.remove(&file.path) {
            None => FolderRow::new(&path, file),
            Some(row) => {
                let (now, was) =
                    ((file.modified, file.bytes, file.annotated), (row.modified, row.bytes, row.annotated));
                if now != was {
                    changed.insert(file.path.clone());
                }
                // The old count is kept until the article is counted again.
                let (modified, bytes, annotated) = now;
                FolderRow { modified, bytes, annotated, ..row }
            }
        });
        folder.rows = articles.chain(problems).collect();
        folder.index = folder.rows.iter().enumerate().map(|(at, row)| (row.path.clone(), at)).collect();
        if !std::mem::replace(&mut folder.is_listed, true) {
            self.folder_views.entry(id).or_default().begin();
        }
        // Rows keep their places unless some were added or removed.
        let is_new = |row: &FolderRow| row.content == Content::Waiting;
        if former_count != folder.rows.len() || folder.rows.iter().any(is_new) {
            self.folder_views.entry(id).or_default().arrange_anew();
        }
        let is_wanted = |row: &FolderRow| is_new(row) || changed.contains(&row.path);
        let waiting: Vec<usize> = (0..folder.rows.len()).filter(|row| is_wanted(&folder.rows[*row])).collect();
        self.count(id, waiting);
    }

    /// Closes a folder that could not be read, since there is nothing to show.
    pub(super) fn drop_unlisted_folder(&mut self, id: TabId) {
        if self.folders.iter().any(|folder| folder.id == id && !folder.is_listed) {
            self.drop_tab(id);
        }
    }

    /// Starts counting these rows of a folder.
    fn count(&mut self, id: TabId, mut rows: Vec<usize>) {
        let lexicon = self.lexicon.clone();
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        rows.sort_by_key(|row| folder.rows[*row].bytes > LONG);
        {
            let mut waiting = folder.counting.waiting();
            let known: HashSet<usize> = waiting.iter().map(|(row, _)| *row).collect();
            let new = rows.into_iter().filter(|row| !known.contains(row));
            waiting.extend(new.map(|row| (row, folder.rows[row].path.clone())));
            if waiting.is_empty() || self.jobs.is_pending(Task::Count(id)) {
                return;
            }
        }
        let counting = folder.counting.clone();
        self.jobs.start(Task::Count(id), move |job| {
            while job.may_idle()
                && let Some(path) = counting.next()
            {
                if let Some(content) = read_and_count(&path, &lexicon, job) {
                    job.report(move |app: &mut App| app.take_counted(id, &path, content));
                }
            }
            done(move |app: &mut App| app.go_on_counting(id))
        });
    }

    fn take_counted(&mut self, id: TabId, path: &Path, content: Content) {
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        let Some(row) = folder.row_of(path) else { return };
        // An open article is counted from its session.
        if row.live.is_none() {
            row.set(content);
            self.folder_views.entry(id).or_default().counted();
        }
    }

    /// Marks articles that cannot be counted because of an internal error, and continues with the others.
    pub(super) fn skip_uncountable(&mut self, id: TabId) {
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        // If the job did not even start on an article, it would not do so next time.
        let current = folder.counting.current().take();
        let Some(path) = current.or_else(|| folder.counting.next()) else { return };
        // An open article is counted from its session.
        if let Some(row) = folder.row_of(&path).filter(|row| row.live.is_none()) {
            row.set(Content::Unreadable(StoreError::Internal { path }));
        }
        self.go_on_counting(id);
    }

    /// Continues after counting has ended or was interrupted by something more urgent.
    fn go_on_counting(&mut self, id: TabId) {
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        let waiting: Vec<usize> =
            (0..folder.rows.len()).filter(|row| folder.rows[*row].content == Content::Waiting).collect();
        if waiting.is_empty() && folder.counting.waiting().is_empty() {
            self.folder_views.entry(id).or_default().counted_all();
        } else {
            self.count(id, waiting);
        }
    }

    /// Counts all articles of all folders again, because the lexicon has changed.
    pub(super) fn recount_folders(&mut self) {
        for folder in &mut self.folders {
            folder.counting.waiting().clear();
            for row in folder.rows.iter_mut().filter(|row| row.live.is_none() && row.digest().is_some()) {
                row.content = Content::Waiting;
            }
        }
        let all: Vec<TabId> = self.folders.iter().map(|folder| folder.id).collect();
        for id in all {
            self.jobs.cancel(Task::Count(id));
            self.go_on_counting(id);
        }
    }

    /// Reads the front folder again when its tab is selected, because other programs may have changed it.
    fn look_again(&mut self, ctx: &egui::Context) {
        let comes = ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::WindowFocused(true))));
        let front = self.front;
        let mut again = None;
        for folder in &mut self.folders {
            let is_front = front == Some(folder.id);
            let was_front = std::mem::replace(&mut folder.was_front, is_front);
            let is_scanning = self.jobs.is_pending(Task::Scan(folder.id));
            if is_front && (comes || !was_front) && folder.is_listed && !is_scanning {
                again = Some((folder.id, folder.path.clone()));
            }
        }
        if let Some((id, path)) = again {
            self.scan(id, path);
        }
    }

    /// An article was closed: counts it from its file again.
    pub(super) fn recount(&mut self, tab: TabId) {
        let mut again = Vec::new();
        for folder in &mut self.folders {
            for (at, row) in folder.rows.iter_mut().enumerate() {
                if row.live.take_if(|(live, _)| *live == tab).is_some() {
                    again.push((folder.id, at));
                }
            }
        }
        for (folder, row) in again {
            self.count(folder, vec![row]);
        }
    }

    /// Updates the counts of the front folder's open articles.
    pub(super) fn refresh_folders(&mut self, ctx: &egui::Context) {
        if self.folders.is_empty() {
            return;
        }
        self.look_again(ctx);
        let Some(index) = self.folders.iter().position(|folder| Some(folder.id) == self.front) else { return };
        let (folder, tabs) = (&mut self.folders[index], &self.tabs);
        for tab in tabs.iter().filter(|tab| matches!(tab.detection, Detection::Done)) {
            let (Some(session), Some(row)) = (&tab.session, folder.row_of_tab(tab)) else { continue };
            let now = (tab.id, session.generation());
            if row.live != Some(now) {
                row.live = Some(now);
                row.set(Content::Known(Digest::of(session)));
            }
        }
    }
}

/// Reads an article as opening it would, and counts; `None` if the folder was closed in the meantime.
fn read_and_count(path: &Path, lexicon: &Arc<Lexicon>, job: &Job<App>) -> Option<Content> {
    let opened = match store::open(path, None) {
        Ok(opened) => opened,
        Err(error) => return Some(Content::Unreadable(error)),
    };
    let Opened { annotations, document, loaded, .. } = opened;
    let (annotation_state, carried, unusable) = match loaded {
        None => (AnnotationState::default(), Carried::default(), None),
        Some(Ok(loaded)) => (loaded.annotation_state, loaded.carried, None),
        Some(Err(error)) => (AnnotationState::default(), Carried::default(), Some(error)),
    };
    let mut session =
        Session::open(document.clone(), String::new(), annotation_state, carried).with_lexicon(lexicon.clone());
    let mut feedback = session.feedback();
    feedback.extend(store::feedback_around(&annotations).0);
    let own = UserModel::learn(lexicon, &feedback, false).map(Arc::new);
    let detector = Detector::new(lexicon.clone()).with_user_model(own);
    let Reviewed { candidates, .. } = detector.review_with(document.text(), &mut |_| job.flow());
    if job.is_cancelled() {
        return None;
    }
    let candidates = Arc::new(Candidates::new(document.text(), candidates));
    // Cannot fail: candidates are accepted as they are.
    drop(session.execute(Command::SetCandidates(candidates)));
    Some(Content::Known(Digest { unusable, ..Digest::of(&session) }))
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
