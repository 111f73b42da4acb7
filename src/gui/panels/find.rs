//! The find field of the top bar, and the card below it: count, next and previous, switches.

use eframe::egui::{Area, Id, Key, Modifiers, Order, Rect, Response, Role, Ui, vec2};

use super::card::popup_frame;
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Find, FindAction, FindSwitch};
use crate::gui::reader::Reader;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Icon, IconButton, Label, MenuRow, TextField, WidgetStyle, menu_separator};

/// Width of the field, in points.
const WIDTH: f32 = 232.0;
/// Width below which undo and redo make room for the field, then the menus, in points.
const LEAST: f32 = 96.0;

/// The width of the field in the available room, in points; `None` if there is too little.
pub(super) fn find_width(room: f32) -> Option<f32> {
    // Undo and redo are shown beside it only if all three have room; menus and keys offer them as well.
    let beside = room - 2.0 * size::TARGET - 3.0 * size::INSIDE;
    let width = WIDTH.min(if beside >= LEAST { beside } else { room });
    (width >= LEAST).then_some(width)
}

/// The least width of the field with the space around it, in points.
pub(super) fn find_least() -> f32 {
    LEAST + 2.0 * (size::STEP + size::INSIDE)
}

fn field_id() -> Id {
    Id::unique("find-field")
}

/// Where the card stands while it is shown.
fn card_place() -> Id {
    Id::unique("find-card-place")
}

/// Whether somebody searches, or is about to: then the field is shown whatever the window's size.
pub(super) fn find_in_use(ui: &Ui, find: &Find) -> bool {
    let has_card = || ui.data(|data| data.get_temp::<Rect>(card_place()).is_some());
    find.field.wants_focus() || find.is_active() || ui.memory(|memory| memory.has_focus(field_id())) || has_card()
}

