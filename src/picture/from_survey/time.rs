//! Time in a survey.

use jiff::civil::Date;

use super::super::charts::Row;
use super::super::charts::timeline::{Period, Slot, Timeline};
use super::super::map::places::MOST_SERIES;
use super::{Colors, Counted, Keyed, Language, Subject, name_of};
use crate::survey::{self, GroupKey, Name, Step, over_time};

/// The most slots that are drawn; of a longer time the slots are longer.
const MOST_SLOTS: i64 = 4_000;

/// How many rows there are over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// How long a slot is.
    pub period: Period,
    /// The first days of the slots, without gaps, and how many rows each has.
    pub slots: Vec<(Date, u64)>,
    /// The slots where months or years begin, with their names.
    pub ticks: Vec<(usize, String)>,
}

impl Period {
    fn step(self) -> Step {
        match self {
            Self::Day => Step::Day,
            Self::Week => Step::Week,
            Self::Month => Step::Month,
        }
    }
}

impl Counted<'_> {
    /// When they are named: of entities what is no place, as long as there is anything else; the `most` that are named
    /// most.
    pub fn timeline(&self, subject: Subject, period: Period, most: usize) -> Keyed<Timeline> {
        let ranked = self.ranked();
        let is_ranked = subject == Subject::Entity && !ranked.is_empty();
        let mut found = if is_ranked { ranked } else { self.groups(subject, most) };
        found.truncate(most);
        let rows: Vec<survey::RowRef> = found.iter().flat_map(|group| group.rows.iter().copied()).collect();
        let mut period = period;
        let mut series = over_time(self.survey, &rows, subject.by(), period.step());
        let ends = |series: &[survey::Series]| {
            let days = || series.iter().flat_map(|series| series.counts.iter().map(|(day, _)| *day));
            Some((days().min()?, days().max()?))
        };
        while let Some((first, last)) = ends(&series)
            && period != Period::Month
            && period.step().between(first, last) > MOST_SLOTS
        {
            period = if period == Period::Day { Period::Week } else { Period::Month };
            series = over_time(self.survey, &rows, subject.by(), period.step());
        }
        let step = period.step();
        let mut starts: Vec<Date> = Vec::new();
        if let Some((first, last)) = ends(&series) {
            let mut day = first;
            while day <= last && (starts.len() as i64) < 10 * MOST_SLOTS {
                starts.push(day);
                let next = step.next(day);
                if next <= day {
                    break;
                }
                day = next;
            }
        }
        let ticks = self.ticks(&starts);
        let slot = |(number, start): (usize, &Date)| Slot {
            first: start.to_string(),
            start: step.text(*start),
            tick: ticks.iter().find(|(at, _)| *at == number).map(|(_, words)| words.clone()),
            title: self.slot_title(*start, period),
        };
        let slots = starts.iter().enumerate().map(slot).collect();
        let counts_of = |name: Name| {
            let mut counts = vec![0; starts.len()];
            let found = series.iter().find(|series| series.key == GroupKey::Name(name));
            for (day, count) in found.iter().flat_map(|series| &series.counts) {
                if let Ok(at) = starts.binary_search(day) {
                    counts[at] = u64::from(*count);
                }
            }
            counts
        };
        let colors = Colors::of(self.theme);
        let row = |(rank, group): (usize, &survey::Group)| {
            let row = self.row(group, subject);
            // Only what needs to be told apart has a data colour.
            let color = if is_ranked { colors.series(rank.min(MOST_SERIES)).0 } else { row.color };
            (Row { color, ..row }, counts_of(name_of(group)))
        };
        let rows = found.iter().enumerate().map(row).collect();
        let undated = series.iter().map(|series| u64::from(series.undated)).sum();
        let picture = Timeline { slots, rows, period, undated };
        Keyed { picture, rows: found.iter().map(name_of).collect(), columns: Vec::new(), mentions: Vec::new() }
    }

    /// How many rows each day, week or month has, without gaps, by the range of the dates; and where months begin.
    pub fn dates(&self) -> Dates {
        let day = |at: &survey::RowRef| self.survey.row(*at)?.0.day.map(|found| found.day.date());
        let days: Vec<Date> = self.rows.iter().filter_map(day).collect();
        let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
            return Dates { period: Period::Day, slots: Vec::new(), ticks: Vec::new() };
        };
        let period = match Step::Day.between(*first, *last) {
            ..=90 => Period::Day,
            91..=800 => Period::Week,
            _ => Period::Month,
        };
        let step = period.step();
        let mut slots: Vec<(Date, u64)> = Vec::new();
        let mut start = step.start(*first);
        while start <= *last && (slots.len() as i64) < MOST_SLOTS {
            slots.push((start, 0));
            let next = step.next(start);
            if next <= start {
                break;
            }
            start = next;
        }
        for day in &days {
            if let Ok(at) = slots.binary_search_by_key(&step.start(*day), |slot| slot.0) {
                slots[at].1 += 1;
            }
        }
        let starts: Vec<Date> = slots.iter().map(|slot| slot.0).collect();
        let ticks = self.ticks(&starts);
        Dates { period, slots, ticks }
    }

    fn slot_title(&self, start: Date, period: Period) -> String {
        let language = self.language;
        let (day, year) = (language.digits(&start.day().to_string()), language.digits(&start.year().to_string()));
        let month = language.month(start.month() as u8);
        match (period, language) {
            (Period::Day, _) => format!("{day} {month} {year}"),
            (Period::Week, Language::English) => format!("week of {day} {month} {year}"),
            (Period::Week, Language::Arabic) => format!("أسبوع {day} {month} {year}"),
            (Period::Month, _) => format!("{month} {year}"),
        }
    }

    /// Where months begin among days in their order, or years where there are many months.
    pub(super) fn ticks(&self, days: &[Date]) -> Vec<(usize, String)> {
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
        let months = Step::Month.between(first.first_of_month(), *last);
        let by_year = months > 30;
        let is_one_year = first.year() == last.year();
        let mut ticks = Vec::new();
        let mut former: Option<Date> = None;
        for (number, day) in days.iter().enumerate() {
            let is_new = match former {
                None => true,
                Some(former) if by_year => former.year() != day.year(),
                Some(former) => (former.year(), former.month()) != (day.year(), day.month()),
            };
            if is_new {
                let year = self.language.digits(&day.year().to_string());
                let month = self.language.month(day.month() as u8);
                let has_year = former.is_none_or(|former| former.year() != day.year());
                ticks.push((
                    number,
                    match (by_year, has_year && !is_one_year) {
                        (true, _) => year,
                        (false, true) => format!("{month} {year}"),
                        (false, false) => month.to_owned(),
                    },
                ));
            }
            former = Some(*day);
        }
        ticks
    }
}
