//! Rows with several columns, and the heads that sort them.

use eframe::egui::{Align, Color32, Context, CursorIcon, Rect, Response, Role, Sense, Stroke, Ui, pos2, vec2};

use super::meter::paint_meter;
use super::portion::paint_portions;
use super::tick_box::{Ticked, paint_tick_box};
use super::{Icon, ListPlace, MarkedPassage, Shaped, Strip, WidgetStyle, control, icons};
use crate::gui::i18n::{I18n, Value};
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, Theme, size};
use crate::layout::Stroke as LineStroke;

/// Space on either side of a column's contents, in points.
const INSIDE: f32 = 6.0;
/// Height of a bar in a column, in points.
const BAR: f32 = 4.0;
/// The greatest width of a bar of portions, in points.
const PORTIONS: f32 = 132.0;
/// Width of a bar before a text, in points.
const SHARE: f32 = 44.0;
/// Width of the bar that shows where the keyboard is, in points.
const HERE: f32 = 3.0;
/// Width of an edge between heads, as far as it can be taken hold of, in points.
const GRIP: f32 = 8.0;
/// Height of the heads, in points.
const HEAD: f32 = 30.0;

/// The alignment of a column's contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Where the interface's lines begin.
    #[default]
    Start,
    /// Where they end, for numbers.
    End,
    /// Where the text's own lines begin: Arabic on the right in either language.
    Own,
}

/// The emphasis of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As text.
    #[default]
    Ink,
    /// As secondary text.
    Dim,
    /// Something left to do.
    Accent,
    /// Something wrong.
    Warning,
}

impl Tone {
    fn color(self, theme: &Theme) -> Color32 {
        match self {
            Self::Ink => theme.ink,
            Self::Dim => theme.dim,
            Self::Accent => theme.accent,
            Self::Warning => theme.warning.line,
        }
    }
}

/// The contents of one column in a row.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// An icon before the text, on its side.
    pub icon: Option<(Icon, Tone)>,
    /// Its alignment.
    pub side: Side,
    /// The emphasis of the text.
    pub tone: Tone,
    /// Whether a long text is shortened in the middle rather than at the end, for file names.
    pub is_name: bool,
    /// A bar instead of a text, filled up to this share, 0 to 1; before the text, if there is one.
    pub share: Option<f32>,
    /// A bar of three portions instead of a text: kept, changed, left out.
    pub portions: Option<[usize; 3]>,
    /// The colours and the line of a mark with which the text is shown.
    pub mark: Option<(Highlight, LineStroke)>,
    /// A box instead of a text.
    pub tick: Option<Ticked>,
    /// Whether the text is bold.
    pub is_strong: bool,
}

/// A row of a table.
#[must_use = "a row is shown by `show`"]
pub struct TableRow<'a> {
    /// The contents of its columns.
    pub cells: &'a [Cell],
    /// The widths of the columns, in points.
    pub widths: &'a [f32],
    /// Whether it is the chosen one.
    pub is_selected: bool,
    /// The text for screen readers.
    pub name: &'a str,
    /// Details that do not fit in its columns, for the tooltip and for screen readers; may be empty.
    pub tip: &'a str,
}

impl TableRow<'_> {
    /// Shows the row at its position in a list of rows of this height, in points.
    pub fn show(self, ui: &mut Ui, place: ListPlace, height: f32) -> Response {
        let look = WidgetStyle::of(ui.ctx());
        let theme = look.theme;
        let (rect, response) = place.room(ui, vec2(ui.available_width(), height));
        let mut is_cut = false;
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            if self.is_selected {
                painter.rect_filled(rect, 0, theme.selection);
            }
            control::paint_state(ui, theme, rect, 0, &response);
            painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(size::HAIRLINE, theme.line));
            let mut strip = Strip::new(rect, look);
            for (cell, width) in self.cells.iter().zip(self.widths) {
                let column = strip.leading(*width).shrink2(vec2(INSIDE, 0.0));
                is_cut |= cell.paint(ui, column, look, self.is_selected);
            }
            if self.is_selected && response.has_focus() {
                let mut strip = Strip::new(rect, look);
                painter.rect_filled(strip.leading(HERE), 0, theme.accent);
            } else {
                control::paint_focus(ui, theme, rect, 0, &response);
            }
        }
        control::announce_chosen(&response, Role::ListBoxOption, self.is_selected, self.name);
        place.announce(&response);
        if !self.tip.is_empty() {
            control::describe(&response, self.tip);
        }
        if !is_cut && self.tip.is_empty() {
            return response;
        }
        // The tip has all columns but the first; without a tip, the first two are repeated.
        let columns = if self.tip.is_empty() { 2 } else { usize::from(is_cut) };
        let texts = self.cells.iter().map(|cell| cell.text.as_str()).take(columns).chain([self.tip]);
        let whole = texts.filter(|text| !text.is_empty()).map(|text| format!("\u{2068}{text}\u{2069}"));
        let whole = whole.collect::<Vec<_>>().join("\u{2003}");
        if self.tip.is_empty() {
            return super::tooltip(response, &whole);
        }
        super::tooltip_at_pointer(&response, &whole);
        response
    }
}

