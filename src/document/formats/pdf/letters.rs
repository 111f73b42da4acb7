//! What a glyph says: presentation forms and ligatures -> letters, before anything is put in order.

use icu_normalizer::ComposingNormalizerBorrowed;
use unicode_bidi::{BidiClass, bidi_class};

use super::order;

/// The characters of a glyph, in logical order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chars {
    One(char),
    /// None, or several: a ligature.
    Many(Box<str>),
}

impl Chars {
    pub(super) fn of(text: &str) -> Self {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Self::One(c),
            _ => Self::Many(text.into()),
        }
    }

    pub(super) fn first(&self) -> Option<char> {
        self.iter().next()
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = char> + '_ {
        let (one, many) = match self {
            Self::One(c) => (Some(*c), ""),
            Self::Many(text) => (None, &**text),
        };
        one.into_iter().chain(many.chars())
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Many(text) if text.is_empty())
    }

    /// Whether they are marks that stand over or under a letter.
    pub(super) fn is_mark(&self) -> bool {
        !self.is_empty() && self.iter().all(is_mark)
    }

    pub(super) fn is_space(&self) -> bool {
        !self.is_empty() && self.iter().all(|c| c == ' ')
    }

    /// Several words, or letters of both directions, as they stand from left to right; a ligature is one.
    pub(super) fn in_visual_order(self) -> Vec<Self> {
        let Self::Many(text) = &self else { return vec![self] };
        let is_one = text.chars().all(|c| is_rtl(c) || is_mark(c));
        if is_one {
            return vec![self];
        }
        let mut clusters: Vec<String> = Vec::new();
        for c in text.chars() {
            match clusters.last_mut() {
                Some(last) if is_mark(c) => last.push(c),
                _ => clusters.push(c.to_string()),
            }
        }
        let is_mostly_rtl = text.chars().filter(|c| is_rtl(*c)).count() * 2 > text.chars().count();
        let firsts: Vec<char> = clusters.iter().filter_map(|cluster| cluster.chars().next()).collect();
        let order = order::visual(&firsts, is_mostly_rtl);
        let seen = order::seen(&firsts, is_mostly_rtl);
        let write = |i: usize| match (Self::of(clusters.get(i)?), seen.get(i)) {
            (Self::One(_), Some(c)) => Some(Self::One(*c)),
            (cluster, _) => Some(cluster),
        };
        order.into_iter().filter_map(write).collect()
    }

    pub(super) fn has_mark(&self) -> bool {
        self.iter().any(is_mark)
    }

    /// Whether it may be told so by mistake: one sign, or a letter of Arabic. Seen is flat where it has no teeth.
    pub(super) fn is_sign(&self) -> bool {
        matches!(self, Self::One(c) if !matches!(c, 'س' | 'ش') && (bidi_class(*c) == BidiClass::AL || !c.is_alphanumeric() && !is_mark(*c) && !matches!(c, ' ' | '_' | '\u{2012}'..='\u{2015}' | '\u{2212}')))
            && *self != Self::One('\u{640}')
    }

    /// A ligature whose letters the file tells in the order in which they stand from left to right.
    pub(super) fn reversed(&self) -> Self {
        Self::of(&self.iter().rev().collect::<String>())
    }
}

/// What a glyph says of which the file does not tell it.
pub(super) const UNKNOWN: Chars = Chars::One('\u{fffd}');

/// A stroke that lengthens a word, put there by the program that laid it out.
pub(super) const FILLER: char = '\u{f640}';

/// Whether a character goes with the letter before it: a mark over or under it, or a joiner behind it.
pub(super) fn is_mark(c: char) -> bool {
    is_joiner(c) || bidi_class(c) == BidiClass::NSM
}

/// Whether a character is a letter that runs to the left.
pub(super) fn is_rtl(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Whether a character says how letters join, and is not seen.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Whether a character is a vowel sign or the like of Arabic; the shadda comes before them.
pub(super) fn is_shadda(c: char) -> bool {
    c == '\u{651}'
}

/// The letters of a glyph, and whether its form is the last of a joined group though its letter joins the next one.
pub(super) fn fold(text: &str) -> (Chars, bool) {
    if let [byte] = text.as_bytes()
        && (b' '..0x7f).contains(byte)
    {
        return (Chars::One(char::from(*byte)), false);
    }
    let mut folded = String::with_capacity(text.len());
    let mut ends_group = false;
    for c in text.chars() {
        ends_group = false;
        match c {
            // Honorifics and signs that are typed as one, and brackets.
            '\u{fd3e}' | '\u{fd3f}' | '\u{fd40}'..='\u{fd4f}' | '\u{fdcf}' | '\u{fdfa}'..='\u{fdff}' => folded.push(c),
            '\u{fe70}'..='\u{fe7f}' | '\u{fc5e}'..='\u{fc63}' | '\u{fcf2}'..='\u{fcf4}' => {
                // Marks that stand on a space or a tatweel of their own.
                folded.extend(normal(c).chars().filter(|c| is_mark(*c)));
            }
            '\u{fb00}'..='\u{fb06}' | '\u{fb13}'..='\u{fb17}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe80}'..='\u{fefc}' => {
                ends_group = is_end_of_group(c);
                folded.push_str(&normal(c));
            }
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\t' | '\n' | '\r' => {
                folded.push(' ');
            }
            // The bullets of the fonts for symbols.
            '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => folded.push('•'),
            '\u{f0a7}' | '\u{f06e}' => folded.push('▪'),
            '\u{f0d8}' => folded.push('➢'),
            '\u{f0fc}' => folded.push('✓'),
            '\u{f020}' => folded.push(' '),
            // The order is found anew: signs that ask for one have no place in it.
            '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => folded.push('\u{fffd}'),
            c => folded.push(c),
        }
    }
    (Chars::of(&folded), ends_group)
}

