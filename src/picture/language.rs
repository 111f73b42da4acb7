//! The words and numbers of pictures, in English and Arabic. They are few, and the command line writes pictures
//! without the window's messages.

use crate::text::Direction;
use crate::text::digits::arabic;

/// The language of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English; pictures run from the left.
    #[default]
    English,
    /// Arabic; pictures are mirrored, but for maps.
    Arabic,
}

const MONTHS: [(&str, &str); 12] = [
    ("Jan", "يناير"),
    ("Feb", "فبراير"),
    ("Mar", "مارس"),
    ("Apr", "أبريل"),
    ("May", "مايو"),
    ("Jun", "يونيو"),
    ("Jul", "يوليو"),
    ("Aug", "أغسطس"),
    ("Sep", "سبتمبر"),
    ("Oct", "أكتوبر"),
    ("Nov", "نوفمبر"),
    ("Dec", "ديسمبر"),
];

impl Language {
    /// Whether pictures run from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::Arabic
    }

    /// The direction of a text without letters.
    pub fn direction(self) -> Direction {
        if self.is_rtl() { Direction::Rtl } else { Direction::Ltr }
    }

    /// One of two wordings.
    pub fn say<'t>(self, english: &'t str, arabic: &'t str) -> &'t str {
        match self {
            Self::English => english,
            Self::Arabic => arabic,
        }
    }

    /// A number's text in the language's digits and signs.
    pub fn digits(self, text: &str) -> String {
        if self == Self::English {
            return text.to_owned();
        }
        let digit = |c: char| match c {
            '%' => '٪',
            c => arabic(c),
        };
        text.chars().map(digit).collect()
    }

    /// A count, its thousands set apart.
    pub fn count(self, count: u64) -> String {
        let plain = count.to_string();
        let mut text = String::new();
        for (at, digit) in plain.chars().enumerate() {
            if at > 0 && (plain.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        self.digits(&text)
    }

    /// A share of 1 in per cent.
    pub fn percent(self, share: f32) -> String {
        self.digits(&format!("{:.0}%", share * 100.0))
    }

    /// A month's name, 1 to 12.
    pub fn month(self, month: u8) -> &'static str {
        let (english, arabic) = MONTHS[usize::from(month.clamp(1, 12)) - 1];
        self.say(english, arabic)
    }

    /// A name inside a sentence: its direction changes nothing around it.
    pub fn isolated(name: &str) -> String {
        format!("\u{2068}{name}\u{2069}")
    }

    /// A count of mentions. Arabic words it so that no plural is needed.
    pub fn mentions(self, count: u64) -> String {
        match (self, count) {
            (Self::English, 1) => "1 mention".to_owned(),
            (Self::English, _) => format!("{} mentions", self.count(count)),
            (Self::Arabic, _) => format!("عدد الذكر {}", self.count(count)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{Arabic, English};

    #[test]
    fn numbers_are_written_in_the_language() {
        assert_eq!(English.count(1_284_000), "1,284,000");
        assert_eq!(Arabic.count(1284), "١٬٢٨٤");
        assert_eq!(Arabic.percent(0.92), "٩٢٪");
        assert_eq!(English.count(7), "7");
    }
}
