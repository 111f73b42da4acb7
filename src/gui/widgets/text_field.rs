//! Text fields: of one line, or of several for a note.
//!
//! The text with caret and undo ([`model`]), its lines on the screen (`lines`), the handling of keys, pointer and menu
//! (`keys`, `pointer`, `menu`), and here the field itself: input method, screen reader, painting.

mod keys;
pub(super) mod lines;
mod menu;
pub mod model;
mod pointer;
mod press;

use eframe::egui::accesskit::{Action, ActionData, TextSelection};
use eframe::egui::output::IMEOutput;
use eframe::egui::text_selection::visuals::paint_cursor_end;
use eframe::egui::{
    Event, EventFilter, IMEPurpose, Id, ImeEvent, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, vec2,
};

use self::lines::FieldLines;
use self::model::EditModel;
use super::text_runs::TextRuns;
use super::{Icon, List, Strip, WidgetStyle, control, icons};
use crate::gui::i18n::without_isolates;
use crate::gui::pointer::Presses;
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::layout::Affinity;

/// A field's state between frames.
#[derive(Clone, Debug)]
pub struct FieldState {
    model: EditModel,
    /// Scroll offset of a long line along its direction, in points.
    scroll: f32,
    /// Vertical scroll offset of a long note, in points.
    scroll_y: f32,
    /// Caret and length of the text when the caret was last scrolled into view.
    seen_caret: Option<(usize, Affinity, usize)>,
    drag: Option<press::Drag>,
    presses: Presses,
    /// Whether the input method must cancel its composition.
    interrupts: bool,
    /// The column that Up and Down try to keep, in points from the text's left.
    wanted_x: Option<f32>,
    wants_focus: bool,
    /// The text runs published for screen readers in the last frame.
    runs: TextRuns,
}

impl FieldState {
    /// A field of one line.
    pub fn line(text: &str) -> Self {
        Self::new(EditModel::new(text, false))
    }

    /// A field of several lines.
    pub fn note(text: &str) -> Self {
        Self::new(EditModel::new(text, true))
    }

    fn new(model: EditModel) -> Self {
        Self {
            model,
            scroll: 0.0,
            scroll_y: 0.0,
            seen_caret: None,
            drag: None,
            presses: Presses::default(),
            interrupts: false,
            wanted_x: None,
            wants_focus: false,
            runs: TextRuns::default(),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.model.text()
    }

    /// Replaces the text; can be undone in the field.
    pub(crate) fn set_text(&mut self, text: &str) {
        self.model.set_text(text);
    }

    /// Selects everything, so that typing replaces it.
    pub(crate) fn select_all(&mut self) {
        self.model.select_all();
    }

    /// Whether the field gets the keyboard focus when it is next shown.
    pub fn wants_focus(&self) -> bool {
        self.wants_focus
    }

    /// Gives the field the keyboard focus when it is next shown.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }
}

/// What happened in a field.
#[derive(Debug)]
pub struct FieldResponse {
    /// The whole field.
    pub response: Response,
    /// The text changed.
    pub changed: bool,
    /// Enter was pressed (in a note: with Ctrl).
    pub submitted: bool,
    /// Escape was pressed.
    pub cancelled: bool,
}

/// A text field. Its direction follows the text, line by line; an empty one follows the interface.
#[must_use = "a field is shown by `show`"]
pub struct TextField<'a> {
    state: &'a mut FieldState,
    name: &'a str,
    placeholder: &'a str,
    icon: Option<Icon>,
    rows: usize,
    width: Option<f32>,
    id: Option<Id>,
    is_wrong: bool,
    list: Option<Id>,
}

impl<'a> TextField<'a> {
    /// A field with its name for screen readers.
    pub fn new(state: &'a mut FieldState, name: &'a str) -> Self {
        Self { state, name, placeholder: "", icon: None, rows: 3, width: None, id: None, is_wrong: false, list: None }
    }

