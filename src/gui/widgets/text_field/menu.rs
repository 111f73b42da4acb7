//! The context menu of a field.

use eframe::egui::{self, Response, Ui, ViewportCommand};

use super::FieldState;
use super::lines::FieldLines;
use crate::gui::widgets::field_menu::FieldMenu;
use crate::gui::widgets::menu::{MenuRow, context_menu, menu_separator};

impl FieldState {
    /// Opens the menu, and executes the chosen row; the clipboard's contents arrive in the next frame. Returns whether
    /// the text changed.
    pub(super) fn take_menu(&mut self, ui: &Ui, response: &Response, lines: &FieldLines, inner: egui::Rect) -> bool {
        let Some(texts) = FieldMenu::of(ui.ctx()) else { return false };
        if response.secondary_clicked()
            && let Some(at) = ui.input(|input| input.pointer.interact_pos())
        {
            let (byte, affinity) = lines.hit(at - self.origin(lines, inner).to_vec2());
            let selection = self.model.selection();
            // A click inside the selection keeps it; elsewhere it moves the caret.
            if !(selection.start..=selection.end).contains(&byte) || selection.is_empty() {
                self.model.move_to(byte, affinity, false);
            }
            response.request_focus();
        }
        let mut changed = false;
        context_menu(response, &texts.name, |ui| {
            let has_selection = !self.model.selected().is_empty();
            let row = |ui: &mut Ui, enabled: bool, text: &str| {
                let clicked = ui.add_enabled(enabled, MenuRow::new(text)).clicked();
                if clicked {
                    response.request_focus();
                }
                clicked
            };
            if row(ui, has_selection, &texts.cut)
                && let Some(text) = self.model.cut()
            {
                ui.ctx().copy_text(text);
                changed = true;
            }
            if row(ui, has_selection, &texts.copy) {
                ui.ctx().copy_text(self.model.selected().to_owned());
            }
            if row(ui, true, &texts.paste) {
                ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            menu_separator(ui);
            if row(ui, !self.model.text().is_empty(), &texts.select_all) {
                self.model.select_all();
            }
        });
        changed
    }
}
