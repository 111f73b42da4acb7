//! The pictures side by side, each below its title and choices, or the map with its dates and its panel.

use eframe::egui::{Color32, Key, Modifiers, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::choices::{add, export, more, moved, moved_to, order, period, within};
use super::look::{BESIDE, PicturesLook, ask_room, picture_id, push};
use super::state::PicturesView;
use super::{dates, map, numbers, panel};
use crate::gui::model::{AppAction, MatrixOrder, PictureAction, PictureChoices, PictureKind, Pictures, SeenView};
use crate::gui::panels::seeing::view_bar;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, IconButton, Label, WidgetStyle, strong};

/// Height of the line above a picture, in points.
const HEAD: f32 = 40.0;
/// Height of the bar with the filters, in points.
const FILTERS: f32 = 40.0;
/// Width of the room that a choice needs, in points.
const ROOM: f32 = 100.0;
/// Width from which two pictures stand side by side, and the least height of one, in points.
const TWO: f32 = 1000.0;
const LEAST: f32 = 320.0;

/// Height of the room below which the dates are low, in points.
const LOW_WINDOW: f32 = 560.0;

impl PicturesView {
    /// Draws pictures or the map in the whole available space.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        look: PicturesLook<'_>,
        pictures: &Pictures,
        filters: impl FnOnce(&mut Ui, &mut Vec<AppAction>),
        acts: &mut Vec<AppAction>,
    ) {
        let style = WidgetStyle::of(ui.ctx());
        ui.painter().rect_filled(ui.available_rect_before_wrap(), 0, style.theme.paper);
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
        let is_map = look.seeing.view == SeenView::Map;
        let (is_beside, _) = panel::width(ui.available_width());
        view_bar(
            ui,
            look.i18n,
            (look.id, look.is_folder),
            look.seeing.view,
            Some(&look.seeing.report),
            acts,
            |ui, acts| {
                if is_map {
                    if !is_beside {
                        let name = look.i18n.text("map-panel");
                        if ui.add(IconButton::new(Icon::Panel, &name).on(self.shows_panel)).clicked() {
                            self.shows_panel = !self.shows_panel;
                        }
                    }
                    export(ui, look, PictureKind::Map, acts);
                    map::names(ui, look, pictures, acts);
                } else if pictures.whole.is_some() {
                    let back = look.i18n.text("picture-all");
                    if ui.add(Button::new(&back)).clicked() {
                        push(acts, look.id, PictureAction::Whole(None));
                    }
                } else {
                    add(ui, look, acts);
                }
            },
        );
        let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), FILTERS), Sense::hover());
        let inner = bar.shrink2(vec2(BESIDE, (FILTERS - size::ROW) / 2.0));
        let mut line = ui.new_child(UiBuilder::new().max_rect(inner).layout(*ui.layout()));
        filters(&mut line, acts);
        let edge = Stroke::new(size::HAIRLINE, style.theme.line);
        ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, edge);
        let kinds: Vec<PictureKind> = match (is_map, pictures.whole) {
            (true, _) => vec![PictureKind::Map],
            (false, Some(kind)) => vec![kind],
            // One article has one date.
            (false, None) => {
                let is_shown = |kind: &PictureKind| look.is_folder || *kind != PictureKind::Timeline;
                look.kinds.iter().copied().filter(is_shown).collect()
            }
        };
        let gone: Vec<PictureKind> = pictures.rooms.keys().copied().filter(|kind| !kinds.contains(kind)).collect();
        if !gone.is_empty() {
            push(acts, look.id, PictureAction::NotShown(gone));
        }
        self.textures.retain(|kind, _| kinds.contains(kind));
        if is_map {
            self.map_and_panel(ui, look, pictures, acts);
        } else {
            self.side_by_side(ui, look, &kinds, pictures, acts);
        }
    }

    /// The map, with the dates below it and the panel beside or over it.
    fn map_and_panel(&mut self, ui: &mut Ui, look: PicturesLook<'_>, pictures: &Pictures, acts: &mut Vec<AppAction>) {
        let style = WidgetStyle::of(ui.ctx());
        let mut rest = ui.available_rect_before_wrap();
        let (is_beside, width) = panel::width(rest.width());
        let width = width.min(rest.width());
        let place =
            if style.is_rtl() { rest.with_max_x(rest.left() + width) } else { rest.with_min_x(rest.right() - width) };
        if is_beside {
            if style.is_rtl() {
                rest.min.x = place.right();
            } else {
                rest.max.x = place.left();
            }
        }
        let dates = pictures.map().and_then(|drawn| drawn.map.as_ref()).and_then(|map| map.data.dates.as_ref());
        let mut map = rest;
        if let Some(dates) = dates.filter(|_| look.is_folder) {
            let height = if rest.height() < LOW_WINDOW { dates::LOW } else { dates::HEIGHT };
            map.max.y -= height;
            self.dates(ui, look, rest.with_min_y(map.max.y), dates, acts);
        }
        self.map(ui, look, map, pictures, acts);
        self.placing(ui, look, map, pictures, acts);
        if is_beside || self.shows_panel {
            self.panel(ui, look, place, pictures, acts);
        }
    }

    /// Pictures in one or two columns.
    fn side_by_side(
        &mut self,
        ui: &mut Ui,
        look: PicturesLook<'_>,
        kinds: &[PictureKind],
        pictures: &Pictures,
        acts: &mut Vec<AppAction>,
    ) {
        let style = WidgetStyle::of(ui.ctx());
        let rest = ui.available_rect_before_wrap();
        if kinds.is_empty() {
            let inner = rest.shrink(BESIDE);
            let mut column = ui.new_child(UiBuilder::new().max_rect(inner).layout(style.along()));
            column.add(Label::new(&look.i18n.text("picture-none")).color(style.theme.dim));
            return;
        }
        self.move_by_keys(ui, look, kinds, acts);
        let columns = if kinds.len() == 1 || rest.width() < TWO { 1 } else { 2 };
        let rows = kinds.len().div_ceil(columns).min(2) as f32;
        let height = (rest.height() / rows).max(LEAST.min(rest.height())).floor();
        let area = ScrollArea::vertical().id_salt(("pictures", look.id.0)).auto_shrink([false, false]);
        let mut dropped = None;
        area.show(ui, |ui| {
            for line in kinds.chunks(columns) {
                let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
                let width = whole.width() / columns as f32;
                for (number, kind) in line.iter().enumerate() {
                    // The first stands where lines begin.
                    let at = if style.is_rtl() { columns - 1 - number } else { number };
                    let left = whole.left() + width * at as f32;
                    let cell = Rect::from_min_size(pos2(left, whole.top()), vec2(width, height));
                    let edge = Stroke::new(size::HAIRLINE, style.theme.line);
                    ui.painter().hline(cell.x_range(), cell.bottom() - 0.5, edge);
                    if at > 0 {
                        ui.painter().vline(cell.left() + 0.5, cell.y_range(), edge);
                    }
                    if ui.is_rect_visible(cell) {
                        self.cell(ui, look, (*kind, cell), pictures, acts);
                    }
                    let is_below = ui.input(|input| input.pointer.latest_pos().is_some_and(|at| cell.contains(at)));
                    if is_below && self.dragged.is_some_and(|dragged| dragged != *kind) {
                        let stroke = Stroke::new(2.0, style.theme.accent);
                        ui.painter().rect_stroke(cell.shrink(2.0), 4, stroke, StrokeKind::Inside);
                        dropped = Some(*kind);
                    }
                }
            }
        });
        if let Some(dragged) = self.dragged.filter(|_| ui.input(|input| input.pointer.any_released())) {
            self.dragged = None;
            let to = dropped.and_then(|to| look.kinds.iter().position(|kind| *kind == to));
            if let Some(to) = to {
                push(acts, look.id, PictureAction::Show(moved_to(look.kinds, dragged, to)));
            }
        }
    }

    /// Ctrl and an arrow move the picture that has the keyboard.
    #[allow(clippy::unused_self, reason = "a part of the view")]
    fn move_by_keys(&self, ui: &Ui, look: PicturesLook<'_>, kinds: &[PictureKind], acts: &mut Vec<AppAction>) {
        let focused = ui.memory(|memory| memory.focused());
        let Some(kind) = kinds.iter().find(|kind| focused == Some(picture_id(look.id, **kind))) else { return };
        let is_rtl = WidgetStyle::of(ui.ctx()).is_rtl();
        let (on, back) = if is_rtl { (Key::ArrowLeft, Key::ArrowRight) } else { (Key::ArrowRight, Key::ArrowLeft) };
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
        let on = pressed(on) || pressed(Key::ArrowDown);
        let back = pressed(back) || pressed(Key::ArrowUp);
        if on != back {
            push(acts, look.id, PictureAction::Show(moved(look.kinds, *kind, on)));
        }
    }

    /// A picture below its title and choices.
    fn cell(
        &mut self,
        ui: &mut Ui,
        look: PicturesLook<'_>,
        (kind, cell): (PictureKind, Rect),
        pictures: &Pictures,
        acts: &mut Vec<AppAction>,
    ) {
        let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
        let head = cell.with_max_y(cell.top() + HEAD).shrink2(vec2(BESIDE, (HEAD - size::ROW) / 2.0));
        let builder = UiBuilder::new().id_salt(("picture-head", kind)).max_rect(head).layout(style.along());
        let mut line = ui.new_child(builder);
        let title = strong(&mut line, &i18n.text(kind.key()));
        if pictures.whole.is_none() {
            let handle = ui.interact(title.rect, picture_id(look.id, kind).with("title"), Sense::drag());
            if handle.drag_started() {
                self.dragged = Some(kind);
            }
            if handle.hovered() || handle.dragged() {
                ui.ctx().set_cursor_icon(eframe::egui::CursorIcon::Grab);
            }
        }
        let rest = line.available_rect_before_wrap();
        let builder = UiBuilder::new().id_salt(("picture-choices", kind)).max_rect(rest).layout(style.against());
        let mut far = ui.new_child(builder);
        far.spacing_mut().item_spacing.x = size::STEP;
        export(&mut far, look, kind, acts);
        // What has no room here has it where the picture fills the window.
        let has_room = |ui: &Ui| ui.available_width() > ROOM;
        if pictures.whole.is_none() {
            more(&mut far, look, kind, acts);
        }
        let is_table = pictures.as_table.contains(&kind);
        let table = i18n.text(if is_table { "picture-as-picture" } else { "picture-as-table" });
        if has_room(&far) && far.add(Button::new(&table).quiet()).clicked() {
            push(acts, look.id, PictureAction::AsTable(kind, !is_table));
        }
        if matches!(kind, PictureKind::Matrix | PictureKind::Network) && has_room(&far) {
            within(&mut far, look, pictures, acts);
        }
        if kind == PictureKind::Timeline && has_room(&far) {
            period(&mut far, look, pictures, acts);
        }
        if kind == PictureKind::Matrix && has_room(&far) {
            order(&mut far, look, pictures, acts);
        }
        let body = cell.with_min_y(cell.top() + HEAD).shrink2(vec2(1.0, 1.0));
        ask_room(ui.ctx(), look.id, (kind, body), pictures, acts);
        let Some(drawn) = pictures.drawn.get(&kind) else {
            self.waiting(ui, look, body);
            return;
        };
        if is_table {
            numbers::show(ui, i18n, (look.id, kind), body, drawn);
            return;
        }
        let texture = self.texture(ui.ctx(), kind, drawn);
        let shown = vec2(drawn.list.width, drawn.list.height);
        let left = if style.is_rtl() { body.right() - shown.x } else { body.left() };
        let place = Rect::from_min_size(pos2(left, body.top()), shown);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter_at(body).image(texture.id(), place, whole, Color32::WHITE);
        let response = ui.interact(place.intersect(body), picture_id(look.id, kind), Sense::click());
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        let Some(mark) = self.marks(ui, look, (kind, &response, place), drawn) else { return };
        let head = drawn.head(mark).filter(|_| kind == PictureKind::Matrix);
        if let Some(head) = head {
            // Again returns to what there was.
            let order = if pictures.choices.order == head { MatrixOrder::Count } else { head };
            push(acts, look.id, PictureAction::Choose(PictureChoices { order, ..pictures.choices }));
        } else if let Some(target) = drawn.target(kind, mark) {
            push(acts, look.id, PictureAction::Open(target));
        }
    }
}
