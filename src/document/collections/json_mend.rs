//! JSON as programs write it that do not keep to its rules.

use std::fmt::{self, Write as _};

use serde_json::Value;

/// A value; mended if it is not JSON, as the program writes some of them.
pub(super) fn parse(raw: &[u8]) -> Option<Value> {
    serde_json::from_slice(raw).ok().or_else(|| serde_json::from_str(&mended(raw)).ok())
}

/// The program writes a control character as `\xHH`, which JSON lacks. A text that was cut inside an emoji by another
/// program has half of a surrogate pair.
fn mended(raw: &[u8]) -> String {
    let raw = String::from_utf8_lossy(raw);
    let mut text = String::with_capacity(raw.len() + 16);
    let mut rest = raw.as_ref();
    let mut is_inside = false;
    while let Some(at) = rest.find(|c: char| matches!(c, '"' | '\\') || (c < ' ' && is_inside)) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = match rest.as_bytes() {
            [b'"', ..] => {
                is_inside = !is_inside;
                1
            }
            [b'\\', b'x', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                text.push_str("\\u00");
                text.push_str(&rest[2..4]);
                rest = &rest[4..];
                continue;
            }
            [b'\\', b'u', ..] => {
                let unit = |at: usize| rest.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                let has_low = || rest.get(6..8) == Some("\\u") && matches!(unit(8), Some(0xdc00..=0xdfff));
                match unit(2) {
                    Some(0xd800..=0xdbff) if has_low() => 12,
                    Some(0xd800..=0xdfff) => {
                        text.push_str("\\ufffd");
                        rest = &rest[6..];
                        continue;
                    }
                    _ => 2,
                }
            }
            // A backslash may stand before a character of several bytes.
            [b'\\', next, ..] if next.is_ascii() => 2,
            [b'\\', ..] => 1,
            [control, ..] => {
                let _fits: fmt::Result = write!(text, "\\u{:04x}", *control);
                rest = &rest[1..];
                continue;
            }
            [] => break,
        };
        text.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_json_is_mended() {
        for (raw, wanted) in [
            (r#"{"a": "x\x1by"}"#, "x\u{1b}y"),
            (r#"{"a": "x\\x1b"}"#, "x\\x1b"),
            (r#"{"a": "\ud83dx"}"#, "\u{fffd}x"),
            (r#"{"a": "\x01\ud83d\ude00"}"#, "\u{1}😀"),
            ("{\"a\": \"x\ny\"}", "x\ny"),
        ] {
            assert_eq!(parse(raw.as_bytes()).unwrap()["a"], wanted, "{raw}");
        }
    }
}
