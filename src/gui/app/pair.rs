//! Two articles side by side.
//!
//! One of them is the front one, for which all keys, bars and cards are, as always. The other one is shown and scrolls;
//! pressing it makes it the front one. Each stays where it stands.

use eframe::egui::{self, Context, Panel, Rect, Ui, UiBuilder};

use super::App;
use crate::gui::model::{AppAction, Begins, TabId, shown};
use crate::gui::panels::{self, Articles, DIVIDER, HALF_HEAD, Half, PairEdge};
use crate::gui::reader::{Call, Reader};
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::open_context_menu;

/// The narrowest of two pages, in points.
const NARROWEST: f32 = 420.0;
/// The least width in which two pages are shown, in points.
pub(super) const NARROWEST_PAIR: f32 = 2.0 * NARROWEST + DIVIDER;

impl App {
    /// Notices which article is in front. To be called when that may have changed.
    pub(super) fn follow_front(&mut self) {
        if let Some(front) = self.tab().map(|tab| tab.id) {
            self.pair.follow(front);
        }
    }

    /// Whether an article stands beside the front one, as far as the window is wide enough. What is in the place of a page
    /// takes all of the room.
    pub(super) fn has_beside(&self) -> bool {
        self.pair.beside().is_some() && self.tab().is_some_and(|tab| tab.shows_page())
    }

    /// The width of the side panel where it is shown, in points.
    pub(super) fn panel_width(&self) -> f32 {
        self.settings.side_panel_width.unwrap_or(size::SIDE_PANEL)
    }

    /// Shows the article that was in front before beside the front one, or the front one alone.
    pub(super) fn toggle_beside(&mut self) {
        if self.pair.beside().is_some() {
            self.pair.end();
            return;
        }
        self.follow_front();
        let Some(at) = self.tabs.iter().position(|tab| Some(tab.id) == self.pair.front()) else { return };
        let neighbour = || self.tabs.get(at + 1).or_else(|| self.tabs.get(at.checked_sub(1)?)).map(|tab| tab.id);
        if let Some(other) = self.pair.former().or_else(neighbour) {
            self.pair.put_beside(other);
        }
    }

    /// Goes to the article that stands beside the front one.
    pub(super) fn switch_beside(&mut self, ctx: &Context) {
        if let Some(beside) = self.pair.beside() {
            self.call_page(ctx, beside, Call::Front);
        }
    }

    /// Brings an article to the front, and gives its page the keyboard.
    pub(super) fn call_page(&mut self, ctx: &Context, id: TabId, call: Call) {
        self.finish_note();
        self.front = Some(id);
        self.follow_front();
        ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
        if call == Call::Menu {
            open_context_menu(ctx, Reader::id());
        }
    }

    /// Takes one of two articles away; it stays open, and the other one is in front.
    pub(super) fn take_away(&mut self, id: TabId) {
        let beside = self.pair.beside();
        self.pair.end();
        if self.front == Some(id) {
            self.finish_note();
            self.front = beside;
            self.follow_front();
        }
    }

    /// Opens an article that has a tab beside the front one, or beside the one that was in front last, and goes there.
    pub(super) fn open_beside(&mut self, ctx: &Context, id: TabId) {
        self.follow_front();
        if self.pair.front() == Some(id) {
            if self.pair.beside().is_none() {
                self.toggle_beside();
            }
        } else {
            self.pair.put_beside(id);
        }
        self.call_page(ctx, id, Call::Front);
    }

    /// Opens the article chosen in the folder beside the one that was read last, and goes there: both are seen. If none is
    /// open, it is opened alone.
    pub(super) fn open_chosen_beside(&mut self, ctx: &Context) {
        let Some(path) = self.chosen_article() else { return };
        let folder = self.front;
        self.open_article(path, Begins::Reading);
        if let Some(id) = self.front.filter(|front| Some(*front) != folder) {
            // Until here it has only been opened: it does not come in the place of another one.
            self.front = folder;
            self.open_beside(ctx, id);
        }
    }

    /// Draws the article beside the front one at its side of a room, if there is width for both. Returns whether it did.
    pub(super) fn beside_page(&mut self, ui: &mut Ui, room: Rect, acts: &mut Vec<AppAction>) -> bool {
        let beside = self.pair.beside().filter(|_| self.has_beside() && room.width() >= NARROWEST_PAIR);
        let Some(index) = self.tabs.iter().position(|tab| Some(tab.id) == beside) else { return false };
        let is_rtl = self.i18n.lang().is_rtl();
        let is_left = self.pair.is_beside_first() != is_rtl;
        let pages = room.width() - DIVIDER;
        let half = NARROWEST / pages;
        let share = self.settings.first_share.unwrap_or(0.5).clamp(half, 1.0 - half);
        let first = (pages * share).round();
        let width = if self.pair.is_beside_first() { first } else { pages - first };
        let panel = if is_left { Panel::left("page-beside") } else { Panel::right("page-beside") };
        let panel = panel.exact_size(width + DIVIDER).resizable(false).show_separator_line(false);
        panel.frame(egui::Frame::NONE).show(ui, |ui| {
            let whole = ui.max_rect();
            let (page, edge) = if is_left {
                whole.split_left_right_at_x(whole.right() - DIVIDER)
            } else {
                let (edge, page) = whole.split_left_right_at_x(whole.left() + DIVIDER);
                (page, edge)
            };
            let edge = PairEdge { place: edge, room, share, shares: half..=1.0 - half };
            acts.extend(panels::pair_edge(ui, &self.i18n, edge));
            self.half_head(ui, page, self.tabs[index].id, acts);
            let page = page.with_min_y(page.top() + HALF_HEAD);
            ui.scope_builder(UiBuilder::new().max_rect(page), |ui| self.passive_page(ui, index, acts));
        });
        true
    }

    /// Draws the head of one of two pages.
    pub(super) fn half_head(&self, ui: &mut Ui, page: Rect, id: TabId, acts: &mut Vec<AppAction>) {
        let articles = Articles { tabs: &self.tabs, folders: &[], front: self.front, seeing: None };
        panels::half_head(ui, &self.i18n, Half { articles, id, place: page.with_max_y(page.top() + HALF_HEAD) }, acts);
    }

    fn passive_page(&mut self, ui: &mut Ui, index: usize, acts: &mut Vec<AppAction>) {
        let whole = ui.available_rect_before_wrap();
        ui.painter().rect_filled(whole, 0, Theme::named(self.theme).paper);
        let tab = &mut self.tabs[index];
        let id = tab.id;
        if tab.unreadable.is_some() {
            panels::unreadable(ui, &self.i18n, tab, acts);
            return;
        }
        let mut reader = std::mem::take(&mut tab.reader);
        let tab = &self.tabs[index];
        if let Some(session) = shown(tab.session.as_ref(), tab.arriving.as_ref()) {
            let look = self.reader_look(tab, true);
            let output = ui.scope_builder(UiBuilder::new().max_rect(whole), |ui| reader.ui(ui, session, &look)).inner;
            let call = output.called.or((!output.actions.is_empty()).then_some(Call::Front));
            if let Some(call) = call {
                acts.push(AppAction::CallPage(id, call));
                acts.extend(output.actions.into_iter().map(AppAction::Reader));
            }
        }
        self.tabs[index].reader = reader;
    }
}
