//! Dates as feeds, archives and tables write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::post::utc;

/// A date as it is told of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// In seconds since 1970; a time in no zone is taken for one in UTC.
    pub(super) seconds: i64,
    /// As RFC 3339 has it; without a zone, or without a time, if none is told.
    pub(super) text: String,
}

/// A date: `2031-03-14T09:30:00+03:00`, `2031-03-14 09:30`, `2031/03/14`, `Fri, 14 Mar 2031 09:30:00 +0300`, or seconds
/// since 1970.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() < 6 || text.len() > 60 || !text.is_ascii() {
        return None;
    }
    exact(text).and_then(|seconds| Some(Moment { seconds, text: utc(seconds)? })).or_else(|| local(text))
}

/// A moment in a zone that is told.
fn exact(text: &str) -> Option<i64> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_second());
    }
    if (9..=13).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number: i64 = text.parse().ok()?;
        // From 2001 on in seconds, or in milliseconds.
        return Some(if text.len() > 11 { number / 1000 } else { number });
    }
    let has_month = text.bytes().filter(u8::is_ascii_alphabetic).count() >= 3;
    let date =
        mail_parser::DateTime::parse_rfc822(text).filter(|date| has_month && date.is_valid() && date.year > 0)?;
    Some(date.to_timestamp())
}

fn local(text: &str) -> Option<Moment> {
    let dashed = text.replace('/', "-");
    let seconds = |time: DateTime| time.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp().as_second());
    if dashed.len() > 10 {
        let time: DateTime = dashed.parse().ok()?;
        return Some(Moment { seconds: seconds(time)?, text: time.to_string() });
    }
    let day: Date = dashed.parse().ok()?;
    Some(Moment { seconds: seconds(day.at(0, 0, 0, 0))?, text: day.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_as_exactly_as_they_are_written() {
        for (text, wanted) in [
            ("2031-03-14T09:30:00+03:00", Some("2031-03-14T06:30:00Z")),
            ("2031-03-14T09:30:00Z", Some("2031-03-14T09:30:00Z")),
            ("Fri, 14 Mar 2031 09:30:00 +0300", Some("2031-03-14T06:30:00Z")),
            ("14 Mar 2031 09:30:00 GMT", Some("2031-03-14T09:30:00Z")),
            ("2031-03-14 09:30", Some("2031-03-14T09:30:00")),
            ("2031/03/14", Some("2031-03-14")),
            ("1931236200", Some("2031-03-14T06:30:00Z")),
            ("1931236200000", Some("2031-03-14T06:30:00Z")),
            ("اليوم", None),
            ("3 2 1 0 0 0", None),
            ("", None),
        ] {
            assert_eq!(moment(text).map(|moment| moment.text).as_deref(), wanted, "{text}");
        }
    }
}
