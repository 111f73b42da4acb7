//! A key as it is shown beside what it does.

use eframe::egui::{Align, Color32, Context, Painter, Rect, Stroke, StrokeKind, vec2};

use super::Shaped;
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Height of a key, and its least width, in points.
const KEY: f32 = 18.0;

/// Keys in small text with a hairline around them.
pub(crate) struct Keycap(Shaped);

impl Keycap {
    /// Keys, as they are written on them.
    pub(crate) fn new(ctx: &Context, keys: &str) -> Self {
        Self(Shaped::line(ctx, keys, TextRole::Small))
    }

    /// Its width, in points.
    pub(crate) fn width(&self) -> f32 {
        (self.0.size().x + size::INSIDE).max(KEY)
    }

    /// Paints it into the middle of a place.
    pub(crate) fn paint(&self, painter: &Painter, place: Rect, edge: Color32, ink: Color32) {
        let frame = Rect::from_center_size(place.center(), vec2(self.width(), KEY));
        painter.rect_stroke(frame, size::STEP, Stroke::new(size::HAIRLINE, edge), StrokeKind::Inside);
        self.0.paint(painter, frame, Align::Center, ink);
    }
}
