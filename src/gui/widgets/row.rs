//! A row of a list.

use eframe::egui::{Align, Color32, Rect, Response, Role, Sense, Stroke, Ui, Widget, vec2};

use super::{Icon, IconButton, Keycap, ListPlace, Shaped, Strip, WidgetStyle, control, icons, label};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// A row that can be chosen: mark, text, dim second text, count at the far side. 30 points high,
/// as wide as there is room.
#[must_use = "a row is shown by `ui.add`"]
pub struct Row<'a> {
    text: &'a str,
    second: Option<&'a str>,
    sample: Option<&'a str>,
    count: Option<&'a str>,
    swatch: Option<Color32>,
    icon: Option<Icon>,
    is_selected: bool,
    is_faint: bool,
    name: Option<&'a str>,
    place: Option<ListPlace>,
    close_name: Option<&'a str>,
    state: Option<(Icon, Color32)>,
    is_struck: bool,
    point: Option<Color32>,
    key: Option<&'a str>,
    is_of_article: bool,
}

/// Share of a row's width for its text if there is a sample.
const NAME_SHARE: f32 = 0.36;
/// Side of the icon of a row's state, in points.
const STATE: f32 = 12.0;
/// Width of the dot for what a person made, in points.
const POINT: f32 = 6.0;
/// Side of a row's close button, in points.
const CLOSE: f32 = 22.0;

/// Width below which the second text is left out, in points.
const LEAST_SECOND: f32 = 32.0;

impl<'a> Row<'a> {
    /// A row with a text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            second: None,
            sample: None,
            count: None,
            swatch: None,
            icon: None,
            is_selected: false,
            is_faint: false,
            name: None,
            place: None,
            close_name: None,
            state: None,
            is_struck: false,
            point: None,
            key: None,
            is_of_article: false,
        }
    }

    /// Small dim text after the text: the name in the other language.
    pub fn second(mut self, text: &'a str) -> Self {
        self.second = Some(text).filter(|text| !text.is_empty());
        self
    }

    /// Sample of an article's text beside the row's text: aligned by its own direction, in a column of its own.
    pub fn sample(mut self, text: &'a str) -> Self {
        self.sample = Some(text);
        self
    }

    /// The text is of an article: it stands at the side where its own direction begins, with the second text behind it.
    pub(crate) fn of_article(mut self) -> Self {
        self.is_of_article = true;
        self
    }

    /// A count at the far side, in the digits of the interface.
    pub fn count(mut self, count: &'a str) -> Self {
        self.count = Some(count);
        self
    }

    /// A small square in the colour of a label.
    pub(crate) fn swatch(mut self, color: Color32) -> Self {
        self.swatch = Some(color);
        self
    }

    /// An icon in place of the swatch.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Whether it is the chosen one.
    pub fn selected(mut self, is_selected: bool) -> Self {
        self.is_selected = is_selected;
        self
    }

    /// In the colour of secondary text: rejected, not found.
    pub(crate) fn faint(mut self, is_faint: bool) -> Self {
        self.is_faint = is_faint;
        self
    }

    /// A small icon for the state, before the text and after the swatch.
    pub fn state(mut self, icon: Icon, color: Color32) -> Self {
        self.state = Some((icon, color));
        self
    }

    /// A line through the text: rejected.
    pub(crate) fn struck(mut self, is_struck: bool) -> Self {
        self.is_struck = is_struck;
        self
    }

    /// A dot of this colour after the text: made by a person.
    pub fn point(mut self, color: Option<Color32>) -> Self {
        self.point = color;
        self
    }

    /// The key that chooses it, in front of the text.
    pub(crate) fn key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// The text for screen readers, if the visible text is not enough.
    pub fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// Its place in a [`super::List`].
    pub fn at(mut self, place: ListPlace) -> Self {
        self.place = Some(place);
        self
    }

    /// With a close button at the far side; see [`Self::show`].
    pub(crate) fn closable(mut self, name: &'a str) -> Self {
        self.close_name = Some(name);
        self
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response) -> bool {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let painter = ui.painter();
        if self.is_selected {
            painter.rect_filled(rect, size::RADIUS, theme.selection);
        }
        control::paint_state(ui, theme, rect, size::RADIUS, response);
        control::paint_focus(ui, theme, rect, size::RADIUS, response);

        let mut strip = Strip::new(rect.shrink2(vec2(size::INSIDE, 0.0)), look);
        if self.close_name.is_some() {
            strip.trailing(CLOSE + size::STEP);
        }
        // Dim text on the selection would be hard to read.
        let dim = control::ink(if self.is_selected { theme.ink } else { theme.dim }, response);
        let ink = if self.is_faint { dim } else { control::ink(theme.ink, response) };
        if let Some(key) = self.key {
            let key = Keycap::new(ui.ctx(), key);
            let edge = if self.is_selected { theme.ink } else { theme.line };
            key.paint(painter, strip.leading(key.width()), edge, dim);
            strip.leading(size::INSIDE);
        }
        if let Some(color) = self.swatch {
            let square = icons::square(strip.leading(size::SWATCH), size::SWATCH);
            painter.rect_filled(square, size::HIGHLIGHT_RADIUS, color);
            strip.leading(size::STEP * 3.0);
        } else if let Some(icon) = self.icon {
            let square = icons::square(strip.leading(size::ICON), size::ICON);
            icons::paint(painter, square, icon, dim, look.is_rtl());
            strip.leading(size::INSIDE);
        }
        if let Some((icon, color)) = self.state {
            let square = icons::square(strip.leading(STATE), STATE);
            icons::paint(painter, square, icon, if self.is_selected { theme.ink } else { color }, false);
            strip.leading(size::STEP + 2.0);
        }
        if let Some(count) = self.count {
            let shaped = Shaped::line(ui.ctx(), count, TextRole::Body);
            shaped.paint(painter, strip.trailing(shaped.size().x), strip.end(), dim);
            strip.trailing(size::GROUP);
        }
        let room = strip.rest().width();
        let column = if self.sample.is_some() { room * NAME_SHARE } else { room };
        let text = Shaped::elided(ui.ctx(), self.text, TextRole::Body, column);
        let is_far = self.is_of_article && text.is_rtl() != look.is_rtl();
        let side = if is_far { strip.end() } else { strip.start() };
        let next = if is_far { Strip::trailing } else { Strip::leading };
        let place = next(&mut strip, if self.sample.is_some() { column } else { text.size().x });
        text.paint(painter, place, side, ink);
        if self.is_struck {
            let width = text.size().x.min(place.width());
            let left = if side == Align::Max { place.right() - width } else { place.left() };
            painter.hline(left..=left + width, place.center().y, Stroke::new(size::HAIRLINE, ink));
        }
        if let Some(color) = self.point {
            painter.circle_filled(next(&mut strip, POINT + size::INSIDE).center(), POINT / 2.0, color);
        }
        let mut is_cut = text.is_cut;
        if let Some(sample) = self.sample {
            strip.leading(size::GROUP);
            let shaped = Shaped::elided(ui.ctx(), sample, TextRole::Body, strip.rest().width());
            let side = if shaped.is_rtl() { Align::Max } else { Align::Min };
            shaped.paint(painter, strip.rest(), side, dim);
        }
        if let Some(second) = self.second {
            next(&mut strip, size::INSIDE);
            if strip.rest().width() >= LEAST_SECOND {
                is_cut |= label::paint(ui, strip.rest(), second, TextRole::Small, side, dim);
            } else {
                is_cut = true;
            }
        }
        is_cut
    }
}

