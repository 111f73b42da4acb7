//! What floats beside a selection or a selected mark: labels, note, copy, accept, reject, delete.

use eframe::egui::{Align2, Area, Id, Key, Order, Rect, Role, Ui};

use super::card::popup_frame;
use crate::annotation::Status;
use crate::gui::app::{Act, App, Tab};
use crate::gui::command::UiCommand;
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::reader::MarkRef;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, FieldState, Icon, Label, Look, TextField};

/// Width of the note's editor, in points.
const EDITOR: f32 = 320.0;

/// Buttons at the selection or at the selected mark.
pub(crate) fn popover(ui: &Ui, app: &App, tab: &Tab, rect: Rect, page: Rect, acts: &mut Vec<Act>) {
    let Some(session) = &tab.session else { return };
    let look = Look::of(ui.ctx());
    let selected = if tab.reader.selection().is_some() { None } else { tab.reader.selected.as_ref() };
    let current = match selected {
        Some(MarkRef::Annotation(id)) => session.annotations().get(id).map(|a| a.label.clone()),
        Some(MarkRef::Suggestion { kind, .. }) => Some(session.label_of_kind(*kind).clone()),
        None => None,
    };
    let name = app.i18n.text("popover-name").into_owned();
    // Below the passage, above where there is no room; it never hides what it is about.
    let below = rect.bottom() + 56.0 < page.bottom();
    let y = if below { rect.bottom() + 6.0 } else { rect.top() - 54.0 };
    // It leaves the scrollbar free. An area keeps its size: there is one for each set of buttons,
    // measured when it first appears.
    let status = selected.and_then(|mark| mark.status(session));
    let buttons = (selected.map(std::mem::discriminant), status, look.is_rtl(), session.labels().len());
    let id = Id::unique(("popover", buttons));
    let area = Area::new(id)
        .order(Order::Foreground)
        .constrain_to(page.shrink(size::GROUP))
        .role(Role::Toolbar)
        .accessible_name(name);
    area.pivot(Align2::CENTER_TOP).fixed_pos(eframe::egui::pos2(rect.center().x, y)).show(ui.ctx(), |ui| {
        popup_frame(look).inner_margin(size::INSIDE).show(ui, |ui| {
            let is_measured = ui.is_sizing_pass();
            let width = ui.ctx().data(|data| data.get_temp::<f32>(id)).filter(|_| !is_measured);
            if let Some(width) = width {
                ui.set_max_width(width);
            }
            let row = ui.with_layout(look.along(), |ui| {
                ui.spacing_mut().item_spacing.x = size::STEP;
                let decide = |ui: &mut Ui, acts: &mut Vec<Act>| {
                    let reject = if status == Some(Status::Rejected) { "command-reopen" } else { "popover-reject" };
                    command(ui, app, "popover-accept", Icon::Check, UiCommand::Accept, acts);
                    command(ui, app, reject, Icon::Cross, UiCommand::Reject, acts);
                };
                let labels = |ui: &mut Ui, acts: &mut Vec<Act>| {
                    for label in session.labels().iter() {
                        let key = label.key.map(String::from);
                        let highlight = look.theme.label(label.id.as_str(), &label.color);
                        let text = label.name_in(app.i18n.lang().code());
                        let mut button = Button::new(text);
                        button = if current.as_ref().is_none_or(|id| *id == label.id) {
                            button.tinted(highlight)
                        } else {
                            button.quiet()
                        };
                        if let Some(key) = &key {
                            button = button.key(key);
                        }
                        if ui.add(button).clicked() {
                            acts.push(Act::Tag(label.id.clone()));
                        }
                    }
                };
                let rest = |ui: &mut Ui, acts: &mut Vec<Act>| {
                    if ui.add(Button::new(&app.i18n.text("popover-note")).quiet().key("N")).clicked() {
                        acts.push(Act::Command(UiCommand::AddNote));
                    }
                    if ui.add(Button::new(&app.i18n.text("popover-copy")).quiet()).clicked() {
                        acts.push(Act::Command(UiCommand::Copy));
                    }
                    if matches!(selected, Some(MarkRef::Annotation(_))) {
                        command(ui, app, "popover-delete", Icon::Delete, UiCommand::Delete, acts);
                    }
                };
                if status.is_some_and(|status| status != Status::Accepted) {
                    decide(ui, acts);
                }
                labels(ui, acts);
                if selected.is_some() {
                    let key = "popover-entity";
                    if ui.add(Button::new(&app.i18n.text(key)).quiet().key("E")).clicked() {
                        acts.push(Act::Command(UiCommand::ChooseEntity));
                    }
                }
                rest(ui, acts);
            });
            if is_measured {
                let width = row.response.rect.width().ceil();
                ui.ctx().data_mut(|data| data.insert_temp(id, width));
            }
        });
    });
}

fn command(ui: &mut Ui, app: &App, key: &str, icon: Icon, command: UiCommand, acts: &mut Vec<Act>) {
    if ui.add(Button::new(&app.i18n.text(key)).quiet().icon(icon)).clicked() {
        acts.push(Act::Command(command));
    }
}

/// The id of the field that a note is written in.
pub(crate) fn note_field_id() -> Id {
    Id::unique("note-field")
}

/// The editor of the note being written. Closing it keeps what was written; Escape does not.
pub(crate) fn note_editor(
    ui: &Ui,
    app: &App,
    quote: &str,
    field: &mut FieldState,
    rect: Rect,
    page: Rect,
    acts: &mut Vec<Act>,
) {
    let look = Look::of(ui.ctx());
    let short: String = quote.chars().take(60).collect();
    let name = app.i18n.text_with("note-editor", &[("quote", Value::from(short.as_str()))]).into_owned();
    let below = rect.bottom() + 200.0 < page.bottom();
    let y = if below { rect.bottom() + 6.0 } else { rect.top() - 190.0 };
    let area = Area::new(Id::unique("note-editor"))
        .order(Order::Foreground)
        .constrain_to(page)
        .role(Role::Dialog)
        .accessible_name(without_isolates(&name).into_owned());
    let shown = area.pivot(Align2::CENTER_TOP).fixed_pos(eframe::egui::pos2(rect.center().x, y)).show(ui.ctx(), |ui| {
        popup_frame(look).show(ui, |ui| {
            ui.set_width(EDITOR);
            ui.spacing_mut().item_spacing.y = size::INSIDE;
            look.column(ui, |ui| {
                ui.add(Label::new(&name).role(TextRole::Small).color(look.theme.dim));
                let placeholder = app.i18n.text("note-placeholder");
                let response = TextField::new(field, &name).placeholder(&placeholder).id(note_field_id()).show(ui);
                let mut end = response.submitted;
                let mut give_up = response.cancelled || ui.input(|i| i.key_pressed(Key::Escape));
                look.line(ui, size::ROW, |ui| {
                    ui.spacing_mut().item_spacing.x = size::INSIDE;
                    end |= ui.add(Button::new(&app.i18n.text("note-done")).primary()).clicked();
                    give_up |= ui.add(Button::new(&app.i18n.text("note-cancel")).quiet()).clicked();
                });
                if give_up {
                    acts.push(Act::EndNote { keep: false });
                } else if end {
                    acts.push(Act::EndNote { keep: true });
                }
            });
        });
    });
    // A press on the page ends the note as a press beside any field does: what was written stays.
    let outside = ui.input(|i| {
        i.pointer.any_pressed()
            && i.pointer.interact_pos().is_some_and(|at| !shown.response.rect.expand(4.0).contains(at))
    });
    if outside {
        acts.push(Act::EndNote { keep: true });
    }
}
