//! A picture as data: shapes and runs of text in the order in which they are painted, and the marks that a click, the
//! pointer or a screen reader can find.

use crate::layout::{ParagraphLayout, Rgb, Segment};

/// Left, top, right, bottom, in logical pixels.
pub type Rect = [f32; 4];

/// A line along a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    /// Its colour.
    pub color: Rgb,
    /// Its width in pixels.
    pub width: f32,
    /// Lengths of dash and gap in pixels.
    pub dash: Option<[f32; 2]>,
}

impl Pen {
    /// A whole line.
    pub fn new(color: Rgb, width: f32) -> Self {
        Self { color, width, dash: None }
    }

    /// The line in dashes.
    #[must_use]
    pub fn dashed(self, dash: f32, gap: f32) -> Self {
        Self { dash: Some([dash, gap]), ..self }
    }
}

/// What is drawn.
#[derive(Clone)]
pub enum Shape {
    /// A rectangle with round corners.
    Rect {
        /// Its edges.
        rect: Rect,
        /// Radius of the corners, in pixels.
        radius: f32,
    },
    /// Lines from point to point; several of one look are one shape.
    Lines(Vec<Vec<[f32; 2]>>),
    /// Closed lines; a ring within another that turns the other way is a hole.
    Polygon(Vec<Vec<[f32; 2]>>),
    /// A circle.
    Circle {
        /// Its middle.
        center: [f32; 2],
        /// In pixels.
        radius: f32,
    },
    /// A piece of a disc, clockwise from the top.
    Sector {
        /// The disc's middle.
        center: [f32; 2],
        /// In pixels.
        radius: f32,
        /// Where it begins and ends, 0 to 1 of a turn.
        turn: [f32; 2],
    },
    /// A run of text; its fill is the ink, its stroke a halo below the letters.
    Text {
        /// The letters.
        layout: Box<ParagraphLayout>,
        /// Where the layout's left and the line's top are.
        origin: [f32; 2],
    },
}

/// A shape with its look.
#[derive(Clone)]
pub struct Item {
    /// What is drawn.
    pub shape: Shape,
    /// Inside.
    pub fill: Option<Rgb>,
    /// Along the edge, over the inside.
    pub pen: Option<Pen>,
    /// Nothing is drawn outside of this.
    pub clip: Option<Rect>,
    /// Index of the mark that it belongs to.
    pub mark: Option<u32>,
}

/// What a mark stands for, as numbers of the values that the picture was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Number of the row: entity, faction, place.
    pub row: u32,
    /// Number inside the row (mention, column, period, other node), if the mark is not the whole row.
    pub part: Option<u32>,
}

/// A part of the picture that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it stands for.
    pub spot: Spot,
    /// A whole sentence: shown under the pointer, and its name for screen readers.
    pub title: String,
    /// Where it is.
    pub bounds: Rect,
}

/// A whole picture.
#[derive(Clone)]
pub struct DisplayList {
    /// Width in logical pixels.
    pub width: f32,
    /// Height in logical pixels.
    pub height: f32,
    /// Behind everything.
    pub ground: Rgb,
    /// What it shows, for screen readers.
    pub title: String,
    /// In the order of painting.
    pub items: Vec<Item>,
    /// In reading order.
    pub marks: Vec<Mark>,
}

impl DisplayList {
    /// The mark at a position: of several the smallest.
    pub fn mark_at(&self, [x, y]: [f32; 2]) -> Option<&Mark> {
        let holds = |mark: &&Mark| {
            let [left, top, right, bottom] = mark.bounds;
            (left..=right).contains(&x) && (top..=bottom).contains(&y)
        };
        let size = |mark: &Mark| (mark.bounds[2] - mark.bounds[0]) * (mark.bounds[3] - mark.bounds[1]);
        self.marks.iter().filter(holds).min_by(|a, b| size(a).total_cmp(&size(b)))
    }
}

/// How far a control point lies from the end of a quarter of a circle, in radii.
const QUARTER: f32 = 0.552_284_8;

