//! A row in which several annotators' work stands side by side.

use eframe::egui::{Color32, CornerRadius, Rect, Response, Role, Stroke as Pen, StrokeKind, Ui, vec2};

use super::marked::{MarkedPassage, PassageMark};
use super::{ListPlace, Strip, WidgetStyle, control};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Height of a row that is not opened, in points.
pub(crate) const HEIGHT: f32 = 40.0;
/// Widths of the columns for what they differ in and for the decision, in points; in a narrow row less.
const KIND: f32 = 104.0;
const DECISION: f32 = 104.0;
const NARROW: f32 = 560.0;
const NARROW_COLUMN: f32 = 76.0;
/// Space around the contents, in points.
const INSIDE: f32 = 14.0;
/// How far an opened row's ring lies inside its place, in points.
const GAP: f32 = 4.0;
const RADIUS: CornerRadius = CornerRadius::same(9);

/// What an annotator has there, in a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct SideText {
    /// The words.
    pub(crate) text: String,
    /// The marks in them.
    pub(crate) marks: Vec<PassageMark>,
}

/// A row.
#[must_use = "a row is shown by `show`"]
pub(crate) struct SidesRow<'a> {
    /// What they differ in.
    pub(crate) kind: &'a str,
    /// What each has there.
    pub(crate) sides: &'a [SideText],
    /// What was decided; `None` if nothing.
    pub(crate) decision: Option<&'a str>,
    /// Height of the row if it is opened, in points: only its frame is drawn then.
    pub(crate) opened: Option<f32>,
    /// The text for screen readers.
    pub(crate) name: &'a str,
}

/// The columns of a row: what they differ in, each annotator's, the decision.
pub(crate) fn columns(rect: Rect, look: WidgetStyle, sides: usize) -> (Rect, Vec<Rect>, Rect) {
    let is_narrow = rect.width() < NARROW;
    let mut strip = Strip::new(rect.shrink2(vec2(INSIDE, 0.0)), look);
    let kind = strip.leading(if is_narrow { NARROW_COLUMN } else { KIND });
    let decision = strip.trailing(if is_narrow { NARROW_COLUMN } else { DECISION });
    let width = strip.rest().width() / sides.max(1) as f32;
    (kind, (0..sides).map(|_| strip.leading(width)).collect(), decision)
}

impl SidesRow<'_> {
    /// Shows the row at its position in a list.
    pub(crate) fn show(self, ui: &mut Ui, place: ListPlace) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let height = self.opened.unwrap_or(HEIGHT);
        let (rect, response) = place.room(ui, vec2(ui.available_width(), height));
        if ui.is_rect_visible(rect) {
            if self.opened.is_some() {
                let frame = rect.shrink2(vec2(1.0, GAP));
                ui.painter().rect_filled(frame, RADIUS, theme.note);
                ui.painter().rect_stroke(frame, RADIUS, Pen::new(size::RING, theme.accent), StrokeKind::Inside);
            } else {
                self.line(ui, rect, &response);
            }
        }
        control::announce_chosen(&response, Role::ListBoxOption, self.opened.is_some(), self.name);
        place.announce(&response);
        response
    }

    fn line(&self, ui: &Ui, rect: Rect, response: &Response) {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let painter = ui.painter();
        control::paint_state(ui, theme, rect, size::HIGHLIGHT_RADIUS, response);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, Pen::new(size::HAIRLINE, theme.line));
        let (kind, sides, decision) = columns(rect, look, self.sides.len());
        let start = Strip::new(rect, look).start();
        super::label::paint(ui, kind.shrink2(vec2(size::STEP, 0.0)), self.kind, TextRole::Small, start, theme.dim);
        let is_decided = self.decision.is_some();
        for (place, side) in sides.into_iter().zip(self.sides) {
            let mut marks = side.marks.clone();
            if is_decided {
                for mark in &mut marks {
                    mark.colors.fill = Color32::TRANSPARENT;
                }
            }
            let passage = MarkedPassage::line_with(ui.ctx(), &side.text, place.width() - size::GROUP, marks);
            let place = place.shrink2(vec2(size::STEP, 0.0));
            // An Arabic passage in an English table stands at the column's left edge, too.
            passage.paint_in(painter, place, start, if is_decided { theme.dim } else { theme.ink });
        }
        if let Some(text) = self.decision {
            super::label::paint(ui, decision, text, TextRole::Small, start, theme.ok);
        }
        control::paint_focus(ui, theme, rect, size::HIGHLIGHT_RADIUS, response);
    }
}
