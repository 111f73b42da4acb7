//! The text of a field with caret, selection and undo, independent of window and layout.
//!
//! Offsets are UTF-8 bytes, always on a grapheme boundary when they come from here. Movement is logical: the caller,
//! who knows the direction, decides which arrow key moves forward.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::layout::Affinity;

/// A movement of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// To the grapheme boundary after it.
    Forward,
    /// To the grapheme boundary before it.
    Backward,
    /// To the end of the next word.
    WordForward,
    /// To the beginning of the previous word.
    WordBackward,
    /// To the beginning of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
}

/// Consecutive edits of one kind form one step of undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EditKind {
    Typing,
    Deleting,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Snapshot {
    text: String,
    caret: usize,
    anchor: usize,
}

/// The number of steps of undo kept.
const UNDO_STEPS: usize = 200;

/// A text being edited.
#[derive(Clone, Debug)]
pub struct EditModel {
    text: String,
    caret: usize,
    affinity: Affinity,
    anchor: usize,
    is_multiline: bool,
    undo: Vec<Snapshot>,
    redo: Vec<Snapshot>,
    last_edit: Option<EditKind>,
    preedit: Option<Preedit>,
}

/// The text that an input method is composing, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Preedit {
    range: Range<usize>,
    /// The part being converted; a caret if it is empty.
    active: Option<Range<usize>>,
}

impl EditModel {
    /// A text with the caret at its end. In a field of one line, line breaks become spaces.
    pub fn new(text: &str, is_multiline: bool) -> Self {
        let mut model = Self {
            text: String::new(),
            caret: 0,
            affinity: Affinity::Upstream,
            anchor: 0,
            is_multiline,
            undo: Vec::new(),
            redo: Vec::new(),
            last_edit: None,
            preedit: None,
        };
        model.text = model.cleaned(text);
        model.caret = model.text.len();
        model.anchor = model.caret;
        model
    }

    /// The text, including what an input method is composing.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it may have several lines.
    pub(crate) fn is_multiline(&self) -> bool {
        self.is_multiline
    }

    /// The caret, in bytes, and its affinity.
    pub fn caret(&self) -> (usize, Affinity) {
        (self.caret, self.affinity)
    }

    /// The selection in logical order, in bytes; empty if there is none.
    pub fn selection(&self) -> Range<usize> {
        self.caret.min(self.anchor)..self.caret.max(self.anchor)
    }

    /// The fixed end of the selection, in bytes.
    pub fn anchor(&self) -> usize {
        self.anchor
    }

    /// The selected text.
    pub fn selected(&self) -> &str {
        &self.text[self.selection()]
    }

    /// What an input method is composing, in bytes.
    pub(crate) fn preedit(&self) -> Option<Range<usize>> {
        self.preedit.as_ref().map(|preedit| preedit.range.clone())
    }

    /// The part of it being converted, in bytes.
    pub(crate) fn preedit_active(&self) -> Option<Range<usize>> {
        self.preedit.as_ref().and_then(|preedit| preedit.active.clone())
    }

    /// Replaces the whole text as one step of undo.
    pub(crate) fn set_text(&mut self, text: &str) {
        let text = self.cleaned(text);
        if text != self.text {
            self.save(EditKind::Other);
            self.text = text;
            self.preedit = None;
            self.put_caret(self.text.len());
        }
    }

    /// Moves the caret; with `extend` the other end of the selection stays.
    pub(crate) fn move_to(&mut self, byte: usize, affinity: Affinity, extend: bool) {
        self.caret = self.boundary_at_or_before(byte);
        self.affinity = affinity;
        if !extend {
            self.anchor = self.caret;
        }
        self.last_edit = None;
    }

    /// Moves the caret. Without `extend`, a selection is first collapsed in the direction of the motion.
    pub fn go(&mut self, motion: Motion, extend: bool) {
        let selection = self.selection();
        let to = match motion {
            Motion::Forward if !extend && !selection.is_empty() => selection.end,
            Motion::Backward if !extend && !selection.is_empty() => selection.start,
            _ => self.target(motion),
        };
        let affinity = match motion {
            Motion::Backward | Motion::WordBackward | Motion::TextStart => Affinity::Downstream,
            Motion::Forward | Motion::WordForward | Motion::TextEnd => Affinity::Upstream,
        };
        self.move_to(to, affinity, extend);
    }

