//! A shaped string painted into a rectangle: shortened, wrapped, aligned.

use std::ops::Range;

use eframe::egui::{self, Align, Color32, Painter, Pos2, Rect, Vec2, pos2};

use super::WidgetStyle;
use crate::gui::text::{Galley, TextRole, Texts};
use crate::layout::{Family, LineRect};

/// Share of the room for the end of a string whose middle is left out.
const TAIL_SHARE: f32 = 0.45;

/// A string of the interface, ready to be painted.
#[derive(Clone)]
pub struct Shaped {
    galley: Galley,
    /// Whether its end was left out for lack of room.
    pub is_cut: bool,
}

impl Shaped {
    /// The whole string on one line.
    pub fn line(ctx: &egui::Context, text: &str, role: TextRole) -> Self {
        let galley = Texts::of(ctx).shape(ctx, or_nothing(text), role, WidgetStyle::of(ctx).direction(), None);
        Self { galley, is_cut: false }
    }

    /// The whole string on one line, in another font family than the interface's.
    pub(crate) fn in_family(ctx: &egui::Context, text: &str, role: TextRole, family: &Family) -> Self {
        let direction = WidgetStyle::of(ctx).direction();
        let galley = Texts::of(ctx).shape_in(ctx, or_nothing(text), role, family.clone(), direction, None);
        Self { galley, is_cut: false }
    }

    /// The string on one line of at most `width` points; if it is longer, its logical end is replaced by an ellipsis,
    /// which is on the left in Arabic.
    pub(crate) fn elided(ctx: &egui::Context, text: &str, role: TextRole, width: f32) -> Self {
        let whole = Self::line(ctx, text, role);
        // Half a point is a rounding error, not a lack of room.
        if whole.size().x <= width + 0.5 {
            return whole;
        }
        let ellipsis = Self::line(ctx, "…", role).size().x;
        let room = (width - ellipsis) * whole.galley.pixels_per_point;
        let mut used_px = 0.0;
        let mut end = 0;
        for cluster in whole.galley.layout.clusters().all() {
            used_px += cluster.right - cluster.left;
            if used_px > room {
                break;
            }
            end = cluster.end as usize;
        }
        // Half an Arabic word is mostly another word.
        if whole.is_rtl() && !text[end..].starts_with(char::is_whitespace) {
            end = text[..end].rfind(char::is_whitespace).filter(|space| 2 * space >= end).unwrap_or(end);
        }
        loop {
            let galley = Texts::of(ctx).shape(
                ctx,
                &cut(text, end, whole.is_rtl()),
                role,
                WidgetStyle::of(ctx).direction(),
                None,
            );
            // The cut may have separated a ligature into wider letters.
            if end == 0 || galley.size().x <= width + 0.5 {
                return Self { galley, is_cut: true };
            }
            end = whole.galley.layout.previous_boundary(end as u32) as usize;
        }
    }

    /// Like [`Self::elided`], but shortens the middle: file names often differ at the end.
    pub(crate) fn elided_middle(ctx: &egui::Context, text: &str, role: TextRole, width: f32) -> Self {
        let whole = Self::line(ctx, text, role);
        if whole.size().x <= width + 0.5 {
            return whole;
        }
        let room = (width - Self::line(ctx, "…", role).size().x) * whole.galley.pixels_per_point;
        let clusters = whole.galley.layout.clusters().all();
        let fitting = |room: f32, widths: &mut dyn Iterator<Item = f32>| {
            let mut used = 0.0;
            widths.take_while(|width| (used += width, used <= room).1).count()
        };
        let width_of = |cluster: &crate::layout::clusters::Cluster| cluster.right - cluster.left;
        let mut tail = fitting(room * TAIL_SHARE, &mut clusters.iter().rev().map(width_of));
        let used_px: f32 = clusters.iter().rev().take(tail).map(width_of).sum();
        let mut head = fitting(room - used_px, &mut clusters.iter().map(width_of));
        loop {
            let end = head.checked_sub(1).map_or(0, |last| clusters[last].end as usize);
            let start =
                tail.checked_sub(1).map_or(text.len(), |last| clusters[clusters.len() - 1 - last].start as usize);
            let kept = format!("{}{}", cut(text, end, whole.is_rtl()).trim_end_matches('\u{2069}'), &text[start..]);
            let galley =
                Texts::of(ctx).shape(ctx, &format!("{kept}\u{2069}"), role, WidgetStyle::of(ctx).direction(), None);
            // Letters that lose a neighbour may become wider.
            if galley.size().x <= width + 0.5 || head + tail == 0 {
                return Self { galley, is_cut: true };
            }
            if head > tail { head -= 1 } else { tail -= 1 }
        }
    }

