//! Land, water and borders.

use super::super::Colors;
use super::super::canvas::Canvas;
use super::super::display::{Pen, Rect};
use super::atlas::{Atlas, LineKind};
use super::projection::{View, project};

/// From this zoom on, regions of countries are divided.
const PROVINCES_FROM: f64 = 5.5;

/// Draws land, water and borders, clipped to the map.
pub(super) fn draw(canvas: &mut Canvas<'_>, atlas: &Atlas, view: &View, colors: &Colors) {
    let frame = view.frame();
    let degrees = view.degrees();
    let room = [frame[0] - 4.0, frame[1] - 4.0, frame[2] + 4.0, frame[3] + 4.0];
    let pixels = |ring: Vec<[f64; 2]>| -> Vec<[f32; 2]> {
        ring.into_iter().map(|[lon, lat]| view.pixel(project(lon, lat))).collect()
    };
    let clipped = |ring: Vec<[f64; 2]>| Some(cut_ring(pixels(ring), room)).filter(|ring| ring.len() > 2);
    canvas.rect(frame, 0.0, Some(colors.sea), None);
    let land: Vec<_> = atlas.land(view.zoom, degrees).filter_map(clipped).collect();
    canvas.polygon(land, Some(colors.land), None);
    let lakes: Vec<_> = atlas.lakes(view.zoom, degrees).filter_map(clipped).collect();
    canvas.polygon(lakes, Some(colors.sea), None);
    let pens = [
        (LineKind::River, Pen::new(colors.river, 1.0)),
        (LineKind::Lake, Pen::new(colors.river, 1.0)),
        (LineKind::Province, Pen::new(mixed(colors.land, colors.border, 0.45), 0.8)),
        (LineKind::Coast, Pen::new(colors.border, 1.0)),
        (LineKind::Border, Pen::new(colors.border, 1.0)),
        (LineKind::Contested, Pen::new(colors.contested, 1.3).dashed(4.0, 3.0)),
    ];
    for (kind, pen) in pens {
        if kind == LineKind::Province && view.zoom < PROVINCES_FROM {
            continue;
        }
        let mut lines = Vec::new();
        let mut points = Vec::new();
        for line in atlas.lines().filter(|line| line.kind == kind) {
            if f64::from(line.zoom) > view.zoom + 1.0 || !line.touches(degrees) {
                continue;
            }
            points.clear();
            atlas.points(&line, view.zoom, &mut points);
            cut_line(&pixels(points.clone()), room, &mut lines);
        }
        canvas.lines(lines, pen);
    }
}

fn mixed(paper: crate::layout::Rgb, color: crate::layout::Rgb, share: f32) -> crate::layout::Rgb {
    crate::layout::palette::mix(paper, color, share)
}

/// The parts of a line inside a rectangle.
fn cut_line(points: &[[f32; 2]], [left, top, right, bottom]: Rect, into: &mut Vec<Vec<[f32; 2]>>) {
    let mut part: Vec<[f32; 2]> = Vec::new();
    for pair in points.windows(2) {
        let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
        let (dx, dy) = (bx - ax, by - ay);
        let (mut from, mut to) = (0.0_f32, 1.0_f32);
        let mut is_outside = false;
        for (p, q) in [(-dx, ax - left), (dx, right - ax), (-dy, ay - top), (dy, bottom - ay)] {
            if p == 0.0 {
                is_outside |= q < 0.0;
            } else if p < 0.0 {
                from = from.max(q / p);
            } else {
                to = to.min(q / p);
            }
        }
        if is_outside || from > to {
            if part.len() > 1 {
                into.push(std::mem::take(&mut part));
            }
            part.clear();
            continue;
        }
        let (start, end) = ([ax + dx * from, ay + dy * from], [ax + dx * to, ay + dy * to]);
        if part.last() != Some(&start) {
            if part.len() > 1 {
                into.push(std::mem::take(&mut part));
            }
            part = vec![start];
        }
        part.push(end);
    }
    if part.len() > 1 {
        into.push(part);
    }
}

/// A ring inside a rectangle (Sutherland and Hodgman 1974).
fn cut_ring(mut ring: Vec<[f32; 2]>, [left, top, right, bottom]: Rect) -> Vec<[f32; 2]> {
    for (axis, edge, is_least) in [(0, left, true), (0, right, false), (1, top, true), (1, bottom, false)] {
        let is_inside = |point: [f32; 2]| if is_least { point[axis] >= edge } else { point[axis] <= edge };
        let Some(mut last) = ring.last().copied() else { break };
        let mut cut = Vec::with_capacity(ring.len());
        for point in ring {
            if is_inside(point) != is_inside(last) {
                let share = (edge - last[axis]) / (point[axis] - last[axis]);
                let mut at = [last[0] + (point[0] - last[0]) * share, last[1] + (point[1] - last[1]) * share];
                at[axis] = edge;
                cut.push(at);
            }
            if is_inside(point) {
                cut.push(point);
            }
            last = point;
        }
        ring = cut;
    }
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Rect = [0.0, 0.0, 10.0, 10.0];

    #[test]
    fn a_line_that_leaves_and_returns_has_two_parts() {
        let mut parts = Vec::new();
        cut_line(&[[1.0, 1.0], [5.0, 5.0], [15.0, 5.0], [15.0, 8.0], [5.0, 8.0]], ROOM, &mut parts);
        assert_eq!(parts, [vec![[1.0, 1.0], [5.0, 5.0], [10.0, 5.0]], vec![[10.0, 8.0], [5.0, 8.0]]]);
        parts.clear();
        cut_line(&[[-5.0, -5.0], [-5.0, 20.0]], ROOM, &mut parts);
        assert!(parts.is_empty());
    }

    #[test]
    fn a_ring_is_cut_at_the_edges() {
        let around = vec![[-5.0, -5.0], [15.0, -5.0], [15.0, 15.0], [-5.0, 15.0]];
        let mut cut = cut_ring(around, ROOM);
        cut.sort_by(|a, b| a.partial_cmp(b).unwrap());
        cut.dedup();
        assert_eq!(cut, [[0.0, 0.0], [0.0, 10.0], [10.0, 0.0], [10.0, 10.0]]);
        assert!(cut_ring(vec![[20.0, 20.0], [30.0, 20.0], [30.0, 30.0]], ROOM).is_empty());
        assert!(cut_ring(Vec::new(), ROOM).is_empty());
    }
}
