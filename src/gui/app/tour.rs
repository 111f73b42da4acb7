//! The tour: begun on a sample, it goes on with what the person does, and ends at any time.

use eframe::egui::{Context, Key, Popup};

use super::App;
use crate::gui::model::{Notice, Tour, TourAction, TourDone, TourStep};
use crate::gui::panels::Dialog;
use crate::gui::widgets::text_field::is_typing;

/// The sample on which it is taken.
const SAMPLE: usize = 0;

impl App {
    /// Begins the tour on the first sample.
    pub(super) fn begin_tour(&mut self) {
        self.settings.tour_seen = true;
        self.open_sample(SAMPLE);
        if let Some(tab) = self.tab() {
            self.tour = Some(Tour { tab: tab.id, step: TourStep::Tag, before: TourDone::of(tab) });
        }
    }

    pub(super) fn tour_act(&mut self, act: TourAction) {
        match act {
            TourAction::Next => self.go_on_with_tour(),
            TourAction::Skip => self.end_tour(),
        }
    }

    /// Goes on when the person has done what the step asks for; Escape ends the tour if nothing else uses the key.
    pub(super) fn refresh_tour(&mut self, ctx: &Context) {
        let Some(tour) = &mut self.tour else { return };
        let Some(tab) = self.tabs.iter().find(|tab| tab.id == tour.tab) else {
            self.tour = None;
            return;
        };
        let is_found = tour.step == TourStep::GoOn && matches!(self.dialog, Some(Dialog::Palette(_)));
        let done = TourDone::of(tab);
        tour.before = tour.before.or(done);
        if is_found || done.zip(tour.before).is_some_and(|(done, before)| done.has_done(tour.step, before)) {
            return self.go_on_with_tour();
        }
        let reader = &tab.reader;
        let is_quiet = tab.note.is_none() && reader.selected.is_none() && reader.selection().is_none();
        let is_busy = self.dialog.is_some() || self.chooser.is_some() || Popup::is_any_open(ctx) || is_typing(ctx);
        let is_in_front = self.front == Some(tab.id);
        if is_in_front && is_quiet && !is_busy && ctx.input(|input| input.key_pressed(Key::Escape)) {
            self.end_tour();
        }
    }

    fn go_on_with_tour(&mut self) {
        let Some(tour) = &mut self.tour else { return };
        let before = self.tabs.iter().find(|tab| tab.id == tour.tab).and_then(TourDone::of);
        match tour.step.next() {
            Some(step) => (tour.step, tour.before) = (step, before),
            None => self.end_tour(),
        }
    }

    fn end_tour(&mut self) {
        self.tour = None;
        self.notify(Notice::done("notice-tour-ended"));
    }
}
