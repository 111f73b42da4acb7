//! The second phase of a frame: drawing.
//!
//! The data for each panel is computed before it is drawn; during drawing only the panel's own state (typed text,
//! scroll position) changes. Requests wait for the first phase of the next frame.

use eframe::egui::{
    Area, CentralPanel, Frame, Id, Key, Modifiers, Order, Popup, Rect, Sense, Ui, UiBuilder, Vec2, accesskit_root_id,
};

use super::App;
use super::panes::Pane;
use super::program::FocusBefore;
use crate::gui::command::ContextMenu;
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::{
    AppAction, Described, Fineness, NoticeKind, Placing, Said, SeenView, SeenWords, Tab, TabId, said, shown,
};
use crate::gui::panels::{
    self, AppearanceView, Articles, BULK_ROOM, CardPlace, CommandState, CommandStates, DialogView, Editor, FolderLook,
    HALF_HEAD, MenuView, Names, RelatingPlace, SeeingLook, SideView, TagBar, TopBarView, VIEW_BAR,
};
use crate::gui::reader::{Reader, ReaderLook, ReaderOutput};
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::text_field::is_typing;
use crate::gui::widgets::{context_menu_at, is_context_menu_open};

/// Height from which a folder's list has the bar above it that leads to its table, in points.
const LEAST_WITH_VIEW_BAR: f32 = 480.0 + VIEW_BAR;

/// The front article.
fn front_of(tabs: &[Tab], front: Option<TabId>) -> Option<&Tab> {
    tabs.iter().find(|tab| Some(tab.id) == front)
}

/// The card in the margin of an article, in points.
fn margin_card(tab: &Tab) -> Option<Rect> {
    let relating = tab.relating.as_ref().and_then(|relating| relating.card);
    relating.or_else(|| tab.review.as_ref().and_then(|review| review.card))
}

/// Whether relations can be drawn from the selected mark.
fn can_relate(tab: &Tab) -> bool {
    let has_kinds = tab.session.as_ref().is_some_and(|session| !session.labels().relation_kinds.is_empty());
    has_kinds && tab.review.is_none() && tab.relating.is_none() && tab.details.is_none()
}

/// The data of menus; they borrow only what they show.
macro_rules! menus {
    ($app:expr, $commands:expr) => {
        MenuView {
            i18n: &$app.i18n,
            commands: $commands,
            recent: $app.settings.recent.len(),
            tab: front_of(&$app.tabs, $app.front),
            recent_labels: &$app.recent_labels,
        }
    };
}

/// Whether a control was there in the last frame. Not by its response: asking for that can take the focus away.
fn was_drawn(ctx: &eframe::egui::Context, id: Id) -> bool {
    ctx.viewport(|viewport| viewport.prev_pass.widgets.get(id).is_some())
}

/// Height of what stands over the list of differences of a comparison, with the space under a notice, in points.
const ABOVE_LIST: f32 = 84.0;

