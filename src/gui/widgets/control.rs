//! Common parts of all controls: fills for their states, the focus ring, the accessible name.

use eframe::egui::{Color32, CornerRadius, Rect, Response, Role, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::gui::i18n::without_isolates;
use crate::gui::theme::{Theme, size};

/// The fill laid over a control under the pointer or pressed.
pub(super) fn state_fill(theme: &Theme, response: &Response) -> Option<Color32> {
    if !response.enabled() {
        None
    } else if response.is_pointer_button_down_on() {
        Some(theme.pressed)
    } else if response.hovered() {
        Some(theme.hover)
    } else {
        None
    }
}

/// Paints the states of a control over its own background.
pub(super) fn paint_state(ui: &Ui, theme: &Theme, rect: Rect, radius: impl Into<CornerRadius>, response: &Response) {
    if let Some(fill) = state_fill(theme, response) {
        ui.painter().rect_filled(rect, radius, fill);
    }
}

/// The corners of one of several parts in one frame: round at the frame's ends.
pub(super) fn part_corners(at: usize, count: usize, is_rtl: bool) -> CornerRadius {
    let (is_first, is_last) = (at == 0, at + 1 == count);
    let (left, right) = if is_rtl { (is_last, is_first) } else { (is_first, is_last) };
    let radius = |is_end: bool| if is_end { size::RADIUS } else { 0 };
    let (left, right) = (radius(left), radius(right));
    CornerRadius { nw: left, sw: left, ne: right, se: right }
}

/// Paints the line between a part and the next one.
pub(super) fn paint_part_end(ui: &Ui, theme: &Theme, rect: Rect, is_rtl: bool) {
    let x = if is_rtl { rect.left() } else { rect.right() };
    ui.painter().vline(x, rect.y_range(), Stroke::new(size::HAIRLINE, theme.line));
}

/// Paints the focus ring.
pub(super) fn paint_focus(ui: &Ui, theme: &Theme, rect: Rect, radius: impl Into<CornerRadius>, response: &Response) {
    if response.has_focus() {
        let ring = Stroke::new(size::RING, theme.accent);
        ui.painter().rect_stroke(rect, radius, ring, StrokeKind::Inside);
    }
}

/// The colour of a control's text.
pub(super) fn ink(color: Color32, response: &Response) -> Color32 {
    if response.enabled() { color } else { Theme::faded(color, 0.45) }
}

/// Gives a control its role and its name for screen readers.
pub(super) fn announce(response: &Response, role: Role, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, response.enabled(), without_isolates(name)));
}

/// Like [`announce`], for a control that is on or off.
pub(super) fn announce_on(response: &Response, role: Role, is_on: bool, name: &str) {
    response.widget_info(|| WidgetInfo::selected(role, response.enabled(), is_on, without_isolates(name)));
}

/// Like [`announce`], for one of several that can be chosen: a row, a tab.
pub(super) fn announce_chosen(response: &Response, role: Role, is_chosen: bool, name: &str) {
    announce(response, role, name);
    response.ctx.accesskit_node_builder(response.id, |node| node.set_selected(is_chosen));
}

/// Adds a description for screen readers after the name: a count, a second name.
pub(super) fn describe(response: &Response, text: &str) {
    let text = without_isolates(text).into_owned();
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(text));
}
