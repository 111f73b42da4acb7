//! The question about all places like one, at the foot of the page: what is to be done, and each place with its
//! surroundings, to be taken or left out.

use eframe::egui::{self, Area, Id, Key, Modifiers, Order, Rect, Response, Role, Stroke, Ui, UiBuilder, Vec2, vec2};

use super::context::Names;
use super::entity::local_name;
use super::keys::keys_text;
use crate::annotation::{LabelId, Status};
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{Alike, AlikeAction, AlikePlace, AlikeRow, AppAction, Deed};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, Icon, Label, List, ListPlace, MenuRow, Row, Segments, TextField, WidgetStyle, choice_button, choice_of,
    meter, small,
};
use crate::session::Session;
use crate::store::file_name;

/// The most places in view.
const ROWS: usize = 6;
/// The same in a folder.
const FOLDER_ROWS: usize = 9;
/// Size of the bar that shows how many articles were looked at or changed, in points.
const METER: Vec2 = vec2(120.0, 4.0);
/// Width of the field for the note, in points.
const NOTE: f32 = 260.0;
/// The same, and of the label and the entity, where the choices are folded; and the page's size from which they are not.
const NAME: f32 = 110.0;
const FOLDED: Vec2 = vec2(720.0, 400.0);
/// Room for the lines above and below the list, in points.
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
    // As high as half of the page allows; in a folder, where the other articles are not seen, somewhat higher.
    let is_folded = page.width() < FOLDED.x || page.height() < FOLDED.y;
    let share = if alike.is_in_folder { 0.6 } else { 0.5 };
    let most = ((page.height() * share - LINES) / size::ROW).max(2.0) as usize;
    let most_rows = if alike.is_in_folder { FOLDER_ROWS } else { ROWS };
    let rows = alike.rows.len().clamp(if alike.is_in_folder { most_rows } else { 1 }, most_rows).min(most) as f32;
    let (lines, rows) = if alike.doing.is_some() {
        (2.0, 0.0)
    } else if is_folded {
        (2.0 + f32::from(u8::from(alike.is_looking && alike.is_in_folder)), rows)
    } else {
        (3.0 + f32::from(u8::from(alike.has_meaning() || alike.folder.is_some())), rows)
    };
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
        if let Some(doing) = &alike.doing {
            progress(&mut column, names.i18n, "alike-doing", (doing.done, doing.all), acts);
            return;
        }
        if is_folded {
            look.line(&mut column, size::ROW, |ui| {
                ui.spacing_mut().item_spacing.x = size::STEP;
                what(ui, names, session, alike, true, acts);
                scope(ui, names.i18n, alike, true, acts);
            });
            if alike.is_looking && alike.is_in_folder {
                progress(&mut column, names.i18n, "alike-looked", alike.looked, acts);
            }
        } else {
            look.line(&mut column, size::ROW, |ui| {
                ui.spacing_mut().item_spacing.x = size::GROUP;
                what(ui, names, session, alike, false, acts);
            });
            how_far(&mut column, names.i18n, alike, acts);
        }
        places(&mut column, names.i18n, session, alike, rows * size::ROW, acts);
        answers(&mut column, names.i18n, alike, is_folded, acts);
    });
    let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some()) || egui::Popup::is_any_open(ui.ctx());
    if !is_covered && ui.input(|input| input.key_pressed(Key::Escape)) {
        acts.push(AppAction::Alike(AlikeAction::Close));
    }
    height
}

