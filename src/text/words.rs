//! Words: maximal runs of letters, digits and marks, with tatweel and joiners inside.

use std::ops::Range;

use super::fold::letters;
use super::span::Span;

/// The words of a text, from left to right in logical order.
pub fn words(text: &str) -> Words<'_> {
    words_from(text, 0)
}

/// The words from a byte on, which must not lie inside a word; spans count from the start of the text.
pub(crate) fn words_from(text: &str, at: usize) -> Words<'_> {
    Words { text, at }
}

/// The word that contains the byte, or that ends there if no word begins there; `None` between words.
pub(crate) fn word_at(text: &str, byte: usize) -> Option<Span> {
    let byte = text.floor_char_boundary(byte);
    let role = |at: usize| role_at(text, at).map_or(Role::Outside, |(role, _)| role);
    let before = text[..byte].char_indices().rev().take_while(|&(at, _)| role(at) != Role::Outside);
    // A control belongs to a word only between two letters, so the search begins at a letter.
    let start = before.filter(|&(at, _)| role(at) == Role::Inside).last().map_or(byte, |(i, _)| i);
    let first = words(&text[start..]).next()?;
    let span = Span::from_range(start + first.start.index()..start + first.end.index());
    (span.start.index() <= byte && byte <= span.end.index()).then_some(span)
}

/// The words that a span touches, as indices into the words of a text in order.
pub fn touched(words: &[Span], span: Span) -> Range<usize> {
    let first = words.partition_point(|word| word.end <= span.start);
    first..words.partition_point(|word| word.start < span.end).max(first)
}

/// Whether nothing is seen of a line: it holds white space and invisible characters only.
pub fn is_blank(line: &str) -> bool {
    // A visible character as the first byte decides nearly every line.
    match line.as_bytes() {
        [] => true,
        [first, ..] if first.is_ascii_graphic() => false,
        _ => line.chars().all(|c| c.is_whitespace() || letters::is_invisible_control(c) || letters::is_joiner(c)),
    }
}

/// Iterator over the words of a text; see [`words`].
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Span;

    #[inline]
    fn next(&mut self) -> Option<Span> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        let (start, mut end) = loop {
            let behind = skip_usual_letters(bytes, at);
            if behind > at {
                break (at, behind);
            }
            let (role, len) = role_at(self.text, at)?;
            if role == Role::Inside {
                break (at, at + len);
            }
            at += len;
            // Remembered, so that the end of the text is not searched for again.
            self.at = at;
        };
        at = end;
        while let Some((role, len)) = role_at(self.text, at) {
            at += len;
            match role {
                Role::Inside => end = at,
                Role::Between => {}
                Role::Outside => break,
            }
            let behind = skip_usual_letters(bytes, at);
            if behind > at {
                (at, end) = (behind, behind);
            }
        }
        self.at = at;
        Some(Span::from_range(start..end))
    }
}

/// The end of the run of usual letters that begins at a byte: letters, marks and digits U+0620 to U+0669 and U+066E to
/// U+06D3, nearly all of an Arabic text.
#[inline]
fn skip_usual_letters(bytes: &[u8], mut at: usize) -> usize {
    while let Some(sixteen) = bytes.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
        let sixteen = u128::from_le_bytes(*sixteen);
        // The second four are always examined: a branch on the length of a word would be mispredicted.
        let (first, second) = (usual_letters(sixteen as u64), usual_letters((sixteen >> 64) as u64));
        let letters = first + second * (first / 4);
        at += letters * 2;
        if letters < 8 {
            return at;
        }
    }
    let mut rest = bytes.get(at..).unwrap_or(&[]);
    while let [first, second, behind @ ..] = rest
        && usual_letters(u64::from(u16::from_le_bytes([*first, *second]))) > 0
    {
        rest = behind;
    }
    bytes.len() - rest.len()
}

/// How many usual letters are at the beginning of eight bytes: four two-byte characters are examined together, one in
/// each lane.
#[inline]
fn usual_letters(eight: u64) -> usize {
    const fn lanes(value: u64) -> u64 {
        value * 0x0001_0001_0001_0001
    }
    // The first byte of such a character is D8 to DB; what remains of both bytes is the code point minus U+0600.
    let other = (eight & lanes(0xFC)) ^ lanes(0xD8);
    let code = (eight & lanes(0x03)) << 6 | (eight >> 8 & lanes(0x3F));
    // Sets the highest bit of a lane if its number is at least `least`.
    let from = |least: u64| code + lanes(0x8000 - least);
    let usual = from(0x20) & !(from(0x6A) & !from(0x6E)) & !from(0xD4);
    let unusual = (!usual | (other + lanes(0x7FFF))) & lanes(0x8000);
    unusual.trailing_zeros() as usize / 16
}

/// The role of the character at a byte, and its length in bytes.
fn role_at(text: &str, at: usize) -> Option<(Role, usize)> {
    let first = *text.as_bytes().get(at)?;
    if first.is_ascii() {
        let role = match first {
            _ if first.is_ascii_alphanumeric() => Role::Inside,
            b'"' | b'\'' if is_between_hebrew(text, at, 1) => Role::Between,
            _ => Role::Outside,
        };
        return Some((role, 1));
    }
    let c = text.get(at..)?.chars().next()?;
    let role = match c {
        '\u{5F3}' | '\u{5F4}' | '’' | '”' if is_between_hebrew(text, at, c.len_utf8()) => Role::Between,
        _ => role(c),
    };
    Some((role, c.len_utf8()))
}

