//! Shapes and letters as outlines: drawn into a picture on the CPU, or written as the paths of another format.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parley::FontData;
use swash::FontRef;
use swash::scale::ScaleContext;
use swash::zeno::{
    Cap, Command, Join, Mask, Origin, PathData as _, Placement, Point, Stroke, Style, Transform, Vector,
};

use super::paragraph::ParagraphLayout;
use super::picture::Picture;
use super::rgb::Rgb;

/// Glyphs that reach farther than so many em are broken and left out.
const LARGEST_EM: f32 = 64.0;

/// A part of an outline; positions are pixels, y downward.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins a line here.
    Move([f32; 2]),
    /// Straight to here.
    Line([f32; 2]),
    /// A quadratic curve by a control point.
    Quad([f32; 2], [f32; 2]),
    /// A cubic curve by two control points.
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    /// Back to where the line began.
    Close,
}

impl Segment {
    fn command(self) -> Command {
        let point = |[x, y]: [f32; 2]| Point::new(x, y);
        match self {
            Self::Move(to) => Command::MoveTo(point(to)),
            Self::Line(to) => Command::LineTo(point(to)),
            Self::Quad(by, to) => Command::QuadTo(point(by), point(to)),
            Self::Cubic(a, b, to) => Command::CurveTo(point(a), point(b), point(to)),
            Self::Close => Command::Close,
        }
    }

    fn of(command: Command) -> Self {
        let place = |point: Point| [point.x, point.y];
        match command {
            Command::MoveTo(to) => Self::Move(place(to)),
            Command::LineTo(to) => Self::Line(place(to)),
            Command::QuadTo(by, to) => Self::Quad(place(by), place(to)),
            Command::CurveTo(a, b, to) => Self::Cubic(place(a), place(b), place(to)),
            Command::Close => Self::Close,
        }
    }

    /// The segment with each position changed.
    #[must_use]
    pub fn map(self, change: impl Fn([f32; 2]) -> [f32; 2]) -> Self {
        match self {
            Self::Move(to) => Self::Move(change(to)),
            Self::Line(to) => Self::Line(change(to)),
            Self::Quad(by, to) => Self::Quad(change(by), change(to)),
            Self::Cubic(a, b, to) => Self::Cubic(change(a), change(b), change(to)),
            Self::Close => Self::Close,
        }
    }
}

/// How an outline is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Brush {
    /// Its inside (non-zero rule).
    Fill,
    /// Along it.
    Stroke {
        /// Width in pixels.
        width_px: f32,
        /// Lengths of dash and gap in pixels.
        dash: Option<[f32; 2]>,
        /// Whether corners and ends are round.
        is_round: bool,
    },
}

impl Picture {
    /// Paints an outline, antialiased, inside `clip` (left, top, right, bottom; whole pixels are kept).
    pub fn paint(&mut self, outline: &[Segment], brush: Brush, color: Rgb, clip: Option<[f32; 4]>) {
        let commands: Vec<Command> = outline.iter().map(|segment| segment.command()).collect();
        if commands.is_empty() {
            return;
        }
        let dashes;
        let style: Style<'_> = match brush {
            Brush::Fill => Style::default(),
            Brush::Stroke { width_px, dash, is_round } => {
                let mut stroke = Stroke::new(width_px);
                let (join, cap) = if is_round { (Join::Round, Cap::Round) } else { (Join::Miter, Cap::Butt) };
                stroke.join(join).cap(cap);
                if let Some(dash) = dash {
                    dashes = dash;
                    stroke.dash(&dashes, 0.0);
                }
                stroke.into()
            }
        };
        let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        for segment in outline {
            // `map` visits each position.
            let seen = std::cell::Cell::new(bounds);
            let _ = segment.map(|[x, y]| {
                let [left, top, right, bottom] = seen.get();
                seen.set([left.min(x), top.min(y), right.max(x), bottom.max(y)]);
                [x, y]
            });
            bounds = seen.get();
        }
        let grow = match brush {
            Brush::Fill => 1.0,
            // A mitre reaches four half widths at most.
            Brush::Stroke { width_px, .. } => 1.0 + 2.0 * width_px,
        };
        let room = clip.unwrap_or([0.0, 0.0, self.width as f32, self.height as f32]);
        let left = (bounds[0] - grow).max(room[0]).max(0.0).floor();
        let top = (bounds[1] - grow).max(room[1]).max(0.0).floor();
        let right = (bounds[2] + grow).min(room[2]).min(self.width as f32).ceil();
        let bottom = (bounds[3] + grow).min(room[3]).min(self.height as f32).ceil();
        // Also false for what is not a number.
        let is_seen = right > left && bottom > top;
        if !is_seen {
            return;
        }
        let (width, height) = ((right - left) as u32, (bottom - top) as u32);
        let mut mask = vec![0; width as usize * height as usize];
        let mut drawn = Mask::new(&commands[..]);
        drawn.style(style).origin(Origin::TopLeft).size(width, height).offset(Vector::new(-left, -top));
        let _: Placement = drawn.render_into(&mut mask, None);
        for (row, line) in mask.chunks_exact(width as usize).enumerate() {
            for (column, &coverage) in line.iter().enumerate().filter(|(_, coverage)| **coverage > 0) {
                let (x, y) = (left as i32 + column as i32, top as i32 + row as i32);
                self.blend(x, y, color, f32::from(coverage) / 255.0);
            }
        }
    }
}

