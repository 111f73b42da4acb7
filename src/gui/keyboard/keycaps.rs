//! The labels printed on the keys, and which key was meant by an event.

use std::collections::BTreeMap;

use eframe::egui::{Event, Key};

use crate::text::fold::letters::ascii_digit;

/// The rows of a keyboard: number of the row's first key in X11 and Wayland (`evdev` code plus 8), the row's name in
/// xkb, and the keys by their position on a US keyboard.
pub(super) const ROWS: [(u8, &str, &[Key]); 4] = [
    (
        10,
        "AE",
        &[
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
            Key::Num0,
            Key::Minus,
            Key::Equals,
        ],
    ),
    (
        24,
        "AD",
        &[
            Key::Q,
            Key::W,
            Key::E,
            Key::R,
            Key::T,
            Key::Y,
            Key::U,
            Key::I,
            Key::O,
            Key::P,
            Key::OpenBracket,
            Key::CloseBracket,
        ],
    ),
    (38, "AC", &[Key::A, Key::S, Key::D, Key::F, Key::G, Key::H, Key::J, Key::K, Key::L, Key::Semicolon, Key::Quote]),
    (52, "AB", &[Key::Z, Key::X, Key::C, Key::V, Key::B, Key::N, Key::M, Key::Comma, Key::Period, Key::Slash]),
];

/// The labels on an AZERTY keyboard where they differ from a US one.
const AZERTY: [(Key, Key); 7] = [
    (Key::Q, Key::A),
    (Key::W, Key::Z),
    (Key::A, Key::Q),
    (Key::Z, Key::W),
    (Key::Semicolon, Key::M),
    (Key::M, Key::Comma),
    (Key::Comma, Key::Semicolon),
];

/// Punctuation that Latin layouts have in place of a letter of the US keyboard: on Dvorak, Colemak, bépo and AZERTY
/// such a key has no letter. Used if the keyboard's map cannot be read.
const LATIN_SIGNS: [(Key, Key); 10] = [
    (Key::Q, Key::Quote),
    (Key::W, Key::Comma),
    (Key::E, Key::Period),
    (Key::Z, Key::Semicolon),
    (Key::P, Key::Semicolon),
    (Key::G, Key::Comma),
    (Key::V, Key::Period),
    (Key::N, Key::Quote),
    (Key::M, Key::Comma),
    (Key::M, Key::Questionmark),
];

/// The least number of letters in a Latin layout. Some have é or ß where others have a letter.
const LATIN: usize = 20;

/// The characters of each key alone and with Shift, by its position on a US keyboard.
pub(super) type Layout = BTreeMap<Key, [Option<char>; 2]>;

/// The labels printed on the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Keycaps {
    /// The keyboard's Latin layouts, the first one first.
    latin: Vec<Layout>,
    /// Whether the row of digits is that of AZERTY, as printed on the keys in Morocco, Algeria and Tunisia even if no
    /// Latin layout is set up.
    is_azerty: bool,
    /// Whether the keyboard's map was read.
    is_known: bool,
}

impl Keycaps {
    /// The labels of a keyboard with these layouts.
    pub(super) fn of(layouts: Vec<Layout>) -> Self {
        let is_azerty = layouts.iter().any(|layout| {
            layout.get(&Key::Num1).is_some_and(|[plain, shifted]| *plain == Some('&') && shifted.is_some_and(is_digit))
        });
        let is_latin = |layout: &Layout| {
            let letters = layout.iter().filter(|(place, [plain, _])| {
                is_letter(**place) && plain.is_some_and(|letter| letter.is_ascii_alphabetic())
            });
            letters.count() >= LATIN
        };
        let is_known = !layouts.is_empty();
        Self { latin: layouts.into_iter().filter(is_latin).collect(), is_azerty, is_known }
    }

