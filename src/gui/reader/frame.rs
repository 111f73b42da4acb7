//! The position of the text in the window.

use eframe::egui::{Pos2, Rect};

/// The position of the text in the window.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// The page's rectangle, in points.
    pub(super) rect: Rect,
    /// Left edge of the column, in points.
    pub(super) column_left: f32,
    /// Physical pixels in a point.
    pub(super) ppp: f32,
}

impl Frame {
    /// A point of the window in pixels of the column.
    pub(super) fn to_column_px(self, at: Pos2) -> (f32, f32) {
        ((at.x - self.column_left) * self.ppp, (at.y - self.rect.top()) * self.ppp)
    }

    /// A rectangle in pixels of the column, in points of the window.
    pub(super) fn to_points(self, left: f32, top: f32, right: f32, bottom: f32) -> Rect {
        Rect::from_min_max(
            Pos2::new(self.column_left + left / self.ppp, self.rect.top() + top / self.ppp),
            Pos2::new(self.column_left + right / self.ppp, self.rect.top() + bottom / self.ppp),
        )
    }
}
