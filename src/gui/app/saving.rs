//! Saving annotations: when the person says so, and by itself.
//!
//! An article gets its annotation file when the person saves for the first time, or wants it always beside the article.
//! From then on the file follows the journal: after a rest, when the article or the window is left, and at the end. It is
//! never written over what somebody else has written there: that is merged first (`merging`).

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use eframe::egui::{self, Event};

use super::App;
use super::file_notices::kept_earlier;
use super::jobs::done;
use super::task::Task;
use super::versions::saving;
use crate::annotation::AnnotationState;
use crate::document::Document;
use crate::gui::command::UiCommand;
use crate::gui::model::{AppAction, FileRequest, FileState, Notice, Safety, SaveState, SaveView, Tab, TabId};
use crate::store::{self, Change, Lost, Occasion, OnDisk, Saved, Stamp, StoreError, Why, WriteMode, file_name};
use crate::text::Localize as _;

/// How long a save waits for the journal.
const JOURNAL_FIRST: Duration = Duration::from_secs(2);

impl App {
    /// Saves a tab's annotations to their file, or asks for one.
    pub(super) fn save(&mut self, id: TabId, overwrite: bool) {
        self.finish_note();
        let Some(tab) = self.tab_of(id) else { return };
        if tab.session.is_some() && tab.annotations.is_none() {
            self.ask_file(FileRequest::SaveAs(id));
        } else {
            // What has failed before is said again.
            tab.saving.trouble = None;
            self.write(id, overwrite, Why::Saved);
        }
    }

    /// Writes a tab's annotations to their file, without the note that is being written.
    pub(super) fn write(&mut self, id: TabId, overwrite: bool, why: Why) {
        if self.asks_name_first(id, why) || !overwrite && self.merges_first(id, why) {
            return;
        }
        let is_saving = self.is_saving(id);
        let (done_before, keeper) = (self.hand_over(id), self.keeper());
        let Some(tab) = self.tab_of(id) else { return };
        let (Some(session), Some(path), false) = (&tab.session, tab.annotations.clone(), is_saving) else { return };
        let article = tab.article.clone().unwrap_or_else(|| PathBuf::from(&tab.name));
        let mode = if overwrite { WriteMode::Force } else { tab.mode };
        let (document, annotation_state, carried) =
            (session.document().clone(), session.annotation_state().clone(), session.carried().clone());
        let state = session.state();
        let keeping = tab.keeping();
        let (sample, seen) = (tab.article.is_none(), tab.seen);
        let by = session.by().to_owned();
        let versions = self.versions.clone();
        self.jobs.start(Task::Save(id), move |_| {
            // If this save fails halfway, the journal must not be older than the file.
            if let Some(keeper) = keeper {
                keeper.flush(JOURNAL_FIRST);
            }
            // A sample has no file yet, so its text must be saved beside its annotations.
            let written = if sample { write_sample(&path, &article, &document) } else { Ok(()) };
            let occasion = Occasion { why, by: &by, document: Some(&document) };
            let (result, kept) = saving(versions.as_ref(), &path, occasion, || {
                written?;
                store::save_annotations(&path, &article, &document, &annotation_state, &carried, mode)
            });
            let not_kept = keeping.filter(|_| result.is_ok()).and_then(|keeping| keeping.keep(&path));
            let on_disk = seen.map_or(OnDisk::Untouched, |seen| store::look_again(&article, &seen, &document));
            done(move |app: &mut App| {
                if let Some(error) = not_kept {
                    app.report(&error);
                }
                app.report_version(kept);
                match result {
                    Ok(Saved { stamp, elsewhere, earlier }) => {
                        if let Some(article) = elsewhere {
                            app.settings.remember_elsewhere(article);
                        }
                        app.take_saved(id, &path, (state, annotation_state), stamp, (&document, on_disk));
                        app.forget_saved(id, done_before, stamp, &document);
                        if let Some(earlier) = earlier {
                            app.notify(kept_earlier(&earlier));
                        }
                    }
                    Err(error) if app.merges_before_saving(id, &error, why) => {}
                    Err(error) => app.say_unsaved(id, path, error),
                }
            })
        });
    }

    /// Whether a tab's annotations are being written.
    pub(crate) fn is_saving(&self, id: TabId) -> bool {
        self.jobs.is_pending(Task::Save(id))
    }

