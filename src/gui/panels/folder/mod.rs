//! An open folder: the list of its articles, with filter, search and order, and a preview of the chosen one.

mod columns;
mod head;
mod preview;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use eframe::egui::{self, CornerRadius, Frame, Id, Key, Modifiers, PointerButton, Rect, Ui, UiBuilder, vec2};
use rayon::prelude::*;

use columns::{Column, cell, spoken};
pub(super) use head::folder_status;
use head::{Summaries, Summary, head};
use preview::{WIDTH as PREVIEW, begins, preview};

use super::context::MenuView;
use super::menus::entries as menu_entries;
use crate::gui::command::{ContextMenu, UiCommand};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Content, FolderRow, FolderTab, Stage};
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, Cell, ColumnHead, FieldState, Icon, Label, List, MenuRow, Segments, TableRow, TextField, WidgetStyle,
    choice_of, context_menu, table_head,
};
use crate::store::left_open::FolderPlace;
use crate::text::fold::fold_phrase;

/// Height of a row, in points.
const ROW: f32 = 36.0;
/// Space beside the list, in points.
const BESIDE: f32 = 14.0;
/// The least width of the search field beside the filters, in points.
const NARROW_SEARCH: f32 = 150.0;
/// Width of the search field, in points.
const SEARCH: f32 = 232.0;
/// Width from which the preview stands beside the list, in points.
const WIDE: f32 = 1240.0;
/// Height below which the head is hidden in favour of the list, in points.
const LOW: f32 = 440.0;
/// The least rows that a thread filters at once.
const AT_ONCE: usize = 4096;
/// How many times longer than it takes the rows stay, while articles are counted.
const RARELY: u32 = 20;
/// The keys that sort by the columns, with Alt.
const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// The filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    All,
    At(Stage),
    Unreadable,
}

/// What the list shows, and how; read from and kept in the settings.
#[derive(Clone, Copy)]
pub(crate) struct FolderLook<'a> {
    pub(crate) i18n: &'a I18n,
    pub(crate) menus: MenuView<'a>,
    /// Confidence from which suggestions are counted, 0 to 1.
    pub(crate) threshold: f32,
    /// The names of the columns that the person has chosen.
    pub(crate) columns: Option<&'a [String]>,
}

impl FolderLook<'_> {
    /// The wanted columns, as they stand beside each other.
    fn columns(self, summary: &Summary) -> Vec<Column> {
        let is_wanted = |column: &Column| match self.columns {
            Some(chosen) => *column == Column::Headline || chosen.iter().any(|name| name == column.name()),
            None => match column {
                Column::Published => summary.has_dates,
                Column::Source => summary.has_sources,
                // Articles of one agency often begin with the same line.
                Column::File => !summary.has_sources,
                column => Column::FIRST.contains(column),
            },
        };
        Column::ALL.into_iter().filter(is_wanted).collect()
    }
}

/// The list's state between frames.
pub(crate) struct FolderView {
    search: FieldState,
    shown: Shown,
    /// The person whose articles are shown; `None` for anyone.
    who: Option<String>,
    sorted_by: Column,
    is_descending: bool,
    /// What was counted of the rows.
    summaries: Summaries,
    /// The indices of the visible rows, in order.
    order: Vec<usize>,
    /// Whether they must be filtered and sorted again.
    is_stale: bool,
    /// Whether rows that the filter leaves out by now stay until then.
    keeps_rows: bool,
    /// When that was last done, and how long it took.
    arranged: Option<(Instant, Duration)>,
    /// The article of the selected row.
    selected: Option<PathBuf>,
    /// Whether the list takes the keyboard focus as soon as it is shown.
    wants_focus: bool,
    /// Whether a row had it in the last frame.
    has_focus: bool,
    /// Whether the preview lies over the list, where it does not fit beside it.
    is_preview_open: bool,
    /// Whether a menu or a dialog was open in the last frame: it closes before the list is drawn.
    was_covered: bool,
}

impl Default for FolderView {
    fn default() -> Self {
        Self {
            search: FieldState::line(""),
            shown: Shown::All,
            who: None,
            sorted_by: Column::File,
            is_descending: false,
            summaries: Summaries::default(),
            order: Vec::new(),
            is_stale: true,
            keeps_rows: false,
            arranged: None,
            selected: None,
            wants_focus: false,
            has_focus: false,
            is_preview_open: false,
            was_covered: false,
        }
    }
}

fn search_id() -> Id {
    Id::unique("folder-search")
}

fn list_id(folder: &FolderTab) -> Id {
    Id::unique(("folder-list", folder.id.0))
}

