//! The laid-out lines of a field: hit testing, caret and selection in points.
//!
//! Positions are points from the top left of the field's text; offsets are UTF-8 bytes of the whole text, including
//! line breaks.

use std::ops::Range;

use eframe::egui::{self, Color32, Painter, Pos2, Rect, Vec2, pos2, vec2};

use super::super::text_runs::{self, TextRuns};
use crate::gui::text::{Galley, TextRole, Texts};
use crate::layout::{Affinity, CaretPos};
use crate::text::Direction;

/// Width of a selected line break, in points.
const BREAK: f32 = 6.0;

/// Laid out for an empty line: invisible, but with a position for the caret.
const EMPTY: &str = "\u{200B}";

struct Paragraph {
    /// First byte in the text.
    start: usize,
    /// First byte after, its line break excluded.
    end: usize,
    left: f32,
    top: f32,
    galley: Galley,
}

/// The laid-out lines of a field.
pub(in crate::gui::widgets) struct FieldLines {
    paragraphs: Vec<Paragraph>,
    line_height: f32,
    height: f32,
    width: f32,
}

/// A line on the screen, identified by its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LineAt {
    paragraph: usize,
    line: usize,
}

impl FieldLines {
    /// Lays out a text in a column of `width` points, wrapped or on one line.
    pub(in crate::gui::widgets) fn new(
        ctx: &egui::Context,
        text: &str,
        role: TextRole,
        fallback: Direction,
        width: f32,
        wrap: bool,
    ) -> Self {
        let texts = Texts::of(ctx);
        let mut lines = Self { paragraphs: Vec::new(), line_height: 0.0, height: 0.0, width: 0.0 };
        let mut start = 0;
        let mut direction = fallback;
        for part in text.split('\n') {
            let shown = if part.is_empty() { EMPTY } else { part };
            let galley = texts.shape(ctx, shown, role, direction, wrap.then_some(width));
            // A line without letters keeps the direction of the line above.
            direction = galley.layout.direction();
            let ppp = galley.pixels_per_point;
            let left = if direction.is_rtl() { width - galley.column_width() } else { 0.0 };
            lines.line_height = galley.layout.line_box().height / ppp;
            let size = galley.size();
            lines.width = lines.width.max(size.x);
            let end = start + part.len();
            lines.paragraphs.push(Paragraph { start, end, left, top: lines.height, galley });
            lines.height += size.y;
            start = end + 1;
        }
        lines
    }

    /// Width of the longest line and height of all.
    pub(in crate::gui::widgets) fn size(&self) -> Vec2 {
        vec2(self.width, self.height)
    }

    /// The caret position nearest to a point.
    pub(super) fn hit(&self, at: Pos2) -> (usize, Affinity) {
        let index = self.paragraphs.partition_point(|p| p.top <= at.y).saturating_sub(1);
        let Some(paragraph) = self.paragraphs.get(index) else {
            return (0, Affinity::Downstream);
        };
        let ppp = paragraph.galley.pixels_per_point;
        let caret = paragraph.galley.layout.hit((at.x - paragraph.left) * ppp, (at.y - paragraph.top) * ppp);
        (paragraph.start + paragraph.inside(caret.byte), caret.affinity)
    }

    /// The first byte of the letter under a point; `None` beside the text.
    pub(super) fn byte_at(&self, at: Pos2) -> Option<usize> {
        let index = self.paragraphs.partition_point(|p| p.top <= at.y).saturating_sub(1);
        let paragraph = self.paragraphs.get(index)?;
        let ppp = paragraph.galley.pixels_per_point;
        let bytes = paragraph.galley.layout.cluster_at((at.x - paragraph.left) * ppp, (at.y - paragraph.top) * ppp)?;
        Some(paragraph.start + paragraph.inside(bytes.start))
    }

