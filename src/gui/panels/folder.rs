//! An open folder: the list of its articles, with filter, search and order.

use std::cmp::Ordering;
use std::path::PathBuf;

use eframe::egui::{self, CornerRadius, Frame, Id, Key, PointerButton, Rect, Ui, pos2, vec2};

use super::dates;
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Content, Digest, FolderRow, FolderTab, Stage};
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, Cell, ColumnHead, FieldState, Icon, Label, List, Segments, Side, TableRow, TextField, Tone, WidgetStyle,
    small, table_head, title,
};
use crate::store::file_name;
use crate::text::fold::fold_words;

/// Height of a row, in points.
const ROW: f32 = 36.0;
/// Height of the head, in points.
const HEAD: f32 = 66.0;
/// Width of the progress display, in points.
const PROGRESS: f32 = 190.0;
/// Space beside the list, in points.
const BESIDE: f32 = 14.0;
/// Width of the search field, in points.
const SEARCH: f32 = 232.0;
/// Height below which the head is hidden in favour of the list, in points.
const LOW: f32 = 440.0;

/// The filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    All,
    At(Stage),
    Unreadable,
}

/// The columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Headline,
    File,
    Modified,
    Mentions,
    Undecided,
    Notes,
}

impl Column {
    fn key(self) -> &'static str {
        match self {
            Self::Headline => "folder-column-headline",
            Self::File => "folder-column-file",
            Self::Modified => "folder-column-modified",
            Self::Mentions => "folder-column-mentions",
            Self::Undecided => "folder-column-undecided",
            Self::Notes => "folder-column-notes",
        }
    }

    fn side(self) -> Side {
        match self {
            Self::Headline => Side::Own,
            Self::File | Self::Modified => Side::Start,
            Self::Mentions | Self::Undecided | Self::Notes => Side::End,
        }
    }

    /// Width in points, for a list of the given width; the headline gets the rest.
    fn width(self, list: f32) -> f32 {
        match self {
            Self::Headline => 0.0,
            Self::File => (list * 0.24).clamp(120.0, 230.0),
            Self::Modified => 122.0,
            Self::Mentions => 92.0,
            Self::Undecided => 100.0,
            Self::Notes => 84.0,
        }
    }

    fn is_counted(self) -> bool {
        matches!(self, Self::Mentions | Self::Undecided | Self::Notes | Self::Headline)
    }

    /// The columns that fit into a list of the given width. File names are always among them, as the articles of one
    /// agency often begin with the same line.
    fn in_width(width: f32) -> &'static [Self] {
        use Column::{File, Headline, Mentions, Modified, Notes, Undecided};
        match width {
            ..540.0 => &[Headline, File, Undecided],
            ..740.0 => &[Headline, File, Modified, Undecided],
            ..860.0 => &[Headline, File, Modified, Mentions, Undecided],
            _ => &[Headline, File, Modified, Mentions, Undecided, Notes],
        }
    }
}

/// The data for drawing, besides the folder.
#[derive(Clone, Copy)]
struct View<'a> {
    i18n: &'a I18n,
    /// Confidence from which suggestions are counted, 0 to 1.
    threshold: f32,
}

/// The list's state between frames.
pub(crate) struct FolderView {
    search: FieldState,
    shown: Shown,
    sorted_by: Column,
    is_descending: bool,
    /// The indices of the visible rows, in order.
    order: Vec<usize>,
    /// Whether they must be filtered and sorted again.
    is_stale: bool,
    /// The article of the selected row.
    selected: Option<PathBuf>,
    /// Whether the list takes the keyboard focus as soon as it is shown.
    wants_focus: bool,
    /// Whether a menu or a dialog was open in the last frame: it closes before the list is drawn.
    was_covered: bool,
}

