//! Which rows are shown.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU8, Ordering};

use rayon::prelude::*;

use super::article::Article;
use super::column::{Column, Wording};
use super::names::{Names, folded};
use super::row::Row;
use super::survey::{RowRef, Survey};
use super::together::Within;
use crate::annotation::{Confidence, Day};

/// The least articles that a thread examines at once.
const AT_ONCE: usize = 32;

/// What is known of a text in a column: nothing yet, or whether it fits.
const UNKNOWN: u8 = 0;
const REFUSED: u8 = 1;
const ALLOWED: u8 = 2;

/// Conditions for rows; all of them have to hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// For a column the values of which a row has one, as files have them; an empty one for rows without a value.
    pub values: BTreeMap<Column, BTreeSet<String>>,
    /// For a column the words that have to stand in it, in any spelling.
    pub words: BTreeMap<Column, String>,
    /// The columns in which a row has to have a value, whichever it is.
    pub filled: BTreeSet<Column>,
    /// Between which confidences; rows without one are left out.
    pub confidence: Option<RangeInclusive<Confidence>>,
    /// From which day on; rows of articles without a day are left out.
    pub from: Option<Day>,
    /// Up to and with which day; rows of articles without a day are left out.
    pub to: Option<Day>,
    /// Where in the article, as shares of its text.
    pub place: Option<RangeInclusive<f32>>,
    /// Two of which each row names one, in a passage that names both: ids of entities, or folded spellings; and how long a
    /// passage is.
    pub together: Option<([String; 2], Within)>,
}

impl Filter {
    /// Whether every row is shown.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The rows for which the conditions hold, by article and in the order of the text.
    pub fn rows(&self, survey: &Survey, wording: &dyn Wording) -> Vec<RowRef> {
        let tests = self.tests(survey.names());
        let has_row = &|article: &Article, row: &Row| {
            self.has_numbers(article, row) && tests.iter().all(|test| test.allows(row, survey.names(), wording))
        };
        let articles = survey.articles().par_iter().enumerate().with_min_len(AT_ONCE);
        let meant = articles.filter(|(_, article)| self.has_article(article, wording));
        let rows = meant.flat_map_iter(|(index, article)| {
            let rows = article.rows.iter().zip(0..).filter(move |(row, _)| has_row(article, row));
            rows.map(move |(_, row)| RowRef { article: index as u32, row })
        });
        let rows: Vec<RowRef> = rows.collect();
        match &self.together {
            Some((two, within)) => within.rows_naming(two, survey, &rows),
            None => rows,
        }
    }

    /// For each article whether it can be meant: its own conditions hold, and if there are any for rows, one of its rows fits.
    /// `rows` are those of [`Self::rows`], in any order.
    pub fn articles(&self, survey: &Survey, rows: &[RowRef], wording: &dyn Wording) -> Vec<bool> {
        let is_about_rows = self.confidence.is_some()
            || self.place.is_some()
            || self.together.is_some()
            || self.columns().any(|column| !matches!(column, Column::Article | Column::Date));
        if !is_about_rows {
            return survey.articles().iter().map(|article| self.has_article(article, wording)).collect();
        }
        let mut fitting = vec![false; survey.articles().len()];
        for at in rows {
            if let Some(fits) = fitting.get_mut(at.article as usize) {
                *fits = true;
            }
        }
        fitting
    }

    /// The columns for which there are conditions.
    fn columns(&self) -> impl Iterator<Item = Column> {
        self.values.keys().chain(self.words.keys()).chain(&self.filled).copied()
    }

    fn tests(&self, names: &Names) -> Vec<Test<'_>> {
        let columns: BTreeSet<Column> = self.columns().collect();
        let of_rows = columns.into_iter().filter(|column| !matches!(column, Column::Article | Column::Date));
        of_rows
            .map(|column| Test {
                column,
                values: self.values.get(&column),
                words: self.words.get(&column).map(|words| folded(words)),
                is_filled: self.filled.contains(&column),
                verdicts: (0..names.count()).map(|_| AtomicU8::new(UNKNOWN)).collect(),
            })
            .collect()
    }

    fn has_article(&self, article: &Article, wording: &dyn Wording) -> bool {
        let day = article.day.map(|found| found.day);
        let has_value = |column, value: &str| self.values.get(&column).is_none_or(|values| values.contains(value));
        let has_words = |column, value: &str| {
            let words = self.words.get(&column);
            words.is_none_or(|words| folded(&wording.shown(column, value)).contains(&folded(words)))
        };
        let is_within = match day {
            Some(day) => self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to),
            None => self.from.is_none() && self.to.is_none(),
        };
        let is_about = |column| self.values.contains_key(&column) || self.words.contains_key(&column);
        let has_name = || {
            has_value(Column::Article, &article.name)
                && (has_words(Column::Article, &article.name) || has_words(Column::Article, &article.title))
        };
        let has_date = || {
            let written = day.map_or_else(String::new, |day| day.to_string());
            has_value(Column::Date, &written) && has_words(Column::Date, &written)
        };
        is_within && (!is_about(Column::Article) || has_name()) && (!is_about(Column::Date) || has_date())
    }

    fn has_numbers(&self, article: &Article, row: &Row) -> bool {
        let is_sure = self.confidence.as_ref().is_none_or(|range| row.confidence.is_some_and(|c| range.contains(&c)));
        is_sure && self.place.as_ref().is_none_or(|range| range.contains(&article.share(row)))
    }
}

/// The conditions for one column. Each text is examined once, however many rows have it.
struct Test<'f> {
    column: Column,
    values: Option<&'f BTreeSet<String>>,
    words: Option<String>,
    is_filled: bool,
    verdicts: Vec<AtomicU8>,
}

impl Test<'_> {
    fn allows(&self, row: &Row, names: &Names, wording: &dyn Wording) -> bool {
        let Some(name) = self.column.of_row(row) else {
            return match self.column {
                Column::Status => self.fits(row.status.name(), None, wording),
                Column::Confidence => {
                    self.fits(&row.confidence.map_or_else(String::new, |c| c.share().to_string()), None, wording)
                }
                _ => self.fits(&row.paragraph.to_string(), None, wording),
            };
        };
        let known = self.verdicts.get(name.index());
        match known.map_or(UNKNOWN, |verdict| verdict.load(Ordering::Relaxed)) {
            UNKNOWN => {
                // Texts are shown as they stand, and folded already.
                let folded = (self.column == Column::Text).then(|| names.text(row.folded));
                let fits = self.fits(names.text(name), folded, wording);
                if let Some(verdict) = known {
                    verdict.store(if fits { ALLOWED } else { REFUSED }, Ordering::Relaxed);
                }
                fits
            }
            verdict => verdict == ALLOWED,
        }
    }

    /// Whether a value fits; `known` is its folded spelling, where that is known.
    fn fits(&self, value: &str, known: Option<&str>, wording: &dyn Wording) -> bool {
        let has = |words: &String| match known {
            Some(known) => known.contains(words),
            None => folded(&wording.shown(self.column, value)).contains(words) || folded(value).contains(words),
        };
        !(self.is_filled && value.is_empty())
            && self.values.is_none_or(|values| values.contains(value))
            && self.words.as_ref().is_none_or(has)
    }
}
