//! Beside the map: what the colours mean, the places without coordinates, and the card of the chosen place.

use eframe::egui::{Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::look::{BESIDE, PicturesLook, push};
use super::state::PicturesView;
use super::{choices, map, placing};
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::{AppAction, DrawnMap, PictureAction, Pictures};
use crate::gui::text::TextRole;
use crate::gui::theme::{self, size};
use crate::gui::widgets::{Button, Label, SeriesRow, Shaped, Strip, WidgetStyle, scroll_column, strong, tooltip};
use crate::picture::map::places::MOST_SERIES;
use crate::picture::map::{Unplaced, Why};
use crate::picture::{Colors, Language};

/// Width of the panel, and in a narrow window, in points.
const WIDE: f32 = 332.0;
const NARROW: f32 = 280.0;
/// Widths of the room from which the panel is wide, and from which it stands beside the map, in points.
const WIDE_ROOM: f32 = 1260.0;
const BESIDE_ROOM: f32 = 900.0;
/// Height of a heading, and of a row with a button, in points.
const HEADING: f32 = 34.0;
const ROW: f32 = 32.0;
/// How many places without coordinates are listed at first.
const FIRST: usize = 4;

/// Whether the panel stands beside the map in a room of this width, and its own width.
pub(super) fn width(room: f32) -> (bool, f32) {
    (room >= BESIDE_ROOM, if room >= WIDE_ROOM { WIDE } else { NARROW })
}

impl PicturesView {
    /// Shows the panel in a space.
    pub(super) fn panel(
        &mut self,
        ui: &mut Ui,
        look: PicturesLook<'_>,
        rect: Rect,
        pictures: &Pictures,
        acts: &mut Vec<AppAction>,
    ) {
        let style = WidgetStyle::of(ui.ctx());
        let theme = style.theme;
        ui.painter().rect_filled(rect, 0, theme.paper);
        let edge = if style.is_rtl() { rect.right() - 0.5 } else { rect.left() + 0.5 };
        ui.painter().vline(edge, rect.y_range(), Stroke::new(size::HAIRLINE, theme.line));
        let Some(drawn) = pictures.map().cloned() else { return };
        let Some(map) = &drawn.map else { return };
        let name = look.i18n.text("map-panel").into_owned();
        let builder = UiBuilder::new()
            .id_salt("map-panel")
            .max_rect(rect.shrink2(vec2(BESIDE, 0.0)))
            .accessibility_role(Role::Group)
            .accessibility_label(name.clone());
        let mut column = ui.new_child(builder);
        let chosen = pictures.selected.as_deref().and_then(|id| map.number_of(id));
        let card = chosen.map_or(0.0, |_| (rect.height() * 0.46).min(super::card::HEIGHT));
        let height = rect.height() - card;
        scroll_column(&mut column, ("map-panel", &name), height, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
            ui.add_space(size::STEP);
            series(ui, look, pictures, (map, &Colors::of(drawn.of.theme)), acts);
            self.unplaced(ui, look, pictures, map, acts);
        });
        if let Some(number) = chosen {
            let place = rect.with_min_y(rect.bottom() - card).shrink2(vec2(BESIDE, 0.0));
            self.card(ui, look, place, (map, number), acts);
        }
    }

    /// The places without coordinates.
    fn unplaced(
        &mut self,
        ui: &mut Ui,
        look: PicturesLook<'_>,
        pictures: &Pictures,
        map: &DrawnMap,
        acts: &mut Vec<AppAction>,
    ) {
        let (i18n, theme) = (look.i18n, WidgetStyle::of(ui.ctx()).theme);
        let all = &map.places().unplaced;
        if let Some(placed) = &pictures.placed {
            let said = i18n.text_with("map-placed", &[("name", Value::from(Language::isolated(&placed.name)))]);
            WidgetStyle::of(ui.ctx()).line(ui, HEADING, |ui| {
                let back = i18n.text("map-take-back");
                let room = ui.available_width() - Button::new(&back).width(ui.ctx()) - size::INSIDE;
                let shown = Shaped::elided(ui.ctx(), &said, TextRole::Body, room);
                let (place, response) = ui.allocate_exact_size(vec2(room, size::ROW), Sense::hover());
                shown.paint(ui.painter(), place, WidgetStyle::of(ui.ctx()).start(), theme.ink);
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_isolates(&said)));
                if ui.add(Button::new(&back)).clicked() {
                    push(acts, look.id, PictureAction::TakeBack);
                }
            });
        }
        if all.is_empty() {
            return;
        }
        heading(ui, &i18n.text("map-unplaced"), &i18n.number(all.len() as u32));
        let shown = if self.lists_all { all.len() } else { FIRST.min(all.len()) };
        for place in all.iter().take(shown) {
            unplaced_row(ui, look, place, pictures, acts);
        }
        if all.len() > FIRST {
            let count = [("count", Value::from(all.len() - FIRST))];
            let text = if self.lists_all { i18n.text("map-fewer") } else { i18n.text_with("map-more", &count) };
            if ui.add(Button::new(&text).quiet()).clicked() {
                self.lists_all = !self.lists_all;
            }
        }
        ui.add_space(size::INSIDE);
    }
}

/// A heading with something small at its far side.
fn heading(ui: &mut Ui, text: &str, aside: &str) {
    let style = WidgetStyle::of(ui.ctx());
    style.line(ui, HEADING, |ui| {
        strong(ui, text);
        let rest = ui.available_rect_before_wrap();
        let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(style.against()));
        far.add(Label::new(aside).color(style.theme.dim));
    });
}

