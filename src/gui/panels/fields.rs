//! How the parts of a form stand: beside each other, or in a frame.

use eframe::egui::{CornerRadius, Frame, Margin, Sense, Stroke as Pen, Ui, UiBuilder, vec2};

use crate::gui::theme::size;
use crate::gui::widgets::{Strip, WidgetStyle};

/// Width of the form from which fields stand beside each other, in points.
const FIELDS_BESIDE: f32 = 420.0;
/// Space between fields that stand beside each other, in points.
const BETWEEN: f32 = 12.0;

/// Controls in a frame of their own, as a question or the opened part of a list.
pub(super) fn framed(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let look = WidgetStyle::of(ui.ctx());
    let edge = Pen::new(size::HAIRLINE, look.theme.line);
    let frame = Frame::new()
        .fill(look.theme.card)
        .stroke(edge)
        .corner_radius(CornerRadius::same(size::CARD_RADIUS))
        .inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
        look.column(ui, add);
    });
    ui.add_space(size::INSIDE);
}

/// Columns of the same width beside each other, or below each other where there is no room.
pub(super) fn beside(ui: &mut Ui, count: usize, mut add: impl FnMut(&mut Ui, usize)) {
    let look = WidgetStyle::of(ui.ctx());
    let width = ui.available_width();
    if width < FIELDS_BESIDE {
        (0..count).for_each(|at| add(ui, at));
        return;
    }
    let each = (width - BETWEEN * (count as f32 - 1.0)) / count as f32;
    let whole = ui.available_rect_before_wrap();
    let mut strip = Strip::new(whole, look);
    let mut bottom = whole.top();
    for at in 0..count {
        let place = strip.leading(each);
        strip.leading(BETWEEN);
        let layout = eframe::egui::Layout::top_down(look.start());
        let mut part = ui.new_child(UiBuilder::new().max_rect(place).layout(layout).id_salt(at));
        part.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
        add(&mut part, at);
        bottom = bottom.max(part.min_rect().bottom());
    }
    ui.allocate_rect(whole.with_max_y(bottom), Sense::hover());
}
