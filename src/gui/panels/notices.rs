//! Notices: bars above the page, a list of all of them, and short-lived ones for completed actions.

use eframe::egui::accesskit::Live;
use eframe::egui::{self, Frame, Id, Margin, Panel, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::card::popup_frame;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::Said;
use crate::gui::model::{AppAction, Notice, NoticeKind};
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, Theme, size};
use crate::gui::widgets::{Button, Icon, IconButton, Label, List, Row, Shaped, Strip, WidgetStyle, icons, small};

/// Bars shown at once; the others are in the list.
const SHOWN: usize = 2;
/// Horizontal space in a button besides its text, in points.
const BUTTON_MARGIN: f32 = size::INSIDE + size::STEP;
/// A bar's margins, in points.
const ACROSS: i8 = 12;
const DOWN: i8 = 6;
/// Width of the text below which the buttons move below it, in points.
const LEAST_TEXT: f32 = 280.0;
/// The maximum height of the list of all notices, and the height of the rest of its window, in points.
const LIST: f32 = 300.0;
const AROUND_LIST: f32 = 260.0;
/// Height of the full text under the list, in points: three lines.
const SENTENCE: f32 = 66.0;

fn highlight(theme: &Theme, kind: NoticeKind) -> Highlight {
    if kind == NoticeKind::Error { theme.error } else { theme.warning }
}

/// Makes screen readers announce a sentence as soon as it appears.
pub(super) fn announce(response: &egui::Response, role: Role, live: Live, text: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, true, without_isolates(text)));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_live(live));
}

/// The buttons of a notice with their actions, which also dismiss it.
fn buttons(i18n: &I18n, notice: &Notice) -> Vec<(String, Vec<AppAction>)> {
    let button = |(key, act): &(&'static str, AppAction)| {
        (i18n.text(key).into_owned(), vec![act.clone(), AppAction::DismissNotice(notice.id)])
    };
    notice.actions.iter().map(button).collect()
}

fn width_of(ui: &Ui, buttons: &[(String, Vec<AppAction>)]) -> f32 {
    let width = |text: &str| Shaped::line(ui.ctx(), text, TextRole::Body).size().x + 2.0 * BUTTON_MARGIN;
    buttons.iter().map(|(text, _)| width(text).ceil() + size::INSIDE).sum()
}

fn show_buttons(ui: &mut Ui, buttons: &[(String, Vec<AppAction>)], acts: &mut Vec<AppAction>) {
    ui.spacing_mut().item_spacing.x = size::INSIDE;
    for (text, does) in buttons {
        if ui.add(Button::new(text)).clicked() {
            acts.extend(does.iter().cloned());
        }
    }
}

/// Bars above the page: the latest notices, each with a button to dismiss it, and a button for the list of all.
pub(crate) fn banners(ui: &mut Ui, i18n: &I18n, said: &[Said<'_>], acts: &mut Vec<AppAction>) {
    let all = said.len();
    let shown = if all == SHOWN + 1 { all } else { all.min(SHOWN) };
    for (index, said) in said.iter().take(shown).enumerate() {
        let mut buttons = buttons(i18n, said.notice);
        if index + 1 == shown && all > shown {
            let more = i18n.text_with("notices-more", &[("count", Value::from(all - shown))]).into_owned();
            buttons.push((more, vec![AppAction::ListNotices]));
        }
        banner(ui, i18n, said, &buttons, acts);
    }
}

fn banner(ui: &mut Ui, i18n: &I18n, said: &Said<'_>, buttons: &[(String, Vec<AppAction>)], acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let Said { notice, words: text } = said;
    let color = highlight(look.theme, notice.kind);
    let frame = Frame::new().fill(color.fill).inner_margin(Margin::symmetric(ACROSS, DOWN));
    let panel = Panel::top(Id::unique(("notice", notice.id))).resizable(false).show_separator_line(false).frame(frame);
    panel.show(ui, |ui| {
        // The text decides the height, so it is measured without the width of the buttons.
        let width = ui.available_width();
        let buttons_width = width_of(ui, buttons);
        let whole = width - size::TARGET - size::ICON - 3.0 * size::INSIDE;
        let are_beside = buttons.is_empty() || whole - buttons_width >= LEAST_TEXT;
        let text_width = if are_beside { whole - buttons_width } else { whole };
        let shaped = Shaped::wrapped(ui.ctx(), text, TextRole::Body, text_width);
        let line = shaped.size().y.max(size::ROW);
        let under = if are_beside { 0.0 } else { size::ROW + size::STEP };
        let (rect, response) = ui.allocate_exact_size(vec2(width, line + under), Sense::hover());
        announce(&response, Role::Alert, Live::Assertive, text);
        let mut strip = Strip::new(rect.with_max_y(rect.top() + line), look);
        let icon = strip.leading(size::ICON).with_max_y(rect.top() + size::ROW);
        icons::paint(ui.painter(), icons::square(icon, size::ICON), Icon::Warning, color.line, look.is_rtl());
        strip.leading(size::INSIDE);
        let close = strip.trailing(size::TARGET).with_max_y(rect.top() + size::ROW);
        strip.trailing(size::INSIDE);
        let place = if are_beside {
            strip.trailing(buttons_width)
        } else {
            let below = strip.rest();
            Rect::from_x_y_ranges(below.x_range(), rect.bottom() - size::ROW..=rect.bottom())
        };
        shaped.paint(ui.painter(), strip.rest(), strip.start(), look.theme.ink);
        let mut near = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(look.along()));
        show_buttons(&mut near, buttons, acts);
        let mut far = ui.new_child(egui::UiBuilder::new().max_rect(close).layout(look.along()));
        if far.add(IconButton::new(Icon::Close, &i18n.text("notice-dismiss"))).clicked() {
            acts.push(AppAction::DismissNotice(notice.id));
        }
        let outer = rect.expand2(vec2(f32::from(ACROSS), f32::from(DOWN)));
        let hairline = Stroke::new(size::HAIRLINE, Theme::faded(color.line, 0.5));
        ui.painter().hline(outer.x_range(), outer.bottom() - 0.5, hairline);
    });
}

