//! Makes characters visible that would otherwise steer the terminal or reorder the line.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A text, such as a file name, in which control characters and those of the bidirectional algorithm are written as
/// `\u{202e}`: the name of a file from somebody else must not steer the terminal, begin a line of its own or show its
/// letters in another order.
pub(super) fn escape_controls(text: &str) -> Cow<'_, str> {
    escape(text, |escaped, c| escaped.extend(c.escape_default()))
}

/// The same in a JSON text, where such characters stand only in strings: other bytes, the same meaning.
pub(super) fn escape_json(json: &str) -> Cow<'_, str> {
    escape(json, |escaped, c| {
        // All of them are below U+FFFF, and writing to memory cannot fail.
        let _ = write!(escaped, "\\u{:04x}", u32::from(c));
    })
}

/// Whether a character steers a terminal or the order of a line.
pub(super) fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn escape(text: &str, write: impl Fn(&mut String, char)) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_control(c) { write(&mut escaped, c) } else { escaped.push(c) }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_letters_and_lose_what_steers() {
        for (name, escaped, json) in [
            ("مقال عن ليبيا.txt", "مقال عن ليبيا.txt", "مقال عن ليبيا.txt"),
            ("می\u{200c}روم.txt", "می\u{200c}روم.txt", "می\u{200c}روم.txt"),
            ("a\u{1b}[31m", "a\\u{1b}[31m", "a\\u001b[31m"),
            ("a\nb\u{9b}", "a\\nb\\u{9b}", "a\\u000ab\\u009b"),
            ("\u{202e}txt\u{2066}", "\\u{202e}txt\\u{2066}", "\\u202etxt\\u2066"),
        ] {
            assert_eq!((escape_controls(name), escape_json(name)), (escaped.into(), json.into()));
        }
    }
}