fn normal(c: char) -> String {
    ComposingNormalizerBorrowed::new_nfkc().normalize(c.encode_utf8(&mut [0; 4])).into_owned()
}

/// Whether a presentation form stands alone or ends a group, though its letter has forms that join the next.
fn is_end_of_group(c: char) -> bool {
    // The forms of a letter stand side by side: alone, at the end, and if it joins the next, at the start, in the middle.
    let base = normal(c);
    let is_same = |by: i32| char::from_u32((c as i32 + by) as u32).is_some_and(|other| normal(other) == base);
    let joins_next = |from: i32| (0..4).all(|i| is_same(from + i));
    // In many fonts one glyph is all forms of some letters.
    !matches!(&*base, "ط" | "ظ") && base.chars().count() == 1 && (joins_next(0) || joins_next(-1) && !joins_next(-2))
}

/// Whether letters may be those of a ligature: each but the last joins the next.
pub(super) fn can_be_joined(chars: &Chars) -> bool {
    let letters: Vec<char> = chars.iter().filter(|c| !is_mark(*c)).collect();
    letters.split_last().is_some_and(|(_, rest)| rest.iter().all(|c| joins_next(*c)))
}

/// Whether a letter of Arabic joins the next one.
pub(super) fn joins_next(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{6d5}' | '\u{6fa}'..='\u{6ff}' | '\u{750}'..='\u{77f}')
        && !matches!(
            c,
            '\u{621}'..='\u{625}' | '\u{627}' | '\u{629}' | '\u{62f}'..='\u{632}' | '\u{648}' | '\u{671}'..='\u{673}'
                | '\u{675}'..='\u{677}' | '\u{688}'..='\u{699}' | '\u{6c0}' | '\u{6c3}'..='\u{6cb}' | '\u{6cd}' | '\u{6cf}'
                | '\u{6d2}'..='\u{6d5}' | '\u{660}'..='\u{66d}'
        )
}

/// Whether one stroke that lengthens a word stands between two letters. Who writes one writes several, or at an end; fonts
/// draw one between letters that would touch.
pub(super) fn has_lone_tatweel(text: &str) -> bool {
    let is_tatweel = |c: char| c == '\u{640}';
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !is_tatweel(c));
    text.match_indices(is_tatweel).any(|(at, tatweel)| {
        let before = text[..at].chars().rev().find(|c| !is_mark(*c));
        is_letter(before) && is_letter(text[at + tatweel.len()..].chars().next())
    })
}

/// Whether a letter stands at the end of words only.
pub(super) fn ends_word(c: char) -> bool {
    matches!(c, 'ة' | 'ך' | 'ם' | 'ן' | 'ף' | 'ץ')
}

/// Whether a letter of Arabic joins the one before it.
pub(super) fn joins_previous(c: char) -> bool {
    c != '\u{621}' && (joins_next(c) || bidi_class(c) == BidiClass::AL && c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_become_letters_and_marks_lose_what_carries_them() {
        for (glyph, letters) in [
            ("\u{fefb}", "لا"),
            ("\u{fdf2}", "الله"),
            ("\u{fdfa}", "\u{fdfa}"),
            ("\u{fc60}", "\u{64e}\u{651}"),
            ("\u{fe77}", "\u{64e}"),
            ("\u{fb01}", "fi"),
            ("\u{a0}", " "),
            ("\u{200f}", ""),
            ("\0", "\u{fffd}"),
            ("\u{fd3e}", "\u{fd3e}"),
        ] {
            assert_eq!(fold(glyph).0.iter().collect::<String>(), letters, "{glyph:?}");
        }
    }

    #[test]
    fn a_final_form_of_a_letter_that_joins_ends_its_group() {
        for (form, ends) in
            [('ﻲ', true), ('ﯽ', true), ('ﻳ', false), ('ﻴ', false), ('ﺎ', false), ('ﺩ', false), ('ﻪ', true)]
        {
            assert_eq!(fold(&form.to_string()).1, ends, "{form}");
        }
    }

    #[test]
    fn one_stroke_between_two_letters_is_in_doubt() {
        for (text, is) in [("لـكن", true), ("لّـكن", true), ("مـــرّة", false), ("هـ 1436", false), ("الـ«قوات»", false)]
        {
            assert_eq!(has_lone_tatweel(text), is, "{text}");
        }
    }
}
