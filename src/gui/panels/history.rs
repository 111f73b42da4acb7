//! The side panel's history: what was done, the newest first, and the card that goes back.

use eframe::egui::{Context, Id, Key, Modifiers, Ui, UiBuilder};

use super::card::card_frame;
use super::context::SideView;
use super::dates::moment;
use crate::annotation::{Cause, ListedStep, WorkState};
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{
    AppAction, HistoryAction, HistoryRow, StepKind, StepWords, Tab, TabId, rows_of_history, step_words,
};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Button, Icon, Label, List, Row, WidgetStyle, strong};
use crate::session::Session;

/// Height of the card at the foot, in points.
const CARD: f32 = 156.0;

fn list_id(tab: TabId) -> Id {
    Id::unique(("history", tab.0))
}

/// Gives the last step the keyboard focus as soon as it is shown.
pub(crate) fn focus_history(ctx: &Context, tab: &Tab) {
    let undone = tab.session.as_ref().map_or(0, |session| session.history().count().1);
    List::focus(ctx, list_id(tab.id), undone + 1);
}

/// Draws the list and the card in the rest of the panel.
pub(super) fn history(ui: &mut Ui, view: &SideView<'_>, acts: &mut Vec<AppAction>) {
    let (tab, i18n) = (view.tab, view.i18n);
    let Some(session) = &tab.session else { return };
    let look = WidgetStyle::of(ui.ctx());
    let history = session.history();
    if history.count().0 == 0 {
        ui.add_space(size::INSIDE);
        ui.add(Label::new(&i18n.text("history-empty")).color(look.theme.dim).wrapped());
        return;
    }
    let words = |step: ListedStep<'_>| {
        step_words(step, session.document().text(), session.annotation_state(), i18n.lang().code())
    };
    let (count, row_of) = rows_of_history(history);
    let name = i18n.text("panel-history");
    let height = (ui.available_height() - CARD - 2.0 * size::INSIDE).max(3.0 * size::ROW);
    ui.spacing_mut().item_spacing.y = 0.0;
    List::new(list_id(tab.id), &name, height).show(ui, count, |ui, place| {
        let step = match row_of(place.number()) {
            HistoryRow::Step(step) => history.listed(step)?,
            HistoryRow::Here => {
                let here = i18n.text("history-here");
                return Some(ui.add(Row::new(&here).state(Icon::Forward, look.theme.accent).at(place)));
            }
            HistoryRow::Opened => return Some(ui.add(Row::new(&i18n.text("history-opened")).faint(true).at(place))),
        };
        let words = words(step);
        let (what, time) = (what(i18n, &words), moment(i18n, words.at));
        let saved = history.is_saved(step.after).then(|| i18n.text("history-saved"));
        let parts = [Some(words.quote.as_str()), saved.as_deref(), Some(&words.by)];
        let second: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let second = second.iter().map(|part| format!("\u{2068}{part}\u{2069}")).collect::<Vec<_>>().join(" · ");
        let spoken = [what.as_str(), &second, &time].join(&i18n.text("list-separator"));
        let is_chosen = tab.chosen_step == Some(step.after);
        let row = Row::new(&what).second(&second).count(&time).icon(icon(words.kind)).selected(is_chosen);
        let row = row.struck(step.is_undone).faint(step.is_undone).name(&spoken);
        let has_focus = ui.memory(|memory| memory.has_focus(list_id(tab.id).with(place.number())));
        let pressed = |key| has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (goes, shows) = (pressed(Key::Enter), pressed(Key::Space));
        let response = ui.add(row.at(place));
        if (response.clicked() || response.has_focus()) && !is_chosen {
            acts.push(AppAction::History(tab.id, HistoryAction::Choose(step.after)));
        }
        if goes {
            acts.push(AppAction::History(tab.id, HistoryAction::Go(goal(step))));
        }
        if let Some(span) = words.span.filter(|_| shows) {
            acts.push(AppAction::History(tab.id, HistoryAction::Show(span)));
        }
        Some(response)
    });
    let (all, undone) = history.count();
    let listed = |at| history.listed(at).filter(|step| tab.chosen_step == Some(step.after)).map(|step| (at, step));
    let Some((at, chosen)) = (0..all).find_map(listed) else { return };
    let rest = ui.available_rect_before_wrap();
    let place =
        rest.with_min_y((rest.bottom() - CARD).max(rest.top() + size::INSIDE)).with_max_y(rest.bottom() - size::INSIDE);
    let mut below = ui.new_child(UiBuilder::new().max_rect(place));
    below.set_clip_rect(place);
    // The steps on the way to it, itself included.
    let between = if chosen.is_undone { undone - at } else { at + 1 - undone };
    card_frame(&mut below, |ui| card(ui, i18n, tab.id, session, chosen, &words(chosen), between, acts));
}

/// The state to which a step leads: what was before it, or, if it was undone, what comes after it.
fn goal(step: ListedStep<'_>) -> u64 {
    if step.is_undone { step.after } else { step.before }
}

