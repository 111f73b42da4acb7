//! What all charts have around them: margins, the title with what it counts, and a key.

use super::super::canvas::{Align, Canvas, Run, Type};
use super::super::display::{Pen, Rect};
use super::{KeyEntry, Look};
use crate::layout::Rgb;

/// White space around a chart, in pixels.
pub(super) const MARGIN: f32 = 16.0;
/// Height of a row, in pixels.
pub(super) const ROW: f32 = 24.0;
/// Between a name and what it names, in pixels.
pub(super) const GAP: f32 = 12.0;

/// How a key shows what it explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Swatch {
    /// A colour.
    Plain(Rgb),
    /// A filled bar.
    Filled(Rgb),
    /// A striped bar.
    Striped(Rgb),
    /// The outline of a bar.
    Hollow(Rgb),
}

/// Draws the title and the key; returns where the chart begins.
pub(super) fn head(canvas: &mut Canvas<'_>, look: &Look, title: &str, about: &str, key: &[(Swatch, String)]) -> f32 {
    let colors = &look.colors;
    let mut y = if look.has_title { MARGIN } else { 0.0 };
    let mut end = look.width - MARGIN;
    let middle = y + Type::TITLE.line / 2.0;
    // The key stands at the end of the title's line, or below it where that is full.
    let widths: f32 = key.iter().map(|(_, name)| canvas.width_of(name, Type::SMALL) + 42.0).sum();
    let title_width = canvas.width_of(title, Type::TITLE);
    if look.has_title {
        canvas.text(title, Type::TITLE, [MARGIN, middle], Align::Start, colors.ink);
        let room = end - MARGIN - title_width - 10.0 - if key.is_empty() { 0.0 } else { widths };
        if room > 60.0 && !about.is_empty() {
            let about = canvas.set_within(about, Type::SMALL, room);
            canvas.draw(&about, [MARGIN + title_width + 10.0, middle], Align::Start, colors.dim, None);
        }
        y += Type::TITLE.line;
    }
    if !key.is_empty() {
        let fits_beside = look.has_title && title_width + 20.0 + widths < end - MARGIN;
        let key_middle = if fits_beside {
            middle
        } else {
            y += Type::SMALL.line;
            y - Type::SMALL.line / 2.0
        };
        for (swatch, name) in key.iter().rev() {
            end -= canvas.text(name, Type::SMALL, [end, key_middle], Align::End, colors.dim) + 6.0;
            end -= draw_swatch(canvas, *swatch, [end, key_middle]) + 14.0;
        }
    }
    y + 8.0
}

/// Draws a swatch that ends at a position; returns its width.
fn draw_swatch(canvas: &mut Canvas<'_>, swatch: Swatch, [end, y]: [f32; 2]) -> f32 {
    match swatch {
        Swatch::Plain(color) => {
            canvas.rect([end - 10.0, y - 5.0, end, y + 5.0], 3.0, Some(color), None);
            10.0
        }
        Swatch::Filled(color) => {
            canvas.rect([end - 22.0, y - 5.0, end, y + 5.0], 0.0, Some(color), None);
            22.0
        }
        Swatch::Striped(color) => {
            canvas.striped([end - 22.0, y - 5.0, end, y + 5.0], color);
            22.0
        }
        Swatch::Hollow(color) => {
            canvas.rect([end - 21.5, y - 4.5, end - 0.5, y + 4.5], 0.0, None, Some(Pen::new(color, 1.0)));
            22.0
        }
    }
}

/// The key of labels.
pub(super) fn key_of(entries: &[KeyEntry]) -> Vec<(Swatch, String)> {
    entries.iter().map(|entry| (Swatch::Plain(entry.color), entry.name.clone())).collect()
}

/// Names set within a share of the width, and the width of the widest.
pub(super) fn names<'n>(canvas: &mut Canvas<'_>, look: &Look, names: impl Iterator<Item = &'n str>) -> (Vec<Run>, f32) {
    let room = ((look.width - 2.0 * MARGIN) * 0.36).min(240.0);
    let runs: Vec<Run> = names.map(|name| canvas.set_within(name, Type::BODY, room)).collect();
    let widest = runs.iter().map(Run::width).fold(0.0, f32::max);
    (runs, widest.ceil())
}

/// What is said where there is nothing to draw.
pub(super) fn nothing(canvas: &mut Canvas<'_>, look: &Look, top: f32) -> f32 {
    let words = look.language.say("Nothing to show", "لا شيء للعرض");
    canvas.text(words, Type::BODY, [MARGIN, top + ROW / 2.0], Align::Start, look.colors.dim);
    top + ROW + MARGIN
}

/// A hairline.
pub(super) fn hairline(canvas: &mut Canvas<'_>, look: &Look, from: [f32; 2], to: [f32; 2]) {
    canvas.line(from, to, Pen::new(look.colors.line, 1.0));
}

/// A rectangle a little larger.
pub(super) fn grown([left, top, right, bottom]: Rect, by: f32) -> Rect {
    [left - by, top - by, right + by, bottom + by]
}
