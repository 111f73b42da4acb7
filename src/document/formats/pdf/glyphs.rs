//! The glyphs of a page: what each says, and where it stands.

use std::collections::BTreeMap;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::object::dict::keys::TYPE;
use hayro_interpret::hayro_syntax::object::{Dict, Name, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, Line, ParamCurve as _, Point, Rect, Shape as _, Size};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::letters::{self, Chars, UNKNOWN};
use super::mended::{Meeting, Mended};
use super::names::Names;
use super::order;
use super::time::Deadline;

/// A glyph, upright: x grows to the right, y down, in points.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it says, in logical order.
    pub(super) chars: Chars,
    /// From its left to its right edge, by its advance.
    pub(super) x0: f32,
    /// See [`Self::x0`].
    pub(super) x1: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// The size of its font.
    pub(super) size: f32,
    /// Its place in the order of the page's content.
    pub(super) seq: u32,
    /// Its font, as the page counts them.
    pub(super) font: u16,
    /// Its number in the font.
    pub(super) id: u32,
    /// Whether its font is bold.
    pub(super) is_bold: bool,
    /// Whether its form is the last of a joined group of letters, though its letter joins the next one.
    pub(super) ends_group: bool,
    /// Whether it is a mark of the letter that it stands over, though it may be told with its letter.
    pub(super) is_mark: bool,
    /// Whether the file says what it is in words, beside the font.
    pub(super) is_said: bool,
    /// Whether it is drawn mirrored.
    pub(super) is_mirrored: bool,
    /// Whether what it says is a guess, or a part of it is left out.
    pub(super) is_guess: bool,
    /// Whether it is a bracket of which its shape says which half it is.
    pub(super) is_seen: bool,
    /// From the left to the right edge of what is drawn; of marks and unknown shapes, as [`Self::x0`].
    pub(super) ink: (f32, f32),
    /// What its font calls it, if the file does not tell it; for a mark, the letter with which the file tells it.
    pub(super) name: Option<char>,
    /// Whether its font calls it what it is said to be.
    is_named: bool,
    /// What it says where no mark is drawn beside it that is told with it.
    bare: Option<char>,
    /// Whether something is drawn of which the file tells that it says nothing.
    is_mute: bool,
    /// The direction in which its text runs: quarter turns to the right.
    turn: Turn,
}

/// How text is turned on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Quarter(u8),
    /// Diagonally: a watermark.
    Askew,
}

impl Glyph {
    pub(super) fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// How far it moves what follows: marks do not.
    fn advance(&self) -> f32 {
        if self.is_mark { 0.0 } else { self.width() }
    }

    pub(super) fn center(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    fn is_ligature(&self) -> bool {
        self.chars.iter().filter(|c| !letters::is_mark(*c)).count() > 1
    }

    /// How far a place is beside it.
    pub(super) fn distance_to(&self, x: f32) -> f32 {
        (self.x0 - x).max(x - self.x1).max(0.0)
    }

    /// A glyph as the tests draw it.
    #[cfg(test)]
    pub(super) fn at(chars: Chars, x0: f32, x1: f32, y: f32, seq: u32) -> Self {
        let turn = Turn::Quarter(0);
        Self {
            chars,
            x0,
            x1,
            y,
            size: 10.0,
            seq,
            font: 0,
            id: 0,
            is_bold: false,
            ends_group: false,
            is_said: false,
            is_mark: false,
            is_mirrored: false,
            is_guess: false,
            is_seen: false,
            ink: (x0, x1),
            name: None,
            is_named: false,
            bare: None,
            is_mute: false,
            turn,
        }
    }
}

/// The most that is drawn on one page. No real page comes near it: one of a newspaper has some 30,000 letters.
pub(super) const MOST_GLYPHS: usize = 150_000;
const MOST_CALLS: u32 = 3_000_000;
const MOST_FORMS: u32 = 60_000;
const MOST_DOTS: usize = 2000;
/// So many paths make a picture.
const MANY_PATHS: u32 = 30;
/// How often the clock is read, in calls.
const CALLS_PER_CLOCK: u32 = 256;

/// What unwinds from the interpreter when a page is made to go on for ever. It has no other way to be stopped.
pub(super) struct Enough;

/// Collects the glyphs that are drawn.
pub(super) struct Collector<'m> {
    /// The page, as it is shown, in points.
    page: Size,
    glyphs: Vec<Glyph>,
    fonts: Vec<u128>,
    mended: Meeting<'m>,
    names: &'m mut Names,
    /// The glyphs that were looked at: by font and number.
    inks: BTreeMap<(u128, u32), Rect>,
    /// Whether brackets are open at the right.
    shapes: BTreeMap<(u128, u32), Option<bool>>,
    content: Vec<Content>,
    /// What is said where no glyph is drawn, before the next one.
    joiner: Option<String>,
    calls: u32,
    forms: u32,
    paths: u32,
    deadline: Deadline,
    pub(super) has_pictures: bool,
    /// Where small round or square shapes are drawn: bullets.
    pub(super) dots: Vec<(f32, f32)>,
    /// How many glyphs are there to be found only, not to be seen.
    invisible: usize,
}

