//! The bar above the table: groups, filters, search, and how many rows fit.

use std::collections::BTreeSet;

use eframe::egui::{Ui, UiBuilder};
use jiff::civil::Date;

use super::cells::{column_key, origin, title};
use super::look::SeeingLook;
use super::view::{SeeingView, list_id, search_id};
use crate::annotation::{Confidence, Day};
use crate::gui::i18n::Value;
use crate::gui::model::{AppAction, Asked, Seeing, SeeingAction, SeenTable, TabId};
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, Label, TextField, WidgetStyle, choice_of};
use crate::survey::{By, Column, Step};
use crate::text::fold::fold_words;

/// Width of the search field, in points.
const SEARCH: f32 = 180.0;
/// The confidences from which rows can be asked for, in percent.
const CONFIDENCES: [u16; 4] = [30, 50, 80, 95];

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

/// The only value that a filter lets through in a column; empty for several.
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
        let mut ask = |asked: Asked| acts.push(AppAction::Seeing(id, SeeingAction::Ask(Box::new(asked))));
        let asked = &seeing.asked;
        // Each with its name, so that it is known what "All" means.
        let named = |key: &str, value: &str| {
            let values = [("name", Value::from(i18n.text(key).into_owned())), ("value", Value::from(value))];
            i18n.text_with("seen-chip", &values).into_owned()
        };
        let any = i18n.text("seen-any");
        style.line(ui, size::ROW, |ui| {
            ui.spacing_mut().item_spacing.x = size::STEP;
            let tables = SeenTable::ALL.map(|table| (table, i18n.text(table_key(table)), table == asked.table));
            if let Some(table) = choice_of(ui, &i18n.text(table_key(asked.table)), tables).inner {
                ask(Asked { table, ..asked.clone() });
            }
            let now = named("seen-group", &i18n.text(group_key(asked.group)));
            let groups = std::iter::once(None).chain(By::ALL.into_iter().map(Some));
            let groups = groups.filter(|by| look.is_folder || !matches!(by, Some(By::Article | By::Time(_))));
            let choices = groups.map(|by| (by, i18n.text(group_key(by)), by == asked.group));
            if asked.table == SeenTable::Rows
                && let Some(group) = choice_of(ui, &now, choices).inner
            {
                let (folded, whole) = Default::default();
                ask(Asked { group, folded, whole, ..asked.clone() });
            }
            let now = only(asked, Column::Status);
            let text =
                named("seen-status", &now.map_or(any.to_string(), |now| value_name(look, seeing, Column::Status, now)));
            let statuses = [None, Some("accepted"), Some("suggested"), Some("rejected")];
            let choices = statuses.map(|status| {
                let text = status.map_or(any.to_string(), |status| value_name(look, seeing, Column::Status, status));
                (status, text, now == status)
            });
            if let Some(status) = choice_of(ui, &text, choices).inner {
                ask(with_only(asked, Column::Status, status.map(str::to_owned)));
            }
            for column in [Column::Label, Column::Author] {
                let values = seeing.shown.values.get(&column).map_or(&[][..], Vec::as_slice);
                // What is the same everywhere is nothing to choose.
                if values.len() < 2 && only(asked, column).is_none() || ui.available_width() < SEARCH + 180.0 {
                    continue;
                }
                let now = only(asked, column);
                let text = named(
                    column_key(column),
                    &now.map_or(any.to_string(), |now| value_name(look, seeing, column, now)),
                );
                let choices = std::iter::once(None).chain(values.iter().map(|(value, _)| Some(value)));
                let choices = choices.map(|value| {
                    let text = value.map_or(any.to_string(), |value| value_name(look, seeing, column, value));
                    (value.cloned(), text, value.map(String::as_str) == now)
                });
                if let Some(value) = choice_of(ui, &text, choices).inner {
                    ask(with_only(asked, column, value));
                }
            }
            if ui.available_width() > SEARCH + 180.0 {
                let least =
                    asked.filter.confidence.as_ref().map(|range| (range.start().share() * 100.0).round() as u16);
                let shown = |percent: Option<u16>| match percent {
                    Some(percent) => {
                        i18n.text_with("seen-at-least", &[("percent", Value::from(usize::from(percent)))]).into_owned()
                    }
                    None => any.to_string(),
                };
                let choices = std::iter::once(None).chain(CONFIDENCES.map(Some));
                let choices = choices.map(|percent| (percent, shown(percent), percent == least));
                if let Some(percent) = choice_of(ui, &named("seen-confidence", &shown(least)), choices).inner {
                    let least = percent.and_then(|percent| Confidence::new(f64::from(percent) / 100.0));
                    let mut asked = asked.clone();
                    asked.filter.confidence = least.zip(Confidence::new(1.0)).map(|(least, most)| least..=most);
                    ask(asked);
                }
            }
            if look.is_folder && seeing.shown.months.len() > 1 && ui.available_width() > SEARCH + 180.0 {
                let first = |day: Option<Day>| day.map(|day| Step::Month.start(day.date()));
                let now = first(asked.filter.from).filter(|month| first(asked.filter.to) == Some(*month));
                let shown =
                    |month: Option<Date>| month.map_or(any.to_string(), |month| i18n.digits(&Step::Month.text(month)));
                let choices = std::iter::once(None).chain(seeing.shown.months.iter().copied().map(Some));
                let choices = choices.map(|month| (month, shown(month), month == now));
                if let Some(month) = choice_of(ui, &named("seen-month", &shown(now)), choices).inner {
                    let day = |date: Date| Day::parse(&date.to_string());
                    let mut asked = asked.clone();
                    asked.filter.from = month.and_then(day);
                    asked.filter.to = month.map(|month| month.last_of_month()).and_then(day);
                    ask(asked);
                }
            }
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(UiBuilder::new().max_rect(rest).layout(style.against()));
            far.spacing_mut().item_spacing.x = size::INSIDE;
            let values = [("shown", Value::from(seeing.shown.rows.len())), ("all", Value::from(seeing.shown.all))];
            let count = i18n.text_with(if asked.filter.is_empty() { "seen-count" } else { "seen-count-of" }, &values);
            far.add(Label::new(&count).color(style.theme.dim));
            let name = i18n.text("seen-search");
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
                    asked.filter.words.remove(&Column::Text);
                } else {
                    asked.filter.words.insert(Column::Text, words);
                }
                ask(asked);
            }
            self.wants_focus |= field.submitted;
        });
        chips(ui, look, id, seeing, acts);
    }
}

