//! Maps keys to commands, and formats keyboard shortcuts.

use std::sync::LazyLock;

use eframe::egui::{InputState, Key, KeyboardShortcut, ModifierNames, Modifiers};

use super::table::{UiCommand, WhileTyping};

/// Whose keys work besides those of the whole window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeysOf {
    /// The page.
    Page,
    /// The page while it is reviewed: some keys mean something else there.
    Review,
    /// Something in place of the page has keys of its own.
    Elsewhere,
}

/// All keys with their commands.
static KEYS: LazyLock<Vec<(KeyboardShortcut, UiCommand)>> = LazyLock::new(|| {
    let keys_of = |command: &UiCommand| command.shortcuts().iter().map(|shortcut| (*shortcut, *command)).collect();
    UiCommand::all().iter().flat_map::<Vec<_>, _>(keys_of).collect()
});

/// The keys that commands have only in review.
static KEYS_IN_REVIEW: LazyLock<Vec<(KeyboardShortcut, UiCommand)>> = LazyLock::new(|| {
    let keys_of = |command: &UiCommand| command.keys_in_review().iter().map(|key| (*key, *command)).collect();
    UiCommand::all().iter().flat_map::<Vec<_>, _>(keys_of).collect()
});

impl UiCommand {
    /// The first shortcut as shown in both languages: `Ctrl+Shift+S`, isolated from left to right, because keys are
    /// labelled in Latin.
    pub(crate) fn shortcut_text(self) -> Option<String> {
        self.shortcuts().first().or(self.keys_in_review().first()).copied().map(shortcut_text)
    }

    /// The commands whose keys were pressed, removed from the input. Keys that also write or move a caret are left
    /// alone while a text field has the focus (`typing`).
    pub(crate) fn take_pressed(input: &mut InputState, typing: bool, keys: KeysOf) -> Vec<Self> {
        use eframe::egui::Event;
        let mut pressed = Vec::new();
        let mut rest = Vec::with_capacity(input.events.len());
        // A key that ran a command also sends its letter, which must not be taken as text.
        let mut sends_letter = false;
        for event in std::mem::take(&mut input.events) {
            let command = match &event {
                // The desktop's copy key arrives as an event of its own.
                Event::Copy if !(typing && Self::Copy.while_typing() == WhileTyping::Yields) => Some(Self::Copy),
                Event::Key { key, pressed: true, modifiers, .. } => {
                    let in_review = Self::for_key_in_review(*modifiers, *key);
                    let command = in_review
                        .filter(|_| keys == KeysOf::Review && !typing)
                        .or_else(|| Self::for_key(*modifiers, *key, typing))
                        .filter(|command| keys != KeysOf::Elsewhere || !command.is_of_page());
                    sends_letter = command.is_some() && !typing;
                    command
                }
                Event::Text(_) if std::mem::take(&mut sends_letter) => continue,
                _ => None,
            };
            match command {
                Some(command) => pressed.push(command),
                None => rest.push(event),
            }
        }
        input.events = rest;
        pressed
    }

    /// Whether it concerns marks and passages of the page alone, with keys that what stands in its place has, too.
    fn is_of_page(self) -> bool {
        matches!(
            self,
            Self::NextMention
                | Self::PreviousMention
                | Self::MoveStart
                | Self::MoveEnd
                | Self::Delete
                | Self::AddNote
                | Self::Relate
                | Self::TurnRelation
                | Self::EditAttributes
                | Self::LabelFromWords
        )
    }

    fn for_key(modifiers: Modifiers, key: Key, typing: bool) -> Option<Self> {
        let found = KEYS.iter().find(|(shortcut, command)| {
            let is_pressed = shortcut.logical_key == key && modifiers.matches_exact(shortcut.modifiers);
            is_pressed && !(typing && (writes(*shortcut) || command.while_typing() == WhileTyping::Yields))
        });
        found.map(|(_, command)| *command)
    }

    fn for_key_in_review(modifiers: Modifiers, key: Key) -> Option<Self> {
        let is_pressed =
            |shortcut: &KeyboardShortcut| shortcut.logical_key == key && modifiers.matches_exact(shortcut.modifiers);
        KEYS_IN_REVIEW.iter().find(|(shortcut, _)| is_pressed(shortcut)).map(|(_, command)| *command)
    }
}

