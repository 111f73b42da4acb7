//! The user's lexicons: a list with switches, and a button that adds a file.

use eframe::egui::{Ui, UiBuilder, vec2};

use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, LexiconAction, UserLexicons};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, IconButton, Label, Switch, WidgetStyle, scroll_column, small};
use crate::lexicon::user::UserFormat;
use crate::store::StoreError;
use crate::store::file_name;
use crate::store::settings::LexiconFile;

/// Number of files above which the list scrolls, and its height then, in points.
const MANY: usize = 6;
const HEIGHT: f32 = 340.0;

/// The contents of the dialog.
pub(super) fn lexicons(
    ui: &mut Ui,
    i18n: &I18n,
    files: &[LexiconFile],
    state: &UserLexicons,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    ui.add(Label::new(&i18n.text("lexicons-text")).wrapped());
    let list = |ui: &mut Ui, acts: &mut Vec<AppAction>| {
        for (index, file) in files.iter().enumerate() {
            ui.push_id(index, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                row(ui, i18n, index, file, state.problem(&file.path), acts);
            });
        }
    };
    if files.len() >= MANY {
        scroll_column(ui, ("lexicons", &i18n.text("lexicons-title")), HEIGHT, |ui| list(ui, acts));
    } else {
        list(ui, acts);
    }
    if let Some(percent) = state.percent() {
        small(ui, &i18n.text_with("lexicons-reading", &[("percent", Value::from(percent))]));
        ui.ctx().request_repaint_after_secs(0.1);
    }
    ui.add_space(size::INSIDE);
    look.line(ui, size::ROW + 2.0, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        if ui.add(Button::new(&i18n.text("lexicons-add")).primary()).clicked() {
            acts.push(AppAction::Lexicons(LexiconAction::Ask));
        }
        if ui.add(Button::new(&i18n.text("dialog-close"))).clicked() {
            acts.push(AppAction::CloseDialog);
        }
    });
}

/// A file: its name with a switch, a button that removes it, and details below.
fn row(
    ui: &mut Ui,
    i18n: &I18n,
    index: usize,
    file: &LexiconFile,
    problem: Option<&StoreError>,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let name = file_name(&file.path);
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        let rest = ui.available_rect_before_wrap();
        let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(look.against()));
        let remove = i18n.text_with("lexicons-remove", &[("file", Value::from(name.as_str()))]);
        if far.add(IconButton::new(Icon::Cross, &remove)).clicked() {
            acts.push(AppAction::Lexicons(LexiconAction::Remove(index)));
        }
        let width = rest.width() - size::TARGET - size::GROUP;
        let layout = look.along();
        ui.allocate_ui_with_layout(vec2(width, size::ROW), layout, |ui| {
            if ui.add(Switch::new(&name, !file.is_off)).clicked() {
                acts.push(AppAction::Lexicons(LexiconAction::Toggle(index)));
            }
        });
    });
    let (text, color) = match problem.filter(|_| !file.is_off) {
        Some(problem) => (i18n.sentence(problem), look.theme.error.line),
        None => (what_it_is(i18n, file), look.theme.dim),
    };
    ui.add(Label::new(&text).role(TextRole::Small).color(color).wrapped());
}

fn what_it_is(i18n: &I18n, file: &LexiconFile) -> String {
    let extension = file.path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let kind = i18n.text(match UserFormat::of_extension(extension) {
        Some(UserFormat::Ron) => "lexicons-ron",
        Some(UserFormat::Csv) => "lexicons-csv",
        Some(UserFormat::Geonames) | None => "lexicons-geonames",
    });
    match file.entries {
        Some(entries) => {
            let count = i18n.text_with("lexicons-entries", &[("count", Value::from(entries))]);
            format!("{kind} · {count}")
        }
        None => kind.into_owned(),
    }
}
