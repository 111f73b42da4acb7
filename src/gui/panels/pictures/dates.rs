//! The dates of a folder's articles below its map: a bar for each day, week or month, and two handles between which articles
//! are shown. The earliest stands where lines begin.

use eframe::egui::accesskit::{Action, ActionData};
use eframe::egui::{
    CornerRadius, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::look::{BESIDE, PicturesLook};
use super::state::PicturesView;
use crate::annotation::Day;
use crate::gui::i18n::{Lang, Value, without_isolates};
use crate::gui::model::{AppAction, Asked, SeeingAction};
use crate::gui::text::TextRole;
use crate::gui::theme::size;
use crate::gui::widgets::{Label, WidgetStyle, strong};
use crate::picture::Language;
use crate::picture::charts::timeline::Period;
use crate::picture::from_survey::Dates;

/// Height of the dates, and in a low window, in points.
pub(super) const HEIGHT: f32 = 100.0;
pub(super) const LOW: f32 = 72.0;
/// Width of the words beside the bars, in points.
const WORDS: f32 = 190.0;
/// Room below the bars for months, and above them, in points.
const BELOW: f32 = 22.0;
const ABOVE: f32 = 10.0;
/// Size of a handle, and the width in which it can be taken, in points.
const HANDLE: [f32; 2] = [10.0, 22.0];
const TARGET: f32 = 28.0;

/// The slots from the first up to but without the last that are shown.
type Range = (usize, usize);

/// Where the bars stand.
#[derive(Clone, Copy)]
struct Axis {
    bars: Rect,
    count: usize,
    is_rtl: bool,
}

impl Axis {
    /// The edge before a slot.
    fn x(self, slot: usize) -> f32 {
        let share = slot as f32 / self.count.max(1) as f32;
        if self.is_rtl {
            self.bars.right() - self.bars.width() * share
        } else {
            self.bars.left() + self.bars.width() * share
        }
    }

    /// The edge that is nearest to a position.
    fn slot(self, x: f32) -> usize {
        let far = if self.is_rtl { self.bars.right() - x } else { x - self.bars.left() };
        (far / self.bars.width().max(1.0) * self.count as f32).round().clamp(0.0, self.count as f32) as usize
    }
}

/// The slots that a filter shows.
fn range_of(dates: &Dates, asked: &Asked) -> Range {
    let count = dates.slots.len();
    let begun = |day: Day| dates.slots.partition_point(|(start, _)| *start <= day.date());
    let first = asked.filter.from.map_or(0, |from| begun(from).saturating_sub(1)).min(count.saturating_sub(1));
    (first, asked.filter.to.map_or(count, begun).max(first + 1))
}

/// A filter that shows these slots.
fn asked_for(dates: &Dates, asked: &Asked, (first, last): Range) -> Asked {
    let day = |date: jiff::civil::Date| Day::parse(&date.to_string());
    let start = |slot: usize| dates.slots.get(slot).map(|(start, _)| *start);
    let mut asked = asked.clone();
    asked.filter.from = if first == 0 { None } else { start(first).and_then(day) };
    asked.filter.to = start(last).and_then(|start| start.yesterday().ok()).and_then(day);
    asked
}

impl PicturesView {
    /// Shows the dates in a space.
    #[allow(clippy::unused_self, reason = "a part of the view")]
    pub(super) fn dates(
        &self,
        ui: &mut Ui,
        look: PicturesLook<'_>,
        place: Rect,
        dates: &Dates,
        acts: &mut Vec<AppAction>,
    ) {
        let style = WidgetStyle::of(ui.ctx());
        let theme = style.theme;
        ui.painter().rect_filled(place, 0, theme.paper);
        ui.painter().hline(place.x_range(), place.top() + 0.5, Stroke::new(size::HAIRLINE, theme.line));
        let inner = place.shrink2(vec2(BESIDE, 0.0));
        let (mut words, mut bars) = (inner, inner);
        if style.is_rtl() {
            words.min.x = inner.right() - WORDS;
            bars.max.x = words.min.x - BESIDE;
        } else {
            words.max.x = inner.left() + WORDS;
            bars.min.x = words.max.x + BESIDE;
        }
        bars = Rect::from_min_max(pos2(bars.left(), place.top() + ABOVE), pos2(bars.right(), place.bottom() - BELOW));
        let axis = Axis { bars, count: dates.slots.len(), is_rtl: style.is_rtl() };
        let now = range_of(dates, &look.seeing.asked);
        describe(ui, look, words, dates, now);
        paint(ui, axis, dates, now);
        let ids = ["from", "to"].map(|name| Id::unique(("picture-dates", look.id.0, name)));
        let mut next = now;
        for (number, slot) in [now.0, now.1].into_iter().enumerate() {
            let x = axis.x(slot);
            let target = Rect::from_center_size(pos2(x, bars.center().y), vec2(TARGET, bars.height().max(TARGET)));
            let response = ui.interact(target, ids[number], Sense::click_and_drag());
            let key = ["picture-dates-from", "picture-dates-to"][number];
            let value = day_of(look, dates, if number == 0 { slot } else { slot.saturating_sub(1) });
            let name = format!("{}: {value}", look.i18n.text(key));
            response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, without_isolates(&name)));
            if response.hovered() || response.dragged() {
                ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
            }
            let to = response.interact_pointer_pos().filter(|_| response.dragged()).map(|pos| axis.slot(pos.x));
            let (moved, is_whole) = by_keys(ui, &response);
            let asked = asked_by_reader(ui, &response, (slot, axis.count), &value);
            let to = to.or(asked).unwrap_or_else(|| slot.saturating_add_signed(moved));
            if moved != 0 && is_whole {
                // The whole range moves, as far as there are dates.
                let width = now.1 - now.0;
                let first = now.0.saturating_add_signed(moved).min(axis.count - width);
                next = (first, first + width);
            } else if number == 0 && to != now.0 {
                next.0 = to.min(next.1 - 1);
            } else if number == 1 && to != now.1 {
                next.1 = to.clamp(next.0 + 1, axis.count);
            }
            let rect = Rect::from_center_size(pos2(x, bars.center().y), vec2(HANDLE[0], HANDLE[1]));
            ui.painter().vline(x, bars.y_range(), Stroke::new(2.0, theme.accent));
            ui.painter().rect_filled(rect, CornerRadius::same(4), theme.accent);
            if response.has_focus() {
                let ring = rect.expand(3.0);
                let stroke = Stroke::new(2.0, theme.accent);
                ui.painter().rect_stroke(ring, CornerRadius::same(5), stroke, eframe::egui::StrokeKind::Inside);
            }
        }
        if next != now {
            let asked = asked_for(dates, &look.seeing.asked, next);
            acts.push(AppAction::Seeing(look.id, SeeingAction::Ask(Box::new(asked))));
        }
    }
}

