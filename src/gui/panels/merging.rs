//! The bar that says what others have written into the annotation file, and what is to be decided about it.

use eframe::egui::{Id, Ui};

use super::question_bar::question_bar;
use super::record_words::spoken_counts;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Merging, MergingAction, Tab, Taken};

/// A bar above the page, until it is answered: the page goes on meanwhile.
pub(crate) fn merging_bar(ui: &mut Ui, i18n: &I18n, tab: &Tab, acts: &mut Vec<AppAction>) {
    let merging = &tab.merging;
    let answers = answers(merging);
    if answers.is_empty() || tab.session.is_none() {
        return;
    }
    let answers: Vec<_> = answers
        .into_iter()
        .enumerate()
        .map(|(number, (key, act))| {
            let is_usual = number == 0 && act != MergingAction::Keep;
            (i18n.text(key), AppAction::Merging(tab.id, act), is_usual)
        })
        .collect();
    let own = tab.session.as_ref().map_or("", |session| session.by());
    question_bar(ui, Id::unique(("merging", tab.id)), &words(i18n, merging, own), &answers, acts);
}

fn answers(merging: &Merging) -> Vec<(&'static str, MergingAction)> {
    if merging.is_undone() {
        return vec![
            ("merging-take-again", MergingAction::TakeAgain),
            ("merging-look", MergingAction::Look),
            ("merging-leave-out", MergingAction::LeaveOut),
        ];
    }
    let mut answers = Vec::new();
    if merging.open() > 0 {
        answers.push(("merging-decide", MergingAction::Decide));
    }
    if let Some(taken) = &merging.taken {
        if taken.counts.total() > 0 {
            answers.push(("merging-look", MergingAction::Look));
        }
        if merging.open() == 0 {
            answers.push(("merging-keep", MergingAction::Keep));
        }
    }
    answers
}

fn words(i18n: &I18n, merging: &Merging, own: &str) -> String {
    let nothing = Taken::default();
    let taken = merging.taken.as_ref().unwrap_or(&nothing);
    // The same name in another window is oneself.
    let is_own = !taken.by.is_empty() && taken.by.iter().all(|name| name == own);
    let names: Vec<String> =
        taken.by.iter().filter(|name| *name != own).map(|name| format!("\u{2068}{name}\u{2069}")).collect();
    let names = names.join(&i18n.text("list-separator"));
    let who = if is_own {
        "own"
    } else if names.is_empty() {
        "unknown"
    } else {
        "others"
    };
    let counts = spoken_counts(i18n, taken.counts);
    let values = [
        ("who", Value::from(who)),
        ("names", Value::from(names)),
        ("counts", Value::from(counts)),
        ("count", Value::from(merging.open())),
    ];
    let text = |key: &str| i18n.text_with(key, &values).into_owned();
    if merging.is_undone() {
        return text("merging-undone");
    }
    let mut sentences = Vec::new();
    if taken.counts.total() > 0 {
        sentences.push(text("merging-taken"));
    }
    if merging.open() > 0 {
        sentences.push(text("merging-open"));
    }
    sentences.join(" ")
}
