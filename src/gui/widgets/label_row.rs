//! A row of the tree of labels.

use eframe::egui::{PointerButton, Rect, Response, Role, Stroke as Pen, StrokeKind, Ui, vec2};

use super::look_choice::paint_look;
use super::{Icon, ListPlace, Shaped, Strip, WidgetStyle, control, icons, tooltip};
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, size};
use crate::layout::Stroke;

/// Height of a row, and how much further in each level begins, in points.
pub(crate) const HEIGHT: f32 = 34.0;
const DEEPER: f32 = 18.0;
/// The deepest level that begins further in.
const DEEPEST: usize = 6;
/// Side of the sample and of the key, in points.
const SAMPLE: f32 = 20.0;
const KEY: f32 = 18.0;
/// Width for the count, in points.
const COUNT: f32 = 44.0;

/// A label: where it stands in the tree, its look, its names, its key, and how often it is used.
#[must_use = "a row is shown by `show`"]
pub struct LabelRow<'a> {
    /// The name in the interface's language.
    pub text: &'a str,
    /// The name in the other language; may be empty.
    pub second: &'a str,
    /// Its look; `None` for what is no label.
    pub look: Option<(Highlight, Stroke)>,
    /// How many labels stand above it.
    pub level: usize,
    /// Whether the labels below it are shown; `None` if there are none.
    pub is_open: Option<bool>,
    /// Its key in the digits of the interface; may be empty.
    pub key: &'a str,
    /// How often it is used, in the digits of the interface; may be empty.
    pub count: &'a str,
    /// Whether its marks are hidden.
    pub is_hidden: bool,
    /// Whether it is the chosen one.
    pub is_selected: bool,
    /// All of it for screen readers.
    pub name: &'a str,
}

impl LabelRow<'_> {
    /// Shows it; returns also whether the pointer has clicked on its chevron.
    pub fn show(self, ui: &mut Ui, place: ListPlace) -> (Response, bool) {
        let look = WidgetStyle::of(ui.ctx());
        let (rect, response) = place.room(ui, vec2(ui.available_width(), HEIGHT));
        let mut strip = Strip::new(rect.shrink2(vec2(size::STEP, 0.0)), look);
        strip.leading(DEEPER * self.level.min(DEEPEST) as f32);
        let chevron = strip.leading(size::ICON + size::STEP);
        let is_cut = ui.is_rect_visible(rect) && self.paint(ui, rect, (strip, chevron), &response);
        control::announce_chosen(&response, Role::ListBoxOption, self.is_selected, self.name);
        if let Some(is_open) = self.is_open {
            response.ctx.accesskit_node_builder(response.id, |node| node.set_expanded(is_open));
        }
        place.announce(&response);
        let at = response.interact_pointer_pos();
        let is_folded = self.is_open.is_some()
            && response.clicked_by(PointerButton::Primary)
            && at.is_some_and(|at| chevron.expand(size::STEP).contains(at));
        let whole = format!("\u{2068}{}\u{2069} \u{2068}{}\u{2069}", self.text, self.second);
        (if is_cut { tooltip(response, &whole) } else { response }, is_folded)
    }

    fn paint(&self, ui: &Ui, rect: Rect, (mut strip, chevron): (Strip, Rect), response: &Response) -> bool {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let painter = ui.painter();
        if self.is_selected {
            painter.rect_filled(rect, size::RADIUS, theme.selection);
        }
        control::paint_state(ui, theme, rect, size::RADIUS, response);
        control::paint_focus(ui, theme, rect, size::RADIUS, response);
        // Dim text would not be legible on the selection.
        let ink = if self.is_hidden && !self.is_selected { theme.dim } else { theme.ink };
        let dim = if self.is_selected { theme.ink } else { theme.dim };
        if let Some(is_open) = self.is_open {
            let icon = if is_open { Icon::Down } else { Icon::Forward };
            icons::paint(painter, icons::square(chevron, size::ICON - 2.0), icon, dim, look.is_rtl());
        }
        if let Some((colors, stroke)) = self.look {
            let square = icons::square(strip.leading(SAMPLE), SAMPLE);
            paint_look(painter, square, colors, stroke, 2.0);
            strip.leading(size::INSIDE);
        }
        let count = Shaped::line(ui.ctx(), self.count, TextRole::Small);
        count.paint(painter, strip.trailing(COUNT.max(count.size().x)), strip.end(), dim);
        if self.is_hidden {
            let square = icons::square(strip.trailing(KEY), size::ICON - 2.0);
            icons::paint(painter, square, Icon::Hidden, dim, look.is_rtl());
        }
        if !self.key.is_empty() {
            let square = icons::square(strip.trailing(KEY), KEY);
            painter.rect_stroke(square, size::STEP, Pen::new(size::HAIRLINE, dim), StrokeKind::Inside);
            let key = Shaped::line(ui.ctx(), self.key, TextRole::Small);
            key.paint(painter, square, eframe::egui::Align::Center, dim);
            strip.trailing(size::STEP);
        }
        let text = Shaped::elided_middle(ui.ctx(), self.text, TextRole::Body, strip.rest().width());
        text.paint(painter, strip.leading(text.size().x), strip.start(), ink);
        strip.leading(size::INSIDE);
        let room = strip.rest().width();
        if self.second.is_empty() || room < 2.0 * size::TARGET {
            return text.is_cut;
        }
        let second = Shaped::elided_middle(ui.ctx(), self.second, TextRole::Small, room);
        second.paint(painter, strip.rest(), strip.start(), dim);
        text.is_cut || second.is_cut
    }
}
