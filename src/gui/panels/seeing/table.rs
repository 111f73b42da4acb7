//! The rows of annotations, and their groups.

use eframe::egui::{Key, Modifiers, PointerButton, Response, Ui};

use super::bulk;
use super::cells::{LEAST, cell, column_key, in_width, side, spoken};
use super::chips::{value_name, with_only};
use super::look::SeeingLook;
use super::summary::Summary;
use super::view::{SeeingView, list_id, search_id};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{
    AppAction, Asked, ConcordanceAction, ConcordanceOf, Seeing, SeeingAction, SeenLine, SeenMark, SeenView, TabId,
};
use crate::gui::panels::dates;
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, Cell, ColumnHead, Edge, Icon, Label, List, ListPlace, MenuRow, Side, Strip, TableRow, Ticked, Tone,
    WidgetStyle, context_menu, table_edges, table_head,
};
use crate::survey::{Article, By, Column, Filter, Group, GroupKey, Row, RowRef, Step};

/// How many rows are looked at to find the width of a column.
const FITTED: usize = 200;
/// Width of the column with the boxes, in points.
const TICK: f32 = 36.0;
/// Width of the counts in the head of a group, in points.
const GROUP_ARTICLES: f32 = 150.0;
const GROUP_STATES: f32 = 144.0;
const GROUP_COUNT: f32 = 80.0;

impl SeeingView {
    /// The table of annotations.
    pub(super) fn table(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = look.i18n;
        // Nobody needs a column in which nothing stands.
        let is_dated = seeing.survey.articles().iter().any(|article| article.day.is_some());
        let is_useful = |column: &&Column| match column {
            Column::Date => look.is_folder && is_dated,
            Column::Article => look.is_folder,
            _ => true,
        };
        let wanted: Vec<Column> = seeing.columns.iter().filter(is_useful).copied().collect();
        let columns = in_width(&wanted, &seeing.widths, ui.available_width() - TICK);
        let shown = &seeing.shown;
        let mut heads = vec![tick_head(i18n, seeing)];
        heads.extend(columns.iter().map(|(column, _)| {
            let order = seeing.asked.orders.iter().find(|order| order.column == *column);
            ColumnHead::new(i18n, column_key(*column), side(*column), order.map(|order| order.is_reversed))
        }));
        let mut widths = vec![TICK];
        widths.extend(columns.iter().map(|(_, width)| *width));
        let also = ui.input(|input| input.modifiers.shift);
        let head = ui.available_rect_before_wrap();
        let clicked = table_head(ui, &heads, &widths, None);
        // Not of the boxes.
        let edge =
            table_edges(ui, head, &widths).and_then(|(at, edge)| Some((*columns.get(at.checked_sub(1)?)?, edge)));
        if let Some(((column, width), edge)) = edge {
            let width = match edge {
                Edge::Moved(by) => Some((width + by).max(LEAST)),
                Edge::Fitted => Some(fitting(ui, look, seeing, column)),
            };
            acts.push(AppAction::Seeing(id, SeeingAction::Width(column, width)));
        }
        match clicked {
            Some(0) => {
                let all = shown.rows.iter().filter_map(|at| seeing.mark_of(*at)).collect();
                acts.push(AppAction::Seeing(id, SeeingAction::Tick(all, seeing.ticked.is_empty())));
            }
            Some(at) => {
                if let Some((column, _)) = columns.get(at - 1) {
                    let mut asked = seeing.asked.clone();
                    asked.sort_by(*column, also);
                    acts.push(AppAction::Seeing(id, SeeingAction::Ask(Box::new(asked))));
                }
            }
            None => {}
        }
        if shown.rows.is_empty() {
            self.empty(ui, look, id, seeing, acts);
            return;
        }
        let chosen =
            seeing.chosen_row().and_then(|row| shown.lines.iter().position(|line| *line == SeenLine::Row(row)));
        let list = list_id(id);
        if std::mem::take(&mut self.wants_focus) {
            match chosen {
                Some(row) => List::focus(ui.ctx(), list, row),
                None => List::enter(ui, list),
            }
        }
        let height = ui.available_height() - if seeing.ticked.is_empty() { 0.0 } else { bulk::ROOM };
        // No row is cut in half.
        let height = (height / size::ROW).floor() * size::ROW;
        let name = i18n.text("seen-view-table");
        let rows = List::new(list, &name, height.max(2.0 * size::ROW)).chosen(chosen).below(search_id(id));
        self.summary.refresh(seeing);
        let table = Table { look, id, seeing, columns: &columns, widths: &widths, summary: &self.summary };
        let widened = rows.show(ui, shown.lines.len(), |ui, place| match *shown.lines.get(place.number())? {
            SeenLine::Group(number) => table.group(ui, place, number, acts),
            SeenLine::Row(row) => table.row(ui, place, row, acts),
            SeenLine::More(number, count) => Some(table.more(ui, place, shown.groups.get(number)?, count, acts)),
        });
        if let Some((from, to)) = widened {
            let marks = shown.lines.get(from.min(to)..=from.max(to)).unwrap_or_default().iter();
            let marks = marks.filter_map(|line| match line {
                SeenLine::Row(row) => seeing.mark_of(*row),
                SeenLine::Group(_) | SeenLine::More(..) => None,
            });
            acts.push(AppAction::Seeing(id, SeeingAction::Tick(marks.collect(), true)));
        }
    }

