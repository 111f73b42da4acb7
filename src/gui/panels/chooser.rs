//! The window's own file chooser, for desktops that offer none.
//!
//! Written here rather than taken from a library: file names can be Arabic, and every list, field
//! and button of the libraries at hand sets them through egui's own text.

use std::path::{Path, PathBuf};

use eframe::egui::{Id, Modal, Ui};

use super::card::popup_frame;
use super::dialogs::announce_modal;
use crate::gui::app::{Act, App, FileRequest, name_of};
use crate::gui::i18n::Value;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, FieldState, Icon, IconButton, Label, List, Look, Row, TextField, small, title};
use crate::store::{FolderEntry, browse_folder};

/// Height of the list, in points.
const LIST: f32 = 320.0;

fn list_id() -> Id {
    Id::unique("chooser-list")
}

/// A file being chosen.
pub(crate) struct Chooser {
    /// What the file is wanted for.
    pub(crate) request: FileRequest,
    folder: PathBuf,
    entries: Result<Vec<FolderEntry>, String>,
    name: FieldState,
}

impl Chooser {
    /// Begins in a folder, or in the user's own.
    pub(crate) fn new(request: FileRequest, folder: Option<PathBuf>, name: &str) -> Self {
        let folder = folder
            .filter(|folder| folder.is_dir())
            .or_else(|| std::env::current_dir().ok())
            .unwrap_or_else(|| PathBuf::from("/"));
        let mut name = FieldState::line(name);
        name.focus();
        let mut chooser = Self { request, folder: PathBuf::new(), entries: Ok(Vec::new()), name };
        chooser.enter(folder);
        chooser
    }

    fn enter(&mut self, folder: PathBuf) {
        self.entries = browse_folder(&folder, |path| self.request.lists(path)).map_err(|error| error.to_string());
        self.folder = folder;
    }

    /// Draws the chooser.
    pub(crate) fn show(&mut self, ui: &Ui, app: &App, acts: &mut Vec<Act>) {
        let look = Look::of(ui.ctx());
        let opens = self.request.opens();
        let name = app.i18n.text(self.request.title_key());
        let id = Id::unique("chooser");
        let area = Modal::default_area(id).accessible_name(name.clone());
        let modal = Modal::new(id).area(area).frame(popup_frame(look).inner_margin(20)).show(ui.ctx(), |ui| {
            announce_modal(ui);
            ui.set_width(520.0);
            ui.spacing_mut().item_spacing.y = size::INSIDE;
            look.column(ui, |ui| {
                title(ui, &name);
                if let Some(reason) = app.save_reason(self.request) {
                    ui.add(Label::new(&reason).wrapped());
                }
                let mut enter = self.place(ui, app);
                if let Some(chosen) = self.list(ui, app, &mut enter) {
                    acts.push(Act::Chosen(Some(chosen)));
                }
                if let Some(folder) = enter {
                    self.enter(folder);
                    List::begin_again(ui, list_id());
                }
                self.foot(ui, app, opens, acts);
            });
        });
        if modal.should_close() {
            acts.push(Act::Chosen(None));
        }
    }

    /// The folder's path, and the way up.
    fn place(&self, ui: &mut Ui, app: &App) -> Option<PathBuf> {
        let look = Look::of(ui.ctx());
        let mut enter = None;
        look.line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            let up = self.folder.parent();
            let tip = app.i18n.text("chooser-parent");
            if ui.add_enabled(up.is_some(), IconButton::new(Icon::Up, &tip)).clicked() {
                enter = up.map(Path::to_owned);
            }
            // A path runs from left to right, whatever the names in it.
            let path = format!("\u{2066}{}\u{2069}", self.folder.display());
            ui.add(Label::new(&path).role(TextRole::Small).color(look.theme.dim));
        });
        enter
    }

    fn list(&mut self, ui: &mut Ui, app: &App, enter: &mut Option<PathBuf>) -> Option<PathBuf> {
        let opens = self.request.opens();
        let mut chosen = None;
        let mut named = None;
        let entries = match &self.entries {
            Ok(entries) => entries,
            Err(message) => {
                ui.add(Label::new(message).wrapped());
                return None;
            }
        };
        if entries.is_empty() {
            small(ui, &app.i18n.text("chooser-empty"));
        }
        let list_name = app.i18n.text("chooser-file-name");
        List::new(list_id(), &list_name, LIST).show(ui, entries.len(), |ui, place| {
            let entry = entries.get(place.number())?;
            let name = name_of(&entry.path);
            let spoken = if entry.is_folder {
                app.i18n.text_with("chooser-folder", &[("name", Value::from(name.as_str()))]).into_owned()
            } else {
                name.clone()
            };
            let icon = if entry.is_folder { Icon::Folder } else { Icon::File };
            let is_selected = !entry.is_folder && self.name.text() == name;
            let response = ui.add(Row::new(&name).icon(icon).selected(is_selected).name(&spoken).at(place));
            if response.clicked() {
                if entry.is_folder {
                    *enter = Some(entry.path.clone());
                } else if opens {
                    chosen = Some(entry.path.clone());
                } else {
                    named = Some(name);
                }
            }
            Some(response)
        });
        if let Some(name) = named {
            self.name.set_text(&name);
        }
        chosen
    }

    fn foot(&mut self, ui: &mut Ui, app: &App, opens: bool, acts: &mut Vec<Act>) {
        let look = Look::of(ui.ctx());
        let label = app.i18n.text("chooser-file-name");
        let field = TextField::new(&mut self.name, &label).placeholder(&label).id(Id::unique("chooser-name")).show(ui);
        let typed = self.name.text().trim().to_owned();
        look.line(ui, size::ROW + 2.0, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            let go = app.i18n.text(if opens { "dialog-open" } else { "dialog-save" });
            let clicked = ui.add_enabled(!typed.is_empty(), Button::new(&go).primary()).clicked();
            if !typed.is_empty() && (clicked || field.submitted) {
                // A typed path may be absolute; `join` takes it as it is then.
                acts.push(Act::Chosen(Some(self.folder.join(&typed))));
            }
            if ui.add(Button::new(&app.i18n.text("dialog-cancel"))).clicked() {
                acts.push(Act::Chosen(None));
            }
        });
    }
}
