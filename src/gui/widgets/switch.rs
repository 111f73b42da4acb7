//! A row that is switched on and off.

use eframe::egui::{Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, pos2, vec2};

use super::{Shaped, Strip, WidgetStyle, control};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Size of the switch itself, in points.
const WIDTH: f32 = 34.0;
const HEIGHT: f32 = 20.0;
/// White space around the knob, in points.
const GAP: f32 = 3.0;

/// A text with a switch at the far side; the whole row can be clicked. The knob of a switch that is on is at the side
/// where lines end.
#[must_use = "a switch is shown by `ui.add`"]
pub struct Switch<'a> {
    text: &'a str,
    is_on: bool,
}

impl<'a> Switch<'a> {
    /// A switch with its text.
    pub fn new(text: &'a str, is_on: bool) -> Self {
        Self { text, is_on }
    }
}

impl Widget for Switch<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            let mut strip = Strip::new(rect, look);
            let place = strip.trailing(WIDTH);
            let pill = Rect::from_center_size(place.center(), vec2(WIDTH, HEIGHT));
            let (fill, edge) = if self.is_on { (theme.accent, theme.accent) } else { (theme.field, theme.dim) };
            let stroke = Stroke::new(size::HAIRLINE, control::ink(edge, &response));
            painter.rect(pill, HEIGHT / 2.0, control::ink(fill, &response), stroke, StrokeKind::Inside);
            control::paint_state(ui, theme, pill, HEIGHT / 2.0, &response);
            let radius = HEIGHT / 2.0 - GAP;
            let at_right = self.is_on != look.is_rtl();
            let x = if at_right { pill.right() - radius - GAP } else { pill.left() + radius + GAP };
            let knob = if self.is_on { theme.accent_ink } else { theme.dim };
            painter.circle_filled(pos2(x, pill.center().y), radius, control::ink(knob, &response));
            control::paint_focus(ui, theme, pill.expand(3.0), HEIGHT / 2.0 + 3.0, &response);
            strip.trailing(size::INSIDE);
            let text = Shaped::elided(ui.ctx(), self.text, TextRole::Body, strip.rest().width());
            text.paint(painter, strip.rest(), strip.start(), control::ink(theme.ink, &response));
        }
        control::announce_on(&response, Role::Switch, self.is_on, self.text);
        response
    }
}
