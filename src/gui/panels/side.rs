//! The side panel: mentions by entity, annotations, and the card of what is selected.

use eframe::egui::{self, Frame, Panel, Rect, Role, Stroke, Ui, vec2};

use super::card::{card_frame, mark_card};
use super::context::SideView;
use super::history::history;
use super::relation_list::relation_list;
use super::review_names::review_names;
use super::side_lists::{SideLists, list_id};
use super::splitter::{Moved, Splitter};
use super::versions::versions;
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AppAction, Tab, TabId};
use crate::gui::model::{SideTab, Timeline};
use crate::gui::reader::MarkRef;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{
    Button, Chip, Icon, Label, List, Row, Segments, Shaped, Slider, Switch, WidgetStyle, panel_tab, scroll_column,
};
use crate::session::{LabelCount, Session};
use crate::store::settings::SIDE_PANEL_WIDTHS;

/// The range of the confidence threshold; hardly any suggestion has less.
const THRESHOLDS: std::ops::RangeInclusive<f32> = 0.4..=0.99;
/// The narrowest page that can be read beside the panel, in points.
pub(crate) const NARROWEST_PAGE: f32 = 440.0;
/// Height reserved for the card at the foot, in points.
const CARD: f32 = 204.0;
/// What the card's place always has, in points; the card scrolls.
const LEAST_CARD: f32 = 64.0;
/// The least height in which the labels scroll above the list, in points: a row of them. Where there is less, they
/// stand behind the card.
const LEAST_LABELS: f32 = 36.0;
/// Height of the panel's tabs with the space below them, in points.
const TABS: f32 = size::TABS + 4.0 + 3.0 * size::STEP;
/// Room for the scrollbar of a list that scrolls within the panel's own column, in points.
const INNER_BAR: f32 = 14.0;
/// The most labels that are shown as chips, and the rows of a list of more.
const MOST_CHIPS: usize = 60;
const LABEL_ROWS: f32 = 6.0;
/// The most chips that stand there whether they are used or not.
const MOST_UNFOLDED: usize = 4;
/// Half the width of the edge at which the panel is made wider, in points.
const HANDLE: f32 = 4.0;
/// Height of the hint shown there while nothing is selected, in points.
const CARD_HINT: f32 = 44.0;

/// The row of the panel's list that is the Tab stop.
pub(crate) fn side_list_stop(ctx: &egui::Context, which: SideTab, tab: TabId) -> Option<egui::Id> {
    List::stop(ctx, list_id(which, tab))
}

