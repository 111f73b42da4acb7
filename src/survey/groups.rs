//! Rows that have something in common, with counts.

use foldhash::{HashMap, HashMapExt as _};
use jiff::civil::Date;
use rayon::prelude::*;

use super::article::Article;
use super::names::Name;
use super::row::Row;
use super::step::Step;
use super::survey::{RowRef, Survey};
use crate::annotation::Status;

/// What rows of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// The entity, or the folded spelling where that is not known.
    Entity,
    /// The label.
    Label,
    /// What a person has decided.
    Status,
    /// Who made or last changed it.
    Author,
    /// What proposed it.
    Origin,
    /// The folded spelling.
    Text,
    /// The article.
    Article,
    /// The day, week or month of the article.
    Time(Step),
}

impl By {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Label,
        Self::Entity,
        Self::Text,
        Self::Status,
        Self::Origin,
        Self::Author,
        Self::Article,
        Self::Time(Step::Day),
        Self::Time(Step::Week),
        Self::Time(Step::Month),
    ];

    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Label => "label",
            Self::Status => "status",
            Self::Author => "author",
            Self::Origin => "origin",
            Self::Text => "text",
            Self::Article => "article",
            Self::Time(step) => step.name(),
        }
    }

    /// What a row has in common with the others of its group.
    pub fn of(self, article: &Article, index: u32, row: &Row) -> GroupKey {
        match self {
            Self::Entity => GroupKey::Name(row.named()),
            Self::Label => GroupKey::Name(row.label),
            Self::Status => GroupKey::Status(row.status),
            Self::Author => GroupKey::Name(row.author),
            Self::Origin => GroupKey::Name(row.origin),
            Self::Text => GroupKey::Name(row.folded),
            Self::Article => GroupKey::Article(index),
            Self::Time(step) => GroupKey::Time(article.day.map(|found| step.start(found.day.date()))),
        }
    }
}

/// What the rows of one group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupKey {
    /// A text.
    Name(Name),
    /// A status.
    Status(Status),
    /// An article, by its index.
    Article(u32),
    /// The first day of a step of time; `None` for articles without a day.
    Time(Option<Date>),
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// What they have in common.
    pub key: GroupKey,
    /// The rows, in the order in which they were given.
    pub rows: Vec<RowRef>,
    /// How many of them are accepted.
    pub accepted: usize,
    /// How many of them are undecided.
    pub suggested: usize,
    /// How many of them are rejected.
    pub rejected: usize,
    /// In how many articles they are.
    pub articles: usize,
    /// The first and the last day of these articles, as far as known.
    pub days: Option<(Date, Date)>,
}

/// Groups of rows: the largest first, those by time in its order and what has no date last.
pub fn groups(survey: &Survey, rows: &[RowRef], by: By) -> Vec<Group> {
    let mut places: HashMap<GroupKey, usize> = HashMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for at in rows {
        let Some((article, row)) = survey.row(*at) else { continue };
        let key = by.of(article, at.article, row);
        let place = *places.entry(key).or_insert_with(|| {
            groups.push(Group::empty(key));
            groups.len() - 1
        });
        groups[place].add(*at, row.status);
    }
    groups.par_iter_mut().for_each(|group| group.count_articles(survey));
    let is_time = matches!(by, By::Time(_));
    groups.sort_by_cached_key(|group| {
        let time = match group.key {
            GroupKey::Time(date) => (date.is_none(), date),
            _ => (false, None),
        };
        let fewest = if is_time { 0 } else { usize::MAX - group.rows.len() };
        (time, fewest, survey.key_text(group.key, by).into_owned())
    });
    groups
}

impl Group {
    fn empty(key: GroupKey) -> Self {
        Self { key, rows: Vec::new(), accepted: 0, suggested: 0, rejected: 0, articles: 0, days: None }
    }

    fn add(&mut self, at: RowRef, status: Status) {
        self.rows.push(at);
        *match status {
            Status::Accepted => &mut self.accepted,
            Status::Suggested => &mut self.suggested,
            Status::Rejected => &mut self.rejected,
        } += 1;
    }

    /// Counts the articles of its rows, and finds their first and last day.
    fn count_articles(&mut self, survey: &Survey) {
        let mut articles: Vec<u32> = self.rows.iter().map(|at| at.article).collect();
        articles.sort_unstable();
        articles.dedup();
        self.articles = articles.len();
        for article in articles.iter().filter_map(|article| survey.articles().get(*article as usize)) {
            if let Some(day) = article.day.map(|found| found.day.date()) {
                let (first, last) = self.days.unwrap_or((day, day));
                self.days = Some((first.min(day), last.max(day)));
            }
        }
    }
}

impl Survey {
    /// What the rows of a group have in common, as files have it: `2026-W48` for a week, `2026-11` for a month, empty for
    /// nothing.
    pub fn key_text(&self, key: GroupKey, by: By) -> std::borrow::Cow<'_, str> {
        match key {
            GroupKey::Name(name) => self.names().text(name).into(),
            GroupKey::Status(status) => status.name().into(),
            GroupKey::Article(index) => self.articles().get(index as usize).map_or("", |article| &article.name).into(),
            GroupKey::Time(date) => match (date, by) {
                (Some(date), By::Time(step)) => step.text(date).into(),
                _ => "".into(),
            },
        }
    }
}