impl Default for FolderView {
    fn default() -> Self {
        Self {
            search: FieldState::line(""),
            shown: Shown::All,
            sorted_by: Column::File,
            is_descending: false,
            order: Vec::new(),
            is_stale: true,
            selected: None,
            wants_focus: false,
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

impl FolderView {
    /// The folder was read for the first time.
    pub(crate) fn begin(&mut self) {
        self.wants_focus = true;
    }

    /// Rows were added or removed.
    pub(crate) fn arrange_anew(&mut self) {
        self.is_stale = true;
    }

    /// An article was counted. Rows keep their places, but new matches of the search appear.
    pub(crate) fn counted(&mut self) {
        self.is_stale |= self.shown != Shown::All || !self.search.text().trim().is_empty();
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

    fn arrange(&mut self, view: View<'_>, folder: &FolderTab) {
        if !std::mem::take(&mut self.is_stale) {
            return;
        }
        let threshold = view.threshold;
        let sought = fold_words(self.search.text()).join(" ");
        let is_found = |row: &FolderRow| sought.is_empty() || row.folded.contains(&sought);
        let is_at = |row: &FolderRow| match self.shown {
            Shown::All => true,
            Shown::At(stage) => row.digest().is_some_and(|digest| digest.stage(threshold) == stage),
            Shown::Unreadable => matches!(row.content, Content::Unreadable(_)),
        };
        self.order =
            (0..folder.rows.len()).filter(|at| is_found(&folder.rows[*at]) && is_at(&folder.rows[*at])).collect();
        let (column, is_descending) = (self.sorted_by, self.is_descending);
        let count = |row: &FolderRow| {
            row.digest().map(|digest| match column {
                Column::Mentions => digest.mentions(threshold),
                Column::Undecided => digest.undecided(threshold),
                _ => digest.notes,
            })
        };
        self.order.sort_by(|a, b| {
            let (a, b) = (&folder.rows[*a], &folder.rows[*b]);
            let turn = |order: Ordering| if is_descending { order.reverse() } else { order };
            let order = match column {
                Column::File => turn(natural(&a.place, &b.place)),
                Column::Headline => last(a.digest(), b.digest(), |a, b| turn(natural(&a.headline, &b.headline))),
                Column::Modified => last(a.modified, b.modified, |a, b| turn(a.cmp(&b))),
                Column::Mentions | Column::Undecided | Column::Notes => {
                    last(count(a), count(b), |a, b| turn(a.cmp(&b)))
                }
            };
            order.then_with(|| natural(&a.place, &b.place))
        });
    }

    /// Draws the folder in the whole available space.
    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        i18n: &I18n,
        threshold: f32,
        folder: &FolderTab,
        acts: &mut Vec<AppAction>,
    ) {
        let view = View { i18n, threshold };
        let look = WidgetStyle::of(ui.ctx());
        let whole = ui.available_rect_before_wrap();
        ui.painter().rect_filled(whole, CornerRadius::ZERO, look.theme.paper);
        self.keys(ui);
        let frame = Frame::new().inner_margin(egui::Margin::symmetric(BESIDE as i8, 0));
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::INSIDE, 0.0);
            let summary = Summary::of(view, folder);
            if whole.height() >= LOW {
                head(ui, view, folder, &summary);
            } else {
                ui.add_space(size::INSIDE);
            }
            self.filters(ui, view, folder, &summary);
            self.arrange(view, folder);
            if !folder.is_listed {
                sentence(ui, &view.i18n.text("folder-reading"));
            } else if folder.rows.is_empty() {
                sentence(ui, &view.i18n.text("folder-empty"));
                look.line(ui, size::ROW, |ui| {
                    if ui.add(Button::new(&view.i18n.text("start-open"))).clicked() {
                        acts.push(AppAction::Command(UiCommand::Open));
                    }
                });
            } else {
                self.table(ui, view, folder, acts);
            }
        });
    }

    /// `/` starts a search; Escape clears the search, then the filter.
    fn keys(&mut self, ui: &Ui) {
        let is_typing = crate::gui::widgets::text_field::is_typing(ui.ctx());
        let is_covered = app_is_covered(ui);
        if std::mem::replace(&mut self.was_covered, is_covered) || is_covered {
            return;
        }
        let slash = !is_typing
            && ui.input_mut(|input| {
                let before = input.events.len();
                input.events.retain(|event| !matches!(event, egui::Event::Text(text) if text == "/"));
                input.events.len() < before
            });
        if slash {
            self.begin_search();
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            if !self.search.text().is_empty() {
                self.search.set_text("");
                self.is_stale = true;
            } else if self.shown != Shown::All {
                self.shown = Shown::All;
                self.is_stale = true;
            }
            if is_typing {
                self.wants_focus = true;
            }
        }
    }

