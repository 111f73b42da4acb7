//! Moves from mark to mark and from paragraph to paragraph.

use super::App;
use crate::gui::reader::MarkRef;
use crate::session::Mark;
use crate::text::{BytePos, Span};

/// The first range in which the next mark is searched, in bytes.
const REACH: u32 = 4096;

impl App {
    /// Selects the mark after or before the selected one; without one, from the caret on. Marks are visited in the
    /// order of the text, longer ones first at the same position, so that nested ones are reached.
    pub(super) fn next_mention(&mut self, forward: bool) {
        let hidden = self.hidden.clone();
        let Some((reader, session)) = self.page() else { return };
        let selected = reader.selected.as_ref().and_then(|mark| Some((mark, mark.first_span(session)?)));
        let here = selected.map_or(reader.caret().pos, |(_, span)| span.start);
        let is_next = |mark: &Mark<'_>, has_passed: bool| match selected {
            Some((_, span)) => has_passed || mark.span.text_order() > span.text_order(),
            None => mark.span.start >= here,
        };
        let is_before = |mark: &Mark<'_>| match selected {
            Some((_, span)) => mark.span.text_order() <= span.text_order(),
            None => mark.span.start < here,
        };
        let mut found = None;
        let mut reach = REACH;
        // Nearby marks first: a long article has many thousands.
        while found.is_none() {
            let len = session.document().len();
            let around = if forward {
                Span { start: here, end: BytePos(here.0.saturating_add(reach).min(len)) }
            } else {
                Span { start: BytePos(here.0.saturating_sub(reach)), end: BytePos(here.0.saturating_add(1).min(len)) }
            };
            let marks = session.marks(around);
            let own = selected
                .and_then(|(own, _)| marks.iter().position(|mark| MarkRef::of(session, mark).as_ref() == Some(own)));
            let mut shown = marks.iter().enumerate().filter(|(_, mark)| mark.is_first && !hidden.contains(mark.label));
            found = if forward {
                shown.find(|(at, mark)| is_next(mark, own.is_some_and(|own| *at > own)))
            } else {
                shown.rfind(|(at, mark)| is_before(mark) && own.is_none_or(|own| *at < own))
            }
            .and_then(|(_, mark)| Some((mark.span, MarkRef::of(session, mark)?)));
            let is_all = if forward { around.end.0 >= len } else { around.start.0 == 0 };
            if is_all {
                break;
            }
            reach = reach.saturating_mul(8);
        }
        if let Some((span, mark)) = found {
            reader.reveal(span);
            reader.selected = Some(mark);
        }
    }

    /// Moves to the start of the next paragraph, of the current one, or of the previous one.
    pub(super) fn next_paragraph(&mut self, forward: bool) {
        let Some((reader, session)) = self.page() else { return };
        let document = session.document();
        let here = document.paragraph_at(reader.caret().pos);
        let start_of = |paragraph: usize| document.paragraph(paragraph).start;
        let target = if forward {
            document.next_written_paragraph(here, true).unwrap_or(here)
        } else if reader.caret().pos > start_of(here) && !document.is_blank_paragraph(here) {
            here
        } else {
            document.next_written_paragraph(here, false).unwrap_or(0)
        };
        let start = start_of(target);
        reader.selected = None;
        reader.reveal(Span { start, end: start });
    }
}
