//! A row of what differs between two states.

use eframe::egui::{Align, Color32, Response, Role, Stroke as Pen, Ui, vec2};

use super::marked::MarkedPassage;
use super::{ListPlace, Shaped, Strip, WidgetStyle, control};
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, Theme, size};
use crate::layout::Stroke;

/// Height of a row, in points.
pub(crate) const HEIGHT: f32 = 40.0;
/// Width of the sign with the space around it, in points.
const SIGN: f32 = 36.0;
/// Share of the width for the passage.
const PASSAGE_SHARE: f32 = 0.4;
/// Width of the name at the far side, and the width of a row below which there is none, in points.
const WHO: f32 = 112.0;
const LEAST_WITH_WHO: f32 = 480.0;

/// The sign at the beginning of a row: its form says what its colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeSign {
    /// A plus.
    Added,
    /// A minus.
    Removed,
    /// A tilde.
    Changed,
}

impl ChangeSign {
    /// Its text, as in the counts.
    pub fn text(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "−",
            Self::Changed => "~",
        }
    }

    /// Its colour; the same on a count.
    pub fn color(self, theme: &Theme) -> Color32 {
        match self {
            Self::Added => theme.ok,
            Self::Removed => theme.error.line,
            Self::Changed => theme.warning.line,
        }
    }
}

/// A row: sign, passage, what about it, who. 40 points high.
#[must_use = "a row is shown by `show`"]
pub struct ChangeRow<'a> {
    /// What happened.
    pub sign: ChangeSign,
    /// The passage or the name in question.
    pub text: &'a str,
    /// The marks' colours and line, if it is a passage.
    pub mark: Option<(Highlight, Stroke)>,
    /// What about it.
    pub what: &'a str,
    /// Who; may be empty.
    pub who: &'a str,
    /// Whether it is the one that is opened.
    pub is_selected: bool,
    /// Whether it is done with: dim.
    pub is_faint: bool,
    /// The text for screen readers.
    pub name: &'a str,
}

impl ChangeRow<'_> {
    /// Shows the row at its position in a list.
    pub fn show(self, ui: &mut Ui, place: ListPlace) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let (rect, response) = place.room(ui, vec2(ui.available_width(), HEIGHT));
        let mut is_cut = false;
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            if self.is_selected {
                painter.rect_filled(rect, size::HIGHLIGHT_RADIUS, theme.selection);
            }
            control::paint_state(ui, theme, rect, size::HIGHLIGHT_RADIUS, &response);
            if !self.is_selected {
                painter.hline(rect.x_range(), rect.bottom() - 0.5, Pen::new(size::HAIRLINE, theme.line));
            }
            let mut strip = Strip::new(rect, look);
            let sign = Shaped::line(ui.ctx(), self.sign.text(), TextRole::Strong);
            let sign_color = if self.is_selected { theme.ink } else { self.sign.color(theme) };
            sign.paint(painter, strip.leading(SIGN), Align::Center, sign_color);
            let dim = if self.is_selected { theme.ink } else { theme.dim };
            if rect.width() >= LEAST_WITH_WHO {
                let who = strip.trailing(WHO).shrink2(vec2(size::INSIDE, 0.0));
                is_cut |= super::label::paint(ui, who, self.who, TextRole::Small, strip.end(), dim);
            }
            let column = strip.leading(rect.width() * PASSAGE_SHARE);
            let mark = self.mark.filter(|_| !self.is_faint);
            let passage = MarkedPassage::line(ui.ctx(), self.text, column.width() - size::GROUP, mark);
            is_cut |= passage.is_cut();
            passage.paint(painter, column, strip.start());
            let rest = strip.rest().shrink2(vec2(size::STEP, 0.0));
            let ink = if self.is_faint { dim } else { theme.ink };
            is_cut |= super::label::paint(ui, rest, self.what, TextRole::Body, strip.start(), ink);
            control::paint_focus(ui, theme, rect, size::HIGHLIGHT_RADIUS, &response);
        }
        control::announce_chosen(&response, Role::ListBoxOption, self.is_selected, self.name);
        place.announce(&response);
        if !is_cut {
            return response;
        }
        let parts = [self.text, self.what, self.who].into_iter().filter(|part| !part.is_empty());
        let whole: Vec<String> = parts.map(|part| format!("\u{2068}{part}\u{2069}")).collect();
        super::tooltip(response, &whole.join("\u{2003}"))
    }
}
