//! A passage of an article with marks, outside of the page: in a row, or wrapped in a column.

use std::ops::Range;

use eframe::egui::{self, Align, Color32, Painter, Pos2, Rect, Stroke as Pen, StrokeKind, Vec2};

use super::{Shaped, WidgetStyle};
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, size};
use crate::layout::Stroke;

/// Width of the line under a mark, in points.
const LINE: f32 = 2.0;
/// How far a mark's ring lies outside of it, in points.
const RING_OUTSIDE: f32 = 2.0;

/// A mark in a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct PassageMark {
    /// Its bytes in the passage.
    pub bytes: Range<u32>,
    /// Its colours.
    pub colors: Highlight,
    /// The line under it.
    pub stroke: Stroke,
    /// Whether a ring shows that it is what this is about.
    pub is_ringed: bool,
}

/// A passage ready to be painted.
pub struct MarkedPassage {
    shaped: Shaped,
    marks: Vec<PassageMark>,
}

impl MarkedPassage {
    /// On one line of at most `width` points, the whole of it marked.
    pub fn line(ctx: &egui::Context, text: &str, width: f32, mark: Option<(Highlight, Stroke)>) -> Self {
        let shaped = Shaped::elided(ctx, text, TextRole::Body, width);
        let whole = |(colors, stroke)| PassageMark { bytes: 0..u32::MAX, colors, stroke, is_ringed: false };
        Self { shaped, marks: mark.map(whole).into_iter().collect() }
    }

    /// On one line of at most `width` points, with these marks.
    pub fn line_with(ctx: &egui::Context, text: &str, width: f32, marks: Vec<PassageMark>) -> Self {
        Self { shaped: Shaped::elided(ctx, text, TextRole::Body, width), marks }
    }

    /// Wrapped at `width` points, in the size of the article.
    pub fn wrapped(ctx: &egui::Context, text: &str, width: f32, marks: Vec<PassageMark>) -> Self {
        Self { shaped: Shaped::wrapped(ctx, text, TextRole::Reading, width), marks }
    }

    /// Width of the longest line and height of all, in points.
    pub fn size(&self) -> Vec2 {
        self.shaped.size()
    }

    /// Whether the passage itself runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.shaped.is_rtl()
    }

    /// Whether its end was left out for lack of room.
    pub fn is_cut(&self) -> bool {
        self.shaped.is_cut
    }

    /// The number of the mark at a position, where the lines are painted into this rectangle; of several the last.
    pub(crate) fn mark_at(&self, rect: Rect, side: Align, at: Pos2) -> Option<usize> {
        let is_there = |mark: &PassageMark| {
            self.shaped.places(rect, side, mark.bytes.clone()).iter().any(|place| place.contains(at))
        };
        self.marks.iter().rposition(is_there)
    }

    /// Paints the lines into a rectangle: each aligned to the given side, all centred vertically.
    pub fn paint(&self, painter: &Painter, rect: Rect, side: Align) {
        self.paint_in(painter, rect, side, WidgetStyle::of(painter.ctx()).theme.ink);
    }

    /// Like [`Self::paint`], with letters of this colour.
    pub fn paint_in(&self, painter: &Painter, rect: Rect, side: Align, ink: Color32) {
        let theme = WidgetStyle::of(painter.ctx()).theme;
        for mark in &self.marks {
            for place in self.shaped.places(rect, side, mark.bytes.clone()) {
                // Close to the letters, also in widely spaced lines.
                let place = Rect::from_center_size(place.center(), egui::vec2(place.width(), place.height().min(28.0)));
                painter.rect_filled(place, size::HIGHLIGHT_RADIUS, mark.colors.fill);
                for [left, top, right, bottom] in
                    mark.stroke.pieces([place.left(), place.right()], place.bottom(), LINE)
                {
                    let under = Rect::from_min_max(Pos2::new(left, top), Pos2::new(right, bottom));
                    painter.rect_filled(under, 0, mark.colors.line);
                }
                if mark.is_ringed {
                    let ring = Pen::new(size::RING, theme.accent);
                    painter.rect_stroke(place.expand(RING_OUTSIDE), size::HIGHLIGHT_RADIUS, ring, StrokeKind::Outside);
                }
            }
        }
        self.shaped.paint(painter, rect, side, ink);
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{pos2, vec2};

    use super::*;

    #[test]
    fn a_mark_lies_on_its_words_in_either_direction() {
        let ctx = egui::Context::default();
        let rect = Rect::from_min_size(pos2(10.0, 10.0), vec2(300.0, 100.0));
        for (text, marked) in [("fighting near Sirte", "fighting"), ("اشتباكات قرب سرت", "اشتباكات")]
        {
            let at = text.find(marked).unwrap() as u32;
            let shaped = Shaped::wrapped(&ctx, text, TextRole::Reading, 300.0);
            let side = if shaped.is_rtl() { Align::Max } else { Align::Min };
            let places = shaped.places(rect, side, at..at + marked.len() as u32);
            assert_eq!(places.len(), 1, "{text}");
            let edge = if shaped.is_rtl() { rect.right() - places[0].right() } else { places[0].left() - rect.left() };
            assert!(edge.abs() < 1.0, "{text}: {places:?}");
            assert!(places[0].width() < shaped.size().x, "{text}");
        }
    }
}
