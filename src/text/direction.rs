//! Base direction of a paragraph, decided by its words.

use unicode_bidi::{BidiClass, bidi_class};

use super::fold::letters::is_invisible_control;

/// The base direction of a paragraph or of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// How much of a text is examined, in bytes, so that a paragraph of 10 MB costs no more than a few pages.
const SAMPLE_BYTES: usize = 8 * 1024;

/// The most right-to-left words before a colon that form a label: «المصدر:», «رقم الهاتف:».
const LABEL_WORDS: usize = 3;

/// The weight of a word when words are counted in halves: a single letter counts as half a word («و، ب، ل»).
const WORD: usize = 2;

impl Direction {
    /// The direction of most words; `None` if there are no letters. The first letter alone does not decide: an article
    /// that begins with "BBC:" is still Arabic. Links, addresses, file names, `@names`, `#subjects` and numbers are not
    /// counted as words; only if there is nothing else does the first letter decide. A text that begins from right to
    /// left stays so unless twice as many words run the other way, and a paragraph that begins with a right-to-left
    /// label stays so whatever follows the label. Isolated text does not count (as in rule P2 of UAX #9): a name inside
    /// a message does not change the message's direction.
    pub fn of(text: &str) -> Option<Self> {
        let text = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
        let mut count = Count::default();
        let (mut start, mut isolates) = (0, 0_usize);
        for (at, c) in text.char_indices().filter(|&(_, c)| ends_token(c)).chain([(text.len(), '\n')]) {
            if isolates == 0 {
                count.token(&text[start..at], c);
            }
            start = at + c.len_utf8();
            match bidi_class(c) {
                BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => isolates += 1,
                BidiClass::PDI => isolates = isolates.saturating_sub(1),
                BidiClass::B => isolates = 0,
                _ => {}
            }
            count.paragraphs += usize::from(c == '\n' && start < text.len());
        }
        count.verdict()
    }

    /// Whether text runs from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::Rtl
    }
}

/// The direction of a letter or mark with strong direction.
fn strong(c: char) -> Option<Direction> {
    match bidi_class(c) {
        BidiClass::L => Some(Direction::Ltr),
        BidiClass::R | BidiClass::AL => Some(Direction::Rtl),
        _ => None,
    }
}

/// Whether a character separates words and links. Brackets and Arabic punctuation are never part of a link, but
/// quotation marks and full stops can be.
fn ends_token(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '،' | '؛' | '؟' | '«' | '»' | '(' | ')' | '[' | ']' | '<' | '>' | '"' | '“' | '”')
        || matches!(c, '\u{2066}'..='\u{2069}')
}

/// Words of each direction, counted in halves.
#[derive(Default)]
struct Count {
    left: usize,
    right: usize,
    left_letters: usize,
    right_letters: usize,
    /// Direction of the first strong character, including those in links and marks.
    first: Option<Direction>,
    begins_with_label: bool,
    paragraphs: usize,
}

impl Count {
    /// Counts a token without spaces, followed by `end`.
    fn token(&mut self, token: &str, end: char) {
        if self.first.is_none() {
            self.first = token.chars().find_map(strong);
        }
        let words = without_links(token);
        let (mut before, mut letters_of_word) = (None, 0);
        for c in words.chars().filter(|&c| !is_invisible_control(c)) {
            let Some(direction) = strong(c) else { continue };
            let (halves, letters) = match direction {
                Direction::Ltr => (&mut self.left, &mut self.left_letters),
                Direction::Rtl => (&mut self.right, &mut self.right_letters),
            };
            *letters += 1;
            letters_of_word = if before == Some(direction) { letters_of_word + 1 } else { 1 };
            if letters_of_word <= WORD || is_of_unspaced_script(c) {
                *halves += 1;
            }
            before = Some(direction);
        }
        let is_label = words.ends_with(':') && end.is_whitespace();
        self.begins_with_label |= is_label && self.left == 0 && (1..=LABEL_WORDS * WORD).contains(&self.right);
    }

    fn verdict(&self) -> Option<Direction> {
        let begins_right = self.first == Some(Direction::Rtl);
        if self.left + self.right == 0 {
            return self.first;
        }
        let right = if begins_right { self.right * 2 } else { self.right };
        // In a whole text, the label at its beginning does not decide.
        let is_labelled = self.begins_with_label && self.paragraphs == 0;
        let is_rtl = is_labelled || right > self.left || right == self.left && self.right_letters >= self.left_letters;
        Some(if is_rtl { Direction::Rtl } else { Direction::Ltr })
    }
}