    /// Dim text shown while the field is empty.
    pub fn placeholder(mut self, text: &'a str) -> Self {
        self.placeholder = text;
        self
    }

    /// An icon before the text.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The least number of lines of a note; 3 by default.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows.max(1);
        self
    }

    /// The width in points; all available width by default.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// A fixed id, so that the field keeps the focus when controls before it appear and disappear.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Whether the text is invalid; shown by the field's edge.
    pub fn wrong(mut self, is_wrong: bool) -> Self {
        self.is_wrong = is_wrong;
        self
    }

    /// The list below a field of one line: the Down key moves there, and [`super::List::below`] back.
    pub fn above(mut self, list: Id) -> Self {
        self.list = Some(list);
        self
    }

    /// Shows the field.
    pub fn show(self, ui: &mut Ui) -> FieldResponse {
        let look = WidgetStyle::of(ui.ctx());
        let is_note = self.state.model.is_multiline();
        let width = self.width.unwrap_or_else(|| ui.available_width()).max(4.0 * size::TARGET);
        let icon_width = self.icon.map_or(0.0, |_| size::ICON + size::STEP + 2.0);
        let text_width = width - 2.0 * size::INSIDE - icon_width;
        let set = |ui: &Ui, text: &str| {
            FieldLines::new(ui.ctx(), text, TextRole::Body, look.direction(), text_width, is_note)
        };
        let mut lines = set(ui, self.state.text());
        let (_, _, line_height) = TextRole::Body.sizes();
        let height = if is_note {
            let (least, most) = (self.rows as f32 * line_height, self.rows.max(keys::MOST_ROWS) as f32 * line_height);
            lines.size().y.clamp(least, most) + 2.0 * size::STEP
        } else {
            size::ROW
        };
        let (auto_id, rect) = ui.allocate_space(vec2(width, height));
        let id = self.id.unwrap_or(auto_id);
        let response = ui.interact(rect, id, Sense::click_and_drag());
        let mut strip = Strip::new(rect.shrink2(vec2(size::INSIDE, 0.0)), look);
        let icon_rect = strip.leading(icon_width);
        let inner = if is_note {
            strip.rest().shrink2(vec2(0.0, size::STEP))
        } else {
            Rect::from_center_size(strip.rest().center(), vec2(strip.rest().width(), line_height))
        };

        if std::mem::take(&mut self.state.wants_focus) {
            response.request_focus();
        }
        let before = self.state.model.text().to_owned();
        let mut outcome = keys::Outcome::default();
        self.state.take_requests(ui, id);
        if response.has_focus() {
            outcome = self.state.take_events(ui, id, &mut lines, &set);
        } else {
            self.state.model.end_composition();
        }
        if let Some(list) = self.list
            && response.has_focus()
            && ui.input(|input| input.modifiers.is_none() && input.key_pressed(Key::ArrowDown))
            && List::enter_shown(ui, list)
        {
            ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
        }
        if self.state.model.text() != before {
            lines = set(ui, self.state.text());
        }
        if self.state.take_pointer(ui, &response, &lines, inner) {
            lines = set(ui, self.state.text());
        }
        if self.state.take_menu(ui, &response, &lines, inner) {
            lines = set(ui, self.state.text());
        }
        let changed = self.state.model.text() != before;
        self.state.keep_caret_visible(&lines, inner);
        if outcome.cancelled {
            response.surrender_focus();
        }

        if ui.is_rect_visible(rect) {
            let theme = look.theme;
            let edge = if self.is_wrong { theme.error.line } else { theme.line };
            ui.painter().rect(rect, size::RADIUS, theme.field, Stroke::new(size::HAIRLINE, edge), StrokeKind::Inside);
            control::paint_focus(ui, theme, rect, size::RADIUS, &response);
            if let Some(icon) = self.icon {
                let mut place = Strip::new(icon_rect, look);
                let square = icons::square(place.leading(size::ICON), size::ICON);
                icons::paint(ui.painter(), square, icon, theme.dim, look.is_rtl());
            }
            if self.state.text().is_empty() {
                super::label::paint(
                    ui,
                    first_line(inner, line_height),
                    self.placeholder,
                    TextRole::Body,
                    look.start(),
                    theme.dim,
                );
            }
            self.state.paint(ui, &response, &lines, inner);
        }
        let origin = self.state.origin(&lines, inner);

        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(response.enabled(), &before, self.state.text(), self.placeholder);
            info.label = Some(without_isolates(self.name).into_owned());
            if is_note {
                info.role = Role::MultilineTextInput;
            }
            info
        });
        self.state.publish(ui, id, &lines, origin);
        FieldResponse { changed, submitted: outcome.submitted, cancelled: outcome.cancelled, response }
    }
}

