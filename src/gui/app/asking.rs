//! Asks for a file with the desktop's dialog, or with the window's own if there is none or it does not answer.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use eframe::egui;

use super::App;
use super::desktop::{Answer, Asking, NEVER_SHOWN, PATIENCE, portal_hangs};
use super::jobs::done;
use super::task::Task;
use crate::gui::model::{FileRequest, TabId};
use crate::gui::panels::{Chooser, ChosenFrom};
use crate::store::{self, FolderEntry, StoreError};

impl App {
    /// Asks for a file: the desktop's dialog, or the window's own if there is none.
    pub(super) fn ask_file(&mut self, request: FileRequest) {
        if let Some(asking) = &self.asking {
            if asking.since.elapsed() < PATIENCE {
                return;
            }
            // Asked again while a dialog should be open: the dialog is not visible.
            asking.is_given_up.store(true, Ordering::Relaxed);
            self.asking = None;
            self.native_dialogs = false;
        }
        if !self.native_dialogs {
            self.open_chooser(request, None);
            return;
        }
        self.asked += 1;
        let number = self.asked;
        let is_given_up = Arc::new(AtomicBool::new(false));
        let given_up = is_given_up.clone();
        self.asking =
            Some(Asking { request, number, since: Instant::now(), had_focus: false, saw_dialog: false, is_given_up });
        let folder = self.start_folder(request);
        let name = self.proposed_name(request);
        let title = self.save_reason(request).unwrap_or_else(|| self.i18n.words(&request.title()));
        let filter = self.i18n.text("chooser-filter-articles").into_owned();
        let lexicons = self.i18n.text("chooser-filter-lexicons").into_owned();
        let annotation_files = self.i18n.text("chooser-filter-annotations").into_owned();
        let label_files = self.i18n.text("labels-filter").into_owned();
        let all = self.i18n.text("chooser-filter-all").into_owned();
        self.jobs.start_waiting(Task::AskDesktop(number), move |_| {
            // A hanging portal would block for two minutes, and then still show a dialog.
            if portal_hangs() {
                return done(move |app: &mut App| app.take_answer(number, Answer::Silence));
            }
            if given_up.load(Ordering::Relaxed) {
                return None;
            }
            let began = Instant::now();
            let mut dialog = rfd::FileDialog::new().set_title(title);
            if let Some(folder) = folder {
                dialog = dialog.set_directory(folder);
            }
            let files = match request {
                FileRequest::Open => {
                    dialog.add_filter(filter, &store::openable_extensions()).add_filter(all, &["*"]).pick_files()
                }
                FileRequest::Compare => dialog.add_filter(annotation_files, &["ron"]).pick_files(),
                FileRequest::Lexicon(_) => {
                    let dialog = dialog.add_filter(lexicons, &["csv", "ron", "txt", "tsv"]).add_filter(all, &["*"]);
                    dialog.pick_file().map(|file| vec![file])
                }
                FileRequest::Import => dialog.pick_file().map(|file| vec![file]),
                FileRequest::ImportLabels(_) => dialog
                    .add_filter(label_files, &["ron", "conf", "xml", "qdc"])
                    .add_filter(all, &["*"])
                    .pick_file()
                    .map(|file| vec![file]),
                FileRequest::ExportFolder | FileRequest::ImportFolder => {
                    dialog.pick_folder().map(|folder| vec![folder])
                }
                FileRequest::NewArticle
                | FileRequest::CheatSheet
                | FileRequest::SaveAs(_)
                | FileRequest::Export(_)
                | FileRequest::ExportPlace(_)
                | FileRequest::ExportList
                | FileRequest::Picture(..)
                | FileRequest::Report(_)
                | FileRequest::Lines(_)
                | FileRequest::ExportLabels(..) => dialog.set_file_name(name).save_file().map(|file| vec![file]),
            };
            let answer = match files {
                None if began.elapsed() < NEVER_SHOWN => Answer::NoDialog,
                files => Answer::Files(files.unwrap_or_default()),
            };
            done(move |app: &mut App| app.take_answer(number, answer))
        });
    }

    /// Opens the window's own chooser.
    fn open_chooser(&mut self, request: FileRequest, asked: Option<u64>) {
        let mut chooser = Chooser::new(request, self.start_folder(request), &self.proposed_name(request));
        chooser.asked = asked;
        let folder = chooser.listed().to_owned();
        self.chooser = Some(chooser);
        self.browse(folder);
    }

    /// Checks whether the desktop's dialog has appeared; if not, opens the window's own.
    pub(super) fn watch_desktop(&mut self, ctx: &egui::Context) {
        let Some(asking) = &mut self.asking else { return };
        match ctx.input(|input| input.viewport().focused) {
            Some(false) => asking.saw_dialog |= asking.had_focus,
            Some(true) => asking.had_focus = true,
            None => {}
        }
        if asking.saw_dialog {
            return;
        }
        let waited = asking.since.elapsed();
        if waited >= PATIENCE {
            self.give_up_on_desktop();
        } else {
            ctx.request_repaint_after(PATIENCE.saturating_sub(waited));
        }
    }