/// Tells a screen reader where a handle is; returns where that moves it.
fn asked_by_reader(ui: &Ui, response: &Response, (slot, count): (usize, usize), value: &str) -> Option<usize> {
    let spoken = without_isolates(value).into_owned();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_numeric_value(slot as f64);
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(count as f64);
        node.set_numeric_value_step(1.0);
        node.set_value(spoken);
        for action in [Action::Increment, Action::Decrement, Action::SetValue] {
            node.add_action(action);
        }
    });
    ui.input(|input| {
        let times = |action| input.num_accesskit_action_requests(response.id, action) as isize;
        let by = times(Action::Increment) - times(Action::Decrement);
        let set =
            input.accesskit_action_requests(response.id, Action::SetValue).find_map(|request| match request.data {
                Some(ActionData::NumericValue(value)) => Some(value.round().clamp(0.0, count as f64) as usize),
                _ => None,
            });
        set.or_else(|| (by != 0).then(|| slot.saturating_add_signed(by)))
    })
}

/// By how many slots the keys move a handle, and whether they move the whole range.
fn by_keys(ui: &Ui, response: &Response) -> (isize, bool) {
    if !response.has_focus() {
        return (0, false);
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let is_rtl = WidgetStyle::of(ui.ctx()).is_rtl();
    let (on, back) = if is_rtl { (Key::ArrowLeft, Key::ArrowRight) } else { (Key::ArrowRight, Key::ArrowLeft) };
    let times = |held, key| ui.input_mut(|input| input.count_and_consume_key(held, key)) as isize;
    let whole = times(Modifiers::SHIFT, on) - times(Modifiers::SHIFT, back);
    if whole != 0 { (whole, true) } else { (times(Modifiers::NONE, on) - times(Modifiers::NONE, back), false) }
}

/// A slot's first day in words.
fn day_of(look: PicturesLook<'_>, dates: &Dates, slot: usize) -> String {
    let language = match look.i18n.lang() {
        Lang::En => Language::English,
        Lang::Ar => Language::Arabic,
    };
    let Some((day, _)) = dates.slots.get(slot) else { return String::new() };
    let month = language.month(day.month() as u8);
    let (number, year) = (language.digits(&day.day().to_string()), language.digits(&day.year().to_string()));
    format!("{number} {month} {year}")
}

/// What is shown, in words.
fn describe(ui: &mut Ui, look: PicturesLook<'_>, place: Rect, dates: &Dates, (first, last): Range) {
    let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
    let builder = UiBuilder::new().max_rect(place.shrink2(vec2(0.0, 8.0)));
    let mut column = ui.new_child(builder);
    let count = |slots: &[(jiff::civil::Date, u64)]| slots.iter().map(|(_, count)| count).sum::<u64>();
    let shown = count(dates.slots.get(first..last).unwrap_or_default());
    style.column(&mut column, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let ends =
            [("from", Value::from(day_of(look, dates, first))), ("to", Value::from(day_of(look, dates, last - 1)))];
        let is_all = first == 0 && last == dates.slots.len();
        let range = if is_all { i18n.text("picture-dates-all") } else { i18n.text_with("picture-dates-range", &ends) };
        strong(ui, &range);
        let counts = [("shown", Value::from(shown)), ("all", Value::from(count(&dates.slots)))];
        let text = i18n.text_with("picture-dates-count", &counts);
        ui.add(Label::new(&text).role(TextRole::Small).color(style.theme.dim));
        if place.height() > LOW {
            let text = i18n.text(match dates.period {
                Period::Day => "picture-bar-day",
                Period::Week => "picture-bar-week",
                Period::Month => "picture-bar-month",
            });
            ui.add(Label::new(&text).role(TextRole::Small).color(style.theme.dim));
        }
    });
}

