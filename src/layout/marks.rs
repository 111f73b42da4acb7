//! Shapes of highlights: what is painted under and around a span, for the window and for pictures.

use super::palette::Palette;
use super::paragraph::ParagraphLayout;
use super::picture::Rgb;
use crate::annotation::{LabelId, Status};
use crate::detect::Form;
use crate::session::{self, Session};
use crate::text::Span;

/// The line under a highlight; tells kinds apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Unbroken: a location.
    Solid,
    /// Dashes: a faction.
    Dashed,
    /// Dots: a reference.
    Dotted,
}

impl Stroke {
    /// The inked parts of a line from `left` to `right`, in pixels, for a line of the given width.
    pub fn segments(self, left: f32, right: f32, line_px: f32) -> Vec<[f32; 2]> {
        let (dash, gap) = match self {
            Self::Solid => return vec![[left, right]],
            Self::Dashed => (3.0 * line_px, 1.5 * line_px),
            Self::Dotted => (line_px, line_px),
        };
        let count = ((right - left + gap) / (dash + gap)).floor().max(1.0);
        // The pieces are stretched, so that the line ends with one and not with a gap.
        let unit = (right - left) / (count * dash + (count - 1.0) * gap);
        (0..count as usize)
            .map(|i| {
                let start = left + i as f32 * (dash + gap) * unit;
                [start, start + dash * unit]
            })
            .collect()
    }
}

/// A span to be marked, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where, in bytes of the document.
    pub span: Span,
    /// Colour under the letters, if any.
    pub fill: Option<Rgb>,
    /// Colour of the line and of the ring.
    pub line: Rgb,
    /// The line under it.
    pub stroke: Stroke,
    /// Whether a ring stands around it: the person made it, or has selected it.
    pub ring: bool,
    /// How many other marks it lies in; each makes it a little smaller, so that all are seen.
    pub depth: u8,
}

/// One rectangle of a mark, in pixels relative to its paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkShape {
    /// Left, top, right, bottom.
    pub rect: [f32; 4],
    /// Colour under the letters.
    pub fill: Option<Rgb>,
    /// Colour of line and ring.
    pub line: Rgb,
    /// The line at the rectangle's foot.
    pub stroke: Stroke,
    /// Whether the rectangle is outlined.
    pub ring: bool,
}

/// The marks of a session in a passage, in painting order: longer ones first. `hidden` names the
/// labels that are switched off.
pub fn marks_in(session: &Session, span: Span, palette: &Palette, hidden: &[LabelId]) -> Vec<Mark> {
    let mut open: Vec<Span> = Vec::new();
    session
        .marks(span)
        .into_iter()
        .filter(|mark| !hidden.contains(mark.label))
        .map(|mark| {
            open.retain(|outer| outer.end > mark.span.start && *outer != mark.span);
            let depth = open.len() as u8;
            open.push(mark.span);
            Mark::of(session, &mark, palette, depth)
        })
        .collect()
}

impl Mark {
    /// A span without colours, for its rectangles alone.
    pub fn plain(span: Span) -> Self {
        Self { span, fill: None, line: [0; 3], stroke: Stroke::Solid, ring: false, depth: 0 }
    }

    fn of(session: &Session, mark: &session::Mark<'_>, palette: &Palette, depth: u8) -> Self {
        if mark.status == Status::Rejected {
            let line = palette.dim;
            return Self { span: mark.span, fill: None, line, stroke: Stroke::Dotted, ring: false, depth };
        }
        let rgb = session.labels().get(mark.label).and_then(|label| label.rgb());
        let colors = palette.label(mark.label.as_str(), rgb);
        // A reference is fainter than a name, unless the person has taken it over.
        let decided = mark.status == Status::Accepted;
        let faint = mark.form == Form::Reference && !decided;
        let stroke = match (mark.form, mark.label.as_str()) {
            (Form::Reference, _) => Stroke::Dotted,
            (Form::Name, "faction") => Stroke::Dashed,
            (Form::Name, _) => Stroke::Solid,
        };
        Self { span: mark.span, fill: (!faint).then_some(colors.fill), line: colors.line, stroke, ring: decided, depth }
    }

    /// Its rectangles in a block's layout: one for each visual run on each line, at least
    /// `2 * line_px` wide, so that a thin letter's mark is seen.
    pub fn shapes(&self, block: Span, layout: &ParagraphLayout, line_px: f32) -> Vec<MarkShape> {
        let start = self.span.start.0.saturating_sub(block.start.0);
        let end = self.span.end.0.min(block.end.0).saturating_sub(block.start.0);
        let line_box = layout.line_box();
        let inset = f32::from(self.depth.min(3)) * line_px * 1.5;
        // In lines far apart a mark stays with its letters.
        let letters = line_box.ascent + line_box.descent;
        let band = line_box.height.min(letters * 18.0 / 17.0);
        let spare = if band < line_box.height {
            (line_box.baseline - line_box.ascent - (band - letters) / 2.0).max(0.0)
        } else {
            0.0
        };
        // The fill leaves 1/18 of the line free at each side: lines above each other stay apart.
        let (above, below) = (band / 18.0 + inset, band / 18.0 + inset * 1.2);
        layout
            .rects(start..end)
            .into_iter()
            .map(|rect| {
                let top = rect.line as f32 * line_box.height + spare;
                let missing = (2.0 * line_px - (rect.right - rect.left)).max(0.0) / 2.0;
                MarkShape {
                    rect: [
                        rect.left - missing,
                        (top + above).round(),
                        rect.right + missing,
                        (top + band - below).round(),
                    ],
                    fill: self.fill,
                    line: self.line,
                    stroke: self.stroke,
                    ring: self.ring,
                }
            })
            .collect()
    }
}
