//! The window's own file chooser, for desktops that have none or whose own does not answer.
//!
//! Not taken from a library, because file names can be Arabic, and all available libraries draw lists, fields and
//! buttons with egui's own text.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use eframe::egui::{EventFilter, Id, Key, Modal, Modifiers, PointerButton, Response, Ui, vec2};

use super::answers::announce_modal;
use super::card::popup_frame;
use super::dates;
use super::file_size::size_text;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AppAction, FileRequest, TabId, natural};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, Cell, ColumnHead, FieldState, Icon, IconButton, Label, List, ListPlace, Side, TableRow, TextField, Tone,
    WidgetStyle, small, table_head, title,
};
use crate::store::file_name;
use crate::store::{self, FolderEntry};
use crate::text::fold::{fold_phrase, fold_words};

/// Width of the chooser if there is room, in points.
const WIDTH: f32 = 640.0;
/// Rows that are visible at once if there is room.
const ROWS: f32 = 11.0;
/// Height of the chooser besides its rows, in points.
const AROUND: f32 = 300.0;
/// Widths of the columns of sizes and dates, in points.
const SIZES: f32 = 92.0;
const DATES: f32 = 116.0;
/// The most folders of recent articles that are offered.
const RECENT_FOLDERS: usize = 3;

fn list_id() -> Id {
    Id::unique("chooser-list")
}

fn field_id() -> Id {
    Id::unique("chooser-name")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Size,
    Modified,
}

impl Column {
    const ALL: [Self; 3] = [Self::Name, Self::Size, Self::Modified];

    fn key(self) -> &'static str {
        match self {
            Self::Name => "chooser-column-name",
            Self::Size => "chooser-column-size",
            Self::Modified => "folder-column-modified",
        }
    }
}

/// A file being chosen.
pub(crate) struct Chooser {
    /// The purpose of the file.
    pub(crate) request: FileRequest,
    /// The number of the question, if the desktop was asked as well.
    pub(crate) asked: Option<u64>,
    /// The current folder, to which names are relative.
    folder: PathBuf,
    /// The folder being listed: the current one, or that of a path being typed.
    listed: PathBuf,
    /// The contents of the listed folder; `None` while it is being read.
    entries: Option<Vec<FolderEntry>>,
    /// Whether the typed path leads to no folder.
    leads_nowhere: bool,
    name: FieldState,
    /// The visible entries, in order.
    order: Vec<usize>,
    sorted_by: Column,
    is_descending: bool,
    chosen: BTreeSet<PathBuf>,
    /// The start of a selection extended with Shift.
    anchor: Option<PathBuf>,
    /// An error, in the language of the interface.
    problem: Option<String>,
}

/// The chooser whose chosen files are being opened.
pub(crate) struct ChosenFrom {
    pub(crate) chooser: Chooser,
    /// The tabs of these files.
    pub(crate) tabs: Vec<TabId>,
    /// The tab that was in front before.
    pub(crate) front: Option<TabId>,
}

/// What to do after a frame of the chooser.
enum Step {
    Enter(PathBuf),
    Choose(Vec<PathBuf>),
}

impl Chooser {
    /// Starts in a folder, or in the user's home folder.
    pub(crate) fn new(request: FileRequest, folder: Option<PathBuf>, name: &str) -> Self {
        let folder = folder
            .filter(|folder| folder.is_dir())
            .or_else(|| std::env::current_dir().ok())
            .unwrap_or_else(|| PathBuf::from("/"));
        let mut name = FieldState::line(name);
        name.focus();
        Self {
            request,
            asked: None,
            listed: folder.clone(),
            folder,
            entries: None,
            leads_nowhere: false,
            name,
            order: Vec::new(),
            sorted_by: Column::Name,
            is_descending: false,
            chosen: BTreeSet::new(),
            anchor: None,
            problem: None,
        }
    }

    /// The folder being listed.
    pub(crate) fn listed(&self) -> &Path {
        &self.listed
    }

    /// Whether the listed folder belongs to a path being typed.
    pub(crate) fn follows_typing(&self) -> bool {
        self.listed != self.folder
    }

    /// Whether the person has not used it yet.
    pub(crate) fn is_untouched(&self) -> bool {
        self.chosen.is_empty() && (self.name.text().is_empty() || !self.request.opens())
    }

