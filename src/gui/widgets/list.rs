//! A long list of rows: only those in view are created. One row is a Tab stop, and the arrow keys move on from there.

use eframe::egui::style::ScrollAnimation;
use eframe::egui::{
    Context, EventFilter, Id, Key, Layout, Modifiers, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2,
    pos2, vec2,
};

use super::WidgetStyle;
use super::scroll::{name_scrollbar, with_margin};
use crate::gui::keyboard::wait;
use crate::gui::theme::size;

/// Rows by which Page Up and Page Down move.
const PAGE: usize = 10;

/// A list of rows of the same height.
#[must_use = "a list is shown by `show`"]
pub struct List<'a> {
    id: Id,
    name: &'a str,
    height: f32,
    row: f32,
    chosen: Option<usize>,
    field: Option<Id>,
    keeps_sideways: bool,
    /// How much higher the chosen row is, in points.
    opened: f32,
}

/// A row's position in its list; passed to the row with [`super::Row::at`].
#[derive(Clone, Copy, Debug)]
pub struct ListPlace {
    /// The row's own id.
    pub(super) id: Id,
    /// From 0.
    pub(super) number: usize,
    pub(super) count: usize,
    /// Whether it is the Tab stop.
    pub(super) is_stop: bool,
}

impl ListPlace {
    /// The row's number, from 0.
    pub fn number(self) -> usize {
        self.number
    }

    /// Whether it is the first row.
    pub(super) fn is_first(self) -> bool {
        self.number == 0
    }

    /// Whether it is the last row.
    pub(super) fn is_last(self) -> bool {
        self.number + 1 == self.count
    }

    /// Allocates space for the row, and senses what the person does there.
    pub(super) fn room(self, ui: &mut Ui, wanted: Vec2) -> (Rect, Response) {
        let (_, rect) = ui.allocate_space(wanted);
        // Without the bit that makes it a Tab stop.
        let sense = if self.is_stop { Sense::click() } else { Sense::CLICK };
        (rect, ui.interact(rect, self.id, sense))
    }

    /// Tells screen readers the row's position in its list.
    pub(super) fn announce(self, row: &Response) {
        row.ctx.accesskit_node_builder(row.id, |node| {
            node.set_position_in_set(self.number);
            node.set_size_of_set(self.count);
        });
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    /// The row that is the Tab stop.
    active: usize,
    /// The chosen row when the list was last shown.
    seen: Option<usize>,
    /// A row that takes the keyboard focus as soon as it is shown.
    wants: Option<usize>,
    count: usize,
    /// The height with which the list was last shown, in points.
    height: f32,
    /// The pass in which the list was last shown.
    pass: u64,
    /// Whether to show it from its first row.
    is_other: bool,
    /// The chosen row when the list was last shown, whatever was asked of it since.
    stood: Option<usize>,
    /// How far it was scrolled when it was last shown, in points.
    offset: f32,
}

impl<'a> List<'a> {
    /// A list with its name for screen readers and its height in points.
    pub fn new(id: Id, name: &'a str, height: f32) -> Self {
        Self { id, name, height, row: size::ROW, chosen: None, field: None, keeps_sideways: false, opened: 0.0 }
    }

    /// Makes the chosen row higher by this, in points: it is opened where it stands. The row that is chosen next by key opens
    /// at the same height of the window.
    pub(crate) fn opened(mut self, by: f32) -> Self {
        self.opened = by;
        self
    }

    /// Sets another row height than 30 points.
    pub(crate) fn rows_of(mut self, height: f32) -> Self {
        self.row = height;
        self
    }

    /// The chosen row; it is scrolled into view when it changes.
    pub fn chosen(mut self, chosen: Option<usize>) -> Self {
        self.chosen = chosen;
        self
    }

    /// Left and Right stay with the focused row, for keys of the list's own.
    pub(crate) fn keeping_sideways(mut self) -> Self {
        self.keeps_sideways = true;
        self
    }

    /// The field above the list, to which the Up key returns from the first row. The field's Down key moves here:
    /// [`super::TextField::above`].
    pub fn below(mut self, field: Id) -> Self {
        self.field = Some(field);
        self
    }