    /// Handles saved annotations in their state at that time, with their article's file.
    fn take_saved(
        &mut self,
        id: TabId,
        path: &Path,
        (state, saved): (u64, Arc<AnnotationState>),
        stamp: Stamp,
        looked: (&Arc<Document>, OnDisk),
    ) {
        let Some(tab) = self.tab_of(id) else { return };
        tab.mode = WriteMode::Unchanged(stamp);
        tab.merging.saved(saved);
        tab.place_before = None;
        let is_first = !std::mem::replace(&mut tab.has_file, true);
        (tab.saving.at, tab.saving.read) = (Some(SystemTime::now()), None);
        if let Some(session) = &mut tab.session {
            session.mark_saved_at(state);
        }
        let trouble = std::mem::take(&mut tab.saving.told);
        tab.saving.trouble = None;
        if let Some(key) = trouble {
            self.withdraw(id, &[key]);
        }
        self.forget_broken(id, path);
        self.take_on_disk(id, looked.0, looked.1);
        // The status bar shows that they are saved; a notice gives the file only the first time.
        let is_same = self.tab_of(id).is_some_and(|tab| tab.file_state == FileState::Same);
        if is_first && is_same {
            self.notify(Notice::done("notice-saved").with("file", file_name(path)));
        }
    }

    /// Says why annotations could not be saved.
    pub(super) fn say_unsaved(&mut self, id: TabId, path: PathBuf, error: StoreError) {
        self.take_back_place(id);
        if matches!(error, StoreError::Exists { .. }) {
            // It was chosen as a new name.
            self.ask_overwrite(FileRequest::SaveAs(id), path);
            return;
        }
        let Some(tab) = self.tab_of(id) else { return };
        if let Some(session) = &mut tab.session
            && !matches!(error, StoreError::ChangedOnDisk { .. })
        {
            // The file may be the old or the new one.
            session.mark_unsaved();
        }
        if let StoreError::Unsynced { stamp, .. } = &error {
            tab.mode = WriteMode::Unchanged(*stamp);
            self.begins_with(id, *stamp);
        }
        let Some(tab) = self.tab_of(id) else { return };
        let is_known = tab.saving.trouble.replace(error.clone()).as_ref() == Some(&error);
        // What is tried again by itself says only once why it fails.
        if is_known {
            return;
        }
        if let Some(former) = tab.saving.told.replace(error.key()) {
            self.withdraw(id, &[former]);
        }
        match error {
            StoreError::ChangedOnDisk { change, .. } => self.take_conflict(id, &error, change),
            error => {
                let save_as = AppAction::Command(UiCommand::SaveAs);
                self.notify(Notice::error(&error).about(id).offering("command-save-as", save_as));
            }
        }
    }

    /// Says what has become of the annotation file that restored work begins with.
    pub(super) fn say_lost(&mut self, id: TabId, Lost { change, unusable }: Lost) {
        let Some(path) = self.tab_of(id).and_then(|tab| tab.annotations.clone()) else { return };
        self.say_unsaved(id, path.clone(), StoreError::ChangedOnDisk { path, change });
        if let Some(unusable) = unusable {
            self.notify(Notice::error(&unusable).about(id));
            if let Some(tab) = self.tab_of(id) {
                tab.broken = Some(unusable);
            }
        }
    }

    /// The file with the annotations can be read again, or another one has them.
    pub(super) fn forget_broken(&mut self, id: TabId, path: &Path) {
        let Some(error) = self.tab_of(id).and_then(|tab| tab.broken.take()) else { return };
        if error.path() == path {
            self.withdraw(id, &[error.key()]);
        }
    }

    /// An annotation file is gone, or holds what cannot be merged. Nothing was overwritten, and nothing is saved by itself
    /// any more until the person has decided.
    fn take_conflict(&mut self, id: TabId, error: &StoreError, change: Change) {
        let mine = match change {
            Change::Written | Change::Created => "conflict-keep-mine",
            Change::Removed => "conflict-save-again",
        };
        let notice = Notice::error(error).about(id).offering(mine, AppAction::KeepMine(id));
        self.notify(notice.offering("command-save-as", AppAction::Command(UiCommand::SaveAs)));
    }

    /// Handles a failed save: restores the previous file for annotations, and cancels what was to follow the save.
    pub(super) fn take_back_place(&mut self, id: TabId) {
        self.leaving = None;
        if let Some(tab) = self.tab_of(id)
            && let Some(before) = tab.place_before.take()
        {
            (tab.annotations, tab.mode) = before;
        }
    }

    fn autosaves(&self) -> bool {
        self.settings.autosave.unwrap_or(true)
    }

    /// Whether a tab's annotations have a file, or are to get one unasked.
    fn has_place(&self, tab: &Tab) -> bool {
        tab.annotations.is_some() && (tab.has_file || self.settings.save_beside && tab.article.is_some())
    }

