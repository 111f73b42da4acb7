//! The bar above the table: groups, filters, search, and how many rows fit.

use std::collections::BTreeSet;

use eframe::egui::{Ui, UiBuilder};

use super::cells::{column_key, origin, title};
use super::look::SeeingLook;
use super::view::{SeeingView, list_id, search_id};
use crate::annotation::Day;
use crate::gui::i18n::Value;
use crate::gui::model::{AppAction, Asked, Seeing, SeeingAction, SeenTable, SeenView, TabId};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, Label, MenuRow, Shaped, TextField, WidgetStyle, choice_button, choice_of};
use crate::survey::{By, Column, Step};
use crate::text::fold::fold_words;

/// Width of the search field, in points.
const SEARCH: f32 = 180.0;
/// Width of the widest chip, in points.
const CHIP: f32 = 260.0;
/// Width that the button with the chips that do not fit needs, in points.
const MORE: f32 = 110.0;

/// The key of the name of a table.
fn table_key(table: SeenTable) -> &'static str {
    match table {
        SeenTable::Rows => "seen-table-rows",
        SeenTable::Entities => "seen-table-entities",
        SeenTable::Relations => "seen-table-relations",
    }
}

/// The key of the name of a way to group.
fn group_key(by: Option<By>) -> &'static str {
    match by {
        None => "seen-no-groups",
        Some(By::Label) => "seen-label",
        Some(By::Entity) => "seen-entity",
        Some(By::Text) => "seen-text",
        Some(By::Status) => "seen-status",
        Some(By::Origin) => "seen-origin",
        Some(By::Author) => "seen-author",
        Some(By::Article) => "seen-article",
        Some(By::Time(Step::Day)) => "seen-day",
        Some(By::Time(Step::Week)) => "seen-week",
        Some(By::Time(Step::Month)) => "seen-month",
    }
}

/// The only value that a filter lets through in a column; `None` for several.
fn only(asked: &Asked, column: Column) -> Option<&str> {
    let values = asked.filter.values.get(&column)?;
    let mut all = values.iter();
    all.next().filter(|_| all.next().is_none()).map(String::as_str)
}

/// The same, with one value allowed in a column; with `None` any.
pub(super) fn with_only(asked: &Asked, column: Column, value: Option<String>) -> Asked {
    let mut asked = asked.clone();
    match value {
        Some(value) => drop(asked.filter.values.insert(column, BTreeSet::from([value]))),
        None => drop(asked.filter.values.remove(&column)),
    }
    asked
}

/// What a value of a column is called.
pub(super) fn value_name(look: SeeingLook<'_>, seeing: &Seeing, column: Column, value: &str) -> String {
    let i18n = look.i18n;
    match column {
        Column::Label => match seeing.survey.label(value) {
            Some(label) => label.name_in(i18n.lang().code()).to_owned(),
            None => value.to_owned(),
        },
        Column::Entity if value.is_empty() => i18n.text("seen-no-entity").into_owned(),
        Column::Entity => look.words.entity(value).into_owned(),
        Column::Status => i18n.text(&format!("status-{value}")).into_owned(),
        Column::Origin => origin(i18n, value),
        Column::Author if value.is_empty() => i18n.text("seen-nobody").into_owned(),
        Column::Attributes | Column::Note if value.is_empty() => i18n.text("seen-empty").into_owned(),
        Column::Article => {
            let index = seeing.survey.index_of(value);
            let article = index.and_then(|index| seeing.survey.articles().get(index as usize));
            article.map_or(value, |article| title(article)).to_owned()
        }
        _ => value.to_owned(),
    }
}

