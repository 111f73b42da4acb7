//! The menu with a filter for each column.

use std::collections::BTreeSet;

use eframe::egui::Ui;
use jiff::civil::Date;

use super::cells::column_key;
use super::chips::{PARTS, part_name, value_name, with_only};
use super::look::SeeingLook;
use super::view::SeeingView;
use crate::annotation::{Confidence, Day};
use crate::gui::i18n::Value;
use crate::gui::model::{Asked, Seeing};
use crate::gui::widgets::{Icon, MenuRow, choice_button_with, submenu};
use crate::survey::{Column, Step};
use crate::text::excerpt::beginning;

/// The confidences from which rows can be asked for, in percent.
const CONFIDENCES: [u16; 4] = [30, 50, 80, 95];
/// The most values that are offered: the others are found by their words.
const MOST: usize = 40;
/// The most letters of a value that are shown.
const LONGEST: usize = 48;

impl SeeingView {
    /// Shows the menu; returns what is asked for by it.
    pub(super) fn filter_menu(&mut self, ui: &mut Ui, look: SeeingLook<'_>, seeing: &Seeing) -> Option<Asked> {
        let i18n = look.i18n;
        choice_button_with(ui, &i18n.text("seen-filter"), Icon::Plus, |ui| {
            let mut next = None;
            for column in Column::ALL {
                if !look.is_folder && matches!(column, Column::Article | Column::Date) {
                    continue;
                }
                let name = i18n.text(column_key(column));
                let chosen = submenu(ui, MenuRow::new(&name), |ui| match column {
                    Column::Confidence => confidences(ui, look, &seeing.asked),
                    Column::Date => months(ui, look, seeing),
                    Column::Place => parts(ui, look, &seeing.asked),
                    Column::Text => {
                        self.search_row(ui, look, column);
                        None
                    }
                    Column::Status => {
                        let statuses = ["accepted", "suggested", "rejected"].map(|status| (status.to_owned(), None));
                        values(ui, look, seeing, column, &statuses)
                    }
                    _ => {
                        self.search_row(ui, look, column);
                        let filled = matches!(column, Column::Note | Column::Attributes | Column::Entity)
                            .then(|| filled(ui, look, &seeing.asked, column));
                        let all = seeing.shown.values.get(&column).map_or(&[][..], Vec::as_slice);
                        let all: Vec<_> =
                            all.iter().take(MOST).map(|(text, count)| (text.clone(), Some(*count))).collect();
                        values(ui, look, seeing, column, &all).or(filled.flatten())
                    }
                });
                next = next.or(chosen.inner.flatten());
            }
            next
        })
        .inner
        .flatten()
    }

    /// From now on words are looked for in this column.
    fn search_row(&mut self, ui: &mut Ui, look: SeeingLook<'_>, column: Column) {
        if ui.add(MenuRow::new(&look.i18n.text("seen-filter-words"))).clicked() {
            if self.search_in != column {
                self.search.set_text("");
            }
            self.search_in = column;
            self.search.focus();
            ui.close();
        }
    }
}

/// Rows with any value in a column.
fn filled(ui: &mut Ui, look: SeeingLook<'_>, asked: &Asked, column: Column) -> Option<Asked> {
    let is_on = asked.filter.filled.contains(&column);
    ui.add(MenuRow::new(&look.i18n.text("seen-filled")).on(is_on)).clicked().then(|| {
        let mut asked = asked.clone();
        if !asked.filter.filled.remove(&column) {
            asked.filter.filled.insert(column);
        }
        asked
    })
}

/// Rows with one of several values, each with how often it occurs: a click adds one, or takes it back.
fn values(
    ui: &mut Ui,
    look: SeeingLook<'_>,
    seeing: &Seeing,
    column: Column,
    all: &[(String, Option<usize>)],
) -> Option<Asked> {
    let mut next = None;
    let chosen = seeing.asked.filter.values.get(&column);
    for (value, count) in all {
        let is_on = chosen.is_some_and(|chosen| chosen.contains(value));
        let name = value_name(look, seeing, column, value);
        let count = count.map(|count| look.i18n.number(count));
        if ui.add(MenuRow::new(&beginning(&name, LONGEST)).on(is_on).keys(count.as_deref())).clicked() {
            let mut wanted: BTreeSet<String> = chosen.cloned().unwrap_or_default();
            if !wanted.remove(value) {
                wanted.insert(value.clone());
            }
            let mut asked = with_only(&seeing.asked, column, None);
            if !wanted.is_empty() {
                asked.filter.values.insert(column, wanted);
            }
            next = Some(asked);
        }
    }
    next
}

fn confidences(ui: &mut Ui, look: SeeingLook<'_>, asked: &Asked) -> Option<Asked> {
    let least = asked.filter.confidence.as_ref().map(|range| (range.start().share() * 100.0).round() as u16);
    let chosen = CONFIDENCES.into_iter().find(|percent| {
        let text = look.i18n.text_with("seen-at-least", &[("percent", Value::from(usize::from(*percent)))]);
        ui.add(MenuRow::new(&text).on(least == Some(*percent))).clicked()
    })?;
    let mut asked = asked.clone();
    let start = Confidence::new(f64::from(chosen) / 100.0).filter(|_| least != Some(chosen));
    asked.filter.confidence = start.zip(Confidence::new(1.0)).map(|(least, most)| least..=most);
    ui.close();
    Some(asked)
}

fn months(ui: &mut Ui, look: SeeingLook<'_>, seeing: &Seeing) -> Option<Asked> {
    let asked = &seeing.asked;
    let first = |day: Option<Day>| day.map(|day| Step::Month.start(day.date()));
    let now = first(asked.filter.from).filter(|month| first(asked.filter.to) == Some(*month));
    let month = seeing.shown.months.iter().copied().find(|month| {
        let text = look.i18n.digits(&Step::Month.text(*month));
        ui.add(MenuRow::new(&text).on(now == Some(*month))).clicked()
    })?;
    let day = |date: Date| Day::parse(&date.to_string());
    let mut asked = asked.clone();
    let month = Some(month).filter(|_| now != Some(month));
    asked.filter.from = month.and_then(day);
    asked.filter.to = month.map(|month| month.last_of_month()).and_then(day);
    ui.close();
    Some(asked)
}

fn parts(ui: &mut Ui, look: SeeingLook<'_>, asked: &Asked) -> Option<Asked> {
    let share = |number: u8| f32::from(number) / f32::from(PARTS);
    let now = asked.filter.place.as_ref().map(|range| *range.start());
    let start = (0..PARTS).map(|number| (number, share(number))).find(|(_, start)| {
        let is_on = now == Some(*start);
        ui.add(MenuRow::new(&part_name(look.i18n, *start)).on(is_on)).clicked()
    });
    let (number, start) = start?;
    let mut asked = asked.clone();
    asked.filter.place = (now != Some(start)).then(|| start..=share(number + 1));
    ui.close();
    Some(asked)
}
