//! A switch of the legend.

use eframe::egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, vec2};

use super::{Shaped, Strip, WidgetStyle, control, icons};
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, Theme, size};

/// Widest name, in points; a longer one is shortened in the middle, and the whole is its tooltip.
const NAME: f32 = 200.0;

/// A chip that shows or hides a kind of highlight: swatch, name, count. Off, its swatch is an
/// outline and its text is dim.
#[must_use = "a chip is shown by `ui.add`"]
pub struct Chip<'a> {
    text: &'a str,
    count: &'a str,
    highlight: Highlight,
    is_on: bool,
}

impl<'a> Chip<'a> {
    /// A chip with its count in the digits of the interface.
    pub fn new(text: &'a str, count: &'a str, highlight: Highlight, is_on: bool) -> Self {
        Self { text, count, highlight, is_on }
    }
}

impl Widget for Chip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        const INSIDE: f32 = 12.0;
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let text = Shaped::elided_middle(ui.ctx(), self.text, TextRole::Body, NAME);
        let count = Shaped::line(ui.ctx(), self.count, TextRole::Body);
        let width = 2.0 * INSIDE + size::SWATCH + 6.0 + text.size().x + 6.0 + count.size().x;
        let (rect, response) = ui.allocate_exact_size(vec2(width, size::TARGET), Sense::click());
        if ui.is_rect_visible(rect) {
            let radius = (rect.height() / 2.0) as u8;
            let painter = ui.painter();
            let fill = if self.is_on { theme.card } else { theme.ground };
            painter.rect(rect, radius, fill, Stroke::new(size::HAIRLINE, theme.line), StrokeKind::Inside);
            control::paint_state(ui, theme, rect, radius, &response);
            control::paint_focus(ui, theme, rect, radius, &response);
            let mut strip = Strip::new(rect.shrink2(vec2(INSIDE, 0.0)), look);
            let swatch = icons::square(strip.leading(size::SWATCH), size::SWATCH);
            if self.is_on {
                painter.rect_filled(swatch, size::HIGHLIGHT_RADIUS, self.highlight.line);
            } else {
                let outline = Stroke::new(1.5, Theme::faded(self.highlight.line, 0.8));
                painter.rect_stroke(swatch, size::HIGHLIGHT_RADIUS, outline, StrokeKind::Inside);
            }
            let ink = control::ink(if self.is_on { theme.ink } else { theme.dim }, &response);
            strip.leading(6.0);
            text.paint(painter, strip.leading(text.size().x), strip.start(), ink);
            count.paint(painter, strip.rest(), strip.end(), ink);
        }
        control::announce_on(&response, Role::Switch, self.is_on, self.text);
        control::describe(&response, self.count);
        if text.is_cut { super::tooltip(response, self.text) } else { response }
    }
}
