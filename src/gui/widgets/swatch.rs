//! A theme to choose, shown as a small page.

use eframe::egui::{Align, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, vec2};

use super::{Shaped, WidgetStyle, control};
use crate::gui::text::TextRole;
use crate::gui::theme::{Theme, size};

/// Height of the page and of the name below it, in points.
const PAGE: f32 = 34.0;
const NAME: f32 = 20.0;

/// A letter in the theme's ink on its paper, with its name below. With two themes each has a half: the choice that
/// follows the system.
#[must_use = "a swatch is shown by `ui.add`"]
pub struct ThemeSwatch<'a> {
    name: &'a str,
    themes: &'a [&'static Theme],
    is_chosen: bool,
    width: f32,
}

impl<'a> ThemeSwatch<'a> {
    /// A swatch of a width in points.
    pub fn new(name: &'a str, themes: &'a [&'static Theme], is_chosen: bool, width: f32) -> Self {
        Self { name, themes, is_chosen, width }
    }
}

impl Widget for ThemeSwatch<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = WidgetStyle::of(ui.ctx()).theme;
        let wanted = vec2(self.width, PAGE + NAME + size::STEP);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            let page = Rect::from_min_size(rect.min, vec2(rect.width(), PAGE)).shrink(3.0);
            let half = page.width() / self.themes.len().max(1) as f32;
            for (index, shown) in self.themes.iter().enumerate() {
                let left = page.left() + half * index as f32;
                let part = Rect::from_x_y_ranges(left..=left + half, page.y_range());
                // Full width, so that the corners stay round; the next one covers the excess.
                let clipped = painter.with_clip_rect(part.intersect(ui.clip_rect()));
                clipped.rect_filled(page, size::RADIUS, shown.paper);
                let letter = Shaped::line(ui.ctx(), "ع", TextRole::Strong);
                letter.paint(&clipped, part, Align::Center, shown.ink);
            }
            let edge = if response.hovered() { theme.dim } else { theme.line };
            painter.rect_stroke(page, size::RADIUS, Stroke::new(size::HAIRLINE, edge), StrokeKind::Inside);
            if self.is_chosen {
                let ring = Stroke::new(size::RING, theme.accent);
                painter.rect_stroke(page.expand(3.0), size::RADIUS + 2, ring, StrokeKind::Inside);
            }
            let name = Rect::from_min_max(page.left_bottom() + vec2(-3.0, size::STEP), rect.max);
            let color = if self.is_chosen { theme.ink } else { theme.dim };
            Shaped::elided(ui.ctx(), self.name, TextRole::Small, name.width()).paint(
                painter,
                name,
                Align::Center,
                control::ink(color, &response),
            );
            control::paint_focus(ui, theme, rect.expand(2.0), size::RADIUS, &response);
        }
        control::announce_on(&response, Role::RadioButton, self.is_chosen, self.name);
        response
    }
}
