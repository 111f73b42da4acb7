//! Opens folders, and counts the annotations of their articles.
//!
//! The list appears at once; one job then counts the annotations of one article after another, those in view first,
//! while no open article is being read. An open article is counted from its session.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{self, Event};

use super::App;
use super::jobs::{Job, done};
use super::task::Task;
use super::unopened::{Taught, Unopened};
use super::watch::REST;
use crate::document::ColumnInfo;
use crate::exchange::folder_file::FolderFile;
use crate::gui::model::{
    AppAction, Content, Detection, Digest, FolderRow, FolderRows, FolderTab, Listed, Notice, TabId,
};
use crate::lexicon::Lexicon;
use crate::store::{self, StoreError, file_name};

/// Articles longer than this, in bytes, are counted after all others, because they take seconds.
const LONG: u64 = 4 << 20;

impl App {
    /// The folder in the front tab.
    pub(crate) fn folder(&self) -> Option<&FolderTab> {
        let front = self.front?;
        self.folders.iter().find(|folder| folder.id == front)
    }

    /// Opens a folder as a list of articles, or reads an open folder again.
    pub(crate) fn open_folder(&mut self, path: PathBuf) {
        let path = path.canonicalize().unwrap_or(path);
        if let Some(folder) = self.folders.iter().find(|folder| folder.path == path) {
            let id = folder.id;
            self.front = Some(id);
            self.scan(id, path);
            return;
        }
        self.next_tab += 1;
        let id = TabId(self.next_tab);
        self.folders.push(FolderTab::new(id, path.clone()));
        if let Some(place) = self.settings.folder_place(&path) {
            self.folder_views.entry(id).or_default().come_back(place);
        }
        self.front = Some(id);
        self.scan(id, path);
    }

    /// Reads an open folder again.
    pub(super) fn scan_again(&mut self, path: &Path) {
        if let Some(id) = self.folders.iter().find(|folder| folder.path == path).map(|folder| folder.id) {
            self.scan(id, path.to_owned());
        }
    }

    fn scan(&mut self, id: TabId, path: PathBuf) {
        self.jobs.cancel(Task::WatchFolder(id));
        let own = self.settings.author();
        self.jobs.start(Task::Scan(id), move |job| {
            let (mut result, shared) = (store::scan_folder(&path, &own), store::read_folder_file(&path));
            if let (Ok(scan), Ok(shared)) = (&mut result, &shared) {
                // A lexicon can have the ending of an article.
                scan.articles.retain(|article| shared.lexicons.iter().all(|file| path.join(file) != article.path));
            }
            let (listed, columns) = (result.map(|scan| Listed::of(&path, scan)), store::table_columns(&path));
            let called = listed.as_ref().map_or_else(|_| Vec::new(), Listed::called);
            job.report(move |app: &mut App| {
                app.take_scan(id, listed);
                app.take_folder_file(id, shared);
                if let Some((columns, of_texts)) = columns {
                    app.say_column(id, &path, &columns, of_texts);
                }
            });
            // For the search, which nobody begins at once: the frames have the other threads.
            for called in called {
                if job.is_cancelled() {
                    break;
                }
                called.folded();
            }
            done(|_: &mut App| {})
        });
    }

    /// Says from which column of a table its articles are, and offers the next one.
    fn say_column(&mut self, id: TabId, path: &Path, columns: &[ColumnInfo], of_texts: usize) {
        let Some(column) = columns.get(of_texts) else { return };
        self.withdraw(id, &["notice-table-column"]);
        let notice = Notice::done("notice-table-column").with("column", column.name.as_str());
        let next = (of_texts + 1) % columns.len();
        // By its name, which stays when columns come in between, if only one has it.
        let named = columns.get(next).map(|column| &column.name);
        let named = named.filter(|name| columns.iter().filter(|column| column.name == **name).count() == 1);
        let other = named.cloned().unwrap_or_else(|| (next + 1).to_string());
        let other = AppAction::TakeColumn(path.to_owned(), other);
        let notice = if columns.len() > 1 { notice.offering("notice-other-column", other) } else { notice };
        self.notify(notice.about(id));
    }

    /// Takes the articles of a table from another column, and keeps that beside their annotations.
    pub(super) fn take_column(&mut self, path: &Path, column: &str) {
        store::choose_column(path, column);
        let open = self.folders.iter_mut().find(|folder| folder.path == path).map(|folder| {
            // Its rows are other articles now.
            folder.rows = FolderRows::default();
            folder.id
        });
        if let Some(id) = open {
            let column = column.to_owned();
            self.change_folder(id, None, move |shared| shared.column = Some(column.clone()));
        }
        self.scan_again(path);
    }

