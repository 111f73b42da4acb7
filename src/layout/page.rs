//! A document's page: its blocks, their heights, and the layouts of those in view.
//!
//! Heights are estimated until a block comes into view; whoever scrolls keeps its place as (block,
//! pixels inside it), so that corrections above never move the text under the reader.

use std::collections::HashMap;
use std::sync::Arc;

use super::engine::{Family, TextEngine, TextStyle, Weight};
use super::heights::Heights;
use super::paragraph::ParagraphLayout;
use crate::document::Document;
use crate::text::{BytePos, Direction, Span};

/// A longer paragraph is set in pieces of at most this many bytes: shaping is linear in the
/// paragraph, and 64 KiB take about 10 ms.
const PIECE_BYTES: u32 = 64 * 1024;

/// Layouts kept beyond those in view.
const KEPT_LAYOUTS: usize = 400;

/// Width of a byte of Arabic text in em, measured over news text in Noto Naskh.
const EM_PER_BYTE: f32 = 0.235;

/// Longest heading, in code points.
const HEADING_CHARS: usize = 70;

/// How a page is set. Sizes are physical pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct PageStyle {
    /// Fonts of the article.
    pub family: Family,
    /// Letter size, in pixels.
    pub size_px: f32,
    /// Distance of baselines as a factor of the size.
    pub line_height: f32,
    /// Whether headings are set apart and paragraphs have space between them. Without, the page is
    /// one even column of lines, as `white-space: pre-wrap` sets it.
    pub book: bool,
}

impl PageStyle {
    /// The style of a read page.
    pub fn book(size_px: f32) -> Self {
        Self { family: Family::Article, size_px, line_height: 1.8, book: true }
    }

    fn text_style(&self, kind: BlockKind) -> TextStyle {
        let mut style = TextStyle { family: self.family.clone(), ..TextStyle::article(self.size_px, self.line_height) };
        if kind == BlockKind::Heading {
            // 22 px beside text of 20.
            let size = self.size_px * 1.1;
            style = TextStyle { size_px: size, arabic_size_px: size, line_height_px: size * self.line_height, weight: Weight::Bold, ..style };
        }
        style
    }
}

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph or a piece of a very long one.
    Body,
    /// A short line that stands over others.
    Heading,
    /// A line without text.
    Empty,
}

/// A paragraph, or a piece of a very long one, in bytes of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its text, without the newline.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Whether it goes on the piece before it.
    pub continues: bool,
}

/// The page of one document at one width and style.
pub struct PageLayout {
    blocks: Vec<Block>,
    direction: Direction,
    style: PageStyle,
    width_px: f32,
    heights: Heights,
    kept: HashMap<usize, Kept>,
    clock: u64,
}

struct Kept {
    layout: Arc<ParagraphLayout>,
    used: u64,
}

impl PageLayout {
    /// Splits the document into blocks and estimates their heights; nothing is shaped yet.
    pub fn new(document: &Document, style: PageStyle, width_px: f32) -> Self {
        let direction = document.direction().unwrap_or(Direction::Rtl);
        let mut page = Self {
            blocks: blocks(document, style.book),
            direction,
            style,
            width_px,
            heights: Heights::default(),
            kept: HashMap::new(),
            clock: 0,
        };
        page.estimate();
        page
    }

    /// Sets the page anew where style or width have changed; blocks that are laid out keep their
    /// shapes when only the width changes. Says whether anything changed.
    pub fn restyle(&mut self, document: &Document, style: &PageStyle, width_px: f32) -> bool {
        if self.style == *style && self.width_px == width_px {
            return false;
        }
        if self.style.book != style.book {
            self.blocks = blocks(document, style.book);
            self.kept.clear();
        }
        if self.style != *style {
            self.kept.clear();
        }
        self.style = style.clone();
        self.width_px = width_px;
        self.estimate();
        // Blocks out of view are wrapped when they are next asked for.
        let mut kept: Vec<usize> = self.kept.keys().copied().collect();
        kept.sort_unstable();
        for block in kept {
            if self.kept.get(&block).is_some_and(|k| k.used + 2 < self.clock) {
                self.kept.remove(&block);
            }
        }
        true
    }

