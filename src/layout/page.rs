//! A document's page: its blocks, their heights, and the layouts of those in view.
//!
//! Heights are estimated until a block comes into view. The scroll position is kept as (block, pixels inside it), so
//! that corrections further up never move the text under the reader.

use std::collections::HashMap;
use std::sync::Arc;

use super::block::{Block, BlockKind};
use super::blocks::blocks;
use super::engine::{Family, TextEngine, TextStyle, Weight};
use super::heights::Heights;
use super::paragraph::{Insets, ParagraphLayout};
use crate::document::Document;
use crate::text::{BytePos, Direction};

/// Memory that layouts out of view may take, in bytes.
const KEPT_BYTES: usize = 24 << 20;

/// The fewest layouts kept, whatever their size, to cover those in view.
const KEPT_LAYOUTS: usize = 8;

/// Width of a byte of Arabic text in em, measured over news text in Noto Naskh.
const EM_PER_BYTE: f32 = 0.235;

/// Weight of the initial factor, as a number of estimated lines: the smaller it is, the sooner the factor adapts to the
/// text.
const PRIOR_LINES: f64 = 4.0;

/// How a page is set. Sizes are physical pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct PageStyle {
    /// Fonts of the article.
    pub family: Family,
    /// Letter size, in pixels.
    pub size_px: f32,
    /// Distance of baselines as a factor of the size.
    pub line_height: f32,
    /// Space between paragraphs relative to a book's; headings keep at least the space that a book has.
    pub paragraph_spacing: f32,
    /// Direction of every paragraph; `None` to let each follow its own content.
    pub direction: Option<Direction>,
    /// Whether Arabic vowel marks are left out; no offset changes.
    pub hide_diacritics: bool,
    /// Whether headings are set apart and paragraphs have space between them. If not, the page is one even column of
    /// lines, as with `white-space: pre-wrap`.
    pub book: bool,
}

impl PageStyle {
    /// The style for reading an article.
    pub fn book(size_px: f32) -> Self {
        Self {
            family: Family::Article,
            size_px,
            line_height: 1.8,
            paragraph_spacing: 1.0,
            direction: None,
            hide_diacritics: false,
            book: true,
        }
    }

    /// The same style with all lengths multiplied: from points to pixels.
    #[must_use]
    pub fn scaled(&self, factor: f32) -> Self {
        Self { size_px: self.size_px * factor, ..self.clone() }
    }

    fn text_style(&self, kind: BlockKind) -> TextStyle {
        let style = TextStyle {
            family: self.family.clone(),
            hide_diacritics: self.hide_diacritics,
            ..TextStyle::article(self.size_px, self.line_height)
        };
        let weight = if matches!(kind, BlockKind::Heading(_)) { Weight::Bold } else { Weight::Regular };
        let size = self.size_px * size_of_kind(kind);
        let line_height_px = size * self.line_height * lead_of_kind(kind);
        TextStyle { size_px: size, arabic_size_px: size, line_height_px, weight, ..style }
    }

    /// The space beside a block of a kind, in a paragraph of this direction.
    fn insets(&self, kind: BlockKind, direction: Direction) -> Insets {
        let (start, end) = match kind {
            _ if !self.book => (0.0, 0.0),
            BlockKind::Item(level, _) => (1.6 * f32::from(level.min(MOST_LEVELS)), 0.0),
            BlockKind::Quote => (1.6, 1.6),
            BlockKind::Body | BlockKind::Heading(_) | BlockKind::Small | BlockKind::Row(_) | BlockKind::Empty => {
                (0.0, 0.0)
            }
        };
        let (start, end) = (start * self.size_px, end * self.size_px);
        if direction.is_rtl() { Insets { left: end, right: start } } else { Insets { left: start, right: end } }
    }
}

/// How deep lists are set in each other.
const MOST_LEVELS: u8 = 6;

/// Letter size of a kind of block, as a factor: 22 px beside text of 20 for a heading that is found by its looks.
fn size_of_kind(kind: BlockKind) -> f32 {
    match kind {
        BlockKind::Heading(1) => 1.5,
        BlockKind::Heading(2) => 1.25,
        BlockKind::Heading(_) => 1.1,
        BlockKind::Small => 0.85,
        BlockKind::Body | BlockKind::Item(..) | BlockKind::Quote | BlockKind::Row(_) | BlockKind::Empty => 1.0,
    }
}

