//! Menus and their rows.

use eframe::egui::accesskit::HasPopup;
use eframe::egui::containers::menu::{MenuConfig, SubMenu};
use eframe::egui::{
    Align, Color32, Context, EventFilter, Id, InnerResponse, Key, LayerId, Layout, Modifiers, Popup,
    PopupCloseBehavior, Rect, RectAlign, Response, Role, ScrollArea, Sense, SetOpenCommand, Ui, UiKind, UiStackInfo,
    Widget, vec2,
};

use super::scroll::name_scrollbar;
use super::{Button, Icon, Shaped, Strip, WidgetStyle, control, icons};
use crate::gui::keyboard::wait;
use crate::gui::text::TextRole;
use crate::gui::theme::size;

/// A button that opens a menu below it. While one menu of the bar is open, hovering over another opens that one.
pub fn menu_button<R>(ui: &mut Ui, text: &str, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<Option<R>> {
    menu_below(ui, text, Button::new(text).quiet(), PopupCloseBehavior::CloseOnClick, add)
}

/// A button that opens a choice below it, as indicated by its icon.
pub(crate) fn choice_button<R>(ui: &mut Ui, text: &str, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<Option<R>> {
    choice_button_with(ui, text, Icon::Down, add)
}

/// The same, with another icon.
pub(crate) fn choice_button_with<R>(
    ui: &mut Ui,
    text: &str,
    icon: Icon,
    add: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<Option<R>> {
    menu_below(ui, text, Button::new(text).quiet().icon(icon), PopupCloseBehavior::CloseOnClick, add)
}

/// A button that opens choices of which several can be on: they stay open until something beside them is clicked.
pub(crate) fn ticks_button<R>(ui: &mut Ui, text: &str, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<Option<R>> {
    menu_below(ui, text, Button::new(text).quiet().icon(Icon::Down), PopupCloseBehavior::CloseOnClickOutside, add)
}

/// A button with what is chosen, which opens the choices below it, each with its text and whether it is the one. Returns the
/// one that is clicked.
pub(crate) fn choice_of<T>(
    ui: &mut Ui,
    chosen: &str,
    choices: impl IntoIterator<Item = (T, impl AsRef<str>, bool)>,
) -> InnerResponse<Option<T>> {
    let opened = choice_button(ui, chosen, |ui| {
        let mut clicked = None;
        for (choice, text, is_on) in choices {
            if ui.add(MenuRow::new(text.as_ref()).on(is_on)).clicked() {
                clicked = Some(choice);
                ui.close();
            }
        }
        clicked
    });
    InnerResponse::new(opened.inner.flatten(), opened.response)
}

fn menu_below<R>(
    ui: &mut Ui,
    text: &str,
    button: Button<'_>,
    closes: PopupCloseBehavior,
    add: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<Option<R>> {
    let open_id = Id::unique("hawashi-open-menu");
    let response = ui.add(button);
    let look = WidgetStyle::of(ui.ctx());
    let mut popup = Popup::menu(&response);
    let popup_id = popup.get_id();
    let open = ui.data(|data| data.get_temp::<Id>(open_id));
    let other_is_open = open.is_some_and(|open| open != popup_id && Popup::is_id_open(ui.ctx(), open));
    if response.hovered() && !response.clicked() && other_is_open {
        popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
    }
    if response.has_focus() {
        // Down opens the menu; in an open one it moves to the rows.
        let filter = EventFilter { vertical_arrows: !popup.is_open(), ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        if filter.vertical_arrows && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
            popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
            ui.data_mut(|data| data.insert_temp(popup_id.with("enter"), 2_u8));
        }
    }
    let align = if look.is_rtl() { RectAlign::BOTTOM_END } else { RectAlign::BOTTOM_START };
    let config = MenuConfig::default();
    let inner = popup
        .align(align)
        .gap(2.0)
        .close_behavior(closes)
        .layout(Layout::top_down_justified(Align::Min))
        .info(UiStackInfo::new(UiKind::Menu).with_tag_value(MenuConfig::MENU_CONFIG_TAG, config))
        .show(|ui| scrolling(ui, text, add));
    announce_menu(&response, inner.is_some());
    let layer = inner.as_ref().map(|inner| inner.response.layer_id);
    enter_first_row(ui.ctx(), popup_id, layer);
    let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
    give_back_focus(&response, popup_id.with("focus"), layer, is_escaped);
    if inner.is_some() {
        ui.data_mut(|data| data.insert_temp(open_id, popup_id));
        if !response.hovered() {
            // The open menu's name stays highlighted while the pointer is in the menu.
            ui.painter().rect_filled(response.rect, size::RADIUS, look.theme.hover);
        }
    }
    InnerResponse::new(inner.map(|inner| inner.inner), response)
}

/// The menu of a control: a secondary click opens it at the pointer, [`open_context_menu`] beside the control. `name` is
/// for screen readers. Returns what `add` returns while it is open.
pub(crate) fn context_menu<R>(response: &Response, name: &str, add: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    context_menu_at(response, response.rect, name, add)
}

/// Like [`context_menu`]; from the keyboard it opens beside this rectangle, in points.
pub(crate) fn context_menu_at<R>(
    response: &Response,
    place: Rect,
    name: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let ctx = &response.ctx;
    let popup = Popup::context_menu(response);
    let id = popup.get_id();
    let was_open = ctx.data(|data| data.get_temp::<bool>(id.with("open"))).unwrap_or_default();
    if !was_open && !response.secondary_clicked() && !Popup::is_id_open(ctx, id) {
        return None;
    }
    // Where the pointer opened it is remembered; the keyboard has no such place.
    let is_at_pointer = response.secondary_clicked() || Popup::position_of_id(ctx, id).is_some();
    let popup = if is_at_pointer { popup } else { popup.anchor(place).gap(2.0) };
    let align = if WidgetStyle::of(ctx).is_rtl() { RectAlign::BOTTOM_END } else { RectAlign::BOTTOM_START };
    let inner = popup.align(align).accessible_name(name).show(|ui| {
        ui.set_min_width(NARROWEST);
        scrolling(ui, name, add)
    });
    ctx.data_mut(|data| data.insert_temp(id.with("open"), inner.is_some()));
    if !is_at_pointer && !was_open && inner.is_some() {
        ctx.data_mut(|data| data.insert_temp(id.with("enter"), 2_u8));
    }
    announce_menu(response, inner.is_some());
    let layer = inner.as_ref().map(|inner| inner.response.layer_id);
    // Opened by the pointer, it leaves the focus where it is until a key asks for its rows.
    if let Some(layer) = layer
        && focused_layer(ctx) != Some(layer)
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown))
    {
        focus_first_row(ctx, layer);
    }
    enter_first_row(ctx, id, layer);
    give_back_focus(response, id.with("focus"), layer, inner.is_none());
    inner.map(|inner| inner.inner)
}

/// Opens the menu of a control, if it has one.
pub(crate) fn open_context_menu(ctx: &Context, control: Id) {
    if let Some(response) = ctx.read_response(control) {
        Popup::open_id(ctx, Popup::default_response_id(&response));
        ctx.request_repaint();
    }
}

/// Whether a control's menu is open, which then has the arrow keys.
pub(crate) fn is_context_menu_open(response: &Response) -> bool {
    Popup::is_id_open(&response.ctx, Popup::default_response_id(response))
}

/// A row that opens a menu beside it.
pub(crate) fn submenu<R>(ui: &mut Ui, row: MenuRow<'_>, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<Option<R>> {
    let response = MenuRow { opens: true, ..row }.ui(ui);
    let inner = SubMenu::new().show(ui, &response, |ui| scrolling(ui, row.text, add));
    announce_menu(&response, inner.is_some());
    InnerResponse::new(inner.map(|inner| inner.inner), response)
}

/// Rows that do not fit into the window scroll.
fn scrolling<R>(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.ctx().content_rect();
    let most = if ui.min_rect().top() > room.top() { room.bottom() - ui.min_rect().top() } else { room.height() };
    let most = (most - 2.0 * size::INSIDE).max(4.0 * size::ROW);
    // A popup is not higher than what it has been given, whatever room there is.
    ui.set_max_height(most);
    let shown = ScrollArea::vertical().max_height(most).auto_shrink(true).show(ui, add);
    name_scrollbar(ui, shown.id, name);
    shown.inner
}

/// The keyboard focus moves to the first row once that has its final position.
fn enter_first_row(ctx: &Context, popup: Id, layer: Option<LayerId>) {
    let frames = ctx.data(|data| data.get_temp::<u8>(popup.with("enter"))).unwrap_or_default();
    if frames == 0 {
        return;
    }
    ctx.data_mut(|data| data.insert_temp(popup.with("enter"), frames - 1));
    if let (1, Some(layer)) = (frames, layer) {
        focus_first_row(ctx, layer);
    }
    wait(ctx);
    ctx.request_repaint();
}

fn focus_first_row(ctx: &Context, layer: LayerId) {
    let first = ctx.viewport(|viewport| {
        let mut rows = viewport.this_pass.widgets.get_layer(layer);
        rows.find(|row| row.sense.is_focusable() && row.enabled).map(|row| row.id)
    });
    if let Some(first) = first {
        ctx.memory_mut(|memory| memory.request_focus(first));
    }
}

/// The layer of what has the keyboard focus.
fn focused_layer(ctx: &Context) -> Option<LayerId> {
    let focused = ctx.memory(|memory| memory.focused())?;
    // Not by its response: asking for that takes the focus from a control beside which the pointer was pressed, also if it
    // has just been given back.
    ctx.viewport(|viewport| {
        let passes = [&viewport.this_pass, &viewport.prev_pass];
        passes.into_iter().find_map(|pass| pass.widgets.get(focused)).map(|focused| focused.layer_id)
    })
}

/// When a menu that had the keyboard focus is left, the focus returns to its control.
fn give_back_focus(control: &Response, id: Id, layer: Option<LayerId>, is_left: bool) {
    let ctx = &control.ctx;
    let had_focus = ctx.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
    let has_focus = layer.is_some() && focused_layer(ctx) == layer;
    ctx.data_mut(|data| data.insert_temp(id, has_focus));
    if had_focus && !has_focus && is_left {
        control.request_focus();
    }
}

/// Announces that a control opens a menu, and whether it is open.
fn announce_menu(response: &Response, is_open: bool) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_has_popup(HasPopup::Menu);
        node.set_expanded(is_open);
    });
}