#[expect(clippy::too_many_arguments, reason = "what the card says and does")]
fn card(
    ui: &mut Ui,
    i18n: &I18n,
    tab: TabId,
    session: &Session,
    chosen: ListedStep<'_>,
    words: &StepWords,
    between: usize,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    ui.spacing_mut().item_spacing.y = size::STEP;
    let time = moment(i18n, words.at);
    let (title, about) = if chosen.is_undone {
        ("history-forward", "history-does-again")
    } else {
        ("history-back", "history-takes-back")
    };
    strong(ui, &i18n.text_with(title, &[("time", Value::from(time))]));
    let about = i18n.text_with(about, &[("count", Value::from(between))]);
    ui.add(Label::new(&about).role(TextRole::Small).color(look.theme.dim).wrapped());
    ui.add_space(size::STEP);
    look.line(ui, size::ROW, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        if !session.is_read_only() && ui.add(Button::new(&i18n.text("history-go"))).clicked() {
            acts.push(AppAction::History(tab, HistoryAction::Go(goal(chosen))));
        }
        if let Some(span) = words.span
            && ui.add(Button::new(&i18n.text("history-show"))).clicked()
        {
            acts.push(AppAction::History(tab, HistoryAction::Show(span)));
        }
    });
}

/// What a step did, in words.
fn what(i18n: &I18n, words: &StepWords) -> String {
    let label = || [("label", Value::from(words.label.as_str()))];
    let what = match words.kind {
        StepKind::Tagged => i18n.text_with("history-tagged", &label()),
        StepKind::Accepted => i18n.text("history-accepted"),
        StepKind::Rejected => i18n.text("history-rejected"),
        StepKind::Reopened => i18n.text("history-reopened"),
        StepKind::Deleted => i18n.text("history-deleted"),
        StepKind::Noted => i18n.text("history-noted"),
        StepKind::Relabelled => i18n.text_with("history-relabelled", &label()),
        StepKind::Moved => i18n.text("history-moved"),
        StepKind::Linked => i18n.text("history-linked"),
        StepKind::Described => i18n.text("history-described"),
        StepKind::Changed => i18n.text("history-changed"),
        StepKind::Related => i18n.text("history-related"),
        StepKind::RelationChanged => i18n.text("history-relation-changed"),
        StepKind::Document => i18n.text("history-document"),
        StepKind::Labels => i18n.text("history-labels"),
        StepKind::LabelAdded => i18n.text_with("history-label-added", &label()),
        StepKind::LabelChanged => i18n.text_with("history-label-changed", &label()),
        StepKind::LabelRemoved => i18n.text_with("history-label-removed", &label()),
        StepKind::RelationKinds => i18n.text("history-relation-kinds"),
        StepKind::DocumentAttributes => i18n.text("history-document-attributes"),
        StepKind::Work(Some(WorkState::Done)) => i18n.text("history-done"),
        StepKind::Work(Some(WorkState::PutAside)) => i18n.text("history-put-aside"),
        StepKind::Work(None) => i18n.text("history-taken-up"),
        StepKind::Orphans => i18n.text("history-orphans"),
        StepKind::Decided => i18n.text("history-decided"),
        StepKind::From(Cause::TakenIn) => i18n.text("history-taken-in"),
        StepKind::From(Cause::Recovered) => i18n.text("history-recovered"),
        StepKind::From(Cause::Discarded) => i18n.text("history-discarded"),
        StepKind::From(Cause::Version) => i18n.text("history-version"),
        StepKind::From(Cause::FolderLabels) => i18n.text("history-folder-labels"),
        StepKind::From(Cause::Imported) => i18n.text("history-imported"),
        StepKind::From(Cause::InCommon) => i18n.text("history-in-common"),
    };
    if words.count > 1 {
        let values = [("what", Value::from(what.into_owned())), ("count", Value::from(words.count))];
        return i18n.text_with("history-many", &values).into_owned();
    }
    what.into_owned()
}

fn icon(kind: StepKind) -> Icon {
    match kind {
        StepKind::Tagged | StepKind::Relabelled | StepKind::Described => Icon::Plus,
        StepKind::Accepted => Icon::Check,
        StepKind::Rejected => Icon::Cross,
        StepKind::Reopened => Icon::Ring,
        StepKind::Deleted => Icon::Delete,
        StepKind::Noted | StepKind::Document => Icon::Note,
        StepKind::Linked => Icon::Find,
        StepKind::Moved | StepKind::Changed | StepKind::Orphans | StepKind::Decided => Icon::Forward,
        StepKind::Related | StepKind::RelationChanged => Icon::Forward,
        StepKind::Labels
        | StepKind::LabelAdded
        | StepKind::LabelChanged
        | StepKind::LabelRemoved
        | StepKind::RelationKinds
        | StepKind::DocumentAttributes => Icon::Theme,
        StepKind::Work(Some(WorkState::Done)) => Icon::Check,
        StepKind::Work(_) => Icon::Forward,
        StepKind::From(Cause::FolderLabels) => Icon::Folder,
        StepKind::From(_) => Icon::File,
    }
}
