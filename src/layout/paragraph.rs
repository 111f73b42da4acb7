//! One paragraph, wrapped and positioned.

use std::ops::Range;
use std::sync::Arc;

use parley::FontData;
use parley::layout::Layout;

use super::clusters::{Affinity, CaretPos, Cluster, ClusterTable};
use crate::text::Direction;

/// Height of a line and the place of its baseline, in pixels; the same for all lines.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LineBox {
    /// Distance of two baselines.
    pub height: f32,
    /// From the line's top to its baseline.
    pub baseline: f32,
    /// Height of the first font's letters above the baseline.
    pub ascent: f32,
    /// Depth of the first font's letters below the baseline.
    pub descent: f32,
}

/// A line of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// First byte in the paragraph.
    pub start: u32,
    /// First byte after the line, trailing space included.
    pub end: u32,
    /// First byte of the trailing space (the same as `end` without any).
    pub text_end: u32,
    /// Left edge of what is set, trailing space excluded, in pixels.
    pub left: f32,
    /// Right edge, in pixels.
    pub right: f32,
    /// Its clusters in the table.
    pub(super) clusters: Range<u32>,
    /// Its glyph runs.
    pub(super) runs: Range<u32>,
}

/// A positioned glyph, relative to the top left of the paragraph, on its baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Glyph number in the font.
    pub id: u16,
    /// Origin, in pixels.
    pub x: f32,
    /// Baseline, in pixels downward.
    pub y: f32,
}

/// Glyphs of one font and size.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// The font's bytes and index.
    pub font: FontData,
    /// Size, in pixels per em.
    pub size_px: f32,
    /// Whether the font has no bold face and one must be imitated.
    pub embolden: bool,
    glyphs: Range<u32>,
}

/// A rectangle of a byte range on one line, in pixels relative to the paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineRect {
    /// Index of the line.
    pub line: usize,
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
}

/// A paragraph as set: lines, glyph runs and the cluster table. It knows no colours.
#[derive(Clone)]
pub struct ParagraphLayout {
    shaped: Layout<()>,
    text: Arc<str>,
    direction: Direction,
    line_box: LineBox,
    lines: Vec<Line>,
    runs: Vec<GlyphRun>,
    glyphs: Vec<Glyph>,
    clusters: ClusterTable,
    width_px: f32,
}

impl ParagraphLayout {
    pub(super) fn new(
        shaped: Layout<()>,
        text: &str,
        direction: Direction,
        line_box: LineBox,
        width_px: Option<f32>,
    ) -> Self {
        let mut layout = Self {
            shaped,
            text: text.into(),
            direction,
            line_box,
            lines: Vec::new(),
            runs: Vec::new(),
            glyphs: Vec::new(),
            clusters: ClusterTable::default(),
            width_px: 0.0,
        };
        layout.wrap(width_px);
        layout
    }

    /// Breaks the lines anew at another width, in pixels; nothing is shaped again.
    pub fn wrap(&mut self, width_px: Option<f32>) {
        self.shaped.break_all_lines(width_px);
        self.lines.clear();
        self.runs.clear();
        self.glyphs.clear();
        self.clusters.clusters.clear();
        let longest = || self.shaped.lines().map(|l| l.metrics().advance).fold(0.0_f32, f32::max);
        self.width_px = width_px.unwrap_or_else(longest).ceil();
        let shaped = std::mem::take(&mut self.shaped);
        for line in shaped.lines() {
            self.push_line(&line);
        }
        self.shaped = shaped;
        if self.lines.is_empty() {
            // An empty paragraph is a line without clusters, so that a caret can stand in it.
            let x = if self.direction.is_rtl() { self.width_px } else { 0.0 };
            self.lines.push(Line { start: 0, end: 0, text_end: 0, left: x, right: x, clusters: 0..0, runs: 0..0 });
        }
    }