impl Shape {
    /// The shape as an outline; that of a text is made of its letters, by [`crate::layout::GlyphOutlines`].
    pub fn outline(&self) -> Vec<Segment> {
        match self {
            Self::Rect { rect: [left, top, right, bottom], radius } => {
                let radius = radius.min((right - left) / 2.0).min((bottom - top) / 2.0).max(0.0);
                rounded([*left, *top, *right, *bottom], radius)
            }
            Self::Lines(lines) => lines.iter().flat_map(|line| joined(line, false)).collect(),
            Self::Polygon(rings) => rings.iter().flat_map(|ring| joined(ring, true)).collect(),
            Self::Circle { center: [x, y], radius } => {
                rounded([x - radius, y - radius, x + radius, y + radius], *radius)
            }
            Self::Sector { center, radius, turn } => sector(*center, *radius, *turn),
            Self::Text { .. } => Vec::new(),
        }
    }

    /// The least rectangle around it.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Rect { rect, .. } => *rect,
            Self::Lines(lines) | Self::Polygon(lines) => {
                let around = |[left, top, right, bottom]: Rect, &[x, y]: &[f32; 2]| {
                    [left.min(x), top.min(y), right.max(x), bottom.max(y)]
                };
                lines.iter().flatten().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], around)
            }
            Self::Circle { center: [x, y], radius } | Self::Sector { center: [x, y], radius, .. } => {
                [x - radius, y - radius, x + radius, y + radius]
            }
            Self::Text { layout, origin: [x, y] } => {
                let (left, right) = layout
                    .lines()
                    .iter()
                    .fold((f32::MAX, f32::MIN), |(left, right), line| (left.min(line.left), right.max(line.right)));
                [x + left, *y, x + right, y + layout.height_px()]
            }
        }
    }
}

/// A line through points.
fn joined(points: &[[f32; 2]], is_closed: bool) -> Vec<Segment> {
    let at =
        |(number, &point): (usize, &[f32; 2])| if number == 0 { Segment::Move(point) } else { Segment::Line(point) };
    let mut segments: Vec<Segment> = points.iter().enumerate().map(at).collect();
    if is_closed && !segments.is_empty() {
        segments.push(Segment::Close);
    }
    segments
}

fn rounded([left, top, right, bottom]: Rect, radius: f32) -> Vec<Segment> {
    if radius <= 0.0 {
        return joined(&[[left, top], [right, top], [right, bottom], [left, bottom]], true);
    }
    let (r, k) = (radius, radius * (1.0 - QUARTER));
    vec![
        Segment::Move([left + r, top]),
        Segment::Line([right - r, top]),
        Segment::Cubic([right - k, top], [right, top + k], [right, top + r]),
        Segment::Line([right, bottom - r]),
        Segment::Cubic([right, bottom - k], [right - k, bottom], [right - r, bottom]),
        Segment::Line([left + r, bottom]),
        Segment::Cubic([left + k, bottom], [left, bottom - k], [left, bottom - r]),
        Segment::Line([left, top + r]),
        Segment::Cubic([left, top + k], [left + k, top], [left + r, top]),
        Segment::Close,
    ]
}

fn sector(center: [f32; 2], radius: f32, [from, to]: [f32; 2]) -> Vec<Segment> {
    let at = |turn: f32| {
        let (sin, cos) = (turn * std::f32::consts::TAU).sin_cos();
        ([center[0] + radius * sin, center[1] - radius * cos], [cos, sin])
    };
    let mut segments = vec![Segment::Move(center), Segment::Line(at(from).0)];
    let pieces = ((to - from).abs() * 8.0).ceil().clamp(1.0, 8.0) as u8;
    let step = (to - from) / f32::from(pieces);
    // The control points of an arc lie on the tangents at its ends.
    let reach = radius * 4.0 / 3.0 * (step * std::f32::consts::TAU / 4.0).tan();
    for piece in 0..pieces {
        let (start, along) = at(from + step * f32::from(piece));
        let (end, back) = at(from + step * f32::from(piece + 1));
        segments.push(Segment::Cubic(
            [start[0] + reach * along[0], start[1] + reach * along[1]],
            [end[0] - reach * back[0], end[1] - reach * back[1]],
            end,
        ));
    }
    segments.push(Segment::Close);
    segments
}
