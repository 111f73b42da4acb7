//! Queries on a laid-out paragraph: rectangles of spans, hit testing, caret positions.

use std::ops::Range;

use super::clusters::{Affinity, CaretPos, Cluster};
use super::paragraph::{LineRect, ParagraphLayout};

impl ParagraphLayout {
    /// The rectangles of a byte range: one for each visual run of each line, without the trailing space of lines that
    /// end inside the range.
    pub fn rects(&self, range: Range<u32>) -> Vec<LineRect> {
        self.rects_of(range, true)
    }

    /// Like [`Self::rects`], but with trailing space: the shape of a selection.
    pub fn rects_with_space(&self, range: Range<u32>) -> Vec<LineRect> {
        self.rects_of(range, false)
    }

    fn rects_of(&self, range: Range<u32>, trim: bool) -> Vec<LineRect> {
        let first = self.lines().partition_point(|l| l.end <= range.start);
        let mut rects = Vec::new();
        for (i, line) in self.lines().iter().enumerate().skip(first) {
            if line.start >= range.end {
                break;
            }
            let end = if trim { line.text_end } else { line.end };
            let part = range.start.max(line.start)..range.end.min(end);
            if part.is_empty() {
                continue;
            }
            rects.extend(self.clusters().runs(line, &part).into_iter().map(|(left, right)| LineRect {
                line: i,
                left,
                right,
            }));
        }
        rects
    }

    /// The line at a height, in pixels; the first above the paragraph, the last below it.
    pub(crate) fn line_at_y(&self, y: f32) -> usize {
        ((y / self.line_box().height).floor().max(0.0) as usize).min(self.lines().len().saturating_sub(1))
    }

    /// The caret position nearest to a point, in pixels.
    pub fn hit(&self, x: f32, y: f32) -> CaretPos {
        self.hit_line(self.line_at_y(y), x)
    }

    /// The caret position nearest to `x` on a line.
    pub fn hit_line(&self, line: usize, x: f32) -> CaretPos {
        let line = &self.lines()[line.min(self.lines().len() - 1)];
        let mut at = self.clusters().hit(line, x);
        // A caret after a soft break's trailing space would be out of view: place it before the space.
        if at.byte > line.text_end && line.end < self.text().len() as u32 {
            at = CaretPos { byte: line.text_end, affinity: Affinity::Upstream };
        }
        at
    }

    /// The byte range of the cluster at a point, if there is one.
    pub fn cluster_at(&self, x: f32, y: f32) -> Option<Range<u32>> {
        if y < 0.0 || y >= self.height_px() {
            return None;
        }
        let line = &self.lines()[self.line_at_y(y)];
        self.clusters().line(line).iter().find(|c| c.left <= x && x < c.right).map(|c| c.start..c.end)
    }

    /// The line that contains a caret.
    pub(crate) fn line_of(&self, at: CaretPos) -> usize {
        let after_start = match at.affinity {
            Affinity::Downstream => self.lines().partition_point(|l| l.start <= at.byte),
            Affinity::Upstream => self.lines().partition_point(|l| l.start < at.byte),
        };
        after_start.saturating_sub(1)
    }

    /// The position of a caret: its line and its x, in pixels.
    pub fn caret(&self, at: CaretPos) -> (usize, f32) {
        let line_index = self.line_of(at);
        let line = &self.lines()[line_index];
        let clusters = self.clusters().line(line);
        let leading = |c: &Cluster| if c.rtl { c.right } else { c.left };
        let trailing = |c: &Cluster| if c.rtl { c.left } else { c.right };
        let i = clusters.partition_point(|c| c.end <= at.byte);
        let (before, after) = (i.checked_sub(1).map(|b| &clusters[b]), clusters.get(i));
        let x = match (at.affinity, before, after) {
            (Affinity::Upstream, Some(c), _) | (Affinity::Downstream, Some(c), None) => trailing(c),
            (_, _, Some(c)) => leading(c),
            (_, None, None) => line.left,
        };
        (line_index, x)
    }

    /// The grapheme boundary after a byte, or the end of the text.
    pub fn next_boundary(&self, byte: u32) -> u32 {
        let clusters = self.clusters().all();
        clusters.get(clusters.partition_point(|c| c.end <= byte)).map_or(self.text().len() as u32, |c| c.end)
    }

    /// The grapheme boundary before a byte, or 0.
    pub fn previous_boundary(&self, byte: u32) -> u32 {
        let clusters = self.clusters().all();
        clusters.partition_point(|c| c.start < byte).checked_sub(1).map_or(0, |i| clusters[i].start)
    }
}
