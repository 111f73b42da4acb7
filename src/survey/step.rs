//! Days, weeks and months.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{ToSpan as _, Unit};

/// The steps in which time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Days.
    Day,
    /// Weeks, from Monday.
    Week,
    /// Months.
    Month,
}

impl Step {
    /// Its name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The first day of the step in which a day lies.
    pub fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let week = day.iso_week_date();
                ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).map_or(day, |monday| monday.date())
            }
            Self::Month => day.first_of_month(),
        }
    }

    /// The first day of the next step.
    pub fn next(self, start: Date) -> Date {
        start.saturating_add(match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
        })
    }

    /// How many steps lie between the first days of two of them; negative if the second is earlier.
    pub fn between(self, from: Date, to: Date) -> i64 {
        let unit = match self {
            Self::Day | Self::Week => Unit::Day,
            Self::Month => Unit::Month,
        };
        let Ok(span) = from.until((unit, to)) else { return 0 };
        match self {
            Self::Day => span.get_days().into(),
            Self::Week => i64::from(span.get_days()) / 7,
            Self::Month => span.get_months().into(),
        }
    }

    /// The step that begins on a day, as files have it: `2026-11-23`, `2026-W48`, `2026-11`.
    pub fn text(self, start: Date) -> String {
        match self {
            Self::Day => start.to_string(),
            Self::Week => {
                let week = start.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", start.year(), start.month()),
        }
    }
}
