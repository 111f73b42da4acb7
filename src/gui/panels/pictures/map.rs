//! The map: moved and zoomed at once as it was drawn last, and drawn anew when it rests.

use std::sync::Arc;

use eframe::egui::{
    Color32, CursorIcon, EventFilter, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::choices::choose;
use super::look::{PicturesLook, ask_room, picture_id, push};
use super::state::PicturesView;
use crate::gui::model::{AppAction, DrawnMap, DrawnPicture, PictureAction, PictureChoices, PictureKind, Pictures};
use crate::gui::theme;
use crate::gui::widgets::{Button, Label, WidgetStyle};
use crate::picture::Colors;
use crate::picture::map::places::MOST_SERIES;
use crate::picture::map::{Disc, NamesIn, View};

/// How far a key, a button or a step of the wheel zooms, in doublings.
const STEP: f64 = 0.5;
/// How far an arrow key moves the map, in points.
const PAN: f32 = 60.0;
/// The least zoom in which a place is shown that is looked for.
const NEAR: f64 = 7.0;
/// The ring round the chosen disc: how far from it, and its width, in points.
const APART: f32 = 4.0;
const RING: f32 = 2.5;
/// Width of what is said where there are no places, in points.
const SAID: f32 = 360.0;

/// The choice of the languages of names.
pub(super) fn names(ui: &mut Ui, look: PicturesLook<'_>, pictures: &Pictures, acts: &mut Vec<AppAction>) {
    let keys = [
        (NamesIn::Both, "picture-names-both"),
        (NamesIn::Arabic, "picture-names-arabic"),
        (NamesIn::English, "picture-names-english"),
    ];
    let now = pictures.choices;
    choose(ui, look, (now.names, keys), acts, |names| PictureChoices { names, ..now });
}

impl PicturesView {
    /// Shows the map in a space.
    pub(super) fn map(
        &mut self,
        ui: &mut Ui,
        look: PicturesLook<'_>,
        body: Rect,
        pictures: &Pictures,
        acts: &mut Vec<AppAction>,
    ) {
        let kind = PictureKind::Map;
        ask_room(ui.ctx(), look.id, (kind, body), pictures, acts);
        let Some(drawn) = pictures.map().cloned() else {
            self.waiting(ui, look, body);
            return;
        };
        let Some(map) = &drawn.map else { return };
        let was = map.view;
        let now = pictures.view.map_or(was, |view| View { size: was.size, ..view });
        let place = Rect::from_min_size(body.min, vec2(drawn.list.width, drawn.list.height));
        self.paint_map(ui, (body, place), &drawn, (was, now));
        let response = ui.interact(place.intersect(body), picture_id(look.id, kind), Sense::click_and_drag());
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        for act in turned(ui, &response, place, now, (pictures, map)) {
            // The toolkit takes the focus away at Escape.
            self.wants_focus |= matches!(act, PictureAction::Placing(None) | PictureAction::Select(None));
            push(acts, look.id, act);
        }
        ring(ui, body, place, pictures, map, now);
        if pictures.placing.is_some() || now != was {
            let name = look.i18n.text(kind.key());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &*name));
        }
        if let Some(to_place) = &pictures.placing {
            if response.hovered() {
                ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
            }
            let at = response.interact_pointer_pos().filter(|_| response.clicked());
            if let Some(pos) = at {
                let [lon, lat] = now.degrees_at([pos.x - place.left(), pos.y - place.top()]);
                push(acts, look.id, PictureAction::Place(to_place.clone(), [lat, lon]));
            }
        } else if now == was {
            // While it moves, marks are not where they were drawn.
            let opened = self.marks(ui, look, (kind, &response, place), &drawn);
            let chosen = opened.and_then(|mark| map.places().places.get(mark.spot.row as usize));
            match chosen {
                Some(place) => push(acts, look.id, PictureAction::Select(Some(place.id.clone()))),
                None if response.clicked() => push(acts, look.id, PictureAction::Select(None)),
                None => {}
            }
        }
        buttons(ui, look, place, now, acts);
        if response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        }
        if pictures.placing.is_none() && map.places().places.is_empty() && !look.is_busy {
            nothing(ui, look, body, map, acts);
        }
    }

    /// Paints the map as it was drawn, or where it would be by now.
    fn paint_map(&mut self, ui: &Ui, (body, place): (Rect, Rect), drawn: &Arc<DrawnPicture>, (was, now): (View, View)) {
        let texture = self.texture(ui.ctx(), PictureKind::Map, drawn);
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        let painter = ui.painter_at(place.intersect(body));
        if now == was {
            painter.image(texture.id(), place, whole, Color32::WHITE);
            return;
        }
        painter.rect_filled(place, 0, theme::opaque(Colors::of(drawn.of.theme).sea));
        painter.image(texture.id(), moved(&was, &now).translate(place.min.to_vec2()), whole, Color32::WHITE);
    }
}

/// Where a disc of one view lies in another, in points from the map's corner.
fn center(disc: &Disc, was: &View, now: &View) -> Vec2 {
    let [lon, lat] = was.degrees_at(disc.center);
    let [x, y] = now.pixel_of(lon, lat);
    vec2(x, y)
}

/// The ring round the disc of the chosen place.
fn ring(ui: &Ui, body: Rect, place: Rect, pictures: &Pictures, map: &DrawnMap, now: View) {
    let chosen = pictures.selected.as_deref().and_then(|id| map.number_of(id));
    let Some(disc) = chosen.and_then(|number| map.discs.iter().find(|disc| disc.places.contains(&number))) else {
        return;
    };
    let at: Pos2 = place.min + center(disc, &map.view, &now);
    let stroke = Stroke::new(RING, WidgetStyle::of(ui.ctx()).theme.accent);
    ui.painter_at(place.intersect(body)).circle_stroke(at, disc.radius + APART, stroke);
}

