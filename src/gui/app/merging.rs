//! What others write into the annotation file of an open article is merged: with what both had in common last, and with
//! what was done here since.
//!
//! The files are watched with the articles (`watch`), and a save that finds another file than it has read comes here, too.
//! What does not contradict itself is taken in as one step. What does waits in the annotations as conflicts, until the
//! person has decided (`decisions`); meanwhile nothing is saved by itself. Undoing the step takes nothing out of the file: it
//! is taken in again before the next save, or left out when the person says so.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::annotation::{AnnotationState, Carried, Cause, Counts, Transaction, differences, merge};
use crate::document::Document;
use crate::exchange::ron::{Loaded, Warning};
use crate::gui::model::{ComparedState, Comparison, MergingAction, Purpose, Tab, TabId, Taken};
use crate::session::Command;
use crate::store::{self, Change, Disk as _, FileNow, RealDisk, Stamp, StoreError, Why, WriteMode};

/// An annotation file before it is merged: the state of the session and the contents of the file for which that is done.
#[derive(Clone)]
struct Before {
    document: Arc<Document>,
    state: u64,
    common: Arc<AnnotationState>,
    ours: Arc<AnnotationState>,
}

/// A merged annotation file.
struct Merged {
    /// What the file holds.
    theirs: Arc<AnnotationState>,
    carried: Carried,
    stamp: Stamp,
    /// Whether the annotations had to be moved when they were read.
    is_altered: bool,
    /// From what is here to both together.
    edits: Transaction,
    /// Whether both together are what the file holds.
    is_theirs: bool,
    /// What was taken in, with what was not answered yet.
    taken: Taken,
}

impl App {
    /// The watch has looked at an annotation file that held this when it was read.
    pub(super) fn take_file_now(&mut self, id: TabId, held: Stamp, now: FileNow) {
        let is_saving = self.is_saving(id);
        let Some(tab) = self.tab_of(id).filter(|tab| tab.mode == WriteMode::Unchanged(held)) else { return };
        match now {
            FileNow::Gone(has_folder) if !tab.saving.is_lost() && !is_saving => self.take_loss(id, has_folder),
            FileNow::Gone(_) | FileNow::Inaccessible => {}
            // It is back, perhaps with something else.
            _ if tab.saving.is_lost() => tab.merging.is_due |= !is_saving,
            FileNow::Same(seen) => tab.merging.seen = seen,
            FileNow::Changed(stamp, seen) if tab.merging.refused == Some(stamp) => tab.merging.seen = seen,
            // What this window is writing is no news.
            FileNow::Changed(..) => tab.merging.is_due |= !is_saving,
            FileNow::Untouched => {}
        }
    }

    /// An annotation file is gone, or was emptied. That says nothing about what was in it: it is unsaved work now, and in the
    /// journal.
    fn take_loss(&mut self, id: TabId, has_folder: bool) {
        let Some(tab) = self.tab_of(id) else { return };
        let (Some(session), Some(path), WriteMode::Unchanged(held)) =
            (&mut tab.session, tab.annotations.clone(), tab.mode)
        else {
            return;
        };
        session.mark_unsaved();
        tab.journal.has_records = true;
        self.begins_with(id, held);
        let error = match store::folder_of(&path) {
            Some(folder) if !has_folder => StoreError::NoFolder { path: path.clone(), folder },
            _ => StoreError::ChangedOnDisk { path: path.clone(), change: Change::Removed },
        };
        self.say_unsaved(id, path, error);
    }

    /// Makes sure that what the annotation file held is kept, as soon as there is unsaved work that begins with it: it can be
    /// deleted or emptied at any time.
    pub(super) fn keep_read(&mut self) {
        let Some(versions) = self.versions.clone() else { return };
        for tab in self.tabs.iter_mut().filter(|tab| tab.journal.has_records) {
            let (Some(session), Some(path), WriteMode::Unchanged(held)) =
                (&tab.session, tab.annotations.clone(), tab.mode)
            else {
                continue;
            };
            if held == Stamp::ABSENT || tab.journal.held.replace(held) == Some(held) {
                continue;
            }
            let (id, article) = (tab.id, tab.article.clone().unwrap_or_else(|| PathBuf::from(&tab.name)));
            let (document, carried, file) =
                (session.document().clone(), session.carried().clone(), tab.merging.file.clone());
            let versions = versions.clone();
            self.jobs.start(Task::KeepRead(id), move |_| {
                let again = || store::annotations_bytes(&path, &article, &document, &file, &carried);
                let kept = versions.keep_read(&path, held, again);
                done(move |app: &mut App| match kept {
                    Ok(None) => {}
                    Ok(Some(stamp)) => app.begins_with(id, stamp),
                    Err(error) => app.report_version(Err(error)),
                })
            });
        }
    }

