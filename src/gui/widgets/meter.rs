//! A bar that shows how much of something is done.

use eframe::egui::{Color32, Painter, Rect, Sense, Ui, Vec2};

use super::WidgetStyle;

/// Draws a bar of this size, in points, whose part `done` of `total` is filled from the side where lines begin.
pub(crate) fn meter(ui: &mut Ui, size: Vec2, (done, total): (usize, usize), color: Color32) {
    let look = WidgetStyle::of(ui.ctx());
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    paint_meter(ui.painter(), look, whole, done as f32 / total.max(1) as f32, color);
}

/// Paints such a bar, filled up to a share, 0 to 1.
pub(super) fn paint_meter(painter: &Painter, look: WidgetStyle, whole: Rect, share: f32, color: Color32) {
    let width = whole.width() * share.clamp(0.0, 1.0);
    let filled =
        if look.is_rtl() { whole.with_min_x(whole.right() - width) } else { whole.with_max_x(whole.left() + width) };
    painter.rect_filled(whole, whole.height() / 2.0, look.theme.line);
    painter.rect_filled(filled, whole.height() / 2.0, color);
}