    /// Corrects the key events of a frame: letters as printed, digits from every row of digits.
    pub(crate) fn put_right(&self, events: &mut [Event]) {
        for at in 0..events.len() {
            let (before, behind) = events.split_at_mut(at + 1);
            let Some(Event::Key { key, physical_key, modifiers, .. }) = before.last_mut() else { continue };
            *key = self.key(*key, *physical_key);
            let Some(place) = physical_key.filter(|place| is_digit_key(*place)) else { continue };
            if modifiers.command || modifiers.ctrl {
                // Ctrl and `-` makes the text smaller, even if `-` is in the row of digits.
                continue;
            }
            let typed = match behind.first() {
                Some(Event::Text(text)) => digit_typed(text),
                _ => None,
            };
            if let (Some(digit), true) = (typed, modifiers.shift) {
                // Shift was only needed to type the digit.
                *key = digit;
                modifiers.shift = false;
            } else if !modifiers.shift && is_sign(*key) {
                *key = place;
            }
        }
    }

    /// The key that was meant, from the toolkit's data.
    ///
    /// `key` is the character it types, or its position if that has no name; `place` is the key at this position on a
    /// US keyboard.
    fn key(&self, key: Key, place: Option<Key>) -> Key {
        let Some(place) = place else { return key };
        if is_digit_key(place) || !(is_letter(place) || is_sign(place)) {
            return key;
        }
        if key != place && !is_sign(key) {
            // It types a letter, which is the one printed on it.
            return key;
        }
        let is_written = if self.is_known {
            self.latin.iter().any(|layout| writes(layout, place, key))
        } else {
            key == place || LATIN_SIGNS.contains(&(place, key))
        };
        match self.printed(place) {
            _ if is_written => key,
            Some(printed) if is_letter(place) || is_letter(printed) => printed,
            _ if is_letter(place) => place,
            _ => key,
        }
    }

    /// The Latin label of a key that also has letters of another script.
    fn printed(&self, place: Key) -> Option<Key> {
        let of_layout = |layout: &Layout| key_of(layout.get(&place)?[0]?);
        match self.latin.first() {
            Some(layout) => of_layout(layout),
            None if self.is_azerty => AZERTY.iter().find(|(at, _)| *at == place).map(|(_, key)| *key),
            None => None,
        }
    }
}

fn writes(layout: &Layout, place: Key, key: Key) -> bool {
    layout.get(&place).is_some_and(|levels| levels.iter().flatten().any(|written| key_of(*written) == Some(key)))
}

fn key_of(written: char) -> Option<Key> {
    let mut buffer = [0; 4];
    Key::from_name(written.to_ascii_uppercase().encode_utf8(&mut buffer))
}

fn is_letter(key: Key) -> bool {
    (Key::A..=Key::Z).contains(&key)
}

fn is_digit_key(key: Key) -> bool {
    (Key::Num0..=Key::Num9).contains(&key)
}

fn is_sign(key: Key) -> bool {
    (Key::Colon..=Key::Quote).contains(&key)
}

/// Whether it is a digit on Arabic, Persian or European keyboards.
fn is_digit(written: char) -> bool {
    digit(written).is_some()
}

fn digit(written: char) -> Option<u32> {
    ascii_digit(written).to_digit(10)
}

/// The key of a single typed digit.
fn digit_typed(text: &str) -> Option<Key> {
    let mut letters = text.chars();
    let value = digit(letters.next()?)?;
    let is_alone = letters.next().is_none();
    key_of(char::from_digit(value, 10)?).filter(|_| is_alone)
}

#[cfg(test)]
mod tests {
    use eframe::egui::{InputState, Modifiers};

    use super::*;
    use crate::gui::command::{KeyMap, KeysOf, UiCommand};