    /// Whether a tab's annotations follow the journal by themselves.
    fn saves_itself(&self, tab: &Tab) -> bool {
        let is_free = tab.restored.is_none() && !tab.saving.is_conflict() && !tab.merging.holds_back();
        let is_free = is_free && !self.lacks_name(tab);
        self.autosaves() && self.has_place(tab) && is_free
    }

    /// Whether leaving a tab saves its annotations without a question.
    pub(super) fn is_saved_unasked(&self, tab: &Tab) -> bool {
        let is_wanted = self.autosaves() || !tab.has_file;
        let is_free = tab.restored.is_none() && tab.saving.trouble.is_none() && !tab.merging.holds_back();
        let is_free = is_free && !self.lacks_name(tab);
        is_wanted && self.has_place(tab) && tab.is_worked_on() && is_free
    }

    /// Saves what follows the journal by itself, when its time has come.
    pub(super) fn autosave(&mut self, ctx: &egui::Context, now_secs: f64) {
        let is_window_left = ctx.input(|input| input.events.contains(&Event::WindowFocused(false)));
        let follows: Vec<bool> =
            self.tabs.iter().map(|tab| tab.is_dirty() && tab.is_worked_on() && self.saves_itself(tab)).collect();
        let mut due = Vec::new();
        for (tab, follows) in self.tabs.iter_mut().zip(follows) {
            let Some(session) = tab.session.as_ref().filter(|_| follows) else {
                tab.saving.rest = None;
                continue;
            };
            let is_left = is_window_left || Some(tab.id) != self.front;
            let rest = tab.saving.rest_for(session.state(), now_secs);
            if rest.is_over(is_left, now_secs) && !self.jobs.is_pending(Task::Save(tab.id)) {
                rest.begin_again(now_secs);
                due.push(tab.id);
            }
            ctx.request_repaint_after_secs((rest.until_secs - now_secs).max(0.0) as f32 + 0.02);
        }
        for id in due {
            self.write(id, false, Why::Autosaved);
        }
    }

    /// What the status bar says about saving the front article.
    pub(super) fn save_view(&self) -> SaveView {
        let Some(tab) = self.tab() else { return SaveView::default() };
        let safety = self.journaling.as_ref().map_or(Safety::Lost, |journaling| journaling.safety);
        let state = match (&tab.saving.trouble, tab.is_dirty(), tab.has_file) {
            _ if self.is_saving(tab.id) => SaveState::Saving,
            (Some(trouble), true, _) => SaveState::Failed(trouble_key(trouble)),
            (_, true, _) if tab.merging.open() > 0 => SaveState::Waits("save-waits-open"),
            (_, true, _) if tab.merging.is_undone() => SaveState::Waits("save-waits-undone"),
            (None, true, _) => match safety {
                Safety::Kept => SaveState::Kept,
                Safety::ForNow => SaveState::KeptForNow,
                Safety::Lost => SaveState::NotKept,
            },
            (_, false, true) => SaveState::Saved(tab.saving.at),
            (_, false, false) => SaveState::NoChanges,
        };
        SaveView { state, saves_itself: self.saves_itself(tab), is_read_only: tab.sharing.is_read_only() }
    }
}

/// A few words for why annotations cannot be saved.
fn trouble_key(error: &StoreError) -> &'static str {
    match error {
        StoreError::ChangedOnDisk { change: Change::Written, .. } => "save-trouble-changed",
        StoreError::ChangedOnDisk { change: Change::Created, .. } => "save-trouble-created",
        StoreError::ChangedOnDisk { change: Change::Removed, .. } => "save-trouble-removed",
        StoreError::Full { .. } => "save-trouble-full",
        StoreError::Denied { .. } | StoreError::WriteDenied { .. } | StoreError::FolderDenied { .. } => {
            "save-trouble-denied"
        }
        StoreError::NoFolder { .. } => "save-trouble-folder",
        StoreError::ReadOnly { .. } => "save-trouble-read-only",
        StoreError::Special { .. } => "save-trouble-special",
        StoreError::LongName { .. } => "save-trouble-name",
        StoreError::TooLong { .. } => "save-trouble-size",
        StoreError::Internal { .. } => "save-trouble-internal",
        _ => "save-trouble-drive",
    }
}

/// Saves a sample's text beside its annotations, unless an article already exists there.
fn write_sample(annotations: &Path, article: &Path, document: &Document) -> Result<(), StoreError> {
    let path = annotations.with_file_name(article.file_name().unwrap_or(article.as_os_str()));
    match store::write_file(&path, document.text().as_bytes(), WriteMode::New) {
        Ok(_) | Err(StoreError::Exists { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}
