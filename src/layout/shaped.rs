//! A shaped paragraph before it is wrapped: everything that does not depend on the width.
//!
//! parley shapes the text, and its own layout is then dropped. One entry per cluster and one per glyph are kept, a
//! quarter of parley's memory; from them lines are broken and positioned at any width without shaping again. Lengths
//! are pixels; glyph offsets are in [`GLYPH_UNITS`]ths of the letter size.

use std::ops::Range;

use parley::FontData;
use parley::layout::{Layout, Run};

use super::order::{self, Level};
use super::{breaks, fonts};
use crate::text::Direction;

/// Units of a glyph offset per em: 1/200 px at 20 px, and up to eight em in an `i16`.
const GLYPH_UNITS: f32 = 4096.0;

/// A line may break before this cluster.
const BREAK_BEFORE: u8 = 1;
/// The cluster continues a ligature, whose glyphs belong to its first cluster.
const CONTINUES: u8 = 2;
/// Space that hangs past a line's end instead of beginning the next line.
const HANGS: u8 = 4;
/// A tab, which extends to the next tab stop.
const TAB: u8 = 8;

/// A grapheme cluster, in logical order.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapedCluster {
    /// First byte in the paragraph.
    pub(super) start: u32,
    /// Width in pixels; 0 for a tab.
    pub(super) advance: f32,
    /// Its first glyph; its glyphs end where those of the next cluster begin.
    first_glyph: u32,
    /// Index of its face.
    pub(super) face: u16,
    /// Embedding level of UAX #9, line-end rules not yet applied.
    pub(super) level: Level,
    flags: u8,
}

impl ShapedCluster {
    /// Whether a line may begin here.
    pub(super) fn may_break_before(self) -> bool {
        self.flags & BREAK_BEFORE != 0
    }

    /// Whether it belongs to a ligature that began earlier.
    pub(super) fn continues(self) -> bool {
        self.flags & CONTINUES != 0
    }

    /// Whether it is space that hangs at a line's end.
    pub(super) fn hangs(self) -> bool {
        self.flags & HANGS != 0
    }

    /// Whether it is a tab.
    pub(super) fn is_tab(self) -> bool {
        self.flags & TAB != 0
    }
}

/// A glyph as shaped, in visual order inside its cluster.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapedGlyph {
    /// Number in the font.
    pub(super) id: u16,
    x: i16,
    y: i16,
    advance: i16,
}

/// A font at a size.
#[derive(Clone, Debug)]
pub(super) struct Face {
    /// The font's bytes and index.
    pub(super) font: FontData,
    /// In pixels per em.
    pub(super) size_px: f32,
    /// Whether bold has to be imitated.
    pub(super) embolden: bool,
    /// Ascent of its letters as declared by the font, in pixels.
    pub(super) ascent_px: f32,
    /// Descent of its letters as declared by the font, in pixels.
    pub(super) descent_px: f32,
}

impl Face {
    /// Offset of a glyph and its advance, in pixels.
    pub(super) fn place(&self, glyph: ShapedGlyph) -> (f32, f32, f32) {
        let unit = self.size_px / GLYPH_UNITS;
        (f32::from(glyph.x) * unit, f32::from(glyph.y) * unit, f32::from(glyph.advance) * unit)
    }
}

/// All clusters and glyphs of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    /// In logical order.
    pub(super) clusters: Vec<ShapedCluster>,
    glyphs: Vec<ShapedGlyph>,
    faces: Vec<Face>,
    text_len: u32,
    /// Whether the text has vowel marks that are hidden.
    pub(super) hides_diacritics: bool,
    /// Distance of tab stops, in pixels.
    pub(super) tab_px: f32,
}