    /// What is said where no rows are, and what can be done about it.
    fn empty(&mut self, ui: &mut Ui, look: SeeingLook<'_>, id: TabId, seeing: &Seeing, acts: &mut Vec<AppAction>) {
        let style = WidgetStyle::of(ui.ctx());
        ui.add_space(size::GROUP);
        if seeing.arranged.is_none() || seeing.is_reading() && seeing.asked.filter.is_empty() {
            return;
        }
        let is_filtered = !seeing.asked.filter.is_empty();
        let key = if is_filtered { "seen-none-fit" } else { "seen-none" };
        ui.add(Label::new(&look.i18n.text(key)).color(style.theme.dim).wrapped());
        ui.add_space(size::INSIDE);
        if is_filtered {
            style.line(ui, size::ROW, |ui| {
                if ui.add(Button::new(&look.i18n.text("seen-clear"))).clicked() {
                    self.search.set_text("");
                    let asked = Asked { filter: Filter::default(), ..seeing.asked.clone() };
                    acts.push(AppAction::Seeing(id, SeeingAction::Ask(Box::new(asked))));
                }
            });
        }
    }
}

/// The width in which the first rows of a column fit, in points.
fn fitting(ui: &Ui, look: SeeingLook<'_>, seeing: &Seeing, column: Column) -> f32 {
    let rows = seeing.shown.rows.iter().take(FITTED).filter_map(|at| seeing.survey.row(*at));
    let widths = rows.map(|of| {
        let cell = cell(look.i18n, look.words, seeing, WidgetStyle::of(ui.ctx()).theme, of, column);
        cell.width(ui.ctx())
    });
    widths.fold(LEAST, f32::max)
}

/// The head of the boxes: it ticks all rows that are shown, or none.
fn tick_head(i18n: &I18n, seeing: &Seeing) -> ColumnHead {
    let key = if seeing.ticked.is_empty() { "seen-tick-all" } else { "seen-tick-none" };
    let ticked = match seeing.ticked.len() {
        0 => Ticked::No,
        some if some < seeing.shown.rows.len() => Ticked::Some,
        _ => Ticked::All,
    };
    ColumnHead {
        text: String::new(),
        name: i18n.text(key).into_owned(),
        side: Side::Start,
        sorted: None,
        ticked: Some(ticked),
    }
}

/// The rows of the table.
struct Table<'t> {
    look: SeeingLook<'t>,
    id: TabId,
    seeing: &'t Seeing,
    columns: &'t [(Column, f32)],
    /// With that of the boxes.
    widths: &'t [f32],
    summary: &'t Summary,
}

