//! The second phase of a frame: draw.

use eframe::egui::{CentralPanel, Frame, Rect, Ui, UiBuilder, accesskit_root_id};

use super::panes::Pane;
use super::tab::Tab;
use super::{App, AppAction, FocusBefore};
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::panels::{self, TagBar};
use crate::gui::reader::{ReaderLook, ReaderOutput};
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::text_field::is_typing;

impl App {
    pub(super) fn draw(&mut self, ui: &mut Ui, acts: &mut Vec<AppAction>) {
        let name = without_isolates(&self.title).into_owned();
        ui.ctx().accesskit_node_builder(accesskit_root_id(), |window| window.set_label(name));
        self.return_focus(ui);
        let shows_bars = self.shows_bars(ui.ctx());
        let mut find = std::mem::replace(&mut self.find, super::Find::new());
        let mut appearance = std::mem::take(&mut self.appearance);
        self.parts.begin();
        let mut room = ui.available_rect_before_wrap();
        if shows_bars {
            panels::top_bar(ui, self, &mut find, &mut appearance, acts);
            self.took(Pane::TopBar, &mut room, ui);
        }
        self.find = find;
        self.appearance = appearance;
        if shows_bars && (!self.tabs.is_empty() || !self.folders.is_empty()) {
            let mut tab_list = std::mem::take(&mut self.tab_list);
            panels::tab_bar(ui, self, &mut tab_list, acts);
            self.tab_list = tab_list;
            self.took(Pane::Tabs, &mut room, ui);
        }
        if shows_bars {
            panels::status_bar(ui, self, acts);
            self.took(Pane::StatusBar, &mut room, ui);
        }
        panels::banners(ui, self, acts);
        if let Some(mut field) = self.author_field.take() {
            panels::author_bar(ui, self, &mut field, acts);
            self.author_field = Some(field);
        }
        self.took(Pane::Notices, &mut room, ui);
        if self.shows_panel(room.width()) {
            let mut lists = std::mem::take(&mut self.side_lists);
            panels::side_panel(ui, self, &mut lists, acts);
            self.side_lists = lists;
            self.took(Pane::SidePanel, &mut room, ui);
        }
        let page = room;
        self.parts.page(page);
        CentralPanel::no_frame().frame(Frame::NONE).show(ui, |ui| self.page_ui(ui, acts));
        panels::toasts(ui, self, page, acts);
        if self.shows_full_screen_hint(ui.ctx()) {
            panels::hint(ui, page, &self.i18n.text("hint-full-screen"));
        }
        if let Some(mut dialog) = self.dialog.take() {
            dialog.show(ui, self, acts);
            self.dialog = Some(dialog);
        }
        if let Some(mut chooser) = self.chooser.take() {
            chooser.show(ui, self, acts);
            self.chooser = Some(chooser);
        }
        let side_list = self.tab().and_then(|tab| panels::side_list_stop(ui.ctx(), self.side_tab, tab.id));
        self.parts.end(ui.ctx(), ui.layer_id(), side_list);
    }

    fn took(&mut self, part: Pane, room: &mut Rect, ui: &Ui) {
        self.parts.took(part, *room, ui);
        *room = ui.available_rect_before_wrap();
    }