/// The filters that were set elsewhere, each with a way to take it back.
fn chips(ui: &mut Ui, look: SeeingLook<'_>, id: TabId, seeing: &Seeing, acts: &mut Vec<AppAction>) {
    let i18n = look.i18n;
    let asked = &seeing.asked;
    let others = asked.filter.values.iter().filter(|(column, values)| {
        !matches!(column, Column::Status | Column::Label | Column::Author) || values.len() > 1
    });
    let mut chips: Vec<(String, Asked)> = others
        .map(|(column, values)| {
            let names: Vec<String> = values.iter().map(|value| value_name(look, seeing, *column, value)).collect();
            let values = [
                ("name", Value::from(i18n.text(column_key(*column)).into_owned())),
                ("value", Value::from(names.join(&i18n.text("list-separator")))),
            ];
            (i18n.text_with("seen-chip", &values).into_owned(), with_only(asked, *column, None))
        })
        .collect();
    if asked.filter.from.is_some() || asked.filter.to.is_some() {
        let day =
            |day: Option<Day>| day.map_or_else(String::new, |day| crate::gui::panels::dates::date(i18n, day.date()));
        let (from, to) = (day(asked.filter.from), day(asked.filter.to));
        let span = if from == to { from } else { format!("\u{2068}{from}\u{2069} – \u{2068}{to}\u{2069}") };
        let values = [("name", Value::from(i18n.text("seen-date").into_owned())), ("value", Value::from(span))];
        let mut without = asked.clone();
        (without.filter.from, without.filter.to) = (None, None);
        chips.push((i18n.text_with("seen-chip", &values).into_owned(), without));
    }
    if chips.is_empty() {
        return;
    }
    WidgetStyle::of(ui.ctx()).line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::STEP;
        for (text, without) in chips {
            if ui.add(Button::new(&text).icon(Icon::Close).widest(260.0)).clicked() {
                acts.push(AppAction::Seeing(id, SeeingAction::Ask(Box::new(without))));
            }
        }
    });
}
