//! The editor of a note, which floats beside the words in question.

use eframe::egui::{Area, AreaState, Id, Key, Order, Rect, Role, Ui, pos2, vec2};

use super::beside::beside_or_at_foot;
use super::card::popup_frame;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::AppAction;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, FieldState, Label, TextField, WidgetStyle};

/// Width of the editor, and the height reserved for it, in points.
const EDITOR: f32 = 320.0;
const HEIGHT: f32 = 200.0;

/// The id of the field for the note.
pub(crate) fn note_field_id() -> Id {
    Id::unique("note-field")
}

/// The editor of the note being written. Closing it keeps the text, except with Escape.
pub(crate) fn note_editor(
    ui: &Ui,
    i18n: &I18n,
    quote: &str,
    field: &mut FieldState,
    rect: Rect,
    page: Rect,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let short: String = quote.chars().take(60).collect();
    let name = i18n.text_with("note-editor", &[("quote", Value::from(short.as_str()))]).into_owned();
    let id = Id::unique("note-editor");
    // Its height is known only after it was measured, before it is visible; it stays on its side of the words while
    // lines are added.
    let height = AreaState::load(ui.ctx(), id).and_then(|state| state.size).map_or(HEIGHT, |size| size.y);
    let foot = page.shrink(size::INSIDE);
    let wanted = vec2(EDITOR + 24.0, height.max(HEIGHT).min(foot.height()));
    let place = beside_or_at_foot(rect, wanted, page);
    let top = if place.bottom() <= rect.top() { place.bottom() - height } else { place.top() };
    let area = Area::new(id)
        .order(Order::Foreground)
        .constrain_to(page)
        .fixed_pos(pos2(place.left(), top))
        .role(Role::Dialog)
        .accessible_name(without_isolates(&name).into_owned());
    let shown = area.show(ui.ctx(), |ui| {
        popup_frame(look).show(ui, |ui| {
            ui.set_width(EDITOR);
            ui.spacing_mut().item_spacing.y = size::INSIDE;
            look.column(ui, |ui| {
                ui.add(Label::new(&name).role(TextRole::Small).color(look.theme.dim));
                let placeholder = i18n.text("note-placeholder");
                let response = TextField::new(field, &name).placeholder(&placeholder).id(note_field_id()).show(ui);
                let mut end = response.submitted;
                let mut give_up = response.cancelled || ui.input(|i| i.key_pressed(Key::Escape));
                look.line(ui, size::ROW, |ui| {
                    ui.spacing_mut().item_spacing.x = size::INSIDE;
                    end |= ui.add(Button::new(&i18n.text("note-done")).primary()).clicked();
                    give_up |= ui.add(Button::new(&i18n.text("note-cancel")).quiet()).clicked();
                });
                if give_up {
                    acts.push(AppAction::EndNote { keep: false });
                } else if end {
                    acts.push(AppAction::EndNote { keep: true });
                }
            });
        });
    });
    // A press on the page finishes the note and keeps its text, like a press outside any field.
    let outside = ui.input(|i| {
        i.pointer.any_pressed()
            && i.pointer.interact_pos().is_some_and(|at| !shown.response.rect.expand(4.0).contains(at))
    });
    if outside {
        acts.push(AppAction::EndNote { keep: true });
    }
}
