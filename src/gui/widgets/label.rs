//! Read-only text.

use eframe::egui::{Align, Color32, Rect, Response, Role, Sense, Ui, Widget, vec2};

use super::{Shaped, WidgetStyle, control, tooltip};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Elided,
    Wrapped,
}

/// A label. On one line, shortened with an ellipsis if there is no room (the whole text is then its tooltip), or
/// [wrapped](Self::wrapped).
#[must_use = "a label is shown by `ui.add`"]
pub struct Label<'a> {
    text: &'a str,
    role: TextRole,
    color: Option<Color32>,
    fit: Fit,
    side: Option<Align>,
    sense: Sense,
    heading: bool,
}

impl<'a> Label<'a> {
    /// A label in the ink of the theme.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            role: TextRole::Body,
            color: None,
            fit: Fit::Elided,
            side: None,
            sense: Sense::hover(),
            heading: false,
        }
    }

    /// Size and weight.
    pub fn role(mut self, role: TextRole) -> Self {
        self.role = role;
        self
    }

    /// Another colour than ink.
    pub fn color(mut self, color: Color32) -> Self {
        self.color = Some(color);
        self
    }

    /// Wrapped to the available width. Its lines begin at the side of its own direction, because lines that are ragged
    /// on the wrong side are hard to read.
    pub fn wrapped(mut self) -> Self {
        self.fit = Fit::Wrapped;
        self
    }

    /// Aligned to another side; by default one line begins where the interface's lines begin.
    pub fn side(mut self, side: Align) -> Self {
        self.side = Some(side);
        self
    }

    /// Also reacts to clicks or drags.
    pub(crate) fn sense(mut self, sense: Sense) -> Self {
        self.sense = sense;
        self
    }

    /// Announced as a heading.
    pub fn heading(mut self) -> Self {
        self.heading = true;
        self
    }
}

impl Widget for Label<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let available = ui.available_width();
        let (shaped, width) = match self.fit {
            Fit::Elided => {
                let shaped = Shaped::elided(ui.ctx(), self.text, self.role, available);
                let width = shaped.size().x;
                (shaped, width)
            }
            Fit::Wrapped => {
                let shaped = Shaped::wrapped(ui.ctx(), self.text, self.role, available);
                // A sizing pass (tooltips, popups) asks for the preferred width of the text.
                let width = if ui.is_sizing_pass() { shaped.size().x } else { available };
                (shaped, width)
            }
        };
        let (rect, response) = ui.allocate_at_least(vec2(width, shaped.size().y), self.sense);
        if ui.is_rect_visible(rect) {
            let color = self.color.unwrap_or(look.theme.ink);
            let side = self.side.unwrap_or(match self.fit {
                Fit::Elided => look.start(),
                Fit::Wrapped if shaped.is_rtl() => Align::Max,
                Fit::Wrapped => Align::Min,
            });
            shaped.paint(ui.painter(), rect, side, control::ink(color, &response));
            control::paint_focus(
                ui,
                look.theme,
                rect.expand2(vec2(size::STEP, 0.0)),
                size::HIGHLIGHT_RADIUS,
                &response,
            );
        }
        let role = if self.heading { Role::Heading } else { Role::Label };
        control::announce(&response, role, self.text);
        if shaped.is_cut { tooltip(response, self.text) } else { response }
    }
}

/// A label in ink, on one line.
pub fn label(ui: &mut Ui, text: &str) -> Response {
    ui.add(Label::new(text))
}

/// Small dim text, on one line.
pub fn small(ui: &mut Ui, text: &str) -> Response {
    let dim = WidgetStyle::of(ui.ctx()).theme.dim;
    ui.add(Label::new(text).role(TextRole::Small).color(dim))
}

/// Bold text, on one line.
pub(crate) fn strong(ui: &mut Ui, text: &str) -> Response {
    ui.add(Label::new(text).role(TextRole::Strong))
}

/// The title of a card or a dialog, on one line.
pub fn title(ui: &mut Ui, text: &str) -> Response {
    ui.add(Label::new(text).role(TextRole::Title).heading())
}

/// Paints a string at one side of a rectangle, shortened to its width, without being a control of its own.
pub(super) fn paint(ui: &Ui, rect: Rect, text: &str, role: TextRole, side: Align, color: Color32) -> bool {
    let shaped = Shaped::elided(ui.ctx(), text, role, rect.width());
    shaped.paint(ui.painter(), rect, side, color);
    shaped.is_cut
}