/// Distance of baselines of a kind of block beside the text's, as a factor: large letters stand closer.
fn lead_of_kind(kind: BlockKind) -> f32 {
    if kind == BlockKind::Heading(1) { 0.85 } else { 1.0 }
}

/// The page of one document at one width and style.
pub struct PageLayout {
    blocks: Vec<Block>,
    direction: Direction,
    style: PageStyle,
    width_px: f32,
    heights: Heights,
    kept: HashMap<usize, Kept>,
    kept_bytes: usize,
    clock: u64,
    /// Sums of exact and of estimated heights of the same blocks, in pixels: their ratio corrects the estimates of all
    /// other blocks.
    measured: [f64; 2],
}

struct Kept {
    layout: Arc<ParagraphLayout>,
    bytes: usize,
    used: u64,
}

impl PageLayout {
    /// Splits the document into blocks and estimates their heights; shapes nothing yet.
    pub fn new(document: &Document, style: PageStyle, width_px: f32) -> Self {
        let direction = document.direction().unwrap_or(Direction::Rtl);
        let mut page = Self {
            blocks: blocks(document, style.book),
            direction,
            style,
            width_px,
            heights: Heights::default(),
            kept: HashMap::new(),
            kept_bytes: 0,
            clock: 0,
            measured: [0.0; 2],
        };
        page.estimate(1.0);
        page
    }

    /// Applies a new style or width; when only the width changes, blocks already laid out keep their shaped text.
    /// Returns whether anything changed.
    pub fn restyle(&mut self, document: &Document, style: &PageStyle, width_px: f32) -> bool {
        if self.style == *style && self.width_px == width_px {
            return false;
        }
        if self.style.book != style.book {
            self.blocks = blocks(document, style.book);
        }
        if self.style != *style {
            self.kept.clear();
            self.kept_bytes = 0;
        }
        self.style = style.clone();
        self.width_px = width_px;
        self.estimate(self.heights.factor());
        // Layouts in the cache are wrapped again when they are next used.
        true
    }

