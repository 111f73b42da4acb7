//! Maps keys to commands, and formats keyboard shortcuts.

use std::sync::{Arc, LazyLock};

use eframe::egui::{self, InputState, Key, KeyboardShortcut, ModifierNames, Modifiers};

use super::table::{UiCommand, WhileTyping};
use crate::gui::i18n::{I18n, without_isolates};
use crate::store::settings::CommandKeys;

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

/// The keys of all commands: those of the table, as the person has changed them.
#[derive(Clone, Debug)]
pub(crate) struct KeyMap {
    keys: Vec<(KeyboardShortcut, UiCommand)>,
    /// Those that commands have only in review.
    in_review: Vec<(KeyboardShortcut, UiCommand)>,
}

impl Default for KeyMap {
    fn default() -> Self {
        Self::with(&[])
    }
}

impl KeyMap {
    /// The keys of the table, with these changes. A command that is not known any more, or keys that do not exist, are
    /// passed over.
    pub(crate) fn with(changes: &[CommandKeys]) -> Self {
        let mut map = Self { keys: Vec::new(), in_review: Vec::new() };
        for &command in UiCommand::all() {
            let change = changes.iter().find(|change| change.command == command.id());
            let changed: Option<Vec<_>> =
                change.map(|change| change.keys.iter().filter_map(|keys| shortcut_named(keys)).collect());
            let has_only_in_review = command.has_keys_only_in_review();
            let (usual, in_review) = match changed {
                Some(changed) if has_only_in_review => (Vec::new(), changed),
                Some(changed) => (changed, command.keys_in_review().to_vec()),
                None => (command.shortcuts().to_vec(), command.keys_in_review().to_vec()),
            };
            map.keys.extend(usual.into_iter().map(|key| (key, command)));
            map.in_review.extend(in_review.into_iter().map(|key| (key, command)));
        }
        map
    }

    /// Makes it the one of a window.
    pub(crate) fn install(self, ctx: &egui::Context) {
        ctx.data_mut(|data| data.insert_temp(Self::ctx_id(), Arc::new(self)));
    }

    /// That of a window; that of the table before [`Self::install`].
    pub(crate) fn of(ctx: &egui::Context) -> Arc<Self> {
        ctx.data(|data| data.get_temp(Self::ctx_id())).unwrap_or_else(|| Arc::clone(&OF_THE_TABLE))
    }

    fn ctx_id() -> egui::Id {
        egui::Id::unique("hawashi-keys")
    }

    /// The keys of a command; the first one is shown.
    pub(crate) fn keys_of(&self, command: UiCommand) -> impl Iterator<Item = KeyboardShortcut> {
        let all = self.keys.iter().chain(&self.in_review);
        all.filter(move |(_, of)| *of == command).map(|(key, _)| *key)
    }

    /// The command, other than this one, that has a key where both work.
    pub(crate) fn owner(&self, key: KeyboardShortcut, besides: UiCommand) -> Option<UiCommand> {
        let all = self.keys.iter().chain(&self.in_review);
        let is_pressed = |own: &KeyboardShortcut| own.logical_key == key.logical_key && own.modifiers == key.modifiers;
        all.filter(|(_, of)| *of != besides).find(|(own, _)| is_pressed(own)).map(|(_, of)| *of)
    }

    /// The first key as shown in both languages: `Ctrl+Shift+S`, isolated from left to right, because keys are labelled
    /// in Latin.
    pub(crate) fn text(&self, command: UiCommand) -> Option<String> {
        self.keys_of(command).next().map(shortcut_text)
    }

