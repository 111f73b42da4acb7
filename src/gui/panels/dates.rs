//! When a file was written, as the interface's language writes it.

use std::time::SystemTime;

use jiff::Zoned;
use jiff::tz::TimeZone;

use crate::gui::app::App;
use crate::gui::i18n::Value;

/// The time of today, else the day; nothing where it is not known.
pub(super) fn short(app: &App, time: Option<SystemTime>) -> String {
    short_at(app, time, &Zoned::now())
}

fn short_at(app: &App, time: Option<SystemTime>, now: &Zoned) -> String {
    let Some(time) = local(time) else { return String::new() };
    if time.date() == now.date() { hour(app, &time) } else { day(app, &time) }
}

/// Day and time; nothing where it is not known.
pub(super) fn whole(app: &App, time: Option<SystemTime>) -> String {
    let Some(time) = local(time) else { return String::new() };
    let values = [("day", Value::from(day(app, &time))), ("time", Value::from(hour(app, &time)))];
    app.i18n.text_with("date-and-time", &values).into_owned()
}

fn local(time: Option<SystemTime>) -> Option<Zoned> {
    Some(jiff::Timestamp::try_from(time?).ok()?.to_zoned(TimeZone::system()))
}

fn hour(app: &App, time: &Zoned) -> String {
    app.i18n.digits(&format!("\u{2066}{}\u{2069}", time.strftime("%H:%M")))
}

fn day(app: &App, time: &Zoned) -> String {
    if app.i18n.is_rtl() {
        app.i18n.digits(&format!("\u{2066}{}\u{2069}", time.strftime("%Y/%m/%d")))
    } else {
        time.strftime("%-d %b %Y").to_string()
    }
}
