//! Handles the keys of a field.

use eframe::egui::{Key, Modifiers};

use super::lines::FieldLines;
use super::model::{EditModel, Motion};
use crate::layout::Affinity;

/// Rows above which a note scrolls instead of growing.
pub(super) const MOST_ROWS: usize = 8;
/// Lines by which Page Up and Page Down move: one fewer than the most that a note shows.
const PAGE: usize = MOST_ROWS - 1;

/// The outcome of a key for the code that shows the field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Enter, in a note Ctrl+Enter.
    pub(super) submitted: bool,
    /// Escape.
    pub(super) cancelled: bool,
}

/// Handles a key. Returns whether it has a meaning here.
///
/// The arrow towards the end of the paragraph's lines moves forward: Left in Arabic.
pub(super) fn press(
    model: &mut EditModel,
    lines: &FieldLines,
    wanted_x: &mut Option<f32>,
    key: Key,
    modifiers: Modifiers,
    outcome: &mut Outcome,
) -> bool {
    let extend = modifiers.shift;
    let by_word = modifiers.ctrl || modifiers.alt;
    let (byte, affinity) = model.caret();
    if !matches!(key, Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown) {
        *wanted_x = None;
    }
    match key {
        Key::ArrowLeft | Key::ArrowRight => {
            let forward = (key == Key::ArrowLeft) == lines.is_rtl(byte);
            if modifiers.mac_cmd {
                to_line_end(model, lines, forward, extend);
            } else {
                model.go(horizontal(forward, by_word), extend);
            }
        }
        Key::ArrowUp | Key::ArrowDown if model.is_multiline() => {
            let down = key == Key::ArrowDown;
            let x = *wanted_x.get_or_insert_with(|| lines.caret(byte, affinity).left());
            match lines.vertical(byte, affinity, down, x) {
                Some((byte, affinity)) => model.move_to(byte, affinity, extend),
                None => model.go(if down { Motion::TextEnd } else { Motion::TextStart }, extend),
            }
        }
        Key::PageUp | Key::PageDown if model.is_multiline() && !modifiers.command => {
            let down = key == Key::PageDown;
            let x = *wanted_x.get_or_insert_with(|| lines.caret(byte, affinity).left());
            let mut at = (byte, affinity);
            for _ in 0..PAGE {
                match lines.vertical(at.0, at.1, down, x) {
                    Some(next) => at = next,
                    None => break,
                }
            }
            model.move_to(at.0, at.1, extend);
        }
        Key::Home if modifiers.command => model.go(Motion::TextStart, extend),
        Key::End if modifiers.command => model.go(Motion::TextEnd, extend),
        Key::Home => to_line_end(model, lines, false, extend),
        Key::End => to_line_end(model, lines, true, extend),
        Key::Backspace => {
            model.delete(horizontal(false, by_word));
        }
        Key::Delete if !modifiers.shift => {
            model.delete(horizontal(true, by_word));
        }
        Key::A if modifiers.command => model.select_all(),
        Key::Z if modifiers.command && modifiers.shift => {
            model.redo();
        }
        Key::Z if modifiers.command => {
            model.undo();
        }
        Key::Y if modifiers.command => {
            model.redo();
        }
        Key::Enter if model.is_multiline() && !modifiers.command => {
            model.insert("\n");
        }
        Key::Enter => outcome.submitted = true,
        Key::Escape => outcome.cancelled = true,
        _ => return false,
    }
    true
}

fn horizontal(forward: bool, by_word: bool) -> Motion {
    match (forward, by_word) {
        (true, true) => Motion::WordForward,
        (true, false) => Motion::Forward,
        (false, true) => Motion::WordBackward,
        (false, false) => Motion::Backward,
    }
}

fn to_line_end(model: &mut EditModel, lines: &FieldLines, forward: bool, extend: bool) {
    let (byte, affinity) = model.caret();
    let (start, end) = lines.line_ends(byte, affinity);
    if forward {
        model.move_to(end, Affinity::Upstream, extend);
    } else {
        model.move_to(start, Affinity::Downstream, extend);
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::Context;

    use super::*;
    use crate::gui::text::TextRole;
    use crate::text::Direction;

    fn caret_after(text: &str, from: usize, keys: &[(Key, Modifiers)]) -> usize {
        let ctx = Context::default();
        let mut model = EditModel::new(text, true);
        model.move_to(from, Affinity::Downstream, false);
        let (mut wanted_x, mut outcome) = (None, Outcome::default());
        for &(key, modifiers) in keys {
            let lines = FieldLines::new(&ctx, model.text(), TextRole::Body, Direction::Ltr, 120.0, true);
            press(&mut model, &lines, &mut wanted_x, key, modifiers, &mut outcome);
        }
        model.caret().0
    }

    #[test]
    fn left_goes_forward_in_arabic() {
        const NONE: Modifiers = Modifiers::NONE;
        const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..NONE };
        for (text, from, keys, to) in [
            ("abc", 0, &[(Key::ArrowRight, NONE)][..], 1),
            ("abc", 0, &[(Key::ArrowLeft, NONE)], 0),
            ("سرت", 0, &[(Key::ArrowLeft, NONE)], 2),
            ("سرت", 2, &[(Key::ArrowRight, NONE)], 0),
            ("سرت Sirte ليبيا", 0, &[(Key::ArrowLeft, CTRL), (Key::ArrowLeft, CTRL)], 12),
            // The Latin word is crossed in reading order.
            ("سرت ليبيا Sirte", 18, &[(Key::ArrowLeft, NONE)], 19),
            ("one\ntwo", 5, &[(Key::Home, NONE)], 4),
            ("one\ntwo", 5, &[(Key::End, NONE)], 7),
            ("one\ntwo", 5, &[(Key::Home, CTRL)], 0),
            ("one\ntwo", 0, &[(Key::ArrowDown, NONE)], 4),
            ("one\ntwo", 5, &[(Key::ArrowUp, NONE)], 1),
            ("one\ntwo", 5, &[(Key::ArrowDown, NONE)], 7),
            ("long\na\nlong", 3, &[(Key::ArrowDown, NONE), (Key::ArrowDown, NONE)], 10),
        ] {
            assert_eq!(caret_after(text, from, keys), to, "{text} {from} {keys:?}");
        }
    }

    #[test]
    fn enter_and_escape_are_reported() {
        let ctx = Context::default();
        for (is_multiline, modifiers, submitted, text) in [
            (false, Modifiers::NONE, true, ""),
            (true, Modifiers::NONE, false, "\n"),
            (true, Modifiers::COMMAND, true, ""),
        ] {
            let mut model = EditModel::new("", is_multiline);
            let mut outcome = Outcome::default();
            let lines = FieldLines::new(&ctx, "", TextRole::Body, Direction::Ltr, 120.0, true);
            press(&mut model, &lines, &mut None, Key::Enter, modifiers, &mut outcome);
            assert_eq!((outcome.submitted, model.text()), (submitted, text));
            press(&mut model, &lines, &mut None, Key::Escape, Modifiers::NONE, &mut outcome);
            assert!(outcome.cancelled);
        }
    }
}