impl SeeingView {
    /// Shows the bar.
    pub(crate) fn filters(
        &mut self,
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        let i18n = look.i18n;
        let style = WidgetStyle::of(ui.ctx());
        let asked = &seeing.asked;
        let mut next: Option<Asked> = None;
        style.line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::STEP;
            if !seeing.view.is_drawn() {
                next = choose_table(ui, look, asked);
            }
            let statuses = ["accepted", "suggested", "rejected"].map(str::to_owned);
            next = next.take().or_else(|| choose_value(ui, look, seeing, Column::Status, &statuses));
            let labels: Vec<String> =
                seeing.shown.values.get(&Column::Label).into_iter().flatten().map(|(value, _)| value.clone()).collect();
            // What is the same everywhere is nothing to choose.
            let has_choice = labels.len() > 1 || only(asked, Column::Label).is_some();
            if has_choice && ui.available_width() > 2.0 * SEARCH + CHIP {
                next = next.take().or_else(|| choose_value(ui, look, seeing, Column::Label, &labels));
            }
            let values = [("shown", Value::from(seeing.shown.rows.len())), ("all", Value::from(seeing.shown.all))];
            let count = i18n.text_with(if asked.filter.is_empty() { "seen-count" } else { "seen-count-of" }, &values);
            let counted = Shaped::line(ui.ctx(), &count, TextRole::Body).size().x;
            let menu = Button::new(&i18n.text("seen-filter")).quiet().icon(Icon::Plus).width(ui.ctx());
            let far = SEARCH + counted + menu + 4.0 * size::INSIDE;
            let chosen = chips(ui, look, ui.available_width() - far, seeing);
            next = next.take().or(chosen);
            let chosen = self.filter_menu(ui, look, seeing);
            next = next.take().or(chosen);
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(style.against()));
            far.spacing_mut().item_spacing.x = size::INSIDE;
            far.add(Label::new(&count).color(style.theme.dim));
            let searched = i18n.text(column_key(self.search_in));
            let name = i18n.text_with("seen-search", &[("column", Value::from(searched.into_owned()))]);
            let width = SEARCH.min(far.available_width() - size::GROUP).max(0.0);
            let field = TextField::new(&mut self.search, &name)
                .placeholder(&name)
                .icon(Icon::Find)
                .width(width)
                .id(search_id(id))
                .above(list_id(id))
                .show(&mut far);
            if field.changed {
                let mut asked = asked.clone();
                let words = fold_words(self.search.text()).join(" ");
                if words.is_empty() {
                    asked.filter.words.remove(&self.search_in);
                } else {
                    asked.filter.words.insert(self.search_in, words);
                }
                next = Some(asked);
            }
            self.wants_focus |= field.submitted;
        });
        ask(id, next, acts);
    }

    /// The filters that are set, each with a way to take it back, where a view has other choices of its own; nothing if
    /// there are none.
    pub(super) fn set_filters(
        ui: &mut Ui,
        look: SeeingLook<'_>,
        id: TabId,
        seeing: &Seeing,
        acts: &mut Vec<AppAction>,
    ) {
        if seeing.asked.filter.is_empty() {
            return;
        }
        WidgetStyle::of(ui.ctx()).line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::STEP;
            ask(id, chips(ui, look, ui.available_width(), seeing), acts);
        });
    }
}

fn ask(id: TabId, asked: Option<Asked>, acts: &mut Vec<AppAction>) {
    acts.extend(asked.map(|asked| AppAction::Seeing(id, SeeingAction::Ask(Box::new(asked)))));
}

/// A choice with its name, so that it is known what "Any" means.
pub(super) fn named(look: SeeingLook<'_>, key: &str, value: &str) -> String {
    let values = [("name", Value::from(look.i18n.text(key).into_owned())), ("value", Value::from(value))];
    look.i18n.text_with("seen-chip", &values).into_owned()
}

/// Which table it is, and how it is grouped.
fn choose_table(ui: &mut Ui, look: SeeingLook<'_>, asked: &Asked) -> Option<Asked> {
    let i18n = look.i18n;
    let tables = SeenTable::ALL.map(|table| (table, i18n.text(table_key(table)), table == asked.table));
    if let Some(table) = choice_of(ui, &i18n.text(table_key(asked.table)), tables).inner {
        return Some(Asked { table, ..asked.clone() });
    }
    if asked.table != SeenTable::Rows {
        return None;
    }
    let groups = std::iter::once(None).chain(By::ALL.into_iter().map(Some));
    let groups = groups.filter(|by| look.is_folder || !matches!(by, Some(By::Article | By::Time(_))));
    let choices = groups.map(|by| (by, i18n.text(group_key(by)), by == asked.group));
    let group = choice_of(ui, &named(look, "seen-group", &i18n.text(group_key(asked.group))), choices).inner?;
    let (folded, whole) = Default::default();
    Some(Asked { group, folded, whole, ..asked.clone() })
}