/// A hairline between groups of rows.
pub(crate) fn menu_separator(ui: &mut Ui) {
    let line = WidgetStyle::of(ui.ctx()).theme.line;
    // Not as wide as the available width, which would make the menu as wide as the window.
    let (rect, _) = ui.allocate_at_least(vec2(0.0, size::INSIDE + 1.0), Sense::hover());
    ui.painter().rect_filled(Rect::from_center_size(rect.center(), vec2(rect.width(), size::HAIRLINE)), 0, line);
}

/// A row of a menu: a text, and its keyboard shortcut at the far side.
#[derive(Clone, Copy)]
#[must_use = "a row is shown by `ui.add`"]
pub struct MenuRow<'a> {
    text: &'a str,
    keys: Option<&'a str>,
    swatch: Option<Color32>,
    is_on: Option<bool>,
    is_inset: bool,
    opens: bool,
}

/// Space between text and keys, in points.
const GAP: f32 = 24.0;
/// The least width of a menu of a control, in points.
const NARROWEST: f32 = 140.0;
/// Width reserved for a tick or a swatch.
const MARK: f32 = 20.0;

impl<'a> MenuRow<'a> {
    /// A row with a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, keys: None, swatch: None, is_on: None, is_inset: false, opens: false }
    }

    /// The keyboard shortcut.
    pub fn keys(mut self, keys: Option<&'a str>) -> Self {
        self.keys = keys;
        self
    }

    /// The colour of a label.
    pub(crate) fn swatch(mut self, color: Color32) -> Self {
        self.swatch = Some(color);
        self
    }

    /// Whether to reserve room for a tick, because other rows of the menu have one.
    pub(crate) fn inset(mut self, is_inset: bool) -> Self {
        self.is_inset = is_inset;
        self
    }

    /// A choice that is on or off.
    pub fn on(mut self, is_on: bool) -> Self {
        self.is_on = Some(is_on);
        self
    }
}

