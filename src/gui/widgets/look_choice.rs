//! The look of a label's marks: as a swatch, and to be chosen by colour or by line.

use eframe::egui::{
    Align, Color32, Painter, Pos2, Rect, Response, Role, Sense, Stroke as Pen, StrokeKind, Ui, Widget, pos2, vec2,
};

use super::{Shaped, Strip, WidgetStyle, control, tooltip};
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, size};
use crate::layout::Stroke;

/// Height of a colour to choose, in points.
const HEIGHT: f32 = 42.0;
/// Width of each of its two samples, and the space around them, in points.
const SAMPLE: f32 = 30.0;
const AROUND: f32 = 6.0;
/// Width of the line under a sample, in points.
const LINE: f32 = 3.0;
/// Width of a line style to choose, and of the line in it, in points.
const STYLE: f32 = 46.0;
const STYLE_LINE: f32 = 22.0;

/// Paints a rectangle as a mark is painted under words.
pub(crate) fn paint_look(painter: &Painter, rect: Rect, colors: Highlight, stroke: Stroke, line: f32) {
    painter.rect_filled(rect, size::HIGHLIGHT_RADIUS, colors.fill);
    paint_line(painter, rect.x_range().into(), rect.bottom(), colors.line, (stroke, line));
}

fn paint_line(
    painter: &Painter,
    across: std::ops::RangeInclusive<f32>,
    bottom: f32,
    color: Color32,
    (stroke, line): (Stroke, f32),
) {
    for [left, top, right, bottom] in stroke.pieces([*across.start(), *across.end()], bottom, line) {
        painter.rect_filled(Rect::from_min_max(Pos2::new(left, top), Pos2::new(right, bottom)), 0, color);
    }
}

/// A colour to choose: its sample on light and on dark ground, and its contrasts.
#[must_use = "a choice is shown by `ui.add`"]
pub struct ColorChoice<'a> {
    /// The ink and the colours on each ground.
    pub samples: [(Color32, Highlight); 2],
    /// The line under the samples.
    pub stroke: Stroke,
    /// The least contrast of text and of the line.
    pub contrasts: [&'a str; 2],
    /// Whether these are enough; others can be seen and not chosen.
    pub is_fine: bool,
    /// Whether another label has it.
    pub is_taken: bool,
    /// Whether it is the chosen one.
    pub is_chosen: bool,
    /// Its name, and whatever else is to be said of it.
    pub name: &'a str,
    /// Its width, in points.
    pub width: f32,
}

impl Widget for ColorChoice<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let sense = if self.is_fine { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(self.width, HEIGHT), sense);
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            let edge = Pen::new(size::HAIRLINE, theme.line);
            painter.rect(rect, size::RADIUS, theme.card, edge, StrokeKind::Inside);
            control::paint_state(ui, theme, rect, size::RADIUS, &response);
            let mut strip = Strip::new(rect.shrink(AROUND), look);
            for (ink, colors) in self.samples {
                let place = strip.leading(SAMPLE);
                painter.rect_filled(place, 0, colors.fill);
                paint_line(painter, place.x_range().into(), place.bottom(), colors.line, (self.stroke, LINE));
                let letters = Shaped::line(ui.ctx(), "أب", TextRole::Body);
                letters.paint(painter, place.with_max_y(place.bottom() - LINE), Align::Center, ink);
            }
            strip.leading(AROUND);
            let numbers = strip.rest();
            let color = if self.is_fine { theme.dim } else { theme.warning.line };
            let color = if self.is_chosen { theme.ink } else { color };
            for (text, place) in self
                .contrasts
                .into_iter()
                .zip([numbers.with_max_y(numbers.center().y), numbers.with_min_y(numbers.center().y)])
            {
                // Figures are cut in a narrow space rather than painted over the edge; they are spoken, too.
                Shaped::elided(ui.ctx(), text, TextRole::Small, place.width()).paint(
                    painter,
                    place,
                    strip.end(),
                    color,
                );
            }
            if self.is_taken {
                let at =
                    if look.is_rtl() { rect.right_top() + vec2(-5.0, 5.0) } else { rect.left_top() + vec2(5.0, 5.0) };
                painter.circle_filled(at, 3.0, theme.dim);
            }
            if self.is_chosen {
                let ring = Pen::new(size::RING, theme.accent);
                painter.rect_stroke(rect, size::RADIUS, ring, StrokeKind::Inside);
            }
            control::paint_focus(ui, theme, rect.expand(2.0), size::RADIUS, &response);
        }
        control::announce_on(&response, Role::RadioButton, self.is_chosen, self.name);
        tooltip(response, self.name)
    }
}

/// Line styles of which one is chosen: each with its name and whether it can be chosen.
#[must_use = "a choice is shown by `show`"]
pub struct LineChoice<'a> {
    /// The styles.
    pub styles: &'a [(Stroke, String, bool)],
    /// The chosen one.
    pub chosen: usize,
}

impl LineChoice<'_> {
    /// Shows them in one frame; returns the one that was clicked.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let count = self.styles.len();
        let width = STYLE.min(ui.available_width() / count.max(1) as f32);
        let (whole, _) = ui.allocate_exact_size(vec2(width * count as f32, size::ROW), Sense::hover());
        let id = ui.next_auto_id();
        ui.skip_ahead_auto_ids(1);
        let mut strip = Strip::new(whole, look);
        let mut clicked = None;
        for (at, (stroke, name, is_free)) in self.styles.iter().enumerate() {
            let rect = strip.leading(width);
            let is_chosen = at == self.chosen;
            let sense = if *is_free || is_chosen { Sense::click() } else { Sense::hover() };
            let response = ui.interact(rect, id.with(at), sense);
            let corners = control::part_corners(at, count, look.is_rtl());
            if ui.is_rect_visible(rect) {
                if is_chosen {
                    ui.painter().rect_filled(rect, corners, theme.selection);
                }
                control::paint_state(ui, theme, rect, corners, &response);
                let color = if is_chosen || *is_free { theme.ink } else { theme.line };
                let middle = rect.center();
                let bottom = middle.y + stroke.height(2.0) / 2.0;
                let across = middle.x - STYLE_LINE / 2.0..=middle.x + STYLE_LINE / 2.0;
                paint_line(ui.painter(), across, bottom, color, (*stroke, 2.0));
                if at + 1 < count {
                    control::paint_part_end(ui, theme, rect, look.is_rtl());
                }
                control::paint_focus(ui, theme, rect, corners, &response);
            }
            control::announce_on(&response, Role::RadioButton, is_chosen, name);
            if tooltip(response, name).clicked() && !is_chosen {
                clicked = Some(at);
            }
        }
        let edge = Rect::from_min_max(pos2(whole.left(), whole.top()), whole.max);
        ui.painter().rect_stroke(edge, size::RADIUS, Pen::new(size::HAIRLINE, theme.line), StrokeKind::Inside);
        clicked
    }
}
