//! The question about all places like one, at the foot of the page: what is to be done, and each place with its
//! surroundings, to be taken or left out.

use eframe::egui::{self, Area, Id, Key, Order, Rect, Role, Stroke, Ui, UiBuilder, vec2};

use super::context::Names;
use super::entity::local_name;
use super::keys::keys_text;
use crate::annotation::{LabelId, Status};
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{Alike, AlikeAction, AlikePlace, AppAction, Deed};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, Icon, Label, List, MenuRow, Row, Segments, TextField, WidgetStyle, choice_button, small,
};
use crate::session::Session;

/// The most places in view.
const ROWS: usize = 6;
/// Width of the field for the note, in points.
const NOTE: f32 = 260.0;
/// Room for the lines above and below the list on half of a page, in points.
const LINES: f32 = 130.0;

/// The id of the list of places.
fn list_id() -> Id {
    Id::unique("alike-places")
}

/// Draws the question at the foot of the page; returns its height, in points.
pub(crate) fn alike_bar(
    ui: &Ui,
    names: Names<'_>,
    session: &Session,
    alike: &mut Alike,
    page: Rect,
    acts: &mut Vec<AppAction>,
) -> f32 {
    let look = WidgetStyle::of(ui.ctx());
    // As high as half of the page allows.
    let most = ((page.height() / 2.0 - LINES) / size::ROW).max(2.0) as usize;
    let rows = alike.rows.len().clamp(1, ROWS).min(most) as f32;
    let lines = 3.0 + f32::from(u8::from(alike.has_meaning()));
    let height = lines * (size::ROW + size::STEP) + rows * size::ROW + 2.0 * size::INSIDE;
    let rect = page.with_min_y(page.bottom() - height);
    let area = Area::new(Id::unique("alike")).order(Order::Foreground).fixed_pos(rect.min).constrain(false);
    let name = names.i18n.text("alike-title").into_owned();
    area.role(Role::Group).accessible_name(name).show(ui.ctx(), |ui| {
        ui.allocate_rect(rect, egui::Sense::hover());
        ui.painter().rect_filled(rect, 0, look.theme.card);
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(size::HAIRLINE, look.theme.accent));
        let mut column = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(size::GROUP, size::INSIDE))));
        column.spacing_mut().item_spacing.y = size::STEP;
        what(&mut column, names, session, alike, acts);
        how_far(&mut column, names, alike, acts);
        places(&mut column, names.i18n, session, alike, rows * size::ROW, acts);
        answers(&mut column, names.i18n, alike, acts);
    });
    let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some()) || egui::Popup::is_any_open(ui.ctx());
    if !is_covered && ui.input(|input| input.key_pressed(Key::Escape)) {
        acts.push(AppAction::Alike(AlikeAction::Close));
    }
    height
}

/// What is to be done, and with what.
fn what(ui: &mut Ui, names: Names<'_>, session: &Session, alike: &mut Alike, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let i18n = names.i18n;
    let offered: Vec<Deed> = Deed::ALL.into_iter().filter(|deed| alike.offers(*deed)).collect();
    let texts: Vec<String> = offered.iter().map(|deed| i18n.text(deed.keys().0).into_owned()).collect();
    // What is done with one mark has the same key here.
    let key = |deed: &Deed| match deed {
        Deed::Tag | Deed::Relabel => None,
        Deed::Link => keys_text(ui.ctx(), i18n, UiCommand::LinkEntity),
        Deed::Note => keys_text(ui.ctx(), i18n, UiCommand::AddNote),
        Deed::Delete => keys_text(ui.ctx(), i18n, UiCommand::Delete),
    };
    let keys: Vec<String> = offered.iter().map(|deed| key(deed).unwrap_or_default()).collect();
    let parts: Vec<(&str, &str)> = texts.iter().map(String::as_str).zip(keys.iter().map(String::as_str)).collect();
    let chosen = offered.iter().position(|deed| *deed == alike.deed).unwrap_or(0);
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::GROUP;
        if let Some(clicked) = Segments::new(&parts, chosen).show(ui) {
            acts.push(AppAction::Alike(AlikeAction::Deed(offered[clicked])));
        }
        match alike.deed {
            Deed::Tag => label_choice(ui, i18n, session, &alike.label, acts),
            Deed::Relabel => label_choice(ui, i18n, session, &alike.other, acts),
            Deed::Link => {
                let known = alike.entity.as_deref();
                let name = known.map_or_else(
                    || i18n.text("alike-choose-entity").into_owned(),
                    |id| names.lexicon.by_id(id).map_or_else(|| id.to_owned(), |id| local_name(names, id)),
                );
                if ui.add(Button::new(&name).quiet().icon(Icon::Find)).clicked() {
                    acts.push(AppAction::Alike(AlikeAction::ChooseEntity));
                }
            }
            Deed::Note => {
                let name = i18n.text("alike-note-field");
                let width = NOTE.min(ui.available_width());
                let field = TextField::new(&mut alike.note, &name).placeholder(&name).width(width);
                let shown = field.id(Id::unique("alike-note")).show(ui);
                if shown.changed {
                    acts.push(AppAction::Alike(AlikeAction::Noted));
                }
                if shown.submitted && alike.counts.0 > 0 && alike.is_said() {
                    acts.push(AppAction::Alike(AlikeAction::Do));
                }
            }
            Deed::Delete => {}
        }
    });
}

