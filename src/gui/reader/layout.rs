//! Finds the blocks in view, scrolls, and computes the marks of the scrollbar.

use super::model::{Glide, Placed, ReadLine, Reader, ScrollAnchor};
use crate::document::Document;
use crate::layout::{PageLayout, TextEngine};
use crate::text::{BytePos, Span};

/// White space above the first line, in points.
pub(super) const ABOVE: f32 = 34.0;
/// White space below the last line, in points.
pub(super) const BELOW: f32 = 60.0;
/// Longest duration of smooth scrolling to a mention, in seconds.
const GLIDE_SECS: f64 = 0.15;
/// Where review holds the line of the current mark, as a share of the height of the page without what covers its foot.
const HELD_AT: f64 = 0.38;

impl ScrollAnchor {
    /// The very top, where the white space above the first block begins.
    const TOP: Self = Self { block: 0, below_px: f64::MIN };

    /// Moves down by `by_px` (up if negative); lays out the blocks on the way, so that the distance is exact.
    fn moved(mut self, page: &mut PageLayout, engine: &mut TextEngine, document: &Document, by_px: f64) -> Self {
        self.below_px += by_px;
        // A jump over many screens uses the estimates; only the last part is exact.
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

impl Default for ScrollAnchor {
    fn default() -> Self {
        Self::TOP
    }
}

impl Reader {
    /// Finds the blocks in view. `scroll_px` scrolls down.
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
        let free_px = height_px - self.foot_px;
        let is_other_height = std::mem::replace(&mut self.free_height_px, free_px) != free_px;
        let (above, below) = self.room_around(pixels_per_point);
        if self.is_held && (self.is_restyled || is_other_height) {
            self.is_restyled = false;
            self.return_to_held(&mut page, engine, document);
        } else if std::mem::take(&mut self.is_restyled) {
            self.return_to_read_line(&mut page, engine, document, above);
        }
        if let Some(byte) = self.resumed.take() {
            let block = page.block_of(byte);
            self.place = ScrollAnchor { block, below_px: line_px(&mut page, engine, document, byte) };
        }
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
        // At the end the last line stays in view, with white space below it.
        if let Some(last) = self.view.last()
            && last.block + 1 == page.block_count()
        {
            let missing = f64::from(height_px - last.bottom_px) - below;
            let at_top = self.place.block == 0 && self.place.below_px <= -above;
            if missing > 0.0 && !at_top {
                self.place = self.place.moved(&mut page, engine, document, -missing);
                self.keep_below_top(above);
                self.view = visible(&mut page, engine, document, self.place, height_px);
            }
        }
        self.page = Some(page);
    }

    /// White space above the first line and below the last, in pixels. In review every line gets to the height where it
    /// is held.
    fn room_around(&self, pixels_per_point: f32) -> (f64, f64) {
        if self.is_held {
            let above = f64::from(self.free_height_px) * HELD_AT;
            (above, f64::from(self.view_height_px) - above)
        } else {
            (f64::from(ABOVE * pixels_per_point), f64::from(BELOW * pixels_per_point))
        }
    }

    /// The position of the view in which the line of a byte is held.
    fn held_place(
        &self,
        page: &mut PageLayout,
        engine: &mut TextEngine,
        document: &Document,
        byte: BytePos,
    ) -> ScrollAnchor {
        let block = page.block_of(byte);
        let line_px = line_px(page, engine, document, byte);
        let line_height = f64::from(page.layout(engine, document, block).line_box().height);
        let above = f64::from(self.free_height_px) * HELD_AT - line_height / 2.0;
        ScrollAnchor { block, below_px: line_px }.moved(page, engine, document, -above)
    }

    /// After a new layout, brings the held line back to its height.
    fn return_to_held(&mut self, page: &mut PageLayout, engine: &mut TextEngine, document: &Document) {
        self.glide = None;
        self.place = self.held_place(page, engine, document, self.focus.pos);
    }

    /// After a new layout, restores the position of the line being read.
    fn return_to_read_line(
        &mut self,
        page: &mut PageLayout,
        engine: &mut TextEngine,
        document: &Document,
        above_px: f64,
    ) {
        // The distance of smooth scrolling was for the old layout; it jumps to its target.
        if let Some(glide) = self.glide.take() {
            self.place = glide.target;
        }
        let at_top = self.place.block == 0 && self.place.below_px <= -above_px;
        let kept = self.read_line.filter(|line| line.place == self.place);
        let Some(line) = kept.or_else(|| self.first_whole_line()).filter(|_| !at_top) else { return };
        let block = page.block_of(line.byte);
        let line_px = line_px(page, engine, document, line.byte);
        let place = ScrollAnchor { block, below_px: line_px };
        self.place = place.moved(page, engine, document, f64::from(-line.top_px));
        self.keep_below_top(above_px);
        self.read_line = Some(ReadLine { place: self.place, ..line });
    }

    /// The first line that is completely in view.
    fn first_whole_line(&self) -> Option<ReadLine> {
        self.view.iter().find_map(|placed| {
            let height = placed.layout.line_box().height;
            let index = (-placed.top_px / height).ceil().max(0.0) as usize;
            let line = placed.layout.lines().get(index)?;
            let byte = BytePos(placed.span.start.0 + line.start);
            Some(ReadLine { byte, top_px: placed.top_px + index as f32 * height, place: self.place })
        })
    }

    /// First byte of the first line that is completely in view; `None` before anything was drawn.
    pub(crate) fn reading_at(&self) -> Option<BytePos> {
        self.resumed.or_else(|| self.first_whole_line().map(|line| line.byte))
    }

    /// Starts with the line of this byte at the top of the view.
    pub(crate) fn resume_at(&mut self, byte: BytePos) {
        self.resumed = Some(byte);
    }

    /// Bars above the page appeared or disappeared: keeps the text at the same position in the window, unless the
    /// article's beginning is in view.
    pub(super) fn keep_in_window(&mut self, top: f32, pixels_per_point: f32) {
        let moved = top - self.page_top.replace(top).unwrap_or(top);
        if moved != 0.0 && (self.place.block > 0 || self.place.below_px > 0.0) {
            self.autoscroll_px += f64::from(moved * pixels_per_point);
        }
    }

    /// Limits the white space above the first block.
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
        if self.is_held {
            let target = self.held_place(page, engine, document, span.start);
            self.glide_to(page, engine, document, target, now_secs);
            return;
        }
        let block = page.block_of(span.start);
        let line_px = line_px(page, engine, document, span.start);
        self.flash = Some((span, now_secs));
        // Already in the middle of the view: nothing moves.
        let above = page.space_above(block);
        let in_view = self.view.iter().find(|p| p.block == block).map(|p| p.top_px - above + line_px as f32);
        if in_view.is_some_and(|y| y > self.view_height_px * 0.08 && y < self.view_height_px * 0.85) {
            return;
        }
        let view = f64::from(self.view_height_px);
        let target = ScrollAnchor { block, below_px: line_px }.moved(page, engine, document, -view / 3.0);
        self.glide_to(page, engine, document, target, now_secs);
    }

