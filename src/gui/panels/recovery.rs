//! The bar that says what was restored after the program did not come to its end.

use eframe::egui::{Id, Ui};

use super::dates;
use super::question_bar::question_bar;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Restored, RestoredAction, Tab};

/// A bar above the page, until it is answered: the page goes on meanwhile.
pub(crate) fn recovery_bar(ui: &mut Ui, i18n: &I18n, tab: &Tab, acts: &mut Vec<AppAction>) {
    let Some(restored) = &tab.restored else { return };
    let answer = |key: &str, act: RestoredAction| {
        (i18n.text(key), AppAction::Restored(tab.id, act), act == RestoredAction::Keep)
    };
    let mut answers = vec![answer("restored-keep", RestoredAction::Keep)];
    if restored.changes > 0 {
        answers.push(answer("restored-look", RestoredAction::Look));
    }
    answers.push(answer("restored-discard", RestoredAction::Discard));
    question_bar(ui, Id::unique(("recovery", tab.id)), &words(i18n, restored), &answers, acts);
}

fn words(i18n: &I18n, restored: &Restored) -> String {
    let time = dates::short(i18n, restored.last);
    let values = [("count", Value::from(restored.changes)), ("time", Value::from(time))];
    let key = match (restored.changes, restored.has_draft) {
        (0, _) => "restored-note",
        (_, true) => "restored-changes-and-note",
        (_, false) => "restored-changes",
    };
    i18n.text_with(key, &values).into_owned()
}