    /// Estimates all heights anew; `factor` is the correction for all estimates.
    fn estimate(&mut self, factor: f64) {
        let prior = PRIOR_LINES * f64::from(self.style.size_px * self.style.line_height);
        self.measured = [prior * factor, prior];
        let per_byte = EM_PER_BYTE * self.style.size_px / self.width_px.max(1.0);
        let heights = (0..self.blocks.len())
            .map(|i| {
                let block = self.blocks[i];
                let lines = (block.span.len() as f32 * per_byte).ceil().max(1.0);
                let height = self.space_above(i) + self.line_height(i) * lines;
                // The height of a text is unknown until it is laid out.
                if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Empty) { height } else { -height }
            })
            .collect();
        self.heights = Heights::new(heights, factor);
    }

    fn line_height(&self, block: usize) -> f32 {
        match self.blocks[block].kind {
            BlockKind::Empty if self.style.book => 0.0,
            kind => self.style.size_px * self.style.line_height * size_of_kind(kind) * lead_of_kind(kind),
        }
    }

    /// White space above a block, in pixels; part of its height.
    pub fn space_above(&self, block: usize) -> f32 {
        let (Some(before), Some(this)) = (block.checked_sub(1).map(|b| self.blocks[b]), self.blocks.get(block)) else {
            return 0.0;
        };
        if !self.style.book || this.continues {
            return 0.0;
        }
        let em = self.style.size_px / 20.0;
        let spacing = self.style.paragraph_spacing;
        match (before.kind, this.kind) {
            // Of a document that names its headings, empty lines stand between them and the text.
            (_, BlockKind::Heading(1 | 2)) => 22.0 * em * spacing.max(1.0),
            (_, BlockKind::Heading(_)) => 18.0 * em * spacing.max(1.0),
            (BlockKind::Heading(_), _) => 6.0 * em,
            (BlockKind::Item(..), BlockKind::Item(..)) | (BlockKind::Row(_), BlockKind::Row(_)) => 4.0 * em * spacing,
            (_, BlockKind::Empty) => 8.0 * em * spacing,
            (BlockKind::Empty, BlockKind::Small) => 4.0 * em * spacing,
            (_, _) => 14.0 * em * spacing,
        }
    }

    /// Number of blocks.
    pub fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// A block.
    pub fn block(&self, index: usize) -> Block {
        self.blocks[index]
    }

    /// The block that holds a byte; a newline belongs to the block before it.
    pub fn block_of(&self, at: BytePos) -> usize {
        self.blocks.partition_point(|b| b.span.start <= at).saturating_sub(1)
    }

    /// The style.
    pub fn style(&self) -> &PageStyle {
        &self.style
    }

    /// Width of the column, in pixels.
    pub fn width_px(&self) -> f32 {
        self.width_px
    }

    /// Base direction of the document.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Height of the whole page, in pixels; partly an estimate.
    pub fn total_height(&self) -> f64 {
        self.heights.total()
    }

    /// Top of a block (its space above included), in pixels; partly an estimate.
    pub fn top(&self, block: usize) -> f64 {
        self.heights.before(block)
    }

    /// Height of a block with the space above it, in pixels; exact once it is laid out.
    pub fn height(&self, block: usize) -> f32 {
        self.heights.get(block)
    }

    /// The block at a height, and how far inside, in pixels.
    pub fn at_y(&self, y: f64) -> (usize, f64) {
        self.heights.at(y)
    }

    /// The layout of a block, made now unless it is cached; its height is exact from here on.
    pub fn layout(&mut self, engine: &mut TextEngine, document: &Document, index: usize) -> Arc<ParagraphLayout> {
        self.clock += 1;
        let clock = self.clock;
        let block = self.blocks[index];
        let width = self.width_px;
        let layout = if let Some(kept) = self.kept.get_mut(&index) {
            kept.used = clock;
            if kept.layout.width_px() != width.ceil() {
                Arc::make_mut(&mut kept.layout).wrap(Some(width));
            }
            kept.layout.clone()
        } else {
            let text = block.span.of(document.text());
            let direction = self.direction_of(document, index);
            let layout = engine.paragraph(text, &self.style.text_style(block.kind), direction, Some(width));
            let layout = Arc::new(layout.inset(self.style.insets(block.kind, direction)));
            let bytes = layout.heap_bytes();
            self.kept_bytes += bytes;
            self.kept.insert(index, Kept { layout: layout.clone(), bytes, used: clock });
            if self.kept_bytes > KEPT_BYTES && self.kept.len() > KEPT_LAYOUTS {
                self.forget_oldest();
            }
            layout
        };
        let has_height = block.kind != BlockKind::Empty || !self.style.book;
        let text_height = if has_height { layout.height_px() } else { 0.0 };
        self.set_height(index, self.space_above(index) + text_height);
        layout
    }

    /// Records an exact height, and corrects the other estimates by it.
    fn set_height(&mut self, index: usize, height: f32) {
        if let Some(estimate) = self.heights.estimate(index) {
            self.measured[0] += f64::from(height);
            self.measured[1] += f64::from(estimate);
            self.heights.set_factor(self.measured[0] / self.measured[1]);
            self.heights.set(index, height);
        } else if self.heights.get(index) != height {
            self.heights.set(index, height);
        }
    }

    /// Direction of a block: from the style, otherwise that of its whole paragraph, decided by the paragraph's
    /// beginning.
    fn direction_of(&self, document: &Document, index: usize) -> Direction {
        if let Some(direction) = self.style.direction {
            return direction;
        }
        let first = (0..=index).rev().find(|&i| !self.blocks[i].continues).unwrap_or(index);
        Direction::of(self.blocks[first].span.of(document.text())).unwrap_or(self.direction)
    }

    /// Drops the layouts that were used longest ago, until half of the memory is free.
    fn forget_oldest(&mut self) {
        let mut oldest: Vec<(u64, usize)> = self.kept.iter().map(|(&block, kept)| (kept.used, block)).collect();
        oldest.sort_unstable();
        let most = oldest.len() - KEPT_LAYOUTS;
        for (_, block) in oldest.into_iter().take(most) {
            if self.kept_bytes <= KEPT_BYTES / 2 {
                break;
            }
            if let Some(kept) = self.kept.remove(&block) {
                self.kept_bytes -= kept.bytes;
            }
        }
    }

    /// Memory of the page on the heap, fonts aside, in bytes.
    pub fn heap_bytes(&self) -> usize {
        self.blocks.capacity() * size_of::<Block>() + self.blocks.len() * size_of::<f32>() + self.kept_bytes
    }
}