    fn glide_to(
        &mut self,
        page: &mut PageLayout,
        engine: &mut TextEngine,
        document: &Document,
        target: ScrollAnchor,
        now_secs: f64,
    ) {
        let view = f64::from(self.view_height_px);
        let here = page.top(self.place.block) + self.place.below_px;
        let distance = page.top(target.block) + target.below_px - here;
        // From far away only the last part is animated.
        let seen = distance.clamp(-view / 2.0, view / 2.0);
        if seen != distance {
            self.place = target.moved(page, engine, document, -seen);
        }
        self.glide = Some(Glide { target, since_secs: now_secs, distance_px: seen, gone_px: 0.0 });
    }

    /// Pixels to scroll in this frame.
    fn glide_step(&mut self, now_secs: f64) -> f64 {
        let Some(glide) = &mut self.glide else { return 0.0 };
        let share = ((now_secs - glide.since_secs) / GLIDE_SECS).clamp(0.0, 1.0);
        let eased = 1.0 - (1.0 - share).powi(3);
        let gone = if share >= 1.0 { glide.distance_px } else { glide.distance_px * eased };
        let step = gone - glide.gone_px;
        glide.gone_px = gone;
        step
    }

    /// The scrolling that brings a line near the view into view, in pixels; used after the caret has moved.
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

