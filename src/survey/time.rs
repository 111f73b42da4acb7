//! How often something is named over time.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt as _};
use jiff::civil::Date;

use super::groups::{By, GroupKey};
use super::step::Step;
use super::survey::{RowRef, Survey};

/// How often one thing is named over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What is named.
    pub key: GroupKey,
    /// By the first day of each step in which it is named at all, how often; the earliest first.
    pub counts: Vec<(Date, u32)>,
    /// How often in articles without a day.
    pub undated: u32,
}

impl Series {
    /// How often altogether.
    pub fn total(&self) -> u32 {
        self.counts.iter().map(|(_, count)| count).sum::<u32>() + self.undated
    }
}

/// How often things are named over time, the most frequent first.
pub fn over_time(survey: &Survey, rows: &[RowRef], by: By, step: Step) -> Vec<Series> {
    let mut all: HashMap<GroupKey, (BTreeMap<Date, u32>, u32)> = HashMap::new();
    for at in rows {
        let Some((article, row)) = survey.row(*at) else { continue };
        let (counts, undated) = all.entry(by.of(article, at.article, row)).or_default();
        *match article.day {
            Some(found) => counts.entry(step.start(found.day.date())).or_default(),
            None => undated,
        } += 1;
    }
    #[allow(clippy::iter_over_hash_type, reason = "sorted below")]
    let mut series: Vec<Series> = all
        .into_iter()
        .map(|(key, (counts, undated))| Series { key, counts: counts.into_iter().collect(), undated })
        .collect();
    series.sort_by_cached_key(|series| (u32::MAX - series.total(), survey.key_text(series.key, by).into_owned()));
    series
}