/// Marked content that is not ended yet.
enum Content {
    Plain,
    /// Is said by other words than by its glyphs, which begin here.
    Said {
        text: String,
        start: usize,
    },
    /// Repeats on every page.
    Pagination {
        start: usize,
    },
}

impl<'m> Collector<'m> {
    pub(super) fn new(page: Size, deadline: Deadline, mended: &'m Mended, names: &'m mut Names) -> Self {
        Self {
            page,
            mended: Meeting::new(mended),
            names,
            inks: BTreeMap::new(),
            shapes: BTreeMap::new(),
            glyphs: Vec::new(),
            fonts: Vec::new(),
            content: Vec::new(),
            joiner: None,
            calls: 0,
            forms: 0,
            paths: 0,
            deadline,
            has_pictures: false,
            dots: Vec::new(),
            invisible: 0,
        }
    }

    /// Whether the page is a picture, and its text what a program has recognised in it: nothing of it is drawn.
    pub(super) fn is_recognized(&self) -> bool {
        self.has_pictures && self.invisible * 10 > self.glyphs.len() * 9
    }

    /// The glyphs that were drawn, upright, and the height of the page then: if most of it is turned, it is turned back. What
    /// is turned otherwise, notes at the edge and watermarks, is left out.
    pub(super) fn upright(&mut self) -> (Vec<Glyph>, f32) {
        let mut glyphs = std::mem::take(&mut self.glyphs);
        let mut counts = [0_usize; 4];
        for glyph in &glyphs {
            if let Turn::Quarter(turn) = glyph.turn {
                counts[usize::from(turn & 3)] += 1;
            }
        }
        let most = (0..4_u8).rev().max_by_key(|turn| counts[usize::from(*turn)]).unwrap_or(0);
        let turn = Turn::Quarter(most);
        Self::tell_mute(&mut glyphs);
        glyphs.retain(|glyph| glyph.turn == turn);
        for dot in &mut self.dots {
            let place = turn.upright(Point::new(f64::from(dot.0), f64::from(dot.1)), self.page);
            *dot = (place.x as f32, place.y as f32);
        }
        let belied: Vec<bool> = self.fonts.iter().map(|key| self.names.is_belied(*key)).collect();
        for glyph in &mut glyphs {
            let is_believed = glyph.is_named || glyph.is_said || !belied.get(usize::from(glyph.font)).unwrap_or(&false);
            glyph.is_guess |= !is_believed && !glyph.is_mark && glyph.chars.has_mark();
        }
        let height = if most & 1 == 1 { self.page.width } else { self.page.height };
        (glyphs, height as f32)
    }

    /// Leaves out glyphs of which the file says that they say nothing, if what they say is told beside them: marks, and the
    /// rest of a ligature. A letter that is told with a mark, and has none beside it here, has none.
    fn tell_mute(glyphs: &mut Vec<Glyph>) {
        let is_beside = |i: usize, found: &dyn Fn(&Glyph) -> bool| {
            [i.checked_sub(1), Some(i + 1)].into_iter().flatten().any(|j| glyphs.get(j).is_some_and(found))
        };
        let is_mark = |glyph: &Glyph| glyph.is_mute && glyph.width() < 0.05 * glyph.size;
        let fates: Vec<(bool, bool)> = (0..glyphs.len())
            .map(|i| {
                let is_told = is_mark(&glyphs[i]) || glyphs[i].is_mute && is_beside(i, &Glyph::is_ligature);
                (is_told, glyphs[i].bare.is_some() && !is_beside(i, &is_mark))
            })
            .collect();
        let mut kept = Vec::with_capacity(glyphs.len());
        for (mut glyph, (is_told, is_bare)) in glyphs.drain(..).zip(fates) {
            if let Some(bare) = glyph.bare.filter(|_| is_bare) {
                glyph.chars = Chars::One(bare);
            }
            if !is_told {
                kept.push(glyph);
            }
        }
        *glyphs = kept;
    }