    /// Selects everything.
    pub(crate) fn select_all(&mut self) {
        self.select(0, self.text.len());
    }

    /// Selects from one position to another, where the caret is placed.
    pub fn select(&mut self, anchor: usize, caret: usize) {
        self.move_to(anchor, Affinity::Downstream, false);
        let affinity = if caret < anchor { Affinity::Downstream } else { Affinity::Upstream };
        self.move_to(caret, affinity, true);
    }

    /// The word at a byte, or the space or sign there, in bytes.
    pub(crate) fn word_at(&self, byte: usize) -> Range<usize> {
        let segments = self.text.split_word_bound_indices().map(|(start, word)| start..start + word.len());
        let mut last = byte..byte;
        for segment in segments {
            last = segment;
            if byte < last.end {
                break;
            }
        }
        last
    }

    /// The line of text (up to its line breaks) at a byte, in bytes.
    pub(crate) fn paragraph_at(&self, byte: usize) -> Range<usize> {
        let byte = self.boundary_at_or_before(byte);
        let start = self.text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[byte..].find('\n').map_or(self.text.len(), |at| byte + at);
        start..end
    }

    /// Replaces the selection. Returns whether the text changed.
    pub fn insert(&mut self, text: &str) -> bool {
        let text = self.cleaned(text);
        if text.is_empty() {
            return false;
        }
        self.end_composition();
        let starts_word = text.starts_with(char::is_whitespace);
        let is_typing = text.graphemes(true).count() == 1 && !text.contains('\n');
        let kind = if is_typing { EditKind::Typing } else { EditKind::Other };
        if starts_word || !self.selection().is_empty() {
            self.last_edit = None;
        }
        self.save(kind);
        self.replace(self.selection(), &text);
        true
    }

    /// Deletes the selection, or the text from the caret to the target of the motion. Returns whether the text changed.
    pub fn delete(&mut self, motion: Motion) -> bool {
        let mut range = self.selection();
        if range.is_empty() {
            let to = self.target(motion);
            range = self.caret.min(to)..self.caret.max(to);
        }
        if range.is_empty() {
            return false;
        }
        self.save(EditKind::Deleting);
        self.replace(range, "");
        true
    }

    /// Removes and returns the selection. `None` if there is none.
    pub fn cut(&mut self) -> Option<String> {
        let selected = self.selected().to_owned();
        if selected.is_empty() {
            return None;
        }
        self.last_edit = None;
        self.delete(Motion::Forward);
        self.last_edit = None;
        Some(selected)
    }

