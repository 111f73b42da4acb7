//! Where lines may break between two ASCII characters.
//!
//! Rules are Chromium's, seen by setting every pair in a column without width: stricter than UAX #14
//! (an address is not broken at each slash) but for a hyphen before digits. Everything else breaks
//! as UAX #14 says.

/// Whether a line may break between `before` and `after`, both printable; `earlier` stands before
/// `before`.
pub(super) fn between(earlier: Option<u8>, before: u8, after: u8) -> bool {
    let opens = matches!(after, b'(' | b'<' | b'[' | b'{');
    match before {
        // A minus sign stays with its number; the hyphen in MiG-29 does not.
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
