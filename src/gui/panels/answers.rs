//! Common parts of all dialogs: they are modal, and have a row of buttons.

use eframe::egui::{Ui, UiKind};

use crate::gui::i18n::I18n;
use crate::gui::model::AppAction;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, WidgetStyle};

/// Announces that nothing else can be used while a dialog is open.
pub(super) fn announce_modal(ui: &Ui) {
    let dialog = ui.stack().iter().find(|part| part.kind() == Some(UiKind::Modal)).map(|part| part.unique_id);
    if let Some(id) = dialog {
        ui.ctx().accesskit_node_builder(id, |node| node.set_modal());
    }
}

/// The buttons of a dialog: the first has the keyboard focus, so that Enter activates it.
pub(super) fn buttons(ui: &mut Ui, i18n: &I18n, answers: &[(&str, AppAction)], acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    ui.add_space(size::INSIDE);
    look.line(ui, size::ROW + 2.0, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        for (index, (key, act)) in answers.iter().enumerate() {
            let text = i18n.text(key);
            let button = if index == 0 { Button::new(&text).primary() } else { Button::new(&text) };
            let response = ui.add(button);
            if index == 0 && ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            if response.clicked() {
                acts.push(act.clone());
            }
        }
    });
}
