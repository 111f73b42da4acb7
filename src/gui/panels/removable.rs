//! A row of a dialog with a button at its far side that takes it away.

use eframe::egui::{Ui, UiBuilder, vec2};

use crate::gui::theme::size;
use crate::gui::widgets::{Icon, IconButton, WidgetStyle};

/// Draws `row` with the button, whose name says what goes; returns whether it was clicked.
pub(super) fn removable(ui: &mut Ui, remove: &str, row: impl FnOnce(&mut Ui)) -> bool {
    let look = WidgetStyle::of(ui.ctx());
    let mut is_removed = false;
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        let rest = ui.available_rect_before_wrap();
        let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(look.against()));
        is_removed = far.add(IconButton::new(Icon::Cross, remove)).clicked();
        let width = rest.width() - size::TARGET - size::GROUP;
        ui.allocate_ui_with_layout(vec2(width, size::ROW), look.along(), row);
    });
    is_removed
}