impl Shaped {
    /// Takes parley's result; `text` has no newlines.
    pub(super) fn new(mut layout: Layout<()>, text: &str, direction: Direction, tab_px: f32) -> Self {
        let mut shaped = Self { text_len: text.len() as u32, tab_px, ..Self::default() };
        if text.is_empty() {
            // For an empty text parley shapes a space to have something to measure.
            return shaped;
        }
        // In a column of width zero every line is one unbreakable part.
        layout.break_all_lines(Some(0.0));
        let mut mixed = false;
        for line in layout.lines() {
            let mut runs: Vec<Run<'_, ()>> = line.runs().collect();
            runs.sort_by_key(|run| run.text_range().start);
            let mut flags = BREAK_BEFORE;
            for run in runs {
                mixed |= run.is_rtl() != direction.is_rtl();
                flags = shaped.push_run(&run, text, flags, direction);
            }
        }
        shaped.break_as_browsers(text);
        if order::needs_levels(text, direction, mixed) {
            let levels = order::levels(text, direction);
            for cluster in &mut shaped.clusters {
                cluster.level = levels[cluster.start as usize];
            }
        }
        shaped.clusters.shrink_to_fit();
        shaped.glyphs.shrink_to_fit();
        shaped
    }

    /// Adds a run's clusters, the first with the given flags; returns the flags for what follows.
    fn push_run(&mut self, run: &Run<'_, ()>, text: &str, mut flags: u8, direction: Direction) -> u8 {
        let face = self.face(run);
        let unit = GLYPH_UNITS / run.font_size().max(f32::MIN_POSITIVE);
        // The conversion saturates: of 10,000 stacked marks the uppermost share one height.
        let units = |px: f32| (px * unit).round() as i16;
        for cluster in run.clusters() {
            let start = cluster.text_range().start;
            if start >= text.len() {
                continue;
            }
            let first_glyph = self.glyphs.len() as u32;
            for glyph in cluster.glyphs() {
                self.glyphs.push(ShapedGlyph {
                    id: glyph.id as u16,
                    x: units(glyph.x),
                    y: units(glyph.y),
                    advance: units(glyph.advance),
                });
            }
            let kind = match text[start..].chars().next() {
                Some('\t') => HANGS | TAB,
                Some(' ' | '\u{3000}') => HANGS,
                _ => 0,
            };
            let continues = if cluster.is_ligature_continuation() { CONTINUES } else { 0 };
            // Without controls the levels are those of letters in one embedding, see `needs_levels`.
            let level = match (run.is_rtl(), direction.is_rtl()) {
                (true, _) => 1,
                (false, true) => 2,
                (false, false) => 0,
            };
            let advance = if kind & TAB == 0 { cluster.advance().max(0.0) } else { 0.0 };
            self.clusters.push(ShapedCluster {
                start: start as u32,
                advance,
                first_glyph,
                face,
                level,
                flags: flags | kind | continues,
            });
            flags = 0;
        }
        flags
    }

    /// Applies the rules of browsers where they differ from UAX #14.
    fn break_as_browsers(&mut self, text: &str) {
        for cluster in self.clusters.iter_mut().skip(1) {
            let verdict = breaks::at(text, cluster.start as usize);
            if let Some(may_break) = verdict {
                cluster.flags = cluster.flags & !BREAK_BEFORE | if may_break { BREAK_BEFORE } else { 0 };
            }
        }
    }

    /// Maps offsets back to a text of `text_len` bytes of which only some were shaped; `starts` has the original
    /// position of each shaped byte. Bytes that were left out belong to the cluster before them, those at the beginning
    /// to the first cluster.
    pub(super) fn restore_offsets(&mut self, starts: &[u32], text_len: usize) {
        for (index, cluster) in self.clusters.iter_mut().enumerate() {
            let start = starts.get(cluster.start as usize).copied().unwrap_or(cluster.start);
            cluster.start = if index == 0 { 0 } else { start };
        }
        self.text_len = text_len as u32;
        self.hides_diacritics = true;
    }

