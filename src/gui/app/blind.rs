//! Blind folders in the window: open articles go over to the person's own files and back, and nothing is saved there before
//! the person has a name, because their file is called by it. Which file that is, `store::blind` says.

use std::path::{Path, PathBuf};

use super::App;
use super::task::Task;
use crate::gui::model::{FolderTab, Notice, Tab, TabId};
use crate::gui::widgets::FieldState;
use crate::store::{self, Stamp, StoreError, Why, WriteMode};

/// The key of the message that asks for the name.
const NEEDS_NAME: &str = "warning-blind-name";
/// The key of the message that the others' work is hidden.
const HIDDEN: &str = "error-annotations-blind";

impl App {
    /// A folder was made blind, or is so no longer: its open articles and its list are those of the other files.
    pub(super) fn turn_folder(&mut self, id: TabId) {
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        folder.rows.change_all(|row| row.live = None);
        let (path, is_blind) = (folder.path.clone(), folder.shared.blind);
        let is_inside = |tab: &&Tab| {
            let article = tab.article.as_deref().map(|article| article.canonicalize().unwrap_or(article.to_owned()));
            tab.is_blind != is_blind && article.is_some_and(|article| article.starts_with(&path))
        };
        let turned: Vec<TabId> = self.tabs.iter().filter(is_inside).map(|tab| tab.id).collect();
        self.turning.retain(|tab| !turned.contains(tab));
        self.turning.extend(turned);
    }

    /// Goes on with the files of articles whose folder has turned, as soon as nothing is being read or written there.
    pub(super) fn turn_files(&mut self) {
        for id in std::mem::take(&mut self.turning) {
            let tasks = [Task::Save(id), Task::Merge(id), Task::Open(id), Task::ReadAgain(id)];
            if tasks.into_iter().any(|task| self.jobs.is_pending(task)) || !self.turn_file(id) {
                self.turning.push(id);
            }
        }
    }

    /// Returns whether that is done; what is unsaved in a person's own file is saved there first.
    fn turn_file(&mut self, id: TabId) -> bool {
        let author = self.settings.author();
        let Some(tab) = self.tab_of(id) else { return true };
        let Some(article) = tab.article.clone() else { return true };
        if tab.is_blind && tab.is_dirty() {
            return false;
        }
        let is_blind = store::is_blind(&article);
        let (shared, own) = (store::annotation_path(&article), store::own_annotation_path(&article, &author));
        let (former, now) = if is_blind { (shared, own) } else { (own, shared) };
        if tab.is_blind == is_blind || tab.annotations.as_ref().is_some_and(|file| *file != former) {
            return true;
        }
        // What the others have taught is learnt anew, or no more.
        tab.learning.project = None;
        if tab.is_dirty() {
            // Nothing of it goes into the shared file any more.
            begin_file(tab, &now);
            tab.is_blind = is_blind;
        } else {
            self.read(id, article, None);
        }
        true
    }

    /// The person has another name: what has no file yet gets one of that name, and the lists are those of its files.
    pub(super) fn take_own_files(&mut self, former: &str) {
        self.notices.retain(|notice| !notice.says(NEEDS_NAME));
        let author = self.settings.author();
        let (mut asked, mut again) = (Vec::new(), Vec::new());
        for tab in self.tabs.iter_mut().filter(|tab| tab.is_blind) {
            let Some(article) = tab.article.clone() else { continue };
            asked.extend(std::mem::take(&mut tab.saving.waits_for_name).then_some(tab.id));
            let is_former = tab.annotations.as_deref() == Some(&store::own_annotation_path(&article, former));
            if former == author || tab.has_file || !is_former {
                continue;
            }
            begin_file(tab, &store::own_annotation_path(&article, &author));
            if !tab.is_dirty() {
                again.push((tab.id, article));
            }
        }
        for (id, article) in again {
            self.read(id, article, None);
        }
        for id in asked {
            self.save(id, false);
        }
        if former == author {
            return;
        }
        let blind = self.folders.iter().filter(|folder| folder.shared.blind);
        let articles =
            |folder: &FolderTab| folder.rows.iter().map(|row| row.path().to_path_buf()).collect::<Vec<PathBuf>>();
        let blind: Vec<(PathBuf, Vec<PathBuf>)> = blind.map(|folder| (folder.path.clone(), articles(folder))).collect();
        for (folder, articles) in blind {
            self.scan_again(&folder);
            self.recount_articles(&articles);
        }
    }

    /// Says on the page at hand, once, that the others' work is hidden, or why else it cannot be seen.
    pub(super) fn say_hidden(&mut self, error: &StoreError) {
        self.show_hidden();
        let notice = Notice::warning_of(error);
        self.notify(match self.front {
            Some(front) if notice.says(HIDDEN) => notice.about(front),
            _ => notice,
        });
    }

    /// The others' work is hidden no longer.
    pub(super) fn show_hidden(&mut self) {
        self.notices.retain(|notice| !notice.says(HIDDEN));
    }

    /// Whether a file is the shared one of a tab's article in a blind folder, with which everybody begins: it is not saved over.
    pub(super) fn is_begun_with(&self, id: TabId, file: &Path) -> bool {
        let tab = self.tabs.iter().find(|tab| tab.id == id);
        let compared = || Some(&tab?.adjudicating.as_ref()?.compared.article);
        let article = tab.and_then(|tab| tab.article.as_ref()).or_else(compared);
        article.is_some_and(|article| {
            store::is_blind(article) && store::is_same_file(file, &store::annotation_path(article))
        })
    }

    /// Whether a tab's annotations cannot be saved before the person has said their name.
    pub(super) fn lacks_name(&self, tab: &Tab) -> bool {
        tab.is_blind && !self.has_name()
    }

    /// Asks for the name before anything is saved in a person's own file; returns whether it does.
    pub(super) fn asks_name_first(&mut self, id: TabId, why: Why) -> bool {
        if !self.tabs.iter().any(|tab| tab.id == id && self.lacks_name(tab)) {
            return false;
        }
        self.leaving = None;
        if let Some(tab) = self.tab_of(id) {
            tab.saving.waits_for_name |= why == Why::Saved;
        }
        self.ask_name();
        true
    }

    /// The same before something is written about an article, open or not.
    pub(super) fn asks_name_for(&mut self, article: &Path) -> bool {
        let asks = !self.has_name() && store::is_blind(article);
        if asks {
            self.ask_name();
        }
        asks
    }

    /// Whether the person has said a name; one that is empty names nobody.
    fn has_name(&self) -> bool {
        self.settings.author.as_ref().is_some_and(|name| !name.trim().is_empty())
    }

    fn ask_name(&mut self) {
        // The question was answered with nothing, and the system knows no name.
        self.settings.author = None;
        let author = self.settings.author();
        let field = self.author_field.get_or_insert_with(|| FieldState::line(&author));
        field.focus();
        field.select_all();
        self.notify(Notice::warning(NEEDS_NAME));
    }
}

/// What a tab holds goes into another file, which is not there as far as known; if it is, both are merged.
fn begin_file(tab: &mut Tab, file: &Path) {
    tab.annotations = Some(file.to_owned());
    (tab.mode, tab.has_file, tab.place_before) = (WriteMode::Unchanged(Stamp::ABSENT), false, None);
}