/// Whether one of these fields has the keyboard focus, so that its keys are not commands.
pub fn is_typing(ctx: &eframe::egui::Context) -> bool {
    let field = ctx.data(|data| data.get_temp::<Id>(typing_id()));
    field.is_some() && ctx.memory(eframe::egui::Memory::focused) == field
}

fn typing_id() -> Id {
    Id::unique("hawashi-typing")
}

fn first_line(inner: Rect, line_height: f32) -> Rect {
    Rect::from_min_size(inner.min, vec2(inner.width(), line_height))
}

impl FieldState {
    /// Carries out the requests of a screen reader or an input helper.
    fn take_requests(&mut self, ui: &Ui, id: Id) {
        let requests: Vec<(Action, Option<ActionData>)> = ui.input(|input| {
            [Action::SetValue, Action::ReplaceSelectedText, Action::SetTextSelection]
                .into_iter()
                .flat_map(|action| input.accesskit_action_requests(id, action).map(move |request| (action, request)))
                .map(|(action, request)| (action, request.data.clone()))
                .collect()
        });
        for request in requests {
            match request {
                (Action::SetValue, Some(ActionData::Value(value))) => self.model.set_text(&value),
                (Action::ReplaceSelectedText, Some(ActionData::Value(value))) => {
                    self.model.insert(&value);
                }
                (_, Some(ActionData::SetTextSelection(selection))) => {
                    let ends = self.runs.caret(selection.anchor).zip(self.runs.caret(selection.focus));
                    let Some(((anchor, affinity), (caret, of_caret))) = ends else { continue };
                    self.model.move_to(anchor as usize, affinity, false);
                    self.model.move_to(caret as usize, of_caret, true);
                }
                _ => {}
            }
        }
    }

    /// Publishes the lines, the caret and the selection for screen readers; `origin` is the text's position.
    fn publish(&mut self, ui: &mut Ui, id: Id, lines: &FieldLines, origin: Pos2) {
        self.runs = TextRuns::default();
        if ui.ctx().accesskit_node_builder(id, |_| ()).is_none() {
            return;
        }
        let builder = UiBuilder::new().scope_id(id.with("lines")).max_rect(Rect::from_min_size(origin, Vec2::ZERO));
        let child = ui.new_child(builder.accessibility_parent(id));
        lines.publish(&child, id, self.model.text(), origin, &mut self.runs);
        let (caret, affinity) = self.model.caret();
        let anchor = self.model.anchor();
        let of_anchor = if anchor == caret { affinity } else { Affinity::Downstream };
        let ends = self.runs.position(anchor as u32, of_anchor).zip(self.runs.position(caret as u32, affinity));
        ui.ctx().accesskit_node_builder(id, |node| {
            for action in [Action::SetValue, Action::ReplaceSelectedText, Action::SetTextSelection] {
                node.add_action(action);
            }
            if let Some((anchor, focus)) = ends {
                node.set_text_selection(TextSelection { anchor, focus });
            }
        });
    }

