//! Base direction of a paragraph, by its content.

use unicode_bidi::{BidiClass, bidi_class};

/// The base direction of a paragraph or of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// an article that begins with "BBC:" is still Arabic. What is isolated does not count (as in
    /// rule P2 of UAX #9): a name inside a message does not turn the message round.
    pub fn of(text: &str) -> Option<Self> {
        let (mut left, mut right, mut isolates) = (0_usize, 0_usize, 0_usize);
        for c in text.chars() {
            match bidi_class(c) {
                BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => isolates += 1,
                BidiClass::PDI => isolates = isolates.saturating_sub(1),
                BidiClass::B => isolates = 0,
                BidiClass::L if isolates == 0 => left += 1,
                BidiClass::R | BidiClass::AL if isolates == 0 => right += 1,
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
            (Some(Direction::Ltr), "Note on \u{2068}قوات سوريا الديمقراطية\u{2069}"),
            (None, "2015 - 12%"),
            (None, ""),
        ];
        for (expected, text) in table {
            assert_eq!(Direction::of(text), expected, "{text}");
        }
    }
}