/// Whether geresh or gershayim, or a quotation mark typed instead, joins two Hebrew letters (rules WB6, WB7b and WB7c
/// of UAX #29).
fn is_between_hebrew(text: &str, at: usize, len: usize) -> bool {
    let is_hebrew = |c: Option<char>| c.is_some_and(|c| letters::is_hebrew_letter(c) || letters::is_hebrew_mark(c));
    is_hebrew(text[..at].chars().next_back()) && is_hebrew(text[at + len..].chars().next())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Letter, digit, mark, tatweel, joiner.
    Inside,
    /// A control that does not separate words: part of a word only between two of its letters.
    Between,
    Outside,
}

fn role(c: char) -> Role {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Role::Inside } else { Role::Outside };
    }
    if matches!(c, '\u{620}'..='\u{669}' | '\u{66E}'..='\u{6D3}') {
        return Role::Inside;
    }
    // The usual punctuation, checked before the Unicode tables.
    if matches!(c, '،' | '؛' | '؟' | '«' | '»' | '\u{2010}'..='\u{2027}') {
        return Role::Outside;
    }
    if c.is_alphanumeric() || letters::is_arabic_mark(c) || letters::is_joiner(c) || is_general_mark(c) {
        Role::Inside
    } else if letters::is_invisible_control(c) {
        Role::Between
    } else {
        Role::Outside
    }
}

/// Combining marks outside the Arabic block, and variation selectors.
fn is_general_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20F0}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(text: &str) -> Vec<&str> {
        words(text).map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_are_runs_of_letters_digits_and_marks() {
        let table: [(&str, &[&str]); 11] = [
            ("سقطت الرَّقّة، أمس.", &["سقطت", "الرَّقّة", "أمس"]),
            ("قال:«داعش»،ثم", &["قال", "داعش", "ثم"]),
            ("#سوريا_الآن 2015م 12%", &["سوريا", "الآن", "2015م", "12"]),
            ("بـ«القاعدة» بغـــداد", &["بـ", "القاعدة", "بغـــداد"]),
            ("بغ\u{200C}داد \u{200F}سرت\u{200F}\u{200F} x", &["بغ\u{200C}داد", "سرت", "x"]),
            ("سو\u{200E}ريا", &["سو\u{200E}ريا"]),
            ("نعم؟لا!", &["نعم", "لا"]),
            ("«»… \n", &[]),
            ("צה״ל, צה\"ל וצה”ל", &["צה״ל", "צה\"ל", "וצה”ל"]),
            ("ג׳ורג' אמר \"שָׁלוֹם\"", &["ג׳ורג", "אמר", "שָׁלוֹם"]),
            ("בית־ספר a\"b", &["בית", "ספר", "a", "b"]),
        ];
        for (text, expected) in table {
            assert_eq!(list(text), expected, "{text}");
        }
    }

    #[test]
    fn rtl_case_23_a_word_has_no_question_mark() {
        let text = "أين ليبيا؟ هنا";
        let at = text.find("ليبيا").expect("there");
        assert_eq!(word_at(text, at + 4).expect("a word").of(text), "ليبيا");
        assert_eq!(word_at(text, at + "ليبيا".len()).expect("a word").of(text), "ليبيا");
        assert_eq!(word_at(text, at + "ليبيا؟".len()), None);
    }

    #[test]
    fn usual_letters_are_counted_at_once() {
        let usual = |c: char| matches!(c, '\u{620}'..='\u{669}' | '\u{66E}'..='\u{6D3}');
        for c in '\u{80}'..'\u{800}' {
            for before in 0..4 {
                let mut eight = "س".repeat(before);
                eight.push(c);
                eight.push_str(&"س".repeat(3 - before));
                let letters = usual_letters(u64::from_le_bytes(*eight.as_bytes().first_chunk().expect("eight")));
                assert_eq!(letters, if usual(c) { 4 } else { before }, "{c:?}");
            }
        }
        for (text, letters) in [("سرت", 3), ("سرت سرت", 3), ("مصراتة وسرت", 6), ("a", 0), ("", 0), ("س", 1)]
        {
            assert_eq!(skip_usual_letters(text.as_bytes(), 0), letters * 2, "{text}");
        }
    }

    proptest! {
        #[test]
        fn word_at_agrees_with_the_list(text in "[ابتـَ،. \u{200C}\u{200F}a1אבֿ\"'״]{0,30}") {
            for word in words(&text) {
                for (i, _) in word.of(&text).char_indices() {
                    prop_assert_eq!(word_at(&text, word.start.index() + i), Some(word));
                }
            }
        }

        #[test]
        fn words_are_in_order_on_any_text(text in any::<String>()) {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(Span::new(&text, word.start, word.end).is_ok() && word.start.index() >= end);
                end = word.end.index();
            }
        }
    }
}
