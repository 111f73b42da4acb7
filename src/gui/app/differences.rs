//! Comparing two states of an article's annotations, and what the view of their differences asks for.

use std::sync::Arc;

use eframe::egui;

use super::App;
use super::decisions::refresh_decisions;
use super::dispatch::focus_page;
use super::jobs::done;
use super::moved::refresh_moved;
use super::task::Task;
use crate::annotation::Difference;
use crate::annotation::diff::Record;
use crate::gui::model::{Comparison, DifferencesAction, ShownComparison, Tab, TabId};
use crate::gui::reader::MarkRef;
use crate::store::StoreError;

impl App {
    /// Compares two states in a job and shows what differs in the place of the tab's page, until the annotations change.
    pub(super) fn compare(
        &mut self,
        id: TabId,
        make: impl FnOnce() -> Result<Comparison, StoreError> + Send + 'static,
    ) {
        self.finish_note();
        let state_of = move |app: &mut Self| Some(app.tab_of(id)?.session.as_ref()?.state());
        let state = state_of(self);
        self.jobs.start(Task::Compare(id), move |_| {
            let made = make();
            done(move |app: &mut Self| match made {
                Ok(comparison) if state_of(app) == state => app.show_comparison(id, Arc::new(comparison)),
                // It was of annotations that have changed meanwhile.
                Ok(_) => {}
                Err(error) => app.report(&error),
            })
        });
    }

    /// Shows what differs in the place of the tab's page.
    pub(super) fn show_comparison(&mut self, id: TabId, comparison: Arc<Comparison>) {
        self.comparisons += 1;
        let number = self.comparisons;
        let Some(tab) = self.tab_of(id) else { return };
        let Some(state) = tab.session.as_ref().map(|session| session.state()) else { return };
        tab.comparison = Some(ShownComparison { comparison, number, state });
    }

    /// Closes comparisons whose present state is not present any more, and those over a page that is sent elsewhere.
    pub(super) fn close_old_comparisons(&mut self) {
        for tab in &mut self.tabs {
            let Some(shown) = &tab.comparison else { continue };
            let is_present = tab.session.as_ref().is_some_and(|session| session.state() == shown.state);
            if !is_present && (refresh_moved(tab) || refresh_decisions(tab)) {
                continue;
            }
            if !is_present || tab.reader.is_sent() {
                tab.comparison = None;
            }
        }
    }

    pub(super) fn differences_act(&mut self, ctx: &egui::Context, id: TabId, act: DifferencesAction) {
        match act {
            DifferencesAction::Close | DifferencesAction::GoTo(_) => {}
            DifferencesAction::Decide(row, decision) => return self.decide_conflict(ctx, id, row, decision),
            DifferencesAction::ShowBefore => return self.show_before(id),
            act => return self.decide_place(ctx, id, act),
        }
        let Some(tab) = self.tab_of(id) else { return };
        let Some(shown) = tab.comparison.take() else { return };
        if let DifferencesAction::GoTo(index) = act
            && let Some(difference) = shown.comparison.differences.get(index)
        {
            go_to(tab, difference);
        }
        // The list had the keyboard.
        ctx.memory_mut(|memory| memory.focused().inspect(|id| memory.surrender_focus(*id)));
        focus_page(ctx);
    }
}

/// Shows the passage of a difference on the page: where it is now, else where it was.
fn go_to(tab: &mut Tab, difference: &Difference) {
    let Some(session) = &tab.session else { return };
    let annotation = match difference.record() {
        Some(Record::Annotation(annotation)) => annotation.as_ref(),
        Some(Record::Relation(relation)) => match session.annotations().get(&relation.from) {
            Some(annotation) => annotation,
            None => return,
        },
        _ => return,
    };
    let (id, span) = (annotation.id.clone(), annotation.spans.first());
    let is_there = session.annotations().get(&id).is_some();
    tab.reader.reveal(span);
    tab.reader.selected = is_there.then_some(MarkRef::Annotation(id));
}
