//! Leaving articles: what is saved first, and what is asked.

use eframe::egui;

use super::App;
use crate::gui::model::{AfterSave, Leaving, Tab, TabId};
use crate::gui::panels::Dialog;
use crate::store::Why;

impl App {
    /// Closes tabs. What may be saved without a question is saved first; about the rest the person is asked.
    pub(super) fn close(&mut self, ctx: &egui::Context, ids: Vec<TabId>, then: AfterSave) {
        self.finish_note();
        let dirty = self.tabs.iter().filter(|tab| ids.contains(&tab.id) && tab.is_dirty());
        let (unasked, asked): (Vec<&Tab>, Vec<&Tab>) = dirty.partition(|tab| self.is_saved_unasked(tab));
        let of = |tabs: Vec<&Tab>| tabs.into_iter().map(|tab| tab.id).collect::<Vec<TabId>>();
        let (unasked, asked) = (of(unasked), of(asked));
        if asked.is_empty() {
            self.leave(ctx, Leaving { saved: unasked, all: ids, then });
        } else {
            self.dialog = Some(Dialog::Unsaved { tabs: asked, all: ids, then });
        }
    }

    /// Saves all of these tabs, and continues when that is done.
    pub(super) fn save_then(&mut self, ids: Vec<TabId>, then: AfterSave) {
        for id in &ids {
            self.save(*id, false);
        }
        self.leaving = Some(Leaving { saved: ids.clone(), all: ids, then });
    }

    /// Continues without saving those tabs about which the person was asked.
    pub(super) fn discard(&mut self, ctx: &egui::Context, asked: &[TabId], all: Vec<TabId>, then: AfterSave) {
        let dirty = self.tabs.iter().filter(|tab| tab.is_dirty()).map(|tab| tab.id);
        let saved = dirty.filter(|id| all.contains(id) && !asked.contains(id)).collect();
        self.leave(ctx, Leaving { saved, all, then });
    }

    /// Goes on with leaving once everything is saved.
    pub(super) fn go_on_leaving(&mut self, ctx: &egui::Context) {
        if let Some(leaving) = self.leaving.take() {
            self.leave(ctx, leaving);
        }
    }

    fn leave(&mut self, ctx: &egui::Context, leaving: Leaving) {
        let waits = |tab: &Tab| leaving.saved.contains(&tab.id) && (self.is_saving(tab.id) || tab.is_dirty());
        let waiting: Vec<TabId> = self.tabs.iter().filter(|tab| waits(tab)).map(|tab| tab.id).collect();
        if waiting.is_empty() {
            self.go_on(ctx, &leaving.all, leaving.then);
            return;
        }
        self.leaving = Some(leaving);
        for id in waiting {
            // A file chooser may be open for one of them; cancelling it cancels leaving, and so does a save that fails.
            self.write(id, false, Why::Autosaved);
        }
    }

    fn go_on(&mut self, ctx: &egui::Context, ids: &[TabId], then: AfterSave) {
        match then {
            AfterSave::Close => {
                for id in ids {
                    self.drop_tab(*id);
                }
            }
            AfterSave::Quit => {
                self.quitting = true;
                self.settings.left_open = self.left_open();
                self.remember_places();
                self.end_journals();
                if self.owns_process {
                    self.end_process();
                }
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }
}