/// Draws the field as wide as `ui`, and the card while the field is in use.
pub(super) fn find_field(ui: &mut Ui, i18n: &I18n, find: &mut Find, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let placeholder = i18n.text("find-placeholder");
    let width = ui.available_width();
    let id = field_id();
    // Up and Down move through the matches, which act as this field's list.
    let has_matches = find.is_active() && (!find.is_done || !find.matches.is_empty());
    if has_matches && ui.memory(|memory| memory.has_focus(id)) {
        for (key, act) in [(Key::ArrowDown, FindAction::Next), (Key::ArrowUp, FindAction::Previous)] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                acts.push(AppAction::Find(act));
            }
        }
    }
    let field = TextField::new(&mut find.field, &placeholder)
        .placeholder(&placeholder)
        .icon(Icon::Find)
        .width(width)
        .id(id)
        .wrong(find.error.is_some());
    let shown = field.show(ui);
    if shown.changed {
        acts.push(AppAction::Find(FindAction::Changed));
    }
    if shown.submitted {
        let back = ui.input(|i| i.modifiers.shift);
        acts.push(AppAction::Find(if back { FindAction::Previous } else { FindAction::Next }));
    }
    // Without matches Down moves the focus to the card.
    let mut enters =
        shown.response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
    let mut enter = |response: Response| {
        if enters && response.enabled() {
            response.request_focus();
            enters = false;
        }
        response.clicked()
    };
    if shown.cancelled {
        close(ui, acts);
        return;
    }
    // A press on the card takes the focus from the empty field: keep the card until the press is handled.
    let place = card_place();
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let is_on_card =
        ui.data(|data| data.get_temp::<Rect>(place)).zip(pointer).is_some_and(|(card, at)| card.contains(at));
    if !find.is_active() && !shown.response.has_focus() && !is_on_card {
        if ui.data(|data| data.get_temp::<Rect>(place)).is_some() {
            ui.data_mut(|data| data.remove::<Rect>(place));
            // What made room for the field comes back.
            ui.ctx().request_repaint();
        }
        return;
    }
    let rect = shown.response.rect;
    let area = Area::new(Id::unique("find-card"))
        .order(Order::Foreground)
        .fixed_pos(rect.left_bottom() + vec2(0.0, 10.0))
        .role(Role::Group)
        .accessible_name(placeholder.clone());
    let card = area.show(ui.ctx(), |ui| {
        popup_frame(look).inner_margin(size::INSIDE).show(ui, |ui| {
            ui.set_width(width - 2.0 * size::INSIDE);
            ui.spacing_mut().item_spacing.y = 0.0;
            look.column(ui, |ui| {
                look.line(ui, size::TARGET, |ui| {
                    for (icon, key, act) in [
                        (Icon::Up, "command-find-previous", FindAction::Previous),
                        (Icon::Down, "command-find-next", FindAction::Next),
                    ] {
                        let name = i18n.text(key);
                        if enter(ui.add_enabled(!find.matches.is_empty(), IconButton::new(icon, &name))) {
                            acts.push(AppAction::Find(act));
                        }
                    }
                    ui.add(Label::new(&count(i18n, find)).role(TextRole::Small).color(look.theme.dim));
                });
                if let Some(error) = &find.error {
                    let text = i18n.sentence(error);
                    ui.add(Label::new(&text).role(TextRole::Small).color(look.theme.error.line).wrapped());
                }
                let all = i18n.text("command-tag-matches");
                if enter(ui.add_enabled(!find.matches.is_empty() && find.is_done, MenuRow::new(&all))) {
                    acts.push(AppAction::Command(UiCommand::TagMatches));
                }
                menu_separator(ui);
                for (switch, key) in [
                    (FindSwitch::WholeWord, "find-whole-word"),
                    (FindSwitch::Joined, "find-joined"),
                    (FindSwitch::Exact, "find-exact"),
                    (FindSwitch::Regex, "find-regex"),
                ] {
                    // It has an effect for whole words only.
                    let has_effect = switch != FindSwitch::Joined || find.whole_word;
                    let name = i18n.text(key);
                    let row = MenuRow::new(&name).on(find.is_on(switch));
                    if enter(ui.add_enabled(has_effect, row)) {
                        acts.push(AppAction::Find(FindAction::Turn(switch)));
                    }
                }
            });
        });
    });
    ui.data_mut(|data| data.insert_temp(place, card.response.rect));
    // Escape also closes the card while the focus is in it.
    let focused = ui.memory(|memory| memory.focused()).and_then(|focused| ui.ctx().read_response(focused));
    let is_inside = focused.is_some_and(|focused| focused.layer_id == card.response.layer_id);
    let inside_id = Id::unique("find-card-focus");
    let was_inside = ui.data(|data| data.get_temp::<bool>(inside_id)).unwrap_or_default();
    ui.data_mut(|data| data.insert_temp(inside_id, is_inside));
    if was_inside && !is_inside && ui.input(|input| input.key_pressed(Key::Escape)) {
        close(ui, acts);
    }
}

/// Ends the search and returns the focus to the page, with the match selected. The page must not see the key, which
/// would clear the selection.
fn close(ui: &Ui, acts: &mut Vec<AppAction>) {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    ui.memory_mut(|memory| memory.request_focus(Reader::id()));
    // Even if the pointer rests on the card.
    ui.data_mut(|data| data.remove::<Rect>(card_place()));
    acts.push(AppAction::Find(FindAction::Close));
}

fn count(i18n: &I18n, find: &Find) -> String {
    if find.error.is_some() || !find.is_active() {
        return String::new();
    }
    if !find.is_done {
        return i18n.text("find-searching").into_owned();
    }
    let total = Value::from(find.matches.len());
    match find.current_number() {
        Some(number) => {
            i18n.text_with("find-count", &[("current", Value::from(number)), ("total", total)]).into_owned()
        }
        None => i18n.text_with("find-total", &[("total", total)]).into_owned(),
    }
}
