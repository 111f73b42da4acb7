//! A bar of three portions: kept, changed, left out.

use eframe::egui::{Painter, Rect, Stroke, StrokeKind, pos2};

use super::{Strip, WidgetStyle};
use crate::gui::theme::size;

/// Distance of the stripes of what is changed, in points.
const STRIPES: f32 = 5.0;

/// Paints a bar in a rectangle: what is kept is filled, what is changed striped, what is left out hollow. At least a little
/// of each is seen.
pub(crate) fn paint_portions(painter: &Painter, look: WidgetStyle, rect: Rect, parts: [usize; 3]) {
    let all = parts.iter().sum::<usize>().max(1) as f32;
    let least = |part: usize| if part == 0 { 0.0 } else { (part as f32 / all * rect.width()).max(STRIPES) };
    let widths = parts.map(least);
    let scale = rect.width() / widths.iter().sum::<f32>().max(1.0);
    let mut strip = Strip::new(rect, look);
    let [kept, changed, left] = widths.map(|width| strip.leading(width * scale));
    let theme = look.theme;
    if parts[0] > 0 {
        painter.rect_filled(kept, 0, theme.ink);
    }
    if parts[1] > 0 {
        let stroke = Stroke::new(1.5, theme.warning.line);
        let inside = painter.with_clip_rect(changed.intersect(painter.clip_rect()));
        let mut x = changed.left() - changed.height();
        while x < changed.right() {
            inside.line_segment([pos2(x, changed.bottom()), pos2(x + changed.height(), changed.top())], stroke);
            x += STRIPES;
        }
        painter.rect_stroke(changed, 0, Stroke::new(size::HAIRLINE, theme.warning.line), StrokeKind::Inside);
    }
    if parts[2] > 0 {
        painter.rect_stroke(left, 0, Stroke::new(size::HAIRLINE, theme.error.line), StrokeKind::Inside);
    }
}