    /// Like [`Self::enter`], if the list is shown and has a row; returns whether it has.
    pub(super) fn enter_shown(ui: &Ui, id: Id) -> bool {
        let is_there = Self::stop(ui.ctx(), id).is_some();
        if is_there {
            Self::enter(ui, id);
            ui.ctx().request_repaint();
        }
        is_there
    }

    /// The row that is the Tab stop, if the list is shown and has one.
    pub fn stop(ctx: &Context, id: Id) -> Option<Id> {
        let state: State = ctx.data(|data| data.get_temp(id))?;
        state.is_shown(ctx).then(|| id.with(state.active))
    }

    /// The id of a list's row, by its number from 0.
    pub(crate) fn row(id: Id, number: usize) -> Id {
        id.with(number)
    }

    /// Starts again from the first row, because the contents have changed. The keyboard focus follows if it was in the
    /// list.
    pub(crate) fn begin_again(ui: &Ui, id: Id) {
        let before: State = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let had_focus = ui.memory(|memory| memory.has_focus(id.with(before.active)));
        ui.data_mut(|data| {
            data.insert_temp(id, State { wants: had_focus.then_some(0), is_other: true, ..State::default() })
        });
    }

    /// Gives a row the keyboard focus as soon as it is shown.
    pub fn focus(ctx: &Context, id: Id, row: usize) {
        let before: State = ctx.data(|data| data.get_temp(id)).unwrap_or_default();
        let state =
            State { active: row, wants: Some(row), stood: before.stood, offset: before.offset, ..State::default() };
        ctx.data_mut(|data| data.insert_temp(id, state));
    }

    /// Gives the keyboard focus to the row that is the Tab stop.
    pub(crate) fn enter(ui: &Ui, id: Id) {
        let before: State = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        ui.data_mut(|data| data.insert_temp(id, State { wants: Some(before.active), ..before }));
    }

