//! The history of an article: shown in the side panel, and gone back to.

use eframe::egui;

use super::App;
use crate::gui::model::{HistoryAction, TabId, Timeline};
use crate::gui::panels;
use crate::session::{Command, Session};

impl App {
    /// Shows what was done since the front article was opened.
    pub(super) fn show_history(&mut self, ctx: &egui::Context) {
        self.finish_note();
        if !self.is_panel_shown() {
            self.toggle_panel();
        }
        self.side_timeline = Some(Timeline::History);
        if let Some(tab) = self.tab() {
            panels::focus_history(ctx, tab);
        }
    }

    pub(super) fn history_act(&mut self, id: TabId, act: HistoryAction) {
        let Some(tab) = self.tab_of(id) else { return };
        match act {
            HistoryAction::Choose(step) => tab.chosen_step = Some(step),
            HistoryAction::Show(span) => tab.reader.reveal(span),
            HistoryAction::Go(state) => self.go_to_state(id, state),
        }
    }

    /// Undoes or does again, step by step, until the annotations are in a state.
    fn go_to_state(&mut self, id: TabId, state: u64) {
        self.front = Some(id);
        let is_ahead = self.tab().and_then(|tab| tab.session.as_ref()).is_some_and(|session| session.is_undone(state));
        loop {
            let state_now = |app: &Self| app.tab()?.session.as_ref().map(Session::state);
            let before = state_now(self);
            if before.is_none_or(|before| before == state) {
                return;
            }
            self.step_here(if is_ahead { Command::Redo } else { Command::Undo });
            // A step that cannot be made has said why.
            if state_now(self) == before {
                return;
            }
        }
    }
}
