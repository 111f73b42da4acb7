//! The export page: the formats, the choices that the chosen one has, what becomes of everything, the first lines of the file
//! as it will be, and where it goes.

mod along;
mod foot;
mod formats;
mod options;
pub(super) mod sentence;
pub(super) mod writing;

use eframe::egui::{CornerRadius, Key, Modifiers, Rect, Role, Stroke, Ui, UiBuilder, vec2};

use crate::gui::i18n::I18n;
use crate::gui::model::{AppAction, ExportAction, ExportPage, can_export};
use crate::gui::theme::size;
use crate::gui::widgets::text_field::is_typing;
use crate::gui::widgets::{Strip, WidgetStyle, scroll_if};

pub(super) use formats::FormatList;
pub(super) use options::{OPTION, isolated, option};

/// Width of the list of formats, in points.
const LIST: f32 = 240.0;
/// Width of the page from which the list stands beside the rest; below it one is chosen at the top, in points.
const WIDE: f32 = 840.0;
/// The widest column of the rest, in points.
const WIDEST: f32 = 860.0;
/// Space beside everything, in points.
const BESIDE: f32 = 20.0;

/// The page's state between frames.
#[derive(Default)]
pub(crate) struct ExportView {
    /// Whether a menu or a dialog was open in the last frame: its Escape is not for the page.
    was_covered: bool,
}

/// Whether Escape is meant for a page: no menu, no dialog and no field has it.
pub(super) fn takes_escape(ui: &Ui, was_covered: &mut bool) -> bool {
    let is_covered =
        ui.memory(|memory| memory.top_modal_layer().is_some()) || eframe::egui::Popup::is_any_open(ui.ctx());
    if std::mem::replace(was_covered, is_covered) || is_covered || is_typing(ui.ctx()) {
        return false;
    }
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// The list at the side, if there is room for it, and the column beside it; each with the space around it taken away.
pub(super) fn columns(ui: &Ui, whole: Rect) -> (Option<Rect>, Rect) {
    let look = WidgetStyle::of(ui.ctx());
    let mut strip = Strip::new(whole, look);
    let list = (whole.width() >= WIDE).then(|| strip.leading(LIST));
    if let Some(list) = list {
        ui.painter().rect_filled(list, CornerRadius::ZERO, look.theme.ground);
        let edge = if look.is_rtl() { list.left() } else { list.right() };
        ui.painter().vline(edge, whole.y_range(), Stroke::new(size::HAIRLINE, look.theme.line));
    }
    let mut rest = Strip::new(strip.rest().shrink2(vec2(BESIDE, 0.0)), look);
    (list.map(|list| list.shrink2(vec2(size::INSIDE, 0.0))), rest.leading(WIDEST))
}

impl ExportView {
    /// Draws the page in the whole available space.
    pub(crate) fn show(&mut self, ui: &mut Ui, i18n: &I18n, page: &mut ExportPage, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let whole = ui.available_rect_before_wrap();
        ui.painter().rect_filled(whole, CornerRadius::ZERO, look.theme.paper);
        let mut area = ui.new_child(UiBuilder::new().max_rect(whole).accessibility_role(Role::Pane));
        let title = i18n.text("export-title").into_owned();
        area.ctx().accesskit_node_builder(area.unique_id(), |node| node.set_label(title));
        let mut escaped = takes_escape(&area, &mut self.was_covered);
        let (list, rest) = columns(&area, whole);
        let mut chosen = None;
        if let Some(list) = list {
            let mut column = area.new_child(UiBuilder::new().max_rect(list));
            let shown = FormatList { i18n, name: "export-title", holds: can_export, chosen: Some(page.choices.format) };
            let (wanted, gives_up) = shown.show(&mut column, &mut page.search);
            (chosen, escaped) = (wanted, escaped || gives_up);
        }
        let foot = foot::height(&area, i18n, page, rest.width());
        let mut column = area.new_child(UiBuilder::new().max_rect(rest.with_max_y(rest.bottom() - foot)));
        let (in_head, closes) = options::head(&mut column, i18n, page, list.is_none());
        chosen = chosen.or(in_head);
        page.foot = foot;
        // Where not even the least of all of it has room, all of it scrolls.
        column.spacing_mut().item_spacing.y = 0.0;
        let (room, options) = (column.available_height(), options::height(page));
        let [least, whole] = along::heights(&column, i18n, page).map(|height| options + height);
        let (is_long, name) = (least > room, i18n.text("export-title"));
        scroll_if(&mut column, is_long, ("export-page", &name), room.max(0.0), |ui| {
            options::options(ui, i18n, page, acts);
            along::along(ui, i18n, page, if is_long { whole } else { room } - options);
        });
        let mut below = area.new_child(UiBuilder::new().max_rect(rest.with_min_y(rest.bottom() - foot)));
        foot::foot(&mut below, i18n, page, acts);
        if let Some(format) = chosen.filter(|format| *format != page.choices.format) {
            acts.push(AppAction::Export(ExportAction::Format(format)));
        }
        if escaped || closes {
            acts.push(AppAction::Export(ExportAction::Close));
        }
    }
}