    /// The share of the page above the view and the share in view, 0 to 1.
    pub(super) fn scroll_shares(&self) -> (f32, f32) {
        let Some(page) = &self.page else { return (0.0, 1.0) };
        let total = page.total_height().max(1.0);
        let top = (page.top(self.place.block) + self.place.below_px).max(0.0);
        ((top / total) as f32, (f64::from(self.view_height_px) / total).min(1.0) as f32)
    }

    /// Scrolls so that a share of the page, 0 to 1, is above the view.
    pub(super) fn scroll_to_share(&mut self, share: f32) {
        let Some(page) = &self.page else { return };
        let (block, below_px) = page.at_y(page.total_height() * f64::from(share.clamp(0.0, 1.0)));
        self.place = ScrollAnchor { block, below_px };
        self.glide = None;
    }

    /// Scrolls to the beginning of the document.
    pub(super) fn scroll_to_top(&mut self) {
        self.place = ScrollAnchor::TOP;
        self.glide = None;
    }
}

/// Top of the line that contains a byte, in pixels below the top of its block.
fn line_px(page: &mut PageLayout, engine: &mut TextEngine, document: &Document, byte: BytePos) -> f64 {
    let block = page.block_of(byte);
    let layout = page.layout(engine, document, block);
    let at = byte.0.saturating_sub(page.block(block).span.start.0);
    let line = layout.lines().partition_point(|l| l.start <= at).saturating_sub(1);
    f64::from(page.space_above(block) + line as f32 * layout.line_box().height)
}