    fn filters(&mut self, ui: &mut Ui, view: View<'_>, folder: &FolderTab, summary: &Summary) {
        let look = WidgetStyle::of(ui.ctx());
        let mut parts = vec![
            (Shown::All, "folder-all", folder.rows.len()),
            (Shown::At(Stage::New), "stage-new", summary.new),
            (Shown::At(Stage::Begun), "stage-begun", summary.begun),
            (Shown::At(Stage::Done), "stage-done", summary.done),
        ];
        if summary.unreadable > 0 {
            parts.push((Shown::Unreadable, "stage-unreadable", summary.unreadable));
        }
        let texts: Vec<_> =
            parts.iter().map(|(_, key, count)| (view.i18n.text(key), view.i18n.number(*count))).collect();
        let shown: Vec<(&str, &str)> = texts.iter().map(|(text, count)| (text.as_ref(), count.as_str())).collect();
        let chosen = parts.iter().position(|(shown, ..)| *shown == self.shown).unwrap_or(0);
        look.line(ui, size::ROW, |ui| {
            if let Some(clicked) = Segments::new(&shown, chosen).show(ui) {
                self.shown = parts[clicked].0;
                self.is_stale = true;
            }
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(egui::UiBuilder::new().max_rect(rest).layout(look.against()));
            let name = view.i18n.text("folder-search");
            let field = TextField::new(&mut self.search, &name)
                .placeholder(&name)
                .icon(Icon::Find)
                .width(SEARCH.min(rest.width() - size::GROUP))
                .id(search_id())
                .above(list_id(folder))
                .show(&mut far);
            self.is_stale |= field.changed;
            self.wants_focus |= field.submitted;
        });
        ui.add_space(size::INSIDE);
    }

    fn table(&mut self, ui: &mut Ui, view: View<'_>, folder: &FolderTab, acts: &mut Vec<AppAction>) {
        let columns = Column::in_width(ui.available_width());
        let whole = ui.available_width();
        let others: f32 = columns.iter().map(|column| column.width(whole)).sum();
        let rest = (whole - others).max(120.0);
        let widths: Vec<f32> =
            columns.iter().map(|column| if *column == Column::Headline { rest } else { column.width(whole) }).collect();
        let heads: Vec<ColumnHead> = columns.iter().map(|column| self.column_head(view, *column)).collect();
        if let Some(clicked) = table_head(ui, &heads, &widths) {
            let column = columns[clicked];
            // Numbers and dates start with the largest.
            let begins_descending = matches!(column.side(), Side::End) || column == Column::Modified;
            self.is_descending = if self.sorted_by == column { !self.is_descending } else { begins_descending };
            self.sorted_by = column;
            self.is_stale = true;
            self.arrange(view, folder);
        }
        if self.order.is_empty() {
            let sought = self.search.text().trim();
            if sought.is_empty() {
                sentence(ui, &view.i18n.text("folder-none-at-stage"));
            } else {
                sentence(ui, &view.i18n.text_with("folder-none", &[("text", Value::from(sought))]));
            }
            return;
        }
        let list = list_id(folder);
        let chosen = self.selected.as_ref().and_then(|path| {
            self.order.iter().position(|row| folder.rows.get(*row).is_some_and(|row| row.path == *path))
        });
        if std::mem::take(&mut self.wants_focus) {
            List::enter(ui, list);
        }
        let name = folder.name.clone();
        let height = ui.available_height();
        let mut seen = Vec::new();
        let mut selected = None;
        let rows = List::new(list, &name, height).rows_of(ROW).chosen(chosen).below(search_id());
        rows.show(ui, self.order.len(), |ui, place| {
            let number = *self.order.get(place.number())?;
            let row = folder.rows.get(number)?;
            seen.push(number);
            let cells: Vec<Cell> = columns.iter().map(|column| cell(view, row, *column)).collect();
            let is_selected = self.selected.as_ref() == Some(&row.path);
            let name = spoken(view, row);
            let shown = TableRow { cells: &cells, widths: &widths, is_selected, name: &name, tip: "" };
            let response = shown.show(ui, place, ROW);
            // Enter and screen readers open it like a double click.
            let is_told = response.clicked() && !response.clicked_by(PointerButton::Primary);
            if is_told || response.double_clicked() {
                acts.push(AppAction::Open(vec![row.path.clone()]));
            }
            if response.clicked() || response.has_focus() {
                selected = Some(row.path.clone());
            }
            if response.clicked() {
                response.request_focus();
            }
            Some(response)
        });
        if selected.is_some() {
            self.selected = selected;
        }
        folder.prefer(&seen);
    }

    fn column_head(&self, view: View<'_>, column: Column) -> ColumnHead {
        let sorted = (self.sorted_by == column).then_some(self.is_descending);
        ColumnHead::new(view.i18n, column.key(), column.side(), sorted)
    }
}

/// Whether a dialog has the keyboard focus.
fn app_is_covered(ui: &Ui) -> bool {
    ui.memory(|memory| memory.top_modal_layer().is_some()) || egui::Popup::is_any_open(ui.ctx())
}

/// The progress of all articles in the folder.
#[derive(Default)]
struct Summary {
    new: usize,
    begun: usize,
    done: usize,
    unreadable: usize,
    undecided: usize,
    waiting: usize,
}

