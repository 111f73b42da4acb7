//! What the person can do, as data: menus, palette, toolbar, popover and keyboard derive from it.

use eframe::egui::{InputState, Key, KeyboardShortcut, ModifierNames, Modifiers};

use super::theme::ThemeName;
use crate::exchange::{FORMATS, Format};
use crate::text::Direction;

/// The largest number of labels that have a key, and of recent articles in the menu.
pub const NUMBERED: u8 = 9;

/// A command of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UiCommand {
    /// Choose a file and open it.
    Open,
    /// Open the recent article with this index, from 0.
    OpenRecent(u8),
    /// Save the annotations.
    Save,
    /// Save the annotations under another name.
    SaveAs,
    /// Export the annotations.
    Export(&'static Format),
    /// Close the article in front.
    CloseTab,
    /// Close everything.
    Quit,
    /// Take back the last change.
    Undo,
    /// Make the change again.
    Redo,
    /// Copy the selected text.
    Copy,
    /// Select the whole article.
    SelectAll,
    /// Mark the selection, or the selected annotation, with the label of this key, 1 to 9.
    Tag(u8),
    /// Add a label.
    NewLabel,
    /// Choose a label for the selected text by typing its name.
    FindLabel,
    /// Write a note.
    AddNote,
    /// Delete the selected annotation.
    Delete,
    /// Let the arrows move the beginning of the selected mark.
    MoveStart,
    /// Let the arrows move its end.
    MoveEnd,
    /// Keep the selected suggestion.
    Accept,
    /// Set the selected suggestion aside.
    Reject,
    /// Say which place or faction the selected mark stands for.
    LinkEntity,
    /// Add lexicons of one's own, switch them on and off.
    Lexicons,
    /// Change the name that is written into annotations.
    Author,
    /// Find text in the article.
    Find,
    /// Go to the next match.
    FindNext,
    /// Go to the previous match.
    FindPrevious,
    /// Go to the next highlight.
    NextMention,
    /// Go to the previous highlight.
    PreviousMention,
    /// Go to the next paragraph.
    NextParagraph,
    /// Go to the previous paragraph.
    PreviousParagraph,
    /// Bring the next article to the front.
    NextTab,
    /// Bring the previous article to the front.
    PreviousTab,
    /// Move the keyboard to the next part of the window.
    NextPart,
    /// Move the keyboard to the previous part of the window.
    PreviousPart,
    /// Move the keyboard to the menus.
    Menus,
    /// Show the list of all open articles.
    ListTabs,
    /// Enlarge the article's text.
    ZoomIn,
    /// Shrink the article's text.
    ZoomOut,
    /// Set the article's text to its normal size.
    ZoomReset,
    /// Make the interface this large, in percent.
    InterfaceSize(u16),
    /// Show the popover with fonts, sizes and themes.
    Appearance,
    /// Leave vowel marks out of what is shown, or show them.
    ToggleDiacritics,
    /// Show blanks and invisible characters, or not.
    ToggleInvisibles,
    /// Show what was rejected or left out, or not.
    ToggleRejected,
    /// Look for names in the whole article again.
    Detect,
    /// Stop looking for names.
    StopDetecting,
    /// Suggest what is like the person's tags.
    SuggestFromTags,
    /// Set all paragraphs of the article in one direction; without one each follows its content.
    Direct(Option<Direction>),
    /// Fill the screen, or be a window again.
    FullScreen,
    /// Switch between light and dark.
    ToggleTheme,
    /// Take a theme; without one light or dark as the system has it.
    SetTheme(Option<ThemeName>),
    /// Switch between English and Arabic.
    ToggleLanguage,
    /// Show or hide the side panel.
    ToggleSidePanel,
    /// Export what is suggested, too.
    ExportSuggested,
    /// Export what was refused, too.
    ExportRejected,
    /// Read the file again: it may have changed.
    ReadAgain,
    /// Read the file in another encoding.
    ChooseEncoding,
    /// Show all keyboard shortcuts.
    Shortcuts,
    /// Show version and licence.
    About,
}

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Menu {
    /// Articles and their files.
    File,
    /// Selection and annotations.
    Edit,
    /// How the window looks.
    View,
    /// Moving about.
    Go,
    /// About the program.
    Help,
}