impl Cell {
    /// The width in which it is not shortened, in points.
    pub(crate) fn width(&self, ctx: &Context) -> f32 {
        let text = Shaped::line(ctx, &self.text, TextRole::Body).size().x;
        let icon = self.icon.map_or(0.0, |_| size::ICON + size::INSIDE);
        let share = self.share.map_or(0.0, |_| SHARE + INSIDE);
        (text + icon + share + 2.0 * INSIDE).ceil() + 2.0
    }

    /// Returns whether the text was shortened.
    fn paint(&self, ui: &Ui, column: Rect, look: WidgetStyle, is_selected: bool) -> bool {
        let theme = look.theme;
        if let Some(ticked) = self.tick {
            paint_tick_box(ui.painter(), theme, column, ticked);
            return false;
        }
        if let Some(parts) = self.portions {
            let width = column.width().min(PORTIONS);
            let mut strip = Strip::new(column, look);
            let bar = Rect::from_center_size(strip.leading(width).center(), vec2(width, 2.0 * BAR));
            paint_portions(ui.painter(), look, bar, parts);
            return false;
        }
        let mut column = column;
        if let Some(share) = self.share {
            let mut strip = Strip::new(column, look);
            let place = if self.text.is_empty() { column } else { strip.leading(SHARE) };
            let bar = Rect::from_center_size(place.center(), vec2(place.width(), BAR));
            let fill = if self.tone == Tone::Accent { theme.accent } else { theme.dim };
            paint_meter(ui.painter(), look, bar, share, fill);
            if self.text.is_empty() {
                return false;
            }
            strip.leading(INSIDE);
            column = strip.rest();
        }
        if let Some(mark) = self.mark {
            let passage = MarkedPassage::line(ui.ctx(), &self.text, column.width(), Some(mark));
            let is_rtl = if self.side == Side::Own { passage.is_rtl() } else { look.is_rtl() };
            passage.paint(ui.painter(), column, if is_rtl { Align::Max } else { Align::Min });
            return passage.is_cut();
        }
        let icon_width = self.icon.map_or(0.0, |_| size::ICON + size::INSIDE);
        let room = (column.width() - icon_width).max(0.0);
        let set = if self.is_name { Shaped::elided_middle } else { Shaped::elided };
        let role = if self.is_strong { TextRole::Strong } else { TextRole::Body };
        let text = set(ui.ctx(), &self.text, role, room);
        let is_rtl = match self.side {
            Side::Start => look.is_rtl(),
            Side::End => !look.is_rtl(),
            // Of the whole text: the rest of a long one may have no letters that show its direction.
            Side::Own => Shaped::line(ui.ctx(), &self.text, role).is_rtl(),
        };
        let mut rest = column;
        if let Some((icon, tone)) = self.icon {
            let (at, left) = if is_rtl { (rest.right() - size::ICON, false) } else { (rest.left(), true) };
            let square =
                Rect::from_min_size(pos2(at, rest.center().y - size::ICON / 2.0), vec2(size::ICON, size::ICON));
            icons::paint(ui.painter(), square, icon, tone.color(theme), look.is_rtl());
            if left { rest.min.x += icon_width } else { rest.max.x -= icon_width }
        }
        // Dim text on the selection would be hard to read.
        let color = if is_selected && self.tone == Tone::Dim { theme.ink } else { self.tone.color(theme) };
        text.paint(ui.painter(), rest, if is_rtl { Align::Max } else { Align::Min }, color);
        text.is_cut
    }
}

/// A column's head.
#[derive(Clone, Debug)]
pub struct ColumnHead {
    /// The column's name.
    pub text: String,
    /// The text for screen readers: that it sorts, and how.
    pub name: String,
    /// Its alignment.
    pub side: Side,
    /// Whether the rows are sorted by it, and if so, whether the largest is first.
    pub sorted: Option<bool>,
    /// A box instead of the name: whether what is in the column is ticked.
    pub ticked: Option<Ticked>,
}

