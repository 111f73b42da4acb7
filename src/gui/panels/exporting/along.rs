//! What becomes of everything, in one row a kind; the verdict; and the first lines of the file as it will be.

use eframe::egui::{Align, Color32, CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::sentence::Sentence;
use crate::exchange::{Along, Loss, Units};
use crate::gui::i18n::{I18n, Value, without_isolates};
use crate::gui::model::{ExportPage, Foreseen};
use crate::gui::text::TextRole;
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::{Label, Shaped, Strip, WidgetStyle, meter, paint_portions, scroll_if, small};
use crate::store::file_name;
use crate::text::units::Unit;

/// Height of a row, and of the heads, in points.
const ROW: f32 = 28.0;
/// Size of the bar in a row, in points.
const BAR: f32 = 120.0;
const BAR_HEIGHT: f32 = 10.0;
/// Widths of the columns: the count, and what becomes of a kind, in points.
const COUNT: f32 = 56.0;
const WORD: f32 = 168.0;
/// Share of the width for the names of kinds.
const NAME_SHARE: f32 = 0.24;
/// Height of a line of the file, in points.
const LINE: f32 = 21.0;
/// The fewest lines that are shown, and the height of what stands around them, in points.
const FEWEST: usize = 4;
const AROUND: f32 = 20.0 + 3.0 * size::INSIDE;
const LEAST_PREVIEW: f32 = AROUND + FEWEST as f32 * LINE;
/// Width of the column with the numbers of lines, in points.
const NUMBER: f32 = 44.0;
/// Size of the bar that shows how many articles were read, in points.
const METER: eframe::egui::Vec2 = vec2(120.0, 4.0);

/// The least height of all of it, and the one in which nothing of it scrolls, in points.
pub(super) fn heights(ui: &Ui, i18n: &I18n, page: &ExportPage) -> [f32; 2] {
    let Some(foreseen) = &page.foreseen else { return [ROW; 2] };
    let rows = foreseen.along.len() as f32 * ROW;
    let around = ROW + Verdict::of(ui, i18n, page, foreseen).height() + LEAST_PREVIEW;
    [around + rows.min(2.0 * ROW), around + rows]
}

/// Draws all of it in a height; the rows scroll if that is too little.
pub(super) fn along(ui: &mut Ui, i18n: &I18n, page: &ExportPage, height: f32) {
    let look = WidgetStyle::of(ui.ctx());
    let Some(foreseen) = &page.foreseen else {
        ui.add_space(size::GROUP);
        ui.add(Label::new(&i18n.text("export-reading")).color(look.theme.dim));
        return;
    };
    let ink = |color: Color32| if page.is_stale { Theme::faded(color, 0.55) } else { color };
    ui.spacing_mut().item_spacing.y = 0.0;
    let name = i18n.text("export-along").into_owned();
    let verdict = Verdict::of(ui, i18n, page, foreseen);
    let rows = foreseen.along.len() as f32 * ROW;
    // The first lines of the file are always seen; the rows scroll if both have no room.
    let room = (height - ROW - verdict.height() - LEAST_PREVIEW).max(2.0 * ROW);
    let shown = rows.min(room);
    head(ui, i18n);
    scroll_if(ui, rows > room, ("export-along", &name), shown, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for along in &foreseen.along {
            row(ui, i18n, page, *along, &ink);
        }
    });
    verdict.show(ui, i18n, foreseen);
    preview(ui, i18n, foreseen, height - ROW - shown - verdict.height(), &ink);
}

/// The columns of a row: name, count, bar, what becomes of it, how.
fn columns(rect: Rect, look: WidgetStyle) -> [Rect; 5] {
    let mut strip = Strip::new(rect, look);
    let bar = if rect.width() < 640.0 { BAR / 2.0 } else { BAR };
    let name = strip.leading((rect.width() * NAME_SHARE).min(220.0));
    let count = strip.leading(COUNT);
    strip.leading(size::GROUP);
    let bar = strip.leading(bar);
    strip.leading(size::GROUP);
    let word = strip.leading(WORD);
    strip.leading(size::INSIDE);
    [name, count, bar, word, strip.rest()]
}

fn head(ui: &mut Ui, i18n: &I18n) {
    let look = WidgetStyle::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let line = Stroke::new(size::HAIRLINE, look.theme.line);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    let [name, count, .., how] = columns(rect, look);
    let strip = Strip::new(rect, look);
    for (place, key, side) in
        [(name, "export-along", strip.start()), (count, "export-here", strip.end()), (how, "export-how", strip.start())]
    {
        let text = Shaped::elided(ui.ctx(), &i18n.text(key), TextRole::Small, place.width());
        text.paint(ui.painter(), place, side, look.theme.dim);
    }
}