impl App {
    pub(super) fn draw(&mut self, ui: &mut Ui, acts: &mut Vec<AppAction>) {
        let name = without_isolates(&self.title).into_owned();
        ui.ctx().accesskit_node_builder(accesskit_root_id(), |window| window.set_label(name));
        self.return_focus(ui);
        let commands = self.command_states();
        self.parts.begin();
        let mut room = ui.available_rect_before_wrap();
        if self.shows_bars(ui.ctx()) {
            self.top_bar(ui, &commands, acts);
            self.took(Pane::TopBar, &mut room, ui);
            if !self.tabs.is_empty() || !self.folders.is_empty() {
                let articles = Articles { tabs: &self.tabs, folders: &self.folders, front: self.front, seeing: None };
                let menus = menus!(self, &commands);
                panels::tab_bar(ui, menus, articles, &mut self.tab_list, acts);
                self.took(Pane::Tabs, &mut room, ui);
            }
            let seeing = self.seeing_in_front();
            let articles = Articles { tabs: &self.tabs, folders: &self.folders, front: self.front, seeing };
            let pace = self.settings.show_pace.then_some(&self.pace);
            let has_panel = self.is_panel_shown() && !self.spare.is_panel_over;
            panels::status_bar(ui, &self.i18n, articles, self.save_view(), pace, has_panel, acts);
            self.took(Pane::StatusBar, &mut room, ui);
        }
        self.tour_bar(ui, true, acts);
        self.took(Pane::Notices, &mut room, ui);
        let banners: Vec<Said<'_>> = self.banners().collect();
        panels::banners(ui, &self.i18n, &banners, acts);
        drop(banners);
        if let Some(tab) = front_of(&self.tabs, self.front) {
            panels::recovery_bar(ui, &self.i18n, tab, acts);
            panels::merging_bar(ui, &self.i18n, tab, acts);
            panels::adjudication_bar(ui, &self.i18n, tab, acts);
            panels::placing_bar(ui, &self.i18n, tab, acts);
            panels::sharing_bar(ui, &self.i18n, tab, acts);
        }
        if let Some(field) = &mut self.author_field {
            panels::author_bar(ui, &self.i18n, field, acts);
        }
        let front = self.front;
        if let Some(tab) =
            self.tabs.iter_mut().find(|tab| Some(tab.id) == front && !tab.edits_labels && tab.shows_page())
            && let (Some(session), Some(about)) = (&tab.session, &mut tab.about)
        {
            panels::about_form(ui, &self.i18n, session, about, acts);
        }
        self.tour_bar(ui, false, acts);
        self.took(Pane::Notices, &mut room, ui);
        // The editor has three columns of its own, and annotators' files have two.
        let is_adjudicating = self.tab().is_some_and(Tab::shows_adjudication);
        let has_columns =
            self.edits_labels() || self.shows_exchange() || is_adjudicating || self.seeing_in_front().is_some();
        let shows_panel = self.shows_panel(room.width()) && !has_columns;
        if shows_panel && !self.spare.is_panel_over {
            self.side_panel(ui, &commands, acts);
            self.took(Pane::SidePanel, &mut room, ui);
        }
        let is_pair = self.beside_page(ui, room, acts);
        self.took(Pane::Beside, &mut room, ui);
        self.parts.page(room, ui);
        let docked = front_of(&self.tabs, self.front).and_then(|tab| tab.docked_bar).unwrap_or(0.0);
        let page = room.with_max_y(room.bottom() - docked);
        CentralPanel::no_frame().frame(Frame::NONE).show(ui, |ui| {
            let mut page = ui.available_rect_before_wrap();
            if let Some(front) = self.front.filter(|_| is_pair) {
                self.half_head(ui, page, front, acts);
                page.min.y += HALF_HEAD;
            }
            ui.scope_builder(UiBuilder::new().max_rect(page), |ui| self.page_ui(ui, &commands, acts));
        });
        if shows_panel && self.spare.is_panel_over {
            self.panel_over_page(ui, room, &commands, acts);
        }
        let all = said(&self.notices, &self.tabs, self.front, &self.i18n);
        let toasts: Vec<Said<'_>> = all.filter(|said| said.notice.kind == NoticeKind::Done).collect();
        // What decides about a difference can stand anywhere in the list, but not over it.
        let above_list = page.top() + ABOVE_LIST;
        let ticked = self.seeing_in_front().is_some_and(|seeing| !seeing.ticked.is_empty());
        let foot = if ticked { BULK_ROOM } else { self.exchange_foot() };
        let bottom = if is_adjudicating { above_list } else { page.bottom() - foot };
        let above = page.with_max_y(bottom.min(page.bottom()));
        panels::toasts(ui, &self.i18n, &toasts, above, acts);
        if self.shows_full_screen_hint(ui.ctx()) {
            panels::hint(ui, page, &self.i18n.text("hint-full-screen"));
        }
        self.questions(ui, &commands, acts);
        let side_list = self.tab().and_then(|tab| panels::side_list_stop(ui.ctx(), self.side_tab, tab.id));
        let calls_panel = self.parts.end(ui.ctx(), side_list, self.can_call_panel());
        self.spare.panel |= calls_panel;
    }

    /// The current state of each command.
    fn command_states(&self) -> CommandStates {
        let now = self.situation();
        CommandStates::of(|command| CommandState {
            is_enabled: command.is_enabled(&now),
            is_on: command.is_on(&now),
            wording: Some(command.wording(&now)),
        })
    }

    /// The card of the tour above its page, if its step belongs to this side of the window.
    fn tour_bar(&self, ui: &mut Ui, at_foot: bool, acts: &mut Vec<AppAction>) {
        if let Some(tour) = self.tour.as_ref().filter(|tour| Some(tour.tab) == self.front)
            && panels::is_tour_at_foot(tour.step) == at_foot
        {
            panels::tour_bar(ui, &self.i18n, tour, acts);
        }
    }

