//! Characters of fonts that have pictures where others have letters.

/// The longest name of such a font, in bytes; it is looked at for every character.
const NAME_BYTES: usize = 16;

/// The character of a font of symbols: `code` is its byte, or U+F000 and its byte. A picture that Unicode has no
/// character for, or a font that is not known, leaves the code as it is.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let byte = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let font = if font.len() > NAME_BYTES { String::new() } else { font.trim().to_lowercase() };
    let table: &[(u32, char)] = match font.as_str() {
        "symbol" => SYMBOL,
        "wingdings" => WINGDINGS,
        "wingdings 2" => WINGDINGS_2,
        _ => &[],
    };
    let known = table.iter().find(|(known, _)| *known == byte).map(|(_, letter)| *letter);
    // Greek letters lie in Symbol where Latin ones do.
    let greek = || {
        let at = byte.checked_sub(0x41)? as usize;
        (font == "symbol").then(|| GREEK.chars().nth(at)).flatten().filter(|letter| *letter != ' ')
    };
    let same = || (font == "symbol" && (0x20..0x40).contains(&byte)).then(|| char::from_u32(byte)).flatten();
    known.or_else(greek).or_else(same).or_else(|| char::from_u32(code))
}

/// A letter of a text in a font: one that stands for a picture of the font, or the letter itself.
pub(super) fn letter_in(font: Option<&str>, letter: char) -> char {
    let is_picture = ('\u{f000}'..='\u{f0ff}').contains(&letter);
    font.filter(|_| is_picture).and_then(|font| symbol(font, letter.into())).unwrap_or(letter)
}

const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ      αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

const SYMBOL: &[(u32, char)] = &[
    (0x22, '∀'),
    (0x24, '∃'),
    (0x2d, '−'),
    (0xa2, '′'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xab, '↔'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb2, '″'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xba, '≡'),
    (0xbb, '≈'),
    (0xbc, '…'),
    (0xd6, '√'),
    (0xd7, '⋅'),
    (0xdb, '⇔'),
    (0xdc, '⇐'),
    (0xde, '⇒'),
    (0xe5, '∑'),
    (0xf2, '∫'),
];

const WINGDINGS: &[(u32, char)] = &[
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x4a, '☺'),
    (0x4c, '☹'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9f, '•'),
    (0xa7, '▪'),
    (0xa8, '◻'),
    (0xab, '★'),
    (0xb2, '✧'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe8, '➔'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

const WINGDINGS_2: &[(u32, char)] = &[(0x50, '✓'), (0x52, '☑'), (0x53, '☒'), (0xa3, '☐')];
