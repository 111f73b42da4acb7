//! The round letter that stands for an annotator.

use eframe::egui::{Align, Painter, Rect};

use super::{Shaped, WidgetStyle};
use crate::gui::text::TextRole;

/// Half its width, in points.
const RADIUS: f32 = 10.0;
/// The colours of labels that it has, one annotator after another: they are far from each other in every theme.
const COLORS: [usize; 6] = [4, 7, 10, 5, 8, 9];

/// Paints the letter of the annotator with this number, from 0, into the middle of a place.
pub(crate) fn paint_annotator(painter: &Painter, place: Rect, number: usize, letter: &str) {
    let theme = WidgetStyle::of(painter.ctx()).theme;
    let color = theme.labels[COLORS[number % COLORS.len()]].line;
    painter.circle_filled(place.center(), RADIUS, color);
    let letter = Shaped::line(painter.ctx(), letter, TextRole::Small);
    letter.paint(painter, place, Align::Center, theme.paper);
}