    /// A save has found another file than was read. Returns whether that will be merged and saved.
    pub(super) fn merges_before_saving(&mut self, id: TabId, error: &StoreError, why: Why) -> bool {
        let is_there = matches!(error, StoreError::ChangedOnDisk { change: Change::Written | Change::Created, .. });
        let Some(tab) = self.tab_of(id).filter(|tab| is_there && matches!(tab.mode, WriteMode::Unchanged(_))) else {
            return false;
        };
        (tab.merging.is_due, tab.merging.then_save) = (true, Some(why));
        true
    }

    /// Whether a tab's file is merged before anything is saved there, which is done then.
    pub(super) fn merges_first(&mut self, id: TabId, why: Why) -> bool {
        let is_merging = self.jobs.is_pending(Task::Merge(id));
        let Some(Tab { session: Some(session), merging, mode: WriteMode::Unchanged(_), .. }) = self.tab_of(id) else {
            return false;
        };
        merging.follow(session);
        merging.is_due |= merging.is_undone() && !is_merging;
        let is_first = merging.is_due || is_merging;
        if is_first {
            merging.then_save = Some(why);
        }
        is_first
    }

    /// Merges what is due, unless a person is in the middle of something.
    pub(super) fn merge_files(&mut self, ctx: &egui::Context) {
        for tab in &mut self.tabs {
            if let Some(session) = &tab.session {
                tab.merging.follow(session);
            }
        }
        let is_held = ctx.input(|input| input.pointer.any_down());
        let is_due = |tab: &&Tab| tab.merging.is_due && tab.note.is_none() && !is_held && !self.is_merging(tab.id);
        let due: Vec<TabId> = self.tabs.iter().filter(is_due).map(|tab| tab.id).collect();
        for id in due {
            self.merge_file(id);
        }
    }

    /// Whether a tab's annotation file is being read, written or merged, or its article read again.
    fn is_merging(&self, id: TabId) -> bool {
        let tasks = [Task::Merge(id), Task::Save(id), Task::ReadAgain(id), Task::Open(id)];
        tasks.into_iter().any(|task| self.jobs.is_pending(task))
    }

    fn merge_file(&mut self, id: TabId) {
        let Some(tab) = self.tab_of(id) else { return };
        tab.merging.is_due = false;
        let (Some(session), Some(path), WriteMode::Unchanged(held)) = (&tab.session, tab.annotations.clone(), tab.mode)
        else {
            return;
        };
        let before = Before {
            document: session.document().clone(),
            state: session.state(),
            common: tab.merging.common().clone(),
            ours: session.annotation_state().clone(),
        };
        let former = tab.merging.taken.clone().unwrap_or_default();
        self.jobs.start(Task::Merge(id), move |_| {
            let merged = store::load_annotations(&path, &before.document)
                .map(|(loaded, stamp)| (is_of_another_text(&loaded).then_some(stamp), loaded, stamp));
            let merged = match merged {
                Ok((None, loaded, stamp)) => Ok(before.with(loaded, stamp, former)),
                Ok((Some(refused), ..)) => Err(refused),
                Err(_) => Err(RealDisk.stamp(&path).unwrap_or(Stamp::ABSENT)),
            };
            done(move |app: &mut App| app.take_merged(id, &path, &before, held, merged))
        });
    }

    fn take_merged(&mut self, id: TabId, path: &Path, before: &Before, held: Stamp, merged: Result<Merged, Stamp>) {
        let is_saving = self.is_saving(id);
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = tab.session.as_mut().filter(|_| tab.annotations.as_deref() == Some(path)) else { return };
        let is_as_before = Arc::ptr_eq(session.document(), &before.document) && session.state() == before.state;
        if !is_as_before || tab.mode != WriteMode::Unchanged(held) || tab.note.is_some() || is_saving {
            // Something was done meanwhile.
            tab.merging.is_due = true;
            return;
        }
        let merged = match merged {
            Ok(merged) => merged,
            Err(refused) => return self.refuse_merge(id, path, refused),
        };
        let was_read = tab.saving.read == Some(before.state);
        let (is_new, open_before) = (!merged.edits.is_empty(), session.annotation_state().conflicts.len());
        if is_new && let Err(error) = session.execute(Command::Replay(merged.edits, Some(Cause::TakenIn))) {
            return self.fail(&error);
        }
        session.set_carried(merged.carried);
        let state = session.state();
        if merged.is_theirs && !merged.is_altered {
            session.mark_saved();
        } else {
            session.mark_unsaved();
        }
        if was_read && merged.is_theirs {
            tab.saving.read = Some(state);
        }
        if tab.reader.selected.as_ref().is_some_and(|mark| mark.span(session).is_none()) {
            tab.reader.selected = None;
        }
        let has_decisions = session.annotation_state().conflicts.len() > open_before;
        tab.merging.merged(merged.theirs, is_new.then_some(state));
        if is_new {
            tab.merging.taken = Some(merged.taken);
        }
        tab.mode = WriteMode::Unchanged(merged.stamp);
        tab.has_file = true;
        let then_save = tab.merging.then_save.take();
        if let Some(key) = tab.saving.told.take() {
            self.withdraw(id, &[key]);
        }
        self.forget_broken(id, path);
        self.begin_anew(id, merged.stamp);
        let Some(tab) = self.tab_of(id) else { return };
        tab.saving.trouble = None;
        match then_save {
            // What waits for a decision is saved by itself only when that is made.
            Some(_) if has_decisions => self.leaving = None,
            Some(why) => self.write(id, false, why),
            None => {}
        }
    }