impl Summary {
    fn of(view: View<'_>, folder: &FolderTab) -> Self {
        let threshold = view.threshold;
        let mut summary = Self::default();
        for row in &folder.rows {
            match &row.content {
                Content::Waiting => summary.waiting += 1,
                Content::Unreadable(_) => summary.unreadable += 1,
                Content::Known(digest) => {
                    summary.undecided += digest.undecided(threshold);
                    match digest.stage(threshold) {
                        Stage::New => summary.new += 1,
                        Stage::Begun => summary.begun += 1,
                        Stage::Done => summary.done += 1,
                    }
                }
            }
        }
        summary
    }

    /// Number of articles that can be read, as far as known.
    fn articles(&self) -> usize {
        self.waiting + self.new + self.begun + self.done
    }
}

/// The status bar's text for a folder.
pub(super) fn folder_status(i18n: &I18n, folder: &FolderTab) -> String {
    let waiting = folder.waiting();
    if waiting == 0 {
        return i18n.text_with("folder-articles", &[("count", Value::from(folder.rows.len()))]).into_owned();
    }
    let values = [("done", Value::from(folder.rows.len() - waiting)), ("total", Value::from(folder.rows.len()))];
    i18n.text_with("folder-counting", &values).into_owned()
}

/// The folder's name on one side, its progress on the other.
fn head(ui: &mut Ui, view: View<'_>, folder: &FolderTab, summary: &Summary) {
    let look = WidgetStyle::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), egui::Sense::hover());
    let inner = rect.shrink2(vec2(6.0, 8.0));
    let mut near = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(egui::Layout::top_down(look.start())));
    near.spacing_mut().item_spacing.y = 0.0;
    if folder.rows.is_empty() {
        title(&mut near, &folder.name);
        return;
    }
    near.set_max_width(inner.width() - PROGRESS - size::GROUP);
    title(&mut near, &folder.name);
    let mut line = view.i18n.text_with("folder-articles", &[("count", Value::from(folder.rows.len()))]).into_owned();
    if summary.unreadable > 0 {
        let more = view.i18n.text_with("folder-unreadable", &[("count", Value::from(summary.unreadable))]);
        line = format!("{line} · {more}");
    }
    small(&mut near, &line);
    let left = if look.is_rtl() { inner.left() } else { inner.right() - PROGRESS };
    let place = Rect::from_min_size(pos2(left, inner.top()), vec2(PROGRESS, inner.height()));
    let mut far = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(egui::Layout::top_down(look.start())));
    far.spacing_mut().item_spacing.y = 0.0;
    let values = [("done", Value::from(summary.done)), ("total", Value::from(summary.articles()))];
    far.add(Label::new(&view.i18n.text_with("folder-done", &values)));
    let waiting =
        [("done", Value::from(folder.rows.len() - summary.waiting)), ("total", Value::from(folder.rows.len()))];
    let text = if summary.waiting > 0 {
        view.i18n.text_with("folder-counting", &waiting)
    } else {
        view.i18n.text_with("folder-undecided", &[("count", Value::from(summary.undecided))])
    };
    small(&mut far, &text);
    let share = summary.done as f32 / summary.articles().max(1) as f32;
    let bar = Rect::from_min_max(pos2(place.left(), place.bottom() - 4.0), place.max);
    ui.painter().rect_filled(bar, 2, look.theme.line);
    let width = bar.width() * share;
    let left = if look.is_rtl() { bar.right() - width } else { bar.left() };
    let done = Rect::from_min_size(pos2(left, bar.top()), vec2(width, bar.height()));
    ui.painter().rect_filled(done, 2, look.theme.dim);
}

fn sentence(ui: &mut Ui, text: &str) {
    let look = WidgetStyle::of(ui.ctx());
    ui.add_space(size::GROUP);
    ui.add(Label::new(text).color(look.theme.dim).wrapped());
    ui.add_space(size::INSIDE);
}

/// The icon, emphasis and name of an article's progress.
fn stage_of(view: View<'_>, digest: &Digest) -> (Icon, Tone, &'static str) {
    match digest.stage(view.threshold) {
        _ if digest.unusable.is_some() => (Icon::Warning, Tone::Warning, "stage-unusable"),
        Stage::New => (Icon::Ring, Tone::Accent, "stage-new"),
        Stage::Begun => (Icon::Pie, Tone::Accent, "stage-begun"),
        Stage::Done => (Icon::Done, Tone::Dim, "stage-done"),
    }
}