    const NONE: Modifiers = Modifiers::NONE;
    const SHIFT: Modifiers = Modifiers::SHIFT;
    const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..NONE };
    const CTRL_SHIFT: Modifiers = Modifiers { ctrl: true, command: true, shift: true, ..NONE };

    /// The characters of a keyboard's four rows alone and with Shift, from xkeyboard-config; `∅` means a dead key or
    /// none.
    const LAYOUTS: [(&str, [&str; 4], [&str; 4]); 11] = [
        (
            "us",
            ["1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"],
            ["!@#$%^&*()_+", "QWERTYUIOP{}", "ASDFGHJKL:\"", "ZXCVBNM<>?"],
        ),
        (
            "ara",
            ["1234567890-=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرﻻىةوزظ"],
            ["!@#$%^&*)(_+", "∅∅∅∅ﻹإ`÷×؛<>", "∅∅][ﻷأـ،/:\"", "~∅}{ﻵآ',.؟"],
        ),
        (
            "ara(azerty)",
            ["&é\"'(-è_çà)=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرﻻىةوزظ"],
            ["1234567890°+", "∅∅∅∅ﻹإ`÷×؛<>", "∅∅][ﻷأـ،/:\"", "~∅}{ﻵآ',.؟"],
        ),
        (
            "ara(azerty_digits)",
            ["&é\"'(-è_çà)=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرﻻىةوزظ"],
            ["١٢٣٤٥٦٧٨٩٠°+", "∅∅∅∅ﻹإ`÷×؛<>", "∅∅][ﻷأـ،/:\"", "~∅}{ﻵآ',.؟"],
        ),
        (
            "ara(digits)",
            ["١٢٣٤٥٦٧٨٩٠-=", "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرﻻىةوزظ"],
            ["!@#$٪^&*)(_+", "∅∅∅∅ﻹإ`÷×؛<>", "∅∅][ﻷأـ،/:\"", "~∅}{ﻵآ',.؟"],
        ),
        (
            "il",
            ["1234567890-=", "/'קראטוןםפ][", "שדגכעיחלךף,", "זסבהנמצתץ."],
            ["!@#$%^&*)(_+", "QWERTYUIOP}{", "ASDFGHJKL:\"", "ZXCVBNM><?"],
        ),
        (
            "fr",
            ["&é\"'(-è_çà)=", "azertyuiop∅$", "qsdfghjklmù", "wxcvbn,;:!"],
            ["1234567890°+", "AZERTYUIOP∅£", "QSDFGHJKLM%", "WXCVBN?./§"],
        ),
        (
            "de",
            ["1234567890ß∅", "qwertzuiopü+", "asdfghjklöä", "yxcvbnm,.-"],
            ["!\"§$%&/()=?∅", "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ", "YXCVBNM;:_"],
        ),
        (
            "ir",
            ["۱۲۳۴۵۶۷۸۹۰-=", "ضصثقفغعهخحجچ", "شسیبلاتنمکگ", "ظطزرذدپو./"],
            ["!٬٫﷼٪×،*)(ـ+", "∅∅∅∅∅∅∅∅][}{", "ؤئيإأآة»«:؛", "ك∅ژ∅∅∅ء><؟"],
        ),
        (
            "pk",
            ["1234567890-=", "قوعرتےءیہپ][", "اسدفگحجکل؛'", "زشچطبنم،۔/"],
            ["!@#$%^&*)(_+", "∅ؤ∅ڑٹ∅ئ∅ۃ∅}{", "آصڈ∅غھضخ∅:\"", "ذژثظ.ں∅<>؟"],
        ),
        (
            "us(dvorak)",
            ["1234567890[]", "',.pyfgcrl/=", "aoeuidhtns-", ";qjkxbmwvz"],
            ["!@#$%^&*(){}", "\"<>PYFGCRL?+", "AOEUIDHTNS_", ":QJKXBMWVZ"],
        ),
    ];

    fn layout(name: &str) -> Layout {
        let (_, plain, shifted) = LAYOUTS.iter().find(|(called, _, _)| *called == name).expect("a layout");
        let written = |letter: char| (letter != '∅').then_some(letter);
        ROWS.iter()
            .zip(plain.iter().zip(shifted))
            .flat_map(|((_, _, places), (plain, shifted))| places.iter().zip(plain.chars().zip(shifted.chars())))
            .map(|(place, (plain, shifted))| (*place, [written(plain), written(shifted)]))
            .collect()
    }

    /// The toolkit's events for a key of a layout, on X11 and on Wayland: the key named by its letter or otherwise by
    /// its position, then the text that it types.
    fn events(layout: &Layout, place: Key, modifiers: Modifiers) -> Vec<Event> {
        let letter = layout[&place][usize::from(modifiers.shift)];
        let named = letter.and_then(|letter| Key::from_name(letter.encode_utf8(&mut [0; 4])));
        let key = Event::Key {
            key: named.unwrap_or(place),
            physical_key: Some(place),
            pressed: true,
            repeat: false,
            modifiers,
        };
        let text = letter.filter(|_| !modifiers.ctrl).map(|letter| Event::Text(letter.to_string()));
        [key].into_iter().chain(text).collect()
    }

    fn command(keycaps: &Keycaps, mut events: Vec<Event>, typing: bool) -> Option<UiCommand> {
        keycaps.put_right(&mut events);
        let mut input = InputState::default();
        input.events = events;
        KeyMap::default().take_pressed(&mut input, typing, KeysOf::Page).first().copied()
    }

    #[test]
    fn a_key_gives_the_command_that_is_printed_on_it() {
        use UiCommand as C;
        // The keyboard's layouts, the active one, the position on a US keyboard, Ctrl and Shift.
        for (set, on, place, modifiers, expected) in [
            (&["us"][..], "us", Key::A, CTRL, Some(C::SelectAll)),
            (&["us"], "us", Key::Q, CTRL, Some(C::Quit)),
            (&["us"], "us", Key::Num4, SHIFT, None),
            // The key types nothing Latin: its position decides.
            (&["ara"], "ara", Key::A, CTRL, Some(C::SelectAll)),
            (&["ara"], "ara", Key::Z, CTRL, Some(C::Undo)),
            (&["ara"], "ara", Key::L, CTRL_SHIFT, Some(C::ToggleLanguage)),
            (&["ara"], "ara", Key::D, CTRL_SHIFT, Some(C::ToggleTheme)),
            (&["ara"], "ara", Key::G, CTRL_SHIFT, Some(C::FindPrevious)),
            (&["ara"], "ara", Key::Comma, CTRL, Some(C::Appearance)),
            (&["ara"], "ara", Key::A, NONE, Some(C::Accept)),
            (&["ara"], "ara", Key::Num4, NONE, Some(C::Tag(4))),
            (&["us", "ara"], "ara", Key::L, CTRL_SHIFT, Some(C::ToggleLanguage)),
            (&["us", "ara"], "us", Key::Q, CTRL, Some(C::Quit)),
            // Keyboards in Morocco: the row of digits shows which labels are printed.
            (&["ara(azerty)"], "ara(azerty)", Key::Q, CTRL, Some(C::SelectAll)),
            (&["ara(azerty)"], "ara(azerty)", Key::A, CTRL, Some(C::Quit)),
            (&["ara(azerty)"], "ara(azerty)", Key::W, CTRL, Some(C::Undo)),
            (&["ara(azerty)"], "ara(azerty)", Key::W, CTRL_SHIFT, Some(C::Redo)),
            (&["ara(azerty)"], "ara(azerty)", Key::Z, CTRL, Some(C::CloseTab)),
            (&["ara(azerty)"], "ara(azerty)", Key::S, CTRL, Some(C::Save)),
            (&["ara(azerty)"], "ara(azerty)", Key::Q, NONE, Some(C::Accept)),
            (&["ara(azerty)"], "ara(azerty)", Key::L, CTRL_SHIFT, Some(C::ToggleLanguage)),
            (&["ara(azerty)"], "ara(azerty)", Key::Num4, NONE, Some(C::Tag(4))),
            (&["ara(azerty)"], "ara(azerty)", Key::Num4, SHIFT, Some(C::Tag(4))),
            (&["ara(azerty_digits)"], "ara(azerty_digits)", Key::Num6, SHIFT, Some(C::Tag(6))),
            (&["ara(azerty_digits)"], "ara(azerty_digits)", Key::Q, CTRL, Some(C::SelectAll)),
            (&["fr", "ara(azerty)"], "ara(azerty)", Key::Q, CTRL, Some(C::SelectAll)),
            (&["fr", "ara"], "ara", Key::Q, CTRL, Some(C::SelectAll)),
            (&["fr", "ara"], "ara", Key::W, CTRL, Some(C::Undo)),
            (&["fr", "ara"], "fr", Key::W, CTRL, Some(C::Undo)),
            (&["de", "ara"], "ara", Key::Y, CTRL, Some(C::Undo)),
            (&["ara(digits)"], "ara(digits)", Key::Num9, NONE, Some(C::Tag(9))),
            (&["ara(digits)"], "ara(digits)", Key::Num9, SHIFT, None),
            // Punctuation where a US keyboard has letters.
            (&["il"], "il", Key::Q, CTRL, Some(C::Quit)),
            (&["il"], "il", Key::W, CTRL, Some(C::CloseTab)),
            (&["il"], "il", Key::L, CTRL_SHIFT, Some(C::ToggleLanguage)),
            (&["il"], "il", Key::A, CTRL, Some(C::SelectAll)),
            (&["us", "il"], "il", Key::W, CTRL, Some(C::CloseTab)),
            (&["fr"], "fr", Key::Q, CTRL, Some(C::SelectAll)),
            (&["fr"], "fr", Key::A, CTRL, Some(C::Quit)),
            (&["fr"], "fr", Key::Z, CTRL, Some(C::CloseTab)),
            (&["fr"], "fr", Key::M, CTRL, Some(C::Appearance)),
            (&["fr"], "fr", Key::Num4, NONE, Some(C::Tag(4))),
            (&["fr"], "fr", Key::Num6, NONE, Some(C::Tag(6))),
            (&["fr"], "fr", Key::Num2, NONE, Some(C::Tag(2))),
            (&["fr"], "fr", Key::Num6, SHIFT, Some(C::Tag(6))),
            (&["fr"], "fr", Key::Num6, CTRL, Some(C::ZoomOut)),
            (&["fr"], "fr", Key::Num0, CTRL, Some(C::ZoomReset)),
            (&["fr"], "fr", Key::Num0, CTRL_SHIFT, Some(C::ZoomReset)),
            (&["fr"], "fr", Key::Equals, CTRL_SHIFT, Some(C::ZoomIn)),
            (&["de"], "de", Key::Y, CTRL, Some(C::Undo)),
            (&["de"], "de", Key::Z, CTRL, Some(C::Redo)),
            (&["de"], "de", Key::CloseBracket, CTRL, Some(C::ZoomIn)),
            (&["de"], "de", Key::Slash, CTRL, Some(C::ZoomOut)),
            (&["de"], "de", Key::Num4, NONE, Some(C::Tag(4))),
            (&["ir"], "ir", Key::Num4, NONE, Some(C::Tag(4))),
            (&["ir"], "ir", Key::L, CTRL_SHIFT, Some(C::ToggleLanguage)),
            (&["ir"], "ir", Key::O, CTRL, Some(C::Open)),
            (&["ir"], "ir", Key::I, CTRL_SHIFT, Some(C::ToggleInvisibles)),
            (&["pk"], "pk", Key::W, CTRL, Some(C::CloseTab)),
            (&["pk"], "pk", Key::H, CTRL_SHIFT, Some(C::ToggleDiacritics)),
            (&["pk"], "pk", Key::R, NONE, Some(C::Reject)),
            // If a letter is printed, the position does not matter.
            (&["us(dvorak)"], "us(dvorak)", Key::Quote, CTRL, Some(C::ZoomOut)),
            (&["us(dvorak)"], "us(dvorak)", Key::W, CTRL, Some(C::Appearance)),
            (&["us(dvorak)"], "us(dvorak)", Key::X, CTRL, Some(C::Quit)),
            (&["us(dvorak)"], "us(dvorak)", Key::Q, CTRL, None),
            (&["us(dvorak)"], "us(dvorak)", Key::Z, CTRL, None),
            (&["us(dvorak)"], "us(dvorak)", Key::Slash, CTRL, Some(C::Undo)),
            (&["us(dvorak)", "ara"], "ara", Key::Slash, CTRL, Some(C::Undo)),
        ] {
            let keycaps = Keycaps::of(set.iter().map(|name| layout(name)).collect());
            let events = events(&layout(on), place, modifiers);
            assert_eq!(command(&keycaps, events, false), expected, "{on} of {set:?}: {place:?} {modifiers:?}");
        }
    }

    #[test]
    fn where_the_map_cannot_be_read_places_stand_in_for_letters() {
        use UiCommand as C;
        let keycaps = Keycaps::default();
        for (on, place, modifiers, expected) in [
            ("ara", Key::L, CTRL_SHIFT, Some(C::ToggleLanguage)),
            ("il", Key::Q, CTRL, Some(C::Quit)),
            ("il", Key::W, CTRL, Some(C::CloseTab)),
            ("fr", Key::Num4, NONE, Some(C::Tag(4))),
            ("fr", Key::Num6, SHIFT, Some(C::Tag(6))),
            ("fr", Key::Q, CTRL, Some(C::SelectAll)),
            ("us(dvorak)", Key::Q, CTRL, None),
            ("us(dvorak)", Key::Z, CTRL, None),
        ] {
            let events = events(&layout(on), place, modifiers);
            assert_eq!(command(&keycaps, events, false), expected, "{on}: {place:?} {modifiers:?}");
        }
    }

    #[test]
    fn the_number_pad_gives_labels_and_what_is_typed_stays_text() {
        let keycaps = Keycaps::of(vec![layout("fr"), layout("ara(digits)")]);
        let pad = |text: &str| {
            let key = Key::from_name(text).unwrap_or(Key::Num4);
            let key = Event::Key { key, physical_key: Some(Key::Num4), pressed: true, repeat: false, modifiers: NONE };
            vec![key, Event::Text(text.to_owned())]
        };
        for text in ["4", "٤"] {
            assert_eq!(command(&keycaps, pad(text), false), Some(UiCommand::Tag(4)));
            assert_eq!(command(&keycaps, pad(text), true), None, "in a field it is a digit");
        }
        let minus = Event::Key {
            key: Key::Minus,
            physical_key: Some(Key::Minus),
            pressed: true,
            repeat: false,
            modifiers: CTRL,
        };
        assert_eq!(command(&keycaps, vec![minus], false), Some(UiCommand::ZoomOut));
    }

    #[test]
    fn in_a_field_the_letters_on_the_keys_hold_too() {
        let keycaps = Keycaps::of(vec![layout("ara(azerty)")]);
        for (place, expected) in [(Key::Q, Key::A), (Key::W, Key::Z), (Key::Semicolon, Key::M), (Key::S, Key::S)] {
            let mut events = events(&layout("ara(azerty)"), place, CTRL);
            keycaps.put_right(&mut events);
            assert!(matches!(events[0], Event::Key { key, .. } if key == expected), "{place:?}");
        }
        let events = events(&layout("ara(azerty)"), Key::W, CTRL);
        assert_eq!(command(&keycaps, events, true), None, "undo is the field's own, and closes nothing");
    }
}