    /// Takes the contents of a folder from a thread; `None` if there is no such folder.
    pub(crate) fn take(&mut self, folder: &Path, entries: Option<Vec<FolderEntry>>) {
        if self.listed == folder {
            self.leads_nowhere = entries.is_none();
            self.entries = Some(entries.unwrap_or_default());
            self.arrange();
        }
    }

    /// Shows an error; the chooser stays open.
    pub(crate) fn complain(&mut self, problem: String) {
        self.problem = Some(problem);
        self.entries.get_or_insert_default();
        self.name.focus();
    }

    fn enter(&mut self, folder: PathBuf, acts: &mut Vec<AppAction>) {
        self.list_folder(folder.clone(), acts);
        self.folder = folder;
        self.problem = None;
        if self.request.opens() {
            self.name.set_text("");
        } else if let Some((_, name)) = self.typed_place() {
            // The rest of a typed path is the name to save under.
            let name = name.to_owned();
            self.name.set_text(&name);
        }
    }

    fn list_folder(&mut self, folder: PathBuf, acts: &mut Vec<AppAction>) {
        acts.push(AppAction::Browse(folder.clone()));
        self.listed = folder;
        self.entries = None;
        self.leads_nowhere = false;
        self.order.clear();
        self.chosen.clear();
        self.anchor = None;
    }

    /// Lists the folder for the typed text: that of a typed path, otherwise the current one.
    fn follow(&mut self, acts: &mut Vec<AppAction>) {
        let folder = self.typed_place().map_or_else(|| self.folder.clone(), |(folder, _)| folder);
        if folder != self.listed {
            self.list_folder(folder, acts);
        }
        self.chosen.clear();
        self.arrange();
    }

    /// The folder of a typed path, and the incomplete name after it; `None` if only a name is typed.
    fn typed_place(&self) -> Option<(PathBuf, &str)> {
        let typed = self.name.text().trim();
        let (folder, name) = match typed.rfind(std::path::is_separator) {
            Some(at) => typed.split_at(at + 1),
            None if matches!(typed, "~" | "." | "..") => (typed, ""),
            None => return None,
        };
        let at_home = folder.strip_prefix('~').map(|rest| rest.trim_start_matches(std::path::is_separator));
        // A typed path may be absolute; `join` then replaces the folder.
        let folder = match at_home {
            Some("") => store::home_folder()?,
            Some(rest) => store::home_folder()?.join(rest),
            None => self.folder.join(folder),
        };
        Some((folder, name))
    }

    fn typed_path(&self) -> Option<PathBuf> {
        self.typed_place().map(|(folder, name)| if name.is_empty() { folder } else { folder.join(name) })
    }

    /// The typed part of a name.
    fn typed_name(&self) -> &str {
        self.typed_place().map_or(self.name.text().trim(), |(_, name)| name)
    }

    /// Filters and sorts the entries.
    fn arrange(&mut self) {
        let entries = self.entries.as_deref().unwrap_or_default();
        let sought = if self.request.opens() { fold_words(self.typed_name()) } else { Vec::new() };
        let holds = |entry: &FolderEntry| {
            let name = fold_phrase(&file_name(&entry.path));
            sought.iter().all(|word| name.contains(word.as_str()))
        };
        let mut order: Vec<usize> = (0..entries.len()).filter(|at| holds(&entries[*at])).collect();
        let compare = |a: &FolderEntry, b: &FolderEntry| {
            let by_name = natural(&fold_phrase(&file_name(&a.path)), &fold_phrase(&file_name(&b.path)))
                .then_with(|| a.path.cmp(&b.path));
            let order = match self.sorted_by {
                Column::Name => Ordering::Equal,
                Column::Size => a.bytes.cmp(&b.bytes),
                Column::Modified => a.modified.cmp(&b.modified),
            };
            let order = order.then(by_name);
            let order = if self.is_descending { order.reverse() } else { order };
            b.is_folder.cmp(&a.is_folder).then(order)
        };
        order.sort_by(|a, b| compare(&entries[*a], &entries[*b]));
        self.order = order;
    }

