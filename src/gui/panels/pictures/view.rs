//! The pictures side by side, each below its title and choices, or the map.

use eframe::egui::{Color32, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::choices::{export, order, period, within};
use super::look::{BESIDE, PicturesLook, ask_room, picture_id, push};
use super::state::PicturesView;
use super::{dates, map, numbers};
use crate::gui::model::{AppAction, PictureAction, PictureKind, Pictures, SeenView};
use crate::gui::panels::seeing::view_bar;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, WidgetStyle, strong};

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
        view: SeenView,
        pictures: &Pictures,
        filters: impl FnOnce(&mut Ui, &mut Vec<AppAction>),
        acts: &mut Vec<AppAction>,
    ) {
        let style = WidgetStyle::of(ui.ctx());
        ui.painter().rect_filled(ui.available_rect_before_wrap(), 0, style.theme.paper);
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
        let is_map = view == SeenView::Map;
        view_bar(ui, look.i18n, (look.id, look.is_folder), view, Some(look.report), acts, |ui, acts| {
            if is_map {
                export(ui, look, PictureKind::Map, acts);
                map::names(ui, look, pictures, acts);
                within(ui, look, pictures, acts);
            } else if pictures.whole.is_some() {
                let back = look.i18n.text("picture-all");
                if ui.add(Button::new(&back)).clicked() {
                    push(acts, look.id, PictureAction::Whole(None));
                }
            }
        });
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
                PictureKind::CHARTS.into_iter().filter(is_shown).collect()
            }
        };
        let gone: Vec<PictureKind> = pictures.rooms.keys().copied().filter(|kind| !kinds.contains(kind)).collect();
        if !gone.is_empty() {
            push(acts, look.id, PictureAction::NotShown(gone));
        }
        self.textures.retain(|kind, _| kinds.contains(kind));
        let rest = ui.available_rect_before_wrap();
        if is_map {
            let dates = pictures.drawn.get(&PictureKind::Map).and_then(|drawn| drawn.dates.as_ref());
            let mut map = rest;
            if let Some(dates) = dates.filter(|_| look.is_folder) {
                let height = if rest.height() < LOW_WINDOW { dates::LOW } else { dates::HEIGHT };
                map.max.y -= height;
                self.dates(ui, look, rest.with_min_y(map.max.y), dates, acts);
            }
            self.map(ui, look, map, pictures, acts);
            return;
        }
        let columns = if kinds.len() == 1 || rest.width() < TWO { 1 } else { 2 };
        let rows = kinds.len().div_ceil(columns).min(2) as f32;
        let height = (rest.height() / rows).max(LEAST.min(rest.height())).floor();
        let area = ScrollArea::vertical().id_salt(("pictures", look.id.0)).auto_shrink([false, false]);
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
                }
            }
        });
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
        strong(&mut line, &i18n.text(kind.key()));
        let rest = line.available_rect_before_wrap();
        let builder = UiBuilder::new().id_salt(("picture-choices", kind)).max_rect(rest).layout(style.against());
        let mut far = ui.new_child(builder);
        far.spacing_mut().item_spacing.x = size::STEP;
        export(&mut far, look, kind, acts);
        // What has no room here has it where the picture fills the window.
        let has_room = |ui: &Ui| ui.available_width() > ROOM;
        if pictures.whole.is_none() {
            let whole = i18n.text("picture-whole");
            if far.add(Button::new(&whole).quiet()).clicked() {
                push(acts, look.id, PictureAction::Whole(Some(kind)));
            }
        }
        if matches!(kind, PictureKind::Matrix | PictureKind::Network) && has_room(&far) {
            within(&mut far, look, pictures, acts);
        }
        if kind == PictureKind::Timeline && has_room(&far) {
            period(&mut far, look, pictures, acts);
        }
        let is_table = pictures.as_table.contains(&kind);
        let table = i18n.text(if is_table { "picture-as-picture" } else { "picture-as-table" });
        if has_room(&far) && far.add(Button::new(&table).quiet()).clicked() {
            push(acts, look.id, PictureAction::AsTable(kind, !is_table));
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
        let opened = self.marks(ui, look, (kind, &response, place), drawn);
        acts.extend(opened.map(|target| AppAction::Picture(look.id, PictureAction::Open(target))));
    }
}
