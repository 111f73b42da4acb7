//! Scroll areas that egui does not offer: the scrollbar has a name, covers nothing, and is at the side where the
//! interface's lines end.

use eframe::egui::{Id, Layout, Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::WidgetStyle;
use crate::gui::theme::size;

/// How far a list extends into the margin beside it, for its scrollbar, in points.
const BAR: f32 = 12.0;

/// Names the vertical scrollbar of egui's scroll area `area` for screen readers, if it has one.
pub(super) fn name_scrollbar(ui: &Ui, area: Id, name: &str) {
    let bar = area.with(1_usize);
    if ui.ctx().has_accesskit_node(bar) {
        ui.ctx().accesskit_node_builder(bar, |node| node.set_label(name));
    }
}

/// Allocates the whole available width. The scroll area in it extends into the margin where lines end, so that its
/// scrollbar covers nothing.
pub(super) fn with_margin(ui: &mut Ui, height: f32, builder: UiBuilder) -> (Rect, Ui) {
    let is_rtl = WidgetStyle::of(ui.ctx()).is_rtl();
    let inner = Rect::from_min_size(ui.available_rect_before_wrap().min, vec2(ui.available_width(), height));
    ui.advance_cursor_after_rect(inner);
    let outer = if is_rtl { inner.with_min_x(inner.left() - BAR) } else { inner.with_max_x(inner.right() + BAR) };
    let mut area = ui.new_child(builder.max_rect(outer));
    if is_rtl {
        // egui supports scrollbars on the right only: the rest of the width is the margin behind the bar.
        let scroll = &mut area.spacing_mut().scroll;
        scroll.bar_outer_margin = (outer.width() - scroll.bar_width - size::BAR_MARGIN).max(0.0);
    }
    (inner, area)
}

/// Adds contents that may be higher than `height` points, in the interface's direction.
pub(crate) fn scroll_column(ui: &mut Ui, (id, name): (&str, &str), height: f32, add: impl FnOnce(&mut Ui)) {
    let look = WidgetStyle::of(ui.ctx());
    let (inner, mut column) = with_margin(ui, height, UiBuilder::new());
    let area = ScrollArea::vertical().id_salt(id).max_height(height).min_scrolled_height(height);
    let shown = area.auto_shrink([false, false]).show(&mut column, |ui| {
        let place = Rect::from_x_y_ranges(inner.x_range(), ui.max_rect().y_range());
        let before = widgets_of(ui);
        ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(look.start())), add);
        follow_focus(ui, before);
    });
    name_scrollbar(ui, shown.id, name);
}

/// Draws what scrolls as [`scroll_column`] if it is long, and as it is otherwise.
pub(crate) fn scroll_if(ui: &mut Ui, is_long: bool, names: (&str, &str), height: f32, add: impl FnOnce(&mut Ui)) {
    if is_long { scroll_column(ui, names, height, add) } else { add(ui) }
}

/// How many widgets the layer of a `Ui` has so far.
fn widgets_of(ui: &Ui) -> usize {
    ui.ctx().viewport(|viewport| viewport.this_pass.widgets.get_layer(ui.layer_id()).count())
}

/// Scrolls to what has just got the keyboard focus among the widgets that were added after the first `before` ones.
fn follow_focus(ui: &Ui, before: usize) {
    let last = ui.scope_id().with("followed");
    let focused = ui.memory(|memory| memory.focused());
    if ui.data(|data| data.get_temp::<Option<Id>>(last)).flatten() == focused {
        return;
    }
    ui.data_mut(|data| data.insert_temp(last, focused));
    let place = ui.ctx().viewport(|viewport| {
        let mut added = viewport.this_pass.widgets.get_layer(ui.layer_id()).skip(before);
        added.find(|widget| Some(widget.id) == focused).map(|widget| widget.rect)
    });
    if let Some(place) = place.filter(|place| !ui.clip_rect().contains_rect(*place)) {
        ui.scroll_to_rect(place.expand2(vec2(0.0, size::GROUP)), None);
    }
}