fn cell(view: View<'_>, row: &FolderRow, column: Column) -> Cell {
    let threshold = view.threshold;
    let digest = row.digest();
    let is_done = digest.is_some_and(|digest| digest.stage(threshold) == Stage::Done);
    let tone = if is_done { Tone::Dim } else { Tone::Ink };
    let number = |count: Option<usize>, tone: Tone| {
        let text = match count {
            // Not counted yet.
            None if matches!(row.content, Content::Waiting) => "…".to_owned(),
            None => String::new(),
            Some(0) => "–".to_owned(),
            Some(count) => view.i18n.number(count),
        };
        let tone = if count.is_some_and(|count| count > 0) { tone } else { Tone::Dim };
        Cell { text, tone, side: Side::End, ..Cell::default() }
    };
    match column {
        Column::Headline => {
            // A path runs from left to right, whatever the names in it.
            let place = || format!("\u{2066}{}\u{2069}", row.place);
            let (text, icon, tone) = match &row.content {
                Content::Waiting => (place(), None, Tone::Dim),
                Content::Unreadable(error) => {
                    let reason = view.i18n.sentence_on(error, file_name(&row.path));
                    (reason, Some((Icon::Warning, Tone::Warning)), Tone::Dim)
                }
                Content::Known(digest) => {
                    let (icon, icon_tone, _) = stage_of(view, digest);
                    let text = if digest.headline.is_empty() { place() } else { digest.headline.clone() };
                    (text, Some((icon, icon_tone)), tone)
                }
            };
            Cell { text, icon, side: Side::Own, tone, is_name: false }
        }
        Column::File => {
            let text = format!("\u{2066}{}\u{2069}", row.place);
            Cell { text, tone: Tone::Dim, is_name: true, ..Cell::default() }
        }
        Column::Modified => Cell { text: dates::short(view.i18n, row.modified), tone: Tone::Dim, ..Cell::default() },
        Column::Mentions => number(digest.map(|digest| digest.mentions(threshold)), Tone::Dim),
        Column::Undecided => number(digest.map(|digest| digest.undecided(threshold)), Tone::Ink),
        Column::Notes => number(digest.map(|digest| digest.notes), Tone::Dim),
    }
}

/// The text of a row for screen readers.
fn spoken(view: View<'_>, row: &FolderRow) -> String {
    let counted = |key: &str, count: usize| view.i18n.text_with(key, &[("count", Value::from(count))]).into_owned();
    let parts = match &row.content {
        Content::Waiting => vec![row.place.clone(), view.i18n.text("stage-waiting").into_owned()],
        Content::Unreadable(error) => {
            vec![
                row.place.clone(),
                view.i18n.text("stage-unreadable").into_owned(),
                view.i18n.sentence_on(error, file_name(&row.path)),
            ]
        }
        Content::Known(digest) => {
            let threshold = view.threshold;
            let (_, _, stage) = stage_of(view, digest);
            let headline = if digest.headline.is_empty() { row.place.clone() } else { digest.headline.clone() };
            let mut parts = vec![
                headline,
                view.i18n.text(stage).into_owned(),
                counted("folder-undecided", digest.undecided(threshold)),
                counted("folder-mentions", digest.mentions(threshold)),
            ];
            if digest.notes > 0 {
                parts.push(counted("folder-notes", digest.notes));
            }
            parts.push(row.place.clone());
            parts
        }
    };
    parts.join(&view.i18n.text("list-separator"))
}

/// Unknown values come last, in either order.
fn last<T>(a: Option<T>, b: Option<T>, order: impl FnOnce(T, T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => order(a, b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// Compares names with numbers in them by value: 2 comes before 10.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        match (a.chars().next(), b.chars().next()) {
            (None, other) => return if other.is_none() { Ordering::Equal } else { Ordering::Less },
            (_, None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let number = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let ((x, rest_a), (y, rest_b)) = (a.split_at(number(a)), b.split_at(number(b)));
                let value = |digits: &str| digits.trim_start_matches('0').to_owned();
                let (x, y) = (value(x), value(y));
                let order = x.len().cmp(&y.len()).then(x.cmp(&y));
                if order != Ordering::Equal {
                    return order;
                }
                (a, b) = (rest_a, rest_b);
            }
            (Some(x), Some(y)) => {
                let order = x.to_lowercase().cmp(y.to_lowercase());
                if order != Ordering::Equal {
                    return order;
                }
                (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_people_count() {
        let mut names = ["b.txt", "article 10.txt", "article 2.txt", "Article 1.txt", "article 02b.txt", "ليبيا.txt"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            ["Article 1.txt", "article 2.txt", "article 02b.txt", "article 10.txt", "b.txt", "ليبيا.txt"]
        );
    }
}
