//! How far annotators agree about a label: a point on a line from 0 to 1, and numbers.

use eframe::egui::{Align, Color32, Rect, Response, Role, Sense, Stroke as Pen, Ui, Widget, pos2, vec2};

use super::{Shaped, Strip, WidgetStyle, control, icons};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Height of a row, in points.
const HEIGHT: f32 = 32.0;
/// Widths of the line and of each number, in points.
const LINE: f32 = 78.0;
const NUMBER: f32 = 46.0;
/// The same in a narrow row, and the width below which it is one.
const NARROW: f32 = 290.0;
const NARROW_LINE: f32 = 52.0;
const NARROW_NUMBER: f32 = 40.0;
/// The dashed line: agreement above it counts as good.
const GOOD: f32 = 0.8;
/// Radius of the point, and thickness of the line, in points.
const POINT: f32 = 5.0;
const THICK: f32 = 2.0;

/// A row: name, line, the number that the point stands for, two further numbers.
#[must_use = "a row is shown by `ui.add`"]
pub struct AgreementRow<'a> {
    /// The label's name and colour; no colour for all labels together.
    pub name: &'a str,
    /// See `name`.
    pub color: Option<Color32>,
    /// What the point stands for; `None` where it is not defined.
    pub value: Option<f64>,
    /// All three numbers as they are shown.
    pub numbers: [&'a str; 3],
    /// What was counted.
    pub tip: &'a str,
}

/// The places of a row's parts: name, line, numbers.
fn places(rect: Rect, look: WidgetStyle) -> (Rect, Rect, [Rect; 3]) {
    let mut strip = Strip::new(rect, look);
    let is_narrow = rect.width() < NARROW;
    let (line, number) = if is_narrow { (NARROW_LINE, NARROW_NUMBER) } else { (LINE, NUMBER) };
    let overlapping = strip.trailing(number);
    let exact = strip.trailing(number);
    let value = strip.trailing(number);
    let line = strip.trailing(line);
    strip.trailing(size::INSIDE);
    (strip.rest(), line, [value, exact, overlapping])
}

impl Widget for AgreementRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            let (name, line, numbers) = places(rect, look);
            let mut strip = Strip::new(name, look);
            if let Some(color) = self.color {
                painter.rect_filled(icons::square(strip.leading(size::SWATCH), size::SWATCH), 2, color);
                strip.leading(size::INSIDE);
            }
            super::label::paint(ui, strip.rest(), self.name, TextRole::Body, strip.start(), theme.ink);
            let end = Align::Max;
            let x = |share: f32| {
                let share = if look.is_rtl() { 1.0 - share } else { share };
                line.left() + POINT + share * (line.width() - 2.0 * POINT)
            };
            let y = line.center().y;
            painter.hline(x(0.0).min(x(1.0))..=x(0.0).max(x(1.0)), y, Pen::new(THICK, theme.line));
            for dash in [-9.0, -4.0, 1.0, 6.0] {
                let at = pos2(x(GOOD), y + dash);
                painter.vline(at.x, at.y..=at.y + 3.0, Pen::new(size::HAIRLINE, theme.dim));
            }
            if let Some(value) = self.value {
                let at = x(value.clamp(0.0, 1.0) as f32);
                let color = self.color.unwrap_or(theme.ink);
                painter.hline(x(0.0).min(at)..=x(0.0).max(at), y, Pen::new(THICK, color));
                painter.circle_filled(pos2(at, y), POINT, color);
            }
            for (number, (place, text)) in numbers.into_iter().zip(self.numbers).enumerate() {
                let role = if number == 0 { TextRole::Strong } else { TextRole::Body };
                let ink = if number == 0 { theme.ink } else { theme.dim };
                let side = if look.is_rtl() { Align::Min } else { end };
                Shaped::line(ui.ctx(), text, role).paint(painter, place, side, ink);
            }
        }
        control::announce(&response, Role::Label, self.name);
        control::describe(&response, self.tip);
        super::tooltip(response, self.tip)
    }
}

/// The head of such rows: what the name is, what the point stands for, what the other numbers are; 0 and 1 at the line's ends.
pub fn agreement_head(ui: &mut Ui, names: [&str; 4], ends: [&str; 2]) {
    let look = WidgetStyle::of(ui.ctx());
    let dim = look.theme.dim;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let (name, line, [value, exact, overlapping]) = places(rect, look);
    let (start, end) = if look.is_rtl() { (Align::Max, Align::Min) } else { (Align::Min, Align::Max) };
    let [label, of_value, of_exact, of_overlapping] = names;
    for (place, text, side) in [
        (name, label, start),
        (line, ends[0], start),
        (line, ends[1], end),
        (value, of_value, end),
        (exact, of_exact, end),
        (overlapping, of_overlapping, end),
    ] {
        super::label::paint(ui, place, text, TextRole::Small, side, dim);
    }
    control::announce(&response, Role::Label, &[label, of_value, of_exact, of_overlapping].join(" · "));
}
