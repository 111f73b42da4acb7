//! The article that is chosen in a folder's list: what is known of it, its first lines with their marks, and what to do.

use eframe::egui::{self, Align, CornerRadius, Frame, Rect, Role, Stroke, Ui, UiBuilder, vec2};

use crate::gui::command::UiCommand;
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{AppAction, Begins, Content, Digest, Excerpt, FolderRow};
use crate::gui::panels::dates;
use crate::gui::panels::file_size::size_text;
use crate::gui::panels::keys::keys_text;
use crate::gui::text::TextRole;
use crate::gui::theme::{Highlight, size};
use crate::gui::widgets::{Button, Label, MarkedPassage, PassageMark, Shaped, WidgetStyle, small};
use crate::layout::Stroke as LineStroke;
use crate::store::file_name;

/// Width of the preview, in points.
pub(super) const WIDTH: f32 = 462.0;
/// Space at its edges, in points.
const INSIDE: f32 = 22.0;
/// Height of its foot with the buttons, in points.
const FOOT: f32 = 54.0;
/// Height in which its text fades, and the steps of that, in points.
const FADE: f32 = 44.0;
const FADE_STEP: f32 = 2.0;

/// How to begin with an article: with a review if something is undecided.
pub(super) fn begins(row: &FolderRow, threshold: f32) -> Begins {
    let is_undecided = row.digest().is_some_and(|digest| digest.undecided(threshold) > 0);
    if is_undecided { Begins::Review } else { Begins::Reading }
}

/// Shows an article in a rectangle.
pub(super) fn preview(
    ui: &mut Ui,
    i18n: &I18n,
    rect: Rect,
    row: Option<&FolderRow>,
    threshold: f32,
    acts: &mut Vec<AppAction>,
) {
    let look = WidgetStyle::of(ui.ctx());
    ui.painter().rect_filled(rect, CornerRadius::ZERO, look.theme.paper);
    let edge = if look.is_rtl() { rect.right() - 0.5 } else { rect.left() + 0.5 };
    ui.painter().vline(edge, rect.y_range(), Stroke::new(size::HAIRLINE, look.theme.line));
    let name = i18n.text("folder-preview").into_owned();
    let builder = UiBuilder::new().max_rect(rect).accessibility_role(Role::Group).accessibility_label(name);
    let mut ui = ui.new_child(builder);
    let Some(row) = row else {
        let inner = rect.shrink2(vec2(INSIDE, size::GROUP));
        let mut column = ui.new_child(UiBuilder::new().max_rect(inner));
        column.add(Label::new(&i18n.text("folder-none-chosen")).color(look.theme.dim).wrapped());
        return;
    };
    let foot = rect.with_min_y(rect.bottom() - FOOT);
    let body = rect.with_max_y(foot.top());
    let mut column = ui.new_child(UiBuilder::new().max_rect(body).layout(egui::Layout::top_down(look.start())));
    column.set_clip_rect(body.intersect(column.clip_rect()));
    let frame = Frame::new().inner_margin(egui::Margin::symmetric(INSIDE as i8, size::GROUP as i8));
    frame.show(&mut column, |ui| {
        ui.spacing_mut().item_spacing.y = size::STEP;
        match &row.content {
            Content::Known(digest) => known(ui, i18n, row, digest, threshold),
            Content::Waiting => {
                ui.add(Label::new(&format!("\u{2066}{}\u{2069}", row.place())).wrapped());
                small(ui, &i18n.text("stage-waiting"));
            }
            Content::Unreadable(error) => {
                let reason = i18n.sentence_on(&**error, file_name(row.path()));
                ui.add(Label::new(&reason).color(look.theme.dim).wrapped());
            }
        }
    });
    fade(&ui, body);
    ui.painter().hline(foot.x_range(), foot.top() + 0.5, Stroke::new(size::HAIRLINE, look.theme.line));
    if !matches!(row.content, Content::Unreadable(_)) {
        buttons(&mut ui, i18n, foot, row, threshold, acts);
    }
}

fn known(ui: &mut Ui, i18n: &I18n, row: &FolderRow, digest: &Digest, threshold: f32) {
    let look = WidgetStyle::of(ui.ctx());
    ui.add(Label::new(row.headline().unwrap_or(&row.place())).role(TextRole::Title).heading().wrapped());
    let isolated = |text: &str| format!("\u{2068}{text}\u{2069}");
    let mut facts = Vec::new();
    if !digest.source.is_empty() {
        facts.push(isolated(&digest.source));
    }
    facts.extend(digest.published.map(|day| isolated(&dates::date(i18n, day.date()))));
    facts.push(format!("\u{2066}{}\u{2069}", row.place()));
    facts.push(isolated(&size_text(i18n, row.bytes)));
    if digest.notes > 0 {
        facts.push(i18n.text_with("folder-notes", &[("count", Value::from(digest.notes))]).into_owned());
    }
    small(ui, &facts.join(" · "));
    undecided(ui, i18n, digest, threshold);
    ui.add_space(size::INSIDE);
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(line.expand(INSIDE).x_range(), line.center().y, Stroke::new(size::HAIRLINE, look.theme.line));
    ui.add_space(size::INSIDE);
    excerpt(ui, &digest.excerpt, threshold);
}

