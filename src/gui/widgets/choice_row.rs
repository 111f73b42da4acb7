//! A row of two lines, for a choice among similar things.

use eframe::egui::{Align, Rect, Response, Role, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{Icon, ListPlace, Shaped, Strip, WidgetStyle, control, icons};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// A choice: its name and its name in another language, and below them what distinguishes it from the others.
#[must_use = "a row is shown by `show`"]
pub struct ChoiceRow<'a> {
    /// The name.
    pub text: &'a str,
    /// The name in another language.
    pub second: &'a str,
    /// What distinguishes it from the others.
    pub below: &'a str,
    /// The key that chooses it, if any.
    pub key: Option<&'a str>,
    /// Whether it is the current choice.
    pub is_current: bool,
    /// The text for screen readers.
    pub name: &'a str,
}

impl ChoiceRow<'_> {
    /// Its height, in points.
    pub(crate) const HEIGHT: f32 = 48.0;
    /// Width reserved for the key, in points.
    const KEY: f32 = 26.0;

    /// Shows the row at its place in a list.
    pub fn show(self, ui: &mut Ui, place: ListPlace) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let (rect, response) = place.room(ui, vec2(ui.available_width(), Self::HEIGHT));
        let mut is_cut = false;
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            if self.is_current {
                painter.rect_filled(rect, size::RADIUS, theme.selection);
            }
            control::paint_state(ui, theme, rect, size::RADIUS, &response);
            control::paint_focus(ui, theme, rect, size::RADIUS, &response);
            let dim = if self.is_current { theme.ink } else { theme.dim };
            let mut strip = Strip::new(rect.shrink2(vec2(size::INSIDE, 4.0)), look);
            let key_place = strip.leading(Self::KEY);
            if let Some(key) = self.key {
                let key = Shaped::line(ui.ctx(), key, TextRole::Small);
                let frame = Rect::from_center_size(key_place.center(), vec2(18.0, 18.0));
                painter.rect_stroke(frame, 4, Stroke::new(size::HAIRLINE, theme.line), StrokeKind::Inside);
                key.paint(painter, frame, Align::Center, dim);
            }
            strip.leading(size::INSIDE);
            if self.is_current {
                let square = icons::square(strip.trailing(size::ICON), size::ICON);
                icons::paint(painter, square, Icon::Check, theme.ink, false);
                strip.trailing(size::INSIDE);
            }
            let rest = strip.rest();
            let middle = rest.center().y;
            let mut upper = Strip::new(Rect::from_min_max(rest.min, pos2(rest.right(), middle + 1.0)), look);
            let lower = Rect::from_min_max(pos2(rest.left(), middle + 1.0), rest.max);
            let text = Shaped::elided(ui.ctx(), self.text, TextRole::Body, upper.rest().width());
            text.paint(painter, upper.leading(text.size().x), upper.start(), theme.ink);
            upper.leading(size::INSIDE);
            let second = Shaped::elided(ui.ctx(), self.second, TextRole::Body, upper.rest().width());
            second.paint(painter, upper.rest(), upper.start(), dim);
            let below = Shaped::elided(ui.ctx(), self.below, TextRole::Small, lower.width());
            below.paint(painter, lower, upper.start(), dim);
            is_cut = text.is_cut || second.is_cut || below.is_cut;
        }
        control::announce_chosen(&response, Role::ListBoxOption, self.is_current, self.name);
        place.announce(&response);
        if is_cut { super::tooltip(response, self.name) } else { response }
    }
}