    /// Positions a line's clusters and glyphs.
    ///
    /// Rule L1 of UAX #9 (which parley leaves out): trailing space takes the paragraph's level, so
    /// it hangs behind the line's end and never opens a gap inside, as it would beside the last
    /// Latin word of a right-to-left line.
    fn push_line(&mut self, line: &parley::layout::Line<'_, ()>) {
        // Of an empty text parley shapes a space, to have something to measure.
        let bytes = line.text_range();
        let bytes = bytes.start.min(self.text.len())..bytes.end.min(self.text.len());
        if self.text.is_empty() {
            return;
        }
        let text_end = bytes.start + trimmed_len(&self.text[bytes.clone()]);
        let (first_cluster, first_run) = (self.clusters.clusters.len(), self.runs.len());
        let baseline = self.lines.len() as f32 * self.line_box.height + self.line_box.baseline;

        let mut trailing: Vec<(Range<usize>, f32)> = Vec::new();
        let first_glyph = self.glyphs.len();
        let (mut x, mut trailing_width) = (0.0_f32, 0.0_f32);
        for run in line.runs() {
            // The pen of the glyphs walks apart from the clusters' edges: a ligature's clusters
            // share its advance, and its glyphs belong to the logically first of them.
            let mut pen = x;
            let run_glyphs = self.glyphs.len();
            for cluster in run.visual_clusters() {
                let range = cluster.text_range();
                let advance = cluster.advance();
                if range.start >= text_end {
                    trailing_width += advance;
                    trailing.push((range, advance));
                    continue;
                }
                for glyph in cluster.glyphs() {
                    self.glyphs.push(Glyph {
                        id: glyph.id as u16,
                        x: pen + glyph.x,
                        y: baseline + glyph.y,
                    });
                    pen += glyph.advance;
                }
                self.clusters.clusters.push(Cluster {
                    start: range.start as u32,
                    end: range.end as u32,
                    left: x,
                    right: x + advance,
                    rtl: run.is_rtl(),
                });
                x += advance;
            }
            if self.glyphs.len() > run_glyphs {
                self.runs.push(GlyphRun {
                    font: run.font().clone(),
                    size_px: run.font_size(),
                    embolden: run.synthesis().embolden(),
                    glyphs: run_glyphs as u32..self.glyphs.len() as u32,
                });
            }
        }
        let rtl = self.direction.is_rtl();
        let shift = if rtl { self.width_px - x } else { 0.0 };
        for glyph in &mut self.glyphs[first_glyph..] {
            glyph.x += shift;
        }
        for cluster in &mut self.clusters.clusters[first_cluster..] {
            cluster.left += shift;
            cluster.right += shift;
        }
        trailing.sort_by_key(|(range, _)| range.start);
        let mut edge = if rtl { shift } else { x };
        for (range, advance) in trailing {
            let (left, right) = if rtl { (edge - advance, edge) } else { (edge, edge + advance) };
            edge = if rtl { left } else { right };
            self.clusters.clusters.push(Cluster {
                start: range.start as u32,
                end: range.end as u32,
                left,
                right,
                rtl,
            });
        }
        debug_assert!(trailing_width >= 0.0);
        self.clusters.clusters[first_cluster..].sort_by_key(|c| c.start);
        share_empty_advances(&self.text, &mut self.clusters.clusters[first_cluster..]);
        self.lines.push(Line {
            start: bytes.start as u32,
            end: bytes.end as u32,
            text_end: text_end as u32,
            left: shift,
            right: shift + x,
            clusters: first_cluster as u32..self.clusters.clusters.len() as u32,
            runs: first_run as u32..self.runs.len() as u32,
        });
    }

    /// The text that is set.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Base direction.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The lines from top to bottom; at least one.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The clusters.
    pub fn clusters(&self) -> &ClusterTable {
        &self.clusters
    }

    /// Height and baseline of each line, in pixels.
    pub fn line_box(&self) -> LineBox {
        self.line_box
    }

    /// Width of the column, in pixels.
    pub fn width_px(&self) -> f32 {
        self.width_px
    }

    /// Width of the longest line's text, in pixels.
    pub fn text_width_px(&self) -> f32 {
        self.lines.iter().map(|l| l.right - l.left).fold(0.0, f32::max)
    }

    /// Height of all lines, in pixels.
    pub fn height_px(&self) -> f32 {
        self.lines.len() as f32 * self.line_box.height
    }

    /// The glyph runs of a range of lines, each with its glyphs.
    pub fn glyph_runs(&self, lines: Range<usize>) -> impl Iterator<Item = (&GlyphRun, &[Glyph])> {
        let first = self.lines.get(lines.start).map_or(0, |l| l.runs.start as usize);
        let last = lines.end.checked_sub(1).and_then(|i| self.lines.get(i)).map_or(first, |l| l.runs.end as usize);
        self.runs[first..last.max(first)]
            .iter()
            .map(|run| (run, &self.glyphs[run.glyphs.start as usize..run.glyphs.end as usize]))
    }

    /// The rectangles of a byte range, one for each visual run of each line, without the trailing
    /// space of lines that end inside the range.
    pub fn rects(&self, range: Range<u32>) -> Vec<LineRect> {
        self.rects_of(range, true)
    }

