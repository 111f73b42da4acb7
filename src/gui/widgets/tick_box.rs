//! A box that is ticked, not ticked, or ticked for some of what it stands for; painted inside of a row.

use eframe::egui::{Painter, Rect, Stroke, StrokeKind, Vec2, vec2};

use super::{Icon, icons};
use crate::gui::theme::{Theme, size};

/// Side of the box, in points.
const SIDE: f32 = 16.0;

/// Whether what a box stands for is ticked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ticked {
    /// Nothing of it.
    #[default]
    No,
    /// A part of it.
    Some,
    /// All of it.
    All,
}

/// Paints a box in the middle of a rectangle.
pub(super) fn paint_tick_box(painter: &Painter, theme: &Theme, rect: Rect, ticked: Ticked) {
    let square = Rect::from_center_size(rect.center(), Vec2::splat(SIDE));
    let is_filled = ticked != Ticked::No;
    let (fill, edge) = if is_filled { (theme.accent, theme.accent) } else { (theme.field, theme.dim) };
    painter.rect(square, size::HIGHLIGHT_RADIUS, fill, Stroke::new(size::HAIRLINE, edge), StrokeKind::Inside);
    match ticked {
        Ticked::No => {}
        Ticked::Some => {
            let dash = Rect::from_center_size(square.center(), vec2(SIDE - 8.0, 2.0));
            painter.rect_filled(dash, 0, theme.accent_ink);
        }
        Ticked::All => icons::paint(painter, icons::square(square, SIDE - 4.0), Icon::Check, theme.accent_ink, false),
    }
}
