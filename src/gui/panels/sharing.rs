//! The bar that says who else has the article open.

use eframe::egui::{Id, Ui};

use super::dates;
use super::question_bar::question_bar;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, SharedUse, Tab};

/// Asks whether the person wants to read or to work, too. Once somebody works, it is gone.
pub(crate) fn sharing_bar(ui: &mut Ui, i18n: &I18n, tab: &Tab, acts: &mut Vec<AppAction>) {
    if tab.sharing.other.is_none() || tab.sharing.answer == Some(SharedUse::Work) {
        return;
    }
    let answer = |key: &str, answer: SharedUse| (i18n.text(key), AppAction::Share(tab.id, answer), false);
    let mut answers = Vec::new();
    if tab.sharing.answer.is_none() {
        answers.push(answer("sharing-read", SharedUse::Read));
    }
    answers.push(answer("sharing-work", SharedUse::Work));
    question_bar(ui, Id::unique(("sharing", tab.id)), &words(i18n, tab), &answers, acts);
}

fn words(i18n: &I18n, tab: &Tab) -> String {
    let Some(other) = &tab.sharing.other else { return String::new() };
    let holder = &other.holder;
    let is_known = !holder.name.is_empty();
    let key = match (other.is_here, is_known) {
        (true, true) => "sharing-here",
        (false, true) => "sharing-there",
        (_, false) => "sharing-unknown",
    };
    let values = [
        ("file", Value::from(tab.name.as_str())),
        ("name", Value::from(holder.name.as_str())),
        ("machine", Value::from(holder.machine.as_str())),
        ("time", Value::from(dates::short(i18n, holder.since()))),
    ];
    let mut sentences = vec![i18n.text_with(key, &values).into_owned()];
    if other.quiet_since.is_some() {
        let time = dates::short(i18n, other.quiet_since);
        sentences.push(i18n.text_with("sharing-quiet", &[("time", Value::from(time))]).into_owned());
    }
    let how = if tab.sharing.is_read_only() { "sharing-reading" } else { "sharing-both" };
    sentences.push(i18n.text(how).into_owned());
    sentences.join(" ")
}