/// What is to be done, and with what.
fn what(
    ui: &mut Ui,
    names: Names<'_>,
    session: &Session,
    alike: &mut Alike,
    is_folded: bool,
    acts: &mut Vec<AppAction>,
) {
    let i18n = names.i18n;
    let texts = Deed::ALL.map(|deed| i18n.text(deed.keys().0));
    // What is done with one mark has the same key here.
    let key = |deed: Deed| match deed {
        Deed::Tag | Deed::Relabel => None,
        Deed::Link => keys_text(ui.ctx(), i18n, UiCommand::LinkEntity),
        Deed::Note => keys_text(ui.ctx(), i18n, UiCommand::AddNote),
        Deed::Delete => keys_text(ui.ctx(), i18n, UiCommand::Delete),
    };
    let keys = Deed::ALL.map(|deed| key(deed).unwrap_or_default());
    let parts: Vec<(&str, &str)> = texts.iter().map(|text| &**text).zip(keys.iter().map(String::as_str)).collect();
    let chosen = Deed::ALL.iter().position(|deed| *deed == alike.deed).unwrap_or(0);
    if let Some(clicked) = options(ui, &parts, chosen, is_folded) {
        acts.push(AppAction::Alike(AlikeAction::Deed(Deed::ALL[clicked])));
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
            let button = Button::new(&name).quiet().icon(Icon::Find);
            if ui.add(if is_folded { button.widest(NAME) } else { button }).clicked() {
                acts.push(AppAction::Alike(AlikeAction::ChooseEntity));
            }
        }
        Deed::Note => {
            let name = i18n.text("alike-note-field");
            let width = if is_folded { NAME } else { NOTE };
            let field =
                TextField::new(&mut alike.note, &name).placeholder(&name).width(width.min(ui.available_width()));
            let shown = field.id(Id::unique("alike-note")).show(ui);
            if shown.changed {
                acts.push(AppAction::Alike(AlikeAction::Noted));
            }
            if shown.submitted && alike.is_ready() {
                acts.push(AppAction::Alike(AlikeAction::Do));
            }
        }
        Deed::Delete => {}
    }
}

/// Texts with their keys of which one is chosen: side by side, or behind a button.
fn options(ui: &mut Ui, parts: &[(&str, &str)], chosen: usize, is_folded: bool) -> Option<usize> {
    if !is_folded {
        return Segments::new(parts, chosen).show(ui);
    }
    let mut clicked = None;
    let now = parts.get(chosen).map_or("", |(text, _)| text);
    choice_button(ui, now, |ui| {
        for (number, (text, key)) in parts.iter().enumerate() {
            let row = MenuRow::new(text).on(number == chosen);
            if ui.add(row.keys(Some(*key).filter(|key| !key.is_empty()))).clicked() {
                clicked = Some(number);
                ui.close();
            }
        }
    });
    clicked
}

fn label_choice(ui: &mut Ui, i18n: &I18n, session: &Session, chosen: &LabelId, acts: &mut Vec<AppAction>) {
    let lang = i18n.lang().code();
    let name = session.label(chosen).map_or(chosen.as_str(), |label| label.name_in(lang)).to_owned();
    let choices = session.labels().iter().map(|label| (&label.id, label.name_in(lang), label.id == *chosen));
    if let Some(label) = choice_of(ui, &name, choices).inner {
        acts.push(AppAction::Alike(AlikeAction::Label(label.clone())));
    }
}

/// By what the places are alike, and where.
fn scope(ui: &mut Ui, i18n: &I18n, alike: &Alike, is_folded: bool, acts: &mut Vec<AppAction>) {
    let key = keys_text(ui.ctx(), i18n, UiCommand::AllLikeThis).unwrap_or_default();
    let mut choice = |keys: [&str; 2], key: &str, is_second: bool, act: fn(bool) -> AlikeAction| {
        let texts = keys.map(|key| i18n.text(key));
        let parts = [(&*texts[0], ""), (&*texts[1], key)];
        if let Some(clicked) = options(ui, &parts, usize::from(is_second), is_folded) {
            acts.push(AppAction::Alike(act(clicked == 1)));
        }
    };
    if alike.has_meaning() {
        choice(["alike-by-words", "alike-by-meaning"], "", alike.is_by_meaning, AlikeAction::ByMeaning);
    }
    if alike.folder.is_some() {
        choice(["alike-in-article", "alike-in-folder"], &key, alike.is_in_folder, AlikeAction::InFolder);
    }
}

/// By what the places are alike, and how many there are.
fn how_far(ui: &mut Ui, i18n: &I18n, alike: &Alike, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    if alike.has_meaning() || alike.folder.is_some() {
        look.line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::GROUP;
            scope(ui, i18n, alike, false, acts);
        });
    }
    if alike.is_looking && alike.is_in_folder {
        progress(ui, i18n, "alike-looked", alike.looked, acts);
        return;
    }
    look.line(ui, size::ROW, |ui| told(ui, i18n, alike));
}