    /// The journal is about the file as it is now.
    fn begin_anew(&mut self, id: TabId, stamp: Stamp) {
        self.hand_over(id);
        if self.tab_of(id).is_some_and(|tab| !tab.journal.has_records) {
            self.begin_journal(id, stamp);
        }
    }

    /// A file that cannot be merged: it is left alone. A save says so.
    fn refuse_merge(&mut self, id: TabId, path: &Path, refused: Stamp) {
        let Some(tab) = self.tab_of(id) else { return };
        tab.merging.refused = Some(refused);
        let is_asked = tab.merging.then_save.take().is_some();
        if is_asked || tab.saving.is_lost() {
            let change = match (tab.mode, refused) {
                (_, Stamp::ABSENT) => Change::Removed,
                (WriteMode::Unchanged(Stamp::ABSENT), _) => Change::Created,
                _ => Change::Written,
            };
            self.say_unsaved(id, path.to_owned(), StoreError::ChangedOnDisk { path: path.to_owned(), change });
        }
    }

    pub(super) fn merging_act(&mut self, id: TabId, act: MergingAction) {
        let Some(tab) = self.tab_of(id) else { return };
        match act {
            MergingAction::Keep => tab.merging.taken = None,
            MergingAction::Look => self.look_at_taken(id),
            MergingAction::Decide => self.show_decisions(id),
            MergingAction::TakeAgain => tab.merging.is_due = true,
            MergingAction::LeaveOut => {
                tab.merging.leave_out();
                tab.merging.taken = None;
            }
        }
    }

    /// Shows what was taken in; what is undone, as the file has it.
    fn look_at_taken(&mut self, id: TabId) {
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        let (document, merging) = (session.document().clone(), &tab.merging);
        let (was, now, back) = if merging.is_undone() {
            (merging.common().clone(), merging.file.clone(), Transaction::default())
        } else {
            let now = session.annotation_state().clone();
            (now.clone(), now, merging.taken.clone().unwrap_or_default().back)
        };
        self.compare(id, move || {
            let mut was = AnnotationState::clone(&was);
            back.replay(&mut was);
            let [was, now] = [was.into(), now].map(|state| ComparedState { document: document.clone(), state });
            Ok(Comparison::new(Purpose::Taken, was, now))
        });
    }
}

/// Whether annotations have lost their places because they are about another text than the one that is shown.
fn is_of_another_text(loaded: &Loaded) -> bool {
    let is_lost = |warning: &Warning| matches!(warning, Warning::OtherText { near, lost, .. } if near + lost > 0);
    loaded.warnings.iter().any(is_lost)
}

impl Before {
    /// Merges what was read; `former` was taken in before and not answered yet.
    fn with(&self, loaded: Loaded, stamp: Stamp, former: Taken) -> Merged {
        let Self { common, ours, .. } = self;
        let Loaded { annotation_state: theirs, carried, altered: is_altered, .. } = loaded;
        let merged = merge(common, ours, &theirs);
        let new = differences(ours, &merged);
        let mut by = former.by;
        let conflicts = merged.conflicts.iter().filter(|conflict| !ours.conflicts.contains(conflict));
        for name in new.iter().map(|difference| difference.by()).chain(conflicts.map(|conflict| conflict.by())) {
            if !name.is_empty() && !by.iter().any(|known| known == name) {
                by.push(name.to_owned());
            }
        }
        let back = Transaction::between(&merged, ours).then(former.back);
        let mut was = merged.clone();
        back.replay(&mut was);
        let counts = Counts::of(&differences(&was, &merged));
        Merged {
            edits: Transaction::between(ours, &merged),
            is_theirs: merged == theirs,
            theirs: Arc::new(theirs),
            carried,
            stamp,
            is_altered,
            taken: Taken { by, counts, back },
        }
    }
}

#[cfg(test)]
mod tests;
