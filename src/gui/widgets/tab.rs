//! Tabs: one for each article, and those at the head of the side panel.

use eframe::egui::{Align, CornerRadius, Id, Rect, Response, Role, Sense, Ui, pos2, vec2};

use super::{Icon, IconButton, Look, Shaped, Strip, control, icons};
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// What happened to an article's tab.
#[derive(Debug)]
pub struct TabResponse {
    /// The whole tab.
    pub response: Response,
    /// It was chosen.
    pub chosen: bool,
    /// Its close button was clicked, or the tab with the middle button.
    pub closed: bool,
}

/// The tab of an article: name, a dot when unsaved, a close button under the pointer.
#[must_use = "a tab is shown by `show`"]
pub struct ArticleTab<'a> {
    /// Tells tabs of the same name apart.
    pub id: Id,
    /// The file's name.
    pub text: &'a str,
    /// What a screen reader says: the name, and that it is not saved.
    pub name: &'a str,
    /// What the close button is called.
    pub close_name: &'a str,
    /// Whether it is in front.
    pub is_front: bool,
    /// Whether it holds unsaved changes.
    pub is_unsaved: bool,
}

const WIDEST: f32 = 220.0;
const CLOSE: f32 = 20.0;

impl ArticleTab<'_> {
    /// Shows the tab, standing at the foot of a bar of 34 points.
    pub fn show(self, ui: &mut Ui) -> TabResponse {
        let look = Look::of(ui.ctx());
        let theme = look.theme;
        let shaped = Shaped::elided(ui.ctx(), self.text, TextRole::Body, WIDEST);
        let width = size::GROUP + shaped.size().x + size::STEP + CLOSE + size::STEP;
        let (outer, _) = ui.allocate_exact_size(vec2(width, size::TABS), Sense::hover());
        let rect = Rect::from_min_max(pos2(outer.left(), outer.top() + 3.0), outer.max);
        let response = ui.interact(rect, self.id, Sense::click());
        let mut strip = Strip::new(rect, look);
        strip.leading(size::GROUP);
        let text_rect = strip.leading(shaped.size().x);
        strip.leading(size::STEP);
        let close_rect = icons::square(strip.leading(CLOSE), CLOSE);
        let close = ui.interact(close_rect, self.id.with("close"), Sense::click());
        let shows_close =
            response.hovered() || close.hovered() || close.has_focus() || self.is_front && !self.is_unsaved;
        if ui.is_rect_visible(rect) {
            let top = CornerRadius { nw: size::RADIUS, ne: size::RADIUS, sw: 0, se: 0 };
            if self.is_front {
                ui.painter().rect_filled(rect, top, theme.paper);
            } else {
                control::paint_state(ui, theme, rect, top, &response);
            }
            control::paint_focus(ui, theme, rect, top, &response);
            let ink = if self.is_front { theme.ink } else { theme.dim };
            shaped.paint(ui.painter(), text_rect, Align::Center, ink);
            if self.is_unsaved && !shows_close {
                icons::paint(ui.painter(), icons::square(close_rect, size::ICON), Icon::Dot, theme.dim, false);
            }
        }
        control::announce_chosen(&response, Role::Tab, self.is_front, self.name);
        let closed = if shows_close {
            IconButton::new(Icon::Close, self.close_name).side(CLOSE).show_at(ui, close_rect, close).clicked()
        } else {
            control::announce(&close, Role::Button, self.close_name);
            close.clicked()
        };
        let response = if shaped.is_cut { super::tooltip(response, self.text) } else { response };
        let closed = closed || response.middle_clicked();
        TabResponse { chosen: response.clicked() && !closed, closed, response }
    }
}

/// A heading of the side panel that switches what it lists; the chosen one is underlined.
pub fn panel_tab(ui: &mut Ui, text: &str, is_chosen: bool) -> Response {
    let look = Look::of(ui.ctx());
    let theme = look.theme;
    let role = if is_chosen { TextRole::Strong } else { TextRole::Body };
    let shaped = Shaped::line(ui.ctx(), text, role);
    // As wide as when chosen, so that nothing moves when it is.
    let width = Shaped::line(ui.ctx(), text, TextRole::Strong).size().x.max(shaped.size().x);
    let (rect, response) = ui.allocate_exact_size(vec2(width.max(size::TARGET), size::TABS), Sense::click());
    if ui.is_rect_visible(rect) {
        let lit = is_chosen || response.hovered();
        shaped.paint(ui.painter(), rect, Align::Center, if lit { theme.ink } else { theme.dim });
        if is_chosen {
            let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.max);
            ui.painter().rect_filled(line, 0, theme.accent);
        }
        control::paint_focus(ui, theme, rect, size::HIGHLIGHT_RADIUS, &response);
    }
    control::announce_chosen(&response, Role::Tab, is_chosen, text);
    response
}
