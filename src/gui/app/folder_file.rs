//! What the articles of an open folder share: read with the folder, used by its articles, changed where the person says so.
//!
//! It is used as long as the folder is open: whoever opens an article alone works with what that article holds.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::annotation::{Cause, LabelId, LabelSet, Transaction};
use crate::exchange::folder_file::{FolderFile, SharedLink};
use crate::gui::model::{FolderTab, Notice, SharedChoice, TabId};
use crate::gui::panels::Dialog;
use crate::gui::widgets::FieldState;
use crate::session::Command;
use crate::store::{self, StoreError};
use crate::text::fold::fold_phrase;

/// The lexicon of a folder in which names are kept that are made in its articles.
const NEW_NAMES: &str = "hawashi-names.ron";

impl App {
    /// The open folder that an article lies in; of folders inside each other the inner one.
    pub(super) fn folder_around(&self, article: &Path) -> Option<&FolderTab> {
        let article = article.canonicalize().unwrap_or_else(|_| article.to_owned());
        let around = self.folders.iter().filter(|folder| article.starts_with(&folder.path));
        around.max_by_key(|folder| folder.path.components().count())
    }

    /// The folder whose file an article uses.
    pub(super) fn sharing_folder(&self, article: &Path) -> Option<PathBuf> {
        self.folder_around(article).map(|folder| folder.path.clone())
    }

    /// What the folder of an article shares with it.
    pub(super) fn shared_with(&self, article: &Path) -> Option<Arc<FolderFile>> {
        self.folder_around(article).map(|folder| folder.shared.clone())
    }

    /// Where an open folder is.
    pub(super) fn folder_path(&self, id: TabId) -> Option<PathBuf> {
        self.folders.iter().find(|folder| folder.id == id).map(|folder| folder.path.clone())
    }

    /// The front folder, or the one that the front article lies in.
    pub(super) fn front_folder(&self) -> Option<&FolderTab> {
        let around = || self.folder_around(self.tab()?.article.as_deref()?);
        self.folder().or_else(around)
    }

    /// The name of the folder that the front article shares its labels with.
    pub(super) fn folder_of_front(&self) -> Option<&str> {
        self.tab()?;
        self.front_folder().map(|folder| folder.name.as_str())
    }

    /// The lexicons of the open folders.
    pub(super) fn folder_lexicons(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.folders.iter().flat_map(|folder| folder.shared.lexicons.iter().map(|file| folder.path.join(file)))
    }

    /// Takes a folder's file as it is on disk. A wrong one is reported once, and changes nothing.
    pub(super) fn take_folder_file(&mut self, id: TabId, read: Result<FolderFile, StoreError>) {
        let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
        let file = match read {
            Ok(file) => file,
            Err(error) => {
                let is_new = folder.shared_problem.replace(error.clone()).as_ref() != Some(&error);
                if is_new {
                    self.report(&error);
                }
                return;
            }
        };
        folder.shared_problem = None;
        if *folder.shared == file {
            return;
        }
        let has_lexicons = folder.shared.lexicons != file.lexicons;
        let (before, now) = (folder.shared.clone(), &file);
        let mut changed = before
            .lexicons
            .iter()
            .chain(&now.lexicons)
            .filter(|lexicon| before.lexicons.contains(lexicon) != now.lexicons.contains(lexicon));
        // The list of articles is without its lexicons.
        let is_listed_anew = changed.any(|lexicon| store::is_article_path(Path::new(lexicon)));
        let path = folder.path.clone();
        let is_turned = folder.shared.blind != file.blind;
        let is_counted_anew = is_turned || folder.shared.labels != file.labels || folder.shared.links() != file.links();
        folder.shared = Arc::new(file);
        self.go_on_with_audit();
        if is_turned {
            self.turn_folder(id);
        }
        if is_listed_anew || is_turned {
            self.scan_again(&path);
        }
        if has_lexicons {
            // Afterwards everything is counted again.
            self.read_lexicons();
        } else if is_counted_anew {
            let Some(folder) = self.folders.iter_mut().find(|folder| folder.id == id) else { return };
            folder.count_anew();
            self.jobs.cancel(Task::Count(id));
            self.go_on_counting(id);
        }
    }

    /// Gives the labels of an article to its folder, and to the other open articles of it.
    pub(super) fn share_labels(&mut self, id: TabId) {
        let Some(tab) = self.tabs.iter().find(|tab| tab.id == id) else { return };
        let (Some(session), Some(article)) = (&tab.session, &tab.article) else { return };
        let Some(folder) = self.folder_around(article).map(|folder| folder.id) else { return };
        let set = session.labels().clone();
        let count = set.len();
        let notice = Notice::done("notice-labels-shared").with("count", count);
        let by = self.settings.author();
        self.change_folder(folder, Some(notice), move |file| {
            file.labels = Some(set.clone());
            file.add_person(&by);
        });
        // Each of them can be taken back by itself.
        let others = self.tabs.iter().filter(|tab| tab.id != id);
        let others = others.filter(|tab| {
            let article = tab.article.as_deref();
            article.and_then(|article| self.folder_around(article)).is_some_and(|around| around.id == folder)
        });
        let others: Vec<TabId> = others.map(|tab| tab.id).collect();
        let Some(set) = self.tab_of(id).and_then(|tab| tab.session.as_ref()).map(|session| session.labels().clone())
        else {
            return;
        };
        let shared = FolderFile::of_labels(set);
        for other in others {
            let Some(session) = self.tab_of(other).and_then(|tab| tab.session.as_mut()) else { continue };
            let mut state = (**session.annotation_state()).clone();
            shared.apply(&mut state);
            let edits = Transaction::between(session.annotation_state(), &state);
            if let Err(error) = session.execute(Command::Replay(edits, Some(Cause::FolderLabels))) {
                self.fail(&error);
            }
        }
    }

