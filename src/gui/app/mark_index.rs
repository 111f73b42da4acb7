//! Keeps the indexes of articles' marks up to date: of the front one and the one beside it, and of all while the list of open
//! articles says what is undecided in each.
//!
//! Building it visits every mark. For a short article this is done at once, for a long one on a thread, from a snapshot
//! of the session; until then, the previous index is shown.

use std::sync::Arc;

use eframe::egui::Context;

use super::App;
use super::jobs::done;
use super::task::Task;
use crate::document::Document;
use crate::gui::model::{MarkIndex, TabId};
use crate::gui::panels::TabList;

/// The most marks that are indexed within a frame; more are indexed on a thread.
pub(super) const AT_ONCE: usize = 2_000;

impl App {
    /// Updates the index of each tab of which something is shown, when its session has changed.
    pub(super) fn refresh_mark_index(&mut self, ctx: &Context) {
        if TabList::is_open(ctx) {
            let all: Vec<TabId> = self.tabs.iter().map(|tab| tab.id).collect();
            for id in all {
                self.index_marks(id);
            }
        } else {
            for id in self.front.into_iter().chain(self.pair.beside()) {
                self.index_marks(id);
            }
        }
    }

    fn index_marks(&mut self, id: TabId) {
        let lexicon = self.lexicon.clone();
        let (is_front, is_pending) = (self.front == Some(id), self.jobs.is_pending(Task::IndexMarks(id)));
        let Some(tab) = self.tab_of(id) else { return };
        let Some(session) = &tab.session else { return };
        if tab.indexed == Some(session.generation()) || is_pending {
            return;
        }
        if is_front && session.candidates().len() + session.annotations().len() <= AT_ONCE {
            tab.mark_index = Arc::new(MarkIndex::of(session, &lexicon, &tab.mark_index));
            tab.indexed = Some(session.generation());
            return;
        }
        let (snapshot, former) = (session.snapshot(), Arc::clone(&tab.mark_index));
        self.jobs.start(Task::IndexMarks(id), move |_| {
            let mark_index = MarkIndex::of(&snapshot, &lexicon, &former);
            done(move |app: &mut App| app.take_mark_index(id, snapshot.document(), mark_index))
        });
    }

    fn take_mark_index(&mut self, id: TabId, document: &Arc<Document>, mark_index: MarkIndex) {
        let Some(tab) = self.tab_of(id) else { return };
        // The article may have been read again in the meantime.
        if !tab.session.as_ref().is_some_and(|session| Arc::ptr_eq(session.document(), document)) {
            return;
        }
        tab.indexed = Some(mark_index.generation);
        tab.mark_index = Arc::new(mark_index);
    }
}
