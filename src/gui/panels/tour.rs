//! The card of the tour: a bar beside what is meant, above the page or above the state of saving.

use eframe::egui::{Context, Id, Panel, Ui};

use super::keys::keys_text;
use super::question_bar::{BarColors, bar_of};
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AppAction, Tour, TourAction, TourStep};
use crate::gui::widgets::WidgetStyle;

/// Draws the card of the step.
pub(crate) fn tour_bar(ui: &mut Ui, i18n: &I18n, tour: &Tour, acts: &mut Vec<AppAction>) {
    let id = Id::unique("tour");
    let panel = if is_at_foot(tour.step) { Panel::bottom(id) } else { Panel::top(id) };
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let is_last = tour.step.next().is_none();
    let answers = [
        (i18n.text(if is_last { "tour-end" } else { "tour-next" }), AppAction::Tour(TourAction::Next), false),
        (i18n.text("tour-skip"), AppAction::Tour(TourAction::Skip), false),
    ];
    let answers = if is_last { &answers[..1] } else { &answers[..] };
    let colors = BarColors { fill: theme.card, line: theme.accent };
    bar_of(ui, panel, colors, &words(ui.ctx(), i18n, tour.step), answers, acts);
}

/// Whether the step is about something at the foot of the window.
pub(crate) fn is_at_foot(step: TourStep) -> bool {
    step == TourStep::Save
}

fn words(ctx: &Context, i18n: &I18n, step: TourStep) -> String {
    let key = |command| {
        let keys = keys_text(ctx, i18n, command);
        // A command whose keys were taken away is named.
        keys.unwrap_or_else(|| without_isolates(&i18n.words(&command.wording_anywhere(i18n).text)).into_owned())
    };
    let (first, second) = match step {
        TourStep::Tag => (UiCommand::Tag(1), UiCommand::FindLabel),
        TourStep::Decide => (UiCommand::Accept, UiCommand::Reject),
        TourStep::Note => (UiCommand::AddNote, UiCommand::NextMention),
        TourStep::Save => (UiCommand::Save, UiCommand::Undo),
        TourStep::GoOn => (UiCommand::Palette, UiCommand::NextToDecide),
    };
    let values = [
        ("number", Value::from(step.number())),
        ("total", Value::from(TourStep::ALL.len())),
        ("key", Value::from(key(first))),
        ("other", Value::from(key(second))),
    ];
    i18n.text_with(step.text_key(), &values).into_owned()
}
