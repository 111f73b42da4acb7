//! Setting the attributes of a mark.

use eframe::egui;

use super::App;
use crate::annotation::Value;
use crate::gui::model::{Details, DetailsAction};
use crate::gui::reader::{MarkRef, Reader};
use crate::session::Command;

impl App {
    /// Opens the attributes of the selected mark.
    pub(super) fn edit_attributes(&mut self) {
        self.finish_note();
        let Some(mark) = self.selected() else { return };
        if let Some(tab) = self.tab_mut() {
            tab.finding_label = None;
            tab.details = Some(Details::of(mark));
        }
    }

    pub(super) fn details_act(&mut self, ctx: &egui::Context, act: DetailsAction) {
        match act {
            DetailsAction::Set(name, value) => self.set_attribute(name, value),
            DetailsAction::Close => {
                if let Some(tab) = self.tab_mut() {
                    tab.details = None;
                }
                ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
            }
        }
    }

    /// Sets an attribute of the mark whose card is open. A suggestion is accepted by that, in the same step.
    fn set_attribute(&mut self, name: String, value: Option<Value>) {
        let Some(mark) = self.tab().and_then(|tab| tab.details.as_ref()).map(|details| details.on.clone()) else {
            return;
        };
        let Some((_, session)) = self.page() else { return };
        let gesture = session.new_gesture();
        let id = match mark {
            MarkRef::Annotation(id) => Some(id),
            MarkRef::Suggestion { .. } => {
                self.execute_in(gesture, Command::Accept(mark.target())).and_then(|outcome| outcome.selected)
            }
        };
        let Some(id) = id else { return };
        self.execute_in(gesture, Command::SetAttribute { id: id.clone(), name, value });
        self.select(&id);
        if let Some(details) = self.tab_mut().and_then(|tab| tab.details.as_mut()) {
            details.on = MarkRef::Annotation(id);
        }
    }
}
