//! A row for choosing a font, with its name set in that font.

use eframe::egui::{Response, Role, Ui, Widget, vec2};

use super::{Icon, ListPlace, Shaped, Strip, WidgetStyle, control, icons};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::layout::Family;

/// The name of a font family, set in its own letters.
#[must_use = "a row is shown by `ui.add`"]
pub struct FontRow<'a> {
    name: &'a str,
    family: Family,
    sample: Option<&'a str>,
    is_chosen: bool,
    place: ListPlace,
}

impl<'a> FontRow<'a> {
    /// A row of a family, at its place in a [`super::List`].
    pub fn new(name: &'a str, family: Family, is_chosen: bool, place: ListPlace) -> Self {
        Self { name, family, sample: None, is_chosen, place }
    }

    /// Sample letters of another script than the name's, at the far side.
    pub fn sample(mut self, sample: Option<&'a str>) -> Self {
        self.sample = sample;
        self
    }
}

impl Widget for FontRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let wanted = vec2(ui.available_width(), size::ROW);
        let (rect, response) = self.place.room(ui, wanted);
        if ui.is_rect_visible(rect) {
            if self.is_chosen {
                ui.painter().rect_filled(rect, size::RADIUS, theme.selection);
            }
            control::paint_state(ui, theme, rect, size::RADIUS, &response);
            control::paint_focus(ui, theme, rect, size::RADIUS, &response);
            let mut strip = Strip::new(rect.shrink2(vec2(size::INSIDE, 0.0)), look);
            let mark = icons::square(strip.leading(size::ICON), size::ICON);
            if self.is_chosen {
                icons::paint(ui.painter(), mark, Icon::Check, theme.ink, false);
            }
            strip.leading(size::INSIDE);
            let text = Shaped::in_family(ui.ctx(), self.name, TextRole::Body, &self.family);
            // A family with wide letters is clipped at the row's edge.
            let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
            if let Some(sample) = self.sample {
                let sample = Shaped::in_family(ui.ctx(), sample, TextRole::Body, &self.family);
                // Only if it does not overlap the name.
                if sample.size().x + text.size().x + size::GROUP <= strip.rest().width() {
                    let place = strip.trailing(sample.size().x);
                    sample.paint(&painter, place, strip.end(), control::ink(theme.dim, &response));
                }
            }
            text.paint(&painter, strip.rest(), strip.start(), control::ink(theme.ink, &response));
        }
        control::announce_chosen(&response, Role::ListBoxOption, self.is_chosen, self.name);
        self.place.announce(&response);
        response
    }
}