/// Whether a key writes into a text field, or moves its caret.
fn writes(shortcut: KeyboardShortcut) -> bool {
    let is_function_key = (Key::F1..=Key::F35).contains(&shortcut.logical_key);
    !is_function_key && shortcut.conflicts_with_text_editing()
}

/// A shortcut as text, isolated from left to right.
fn shortcut_text(shortcut: KeyboardShortcut) -> String {
    let keys = match shortcut.logical_key {
        // The names printed on the keys, rather than egui's arrows, which few fonts have.
        Key::Slash => "/",
        Key::ArrowDown => "Down",
        Key::ArrowUp => "Up",
        Key::ArrowLeft => "Left",
        Key::ArrowRight => "Right",
        Key::Plus | Key::Equals => "+",
        Key::Minus => "-",
        Key::Comma => ",",
        key => key.name(),
    };
    let is_mac = cfg!(target_os = "macos");
    let modifiers = ModifierNames::NAMES.format(&shortcut.modifiers, is_mac);
    let plus = if modifiers.is_empty() { "" } else { "+" };
    format!("\u{2066}{modifiers}{plus}{keys}\u{2069}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_two_commands_share_a_key_or_a_place() {
        let mut seen = BTreeMap::new();
        let mut commands = Vec::new();
        for &command in UiCommand::all() {
            assert!(!commands.contains(&command), "{command:?} twice");
            commands.push(command);
            for shortcut in command.shortcuts() {
                let other = seen.insert(shortcut_text(*shortcut), command);
                assert!(other.is_none_or(|other| other == command), "{command:?} and {other:?}");
            }
            for shortcut in command.keys_in_review() {
                let other = seen.insert(shortcut_text(*shortcut), command);
                assert!(other.is_none_or(|other| other == command), "{command:?} and {other:?}");
            }
        }
    }

    #[test]
    fn keys_work_while_typing_as_the_table_says() {
        for &command in UiCommand::all().iter().filter(|command| !command.shortcuts().is_empty()) {
            let works = command
                .shortcuts()
                .iter()
                .any(|key| UiCommand::for_key(key.modifiers, key.logical_key, true) == Some(command));
            assert_eq!(works, command.while_typing() == WhileTyping::Works, "{command:?}");
        }
    }

    #[test]
    fn shortcuts_read_from_left_to_right() {
        if cfg!(target_os = "macos") {
            return;
        }
        for (expected, command) in [
            (Some("\u{2066}Ctrl+S\u{2069}"), UiCommand::Save),
            (Some("\u{2066}Ctrl+Shift+S\u{2069}"), UiCommand::SaveAs),
            (Some("\u{2066}3\u{2069}"), UiCommand::Tag(3)),
            (Some("\u{2066}Ctrl++\u{2069}"), UiCommand::ZoomIn),
            (Some("\u{2066}Alt+Down\u{2069}"), UiCommand::NextMention),
            (None, UiCommand::About),
            (None, UiCommand::Tag(12)),
        ] {
            assert_eq!(command.shortcut_text().as_deref(), expected);
        }
    }

    #[test]
    fn keys_give_commands_but_not_while_typing() {
        let ctrl = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
        for (modifiers, key, reading, typing) in [
            (ctrl, Key::S, Some(UiCommand::Save), Some(UiCommand::Save)),
            (ctrl | Modifiers::SHIFT, Key::S, Some(UiCommand::SaveAs), Some(UiCommand::SaveAs)),
            (Modifiers::NONE, Key::Num1, Some(UiCommand::Tag(1)), None),
            (Modifiers::SHIFT, Key::Num1, None, None),
            (Modifiers::NONE, Key::Delete, Some(UiCommand::Delete), None),
            (ctrl, Key::Z, Some(UiCommand::Undo), None),
            (ctrl, Key::ArrowDown, Some(UiCommand::NextParagraph), None),
            (Modifiers::NONE, Key::F1, Some(UiCommand::Shortcuts), Some(UiCommand::Shortcuts)),
            (Modifiers::NONE, Key::Q, None, None),
        ] {
            assert_eq!(UiCommand::for_key(modifiers, key, false), reading, "{key:?}");
            assert_eq!(UiCommand::for_key(modifiers, key, true), typing, "{key:?} typing");
        }
    }
}
