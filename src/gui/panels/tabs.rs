//! The tab bar: one tab for each open folder and article, and the list of all of them.
//!
//! If the tabs do not fit, they scroll; the front one always stays visible at the edge past which it would scroll.

use eframe::egui::{EventFilter, Id, Key, Modifiers, Panel, Rect, Response, Role, Ui, pos2};

use super::bars::bar;
use super::context::{Articles, MenuView};
use super::menus::row_of;
use super::tab_item::{TabItem, in_place, items};
use super::tab_list::TabList;
use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value};
use crate::gui::model::{AppAction, TabId};
use crate::gui::theme::size;
use crate::gui::widgets::{ArticleTab, Icon, IconButton, Strip, WidgetStyle, context_menu, menu_separator};

/// Share of the bar by which the arrows at its ends scroll it.
const PAGE_SHARE: f32 = 0.8;
/// Width of a button in the bar, in points.
const BUTTON: f32 = size::TARGET + size::STEP;

/// The bar's state between frames.
#[derive(Clone, Copy, Debug, Default)]
struct StripState {
    /// Scroll offset from the side where lines begin, in points.
    offset: f32,
    /// The front tab, the number of tabs and the available width when it was last scrolled into view.
    shown: Option<(TabId, usize, i32)>,
    /// The Tab stop, if it is not the front tab.
    stop: Option<TabId>,
}

fn tab_id(id: TabId) -> Id {
    Id::unique(("article-tab", id.0))
}

/// Draws the bar.
pub(crate) fn tab_bar(
    ui: &mut Ui,
    menus: MenuView<'_>,
    articles: Articles<'_>,
    list: &mut TabList,
    acts: &mut Vec<AppAction>,
) {
    let i18n = menus.i18n;
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let name = i18n.text("bar-tabs");
    bar(ui, Panel::top("tab-bar"), size::TABS, theme.ground, (Role::TabList, &name), |ui, look| {
        let items = items(articles);
        let mut room = Strip::new(ui.max_rect(), look);
        let list_place = (items.len() > 1).then(|| room.trailing(BUTTON));
        let plus_at_end = room.rest().width() - BUTTON;
        let spoken: Vec<(String, String)> = items.iter().map(|item| spoken(i18n, item)).collect();
        let tabs: Vec<ArticleTab<'_>> =
            items.iter().zip(&spoken).map(|(item, names)| as_tab(articles.front, item, names)).collect();
        let widths: Vec<f32> = tabs.iter().map(|tab| tab.width(ui.ctx())).collect();
        let total = widths.iter().sum::<f32>() + size::STEP * items.len() as f32;
        if total <= plus_at_end {
            let place = room.leading(total);
            scrolled(ui, menus, &items, &tabs, &widths, place, acts);
            plus(ui, i18n, room.leading(BUTTON), acts);
        } else {
            let (back, plus_place) = (room.leading(BUTTON), room.trailing(BUTTON));
            let on = room.trailing(BUTTON);
            let id = Id::unique("tab-strip");
            let state: StripState = ui.data(|data| data.get_temp(id)).unwrap_or_default();
            let most = (total - room.rest().width()).max(0.0);
            let by = room.rest().width() * PAGE_SHARE;
            let mut offset = state.offset;
            if arrow(ui, i18n, back, (Icon::Back, "tabs-back"), state.offset > 0.5) {
                offset -= by;
            }
            scrolled(ui, menus, &items, &tabs, &widths, room.rest(), acts);
            if arrow(ui, i18n, on, (Icon::Forward, "tabs-on"), state.offset < most - 0.5) {
                offset += by;
            }
            if offset != state.offset {
                let kept: StripState = ui.data(|data| data.get_temp(id)).unwrap_or_default();
                ui.data_mut(|data| data.insert_temp(id, StripState { offset: offset.clamp(0.0, most), ..kept }));
                ui.ctx().request_repaint();
            }
            plus(ui, i18n, plus_place, acts);
        }
        if let Some(place) = list_place {
            list.button(ui, i18n, articles, place, &items, acts);
        }
    });
}