impl Table<'_> {
    fn act(&self, acts: &mut Vec<AppAction>, act: SeeingAction) {
        acts.push(AppAction::Seeing(self.id, act));
    }

    /// Whether a click was on the box of a row.
    fn is_on_box(response: &Response) -> bool {
        let style = WidgetStyle::of(&response.ctx);
        let place = Strip::new(response.rect, style).leading(TICK);
        response.interact_pointer_pos().is_some_and(|at| place.contains(at))
    }

    fn row(&self, ui: &mut Ui, place: ListPlace, at: RowRef, acts: &mut Vec<AppAction>) -> Option<Response> {
        let Self { look, seeing, .. } = *self;
        let (i18n, theme) = (look.i18n, WidgetStyle::of(ui.ctx()).theme);
        let of = seeing.survey.row(at)?;
        let mark: SeenMark = (at.article, of.1.target.clone());
        let is_ticked = seeing.ticked.contains(&mark);
        let ticked = if is_ticked { Ticked::All } else { Ticked::No };
        let mut cells = vec![Cell { tick: Some(ticked), ..Cell::default() }];
        cells.extend(self.columns.iter().map(|(column, _)| cell(i18n, look.words, seeing, theme, of, *column)));
        let columns: Vec<Column> = self.columns.iter().map(|(column, _)| *column).collect();
        let mut name = spoken(i18n, look.words, seeing, of, &columns);
        if is_ticked {
            name = i18n.text_with("seen-is-ticked", &[("row", Value::from(name))]).into_owned();
        }
        let is_chosen = seeing.chosen.as_ref() == Some(&mark);
        let shown =
            TableRow { cells: &cells, widths: self.widths, is_selected: is_ticked || is_chosen, name: &name, tip: "" };
        let response = shown.show(ui, place, size::ROW);
        let is_told = response.clicked() && !response.clicked_by(PointerButton::Primary);
        let ticks = response.clicked_by(PointerButton::Primary) && Self::is_on_box(&response);
        let space = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
        if ticks || space {
            self.act(acts, SeeingAction::Tick(vec![mark.clone()], !is_ticked));
        }
        if (is_told && !space || response.double_clicked()) && !Self::is_on_box(&response) {
            self.act(acts, SeeingAction::Open(mark.clone()));
        }
        let is_pressed = response.clicked() || response.secondary_clicked();
        if is_pressed {
            response.request_focus();
        }
        if (is_pressed || response.has_focus()) && !is_chosen {
            self.act(acts, SeeingAction::Choose(mark.clone()));
        }
        context_menu(&response, &i18n.text("seen-row-menu"), |ui| self.row_menu(ui, of, mark, acts));
        Some(response)
    }

    /// What can be done with a row: go there, or see only what is like it.
    fn row_menu(&self, ui: &mut Ui, (article, row): (&Article, &Row), mark: SeenMark, acts: &mut Vec<AppAction>) {
        let Self { look, seeing, .. } = *self;
        let i18n = look.i18n;
        if ui.add(MenuRow::new(&i18n.text("seen-open")).keys(Some("\u{2066}Enter\u{2069}"))).clicked() {
            self.act(acts, SeeingAction::Open(mark));
            ui.close();
        }
        let entity = seeing.names().text(row.entity);
        let of = if entity.is_empty() {
            ConcordanceOf::Words(seeing.names().text(row.text).to_owned())
        } else {
            ConcordanceOf::Marks(Column::Entity, entity.to_owned())
        };
        if ui.add(MenuRow::new(&i18n.text("concordance-of-row"))).clicked() {
            self.act(acts, SeeingAction::Concordance(ConcordanceAction::About(Some(of))));
            self.act(acts, SeeingAction::View(SeenView::Concordance));
            ui.close();
        }
        for column in [Column::Entity, Column::Label, Column::Author, Column::Origin, Column::Article, Column::Date] {
            if matches!(column, Column::Article | Column::Date) && !look.is_folder {
                continue;
            }
            let value = seeing.survey.value(article, row, column).into_owned();
            let shown = value_name(look, seeing, column, &value);
            if shown.is_empty() {
                continue;
            }
            let values =
                [("name", Value::from(i18n.text(column_key(column)).into_owned())), ("value", Value::from(shown))];
            if ui.add(MenuRow::new(&i18n.text_with("seen-only", &values))).clicked() {
                let asked = with_only(&seeing.asked, column, Some(value));
                self.act(acts, SeeingAction::Ask(Box::new(asked)));
                ui.close();
            }
        }
    }

    fn group(&self, ui: &mut Ui, place: ListPlace, number: usize, acts: &mut Vec<AppAction>) -> Option<Response> {
        let group = self.seeing.shown.groups.get(number)?;
        let Self { look, seeing, .. } = *self;
        let i18n = look.i18n;
        let by = seeing.asked.group?;
        let marks = || group.rows.iter().filter_map(|at| seeing.mark_of(*at));
        let ticked = match self.summary.of_group(number) {
            0 => Ticked::No,
            some if some < group.rows.len() => Ticked::Some,
            _ => Ticked::All,
        };
        let is_folded = seeing.asked.folded.contains(&group.key);
        let (name, aside) = self.group_name(group, by);
        let icon = if is_folded { Icon::Forward } else { Icon::Down };
        let articles = i18n.text_with("seen-in-articles", &[("count", Value::from(group.articles))]).into_owned();
        let count = i18n.number(group.rows.len());
        let states = [("accepted", group.accepted), ("suggested", group.suggested), ("rejected", group.rejected)];
        let said = states.into_iter().filter(|(_, count)| *count > 0).map(|(status, count)| {
            let values = [
                ("name", Value::from(i18n.text(&format!("status-{status}")).into_owned())),
                ("value", Value::from(i18n.number(count))),
            ];
            i18n.text_with("seen-chip", &values).into_owned()
        });
        let said = said.collect::<Vec<_>>().join(&i18n.text("list-separator"));
        let spoken = [name.as_str(), &aside, &articles, &said, &count].into_iter().filter(|text| !text.is_empty());
        let spoken = spoken.collect::<Vec<_>>().join(&i18n.text("list-separator"));
        let strong = |text: String| Cell { text, is_strong: true, ..Cell::default() };
        let dim = |text: String, side| Cell { text, side, tone: Tone::Dim, ..Cell::default() };
        let whole: f32 = self.widths.iter().sum();
        let rest = (whole - TICK - GROUP_ARTICLES - GROUP_STATES - GROUP_COUNT).max(100.0);
        let widths = [TICK, rest * 0.6, rest * 0.4, GROUP_ARTICLES, GROUP_STATES, GROUP_COUNT];
        let cells = [
            Cell { tick: Some(ticked), ..Cell::default() },
            Cell { icon: Some((icon, Tone::Dim)), ..strong(name) },
            dim(aside, Side::Start),
            dim(if look.is_folder { articles } else { String::new() }, Side::Start),
            Cell { portions: Some(states.map(|(_, count)| count)), ..Cell::default() },
            Cell { side: Side::End, ..strong(count) },
        ];
        let row = TableRow { cells: &cells, widths: &widths, is_selected: false, name: &spoken, tip: &said };
        let response = row.show(ui, place, size::ROW);
        let space = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
        if space || response.clicked_by(PointerButton::Primary) && Self::is_on_box(&response) {
            self.act(acts, SeeingAction::Tick(marks().collect(), ticked != Ticked::All));
        } else if response.clicked() {
            let mut asked = seeing.asked.clone();
            if !asked.folded.remove(&group.key) {
                asked.folded.insert(group.key);
            }
            self.act(acts, SeeingAction::Ask(Box::new(asked)));
        }
        if response.clicked() {
            response.request_focus();
        }
        Some(response)
    }

    /// What a group is called, and its name in the other language.
    fn group_name(&self, group: &Group, by: By) -> (String, String) {
        let Self { look, seeing, .. } = *self;
        let i18n = look.i18n;
        let key = seeing.survey.key_text(group.key, by);
        let column = match by {
            By::Entity => Column::Entity,
            By::Label => Column::Label,
            By::Status => Column::Status,
            By::Author => Column::Author,
            By::Origin => Column::Origin,
            By::Article => Column::Article,
            By::Text => return (key.into_owned(), String::new()),
            By::Time(step) => {
                let GroupKey::Time(Some(day)) = group.key else {
                    return (i18n.text("seen-no-date").into_owned(), String::new());
                };
                let first = dates::date(i18n, day);
                return (if step == Step::Day { first } else { i18n.digits(&key) }, String::new());
            }
        };
        let aside = if by == By::Entity { look.words.entity_aside(&key) } else { "" };
        (value_name(look, seeing, column, &key), aside.to_owned())
    }

    fn more(&self, ui: &mut Ui, place: ListPlace, group: &Group, count: usize, acts: &mut Vec<AppAction>) -> Response {
        let text = self.look.i18n.text_with("seen-more", &[("count", Value::from(count))]).into_owned();
        let whole: f32 = self.widths.iter().sum();
        let cells = [Cell::default(), Cell { text: text.clone(), tone: Tone::Accent, ..Cell::default() }];
        let widths = [TICK, whole - TICK];
        let row = TableRow { cells: &cells, widths: &widths, is_selected: false, name: &text, tip: "" };
        let response = row.show(ui, place, size::ROW);
        if response.clicked() {
            let mut asked = self.seeing.asked.clone();
            asked.whole.insert(group.key);
            self.act(acts, SeeingAction::Ask(Box::new(asked)));
            response.request_focus();
        }
        response
    }
}