/// How much is undecided of each label, with the line of its marks.
fn undecided(ui: &mut Ui, i18n: &I18n, digest: &Digest, threshold: f32) {
    let look = WidgetStyle::of(ui.ctx());
    let language = i18n.lang().code();
    let left = digest.tallies.iter().map(|tally| (tally, tally.undecided(threshold))).filter(|(_, count)| *count > 0);
    let left: Vec<_> = left.collect();
    if left.is_empty() {
        small(ui, &i18n.text_with("folder-undecided", &[("count", Value::from(0_usize))]));
        return;
    }
    look.line(ui, size::TARGET, |ui| {
        ui.spacing_mut().item_spacing.x = size::INSIDE;
        small(ui, &i18n.text("folder-preview-undecided"));
        for (tally, count) in left {
            let name = if count == 1 { tally.label.name_in(language) } else { tally.label.plural_in(language) };
            let values = [("count", Value::from(count)), ("label", Value::from(name))];
            let text = i18n.text_with("folder-preview-label", &values);
            let shaped = Shaped::line(ui.ctx(), &text, TextRole::Small);
            if shaped.size().x + 3.0 * size::GROUP > ui.available_width() {
                break;
            }
            let colors = look.theme.label(tally.label.id.as_str(), &tally.label.color);
            let (swatch, _) = ui.allocate_exact_size(vec2(14.0, 20.0), egui::Sense::hover());
            let line = Rect::from_center_size(swatch.center(), vec2(14.0, 3.0));
            ui.painter().rect_filled(line, 1, colors.line);
            ui.add(Label::new(&text).role(TextRole::Small));
        }
    });
}

/// The first lines, each paragraph at its own side.
fn excerpt(ui: &mut Ui, excerpt: &Excerpt, threshold: f32) {
    let look = WidgetStyle::of(ui.ctx());
    let width = ui.available_width();
    let bottom = ui.clip_rect().bottom();
    let mut at = 0;
    for paragraph in excerpt.text.split_inclusive('\n') {
        let from = at;
        at += paragraph.len();
        let shown = paragraph.trim_end();
        if shown.trim().is_empty() {
            continue;
        }
        if ui.cursor().top() >= bottom {
            return;
        }
        let (start, end) = (from as u32, (from + shown.len()) as u32);
        let marks = excerpt.marks.iter().filter(|mark| mark.bytes.start < end && mark.bytes.end > start);
        let marks = marks.filter(|mark| mark.confidence.is_none_or(|confidence| confidence >= threshold));
        let marks = marks.map(|mark| {
            let colors = look.theme.label(mark.label.id.as_str(), &mark.label.color);
            // As on the page: what is decided is a line, what is undecided is filled, unless it only refers to a name.
            let is_line = mark.is_decided || mark.is_reference;
            let fill = if is_line { egui::Color32::TRANSPARENT } else { colors.fill };
            PassageMark {
                bytes: mark.bytes.start.max(start) - start..mark.bytes.end.min(end) - start,
                colors: Highlight { fill, ..colors },
                stroke: if mark.is_reference { LineStroke::Dotted } else { mark.label.line.into() },
                is_ringed: false,
            }
        });
        let passage = MarkedPassage::wrapped(ui.ctx(), shown, width, marks.collect());
        let side = if passage.is_rtl() { Align::Max } else { Align::Min };
        let (rect, response) = ui.allocate_exact_size(vec2(width, passage.size().y), egui::Sense::hover());
        passage.paint(ui.painter(), rect, side);
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, without_isolates(shown)));
        ui.add_space(size::INSIDE);
    }
}

/// Lets what is cut at the foot end softly.
fn fade(ui: &Ui, body: Rect) {
    let paper = WidgetStyle::of(ui.ctx()).theme.paper;
    let steps = (FADE / FADE_STEP) as usize;
    for step in 0..steps {
        let top = body.bottom() - FADE + step as f32 * FADE_STEP;
        let strip = Rect::from_min_size(egui::pos2(body.left() + 1.0, top), vec2(body.width() - 2.0, FADE_STEP));
        ui.painter().rect_filled(strip, 0, paper.gamma_multiply(step as f32 / steps as f32));
    }
}

fn buttons(ui: &mut Ui, i18n: &I18n, foot: Rect, row: &FolderRow, threshold: f32, acts: &mut Vec<AppAction>) {
    let look = WidgetStyle::of(ui.ctx());
    let inner = Rect::from_center_size(foot.center(), vec2(foot.width() - 2.0 * size::GROUP, size::ROW));
    let mut line = ui.new_child(UiBuilder::new().max_rect(inner).layout(look.along()));
    line.spacing_mut().item_spacing.x = size::INSIDE;
    let begins = begins(row, threshold);
    let text = i18n.text(if begins == Begins::Review { "folder-review" } else { "folder-open" });
    if line.add(Button::new(&text).key("Enter").primary()).clicked() {
        acts.push(AppAction::OpenArticle(row.path().to_path_buf(), begins));
    }
    for (key, command) in [("folder-open-beside", UiCommand::OpenBeside), ("folder-mark-done", UiCommand::DoneAndNext)]
    {
        let keys =
            keys_text(ui.ctx(), i18n, command).map(|keys| without_isolates(&keys).into_owned()).unwrap_or_default();
        let text = i18n.text(key);
        let button = Button::new(&text).key(&keys);
        let button = if command == UiCommand::DoneAndNext { button.quiet() } else { button };
        if button.width(line.ctx()) <= line.available_width() && line.add(button).clicked() {
            acts.push(AppAction::Command(command));
        }
    }
}
