//! Formats file times in the language of the interface.

use std::time::SystemTime;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::gui::i18n::{I18n, Value};

/// The time if it is today, otherwise the date; empty if unknown.
pub(super) fn short(i18n: &I18n, time: Option<SystemTime>) -> String {
    short_at(i18n, time, &Zoned::now())
}

fn short_at(i18n: &I18n, time: Option<SystemTime>, now: &Zoned) -> String {
    let Some(time) = local(time) else { return String::new() };
    if time.date() == now.date() { hour(i18n, &time) } else { day(i18n, &time) }
}

/// The time if it is today, otherwise the day of the year and the time; the year only if it is another one.
pub(crate) fn moment(i18n: &I18n, at: Timestamp) -> String {
    moment_at(i18n, &at.to_zoned(TimeZone::system()), &Zoned::now())
}

fn moment_at(i18n: &I18n, time: &Zoned, now: &Zoned) -> String {
    if time.date() == now.date() {
        return hour(i18n, time);
    }
    if time.year() != now.year() {
        return day(i18n, time);
    }
    let day = if i18n.is_rtl() {
        i18n.digits(&format!("\u{2066}{}\u{2069}", time.strftime("%m/%d")))
    } else {
        time.strftime("%-d %b").to_string()
    };
    let values = [("day", Value::from(day)), ("time", Value::from(hour(i18n, time)))];
    i18n.text_with("date-and-time", &values).into_owned()
}

/// Date and time; empty if unknown.
pub(super) fn whole(i18n: &I18n, time: Option<SystemTime>) -> String {
    let Some(time) = local(time) else { return String::new() };
    let values = [("day", Value::from(day(i18n, &time))), ("time", Value::from(hour(i18n, &time)))];
    i18n.text_with("date-and-time", &values).into_owned()
}

/// A day; without the year if that is this one.
pub(super) fn date(i18n: &I18n, date: Date) -> String {
    let is_this_year = date.year() == Zoned::now().year();
    if i18n.is_rtl() {
        let form = if is_this_year { "%m/%d" } else { "%Y/%m/%d" };
        i18n.digits(&format!("\u{2066}{}\u{2069}", date.strftime(form)))
    } else {
        date.strftime(if is_this_year { "%-d %b" } else { "%-d %b %Y" }).to_string()
    }
}

fn local(time: Option<SystemTime>) -> Option<Zoned> {
    Some(jiff::Timestamp::try_from(time?).ok()?.to_zoned(TimeZone::system()))
}

fn hour(i18n: &I18n, time: &Zoned) -> String {
    i18n.digits(&format!("\u{2066}{}\u{2069}", time.strftime("%H:%M")))
}

fn day(i18n: &I18n, time: &Zoned) -> String {
    if i18n.is_rtl() {
        i18n.digits(&format!("\u{2066}{}\u{2069}", time.strftime("%Y/%m/%d")))
    } else {
        time.strftime("%-d %b %Y").to_string()
    }
}