    /// The entry selected by Enter in the field: the one with this name, otherwise one whose name only has an
    /// additional extension, otherwise the first visible one.
    fn meant<'e>(&self, entries: &'e [FolderEntry]) -> Option<&'e FolderEntry> {
        let typed = self.typed_name();
        if typed.is_empty() {
            return None;
        }
        let shown = || self.order.iter().filter_map(|at| entries.get(*at));
        let folded = fold_words(typed);
        let stem = |entry: &FolderEntry| {
            let name = file_name(&entry.path);
            let stem = if entry.is_folder { name } else { store::stem_of(&entry.path) };
            fold_words(&stem) == folded
        };
        let named = || shown().find(|entry| file_name(&entry.path) == typed);
        named().or_else(|| shown().find(|entry| stem(entry))).or_else(|| shown().next())
    }

    /// Draws the chooser; `reason` says why a name is required.
    pub(crate) fn show(
        &mut self,
        ui: &Ui,
        i18n: &I18n,
        recent: &[PathBuf],
        reason: Option<&str>,
        acts: &mut Vec<AppAction>,
    ) {
        let look = WidgetStyle::of(ui.ctx());
        let name = i18n.words(&self.request.title());
        let id = Id::unique("chooser");
        let room = ui.ctx().content_rect().size();
        let width = WIDTH.min(room.x - 6.0 * size::GROUP);
        let rows = (((room.y - AROUND) / size::ROW).floor()).clamp(3.0, ROWS);
        let area = Modal::default_area(id).accessible_name(name.clone());
        let modal = Modal::new(id).area(area).frame(popup_frame(look).inner_margin(20)).show(ui.ctx(), |ui| {
            announce_modal(ui);
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = size::INSIDE;
            let mut step = None;
            look.column(ui, |ui| {
                title(ui, &name);
                if let Some(reason) = reason {
                    ui.add(Label::new(reason).wrapped());
                }
                self.place(ui, i18n, recent, &mut step);
                self.field(ui, i18n, &mut step, acts);
                self.list(ui, i18n, rows * size::ROW, &mut step);
                self.foot(ui, i18n, &mut step, acts);
            });
            match step {
                Some(Step::Enter(folder)) => {
                    self.enter(folder, acts);
                    List::begin_again(ui, list_id());
                    if !ui.memory(|memory| memory.focused().is_some()) {
                        self.name.focus();
                    }
                }
                Some(Step::Choose(paths)) => {
                    self.problem = None;
                    acts.push(AppAction::Chosen(paths));
                }
                None => {}
            }
        });
        if modal.should_close() {
            acts.push(AppAction::Chosen(Vec::new()));
        }
    }

    /// The folder's path, with links to other folders.
    fn place(&self, ui: &mut Ui, i18n: &I18n, recent: &[PathBuf], step: &mut Option<Step>) {
        let look = WidgetStyle::of(ui.ctx());
        look.line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            let up = self.listed.parent();
            let tip = i18n.text("chooser-parent");
            if ui.add_enabled(up.is_some(), IconButton::new(Icon::Up, &tip)).clicked() {
                *step = up.map(|up| Step::Enter(up.to_owned()));
            }
            // A path runs from left to right, whatever the names in it.
            let path = format!("\u{2066}{}\u{2069}", self.listed.display());
            ui.add(Label::new(&path).role(TextRole::Small).color(look.theme.dim));
        });
        let home = store::home_folder();
        let mut folders: Vec<(String, PathBuf)> = Vec::new();
        if let Some(home) = &home {
            folders.push((i18n.text("chooser-home").into_owned(), home.clone()));
        }
        let recent = recent.iter().filter_map(|file| file.parent());
        for folder in recent.filter(|folder| Some(*folder) != home.as_deref()) {
            if folders.len() <= RECENT_FOLDERS && folders.iter().all(|(_, known)| known != folder) {
                folders.push((file_name(folder), folder.to_owned()));
            }
        }
        look.line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::STEP;
            for (name, folder) in folders {
                let button = Button::new(&name).quiet().icon(Icon::Folder);
                if ui.add_enabled(folder != self.listed, button).clicked() {
                    *step = Some(Step::Enter(folder));
                }
            }
        });
    }

    /// The field: filters the list, or holds the name to save under.
    fn field(&mut self, ui: &mut Ui, i18n: &I18n, step: &mut Option<Step>, acts: &mut Vec<AppAction>) {
        let opens = self.request.opens();
        let name = i18n.text("chooser-file-name");
        let placeholder = i18n.text(if opens { "chooser-filter" } else { "chooser-file-name" });
        let id = field_id();
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let goes_down = has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
        let completes = has_focus && self.completion().is_some();
        if completes && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab)) {
            // The Tab key does not type anything, but the list follows the completed text.
            if let Some(completion) = self.completion() {
                self.name.set_text(&completion);
                self.follow(acts);
            }
        }
        let mut field = TextField::new(&mut self.name, &name).placeholder(&placeholder).id(id);
        if opens {
            field = field.icon(Icon::Find);
        }
        let field = field.show(ui);
        if field.changed {
            self.problem = None;
            self.follow(acts);
            List::begin_again(ui, list_id());
        }
        if self.completion().is_some() && field.response.has_focus() {
            // The Tab key completes the name before it moves the focus.
            let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        }
        if goes_down && !self.order.is_empty() {
            List::enter(ui, list_id());
        }
        if field.submitted {
            *step = self.submit(i18n);
        }
    }

    /// The text after completion with the Tab key; `None` if it is complete.
    fn completion(&self) -> Option<String> {
        if !self.request.opens() {
            return None;
        }
        let entry = self.meant(self.entries.as_deref()?)?;
        let typed = self.name.text().trim();
        let before = typed.strip_suffix(self.typed_name()).unwrap_or_default();
        // After a folder the path continues.
        let behind = if entry.is_folder { std::path::MAIN_SEPARATOR_STR } else { "" };
        let whole = format!("{before}{}{behind}", file_name(&entry.path));
        (whole != typed).then_some(whole)
    }

    /// The action of Enter and the first button.
    fn submit(&mut self, i18n: &I18n) -> Option<Step> {
        let typed = self.name.text().trim().to_owned();
        if !self.request.opens() {
            return self.save_path().map(|path| Step::Choose(vec![path]));
        }
        if !self.chosen.is_empty() {
            return Some(Step::Choose(self.chosen_in(self.entries.as_deref().unwrap_or_default(), &self.order)));
        }
        let step = |path: PathBuf| if path.is_dir() { Step::Enter(path) } else { Step::Choose(vec![path]) };
        let typed_path = self.typed_path().map(|path| store::find_article(&path).unwrap_or(path));
        if let Some(path) = typed_path.clone().filter(|path| path.exists()) {
            return Some(step(path));
        }
        if typed.is_empty() {
            return None;
        }
        if let Some(entry) = self.entries.as_deref().and_then(|entries| self.meant(entries)) {
            let path = entry.path.clone();
            return Some(if entry.is_folder { Step::Enter(path) } else { Step::Choose(vec![path]) });
        }
        if let Some(path) = typed_path {
            // It does not exist, which is reported when it is opened.
            return Some(Step::Choose(vec![path]));
        }
        // Files that are not listed, because they are hidden or of another kind, can still be named.
        let path = self.folder.join(&typed);
        if path.is_file() {
            return Some(Step::Choose(vec![path]));
        }
        let values = [("name", Value::from(typed.as_str()))];
        self.problem = Some(i18n.text_with("chooser-none", &values).into_owned());
        None
    }

    /// The chosen files in the order shown.
    fn chosen_in(&self, entries: &[FolderEntry], order: &[usize]) -> Vec<PathBuf> {
        let shown = order.iter().filter_map(|at| entries.get(*at)).map(|entry| &entry.path);
        shown.filter(|path| self.chosen.contains(*path)).cloned().collect()
    }

    /// The path to save to; adds the missing extension.
    fn save_path(&self) -> Option<PathBuf> {
        let typed = self.name.text().trim();
        if typed.is_empty() {
            return None;
        }
        let path = self.typed_path().unwrap_or_else(|| self.folder.join(typed));
        let suffix = self.request.suffix();
        if path.extension().is_some() {
            return Some(path);
        }
        let mut name = path.file_name()?.to_owned();
        name.push(suffix);
        Some(path.with_file_name(name))
    }

    fn list(&mut self, ui: &mut Ui, i18n: &I18n, height: f32, step: &mut Option<Step>) {
        let whole = ui.available_width();
        let widths = [(whole - SIZES - DATES).max(120.0), SIZES, DATES];
        ui.spacing_mut().item_spacing.y = 0.0;
        let heads = Column::ALL.map(|column| self.column_head(i18n, column));
        if let Some(clicked) = table_head(ui, &heads, &widths, None) {
            let column = Column::ALL[clicked];
            // Sizes and dates start with the largest.
            self.is_descending = if self.sorted_by == column { !self.is_descending } else { column != Column::Name };
            self.sorted_by = column;
            self.arrange();
        }
        let Some(entries) = self.entries.take() else {
            let place = vec2(whole, height);
            ui.allocate_ui(place, |ui| {
                ui.set_min_size(place);
                small(ui, &i18n.text("chooser-reading"));
            });
            ui.spacing_mut().item_spacing.y = size::INSIDE;
            return;
        };
        if self.order.is_empty() {
            let place = vec2(whole, height);
            ui.allocate_ui(place, |ui| {
                ui.set_min_size(place);
                ui.add_space(size::INSIDE);
                let is_all = entries.is_empty() || self.typed_name().is_empty();
                let empty =
                    if self.request == FileRequest::Compare { "chooser-empty-annotations" } else { "chooser-empty" };
                let key = if is_all { empty } else { "chooser-none-fits" };
                small(ui, &i18n.text(if self.leads_nowhere { "chooser-no-folder" } else { key }));
            });
        } else {
            let meant = self.meant(&entries).map(|entry| entry.path.clone());
            let name = i18n.text("chooser-list");
            let order = std::mem::take(&mut self.order);
            let (mut has_focus, takes_several) = (false, self.request.takes_several());
            let extended = List::new(list_id(), &name, height).show(ui, order.len(), |ui, place| {
                let entry = entries.get(*order.get(place.number())?)?;
                let is_selected = self.chosen.contains(&entry.path)
                    || self.chosen.is_empty() && self.request.opens() && meant.as_ref() == Some(&entry.path)
                    || !self.request.opens() && self.name.text() == file_name(&entry.path);
                let response = row(ui, i18n, entry, &widths, is_selected, place);
                has_focus |= response.has_focus();
                self.take_row(ui, &response, entry, place.number(), (&entries, &order), step);
                Some(response)
            });
            if let Some((from, to)) = extended.filter(|_| takes_several) {
                self.choose_to(from, to, (&entries, &order));
            }
            if takes_several && has_focus && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
                self.anchor = None;
                self.choose_to(0, order.len(), (&entries, &order));
            }
            self.order = order;
        }
        self.entries = Some(entries);
        ui.spacing_mut().item_spacing.y = size::INSIDE;
    }

    /// Handles clicks and keys on a row.
    fn take_row(
        &mut self,
        ui: &Ui,
        response: &Response,
        entry: &FolderEntry,
        number: usize,
        (entries, order): (&[FolderEntry], &[usize]),
        step: &mut Option<Step>,
    ) {
        let modifiers = ui.input(|input| input.modifiers);
        let by_pointer = response.clicked_by(PointerButton::Primary);
        // Both keys click a row, but Space only selects it.
        let is_space = ui.input(|input| input.key_pressed(Key::Space));
        if !response.clicked() && !response.double_clicked() {
            return;
        }
        response.request_focus();
        if entry.is_folder {
            if !(modifiers.command || modifiers.shift) {
                *step = Some(Step::Enter(entry.path.clone()));
            }
            return;
        }
        self.problem = None;
        if !self.request.opens() {
            self.name.set_text(&file_name(&entry.path));
            if response.double_clicked() || !by_pointer && !is_space {
                *step = self.save_path().map(|path| Step::Choose(vec![path]));
            }
            return;
        }
        let takes_several = self.request.takes_several();
        let opens = response.double_clicked() || !by_pointer && !is_space && !modifiers.command;
        if opens {
            if self.chosen.len() < 2 || !self.chosen.contains(&entry.path) {
                self.chosen = BTreeSet::from([entry.path.clone()]);
            }
            *step = Some(Step::Choose(self.chosen_in(entries, order)));
        } else if takes_several && modifiers.shift {
            self.choose_to(number, number, (entries, order));
        } else if takes_several && (modifiers.command || is_space && !by_pointer) {
            if !self.chosen.remove(&entry.path) {
                self.chosen.insert(entry.path.clone());
            }
            self.anchor = Some(entry.path.clone());
        } else {
            self.chosen = BTreeSet::from([entry.path.clone()]);
            self.anchor = Some(entry.path.clone());
        }
    }

    /// Selects the files from the start of the selection, otherwise from this row, to another row.
    fn choose_to(&mut self, from: usize, to: usize, (entries, order): (&[FolderEntry], &[usize])) {
        self.problem = None;
        let path = |row: usize| order.get(row).and_then(|at| entries.get(*at)).map(|entry| &entry.path);
        let row = |path: &PathBuf| order.iter().position(|at| entries.get(*at).is_some_and(|e| e.path == *path));
        let from = self.anchor.as_ref().and_then(row).unwrap_or(from);
        self.anchor = path(from).cloned();
        let between = order.iter().take(from.max(to) + 1).skip(from.min(to));
        let files = between.filter_map(|at| entries.get(*at)).filter(|entry| !entry.is_folder);
        self.chosen = files.map(|entry| entry.path.clone()).collect();
    }

    fn column_head(&self, i18n: &I18n, column: Column) -> ColumnHead {
        let sorted = (self.sorted_by == column).then_some(self.is_descending);
        let side = if column == Column::Size { Side::End } else { Side::Start };
        ColumnHead::new(i18n, column.key(), side, sorted)
    }

    fn foot(&mut self, ui: &mut Ui, i18n: &I18n, step: &mut Option<Step>, acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        let opens = self.request.opens();
        let is_there = !opens
            && self.save_path().is_some_and(|path| {
                self.entries.as_ref().is_some_and(|entries| entries.iter().any(|entry| entry.path == path))
            });
        if let Some(problem) = &self.problem {
            let label = Label::new(problem).role(TextRole::Small).color(look.theme.error.line).wrapped();
            let response = ui.add(label);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_role(eframe::egui::accesskit::Role::Alert);
                node.set_label(without_isolates(problem).into_owned());
            });
        } else if is_there {
            small(ui, &i18n.text("chooser-exists"));
        }
        look.line(ui, size::ROW + 2.0, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            let several = [("count", Value::from(self.chosen.len()))];
            let go = match self.chosen.len() {
                0 | 1 => i18n.text(if opens { "dialog-open" } else { "dialog-save" }),
                _ => i18n.text_with("chooser-open-several", &several),
            };
            let can = !self.chosen.is_empty() || !self.name.text().trim().is_empty();
            if ui.add_enabled(can, Button::new(&go).primary()).clicked() {
                *step = self.submit(i18n);
            }
            if self.request == FileRequest::Open {
                let name = i18n.text("chooser-open-folder");
                let holds = self.entries.as_ref().is_some_and(|entries| !entries.is_empty());
                if ui.add_enabled(holds, Button::new(&name).icon(Icon::Folder)).clicked() {
                    *step = Some(Step::Choose(vec![self.listed.clone()]));
                }
            }
            if ui.add(Button::new(&i18n.text("dialog-cancel"))).clicked() {
                acts.push(AppAction::Chosen(Vec::new()));
            }
        });
    }
}

