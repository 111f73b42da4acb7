//! An open folder with its articles and what is known about each.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::folder_rows::{Content, FolderRow, FolderRows};
use super::tab::Tab;
use super::tab_id::TabId;
use crate::annotation::LabelId;
use crate::exchange::folder_file::FolderFile;
use crate::store::{FolderStamp, StoreError, file_name};

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

/// An article to be counted, with the index of its row.
type ToCount = (usize, Arc<Path>);

/// The queue of articles to be counted, shared with the counting job.
#[derive(Debug, Default)]
pub(crate) struct Counting {
    queue: Mutex<Queue>,
    /// The article being counted.
    current: Mutex<Option<Arc<Path>>>,
}

/// An article that is being counted.
pub(crate) struct BeingCounted {
    article: ToCount,
    round: usize,
}

impl BeingCounted {
    pub(crate) fn path(&self) -> &Arc<Path> {
        &self.article.1
    }
}

#[derive(Debug, Default)]
struct Queue {
    /// Those in view, the first one last. They wait among the others, too.
    in_view: Vec<ToCount>,
    waiting: VecDeque<ToCount>,
    /// Those that were taken while they were in view.
    taken: HashSet<usize>,
    /// How often it was cleared: rows have other numbers afterwards.
    round: usize,
}

impl Counting {
    fn queue(&self) -> std::sync::MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn current(&self) -> std::sync::MutexGuard<'_, Option<Arc<Path>>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.queue().waiting.is_empty()
    }

    pub(crate) fn clear(&self) {
        let mut queue = self.queue();
        *queue = Queue { round: queue.round + 1, ..Queue::default() };
    }

    /// Appends those that do not wait yet.
    pub(crate) fn extend(&self, articles: impl Iterator<Item = ToCount>) {
        let mut queue = self.queue();
        let Queue { waiting, taken, .. } = &mut *queue;
        let known: HashSet<usize> = waiting.iter().map(|(row, _)| *row).collect();
        for article in articles {
            // One that was taken waits at its former place again.
            taken.remove(&article.0);
            if !known.contains(&article.0) {
                waiting.push_back(article);
            }
        }
    }

    /// The next article.
    pub(crate) fn next(&self) -> Option<BeingCounted> {
        let mut queue = self.queue();
        let Queue { in_view, waiting, taken, round } = &mut *queue;
        let next = in_view.pop().inspect(|(row, _)| {
            taken.insert(*row);
        });
        let next = next.or_else(|| std::iter::from_fn(|| waiting.pop_front()).find(|(row, _)| !taken.remove(row)));
        let next = next.map(|article| BeingCounted { article, round: *round });
        drop(queue);
        *self.current() = next.as_ref().map(|next| Arc::clone(next.path()));
        next
    }

    /// Lets an article wait again that was not counted.
    pub(crate) fn put_back(&self, BeingCounted { article, round }: BeingCounted) {
        let mut queue = self.queue();
        if queue.round == round && !queue.taken.remove(&article.0) {
            queue.waiting.push_front(article);
        }
    }
}

/// An open folder.
pub(crate) struct FolderTab {
    pub(crate) id: TabId,
    pub(crate) path: PathBuf,
    /// The folder's name, for its tab.
    pub(crate) name: String,
    /// Its contents; empty until the folder was read.
    pub(crate) rows: FolderRows,
    /// Whether the folder was read.
    pub(crate) is_listed: bool,
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
            rows: FolderRows::default(),
            is_listed: false,
            listed_as: RefCell::default(),
            shared: Arc::default(),
            shared_problem: None,
            counting: Arc::default(),
            was_front: true,
            stamp: FolderStamp::default(),
        }
    }

    /// All that was counted is to be counted again, apart from open articles.
    pub(crate) fn count_anew(&mut self) {
        self.counting.clear();
        self.rows.change_all(|row| {
            if row.live.is_none() && row.digest().is_some() {
                row.content = Content::Waiting;
            }
        });
    }

    /// Moves these rows to the front of the queue.
    pub(crate) fn prefer(&self, rows: &[usize]) {
        let mut queue = self.counting.queue();
        if queue.waiting.is_empty() {
            return;
        }
        let current = self.counting.current().clone();
        let is_wanted = |row: &FolderRow| row.content == Content::Waiting && Some(row.path()) != current.as_ref();
        let waiting = rows.iter().rev().filter(|row| !queue.taken.contains(row));
        let articles = waiting.filter_map(|at| Some((*at, self.rows.get(*at).filter(|row| is_wanted(row))?.path())));
        queue.in_view = articles.map(|(at, path)| (at, Arc::clone(path))).collect();
    }

    /// The number of articles that are neither done nor put aside.
    pub(crate) fn to_do(&self) -> usize {
        self.rows.iter().filter(|row| row.is_to_do()).count()
    }

    /// The path that an article has in the list, however it was named.
    pub(crate) fn path_of(&self, article: &Path) -> Option<PathBuf> {
        if self.rows.at(article).is_some() {
            return Some(article.to_owned());
        }
        // Asked for in each frame, and the disk is not.
        let mut listed = self.listed_as.borrow_mut();
        let listed = listed.entry(article.to_owned()).or_insert_with(|| article.canonicalize().ok());
        listed.clone().filter(|path| self.rows.at(path).is_some())
    }

    /// The index of the row of an open article.
    pub(crate) fn row_of_tab(&self, tab: &Tab) -> Option<usize> {
        self.rows.at(&self.path_of(tab.article.as_ref()?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::folder_rows::Listed;
    use super::*;
    use crate::store::{ArticleFile, Scan};

    #[test]
    fn what_is_being_counted_is_not_counted_again_because_it_is_in_view() {
        let file = |name: &str| ArticleFile {
            path: PathBuf::from("/news").join(name),
            title: Box::default(),
            bytes: 1,
            modified: None,
            annotated: None,
        };
        let mut folder = FolderTab::new(TabId(1), PathBuf::from("/news"));
        let scan = Scan { articles: ["1", "2", "3"].map(file).into(), ..Scan::default() };
        folder.rows = Listed::of(&folder.path, scan).rows;
        folder.counting.extend(folder.rows.iter().enumerate().map(|(at, row)| (at, Arc::clone(row.path()))));
        let next = || folder.counting.next().map(|taken| taken.article.0);
        assert_eq!(next(), Some(0));
        folder.prefer(&[0, 2]);
        assert_eq!([next(), next(), next()], [Some(2), Some(1), None]);
    }

    #[test]
    fn articles_in_view_are_counted_first_and_none_is_counted_twice() {
        let article = |number: usize| -> ToCount { (number, PathBuf::from(number.to_string()).into()) };
        let counting = Counting::default();
        counting.extend((0..6).map(article));
        counting.queue().in_view = vec![article(4), article(3)];
        let next = || counting.next().map(|taken| taken.article.0);
        assert_eq!([next(), next(), next(), next()], [Some(3), Some(4), Some(0), Some(1)]);
        // What was interrupted is counted next, and what has changed once more.
        let interrupted = counting.next().expect("the third");
        counting.put_back(interrupted);
        counting.extend([article(3)].into_iter());
        let mut rest = std::iter::from_fn(|| counting.next().map(|taken| taken.article.0));
        assert_eq!(rest.by_ref().collect::<Vec<_>>(), [2, 3, 5]);
        // Rows have other numbers since.
        counting.extend([article(7)].into_iter());
        let late = counting.next().expect("one");
        counting.clear();
        counting.put_back(late);
        assert!(counting.is_empty());
    }
}