    fn face(&mut self, run: &Run<'_, ()>) -> u16 {
        let (font, size_px, embolden) = (run.font(), run.font_size(), run.synthesis().embolden());
        let same = |face: &Face| {
            face.font.data.id() == font.data.id()
                && face.font.index == font.index
                && face.size_px == size_px
                && face.embolden == embolden
        };
        let known = self.faces.iter().position(same);
        known.unwrap_or_else(|| {
            let metrics = run.font_metrics();
            let (ascent_px, descent_px) = (metrics.ascent, metrics.descent);
            self.faces.push(Face { font: font.clone(), size_px, embolden, ascent_px, descent_px });
            self.faces.len() - 1
        }) as u16
    }

    /// The face of a cluster.
    pub(super) fn face_of(&self, cluster: usize) -> &Face {
        &self.faces[usize::from(self.clusters[cluster].face)]
    }

    /// First byte after a cluster.
    pub(super) fn end_of(&self, cluster: usize) -> u32 {
        self.clusters.get(cluster + 1).map_or(self.text_len, |next| next.start)
    }

    /// A cluster's glyphs, from left to right.
    pub(super) fn glyphs_of(&self, cluster: usize) -> &[ShapedGlyph] {
        let end = self.clusters.get(cluster + 1).map_or(self.glyphs.len(), |next| next.first_glyph as usize);
        &self.glyphs[self.clusters[cluster].first_glyph as usize..end]
    }

    /// The fonts in use.
    pub(super) fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// Removes the boxes of marks that no available font has if the letter below is drawn: they would tear a joined
    /// word apart.
    pub(super) fn leave_out_missing_marks(&mut self, text: &str) {
        let torn: Vec<usize> = (0..self.clusters.len()).filter(|&i| self.has_only_its_letter(i, text)).collect();
        if torn.is_empty() {
            return;
        }
        let glyphs = std::mem::take(&mut self.glyphs);
        for i in 0..self.clusters.len() {
            let end = self.clusters.get(i + 1).map_or(glyphs.len(), |next| next.first_glyph as usize);
            let own = &glyphs[self.clusters[i].first_glyph as usize..end];
            self.clusters[i].first_glyph = self.glyphs.len() as u32;
            if torn.binary_search(&i).is_err() {
                self.glyphs.extend(own);
                continue;
            }
            self.glyphs.extend(own.iter().filter(|glyph| glyph.id != 0));
            let face = &self.faces[usize::from(self.clusters[i].face)];
            let advances = own.iter().filter(|glyph| glyph.id != 0).map(|&glyph| face.place(glyph).2);
            self.clusters[i].advance = advances.sum::<f32>().max(0.0);
        }
    }

    /// Whether the font of a cluster has its letter but not all of its marks.
    fn has_only_its_letter(&self, cluster: usize, text: &str) -> bool {
        let glyphs = self.glyphs_of(cluster);
        let is_torn = glyphs.iter().any(|glyph| glyph.id == 0) && glyphs.iter().any(|glyph| glyph.id != 0);
        is_torn && {
            let part = &text[self.clusters[cluster].start as usize..self.end_of(cluster) as usize];
            let letter = &part[..part.chars().next().map_or(0, char::len_utf8)];
            let font = &self.face_of(cluster).font;
            fonts::font_has_glyphs(font.data.as_ref(), font.index, letter)
        }
    }

    /// Byte ranges for which no available font has a glyph.
    pub(super) fn missing(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        (0..self.clusters.len())
            .filter(|&i| self.glyphs_of(i).iter().any(|glyph| glyph.id == 0))
            .map(|i| self.clusters[i].start as usize..self.end_of(i) as usize)
    }

    /// Bytes on the heap.
    pub(super) fn heap_bytes(&self) -> usize {
        self.clusters.capacity() * size_of::<ShapedCluster>()
            + self.glyphs.capacity() * size_of::<ShapedGlyph>()
            + self.faces.capacity() * size_of::<Face>()
    }
}
