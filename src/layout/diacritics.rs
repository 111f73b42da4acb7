//! Hides vowel marks: shapes the text without them, and maps offsets back to the whole text.

use super::order;
use crate::text::fold::letters::{FoldOptions, fold_char, is_arabic_mark, is_combining_hamza, is_hebrew_mark};

/// The hamza below that Kashmiri uses as part of its letters.
const WAVY_HAMZA: char = '\u{65F}';

/// Harakat, tanwin, shadda, superscript alef and Quranic signs; Hebrew points and accents. Signs that distinguish
/// letters even in unvocalised text stay: combining hamza and madda, tatweel, geresh, maqaf.
fn is_diacritic(c: char) -> bool {
    is_arabic_mark(c) && !is_combining_hamza(c) && c != WAVY_HAMZA || is_hebrew_mark(c)
}

const WITHOUT_POINTS: FoldOptions = FoldOptions { presentation: true, marks: true, ..FoldOptions::NONE };

/// A Hebrew letter encoded as one character with its point: שׁ.
fn is_pointed_letter(c: char) -> bool {
    matches!(c, '\u{FB1D}' | '\u{FB1F}' | '\u{FB2A}'..='\u{FB4E}')
}

/// The text without its vowel marks, and for each of its bytes the byte in the original. `None` when there is nothing
/// to hide, or when nothing would be left.
pub(super) fn hide(text: &str) -> Option<(String, Vec<u32>)> {
    if !text.contains(|c| is_diacritic(c) || is_pointed_letter(c)) {
        return None;
    }
    let mut bare = String::with_capacity(text.len());
    let mut starts = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices().filter(|&(_, c)| !is_diacritic(c)) {
        let len = bare.len();
        match c {
            // Two letters in place of one character would become two clusters.
            '\u{FB1F}' => bare.push('\u{5F2}'),
            _ if is_pointed_letter(c) => fold_char(c, &WITHOUT_POINTS, &mut |c| bare.push(c)),
            _ => bare.push(c),
        }
        starts.extend((0..bare.len() - len).map(|byte| (at + byte) as u32));
    }
    (!bare.is_empty()).then_some((bare, starts))
}

/// Length of a line's text without the spaces at its end, in bytes, when marks on spaces are hidden.
pub(super) fn trimmed_len(text: &str) -> usize {
    let mut end = order::trimmed_len(text);
    loop {
        let unmarked = text[..end].trim_end_matches(is_diacritic);
        let trimmed = order::trimmed_len(unmarked);
        if trimmed == unmarked.len() {
            return end;
        }
        end = trimmed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_vocalises_is_hidden() {
        for (text, bare) in [
            ("الرَّقَّةُ", Some("الرقة")),
            ("مُؤْتَمَرٌ", Some("مؤتمر")),
            ("هٰذَا", Some("هذا")),
            ("قُرۡءَانٖ", Some("قرءان")),
            // A decomposed hamza or madda is part of its letter; tatweel is a letter of its own.
            ("ا\u{654}خبار ا\u{653}ل", None),
            ("ســرت", None),
            ("الرقة 2015", None),
            ("שָׁלוֹם", Some("שלום")),
            ("בְּרֵאשִׁ֖ית בָּרָ֣א", Some("בראשית ברא")),
            ("בֵּית־סֵפֶר צַהַ״ל", Some("בית־ספר צה״ל")),
            ("\u{FB2C}\u{FB2B}\u{FB4A} \u{FB1F}\u{FB4F}", Some("ששת \u{5F2}\u{FB4F}")),
            ("בית־ספר צה״ל ג׳", None),
            ("زکوٰۃ", Some("زکوۃ")),
            ("خانهٔ مَن", Some("خانهٔ من")),
            ("حضرت عمرؓ", Some("حضرت عمر")),
            ("", None),
            // A mark without a letter stays: a paragraph must not vanish.
            ("\u{64B}", None),
        ] {
            assert_eq!(hide(text).map(|(bare, _)| bare).as_deref(), bare, "{text}");
        }
    }

    #[test]
    fn every_byte_knows_where_it_stood() {
        let text = "(الرَّقَّةُ) Ŕ";
        let (bare, starts) = hide(text).unwrap();
        assert_eq!(starts.len(), bare.len());
        for (byte, &start) in bare.bytes().zip(&starts) {
            assert_eq!(text.as_bytes()[start as usize], byte);
        }
    }
}