    /// The caret's line, without width.
    pub(super) fn caret(&self, byte: usize, affinity: Affinity) -> Rect {
        let Some((at, paragraph)) = self.line_of(byte, affinity) else {
            return Rect::ZERO;
        };
        let (_, x_px) = paragraph.galley.layout.caret(paragraph.caret(byte, affinity));
        let x = paragraph.left + x_px / paragraph.galley.pixels_per_point;
        let top = paragraph.top + at.line as f32 * self.line_height;
        Rect::from_min_max(pos2(x, top), pos2(x, top + self.line_height))
    }

    /// The rectangles of a selection, one for each visual run of each line.
    pub(super) fn selection(&self, range: &Range<usize>) -> Vec<Rect> {
        let mut rects = Vec::new();
        for paragraph in &self.paragraphs {
            if range.end <= paragraph.start && !rects.is_empty()
                || range.start > paragraph.end
                || range.end < paragraph.start
            {
                continue;
            }
            let ppp = paragraph.galley.pixels_per_point;
            let inner = range.start.max(paragraph.start)..range.end.min(paragraph.end);
            if !inner.is_empty() {
                let bytes = (inner.start - paragraph.start) as u32..(inner.end - paragraph.start) as u32;
                for rect in paragraph.galley.layout.rects_with_space(bytes) {
                    let top = paragraph.top + rect.line as f32 * self.line_height;
                    rects.push(Rect::from_min_max(
                        pos2(paragraph.left + rect.left / ppp, top),
                        pos2(paragraph.left + rect.right / ppp, top + self.line_height),
                    ));
                }
            }
            if range.start <= paragraph.end && range.end > paragraph.end {
                // A selected line break is shown as a stub after the line's end.
                let caret = self.caret(paragraph.end, Affinity::Upstream);
                let rtl = paragraph.galley.layout.direction().is_rtl();
                rects.push(if rtl {
                    Rect::from_min_max(pos2(caret.left() - BREAK, caret.top()), caret.max)
                } else {
                    Rect::from_min_max(caret.min, pos2(caret.right() + BREAK, caret.bottom()))
                });
            }
        }
        rects
    }

    /// Whether the paragraph at a byte runs from right to left.
    pub(super) fn is_rtl(&self, byte: usize) -> bool {
        let paragraph = self.paragraph_of(byte);
        self.paragraphs.get(paragraph).is_some_and(|p| p.galley.layout.direction().is_rtl())
    }

    /// Beginning and end of the line that contains a caret.
    pub(super) fn line_ends(&self, byte: usize, affinity: Affinity) -> (usize, usize) {
        let Some((at, paragraph)) = self.line_of(byte, affinity) else {
            return (0, 0);
        };
        let lines = paragraph.galley.layout.lines();
        let line = &lines[at.line];
        let is_last = at.line + 1 == lines.len();
        let end = if is_last { line.end } else { line.text_end };
        (paragraph.start + line.start as usize, paragraph.start + paragraph.inside(end))
    }

    /// The caret position a number of lines further down (or up) nearest to `x`; `None` above the first line and below
    /// the last.
    pub(super) fn vertical(&self, byte: usize, affinity: Affinity, down: bool, x: f32) -> Option<(usize, Affinity)> {
        let (at, paragraph) = self.line_of(byte, affinity)?;
        let to = match (down, at.line) {
            (true, line) if line + 1 < paragraph.galley.layout.lines().len() => LineAt { line: line + 1, ..at },
            (true, _) if at.paragraph + 1 < self.paragraphs.len() => LineAt { paragraph: at.paragraph + 1, line: 0 },
            (false, line) if line > 0 => LineAt { line: line - 1, ..at },
            (false, _) if at.paragraph > 0 => {
                let above = &self.paragraphs[at.paragraph - 1];
                LineAt { paragraph: at.paragraph - 1, line: above.galley.layout.lines().len() - 1 }
            }
            _ => return None,
        };
        let paragraph = self.paragraphs.get(to.paragraph)?;
        let x_px = (x - paragraph.left) * paragraph.galley.pixels_per_point;
        let caret = paragraph.galley.layout.hit_line(to.line, x_px);
        Some((paragraph.start + paragraph.inside(caret.byte), caret.affinity))
    }

