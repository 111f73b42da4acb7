//! One laid-out paragraph: wrapped lines with positions.

use std::ops::Range;
use std::sync::Arc;

use parley::FontData;

use super::clusters::{Cluster, ClusterTable};
use super::line::Line;
use super::shaped::Shaped;
use super::{diacritics, order, wrap};
use crate::text::Direction;

/// Widest column, in pixels: beyond it positions in `f32` are coarser than a pixel.
const MAX_WIDTH_PX: f32 = 1e7;

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
    /// Whether the font has no bold face, so that it must be imitated.
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

/// Space that a paragraph leaves at the sides of its column, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Insets {
    /// At the left side.
    pub left: f32,
    /// At the right side.
    pub right: f32,
}

/// A laid-out paragraph: lines, glyph runs and the cluster table. It has no colours.
#[derive(Clone)]
pub struct ParagraphLayout {
    shaped: Arc<Shaped>,
    text: Arc<str>,
    direction: Direction,
    line_box: LineBox,
    pub(super) lines: Vec<Line>,
    runs: Vec<GlyphRun>,
    glyphs: Vec<Glyph>,
    pub(super) clusters: ClusterTable,
    width_px: f32,
    insets: Insets,
}

impl ParagraphLayout {
    pub(super) fn new(
        shaped: Shaped,
        text: &str,
        direction: Direction,
        line_box: LineBox,
        width_px: Option<f32>,
    ) -> Self {
        let mut layout = Self {
            shaped: Arc::new(shaped),
            text: text.into(),
            direction,
            line_box,
            lines: Vec::new(),
            runs: Vec::new(),
            glyphs: Vec::new(),
            clusters: ClusterTable::default(),
            width_px: 0.0,
            insets: Insets::default(),
        };
        layout.wrap(width_px);
        layout
    }

    /// The same paragraph with space at its sides.
    #[must_use]
    pub fn inset(mut self, insets: Insets) -> Self {
        if insets != self.insets {
            self.insets = insets;
            self.wrap(Some(self.width_px));
        }
        self
    }

    /// Breaks the lines again for another width, in pixels, without shaping again. A width that is not a number counts
    /// as no width.
    pub fn wrap(&mut self, width_px: Option<f32>) {
        let width_px = width_px.filter(|width| width.is_finite()).map(|width| width.clamp(0.0, MAX_WIDTH_PX));
        self.lines.clear();
        self.runs.clear();
        self.glyphs.clear();
        self.clusters.clusters.clear();
        self.clusters.clusters.reserve_exact(self.shaped.clusters.len());
        let shaped = self.shaped.clone();
        let sides = self.insets.left + self.insets.right;
        let lines = wrap::lines(&shaped, width_px.map_or(f32::INFINITY, |width| (width - sides).max(0.0)));
        let mut line = SetLine::default();
        self.width_px =
            width_px.unwrap_or_else(|| lines.iter().map(|range| line.measure(&shaped, range)).fold(0.0, f32::max));
        self.width_px = self.width_px.ceil();
        for range in lines {
            self.push_line(&shaped, range, &mut line);
        }
        self.glyphs.shrink_to_fit();
        if self.lines.is_empty() {
            // An empty paragraph has one line without clusters, so that a caret can stand in it.
            let Insets { left, right } = self.insets;
            let x = if self.direction.is_rtl() { self.width_px - right } else { left };
            self.lines.push(Line { start: 0, end: 0, text_end: 0, left: x, right: x, clusters: 0..0, runs: 0..0 });
        }
    }