    /// Takes the contents of a folder; the counts of unchanged articles are kept.
    fn take_scan(&mut self, id: TabId, result: Result<Listed, StoreError>) {
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        let Listed { mut rows, stamp } = match result {
            Ok(listed) => listed,
            Err(error) => {
                self.report(&error);
                self.drop_unlisted_folder(id);
                return;
            }
        };
        // Most often nothing has changed when the window comes to the front.
        if folder.is_listed && folder.stamp == stamp && folder.rows.is_annotated_like(&rows) {
            return;
        }
        folder.stamp = stamp;
        // The indices of rows have changed.
        folder.counting.clear();
        let former = std::mem::take(&mut folder.rows);
        let (mut changed, mut arrived) = (HashSet::new(), Vec::new());
        // At first all of them are new, and nobody has asked for any.
        if folder.is_listed || self.seeing.contains_key(&id) {
            rows.change_all(|row| {
                if row.content != Content::Waiting {
                    return;
                }
                let Some(mut known) = former.of_path(row.path()).cloned() else {
                    arrived.push(row.path().to_path_buf());
                    return;
                };
                if !known.renew(row) {
                    changed.insert(row.path().to_path_buf());
                }
                *row = known;
            });
        }
        let former_count = former.len();
        folder.rows = rows;
        folder.listed_as.borrow_mut().clear();
        let was_listed = std::mem::replace(&mut folder.is_listed, true);
        if !was_listed {
            self.folder_views.entry(id).or_default().enter();
        }
        // Rows keep their places unless some were added or removed.
        let is_new = |row: &FolderRow| row.content == Content::Waiting;
        if former_count != folder.rows.len() || folder.rows.waiting() > 0 {
            self.folder_views.entry(id).or_default().arrange_anew();
        }
        let is_wanted = |row: &FolderRow| is_new(row) || changed.contains(&**row.path());
        let waiting: Vec<usize> = (0..folder.rows.len()).filter(|row| is_wanted(&folder.rows[*row])).collect();
        let new: Vec<PathBuf> = arrived.iter().chain(&changed).cloned().collect();
        self.count(id, waiting);
        self.see_only_listed(id);
        self.see_again(id, &new);
        if was_listed {
            self.announce(id, &arrived);
        }
    }

    /// Says which articles other programs have put into a folder.
    fn announce(&mut self, id: TabId, arrived: &[PathBuf]) {
        // What was made here is open.
        let is_open = |path: &&PathBuf| self.tabs.iter().any(|tab| tab.article.as_deref() == Some(path));
        let count = arrived.iter().filter(|path| !is_open(path)).count();
        let folder = self.folders.iter().find(|folder| folder.id == id);
        if let Some(name) = folder.map(|folder| file_name(&folder.path)).filter(|_| count > 0) {
            self.notify(Notice::done("notice-articles-arrived").with("folder", name).with("count", count));
        }
    }

    /// Closes a folder that could not be read, since there is nothing to show.
    pub(super) fn drop_unlisted_folder(&mut self, id: TabId) {
        if self.folders.iter().any(|folder| folder.id == id && !folder.is_listed) {
            self.drop_tab(id);
        }
    }

    /// Starts counting these rows of a folder.
    fn count(&mut self, id: TabId, mut rows: Vec<usize>) {
        let (lexicon, by) = (self.lexicon.clone(), self.settings.author());
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        rows.sort_by_key(|row| folder.rows[*row].bytes > LONG);
        if !rows.is_empty() {
            folder.counting.extend(rows.into_iter().map(|row| (row, Arc::clone(folder.rows[row].path()))));
        }
        if folder.counting.is_empty() || self.jobs.is_pending(Task::Count(id)) {
            return;
        }
        let (counting, shared) = (folder.counting.clone(), folder.shared.clone());
        self.jobs.start(Task::Count(id), move |job| {
            let mut taught = Taught::new();
            while job.may_idle()
                && let Some(taken) = counting.next()
            {
                match read_and_count(taken.path(), &by, &lexicon, &shared, &mut taught, job) {
                    Some(content) => job.report(move |app: &mut App| app.take_counted(id, taken.path(), content)),
                    None => counting.put_back(taken),
                }
            }
            done(move |app: &mut App| app.go_on_counting(id))
        });
    }

    fn take_counted(&mut self, id: TabId, path: &Path, content: Content) {
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        // An open article is counted from its session.
        if let Some(at) = folder.rows.at(path).filter(|at| folder.rows[*at].live.is_none()) {
            folder.rows.change(at, |row| row.set(content));
            self.folder_views.entry(id).or_default().counted();
        }
    }

    /// Marks articles that cannot be counted because of an internal error, and continues with the others.
    pub(super) fn skip_uncountable(&mut self, id: TabId) {
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        // If the job did not even start on an article, it would not do so next time.
        let current = folder.counting.current().take();
        let next = || folder.counting.next().map(|taken| Arc::clone(taken.path()));
        let Some(path) = current.or_else(next) else { return };
        // An open article is counted from its session.
        if let Some(at) = folder.rows.at(&path).filter(|at| folder.rows[*at].live.is_none()) {
            let problem = Box::new(StoreError::Internal { path: path.to_path_buf() });
            folder.rows.change(at, |row| row.set(Content::Unreadable(problem)));
        }
        self.go_on_counting(id);
    }