    /// Uses the window's own chooser instead of the desktop's until the program ends.
    fn give_up_on_desktop(&mut self) {
        let Some(asking) = self.asking.take() else { return };
        asking.is_given_up.store(true, Ordering::Relaxed);
        self.native_dialogs = false;
        self.open_chooser(asking.request, Some(asking.number));
    }

    pub(super) fn take_answer(&mut self, number: u64, answer: Answer) {
        if self.asking.as_ref().is_some_and(|asking| asking.number == number) {
            match answer {
                Answer::Silence => self.give_up_on_desktop(),
                Answer::NoDialog => {
                    if let Some(asking) = self.asking.take() {
                        self.open_chooser(asking.request, None);
                    }
                }
                Answer::Files(files) => {
                    if let Some(asking) = self.asking.take() {
                        self.native_chosen(asking.request, files);
                    }
                }
            }
            return;
        }
        // Too late, unless the person has not used the chooser yet.
        let Answer::Files(files) = answer else { return };
        let waits = self.chooser.as_ref().is_some_and(|own| own.asked == Some(number) && own.is_untouched());
        if waits && !files.is_empty() {
            let request = self.chooser.take().map(|own| own.request);
            if let Some(request) = request {
                self.native_chosen(request, files);
            }
        }
    }

    fn native_chosen(&mut self, request: FileRequest, files: Vec<PathBuf>) {
        if files.is_empty() {
            self.cancel_choosing(request);
        }
        // The desktop's dialog has already asked whether a file may be replaced.
        let overwrite = !request.opens();
        self.chosen_all(request, files, overwrite);
    }

    /// Continues with chosen files: several of them at once where they belong together.
    fn chosen_all(&mut self, request: FileRequest, files: Vec<PathBuf>, overwrite: bool) {
        match request {
            FileRequest::Open if files.len() > 1 => self.open_paths(files),
            FileRequest::Compare if !files.is_empty() => self.compare_files(files),
            _ => files.into_iter().for_each(|file| self.chosen(request, file, overwrite)),
        }
    }

    /// Uses the files chosen in the window's own chooser, which stays open if they cannot be used.
    pub(super) fn take_chosen(&mut self, paths: Vec<PathBuf>) {
        let Some(mut chooser) = self.chooser.take() else { return };
        let request = chooser.request;
        let check = if request.opens() { store::check_readable } else { store::check_writable };
        if let Some(error) = paths.iter().find_map(|path| check(path).err()) {
            chooser.complain(self.i18n.sentence(&error));
            self.chooser = Some(chooser);
            return;
        }
        if paths.is_empty() {
            self.cancel_choosing(request);
        }
        let (newest, front) = (self.next_tab, self.front);
        self.chosen_all(request, paths, false);
        let tabs: Vec<TabId> = (newest + 1..=self.next_tab).map(TabId).collect();
        self.chosen_from = (!tabs.is_empty()).then_some(ChosenFrom { chooser, tabs, front });
    }

    /// A file that was chosen in the window's own chooser cannot be read: the chooser is there again as it was, and
    /// says why. Says whether it does.
    pub(super) fn choose_again(&mut self, tab: TabId, error: &StoreError) -> bool {
        let is_free = self.dialog.is_none() && self.chooser.is_none();
        let Some(from) = self.chosen_from.take_if(|from| is_free && from.tabs.contains(&tab)) else { return false };
        let ChosenFrom { mut chooser, tabs, front } = from;
        let was_front = self.front == Some(tab);
        self.drop_tab(tab);
        // Of several files the others are open.
        if was_front && !tabs.iter().any(|other| *other != tab && self.strip().any(|open| open == *other)) {
            self.front = front.filter(|front| self.strip().any(|open| open == *front)).or(self.front);
        }
        chooser.complain(self.i18n.sentence(error));
        self.chooser = Some(chooser);
        true
    }

    /// Reads a folder for the window's own chooser.
    pub(super) fn browse(&mut self, folder: PathBuf) {
        let Some(request) = self.chooser.as_ref().map(|chooser| chooser.request) else { return };
        self.jobs.start(Task::Browse, move |_| {
            let result = store::browse_folder(&folder, |path| request.lists(path));
            done(move |app: &mut App| app.take_browsed(&folder, result))
        });
    }

    fn take_browsed(&mut self, folder: &Path, result: Result<Vec<FolderEntry>, StoreError>) {
        let problem = result.as_ref().err().map(|error| self.i18n.sentence(error));
        let Some(chooser) = self.chooser.as_mut().filter(|chooser| chooser.listed() == folder) else { return };
        match (result, problem) {
            (Ok(entries), _) => chooser.take(folder, Some(entries)),
            // The path may still be incomplete.
            (Err(_), Some(_)) if chooser.follows_typing() => chooser.take(folder, None),
            (Err(_), Some(problem)) => chooser.complain(problem),
            (Err(_), None) => {}
        }
    }
}