    fn took(&mut self, part: Pane, room: &mut Rect, ui: &Ui) {
        self.parts.took(part, *room, ui);
        *room = ui.available_rect_before_wrap();
    }

    fn top_bar(&mut self, ui: &mut Ui, commands: &CommandStates, acts: &mut Vec<AppAction>) {
        let (theme, family) = (self.chosen_theme(), self.family());
        let (text_size, line_height) = (self.text_size(), self.line_height());
        let (column_width, paragraph_spacing) = (self.column_width(), self.paragraph_spacing());
        let front = front_of(&self.tabs, self.front);
        let view = TopBarView {
            menus: menus!(self, commands),
            has_article: front.is_some(),
            appearance: AppearanceView {
                i18n: &self.i18n,
                commands,
                theme,
                family,
                families: self.families.as_deref(),
                text_size,
                line_height,
                column_width,
                paragraph_spacing,
                hide_diacritics: self.settings.hide_diacritics,
                show_invisibles: self.settings.show_invisibles,
            },
        };
        panels::top_bar(ui, &view, &mut self.find, &mut self.appearance, acts);
    }

    fn side_panel(&mut self, ui: &mut Ui, commands: &CommandStates, acts: &mut Vec<AppAction>) {
        let (threshold, order) = (self.threshold(), self.list_order(self.side_tab));
        let Some(tab) = front_of(&self.tabs, self.front) else { return };
        let view = SideView {
            menus: menus!(self, commands),
            i18n: &self.i18n,
            lexicon: &self.lexicon,
            atlas: &self.atlas,
            commands,
            tab,
            is_moved: self.settings.side_panel_moved,
            width: self.panel_width(),
            is_over: self.spare.is_panel_over,
            which: self.side_tab,
            timeline: self.side_timeline,
            hidden: &self.hidden,
            threshold,
            listed: tab.review.as_ref().map_or(self.settings.listed, |review| review.listed),
            order,
        };
        panels::side_panel(ui, &view, &mut self.side_lists, acts);
    }

    /// The side panel over the page, until the keyboard or a press goes elsewhere.
    fn panel_over_page(&mut self, ui: &Ui, room: Rect, commands: &CommandStates, acts: &mut Vec<AppAction>) {
        let width = self.panel_width().min(room.width());
        let is_left = self.i18n.lang().is_rtl() != self.settings.side_panel_moved;
        let place = if is_left { room.with_max_x(room.left() + width) } else { room.with_min_x(room.right() - width) };
        let ctx = ui.ctx();
        let area = Area::new(Id::unique("side-panel-over")).order(Order::Foreground).fixed_pos(place.min);
        let area = area.constrain(false).show(ctx, |ui| {
            ui.allocate_rect(place, Sense::hover());
            self.side_panel(&mut ui.new_child(UiBuilder::new().max_rect(place)), commands, acts);
        });
        let layer = area.response.layer_id;
        self.parts.over(Pane::SidePanel, place, layer);
        if ctx.memory(|memory| memory.top_modal_layer().is_some()) || Popup::is_any_open(ctx) {
            return;
        }
        // Nothing else that floats over the page lies on it.
        ctx.move_to_top(layer);
        let focused = ctx.memory(|memory| memory.focused());
        let layer_of = |id| ctx.read_response(id).map(|response| response.layer_id);
        let focus_layer = focused.and_then(layer_of);
        let had_focus = std::mem::replace(&mut self.spare.had_panel_focus, focus_layer == Some(layer));
        // The toolkit takes the focus away at Escape.
        let is_left = had_focus && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let has_gone = had_focus && focus_layer.is_some_and(|other| other != layer);
        let pressed = ctx.input(|input| input.pointer.interact_pos().filter(|_| input.pointer.any_pressed()));
        let is_pressed_beside =
            pressed.is_some_and(|at| room.contains(at) && ctx.layer_id_at(at) == Some(ui.layer_id()));
        if is_left {
            ctx.memory_mut(|memory| memory.request_focus(Reader::id()));
        }
        if is_left || has_gone || is_pressed_beside {
            (self.spare.panel, self.spare.had_panel_focus) = (false, false);
            ctx.request_repaint();
        }
    }

