//! The user's lexicons: a list with switches, and a button that adds a file; below them those of the folder.

use std::path::Path;

use eframe::egui::Ui;

use super::context::DialogView;
use super::removable::removable;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, FolderTab, LexiconAction};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Label, Switch, WidgetStyle, scroll_if, small, strong};
use crate::lexicon::user::UserFormat;
use crate::store::StoreError;
use crate::store::file_name;

/// Number of files above which a list scrolls, and its height then, in points.
const MANY: usize = 6;
const HEIGHT: f32 = 340.0;
/// The height of each of two lists, in points.
const HALF: f32 = 160.0;
/// Number of files above which each of two lists scrolls.
const SOME: usize = 3;

/// The contents of the dialog.
pub(super) fn lexicons(ui: &mut Ui, view: &DialogView<'_>, folder: Option<&FolderTab>, acts: &mut Vec<AppAction>) {
    let (look, i18n) = (WidgetStyle::of(ui.ctx()), view.i18n);
    ui.add(Label::new(&i18n.text("lexicons-text")).wrapped());
    let (most, height) = if folder.is_some() { (SOME, HALF) } else { (MANY, HEIGHT) };
    let own = view.settings.lexicons.len();
    let title = i18n.text("lexicons-title");
    scroll_if(ui, own >= most, ("lexicons", &title), height, |ui| own_files(ui, view, acts));
    if let Some(percent) = view.lexicons.percent() {
        small(ui, &i18n.text_with("lexicons-reading", &[("percent", Value::from(percent))]));
        ui.ctx().request_repaint_after_secs(0.1);
    }
    ui.add_space(size::INSIDE);
    let close = |ui: &mut Ui, acts: &mut Vec<AppAction>| {
        if ui.add(Button::new(&i18n.text("dialog-close"))).clicked() {
            acts.push(AppAction::CloseDialog);
        }
    };
    look.line(ui, size::ROW + 2.0, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        if ui.add(Button::new(&i18n.text("lexicons-add")).primary()).clicked() {
            acts.push(AppAction::Lexicons(LexiconAction::Ask(None)));
        }
        if folder.is_none() {
            close(ui, acts);
        }
    });
    let Some(folder) = folder else { return };
    ui.add_space(size::INSIDE);
    let heading = i18n.text_with("lexicons-folder", &[("folder", Value::from(folder.name.as_str()))]);
    strong(ui, &heading);
    ui.add(Label::new(&i18n.text("lexicons-folder-text")).wrapped());
    let shared = folder.shared.lexicons.len();
    scroll_if(ui, shared >= most, ("shared", &heading), height, |ui| shared_files(ui, view, folder, acts));
    let keeps = folder.shared.new_names.is_some();
    if ui.add(Switch::new(&i18n.text("lexicons-keep-names"), keeps)).clicked() {
        acts.push(AppAction::Lexicons(LexiconAction::KeepNamesIn(folder.id, !keeps)));
    }
    let where_kept = match &folder.shared.new_names {
        Some(file) => i18n.text_with("lexicons-names-shared", &[("file", Value::from(file.as_str()))]),
        None => i18n.text("lexicons-names-own"),
    };
    ui.add(Label::new(&where_kept).role(TextRole::Small).color(look.theme.dim).wrapped());
    ui.add_space(size::INSIDE);
    look.line(ui, size::ROW + 2.0, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        if ui.add(Button::new(&i18n.text("lexicons-folder-add"))).clicked() {
            acts.push(AppAction::Lexicons(LexiconAction::Ask(Some(folder.id))));
        }
        close(ui, acts);
    });
}

/// The user's files, each with a switch.
fn own_files(ui: &mut Ui, view: &DialogView<'_>, acts: &mut Vec<AppAction>) {
    for (index, file) in view.settings.lexicons.iter().enumerate() {
        ui.push_id(index, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let name = file_name(&file.path);
            let remove = view.i18n.text_with("lexicons-remove", &[("file", Value::from(name.as_str()))]);
            let mut is_switched = false;
            let switch = |ui: &mut Ui| is_switched = ui.add(Switch::new(&name, !file.is_off)).clicked();
            if removable(ui, &remove, switch) {
                acts.push(AppAction::Lexicons(LexiconAction::Remove(index)));
            }
            if is_switched {
                acts.push(AppAction::Lexicons(LexiconAction::Toggle(index)));
            }
            let problem = view.lexicons.problem(&file.path).filter(|_| !file.is_off);
            details(ui, view.i18n, &file.path, file.entries, problem);
        });
    }
}

/// The files that the articles of a folder share.
fn shared_files(ui: &mut Ui, view: &DialogView<'_>, folder: &FolderTab, acts: &mut Vec<AppAction>) {
    for file in &folder.shared.lexicons {
        ui.push_id(file, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let remove = view.i18n.text_with("lexicons-folder-remove", &[("file", Value::from(file.as_str()))]);
            if removable(ui, &remove, |ui| drop(ui.add(Label::new(file)))) {
                acts.push(AppAction::Lexicons(LexiconAction::RemoveShared(folder.id, file.clone())));
            }
            let path = folder.path.join(file);
            let entries = view.lexicons.entries.get(&path).copied();
            details(ui, view.i18n, &path, entries, view.lexicons.problem(&path));
        });
    }
}

/// What the row of a file says below its name.
fn details(ui: &mut Ui, i18n: &I18n, path: &Path, entries: Option<u64>, problem: Option<&StoreError>) {
    let look = WidgetStyle::of(ui.ctx());
    let (text, color) = match problem {
        Some(problem) => (i18n.sentence(problem), look.theme.error.line),
        None => (what_it_is(i18n, path, entries), look.theme.dim),
    };
    ui.add(Label::new(&text).role(TextRole::Small).color(color).wrapped());
}

fn what_it_is(i18n: &I18n, path: &Path, entries: Option<u64>) -> String {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let kind = i18n.text(match UserFormat::of_extension(extension) {
        Some(UserFormat::Ron) => "lexicons-ron",
        Some(UserFormat::Csv) => "lexicons-csv",
        Some(UserFormat::Geonames) | None => "lexicons-geonames",
    });
    match entries {
        Some(entries) => {
            let count = i18n.text_with("lexicons-entries", &[("count", Value::from(entries))]);
            format!("{kind} · {count}")
        }
        None => kind.into_owned(),
    }
}