/// What can be shown, behind a button, where it has no room side by side.
fn folded_choice(ui: &mut Ui, parts: &[(&str, &str)], chosen: usize) -> Option<usize> {
    let text = |(text, count): &(&str, &str)| format!("{text} \u{2068}{count}\u{2069}");
    let choices = parts.iter().enumerate().map(|(number, part)| (number, text(part), number == chosen));
    choice_of(ui, &parts.get(chosen).map(text).unwrap_or_default(), choices).inner
}

impl FolderView {
    /// The list takes the keyboard focus as soon as it is shown.
    pub(crate) fn enter(&mut self) {
        self.wants_focus = true;
    }

    /// The article of the chosen row.
    pub(crate) fn chosen(&self) -> Option<&Path> {
        self.selected.as_deref()
    }

    /// Chooses the row of an article.
    pub(crate) fn choose(&mut self, path: PathBuf) {
        self.selected = Some(path);
        self.wants_focus = true;
    }

    /// The name of the column by which the list is sorted, and whether the largest comes first.
    pub(crate) fn sorting(&self) -> (&'static str, bool) {
        (self.sorted_by.name(), self.is_descending)
    }

    /// Goes on where the list was left.
    pub(crate) fn come_back(&mut self, place: &FolderPlace) {
        self.selected.clone_from(&place.article);
        if let Some(column) = Column::ALL.into_iter().find(|column| column.name() == place.sorted_by) {
            self.sorted_by = column;
            self.is_descending = place.is_descending;
        }
    }

    /// The indices of the rows as they are filtered and sorted.
    pub(crate) fn order(&mut self, folder: &FolderTab, threshold: f32) -> &[usize] {
        self.arrange(folder, threshold);
        &self.order
    }

    /// Rows were added or removed.
    pub(crate) fn arrange_anew(&mut self) {
        self.is_stale = true;
        self.keeps_rows = false;
        self.order.clear();
        // The rows are away until they are arranged, and the focus with them.
        self.wants_focus |= self.has_focus;
    }

    /// An article was counted, or something was said about it. Rows keep their places, but new matches of the search
    /// appear.
    pub(crate) fn counted(&mut self) {
        if self.shown != Shown::All || self.who.is_some() || !self.search.text().trim().is_empty() {
            self.is_stale = true;
            self.keeps_rows = true;
        }
    }

    /// All articles were counted.
    pub(crate) fn counted_all(&mut self) {
        self.is_stale |= self.sorted_by.is_counted();
    }

    /// Moves the keyboard focus to the search field.
    pub(crate) fn begin_search(&mut self) {
        self.search.select_all();
        self.search.focus();
    }

    /// Shows the articles whose headlines contain these words.
    pub(crate) fn search_for(&mut self, words: &str) {
        self.search.set_text(words);
        (self.shown, self.who) = (Shown::All, None);
        self.rearrange();
        self.begin_search();
    }

    /// The person has filtered or sorted anew.
    fn rearrange(&mut self) {
        self.is_stale = true;
        self.keeps_rows = false;
    }

    fn arrange(&mut self, folder: &FolderTab, threshold: f32) {
        let begun = Instant::now();
        // Of half a million rows that takes longer than an article takes to be counted.
        let is_too_soon = || self.keeps_rows && self.arranged.is_some_and(|(then, took)| begun < then + took * RARELY);
        if !self.is_stale || is_too_soon() {
            return;
        }
        self.is_stale = false;
        let sought = fold_phrase(self.search.text());
        let is_found = |row: &FolderRow| sought.is_empty() || row.folded().contains(&sought);
        let is_at = |row: &FolderRow| match self.shown {
            Shown::All => true,
            Shown::At(stage) => row.digest().is_some_and(|digest| digest.stage() == stage),
            Shown::Unreadable => matches!(row.content, Content::Unreadable(_)),
        };
        let is_of = |row: &FolderRow| match &self.who {
            Some(who) => row.digest().is_some_and(|digest| digest.who == *who),
            None => true,
        };
        let rows = &folder.rows;
        let mut was_shown = vec![false; rows.len()];
        if std::mem::take(&mut self.keeps_rows) {
            for at in &self.order {
                if let Some(was_shown) = was_shown.get_mut(*at) {
                    *was_shown = true;
                }
            }
        }
        let is_shown = |at: &usize| {
            let row = &rows[*at];
            was_shown[*at] || is_found(row) && is_at(row) && is_of(row)
        };
        let (column, is_descending) = (self.sorted_by, self.is_descending);
        let by_name = rows.by_name().par_iter().map(|row| *row as usize);
        let mut order: Vec<usize> = by_name.with_min_len(AT_ONCE).filter(is_shown).collect();
        if column != Column::File {
            order.par_sort_by(|a, b| column.compare(&rows[*a], &rows[*b], threshold, is_descending));
        } else if is_descending {
            order.reverse();
        }
        self.order = order;
        self.arranged = Some((begun, begun.elapsed()));
    }

