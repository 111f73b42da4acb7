//! A bar that shows how much of something is done.

use eframe::egui::{Color32, Sense, Ui, Vec2};

use super::WidgetStyle;

/// Draws a bar of this size, in points, whose part `done` of `total` is filled from the side where lines begin.
pub(crate) fn meter(ui: &mut Ui, size: Vec2, (done, total): (usize, usize), color: Color32) {
    let look = WidgetStyle::of(ui.ctx());
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let width = whole.width() * done as f32 / total.max(1) as f32;
    let filled =
        if look.is_rtl() { whole.with_min_x(whole.right() - width) } else { whole.with_max_x(whole.left() + width) };
    ui.painter().rect_filled(whole, size.y / 2.0, look.theme.line);
    ui.painter().rect_filled(filled, size.y / 2.0, color);
}