/// One of these values of a column, or any.
fn choose_value(
    ui: &mut Ui,
    look: SeeingLook<'_>,
    seeing: &Seeing,
    column: Column,
    values: &[String],
) -> Option<Asked> {
    let any = look.i18n.text("seen-any");
    let name = |value: Option<&str>| match value {
        Some(value) => value_name(look, seeing, column, value),
        None => any.to_string(),
    };
    let now = only(&seeing.asked, column);
    let choices = std::iter::once(None).chain(values.iter().map(|value| Some(value.as_str())));
    let choices = choices.map(|value| (value, name(value), value == now));
    let chosen = choice_of(ui, &named(look, column_key(column), &name(now)), choices).inner?;
    Some(with_only(&seeing.asked, column, chosen.map(str::to_owned)))
}

/// What is set, each as a text and with what is asked for without it.
fn set(look: SeeingLook<'_>, seeing: &Seeing) -> Vec<(String, Asked)> {
    let i18n = look.i18n;
    let asked = &seeing.asked;
    let mut chips: Vec<(String, Asked)> = Vec::new();
    for (column, values) in &asked.filter.values {
        // These have a choice of their own in the bar of the table.
        if matches!(column, Column::Status | Column::Label) && values.len() == 1 && has_choices(seeing) {
            continue;
        }
        let names: Vec<String> = values.iter().map(|value| value_name(look, seeing, *column, value)).collect();
        let text = named(look, column_key(*column), &names.join(&i18n.text("list-separator")));
        chips.push((text, with_only(asked, *column, None)));
    }
    for (column, words) in &asked.filter.words {
        let mut without = asked.clone();
        without.filter.words.remove(column);
        let words = i18n.text_with("seen-words", &[("words", Value::from(words.as_str()))]);
        chips.push((named(look, column_key(*column), &words), without));
    }
    for column in &asked.filter.filled {
        let mut without = asked.clone();
        without.filter.filled.remove(column);
        chips.push((named(look, column_key(*column), &i18n.text("seen-filled")), without));
    }
    if let Some(range) = &asked.filter.confidence {
        let mut without = asked.clone();
        without.filter.confidence = None;
        let percent = (range.start().share() * 100.0).round() as usize;
        let least = i18n.text_with("seen-at-least", &[("percent", Value::from(percent))]);
        chips.push((named(look, "seen-confidence", &least), without));
    }
    if let Some(range) = &asked.filter.place {
        let mut without = asked.clone();
        without.filter.place = None;
        chips.push((named(look, "seen-place", &super::filter_menu::part_name(i18n, *range.start())), without));
    }
    if asked.filter.from.is_some() || asked.filter.to.is_some() {
        let day =
            |day: Option<Day>| day.map_or_else(String::new, |day| crate::gui::panels::dates::date(i18n, day.date()));
        let (from, to) = (day(asked.filter.from), day(asked.filter.to));
        let span = if from == to { from } else { format!("\u{2068}{from}\u{2069} – \u{2068}{to}\u{2069}") };
        let mut without = asked.clone();
        (without.filter.from, without.filter.to) = (None, None);
        chips.push((named(look, "seen-date", &span), without));
    }
    chips
}

/// Whether the bar of the view has choices for status and label.
fn has_choices(seeing: &Seeing) -> bool {
    !matches!(seeing.view, SeenView::Concordance | SeenView::Audit)
}

/// Shows what is set as chips as far as they fit into a width, and the others behind a button; returns what is asked for without
/// the one that is clicked.
fn chips(ui: &mut Ui, look: SeeingLook<'_>, width: f32, seeing: &Seeing) -> Option<Asked> {
    let all = set(look, seeing);
    let mut next = None;
    let end = ui.available_width() - width;
    // The button with the others needs room, too.
    let fits = |ui: &Ui, text: &str, is_last: bool| {
        let needed = Button::new(text).icon(Icon::Close).widest(CHIP).width(ui.ctx()) + size::STEP;
        ui.available_width() - end >= needed + if is_last { 0.0 } else { MORE }
    };
    for (number, (text, without)) in all.iter().enumerate() {
        if !fits(ui, text, number + 1 == all.len()) {
            let more = look.i18n.text_with("seen-more-filters", &[("count", Value::from(all.len() - number))]);
            choice_button(ui, &more, |ui| {
                for (text, without) in &all[number..] {
                    if ui.add(MenuRow::new(text).on(true)).clicked() {
                        next = Some(without.clone());
                        ui.close();
                    }
                }
            });
            break;
        }
        if ui.add(Button::new(text).icon(Icon::Close).widest(CHIP)).clicked() {
            next = Some(without.clone());
        }
    }
    next
}
