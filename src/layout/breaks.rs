//! Line breaking where browsers differ from UAX #14.
//!
//! The rules are Chromium's, found by laying out every pair of characters in a narrow column. Between two ASCII
//! characters they are stricter than UAX #14 (an address does not break at each slash), except for a hyphen before
//! digits. A line may end at every space, whatever follows (`،` as well), and a dash that begins a word stays with it.

/// Whether a line may break before a byte; `None` where UAX #14 decides.
pub(super) fn at(text: &str, at: usize) -> Option<bool> {
    let bytes = text.as_bytes();
    let (before, after) = (*bytes.get(at.checked_sub(1)?)?, *bytes.get(at)?);
    if matches!(before, b' ' | b'\t') {
        return (after != b' ' && after != b'\t').then_some(true);
    }
    if before.is_ascii_graphic() && after.is_ascii_graphic() {
        let earlier = at.checked_sub(2).and_then(|earlier| bytes.get(earlier)).copied();
        return Some(between(earlier, before, after));
    }
    (may_end_dash(before) && begins_with_dash(text, at)).then_some(false)
}

/// Whether a byte can be the last one of a dash that [`begins_with_dash`] looks for: most cannot, and nothing needs
/// decoding.
fn may_end_dash(last: u8) -> bool {
    matches!(last, b'-' | 0x90 | 0x92 | 0x93)
}

/// Whether the byte is a letter after a dash that begins a word (rule LB20a of Unicode 17).
fn begins_with_dash(text: &str, at: usize) -> bool {
    let Some((head, tail)) = text.split_at_checked(at) else { return false };
    let mut before = head.chars().rev();
    let is_dash = before.next().is_some_and(|c| matches!(c, '-' | '\u{2010}' | '\u{2012}' | '\u{2013}'));
    let is_first = before.next().is_none_or(|c| matches!(c, ' ' | '\u{A0}' | '\u{200B}'));
    is_dash && is_first && tail.chars().next().is_some_and(char::is_alphabetic)
}

/// Whether a line may break between `before` and `after`, both printable ASCII; `earlier` is the character before
/// `before`.
fn between(earlier: Option<u8>, before: u8, after: u8) -> bool {
    let opens = matches!(after, b'(' | b'<' | b'[' | b'{');
    match before {
        // A minus sign stays with its number; a line may break after the hyphen in MiG-29.
        b'-' if after.is_ascii_digit() => earlier.is_some_and(|c| c.is_ascii_alphanumeric()),
        b'-' => !matches!(after, b'!' | b'$' | b')' | b',' | b'.' | b'/' | b':' | b';' | b'?' | b']' | b'}'),
        b'?' => !matches!(after, b'!' | b'"' | b'\'' | b')' | b',' | b'.' | b'/' | b':' | b';' | b'?' | b']' | b'}'),
        b'!' | b'"' | b'#' | b'%' | b'&' | b')' | b'*' | b'+' | b',' | b'.' | b':' | b';' | b'=' | b'>' | b'\\'
        | b']' | b'|' | b'}' | b'~' => opens,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_spaces_and_not_behind_a_words_first_dash() {
        for (before, after, expected) in [
            ("وآلموساد ", "،لذالك", Some(true)),
            ("قال ", "»", Some(true)),
            ("( ", "سرت", Some(true)),
            ("سرت ", " ", None),
            ("سرت\t", "،", Some(true)),
            ("سرت", "،", None),
            ("قال –", "سرت", Some(false)),
            ("-", "سرت", Some(false)),
            ("–", "Sirte", Some(false)),
            ("سرت–", "طرابلس", None),
            ("سرت\t–", "طرابلس", None),
        ] {
            assert_eq!(at(&format!("{before}{after}"), before.len()), expected, "{before}|{after}");
        }
    }

    #[test]
    fn addresses_break_at_few_places() {
        let table = [
            ("https://example.org/a/b-c?d=1&e=2", vec!["https://example.org/a/b-", "c?", "d=1&e=2"]),
            ("MiG-29", vec!["MiG-", "29"]),
            ("(-29)", vec!["(-29)"]),
            ("1,200.50", vec!["1,200.50"]),
            ("f(x)[1]", vec!["f(x)", "[1]"]),
            ("2019/4/4", vec!["2019/4/4"]),
        ];
        for (text, expected) in table {
            let bytes = text.as_bytes();
            let mut parts = vec![];
            let mut start = 0;
            for i in 1..bytes.len() {
                let earlier = i.checked_sub(2).map(|e| bytes[e]);
                if between(earlier, bytes[i - 1], bytes[i]) {
                    parts.push(&text[start..i]);
                    start = i;
                }
            }
            parts.push(&text[start..]);
            assert_eq!(parts, expected);
        }
    }
}