    /// As [`Self::rects`], trailing space included: what a selection paints.
    pub fn rects_with_space(&self, range: Range<u32>) -> Vec<LineRect> {
        self.rects_of(range, false)
    }

    fn rects_of(&self, range: Range<u32>, trim: bool) -> Vec<LineRect> {
        let first = self.lines.partition_point(|l| l.end <= range.start);
        let mut rects = Vec::new();
        for (i, line) in self.lines.iter().enumerate().skip(first) {
            if line.start >= range.end {
                break;
            }
            let end = if trim { line.text_end } else { line.end };
            let part = range.start.max(line.start)..range.end.min(end);
            if part.is_empty() {
                continue;
            }
            rects.extend(self.clusters.runs(line, &part).into_iter().map(|(left, right)| LineRect { line: i, left, right }));
        }
        rects
    }

    /// The line at a height, in pixels; the first above the paragraph, the last below it.
    pub fn line_at_y(&self, y: f32) -> usize {
        ((y / self.line_box.height).floor().max(0.0) as usize).min(self.lines.len().saturating_sub(1))
    }

    /// The caret position nearest to a point, in pixels.
    pub fn hit(&self, x: f32, y: f32) -> CaretPos {
        self.hit_line(self.line_at_y(y), x)
    }

    /// The caret position nearest to `x` on a line.
    pub fn hit_line(&self, line: usize, x: f32) -> CaretPos {
        let line = &self.lines[line.min(self.lines.len() - 1)];
        let mut at = self.clusters.hit(line, x);
        // Behind a soft break's trailing space there is no place to see a caret: stand before it.
        if at.byte > line.text_end && line.end < self.text.len() as u32 {
            at = CaretPos { byte: line.text_end, affinity: Affinity::Upstream };
        }
        at
    }

    /// Whether the point lies on a cluster, and on which byte range.
    pub fn cluster_at(&self, x: f32, y: f32) -> Option<Range<u32>> {
        if y < 0.0 || y >= self.height_px() {
            return None;
        }
        let line = &self.lines[self.line_at_y(y)];
        self.clusters.line(line).iter().find(|c| c.left <= x && x < c.right).map(|c| c.start..c.end)
    }

    /// The line a caret stands on.
    pub fn line_of(&self, at: CaretPos) -> usize {
        let after_start = match at.affinity {
            Affinity::Downstream => self.lines.partition_point(|l| l.start <= at.byte),
            Affinity::Upstream => self.lines.partition_point(|l| l.start < at.byte),
        };
        after_start.saturating_sub(1)
    }

    /// Where a caret stands: its line and its x, in pixels.
    pub fn caret(&self, at: CaretPos) -> (usize, f32) {
        let line_index = self.line_of(at);
        let line = &self.lines[line_index];
        let clusters = self.clusters.line(line);
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

    /// The grapheme boundary after a byte; the end of the text at last.
    pub fn next_boundary(&self, byte: u32) -> u32 {
        let clusters = self.clusters.all();
        clusters.get(clusters.partition_point(|c| c.end <= byte)).map_or(self.text.len() as u32, |c| c.end)
    }

    /// The grapheme boundary before a byte; 0 at last.
    pub fn previous_boundary(&self, byte: u32) -> u32 {
        let clusters = self.clusters.all();
        clusters.partition_point(|c| c.start < byte).checked_sub(1).map_or(0, |i| clusters[i].start)
    }
}

/// Length of a line's text without the trailing characters that rule L1 moves to its end.
fn trimmed_len(line: &str) -> usize {
    let is_trailing = |c: char| {
        matches!(c, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{205F}' | '\u{3000}' | '\u{2066}'..='\u{2069}')
            || matches!(c, '\u{A}'..='\u{D}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    };
    line.trim_end_matches(is_trailing).len()
}

/// Noto Naskh draws لا as two glyphs, the alef with no advance: alone it would be highlighted with
/// no width. A letter without advance takes half of the letter before it.
fn share_empty_advances(text: &str, clusters: &mut [Cluster]) {
    for i in 1..clusters.len() {
        let (before, empty) = (clusters[i - 1], clusters[i]);
        let is_letter = text[empty.start as usize..].chars().next().is_some_and(char::is_alphabetic);
        if empty.right > empty.left || !is_letter || before.end != empty.start || before.rtl != empty.rtl {
            continue;
        }
        let middle = f32::midpoint(before.left, before.right);
        if before.rtl {
            clusters[i] = Cluster { left: before.left, right: middle, ..empty };
            clusters[i - 1].left = middle;
        } else {
            clusters[i] = Cluster { left: middle, right: before.right, ..empty };
            clusters[i - 1].right = middle;
        }
    }
}