/// Notices of completed actions, shown for some seconds over the foot of the page.
pub(crate) fn toasts(ui: &Ui, i18n: &I18n, said: &[Said<'_>], page: Rect, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let mut bottom = page.bottom() - size::GROUP;
    for Said { notice, words: text } in said {
        let buttons = buttons(i18n, notice);
        let at = egui::pos2(page.center().x, bottom);
        let area = egui::Area::new(Id::unique(("toast", notice.id))).order(egui::Order::Foreground);
        let area = area.interactable(!buttons.is_empty());
        let shown = area.pivot(egui::Align2::CENTER_BOTTOM).fixed_pos(at).show(ui.ctx(), |ui| {
            popup_frame(look).inner_margin(Margin::symmetric(12, 6)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = size::INSIDE;
                // A right-to-left row takes all the width that it is given.
                let line = Shaped::line(ui.ctx(), text, TextRole::Body).size().x;
                let whole = (size::ICON + size::INSIDE + line + width_of(ui, &buttons)).ceil();
                let room = page.width() - 2.0 * (size::GROUP + 12.0);
                ui.set_max_width(whole.min(room));
                let say = |ui: &mut Ui| {
                    let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), Sense::hover());
                    icons::paint(ui.painter(), rect, Icon::Check, look.theme.ok, look.is_rtl());
                    let label = Label::new(text);
                    let response = ui.add(if whole > room { label.wrapped() } else { label });
                    announce(&response, Role::Status, Live::Polite, text);
                };
                if whole > room {
                    // There is no room for them beside the sentence.
                    look.column(ui, |ui| {
                        look.line(ui, size::ROW, say);
                        look.line(ui, size::ROW, |ui| show_buttons(ui, &buttons, acts));
                    });
                } else {
                    ui.with_layout(look.along(), |ui| {
                        say(ui);
                        show_buttons(ui, &buttons, acts);
                    });
                }
            });
        });
        bottom -= shown.response.rect.height() + size::INSIDE;
    }
}

/// The list of all notices for the front page.
#[derive(Default)]
pub(crate) struct NoticeList {
    /// The selected one, shown in full.
    chosen: Option<u64>,
    is_shown: bool,
}

impl NoticeList {
    /// Draws the list, and the selected notice in full with its buttons.
    pub(super) fn show(&mut self, ui: &mut Ui, i18n: &I18n, all: &[Said<'_>], acts: &mut Vec<AppAction>) {
        let look = WidgetStyle::of(ui.ctx());
        if all.is_empty() {
            acts.push(AppAction::CloseDialog);
            return;
        }
        if !std::mem::replace(&mut self.is_shown, true) {
            List::begin_again(ui, Id::unique("notices"));
        }
        let name = i18n.text("notices-title");
        let at = self.chosen.and_then(|id| all.iter().position(|said| said.notice.id == id)).unwrap_or(0);
        self.chosen = Some(all[at].notice.id);
        let mut chosen = at;
        let height = (ui.ctx().content_rect().height() - AROUND_LIST).clamp(3.0 * size::ROW, LIST);
        let has_no_focus = ui.memory(|memory| memory.focused().is_none());
        List::new(Id::unique("notices"), &name, height).show(ui, all.len(), |ui, place| {
            let Said { notice, words: text } = all.get(place.number())?;
            let color = highlight(look.theme, notice.kind).line;
            let spoken = without_isolates(text);
            let row = Row::new(text).swatch(color).name(&spoken).selected(place.number() == at).at(place);
            let response = ui.add(row);
            if has_no_focus && place.number() == at {
                response.request_focus();
            }
            if response.clicked() || response.has_focus() {
                chosen = place.number();
            }
            Some(response)
        });
        let Said { notice, words } = &all[chosen];
        self.chosen = Some(notice.id);
        if chosen != at {
            ui.ctx().request_repaint();
        }
        // Fixed height, so that the buttons do not move while somebody goes through the list.
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), SENTENCE), Sense::hover());
        let shaped = Shaped::wrapped(ui.ctx(), words, TextRole::Body, rect.width());
        let place = rect.with_max_y(rect.top() + shaped.size().y);
        shaped.paint(&ui.painter_at(rect), place, Strip::new(rect, look).start(), look.theme.ink);
        let count =
            i18n.text_with("notices-place", &[("current", Value::from(chosen + 1)), ("total", Value::from(all.len()))]);
        small(ui, &count);
        let mut answers: Vec<(String, Vec<AppAction>)> = buttons(i18n, notice);
        for answer in &mut answers {
            // What it shows is behind the dialog.
            answer.1.push(AppAction::CloseDialog);
        }
        let mut answer = |key: &str, act: AppAction| answers.push((i18n.text(key).into_owned(), vec![act]));
        answer("notice-dismiss", AppAction::DismissNotice(notice.id));
        answer("notices-dismiss-all", AppAction::DismissAllNotices);
        answer("dialog-close", AppAction::CloseDialog);
        look.line(ui, size::ROW + 2.0, |ui| show_buttons(ui, &answers, acts));
    }
}