    fn count(&mut self, calls: u32) {
        self.calls += calls;
        let is_late = self.calls % CALLS_PER_CLOCK < calls && self.deadline.is_over();
        if is_late || self.calls > MOST_CALLS || self.forms > MOST_FORMS || self.glyphs.len() > MOST_GLYPHS {
            // Does not call the panic hook: nothing is reported.
            std::panic::resume_unwind(Box::new(Enough));
        }
    }

    fn add(&mut self, glyph: &PositionedGlyph<'_>, transform: Affine, font_key: u128, font: u16, is_bold: bool) {
        let place = transform * glyph.transform();
        let advance = match &**glyph {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(type3) => type3.advance_width(),
        };
        let (start, end) = (place * Point::ZERO, place * Point::new(f64::from(advance.unwrap_or(0.0)), 0.0));
        let [a, _, c, d, ..] = place.as_coeffs();
        let size = (c.hypot(d) * 1000.0) as f32;
        if ![start.x, start.y, end.x, end.y].iter().all(|v| v.abs() < 1e6) || !(0.5..=2000.0).contains(&size) {
            return;
        }
        let turn = Turn::of(place.as_coeffs());
        let told = glyph.as_unicode().or_else(|| self.mended.lookup(font_key, glyph.char_code()));
        let id = if let Drawn::Outline(outline) = &**glyph { outline.glyph_id().to_u32() } else { 0 };
        let (mut chars, ends_group) = match told {
            Some(BfString::Char(c)) => letters::fold(c.encode_utf8(&mut [0; 4])),
            Some(BfString::String(text)) => letters::fold(&text),
            None => (UNKNOWN, false),
        };
        let is_letter = |c: &char| c.is_alphabetic() && letters::is_rtl(*c);
        let verdict = self.names.judge(font_key, id, &chars);
        let mut name = if chars == UNKNOWN { self.names.name(font_key, id) } else { None };
        if let Some(said) = verdict.said {
            name = chars.first().filter(|c| said.is_mark() && is_letter(c));
            chars = said;
        }
        let is_mute = chars.is_empty();
        if is_mute {
            if !self.names.has(font_key) || self.ink(glyph, font_key).is_none() {
                return;
            }
            chars = UNKNOWN;
        }
        // What does not move on is a mark, even where it is told to be the letter with its mark.
        let is_mark = chars.is_mark() || start.distance(end) < f64::from(size) * 0.01 && chars.has_mark();
        let page = self.page;
        let upright = |point| turn.upright(point, page);
        let (mut start, mut end) = (upright(start), upright(end));
        if start.x > end.x {
            std::mem::swap(&mut start, &mut end);
        }
        let is_looked_at = chars.first().is_some_and(|c| !c.is_ascii_alphanumeric() && c != ' ');
        let ink = if is_looked_at { self.ink(glyph, font_key) } else { None };
        if chars.is_sign() && ink.is_some_and(|ink| is_filler(ink, f64::from(advance.unwrap_or(0.0)))) {
            chars = Chars::One(letters::FILLER);
        }
        let ink = ink.map_or((start.x as f32, end.x as f32), |ink| {
            let [a, b] = [ink.x0, ink.x1].map(|x| upright(place * Point::new(x, 0.0)).x as f32);
            (a.min(b), a.max(b))
        });
        let mut added = Glyph {
            chars,
            x0: start.x as f32,
            x1: end.x as f32,
            y: start.y as f32,
            size,
            seq: self.glyphs.len() as u32,
            font,
            id,
            is_bold,
            ends_group,
            is_said: false,
            is_mark,
            is_mirrored: a < 0.0 && d < 0.0,
            is_guess: false,
            is_seen: false,
            ink,
            name,
            is_named: verdict.is_named,
            bare: verdict.bare.and_then(|bare| bare.first()),
            is_mute,
            turn,
        };
        if let Chars::One(c) = added.chars
            && order::mirrored(c) != c
            && !added.is_mirrored
            && let Some(is_open_at_right) = self.shape(glyph, font_key)
        {
            (added.chars, added.is_seen) = (Chars::One(order::with_shape(c, is_open_at_right)), true);
        }
        if added.is_mark {
            // A mark stands where its ink is: its origin may be at either side of the letter.
            (added.x0, added.x1) = added.ink;
        }
        if let Some(text) = self.joiner.take() {
            self.add_joiner(&text, &added);
        }
        added.seq = self.glyphs.len() as u32;
        self.glyphs.push(added);
    }