    /// Positions a line's clusters and glyphs.
    ///
    /// Rule L1 of UAX #9: trailing space takes the paragraph's level, so that it hangs past the line's end and never
    /// opens a gap inside, as it otherwise would beside the last Latin word of a right-to-left line.
    fn push_line(&mut self, shaped: &Shaped, range: Range<u32>, line: &mut SetLine) {
        let (start, end) = (shaped.clusters[range.start as usize].start, shaped.end_of(range.end as usize - 1));
        let trimmed_len = if shaped.hides_diacritics { diacritics::trimmed_len } else { order::trimmed_len };
        let trimmed = start + trimmed_len(&self.text[start as usize..end as usize]) as u32;
        // A control after a letter can share its cluster: then the cluster is not space.
        let of_line = &shaped.clusters[range.start as usize..range.end as usize];
        let text_end = of_line.get(of_line.partition_point(|c| c.start < trimmed)).map_or(end, |c| c.start);
        let total = line.measure(shaped, &range);
        let first = range.start as usize;
        let (first_cluster, first_run) = (self.clusters.clusters.len(), self.runs.len());
        let baseline = self.lines.len() as f32 * self.line_box.height + self.line_box.baseline;
        let hanging: f32 = (range.clone())
            .rev()
            .take_while(|&i| shaped.clusters[i as usize].start >= text_end)
            .map(|i| line.advances[i as usize - first])
            .sum();
        let base = order::base_level(self.direction);
        let level_of = |i: u32| {
            let cluster = shaped.clusters[i as usize];
            if cluster.start >= text_end { base } else { cluster.level }
        };
        line.order.clear();
        line.order.extend(range.clone());
        order::reorder(&mut line.order, level_of);

        let Insets { left, right } = self.insets;
        let content_left = if self.direction.is_rtl() { self.width_px - right - (total - hanging) } else { left };
        let mut x = if self.direction.is_rtl() { content_left - hanging } else { left };
        self.clusters.clusters.resize(first_cluster + range.len(), Cluster::default());
        let mut face = None;
        for (at, &i) in line.order.iter().enumerate() {
            let i = i as usize;
            let advance = line.advances[i - first];
            let rtl = level_of(i as u32) % 2 == 1;
            self.clusters.clusters[first_cluster + i - first] =
                Cluster { start: shaped.clusters[i].start, end: shaped.end_of(i), left: x, right: x + advance, rtl };
            let glyphs = shaped.glyphs_of(i);
            if shaped.clusters[i].start < text_end && !glyphs.is_empty() && !shaped.clusters[i].is_tab() {
                if face != Some(shaped.clusters[i].face) {
                    face = Some(shaped.clusters[i].face);
                    let run_start = self.glyphs.len() as u32;
                    let face = shaped.face_of(i);
                    self.runs.push(GlyphRun {
                        font: face.font.clone(),
                        size_px: face.size_px,
                        embolden: face.embolden,
                        glyphs: run_start..run_start,
                    });
                }
                // A ligature's clusters share its advance, and its glyphs belong to the logically first one: in
                // right-to-left text the other clusters are already to its left.
                let before: f32 = if rtl { line.continued_before(shaped, at, first) } else { 0.0 };
                let mut pen = x - before;
                for &glyph in glyphs {
                    let (dx, dy, advance) = shaped.face_of(i).place(glyph);
                    self.glyphs.push(Glyph { id: glyph.id, x: pen + dx, y: baseline + dy });
                    pen += advance;
                }
                if let Some(run) = self.runs.last_mut() {
                    run.glyphs.end = self.glyphs.len() as u32;
                }
            }
            x += advance;
        }
        share_empty_advances(&self.text, &mut self.clusters.clusters[first_cluster..]);
        self.lines.push(Line {
            start,
            end,
            text_end,
            left: content_left,
            right: content_left + total - hanging,
            clusters: first_cluster as u32..self.clusters.clusters.len() as u32,
            runs: first_run as u32..self.runs.len() as u32,
        });
    }

    /// The clusters of a line from left to right, including those without width.
    pub fn visual_order(&self, line: usize) -> Vec<Cluster> {
        let Some(line) = self.lines.get(line) else { return Vec::new() };
        let base = order::base_level(self.direction);
        let level_of = |i: u32| {
            let cluster = self.shaped.clusters[i as usize];
            if cluster.start >= line.text_end { base } else { cluster.level }
        };
        let mut indices: Vec<u32> = line.clusters.clone().collect();
        order::reorder(&mut indices, level_of);
        indices.into_iter().map(|i| self.clusters.clusters[i as usize]).collect()
    }

    /// Memory on the heap, fonts aside, in bytes.
    pub fn heap_bytes(&self) -> usize {
        self.shaped.heap_bytes()
            + self.text.len()
            + self.lines.capacity() * size_of::<Line>()
            + self.runs.capacity() * size_of::<GlyphRun>()
            + self.glyphs.capacity() * size_of::<Glyph>()
            + self.clusters.clusters.capacity() * size_of::<Cluster>()
    }

    /// The paragraph's text.
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

    /// The space at its sides.
    pub fn insets(&self) -> Insets {
        self.insets
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
}

/// The line being laid out; reused for its memory.
#[derive(Default)]
struct SetLine {
    /// The advance of each cluster, in logical order.
    advances: Vec<f32>,
    /// Cluster indices from left to right.
    order: Vec<u32>,
}

impl SetLine {
    /// Takes the advances of a line and returns their sum, in pixels.
    fn measure(&mut self, shaped: &Shaped, range: &Range<u32>) -> f32 {
        self.advances.clear();
        let mut x = 0.0;
        for i in range.clone() {
            let advance = wrap::advance(shaped, shaped.clusters[i as usize], x);
            self.advances.push(advance);
            x += advance;
        }
        x
    }

    /// Width of the parts of a ligature that stand left of its first letter, in pixels.
    fn continued_before(&self, shaped: &Shaped, at: usize, first: usize) -> f32 {
        let left_of = self.order[..at].iter().rev().map(|&i| i as usize);
        left_of.take_while(|&i| shaped.clusters[i].continues()).map(|i| self.advances[i - first]).sum()
    }
}

/// Noto Naskh draws لا as two glyphs, the alef without advance: a highlight of the alef alone would have no width. A
/// letter without advance takes half of the letter before it.
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
