//! Digits and signs of numbers as Arabic writes them.

/// The Arabic form of a digit, of the decimal point, or of the mark that sets thousands apart; any other character as it is.
pub fn arabic(c: char) -> char {
    match c {
        '0'..='9' => char::from_u32('٠' as u32 + (c as u32 - '0' as u32)).unwrap_or(c),
        '.' => '٫',
        ',' => '٬',
        _ => c,
    }
}
