//! Shapes of highlights: what is painted under and around a span, in the window and in pictures.
//!
//! Undecided marks are filled and decided ones have only a line, which draws attention to what is left to decide.

use super::clusters::{Affinity, CaretPos};
use super::palette::Palette;
use super::paragraph::ParagraphLayout;
use super::rgb::Rgb;
#[cfg(feature = "gui")]
use crate::annotation::Annotation;
use crate::annotation::{AnnotationId, LabelId, LineStyle, Status};
use crate::detect::Form;
use crate::session::{self, MarkKind, Session};
use crate::text::Span;

/// Thickness of the line under undecided and under decided marks, in points.
const UNDECIDED_LINE: f32 = 2.0;
const DECIDED_LINE: f32 = 1.5;
/// Top of the fill as a share of the line's height: 6 of 36 points.
const FILL_TOP: f32 = 1.0 / 6.0;
/// How much lower a mark's line is drawn for each level of marks inside it, in points.
const DEEPER: f32 = 3.0;
/// The most levels that are drawn apart; more would reach the letters of the next line.
pub(super) const DEEPEST: u8 = 3;

/// The line under a highlight, which distinguishes kinds without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stroke {
    /// Unbroken.
    Solid,
    /// Dashes.
    Dashed,
    /// Dots: also for references and for rejected marks.
    Dotted,
    /// Two thin lines.
    Double,
}

impl From<LineStyle> for Stroke {
    fn from(line: LineStyle) -> Self {
        match line {
            LineStyle::Solid => Self::Solid,
            LineStyle::Dashed => Self::Dashed,
            LineStyle::Dotted => Self::Dotted,
            LineStyle::Double => Self::Double,
        }
    }
}

impl Stroke {
    /// The inked parts of a line from `left` to `right` that ends at `bottom`, as (left, top, right, bottom), in pixels,
    /// for a line of the given width.
    pub(crate) fn pieces(self, [left, right]: [f32; 2], bottom: f32, line_px: f32) -> Vec<[f32; 4]> {
        let thin = self.thin(line_px);
        let at = |[from, to]: [f32; 2], bottom: f32| [from, bottom - thin, to, bottom];
        match self {
            Self::Double => [bottom - 2.0 * thin, bottom].map(|bottom| at([left, right], bottom)).to_vec(),
            _ => self.segments(left, right, line_px).into_iter().map(|piece| at(piece, bottom)).collect(),
        }
    }

    /// The height of all of it for a line of this width, in pixels.
    pub(crate) fn height(self, line_px: f32) -> f32 {
        if self == Self::Double { 3.0 * self.thin(line_px) } else { line_px }
    }

    /// The width of each of its lines.
    fn thin(self, line_px: f32) -> f32 {
        if self == Self::Double { (line_px / 2.0).round().max(1.0) } else { line_px }
    }

    fn segments(self, left: f32, right: f32, line_px: f32) -> Vec<[f32; 2]> {
        let (dash, gap) = match self {
            Self::Solid | Self::Double => return vec![[left, right]],
            Self::Dashed => (3.0 * line_px, 1.5 * line_px),
            Self::Dotted => (line_px, line_px),
        };
        let count = ((right - left + gap) / (dash + gap)).floor().max(1.0);
        // The pieces are stretched, so that the line ends with a piece and not with a gap.
        let unit = (right - left) / (count * dash + (count - 1.0) * gap);
        (0..count as usize)
            .map(|i| {
                let start = left + i as f32 * (dash + gap) * unit;
                [start, start + dash * unit]
            })
            .collect()
    }
}

/// A span to be highlighted, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct PageMark {
    /// Its bytes in the document.
    pub span: Span,
    /// The annotation of which it is the whole or a fragment; `None` for a suggestion.
    pub annotation: Option<AnnotationId>,
    /// Its label.
    pub label: LabelId,
    /// Colour under the letters; `None` for decided marks and references.
    pub fill: Option<Rgb>,
    /// Colour of the line and the dot.
    pub line: Rgb,
    /// The line's style.
    pub stroke: Stroke,
    /// Thickness of the line, in points.
    pub thickness: f32,
    /// Whether a dot is drawn at the start of the line: a person made or changed the mark.
    pub point: bool,
    /// Whether its letters are dimmed, because it was rejected.
    pub is_dim: bool,
    /// Depth of the marks nested inside it; its line is drawn below theirs.
    pub level: u8,
    /// How many marks it stands for: 1, or all those that could not be told apart from it.
    pub count: usize,
}

/// One rectangle of a mark, in pixels relative to its paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkShape {
    /// Left, top, right, bottom: from the top of the fill to the bottom of the line.
    pub rect: [f32; 4],
    /// Colour under the letters.
    pub fill: Option<Rgb>,
    /// Colour of the line and the dot.
    pub line: Rgb,
    /// Style of the line at the bottom.
    pub stroke: Stroke,
    /// Thickness of the line.
    pub line_px: f32,
    /// Centre of the dot at the start of the line.
    pub point: Option<[f32; 2]>,
    /// Whether the letters inside are dimmed.
    pub is_dim: bool,
}

