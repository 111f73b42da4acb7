//! The filters that are set, each as a chip that takes it back.

use std::collections::BTreeSet;

use eframe::egui::Ui;

use super::cells::{column_key, origin, title};
use super::look::SeeingLook;
use crate::annotation::Day;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Asked, Seeing, SeeingAction, SeenView, TabId};
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, MenuRow, WidgetStyle, choice_button};
use crate::survey::{Column, Within};

/// In so many parts an article can be divided.
pub(super) const PARTS: u8 = 4;
/// Width of the widest chip, in points.
pub(super) const CHIP: f32 = 260.0;
/// Width that the button with the chips that do not fit needs, in points.
const MORE: f32 = 110.0;

/// The only value that a filter lets through in a column; `None` for several.
pub(super) fn only(asked: &Asked, column: Column) -> Option<&str> {
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

/// A choice with its name, so that it is known what "Any" means.
pub(super) fn named(look: SeeingLook<'_>, key: &str, value: &str) -> String {
    let values = [("name", Value::from(look.i18n.text(key).into_owned())), ("value", Value::from(value))];
    look.i18n.text_with("seen-chip", &values).into_owned()
}

/// The filters that are set, each with a way to take it back, where a view has other choices of its own; nothing if
/// there are none.
pub(super) fn set_filters(ui: &mut Ui, look: SeeingLook<'_>, id: TabId, seeing: &Seeing, acts: &mut Vec<AppAction>) {
    if seeing.asked.filter.is_empty() {
        return;
    }
    WidgetStyle::of(ui.ctx()).line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::STEP;
        ask(id, chips(ui, look, ui.available_width(), seeing), acts);
    });
}

pub(super) fn ask(id: TabId, asked: Option<Asked>, acts: &mut Vec<AppAction>) {
    acts.extend(asked.map(|asked| AppAction::Seeing(id, SeeingAction::Ask(Box::new(asked)))));
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
    if let Some((two, within)) = &asked.filter.together {
        let mut without = asked.clone();
        without.filter.together = None;
        let name = |name: &String| format!("\u{2068}{}\u{2069}", value_name(look, seeing, Column::Entity, name));
        let names = two.each_ref().map(name);
        let key = match within {
            Within::Sentence => "picture-sentence",
            Within::Paragraph => "picture-paragraph",
            Within::Article => "picture-article",
        };
        chips.push((named(look, key, &names.join(&i18n.text("list-separator"))), without));
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
        chips.push((named(look, "seen-place", &part_name(i18n, *range.start())), without));
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
pub(super) fn chips(ui: &mut Ui, look: SeeingLook<'_>, width: f32, seeing: &Seeing) -> Option<Asked> {
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

/// What a part of an article is called, by the share of the text at which it begins.
pub(super) fn part_name(i18n: &I18n, start: f32) -> String {
    let number = (start * f32::from(PARTS)).round() as usize + 1;
    i18n.text_with("seen-quarter", &[("number", Value::from(number))]).into_owned()
}