impl ColumnHead {
    /// The head of a column whose name has this message key; a click sorts by it.
    pub fn new(i18n: &I18n, key: &str, side: Side, sorted: Option<bool>) -> Self {
        let text = i18n.text(key).into_owned();
        let name_key = match sorted {
            None => "folder-sort",
            Some(false) => "folder-sorted-up",
            Some(true) => "folder-sorted-down",
        };
        let name = i18n.text_with(name_key, &[("column", Value::from(text.as_str()))]).into_owned();
        Self { text, name, side, sorted, ticked: None }
    }
}

/// Shows the heads of columns with these widths, in points; returns the one that was clicked. A right click opens the
/// menu, if there is one.
pub(crate) fn table_head(
    ui: &mut Ui,
    heads: &[ColumnHead],
    widths: &[f32],
    mut menu: Option<&mut dyn FnMut(&mut Ui)>,
) -> Option<usize> {
    let look = WidgetStyle::of(ui.ctx());
    let theme = look.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(size::HAIRLINE, theme.line));
    let mut strip = Strip::new(rect, look);
    let mut clicked = None;
    for (at, (head, width)) in heads.iter().zip(widths).enumerate() {
        let column = strip.leading(*width);
        let response = ui.interact(column, ui.scope_id().with(("column", at)), Sense::click());
        control::paint_state(ui, theme, column, 0, &response);
        control::paint_focus(ui, theme, column.shrink(1.0), size::HIGHLIGHT_RADIUS, &response);
        let inner = column.shrink2(vec2(INSIDE, 0.0));
        if let Some(ticked) = head.ticked {
            paint_tick_box(ui.painter(), theme, inner, ticked);
        }
        let arrow = head.sorted.map_or(0.0, |_| size::ICON);
        let text = Shaped::elided(ui.ctx(), &head.text, TextRole::Small, inner.width() - arrow);
        let is_rtl = match head.side {
            Side::Start => look.is_rtl(),
            Side::End => !look.is_rtl(),
            Side::Own => true,
        };
        let ink = if head.sorted.is_some() || response.hovered() { theme.ink } else { theme.dim };
        let width = text.size().x;
        let left = if is_rtl { inner.right() - width } else { inner.left() };
        let place = Rect::from_min_size(pos2(left, inner.top()), vec2(width, inner.height()));
        text.paint(ui.painter(), place, Align::Min, ink);
        if let Some(is_descending) = head.sorted {
            let x = if is_rtl { left - size::ICON / 2.0 } else { left + width + size::ICON / 2.0 };
            let square = Rect::from_center_size(pos2(x, inner.center().y), vec2(12.0, 12.0));
            icons::paint(ui.painter(), square, if is_descending { Icon::Down } else { Icon::Up }, ink, false);
        }
        control::announce(&response, Role::Button, &head.name);
        if text.is_cut {
            super::tooltip(response.clone(), &head.text);
        }
        if let Some(menu) = &mut menu {
            super::context_menu(&response, &head.text, |ui| menu(ui));
        }
        if response.clicked() {
            clicked = Some(at);
        }
    }
    clicked
}

/// What is done with the far edge of a column's head.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Edge {
    /// It is dragged: the column becomes wider by so many points.
    Moved(f32),
    /// It is clicked twice: the column becomes as wide as what stands in it.
    Fitted,
}

/// The edges between heads that were shown at the top of a rectangle, which can be dragged; returns the column that is
/// changed.
pub(crate) fn table_edges(ui: &Ui, rect: Rect, widths: &[f32]) -> Option<(usize, Edge)> {
    let look = WidgetStyle::of(ui.ctx());
    let head = rect.with_max_y(rect.top() + HEAD);
    let mut strip = Strip::new(head, look);
    let mut changed = None;
    for (at, width) in widths.iter().enumerate().take(widths.len().saturating_sub(1)) {
        let column = strip.leading(*width);
        let x = if look.is_rtl() { column.left() } else { column.right() };
        let grip = Rect::from_center_size(pos2(x, head.center().y), vec2(GRIP, HEAD));
        let response = ui.interact(grip, ui.scope_id().with(("edge", at)), Sense::click_and_drag());
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            ui.painter().vline(x, head.shrink(4.0).y_range(), Stroke::new(2.0, look.theme.accent));
        }
        if response.double_clicked() {
            changed = Some((at, Edge::Fitted));
        } else if response.dragged() && response.drag_delta().x != 0.0 {
            let by = response.drag_delta().x;
            changed = Some((at, Edge::Moved(if look.is_rtl() { -by } else { by })));
        }
    }
    changed
}
