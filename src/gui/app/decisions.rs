//! The view in which the person decides about what two people have changed in different ways.

use std::sync::Arc;

use eframe::egui;

use super::App;
use super::dispatch::focus_page;
use crate::annotation::Decision;
use crate::gui::model::{AppAction, Notice, Purpose, Tab, TabId, decisions};
use crate::session::Command;

impl App {
    /// Shows what is to be decided.
    pub(super) fn show_decisions(&mut self, id: TabId) {
        self.finish_note();
        self.front = Some(id);
        let Some(session) = self.tab_of(id).and_then(|tab| tab.session.as_ref()) else { return };
        let Some(comparison) = decisions(session.document(), session.annotation_state(), None) else { return };
        self.show_comparison(id, Arc::new(comparison));
    }

    /// Carries out a decision about a row, as a step of its own.
    pub(super) fn decide_conflict(&mut self, ctx: &egui::Context, id: TabId, row: usize, decision: Decision) {
        let Some(tab) = self.tab_of(id) else { return };
        let (Some(shown), Some(session)) = (&mut tab.comparison, &mut tab.session) else { return };
        let Some(choice) = shown.comparison.choices.get(row).filter(|choice| choice.decided.is_none()) else { return };
        let of = choice.of.clone();
        if let Err(error) = session.execute(Command::Decide(vec![(of, decision)])) {
            return self.fail(&error);
        }
        Arc::make_mut(&mut shown.comparison).choices[row].decided = Some(decision);
        let count = shown.comparison.choices.len();
        if session.annotation_state().open_conflicts().next().is_some() {
            return;
        }
        let state = session.state();
        tab.comparison = None;
        ctx.memory_mut(|memory| memory.focused().inspect(|id| memory.surrender_focus(*id)));
        focus_page(ctx);
        let notice = Notice::done("notice-decided").with("count", count).about(id);
        self.notify(notice.offering("command-undo", AppAction::TakeBack(id, state)));
    }

    /// Shows what was before both sides, or not any more.
    pub(super) fn show_before(&mut self, id: TabId) {
        if let Some(shown) = self.tab_of(id).and_then(|tab| tab.comparison.as_mut()) {
            let comparison = Arc::make_mut(&mut shown.comparison);
            comparison.shows_before = !comparison.shows_before;
        }
    }
}

/// Brings the view of a tab up to date after the annotations have changed; returns false if nothing is left to decide.
pub(super) fn refresh_decisions(tab: &mut Tab) -> bool {
    let (Some(shown), Some(session)) = (&mut tab.comparison, &tab.session) else { return false };
    if shown.comparison.purpose != Purpose::Decisions {
        return false;
    }
    let former = Some(shown.comparison.as_ref());
    let Some(comparison) = decisions(session.document(), session.annotation_state(), former) else { return false };
    (shown.comparison, shown.state) = (Arc::new(comparison), session.state());
    true
}