fn row(ui: &mut Ui, i18n: &I18n, entry: &FolderEntry, widths: &[f32], is_selected: bool, place: ListPlace) -> Response {
    let name = file_name(&entry.path);
    let modified = dates::short(i18n, entry.modified);
    let bytes = if entry.is_folder { String::new() } else { size_text(i18n, entry.bytes) };
    let spoken = if entry.is_folder {
        i18n.text_with("chooser-folder", &[("name", Value::from(name.as_str()))]).into_owned()
    } else {
        name.clone()
    };
    let icon = if entry.is_folder { Icon::Folder } else { Icon::File };
    let cells = [
        Cell { text: name, icon: Some((icon, Tone::Dim)), is_name: true, ..Cell::default() },
        Cell { text: bytes, side: Side::End, tone: Tone::Dim, ..Cell::default() },
        Cell { text: modified, tone: Tone::Dim, ..Cell::default() },
    ];
    let whole = [cells[1].text.clone(), dates::whole(i18n, entry.modified)];
    let tip: Vec<String> = whole.into_iter().filter(|part| !part.is_empty()).collect();
    let tip = tip.join(&i18n.text("list-separator"));
    TableRow { cells: &cells, widths, is_selected, name: &spoken, tip: &tip }.show(ui, place, size::ROW)
}