    /// When a dialog closes, the keyboard goes back to where it was.
    fn return_focus(&mut self, ui: &Ui) {
        if self.dialog.is_some() || self.chooser.is_some() {
            self.focus_before.get_or_insert_with(|| FocusBefore(ui.memory(|memory| memory.focused())));
        } else if self.focus_before.is_some() && ui.memory(|memory| memory.top_modal_layer().is_some()) {
            // egui gives the keyboard to nothing below a dialog in the frame after it, either.
            ui.ctx().request_repaint();
        } else if let Some(FocusBefore(Some(id))) = self.focus_before.take() {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }

    fn page_ui(&mut self, ui: &mut Ui, acts: &mut Vec<AppAction>) {
        let whole = ui.available_rect_before_wrap();
        let theme = Theme::named(self.theme);
        if self.folder().is_some() && ui.input(|i| !i.raw.hovered_files.is_empty()) {
            panels::drop_hint(ui, self, whole);
            return;
        }
        if let Some(mut view) = self.folder_mut().map(|folder| std::mem::take(&mut folder.view)) {
            if let Some(folder) = self.folder() {
                view.show(ui, self, folder, acts);
            }
            if let Some(folder) = self.folder_mut() {
                folder.view = view;
            }
            return;
        }
        let Some(index) = self.tabs.iter().position(|tab| Some(tab.id) == self.front) else {
            panels::start_page(ui, self, acts);
            return;
        };
        ui.painter().rect_filled(whole, 0, theme.paper);
        if self.tabs[index].session.is_none() {
            panels::unreadable(ui, self, &self.tabs[index], acts);
            return;
        }
        if ui.input(|i| !i.raw.hovered_files.is_empty()) {
            panels::drop_hint(ui, self, whole);
            return;
        }
        let named = [("file", Value::from(&self.tabs[index].name))];
        let accessible_name = without_isolates(&self.i18n.text_with("page-name", &named)).into_owned();
        let mark_index = self.tabs[index].mark_index.clone();
        let look = ReaderLook {
            theme,
            palette: theme.palette(),
            places: &mark_index.places,
            hidden: &self.hidden,
            found: &self.find.matches,
            found_stamp: self.find.stamp,
            current: self.find.current.filter(|_| self.find.is_active()),
            style: self.page_style(&self.tabs[index]),
            show_invisibles: self.settings.show_invisibles,
            is_mirrored: self.i18n.lang().is_rtl(),
            column: self.column_width(),
            accessible_name,
            i18n: &self.i18n,
        };
        let Tab { reader, session, note, docked_bar, .. } = &mut self.tabs[index];
        let Some(session) = session else { return };
        reader.noted = note.as_ref().and_then(|note| note.span(session));
        // A tag bar that has no room beside the words stands below them.
        let free = whole.with_max_y(whole.bottom() - docked_bar.unwrap_or(0.0));
        let output = ui.scope_builder(UiBuilder::new().max_rect(free), |ui| reader.ui(ui, session, &look)).inner;
        // The overview at the page's edge stays in sight.
        let page = if look.is_mirrored {
            whole.with_min_x(whole.left() + size::SCROLLBAR)
        } else {
            whole.with_max_x(whole.right() - size::SCROLLBAR)
        };
        self.float(ui, index, page, output, acts);
    }

    /// What floats over the page: popover, note, card under the pointer.
    fn float(&mut self, ui: &mut Ui, index: usize, page: Rect, output: ReaderOutput, acts: &mut Vec<AppAction>) {
        let is_writing = self.tabs[index].note.is_some();
        if let Some(mut note) = self.tabs[index].note.take() {
            let session = self.tabs[index].session.as_ref();
            let quote = session.and_then(|session| Some(note.span(session)?.of(session.document().text()).to_owned()));
            if let (Some(quote), Some(rect)) = (quote, output.focus_rect) {
                panels::note_editor(ui, self, &quote, &mut note.field, rect, page, acts);
            }
            self.tabs[index].note = Some(note);
        }
        let bar = self.float_labels(ui, index, page, &output, is_writing, acts);
        let docked = bar.filter(|bar| bar.is_docked).map(|bar| bar.rect.height());
        if self.tabs[index].docked_bar != docked {
            self.tabs[index].docked_bar = docked;
            ui.ctx().request_repaint();
        }
        let tab = &self.tabs[index];
        if let Some((mark, rect)) = &output.hovered
            && !is_writing
            && tab.finding_label.is_none()
            && tab.reader.selected.as_ref() != Some(mark)
        {
            panels::hover_card(ui, self, tab, mark, *rect, page, bar.map(|bar| bar.rect));
        }
        if let Some(is_end) = tab.reader.moves_end() {
            panels::hint(ui, page, &self.i18n.text(if is_end { "hint-move-end" } else { "hint-move-start" }));
        }
        for action in output.actions {
            self.reader_action(action);
        }
    }

    /// The tag bar beside what is selected, or the list of labels in its place.
    fn float_labels(
        &mut self,
        ui: &Ui,
        index: usize,
        page: Rect,
        output: &ReaderOutput,
        is_writing: bool,
        acts: &mut Vec<AppAction>,
    ) -> Option<TagBar> {
        let words = output.focus_rect.filter(|_| !is_writing && self.dialog.is_none());
        let Some(words) = words else {
            self.tabs[index].finding_label = None;
            return None;
        };
        if let Some(mut field) = self.tabs[index].finding_label.take() {
            panels::label_list(ui, self, &self.tabs[index], &mut field, words, page, acts);
            self.tabs[index].finding_label = Some(field);
            return None;
        }
        // While the query of a search is typed, matches come and go.
        // An end that is moved by keys is not covered either.
        let is_moved = self.tabs[index].reader.moves_end().is_some();
        if output.dragging || is_moved || self.find.is_typed && is_typing(ui.ctx()) {
            return None;
        }
        panels::tag_bar(ui, self, &self.tabs[index], words, page, acts)
    }
}