impl Widget for MenuRow<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let text = Shaped::elided(ui.ctx(), self.text, TextRole::Body, 2.0 * size::TOOLTIP);
        let keys = self.keys.map(|keys| Shaped::line(ui.ctx(), keys, TextRole::Small));
        let mark = if self.swatch.is_some() || self.is_on.is_some() || self.is_inset { MARK } else { 0.0 };
        let far = if self.opens { GAP + size::ICON } else { keys.as_ref().map_or(0.0, |keys| GAP + keys.size().x) };
        let wanted = vec2(2.0 * size::INSIDE + mark + text.size().x + far, size::ROW);
        let (rect, response) = ui.allocate_at_least(wanted, Sense::click());
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            control::paint_state(ui, theme, rect, size::RADIUS - 2, &response);
            control::paint_focus(ui, theme, rect, size::RADIUS - 2, &response);
            let ink = control::ink(theme.ink, &response);
            let dim = control::ink(theme.dim, &response);
            let mut strip = Strip::new(rect.shrink2(vec2(size::INSIDE, 0.0)), look);
            let mut marks = Strip::new(strip.leading(mark), look);
            if let Some(color) = self.swatch {
                let square = icons::square(marks.leading(size::SWATCH), size::SWATCH);
                painter.rect_filled(square, size::HIGHLIGHT_RADIUS, color);
            } else if self.is_on == Some(true) {
                let square = icons::square(marks.leading(size::ICON), size::ICON);
                icons::paint(painter, square, Icon::Check, ink, false);
            }
            if self.opens {
                let square = icons::square(strip.trailing(size::ICON), size::ICON);
                icons::paint(painter, square, Icon::Forward, dim, look.is_rtl());
            } else if let Some(keys) = keys {
                keys.paint(painter, strip.trailing(keys.size().x), strip.end(), dim);
            }
            text.paint(painter, strip.rest(), strip.start(), ink);
        }
        match self.is_on {
            Some(is_on) => control::announce_on(&response, Role::MenuItemCheckBox, is_on, self.text),
            None => control::announce(&response, Role::MenuItem, self.text),
        }
        response
    }
}