fn row(ui: &mut Ui, i18n: &I18n, page: &ExportPage, along: Along, ink: &dyn Fn(Color32) -> Color32) {
    let look = WidgetStyle::of(ui.ctx());
    let theme = look.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let name = i18n.text(along.kind.map_or("export-marks", Loss::key));
    let count = i18n.number(along.count());
    let how = i18n.text(how(page, along));
    let parts = [
        ("export-kept", along.kept, theme.ok),
        ("export-changed", along.changed, theme.warning.line),
        ("export-left-out", along.left_out, theme.error.line),
    ];
    let is_mixed = parts.iter().filter(|(_, count, _)| *count > 0).count() > 1;
    let words: Vec<(String, Color32)> = parts
        .into_iter()
        .filter(|(_, count, _)| *count > 0)
        .map(|(key, count, color)| {
            let word = i18n.text(key);
            let text = if is_mixed { format!("{} {word}", i18n.number(count)) } else { word.into_owned() };
            (text, color)
        })
        .collect();
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(size::HAIRLINE, theme.line));
        let [name_at, count_at, bar_at, word_at, how_at] = columns(rect, look);
        let strip = Strip::new(rect, look);
        let (start, end) = (strip.start(), strip.end());
        let text = |text: &str, role, place: Rect| Shaped::elided(ui.ctx(), text, role, place.width());
        text(&name, TextRole::Body, name_at).paint(painter, name_at, start, ink(theme.ink));
        text(&count, TextRole::Body, count_at).paint(painter, count_at, end, ink(theme.ink));
        let bar = Rect::from_center_size(bar_at.center(), vec2(bar_at.width(), BAR_HEIGHT));
        if along.count() > 0 {
            paint_portions(painter, look, bar, [along.kept, along.changed, along.left_out]);
        }
        let mut word_strip = Strip::new(word_at, look);
        for (word, color) in &words {
            let word = text(word, TextRole::Body, word_strip.rest());
            word.paint(painter, word_strip.leading(word.size().x), start, ink(*color));
            word_strip.leading(size::INSIDE);
        }
        text(&how, TextRole::Small, how_at).paint(painter, how_at, start, theme.dim);
    }
    let words: Vec<String> = words.into_iter().map(|(word, _)| word).collect();
    let spoken = [name.into_owned(), count, words.join(&i18n.text("list-separator")), how.into_owned()];
    let spoken: Vec<String> = spoken.into_iter().filter(|part| !part.is_empty()).collect();
    let spoken = spoken.join(&i18n.text("list-separator"));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_isolates(&spoken)));
}

/// The key of how a kind is written.
fn how(page: &ExportPage, along: Along) -> &'static str {
    let format = page.choices.format;
    match along.kind {
        None if along.left_out > 0 && (format.loses)(Loss::NoEvents) => "export-how-events",
        None if along.left_out > 0 && (format.loses)(Loss::Unlocated) => "export-how-places",
        None if along.left_out > 0 => "export-how-nested",
        None => match (format.units, format.unit(page.choices.unit)) {
            (Units::None, _) => "export-how-passages",
            (_, Ok(Unit::Char)) => "export-how-char",
            (_, Ok(Unit::Byte)) => "export-how-byte",
            (_, Ok(Unit::Utf16)) => "export-how-utf16",
            (_, Err(_)) => "export-how-passages",
        },
        Some(Loss::Fragments) if along.changed > 0 => "export-how-fragments",
        Some(Loss::References) if along.changed > 0 => "export-how-references",
        Some(Loss::Widened) if along.changed > 0 => "export-how-widened",
        Some(Loss::NumberTypes | Loss::ChoiceTypes) if along.changed > 0 => "export-how-types",
        Some(Loss::Relations) if along.kept > 0 && along.left_out > 0 => "export-how-cut",
        Some(Loss::Nested) if along.left_out > 0 => "export-how-nested",
        Some(_) if along.left_out > 0 => "export-how-no-place",
        Some(_) => "export-how-whole",
    }
}

/// What all of it comes to, in one sentence, and what else is to be known.
struct Verdict {
    sentence: Sentence,
    is_reading: bool,
}