/// Letters of scripts that do not put spaces between words.
fn is_of_unspaced_script(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The part of a token that is words: nothing if it is a number or a file name; for a link, an address or a subject
/// only what is joined before it («الموقع:https://…»).
fn without_links(token: &str) -> &str {
    let link = token.find("://").map(|at| start_of(token, at, |c| c.is_ascii_alphanumeric()));
    let address = || token.find('@').map(|at| start_of(token, at, |c| c.is_ascii_graphic() && c != ':'));
    let start = link.or_else(|| token.find("www.")).or_else(address).or_else(|| token.find('#'));
    if let Some(start) = start {
        return &token[..start];
    }
    if is_file_or_host(token) || is_number(token) { "" } else { token }
}

/// The start of the run of matching characters that ends at a byte.
fn start_of(token: &str, end: usize, belongs: impl Fn(char) -> bool) -> usize {
    token[..end].trim_end_matches(belongs).len()
}

/// `report.pdf`, `example.org/news`, `C:\Users`, `/usr/share`.
fn is_file_or_host(token: &str) -> bool {
    let bare = token.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '\\' | '~'));
    if bare.contains('\\') || bare.matches('/').count() > 1 || bare.starts_with(['/', '~']) && bare.len() > 1 {
        return true;
    }
    let host = bare.split('/').next().unwrap_or_default();
    let mut parts = host.split('.');
    let is_part = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let is_ending = |part: &str| part.len() <= 6 && part.starts_with(|c: char| c.is_ascii_lowercase());
    host.contains('.') && parts.clone().all(is_part) && parts.next_back().is_some_and(is_ending)
}

/// Whether there are at least as many digits as letters: 2015م, F-16, 12.5MB.
fn is_number(token: &str) -> bool {
    let digits = token.chars().filter(|c| c.is_numeric()).count();
    digits > 0 && digits >= token.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(expected: Option<Direction>, texts: &[&str]) {
        for text in texts {
            assert_eq!(Direction::of(text), expected, "{text}");
        }
    }

    #[test]
    fn rtl_case_50_most_words_decide_not_the_first_letter() {
        check(
            Some(Direction::Rtl),
            &[
                "BBC: أعلنت الحكومة العراقية",
                "مرحبا",
                "הכלב הגדול",
                "Reuters - قالت مصادر عسكرية إن الهدوء عاد",
                "قال إنه يعمل مع Human Rights Watch و Médecins sans frontières منذ أعوام في المدينة",
                "العنوان: 350 Fifth Avenue, New York, NY 10118-3299 USA",
                "مقرها في 350 Fifth Avenue, New York (هاتف +1 212 290 4700)",
                "المصدر: Agence France-Presse, Human Rights Watch",
                "لقاء مع Steven Gerrard",
                "متن فارسی با نام Human Rights Watch",
            ],
        );
        check(
            Some(Direction::Ltr),
            &[
                "The word سرت is a name",
                "سرت is a city in the middle of the coast",
                "Note on \u{2068}قوات سوريا الديمقراطية\u{2069}",
                "He said «نعم» and left",
                "Sirte (سرت)",
                "Also after joined و، ب، ل، ال",
                "外交部发言人说，سرت 已经恢复平静。",
            ],
        );
        check(None, &["2015 - 12%", "", "***", "٢٠١٥", "\u{2068}سرت\u{2069}"]);
    }

    #[test]
    fn links_addresses_and_numbers_are_no_words() {
        check(
            Some(Direction::Rtl),
            &[
                "للتواصل: info@example.org أو +963 11 2345678 أو https://example.org/a/b/c",
                "راسلونا على info@example.org وwww.example.org وexample.org/ar/contact",
                "الموقع:https://www.example.org/en/a-long-name-of-an-article/and/more",
                "تابعونا @example_news @example_en #Libya #Breaking",
                "انظر report_final.pdf وC:\\Users\\Reader\\Desktop\\notes.txt و/home/reader/articles/one.txt",
                "سقطت F-16 و MiG-29 و Su-35 و 12.5MB",
                "https://example.org/a https://example.org/b https://example.org/c نشر",
                "לפרטים: info@example.org, 03-1234567, https://example.org/he",
                "رابطه: contact@example.org یا https://example.org/fa",
                "#ليبيا #طرابلس",
                "\u{200F}2015",
            ],
        );
        check(
            Some(Direction::Ltr),
            &[
                "Contact: info@example.org or +963 11 2345678, see https://example.org/ليبيا-اليوم-وأمس",
                "Follow us #ليبيا_اليوم #طرابلس #سرت",
                "https://example.org/a/b/c",
                "info@example.org",
            ],
        );
    }

    #[test]
    fn a_long_text_costs_no_more_than_its_beginning() {
        let text = format!("{}{}", "سرت ".repeat(4_000), "word ".repeat(4_000_000));
        assert_eq!(Direction::of(&text), Some(Direction::Rtl));
        assert_eq!(Direction::of(&"x".repeat(10_000_000)), Some(Direction::Ltr));
    }
}
