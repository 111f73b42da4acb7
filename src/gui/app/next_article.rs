//! The way through a folder: the next article, the next one with something undecided, done and next, put aside.
//!
//! The way follows the folder's list as it is sorted and filtered, and begins again at its head.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::jobs::done;
use super::task::Task;
use super::unopened::Unopened;
use crate::annotation::{Work, WorkState};
use crate::exchange::folder_file::FolderFile;
use crate::gui::model::{AfterSave, AppAction, Begins, Content, FolderRow, FolderTab, Leaving, Notice, Tab, TabId};
use crate::session::Command;
use crate::store::{self, StoreError, Versions, file_name};

/// Which article is gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Any that can be read.
    Any,
    /// One with something undecided, unless it is done or put aside.
    Undecided,
    /// One that is neither done nor put aside.
    ToDo,
}

impl Wanted {
    fn is(self, row: &FolderRow, threshold: f32) -> bool {
        match self {
            Self::Any => !matches!(row.content, Content::Unreadable(_)),
            Self::Undecided => row.has_undecided(threshold),
            Self::ToDo => row.is_to_do(),
        }
    }
}

impl App {
    /// The article that is chosen in the front folder, if it can be opened.
    pub(super) fn chosen_article(&self) -> Option<PathBuf> {
        let folder = self.folder()?;
        let path = self.folder_views.get(&folder.id)?.chosen()?;
        let row = folder.rows.of_path(path)?;
        (!matches!(row.content, Content::Unreadable(_))).then(|| path.to_owned())
    }

    /// What a person has said about the work on the front article, or on the one that is chosen in the front folder.
    pub(super) fn work_at_hand(&self) -> Option<WorkState> {
        let work = match (self.folder(), self.tab()) {
            (Some(folder), _) => {
                let path = self.folder_views.get(&folder.id)?.chosen()?;
                folder.rows.of_path(path)?.digest()?.work.clone()
            }
            (None, tab) => Work::of(&tab?.session.as_ref()?.annotation_state().attributes),
        };
        work.map(|work| work.state)
    }

    /// Whether a folder is in front, or an article of one that is open.
    pub(super) fn is_in_folder(&self) -> bool {
        self.folder().is_some_and(|folder| !folder.rows.is_empty()) || self.place_in_folder().is_some()
    }

    /// The open folder that the front article is in, and its path there.
    pub(super) fn place_in_folder(&self) -> Option<(TabId, PathBuf)> {
        let article = self.tab()?.article.as_ref()?;
        self.folders.iter().find_map(|folder| Some((folder.id, folder.path_of(article)?)))
    }

    /// The folder in front or around the front article, and where in it the person is.
    fn place_on_way(&self) -> Option<(TabId, Option<PathBuf>)> {
        match self.folder() {
            Some(folder) => {
                let chosen = self.folder_views.get(&folder.id).and_then(|view| view.chosen());
                Some((folder.id, chosen.map(Path::to_owned)))
            }
            None => self.place_in_folder().map(|(id, path)| (id, Some(path))),
        }
    }

    /// The next article of this kind behind a place in a folder, or before it; after the last follows the first. The place
    /// itself is not the next one.
    fn next_article(&mut self, id: TabId, from: Option<&Path>, wanted: Wanted, forward: bool) -> Option<PathBuf> {
        // What was decided in articles that are still open counts.
        self.refresh_rows(id);
        let threshold = self.threshold();
        let folder = self.folders.iter().find(|folder| folder.id == id)?;
        let order = self.folder_views.entry(id).or_default().order(folder, threshold);
        let next = |order: &[usize]| {
            let at = order.iter().position(|row| folder.rows.get(*row).is_some_and(|row| Some(&**row.path()) == from));
            let (behind, before) = match at {
                Some(at) => (&order[at + 1..], &order[..at]),
                None => (order, &order[..0]),
            };
            let fits = |row: &&usize| folder.rows.get(**row).is_some_and(|row| wanted.is(row, threshold));
            let found = if forward {
                behind.iter().chain(before).find(fits)
            } else {
                before.iter().rev().chain(behind.iter().rev()).find(fits)
            };
            found.and_then(|row| folder.rows.get(*row)).map(|row| row.path().to_path_buf())
        };
        // What a filter hides is not done.
        next(order).or_else(|| next(&(0..folder.rows.len()).collect::<Vec<_>>()))
    }

