//! Who works on a folder: a list of names that can be taken away, a field that adds one, and whether everybody annotates
//! without seeing what the others do.

use eframe::egui::{Id, Ui};

use super::context::DialogView;
use super::removable::removable;
use crate::gui::i18n::Value;
use crate::gui::model::{AppAction, FolderTab};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, FieldState, Label, Switch, TextField, WidgetStyle, scroll_if, small};

/// Number of names above which the list scrolls, and its height then, in points.
const MANY: usize = 8;
const HEIGHT: f32 = 280.0;

/// The contents of the dialog.
pub(super) fn people(
    ui: &mut Ui,
    view: &DialogView<'_>,
    folder: Option<&FolderTab>,
    field: &mut FieldState,
    acts: &mut Vec<AppAction>,
) {
    let (look, i18n) = (WidgetStyle::of(ui.ctx()), view.i18n);
    let Some(folder) = folder else {
        acts.push(AppAction::CloseDialog);
        return;
    };
    ui.add(Label::new(&i18n.text_with("people-text", &[("folder", Value::from(folder.name.as_str()))])).wrapped());
    let names: Vec<&str> = folder.shared.people().collect();
    let list = |ui: &mut Ui, acts: &mut Vec<AppAction>| {
        for name in &names {
            let remove = i18n.text_with("people-remove", &[("name", Value::from(*name))]);
            let row = |ui: &mut Ui| drop(ui.add(Label::new(name)));
            if ui.push_id(name, |ui| removable(ui, &remove, row)).inner {
                acts.push(AppAction::ChangePeople { folder: folder.id, name: (*name).to_owned(), works: false });
            }
        }
    };
    if names.is_empty() {
        small(ui, &i18n.text("people-empty"));
    } else {
        let title = i18n.text("people-title");
        scroll_if(ui, names.len() > MANY, ("people", &title), HEIGHT, |ui| list(ui, acts));
    }
    let label = i18n.text("people-name");
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        let text = i18n.text("dialog-add");
        let button = Button::new(&text).primary();
        let width = (ui.available_width() - button.width(ui.ctx()) - size::INSIDE).max(80.0);
        let shown =
            TextField::new(field, &label).placeholder(&label).width(width).id(Id::unique("people-field")).show(ui);
        let name = field.text().trim().to_owned();
        let is_new = !name.is_empty() && !names.contains(&name.as_str());
        let add = ui.add_enabled(is_new, button);
        if is_new && (add.clicked() || shown.submitted) {
            acts.push(AppAction::ChangePeople { folder: folder.id, name, works: true });
            *field = FieldState::line("");
            field.focus();
        }
    });
    let is_blind = folder.shared.blind;
    if ui.add(Switch::new(&i18n.text("people-blind"), is_blind)).clicked() {
        acts.push(AppAction::SetBlind(folder.id, !is_blind));
    }
    ui.add(Label::new(&i18n.text("people-blind-text")).role(TextRole::Small).color(look.theme.dim).wrapped());
    ui.add_space(size::INSIDE);
    look.line(ui, size::ROW + 2.0, |ui| {
        if ui.add(Button::new(&i18n.text("dialog-close"))).clicked() {
            acts.push(AppAction::CloseDialog);
        }
    });
}
