//! The words that appear beside a control under the pointer.

use eframe::egui::{Align, Layout, Response, Tooltip, Ui, vec2};

use super::{Label, Look, Shaped};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Shows a text while the pointer rests on a control.
pub fn tooltip(response: Response, text: &str) -> Response {
    show(&response, |ui| {
        ui.add(Label::new(text).role(TextRole::Small).wrapped());
    });
    response
}

/// As [`tooltip`], with the keys that do the same: `Ctrl+S`.
pub fn tooltip_with_keys(response: Response, text: &str, keys: Option<&str>) -> Response {
    let Some(keys) = keys else {
        return tooltip(response, text);
    };
    // One line: the keys stand behind the text, isolated by whoever made them.
    tooltip(response, &format!("{text}  {keys}"))
}

/// Shows a text beside the pointer: for what is large and tells of the place under it.
pub fn tooltip_at_pointer(response: &Response, text: &str) {
    let layout = Layout::top_down(Align::Min);
    // As wide as this text: the one before it, on another place, may have been short.
    let width = Shaped::line(&response.ctx, text, TextRole::Small).size().x.ceil().min(size::TOOLTIP);
    Tooltip::for_enabled(response).at_pointer().gap(size::GROUP).layout(layout).show(|ui| {
        ui.set_width(width + 1.0);
        ui.add(Label::new(text).role(TextRole::Small).wrapped());
    });
}

fn show(response: &Response, add: impl FnOnce(&mut Ui)) {
    let look = Look::of(&response.ctx);
    // Text is aligned by the label; a column from the left lets the tooltip shrink to it.
    let layout = Layout::top_down(Align::Min);
    Tooltip::for_enabled(response).layout(layout).width(size::TOOLTIP).show(|ui| {
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
        ui.visuals_mut().override_text_color = Some(look.theme.ink);
        add(ui);
    });
}