/// Draws the panel: on the right in English, on the left in Arabic, unless the person has moved it.
pub(crate) fn side_panel(ui: &mut Ui, view: &SideView<'_>, lists: &mut SideLists, acts: &mut Vec<AppAction>) {
    let tab = view.tab;
    let Some(session) = &tab.session else { return };
    let look = WidgetStyle::of(ui.ctx());
    let frame = Frame::new().fill(look.theme.ground).inner_margin(egui::Margin::symmetric(14, 4));
    let is_left = look.is_rtl() != view.is_moved;
    let panel = if is_left { Panel::left("side-panel") } else { Panel::right("side-panel") };
    // Beside it the page keeps half of the window, and what it needs; over the page it takes the whole place.
    let half = (ui.ctx().content_rect().width() / 2.0).min(ui.available_width() - NARROWEST_PAGE);
    let widest = half.max(*SIDE_PANEL_WIDTHS.start());
    let width = if view.is_over { ui.available_width() } else { view.width.min(widest) };
    panel.exact_size(width).resizable(false).show_separator_line(false).frame(frame).show(ui, |ui| {
        let name = without_isolates(&view.commands.text(view.i18n, UiCommand::ToggleSidePanel)).into_owned();
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Pane);
            node.set_label(name);
        });
        let edge = ui.max_rect().expand2(vec2(14.0, 4.0));
        let x = if is_left { edge.right() - 0.5 } else { edge.left() + 0.5 };
        ui.painter().vline(x, edge.y_range(), Stroke::new(size::HAIRLINE, look.theme.line));
        if !view.is_over {
            acts.extend(edge_handle(ui, view.i18n, edge, is_left, (width, widest)));
        }
        ui.spacing_mut().item_spacing.y = size::STEP;
        // The list keeps its head and some rows; the labels and the card make room for it, and stand where they stand
        // whether something is selected or not: rows hold still under the hand.
        let room = ui.available_height() - TABS;
        let least_list = SideLists::least_height(view, false);
        let is_tight = room < least_list + size::GROUP + LEAST_CARD;
        let line = look.line(ui, size::TABS + 4.0, |ui| {
            let lists = [SideTab::Mentions, SideTab::Annotations, SideTab::Relations];
            let texts = lists.map(SideTab::key).into_iter().chain(["panel-history"]);
            let widths = texts.map(|key| Shaped::line(ui.ctx(), &view.i18n.text(key), TextRole::Strong).size().x);
            // Whatever the language, all of them stand in the panel's width.
            let between = (ui.available_width() - widths.sum::<f32>()) / lists.len() as f32;
            ui.spacing_mut().item_spacing.x = between.clamp(size::STEP, size::GROUP);
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::TabList));
            for which in lists {
                let is_shown = view.timeline.is_none() && view.which == which;
                if panel_tab(ui, &view.i18n.text(which.key()), is_shown).clicked() {
                    acts.push(AppAction::SideTab(which));
                }
            }
            if panel_tab(ui, &view.i18n.text("panel-history"), view.timeline.is_some()).clicked() {
                acts.push(AppAction::ShowTimeline(Timeline::History));
            }
        });
        let under = line.response.rect;
        ui.painter().hline(ui.max_rect().x_range(), under.bottom() - 1.0, Stroke::new(size::HAIRLINE, look.theme.line));
        ui.add_space(size::STEP);
        if let Some(timeline) = view.timeline {
            let parts = [Timeline::History, Timeline::Versions];
            let texts = [view.i18n.text("history-here-and-now"), view.i18n.text("panel-versions")];
            let texts = [(&*texts[0], ""), (&*texts[1], "")];
            let chosen = usize::from(timeline == Timeline::Versions);
            if let Some(part) = Segments::new(&texts, chosen).show(ui) {
                acts.push(AppAction::ShowTimeline(parts[part]));
            }
            ui.add_space(size::STEP);
        }
        match view.timeline {
            Some(Timeline::Versions) => return versions(ui, view, acts),
            Some(Timeline::History) => return history(ui, view, acts),
            None => {}
        }
        if view.which == SideTab::Relations {
            relation_list(ui, view, acts);
            return;
        }
        if view.tab.review.is_some() && view.which == SideTab::Mentions {
            review_names(ui, view, lists, acts);
            return;
        }
        if is_tight {
            column(ui, view, lists, acts);
            return;
        }
        let selected = tab.reader.selected.as_ref();
        let labels_room = room - least_list - size::GROUP - LEAST_CARD;
        let is_above = lists.labels_height <= labels_room || labels_room >= LEAST_LABELS;
        if is_above {
            if lists.labels_height <= labels_room {
                labels(ui, view, lists, acts);
            } else {
                let name = view.i18n.text("panel-labels");
                scroll_column(ui, ("side-labels", &name), labels_room, |ui| labels(ui, view, lists, acts));
            }
            ui.add_space(size::STEP);
        }
        let foot = if selected.is_some() || !is_above { CARD } else { CARD_HINT };
        let list_height = (ui.available_height() - foot - size::GROUP).max(least_list.min(ui.available_height()));
        lists.show(ui, view, list_height, false, acts);
        let rest = ui.available_rect_before_wrap();
        let place = Rect::from_min_max(rest.min + vec2(0.0, size::INSIDE), rest.max - vec2(0.0, 8.0));
        if selected.is_none() && is_above {
            hint(ui, view, place);
            return;
        }
        let mut below = ui.new_child(egui::UiBuilder::new().max_rect(place));
        let Some(mark) = selected.filter(|_| is_above) else {
            let name = view.i18n.text("panel-labels");
            scroll_column(&mut below, ("side-foot", &name), place.height(), |ui| {
                if let Some(mark) = selected {
                    card_frame(ui, |ui| mark_card(ui, view.names(), tab, mark, usize::MAX, Some(&mut *acts)));
                    ui.add_space(size::INSIDE);
                }
                labels(ui, view, lists, acts);
            });
            return;
        };
        below.set_clip_rect(place);
        card_frame(&mut below, |ui| {
            ui.set_min_size(ui.available_size());
            // A note can be long.
            let name = card_name(view, session, mark);
            scroll_column(ui, ("entity-card", &name), ui.available_height(), |ui| {
                mark_card(ui, view.names(), tab, mark, usize::MAX, Some(acts));
            });
        });
    });
}

