//! The rows of a folder's list: a channel has half a million of them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Deref;
use std::path::Path;
use std::sync::atomic::{self, AtomicU64};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::digest::{Digest, Stage};
use super::natural::natural;
use super::tab_id::TabId;
use crate::annotation::Work;
use crate::store::{ArticleFile, FolderStamp, Scan, StoreError};
use crate::text::fold::fold_phrase;

/// The least rows that a thread makes at once.
const AT_ONCE: usize = 256;
/// The rows whose changes are told together.
const PART: usize = 1024;

/// The contents of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// Not counted yet.
    Waiting,
    /// Counted.
    Known(Box<Digest>),
    /// Cannot be read.
    Unreadable(Box<StoreError>),
}

/// An article in the folder, or something that cannot be read.
#[derive(Clone, Debug)]
pub(crate) struct FolderRow {
    called: Arc<Called>,
    pub(crate) modified: Option<SystemTime>,
    pub(crate) bytes: u64,
    pub(crate) annotated: Option<SystemTime>,
    pub(crate) content: Content,
    /// The open article from which it was counted last, and the session's generation at that time.
    pub(crate) live: Option<(TabId, u64)>,
}

/// What an article is called.
#[derive(Debug)]
pub(crate) struct Called {
    path: Arc<Path>,
    /// Where its path relative to the folder begins, in bytes.
    place_at: usize,
    /// Its headline or its first words; empty if unknown.
    title: Box<str>,
    /// Both in the form used for searching: made when it is wanted, or when there is time.
    folded: OnceLock<Box<str>>,
}

impl Called {
    fn place(&self) -> Cow<'_, str> {
        let path = self.path.as_os_str().as_encoded_bytes();
        String::from_utf8_lossy(path.get(self.place_at..).unwrap_or_default())
    }

    /// Path and headline in the form used for searching.
    pub(crate) fn folded(&self) -> &str {
        self.folded.get_or_init(|| {
            let parts = [fold_phrase(&self.title), fold_phrase(&self.place())];
            parts.join(" ").trim_start().into()
        })
    }
}

impl FolderRow {
    /// A file that has not been counted yet.
    fn new(folder: &Path, file: ArticleFile) -> Self {
        let ArticleFile { path, title, bytes, modified, annotated } = file;
        let place = path.strip_prefix(folder).unwrap_or(&path);
        let place_at = path.as_os_str().len() - place.as_os_str().len();
        let called = Arc::new(Called { path: path.into(), place_at, title, folded: OnceLock::new() });
        Self { called, modified, bytes, annotated, content: Content::Waiting, live: None }
    }

    /// A row for something that cannot be read.
    fn unreadable(folder: &Path, problem: StoreError) -> Self {
        let path = problem.refused().map_or_else(|| folder.to_owned(), Path::to_owned);
        let file = ArticleFile { path, title: Box::default(), bytes: 0, modified: None, annotated: None };
        Self { content: Content::Unreadable(Box::new(problem)), ..Self::new(folder, file) }
    }

    pub(crate) fn path(&self) -> &Arc<Path> {
        &self.called.path
    }

    /// Its path relative to the folder.
    pub(crate) fn place(&self) -> Cow<'_, str> {
        self.called.place()
    }

    /// Path and headline in the form used for searching.
    pub(crate) fn folded(&self) -> &str {
        self.called.folded()
    }

    /// Whether the file is the same as when the row was made. Takes over what is known of it now; what was counted stays.
    pub(crate) fn renew(&mut self, now: &Self) -> bool {
        let of = |row: &Self| (row.modified, row.bytes, row.annotated);
        let is_same = of(self) == of(now);
        (self.modified, self.bytes, self.annotated) = of(now);
        is_same
    }

    /// Sets the content, and with it the headline.
    pub(crate) fn set(&mut self, content: Content) {
        if let Content::Known(digest) = &content
            && !digest.headline.is_empty()
            && *digest.headline != *self.called.title
        {
            let Called { path, place_at, .. } = &*self.called;
            let (path, title) = (Arc::clone(path), digest.headline.as_str().into());
            self.called = Arc::new(Called { path, place_at: *place_at, title, folded: OnceLock::new() });
        }
        self.content = content;
    }

    /// Its headline, as far as known.
    pub(crate) fn headline(&self) -> Option<&str> {
        Some(&*self.called.title).filter(|title| !title.is_empty())
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

/// The rows of a folder, in the order in which it was read.
#[derive(Debug, Default)]
pub(crate) struct FolderRows {
    rows: Vec<FolderRow>,
    by_path: HashMap<Arc<Path>, usize, RandomState>,
    /// The rows in the order of their names.
    by_name: Vec<u32>,
    /// The last change of each part.
    changes: Vec<u64>,
    /// How many are not counted yet.
    waiting: usize,
}

/// Tells all changes of all rows apart.
static CHANGES: AtomicU64 = AtomicU64::new(0);

fn next_change() -> u64 {
    CHANGES.fetch_add(1, atomic::Ordering::Relaxed)
}

impl FolderRows {
    /// The rows of what a folder holds, none of them counted.
    fn of(folder: &Path, articles: Vec<ArticleFile>, problems: Vec<StoreError>) -> Self {
        let mut rows: Vec<FolderRow> =
            articles.into_par_iter().with_min_len(AT_ONCE).map(|file| FolderRow::new(folder, file)).collect();
        rows.extend(problems.into_iter().map(|problem| FolderRow::unreadable(folder, problem)));
        let mut by_name: Vec<u32> = (0..rows.len() as u32).collect();
        let in_order = |a: &u32, b: &u32| natural(&rows[*a as usize].place(), &rows[*b as usize].place());
        let by_path = || rows.iter().enumerate().map(|(at, row)| (Arc::clone(row.path()), at)).collect();
        // Most are in the order of their names already.
        let ((), by_path) = rayon::join(|| by_name.par_sort_by(in_order), by_path);
        let changes = rows.chunks(PART).map(|_| next_change()).collect();
        let mut rows = Self { rows, by_path, by_name, changes, waiting: 0 };
        rows.count_waiting();
        rows
    }

    fn count_waiting(&mut self) {
        self.waiting = self.rows.iter().filter(|row| row.content == Content::Waiting).count();
    }

    /// The index of the row of a path.
    pub(crate) fn at(&self, path: &Path) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// The row of a path.
    pub(crate) fn of_path(&self, path: &Path) -> Option<&FolderRow> {
        self.rows.get(self.at(path)?)
    }

    /// Whether the same of its articles have annotations as in another list of the same articles, of the same times. Those
    /// of a channel may be in folders of which its stamp tells nothing.
    pub(crate) fn is_annotated_like(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other.iter()).all(|(a, b)| a.annotated == b.annotated)
    }

    /// The number of rows that are not counted yet.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting
    }

    /// The rows in the order of their names.
    pub(crate) fn by_name(&self) -> &[u32] {
        &self.by_name
    }

    /// The rows part by part, each with what is another number after every change of one of them.
    pub(crate) fn parts(&self) -> impl ExactSizeIterator<Item = (u64, &[FolderRow])> {
        self.changes.iter().copied().zip(self.rows.chunks(PART))
    }

    /// Changes a row, if it is there.
    pub(crate) fn change(&mut self, at: usize, change: impl FnOnce(&mut FolderRow)) {
        let Some(row) = self.rows.get_mut(at) else { return };
        let was_waiting = row.content == Content::Waiting;
        change(row);
        let is_waiting = row.content == Content::Waiting;
        self.waiting = self.waiting + usize::from(is_waiting) - usize::from(was_waiting);
        if let Some(last) = self.changes.get_mut(at / PART) {
            *last = next_change();
        }
    }

    /// Changes all rows.
    pub(crate) fn change_all(&mut self, change: impl FnMut(&mut FolderRow)) {
        self.rows.iter_mut().for_each(change);
        self.changes.fill_with(next_change);
        self.count_waiting();
    }
}

