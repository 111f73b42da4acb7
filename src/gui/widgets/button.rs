//! Buttons with text or an icon.

use eframe::egui::{Align, Color32, Context, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Widget, vec2};

use super::{Icon, Shaped, Strip, WidgetStyle, control, icons};
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, Theme, size};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Plain,
    Primary,
    Quiet,
    Tinted(Highlight),
}

impl Kind {
    /// Fill, edge and text.
    fn colors(self, theme: &Theme) -> (Color32, Color32, Color32) {
        match self {
            Self::Plain => (theme.card, theme.line, theme.ink),
            Self::Primary => (theme.accent, Color32::TRANSPARENT, theme.accent_ink),
            Self::Quiet => (Color32::TRANSPARENT, Color32::TRANSPARENT, theme.ink),
            Self::Tinted(highlight) => (highlight.fill, Color32::TRANSPARENT, theme.ink),
        }
    }
}

/// A button with a text. Its key, if it has one, is shown small after the text.
#[must_use = "a button is shown by `ui.add`"]
pub struct Button<'a> {
    text: &'a str,
    kind: Kind,
    icon: Option<Icon>,
    key: Option<&'a str>,
    line: Option<Color32>,
    widest: Option<f32>,
    dim: bool,
}

/// Width of the line in a label's colour before its name, including the space after it, in points.
const LINE: f32 = 14.0;
const LINE_ROOM: f32 = LINE + size::INSIDE;

impl<'a> Button<'a> {
    /// A button with a hairline around it.
    pub fn new(text: &'a str) -> Self {
        Self { text, kind: Kind::Plain, icon: None, key: None, line: None, widest: None, dim: false }
    }

    /// The default button, activated by Enter: filled with the accent colour.
    pub fn primary(mut self) -> Self {
        self.kind = Kind::Primary;
        self
    }

    /// Without fill and edge until hovered, for bars and popovers.
    pub(crate) fn quiet(mut self) -> Self {
        self.kind = Kind::Quiet;
        self
    }

    /// Filled with the colour of a label.
    pub(crate) fn tinted(mut self, highlight: Highlight) -> Self {
        self.kind = Kind::Tinted(highlight);
        self
    }

    /// An icon before the text.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The keyboard shortcut.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// A short line in the colour of a label before the text.
    pub fn line(mut self, color: Color32) -> Self {
        self.line = Some(color);
        self
    }

    /// Shortens a text wider than this, in points, in the middle; the whole text is then its tooltip.
    pub fn widest(mut self, width: f32) -> Self {
        self.widest = Some(width);
        self
    }

    /// In the colour of secondary text.
    pub fn dim(mut self) -> Self {
        self.dim = true;
        self
    }

    /// Its preferred width, in points.
    pub fn width(&self, ctx: &Context) -> f32 {
        let text = self.widest.map_or_else(
            || Shaped::line(ctx, self.text, TextRole::Body),
            |widest| Shaped::elided_middle(ctx, self.text, TextRole::Body, widest),
        );
        let key = self.key.map(|key| Shaped::line(ctx, key, TextRole::Small));
        (text.size().x + self.around(key.as_ref())).max(size::TARGET).ceil()
    }

    /// The width of everything besides the text, in points.
    fn around(&self, key: Option<&Shaped>) -> f32 {
        let icon = self.icon.map_or(0.0, |_| size::ICON + size::STEP + 2.0);
        let line = self.line.map_or(0.0, |_| LINE_ROOM);
        2.0 * self.inside() + icon + line + key.map_or(0.0, |key| key.size().x + size::INSIDE)
    }