    /// Dialogs and questions over the page.
    fn questions(&mut self, ui: &Ui, commands: &CommandStates, acts: &mut Vec<AppAction>) {
        if let Some(dialog) = &mut self.dialog {
            let said = said(&self.notices, &self.tabs, self.front, &self.i18n);
            let banners: Vec<Said<'_>> = said.filter(|said| said.notice.kind != NoticeKind::Done).collect();
            let view = DialogView {
                i18n: &self.i18n,
                lexicon: &self.lexicon,
                atlas: &self.atlas,
                commands,
                articles: Articles { tabs: &self.tabs, folders: &self.folders, front: self.front, seeing: None },
                settings: &self.settings,
                lexicons: &self.user_lexicons,
                banners: &banners,
            };
            dialog.show(ui, &view, acts);
        }
        let reason = self.chooser.as_ref().and_then(|chooser| self.save_reason(chooser.request));
        if let Some(chooser) = &mut self.chooser {
            chooser.show(ui, &self.i18n, &self.settings.recent, reason.as_deref(), acts);
        }
    }

    /// When a dialog closes, the keyboard focus returns to where it was.
    fn return_focus(&mut self, ui: &Ui) {
        if self.dialog.is_some() || self.chooser.is_some() {
            // A row of a menu is gone with its menu.
            let outside = self.parts.focused_outside_menus();
            self.focus_before.get_or_insert(FocusBefore(outside));
        } else if self.focus_before.is_some() && ui.memory(|memory| memory.top_modal_layer().is_some()) {
            // In the frame after a dialog, egui still does not give the focus to anything below it.
            ui.ctx().request_repaint();
        } else if let Some(FocusBefore(before)) = self.focus_before.take() {
            if ui.memory(|memory| memory.focused().is_some()) && before.is_none() {
                // The dialog has led somewhere.
            } else if let Some(id) = before.filter(|id| was_drawn(ui.ctx(), *id)) {
                ui.memory_mut(|memory| memory.request_focus(id));
            } else if self.seeing_in_front().is_some()
                && let Some(view) = self.front.and_then(|front| self.seeing_views.get_mut(&front))
            {
                view.enter();
            } else if let Some(view) = self.front.and_then(|front| self.folder_views.get_mut(&front)) {
                view.enter();
            } else if self.tab().is_some_and(Tab::shows_page) {
                ui.memory_mut(|memory| memory.request_focus(Reader::id()));
            }
        }
    }

