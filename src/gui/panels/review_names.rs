//! The names beside the page during a review: how far it is, and what is left by name.

use eframe::egui::{self, Frame, Stroke, Ui, vec2};

use super::context::SideView;
use super::entity::local_name;
use super::keys::{key_in_review, keys_text};
use super::review_card::decided;
use super::several::differing_row;
use super::side_lists::SideLists;
use crate::gui::command::UiCommand;
use crate::gui::i18n::Value;
use crate::gui::model::AppAction;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Label, Row, WidgetStyle, meter, scroll_column, small};

/// The least height in which the list stands below the name; in a lower one all of it scrolls. In points.
const LEAST_ROOM: f32 = 420.0;
/// Height of the bar under the numbers, in points.
const BAR: f32 = 4.0;
/// The most of those that differ that are listed.
const MOST_DIFFERING: usize = 4;

/// Draws them below the panel's tabs.
pub(super) fn review_names(ui: &mut Ui, view: &SideView<'_>, lists: &mut SideLists, acts: &mut Vec<AppAction>) {
    let room = ui.available_height();
    if room >= LEAST_ROOM {
        above(ui, view, acts);
        let height = ui.available_height() - size::INSIDE;
        lists.show(ui, view, height, true, acts);
        return;
    }
    let name = view.i18n.text("panel-mentions").into_owned();
    scroll_column(ui, ("review-names", &name), room, |ui| {
        above(ui, view, acts);
        lists.show(ui, view, SideLists::least_height(view, true), true, acts);
    });
}

/// What stands above the list.
fn above(ui: &mut Ui, view: &SideView<'_>, acts: &mut Vec<AppAction>) {
    progress(ui, view);
    ui.add_space(size::INSIDE);
    current_name(ui, view, acts);
    ui.add_space(size::STEP);
}

/// How many are decided, with a bar that fills from the side where lines begin, and what is left.
fn progress(ui: &mut Ui, view: &SideView<'_>) {
    let look = WidgetStyle::of(ui.ctx());
    let index = &view.tab.mark_index;
    let left: usize = index.counts.iter().map(|count| count.suggested).sum();
    let names = index.groups.iter().filter(|group| group.undecided > 0).count();
    let (accepted, rejected) = decided(view.tab);
    let done = accepted + rejected;
    ui.add_space(size::STEP);
    look.line(ui, size::TARGET, |ui| {
        let values = [("done", Value::from(done)), ("total", Value::from(done + left))];
        ui.add(Label::new(&view.i18n.text_with("status-reviewed", &values)).role(TextRole::Strong));
        let rest = ui.available_rect_before_wrap();
        let mut far = ui.new_child(egui::UiBuilder::new().max_rect(rest).layout(look.against()));
        let values = [("left", Value::from(left)), ("names", Value::from(names))];
        let text = view.i18n.text_with("review-left", &values);
        far.add(Label::new(&text).role(TextRole::Small).color(look.theme.dim));
    });
    meter(ui, vec2(ui.available_width(), BAR), (done, done + left), look.theme.dim);
}

/// The current name: accept or reject all of it, and those that differ.
fn current_name(ui: &mut Ui, view: &SideView<'_>, acts: &mut Vec<AppAction>) {
    let tab = view.tab;
    let (Some(session), Some(review)) = (&tab.session, &tab.review) else { return };
    let Some(name) = &review.name else { return };
    let (all, differing) = (name.reach.all.len(), name.reach.differing().count());
    if all == 0 {
        return;
    }
    let look = WidgetStyle::of(ui.ctx());
    let i18n = view.i18n;
    let frame = Frame::new().fill(look.theme.card).stroke(Stroke::new(size::HAIRLINE, look.theme.line));
    frame.corner_radius(size::CARD_RADIUS).inner_margin(size::INSIDE).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = size::STEP;
        let usual = name.reach.usual();
        let meant = usual.and_then(|usual| view.lexicon.by_id(usual.entity.as_deref()?));
        let meant = meant.map(|id| local_name(view.names(), id)).filter(|meant| *meant != name.name);
        look.line(ui, size::TARGET, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            ui.add(Label::new(&name.name).role(TextRole::Strong));
            if let Some(meant) = &meant {
                small(ui, meant);
            }
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(egui::UiBuilder::new().max_rect(rest).layout(look.against()));
            far.add(Label::new(&i18n.number(all)));
        });
        let mut line = |key: &str, count: usize, command: UiCommand| {
            let text = i18n.text_with(key, &[("count", Value::from(count))]).into_owned();
            let keys = keys_text(ui.ctx(), i18n, command).unwrap_or_default();
            if ui.add(Row::new(&text).count(&keys)).clicked() {
                acts.push(AppAction::Command(command));
            }
        };
        line("several-accept", all, UiCommand::AcceptName);
        if differing > 0 {
            line("several-accept-alike", all - differing, UiCommand::AcceptAlike);
        }
        line("several-reject", all, UiCommand::RejectName);
        if differing == 0 {
            return;
        }
        look.line(ui, size::TARGET, |ui| {
            ui.spacing_mut().item_spacing.x = size::INSIDE;
            let count = [("count", Value::from(differing))];
            ui.add(Label::new(&i18n.text_with("review-differ", &count)).role(TextRole::Strong));
            let rest = ui.available_rect_before_wrap();
            let mut far = ui.new_child(egui::UiBuilder::new().max_rect(rest).layout(look.against()));
            let key = key_in_review(ui.ctx(), UiCommand::NextDiffering);
            small(&mut far, &format!("\u{2068}{}\u{2069}  \u{2068}{key}\u{2069}", i18n.text("review-go-through")));
        });
        for reached in name.reach.differing().take(MOST_DIFFERING) {
            if differing_row(ui, view.names(), session, reached) {
                acts.push(AppAction::SelectMark(reached.span, reached.label.clone()));
            }
        }
    });
}