    /// Draws the folder in the whole available space.
    pub(crate) fn show(&mut self, ui: &mut Ui, look: FolderLook<'_>, folder: &FolderTab, acts: &mut Vec<AppAction>) {
        let style = WidgetStyle::of(ui.ctx());
        let whole = ui.available_rect_before_wrap();
        ui.painter().rect_filled(whole, CornerRadius::ZERO, style.theme.paper);
        let is_wide = whole.width() >= WIDE;
        self.keys(ui, is_wide);
        let has_rows = folder.is_listed && !folder.rows.is_empty();
        let beside = is_wide && has_rows;
        let mut strip = crate::gui::widgets::Strip::new(whole, style);
        let place = if beside { strip.trailing(PREVIEW) } else { Rect::NOTHING };
        let summary = self.summaries.whole(look.threshold, folder);
        let mut list = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(*ui.layout()));
        let frame = Frame::new().inner_margin(egui::Margin::symmetric(BESIDE as i8, 0));
        frame.show(&mut list, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
            if whole.height() >= LOW {
                head(ui, look.i18n, folder, &summary);
            } else {
                ui.add_space(size::INSIDE);
            }
            self.filters(ui, look, folder, &summary);
            self.arrange(folder, look.threshold);
            if !folder.is_listed {
                sentence(ui, &look.i18n.text("folder-reading"));
            } else if folder.rows.is_empty() {
                sentence(ui, &look.i18n.text("folder-empty"));
                style.line(ui, size::ROW, |ui| {
                    if ui.add(Button::new(&look.i18n.text("start-open"))).clicked() {
                        acts.push(AppAction::Command(UiCommand::Open));
                    }
                });
            } else {
                if summary.is_all_done() {
                    all_done(ui, look.i18n, &summary);
                }
                self.table(ui, look, folder, &summary, acts);
            }
        });
        let row = self.selected.as_ref().and_then(|path| folder.rows.of_path(path));
        if beside {
            preview(ui, look.i18n, place, row, look.threshold, acts);
        } else if self.is_preview_open && has_rows {
            let mut strip = crate::gui::widgets::Strip::new(whole, style);
            let place = strip.trailing(PREVIEW.min(whole.width() - size::GROUP));
            let layer = egui::LayerId::new(egui::Order::Middle, Id::unique("folder-preview"));
            let mut over = ui.new_child(UiBuilder::new().max_rect(whole).layer_id(layer));
            preview(&mut over, look.i18n, place, row, look.threshold, acts);
        }
    }

    /// `/` starts a search, Alt with a digit sorts, Space shows the preview; Escape closes it, then clears the search, then
    /// the filters.
    fn keys(&mut self, ui: &Ui, is_wide: bool) {
        let is_typing = crate::gui::widgets::text_field::is_typing(ui.ctx());
        let is_covered = app_is_covered(ui);
        if std::mem::replace(&mut self.was_covered, is_covered) || is_covered {
            return;
        }
        let takes = |sign: &str| {
            !is_typing
                && ui.input_mut(|input| {
                    let before = input.events.len();
                    input.events.retain(|event| !matches!(event, egui::Event::Text(text) if text == sign));
                    input.events.len() < before
                })
        };
        if takes("/") {
            self.begin_search();
        }
        let has_focus = ui.memory(|memory| memory.focused().is_some());
        if has_focus && !is_typing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space)) {
            self.is_preview_open = !is_wide && !self.is_preview_open;
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            if self.is_preview_open && !is_wide {
                self.is_preview_open = false;
            } else if !self.search.text().is_empty() {
                self.search.set_text("");
                self.rearrange();
            } else if self.shown != Shown::All || self.who.is_some() {
                self.shown = Shown::All;
                self.who = None;
                self.rearrange();
            }
            if is_typing {
                self.wants_focus = true;
            }
        }
    }

    fn filters(&mut self, ui: &mut Ui, look: FolderLook<'_>, folder: &FolderTab, summary: &Summary) {
        let i18n = look.i18n;
        let style = WidgetStyle::of(ui.ctx());
        let mut parts = vec![
            (Shown::All, "folder-all", folder.rows.len()),
            (Shown::At(Stage::New), "stage-new", summary.new),
            (Shown::At(Stage::Begun), "stage-begun", summary.begun),
            (Shown::At(Stage::Done), "stage-done", summary.done),
            (Shown::At(Stage::PutAside), "stage-put-aside", summary.put_aside),
        ];
        if summary.unreadable > 0 {
            parts.push((Shown::Unreadable, "stage-unreadable", summary.unreadable));
        }
        let texts: Vec<_> = parts.iter().map(|(_, key, count)| (i18n.text(key), i18n.number(*count))).collect();
        let shown: Vec<(&str, &str)> = texts.iter().map(|(text, count)| (text.as_ref(), count.as_str())).collect();
        let chosen = parts.iter().position(|(shown, ..)| *shown == self.shown).unwrap_or(0);
        style.line(ui, size::ROW, |ui| {
            let segments = Segments::new(&shown, chosen);
            let room = ui.available_width() - NARROW_SEARCH - 2.0 * size::GROUP;
            let clicked =
                if segments.width(ui.ctx()) <= room { segments.show(ui) } else { folded_choice(ui, &shown, chosen) };
            if let Some(clicked) = clicked {
                self.shown = parts[clicked].0;
                self.rearrange();
            }
            if ui.available_width() > SEARCH + 140.0 {
                self.choose_who(ui, i18n, summary);
            }
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(style.against()));
            let name = i18n.text("folder-search");
            let field = TextField::new(&mut self.search, &name)
                .placeholder(&name)
                .icon(Icon::Find)
                .width(SEARCH.min(rest.width() - size::GROUP).max(0.0))
                .id(search_id())
                .above(list_id(folder))
                .show(&mut far);
            if field.changed {
                self.rearrange();
            }
            self.wants_focus |= field.submitted;
        });
        ui.add_space(size::INSIDE);
    }

    /// Whose articles are shown.
    fn choose_who(&mut self, ui: &mut Ui, i18n: &I18n, summary: &Summary) {
        let anyone = i18n.text("folder-anyone");
        let now = self.who.clone().unwrap_or_else(|| anyone.to_string());
        let people = summary.people.keys().map(Some);
        let choices = std::iter::once(None).chain(people).map(|who| {
            let name = who.map_or(&*anyone, String::as_str);
            (who, name, self.who.as_ref() == who)
        });
        if let Some(who) = choice_of(ui, &now, choices).inner {
            self.who = who.cloned();
            self.rearrange();
        }
    }

    /// Sorts by a column; again in the other direction.
    fn sort_by(&mut self, column: Column) {
        self.is_descending = if self.sorted_by == column { !self.is_descending } else { column.begins_descending() };
        self.sorted_by = column;
        self.rearrange();
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        look: FolderLook<'_>,
        folder: &FolderTab,
        summary: &Summary,
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = look.i18n;
        let whole = ui.available_width();
        let wanted = look.columns(summary);
        let columns = Column::in_width(&wanted, whole);
        let others: f32 = columns.iter().map(|column| column.width(whole)).sum();
        let rest = (whole - others).max(120.0);
        let widths: Vec<f32> =
            columns.iter().map(|column| if *column == Column::Headline { rest } else { column.width(whole) }).collect();
        let heads: Vec<ColumnHead> = columns.iter().map(|column| self.column_head(i18n, *column)).collect();
        let is_free = !self.was_covered && !crate::gui::widgets::text_field::is_typing(ui.ctx());
        let digit =
            DIGITS.iter().position(|key| is_free && ui.input_mut(|input| input.consume_key(Modifiers::ALT, *key)));
        let head = table_head(ui, &heads, &widths, Some(&mut |ui: &mut Ui| choose_columns(ui, i18n, &wanted, acts)));
        if let Some(column) = head.or(digit).and_then(|at| columns.get(at)) {
            self.sort_by(*column);
            self.arrange(folder, look.threshold);
        }
        if self.order.is_empty() {
            let sought = self.search.text().trim();
            if sought.is_empty() {
                sentence(ui, &i18n.text("folder-none-at-stage"));
            } else {
                sentence(ui, &i18n.text_with("folder-none", &[("text", Value::from(sought))]));
            }
            return;
        }
        let list = list_id(folder);
        let chosen = self.selected.as_ref().and_then(|path| {
            let at = folder.rows.at(path)?;
            self.order.iter().position(|row| *row == at)
        });
        if std::mem::take(&mut self.wants_focus) {
            match chosen {
                Some(row) => List::focus(ui.ctx(), list, row),
                None => List::enter(ui, list),
            }
        }
        let height = ui.available_height();
        let mut seen = Vec::new();
        let mut selected = None;
        let mut has_focus = false;
        let rows = List::new(list, &folder.name, height).rows_of(ROW).chosen(chosen).below(search_id());
        rows.show(ui, self.order.len(), |ui, place| {
            let number = *self.order.get(place.number())?;
            let row = folder.rows.get(number)?;
            seen.push(number);
            let cells: Vec<Cell> = columns.iter().map(|column| cell(i18n, row, *column, look.threshold)).collect();
            let is_selected = self.selected.as_deref() == Some(&**row.path());
            let name = spoken(i18n, row, look.threshold);
            let shown = TableRow { cells: &cells, widths: &widths, is_selected, name: &name, tip: "" };
            let response = shown.show(ui, place, ROW);
            // Enter and screen readers open it like a double click.
            let is_told = response.clicked() && !response.clicked_by(PointerButton::Primary);
            if is_told || response.double_clicked() {
                acts.push(AppAction::OpenArticle(row.path().to_path_buf(), begins(row, look.threshold)));
            }
            if response.middle_clicked() {
                acts.push(AppAction::Command(UiCommand::OpenBehind));
            }
            let is_pressed = response.clicked() || response.secondary_clicked() || response.middle_clicked();
            has_focus |= response.has_focus();
            if is_pressed || response.has_focus() {
                selected = Some(row.path().to_path_buf());
            }
            if is_pressed {
                response.request_focus();
            }
            let open = AppAction::OpenArticle(row.path().to_path_buf(), begins(row, look.threshold));
            row_menu(&response, look, open, acts);
            Some(response)
        });
        self.has_focus = has_focus;
        if selected.is_some() {
            self.selected = selected;
        }
        folder.prefer(&seen);
    }

    fn column_head(&self, i18n: &I18n, column: Column) -> ColumnHead {
        let sorted = (self.sorted_by == column).then_some(self.is_descending);
        ColumnHead::new(i18n, column.key(), column.side(), sorted)
    }
}

