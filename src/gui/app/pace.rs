//! Counts working time and decisions, if the person wants that.

use eframe::egui::{Context, Event};

use super::App;
use crate::gui::model::{Notice, Pace};

impl App {
    /// Begins to count, and says where that stays; or stops, and forgets it.
    pub(super) fn toggle_pace(&mut self) {
        self.settings.show_pace = !self.settings.show_pace;
        self.pace = Pace::default();
        if self.settings.show_pace {
            self.notify(Notice::done("notice-pace"));
        }
    }

    /// Takes in what the person has done since the last frame.
    pub(super) fn keep_pace(&mut self, ctx: &Context, now_secs: f64) {
        let is_on = self.settings.show_pace;
        if is_on && ctx.input(|input| input.events.iter().any(is_by_person)) {
            self.pace.act(now_secs);
        }
        for tab in &mut self.tabs {
            let Some(session) = &tab.session else { continue };
            let new = session.decisions().saturating_sub(tab.decisions);
            tab.decisions = session.decisions();
            if is_on {
                self.pace.decide(new);
            }
        }
    }
}

fn is_by_person(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Paste(_)
            | Event::Copy
            | Event::Cut
            | Event::Ime(_)
            | Event::PointerMoved(_)
            | Event::PointerButton { .. }
            | Event::MouseWheel { .. }
            | Event::Touch { .. }
            | Event::AccessKitActionRequest(_)
    )
}
