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
            AboutAction::TakeAll(typed) => {
                let values = &session.annotation_state().attributes;
                let is_open = |name: &str| values.get(name).is_none() && typed.iter().all(|(other, _)| other != name);
                let open = about.suggested.iter().filter(|(name, _)| is_open(name));
                let open: Vec<(String, Option<Value>)> =
                    open.map(|(name, value)| (name.to_owned(), Some(value.clone()))).collect();
                about.rows = AttributeFields::default();
                let gesture = session.new_gesture();
                for (name, value) in typed.into_iter().chain(open) {
                    self.execute_in(gesture, Command::SetDocumentAttribute { name, value });
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
