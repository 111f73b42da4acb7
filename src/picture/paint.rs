//! A display list painted on the CPU.

use super::display::{DisplayList, Shape};
use crate::layout::picture::Picture;
use crate::layout::{Brush, GlyphOutlines, Segment};

/// Paints a picture at `scale` pixels for each logical pixel.
pub fn paint(list: &DisplayList, scale: f32) -> Picture {
    let size = |length: f32| ((length * scale).ceil() as u32).clamp(1, crate::layout::picture::LIMIT_PX);
    let mut picture = Picture::filled(size(list.width), size(list.height), list.ground);
    let mut letters = GlyphOutlines::new();
    for item in &list.items {
        let [left, top] = if let Shape::Text { origin, .. } = &item.shape { *origin } else { [0.0; 2] };
        let outline = match &item.shape {
            Shape::Text { layout, .. } => letters.letters(layout),
            shape => shape.outline(),
        };
        let scaled = |segment: Segment| segment.map(|[x, y]| [(x + left) * scale, (y + top) * scale]);
        let outline: Vec<Segment> = outline.into_iter().map(scaled).collect();
        let clip = item.clip.map(|clip| clip.map(|edge| edge * scale));
        let is_text = matches!(item.shape, Shape::Text { .. });
        let stroke = item.pen.map(|pen| {
            let dash = pen.dash.map(|dash| dash.map(|length| length * scale));
            let is_round = is_text || matches!(item.shape, Shape::Lines(_)) && pen.dash.is_none();
            (Brush::Stroke { width_px: pen.width * scale, dash, is_round }, pen.color)
        });
        let fill = item.fill.map(|fill| (Brush::Fill, fill));
        // A halo lies below its letters, an edge over its inside.
        let both = if is_text { [stroke, fill] } else { [fill, stroke] };
        for (brush, color) in both.into_iter().flatten() {
            picture.paint(&outline, brush, color, clip);
        }
    }
    picture
}