    /// Goes to the next article of this kind, or to the one before.
    pub(super) fn go_to_article(&mut self, wanted: Wanted, forward: bool) {
        let Some((folder, from)) = self.place_on_way() else { return };
        match self.next_article(folder, from.as_deref(), wanted, forward) {
            Some(path) => self.step_to(folder, path),
            None if wanted == Wanted::Undecided => self.notify(Notice::done("notice-none-undecided")),
            None => {}
        }
    }

    /// Goes on to another article of a folder: in its list, or from an article to the next. What was opened on the way and
    /// not changed does not stay open.
    fn step_to(&mut self, folder: TabId, path: PathBuf) {
        if self.front == Some(folder) {
            self.folder_views.entry(folder).or_default().choose(path);
            return;
        }
        let left = self.tab().filter(|tab| tab.is_passing && !tab.is_worked_on() && !tab.is_dirty()).map(|tab| tab.id);
        let begins = if self.is_reviewing() { Begins::Review } else { Begins::Reading };
        self.open_article(path.clone(), begins);
        self.folder_views.entry(folder).or_default().choose(path);
        if let Some(left) = left.filter(|left| self.front != Some(*left)) {
            self.drop_tab(left);
        }
    }

    /// Opens an article and begins to work on it.
    pub(super) fn open_article(&mut self, path: PathBuf, begins: Begins) {
        self.finish_note();
        let newest = self.next_tab;
        self.open_paths(vec![path]);
        let is_new = self.next_tab > newest;
        if let Some(tab) = self.tab_mut() {
            tab.begins = Some(begins);
            tab.is_passing |= is_new;
        }
    }

    /// Opens the chosen article without going there.
    pub(super) fn open_behind(&mut self) {
        let Some(path) = self.chosen_article() else { return };
        let front = self.front;
        self.open_paths(vec![path]);
        self.front = front;
    }

    /// Says that the article is done, and goes on to the next one that is not.
    pub(super) fn done_and_next(&mut self) {
        let at = self.place_on_way();
        let in_list = self.folder().is_some();
        if !self.say_of_work(Some(WorkState::Done)) {
            return;
        }
        let Some((folder, Some(from))) = at else {
            self.notify(Notice::done("notice-done"));
            return;
        };
        let left = self.folders.iter().find(|open| open.id == folder).map_or(0, FolderTab::to_do);
        let front = self.tab().map(|tab| tab.id);
        // What was said of the one before is no news any more.
        self.notices.retain(|notice| !notice.says("notice-done-left"));
        match self.next_article(folder, Some(&from), Wanted::ToDo, true) {
            Some(next) => {
                self.step_to(folder, next);
                let open = AppAction::Open(vec![from.clone()]);
                let notice = Notice::done("notice-done-left").with("file", file_name(&from)).with("count", left);
                self.notify(notice.offering("notice-open-again", open));
            }
            None => self.finish_folder(folder, &from),
        }
        if let Some(id) = front.filter(|_| !in_list) {
            self.close_when_saved(id);
        }
    }

    /// Nothing is left to do in a folder: shows its list, and says so.
    fn finish_folder(&mut self, id: TabId, from: &Path) {
        self.front = Some(id);
        let view = self.folder_views.entry(id).or_default();
        view.choose(from.to_owned());
        view.enter();
    }

    /// Puts the article aside and goes on, or takes up again what is done or put aside.
    pub(super) fn put_aside(&mut self) {
        if self.work_at_hand().is_some() {
            self.say_of_work(None);
            return;
        }
        let at = self.place_on_way();
        if !self.say_of_work(Some(WorkState::PutAside)) {
            return;
        }
        // In the list the person sees the next one.
        let Some((folder, Some(from))) = at.filter(|_| self.folder().is_none()) else { return };
        let front = self.tab().map(|tab| tab.id);
        match self.next_article(folder, Some(&from), Wanted::ToDo, true) {
            Some(next) => self.step_to(folder, next),
            None => self.finish_folder(folder, &from),
        }
        if let Some(id) = front {
            self.close_when_saved(id);
        }
    }