    /// A folder whose articles share their labels gets what has become of those of one of them, which were these before.
    pub(super) fn pass_on_labels(&mut self, id: TabId, before: LabelSet) {
        let Some(tab) = self.tabs.iter().find(|tab| tab.id == id) else { return };
        let (Some(session), Some(article)) = (&tab.session, &tab.article) else { return };
        if *session.labels() == before {
            return;
        }
        let Some(folder) = self.folder_around(article).filter(|folder| folder.shared.labels.is_some()) else { return };
        let (folder, after) = (folder.id, session.labels().clone());
        self.change_folder(folder, None, move |file| {
            if let Some(own) = &mut file.labels {
                *own = own.followed(&before, &after);
            }
        });
    }

    /// Makes the choice of what a name means the folder's.
    pub(super) fn share_choice(&mut self, choice: SharedChoice) {
        let SharedChoice { article, name, label, entity } = choice;
        let Some(folder) = self.folder_around(&article).map(|folder| folder.id) else { return };
        let link = SharedLink { name, label, entity, by: self.settings.author(), ..SharedLink::default() };
        let notice = Notice::done("notice-choice-shared").with("name", link.name.clone());
        self.change_folder(folder, Some(notice), move |file| {
            file.set_link(link.clone());
            file.add_person(&link.by);
        });
    }

    /// A choice that can be the folder's, if the front article is in one.
    pub(super) fn sharable_choice(&self, name: &str, label: LabelId, entity: String) -> Option<SharedChoice> {
        let article = self.tab()?.article.clone()?;
        self.folder_around(&article)?;
        Some(SharedChoice { article, name: fold_phrase(name), label, entity })
    }

    /// Makes a file one of a folder's lexicons; if it is not in the folder, a copy of it.
    pub(super) fn share_lexicon(&mut self, id: TabId, path: PathBuf) {
        let Some(folder) = self.folder_path(id) else { return };
        let by = self.settings.author();
        self.marked += 1;
        self.jobs.start(Task::Mark(self.marked), move |_| {
            let taken = store::take_into_folder(&folder, &path).and_then(|file| {
                let shared = store::change_folder_file(&folder, |shared| {
                    shared.add_lexicon(&file);
                    shared.add_person(&by);
                })?;
                let is_copy = folder.join(&file).canonicalize().ok() != path.canonicalize().ok();
                Ok((shared, is_copy.then_some(file)))
            });
            done(move |app: &mut Self| match taken {
                Ok((shared, copied)) => {
                    app.take_folder_file(id, Ok(shared));
                    if let Some(file) = copied {
                        app.notify(Notice::done("notice-lexicon-copied").with("file", file));
                    }
                }
                Err(error) => app.report(&error),
            })
        });
    }

    /// Takes a file off the list of a folder's lexicons; the file stays.
    pub(super) fn unshare_lexicon(&mut self, id: TabId, file: String) {
        self.change_folder(id, None, move |shared| shared.remove_lexicon(&file));
    }

    /// Says whether names made in a folder's articles are kept in the folder.
    pub(super) fn keep_names_in_folder(&mut self, id: TabId, keeps: bool) {
        let Some(folder) = self.folder_path(id) else { return };
        self.change_folder(id, None, move |shared| {
            shared.new_names = keeps.then(|| NEW_NAMES.to_owned());
            // Before the first name is kept there is nothing to read.
            if keeps && folder.join(NEW_NAMES).exists() {
                shared.add_lexicon(NEW_NAMES);
            }
        });
    }

    /// The dialog with those who work on the folder in which the front article lies; the person's own name is offered.
    pub(super) fn show_people(&mut self) {
        let Some(folder) = self.front_folder() else { return };
        let (id, own) = (folder.id, self.settings.author());
        let is_known = folder.shared.people().any(|name| name == own);
        let mut field = FieldState::line(if is_known { "" } else { &own });
        field.focus();
        field.select_all();
        self.dialog = Some(Dialog::People(id, Box::new(field)));
    }

    /// Changes who works on a folder. Only who does so is changed: others are not added by that.
    pub(super) fn change_people(&mut self, id: TabId, name: &str, works: bool) {
        let name = name.trim().to_owned();
        self.change_folder(
            id,
            None,
            move |shared| {
                if works { shared.add_person(&name) } else { shared.remove_person(&name) }
            },
        );
    }

    /// Says whether everybody annotates for themselves in a folder, without seeing what the others do.
    pub(super) fn set_blind(&mut self, id: TabId, is_blind: bool) {
        self.change_folder(id, None, move |shared| shared.blind = is_blind);
    }

    /// Changes a folder's file.
    pub(super) fn change_folder(
        &mut self,
        id: TabId,
        notice: Option<Notice>,
        change: impl Fn(&mut FolderFile) + Send + 'static,
    ) {
        let Some(path) = self.folder_path(id) else { return };
        self.marked += 1;
        self.jobs.start(Task::Mark(self.marked), move |_| {
            let written = store::change_folder_file(&path, change);
            done(move |app: &mut Self| match written {
                Ok(file) => {
                    app.take_folder_file(id, Ok(file));
                    if let Some(notice) = notice {
                        app.notify(notice);
                    }
                }
                Err(error) => app.report(&error),
            })
        });
    }
}

/// What the articles of a folder share; a wrong file is reported where the folder is read.
pub(super) fn shared_in(folder: Option<&Path>) -> Option<Arc<FolderFile>> {
    store::read_folder_file(folder?).ok().map(Arc::new)
}