    /// The commands whose keys were pressed, removed from the input. Keys that also write or move a caret are left
    /// alone while a text field has the focus (`typing`).
    pub(crate) fn take_pressed(&self, input: &mut InputState, typing: bool, keys: KeysOf) -> Vec<UiCommand> {
        use eframe::egui::Event;
        let mut pressed = Vec::new();
        let mut rest = Vec::with_capacity(input.events.len());
        // A key that ran a command also sends its letter, which must not be taken as text.
        let mut sends_letter = false;
        for event in std::mem::take(&mut input.events) {
            let command = match &event {
                // The desktop's copy key arrives as an event of its own.
                Event::Copy if !(typing && UiCommand::Copy.while_typing() == WhileTyping::Yields) => {
                    Some(UiCommand::Copy)
                }
                Event::Key { key, pressed: true, modifiers, .. } => {
                    let in_review = self.for_key_in_review(*modifiers, *key);
                    let command = in_review
                        .filter(|_| keys == KeysOf::Review && !typing)
                        .or_else(|| self.for_key(*modifiers, *key, typing))
                        // What has the keyboard in the place of the page has letters and digits of its own.
                        .filter(|command| {
                            let is_sign = (Key::Num0..=Key::Z).contains(key);
                            let is_bare = modifiers.is_none() || modifiers.shift_only();
                            keys != KeysOf::Elsewhere || !(is_sign && is_bare || command.is_of_page())
                        });
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

    fn for_key(&self, modifiers: Modifiers, key: Key, typing: bool) -> Option<UiCommand> {
        let found = self.keys.iter().find(|(shortcut, command)| {
            is_pressed(*shortcut, modifiers, key)
                && !(typing && (writes(*shortcut) || command.while_typing() == WhileTyping::Yields))
        });
        found.map(|(_, command)| *command)
    }

    fn for_key_in_review(&self, modifiers: Modifiers, key: Key) -> Option<UiCommand> {
        let found = self.in_review.iter().find(|(shortcut, _)| is_pressed(*shortcut, modifiers, key));
        found.map(|(_, command)| *command)
    }
}

static OF_THE_TABLE: LazyLock<Arc<KeyMap>> = LazyLock::new(Arc::default);

impl UiCommand {
    /// What it is called in the settings.
    pub(crate) fn id(self) -> String {
        match self {
            Self::Export(format) => format!("Export({})", format.name),
            command => format!("{command:?}"),
        }
    }

    /// Whether its keys work in review alone.
    pub(crate) fn has_keys_only_in_review(self) -> bool {
        self.shortcuts().is_empty() && !self.keys_in_review().is_empty()
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
                | Self::AddFragment
                | Self::MarksHere
        )
    }
}

fn is_pressed(shortcut: KeyboardShortcut, modifiers: Modifiers, key: Key) -> bool {
    shortcut.logical_key == key && modifiers.matches_exact(shortcut.modifiers)
}

/// Whether a key writes into a text field, or moves its caret.
fn writes(shortcut: KeyboardShortcut) -> bool {
    let is_function_key = (Key::F1..=Key::F35).contains(&shortcut.logical_key);
    !is_function_key && shortcut.conflicts_with_text_editing()
}

/// A key as it stands in the settings: `Ctrl+Shift+K`.
pub(crate) fn name_of_shortcut(shortcut: KeyboardShortcut) -> String {
    let Modifiers { alt, shift, command, ctrl, .. } = shortcut.modifiers;
    let modifiers = [(ctrl || command, "Ctrl+"), (alt, "Alt+"), (shift, "Shift+")];
    let modifiers: String = modifiers.into_iter().filter(|(has, _)| *has).map(|(_, name)| name).collect();
    modifiers + shortcut.logical_key.name()
}

/// The key that stands in the settings; `None` if there is no such key.
fn shortcut_named(name: &str) -> Option<KeyboardShortcut> {
    let mut parts: Vec<&str> = name.split('+').map(str::trim).collect();
    let key = Key::from_name(parts.pop()?)?;
    let mut modifiers = Modifiers::NONE;
    for part in parts {
        match part {
            "Ctrl" => modifiers |= Modifiers::COMMAND,
            "Alt" => modifiers |= Modifiers::ALT,
            "Shift" => modifiers |= Modifiers::SHIFT,
            _ => return None,
        }
    }
    Some(KeyboardShortcut::new(modifiers, key))
}

/// A shortcut as text, isolated from left to right.
pub(crate) fn shortcut_text(shortcut: KeyboardShortcut) -> String {
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

/// Keys in the digits of the interface; letters, and F1 to F12, are as printed on the keys.
pub(crate) fn in_digits_of(i18n: &I18n, keys: String) -> String {
    let plain = without_isolates(&keys);
    let key = plain.rsplit('+').next().unwrap_or_default();
    let is_digit = key.len() == 1 && key.starts_with(|c: char| c.is_ascii_digit());
    if is_digit { i18n.digits(&keys) } else { keys }
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
                .any(|key| KeyMap::default().for_key(key.modifiers, key.logical_key, true) == Some(command));
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
            assert_eq!(KeyMap::default().text(command).as_deref(), expected);
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
            let map = KeyMap::default();
            assert_eq!(map.for_key(modifiers, key, false), reading, "{key:?}");
            assert_eq!(map.for_key(modifiers, key, true), typing, "{key:?} typing");
        }
    }

    #[test]
    fn changed_keys_work_and_are_shown_and_what_is_unknown_is_passed_over() {
        let change = |command: &str, keys: &[&str]| CommandKeys {
            command: command.to_owned(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        };
        let map = KeyMap::with(&[
            change("Save", &["Ctrl+Alt+Shift+F5", "NoSuchKey"]),
            change("Accept", &["Y"]),
            change("NextUndecided", &["J"]),
            change("Delete", &[]),
            change("NoLongerThere", &["Ctrl+S"]),
        ]);
        let all = Modifiers::COMMAND | Modifiers::ALT | Modifiers::SHIFT;
        for (modifiers, key, expected) in [
            (Modifiers::COMMAND, Key::S, None),
            (all, Key::F5, Some(UiCommand::Save)),
            (Modifiers::NONE, Key::Y, Some(UiCommand::Accept)),
            (Modifiers::NONE, Key::A, None),
            (Modifiers::NONE, Key::Delete, None),
        ] {
            assert_eq!(map.for_key(modifiers, key, false), expected, "{modifiers:?} {key:?}");
        }
        assert_eq!(map.for_key_in_review(Modifiers::NONE, Key::J), Some(UiCommand::NextUndecided));
        assert_eq!(map.for_key_in_review(Modifiers::NONE, Key::ArrowDown), None);
        assert_eq!(
            map.owner(KeyboardShortcut::new(Modifiers::NONE, Key::Y), UiCommand::Reject),
            Some(UiCommand::Accept)
        );
        for command in UiCommand::all() {
            for key in KeyMap::default().keys_of(*command) {
                let read = shortcut_named(&name_of_shortcut(key)).map(shortcut_text);
                assert_eq!(read, Some(shortcut_text(key)), "{command:?}");
            }
        }
        let mut ids: Vec<String> = UiCommand::all().iter().map(|command| command.id()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), UiCommand::all().len(), "no two commands have one name in the settings");
    }
}