    /// Notes a shape that may be a bullet.
    fn add_dot(&mut self, len: usize, bounds: impl Fn() -> Rect) {
        if len > 40 || self.dots.len() >= MOST_DOTS {
            return;
        }
        let bounds = bounds();
        let (width, height) = (bounds.width(), bounds.height());
        if (1.5..9.0).contains(&width) && (1.5..9.0).contains(&height) && (0.8..1.25).contains(&(width / height)) {
            self.dots.push((bounds.center().x as f32, bounds.center().y as f32));
        }
    }

    /// A joiner between the last glyph and the next one.
    fn add_joiner(&mut self, text: &str, next: &Glyph) {
        let Some(last) = self.glyphs.last().filter(|last| (last.y - next.y).abs() < 0.2 * next.size) else { return };
        // It stands at the left of its letter, whatever is drawn first.
        let x = last.x0.max(next.x0);
        let seq = self.glyphs.len() as u32;
        let chars = Chars::of(text);
        let joiner =
            Glyph { chars, x0: x, x1: x, seq, is_mark: true, is_said: true, ends_group: false, ..next.clone() };
        self.glyphs.push(joiner);
    }

    /// What is drawn of a glyph, in thousandths of its size, y up.
    fn ink(&mut self, glyph: &Drawn<'_>, font_key: u128) -> Option<Rect> {
        let Drawn::Outline(outline) = glyph else { return None };
        let key = (font_key, outline.glyph_id().to_u32());
        let ink = *self.inks.entry(key).or_insert_with(|| outline.outline().bounding_box());
        Some(ink).filter(|ink| ink.width() > 0.0)
    }

    /// Whether a bracket is open at the right, by its shape: at half its height it is at its left edge only. Files tell
    /// brackets as they are seen, or as they were written, or each as it was met first.
    fn shape(&mut self, glyph: &Drawn<'_>, font_key: u128) -> Option<bool> {
        let Drawn::Outline(outline) = glyph else { return None };
        let measure = || {
            let path = outline.outline();
            let ink = path.bounding_box();
            let middle = f64::midpoint(ink.y0, ink.y1);
            let (mut left, mut right) = (f64::MAX, f64::MIN);
            for segment in path.segments() {
                for t in segment.intersect_line(Line::new((ink.x0 - 1.0, middle), (ink.x1 + 1.0, middle))) {
                    let x = segment.eval(t.segment_t).x;
                    (left, right) = (left.min(x), right.max(x));
                }
            }
            let slack = ink.width() * 0.15;
            match (left - ink.x0 < slack, ink.x1 - right < slack) {
                (true, false) if left < right => Some(true),
                (false, true) if left < right => Some(false),
                _ => None,
            }
        };
        *self.shapes.entry((font_key, outline.glyph_id().to_u32())).or_insert_with(measure)
    }

    /// What tells fonts apart, and whether it is a bold one.
    fn font_of(&mut self, glyph: &Drawn<'_>) -> (u128, bool) {
        let Drawn::Outline(outline) = glyph else { return (0, false) };
        let Some(data) = outline.font_data() else { return (1, false) };
        self.mended.meet(data.cache_key, || (*data.data).as_ref());
        self.names.meet(data.cache_key, || (*data.data).as_ref());
        let name = data.postscript_name.unwrap_or_default();
        let is_bold = ["Bold", "bold", "BOLD", "Black", "Heavy"].iter().any(|word| name.contains(word));
        (data.cache_key, is_bold || data.weight.is_some_and(|weight| weight >= 600))
    }

    /// The glyphs since then are one, which says something else.
    fn say(&mut self, text: &str, start: usize) {
        if start >= self.glyphs.len() {
            // A joiner has no glyph; what else has none is not seen.
            self.joiner = Some(text.to_owned()).filter(|text| !text.is_empty() && text.chars().all(letters::is_joiner));
            return;
        }
        // Its line is that of the letter, not of a mark that is drawn before it.
        let wide = self.glyphs.get(start..).unwrap_or_default().iter().rev();
        let Some(first) = wide.max_by(|a, b| a.advance().total_cmp(&b.advance())).cloned() else { return };
        let (mut chars, ends_group) = letters::fold(text);
        if let (Chars::One(said), Chars::One(drawn)) = (&chars, &first.chars)
            && first.is_seen
            && (said == drawn || order::mirrored(*said) == *drawn)
        {
            chars = first.chars.clone();
        }
        let is_mark = chars.is_mark();
        let mut said = Glyph { chars, ends_group, is_mark, is_said: true, is_guess: false, ..first };
        for glyph in self.glyphs.drain(start..) {
            // Words that go on in the next line stand where they begin.
            if (glyph.y - said.y).abs() < said.size * 0.5 && glyph.turn == said.turn {
                said.x0 = said.x0.min(glyph.x0);
                said.x1 = said.x1.max(glyph.x1);
            }
        }
        if said.chars.is_empty() {
            return;
        }
        let parts = said.chars.clone().in_visual_order();
        let width = said.width() / parts.len() as f32;
        for (i, chars) in parts.into_iter().enumerate() {
            let x0 = said.x0 + width * i as f32;
            let seq = self.glyphs.len() as u32;
            self.glyphs.push(Glyph { chars, x0, x1: x0 + width, seq, ..said.clone() });
        }
    }
}