/// A row of a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuEntry {
    /// A command.
    Command(UiCommand),
    /// A hairline.
    Separator,
    /// A menu inside the menu: the key of its text and its rows.
    Submenu(&'static str, &'static [MenuEntry]),
    /// The recent articles, as a menu inside the menu (`menu-recent`).
    Recent,
    /// The formats to export to.
    Formats,
    /// The labels, as a menu inside the menu (`menu-label`), then [`UiCommand::NewLabel`].
    Labels,
}

impl Menu {
    /// All menus, in the order of the menu bar.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Go, Self::Help];

    /// The key of the menu's name.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::File => "menu-file",
            Self::Edit => "menu-edit",
            Self::View => "menu-view",
            Self::Go => "menu-go",
            Self::Help => "menu-help",
        }
    }

    /// The menu's rows.
    pub fn entries(self) -> &'static [MenuEntry] {
        use MenuEntry::{Command, Formats, Labels, Recent, Separator, Submenu};
        use UiCommand as C;
        match self {
            Self::File => &[
                Command(C::Open),
                Recent,
                Separator,
                Command(C::Save),
                Command(C::SaveAs),
                Submenu("menu-export", &[Formats, Separator, Command(C::ExportSuggested), Command(C::ExportRejected)]),
                Separator,
                Command(C::ReadAgain),
                Command(C::ChooseEncoding),
                Separator,
                Command(C::CloseTab),
                Command(C::Quit),
            ],
            Self::Edit => &[
                Command(C::Undo),
                Command(C::Redo),
                Separator,
                Command(C::Copy),
                Command(C::SelectAll),
                Separator,
                Labels,
                Command(C::AddNote),
                Command(C::MoveStart),
                Command(C::MoveEnd),
                Command(C::Delete),
                Separator,
                Command(C::Accept),
                Command(C::Reject),
                Command(C::LinkEntity),
                Separator,
                Command(C::SuggestFromTags),
                Command(C::Detect),
                Command(C::StopDetecting),
                Command(C::Lexicons),
                Separator,
                Command(C::Author),
            ],
            Self::View => &[
                Command(C::Appearance),
                Submenu(
                    "menu-theme",
                    &[
                        Command(C::SetTheme(None)),
                        Command(C::SetTheme(Some(ThemeName::Light))),
                        Command(C::SetTheme(Some(ThemeName::Sepia))),
                        Command(C::SetTheme(Some(ThemeName::Dark))),
                        Command(C::SetTheme(Some(ThemeName::Contrast))),
                        Separator,
                        Command(C::ToggleTheme),
                    ],
                ),
                Separator,
                Command(C::ZoomIn),
                Command(C::ZoomOut),
                Command(C::ZoomReset),
                Submenu(
                    "menu-interface-size",
                    &[
                        Command(C::InterfaceSize(100)),
                        Command(C::InterfaceSize(125)),
                        Command(C::InterfaceSize(150)),
                        Command(C::InterfaceSize(175)),
                        Command(C::InterfaceSize(200)),
                    ],
                ),
                Separator,
                Submenu(
                    "menu-direction",
                    &[
                        Command(C::Direct(None)),
                        Command(C::Direct(Some(Direction::Rtl))),
                        Command(C::Direct(Some(Direction::Ltr))),
                    ],
                ),
                Command(C::ToggleDiacritics),
                Command(C::ToggleInvisibles),
                Command(C::ToggleRejected),
                Separator,
                Command(C::ToggleSidePanel),
                Command(C::FullScreen),
                Command(C::ToggleLanguage),
            ],
            Self::Go => &[
                Command(C::Find),
                Command(C::FindNext),
                Command(C::FindPrevious),
                Separator,
                Command(C::NextMention),
                Command(C::PreviousMention),
                Separator,
                Command(C::NextParagraph),
                Command(C::PreviousParagraph),
                Separator,
                Command(C::NextTab),
                Command(C::PreviousTab),
                Command(C::ListTabs),
                Separator,
                Command(C::Menus),
                Command(C::NextPart),
                Command(C::PreviousPart),
            ],
            Self::Help => &[Command(C::Shortcuts), Command(C::About)],
        }
    }
}