impl Verdict {
    fn of(ui: &Ui, i18n: &I18n, page: &ExportPage, foreseen: &Foreseen) -> Self {
        let mut sentences = Vec::new();
        if foreseen.marks() == 0 {
            let counts = foreseen.statuses;
            let may_be = counts.suggested > 0 || !foreseen.knows_suggestions && counts.accepted == 0;
            let waits = may_be && !page.choices.statuses.suggested;
            sentences.push(i18n.text(if waits { "export-nothing-accepted" } else { "export-nothing" }).into_owned());
        } else {
            let (left, changed) = (foreseen.left_out(), foreseen.changed());
            let values = [("count", Value::from(left)), ("changed", Value::from(changed))];
            let key = match (left, changed) {
                (0, 0) => "export-verdict-all",
                (0, _) => "export-verdict-changed",
                _ => "export-verdict-some",
            };
            sentences.push(i18n.text_with(key, &values).into_owned());
        }
        if page.choices.format.read.is_none() {
            sentences.push(i18n.text("export-one-way").into_owned());
        }
        for (key, count) in [("export-incomplete", foreseen.incomplete()), ("export-unreadable", foreseen.unreadable)] {
            if count > 0 {
                sentences.push(i18n.text_with(key, &[("count", Value::from(count))]).into_owned());
            }
        }
        if foreseen.read.1 > 1 {
            sentences.push(i18n.text("export-preview-first").into_owned());
        }
        let warns = foreseen.left_out() > 0 || foreseen.marks() == 0 || foreseen.unreadable > 0;
        let sentence = Sentence::new(ui, sentences.join(" "), warns);
        Self { sentence, is_reading: foreseen.read.0 < foreseen.read.1 }
    }

    /// With the space around it, in points.
    fn height(&self) -> f32 {
        self.sentence.height() + 2.0 * size::INSIDE + if self.is_reading { ROW } else { 0.0 }
    }

    fn show(&self, ui: &mut Ui, i18n: &I18n, foreseen: &Foreseen) {
        let look = WidgetStyle::of(ui.ctx());
        ui.add_space(size::INSIDE);
        if self.is_reading {
            let (read, all) = foreseen.read;
            look.line(ui, ROW, |ui| {
                ui.spacing_mut().item_spacing.x = size::INSIDE;
                meter(ui, METER, (read, all), look.theme.accent);
                let values = [("done", Value::from(read)), ("count", Value::from(all))];
                small(ui, &i18n.text_with("export-read", &values));
            });
        }
        self.sentence.show(ui);
        ui.add_space(size::INSIDE);
    }
}

/// The first lines of the file; `room` is the height that is left for them.
fn preview(ui: &mut Ui, i18n: &I18n, foreseen: &Foreseen, room: f32, ink: &dyn Fn(Color32) -> Color32) {
    let look = WidgetStyle::of(ui.ctx());
    if let Some(problem) = &foreseen.problem {
        ui.add(Label::new(&i18n.sentence(problem)).color(look.theme.error.line).wrapped());
        return;
    }
    let preview = &foreseen.preview;
    if preview.lines.is_empty() {
        small(ui, &i18n.text("export-empty-file"));
        return;
    }
    let fitting = ((room - AROUND) / LINE).floor().max(FEWEST as f32) as usize;
    // Of a short file all lines are seen.
    let first = preview.first.min(preview.lines.len().saturating_sub(fitting));
    let shown = &preview.lines[first..preview.lines.len().min(first + fitting)];
    let height = AROUND + fitting.min(shown.len()).max(FEWEST) as f32 * LINE;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(size::CARD_RADIUS), look.theme.ground);
    let inside = rect.shrink2(vec2(12.0, size::INSIDE));
    let file = preview.part.clone().or_else(|| foreseen.files.first().map(|(name, _)| file_name(name.as_ref())));
    let values = [("file", Value::from(file.unwrap_or_default())), ("line", Value::from(first + 1))];
    let title = i18n.text_with("export-preview", &values);
    let title_at = inside.with_max_y(inside.top() + TextRole::Small.sizes().2);
    let side = Strip::new(rect, look).start();
    Shaped::elided(ui.ctx(), &title, TextRole::Small, inside.width()).paint(painter, title_at, side, look.theme.dim);
    // A file's own lines are not mirrored.
    let clipped = painter.with_clip_rect(inside.intersect(painter.clip_rect()));
    for (number, line) in shown.iter().enumerate() {
        let top = title_at.bottom() + number as f32 * LINE;
        let place = Rect::from_min_max(pos2(inside.left(), top), pos2(inside.right(), top + LINE));
        let count = (first + number + 1).to_string();
        let number_at = place.with_max_x(inside.left() + NUMBER - size::INSIDE - size::STEP);
        Shaped::line(ui.ctx(), &count, TextRole::Small).paint(&clipped, number_at, Align::Min, look.theme.dim);
        let line = format!("\u{2068}{}\u{2069}", line.replace('\t', "    "));
        let line = Shaped::line(ui.ctx(), &line, TextRole::Small);
        let from = place.with_min_x(inside.left() + NUMBER);
        line.paint(&clipped, from, Align::Min, ink(look.theme.ink));
    }
    let spoken = format!("{title}\n{}", shown.join("\n"));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_isolates(&spoken)));
}
