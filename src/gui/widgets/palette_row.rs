//! A row of the command palette.

use std::ops::Range;

use eframe::egui::{Id, Rect, Response, Role, Sense, Stroke, Ui, Widget, WidgetInfo, vec2};

use super::{Icon, Keycap, Shaped, Strip, WidgetStyle, control, icons};
use crate::gui::i18n::without_isolates;
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// Height of a row, in points.
const HEIGHT: f32 = 34.0;

/// A row: icon, words with the letters that were sought in another colour, what is known, keys. Not a Tab stop: the
/// field above keeps the keyboard.
#[must_use = "a row is shown by `ui.add`"]
pub(crate) struct PaletteRow<'a> {
    pub(crate) icon: Icon,
    pub(crate) text: &'a str,
    /// The letters that were sought, in bytes of the text.
    pub(crate) found: &'a [Range<u32>],
    /// Small dim text after the text.
    pub(crate) second: &'a str,
    pub(crate) keys: Option<&'a str>,
    pub(crate) is_possible: bool,
    pub(crate) is_chosen: bool,
    /// Its text for screen readers.
    pub(crate) name: &'a str,
    /// Its number from 0, and the number of rows.
    pub(crate) place: (usize, usize),
}

impl PaletteRow<'_> {
    /// Height of a row, in points.
    pub(crate) const HEIGHT: f32 = HEIGHT;

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response) {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let painter = ui.painter();
        if self.is_chosen {
            painter.rect_filled(rect, size::RADIUS, theme.selection);
        }
        control::paint_state(ui, theme, rect, size::RADIUS, response);
        let mut strip = Strip::new(rect.shrink2(vec2(size::INSIDE, 0.0)), look);
        // Dim text on the selection would be hard to read.
        let dim = if self.is_chosen { theme.ink } else { theme.dim };
        let ink = if self.is_possible { theme.ink } else { dim };
        let square = icons::square(strip.leading(size::ICON), size::ICON);
        icons::paint(painter, square, self.icon, dim, look.is_rtl());
        strip.leading(size::INSIDE);
        if let Some(keys) = self.keys {
            let keys = Keycap::new(ui.ctx(), keys);
            let edge = if self.is_chosen { theme.ink } else { theme.line };
            keys.paint(painter, strip.trailing(keys.width()), edge, dim);
            strip.trailing(size::GROUP);
        }
        let text = Shaped::elided(ui.ctx(), self.text, TextRole::Body, strip.rest().width());
        let place = strip.leading(text.size().x);
        // A text that was cut has other bytes.
        let found = if text.is_cut { &[][..] } else { self.found };
        let places: Vec<Rect> =
            found.iter().flat_map(|bytes| text.places(place, strip.start(), bytes.clone())).collect();
        let found_ink = if self.is_chosen { theme.ink } else { theme.accent };
        text.paint_found(painter, place, strip.start(), ink, found_ink, &places);
        // On the selection the accent would be hard to read: there they are underlined.
        for place in places.iter().filter(|_| self.is_chosen) {
            painter.hline(place.x_range(), place.bottom() - 2.0, Stroke::new(size::HAIRLINE, ink));
        }
        strip.leading(size::GROUP);
        if !self.second.is_empty() && strip.rest().width() > 2.0 * size::TARGET {
            let second = Shaped::elided(ui.ctx(), self.second, TextRole::Small, strip.rest().width());
            second.paint(painter, strip.rest(), strip.start(), dim);
        }
    }
}

impl Widget for PaletteRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEIGHT));
        let (number, count) = self.place;
        let response = ui.interact(rect, Id::unique(("palette-row", number)), Sense::CLICK);
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response);
        }
        let name = without_isolates(self.name);
        response
            .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, self.is_possible, self.is_chosen, name.as_ref()));
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(number);
            node.set_size_of_set(count);
        });
        response
    }
}