/// What is named with the places: each a switch.
fn series(
    ui: &mut Ui,
    look: PicturesLook<'_>,
    pictures: &Pictures,
    (map, colors): (&DrawnMap, &Colors),
    acts: &mut Vec<AppAction>,
) {
    let (i18n, style, places) = (look.i18n, WidgetStyle::of(ui.ctx()), map.places());
    if places.series.is_empty() {
        return;
    }
    style.line(ui, HEADING, |ui| {
        strong(ui, &i18n.text("map-named-with"));
        let rest = ui.available_rect_before_wrap();
        let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(style.against()));
        choices::within(&mut far, look, pictures, acts);
    });
    if map.in_view.places < places.places.len() {
        let values = [("seen", Value::from(map.in_view.places)), ("all", Value::from(places.places.len()))];
        let text = i18n.text_with("map-in-view", &values);
        ui.add(Label::new(&text).role(TextRole::Small).color(style.theme.dim));
    }
    let others = i18n.text_with("map-others", &[("count", Value::from(places.others.0 as usize))]);
    let named = places.series.iter().map(|series| (series.name.as_str(), series.other_name.as_str()));
    let others = (places.others.1 > 0).then_some((&*others, ""));
    for (at, (name, second)) in named.chain(others).enumerate() {
        let number = if at >= places.series.len() { MOST_SERIES } else { at };
        let count = map.in_view.series.get(at).copied().unwrap_or(0);
        let (fill, on) = colors.series(number);
        let edge = if number >= MOST_SERIES { colors.others_edge } else { fill };
        let values = [("name", Value::from(Language::isolated(name))), ("count", Value::from(count))];
        let spoken = i18n.text_with("map-series", &values);
        let row = SeriesRow {
            number: &i18n.number(number as u32 + 1),
            colors: [fill, on, edge].map(theme::opaque),
            name,
            second,
            count: &i18n.number(count as u32),
            is_only: pictures.only == Some(at),
            is_dim: pictures.only.is_some_and(|only| only != at),
            spoken: &spoken,
        };
        if ui.add(row).clicked() {
            push(acts, look.id, map::only_one(pictures, at));
        }
    }
    ui.add_space(size::INSIDE);
}

/// A place without coordinates: a click shows its passages, a double click or its button places it.
fn unplaced_row(ui: &mut Ui, look: PicturesLook<'_>, place: &Unplaced, pictures: &Pictures, acts: &mut Vec<AppAction>) {
    let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
    let theme = style.theme;
    let why = match &place.why {
        Why::Kind(kind) => i18n.text(&format!("kind-{kind}")),
        Why::Possible(count) => i18n.text_with("map-why-possible", &[("count", Value::from(*count))]),
        Why::Unknown => i18n.text("map-why-unknown"),
    };
    style.line(ui, ROW, |ui| {
        let put = i18n.text("map-place");
        let room = ui.available_width() - Button::new(&put).width(ui.ctx()) - size::INSIDE;
        let (rect, response) = ui.allocate_exact_size(vec2(room, ROW), Sense::click());
        let is_chosen = pictures.selected.as_deref() == Some(&place.id);
        let mut strip = Strip::new(rect.shrink2(vec2(size::STEP, 0.0)), style);
        let painter = ui.painter();
        if is_chosen || response.hovered() {
            let fill = if is_chosen { theme.selection } else { theme.hover };
            painter.rect_filled(rect, size::RADIUS, fill);
        }
        if response.has_focus() {
            let stroke = Stroke::new(size::RING, theme.accent);
            painter.rect_stroke(rect, size::RADIUS, stroke, eframe::egui::StrokeKind::Inside);
        }
        let dim = if is_chosen { theme.ink } else { theme.dim };
        let count = Shaped::line(ui.ctx(), &i18n.number(place.mentions as u32), TextRole::Body);
        count.paint(painter, strip.trailing(count.size().x), strip.end(), dim);
        strip.trailing(size::INSIDE);
        let name = Shaped::elided(ui.ctx(), &place.name, TextRole::Body, strip.rest().width());
        name.paint(painter, strip.leading(name.size().x), strip.start(), theme.ink);
        strip.leading(size::INSIDE);
        if strip.rest().width() > 40.0 {
            let why = Shaped::elided(ui.ctx(), &why, TextRole::Small, strip.rest().width());
            why.paint(painter, strip.rest(), strip.start(), dim);
        }
        let values = [
            ("name", Value::from(Language::isolated(&place.name))),
            ("why", Value::from(&*why)),
            ("count", Value::from(place.mentions)),
        ];
        let spoken = i18n.text_with("map-unplaced-row", &values);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, without_isolates(&spoken)));
        let response = tooltip(response, &spoken);
        let begin = placing::begin(&place.id, &place.name);
        if response.double_clicked() {
            push(acts, look.id, begin.clone());
        } else if response.clicked() {
            push(acts, look.id, PictureAction::Select(Some(place.id.clone())));
        }
        let name = i18n.text_with("map-place-name", &[("name", Value::from(Language::isolated(&place.name)))]);
        let button = ui.add(Button::new(&put));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, without_isolates(&name)));
        if button.clicked() {
            push(acts, look.id, begin);
        }
    });
}
