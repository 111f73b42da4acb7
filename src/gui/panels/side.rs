//! The side panel: mentions by entity, annotations, and the card of what is selected.

use eframe::egui::{self, Frame, Panel, Role, Stroke, Ui, vec2};

use super::card::mark_card;
use super::context::SideView;
use super::side_lists::{SideLists, list_id};
use crate::gui::command::UiCommand;
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::SideTab;
use crate::gui::model::{AppAction, Tab, TabId};
use crate::gui::reader::MarkRef;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Chip, Label, List, Slider, Switch, WidgetStyle, panel_tab, scroll_column};
use crate::session::Session;

/// The range of the confidence threshold; hardly any suggestion has less.
const THRESHOLDS: std::ops::RangeInclusive<f32> = 0.4..=0.99;
/// Height reserved for the card at the foot, in points.
const CARD: f32 = 204.0;
/// Height below the panel's tabs with which legend, list and card do not all fit, in points.
const LOW: f32 = 420.0;
/// The card's share of the height in that case; the card then scrolls.
const LOW_CARD: f32 = 0.42;
/// Height of the hint shown there while nothing is selected, in points.
const CARD_HINT: f32 = 44.0;

/// The row of the panel's list that is the Tab stop.
pub(crate) fn side_list_stop(ctx: &egui::Context, which: SideTab, tab: TabId) -> Option<egui::Id> {
    List::stop(ctx, list_id(which, tab))
}

/// Draws the panel: on the right in English, on the left in Arabic.
pub(crate) fn side_panel(ui: &mut Ui, view: &SideView<'_>, lists: &mut SideLists, acts: &mut Vec<AppAction>) {
    let tab = view.tab;
    let Some(session) = &tab.session else { return };
    let look = WidgetStyle::of(ui.ctx());
    let frame = Frame::new().fill(look.theme.ground).inner_margin(egui::Margin::symmetric(14, 4));
    let panel = if look.is_rtl() { Panel::left("side-panel") } else { Panel::right("side-panel") };
    panel.exact_size(size::SIDE_PANEL).resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| {
        let name = without_isolates(&view.commands.text(view.i18n, UiCommand::ToggleSidePanel)).into_owned();
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Pane);
            node.set_label(name);
        });
        let edge = ui.max_rect().expand2(vec2(14.0, 4.0));
        let x = if look.is_rtl() { edge.right() - 0.5 } else { edge.left() + 0.5 };
        ui.painter().vline(x, edge.y_range(), Stroke::new(size::HAIRLINE, look.theme.line));
        ui.spacing_mut().item_spacing.y = size::STEP;
        let line = look.line(ui, size::TABS + 4.0, |ui| {
            ui.spacing_mut().item_spacing.x = size::GROUP;
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::TabList));
            for (which, key) in [(SideTab::Mentions, "panel-mentions"), (SideTab::Annotations, "panel-annotations")] {
                if panel_tab(ui, &view.i18n.text(key), view.which == which).clicked() {
                    acts.push(AppAction::SideTab(which));
                }
            }
        });
        let under = line.response.rect;
        ui.painter().hline(ui.max_rect().x_range(), under.bottom() - 1.0, Stroke::new(size::HAIRLINE, look.theme.line));
        ui.add_space(size::STEP);
        let selected = tab.reader.selected.as_ref();
        // In a low window, or with a large interface, the legend is hidden in favour of the card.
        let is_low = ui.available_height() < LOW;
        if is_low && selected.is_some() {
            let card = (ui.available_height() * LOW_CARD).min(CARD);
            let list = (ui.available_height() - card - size::GROUP).max(2.0 * size::ROW);
            lists.show(ui, view, list, acts);
            foot(ui, view, tab, selected, card, acts);
            return;
        }
        legend(ui, view, tab, session, acts);
        if view.which == SideTab::Mentions {
            threshold(ui, view, acts);
        }
        rejected(ui, view, tab, acts);
        ui.add_space(size::STEP);
        if is_low {
            let height = ui.available_height().max(2.0 * size::ROW);
            lists.show(ui, view, height, acts);
            return;
        }
        let foot_height = if selected.is_some() { CARD } else { CARD_HINT };
        let list_height = (ui.available_height() - foot_height - size::GROUP).max(120.0);
        lists.show(ui, view, list_height, acts);
        foot(ui, view, tab, selected, foot_height, acts);
    });
}