    fn take_events(
        &mut self,
        ui: &Ui,
        id: Id,
        lines: &mut FieldLines,
        set: &dyn Fn(&Ui, &str) -> FieldLines,
    ) -> keys::Outcome {
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        ui.data_mut(|data| data.insert_temp(typing_id(), id));
        let mut outcome = keys::Outcome::default();
        for event in ui.input(|input| input.filtered_events(&filter)) {
            let length = self.model.text().len();
            let is_ours = match event {
                Event::Copy => {
                    if !self.model.selected().is_empty() {
                        ui.ctx().copy_text(self.model.selected().to_owned());
                    }
                    false
                }
                Event::Cut => {
                    if let Some(text) = self.model.cut() {
                        ui.ctx().copy_text(text);
                    }
                    true
                }
                Event::Paste(text) => self.model.insert(&text),
                // Enter also arrives as a key.
                Event::Text(text) => text != "\n" && text != "\r" && self.model.insert(&text),
                Event::Ime(ImeEvent::Preedit { text, active_range_chars }) => {
                    text != "\n" && text != "\r" && self.model.compose(&text, active_range_chars)
                }
                Event::Ime(ImeEvent::Commit(text)) => text != "\n" && text != "\r" && self.model.commit(&text),
                Event::Ime(ImeEvent::DeleteSurrounding { before_chars, after_chars }) => {
                    self.model.delete_surrounding(before_chars, after_chars)
                }
                // During a composition the keys belong to the input method.
                Event::Key { key, pressed: true, modifiers, .. } if self.model.preedit().is_none() => {
                    keys::press(&mut self.model, lines, &mut self.wanted_x, key, modifiers, &mut outcome)
                }
                _ => false,
            };
            if is_ours {
                if self.model.text().len() != length {
                    self.wanted_x = None;
                }
                // The next event of the same frame needs the lines of the new text.
                *lines = set(ui, self.model.text());
            }
        }
        outcome
    }

    fn paint(&mut self, ui: &Ui, response: &Response, lines: &FieldLines, inner: Rect) {
        let theme = WidgetStyle::of(ui.ctx()).theme;
        let origin = self.origin(lines, inner);
        let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(inner.expand2(vec2(2.0, 4.0))));
        let selection = self.model.selection();
        let has_focus = response.has_focus();
        if has_focus && !selection.is_empty() {
            for rect in lines.selection(&selection) {
                painter.rect_filled(rect.translate(origin.to_vec2()), 0, theme.selection);
            }
        }
        lines.paint(&painter, origin, control::ink(theme.ink, response));
        if !has_focus {
            return;
        }
        if let Some(preedit) = self.model.preedit() {
            // The part being converted has an underline of twice the thickness.
            let active = self.model.preedit_active().unwrap_or_default();
            for (range, width) in [(preedit, size::HAIRLINE), (active, 2.0 * size::HAIRLINE)] {
                for rect in lines.selection(&range).into_iter().filter(|_| !range.is_empty()) {
                    let rect = rect.translate(origin.to_vec2());
                    painter.hline(rect.x_range(), rect.bottom() - 3.0, Stroke::new(width, theme.ink));
                }
            }
        }
        let (byte, affinity) = self.model.caret();
        let caret = lines.caret(byte, affinity).translate(origin.to_vec2()).shrink2(vec2(0.0, 2.0));
        if ui.input(|input| input.focused) {
            // It does not blink: each blink would draw the whole window.
            paint_cursor_end(&painter, ui.visuals(), caret);
        }
        let to_global = ui.ctx().layer_transform_to_global(ui.layer_id()).unwrap_or_default();
        let should_interrupt_composition = std::mem::take(&mut self.interrupts);
        ui.output_mut(|output| {
            output.ime = Some(IMEOutput {
                purpose: IMEPurpose::Normal,
                rect: to_global * inner,
                cursor_rect: to_global * caret,
                should_interrupt_composition,
            });
        });
    }
}
