//! What is decided about records that two people have changed in different ways: the rows and the foot of the view of
//! differences.

use eframe::egui::{Key, Modifiers, Ui, UiBuilder, Vec2, vec2};

use super::context::Names;
use super::offers::{Offer, Weight, buttons, foot_room, pressed};
use crate::annotation::{Decision, Difference};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Choice, Comparison, DifferencesAction, TabId};
use crate::gui::widgets::{Button, Strip, WidgetStyle, meter};

/// Size of the bar that shows how many are decided, in points.
const BAR: Vec2 = vec2(96.0, 6.0);
/// Height of the foot, in points.
pub(super) const FOOT: f32 = 52.0;

/// What the sides of a row are called: mine, and that of the other one.
pub(super) fn sides(i18n: &I18n, choice: &Choice) -> [String; 2] {
    let theirs = if choice.by.is_empty() {
        i18n.text("decisions-theirs").into_owned()
    } else {
        i18n.text_with("decisions-theirs-of", &[("name", Value::from(choice.by.as_str()))]).into_owned()
    };
    [i18n.text("decisions-mine").into_owned(), theirs]
}

/// What is said about a row besides its words, where that is more than what differs.
pub(super) fn what(names: Names<'_>, comparison: &Comparison, row: usize, difference: &Difference) -> Option<String> {
    let choice = comparison.choices.get(row)?;
    let i18n = names.i18n;
    if let Some(decision) = choice.decided {
        let [mine, theirs] = sides(i18n, choice);
        let who = match decision {
            Decision::Ours => mine,
            Decision::Theirs => theirs,
            Decision::Both => i18n.text("decisions-both").into_owned(),
            Decision::Neither => i18n.text(neither(choice)).into_owned(),
        };
        return Some(i18n.text_with("decisions-decided", &[("who", Value::from(who))]).into_owned());
    }
    match (&difference.was, &difference.now) {
        (None, _) => Some(i18n.text("decisions-removed-here").into_owned()),
        (_, None) => Some(i18n.text("decisions-removed-there").into_owned()),
        _ => None,
    }
}

fn neither(choice: &Choice) -> &'static str {
    if choice.before.is_some() { "decisions-before" } else { "decisions-neither" }
}

/// The decisions that a row allows. The arrows stand for the sides as they stand on the screen.
fn offers(i18n: &I18n, comparison: &Comparison, row: usize) -> Vec<Offer<DifferencesAction>> {
    let Some(choice) = comparison.choices.get(row).filter(|choice| choice.decided.is_none()) else {
        return Vec::new();
    };
    let (first, second) = if i18n.is_rtl() {
        ((Key::ArrowRight, "→"), (Key::ArrowLeft, "←"))
    } else {
        ((Key::ArrowLeft, "←"), (Key::ArrowRight, "→"))
    };
    let decide = |decision| DifferencesAction::Decide(row, decision);
    let text = |key: &str| i18n.text(key).into_owned();
    let theirs = if choice.by.is_empty() {
        text("decisions-take-theirs")
    } else {
        i18n.text_with("decisions-take-theirs-of", &[("name", Value::from(choice.by.as_str()))]).into_owned()
    };
    let offer = |text, (key, key_text), act, weight| Offer { text, key, key_text, act, weight };
    let mut offers = vec![
        offer(text("decisions-take-mine"), first, decide(Decision::Ours), Weight::Usual),
        offer(theirs, second, decide(Decision::Theirs), Weight::Usual),
    ];
    if choice.has_both {
        offers.push(offer(text("decisions-both"), (Key::B, "B"), decide(Decision::Both), Weight::Quiet));
    }
    offers.push(offer(text(neither(choice)), (Key::N, "N"), decide(Decision::Neither), Weight::Quiet));
    if choice.before.is_some() {
        let show = if comparison.shows_before { "decisions-hide-before" } else { "decisions-show-before" };
        offers.push(offer(text(show), (Key::V, "V"), DifferencesAction::ShowBefore, Weight::Quiet));
    }
    offers
}

/// Requests what was chosen. Returns the row that is to be opened then.
fn take(
    tab: TabId,
    comparison: &Comparison,
    row: usize,
    act: DifferencesAction,
    acts: &mut Vec<AppAction>,
) -> Option<usize> {
    acts.push(AppAction::Differences(tab, act));
    comparison.next_open(row).filter(|_| matches!(act, DifferencesAction::Decide(..)))
}

/// The keys for the opened row. Returns the row that is to be opened then.
pub(super) fn keys(
    ui: &Ui,
    i18n: &I18n,
    tab: TabId,
    comparison: &Comparison,
    row: usize,
    acts: &mut Vec<AppAction>,
) -> Option<usize> {
    if comparison.choices.is_empty() {
        return None;
    }
    if let Some(act) = pressed(ui, &offers(i18n, comparison, row)) {
        return take(tab, comparison, row, act, acts);
    }
    let is_later = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::L));
    is_later.then(|| comparison.next_open(row)).flatten()
}

/// The foot of the opened row. Returns the row that is to be opened then.
pub(super) fn foot(
    ui: &mut Ui,
    i18n: &I18n,
    tab: TabId,
    comparison: &Comparison,
    row: usize,
    acts: &mut Vec<AppAction>,
) -> Option<usize> {
    if comparison.choices.is_empty() {
        return None;
    }
    let look = WidgetStyle::of(ui.ctx());
    let mut next = None;
    let later = i18n.text("decisions-later");
    let later = Button::new(&later).quiet().key("L");
    let mut strip = Strip::new(foot_room(ui, FOOT), look);
    let is_any_open = comparison.next_open(row).is_some_and(|next| next != row);
    if is_any_open {
        let place = strip.trailing(later.width(ui.ctx()));
        let mut far = ui.new_child(UiBuilder::new().max_rect(place).layout(look.against()));
        if far.add(later).clicked() {
            next = comparison.next_open(row);
        }
    }
    let chosen = buttons(ui, strip.rest(), &offers(i18n, comparison, row));
    chosen.and_then(|act| take(tab, comparison, row, act, acts)).or(next)
}

/// How far the decisions are: a bar, and the numbers.
pub(super) fn progress(ui: &mut Ui, i18n: &I18n, comparison: &Comparison) {
    let count = comparison.choices.len();
    let done = comparison.choices.iter().filter(|choice| choice.decided.is_some()).count();
    let values = [("done", Value::from(done)), ("total", Value::from(count))];
    crate::gui::widgets::small(ui, &i18n.text_with("decisions-progress", &values));
    let accent = WidgetStyle::of(ui.ctx()).theme.accent;
    meter(ui, BAR, (done, count), accent);
}
