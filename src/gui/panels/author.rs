//! The question for the name written into annotations, and the dialog that changes it.

use eframe::egui::{self, Frame, Id, Margin, Panel, Stroke, Ui};

use super::answers::buttons;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::AppAction;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, FieldState, Icon, IconButton, Label, TextField, WidgetStyle, small};

/// Width of the field, in points.
const FIELD: f32 = 220.0;

/// An unobtrusive bar above the page, which stays usable.
pub(crate) fn author_bar(ui: &mut Ui, i18n: &I18n, field: &mut FieldState, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let frame = Frame::new().fill(look.theme.ground).inner_margin(Margin::symmetric(12, 6));
    let panel = Panel::top(Id::unique("author-bar")).resizable(false).show_separator_line(false).frame(frame);
    panel.show(ui, |ui| {
        let name = i18n.text("author-name");
        let question = i18n.text("author-question");
        let whole = ui.available_width();
        look.line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            let width = FIELD.min(whole * 0.4);
            // The question gets less room than its field and buttons.
            ui.scope(|ui| {
                ui.set_max_width((whole - width - 170.0).max(80.0));
                ui.add(Label::new(&question));
            });
            let shown = TextField::new(field, &name).width(width).id(Id::unique("author-field")).show(ui);
            let keeps = ui.add(Button::new(&i18n.text("author-keep"))).clicked();
            if keeps || shown.submitted {
                acts.push(AppAction::KeepAuthor(field.text().to_owned()));
            }
            let dismisses = ui.add(IconButton::new(Icon::Close, &i18n.text("author-later"))).clicked();
            if dismisses || shown.cancelled {
                acts.push(AppAction::KeepAuthor(String::new()));
            }
        });
        let rect = ui.min_rect().expand2(egui::vec2(12.0, 6.0));
        let hairline = Stroke::new(size::HAIRLINE, look.theme.line);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, hairline);
    });
}

/// The dialog for changing the name; `signed` is the name in the annotation files that are already open.
pub(super) fn author_dialog(
    ui: &mut Ui,
    i18n: &I18n,
    signed: Option<&str>,
    field: &mut FieldState,
    acts: &mut Vec<AppAction>,
) {
    ui.add(Label::new(&i18n.text("author-text")).wrapped());
    let name = i18n.text("author-name");
    let placeholder = crate::store::settings::system_name();
    let shown = TextField::new(field, &name).placeholder(&placeholder).show(ui);
    if let Some(now) = signed {
        small(ui, &i18n.text_with("author-earlier", &[("name", Value::from(now))]));
    }
    let keep = AppAction::KeepAuthor(field.text().to_owned());
    if shown.submitted {
        acts.extend([keep.clone(), AppAction::CloseDialog]);
    }
    let mut answers = Vec::new();
    buttons(ui, i18n, &[("dialog-save", keep), ("dialog-cancel", AppAction::CloseDialog)], &mut answers);
    if !answers.is_empty() {
        answers.push(AppAction::CloseDialog);
        acts.append(&mut answers);
    }
}