    /// Paints the lines with their top left at `origin`.
    pub(in crate::gui::widgets) fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        let texts = Texts::of(painter.ctx());
        for paragraph in &self.paragraphs {
            texts.paint(painter, origin + vec2(paragraph.left, paragraph.top), &paragraph.galley, color);
        }
    }

    /// Publishes the lines for screen readers; their top left is at `origin`.
    pub(super) fn publish(&self, ui: &egui::Ui, id: egui::Id, text: &str, origin: Pos2, runs: &mut TextRuns) {
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let next = self.paragraphs.get(index + 1).map_or(paragraph.end, |next| next.start);
            let paragraph = text_runs::Paragraph {
                layout: &paragraph.galley.layout,
                text,
                bytes: paragraph.start as u32..paragraph.end as u32,
                next: next as u32,
                origin: origin + vec2(paragraph.left, paragraph.top),
                pixels_per_point: paragraph.galley.pixels_per_point,
            };
            runs.publish(ui, id.with(index), &paragraph);
        }
    }

    fn paragraph_of(&self, byte: usize) -> usize {
        self.paragraphs.partition_point(|p| p.start <= byte).saturating_sub(1)
    }

    fn line_of(&self, byte: usize, affinity: Affinity) -> Option<(LineAt, &Paragraph)> {
        let index = self.paragraph_of(byte);
        let paragraph = self.paragraphs.get(index)?;
        let line = paragraph.galley.layout.line_of(paragraph.caret(byte, affinity));
        Some((LineAt { paragraph: index, line }, paragraph))
    }
}

impl Paragraph {
    /// Converts a laid-out byte to a byte of the paragraph's text: an empty one has only the first.
    fn inside(&self, byte: u32) -> usize {
        (byte as usize).min(self.end - self.start)
    }

    fn caret(&self, byte: usize, affinity: Affinity) -> CaretPos {
        CaretPos { byte: byte.clamp(self.start, self.end).saturating_sub(self.start) as u32, affinity }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: f32) -> FieldLines {
        FieldLines::new(&egui::Context::default(), text, TextRole::Body, Direction::Ltr, width, true)
    }

    #[test]
    fn every_place_is_found_again() {
        for text in ["one two", "سرت مدينة في ليبيا (Sirte) منذ 2014", "one\n\nثلاثة أسطر\n", ""]
        {
            for width in [60.0, 400.0] {
                let lines = lines(text, width);
                let mut byte = 0;
                for c in text.chars().chain([' ']) {
                    let at = lines.caret(byte, Affinity::Downstream);
                    let (hit, affinity) = lines.hit(at.center());
                    let again = lines.caret(hit, affinity);
                    assert!((again.left() - at.left()).abs() < 0.6, "{text:?} {byte} {at} {again}");
                    assert_eq!(again.top(), at.top(), "{text:?} {byte}");
                    byte += c.len_utf8();
                }
            }
        }
    }

    #[test]
    fn each_line_has_its_own_direction() {
        let lines = lines("one\nسطر\n12", 200.0);
        assert!(!lines.is_rtl(0));
        assert!(lines.is_rtl(4));
        assert!(lines.is_rtl(11), "a line without letters follows the line above");
        assert!(lines.caret(4, Affinity::Downstream).left() > 150.0);
        assert_eq!(lines.line_ends(5, Affinity::Downstream), (4, 10));
        assert_eq!(lines.vertical(0, Affinity::Downstream, false, 0.0), None);
        let (down, _) = lines.vertical(0, Affinity::Downstream, true, 199.0).unwrap();
        assert_eq!(down, 4);
    }

    #[test]
    fn a_selection_over_lines_shows_its_line_breaks() {
        let lines = lines("one\n\nسطر", 200.0);
        assert_eq!(lines.selection(&(0..3)).len(), 1);
        let rects = lines.selection(&(0..11));
        assert_eq!(rects.len(), 4, "{rects:?}");
        assert!(lines.selection(&(2..2)).is_empty());
    }
}
