//! What is known about the whole article.

use eframe::egui;

use super::App;
use crate::annotation::Value;
use crate::gui::model::{About, AboutAction, AttributeFields, Tab};
use crate::gui::reader::Reader;
use crate::session::Command;

/// Height of the window from which the form opens unfolded, in points.
const UNFOLDED: f32 = 560.0;

impl App {
    /// Shows the form of the front article, or closes it.
    pub(super) fn toggle_about(&mut self, ctx: &egui::Context) {
        if self.tab().is_some_and(|tab| tab.about.is_some()) {
            self.about_act(ctx, AboutAction::Close);
            return;
        }
        self.finish_note();
        let Some(Tab { session: Some(session), about, .. }) = self.tab_mut() else { return };
        let is_low = ctx.content_rect().height() < UNFOLDED;
        *about = Some(About::of(session.document().text(), &session.labels().document_attributes, is_low));
    }

    pub(super) fn about_act(&mut self, ctx: &egui::Context, act: AboutAction) {
        let Some(Tab { session: Some(session), about: Some(about), .. }) = self.tab_mut() else { return };
        match act {
            AboutAction::Set(name, value) => {
                self.execute(Command::SetDocumentAttribute { name, value });
            }
            AboutAction::TakeAll => {
                let values = &session.annotation_state().attributes;
                let open = about.suggested.iter().filter(|(name, _)| values.get(name).is_none());
                let open: Vec<(String, Value)> = open.map(|(name, value)| (name.to_owned(), value.clone())).collect();
                // What was typed and not left yet gives way to nothing.
                about.rows = AttributeFields::default();
                let gesture = session.new_gesture();
                for (name, value) in open {
                    self.execute_in(gesture, Command::SetDocumentAttribute { name, value: Some(value) });
                }
            }
            AboutAction::Fold => {
                about.is_folded = !about.is_folded;
                about.rows.wants_focus = true;
            }
            AboutAction::Leave => focus(ctx),
            AboutAction::Close => {
                if let Some(tab) = self.tab_mut() {
                    tab.about = None;
                }
                focus(ctx);
            }
        }
    }
}

fn focus(ctx: &egui::Context) {
    ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
}
