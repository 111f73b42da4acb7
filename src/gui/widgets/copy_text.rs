//! A small text that is copied by a click.

use eframe::egui::{Response, Role, Sense, Ui, Widget, vec2};

use super::{Icon, Shaped, Strip, WidgetStyle, control, icons, tooltip};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// A line of small dim text with a copy icon; a click requests copying.
#[must_use = "it is shown by `ui.add`"]
pub struct CopyText<'a> {
    text: &'a str,
    name: &'a str,
}

impl<'a> CopyText<'a> {
    /// A text, and a description of the click as name for screen readers and as tooltip.
    pub fn new(text: &'a str, name: &'a str) -> Self {
        Self { text, name }
    }
}

impl Widget for CopyText<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let icon = size::ICON - 2.0;
        let around = size::STEP + icon;
        let shaped = Shaped::elided(ui.ctx(), self.text, TextRole::Small, (ui.available_width() - around).max(0.0));
        let (rect, response) = ui.allocate_exact_size(vec2(shaped.size().x + around, size::TARGET), Sense::click());
        if ui.is_rect_visible(rect) {
            let ink = if response.hovered() { look.theme.ink } else { look.theme.dim };
            control::paint_focus(ui, look.theme, rect.expand2(vec2(size::STEP, 0.0)), size::RADIUS, &response);
            let mut strip = Strip::new(rect, look);
            let place = strip.leading(shaped.size().x);
            shaped.paint(ui.painter(), place, look.start(), control::ink(ink, &response));
            strip.leading(size::STEP);
            let square = icons::square(strip.leading(icon), icon);
            icons::paint(ui.painter(), square, Icon::Copy, ink, look.is_rtl());
        }
        control::announce(&response, Role::Button, self.name);
        tooltip(response, self.name)
    }
}
