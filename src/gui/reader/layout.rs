//! Which blocks are in view, scrolling, and the marks of the scrollbar.

use super::model::{Glide, Place, Placed, Reader};
use crate::document::Document;
use crate::layout::{PageLayout, TextEngine};
use crate::session::Session;
use crate::text::Span;

/// White space above the first line, in points.
pub(super) const ABOVE: f32 = 34.0;
/// White space below the last line, in points.
pub(super) const BELOW: f32 = 60.0;
/// Longest time of a glide to a mention, in seconds.
const GLIDE_SECS: f64 = 0.15;

impl Place {
    /// Above everything; the view begins at the white space above the first block.
    const TOP: Self = Self { block: 0, below_px: f64::MIN };

    /// Moves down by `by_px` (up when negative); blocks on the way are laid out, so that the
    /// distance is exact.
    fn moved(mut self, page: &mut PageLayout, engine: &mut TextEngine, document: &Document, by_px: f64) -> Self {
        self.below_px += by_px;
        // A jump over many screens goes by the estimates; the last part is exact.
        if self.below_px.abs() > 20_000.0 {
            let (block, below) = page.at_y(page.top(self.block) + self.below_px);
            return Self { block, below_px: below };
        }
        while self.below_px < 0.0 && self.block > 0 {
            self.block -= 1;
            page.layout(engine, document, self.block);
            self.below_px += f64::from(page.height(self.block));
        }
        loop {
            page.layout(engine, document, self.block);
            let height = f64::from(page.height(self.block));
            if self.below_px < height || self.block + 1 >= page.block_count() {
                return self;
            }
            self.below_px -= height;
            self.block += 1;
        }
    }
}

impl Default for Place {
    fn default() -> Self {
        Self::TOP
    }
}

impl Reader {
    /// Finds the blocks in view. `scroll_px` moves the text up.
    pub(super) fn place_blocks(
        &mut self,
        engine: &mut TextEngine,
        document: &Document,
        height_px: f32,
        pixels_per_point: f32,
        scroll_px: f64,
        now_secs: f64,
    ) {
        let Some(mut page) = self.page.take() else { return };
        self.view_height_px = height_px;
        let above = f64::from(ABOVE * pixels_per_point);
        if let Some(span) = self.wanted.take() {
            self.begin_glide(&mut page, engine, document, span, now_secs);
        }
        let glided = self.glide_step(now_secs);
        self.keep_below_top(above);
        if scroll_px != 0.0 {
            self.glide = None;
        }
        if scroll_px + glided != 0.0 {
            self.place = self.place.moved(&mut page, engine, document, scroll_px + glided);
        }
        if let Some(glide) = self.glide
            && glide.gone_px == glide.distance_px
        {
            self.place = glide.target;
            self.glide = None;
        }
        self.keep_below_top(above);
        self.view = visible(&mut page, engine, document, self.place, height_px);
        // The end: the last line stays in view, with white space below it.
        let below = BELOW * pixels_per_point;
        if let Some(last) = self.view.last()
            && last.block + 1 == page.block_count()
        {
            let missing = f64::from(height_px - below - last.bottom_px());
            let at_top = self.place.block == 0 && self.place.below_px <= -above;
            if missing > 0.0 && !at_top {
                self.place = self.place.moved(&mut page, engine, document, -missing);
                self.keep_below_top(above);
                self.view = visible(&mut page, engine, document, self.place, height_px);
            }
        }
        self.page = Some(page);
    }

    /// White space stands above the first block, and no more of it.
    fn keep_below_top(&mut self, above_px: f64) {
        if self.place.block == 0 {
            self.place.below_px = self.place.below_px.max(-above_px);
        }
    }

