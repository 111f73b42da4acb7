//! The map: moved and zoomed at once as it was drawn last, and drawn anew when it rests.

use eframe::egui::{
    Color32, CursorIcon, EventFilter, Key, Modifiers, Rect, Response, Sense, Ui, UiBuilder, Vec2, pos2, vec2,
};

use super::choices::choose;
use super::look::{PicturesLook, ask_room, picture_id, push};
use super::state::PicturesView;
use crate::gui::model::{AppAction, PictureAction, PictureChoices, PictureKind, Pictures};
use crate::gui::widgets::{Button, WidgetStyle};
use crate::picture::map::{NamesIn, View};

/// How far a key, a button or a step of the wheel zooms, in doublings.
const STEP: f64 = 0.5;
/// How far an arrow key moves the map, in points.
const PAN: f32 = 60.0;

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
        let Some((drawn, (was, frame))) =
            pictures.drawn.get(&kind).and_then(|drawn| Some((drawn.clone(), drawn.view?)))
        else {
            self.waiting(ui, look, body);
            return;
        };
        let now = pictures.view.map_or(was, |view| View { size: was.size, ..view });
        let texture = self.texture(ui.ctx(), kind, &drawn);
        let place = Rect::from_min_size(body.min, vec2(drawn.list.width, drawn.list.height));
        let [left, top, right, bottom] = frame;
        let frame = Rect::from_min_max(pos2(left, top), pos2(right, bottom));
        let part = |rect: Rect| {
            let of = |pos: eframe::egui::Pos2| pos2(pos.x / drawn.list.width, pos.y / drawn.list.height);
            Rect::from_min_max(of(rect.min), of(rect.max))
        };
        let whole = Rect::from_min_size(pos2(0.0, 0.0), place.size());
        ui.painter_at(body).image(texture.id(), place, part(whole), Color32::WHITE);
        let at = frame.translate(place.min.to_vec2());
        if now != was {
            let painter = ui.painter_at(at.intersect(body));
            painter.rect_filled(at, 0, WidgetStyle::of(ui.ctx()).theme.ground);
            painter.image(texture.id(), moved(&was, &now).translate(at.min.to_vec2()), part(frame), Color32::WHITE);
        }
        let response = ui.interact(at.intersect(body), picture_id(look.id, kind), Sense::click_and_drag());
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        if let Some(act) = turned(ui, &response, at, now) {
            push(acts, look.id, act);
        }
        // While it moves, marks are not where they were drawn.
        if now == was {
            let opened = self.marks(ui, look, (kind, &response, place), &drawn);
            acts.extend(opened.map(|target| AppAction::Picture(look.id, PictureAction::Open(target))));
        }
        buttons(ui, look, at, now, acts);
        if response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        }
    }
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

/// What the person asks for by moving and zooming the map.
fn turned(ui: &Ui, response: &Response, at: Rect, now: View) -> Option<PictureAction> {
    let mut view = now;
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
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        // The arrows alone walk through the places.
        let pressed = |held: Modifiers, key| ui.input_mut(|input| input.consume_key(held, key));
        let arrows = [
            (Key::ArrowLeft, [PAN, 0.0]),
            (Key::ArrowRight, [-PAN, 0.0]),
            (Key::ArrowUp, [0.0, PAN]),
            (Key::ArrowDown, [0.0, -PAN]),
        ];
        for (key, by) in arrows {
            if pressed(Modifiers::SHIFT, key) {
                view = view.panned(by);
            }
        }
        let middle = [now.size[0] / 2.0, now.size[1] / 2.0];
        if pressed(Modifiers::NONE, Key::Plus) || pressed(Modifiers::NONE, Key::Equals) {
            view = view.zoomed_at(middle, STEP);
        }
        if pressed(Modifiers::NONE, Key::Minus) {
            view = view.zoomed_at(middle, -STEP);
        }
        if pressed(Modifiers::NONE, Key::Num0) {
            return Some(PictureAction::View(None));
        }
    }
    (view != now).then_some(PictureAction::View(Some(view)))
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
