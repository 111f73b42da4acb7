//! An open folder with its articles and what is known about each.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use super::digest::{Digest, Stage};
use super::tab::Tab;
use super::tab_id::TabId;
use crate::annotation::{LabelId, Work};
use crate::exchange::folder_file::FolderFile;
use crate::store::{ArticleFile, FolderStamp, Scan, StoreError, file_name};
use crate::text::fold::fold_words;

/// The least rows that a thread makes at once.
const AT_ONCE: usize = 256;

/// The contents of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// Not counted yet.
    Waiting,
    /// Counted.
    Known(Box<Digest>),
    /// Cannot be read.
    Unreadable(StoreError),
}

/// An article in the folder, or something that cannot be read.
#[derive(Clone, Debug)]
pub(crate) struct FolderRow {
    pub(crate) path: PathBuf,
    /// Its path relative to the folder.
    pub(crate) place: String,
    /// Its headline or its first words, if they were known before it was read; else empty.
    title: Box<str>,
    pub(crate) modified: Option<SystemTime>,
    pub(crate) bytes: u64,
    pub(crate) annotated: Option<SystemTime>,
    pub(crate) content: Content,
    /// Path and headline in the form used for searching.
    pub(crate) folded: String,
    /// The open article from which it was counted last, and the session's generation at that time.
    pub(crate) live: Option<(TabId, u64)>,
}

/// The list of a folder, as a job makes it: that of a channel has half a million rows.
pub(crate) struct Listed {
    pub(crate) rows: Vec<FolderRow>,
    /// The rows by their paths.
    pub(crate) index: HashMap<PathBuf, usize>,
    pub(crate) stamp: FolderStamp,
}

impl Listed {
    /// The rows of what a folder holds, none of them counted.
    pub(crate) fn of(folder: &Path, scan: Scan) -> Self {
        let Scan { articles, problems, stamp } = scan;
        let mut rows: Vec<FolderRow> =
            articles.into_par_iter().with_min_len(AT_ONCE).map(|file| FolderRow::new(folder, file)).collect();
        rows.extend(problems.into_iter().map(|problem| FolderRow::unreadable(folder, problem)));
        let index = rows.iter().enumerate().map(|(at, row)| (row.path.clone(), at)).collect();
        Self { rows, index, stamp }
    }
}

impl FolderRow {
    /// A file that has not been counted yet.
    fn new(folder: &Path, file: ArticleFile) -> Self {
        let place = file.path.strip_prefix(folder).unwrap_or(&file.path).display().to_string();
        let ArticleFile { path, title, bytes, modified, annotated } = file;
        let (content, folded) = (Content::Waiting, String::new());
        let row = Self { path, place, title, modified, bytes, annotated, content, folded, live: None };
        Self { folded: row.folded(), ..row }
    }

    /// A row for something that cannot be read.
    fn unreadable(folder: &Path, problem: StoreError) -> Self {
        let path = problem.refused().map_or_else(|| folder.to_owned(), Path::to_owned);
        let file = ArticleFile { path, title: Box::default(), bytes: 0, modified: None, annotated: None };
        Self { content: Content::Unreadable(problem), ..Self::new(folder, file) }
    }

    /// Whether the file is the same as when the row was made. Takes over what is known of it now; what was counted stays.
    pub(crate) fn renew(&mut self, now: &Self) -> bool {
        let of = |row: &Self| (row.modified, row.bytes, row.annotated);
        let is_same = of(self) == of(now);
        (self.modified, self.bytes, self.annotated) = of(now);
        is_same
    }

    /// Sets the content, and the text that is searched.
    pub(crate) fn set(&mut self, content: Content) {
        self.content = content;
        self.folded = self.folded();
    }

    /// Its headline, as far as known.
    pub(crate) fn headline(&self) -> Option<&str> {
        let known = if let Content::Known(digest) = &self.content { digest.headline.as_str() } else { "" };
        [known, &*self.title].into_iter().find(|headline| !headline.is_empty())
    }

