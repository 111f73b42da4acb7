//! A row of a line of states, the newest first.

use eframe::egui::{Response, Role, Stroke as Pen, Ui, pos2, vec2};

use super::change_row::ChangeSign;
use super::{ListPlace, Shaped, Strip, WidgetStyle, control, label};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Width of the line with its point, in points.
const LINE: f32 = 24.0;
/// Width of the time, in points.
const TIME: f32 = 96.0;
/// Radius of a point, in points.
const POINT: f32 = 4.0;

/// A row: a point on a thin line, the time, who or why, and counts at the far side. 30 points high.
#[must_use = "a row is shown by `show`"]
pub struct TimelineRow<'a> {
    /// When.
    pub time: &'a str,
    /// Who or why.
    pub what: &'a str,
    /// Counts with their signs, in the digits of the interface.
    pub counts: &'a [(ChangeSign, String)],
    /// Whether the point is hollow: the state is not saved.
    pub is_hollow: bool,
    /// Whether it is the chosen one.
    pub is_selected: bool,
    /// The text for screen readers.
    pub name: &'a str,
    /// Details for the tooltip; may be empty.
    pub tip: &'a str,
}

impl TimelineRow<'_> {
    /// Shows the row at its position in a list.
    pub fn show(self, ui: &mut Ui, place: ListPlace) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let (rect, response) = place.room(ui, vec2(ui.available_width(), size::ROW));
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            if self.is_selected {
                painter.rect_filled(rect, size::RADIUS, theme.selection);
            }
            control::paint_state(ui, theme, rect, size::RADIUS, &response);
            let mut strip = Strip::new(rect, look);
            let middle = strip.leading(LINE).center();
            let gap = ui.spacing().item_spacing.y;
            let hairline = Pen::new(size::HAIRLINE, theme.dim);
            if !place.is_first() {
                painter.line_segment([pos2(middle.x, rect.top() - gap), pos2(middle.x, middle.y - POINT)], hairline);
            }
            if !place.is_last() {
                painter.line_segment([pos2(middle.x, middle.y + POINT), pos2(middle.x, rect.bottom())], hairline);
            }
            if self.is_hollow {
                painter.circle_stroke(middle, POINT, Pen::new(size::RING, theme.warning.line));
            } else {
                painter.circle_filled(middle, POINT, theme.dim);
            }
            let dim = if self.is_selected { theme.ink } else { theme.dim };
            strip.trailing(size::INSIDE);
            for (sign, count) in self.counts.iter().rev() {
                let text = Shaped::line(ui.ctx(), count, TextRole::Small);
                let color = if self.is_selected { theme.ink } else { sign.color(theme) };
                text.paint(painter, strip.trailing(text.size().x), strip.start(), color);
                strip.trailing(size::STEP + 2.0);
            }
            let time = strip.leading(TIME);
            label::paint(ui, time, self.time, TextRole::Body, strip.start(), theme.ink);
            label::paint(ui, strip.rest(), self.what, TextRole::Small, strip.start(), dim);
            control::paint_focus(ui, theme, rect, size::RADIUS, &response);
        }
        control::announce_chosen(&response, Role::ListBoxOption, self.is_selected, self.name);
        place.announce(&response);
        if self.tip.is_empty() { response } else { super::tooltip(response, self.tip) }
    }
}
