//! Articles that change on disk while they are open: detected, reported, and read again on request. Their annotation files
//! are looked at, too, and merged (`merging`).
//!
//! A thread checks the files when the window gets the keyboard focus and every two seconds while it has it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{self, Event};

use super::App;
use super::file_notices::{damage, remarks, unplaced, zeros};
use super::jobs::done;
use super::suggestions::show_by;
use super::task::Task;
use crate::annotation::AnnotationState;
use crate::document::Document;
use crate::exchange::anchor::Drift;
use crate::exchange::ron::{CarriedOver, Warning, carry_over};
use crate::gui::model::{AppAction, FileState, FoundExactly, Notice, TabId, Watched};
use crate::session::Session;
use crate::store::{self, FileNow, OnDisk, Seen, Stamp, StoreError, WriteMode};

/// The time between two checks.
pub(super) const REST: Duration = Duration::from_secs(2);

const CHANGED: &str = "notice-article-changed";
const GONE: &str = "notice-article-gone";

/// An article that was looked at.
struct Looked {
    tab: TabId,
    document: Arc<Document>,
    on_disk: OnDisk,
    /// What its annotation file held, and whether it does.
    annotations: Option<(Stamp, FileNow)>,
    /// Whether it is known to be gone.
    is_lost: bool,
}

impl Looked {
    fn at(Watched { tab, article, document, annotations, is_lost }: &Watched) -> Self {
        let on_disk = article.as_ref().map(|(path, seen)| store::look_again(path, seen, document));
        let file = |(path, seen, held): &(PathBuf, Seen, Stamp)| (*held, store::look_at_file(path, seen, *held));
        Self {
            tab: *tab,
            document: document.clone(),
            on_disk: on_disk.unwrap_or(OnDisk::Untouched),
            annotations: annotations.as_ref().map(file),
            is_lost: *is_lost,
        }
    }

    fn is_untouched(&self) -> bool {
        let is_as_known = |(_, now): (Stamp, FileNow)| match now {
            FileNow::Gone(_) => self.is_lost,
            FileNow::Inaccessible => true,
            FileNow::Untouched => !self.is_lost,
            FileNow::Same(_) | FileNow::Changed(..) => false,
        };
        matches!(self.on_disk, OnDisk::Untouched) && self.annotations.is_none_or(is_as_known)
    }
}

/// An article that was read again.
struct ReadAgain {
    document: Arc<Document>,
    carried_over: CarriedOver,
    /// What its annotation file holds, and what this window has in common with that.
    file: [Arc<AnnotationState>; 2],
    drift: Drift,
}

impl App {
    /// Checks whether the files of the open articles and their annotation files are unchanged.
    pub(super) fn watch_files(&mut self, ctx: &egui::Context, now_secs: f64) {
        let (has_focus, comes) = ctx.input(|input| {
            let comes = input.events.iter().any(|event| matches!(event, Event::WindowFocused(true)));
            (input.focused, comes)
        });
        if !has_focus && !comes {
            self.jobs.cancel(Task::Watch);
            return;
        }
        let open = self.tabs.iter().filter_map(|tab| {
            let document = tab.session.as_ref()?.document().clone();
            let article = tab.article.clone().zip(tab.seen);
            let annotations = match (&tab.annotations, tab.mode) {
                (Some(path), WriteMode::Unchanged(held)) => Some((path.clone(), tab.merging.seen, held)),
                _ => None,
            };
            let is_on_disk = article.is_some() || annotations.is_some();
            let is_lost = tab.saving.is_lost();
            is_on_disk.then_some(Watched { tab: tab.id, article, document, annotations, is_lost })
        });
        let open: Vec<Watched> = open.collect();
        if self.jobs.is_pending(Task::Watch) && !comes && self.watched == open {
            return;
        }
        if open.is_empty() {
            self.jobs.cancel(Task::Watch);
            return;
        }
        if now_secs < self.next_look_secs && !comes && self.watched == open {
            ctx.request_repaint_after_secs((self.next_look_secs - now_secs) as f32);
            return;
        }
        self.next_look_secs = now_secs + REST.as_secs_f64();
        self.watched.clone_from(&open);
        self.jobs.start_waiting(Task::Watch, move |job| {
            loop {
                let looked: Vec<Looked> = open.iter().map(Looked::at).collect();
                // While nothing changes, the window need not be drawn.
                if !looked.iter().all(Looked::is_untouched) {
                    return done(move |app: &mut App| app.take_looked(looked));
                }
                job.rest(REST)?;
            }
        });
    }

    fn take_looked(&mut self, looked: Vec<Looked>) {
        for Looked { tab, document, on_disk, annotations, .. } in looked {
            self.take_on_disk(tab, &document, on_disk);
            if let Some((held, now)) = annotations {
                self.take_file_now(tab, held, now);
            }
        }
    }

    /// Reports a change of an article's file, once.
    pub(super) fn take_on_disk(&mut self, id: TabId, document: &Arc<Document>, on_disk: OnDisk) {
        let Some(tab) = self.tab_of(id) else { return };
        if !tab.session.as_ref().is_some_and(|session| Arc::ptr_eq(session.document(), document)) {
            return;
        }
        let state = match on_disk {
            OnDisk::Untouched => return,
            OnDisk::Same(seen) => {
                tab.seen = Some(seen);
                FileState::Same
            }
            OnDisk::Changed { seen, sha256 } => {
                tab.seen = Some(seen);
                FileState::Changed(sha256)
            }
            OnDisk::Gone => {
                // When it returns it is compared, whatever its metadata.
                tab.seen = Some(Seen::nothing());
                FileState::Gone
            }
        };
        if std::mem::replace(&mut tab.file_state, state.clone()) == state {
            return;
        }
        self.withdraw(id, &[CHANGED, GONE]);
        let notice = match state {
            FileState::Same => return,
            FileState::Changed(_) => Notice::warning("notice-article-changed")
                .offering("command-read-again", AppAction::ReadAgain(id))
                .offering("notice-keep-text", AppAction::KeepText),
            FileState::Gone => Notice::warning("notice-article-gone"),
        };
        self.notify(notice.about(id));
    }