impl Deref for FolderRows {
    type Target = [FolderRow];

    fn deref(&self) -> &[FolderRow] {
        &self.rows
    }
}

/// The list of a folder, as a job makes it.
pub(crate) struct Listed {
    pub(crate) rows: FolderRows,
    pub(crate) stamp: FolderStamp,
}

impl Listed {
    pub(crate) fn of(folder: &Path, scan: Scan) -> Self {
        let Scan { articles, problems, stamp } = scan;
        Self { rows: FolderRows::of(folder, articles, problems), stamp }
    }

    /// What its articles are called.
    pub(crate) fn called(&self) -> Vec<Arc<Called>> {
        self.rows.iter().map(|row| Arc::clone(&row.called)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn rows(names: &[&str]) -> FolderRows {
        let file = |name: &&str| ArticleFile {
            path: PathBuf::from("/news").join(name),
            title: "القوّات في ســرت".into(),
            bytes: 1,
            modified: None,
            annotated: None,
        };
        FolderRows::of(Path::new("/news"), names.iter().map(file).collect(), Vec::new())
    }

    #[test]
    fn rows_are_found_by_their_paths_and_stand_in_the_order_of_their_names() {
        let rows = rows(&["10.txt", "9.txt", "in/8.txt"]);
        let places: Vec<_> = rows.by_name().iter().map(|at| rows[*at as usize].place()).collect();
        assert_eq!(places, ["9.txt", "10.txt", "in/8.txt"]);
        assert_eq!(rows.at(Path::new("/news/in/8.txt")), Some(2));
        assert_eq!(rows.at(Path::new("/news/8.txt")), None);
        assert_eq!(rows[2].folded(), "القوات في سرت in 8 txt");
    }

    #[test]
    fn annotations_that_came_meanwhile_make_another_list() {
        let (mut rows, again) = (rows(&["1", "2"]), rows(&["1", "2"]));
        assert!(rows.is_annotated_like(&again));
        rows.change(1, |row| row.annotated = Some(SystemTime::UNIX_EPOCH));
        assert!(!rows.is_annotated_like(&again));
    }

    #[test]
    fn a_change_is_told_by_its_part_alone_and_what_waits_is_counted() {
        let names: Vec<String> = (0..=2 * PART).map(|number| format!("{number}.txt")).collect();
        let mut rows = rows(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let changes = |rows: &FolderRows| rows.parts().map(|(change, _)| change).collect::<Vec<_>>();
        let before = changes(&rows);
        let mut digest = Digest::default();
        digest.headline = "عنوان".to_owned();
        rows.change(PART, |row| row.set(Content::Known(Box::new(digest))));
        let after = changes(&rows);
        assert_eq!([0, 1, 2].map(|part| before[part] == after[part]), [true, false, true]);
        assert_eq!((rows.waiting(), rows[PART].headline()), (2 * PART, Some("عنوان")));
        assert_eq!(rows[PART].folded(), "عنوان 1024 txt");
        rows.change_all(|row| row.content = Content::Waiting);
        assert_eq!(rows.waiting(), rows.len());
        assert!(changes(&rows).iter().zip(&after).all(|(now, then)| now != then));
    }
}