    /// Says how far the work on the front article is, or on the one chosen in the front folder, and saves that; returns
    /// whether it could be said.
    fn say_of_work(&mut self, state: Option<WorkState>) -> bool {
        let article = self.chosen_article().or_else(|| self.tab()?.article.clone());
        if article.is_some_and(|article| self.asks_name_for(&article)) {
            return false;
        }
        let Some(path) = self.chosen_article() else {
            let Some(id) = self.tab().map(|tab| tab.id) else { return false };
            return self.say_in_tab(id, state);
        };
        let of_path = |tab: &&Tab| tab.article.as_deref().is_some_and(|article| store::is_same_file(article, &path));
        if let Some(id) = self.tabs.iter().find(of_path).filter(|tab| tab.session.is_some()).map(|tab| tab.id) {
            return self.say_in_tab(id, state);
        }
        self.say_in_file(path, state);
        true
    }

    fn say_in_tab(&mut self, id: TabId, state: Option<WorkState>) -> bool {
        self.finish_note();
        let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_mut()) else { return false };
        if let Err(error) = session.execute(Command::SetWork(state)) {
            self.fail(&error);
            return false;
        }
        let work = Work::of(&session.annotation_state().attributes);
        if work.is_some() {
            self.show_hidden();
        }
        let article = self.tab_of(id).and_then(|tab| tab.article.clone());
        if let Some(article) = article {
            self.show_work(&article, work.as_ref());
        }
        if self.tab_of(id).is_some_and(|tab| tab.is_dirty()) {
            self.save(id, false);
        }
        true
    }

    /// Shows in the lists what is said, before an article is counted again.
    fn show_work(&mut self, article: &Path, work: Option<&Work>) {
        for folder in &mut self.folders {
            let Some(path) = folder.path_of(article) else { continue };
            let Some(at) = folder.rows.at(&path) else { continue };
            folder.rows.change(at, |row| row.say(work.cloned()));
            self.folder_views.entry(folder.id).or_default().counted();
        }
    }

    /// Says it in the annotation file of an article that is not open.
    fn say_in_file(&mut self, path: PathBuf, state: Option<WorkState>) {
        let by = self.settings.author();
        let work = state.map(|state| Work { state, by: by.clone(), on: None });
        self.show_work(&path, work.as_ref());
        self.marked += 1;
        let (versions, shared) = (self.versions.clone(), self.shared_with(&path));
        self.jobs.start(Task::Mark(self.marked), move |_| {
            let (said, kept) = mark_file(&path, shared, state, &by, versions.as_ref());
            done(move |app: &mut Self| {
                app.report_version(kept);
                if let Err(error) = said {
                    app.report(&error);
                }
                app.recount_article(&path);
            })
        });
    }

    /// Closes an article as soon as it is saved.
    fn close_when_saved(&mut self, id: TabId) {
        match &mut self.leaving {
            Some(leaving) if leaving.then == AfterSave::Close => {
                leaving.saved.push(id);
                leaving.all.push(id);
            }
            Some(_) => {}
            None => self.leaving = Some(Leaving { saved: vec![id], all: vec![id], then: AfterSave::Close }),
        }
    }
}

/// Says in an annotation file how far the work on its article is; also returns whether what was written over could be kept.
fn mark_file(
    path: &Path,
    shared: Option<Arc<FolderFile>>,
    state: Option<WorkState>,
    by: &str,
    versions: Option<&Versions>,
) -> (Result<(), StoreError>, Result<(), StoreError>) {
    let mut unopened = match Unopened::read(path, shared, by) {
        Ok(unopened) => unopened,
        Err(error) => return (Err(error), Ok(())),
    };
    // Cannot fail: every label set allows it, and nobody only reads here.
    drop(unopened.session.execute(Command::SetWork(state)));
    unopened.save(versions)
}
