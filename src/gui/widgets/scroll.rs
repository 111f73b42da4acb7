//! What egui's scroll areas lack: a name of their bar, and a place for it in an Arabic interface.

use eframe::egui::accesskit::Role;
use eframe::egui::{Id, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::Look;
use crate::gui::theme::size;

/// How far a list reaches into the margin beside it, for its scrollbar, in points.
const BAR: f32 = 12.0;

/// Names the vertical scrollbar of egui's scroll area `area` for screen readers, where it has one.
pub fn name_scrollbar(ui: &Ui, area: Id, name: &str) {
    let bar = area.with(1_usize);
    if ui.ctx().has_accesskit_node(bar) {
        ui.ctx().accesskit_node_builder(bar, |node| node.set_label(name));
    }
}

/// Lets the bar of a scroll area as wide as `ui` stand where lines of the interface end. egui knows
/// bars at the right only: at the left, the rest of the width is the margin behind the bar.
pub fn mirror_scrollbar(ui: &mut Ui) {
    if Look::of(ui.ctx()).is_rtl() {
        let width = ui.available_width();
        let scroll = &mut ui.spacing_mut().scroll;
        scroll.bar_outer_margin = (width - scroll.bar_width - scroll.bar_outer_margin).max(0.0);
    }
}

/// A list of rows of a height in points, of which only those in view are made. Its scrollbar
/// stands in the margin beside it and covers no row. The `wanted` row is scrolled into view.
pub fn scroll_rows(
    ui: &mut Ui,
    (id, name): (&str, &str),
    height: f32,
    count: usize,
    wanted: Option<usize>,
    mut row: impl FnMut(&mut Ui, usize),
) {
    let look = Look::of(ui.ctx());
    let inner = Rect::from_min_size(ui.available_rect_before_wrap().min, vec2(ui.available_width(), height));
    ui.advance_cursor_after_rect(inner);
    let outer =
        if look.is_rtl() { inner.with_min_x(inner.left() - BAR) } else { inner.with_max_x(inner.right() + BAR) };
    let builder = UiBuilder::new().max_rect(outer);
    let mut list = ui.new_child(builder.accessibility_role(Role::ListBox).accessibility_label(name));
    mirror_scrollbar(&mut list);
    let area = ScrollArea::vertical().id_salt(id).max_height(height).min_scrolled_height(height);
    let shown = area.auto_shrink([false, false]).show_rows(&mut list, size::ROW, count, |ui, range| {
        let place = Rect::from_x_y_ranges(inner.x_range(), ui.max_rect().y_range());
        if let Some(wanted) = wanted {
            let step = size::ROW + ui.spacing().item_spacing.y;
            let top = place.top() + (wanted as f32 - range.start as f32) * step;
            ui.scroll_to_rect(Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), size::ROW)), None);
        }
        ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(look.start())), |ui| {
            for index in range {
                row(ui, index);
            }
        });
    });
    name_scrollbar(ui, shown.id, name);
}
