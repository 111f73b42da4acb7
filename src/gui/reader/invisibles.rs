//! Small signs for invisible characters. They are an overlay, so no letter moves.

use eframe::egui::{CornerRadius, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::frame::Frame;
use super::model::{Placed, ReaderLook};
use crate::document::Document;
use crate::gui::text::{TextRole, Texts};
use crate::gui::theme::{Theme, size};
use crate::gui::widgets::tooltip;
use crate::layout::{Invisible, PlacedInvisible, Sign};
use crate::text::Direction;

/// The most abbreviations in one box; further ones become an ellipsis.
const MOST_IN_BOX: usize = 3;
/// The most signs named in one tooltip; further ones become an ellipsis.
const MOST_NAMED: usize = 6;

/// Paints the signs for the invisible characters of a block.
pub(super) fn paint(ui: &Ui, frame: Frame, placed: &Placed, document: &Document, look: &ReaderLook<'_>, texts: &Texts) {
    let line_box = placed.layout.line_box();
    let in_view = |line: usize| {
        let top = placed.top_px + line as f32 * line_box.height;
        top + line_box.height > 0.0 && top < frame.rect.height() * frame.ppp
    };
    let mut all = placed.layout.invisibles();
    all.extend(line_end(placed, document));
    all.retain(|invisible| in_view(invisible.line));
    let mut boxes = Boxes::default();
    for here in all.chunk_by(|a, b| a.line == b.line && is_boxed(a) && is_boxed(b) && (a.left - b.left).abs() < 1.0) {
        let first = here[0];
        let top = placed.top_px + first.line as f32 * line_box.height;
        let room = frame.to_points(first.left, top, first.right, top + line_box.height);
        let baseline = frame.to_points(0.0, top, 0.0, top + line_box.baseline).bottom();
        let mark = match first.invisible.sign {
            Sign::Ring => ring(ui.painter(), room, baseline, look),
            Sign::Arrow => arrow(ui.painter(), room, baseline, first.rtl, look),
            Sign::Boxed(_) => boxes.paint(ui, room, first.line, here, look, texts),
        };
        let id = look.page_id().with(("invisible", placed.span.start.0 + first.byte));
        tooltip(ui.interact(mark, id, Sense::hover()), &names(here, look));
    }
}

fn is_boxed(placed: &PlacedInvisible) -> bool {
    matches!(placed.invisible.sign, Sign::Boxed(_))
}

/// A line or paragraph separator does not belong to its block: its sign is painted after the last line.
fn line_end(placed: &Placed, document: &Document) -> Option<PlacedInvisible> {
    let next = document.text()[placed.span.end.index()..].chars().next()?;
    let invisible =
        Invisible::of(next).filter(|_| matches!(next, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}'..='\u{2029}'))?;
    let line = placed.layout.lines().len() - 1;
    let rtl = placed.layout.direction().is_rtl();
    let last = &placed.layout.lines()[line];
    let x = if rtl { last.left } else { last.right };
    Some(PlacedInvisible { invisible, byte: placed.span.len(), line, left: x, right: x, rtl })
}

/// A ring in a non-breaking space.
fn ring(painter: &Painter, room: Rect, baseline: f32, look: &ReaderLook<'_>) -> Rect {
    let center = pos2(room.center().x, baseline - look.style.size_px * 0.22);
    painter.circle_stroke(center, look.style.size_px * 0.09, Stroke::new(size::HAIRLINE, look.theme.accent));
    Rect::from_center_size(center, vec2(room.width().max(8.0), look.style.size_px * 0.6))
}

/// An arrow across a tab, in reading direction.
fn arrow(painter: &Painter, room: Rect, baseline: f32, rtl: bool, look: &ReaderLook<'_>) -> Rect {
    let y = baseline - look.style.size_px * 0.28;
    let room = room.shrink2(vec2((room.width() * 0.1).min(3.0), 0.0));
    let (from, to, back) = if rtl { (room.right(), room.left(), 3.0) } else { (room.left(), room.right(), -3.0) };
    let pen = Stroke::new(size::HAIRLINE, look.theme.accent);
    painter.hline(from.min(to)..=from.max(to), y, pen);
    for up in [-3.0, 3.0] {
        painter.line_segment([pos2(to, y), pos2(to + back, y + up)], pen);
    }
    Rect::from_center_size(pos2(room.center().x, y), vec2(room.width(), look.style.size_px * 0.6))
}

/// Boxes already drawn, so that they do not cover each other.
#[derive(Default)]
struct Boxes {
    drawn: Vec<(usize, Rect)>,
}

impl Boxes {
    /// Paints a box above the line with a stem at the exact position.
    fn paint(
        &mut self,
        ui: &Ui,
        room: Rect,
        line: usize,
        here: &[PlacedInvisible],
        look: &ReaderLook<'_>,
        texts: &Texts,
    ) -> Rect {
        let galley = texts.shape(ui.ctx(), &abbreviations(here), TextRole::Tiny, Direction::Ltr, None);
        let wanted = galley.size() + vec2(5.0, 0.0);
        let above = Rect::from_min_size(pos2(room.center().x - wanted.x / 2.0, room.top()), wanted);
        let below = above.translate(vec2(0.0, room.height() - wanted.y));
        let is_free =
            |rect: &Rect| !self.drawn.iter().rev().take(8).any(|(at, other)| *at == line && other.intersects(*rect));
        let rect = if is_free(&above) || !is_free(&below) { above } else { below };
        self.drawn.push((line, rect));
        let color = if here.iter().any(|i| i.invisible.overrides_direction()) {
            look.theme.warning.line
        } else {
            look.theme.accent
        };
        let painter = ui.painter();
        painter.vline(room.center().x, room.y_range(), Stroke::new(size::HAIRLINE, Theme::faded(color, 0.6)));
        painter.rect(
            rect,
            CornerRadius::same(2),
            look.theme.paper,
            Stroke::new(size::HAIRLINE, color),
            StrokeKind::Inside,
        );
        let at = Pos2::new(rect.center().x - galley.size().x / 2.0, rect.top());
        texts.paint(painter, at, &galley, look.theme.ink);
        rect
    }
}

/// The text of a box: `RLE`, `RLE LRO`, `LRE×200`.
fn abbreviations(here: &[PlacedInvisible]) -> String {
    let mut parts = Vec::new();
    for same in here.chunk_by(|a, b| a.invisible.sign == b.invisible.sign) {
        let Sign::Boxed(abbreviation) = same[0].invisible.sign else { continue };
        if parts.len() == MOST_IN_BOX {
            parts.push("…".to_owned());
            break;
        }
        parts.push(if same.len() == 1 { abbreviation.to_owned() } else { format!("{abbreviation}×{}", same.len()) });
    }
    parts.join(" ")
}

/// The names of the characters at one position with their counts.
fn names(here: &[PlacedInvisible], look: &ReaderLook<'_>) -> String {
    let mut names: Vec<String> = Vec::new();
    for same in here.chunk_by(|a, b| a.invisible == b.invisible) {
        if names.len() == MOST_NAMED {
            names.push("…".to_owned());
            break;
        }
        let Invisible { char, name_key, .. } = same[0].invisible;
        names.push(format!("{} \u{2068}U+{:04X}\u{2069}", look.i18n.text(name_key), u32::from(char)));
    }
    names.join(&look.i18n.text("list-separator"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::i18n::{I18n, Lang};

    #[test]
    fn every_invisible_character_has_a_name_in_both_languages() {
        for lang in Lang::ALL {
            let i18n = I18n::new(lang);
            for invisible in ('\0'..=char::MAX).filter_map(Invisible::of) {
                assert!(i18n.has(invisible.name_key), "{lang:?}: {invisible:?}");
            }
        }
    }

    #[test]
    fn a_box_stays_short() {
        let at = |char| PlacedInvisible {
            invisible: Invisible::of(char).unwrap(),
            byte: 0,
            line: 0,
            left: 0.0,
            right: 0.0,
            rtl: true,
        };
        let table = [
            ("\u{200F}", "RLM"),
            ("\u{202B}\u{202D}", "RLE LRO"),
            ("\u{202A}\u{202A}\u{202A}\u{202C}", "LRE×3 PDF"),
            ("\u{202A}\u{202B}\u{2066}\u{2067}\u{2068}", "LRE RLE LRI …"),
        ];
        for (text, expected) in table {
            let here: Vec<_> = text.chars().map(at).collect();
            assert_eq!(abbreviations(&here), expected);
        }
    }
}
