//! A row with a bar and a number, which can be chosen.

use eframe::egui::{Rect, Response, Role, Sense, Ui, Widget, vec2};

use super::{Shaped, Strip, WidgetStyle, control};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Height of the bar, and width of the number, in points.
const BAR: f32 = 8.0;
const COUNT: f32 = 36.0;
/// The bar's part of the width.
const BAR_SHARE: f32 = 0.38;

/// A row: text, bar from where lines end, number.
#[must_use = "a row is shown by `ui.add`"]
pub struct BarRow<'a> {
    /// What is counted.
    pub text: &'a str,
    /// How many, in the digits of the interface.
    pub count: &'a str,
    /// The part of the longest bar, 0 to 1.
    pub share: f32,
    /// Whether it is chosen.
    pub is_on: bool,
}

impl Widget for BarRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::TARGET), Sense::click());
        let mut is_cut = false;
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            if self.is_on {
                painter.rect_filled(rect, size::HIGHLIGHT_RADIUS, theme.selection);
            }
            control::paint_state(ui, theme, rect, size::HIGHLIGHT_RADIUS, &response);
            control::paint_focus(ui, theme, rect, size::HIGHLIGHT_RADIUS, &response);
            let mut strip = Strip::new(rect.shrink2(vec2(size::STEP, 0.0)), look);
            let count = Shaped::line(ui.ctx(), self.count, TextRole::Strong);
            count.paint(painter, strip.trailing(COUNT), strip.end(), theme.ink);
            let bar = strip.trailing(rect.width() * BAR_SHARE);
            let width = bar.width() * self.share.clamp(0.0, 1.0);
            // Bars grow from the number to the text.
            let near = if look.is_rtl() { bar.left()..=bar.left() + width } else { bar.right() - width..=bar.right() };
            let bar = Rect::from_center_size(bar.center(), vec2(bar.width(), BAR));
            painter.rect_filled(Rect::from_x_y_ranges(near, bar.y_range()), 1.0, theme.dim);
            strip.trailing(size::INSIDE);
            let text = Shaped::elided(ui.ctx(), self.text, TextRole::Body, strip.rest().width());
            is_cut = text.is_cut;
            text.paint(painter, strip.rest(), strip.start(), theme.ink);
        }
        control::announce_on(&response, Role::Switch, self.is_on, self.text);
        control::describe(&response, self.count);
        if is_cut { super::tooltip(response, self.text) } else { response }
    }
}