/// The menu of a row, which is the chosen one.
fn row_menu(response: &egui::Response, look: FolderLook<'_>, open: AppAction, acts: &mut Vec<AppAction>) {
    let name = look.i18n.text(ContextMenu::Article.text_key());
    context_menu(response, &name, |ui| {
        let text = look.i18n.text("folder-open");
        // Enter in the list opens it; it is no key of the whole window.
        let is_open = look.menus.commands.is_enabled(UiCommand::OpenBehind);
        if ui.add_enabled(is_open, MenuRow::new(&text).keys(Some("\u{2066}Enter\u{2069}")).inset(true)).clicked() {
            acts.push(open);
            ui.close();
        }
        menu_entries(ui, look.menus, ContextMenu::Article.entries(), acts);
    });
}

/// The menu of the head: which columns are shown.
fn choose_columns(ui: &mut Ui, i18n: &I18n, wanted: &[Column], acts: &mut Vec<AppAction>) {
    for column in Column::ALL.into_iter().filter(|column| *column != Column::Headline) {
        let is_on = wanted.contains(&column);
        if ui.add(MenuRow::new(&i18n.text(column.key())).on(is_on)).clicked() {
            let chosen = Column::ALL.into_iter().filter(|other| wanted.contains(other) != (*other == column));
            acts.push(AppAction::FolderColumns(chosen.map(|column| column.name().to_owned()).collect()));
        }
    }
}

/// Says that nothing is left to do, and what comes next.
fn all_done(ui: &mut Ui, i18n: &I18n, summary: &Summary) {
    let look = WidgetStyle::of(ui.ctx());
    let values = [("count", Value::from(summary.done)), ("aside", Value::from(summary.put_aside))];
    let key = if summary.put_aside > 0 { "folder-all-done-but" } else { "folder-all-done" };
    look.line(ui, size::TARGET, |ui| {
        ui.add_space(size::STEP + 2.0);
        let label = ui.add(Label::new(&i18n.text_with(key, &values)).color(look.theme.ok));
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    });
}

/// Whether a dialog has the keyboard focus.
fn app_is_covered(ui: &Ui) -> bool {
    ui.memory(|memory| memory.top_modal_layer().is_some()) || egui::Popup::is_any_open(ui.ctx())
}

fn sentence(ui: &mut Ui, text: &str) {
    let look = WidgetStyle::of(ui.ctx());
    ui.add_space(size::GROUP);
    ui.add(Label::new(text).color(look.theme.dim).wrapped());
    ui.add_space(size::INSIDE);
}
