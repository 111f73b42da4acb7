//! A small plain map on which a point is chosen: known places as dots, and lines of latitude and longitude.

use eframe::egui::{
    CursorIcon, EventFilter, Key, Modifiers, Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::context::Names;
use super::entity::local_name;
use crate::gui::i18n::without_isolates;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Shaped, WidgetStyle};

/// Degrees of longitude across the map: at first, with a country, with a point, and the least and the most.
const WIDE: f32 = 64.0;
const OF_COUNTRY: f32 = 16.0;
const OF_POINT: f32 = 8.0;
const LEAST: f32 = 0.25;
const MOST: f32 = 180.0;
/// The middle of the first map: latitude and longitude.
const MIDDLE: (f32, f32) = (28.0, 34.0);
/// By how much a step of a key or of the wheel zooms, and how far an arrow key moves, as a share of the map's width.
const ZOOM: f32 = 1.4;
const STEP: f32 = 1.0 / 60.0;
/// The most dots and names on the map.
const MOST_DOTS: usize = 400;
const MOST_NAMES: usize = 9;
/// The most lines of each kind.
const MOST_LINES: i32 = 12;

/// Degrees of latitude and longitude.
pub(super) type Point = (f32, f32);

/// The part of the world that is seen.
#[derive(Clone, Copy)]
struct View {
    middle: Point,
    /// Degrees of longitude from side to side.
    span: f32,
}

/// The map's state between frames.
#[derive(Default)]
pub(super) struct PlacePicker {
    /// Where the person has moved the map.
    moved: Option<View>,
}

impl View {
    /// Points for each degree of longitude, and of latitude: equal distances look equal in the middle.
    fn scale(self, rect: Rect) -> (f32, f32) {
        let x = rect.width() / self.span;
        (x, x / self.middle.0.to_radians().cos().max(0.2))
    }

    fn at(self, rect: Rect, (lat, lon): Point) -> Pos2 {
        let (x, y) = self.scale(rect);
        rect.center() + vec2((lon - self.middle.1) * x, (self.middle.0 - lat) * y)
    }

    fn point(self, rect: Rect, at: Pos2) -> Point {
        let (x, y) = self.scale(rect);
        let off = at - rect.center();
        within((self.middle.0 - off.y / y, self.middle.1 + off.x / x))
    }

    /// Closer, or farther away where `factor` is above 1; what is at `at` stays there.
    fn zoomed(self, rect: Rect, at: Pos2, factor: f32) -> Self {
        let there = self.point(rect, at);
        let mut zoomed = Self { span: (self.span * factor).clamp(LEAST, MOST), ..self };
        // The scale changes with the latitude of the middle.
        for _ in 0..4 {
            let (now, (lat, lon)) = (zoomed.point(rect, at), zoomed.middle);
            zoomed.middle = within((lat + there.0 - now.0, lon + there.1 - now.1));
        }
        zoomed
    }
}

/// A point of the world; what is beyond its edges is at the edge.
fn within((lat, lon): Point) -> Point {
    (lat.clamp(-85.0, 85.0), lon.clamp(-180.0, 180.0))
}

impl PlacePicker {
    /// Height of the map, in points.
    pub(super) const HEIGHT: f32 = 168.0;

    /// Shows the map with the point, or around the place of a country; returns the point that was chosen.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        names: Names<'_>,
        point: Option<Point>,
        country: Option<Point>,
    ) -> Option<Point> {
        let theme = WidgetStyle::of(ui.ctx()).theme;
        let wanted = vec2(ui.available_width(), Self::HEIGHT);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click_and_drag());
        let first = match (point, country) {
            (Some(point), _) => View { middle: point, span: OF_POINT },
            (None, Some(country)) => View { middle: country, span: OF_COUNTRY },
            (None, None) => View { middle: MIDDLE, span: WIDE },
        };
        let mut view = self.moved.unwrap_or(first);
        let mut chosen = None;
        if response.clicked() {
            response.request_focus();
            chosen = response.interact_pointer_pos().map(|at| view.point(rect, at));
        }
        if response.dragged() {
            let (x, y) = view.scale(rect);
            let by = response.drag_delta();
            view.middle = within((view.middle.0 + by.y / y, view.middle.1 - by.x / x));
            self.moved = Some(view);
        }
        let zoom = wheel(ui, &response);
        if let Some((at, factor)) = zoom {
            view = view.zoomed(rect, at, factor);
            self.moved = Some(view);
        }
        if response.has_focus() {
            let start = point.unwrap_or(view.middle);
            chosen = chosen.or(self.keys(ui, &response, rect, &mut view, start));
        }
        // The map stays where it is while points are chosen on it.
        if chosen.is_some() {
            self.moved = Some(view);
        }
        let point = chosen.or(point);
        let painter = ui.painter_at(rect);
        painter.rect_filled(rect, size::RADIUS, theme.paper);
        graticule(&painter, rect, view, Stroke::new(size::HAIRLINE, theme.line));
        places(ui, &painter, names, rect, view);
        if let Some(point) = point {
            let at = view.at(rect, point);
            painter.circle(at, 5.0, theme.accent, Stroke::new(size::RING, theme.paper));
        }
        let (edge, width) =
            if response.has_focus() { (theme.accent, size::RING) } else { (theme.line, size::HAIRLINE) };
        painter.rect_stroke(rect, size::RADIUS, Stroke::new(width, edge), StrokeKind::Inside);
        let name = names.i18n.text("entity-new-map").into_owned();
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, without_isolates(&name)));
        response.on_hover_cursor(CursorIcon::Crosshair);
        chosen
    }

    /// The arrow keys move the point, + and − zoom around it.
    fn keys(&mut self, ui: &Ui, response: &Response, rect: Rect, view: &mut View, start: Point) -> Option<Point> {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let times = |keys: &[Key]| {
            let count = |key: &Key| {
                let any = [Modifiers::NONE, Modifiers::SHIFT];
                any.map(|held| ui.input_mut(|input| input.count_and_consume_key(held, *key))).iter().sum::<usize>()
            };
            keys.iter().map(count).sum::<usize>() as f32
        };
        let closer = times(&[Key::Plus, Key::Equals]) - times(&[Key::Minus]);
        if closer != 0.0 {
            *view = view.zoomed(rect, view.at(rect, start), ZOOM.powf(-closer));
            self.moved = Some(*view);
        }
        let east = times(&[Key::ArrowRight]) - times(&[Key::ArrowLeft]);
        let north = times(&[Key::ArrowUp]) - times(&[Key::ArrowDown]);
        if east == 0.0 && north == 0.0 {
            return None;
        }
        let step = view.span * STEP;
        let point = within((start.0 + north * step, start.1 + east * step));
        // What is moved out of view takes the map with it.
        if !rect.shrink(8.0).contains(view.at(rect, point)) {
            view.middle = point;
        }
        Some(point)
    }
}