    fn begin_glide(
        &mut self,
        page: &mut PageLayout,
        engine: &mut TextEngine,
        document: &Document,
        span: Span,
        now_secs: f64,
    ) {
        let block = page.block_of(span.start);
        let layout = page.layout(engine, document, block);
        let at = span.start.0.saturating_sub(page.block(block).span.start.0);
        let line = layout.lines().partition_point(|l| l.start <= at).saturating_sub(1);
        let line_px = f64::from(page.space_above(block) + line as f32 * layout.line_box().height);
        self.flash = Some((span, now_secs));
        // Already in the middle of the view: nothing moves.
        let in_view =
            self.view.iter().find(|p| p.block == block).map(|p| p.top_px + line as f32 * layout.line_box().height);
        if in_view.is_some_and(|y| y > self.view_height_px * 0.08 && y < self.view_height_px * 0.85) {
            return;
        }
        let view = f64::from(self.view_height_px);
        let target = Place { block, below_px: line_px }.moved(page, engine, document, -view / 3.0);
        let here = page.top(self.place.block) + self.place.below_px;
        let distance = page.top(target.block) + target.below_px - here;
        // From far away only the last part is seen.
        let seen = distance.clamp(-view / 2.0, view / 2.0);
        if seen != distance {
            self.place = target.moved(page, engine, document, -seen);
        }
        self.glide = Some(Glide { target, since_secs: now_secs, distance_px: seen, gone_px: 0.0 });
    }

    /// Pixels to move in this frame.
    fn glide_step(&mut self, now_secs: f64) -> f64 {
        let Some(glide) = &mut self.glide else { return 0.0 };
        let share = ((now_secs - glide.since_secs) / GLIDE_SECS).clamp(0.0, 1.0);
        let eased = 1.0 - (1.0 - share).powi(3);
        let gone = if share >= 1.0 { glide.distance_px } else { glide.distance_px * eased };
        let step = gone - glide.gone_px;
        glide.gone_px = gone;
        step
    }

    /// Brings a line of the view's surroundings into view, in pixels of the view; used after the
    /// caret has moved.
    pub(super) fn scroll_for(&self, top_px: f32, bottom_px: f32) -> f64 {
        let margin = (self.view_height_px * 0.08).min(60.0);
        if top_px < margin {
            f64::from(top_px - margin)
        } else if bottom_px > self.view_height_px - margin {
            f64::from(bottom_px - self.view_height_px + margin)
        } else {
            0.0
        }
    }

    /// Share of the page above the view and share in view, 0 to 1.
    pub(super) fn scroll_shares(&self) -> (f32, f32) {
        let Some(page) = &self.page else { return (0.0, 1.0) };
        let total = page.total_height().max(1.0);
        let top = (page.top(self.place.block) + self.place.below_px).max(0.0);
        ((top / total) as f32, (f64::from(self.view_height_px) / total).min(1.0) as f32)
    }

    /// Puts a share of the page, 0 to 1, at the top of the view.
    pub(super) fn scroll_to_share(&mut self, share: f32) {
        let Some(page) = &self.page else { return };
        let (block, below_px) = page.at_y(page.total_height() * f64::from(share.clamp(0.0, 1.0)));
        self.place = Place { block, below_px };
        self.glide = None;
    }

    /// Puts the beginning of the document at the top.
    pub(super) fn scroll_to_top(&mut self) {
        self.place = Place::TOP;
        self.glide = None;
    }
}

fn visible(
    page: &mut PageLayout,
    engine: &mut TextEngine,
    document: &Document,
    place: Place,
    height_px: f32,
) -> Vec<Placed> {
    let mut view = Vec::new();
    let mut y = -place.below_px as f32;
    for block in place.block..page.block_count() {
        if y > height_px {
            break;
        }
        let layout = page.layout(engine, document, block);
        let top_px = y + page.space_above(block);
        y += page.height(block);
        view.push(Placed { block, span: page.block(block).span, top_px, layout });
    }
    view
}

/// Matches along the scrollbar, kept until the search or the bar changes.
#[derive(Default)]
pub(crate) struct BarCache {
    /// Search and height that `found` is for.
    found_key: Option<(u64, usize, i32)>,
    /// Offsets of matches from the bar's top, in points.
    found: Vec<f32>,
}

impl BarCache {
    /// Where the matches of the search stand on a bar of a height in points.
    pub(super) fn found(&mut self, spans: &[Span], stamp: u64, session: &Session, height: f32) -> &[f32] {
        let key = (stamp, spans.len(), height as i32);
        if self.found_key != Some(key) {
            self.found_key = Some(key);
            let len = f64::from(session.document().len().max(1));
            self.found = spans.iter().map(|span| (f64::from(span.start.0) / len * f64::from(height)) as f32).collect();
            self.found.dedup_by_key(|y| *y as i32 / 3);
        }
        &self.found
    }
}