impl Row<'_> {
    /// Shows the row; also returns whether its close button was clicked, or the row with the middle button.
    pub fn show(self, ui: &mut Ui) -> (Response, bool) {
        let wanted = vec2(ui.available_width(), size::ROW);
        let (rect, response) = match self.place {
            Some(place) => place.room(ui, wanted),
            None => ui.allocate_exact_size(wanted, Sense::click()),
        };
        let is_cut = ui.is_rect_visible(rect) && self.paint(ui, rect, &response);
        control::announce_chosen(&response, Role::ListBoxOption, self.is_selected, self.name.unwrap_or(self.text));
        if let Some(place) = self.place {
            place.announce(&response);
        }
        match (self.second.or(self.sample), self.count) {
            (Some(second), Some(count)) => control::describe(&response, &format!("{second}, {count}")),
            (Some(text), None) | (None, Some(text)) => control::describe(&response, text),
            (None, None) => {}
        }
        let is_closed = self.close_name.is_some_and(|name| {
            let mut strip = Strip::new(rect.shrink2(vec2(size::STEP, 0.0)), WidgetStyle::of(ui.ctx()));
            let place = icons::square(strip.trailing(CLOSE), CLOSE);
            // Not a Tab stop: the row's own keys do the same.
            let close = ui.interact(place, response.id.with("close"), Sense::CLICK);
            IconButton::new(Icon::Close, name).side(CLOSE).show_at(ui, place, close).clicked()
        });
        let is_closed = is_closed || self.close_name.is_some() && response.middle_clicked();
        if !is_cut {
            return (response, is_closed);
        }
        let response = match self.second {
            Some(second) => super::tooltip(response, &format!("{}\u{2003}\u{2068}{second}\u{2069}", self.text)),
            None => super::tooltip(response, self.text),
        };
        (response, is_closed)
    }
}

impl Widget for Row<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        self.show(ui).0
    }
}