    /// The string wrapped at `width` points.
    pub fn wrapped(ctx: &egui::Context, text: &str, role: TextRole, width: f32) -> Self {
        let galley =
            Texts::of(ctx).shape(ctx, or_nothing(text), role, WidgetStyle::of(ctx).direction(), Some(width.max(1.0)));
        Self { galley, is_cut: false }
    }

    /// Width of the longest line and height of all, in points.
    pub fn size(&self) -> Vec2 {
        self.galley.size()
    }

    /// Whether the string itself runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.galley.layout.direction().is_rtl()
    }

    /// Paints the lines into a rectangle: each aligned to the given side, all centred vertically.
    pub(crate) fn paint(&self, painter: &Painter, rect: Rect, side: Align, color: Color32) {
        let layout = &self.galley.layout;
        let texts = Texts::of(painter.ctx());
        for index in 0..layout.lines().len() {
            texts.paint_lines(painter, self.origin(index, rect, side), layout, index..index + 1, color);
        }
    }

    /// Like [`Self::paint`]; letters in these places are in another colour.
    pub(crate) fn paint_found(
        &self,
        painter: &Painter,
        rect: Rect,
        side: Align,
        color: Color32,
        found: Color32,
        places: &[Rect],
    ) {
        let layout = &self.galley.layout;
        let texts = Texts::of(painter.ctx());
        for index in 0..layout.lines().len() {
            let origin = self.origin(index, rect, side);
            texts.paint_lines_dim(painter, origin, layout, index..index + 1, color, found, places);
        }
    }

    /// The layout's top left for one of its lines, so that this is aligned to a side of a rectangle.
    fn origin(&self, line: usize, rect: Rect, side: Align) -> Pos2 {
        let line = &self.galley.layout.lines()[line];
        let ppp = self.galley.pixels_per_point;
        let width = (line.right - line.left) / ppp;
        let left = match side {
            Align::Min => rect.left(),
            Align::Center => rect.center().x - width / 2.0,
            Align::Max => rect.right() - width,
        };
        pos2(left - line.left / ppp, rect.center().y - self.size().y / 2.0)
    }

    /// Where some bytes of the string are when it is painted into a rectangle: one place for each run of each line.
    pub(crate) fn places(&self, rect: Rect, side: Align, bytes: Range<u32>) -> Vec<Rect> {
        let layout = &self.galley.layout;
        let ppp = self.galley.pixels_per_point;
        let height = layout.line_box().height / ppp;
        let opening = if self.is_cut { OPENING_LEN } else { 0 };
        let bytes = bytes.start.saturating_add(opening)..bytes.end.saturating_add(opening);
        let place = |found: LineRect| {
            let origin = self.origin(found.line, rect, side);
            let top = origin.y + found.line as f32 * height;
            let x = |x_px: f32| origin.x + x_px / ppp;
            Rect::from_min_max(pos2(x(found.left), top), pos2(x(found.right), top + height))
        };
        layout.rects(bytes).into_iter().map(place).collect()
    }
}

/// Length of the isolate before a text that is cut, in bytes.
const OPENING_LEN: u32 = 3;

/// The text up to a byte and an ellipsis.
fn cut(text: &str, end: usize, is_rtl: bool) -> String {
    // The beginning alone could have another direction than the whole: an isolate preserves it.
    let opening = if is_rtl { '\u{2067}' } else { '\u{2066}' };
    let (kept, rest) = text.split_at_checked(end).unwrap_or_default();
    // A joiner keeps the last letter of a cut word in its joined form.
    let is_in_word = kept.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
    let joiner = if is_in_word { "\u{200D}" } else { "" };
    format!("{opening}{}{joiner}…\u{2069}", kept.trim_end())
}