const fn bare(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const DIGITS: [KeyboardShortcut; NUMBERED as usize] = [
    bare(Key::Num1),
    bare(Key::Num2),
    bare(Key::Num3),
    bare(Key::Num4),
    bare(Key::Num5),
    bare(Key::Num6),
    bare(Key::Num7),
    bare(Key::Num8),
    bare(Key::Num9),
];

impl UiCommand {
    /// Every command, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        fn walk(entries: &'static [MenuEntry], out: &mut Vec<UiCommand>) {
            for entry in entries {
                match *entry {
                    MenuEntry::Command(command) => out.push(command),
                    MenuEntry::Separator => {}
                    MenuEntry::Submenu(_, inner) => walk(inner, out),
                    MenuEntry::Formats => out.extend(FORMATS.iter().copied().map(UiCommand::Export)),
                    MenuEntry::Recent => out.extend((0..NUMBERED).map(UiCommand::OpenRecent)),
                    MenuEntry::Labels => {
                        out.extend((1..=NUMBERED).map(UiCommand::Tag));
                        out.extend([UiCommand::FindLabel, UiCommand::NewLabel]);
                    }
                }
            }
        }
        let mut all = Vec::new();
        for menu in Menu::ALL {
            walk(menu.entries(), &mut all);
        }
        all.into_iter()
    }

    /// The key of the command's text. `command-tag` takes the label's name as `label`,
    /// `command-open-recent` the file's name as `file`, `command-export` the format's name as `format`.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Open => "command-open",
            Self::OpenRecent(_) => "command-open-recent",
            Self::Save => "command-save",
            Self::SaveAs => "command-save-as",
            Self::Export(_) => "command-export",
            Self::CloseTab => "command-close-tab",
            Self::Quit => "command-quit",
            Self::Undo => "command-undo",
            Self::Redo => "command-redo",
            Self::Copy => "command-copy",
            Self::SelectAll => "command-select-all",
            Self::Tag(_) => "command-tag",
            Self::NewLabel => "command-new-label",
            Self::FindLabel => "command-find-label",
            Self::AddNote => "command-add-note",
            Self::Delete => "command-delete",
            Self::MoveStart => "command-move-start",
            Self::MoveEnd => "command-move-end",
            Self::Accept => "command-accept",
            Self::Reject => "command-reject",
            Self::LinkEntity => "command-choose-entity",
            Self::Lexicons => "command-lexicons",
            Self::Author => "command-author",
            Self::Find => "command-find",
            Self::FindNext => "command-find-next",
            Self::FindPrevious => "command-find-previous",
            Self::NextMention => "command-next-mention",
            Self::PreviousMention => "command-previous-mention",
            Self::NextParagraph => "command-next-paragraph",
            Self::PreviousParagraph => "command-previous-paragraph",
            Self::NextTab => "command-next-tab",
            Self::PreviousTab => "command-previous-tab",
            Self::Menus => "command-menus",
            Self::InterfaceSize(_) => "command-interface-size",
            Self::NextPart => "command-next-part",
            Self::PreviousPart => "command-previous-part",
            Self::ListTabs => "command-list-tabs",
            Self::ZoomIn => "command-zoom-in",
            Self::ZoomOut => "command-zoom-out",
            Self::ZoomReset => "command-zoom-reset",
            Self::Appearance => "command-appearance",
            Self::ToggleDiacritics => "command-toggle-diacritics",
            Self::ToggleInvisibles => "command-toggle-invisibles",
            Self::ToggleRejected => "command-toggle-rejected",
            Self::Detect => "command-detect",
            Self::StopDetecting => "command-stop-detecting",
            Self::SuggestFromTags => "command-suggest-from-tags",
            Self::Direct(None) => "command-direct-auto",
            Self::Direct(Some(Direction::Rtl)) => "command-direct-rtl",
            Self::Direct(Some(Direction::Ltr)) => "command-direct-ltr",
            Self::FullScreen => "command-full-screen",
            Self::ToggleTheme => "command-toggle-theme",
            Self::SetTheme(None) => "command-theme-system",
            Self::SetTheme(Some(ThemeName::Light)) => "command-theme-light",
            Self::SetTheme(Some(ThemeName::Sepia)) => "command-theme-sepia",
            Self::SetTheme(Some(ThemeName::Dark)) => "command-theme-dark",
            Self::SetTheme(Some(ThemeName::Contrast)) => "command-theme-contrast",
            Self::ToggleLanguage => "command-toggle-language",
            Self::ToggleSidePanel => "command-toggle-side-panel",
            Self::ExportSuggested => "command-export-suggested",
            Self::ExportRejected => "command-export-rejected",
            Self::ReadAgain => "command-read-again",
            Self::ChooseEncoding => "command-choose-encoding",
            Self::Shortcuts => "command-shortcuts",
            Self::About => "command-about",
        }
    }

    /// The key of the tooltip's text.
    pub fn tooltip_key(self) -> String {
        format!("{}-tip", self.text_key())
    }

    /// The keys that give the command; the first one is shown. Letters are those printed on the keys,
    /// whatever the keyboard's layout writes: see `keyboard`.
    pub fn shortcuts(self) -> &'static [KeyboardShortcut] {
        macro_rules! keys {
            ($($shortcut:expr),*) => {{
                const KEYS: &[KeyboardShortcut] = &[$($shortcut),*];
                KEYS
            }};
        }
        match self {
            Self::Open => keys![ctrl(Key::O)],
            Self::Save => keys![ctrl(Key::S)],
            Self::SaveAs => keys![ctrl_shift(Key::S)],
            Self::CloseTab => keys![ctrl(Key::W)],
            Self::Quit => keys![ctrl(Key::Q)],
            Self::Undo => keys![ctrl(Key::Z)],
            Self::Redo => keys![ctrl_shift(Key::Z), ctrl(Key::Y)],
            Self::Copy => keys![ctrl(Key::C)],
            Self::SelectAll => keys![ctrl(Key::A)],
            Self::Tag(number @ 1..=NUMBERED) => std::slice::from_ref(&DIGITS[usize::from(number - 1)]),
            Self::NewLabel => keys![ctrl(Key::L)],
            Self::FindLabel => keys![bare(Key::T)],
            Self::AddNote => keys![bare(Key::N)],
            Self::Delete => keys![bare(Key::Delete), bare(Key::Backspace)],
            Self::MoveStart => keys![shift(Key::F2)],
            Self::MoveEnd => keys![bare(Key::F2)],
            Self::Accept => keys![bare(Key::A)],
            Self::Reject => keys![bare(Key::R)],
            Self::SuggestFromTags => keys![ctrl(Key::T)],
            Self::LinkEntity => keys![bare(Key::E)],
            Self::Find => keys![ctrl(Key::F)],
            Self::FindNext => keys![bare(Key::F3), ctrl(Key::G)],
            Self::FindPrevious => keys![shift(Key::F3), ctrl_shift(Key::G)],
            Self::NextMention => keys![alt(Key::ArrowDown), bare(Key::F8)],
            Self::PreviousMention => keys![alt(Key::ArrowUp), shift(Key::F8)],
            Self::NextParagraph => keys![ctrl(Key::ArrowDown)],
            Self::PreviousParagraph => keys![ctrl(Key::ArrowUp)],
            Self::NextTab => keys![ctrl(Key::PageDown), ctrl(Key::Tab)],
            Self::PreviousTab => keys![ctrl(Key::PageUp), ctrl_shift(Key::Tab)],
            Self::Menus => keys![bare(Key::F10)],
            Self::NextPart => keys![bare(Key::F6)],
            Self::PreviousPart => keys![shift(Key::F6)],
            Self::ListTabs => keys![ctrl_shift(Key::A)],
            // `+` is Shift and `=` on many keyboards, its own key on others.
            Self::ZoomIn => keys![ctrl(Key::Plus), ctrl(Key::Equals), ctrl_shift(Key::Plus), ctrl_shift(Key::Equals)],
            Self::ZoomOut => keys![ctrl(Key::Minus)],
            // With Shift where the row of digits needs it.
            Self::ZoomReset => keys![ctrl(Key::Num0), ctrl_shift(Key::Num0)],
            Self::Appearance => keys![ctrl(Key::Comma)],
            Self::ToggleDiacritics => keys![ctrl_shift(Key::H)],
            Self::ToggleInvisibles => keys![ctrl_shift(Key::I)],
            Self::ToggleRejected => keys![ctrl_shift(Key::R)],
            Self::FullScreen => keys![bare(Key::F11)],
            Self::ToggleTheme => keys![ctrl_shift(Key::D)],
            Self::ToggleLanguage => keys![ctrl_shift(Key::L)],
            Self::ToggleSidePanel => keys![bare(Key::F9)],
            Self::Shortcuts => keys![bare(Key::F1)],
            Self::OpenRecent(_)
            | Self::Export(_)
            | Self::Tag(_)
            | Self::Direct(_)
            | Self::SetTheme(_)
            | Self::InterfaceSize(_)
            | Self::ExportSuggested
            | Self::ExportRejected
            | Self::ReadAgain
            | Self::ChooseEncoding
            | Self::Lexicons
            | Self::Author
            | Self::Detect
            | Self::StopDetecting
            | Self::About => &[],
        }
    }

    /// The first shortcut as it is shown in both languages: `Ctrl+Shift+S`, isolated from left to
    /// right, because key names are those printed on the keys.
    pub fn shortcut_text(self) -> Option<String> {
        self.shortcuts().first().copied().map(shortcut_text)
    }

    /// The commands whose keys were pressed, taken out of the input. Keys that also write or move
    /// a caret are left alone while a text field has the focus (`typing`), and behind a command that
    /// gives it to one: on a slow frame the search's first letters come with its keys.
    pub fn take_pressed(input: &mut InputState, typing: bool) -> Vec<Self> {
        use eframe::egui::Event;
        let mut pressed = Vec::new();
        let mut rest = Vec::with_capacity(input.events.len());
        let mut typing = typing;
        // A key that gave a command also sends its letter; nobody else may take it as text.
        let mut sends_letter = false;
        for event in std::mem::take(&mut input.events) {
            let command = match &event {
                // The desktop's copy key comes as its own event.
                Event::Copy if !typing => Some(Self::Copy),
                Event::Key { key, pressed: true, modifiers, .. } => {
                    let command = Self::for_key(*modifiers, *key, typing);
                    sends_letter = command.is_some() && !typing;
                    command
                }
                Event::Text(_) if std::mem::take(&mut sends_letter) => continue,
                _ => None,
            };
            match command {
                Some(command) => {
                    typing |= matches!(command, Self::Find | Self::AddNote | Self::NewLabel | Self::FindLabel);
                    pressed.push(command);
                }
                None => rest.push(event),
            }
        }
        input.events = rest;
        pressed
    }

    fn for_key(modifiers: Modifiers, key: Key, typing: bool) -> Option<Self> {
        /// What a text field does with its own keys, although they have a modifier.
        const FIELD: [Key; 4] = [Key::A, Key::C, Key::Y, Key::Z];
        /// What no text field uses.
        const FUNCTION: [Key; 8] = [Key::F1, Key::F2, Key::F3, Key::F6, Key::F8, Key::F9, Key::F10, Key::F11];
        Self::all().find(|command| {
            command.shortcuts().iter().any(|shortcut| {
                let for_field = !FUNCTION.contains(&shortcut.logical_key) && shortcut.conflicts_with_text_editing()
                    || FIELD.contains(&shortcut.logical_key);
                shortcut.logical_key == key && modifiers.matches_exact(shortcut.modifiers) && !(typing && for_field)
            })
        })
    }
}

