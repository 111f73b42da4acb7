//! The order of rows.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::article::Article;
use super::column::{Column, Wording};
use super::names::folded;
use super::row::Row;
use super::survey::{RowRef, Survey};

/// By which column rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub column: Column,
    /// Whether the last comes first.
    pub is_reversed: bool,
}

/// The key of rows without a value: they come last in either direction.
const WITHOUT: u64 = u64::MAX;

/// Sorts rows by columns, the first of which counts most; what is equal in all of them stays by article and place. Words
/// are compared by their folded letters.
pub fn sort(survey: &Survey, rows: &mut [RowRef], orders: &[Order], wording: &dyn Wording) {
    rows.par_sort_unstable();
    // What counts most comes last: what is equal then stays as it is.
    for order in orders.iter().rev() {
        let mut keyed = keyed(survey, rows, *order, wording);
        keyed.par_sort_by_key(|(key, _)| *key);
        rows.par_iter_mut().zip(keyed).for_each(|(row, (_, sorted))| *row = sorted);
    }
}

/// The rows, each with a number by which it is sorted.
fn keyed(survey: &Survey, rows: &[RowRef], order: Order, wording: &dyn Wording) -> Vec<(u64, RowRef)> {
    let ranks = ranks(survey, rows, order.column, wording);
    let key = |at: &RowRef| {
        let Some((article, row)) = survey.row(*at) else { return WITHOUT };
        let key = match order.column.of_row(row) {
            Some(name) if name.is_empty() => None,
            Some(name) => ranks.get(name.index()).map(|rank| u64::from(*rank)),
            None if order.column == Column::Article => ranks.get(at.article as usize).map(|rank| u64::from(*rank)),
            None => number(article, row, order.column),
        };
        match key {
            Some(key) if order.is_reversed => WITHOUT - 1 - key,
            Some(key) => key,
            None => WITHOUT,
        }
    };
    rows.par_iter().map(|at| (key(at), *at)).collect()
}

fn number(article: &Article, row: &Row, column: Column) -> Option<u64> {
    match column {
        Column::Status => Some(row.status as u64),
        Column::Confidence => row.confidence.map(|confidence| (confidence.share() * 1000.0).round() as u64),
        Column::Date => {
            let date = article.day?.day.date();
            // Dates of before our era come first, too.
            Some((i64::from(date.year()) + 20_000) as u64 * 512 + date.day_of_year() as u64)
        }
        _ => Some((f64::from(article.share(row)) * 1e9) as u64),
    }
}

/// The rank of each name, or of each article, among those that the rows have in a column.
fn ranks(survey: &Survey, rows: &[RowRef], column: Column, wording: &dyn Wording) -> Vec<u32> {
    let is_article = column == Column::Article;
    let count = if is_article { survey.articles().len() } else { survey.names().count() };
    let is_used: Vec<AtomicBool> = (0..count).map(|_| AtomicBool::default()).collect();
    rows.par_iter().for_each(|at| {
        let index = if is_article {
            Some(at.article as usize)
        } else {
            survey.row(*at).and_then(|(_, row)| column.of_row(row)).map(|name| name.index())
        };
        // Most were seen before; what is not written stays with all threads.
        if let Some(used) = index.and_then(|index| is_used.get(index)).filter(|used| !used.load(Ordering::Relaxed)) {
            used.store(true, Ordering::Relaxed);
        }
    });
    let texts: Vec<&str> = if is_article {
        survey.articles().iter().map(|article| article.name.as_str()).collect()
    } else {
        survey.names().iter().collect()
    };
    let used = texts.iter().enumerate().zip(is_used).filter(|(_, used)| used.load(Ordering::Relaxed));
    let mut used: Vec<(String, &str, usize)> =
        used.map(|((index, text), _)| (folded(&wording.shown(column, text)), *text, index)).collect();
    used.par_sort_unstable();
    let mut ranks = vec![0; count];
    let (mut rank, mut last) = (0, None);
    for (folded, text, index) in &used {
        // Different spellings of the same letters are equal, different entities of one name are not.
        let same = if column == Column::Text { folded.as_str() } else { *text };
        if last.is_some_and(|last| last != same) {
            rank += 1;
        }
        last = Some(same);
        ranks[*index] = rank;
    }
    ranks
}
