//! Places what floats over the page beside the words in question, never over them.

use eframe::egui::{Pos2, Rect, Ui, Vec2, pos2};

use crate::gui::theme::size;

/// Space between the words and a floating card, in points: rings and knobs extend this far.
const GAP: f32 = 8.0;

/// The position of a card of a given size (points) below the words, above them, or beside them; `None` if there is no
/// room on the page. Keeps `taken` free, too.
pub(super) fn beside(words: Rect, wanted: Vec2, page: Rect, taken: Option<Rect>) -> Option<Rect> {
    let page = page.shrink(size::INSIDE);
    let within = |low: f32, high: f32, at: f32| at.min(high).max(low);
    let x = within(page.left(), page.right() - wanted.x, words.center().x - wanted.x / 2.0);
    let y = within(page.top(), page.bottom() - wanted.y, words.center().y - wanted.y / 2.0);
    let places = [
        pos2(x, words.bottom() + GAP),
        pos2(x, words.top() - GAP - wanted.y),
        pos2(words.left() - GAP - wanted.x, y),
        pos2(words.right() + GAP, y),
    ];
    let places = places.map(|min| Rect::from_min_size(min, wanted));
    let is_free = |place: &Rect| taken.is_none_or(|taken| !taken.intersects(*place));
    places.into_iter().find(|place| page.expand(0.5).contains_rect(*place) && is_free(place))
}

/// The position beside the words, or at the foot of the page where there is no room.
pub(super) fn beside_or_at_foot(words: Rect, wanted: Vec2, page: Rect) -> Rect {
    let foot = page.shrink(size::INSIDE);
    beside(words, wanted, page, None).unwrap_or_else(|| {
        Rect::from_min_size(pos2(foot.center().x - wanted.x / 2.0, foot.bottom() - wanted.y), wanted)
    })
}

/// Distance of a card in the margin from the page's edges, and of its top from that of its line, in points.
pub(super) const FROM_EDGE: f32 = 8.0;
pub(super) const ABOVE_LINE: f32 = 14.0;

/// Where a card of a height stands in the margin, for a line at `line` (its top); higher or lower where the page ends.
pub(super) fn in_margin(margin: Rect, page: Rect, line: f32, height: f32) -> Pos2 {
    let top = (line - ABOVE_LINE).min(page.bottom() - FROM_EDGE - height).max(page.top() + FROM_EDGE);
    pos2(margin.left() + FROM_EDGE, top)
}

/// Whether the pointer is pressed outside of what floats here.
pub(super) fn is_pressed_outside(ui: &Ui, floating: Rect) -> bool {
    let at = ui.input(|input| input.pointer.interact_pos().filter(|_| input.pointer.any_pressed()));
    at.is_some_and(|at| !floating.expand(4.0).contains(at))
}

/// The larger of the heights available below and above the words.
pub(super) fn most_height(words: Rect, page: Rect) -> f32 {
    let page = page.shrink(size::INSIDE);
    (page.bottom() - words.bottom()).max(words.top() - page.top()) - GAP
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::vec2;

    #[test]
    fn it_stands_where_there_is_room_and_never_over_the_words() {
        let page = Rect::from_min_size(pos2(0.0, 80.0), vec2(680.0, 400.0));
        let card = vec2(300.0, 120.0);
        let words = |x: f32, y: f32, width: f32, height: f32| Rect::from_min_size(pos2(x, y), vec2(width, height));
        for (about, is_below) in [(words(300.0, 100.0, 60.0, 36.0), true), (words(10.0, 420.0, 60.0, 36.0), false)] {
            let place = beside(about, card, page, None).unwrap();
            assert!(page.contains_rect(place) && !place.intersects(about));
            assert_eq!(place.top() > about.bottom(), is_below);
            // The other side, if the first one is taken.
            assert!(beside(about, card, page, Some(place)).is_none_or(|other| !other.intersects(place)));
        }
        let tall = words(20.0, 90.0, 100.0, 380.0);
        let place = beside(tall, card, page, None).unwrap();
        assert!(place.left() > tall.right() && page.contains_rect(place), "at its side");
        assert_eq!(beside(words(0.0, 80.0, 680.0, 400.0), card, page, None), None, "they fill the page");
        assert_eq!(beside(words(300.0, 100.0, 60.0, 36.0), vec2(900.0, 40.0), page, None), None, "wider than the page");
    }
}