    fn page_ui(&mut self, ui: &mut Ui, commands: &CommandStates, acts: &mut Vec<AppAction>) {
        let whole = ui.available_rect_before_wrap();
        let theme = Theme::named(self.theme);
        let is_dropped = ui.input(|i| !i.raw.hovered_files.is_empty());
        let threshold = self.threshold();
        if self.shows_export()
            && let Some(page) = &mut self.exporting
        {
            self.export_view.show(ui, &self.i18n, page, acts);
            return;
        }
        if self.shows_import()
            && let Some(page) = &mut self.importing
        {
            self.import_view.show(ui, &self.i18n, page, acts);
            return;
        }
        if let Some(folder) = self.folders.iter().find(|folder| Some(folder.id) == self.front) {
            if is_dropped {
                panels::drop_hint(ui, &self.i18n, whole);
            } else {
                let id = folder.id;
                if let Some(seeing) = self.seeing.get(&id).filter(|seeing| seeing.view != SeenView::Own) {
                    if seeing.view.is_drawn() {
                        self.show_drawn(ui, id, true, acts);
                        return;
                    }
                    let words = SeenWords { lexicon: self.lexicon.clone(), lang: self.i18n.lang() };
                    let articles = folder.rows.len();
                    let fine = Fineness { folder: Some((&folder.path, &folder.shared)) };
                    let look = SeeingLook { i18n: &self.i18n, words: &words, is_folder: true, articles, fine };
                    self.seeing_views.entry(id).or_default().show(ui, look, id, seeing, acts);
                    return;
                }
                if folder.is_listed && !folder.rows.is_empty() && whole.height() >= LEAST_WITH_VIEW_BAR {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    panels::view_bar(ui, &self.i18n, (id, true), SeenView::Own, None, acts, |_, _| {});
                }
                let columns = self.settings.folder_columns.as_deref();
                let menus = menus!(self, commands);
                let look = FolderLook { i18n: &self.i18n, menus, threshold, columns };
                self.folder_views.entry(folder.id).or_default().show(ui, look, folder, acts);
            }
            return;
        }
        let Some(index) = self.tabs.iter().position(|tab| Some(tab.id) == self.front) else {
            let is_first = self.settings.recent.is_empty() && !self.settings.tour_seen;
            panels::start_page(ui, &self.i18n, &self.settings.recent, is_first, acts);
            return;
        };
        ui.painter().rect_filled(whole, 0, theme.paper);
        if self.tabs[index].shown().is_none() {
            panels::unreadable(ui, &self.i18n, &self.tabs[index], acts);
            return;
        }
        if is_dropped {
            panels::drop_hint(ui, &self.i18n, whole);
            return;
        }
        if let Some(shown) = &self.tabs[index].comparison {
            let names = Names { i18n: &self.i18n, lexicon: &self.lexicon, atlas: &self.atlas };
            self.differences.show(ui, names, self.tabs[index].id, shown, acts);
            return;
        }
        if self.tabs[index].shows_adjudication()
            && let Tab { id, session: Some(session), adjudicating: Some(adjudicating), .. } = &mut self.tabs[index]
        {
            let names = Names { i18n: &self.i18n, lexicon: &self.lexicon, atlas: &self.atlas };
            panels::adjudication(ui, names, *id, session, adjudicating, acts);
            return;
        }
        let id = self.tabs[index].id;
        if self.tabs[index].shows_page()
            && self.tabs[index].session.is_some()
            && let Some(seeing) = self.seeing.get(&id).filter(|seeing| seeing.view != SeenView::Own)
        {
            if seeing.view.is_drawn() {
                self.show_drawn(ui, id, false, acts);
                return;
            }
            let words = SeenWords { lexicon: self.lexicon.clone(), lang: self.i18n.lang() };
            let around = self.fine_for(id);
            let fine = Fineness { folder: around.as_ref().map(|(_, path, file)| (path, &**file)) };
            let look = SeeingLook { i18n: &self.i18n, words: &words, is_folder: false, articles: 1, fine };
            self.seeing_views.entry(id).or_default().show(ui, look, id, seeing, acts);
            return;
        }
        if self.tabs[index].edits_labels
            && let Some(session) = &self.tabs[index].session
        {
            let folder = self.folder_of_front().map(ToOwned::to_owned);
            let folder = folder.as_deref();
            let (tabs, tab) = (&self.tabs, &self.tabs[index]);
            let together = self.together(tab.id);
            let editor = Editor { i18n: &self.i18n, tabs, together: &together, tab, folder, session };
            self.labels_view.show(ui, editor, acts);
            return;
        }
        // A tag bar without room beside the selection is docked below the text.
        let free = whole.with_max_y(whole.bottom() - self.tabs[index].docked_bar.unwrap_or(0.0));
        let mut reader = std::mem::take(&mut self.tabs[index].reader);
        let tab = &self.tabs[index];
        let output = shown(tab.session.as_ref(), tab.arriving.as_ref()).map(|session| {
            reader.noted = tab.note.as_ref().and_then(|note| note.span(session));
            let look = self.reader_look(tab, false);
            ui.scope_builder(UiBuilder::new().max_rect(free), |ui| reader.ui(ui, session, &look)).inner
        });
        self.tabs[index].reader = reader;
        let Some(output) = output else { return };
        // The scrollbar at the page's edge stays visible.
        let page = if self.i18n.lang().is_rtl() {
            whole.with_min_x(whole.left() + size::SCROLLBAR)
        } else {
            whole.with_max_x(whole.right() - size::SCROLLBAR)
        };
        self.page_menu(commands, &output, acts);
        self.float(ui, index, page, output, acts);
    }

