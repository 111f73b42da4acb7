//! The user's lexicons: read on a thread, stored in the settings, used for every article.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::detect::Candidate;
use crate::gui::atlas::Atlas;
use crate::gui::model::{FileRequest, LexiconAction, LexiconReading, TabId};
use crate::gui::panels::Dialog;
use crate::lexicon::Lexicon;
use crate::session::{Candidates, Command};
use crate::store::settings::LexiconFile;
use crate::store::{LexiconsRead, read_lexicons};

impl App {
    pub(super) fn change_lexicons(&mut self, act: &LexiconAction) {
        match *act {
            LexiconAction::Ask(folder) => {
                self.dialog = None;
                self.ask_file(FileRequest::Lexicon(folder));
                return;
            }
            LexiconAction::RemoveShared(folder, ref file) => return self.unshare_lexicon(folder, file.clone()),
            LexiconAction::KeepNamesIn(folder, keeps) => return self.keep_names_in_folder(folder, keeps),
            LexiconAction::Toggle(index) => match self.settings.lexicons.get_mut(index) {
                Some(file) => file.is_off = !file.is_off,
                None => return,
            },
            LexiconAction::Remove(index) if index < self.settings.lexicons.len() => {
                self.settings.lexicons.remove(index);
            }
            LexiconAction::Remove(_) => return,
        }
        self.read_lexicons();
    }

    /// The dialog with the user's lexicons, and those of the folder in which the front article lies.
    pub(super) fn show_lexicons(&mut self) {
        self.dialog = Some(Dialog::Lexicons(self.front_folder().map(|folder| folder.id)));
    }

    /// Adds a file, or reads it again if it was added before.
    pub(super) fn add_lexicon(&mut self, path: PathBuf) {
        let path = path.canonicalize().unwrap_or(path);
        match self.settings.lexicons.iter_mut().find(|file| file.path == path) {
            Some(file) => file.is_off = false,
            None => self.settings.lexicons.push(LexiconFile { path, ..LexiconFile::default() }),
        }
        self.read_lexicons();
    }

    /// Reads the enabled files; afterwards runs detection again in all articles.
    pub(super) fn read_lexicons(&mut self) {
        let on = self.settings.lexicons.iter().filter(|file| !file.is_off);
        let mut paths: Vec<PathBuf> = on.map(|file| file.path.clone()).collect();
        for path in self.folder_lexicons().collect::<Vec<_>>() {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        let total = paths.iter().filter_map(|path| path.metadata().ok()).map(|metadata| metadata.len()).sum();
        let read = Arc::new(AtomicU64::new(0));
        let reading = LexiconReading { read: read.clone(), total };
        self.user_lexicons.reading = Some(reading);
        self.jobs.start(Task::ReadLexicons, move |_| {
            let read = read_lexicons(&Lexicon::builtin(), &paths, &read);
            done(move |app: &mut App| app.take_lexicons(read))
        });
    }

    fn take_lexicons(&mut self, read: LexiconsRead) {
        self.user_lexicons.reading = None;
        let LexiconsRead { lexicon, counts, problems } = read;
        for (path, entries) in counts {
            if let Some(file) = self.settings.lexicons.iter_mut().find(|file| file.path == path) {
                file.entries = entries.or(file.entries);
            }
            if let Some(entries) = entries {
                self.user_lexicons.entries.insert(path, entries);
            }
        }
        let before = std::mem::replace(&mut self.user_lexicons.problems, problems.clone());
        for problem in problems.iter().filter(|problem| !before.contains(problem)) {
            self.report(problem);
        }
        self.use_lexicon(&Arc::new(lexicon));
    }

    /// Uses this lexicon for all articles from now on.
    pub(super) fn use_lexicon(&mut self, lexicon: &Arc<Lexicon>) {
        let former = std::mem::replace(&mut self.lexicon, lexicon.clone());
        self.atlas = Atlas::default();
        for tab in &mut self.tabs {
            let Some(session) = &mut tab.session else { continue };
            session.set_lexicon(lexicon.clone());
            // The numbers of the user's entities have other meanings now, until detection has run again.
            let is_user_made =
                |candidate: &Candidate| candidate.entity.is_some_and(|entity| former.is_user_made(entity));
            if session.candidates().iter().any(is_user_made) {
                let mut candidates = session.candidates().to_vec();
                for candidate in &mut candidates {
                    candidate.entity = candidate.entity.filter(|entity| !former.is_user_made(*entity));
                }
                let candidates = Candidates::new(session.document().text(), candidates);
                drop(session.execute(Command::SetCandidates(candidates.into())));
            }
        }
        let open: Vec<TabId> = self.tabs.iter().map(|tab| tab.id).collect();
        for id in open {
            self.learn(id, true);
        }
        self.search_entity_again();
        self.recount_folders();
    }
}