/// Font and its index, glyph, bits of the size, whether bold is imitated.
type OutlineKey = (u64, u32, u16, u32, bool);

/// The outlines of glyphs; each is taken from its font only once.
pub struct GlyphOutlines {
    context: ScaleContext,
    known: HashMap<OutlineKey, Arc<[Segment]>>,
}

impl Default for GlyphOutlines {
    fn default() -> Self {
        Self::new()
    }
}

impl GlyphOutlines {
    /// No outlines yet.
    pub fn new() -> Self {
        Self { context: ScaleContext::new(), known: HashMap::new() }
    }

    /// The letters of a layout as one outline, its top left at the origin. Pictures in place of letters are left out.
    pub fn letters(&mut self, layout: &ParagraphLayout) -> Vec<Segment> {
        let mut outline = Vec::new();
        for (run, glyphs) in layout.glyph_runs(0..layout.lines().len()) {
            for glyph in glyphs {
                let letter = self.glyph(&run.font, glyph.id, run.size_px, run.embolden);
                outline.extend(letter.iter().map(|part| part.map(|[x, y]| [x + glyph.x, y + glyph.y])));
            }
        }
        outline
    }

    fn glyph(&mut self, font: &FontData, glyph: u16, size_px: f32, embolden: bool) -> Arc<[Segment]> {
        let key = (font.data.id(), font.index, glyph, size_px.to_bits(), embolden);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        // An installed font is an untrusted file.
        let read = catch_unwind(AssertUnwindSafe(|| self.read(font, glyph, size_px, embolden)));
        let outline = read.unwrap_or_else(|_| {
            self.context = ScaleContext::new();
            Vec::new()
        });
        let outline: Arc<[Segment]> = outline.into();
        self.known.insert(key, outline.clone());
        outline
    }

    fn read(&mut self, font: &FontData, glyph: u16, size_px: f32, embolden: bool) -> Vec<Segment> {
        let Some(font) = FontRef::from_index(font.data.data(), font.index as usize) else { return Vec::new() };
        let mut scaler = self.context.builder(font).size(size_px).hint(false).build();
        let Some(mut outline) = scaler.scale_outline(glyph) else { return Vec::new() };
        if embolden {
            outline.embolden(size_px / 48.0, size_px / 48.0);
        }
        let bounds = outline.bounds();
        if bounds.width().max(bounds.height()) > size_px * LARGEST_EM {
            return Vec::new();
        }
        // In fonts y goes upward.
        outline.transform(&Transform::scale(1.0, -1.0));
        outline.path().commands().map(Segment::of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{TextEngine, TextStyle};
    use crate::text::Direction;

    const SQUARE: [Segment; 5] = [
        Segment::Move([2.0, 2.0]),
        Segment::Line([6.0, 2.0]),
        Segment::Line([6.0, 6.0]),
        Segment::Line([2.0, 6.0]),
        Segment::Close,
    ];

    fn red_at(picture: &Picture, x: u32, y: u32) -> u8 {
        picture.rgba[((y * picture.width + x) * 4) as usize]
    }

    #[test]
    fn a_square_covers_its_pixels_and_no_others() {
        let mut picture = Picture::filled(8, 8, [255; 3]);
        picture.paint(&SQUARE, Brush::Fill, [0; 3], None);
        for (y, x) in (0..8).flat_map(|y| (0..8).map(move |x| (y, x))) {
            let inside = (2..6).contains(&x) && (2..6).contains(&y);
            assert_eq!(red_at(&picture, x, y), if inside { 0 } else { 255 }, "{x} {y}");
        }
    }

    #[test]
    fn nothing_is_painted_outside_the_clip_or_far_away() {
        let mut picture = Picture::filled(8, 8, [255; 3]);
        picture.paint(&SQUARE, Brush::Fill, [0; 3], Some([0.0, 0.0, 4.0, 4.0]));
        assert_eq!((red_at(&picture, 3, 3), red_at(&picture, 4, 4)), (0, 255));
        let far = [Segment::Move([-1e9, 3.0]), Segment::Line([1e9, 3.0])];
        picture.paint(&far, Brush::Stroke { width_px: 2.0, dash: None, is_round: false }, [0; 3], None);
        let nowhere = [Segment::Move([f32::NAN, 3.0]), Segment::Line([f32::INFINITY, 3.0])];
        picture.paint(&nowhere, Brush::Fill, [0; 3], None);
    }

    #[test]
    fn letters_lie_within_their_line() {
        let mut engine = TextEngine::bundled_only();
        let layout = engine.paragraph("سرت 31", &TextStyle::article(20.0, 1.8), Direction::Rtl, None);
        let outline = GlyphOutlines::new().letters(&layout);
        assert!(outline.len() > 30, "{} segments", outline.len());
        for segment in outline {
            let _ = segment.map(|[x, y]| {
                assert!((-3.0..=layout.text_width_px() + 3.0).contains(&x), "{x}");
                assert!((0.0..=layout.height_px()).contains(&y), "{y}");
                [x, y]
            });
        }
    }
}