/// A tab's text for screen readers, and the name of its close button.
fn spoken(i18n: &I18n, item: &TabItem) -> (String, String) {
    let mut name = item.text.clone();
    if !item.folder.is_empty() {
        let values = [("file", Value::from(&item.text)), ("folder", Value::from(&item.folder))];
        name = i18n.text_with("tab-in-folder", &values).into_owned();
    }
    let close = i18n.text_with("tab-close", &[("file", Value::from(&name))]).into_owned();
    if item.is_unsaved {
        name = i18n.text_with("tab-unsaved", &[("file", Value::from(&name))]).into_owned();
    }
    (name, close)
}

fn as_tab<'a>(front: Option<TabId>, item: &'a TabItem, (name, close_name): &'a (String, String)) -> ArticleTab<'a> {
    ArticleTab {
        id: tab_id(item.id),
        text: &item.text,
        folder: &item.folder,
        name,
        tip: &item.path,
        close_name,
        icon: item.is_folder.then_some(Icon::Folder),
        is_front: front == Some(item.id),
        is_unsaved: item.is_unsaved,
        is_stop: false,
    }
}

fn plus(ui: &mut Ui, i18n: &I18n, place: Rect, acts: &mut Vec<AppAction>) {
    let tip = i18n.text("tab-new-tip");
    if in_place(ui, place, |ui| ui.add(IconButton::new(Icon::Plus, &tip))).clicked() {
        acts.push(AppAction::Command(UiCommand::Open));
    }
}

fn arrow(ui: &mut Ui, i18n: &I18n, place: Rect, (icon, key): (Icon, &str), is_enabled: bool) -> bool {
    let name = i18n.text(key);
    in_place(ui, place, |ui| ui.add_enabled(is_enabled, IconButton::new(icon, &name))).clicked()
}

/// The tabs in the available width, at the current scroll offset.
fn scrolled(
    ui: &mut Ui,
    menus: MenuView<'_>,
    items: &[TabItem],
    tabs: &[ArticleTab<'_>],
    widths: &[f32],
    place: Rect,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    let id = Id::unique("tab-strip");
    let mut state: StripState = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let starts: Vec<f32> = widths
        .iter()
        .scan(0.0, |start, width| {
            let own = *start;
            *start += width + size::STEP;
            Some(own)
        })
        .collect();
    let total = starts.last().zip(widths.last()).map_or(0.0, |(start, width)| start + width);
    let (room, most) = (place.width(), (total - place.width()).max(0.0));
    let front = tabs.iter().position(|tab| tab.is_front);
    if ui.rect_contains_pointer(place) && most > 0.0 {
        // Either wheel direction: the bar has only one.
        let by = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta));
        let across = if look.is_rtl() { by.x } else { -by.x };
        state.offset += across - by.y;
    }
    // The front tab is scrolled into view when it or the available width has changed.
    let shown = front.map(|front| (items[front].id, items.len(), room.round() as i32));
    let brought = front.filter(|_| shown != state.shown);
    state.shown = shown;
    let stop = state.stop.and_then(|stop| items.iter().position(|item| item.id == stop));
    let has_focus = |at: usize| ui.memory(|memory| memory.has_focus(tab_id(items[at].id)));
    let mut stop = stop.filter(|at| has_focus(*at)).or(front).or((!items.is_empty()).then_some(0));
    let mut bring = brought;
    if let Some(at) = stop
        && has_focus(at)
        && let Some(to) = moved(ui, tab_id(items[at].id), at, items.len(), look)
    {
        (stop, bring) = (Some(to), Some(to));
        ui.memory_mut(|memory| memory.request_focus(tab_id(items[to].id)));
        ui.ctx().request_repaint();
    }
    if let Some(at) = bring {
        // With part of its neighbours, to show that there are more.
        let around = size::TARGET.min((room - widths[at]).max(0.0) / 2.0);
        // Where it has no room, its beginning is shown.
        state.offset = state.offset.max(starts[at] + widths[at] + around - room).min((starts[at] - around).max(0.0));
    }
    state.stop = stop.map(|stop| items[stop].id);
    state.offset = state.offset.clamp(0.0, most);
    // Mirrored in Arabic.
    let rect_at = |start: f32, width: f32| {
        let left = if look.is_rtl() { place.right() - start - width } else { place.left() + start };
        Rect::from_min_max(pos2(left, place.top()), pos2(left + width, place.bottom()))
    };
    let front_at = front.map(|front| {
        let natural = starts[front] - state.offset;
        rect_at(natural.clamp(0.0, (room - widths[front]).max(0.0)), widths[front])
    });
    // What the front tab covers at an edge does not belong to the others.
    let mut others = place;
    if let Some((front, rect)) = front.zip(front_at) {
        let natural = rect_at(starts[front] - state.offset, widths[front]);
        if rect.left() > natural.left() + 0.5 {
            others.min.x = rect.right();
        } else if rect.left() < natural.left() - 0.5 {
            others.max.x = rect.left();
        }
    }
    let mut strip = ui.new_child(eframe::egui::UiBuilder::new().max_rect(place));
    let clip = ui.clip_rect();
    for (at, tab) in tabs.iter().enumerate() {
        let is_front = front == Some(at);
        let rect = front_at.filter(|_| is_front).unwrap_or_else(|| rect_at(starts[at] - state.offset, widths[at]));
        strip.set_clip_rect(clip.intersect(if is_front { place } else { others }));
        let shown = ArticleTab { is_stop: stop == Some(at), ..*tab }.show_at(&strip, rect);
        if shown.closed {
            acts.push(AppAction::CloseTab(items[at].id));
        } else if shown.chosen {
            state.stop = Some(items[at].id);
            acts.push(AppAction::SelectTab(items[at].id));
        }
        tab_menu(&shown.response, menus, items, at, acts);
    }
    ui.data_mut(|data| data.insert_temp(id, state));
}