    /// Undoes the last step. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(snapshot) = self.undo.pop() else {
            return false;
        };
        let now = self.snapshot();
        self.redo.push(now);
        self.restore(snapshot);
        true
    }

    /// Redoes the last undone step. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(snapshot) = self.redo.pop() else {
            return false;
        };
        let now = self.snapshot();
        self.undo.push(now);
        self.restore(snapshot);
        true
    }

    /// Shows the text that an input method is composing in place of the selection, with the caret at the end of its
    /// active part (in characters of `text`), or at its end. An empty text cancels the composition and restores the
    /// previous state. Returns whether anything changed.
    pub fn compose(&mut self, text: &str, active_chars: Option<Range<usize>>) -> bool {
        let text = self.cleaned(text);
        let range = match self.preedit.take() {
            Some(_) if text.is_empty() => {
                // The step of undo started with the composition.
                if let Some(before) = self.undo.pop() {
                    self.restore(before);
                }
                return true;
            }
            Some(preedit) => preedit.range,
            None if text.is_empty() => return false,
            None => {
                self.last_edit = None;
                self.save(EditKind::Other);
                self.selection()
            }
        };
        let start = range.start;
        self.replace(range, &text);
        let byte = |chars: usize| start + text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
        let active = active_chars.map(|chars| byte(chars.start)..byte(chars.end.max(chars.start)));
        if let Some(active) = &active {
            self.put_caret(self.boundary_at_or_before(active.end));
        }
        self.preedit = Some(Preedit { range: start..start + text.len(), active });
        true
    }

    /// Inserts the result of an input method's composition. Returns whether anything changed.
    pub(crate) fn commit(&mut self, text: &str) -> bool {
        if self.preedit.is_some() && self.cleaned(text).is_empty() {
            return self.compose("", None);
        }
        match self.preedit.take() {
            // The step of undo started with the composition.
            Some(preedit) => {
                let text = self.cleaned(text);
                self.replace(preedit.range, &text);
                self.last_edit = None;
                true
            }
            None => self.insert(text),
        }
    }

    /// Keeps the text being composed, because the field has lost the focus.
    pub(crate) fn end_composition(&mut self) {
        self.preedit = None;
    }

    /// Deletes characters around the selection, as requested by some input methods.
    pub(crate) fn delete_surrounding(&mut self, chars_before: usize, chars_after: usize) -> bool {
        let selection = self.selection();
        let before = &self.text[..selection.start];
        let start = before.char_indices().rev().take(chars_before).last().map_or(selection.start, |(at, _)| at);
        let after = &self.text[selection.end..];
        let end = after.char_indices().nth(chars_after).map_or(self.text.len(), |(at, _)| selection.end + at);
        if start == selection.start && end == selection.end {
            return false;
        }
        self.end_composition();
        self.save(EditKind::Other);
        self.text.replace_range(selection.end..end, "");
        self.text.replace_range(start..selection.start, "");
        let removed = selection.start - start;
        self.caret -= removed;
        self.anchor -= removed;
        true
    }

    /// The text as allowed in the field: without line breaks in a field of one line, without control characters.
    fn cleaned(&self, text: &str) -> String {
        let text = text.replace("\r\n", "\n");
        text.chars()
            .filter_map(|c| match c {
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(if self.is_multiline { '\n' } else { ' ' }),
                '\t' => Some(' '),
                c if c.is_control() => None,
                c => Some(c),
            })
            .collect()
    }

    fn replace(&mut self, range: Range<usize>, text: &str) {
        let caret = range.start + text.len();
        self.text.replace_range(range, text);
        self.put_caret(caret);
    }

    fn put_caret(&mut self, byte: usize) {
        self.caret = byte;
        self.anchor = byte;
        self.affinity = Affinity::Upstream;
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot { text: self.text.clone(), caret: self.caret, anchor: self.anchor }
    }

    /// Saves the text before an edit, unless the edit continues the last one.
    fn save(&mut self, kind: EditKind) {
        let continues = kind != EditKind::Other && self.last_edit == Some(kind);
        if !continues {
            let now = self.snapshot();
            self.undo.push(now);
            if self.undo.len() > UNDO_STEPS {
                self.undo.remove(0);
            }
        }
        self.redo.clear();
        self.last_edit = Some(kind);
    }

    fn restore(&mut self, snapshot: Snapshot) {
        self.text = snapshot.text;
        self.caret = snapshot.caret;
        self.anchor = snapshot.anchor;
        self.affinity = Affinity::Upstream;
        self.last_edit = None;
        self.preedit = None;
    }

    fn target(&self, motion: Motion) -> usize {
        match motion {
            Motion::Forward => self.next_boundary(self.caret),
            Motion::Backward => self.previous_boundary(self.caret),
            Motion::WordForward => self
                .text
                .unicode_word_indices()
                .map(|(start, word)| start + word.len())
                .find(|&end| end > self.caret)
                .unwrap_or(self.text.len()),
            Motion::WordBackward => self
                .text
                .unicode_word_indices()
                .map(|(start, _)| start)
                .take_while(|&start| start < self.caret)
                .last()
                .unwrap_or(0),
            Motion::TextStart => 0,
            Motion::TextEnd => self.text.len(),
        }
    }

    fn next_boundary(&self, byte: usize) -> usize {
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    fn previous_boundary(&self, byte: usize) -> usize {
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn boundary_at_or_before(&self, byte: usize) -> usize {
        let byte = self.text.floor_char_boundary(byte);
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        match cursor.is_boundary(&self.text, 0) {
            Ok(true) | Err(_) => byte,
            Ok(false) => self.previous_boundary(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` marks the caret, `^` the other end of the selection.
    fn model(marked: &str, is_multiline: bool) -> EditModel {
        let mut text = String::new();
        let (mut caret, mut anchor) = (0, None);
        for c in marked.chars() {
            match c {
                '|' => caret = text.len(),
                '^' => anchor = Some(text.len()),
                c => text.push(c),
            }
        }
        let mut model = EditModel::new(&text, is_multiline);
        model.move_to(anchor.unwrap_or(caret), Affinity::Downstream, false);
        model.move_to(caret, Affinity::Downstream, true);
        model
    }

    fn marked(model: &EditModel) -> String {
        let mut text = model.text.clone();
        let mut marks = vec![(model.caret, '|')];
        if model.anchor != model.caret {
            marks.push((model.anchor, '^'));
        }
        marks.sort_by_key(|&(at, _)| std::cmp::Reverse(at));
        for (at, mark) in marks {
            text.insert(at, mark);
        }
        text
    }

    fn press(model: &mut EditModel, key: &str) {
        match key {
            "forward" => model.go(Motion::Forward, false),
            "back" => model.go(Motion::Backward, false),
            "+forward" => model.go(Motion::Forward, true),
            "+back" => model.go(Motion::Backward, true),
            "word" => model.go(Motion::WordForward, false),
            "word-back" => model.go(Motion::WordBackward, false),
            "+word-back" => model.go(Motion::WordBackward, true),
            "start" => model.go(Motion::TextStart, false),
            "+end" => model.go(Motion::TextEnd, true),
            "all" => model.select_all(),
            "double" => {
                let word = model.word_at(model.caret);
                model.select(word.start, word.end);
            }
            "triple" => {
                let paragraph = model.paragraph_at(model.caret);
                model.select(paragraph.start, paragraph.end);
            }
            "backspace" => {
                model.delete(Motion::Backward);
            }
            "delete" => {
                model.delete(Motion::Forward);
            }
            "delete-word" => {
                model.delete(Motion::WordBackward);
            }
            "cut" => {
                model.cut();
            }
            "undo" => {
                model.undo();
            }
            "redo" => {
                model.redo();
            }
            _ => match key.split_once(':') {
                Some(("type", text)) => {
                    for c in text.chars() {
                        model.insert(&c.to_string());
                    }
                }
                Some(("paste", text)) => {
                    model.insert(text);
                }
                Some(("compose", text)) => {
                    model.compose(text, None);
                }
                // The caret after this many characters.
                Some((caret, text)) if caret.starts_with("compose@") => {
                    let at = caret["compose@".len()..].parse().unwrap();
                    model.compose(text, Some(at..at));
                }
                Some(("commit", text)) => {
                    model.commit(text);
                }
                _ => panic!("no key {key}"),
            },
        }
    }

    fn check(is_multiline: bool, table: &[(&str, &[&str], &str)]) {
        for (before, keys, after) in table {
            let mut model = model(before, is_multiline);
            for key in *keys {
                press(&mut model, key);
            }
            assert_eq!(marked(&model), *after, "{before} {keys:?}");
        }
    }

    #[test]
    fn the_caret_moves_by_graphemes_and_words() {
        check(
            false,
            &[
                ("|abc", &["forward"], "a|bc"),
                ("abc|", &["forward"], "abc|"),
                ("|abc", &["back"], "|abc"),
                ("a^bc|d", &["forward"], "abc|d"),
                ("a|bc^d", &["back"], "a|bcd"),
                ("a|bc", &["+forward", "+forward"], "a^bc|"),
                ("a^bc|", &["+back", "+back", "+back"], "|a^bc"),
                ("|one two", &["word", "word"], "one two|"),
                ("one two|", &["word-back"], "one |two"),
                ("one, two|", &["+word-back", "+word-back"], "|one, two^"),
                ("a|b", &["start", "+end"], "^ab|"),
                ("ab|c", &["all"], "^abc|"),
                ("👩‍👩‍👧|", &["back"], "|👩‍👩‍👧"),
                // A letter with its haraka is one step.
                ("|هُنا", &["forward"], "هُ|نا"),
                ("قوات حفتر|", &["word-back"], "قوات |حفتر"),
                ("|قال: «سرت» 2015", &["word", "word", "word"], "قال: «سرت» 2015|"),
            ],
        );
    }

    #[test]
    fn words_and_lines_are_selected() {
        check(
            true,
            &[
                ("one t|wo", &["double"], "one ^two|"),
                ("one| two", &["double"], "one^ |two"),
                ("one two|", &["double"], "one ^two|"),
                ("|", &["double"], "|"),
                ("one\nt|wo\nthree", &["triple"], "one\n^two|\nthree"),
                ("one|\n", &["triple"], "^one|\n"),
                ("في «سر|ت»", &["double"], "في «^سرت|»"),
            ],
        );
    }

    #[test]
    fn text_is_written_and_deleted() {
        check(
            false,
            &[
                ("a|c", &["type:b"], "ab|c"),
                ("a^bc|d", &["type:x"], "ax|d"),
                ("ab|", &["backspace"], "a|"),
                ("|ab", &["backspace"], "|ab"),
                ("|ab", &["delete"], "|b"),
                ("a^b|c", &["delete"], "a|c"),
                ("one two|", &["delete-word"], "one |"),
                ("a|", &["paste:x\r\ny\tz\u{7}"], "ax y z|"),
                ("a^b|c", &["cut"], "a|c"),
                ("هُ|", &["backspace"], "|"),
            ],
        );
        check(true, &[("a|", &["paste:x\r\ny\rz"], "ax\ny\nz|")]);
    }

    #[test]
    fn undo_takes_whole_words_back() {
        check(
            false,
            &[
                ("|", &["type:one two", "undo"], "one|"),
                ("|", &["type:one two", "undo", "undo"], "|"),
                ("|", &["type:one two", "undo", "undo", "redo", "redo"], "one two|"),
                ("|", &["type:ab", "undo", "type:x", "redo"], "x|"),
                ("abc|", &["backspace", "backspace", "undo"], "abc|"),
                ("|", &["type:a", "paste:bc", "undo"], "a|"),
                ("a^b|c", &["type:x", "undo"], "a^b|c"),
                ("|ab", &["type:x", "forward", "type:y", "undo"], "xa|b"),
                ("|", &["undo", "redo"], "|"),
            ],
        );
    }

    #[test]
    fn input_methods_compose_in_place() {
        check(
            false,
            &[
                ("a|b", &["compose:x", "compose:xy"], "axy|b"),
                ("a|b", &["compose:x", "commit:z"], "az|b"),
                ("a|b", &["compose:x", "compose:"], "a|b"),
                ("a|b", &["compose:x", "commit:z", "undo"], "a|b"),
                ("a^b|c", &["compose:x", "commit:z"], "az|c"),
                ("a^b|c", &["compose:"], "a^b|c"),
                ("a^b|c", &["compose:x", "compose:"], "a^b|c"),
                ("a^b|c", &["compose:x", "commit:"], "a^b|c"),
                ("|", &["type:a", "compose:x", "compose:", "undo"], "|"),
                ("a|b", &["compose@1:xyz"], "ax|yzb"),
                ("a|b", &["compose@1:سرت", "compose@9:سرت"], "aسرت|b"),
                ("a|b", &["compose@0:xy", "commit:z"], "az|b"),
                ("|", &["compose:x", "type:y"], "xy|"),
                ("|", &["commit:سرت"], "سرت|"),
            ],
        );
        let mut model = model("ab|cd", false);
        assert!(model.delete_surrounding(1, 5));
        assert_eq!(marked(&model), "a|");
    }

    #[test]
    fn no_offset_splits_a_character() {
        let mut model = EditModel::new("سُرت", false);
        for byte in 0..20 {
            model.move_to(byte, Affinity::Downstream, false);
            for range in [model.word_at(byte), model.paragraph_at(byte)] {
                model.select(range.start, range.end);
            }
            assert!(model.text().is_char_boundary(model.caret().0));
        }
    }

    #[test]
    fn history_is_bounded() {
        let mut model = EditModel::new("", false);
        for _ in 0..UNDO_STEPS + 50 {
            model.insert("ab");
        }
        assert_eq!(model.undo.len(), UNDO_STEPS);
    }
}