    fn inside(&self) -> f32 {
        let is_bare = matches!(self.kind, Kind::Quiet | Kind::Tinted(_));
        if is_bare { size::INSIDE } else { size::INSIDE + size::STEP }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let inside = self.inside();
        let icon_width = self.icon.map_or(0.0, |_| size::ICON + size::STEP + 2.0);
        let key = self.key.map(|key| Shaped::line(ui.ctx(), key, TextRole::Small));
        let key_width = key.as_ref().map_or(0.0, |key| key.size().x + size::INSIDE);
        let around = self.around(key.as_ref());
        let room = ui.available_width().max(ui.spacing().interact_size.x) - around;
        let shaped = if let Some(widest) = self.widest {
            Shaped::elided_middle(ui.ctx(), self.text, TextRole::Body, widest.min(room.max(size::TARGET)))
        } else if ui.is_sizing_pass() {
            Shaped::line(ui.ctx(), self.text, TextRole::Body)
        } else {
            Shaped::elided(ui.ctx(), self.text, TextRole::Body, room.max(size::TARGET))
        };
        let width = (shaped.size().x + around).max(size::TARGET);
        let wanted = vec2(if self.widest.is_some() { width.ceil() } else { width }, size::ROW);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        if ui.is_rect_visible(rect) {
            let (fill, edge, ink) = self.kind.colors(theme);
            let ink = control::ink(if self.dim { theme.dim } else { ink }, &response);
            ui.painter().rect(rect, size::RADIUS, fill, Stroke::new(size::HAIRLINE, edge), StrokeKind::Inside);
            control::paint_state(ui, theme, rect, size::RADIUS, &response);
            control::paint_focus(ui, theme, rect, size::RADIUS, &response);
            let mut strip = Strip::new(rect.shrink2(vec2(inside, 0.0)), look);
            if let Some(icon) = self.icon {
                let place = strip.leading(icon_width);
                let mut icon_strip = Strip::new(place, look);
                let square = icons::square(icon_strip.leading(size::ICON), size::ICON);
                icons::paint(ui.painter(), square, icon, ink, look.is_rtl());
            }
            if let Some(color) = self.line {
                let place = strip.leading(LINE);
                let line = Rect::from_center_size(place.center(), vec2(LINE, 3.0));
                ui.painter().rect_filled(line, 1, control::ink(color, &response));
                strip.leading(size::INSIDE);
            }
            if let Some(key) = key {
                let color = if self.kind == Kind::Primary { ink } else { control::ink(theme.dim, &response) };
                key.paint(ui.painter(), strip.trailing(key_width), strip.end(), color);
            }
            let side = if self.key.is_some() || self.icon.is_some() || self.line.is_some() {
                strip.start()
            } else {
                Align::Center
            };
            shaped.paint(ui.painter(), strip.rest(), side, ink);
        }
        control::announce(&response, Role::Button, self.text);
        if shaped.is_cut && self.widest.is_some() { super::tooltip(response, self.text) } else { response }
    }
}

/// A square button with an icon; its name is spoken and shown as a tooltip only.
#[must_use = "a button is shown by `ui.add`"]
pub struct IconButton<'a> {
    icon: Icon,
    name: &'a str,
    text: Option<&'a str>,
    keys: Option<&'a str>,
    is_on: Option<bool>,
    side: f32,
    color: Option<Color32>,
}

impl<'a> IconButton<'a> {
    /// A button of 28 points.
    pub fn new(icon: Icon, name: &'a str) -> Self {
        Self { icon, name, text: None, keys: None, is_on: None, side: size::TARGET, color: None }
    }

    /// One or two letters in place of the icon: `ع`, `EN`.
    pub fn letters(text: &'a str, name: &'a str) -> Self {
        Self { text: Some(text), ..Self::new(Icon::Dot, name) }
    }

    /// The keyboard shortcut, for the tooltip.
    pub fn keys(mut self, keys: Option<&'a str>) -> Self {
        self.keys = keys;
        self
    }

    /// A switch that is on or off.
    pub fn on(mut self, is_on: bool) -> Self {
        self.is_on = Some(is_on);
        self
    }

    /// Another colour than that of secondary text.
    pub fn color(mut self, color: Color32) -> Self {
        self.color = Some(color);
        self
    }

    /// Another side length than 28 points, for a close button inside a tab.
    pub(super) fn side(mut self, side: f32) -> Self {
        self.side = side;
        self
    }
}

impl Widget for IconButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(self.side, self.side), Sense::click());
        self.show_at(ui, rect, response)
    }
}

impl IconButton<'_> {
    /// Paints the button if its position and response are already known.
    pub(super) fn show_at(self, ui: &Ui, rect: eframe::egui::Rect, response: Response) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        if ui.is_rect_visible(rect) {
            if self.is_on == Some(true) {
                ui.painter().rect_filled(rect, size::RADIUS, theme.pressed);
            }
            control::paint_state(ui, theme, rect, size::RADIUS, &response);
            control::paint_focus(ui, theme, rect, size::RADIUS, &response);
            let resting = if response.hovered() { theme.ink } else { theme.dim };
            let color = control::ink(self.color.unwrap_or(resting), &response);
            if let Some(text) = self.text {
                Shaped::line(ui.ctx(), text, TextRole::Body).paint(ui.painter(), rect, Align::Center, color);
            } else {
                let square = icons::square(rect, size::ICON.min(self.side - 4.0));
                icons::paint(ui.painter(), square, self.icon, color, look.is_rtl());
            }
        }
        match self.is_on {
            Some(is_on) => control::announce_on(&response, Role::Button, is_on, self.name),
            None => control::announce(&response, Role::Button, self.name),
        }
        super::tooltip_with_keys(response, self.name, self.keys)
    }
}
