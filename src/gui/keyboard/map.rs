//! Parses the keyboard's map in xkb's text format, which a Wayland compositor sends to its clients.

use super::keycaps::{Layout, ROWS};

/// The layouts of a map in xkb's text format, version 1. Unknown parts are ignored.
pub(super) fn layouts(map: &str) -> Vec<Layout> {
    let mut layouts: Vec<Layout> = Vec::new();
    let Some(symbols) = map.find("xkb_symbols").map(|at| &map[at..]) else { return layouts };
    for key in symbols.split("key ").skip(1) {
        let Some((name, rest)) = key.trim_start().strip_prefix('<').and_then(|key| key.split_once('>')) else {
            continue;
        };
        let place = ROWS.iter().find_map(|(_, row, places)| {
            let number: usize = name.strip_prefix(row)?.parse().ok()?;
            places.get(number.checked_sub(1)?)
        });
        let (Some(place), Some((body, _))) = (place, rest.split_once("};")) else { continue };
        for (group, levels) in lists(body).enumerate() {
            if layouts.len() <= group {
                layouts.push(Layout::new());
            }
            let mut levels = levels.split(',').map(|name| letter(name.trim()));
            layouts[group].insert(*place, [levels.next().flatten(), levels.next().flatten()]);
        }
    }
    layouts
}

/// The lists of symbols in `{ symbols[1]= [ q, Q ], [ Arabic_dad ] }`, one for each layout.
fn lists(body: &str) -> impl Iterator<Item = &str> {
    body.match_indices('[').filter_map(|(at, _)| {
        let before = body[..at].trim_end();
        let is_index = before.ends_with(|last: char| last.is_alphanumeric());
        let is_action = before.rsplit_once(['[', '{', '}']).is_some_and(|(head, _)| head.ends_with("actions"));
        let inside = body[at + 1..].split_once(']')?.0;
        (!is_index && !is_action).then_some(inside)
    })
}

/// The letter of a key symbol's name, if it is a Latin letter, a digit or a sign.
fn letter(name: &str) -> Option<char> {
    let mut letters = name.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        return Some(only);
    }
    let unicode = name.strip_prefix("0x100").or_else(|| name.strip_prefix('U'));
    if let Some(point) = unicode.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
        return char::from_u32(point);
    }
    let arabic_digit = |prefix: &str, zero: u32| {
        let digit: u32 = name.strip_prefix(prefix)?.parse().ok().filter(|digit| *digit < 10)?;
        char::from_u32(zero + digit)
    };
    SIGNS
        .iter()
        .find_map(|(sign, called)| (*called == name).then_some(*sign))
        .or_else(|| arabic_digit("Arabic_", 0x660))
        .or_else(|| arabic_digit("Farsi_", 0x6f0))
}

const SIGNS: [(char, &str); 32] = [
    ('!', "exclam"),
    ('"', "quotedbl"),
    ('#', "numbersign"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "ampersand"),
    ('\'', "apostrophe"),
    ('(', "parenleft"),
    (')', "parenright"),
    ('*', "asterisk"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "minus"),
    ('.', "period"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('[', "bracketleft"),
    ('\\', "backslash"),
    (']', "bracketright"),
    ('^', "asciicircum"),
    ('_', "underscore"),
    ('`', "grave"),
    ('{', "braceleft"),
    ('|', "bar"),
    ('}', "braceright"),
    ('~', "asciitilde"),
];

#[cfg(test)]
mod tests {
    use eframe::egui::Key;

    use super::*;

    #[test]
    fn a_map_is_read_as_compositors_write_it() {
        let map = r#"
            xkb_keycodes "evdev" { <AD01> = 24; };
            xkb_symbols "pc+fr+ara(azerty):2" {
                name[1]="French";
                key <AE01> { [ ampersand, 1, onesuperior ], [ ampersand, Arabic_1, 1 ] };
                key <AD01> {
                    type[1]= "FOUR_LEVEL_ALPHABETIC",
                    symbols[Group1]= [ a, A, ae, AE ],
                    symbols[Group2]= [ Arabic_dad, Arabic_fatha, NoSymbol, U2066 ]
                };
                key <AD11> { symbols[1]= [ dead_circumflex, 0x100005b ], actions[1]= [ NoAction(), NoAction() ] };
                key <FK01> { [ F1 ] };
            };"#;
        let layouts = layouts(map);
        assert_eq!(layouts.len(), 2);
        assert_eq!(layouts[0][&Key::Num1], [Some('&'), Some('1')]);
        assert_eq!(layouts[1][&Key::Num1], [Some('&'), Some('١')]);
        assert_eq!(layouts[0][&Key::Q], [Some('a'), Some('A')]);
        assert_eq!(layouts[1][&Key::Q], [None, None]);
        assert_eq!(layouts[0][&Key::OpenBracket], [None, Some('[')]);
        assert!(super::layouts("no map").is_empty());
    }
}
