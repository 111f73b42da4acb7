//! Fills a display list. Positions count from the start of the line, so that a chart drawn for English is mirrored in
//! Arabic by itself; a map is never mirrored.

use super::display::{DisplayList, Item, Mark, Pen, Rect, Shape, Spot};
use super::language::Language;
use crate::layout::{Family, ParagraphLayout, Rgb, TextEngine, TextStyle, Weight};
use crate::text::Direction;

/// The least width and height of a mark, in pixels.
const LEAST_MARK: f32 = 6.0;

/// Where a text stands beside its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// It begins there.
    Start,
    /// Its middle is there.
    Center,
    /// It ends there.
    End,
}

/// Sizes of text: Latin and Arabic letters, and the line, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub(super) latin: f32,
    pub(super) arabic: f32,
    pub(super) line: f32,
    pub(super) weight: Weight,
}

impl Type {
    /// Names and figures.
    pub(super) const BODY: Self = Self { latin: 13.0, arabic: 15.0, line: 24.0, weight: Weight::Regular };
    /// Titles.
    pub(super) const TITLE: Self = Self { latin: 14.0, arabic: 16.0, line: 28.0, weight: Weight::Bold };
    /// Axes, keys.
    pub(super) const SMALL: Self = Self { latin: 12.0, arabic: 13.5, line: 20.0, weight: Weight::Regular };

    fn style(self) -> TextStyle {
        TextStyle {
            family: Family::Interface,
            size_px: self.latin,
            arabic_size_px: self.arabic,
            line_height_px: self.line,
            weight: self.weight,
            hide_diacritics: false,
        }
    }
}

/// A text set on one line.
pub(super) struct Run {
    layout: ParagraphLayout,
}

impl Run {
    /// Its width in pixels.
    pub(super) fn width(&self) -> f32 {
        self.layout.text_width_px()
    }

    /// Its line's height in pixels.
    pub(super) fn height(&self) -> f32 {
        self.layout.height_px()
    }

    fn left(&self) -> f32 {
        self.layout.lines().first().map_or(0.0, |line| line.left)
    }
}

/// Fills a display list.
pub(super) struct Canvas<'e> {
    engine: &'e mut TextEngine,
    list: DisplayList,
    pub(super) language: Language,
    is_mirrored: bool,
    shift: f32,
    mark: Option<u32>,
    clip: Option<Rect>,
}

impl<'e> Canvas<'e> {
    /// An empty picture; its height is set when it is finished.
    pub(super) fn new(engine: &'e mut TextEngine, width: f32, ground: Rgb, language: Language) -> Self {
        let list =
            DisplayList { width, height: 0.0, ground, title: String::new(), items: Vec::new(), marks: Vec::new() };
        Self { engine, list, language, is_mirrored: language.is_rtl(), shift: 0.0, mark: None, clip: None }
    }

    /// A picture that is the same in both languages.
    pub(super) fn not_mirrored(self) -> Self {
        Self { is_mirrored: false, ..self }
    }

    /// From here on, positions count from the start of the line again.
    pub(super) fn mirrored(self) -> Self {
        Self { is_mirrored: self.language.is_rtl(), ..self }
    }

