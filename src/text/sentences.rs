//! Sentences inside a paragraph, for the triple click and for windows of context.

use super::span::Span;

/// The sentence that contains the byte, without surrounding spaces; empty on a blank line.
///
/// A sentence ends at . ؟ ? ! … ؛ (including the closing quotation marks and brackets after it) or at the end of the
/// line. A full stop between digits or Latin letters does not end it. Looks at one line only.
pub fn sentence_at(text: &str, byte: usize) -> Span {
    let byte = text.floor_char_boundary(byte);
    let line_start =
        text[..byte].rfind(is_line_end).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let line_end = text[byte..].find(is_line_end).map_or(text.len(), |at| byte + at);
    let line = text.get(line_start..line_end).unwrap_or("");
    let mut found = Span::from_range(byte..byte);
    for range in sentence_ranges(line) {
        found = trimmed(text, line_start + range.start..line_start + range.end);
        if byte < line_start + range.end {
            break;
        }
    }
    found
}

/// The sentences of a text in order, without surrounding spaces.
pub fn sentences(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split_inclusive(is_line_end)
        .flat_map(move |line| {
            let at = start;
            start += line.len();
            sentence_ranges(line).map(move |range| trimmed(text, at + range.start..at + range.end))
        })
        .filter(|span| !span.is_empty())
}

/// Whether a character ends a paragraph.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn sentence_ranges(line: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= line.len() {
            return None;
        }
        let end = sentence_end(line, start);
        let range = start..end;
        start = end;
        Some(range)
    })
}

/// The end of the sentence that begins at `start`, after closing marks.
fn sentence_end(line: &str, start: usize) -> usize {
    let mut from = start;
    let is_end = |(_, c): &(usize, char)| matches!(c, '.' | '؟' | '?' | '!' | '…' | '؛' | '۔');
    while let Some((at, mark)) = line[from..].char_indices().find(is_end) {
        let (before, behind) = (&line[start..from + at], &line[from + at + mark.len_utf8()..]);
        let previous = before.chars().next_back().unwrap_or(' ');
        let next = behind.chars().next().unwrap_or(' ');
        let is_inside = previous.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()
            || previous.is_numeric() && next.is_numeric();
        if mark != '.' || !is_inside {
            let rest = behind.trim_start_matches(['.', '؟', '?', '!', '…', '»', '”', '"', ')', ']']);
            return line.len() - rest.len();
        }
        from = line.len() - behind.len();
    }
    line.len()
}

fn trimmed(text: &str, range: std::ops::Range<usize>) -> Span {
    let part = text.get(range.clone()).unwrap_or("");
    let start = range.start + (part.len() - part.trim_start().len());
    Span::from_range(start..start + part.trim().len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sentences_end_at_arabic_and_latin_marks() {
        let table: [(&str, &[&str]); 6] = [
            ("سقطت المدينة. وصل الجيش؟ نعم!", &["سقطت المدينة.", "وصل الجيش؟", "نعم!"]),
            ("قال: «انتهى الأمر.» ثم غادر", &["قال: «انتهى الأمر.»", "ثم غادر"]),
            ("ارتفع 3.5% و٣.٥ في bbc.com اليوم. ثم", &["ارتفع 3.5% و٣.٥ في bbc.com اليوم.", "ثم"]),
            ("انتهى.ثم عاد… أخيرا", &["انتهى.", "ثم عاد…", "أخيرا"]),
            ("عنوان\r\nنص أول؛ نص ثان", &["عنوان", "نص أول؛", "نص ثان"]),
            (" \n ", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(sentences(text).map(|s| s.of(text)).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn the_sentence_at_a_byte() {
        let text = "أ ب. ج د؟\nه و";
        for (needle, expected) in [("أ", "أ ب."), ("ب", "أ ب."), ("د", "ج د؟"), ("و", "ه و")] {
            let at = text.find(needle).expect("there");
            assert_eq!(sentence_at(text, at).of(text), expected);
        }
        assert_eq!(sentence_at(text, text.len() + 9).of(text), "ه و");
        assert!(sentence_at("", 0).is_empty());
    }

    proptest! {
        #[test]
        fn every_letter_lies_in_its_sentence(text in "[اب.؟!« »\n]{0,30}", byte in 0_usize..60) {
            let span = sentence_at(&text, byte);
            prop_assert!(text.get(span.range()).is_some());
            for sentence in sentences(&text) {
                prop_assert_eq!(sentence_at(&text, sentence.start.index()), sentence);
            }
        }
    }
}