/// Where the wheel zooms, and by how much.
fn wheel(ui: &Ui, response: &Response) -> Option<(Pos2, f32)> {
    let at = response.hover_pos()?;
    let turned = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta).y);
    (turned != 0.0).then(|| (at, ZOOM.powf(-turned / 60.0)))
}

/// Lines of latitude and longitude at round degrees.
fn graticule(painter: &Painter, rect: Rect, view: View, stroke: Stroke) {
    let steps = [30.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1_f32];
    let step = steps.into_iter().find(|step| view.span / step >= 4.0).unwrap_or(0.05);
    let (south, west) = view.point(rect, rect.left_bottom());
    for number in 0..MOST_LINES {
        let (lat, lon) =
            (((south / step).ceil() + number as f32) * step, ((west / step).ceil() + number as f32) * step);
        let (x, y) = (view.at(rect, (view.middle.0, lon)).x, view.at(rect, (lat, view.middle.1)).y);
        painter.vline(x, rect.y_range(), stroke);
        painter.hline(rect.x_range(), y, stroke);
    }
}

/// The largest places in view as dots, and the names of some.
fn places(ui: &Ui, painter: &Painter, names: Names<'_>, rect: Rect, view: View) {
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let (from, to) = (view.point(rect, rect.left_bottom()), view.point(rect, rect.right_top()));
    let is_seen = |(_, (lat, lon)): &(_, Point)| (from.0..=to.0).contains(lat) && (from.1..=to.1).contains(lon);
    let seen: Vec<_> = names.large_places().iter().filter(|place| is_seen(place)).take(MOST_DOTS).collect();
    for (number, (_, point)) in seen.iter().enumerate() {
        painter.circle_filled(view.at(rect, *point), if number < MOST_NAMES { 2.0 } else { 1.25 }, theme.dim);
    }
    let mut taken: Vec<Rect> = Vec::new();
    for (id, point) in seen {
        let at = view.at(rect, *point);
        if taken.len() >= MOST_NAMES {
            break;
        }
        let name = Shaped::line(ui.ctx(), &local_name(names, *id), TextRole::Small);
        let place = Rect::from_min_size(pos2(at.x - name.size().x / 2.0, at.y + 2.0), name.size());
        if rect.contains_rect(place) && taken.iter().all(|other| !other.intersects(place.expand(2.0))) {
            painter.rect_filled(place, 2, theme.paper);
            name.paint(painter, place, eframe::egui::Align::Center, theme.ink);
            taken.push(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_places_on_the_map_belong_to_each_other_at_every_zoom() {
        let rect = Rect::from_min_size(pos2(20.0, 30.0), vec2(360.0, PlacePicker::HEIGHT));
        let mut view = View { middle: MIDDLE, span: WIDE };
        for factor in [1.0, 1.0 / ZOOM, 1.0 / ZOOM, ZOOM, 100.0, 0.0001] {
            let at = pos2(120.0, 90.0);
            let there = view.point(rect, at);
            view = view.zoomed(rect, at, factor);
            assert!((LEAST..=MOST).contains(&view.span), "{factor}");
            let back = view.at(rect, view.point(rect, at));
            assert!((back - at).length() < 0.5 || view.span >= MOST, "{factor}: {back:?}");
            if view.span < MOST {
                let now = view.at(rect, there);
                assert!((now - at).length() < 1.0, "{factor}: what is under the pointer stays there: {now:?}");
            }
        }
        assert_eq!(within((120.0, -200.0)), (85.0, -180.0));
    }
}