    /// What `draw` draws lies farther to the right.
    pub(super) fn moved(&mut self, by: f32, draw: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.shift, by);
        draw(self);
        self.shift = outer;
    }

    /// The whole picture.
    pub(super) fn finish(mut self, height: f32, title: String) -> DisplayList {
        self.list.height = height;
        self.list.title = title;
        self.list
    }

    fn x(&self, x: f32) -> f32 {
        self.shift + if self.is_mirrored { self.list.width - x } else { x }
    }

    /// A position in the picture.
    fn place(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        [self.x(x), y]
    }

    fn placed(&self, [start, top, end, bottom]: Rect) -> Rect {
        let (a, b) = (self.x(start), self.x(end));
        [a.min(b), top, a.max(b), bottom]
    }

    fn push(&mut self, shape: Shape, fill: Option<Rgb>, pen: Option<Pen>) {
        if let Some(mark) = self.mark.and_then(|mark| self.list.marks.get_mut(mark as usize)) {
            let ([left, top, right, bottom], with) = (mark.bounds, shape.bounds());
            mark.bounds = [left.min(with[0]), top.min(with[1]), right.max(with[2]), bottom.max(with[3])];
        }
        self.list.items.push(Item { shape, fill, pen, clip: self.clip, mark: self.mark });
    }

    /// What `draw` draws belongs to one mark.
    pub(super) fn mark(&mut self, spot: Spot, title: String, draw: impl FnOnce(&mut Self)) {
        let outer = self.mark;
        self.mark = Some(self.list.marks.len() as u32);
        self.list.marks.push(Mark { spot, title, bounds: [f32::MAX, f32::MAX, f32::MIN, f32::MIN] });
        draw(self);
        // What is thin must still be hit.
        if let Some(mark) = self.mark.and_then(|mark| self.list.marks.get_mut(mark as usize)) {
            let grow = |low: f32, high: f32| ((LEAST_MARK - (high - low)) / 2.0).max(0.0);
            let [left, top, right, bottom] = mark.bounds;
            let (wide, high) = (grow(left, right), grow(top, bottom));
            mark.bounds = [left - wide, top - high, right + wide, bottom + high];
        }
        self.mark = outer;
    }

    /// Makes the current mark larger than what is drawn.
    pub(super) fn widen_mark(&mut self, rect: Rect) {
        let with = self.placed(rect);
        if let Some(mark) = self.mark.and_then(|mark| self.list.marks.get_mut(mark as usize)) {
            let [left, top, right, bottom] = mark.bounds;
            mark.bounds = [left.min(with[0]), top.min(with[1]), right.max(with[2]), bottom.max(with[3])];
        }
    }

    /// What `draw` draws is seen inside a rectangle only.
    pub(super) fn clipped(&mut self, rect: Rect, draw: impl FnOnce(&mut Self)) {
        let outer = self.clip.replace(self.placed(rect));
        draw(self);
        self.clip = outer;
    }

    pub(super) fn rect(&mut self, rect: Rect, radius: f32, fill: Option<Rgb>, pen: Option<Pen>) {
        let rect = self.placed(rect);
        self.push(Shape::Rect { rect, radius }, fill, pen);
    }

    pub(super) fn line(&mut self, from: [f32; 2], to: [f32; 2], pen: Pen) {
        self.lines(vec![vec![from, to]], pen);
    }

    pub(super) fn lines(&mut self, lines: Vec<Vec<[f32; 2]>>, pen: Pen) {
        let lines: Vec<Vec<[f32; 2]>> =
            lines.into_iter().map(|line| line.into_iter().map(|point| self.place(point)).collect()).collect();
        if lines.iter().any(|line| line.len() > 1) {
            self.push(Shape::Lines(lines), None, Some(pen));
        }
    }

    pub(super) fn polygon(&mut self, rings: Vec<Vec<[f32; 2]>>, fill: Option<Rgb>, pen: Option<Pen>) {
        let rings: Vec<Vec<[f32; 2]>> =
            rings.into_iter().map(|ring| ring.into_iter().map(|point| self.place(point)).collect()).collect();
        if !rings.is_empty() {
            self.push(Shape::Polygon(rings), fill, pen);
        }
    }

    pub(super) fn circle(&mut self, center: [f32; 2], radius: f32, fill: Option<Rgb>, pen: Option<Pen>) {
        let center = self.place(center);
        self.push(Shape::Circle { center, radius }, fill, pen);
    }

    /// A piece of a disc; never mirrored, for it is clockwise everywhere.
    pub(super) fn sector(&mut self, center: [f32; 2], radius: f32, turn: [f32; 2], fill: Rgb, pen: Option<Pen>) {
        let center = self.place(center);
        self.push(Shape::Sector { center, radius, turn }, Some(fill), pen);
    }

    /// A rectangle in stripes, for what is only suggested.
    pub(super) fn striped(&mut self, rect: Rect, color: Rgb) {
        let [start, top, end, bottom] = rect;
        if end - start < 0.5 {
            return;
        }
        let height = bottom - top;
        let mut stripes = Vec::new();
        let mut x = start - height;
        while x < end {
            // Cut here, so that no clip is needed in any output.
            let cut = |x: f32| x.clamp(start, end);
            let (from, to) = (cut(x), cut(x + height));
            if to > from {
                stripes.push(vec![[from, bottom - (from - x)], [to, bottom - (to - x)]]);
            }
            x += 4.0;
        }
        self.lines(stripes, Pen::new(color, 1.0));
        self.rect([start + 0.5, top + 0.5, end - 0.5, bottom - 0.5], 0.0, None, Some(Pen::new(color, 1.0)));
    }

    /// Sets a text on one line.
    pub(super) fn set(&mut self, text: &str, kind: Type) -> Run {
        let direction = Direction::of(text).unwrap_or(self.language.direction());
        Run { layout: self.engine.paragraph(text, &kind.style(), direction, None) }
    }

    /// Sets a text in at most `room` pixels; what does not fit is cut after a whole word.
    pub(super) fn set_within(&mut self, text: &str, kind: Type, room: f32) -> Run {
        let whole = self.set(text, kind);
        if whole.width() <= room {
            return whole;
        }
        let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
        // A first word too long for the room is cut inside.
        let letters =
            text.char_indices().map(|(at, _)| at).filter(|at| !text[..*at].contains(char::is_whitespace) && *at > 0);
        let mut cuts: Vec<usize> = letters.chain(ends).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let first_space = text.find(char::is_whitespace).unwrap_or(text.len());
        let fits = |canvas: &mut Self, at: usize| {
            let run = canvas.set(&format!("{}…", text[..at].trim_end()), kind);
            (run.width() <= room).then_some(run)
        };
        let (words, inside): (Vec<usize>, Vec<usize>) = cuts.into_iter().partition(|at| *at >= first_space);
        for at in words.into_iter().rev().chain(inside.into_iter().rev()) {
            if let Some(run) = fits(self, at) {
                return run;
            }
        }
        self.set("…", kind)
    }

    /// Draws a set text; `y` is the middle of its line.
    pub(super) fn draw(&mut self, run: &Run, [x, y]: [f32; 2], align: Align, color: Rgb, halo: Option<Pen>) -> Rect {
        let (width, height) = (run.width(), run.layout.height_px());
        let at = self.x(x);
        let towards_left = match (align, self.is_mirrored) {
            (Align::Start, false) | (Align::End, true) => 0.0,
            (Align::Center, _) => width / 2.0,
            (Align::End, false) | (Align::Start, true) => width,
        };
        let left = at - towards_left;
        let shift = self.shift;
        let origin = [left - run.left(), y - height / 2.0];
        self.push(Shape::Text { layout: Box::new(run.layout.clone()), origin }, Some(color), halo);
        [left - shift, y - height / 2.0, left - shift + width, y + height / 2.0]
    }

    /// Sets and draws a text; returns its width.
    pub(super) fn text(&mut self, text: &str, kind: Type, at: [f32; 2], align: Align, color: Rgb) -> f32 {
        let run = self.set(text, kind);
        self.draw(&run, at, align, color, None);
        run.width()
    }

    /// The width of a text in pixels.
    pub(super) fn width_of(&mut self, text: &str, kind: Type) -> f32 {
        self.set(text, kind).width()
    }
}
