//! The question about all places like one, at the foot of the page: what is to be done, and each place with its
//! surroundings, to be taken or left out.

use eframe::egui::{self, Area, Id, Key, Order, Rect, Role, Stroke, Ui, UiBuilder, vec2};

use super::several::surroundings;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{Alike, AlikeAction, AppAction, Deed, Tab};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, Label, List, MenuRow, Row, Segments, WidgetStyle, choice_button, small};
use crate::session::Session;

/// The most places in view.
const ROWS: usize = 6;

/// The id of the list of places.
fn list_id() -> Id {
    Id::unique("alike-places")
}

/// Draws the question at the foot of the page; returns its height, in points.
pub(crate) fn alike_bar(ui: &Ui, i18n: &I18n, tab: &Tab, page: Rect, acts: &mut Vec<AppAction>) -> Option<f32> {
    let (session, alike) = (tab.session.as_ref()?, tab.alike.as_ref()?);
    let look = WidgetStyle::of(ui.ctx());
    let reached: Vec<usize> = alike.reached(session).map(|(at, _)| at).collect();
    // As high as half of the page allows.
    let most = ((page.height() / 2.0 - 130.0) / size::ROW).max(2.0) as usize;
    let rows = reached.len().clamp(1, ROWS).min(most) as f32;
    let height = 3.0 * (size::ROW + size::STEP) + rows * size::ROW + 2.0 * size::INSIDE;
    let rect = page.with_min_y(page.bottom() - height);
    let area = Area::new(Id::unique("alike")).order(Order::Foreground).fixed_pos(rect.min).constrain(false);
    let name = i18n.text("alike-title").into_owned();
    area.role(Role::Group).accessible_name(name).show(ui.ctx(), |ui| {
        ui.allocate_rect(rect, egui::Sense::hover());
        ui.painter().rect_filled(rect, 0, look.theme.card);
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(size::HAIRLINE, look.theme.accent));
        let mut column = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(size::GROUP, size::INSIDE))));
        column.spacing_mut().item_spacing.y = size::STEP;
        question(&mut column, i18n, session, alike, &reached, rows * size::ROW, acts);
    });
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        acts.push(AppAction::Alike(AlikeAction::Close));
    }
    Some(height)
}

fn question(
    ui: &mut Ui,
    i18n: &I18n,
    session: &Session,
    alike: &Alike,
    reached: &[usize],
    list_height: f32,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let lang = i18n.lang().code();
    let offered: Vec<Deed> = Deed::ALL.into_iter().filter(|deed| alike.offers(*deed, session)).collect();
    let texts: Vec<String> = offered.iter().map(|deed| i18n.text(deed.keys().0).into_owned()).collect();
    let parts: Vec<(&str, &str)> = texts.iter().map(|text| (text.as_str(), "")).collect();
    let chosen = offered.iter().position(|deed| *deed == alike.deed).unwrap_or(0);
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::GROUP;
        if let Some(clicked) = Segments::new(&parts, chosen).show(ui) {
            acts.push(AppAction::Alike(AlikeAction::Deed(offered[clicked])));
        }
        if matches!(alike.deed, Deed::Tag | Deed::Relabel) {
            let name = session.label(&alike.label).map_or(alike.label.as_str(), |label| label.name_in(lang)).to_owned();
            choice_button(ui, &name, |ui| {
                for label in session.labels().iter() {
                    if ui.add(MenuRow::new(label.name_in(lang)).on(label.id == alike.label)).clicked() {
                        acts.push(AppAction::Alike(AlikeAction::Label(label.id.clone())));
                        ui.close();
                    }
                }
            });
        }
    });
    let places = alike.places.as_deref();
    let told = if places.is_some() {
        let values = [("count", Value::from(reached.len())), ("words", Value::from(alike.words.as_str()))];
        i18n.text_with("alike-places", &values).into_owned()
    } else {
        i18n.text("find-searching").into_owned()
    };
    look.line(ui, size::ROW, |ui| ui.add(Label::new(&told).role(TextRole::Strong)));
    let places = places.unwrap_or_default();
    ui.spacing_mut().item_spacing.y = 0.0;
    let name = i18n.text("alike-title").into_owned();
    List::new(list_id(), &name, list_height).show(ui, reached.len(), |ui, place| {
        let at = *reached.get(place.number())?;
        let occurrence = places.get(at)?;
        let context = surroundings(session, occurrence.span);
        let row = Row::new(&context).faint(!occurrence.is_on);
        let row = if occurrence.is_on { row.state(Icon::Check, look.theme.accent) } else { row };
        let response = ui.add(row.at(place));
        if response.clicked() {
            acts.push(AppAction::Alike(AlikeAction::Turn(at)));
            acts.push(AppAction::Alike(AlikeAction::Show(at)));
        }
        Some(response)
    });
    ui.add_space(size::STEP);
    let count = reached.iter().filter(|at| places.get(**at).is_some_and(|place| place.is_on)).count();
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        let text = i18n.text_with(alike.deed.keys().1, &[("count", Value::from(count))]).into_owned();
        let response = ui.add_enabled(count > 0, Button::new(&text).primary());
        if alike.is_new && alike.places.is_some() {
            response.request_focus();
            acts.push(AppAction::Alike(AlikeAction::Shown));
        }
        if response.clicked() {
            acts.push(AppAction::Alike(AlikeAction::Do));
        }
        if ui.add(Button::new(&i18n.text("several-cancel")).quiet()).clicked() {
            acts.push(AppAction::Alike(AlikeAction::Close));
        }
        if !reached.is_empty() {
            small(ui, &i18n.text("alike-hint"));
        }
    });
}
