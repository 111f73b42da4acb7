//! The text around the chosen row, beside the table.

use std::ops::Range;

use eframe::egui::{Align, CornerRadius, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::cells::title;
use super::look::SeeingLook;
use crate::annotation::Status;
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::{AppAction, Seeing, SeeingAction, TabId};
use crate::gui::panels::dates;
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, size};
use crate::gui::widgets::{Button, Label, MarkedPassage, PassageMark, Shaped, WidgetStyle, scroll_column};
use crate::survey::{Article, Row};

/// Width of the pane, in points.
pub(super) const WIDTH: f32 = 396.0;
/// Space at its edges, in points.
const INSIDE: f32 = 22.0;
/// Height of its head, in points.
const HEAD: f32 = 56.0;

/// Shows the passage of the chosen row in a rectangle.
pub(super) fn passage(
    ui: &mut Ui,
    look: SeeingLook<'_>,
    rect: Rect,
    id: TabId,
    seeing: &Seeing,
    acts: &mut Vec<AppAction>,
) {
    let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
    let theme = style.theme;
    ui.painter().rect_filled(rect, CornerRadius::ZERO, theme.paper);
    let edge = if style.is_rtl() { rect.right() - 0.5 } else { rect.left() + 0.5 };
    ui.painter().vline(edge, rect.y_range(), Stroke::new(size::HAIRLINE, theme.line));
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(size::HAIRLINE, theme.line));
    let name = i18n.text("seen-passage").into_owned();
    let builder = UiBuilder::new().max_rect(rect).accessibility_role(Role::Group).accessibility_label(name);
    let mut ui = ui.new_child(builder);
    let inner = rect.shrink2(vec2(INSIDE, 0.0));
    let chosen = seeing.chosen.as_ref().and_then(|mark| Some((mark, seeing.survey.row(seeing.chosen_row()?)?)));
    let Some((mark, (article, row))) = chosen else {
        let mut column = ui.new_child(UiBuilder::new().max_rect(inner.with_min_y(rect.top() + size::GROUP)));
        column.add(Label::new(&i18n.text("seen-none-chosen")).color(theme.dim).wrapped());
        return;
    };
    let head = inner.with_max_y(rect.top() + HEAD);
    let mut line = ui.new_child(UiBuilder::new().max_rect(head).layout(style.against()));
    let open = i18n.text("seen-open");
    if line.add(Button::new(&open).key("Enter")).clicked() {
        acts.push(AppAction::Seeing(id, SeeingAction::Open(mark.clone())));
    }
    line.add_space(size::INSIDE);
    let rest = line.available_rect_before_wrap();
    let middle = rest.center().y;
    let side = style.start();
    let shown = Shaped::elided(ui.ctx(), title(article), TextRole::Strong, rest.width());
    shown.paint(ui.painter(), rest.with_max_y(middle + 2.0).with_min_y(middle - 24.0), side, theme.ink);
    let values = [("number", Value::from(row.paragraph as usize)), ("all", Value::from(article.paragraphs as usize))];
    let place = i18n.text_with("seen-paragraph-of", &values).into_owned();
    let day = article.day.map(|found| format!("\u{2068}{}\u{2069}", dates::date(i18n, found.day.date())));
    let facts = day.into_iter().chain([place]).collect::<Vec<_>>().join(" · ");
    let facts = Shaped::elided(ui.ctx(), &facts, TextRole::Small, rest.width());
    facts.paint(ui.painter(), rest.with_min_y(middle).with_max_y(middle + 22.0), side, theme.dim);
    ui.painter().hline(rect.x_range(), head.bottom(), Stroke::new(size::HAIRLINE, theme.line));
    let body = Rect::from_min_max(inner.left_top() + vec2(0.0, HEAD + 1.0), inner.right_bottom());
    let mut column = ui.new_child(UiBuilder::new().max_rect(body));
    let Some(passage) = seeing.passage.as_ref().filter(|passage| passage.has(mark.0, &article.sha256, row)) else {
        return;
    };
    let note = seeing.names().text(row.note);
    scroll_column(&mut column, ("seen-passage", &i18n.text("seen-passage")), body.height(), |ui| {
        ui.add_space(size::GROUP);
        let mut at = passage.start as usize;
        for paragraph in passage.text.split_inclusive('\n') {
            let from = at;
            at += paragraph.len();
            let shown = paragraph.trim_end();
            if shown.trim().is_empty() {
                continue;
            }
            let range = from..from + shown.len();
            let marked = rows_in(article, row, &range)
                .filter_map(|other| Some((other, mark_of(seeing, style, other, row, &range)?)));
            let (others, marks): (Vec<&Row>, Vec<PassageMark>) = marked.unzip();
            let is_here = marks.iter().any(|mark| mark.is_ringed);
            let width = ui.available_width();
            let passage = MarkedPassage::wrapped(ui.ctx(), shown, width, marks);
            let side = if passage.is_rtl() { Align::Max } else { Align::Min };
            let (place, response) = ui.allocate_exact_size(vec2(width, passage.size().y), Sense::click());
            passage.paint(ui.painter(), place, side);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_isolates(shown)));
            // The table and the text stay in step.
            let at = response.interact_pointer_pos().filter(|_| response.clicked());
            if let Some(other) = at.and_then(|at| others.get(passage.mark_at(place, side, at)?)) {
                acts.push(AppAction::Seeing(id, SeeingAction::Choose((mark.0, other.target.clone()))));
            }
            if is_here && !note.is_empty() {
                ui.add_space(size::STEP);
                note_card(ui, note);
            }
            ui.add_space(size::INSIDE);
        }
    });
}

/// The rows of an article in this range of bytes that are shown around a row: what was rejected is not, but for itself.
pub(in crate::gui::panels) fn rows_in<'r>(
    article: &'r Article,
    row: &'r Row,
    range: &'r Range<usize>,
) -> impl Iterator<Item = &'r Row> {
    article.rows.iter().filter(move |other| {
        other.span.start.index() < range.end
            && other.span.end.index() > range.start
            && (other.status != Status::Rejected || other.target == row.target)
    })
}

/// The mark of a row in a paragraph.
pub(in crate::gui::panels) fn mark_of(
    seeing: &Seeing,
    style: WidgetStyle,
    other: &Row,
    chosen: &Row,
    range: &std::ops::Range<usize>,
) -> Option<PassageMark> {
    let id = seeing.names().text(other.label);
    let label = seeing.survey.label(id)?;
    let colors = style.theme.label(id, &label.color);
    // As on the page: what is decided is a line, what is undecided is filled.
    let fill = if other.status == Status::Suggested { colors.fill } else { eframe::egui::Color32::TRANSPARENT };
    let (start, end) = (other.span.start.index().max(range.start), other.span.end.index().min(range.end));
    Some(PassageMark {
        bytes: (start - range.start) as u32..(end - range.start) as u32,
        colors: Highlight { fill, ..colors },
        stroke: label.line.into(),
        is_ringed: other.target == chosen.target,
    })
}

fn note_card(ui: &mut Ui, note: &str) {
    let theme = WidgetStyle::of(ui.ctx()).theme;
    let frame =
        eframe::egui::Frame::new().fill(theme.note).inner_margin(size::INSIDE).corner_radius(size::HIGHLIGHT_RADIUS);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(note).role(TextRole::Small).wrapped());
    });
}