/// A shortcut as it is shown, isolated from left to right.
fn shortcut_text(shortcut: KeyboardShortcut) -> String {
    let keys = match shortcut.logical_key {
        // The names that are printed on the keys, rather than egui's arrows, which few fonts have.
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
    use crate::gui::i18n::{I18n, Lang};

    #[test]
    fn every_command_has_its_texts_in_both_languages() {
        for lang in Lang::ALL {
            let i18n = I18n::new(lang);
            for command in UiCommand::all() {
                assert!(i18n.has(command.text_key()), "{command:?}");
                assert!(i18n.has(&command.tooltip_key()), "{command:?}");
            }
            for menu in Menu::ALL {
                assert!(i18n.has(menu.text_key()), "{menu:?}");
                for entry in menu.entries() {
                    if let MenuEntry::Submenu(key, _) = entry {
                        assert!(i18n.has(key), "{key}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_two_commands_share_a_key_or_a_place() {
        let mut seen = BTreeMap::new();
        let mut commands = Vec::new();
        for command in UiCommand::all() {
            assert!(!commands.contains(&command), "{command:?} twice");
            commands.push(command);
            for shortcut in command.shortcuts() {
                let other = seen.insert(shortcut_text(*shortcut), command);
                assert!(other.is_none_or(|other| other == command), "{command:?} and {other:?}");
            }
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
