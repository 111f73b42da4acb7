//! Places the parts of a control along a line, in either direction.

use eframe::egui::{Align, Rect, pos2};

use super::WidgetStyle;

/// The remaining part of a control's rectangle while its parts are placed from both sides.
#[derive(Clone, Copy, Debug)]
pub struct Strip {
    rest: Rect,
    rtl: bool,
}

impl Strip {
    /// Begins with the whole rectangle, in points.
    pub fn new(rect: Rect, look: WidgetStyle) -> Self {
        Self { rest: rect, rtl: look.is_rtl() }
    }

    /// Takes a width from the side where lines begin.
    pub(crate) fn leading(&mut self, width: f32) -> Rect {
        self.take(width, !self.rtl)
    }

    /// Takes a width from the side where lines end.
    pub fn trailing(&mut self, width: f32) -> Rect {
        self.take(width, self.rtl)
    }

    /// What is left.
    pub fn rest(&self) -> Rect {
        self.rest
    }

    /// The side where lines begin.
    pub fn start(&self) -> Align {
        if self.rtl { Align::Max } else { Align::Min }
    }

    /// The side where lines end.
    pub fn end(&self) -> Align {
        if self.rtl { Align::Min } else { Align::Max }
    }

    fn take(&mut self, width: f32, from_left: bool) -> Rect {
        let width = width.clamp(0.0, self.rest.width().max(0.0));
        let Rect { min, max } = self.rest;
        if from_left {
            self.rest.min.x += width;
            Rect::from_min_max(min, pos2(min.x + width, max.y))
        } else {
            self.rest.max.x -= width;
            Rect::from_min_max(pos2(max.x - width, min.y), max)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::i18n::Lang;

    #[test]
    fn arabic_is_the_mirror_image_of_english() {
        let rect = Rect::from_min_max(pos2(10.0, 0.0), pos2(110.0, 30.0));
        for (lang, leading, trailing, rest) in [
            (Lang::En, (10.0, 30.0), (105.0, 110.0), (30.0, 105.0)),
            (Lang::Ar, (90.0, 110.0), (10.0, 15.0), (15.0, 90.0)),
        ] {
            let mut strip = Strip::new(rect, WidgetStyle { lang, ..WidgetStyle::default() });
            let edges = |rect: Rect| (rect.left(), rect.right());
            assert_eq!(edges(strip.leading(20.0)), leading);
            assert_eq!(edges(strip.trailing(5.0)), trailing);
            assert_eq!(edges(strip.rest()), rest);
        }
    }

    #[test]
    fn no_part_is_wider_than_what_is_left() {
        let rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(10.0, 30.0));
        let mut strip = Strip::new(rect, WidgetStyle::default());
        assert_eq!(strip.leading(25.0).width(), 10.0);
        assert_eq!(strip.trailing(25.0).width(), 0.0);
    }
}