    /// Continues after counting has ended or was interrupted by something more urgent.
    pub(super) fn go_on_counting(&mut self, id: TabId) {
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        let is_waiting = |row: &usize| folder.rows[*row].content == Content::Waiting;
        let waiting = if folder.counting.is_empty() && folder.rows.waiting() > 0 {
            (0..folder.rows.len()).filter(is_waiting).collect()
        } else {
            Vec::new()
        };
        if waiting.is_empty() && folder.counting.is_empty() {
            self.folder_views.entry(id).or_default().counted_all();
        } else {
            self.count(id, waiting);
        }
    }

    /// Counts all articles of all folders again, because the lexicon has changed.
    pub(super) fn recount_folders(&mut self) {
        self.see_all_again();
        for folder in &mut self.folders {
            folder.count_anew();
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
        self.watch_folders(ctx);
    }

    /// As long as a folder's list is seen, it is read again when files come or go, or are written.
    fn watch_folders(&mut self, ctx: &egui::Context) {
        let has_focus = ctx.input(|input| input.focused);
        let front = self.front.filter(|_| has_focus);
        for folder in &self.folders {
            let task = Task::WatchFolder(folder.id);
            if front != Some(folder.id) {
                self.jobs.cancel(task);
                continue;
            }
            if !folder.is_listed || self.jobs.is_pending(task) || self.jobs.is_pending(Task::Scan(folder.id)) {
                continue;
            }
            let (id, path, stamp) = (folder.id, folder.path.clone(), folder.stamp.clone());
            self.jobs.start_waiting(task, move |job| {
                for round in 0.. {
                    job.rest(REST)?;
                    if stamp.is_old(round) {
                        break;
                    }
                }
                done(move |app: &mut App| app.scan(id, path))
            });
        }
    }

    /// Counts an article from its file again, because it was closed, or written without being opened.
    pub(super) fn recount_article(&mut self, article: &Path) {
        self.recount_articles(&[article.to_owned()]);
    }

    /// Like [`Self::recount_article`], for several.
    pub(super) fn recount_articles(&mut self, articles: &[PathBuf]) {
        let mut again = Vec::new();
        for folder in &mut self.folders {
            let mut rows = Vec::new();
            for article in articles {
                if let Some(at) = folder.path_of(article).and_then(|path| folder.rows.at(&path)) {
                    folder.rows.change(at, |row| row.live = None);
                    rows.push(at);
                }
            }
            again.push((folder.id, rows));
        }
        for (id, rows) in again {
            let folder = self.folders.iter().find(|folder| folder.id == id);
            let paths: Vec<PathBuf> = folder.map_or_else(Vec::new, |folder| {
                rows.iter().filter_map(|row| folder.rows.get(*row)).map(|row| row.path().to_path_buf()).collect()
            });
            self.count(id, rows);
            self.see_again(id, &paths);
        }
    }

    /// Updates the counts of the front folder's open articles.
    pub(super) fn refresh_folders(&mut self, ctx: &egui::Context) {
        if self.folders.is_empty() {
            return;
        }
        self.look_again(ctx);
        if let Some(front) = self.front {
            self.refresh_rows(front);
        }
    }

    /// Updates the counts of a folder's open articles.
    pub(super) fn refresh_rows(&mut self, id: TabId) {
        let Some(index) = self.folders.iter().position(|folder| folder.id == id) else { return };
        let (folder, tabs) = (&mut self.folders[index], &self.tabs);
        for tab in tabs.iter().filter(|tab| matches!(tab.detection, Detection::Done)) {
            if folder.shared.blind && !tab.is_blind {
                // Somebody else's work on the article is open, or the result of a comparison.
                continue;
            }
            let (Some(session), Some(at)) = (&tab.session, folder.row_of_tab(tab)) else { continue };
            let now = (tab.id, session.generation());
            if folder.rows[at].live != Some(now) {
                let digest = Digest::of(session, None).prepared(tab.is_prepared());
                folder.rows.change(at, |row| {
                    row.live = Some(now);
                    row.set(Content::Known(Box::new(digest)));
                });
            }
        }
    }
}

/// Reads an article as opening it would, and counts; `None` if the folder was closed in the meantime.
fn read_and_count(
    path: &Path,
    by: &str,
    lexicon: &Arc<Lexicon>,
    shared: &Arc<FolderFile>,
    taught: &mut Taught,
    job: &Job<App>,
) -> Option<Content> {
    let mut unopened = match Unopened::read(path, Some(Arc::clone(shared)), by) {
        Ok(unopened) => unopened,
        Err(error) => return Some(Content::Unreadable(Box::new(error))),
    };
    let is_whole = unopened.detect(lexicon, taught, &|| job.flow());
    let Unopened { session, unusable, is_prepared, .. } = unopened;
    is_whole.then(|| Content::Known(Box::new(Digest::of(&session, unusable).prepared(is_prepared))))
}