    /// How the page of an article looks in this frame: that of the front one, or that of one beside it.
    pub(super) fn reader_look<'a>(&'a self, tab: &'a Tab, is_beside: bool) -> ReaderLook<'a> {
        let theme = Theme::named(self.theme);
        let name = if is_beside { "page-name-beside" } else { "page-name" };
        let name = self.i18n.text_with(name, &[("file", Value::from(&tab.name))]);
        ReaderLook {
            theme,
            palette: theme.palette(),
            places: &tab.mark_index.places,
            hidden: &self.hidden,
            uncertain: &tab.mark_index.uncertain,
            // The search is in the front article.
            found: if is_beside { &[] } else { &self.find.matches },
            found_stamp: if is_beside { u64::MAX } else { self.find.stamp },
            current: self.find.current.filter(|_| self.find.is_active() && !is_beside),
            dragged: tab.placing.as_ref().filter(|_| !is_beside).and_then(Placing::dragged_words),
            style: self.page_style(tab),
            show_invisibles: self.settings.show_invisibles,
            is_mirrored: self.i18n.lang().is_rtl(),
            column: self.column_width(),
            accessible_name: without_isolates(&name).into_owned(),
            is_beside,
            i18n: &self.i18n,
            is_reviewed: tab.review.is_some(),
            // The front page ends above it.
            foot: tab.docked_bar.filter(|_| is_beside && tab.review.is_some()).unwrap_or(0.0),
            card: margin_card(tab),
            has_relations: tab.session.as_ref().is_some_and(|session| !session.relations().is_empty()),
            can_relate: can_relate(tab),
            is_relating: tab.relating.is_some(),
            other_end: tab.relating.as_ref().and_then(|relating| relating.to.as_ref()),
            snaps: self.snaps().then_some(&*self.lexicon),
        }
    }

    /// The menu of what is selected on the page.
    fn page_menu(&self, commands: &CommandStates, output: &ReaderOutput, acts: &mut Vec<AppAction>) {
        let Some(page) = &output.page else { return };
        let menu = ContextMenu::of_page(&self.situation());
        let head = Rect::from_center_size(page.rect.center_top(), Vec2::ZERO);
        let place = output.focus_rect.or(output.relation).unwrap_or(head).intersect(page.rect);
        let (menus, name) = (menus!(self, commands), self.i18n.text(menu.text_key()));
        context_menu_at(page, place, &name, |ui| panels::menu_entries(ui, menus, menu.entries(), acts));
    }