    /// Shows the list; `row` creates a row with [`super::Row::at`]. Returns the rows from and to which the person has
    /// moved with Shift, which extends the selection.
    pub fn show(
        self,
        ui: &mut Ui,
        count: usize,
        mut row: impl FnMut(&mut Ui, ListPlace) -> Option<Response>,
    ) -> Option<(usize, usize)> {
        let mut extended = None;
        let mut state: State = ui.data(|data| data.get_temp(self.id)).unwrap_or_default();
        (state.count, state.pass) = (count, ui.ctx().cumulative_pass_nr());
        // Rows that appear later must not take the focus from somebody who continues to type.
        state.wants = state.wants.filter(|wants| *wants < count);
        let other = self.chosen.filter(|chosen| state.seen != Some(*chosen));
        // What takes room away from the list does not take the chosen row out of view.
        let is_lower = self.height < state.height - 0.5;
        state.active = other.unwrap_or(state.active).min(count.saturating_sub(1));
        (state.seen, state.height) = (self.chosen, self.height);
        let former = std::mem::replace(&mut state.stood, self.chosen);
        let into_view = other.or(state.wants).or(self.chosen.filter(|_| is_lower));
        let look = WidgetStyle::of(ui.ctx());
        let builder = UiBuilder::new().accessibility_role(Role::ListBox).accessibility_label(self.name);
        let (inner, mut list) = with_margin(ui, self.height, builder);
        let area = ScrollArea::vertical().id_salt(self.id).max_height(self.height).min_scrolled_height(self.height);
        let area = if std::mem::take(&mut state.is_other) { area.vertical_scroll_offset(0.0) } else { area };
        let step = self.row + ui.spacing().item_spacing.y;
        // Only an opened row makes those behind it stand lower.
        let (behind, opened) = self.chosen.filter(|_| self.opened > 0.0).map_or((count, 0.0), |row| (row, self.opened));
        let top_of = |row: usize| row as f32 * step + if row > behind { opened } else { 0.0 };
        let is_pointed = ui.input(|input| input.pointer.any_released());
        let area = match former.zip(self.chosen).filter(|_| opened > 0.0 && !is_pointed) {
            Some((former, chosen)) => {
                let moved = (chosen as f32 - former as f32) * step;
                area.vertical_scroll_offset((state.offset + moved).max(0.0))
            }
            None => area,
        };
        let mut rows = |ui: &mut Ui, range: std::ops::Range<usize>, top: f32| {
            let place = Rect::from_x_y_ranges(inner.x_range(), top..=ui.max_rect().bottom().max(top));
            if let Some(wanted) = into_view {
                let top = top + top_of(wanted) - top_of(range.start);
                let height = self.row + if wanted == behind { opened } else { 0.0 };
                let row = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), height));
                // egui scrolls as far beyond it as the space between rows, and would cut the row at the other end.
                let row = row.shrink2(vec2(0.0, ui.spacing().item_spacing.y));
                ui.scroll_to_rect_animation(row, None, ScrollAnimation::none());
            }
            ui.scope_builder(UiBuilder::new().max_rect(place).layout(Layout::top_down(look.start())), |ui| {
                // If the row was scrolled out of view with the wheel, the first visible one takes its place.
                let stop = state.active.clamp(range.start, range.end.saturating_sub(1).max(range.start));
                for number in range {
                    let place = ListPlace { id: self.id.with(number), number, count, is_stop: number == stop };
                    if let Some(response) = row(ui, place) {
                        extended =
                            extended.or(state.take(ui, &response, (number, count), self.field, self.keeps_sideways));
                    }
                }
            });
        };
        let area = area.auto_shrink([false, false]);
        let shown = if opened > 0.0 {
            let shown = area.show_viewport(&mut list, |ui, viewport| {
                ui.set_height((top_of(count) - ui.spacing().item_spacing.y).max(0.0));
                let first = (0..count).take_while(|row| top_of(*row + 1) <= viewport.top()).count();
                let end = first + (first..count).take_while(|row| top_of(*row) < viewport.bottom()).count();
                let top = ui.max_rect().top() + top_of(first);
                rows(ui, first..end, top);
            });
            (shown.id, shown.state.clamped_offset().y)
        } else {
            let shown = area.show_rows(&mut list, self.row, count, |ui, range| {
                let top = ui.max_rect().top();
                rows(ui, range, top);
            });
            (shown.id, shown.state.clamped_offset().y)
        };
        state.offset = shown.1;
        if state.wants.is_some() {
            // The next key is for that row.
            wait(ui.ctx());
            ui.ctx().request_repaint();
        }
        ui.data_mut(|data| data.insert_temp(self.id, state));
        name_scrollbar(ui, shown.0, self.name);
        extended
    }
}

impl State {
    fn is_shown(self, ctx: &Context) -> bool {
        self.count > 0 && self.pass + 1 >= ctx.cumulative_pass_nr()
    }

    /// Gives the keyboard focus to a waiting row, and handles its keys.
    fn take(
        &mut self,
        ui: &Ui,
        row: &Response,
        (number, count): (usize, usize),
        field: Option<Id>,
        keeps_sideways: bool,
    ) -> Option<(usize, usize)> {
        if self.wants == Some(number) {
            self.wants = None;
            row.request_focus();
        }
        if row.clicked() || row.secondary_clicked() {
            self.active = number;
        }
        if !row.has_focus() || super::is_context_menu_open(row) {
            return None;
        }
        let filter = EventFilter { vertical_arrows: true, horizontal_arrows: keeps_sideways, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, filter));
        if let (0, Some(field)) = (number, field)
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowUp))
        {
            ui.memory_mut(|memory| memory.request_focus(field));
            return None;
        }
        let last = count.saturating_sub(1);
        let (to, extends) = ui.input_mut(|input| {
            let (mut to, mut extends) = (number, false);
            for (key, next) in [
                (Key::ArrowDown, number + 1),
                (Key::ArrowUp, number.saturating_sub(1)),
                (Key::PageDown, number + PAGE),
                (Key::PageUp, number.saturating_sub(PAGE)),
                (Key::Home, 0),
                (Key::End, last),
            ] {
                if input.consume_key(Modifiers::SHIFT, key) {
                    (to, extends) = (next.min(last), true);
                } else if input.consume_key(Modifiers::NONE, key) {
                    to = next.min(last);
                }
            }
            (to, extends)
        });
        self.active = to;
        if to != number {
            self.wants = Some(to);
        }
        extends.then_some((number, to))
    }
}
