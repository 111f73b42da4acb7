//! A row of a map's key: a number on its colour, a name, and a count. It is a switch: only this one is shown, or all.

use eframe::egui::{Align, Color32, Response, Role, Sense, Stroke, Ui, Widget, vec2};

use super::{Shaped, Strip, WidgetStyle, control, tooltip};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Height of a row, and radius of its disc, in points.
const HEIGHT: f32 = 30.0;
const DISC: f32 = 10.0;

/// A row of a map's key.
#[must_use = "a row is shown by `ui.add`"]
pub struct SeriesRow<'a> {
    /// The number in the disc, in the digits of the interface.
    pub number: &'a str,
    /// The disc's colour, that of the number on it, and that of its edge.
    pub colors: [Color32; 3],
    /// The name.
    pub name: &'a str,
    /// The name in the other language; may be empty.
    pub second: &'a str,
    /// The count, in the digits of the interface.
    pub count: &'a str,
    /// Whether only this one is shown.
    pub is_only: bool,
    /// Whether another one is.
    pub is_dim: bool,
    /// What is said of it.
    pub spoken: &'a str,
}

impl Widget for SeriesRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
        let mut is_cut = false;
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            if self.is_only {
                painter.rect_filled(rect, size::RADIUS, theme.selection);
            }
            control::paint_state(ui, theme, rect, size::RADIUS, &response);
            control::paint_focus(ui, theme, rect, size::RADIUS, &response);
            let mut strip = Strip::new(rect.shrink2(vec2(size::STEP, 0.0)), look);
            let disc = strip.leading(2.0 * DISC);
            let [fill, on, edge] = self.colors;
            let fill = if self.is_dim { Color32::TRANSPARENT } else { fill };
            painter.circle(disc.center(), DISC - 0.5, fill, Stroke::new(size::HAIRLINE, edge));
            let figure = Shaped::line(ui.ctx(), self.number, TextRole::Small);
            figure.paint(painter, disc, Align::Center, if self.is_dim { theme.dim } else { on });
            strip.leading(size::INSIDE);
            let count = Shaped::line(ui.ctx(), self.count, TextRole::Body);
            let dim = if self.is_only { theme.ink } else { theme.dim };
            count.paint(painter, strip.trailing(count.size().x), strip.end(), dim);
            strip.trailing(size::INSIDE);
            let name = Shaped::elided(ui.ctx(), self.name, TextRole::Body, strip.rest().width());
            is_cut = name.is_cut;
            name.paint(painter, strip.leading(name.size().x), strip.start(), theme.ink);
            strip.leading(size::INSIDE);
            let second = Shaped::line(ui.ctx(), self.second, TextRole::Small);
            // Half a name helps nobody.
            if second.size().x <= strip.rest().width() {
                second.paint(painter, strip.rest(), strip.start(), dim);
            }
        }
        control::announce_on(&response, Role::Switch, self.is_only, self.spoken);
        if is_cut { tooltip(response, self.name) } else { response }
    }
}