    fn estimate(&mut self) {
        let per_byte = EM_PER_BYTE * self.style.size_px / self.width_px.max(1.0);
        let heights = (0..self.blocks.len())
            .map(|i| {
                let lines = (self.blocks[i].span.len() as f32 * per_byte).ceil().max(1.0);
                self.space_above(i) + self.line_height(i) * lines
            })
            .collect();
        self.heights = Heights::new(heights);
    }

    fn line_height(&self, block: usize) -> f32 {
        match self.blocks[block].kind {
            BlockKind::Body => self.style.size_px * self.style.line_height,
            BlockKind::Heading => self.style.size_px * 1.1 * self.style.line_height,
            BlockKind::Empty if self.style.book => 0.0,
            BlockKind::Empty => self.style.size_px * self.style.line_height,
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
        match (before.kind, this.kind) {
            (_, BlockKind::Heading) => 18.0 * em,
            (BlockKind::Heading, _) => 6.0 * em,
            (_, BlockKind::Empty) => 8.0 * em,
            (_, BlockKind::Body) => 14.0 * em,
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

    /// The layout of a block, made now if it is not at hand; its height is exact from here on.
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
            let direction = Direction::of(text).unwrap_or(self.direction);
            let layout = Arc::new(engine.paragraph(text, &self.style.text_style(block.kind), direction, Some(width)));
            self.kept.insert(index, Kept { layout: layout.clone(), used: clock });
            if self.kept.len() > KEPT_LAYOUTS {
                self.forget_oldest();
            }
            layout
        };
        let text_height = if block.kind == BlockKind::Empty { self.line_height(index) } else { layout.height_px() };
        let height = self.space_above(index) + text_height;
        if self.heights.get(index) != height {
            self.heights.set(index, height);
        }
        layout
    }

    fn forget_oldest(&mut self) {
        let mut used: Vec<u64> = self.kept.values().map(|k| k.used).collect();
        used.sort_unstable();
        let limit = used[used.len() / 4];
        self.kept.retain(|_, k| k.used > limit);
    }
}

fn blocks(document: &Document, book: bool) -> Vec<Block> {
    let text = document.text();
    let mut blocks: Vec<Block> = Vec::with_capacity(document.paragraph_count());
    for span in document.paragraphs() {
        if span.len() <= PIECE_BYTES {
            let kind = if span.of(text).trim().is_empty() { BlockKind::Empty } else { BlockKind::Body };
            blocks.push(Block { span, kind, continues: false });
            continue;
        }
        let (mut start, end) = (span.start.index(), span.end.index());
        while start < end {
            let cut = piece_end(text, start, end);
            blocks.push(Block { span: Span::from_range(start..cut), kind: BlockKind::Body, continues: start > span.start.index() });
            start = cut;
        }
    }
    if book {
        mark_headings(text, &mut blocks);
    }
    blocks
}

/// Where a piece of a long paragraph ends: behind a space where there is one, else before a base
/// letter, so that no mark is torn from its letter.
fn piece_end(text: &str, start: usize, end: usize) -> usize {
    let limit = start + PIECE_BYTES as usize;
    if limit >= end {
        return end;
    }
    let limit = text.floor_char_boundary(limit);
    let window = text.floor_char_boundary(limit - 4096);
    if let Some(space) = text[window..limit].rfind(' ') {
        return window + space + 1;
    }
    text[window..limit]
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_alphanumeric())
        .map_or(limit, |(i, _)| window + i)
}

/// A heading is a short line without the punctuation that ends a sentence, over a longer one.
fn mark_headings(text: &str, blocks: &mut [Block]) {
    for i in 0..blocks.len() {
        if blocks[i].kind != BlockKind::Body || blocks[i].continues {
            continue;
        }
        let line = blocks[i].span.of(text).trim();
        let ends_sentence = line.ends_with(['.', '،', '؛', ':', '؟', '?', '!', '…', ',', ';', '»', '"', ')']);
        let is_short = line.len() <= HEADING_CHARS * 2 && line.chars().count() <= HEADING_CHARS;
        let next = blocks[i + 1..].iter().find(|b| b.kind != BlockKind::Empty);
        let stands_over_text = next.is_some_and(|b| b.span.len() as usize > line.len() * 2);
        if is_short && !ends_sentence && stands_over_text && line.chars().any(char::is_alphabetic) {
            blocks[i].kind = BlockKind::Heading;
        }
    }
}