/// Whether a glyph is a stroke that lengthens a word, by what is drawn of it: flat, on the baseline, from edge to edge.
fn is_filler(ink: Rect, advance: f64) -> bool {
    advance > 0.0
        && ink.width() > advance * 0.95
        && ink.height() < 160.0
        && ink.y0 > -160.0
        && ink.y1 < 220.0
        && ink.y1 > 0.0
}

impl Turn {
    /// How text is turned whose glyphs are placed by this matrix, y down.
    fn of([a, b, _, d, ..]: [f64; 6]) -> Self {
        // Mirrored glyphs stand in lines like others do. What stands on its head is not only mirrored.
        if b.abs() < a.abs() * 0.05 {
            Self::Quarter(if a < 0.0 && d > 0.0 { 2 } else { 0 })
        } else if a.abs() < b.abs() * 0.05 {
            Self::Quarter(if b > 0.0 { 1 } else { 3 })
        } else {
            Self::Askew
        }
    }

    /// Turns a point of a page back.
    fn upright(self, Point { x, y }: Point, page: Size) -> Point {
        match self {
            Self::Quarter(1) => Point::new(y, page.width - x),
            Self::Quarter(2) => Point::new(page.width - x, page.height - y),
            Self::Quarter(3) => Point::new(page.height - y, x),
            _ => Point::new(x, y),
        }
    }
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        // Letters may be drawn as such.
        self.paths += 1;
        self.has_pictures |= self.paths > MANY_PATHS;
        self.add_dot(path.elements().len(), || props.transform.transform_rect_bbox(path.bounding_box()));
        self.count(1);
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, _: &DrawMode) {
        self.add_dot(4, || props.transform.transform_rect_bbox(*rect));
        self.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        // Every form is clipped to its box.
        self.forms += 1;
        self.count(1);
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.count(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        self.count(glyphs.len() as u32 + 1);
        let (WritingMode::Horizontal, Some(first)) = (run.writing_mode(), glyphs.first()) else { return };
        if self.content.iter().any(|content| matches!(content, Content::Pagination { .. })) {
            return;
        }
        let (key, is_bold) = self.font_of(first);
        // Letters with an outline around them are a way to make them bold.
        let is_bold = is_bold || matches!(mode, DrawMode::FillAndStroke(..));
        let known = self.fonts.iter().rposition(|font| *font == key);
        let font = known.unwrap_or_else(|| {
            self.fonts.push(key);
            self.fonts.len() - 1
        });
        let before = self.glyphs.len();
        for glyph in glyphs {
            self.add(glyph, props.transform, key, font as u16, is_bold);
        }
        if matches!(mode, DrawMode::Invisible) {
            self.invisible += self.glyphs.len() - before;
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.has_pictures = true;
        self.count(1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.count(1);
        let start = self.glyphs.len();
        let get = |key: &[u8]| properties.and_then(|properties| properties.get::<PdfString<'_>>(key));
        let is_pagination = || properties.and_then(|p| p.get::<Name<'_>>(TYPE)).is_some_and(|t| &*t == b"Pagination");
        self.content.push(if let Some(text) = get(b"ActualText") {
            Content::Said { text: decode(text.as_bytes()), start }
        } else if tag == b"Artifact" && is_pagination() {
            Content::Pagination { start }
        } else {
            Content::Plain
        });
    }

    fn end_marked_content(&mut self) {
        match self.content.pop() {
            Some(Content::Said { text, start }) => self.say(&text, start),
            Some(Content::Pagination { start }) => self.glyphs.truncate(start.min(self.glyphs.len())),
            Some(Content::Plain) | None => {}
        }
    }
}

/// A text string of PDF: UTF-16 or UTF-8 with a byte order mark, else one byte a character.
pub(super) fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Arabic producers write bytes of Windows or UTF-8, too; the latter can be told.
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let text: String =
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).map(|c| c.unwrap_or('\u{fffd}')).collect();
    // Escapes that tell the language: ESC, its code, ESC.
    if !text.contains('\u{1b}') {
        return text;
    }
    text.split('\u{1b}').step_by(2).collect()
}
