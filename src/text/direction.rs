//! Base direction of a paragraph, by its content.

use unicode_bidi::{BidiClass, bidi_class};

/// The base direction of a paragraph or of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// Strong letters looked at before deciding, so that a paragraph of 10 MB costs no more than a page.
const SAMPLE_LETTERS: usize = 2_000;

impl Direction {
    /// The direction of most strong letters, `None` without any. Not only the first letter:
    /// an article that begins with "BBC:" is still Arabic.
    pub fn of(text: &str) -> Option<Self> {
        let (mut left, mut right) = (0_usize, 0_usize);
        for c in text.chars() {
            match bidi_class(c) {
                BidiClass::L => left += 1,
                BidiClass::R | BidiClass::AL => right += 1,
                _ => continue,
            }
            if left + right >= SAMPLE_LETTERS {
                break;
            }
        }
        match (left, right) {
            (0, 0) => None,
            _ if right >= left => Some(Self::Rtl),
            _ => Some(Self::Ltr),
        }
    }

    /// Whether text runs from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::Rtl
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rtl_case_50_most_letters_decide_not_the_first() {
        let table = [
            (Some(Direction::Rtl), "BBC: أعلنت الحكومة العراقية"),
            (Some(Direction::Rtl), "مرحبا"),
            (Some(Direction::Ltr), "The word سرت is a name"),
            (Some(Direction::Rtl), "הכלב הגדול"),
            (None, "2015 - 12%"),
            (None, ""),
        ];
        for (expected, text) in table {
            assert_eq!(Direction::of(text), expected, "{text}");
        }
    }
}