    /// What floats over the page: popover, note, hover card.
    fn float(&mut self, ui: &mut Ui, index: usize, page: Rect, output: ReaderOutput, acts: &mut Vec<AppAction>) {
        let Tab { note, session: Some(session), .. } = &mut self.tabs[index] else { return };
        let is_writing = note.is_some();
        if let Some(note) = note
            && let (Some(span), Some(rect)) = (note.span(session), output.focus_rect)
        {
            let quote = span.of(session.document().text());
            panels::note_editor(ui, &self.i18n, quote, &mut note.field, rect, page, acts);
        }
        if let Some(pile) = &self.tabs[index].pile {
            panels::pile_list(ui, &self.i18n, &self.tabs[index], pile, page, acts);
        }
        let bar = self.float_labels(ui, index, page, &output, is_writing, acts);
        let docked = bar.filter(|bar| bar.is_docked).map(|bar| bar.rect.height());
        let docked = self.float_decision(ui, index, page, &output, docked, acts);
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
            let names = Names { i18n: &self.i18n, lexicon: &self.lexicon, atlas: &self.atlas };
            panels::hover_card(ui, names, tab, mark, *rect, page, bar.map(|bar| bar.rect));
        }
        if let Some(is_end) = tab.reader.moves_end() {
            panels::hint(ui, page, &self.i18n.text(if is_end { "hint-move-end" } else { "hint-move-start" }));
        }
        acts.extend(output.actions.into_iter().map(AppAction::Reader));
    }

    /// The card of review, or a bar in its place above the tag bar; returns the height of all that is docked at the foot
    /// of the page.
    fn float_decision(
        &mut self,
        ui: &Ui,
        index: usize,
        page: Rect,
        output: &ReaderOutput,
        docked: Option<f32>,
        acts: &mut Vec<AppAction>,
    ) -> Option<f32> {
        let names = Names { i18n: &self.i18n, lexicon: &self.lexicon, atlas: &self.atlas };
        let asked = panels::several_bar(ui, names, &self.tabs[index], page, acts);
        let asked = asked.or_else(|| match &mut self.tabs[index] {
            Tab { session: Some(session), alike: Some(alike), .. } => {
                Some(panels::alike_bar(ui, names, session, alike, page, acts))
            }
            _ => None,
        });
        let (docked, asked) = (asked.or(docked), asked.is_some());
        let (Some(margin), true) = (output.margin, self.tabs[index].review.is_some()) else { return docked };
        let room = page.height() - docked.unwrap_or(0.0);
        let bar = CardPlace::bar(margin, room);
        // Only one thing is decided at a time: a relation that is being made has the card's place, and what is asked
        // about several has the bar's.
        if asked || self.tabs[index].relating.is_some() && bar.is_none() {
            return docked;
        }
        let foot = docked.unwrap_or(0.0) + bar.unwrap_or(0.0);
        let style = self.page_style(&self.tabs[index]);
        let line = style.size_px * style.line_height;
        let free = page.with_max_y(page.bottom() - foot);
        let place = CardPlace { page: free, margin, line, is_bar: bar.is_some(), ring: output.ring };
        let card = panels::review_card(ui, names, &self.tabs[index], place, acts);
        if let Some(review) = &mut self.tabs[index].review
            && review.card != card
        {
            review.card = card;
            ui.ctx().request_repaint();
        }
        Some(foot)
    }

    /// The card of the relation that is being made.
    fn float_relation(&mut self, ui: &Ui, index: usize, page: Rect, output: &ReaderOutput, acts: &mut Vec<AppAction>) {
        let names = Names { i18n: &self.i18n, lexicon: &self.lexicon, atlas: &self.atlas };
        let free = page.with_max_y(page.bottom() - self.tabs[index].docked_bar.unwrap_or(0.0));
        let Tab { session: Some(session), relating: Some(relating), mark_index, reader, .. } = &mut self.tabs[index]
        else {
            return;
        };
        let margin = output.margin.unwrap_or(free).intersect(free);
        let place = RelatingPlace { page: free, margin, words: output.focus_rect };
        let card = panels::relating_card(ui, names, (session, mark_index, reader), relating, place, acts);
        if relating.card != card {
            relating.card = card;
            ui.ctx().request_repaint();
        }
    }

    /// The tag bar beside the selection, or the list of labels in its place.
    fn float_labels(
        &mut self,
        ui: &Ui,
        index: usize,
        page: Rect,
        output: &ReaderOutput,
        is_writing: bool,
        acts: &mut Vec<AppAction>,
    ) -> Option<TagBar> {
        let is_covered =
            self.dialog.is_some() || self.chooser.is_some() || self.spare.is_panel_over && self.spare.panel;
        let words = output.focus_rect.filter(|_| !is_writing && !is_covered);
        let is_reviewing = self.tabs[index].review.is_some();
        let Tab { session: Some(session), finding_label, details, .. } = &mut self.tabs[index] else {
            return None;
        };
        if words.is_none() {
            *finding_label = None;
        }
        let described = match details.as_ref().map(|details| &details.on) {
            // Its words may be out of view.
            Some(Described::Relation(_)) => {
                Some(output.relation_rect.unwrap_or(Rect::from_pos(page.center()))).filter(|_| self.dialog.is_none())
            }
            _ => words,
        };
        if described.is_none() {
            *details = None;
        }
        if let (None, None, false) = (words, described, is_reviewing) {
            return None;
        }
        if let (Some(field), Some(words)) = (finding_label, words) {
            panels::label_list(ui, &self.i18n, session.labels(), &self.recent_labels, field, words, page, acts);
            if !is_reviewing {
                return None;
            }
        }
        if let (Some(details), Some(words)) = (details, described) {
            let margin = output.margin.unwrap_or(page).intersect(page);
            panels::details_card(ui, &self.i18n, session, details, words, (page, margin), acts);
            if !is_reviewing {
                return None;
            }
        }
        if self.tabs[index].relating.is_some() {
            self.float_relation(ui, index, page, output, acts);
            if !is_reviewing {
                return None;
            }
        }
        let Tab { session: Some(_), reader, .. } = &mut self.tabs[index] else { return None };
        // While the query of a search is being typed, matches change quickly. An end being moved by keys must not be
        // covered, either.
        let is_moved = reader.moves_end().is_some();
        // Nor is a note that is read; a bar at the foot leaves it room.
        let is_note_read = reader.has_note_card() && self.tabs[index].docked_bar.is_none();
        let is_listed = self.tabs[index].pile.is_some();
        if self.tabs[index].several.is_some() || self.tabs[index].alike.is_some() {
            return None;
        }
        if is_reviewing {
            return panels::tag_bar(ui, &self.i18n, &self.tabs[index], &self.recent_labels, None, page, acts);
        }
        let has_menu = output.page.as_ref().is_some_and(is_context_menu_open);
        if output.dragging
            || has_menu
            || is_moved
            || is_listed
            || is_note_read
            || self.find.is_typed && is_typing(ui.ctx())
        {
            return None;
        }
        panels::tag_bar(ui, &self.i18n, &self.tabs[index], &self.recent_labels, words, page, acts)
    }
}