    /// Reads an article again and transfers its annotations to the new text.
    pub(super) fn read_again(&mut self, id: TabId) {
        self.read_again_as(id, None);
    }

    /// Like [`Self::read_again`]; `whole_page` says whether all of a web page is wanted, `None` for what was wanted before.
    pub(super) fn read_again_as(&mut self, id: TabId, whole_page: Option<bool>) {
        self.finish_note();
        let Some(tab) = self.tab_of(id) else { return };
        let (Some(session), Some(path)) = (&tab.session, tab.article.clone()) else { return };
        let (former, state) = (session.document().clone(), session.state());
        let (annotation_state, carried) = (session.annotation_state().clone(), session.carried().clone());
        let file = [tab.merging.file.clone(), tab.merging.common().clone()];
        self.jobs.start(Task::ReadAgain(id), move |_| {
            let seen = Seen::now(&path);
            let result = store::read_again_as(&path, &former, whole_page).and_then(|document| {
                // Computed here, where the window does not wait for it.
                document.paragraph_count();
                let carry_over = |state: &AnnotationState| {
                    carry_over(&former, state, &carried, &document)
                        .map_err(|error| StoreError::annotations(&path, error))
                };
                let carried_over = carry_over(&annotation_state)?;
                let drift = Drift::between(former.text(), document.text());
                let held = Arc::new(carry_over(&file[0])?.annotation_state);
                let is_common = Arc::ptr_eq(&file[0], &file[1]);
                let common = if is_common { held.clone() } else { Arc::new(carry_over(&file[1])?.annotation_state) };
                Ok(ReadAgain { document: Arc::new(document), carried_over, file: [held, common], drift })
            });
            done(move |app: &mut App| app.take_read_again(id, &former, state, (seen, whole_page), result))
        });
    }

    /// Takes an article that was read again, for the given state of its annotations.
    fn take_read_again(
        &mut self,
        id: TabId,
        former: &Arc<Document>,
        state: u64,
        (seen, whole_page): (Seen, Option<bool>),
        result: Result<ReadAgain, StoreError>,
    ) {
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = tab.session.as_ref().filter(|session| Arc::ptr_eq(session.document(), former)) else {
            return;
        };
        let read = match result {
            Ok(read) => read,
            Err(error) => return self.notify(Notice::error(&error).about(id)),
        };
        if tab.note.is_some() || session.state() != state {
            // The annotations have changed in the meantime: repeat with the current ones.
            return self.read_again_as(id, whole_page);
        }
        let ReadAgain { document, carried_over, file: [held, common], drift } = read;
        tab.seen = Some(seen);
        tab.file_state = FileState::Same;
        if document.text() == former.text() {
            self.withdraw(id, &[CHANGED, GONE]);
            return self.notify(Notice::done("notice-article-same").about(id));
        }
        let CarriedOver { annotation_state, carried, kept, moved, lost, displaced } = carried_over;
        let near = lost.iter().filter(|warning| matches!(warning, Warning::Near { .. })).count();
        let (is_unsaved, had_steps) = (session.is_dirty() || tab.has_file, session.can_undo());
        let was_worked_on = session.is_dirty() && tab.is_worked_on();
        let at = tab.reader.reading_at().map(|at| drift.moved(at.0) as usize).unwrap_or_default();
        let at = document.text().floor_char_boundary(at);
        let session = Session::open(document.clone(), self.settings.author(), annotation_state, carried);
        let mut session = session.with_lexicon(self.lexicon.clone());
        show_by(&self.settings, &mut session);
        if is_unsaved {
            session.mark_unsaved();
        }
        self.jobs.cancel_all_of(id);
        let Some(tab) = self.tab_of(id) else { return };
        tab.found_exactly = FoundExactly::of(displaced, kept);
        let merging = std::mem::take(&mut tab.merging);
        tab.show(session);
        tab.merging = merging.carried_over(held, common);
        if was_worked_on {
            tab.saving.read = None;
        }
        let base = if let WriteMode::Unchanged(stamp) = tab.mode { stamp } else { Stamp::ABSENT };
        self.begin_journal(id, base);
        let Some(tab) = self.tab_of(id) else { return };
        if at > 0 {
            tab.reader.resume_at((at as u32).into());
        }
        self.withdraw(
            id,
            &[
                CHANGED,
                GONE,
                "warning-turned",
                "warning-undecodable",
                "warning-zeros",
                "warning-unproven",
                "warning-whole-page",
            ],
        );
        for warning in lost.iter().rev() {
            self.notify(unplaced(id, warning).about(id));
        }
        let read = remarks(id, &document);
        for notice in damage(id, &document).into_iter().chain(zeros(id, &document)).chain(read) {
            self.notify(notice.about(id));
        }
        let told = match (kept + moved, lost.len()) {
            (0, 0) => Notice::done("notice-article-reread"),
            (_, 0) => Notice::done("notice-article-read"),
            _ => Notice::warning("notice-article-read"),
        };
        let told =
            told.with("steps", usize::from(had_steps)).with("kept", kept).with("moved", moved).with("near", near);
        let told = told.with("lost", lost.len() - near);
        self.notify(told.about(id));
        self.check_overrides(id, document);
        self.begin_reading(id);
    }
}