fn foot(
    ui: &mut Ui,
    view: &SideView<'_>,
    tab: &Tab,
    selected: Option<&MarkRef>,
    height: f32,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let rest = ui.available_rect_before_wrap();
    let rect = egui::Rect::from_min_max(egui::pos2(rest.left(), rest.bottom() - height), rest.max - vec2(0.0, 8.0));
    let mut card = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    match selected {
        Some(mark) => {
            let frame = Frame::new()
                .fill(look.theme.card)
                .stroke(Stroke::new(size::HAIRLINE, look.theme.line))
                .corner_radius(size::CARD_RADIUS)
                .inner_margin(14);
            card.set_clip_rect(rect);
            frame.show(&mut card, |ui| {
                ui.set_min_size(ui.available_size());
                // A note can be long.
                let session = tab.session.as_ref();
                let words = session.and_then(|s| Some(mark.span(s)?.of(s.document().text()))).unwrap_or_default();
                let words: String = words.chars().take(60).collect();
                let name = view.i18n.text_with("card-name", &[("name", Value::from(words.as_str()))]);
                let name = without_isolates(&name);
                scroll_column(ui, ("entity-card", &name), ui.available_height(), |ui| {
                    mark_card(ui, view.names(), tab, mark, usize::MAX, Some(acts));
                });
            });
        }
        None => {
            ui.painter().hline(rest.x_range(), rect.top(), Stroke::new(size::HAIRLINE, look.theme.line));
            look.column(&mut card, |ui| {
                ui.add_space(size::GROUP);
                ui.add(Label::new(&view.i18n.text("card-empty")).role(TextRole::Small).color(look.theme.dim).wrapped());
            });
        }
    }
}

/// A chip for each label, with its count and whether its marks are shown.
fn legend(ui: &mut Ui, view: &SideView<'_>, tab: &Tab, session: &Session, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let layout = look.along().with_main_wrap(true);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), size::TARGET), layout, |ui| {
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
        for count in &tab.mark_index.counts {
            let label = session.label(&count.label);
            let lang = view.i18n.lang().code();
            let name = label.map_or(count.label.as_str(), |label| label.plural_in(lang)).to_owned();
            let highlight = look.theme.label(count.label.as_str(), label.map_or("", |label| label.color.as_str()));
            let number = view.i18n.number(count.accepted + count.suggested);
            let is_on = !view.hidden.contains(&count.label);
            if ui.add(Chip::new(&name, &number, highlight, is_on)).clicked() {
                acts.push(AppAction::ToggleLabel(count.label.clone()));
            }
        }
    });
}

/// The confidence threshold: at the start of the slider everything is shown.
fn threshold(ui: &mut Ui, view: &SideView<'_>, acts: &mut Vec<AppAction>) {
    let least = *THRESHOLDS.start();
    let now = view.threshold.max(least);
    let text = if now <= least {
        view.i18n.text("threshold-all").into_owned()
    } else {
        let percent = (now * 100.0).round() as usize;
        view.i18n.text_with("threshold-from", &[("percent", Value::from(percent))]).into_owned()
    };
    let slider = Slider::new(&view.i18n.text("threshold-name"), now, &text, THRESHOLDS, 0.01).show(ui);
    if let Some(value) = slider {
        acts.push(AppAction::Threshold(if value <= least { 0.0 } else { value }));
    }
}

/// The switch for rejected and left-out marks, if there are any.
fn rejected(ui: &mut Ui, view: &SideView<'_>, tab: &Tab, acts: &mut Vec<AppAction>) {
    let count = tab.mark_index.count_rejected() + tab.mark_index.left_out;
    let is_on = view.commands.is_on(UiCommand::ToggleRejected) == Some(true);
    if count > 0 || is_on {
        let text = view.i18n.text_with("panel-show-rejected", &[("count", Value::from(count))]);
        if ui.add(Switch::new(&text, is_on)).clicked() {
            acts.push(AppAction::Command(UiCommand::ToggleRejected));
        }
    }
}