/// Where what one view showed lies in another, in points.
fn moved(was: &View, now: &View) -> Rect {
    let corner = |at: [f32; 2]| {
        let [lon, lat] = was.degrees_at(at);
        let [x, y] = now.pixel_of(lon, lat);
        pos2(x, y)
    };
    Rect::from_min_max(corner([0.0; 2]), corner(was.size))
}

/// What the person asks for by moving and zooming the map, and by its keys.
fn turned(
    ui: &Ui,
    response: &Response,
    at: Rect,
    now: View,
    (pictures, map): (&Pictures, &DrawnMap),
) -> Vec<PictureAction> {
    let (mut view, mut acts) = (now, Vec::new());
    if response.dragged() {
        let Vec2 { x, y } = response.drag_delta();
        view = view.panned([x, y]);
    }
    if let Some(pos) = response.hover_pos() {
        let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        let by = f64::from(wheel) / 120.0 + f64::from(pinch).log2();
        if by.abs() > 1e-3 {
            view = view.zoomed_at([pos.x - at.left(), pos.y - at.top()], by);
        }
    }
    if response.has_focus() {
        let filter =
            EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let times = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) as f32;
        let arrows = [
            (Key::ArrowLeft, [PAN, 0.0]),
            (Key::ArrowRight, [-PAN, 0.0]),
            (Key::ArrowUp, [0.0, PAN]),
            (Key::ArrowDown, [0.0, -PAN]),
        ];
        for (key, [x, y]) in arrows {
            let times = times(key);
            view = view.panned([x * times, y * times]);
        }
        let middle = [now.size[0] / 2.0, now.size[1] / 2.0];
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let shifted = |key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
        if pressed(Key::Plus) || pressed(Key::Equals) || shifted(Key::Plus) || shifted(Key::Equals) {
            view = view.zoomed_at(middle, STEP);
        }
        if pressed(Key::Minus) {
            view = view.zoomed_at(middle, -STEP);
        }
        if pressed(Key::Num0) {
            return vec![PictureAction::View(None)];
        }
        if pressed(Key::F)
            && let Some(found) = near(pictures, map, &now)
        {
            view = found;
        }
        acts.extend(only(ui, pictures, map.places().series.len()));
        if pressed(Key::Escape) {
            acts.extend(given_up(pictures));
        }
    }
    if view != now {
        acts.push(PictureAction::View(Some(view)));
    }
    acts
}

/// The view with the chosen place in its middle.
fn near(pictures: &Pictures, map: &DrawnMap, now: &View) -> Option<View> {
    let number = map.number_of(pictures.selected.as_deref()?)?;
    let place = map.places().places.get(number)?;
    let found = View::fitting([[place.lon, place.lat]], now.size, 0.0);
    Some(View { zoom: now.zoom.max(NEAR), ..found })
}

/// A digit shows the discs of one series only; again it shows all.
fn only(ui: &Ui, pictures: &Pictures, series: usize) -> Option<PictureAction> {
    let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7];
    let pressed = |key: &Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key));
    let digit = digits.iter().position(pressed)?;
    let number = if digit >= MOST_SERIES { series } else { digit };
    (number <= series && (digit >= MOST_SERIES || digit < series)).then(|| only_one(pictures, number))
}

/// Shows one series only, or all if it was the only one.
pub(super) fn only_one(pictures: &Pictures, number: usize) -> PictureAction {
    PictureAction::Only(Some(number).filter(|number| pictures.only != Some(*number)))
}

/// What Escape gives up next.
fn given_up(pictures: &Pictures) -> Option<PictureAction> {
    if pictures.placing.is_some() {
        Some(PictureAction::Placing(None))
    } else if pictures.only.is_some() {
        Some(PictureAction::Only(None))
    } else {
        pictures.selected.is_some().then_some(PictureAction::Select(None))
    }
}

/// Buttons that zoom, where lines begin.
fn buttons(ui: &mut Ui, look: PicturesLook<'_>, at: Rect, now: View, acts: &mut Vec<AppAction>) {
    let style = WidgetStyle::of(ui.ctx());
    let middle = [now.size[0] / 2.0, now.size[1] / 2.0];
    let all = [
        ("picture-zoom-in", Some(now.zoomed_at(middle, STEP))),
        ("picture-zoom-out", Some(now.zoomed_at(middle, -STEP))),
        ("picture-show-all", None),
    ];
    let builder = UiBuilder::new().max_rect(at.shrink(12.0));
    let mut column = ui.new_child(builder);
    style.column(&mut column, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for (key, view) in all {
            if ui.add(Button::new(&look.i18n.text(key))).clicked() {
                push(acts, look.id, PictureAction::View(view));
            }
        }
    });
}

/// What is said where no place has coordinates.
fn nothing(ui: &mut Ui, look: PicturesLook<'_>, body: Rect, map: &DrawnMap, acts: &mut Vec<AppAction>) {
    let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
    let first = map.places().unplaced.first();
    let size = vec2(SAID.min(body.width() - 24.0), if first.is_some() { 96.0 } else { 56.0 });
    let card = Rect::from_center_size(body.center(), size);
    ui.painter().rect_filled(card, 9, style.theme.paper);
    let builder = UiBuilder::new().max_rect(card.shrink(16.0));
    let mut column = ui.new_child(builder);
    style.column(&mut column, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.add(Label::new(&i18n.text(if first.is_some() { "map-none" } else { "map-nothing" })).wrapped());
        if let Some(first) = first {
            let text = i18n.text("map-place-first");
            if ui.add(Button::new(&text).primary()).clicked() {
                push(acts, look.id, super::placing::begin(&first.id, &first.name));
            }
        }
    });
}