fn visible(
    page: &mut PageLayout,
    engine: &mut TextEngine,
    document: &Document,
    place: ScrollAnchor,
    height_px: f32,
) -> Vec<Placed> {
    let mut view = Vec::new();
    let mut y = -place.below_px as f32;
    for block in place.block..page.block_count() {
        if y > height_px {
            break;
        }
        let layout = page.layout(engine, document, block);
        view.push(Placed::new(page, block, y, layout));
        y += page.height(block);
    }
    view
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "tests say what they expect")]

    use super::*;
    use crate::layout::PageStyle;

    const HEIGHT: f32 = 700.0;

    /// A reader with a long article, without a window.
    struct Desk {
        reader: Reader,
        engine: TextEngine,
        document: Document,
        style: PageStyle,
        width: f32,
        now: f64,
    }

    impl Desk {
        fn new() -> Self {
            // Latin letters, digits and short lines are narrower than estimated.
            let paragraph = |n: usize| match n % 5 {
                0 => format!("عنوان قصير {n}\n"),
                1 => {
                    format!("{}\n", "وصلت القوات إلى المدينة فجر اليوم، وأعلنت الحكومة حظر التجول. ".repeat(1 + n % 7))
                }
                2 => format!("{}\n", "ILIILIILI iiii lll 1111 ".repeat(3 + n % 11)),
                3 => "\n".to_owned(),
                _ => format!("{}\n", "قَالَ المُتَحَدِّثُ إنَّ الوَضْعَ هَادِئٌ. ".repeat(4 + n % 5)),
            };
            let text: String = (0..600).map(paragraph).collect();
            let document = Document::from_text(text).expect("a text");
            let style = PageStyle::book(20.0);
            let mut desk = Self {
                reader: Reader::default(),
                engine: TextEngine::bundled_only(),
                document,
                style,
                width: 680.0,
                now: 0.0,
            };
            desk.frame(0.0);
            desk
        }

        fn frame(&mut self, scroll_px: f64) {
            self.now += 1.0 / 60.0;
            self.reader.page(&self.document, &self.style, self.width);
            self.reader.place_blocks(&mut self.engine, &self.document, HEIGHT, 1.0, scroll_px, self.now);
        }

        /// Top of the line that contains a byte, in pixels of the view.
        fn top_of(&self, byte: BytePos) -> Option<f32> {
            let placed = self.reader.view.iter().find(|p| p.span.start <= byte && byte <= p.span.end)?;
            let at = byte.0 - placed.span.start.0;
            let line = placed.layout.lines().partition_point(|l| l.start <= at).saturating_sub(1);
            Some(placed.top_px + line as f32 * placed.layout.line_box().height)
        }

        fn read_line(&self) -> (BytePos, f32) {
            let line = self.reader.first_whole_line().expect("a line in view");
            (line.byte, line.top_px)
        }
    }

    #[test]
    fn a_line_in_view_moves_by_what_was_scrolled_whatever_the_estimates_were() {
        let mut desk = Desk::new();
        desk.reader.scroll_to_share(0.5);
        desk.frame(0.0);
        // Up and down over blocks that were never laid out, whose heights turn out to differ.
        for by in [-90.0, -333.0, -20.0, -250.0, 190.0, 460.0, 333.0, 17.0, -400.0, -500.0, -500.0] {
            // A line that stays in view in either direction.
            let seen = if by > 0.0 { desk.reader.view.last() } else { desk.reader.view.first() };
            let byte = seen.expect("a block in view").span.start;
            let top = desk.top_of(byte).expect("in view");
            desk.frame(by);
            let now = desk.top_of(byte).expect("still in view");
            assert!((f64::from(top - now) - by).abs() < 0.6, "scrolled by {by}, moved by {}", top - now);
        }
    }

    #[test]
    fn the_line_being_read_stays_when_the_window_is_dragged_narrow_and_wide() {
        let mut desk = Desk::new();
        desk.reader.scroll_to_share(0.37);
        desk.frame(0.0);
        let (byte, top) = desk.read_line();
        for width in (300..=900_i16).step_by(13).rev().chain((300..=680).step_by(19)).chain([680]) {
            desk.width = f32::from(width);
            desk.frame(0.0);
            let now = desk.top_of(byte).expect("the line is in view");
            assert!((now - top).abs() < 0.6, "at a width of {width} it stands at {now}, not {top}");
        }
    }

    #[test]
    fn the_line_being_read_stays_when_letters_grow() {
        let mut desk = Desk::new();
        desk.reader.scroll_to_share(0.61);
        desk.frame(0.0);
        let (byte, top) = desk.read_line();
        for size in [21.0, 24.0, 32.0, 48.0, 12.0, 20.0] {
            desk.style = PageStyle::book(size);
            desk.frame(0.0);
            let now = desk.top_of(byte).expect("the line is in view");
            assert!((now - top).abs() < 0.6, "with letters of {size} it stands at {now}, not {top}");
        }
    }

    #[test]
    fn after_scrolling_another_line_is_the_one_that_stays() {
        let mut desk = Desk::new();
        desk.reader.scroll_to_share(0.37);
        desk.frame(0.0);
        desk.width = 500.0;
        desk.frame(0.0);
        desk.frame(440.0);
        let (byte, top) = desk.read_line();
        desk.width = 640.0;
        desk.frame(0.0);
        assert!((desk.top_of(byte).expect("in view") - top).abs() < 0.6);
    }

    #[test]
    fn the_articles_beginning_stays_at_the_top() {
        let mut desk = Desk::new();
        for width in [400.0, 300.0, 680.0] {
            desk.width = width;
            desk.frame(0.0);
            assert_eq!(desk.reader.view.first().map(|p| (p.block, p.top_px)), Some((0, ABOVE)));
        }
    }

    #[test]
    fn a_bar_above_the_page_does_not_move_the_text_in_the_window() {
        let mut desk = Desk::new();
        desk.reader.scroll_to_share(0.4);
        desk.frame(0.0);
        desk.reader.keep_in_window(78.0, 1.0);
        let (byte, top) = desk.read_line();
        for page_top in [118.0, 78.0] {
            desk.reader.keep_in_window(page_top, 1.0);
            let by = std::mem::take(&mut desk.reader.autoscroll_px);
            desk.frame(by);
            let now = desk.top_of(byte).map_or(f32::NAN, |y| y + page_top);
            let hidden = top + 78.0 < page_top;
            assert!(hidden || (now - top - 78.0).abs() < 0.6, "{now}, not {}", top + 78.0);
        }
    }
}