/// An empty text still has the height of a line.
fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "\u{200B}" } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logical_end_gives_way() {
        let ctx = egui::Context::default();
        for text in [
            "Libyan National Army forces",
            "قوات الجيش الوطني الليبي في سرت",
            "قوات LNA الليبية في سرت",
            "BBC عربي في ليبيا",
        ] {
            let whole = Shaped::line(&ctx, text, TextRole::Body);
            assert!(!whole.is_cut);
            let mut before = 0.0;
            for width in [0.0, 12.0, 40.0, 80.0, 120.0].into_iter().filter(|w| *w < whole.size().x - 1.0) {
                let cut = Shaped::elided(&ctx, text, TextRole::Body, width);
                assert!(cut.is_cut);
                let least = Shaped::line(&ctx, "…", TextRole::Body).size().x;
                assert!(cut.size().x <= width.max(least) + 1.0, "{text} {width}: {}", cut.size().x);
                assert!(cut.size().x >= before, "{text} {width}");
                before = cut.size().x;
                // The ellipsis is the last cluster before the isolate's end, and is outermost.
                let clusters = cut.galley.layout.clusters().all();
                let shown = cut.galley.layout.text();
                let ellipsis = clusters.iter().find(|c| shown[c.start as usize..].starts_with('…')).unwrap();
                let edge = clusters.iter().map(|c| c.left).fold(f32::MAX, f32::min);
                if whole.is_rtl() {
                    assert!((ellipsis.left - edge).abs() < 0.5, "{text} {width}");
                } else {
                    assert!(ellipsis.left > edge || shown.chars().count() <= 4, "{text} {width}");
                }
            }
            let fits = Shaped::elided(&ctx, text, TextRole::Body, whole.size().x);
            assert!(!fits.is_cut, "{text}");
        }
    }

    #[test]
    fn no_arabic_word_is_cut_in_two_where_others_stay() {
        let ctx = egui::Context::default();
        let text = "قوات الجيش الوطني الليبي في سرت";
        let whole = Shaped::line(&ctx, text, TextRole::Body).size().x;
        for width in (120..whole as u32).step_by(7) {
            let cut = Shaped::elided(&ctx, text, TextRole::Body, width as f32);
            let shown = cut.galley.layout.text();
            let words: Vec<&str> = shown.trim_matches(['\u{2067}', '\u{2069}', '…']).split(' ').collect();
            assert!(words.iter().all(|word| text.split(' ').any(|whole| whole == *word)), "{width}: {shown}");
        }
    }

    #[test]
    fn a_cut_text_has_its_words_where_they_were() {
        let ctx = egui::Context::default();
        let rect = Rect::from_min_size(pos2(0.0, 0.0), egui::vec2(400.0, 30.0));
        for (text, word) in [("قوات الجيش الوطني الليبي في سرت", "الجيش"), ("Libyan National Army forces", "National")]
        {
            let at = text.find(word).unwrap() as u32;
            let whole = Shaped::line(&ctx, text, TextRole::Body);
            let cut = Shaped::elided(&ctx, text, TextRole::Body, whole.size().x - 30.0);
            assert!(cut.is_cut);
            let side = if whole.is_rtl() { Align::Max } else { Align::Min };
            let place = |shaped: &Shaped| shaped.places(rect, side, at..at + word.len() as u32)[0];
            let (whole, cut) = (place(&whole), place(&cut));
            assert!(
                (whole.left() - cut.left()).abs() < 0.5 && (whole.right() - cut.right()).abs() < 0.5,
                "{text}: {whole:?} {cut:?}"
            );
        }
    }

    #[test]
    fn the_middle_gives_way_and_both_ends_stay() {
        let ctx = egui::Context::default();
        for text in [
            "a-very-long-name-of-an-article-2026-11-28.txt",
            "اشتباكات متقطعة جنوب طرابلس واتفاق على فتح الطريق الساحلي 28.txt",
        ] {
            let whole = Shaped::line(&ctx, text, TextRole::Body);
            let cut = Shaped::elided_middle(&ctx, text, TextRole::Body, 160.0);
            assert!(cut.is_cut && cut.size().x <= 161.0 && cut.size().x > 130.0, "{text}: {}", cut.size().x);
            let shown = cut.galley.layout.text();
            assert!(shown.contains('…') && shown.contains("28.txt"), "{shown}");
            assert!(shown.contains(&text[..8]), "{shown}");
            assert!(Shaped::elided_middle(&ctx, text, TextRole::Body, 0.0).size().x < 30.0);
            assert!(!Shaped::elided_middle(&ctx, text, TextRole::Body, whole.size().x).is_cut);
        }
    }

    #[test]
    fn an_empty_text_has_the_height_of_a_line() {
        let ctx = egui::Context::default();
        for shaped in [Shaped::line(&ctx, "", TextRole::Body), Shaped::wrapped(&ctx, "", TextRole::Body, 100.0)] {
            assert_eq!(shaped.size().x, 0.0);
            assert!(shaped.size().y > 20.0);
        }
    }
}