impl MarkShape {
    /// Whether a point of the paragraph lies inside, in pixels.
    pub fn holds(&self, x: f32, y: f32) -> bool {
        let [left, top, right, bottom] = self.rect;
        (left..right).contains(&x) && (top..bottom).contains(&y)
    }
}

/// The diameter of the dot at the start of a person's mark, in points.
pub const POINT: f32 = 6.0;

/// The part of a span that is in a block.
pub(super) fn within(span: Span, block: Span) -> Span {
    Span { start: span.start.max(block.start), end: span.end.min(block.end) }
}

impl PageMark {
    /// What is drawn of a mark.
    pub(super) fn of(session: &Session, mark: &session::Mark<'_>, palette: &Palette) -> Self {
        let label = session.label(mark.label);
        let rgb = label.and_then(|label| label.rgb());
        let colors = palette.label(mark.label.as_str(), rgb);
        let is_undecided = mark.status == Status::Suggested;
        let is_dim = mark.status == Status::Rejected;
        // A reference is fainter than a name until it is decided.
        let is_faint = mark.form == Form::Reference && is_undecided;
        let stroke = match label.map(|label| label.line).unwrap_or_default() {
            _ if is_faint || is_dim => Stroke::Dotted,
            line => line.into(),
        };
        Self {
            span: mark.span,
            annotation: match mark.kind {
                MarkKind::Annotation(id) => Some(id.clone()),
                MarkKind::Suggestion(_) => None,
            },
            label: mark.label.clone(),
            fill: (is_undecided && !is_faint).then_some(colors.fill),
            line: if is_dim { palette.dim } else { colors.line },
            stroke,
            thickness: if is_undecided { UNDECIDED_LINE } else { DECIDED_LINE },
            point: mark.is_first && mark.is_user_made && mark.status == Status::Accepted,
            is_dim,
            level: 0,
            count: 1,
        }
    }

    /// Whether it stands for an annotation in a block, too.
    #[cfg(feature = "gui")]
    pub(crate) fn stands_for(&self, annotation: &Annotation, block: Span) -> bool {
        let own = within(self.span, block);
        let holds = |span: Span| span.overlaps(block) && own.contains(within(span, block));
        self.annotation.as_ref() == Some(&annotation.id)
            || self.count > 1 && annotation.label == self.label && annotation.spans.iter().any(holds)
    }

    /// Its rectangles in a block's layout: one for each visual run on each line, at least four points wide, so that the
    /// mark of a narrow letter is visible. `point_px` is the size of a point in pixels.
    pub fn shapes(&self, block: Span, layout: &ParagraphLayout, point_px: f32) -> Vec<MarkShape> {
        let start = self.span.start.0.saturating_sub(block.start.0);
        let end = self.span.end.0.min(block.end.0).saturating_sub(block.start.0);
        let line_box = layout.line_box();
        // In widely spaced lines a mark stays close to its letters.
        let letters = line_box.ascent + line_box.descent;
        let band = line_box.height.min(letters * 18.0 / 17.0);
        let spare = if band < line_box.height {
            (line_box.baseline - line_box.ascent - (band - letters) / 2.0).max(0.0)
        } else {
            0.0
        };
        let line_px = self.thickness * point_px;
        let deeper = f32::from(self.level) * DEEPER * point_px;
        // The dot is at the first letter, unless the mark began in an earlier block.
        let begin = (self.point && self.span.start >= block.start)
            .then(|| layout.caret(CaretPos { byte: start, affinity: Affinity::Downstream }));
        let radius = POINT / 2.0 * point_px;
        layout
            .rects(start..end)
            .into_iter()
            .map(|rect| {
                let top = rect.line as f32 * line_box.height + spare;
                let missing = (4.0 * point_px - (rect.right - rect.left)).max(0.0) / 2.0;
                let (left, right) = (rect.left - missing, rect.right + missing);
                let line_top = (top + band + deeper).round();
                let point = begin.filter(|(line, x)| *line == rect.line && (rect.left..=rect.right).contains(x)).map(
                    |(_, x)| {
                        let is_at_right = x - rect.left > rect.right - x;
                        [if is_at_right { right - radius } else { left + radius }, line_top + line_px / 2.0]
                    },
                );
                MarkShape {
                    rect: [left, (top + band * FILL_TOP).round(), right, line_top + self.stroke.height(line_px)],
                    fill: self.fill,
                    line: self.line,
                    stroke: self.stroke,
                    line_px,
                    point,
                    is_dim: self.is_dim,
                }
            })
            .collect()
    }
}