/// The edge at the page: dragging it, or the arrow keys on it, make the panel wider or narrower; a double click gives it
/// its usual width again. The panel's width, and the most that it can have, are in points.
fn edge_handle(ui: &Ui, i18n: &I18n, panel: Rect, is_left: bool, (width, widest): (f32, f32)) -> Option<AppAction> {
    let x = if is_left { panel.right() } else { panel.left() };
    let place = Rect::from_x_y_ranges(x - HANDLE..=x + HANDLE, panel.y_range()).intersect(panel);
    let outward = if is_left { 1.0 } else { -1.0 };
    let name = i18n.text("panel-width");
    let edge = Splitter { id: "side-panel-edge", name: &name, place, x, line: x - outward, value: f64::from(width) };
    Some(AppAction::SidePanelWidth(match edge.show(ui)? {
        Moved::By(by) => Some((width + outward * by).clamp(*SIDE_PANEL_WIDTHS.start(), widest)),
        Moved::Back => None,
    }))
}

/// Everything below the tabs in one column that scrolls, where there is no room for a card beside the list: the list
/// is seen first.
fn column(ui: &mut Ui, view: &SideView<'_>, lists: &mut SideLists, acts: &mut Vec<AppAction>) {
    let name = view.i18n.text(view.which.key()).into_owned();
    let room = ui.available_height();
    scroll_column(ui, ("side-column", &name), room, |ui| {
        ui.spacing_mut().item_spacing.y = size::STEP / 2.0;
        let is_rtl = WidgetStyle::of(ui.ctx()).is_rtl();
        let place = ui.available_rect_before_wrap();
        let place = if is_rtl {
            place.with_min_x(place.left() + INNER_BAR)
        } else {
            place.with_max_x(place.right() - INNER_BAR)
        };
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            let least = SideLists::least_height(view, true);
            // The beginning of the card below it is seen where there is room for it.
            let height = if view.tab.reader.selected.is_some() { least } else { least.max(room) };
            lists.show(ui, view, height, true, acts);
        });
        ui.spacing_mut().item_spacing.y = size::STEP;
        ui.add_space(size::INSIDE);
        if let Some(mark) = &view.tab.reader.selected {
            card_frame(ui, |ui| mark_card(ui, view.names(), view.tab, mark, usize::MAX, Some(&mut *acts)));
            ui.add_space(size::INSIDE);
        }
        labels(ui, view, lists, acts);
    });
}

/// What a screen reader calls the card of a mark.
fn card_name(view: &SideView<'_>, session: &Session, mark: &MarkRef) -> String {
    let words = mark.span(session).map(|span| span.of(session.document().text())).unwrap_or_default();
    let words: String = words.chars().take(60).collect();
    let name = view.i18n.text_with("card-name", &[("name", Value::from(words.as_str()))]);
    without_isolates(&name).into_owned()
}