fn label_choice(ui: &mut Ui, i18n: &I18n, session: &Session, chosen: &LabelId, acts: &mut Vec<AppAction>) {
    let lang = i18n.lang().code();
    let name = session.label(chosen).map_or(chosen.as_str(), |label| label.name_in(lang)).to_owned();
    choice_button(ui, &name, |ui| {
        for label in session.labels().iter() {
            if ui.add(MenuRow::new(label.name_in(lang)).on(label.id == *chosen)).clicked() {
                acts.push(AppAction::Alike(AlikeAction::Label(label.id.clone())));
                ui.close();
            }
        }
    });
}

/// By what the places are alike, and how many there are.
fn how_far(ui: &mut Ui, names: Names<'_>, alike: &Alike, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let i18n = names.i18n;
    if alike.has_meaning() {
        let texts = [i18n.text("alike-by-words"), i18n.text("alike-by-meaning")];
        let parts = [(&*texts[0], ""), (&*texts[1], "")];
        look.line(ui, size::ROW, |ui| {
            if let Some(clicked) = Segments::new(&parts, usize::from(alike.is_by_meaning)).show(ui) {
                acts.push(AppAction::Alike(AlikeAction::ByMeaning(clicked == 1)));
            }
        });
    }
    let told = if alike.is_looking {
        i18n.text("find-searching").into_owned()
    } else {
        let values = [("count", Value::from(alike.counts.1)), ("words", Value::from(alike.words.as_str()))];
        i18n.text_with("alike-places", &values).into_owned()
    };
    look.line(ui, size::ROW, |ui| ui.add(Label::new(&told).role(TextRole::Strong)));
}

/// The places with their surroundings.
fn places(ui: &mut Ui, i18n: &I18n, session: &Session, alike: &Alike, height: f32, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let treatment = alike.treatment();
    ui.spacing_mut().item_spacing.y = 0.0;
    let name = i18n.text("alike-title").into_owned();
    List::new(list_id(), &name, height).show(ui, alike.rows.len(), |ui, at| {
        let row = *alike.rows.get(at.number())?;
        let (_, place) = alike.place(row)?;
        let is_on = place.is_on(&treatment);
        let there = there(i18n, session, place);
        let left_out = if is_on { String::new() } else { i18n.text("alike-left-out").into_owned() };
        let parts = [place.context.as_str(), &there, &left_out];
        let spoken: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let spoken = spoken.join(&i18n.text("list-separator"));
        let shown = Row::new(&there).sample(&place.context).name(&spoken).faint(!is_on);
        let icon = if is_on { Icon::Check } else { Icon::Ring };
        let response = ui.add(shown.state(icon, if is_on { look.theme.accent } else { look.theme.dim }).at(at));
        if response.clicked() {
            acts.push(AppAction::Alike(AlikeAction::Turn(row)));
            acts.push(AppAction::Alike(AlikeAction::Show(row)));
        }
        Some(response)
    });
    ui.add_space(size::STEP);
}

/// What is on a place now.
fn there(i18n: &I18n, session: &Session, place: &AlikePlace) -> String {
    let lang = i18n.lang().code();
    let marks = place.marked.marks.iter().map(|mark| {
        let label = session.label(&mark.label).map_or(mark.label.as_str(), |label| label.name_in(lang));
        match mark.status {
            Status::Accepted => label.to_owned(),
            Status::Suggested => i18n.text_with("alike-suggested", &[("label", Value::from(label))]).into_owned(),
            Status::Rejected => i18n.text_with("alike-rejected", &[("label", Value::from(label))]).into_owned(),
        }
    });
    let marks: Vec<String> = marks.collect();
    if marks.is_empty() { i18n.text("alike-untagged").into_owned() } else { marks.join(&i18n.text("list-separator")) }
}

/// Doing it, or not.
fn answers(ui: &mut Ui, i18n: &I18n, alike: &Alike, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        let text = i18n.text_with(alike.deed.keys().1, &[("count", Value::from(alike.counts.0))]).into_owned();
        let is_ready = alike.counts.0 > 0 && alike.is_said() && !alike.is_looking;
        let response = ui.add_enabled(is_ready, Button::new(&text).primary());
        if alike.is_new && is_ready {
            response.request_focus();
            acts.push(AppAction::Alike(AlikeAction::Shown));
        }
        if response.clicked() {
            acts.push(AppAction::Alike(AlikeAction::Do));
        }
        if ui.add(Button::new(&i18n.text("several-cancel")).quiet()).clicked() {
            acts.push(AppAction::Alike(AlikeAction::Close));
        }
        if !alike.rows.is_empty() {
            small(ui, &i18n.text("alike-hint"));
        }
    });
}