/// The bars, those in the range strong, and the months below them.
fn paint(ui: &Ui, axis: Axis, dates: &Dates, (first, last): Range) {
    let style = WidgetStyle::of(ui.ctx());
    let theme = style.theme;
    let most = dates.slots.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1) as f32;
    let painter = ui.painter().clone();
    for (slot, (_, count)) in dates.slots.iter().enumerate() {
        let (a, b) = (axis.x(slot), axis.x(slot + 1));
        let (left, right) = (a.min(b), a.max(b));
        let gap = if right - left > 3.0 { 1.0 } else { 0.0 };
        let height = if *count == 0 { 0.0 } else { (axis.bars.height() * *count as f32 / most).max(1.0) };
        let bar = Rect::from_min_max(pos2(left, axis.bars.bottom() - height), pos2(right - gap, axis.bars.bottom()));
        let color = if (first..last).contains(&slot) { theme.dim } else { theme.line };
        painter.rect_filled(bar, 0, color);
    }
    painter.hline(axis.bars.x_range(), axis.bars.bottom() + 0.5, Stroke::new(size::HAIRLINE, theme.line));
    let mut free: Option<Rect> = None;
    for (slot, words) in &dates.ticks {
        let x = axis.x(*slot);
        let shaped = crate::gui::widgets::Shaped::line(ui.ctx(), words, TextRole::Small);
        let wide = shaped.size().x;
        let left = if axis.is_rtl { x - wide - 3.0 } else { x + 3.0 };
        let place = Rect::from_min_size(pos2(left, axis.bars.bottom() + 2.0), shaped.size());
        let is_inside = place.left() >= axis.bars.left() - 2.0 && place.right() <= axis.bars.right() + 2.0;
        if is_inside && free.is_none_or(|taken| !taken.expand(6.0).intersects(place)) {
            shaped.paint(&painter, place, eframe::egui::Align::Min, theme.dim);
            free = Some(place);
        }
    }
}
