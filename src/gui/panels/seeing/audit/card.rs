//! The chosen finding: what is wrong, its passage with the letters that are wrong, and what can be done.

use eframe::egui::{Align, Color32, CornerRadius, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::look::SeeingLook;
use super::words::{cure_name, kind_key, sentence};
use crate::gui::i18n::{Value, without_isolates};
use crate::gui::model::{AppAction, AuditAction, Fineness, FoundLine, Seeing, SeeingAction, TabId};
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, size};
use crate::gui::widgets::{Button, Label, MarkedPassage, PassageMark, WidgetStyle, scroll_column};
use crate::layout::Stroke as LineStroke;
use crate::text::Span;

/// Space at the edges, in points.
const INSIDE: f32 = 20.0;
/// The most cures that are offered.
const MOST_CURES: usize = 4;
/// The keys of the cures.
const DIGITS: [&str; MOST_CURES] = ["1", "2", "3", "4"];

/// Shows the chosen finding in a rectangle; `count` is the number of findings that are shown.
pub(super) fn card(
    ui: &mut Ui,
    look: SeeingLook<'_>,
    rect: Rect,
    (id, seeing): (TabId, &Seeing),
    (count, fine): (usize, Fineness<'_>),
    acts: &mut Vec<AppAction>,
) {
    let (i18n, style) = (look.i18n, WidgetStyle::of(ui.ctx()));
    let (theme, audit) = (style.theme, &seeing.audit);
    ui.painter().rect_filled(rect, CornerRadius::ZERO, theme.paper);
    let line = Stroke::new(size::HAIRLINE, theme.line);
    if rect.left() > ui.max_rect().left() + 1.0 || rect.right() < ui.max_rect().right() - 1.0 {
        let edge = if style.is_rtl() { rect.right() - 0.5 } else { rect.left() + 0.5 };
        ui.painter().vline(edge, rect.y_range(), line);
    } else {
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    }
    let name = i18n.text("audit-finding").into_owned();
    let builder = UiBuilder::new().max_rect(rect).accessibility_role(Role::Group).accessibility_label(name.clone());
    let mut ui = ui.new_child(builder);
    let inner = rect.shrink2(vec2(INSIDE, 0.0));
    let Some(found) = audit.chosen_line().filter(|_| count > 0) else { return };
    let mut column = ui.new_child(UiBuilder::new().max_rect(inner).layout(*ui.layout()));
    let mut act = |act: AuditAction| acts.push(AppAction::Seeing(id, SeeingAction::Audit(act)));
    scroll_column(&mut column, ("audit-finding", &name), inner.height(), |ui| {
        ui.spacing_mut().item_spacing.y = size::INSIDE;
        ui.add_space(size::GROUP);
        let kind = i18n.text(kind_key(found.finding.problem.name()));
        ui.add(Label::new(&kind).role(TextRole::Strong).heading());
        ui.add(Label::new(&sentence(look, seeing, found)).wrapped());
        passage(ui, style, found);
        ui.add_space(size::STEP);
        if audit.asks_all {
            let values = [("count", Value::from(count))];
            ui.add(Label::new(&i18n.text_with("audit-ask-all", &values)).wrapped());
            style.line(ui, size::ROW, |ui| {
                if ui.add(Button::new(&i18n.text("audit-cure-all")).primary().key("Enter")).clicked() {
                    act(AuditAction::CureAll);
                }
                if ui.add(Button::new(&i18n.text("seen-cancel")).quiet().key("Esc")).clicked() {
                    act(AuditAction::AskAll(false));
                }
            });
            return;
        }
        for (number, cure) in found.finding.cures.iter().take(MOST_CURES).enumerate() {
            let text = cure_name(look, seeing, found, cure);
            style.line(ui, size::ROW, |ui| {
                let button = Button::new(&text).key(DIGITS[number]).widest(ui.available_width());
                let button = if number == 0 { button.primary() } else { button };
                if ui.add(button).clicked() {
                    act(AuditAction::Cure(number));
                }
            });
        }
        if !found.finding.cures.is_empty() && count > 1 {
            style.line(ui, size::ROW, |ui| {
                if ui.add(Button::new(&i18n.text("audit-ask")).quiet().key("Shift+1")).clicked() {
                    act(AuditAction::AskAll(true));
                }
            });
        }
        style.line(ui, size::ROW, |ui| {
            if fine.folder.is_some() {
                let key = if audit.shows_fine { "audit-not-fine" } else { "audit-fine" };
                if ui.add(Button::new(&i18n.text(key)).quiet().key("F")).clicked() {
                    act(AuditAction::Fine(!audit.shows_fine));
                }
            }
            if ui.add(Button::new(&i18n.text("seen-open")).quiet()).clicked() {
                act(AuditAction::Open);
            }
        });
    });
}

/// The words around it, with what it is about and the letters that are wrong.
fn passage(ui: &mut Ui, style: WidgetStyle, found: &FoundLine) {
    let Some(span) = found.finding.span.filter(|_| !found.excerpt.is_empty()) else { return };
    let theme = style.theme;
    let bytes = |span: Span| {
        let end = found.excerpt.len();
        let start = span.start.index().saturating_sub(found.start).min(end);
        start as u32..span.end.index().saturating_sub(found.start).min(end) as u32
    };
    let plain = Highlight { fill: Color32::TRANSPARENT, line: theme.accent };
    let mut marks = vec![PassageMark { bytes: bytes(span), colors: plain, stroke: LineStroke::Solid, is_ringed: true }];
    if let Some(wrong) = found.finding.wrong {
        let colors = Highlight { fill: theme.error.fill, line: theme.error.line };
        marks.push(PassageMark { bytes: bytes(wrong), colors, stroke: LineStroke::Solid, is_ringed: false });
    }
    let width = ui.available_width();
    let shown = MarkedPassage::wrapped(ui.ctx(), &found.excerpt, width, marks);
    let side = if shown.is_rtl() { Align::Max } else { Align::Min };
    let (rect, response) = ui.allocate_exact_size(vec2(width, shown.size().y), Sense::hover());
    shown.paint(ui.painter(), rect, side);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_isolates(&found.excerpt)));
}