/// The menu of a tab, which need not be in front.
fn tab_menu(tab: &Response, menus: MenuView<'_>, items: &[TabItem], at: usize, acts: &mut Vec<AppAction>) {
    let item = &items[at];
    let articles = items.iter().filter(|item| !item.is_folder).count();
    let before = items[..at].iter().filter(|item| !item.is_folder).count();
    let own = usize::from(!item.is_folder);
    let has_path = !item.path.is_empty();
    let rows = [
        Some((UiCommand::Save, item.is_unsaved)),
        None,
        Some((UiCommand::OpenBeside, !item.is_folder && articles > own)),
        None,
        Some((UiCommand::CopyPath, has_path)),
        Some((UiCommand::OpenItsFolder, has_path && !item.is_folder)),
        None,
        Some((UiCommand::CloseTab, true)),
        Some((UiCommand::CloseOthers, articles > own)),
        Some((UiCommand::CloseBefore, before > 0)),
        Some((UiCommand::CloseAfter, articles > before + own && !item.is_folder)),
    ];
    context_menu(tab, &item.text, |ui| {
        for row in rows {
            let Some((command, is_enabled)) = row else {
                menu_separator(ui);
                continue;
            };
            if row_of(ui, menus, command, is_enabled, false) {
                acts.push(AppAction::OnTab(item.id, command));
            }
        }
    });
}

/// The tab to which keys move the focus.
fn moved(ui: &Ui, id: Id, at: usize, count: usize, look: WidgetStyle) -> Option<usize> {
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let (on, back) = if look.is_rtl() { (Key::ArrowLeft, Key::ArrowRight) } else { (Key::ArrowRight, Key::ArrowLeft) };
    let last = count.saturating_sub(1);
    let keys = [(on, (at + 1).min(last)), (back, at.saturating_sub(1)), (Key::Home, 0), (Key::End, last)];
    let pressed = keys.into_iter().rfind(|(key, _)| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key)));
    pressed.map(|(_, to)| to).filter(|to| *to != at)
}
