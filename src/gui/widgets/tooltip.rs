//! The words that appear beside a control under the pointer.

use eframe::egui::{Align, Context, Layout, Response, Role, Sense, Tooltip, vec2};

use super::{Shaped, WidgetStyle, control};
use crate::gui::pointer;
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Shows a text while the pointer rests on a control.
pub(crate) fn tooltip(response: Response, text: &str) -> Response {
    show(Tooltip::for_enabled(&response), &response.ctx, text);
    response
}

/// Like [`tooltip`], with the keyboard shortcut at its end: `Ctrl+S`.
pub(crate) fn tooltip_with_keys(response: Response, text: &str, keys: Option<&str>) -> Response {
    match keys {
        // No-break spaces keep the line from ending before the keys, which run from left to right in any language.
        Some(keys) => tooltip(response, &format!("{text}\u{a0}\u{a0}\u{a0}\u{2066}{keys}\u{2069}")),
        None => tooltip(response, text),
    }
}

/// Shows a text beside the pointer, for large controls whose text depends on the position.
pub(crate) fn tooltip_at_pointer(response: &Response, text: &str) {
    show(Tooltip::for_enabled(response).at_pointer().gap(size::GROUP), &response.ctx, text);
}

/// On one line if it is not wider than a tooltip may be. The width is that of this text: egui would use the previous
/// one, or round it so that the last word wraps.
fn show(tooltip: Tooltip<'_>, ctx: &Context, text: &str) {
    if !pointer::is_meant(ctx) {
        return;
    }
    let ink = WidgetStyle::of(ctx).theme.ink;
    let width = Shaped::line(ctx, text, TextRole::Small).size().x.ceil().min(size::TOOLTIP) + 1.0;
    tooltip.layout(Layout::top_down(Align::Min)).width(width).show(|ui| {
        ui.set_width(width);
        let shaped = Shaped::wrapped(ui.ctx(), text, TextRole::Small, width);
        let (rect, response) = ui.allocate_exact_size(vec2(width, shaped.size().y), Sense::hover());
        shaped.paint(ui.painter(), rect, if shaped.is_rtl() { Align::Max } else { Align::Min }, ink);
        control::announce(&response, Role::Label, text);
    });
}