fn hint(ui: &mut Ui, view: &SideView<'_>, place: Rect) {
    let look = WidgetStyle::of(ui.ctx());
    ui.painter().hline(place.x_range(), place.top(), Stroke::new(size::HAIRLINE, look.theme.line));
    look.column(&mut ui.new_child(egui::UiBuilder::new().max_rect(place)), |ui| {
        ui.add_space(size::GROUP);
        ui.add(Label::new(&view.i18n.text("card-empty")).role(TextRole::Small).color(look.theme.dim).wrapped());
    });
}

/// What decides which marks there are at all: labels, how sure suggestions must be, and rejected ones.
fn labels(ui: &mut Ui, view: &SideView<'_>, lists: &mut SideLists, acts: &mut Vec<AppAction>) {
    let tab = view.tab;
    let Some(session) = &tab.session else { return };
    let shown = ui.scope(|ui| {
        legend(ui, view, tab, session, &mut lists.shows_unused, acts);
        if view.which == SideTab::Mentions {
            threshold(ui, view, acts);
        }
        rejected(ui, view, tab, acts);
    });
    let height = shown.response.rect.height();
    if (lists.labels_height - height).abs() > 0.5 {
        lists.labels_height = height;
        ui.ctx().request_repaint();
    }
}

/// A chip for each label, with its count and whether its marks are shown.
fn legend(
    ui: &mut Ui,
    view: &SideView<'_>,
    tab: &Tab,
    session: &Session,
    shows_unused: &mut bool,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    if tab.mark_index.counts.len() > MOST_CHIPS {
        label_rows(ui, view, tab, session, acts);
        return;
    }
    let layout = look.along().with_main_wrap(true);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), size::TARGET), layout, |ui| {
        ui.spacing_mut().item_spacing = vec2(size::INSIDE, size::STEP);
        let is_unused =
            |count: &LabelCount| count.accepted + count.suggested == 0 && !view.hidden.contains(&count.label);
        let unused = tab.mark_index.counts.iter().filter(|count| is_unused(count)).count();
        let folds = tab.mark_index.counts.len() > MOST_UNFOLDED && unused > 1;
        for count in tab.mark_index.counts.iter().filter(|count| !folds || *shows_unused || !is_unused(count)) {
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
        if folds {
            let key = if *shows_unused { "panel-labels-fewer" } else { "panel-labels-unused" };
            let text = view.i18n.text_with(key, &[("count", Value::from(unused))]);
            if ui.add(Button::new(&text).quiet()).clicked() {
                *shows_unused = !*shows_unused;
            }
        }
    });
}

/// The same as a list, of which only what is in view is drawn: there are many labels.
fn label_rows(ui: &mut Ui, view: &SideView<'_>, tab: &Tab, session: &Session, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let name = view.i18n.text("panel-labels");
    let list = List::new(egui::Id::unique(("side-label-rows", tab.id.0)), &name, LABEL_ROWS * size::ROW);
    ui.spacing_mut().item_spacing.y = 0.0;
    list.show(ui, tab.mark_index.counts.len(), |ui, place| {
        let count = tab.mark_index.counts.get(place.number())?;
        let label = session.label(&count.label);
        let name = label.map_or(count.label.as_str(), |label| label.plural_in(view.i18n.lang().code()));
        let color = look.theme.label(count.label.as_str(), label.map_or("", |label| label.color.as_str())).line;
        let number = view.i18n.number(count.accepted + count.suggested);
        let is_on = !view.hidden.contains(&count.label);
        let row = Row::new(name).swatch(color).count(&number).faint(!is_on);
        let row = if is_on { row.state(Icon::Check, look.theme.dim) } else { row };
        let response = ui.add(row.at(place));
        if response.clicked() {
            acts.push(AppAction::ToggleLabel(count.label.clone()));
        }
        Some(response)
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