    fn folded(&self) -> String {
        let place = fold_words(&self.place).join(" ");
        self.headline().map_or(place.clone(), |headline| format!("{} {place}", fold_words(headline).join(" ")))
    }

    /// Shows what a person has just said about the work on it.
    pub(crate) fn say(&mut self, work: Option<Work>) {
        if let Content::Known(digest) = &mut self.content {
            if let Some(work) = work.as_ref().filter(|work| !work.by.is_empty()) {
                digest.who.clone_from(&work.by);
            }
            digest.work = work;
        } else if work.is_some() && self.content == Content::Waiting {
            let mut digest = Digest::default();
            digest.work = work;
            self.set(Content::Known(Box::new(digest)));
        }
    }

    /// Whether nobody has said that it is done or put aside, as far as known.
    pub(crate) fn is_to_do(&self) -> bool {
        match &self.content {
            Content::Waiting => true,
            Content::Known(digest) => matches!(digest.stage(), Stage::New | Stage::Begun),
            Content::Unreadable(_) => false,
        }
    }

    /// Whether something is undecided in it that is to be decided, as far as known.
    pub(crate) fn has_undecided(&self, threshold: f32) -> bool {
        self.is_to_do() && self.digest().is_none_or(|digest| digest.undecided(threshold) > 0)
    }

    /// The summary of the article, if it was counted.
    pub(crate) fn digest(&self) -> Option<&Digest> {
        match &self.content {
            Content::Known(digest) => Some(&**digest),
            Content::Waiting | Content::Unreadable(_) => None,
        }
    }
}

/// What a name means, to be used in a whole folder.
#[derive(Clone, Debug)]
pub(crate) struct SharedChoice {
    /// The article in which it was chosen.
    pub(crate) article: PathBuf,
    /// The folded name.
    pub(crate) name: String,
    pub(crate) label: LabelId,
    /// The entity's stable id.
    pub(crate) entity: String,
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
    /// What articles that are named otherwise are called in the list.
    pub(crate) listed_as: RefCell<HashMap<PathBuf, Option<PathBuf>>>,
    /// What its articles share, and why its file cannot be used, if it cannot.
    pub(crate) shared: Arc<FolderFile>,
    pub(crate) shared_problem: Option<StoreError>,
    pub(crate) counting: Arc<Counting>,
    /// Whether it was the front tab in the last frame.
    pub(crate) was_front: bool,
    /// When files last came or went, as far as that is listed.
    pub(crate) stamp: FolderStamp,
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
            listed_as: RefCell::default(),
            shared: Arc::default(),
            shared_problem: None,
            counting: Arc::default(),
            was_front: true,
            stamp: FolderStamp::default(),
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

    /// The number of articles that are neither done nor put aside.
    pub(crate) fn to_do(&self) -> usize {
        self.rows.iter().filter(|row| row.is_to_do()).count()
    }

    /// The path that an article has in the list, however it was named.
    pub(crate) fn path_of(&self, article: &Path) -> Option<PathBuf> {
        if self.index.contains_key(article) {
            return Some(article.to_owned());
        }
        // Asked for in each frame, and the disk is not.
        let mut listed = self.listed_as.borrow_mut();
        let listed = listed.entry(article.to_owned()).or_insert_with(|| article.canonicalize().ok());
        listed.clone().filter(|path| self.index.contains_key(path))
    }

    /// The row of an open article.
    pub(crate) fn row_of_tab(&mut self, tab: &Tab) -> Option<&mut FolderRow> {
        let path = self.path_of(tab.article.as_ref()?)?;
        self.row_of(&path)
    }

    /// The row of a path.
    pub(crate) fn row_of(&mut self, path: &Path) -> Option<&mut FolderRow> {
        let at = *self.index.get(path)?;
        self.rows.get_mut(at)
    }
}