/// How many places there are.
fn told(ui: &mut Ui, i18n: &I18n, alike: &Alike) {
    let told = if alike.is_looking {
        i18n.text("find-searching").into_owned()
    } else {
        let values = [("count", Value::from(alike.counts.1)), ("words", Value::from(alike.words.as_str()))];
        i18n.text_with("alike-places", &values).into_owned()
    };
    let mut more = Vec::new();
    if alike.is_in_folder {
        more.push(("alike-articles", alike.articles_reached()));
        more.extend((alike.unreadable > 0).then_some(("alike-unreadable", alike.unreadable)));
        more.extend(alike.is_cut.then(|| ("alike-cut", alike.known())));
    }
    ui.spacing_mut().item_spacing.x = size::INSIDE;
    ui.add(Label::new(&told).role(TextRole::Strong));
    for (key, count) in more {
        small(ui, &i18n.text_with(key, &[("count", Value::from(count))]));
    }
}

/// How many articles were looked at or changed, with the way to stop that.
fn progress(ui: &mut Ui, i18n: &I18n, key: &str, (done, all): (usize, usize), acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        meter(ui, METER, (done, all.max(1)), look.theme.accent);
        let values = [("done", Value::from(done)), ("count", Value::from(all))];
        ui.add(Label::new(&i18n.text_with(key, &values)));
        if ui.add(Button::new(&i18n.text("alike-stop")).quiet()).clicked() {
            acts.push(AppAction::Alike(AlikeAction::Stop));
        }
    });
}

/// The places with their surroundings.
fn places(ui: &mut Ui, i18n: &I18n, session: &Session, alike: &Alike, height: f32, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let treatment = alike.treatment();
    ui.spacing_mut().item_spacing.y = 0.0;
    let name = i18n.text("alike-title").into_owned();
    List::new(list_id(), &name, height).show(ui, alike.rows.len(), |ui, at| {
        let row = *alike.rows.get(at.number())?;
        if let AlikeRow::Article(number) = row {
            let response = article_row(ui, i18n, alike, number, at)?;
            if response.clicked() {
                acts.push(AppAction::Alike(AlikeAction::Turn(row)));
            }
            return Some(response);
        }
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

/// An article, with how many of its places are to be changed.
fn article_row(ui: &mut Ui, i18n: &I18n, alike: &Alike, number: usize, at: ListPlace) -> Option<Response> {
    let look = WidgetStyle::of(ui.ctx());
    let article = alike.articles.get(number)?;
    let (on, all) = article.counts(&alike.treatment(), &alike.meant());
    let count = if on == all {
        i18n.number(all)
    } else {
        i18n.text_with("alike-some", &[("on", Value::from(on)), ("count", Value::from(all))]).into_owned()
    };
    let file = article.path.as_deref().map(file_name).unwrap_or_default();
    let row = Row::new(&article.headline).of_article().second(&file).count(&count).icon(Icon::File).faint(on == 0);
    let (icon, color) = match on {
        0 => (Icon::Ring, look.theme.dim),
        on if on == all => (Icon::Check, look.theme.accent),
        _ => (Icon::Pie, look.theme.accent),
    };
    Some(ui.add(row.state(icon, color).at(at)))
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
fn answers(ui: &mut Ui, i18n: &I18n, alike: &Alike, is_folded: bool, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        let text = i18n.text_with(alike.deed.keys().1, &[("count", Value::from(alike.counts.0))]).into_owned();
        let is_ready = alike.is_ready();
        let response = ui.add_enabled(is_ready, Button::new(&text).primary());
        if alike.is_new && is_ready {
            response.request_focus();
            acts.push(AppAction::Alike(AlikeAction::Shown));
        }
        if response.clicked() {
            acts.push(AppAction::Alike(AlikeAction::Do));
        }
        // From the answer the arrows lead to the places above it.
        if response.has_focus() && !alike.rows.is_empty() {
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            if pressed(Key::ArrowDown) {
                List::focus(ui.ctx(), list_id(), 0);
            } else if pressed(Key::ArrowUp) {
                List::focus(ui.ctx(), list_id(), alike.rows.len() - 1);
            }
        }
        if ui.add(Button::new(&i18n.text("several-cancel")).quiet()).clicked() {
            acts.push(AppAction::Alike(AlikeAction::Close));
        }
        if is_folded {
            told(ui, i18n, alike);
        } else if !alike.rows.is_empty() {
            small(ui, &i18n.text("alike-hint"));
        }
    });
}
