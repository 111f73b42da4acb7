//! Tabs: for articles, and at the top of the side panel.

use eframe::egui::{Align, Context, CornerRadius, Id, Rect, Response, Role, Sense, Ui, pos2, vec2};

use super::{Icon, IconButton, Shaped, Strip, WidgetStyle, control, icons};
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

/// The tab of an article or a folder: its name, what distinguishes it from others with the same name, a dot if unsaved,
/// a close button when hovered.
#[derive(Clone, Copy, Debug)]
#[must_use = "a tab is shown by `show` or `show_at`"]
pub struct ArticleTab<'a> {
    /// Distinguishes tabs with the same name.
    pub id: Id,
    /// The file's name.
    pub text: &'a str,
    /// The folder that distinguishes it from another tab with the same name; empty if not needed.
    pub folder: &'a str,
    /// The text for screen readers: the name, and whether it is unsaved.
    pub name: &'a str,
    /// The tooltip: the file's path.
    pub tip: &'a str,
    /// What the close button is called.
    pub close_name: &'a str,
    /// The icon before the name, for the kind of tab.
    pub icon: Option<Icon>,
    /// Whether it is in front.
    pub is_front: bool,
    /// Whether it holds unsaved changes.
    pub is_unsaved: bool,
    /// Whether it is the Tab stop; the arrow keys move to the others.
    pub is_stop: bool,
}

/// The widest name of a tab, and the widest folder after it, in points.
const WIDEST: f32 = 220.0;
const WIDEST_FOLDER: f32 = 120.0;
const CLOSE: f32 = 20.0;

/// The laid-out parts of a tab.
struct Set {
    text: Shaped,
    folder: Option<Shaped>,
    icon: f32,
}

impl Set {
    fn width(&self) -> f32 {
        let folder = self.folder.as_ref().map_or(0.0, |folder| size::INSIDE + folder.size().x);
        size::GROUP + self.icon + self.text.size().x + folder + size::STEP + CLOSE + size::STEP
    }
}

impl ArticleTab<'_> {
    fn set(&self, ctx: &Context) -> Set {
        let folder = Some(self.folder).filter(|folder| !folder.is_empty());
        Set {
            text: Shaped::elided_middle(ctx, self.text, TextRole::Body, WIDEST),
            folder: folder.map(|folder| Shaped::elided_middle(ctx, folder, TextRole::Small, WIDEST_FOLDER)),
            icon: self.icon.map_or(0.0, |_| size::ICON + size::STEP + 2.0),
        }
    }

    /// Its width, in points.
    pub fn width(&self, ctx: &Context) -> f32 {
        self.set(ctx).width()
    }

    /// Shows the tab at the bottom of a bar of 34 points.
    pub fn show(self, ui: &mut Ui) -> TabResponse {
        let (rect, _) = ui.allocate_exact_size(vec2(self.width(ui.ctx()), size::TABS), Sense::hover());
        self.show_at(ui, rect)
    }

    /// Shows the tab in a rectangle of its own width.
    pub(crate) fn show_at(self, ui: &Ui, outer: Rect) -> TabResponse {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let Set { text: shaped, folder, icon } = self.set(ui.ctx());
        let rect = Rect::from_min_max(pos2(outer.left(), outer.top() + 3.0), outer.max);
        let sense = if self.is_stop { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, self.id, sense);
        let mut strip = Strip::new(rect, look);
        strip.leading(size::GROUP);
        let icon_rect = icons::square(strip.leading(icon), size::ICON);
        let text_rect = strip.leading(shaped.size().x);
        let folder_rect = folder.as_ref().map(|folder| {
            strip.leading(size::INSIDE);
            strip.leading(folder.size().x)
        });
        strip.leading(size::STEP);
        let close_rect = icons::square(strip.leading(CLOSE), CLOSE);
        let close = ui.interact(close_rect, self.id.with("close"), sense);
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
            if let Some(icon) = self.icon {
                let at =
                    Rect::from_center_size(pos2(icon_rect.center().x - 3.0, icon_rect.center().y), icon_rect.size());
                let at = if look.is_rtl() { at.translate(vec2(6.0, 0.0)) } else { at };
                icons::paint(ui.painter(), at, icon, ink, look.is_rtl());
            }
            shaped.paint(ui.painter(), text_rect, Align::Center, ink);
            if let Some((folder, rect)) = folder.as_ref().zip(folder_rect) {
                folder.paint(ui.painter(), rect, Align::Center, theme.dim);
            }
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
        let response = if self.tip.is_empty() && !shaped.is_cut {
            response
        } else {
            super::tooltip(response, if self.tip.is_empty() { self.text } else { self.tip })
        };
        let closed = closed || response.middle_clicked();
        TabResponse { chosen: response.clicked() && !closed, closed, response }
    }
}

/// A heading of the side panel that switches its list; the chosen one is underlined.
pub(crate) fn panel_tab(ui: &mut Ui, text: &str, is_chosen: bool) -> Response {
    let look = WidgetStyle::of(ui.ctx());
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
