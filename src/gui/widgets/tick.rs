//! A box that is ticked or not, before its text.

use eframe::egui::{Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, vec2};

use super::{Icon, Shaped, Strip, WidgetStyle, control, icons};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Side of the box, in points.
const SIDE: f32 = 16.0;

/// A text with a box before it and a count after it; all of it can be clicked.
#[must_use = "a tick box is shown by `ui.add`"]
pub struct Tick<'a> {
    text: &'a str,
    count: &'a str,
    is_on: bool,
}

impl<'a> Tick<'a> {
    /// A box with its text.
    pub fn new(text: &'a str, is_on: bool) -> Self {
        Self { text, count: "", is_on }
    }

    /// A count after the text, in the digits of the interface.
    pub fn count(mut self, count: &'a str) -> Self {
        self.count = count;
        self
    }
}

impl Widget for Tick<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let text = Shaped::line(ui.ctx(), self.text, TextRole::Body);
        let count = (!self.count.is_empty()).then(|| Shaped::line(ui.ctx(), self.count, TextRole::Strong));
        let count_width = count.as_ref().map_or(0.0, |count| count.size().x + size::INSIDE);
        let width = SIDE + size::INSIDE + text.size().x + count_width + 2.0 * size::STEP;
        let (rect, response) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::click());
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            control::paint_state(ui, theme, rect, size::RADIUS, &response);
            let mut strip = Strip::new(rect.shrink2(vec2(size::STEP, 0.0)), look);
            let square = Rect::from_center_size(strip.leading(SIDE).center(), Vec2::splat(SIDE));
            let (fill, edge) = if self.is_on { (theme.accent, theme.accent) } else { (theme.field, theme.dim) };
            let edge = Stroke::new(size::HAIRLINE, control::ink(edge, &response));
            painter.rect(square, size::HIGHLIGHT_RADIUS, control::ink(fill, &response), edge, StrokeKind::Inside);
            if self.is_on {
                icons::paint(painter, icons::square(square, SIDE - 4.0), Icon::Check, theme.accent_ink, false);
            }
            strip.leading(size::INSIDE);
            let side = strip.start();
            text.paint(painter, strip.leading(text.size().x), side, control::ink(theme.ink, &response));
            if let Some(count) = count {
                strip.leading(size::INSIDE);
                count.paint(painter, strip.leading(count.size().x), side, control::ink(theme.ink, &response));
            }
            control::paint_focus(ui, theme, rect, size::RADIUS, &response);
        }
        control::announce_on(&response, Role::CheckBox, self.is_on, self.text);
        if !self.count.is_empty() {
            control::describe(&response, self.count);
        }
        response
    }
}
