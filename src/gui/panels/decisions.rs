//! What is decided about records that two people have changed in different ways: the rows and the foot of the view of
//! differences.

use eframe::egui::{Key, Modifiers, Sense, Stroke as Pen, Ui, UiBuilder, vec2};

use super::context::Names;
use crate::annotation::{Decision, Difference};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, Choice, Comparison, DifferencesAction, TabId};
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Strip, WidgetStyle};

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

/// A decision that a row allows: the message of its button, the key, what it does.
type Offer = (String, Key, &'static str, DifferencesAction);

/// The decisions that a row allows. The arrows stand for the sides as they stand on the screen.
fn offers(i18n: &I18n, comparison: &Comparison, row: usize) -> Vec<Offer> {
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
    let mut offers = vec![
        (text("decisions-take-mine"), first.0, first.1, decide(Decision::Ours)),
        (theirs, second.0, second.1, decide(Decision::Theirs)),
    ];
    if choice.has_both {
        offers.push((text("decisions-both"), Key::B, "B", decide(Decision::Both)));
    }
    offers.push((text(neither(choice)), Key::N, "N", decide(Decision::Neither)));
    if choice.before.is_some() {
        let show = if comparison.shows_before { "decisions-hide-before" } else { "decisions-show-before" };
        offers.push((text(show), Key::V, "V", DifferencesAction::ShowBefore));
    }
    offers
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
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (_, key, _, act) in offers(i18n, comparison, row) {
        if pressed(key) {
            acts.push(AppAction::Differences(tab, act));
            let is_decided = matches!(act, DifferencesAction::Decide(..));
            return comparison.next_open(row).filter(|_| is_decided);
        }
    }
    pressed(Key::L).then(|| comparison.next_open(row)).flatten()
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
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FOOT), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Pen::new(size::HAIRLINE, look.theme.line));
    let mut next = None;
    let later = i18n.text("decisions-later");
    let later = Button::new(&later).quiet().key("L");
    let mut strip = Strip::new(rect, look);
    let is_any_open = comparison.next_open(row).is_some_and(|next| next != row);
    if is_any_open {
        let place = strip.trailing(later.width(ui.ctx()));
        let mut far = ui.new_child(UiBuilder::new().max_rect(place).layout(look.against()));
        if far.add(later).clicked() {
            next = comparison.next_open(row);
        }
    }
    let mut line = ui.new_child(UiBuilder::new().max_rect(strip.rest()).layout(look.along()));
    line.spacing_mut().item_spacing.x = size::INSIDE;
    for (number, (text, _, key, act)) in offers(i18n, comparison, row).into_iter().enumerate() {
        let button = Button::new(&text).key(key);
        let button = if number < 2 { button } else { button.quiet() };
        if line.add(button).clicked() {
            acts.push(AppAction::Differences(tab, act));
            if matches!(act, DifferencesAction::Decide(..)) {
                next = comparison.next_open(row);
            }
        }
    }
    next
}

/// How far the decisions are: a bar, and the numbers.
pub(super) fn progress(ui: &mut Ui, i18n: &I18n, comparison: &Comparison) {
    let count = comparison.choices.len();
    let done = comparison.choices.iter().filter(|choice| choice.decided.is_some()).count();
    let values = [("done", Value::from(done)), ("total", Value::from(count))];
    crate::gui::widgets::small(ui, &i18n.text_with("decisions-progress", &values));
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let (rect, _) = ui.allocate_exact_size(vec2(BAR.0, BAR.1), Sense::hover());
    ui.painter().rect_filled(rect, BAR.1 / 2.0, theme.line);
    let share = rect.width() * done as f32 / count.max(1) as f32;
    let filled =
        if i18n.is_rtl() { rect.with_min_x(rect.right() - share) } else { rect.with_max_x(rect.left() + share) };
    ui.painter().rect_filled(filled, BAR.1 / 2.0, theme.accent);
}

/// Size of the bar that shows the share of what is decided, in points.
const BAR: (f32, f32) = (96.0, 6.0);
