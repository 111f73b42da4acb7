//! Finds text: a query becomes one regular expression that runs over the original text.
//!
//! The expression is folded, not the text: each folded letter becomes the class of all letters that fold to it,
//! followed by any marks. Matches are therefore spans of the original, nothing is copied, and a search runs at the
//! speed of the expression's automaton.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use thiserror::Error;

use super::fold::letters::{self, FoldOptions, fold_char};
use super::localize::{Arg, Localize};
use super::span::Span;
use super::words;

/// The text to find, and how strictly to match it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The text as typed.
    pub text: String,
    /// Spelling as typed: diacritics, hamza forms and case matter.
    pub exact: bool,
    /// Whole words only.
    pub whole_word: bool,
    /// With `whole_word`: attached proclitics (و ف ب ك ل and the article) may precede the word.
    pub joined: bool,
    /// `text` is a regular expression; it is never folded.
    pub regex: bool,
}

/// Why a query cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    /// The regular expression is not well-formed.
    #[error("this regular expression cannot be read: {message}")]
    Regex {
        /// The error and its position.
        message: String,
    },
    /// The query is too long: a page was pasted, and its expression would fill the memory.
    #[error("what is looked for is {chars} characters long; at most {most} can be looked for")]
    TooLong {
        /// Length of the query, in code points.
        chars: usize,
        /// The longest allowed query, in code points.
        most: usize,
    },
}

impl Localize for QueryError {
    fn key(&self) -> &'static str {
        match self {
            Self::Regex { .. } => "error-query-regex",
            Self::TooLong { .. } => "error-query-too-long",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Regex { message } => vec![("message", message.clone().into())],
            Self::TooLong { chars, most } => vec![("chars", (*chars).into()), ("most", (*most).into())],
        }
    }
}

/// A compiled query.
#[derive(Clone, Debug)]
pub struct Finder {
    expression: Regex,
    whole_word: bool,
}

/// Limit for the size of a compiled expression, in bytes: far above any query typed by hand.
const LIMIT_BYTES: usize = 8 << 20;
/// Longest query, in code points.
const LONGEST: usize = 2_000;

impl Finder {
    /// Compiles a query; `None` if it is empty.
    pub fn new(query: &Query) -> Result<Option<Self>, QueryError> {
        let typed = query.text.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let chars = typed.chars().count();
        if chars > LONGEST {
            return Err(QueryError::TooLong { chars, most: LONGEST });
        }
        let mut pattern = if query.regex {
            query.text.clone()
        } else if query.exact {
            regex::escape(typed)
        } else {
            folded_pattern(typed)
        };
        if query.whole_word {
            // `\b` treats Arabic letters and marks as parts of words. The group keeps what precedes the word out of the
            // match.
            let joined = if query.joined { "(?:[وف]?(?:[بك]?(?:ال)?|لل|ل)?)" } else { "" };
            pattern = format!(r"\b{joined}(?P<word>{pattern})\b");
        }
        let build = regex::RegexBuilder::new(&pattern)
            .size_limit(LIMIT_BYTES)
            .dfa_size_limit(LIMIT_BYTES)
            .multi_line(true)
            .build();
        let expression = build.map_err(|error| QueryError::Regex { message: last_line(&error.to_string()) })?;
        Ok(Some(Self { expression, whole_word: query.whole_word }))
    }

    /// The matches in a text, in order; empty ones are left out.
    pub fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Span> + 't {
        // The group requires a second, slower pass, so it is used only if the expression has one.
        let groups =
            self.expression.captures_len() > 1 && self.expression.capture_names().flatten().any(|name| name == "word");
        let plain = (!groups).then(|| self.expression.find_iter(text).map(|found| found.range()));
        let grouped = groups.then(|| {
            self.expression.captures_iter(text).filter_map(|captures| captures.name("word").map(|found| found.range()))
        });
        plain
            .into_iter()
            .flatten()
            .chain(grouped.into_iter().flatten())
            .filter(|range| !range.is_empty())
            .filter(|range| !self.whole_word || !cuts_word(text, range))
            .map(Span::from_range)
    }

    /// All matches in a long text, found on all processors; `go_on` is called between pieces.
    ///
    /// Pieces end at line ends, so that matches inside a paragraph are not cut.
    pub fn find_all(&self, text: &str, go_on: &(dyn Fn() -> bool + Sync)) -> Vec<Span> {
        use rayon::prelude::*;
        const PIECE: usize = 1 << 20;
        let mut pieces = Vec::with_capacity(text.len() / PIECE + 1);
        let mut start = 0;
        while start < text.len() {
            let wanted = text.floor_char_boundary((start + PIECE).min(text.len()));
            let end =
                text.as_bytes()[wanted..].iter().position(|&b| b == b'\n').map_or(text.len(), |at| wanted + at + 1);
            pieces.push(start..end);
            start = end;
        }
        let found: Vec<Vec<Span>> = pieces
            .into_par_iter()
            .map(|piece| {
                if !go_on() {
                    return Vec::new();
                }
                let offset = piece.start as u32;
                let moved =
                    |span: Span| Span { start: (span.start.0 + offset).into(), end: (span.end.0 + offset).into() };
                self.find_iter(&text[piece]).map(moved).collect()
            })
            .collect();
        found.into_iter().flatten().collect()
    }
}

/// The last line of a regex error, which gives the reason; the lines before it only draw the position.
fn last_line(message: &str) -> String {
    let last = message.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or(message);
    last.trim().trim_start_matches("error: ").to_owned()
}

/// Maps letters to the characters that fold to them, including ligatures.
struct Origins {
    letters: HashMap<char, Vec<char>>,
    ligatures: HashMap<Vec<char>, Vec<char>>,
    dropped: String,
}

static ORIGINS: LazyLock<Origins> = LazyLock::new(|| {
    let mut origins = Origins { letters: HashMap::new(), ligatures: HashMap::new(), dropped: String::new() };
    let blocks = [
        0x20..=0x24F_u32,
        0x300..=0x36F,
        0x370..=0x52F,
        0x590..=0x8FF,
        0x180E..=0x180E,
        0x2000..=0x206F,
        0xFB1D..=0xFEFF,
    ];
    for c in blocks.into_iter().flatten().filter_map(char::from_u32) {
        let mut folded = Vec::new();
        fold_char(c, &FoldOptions::ALL, &mut |letter| folded.push(letter));
        match folded[..] {
            [] => {
                for digit in c.escape_unicode() {
                    origins.dropped.push(if digit == 'u' { 'x' } else { digit });
                }
            }
            [letter] => origins.letters.entry(letter).or_default().push(c),
            _ => origins.ligatures.entry(folded).or_default().push(c),
        }
    }
    origins
});

/// The elements of a folded query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PatternPart {
    Letter(char),
    /// A word separator: white space, or one hyphen, maqaf or half-space.
    Gap,
    /// A half-space: present, left out, or typed as a full space.
    HalfSpace,
    /// The ی that Persian attaches to a final ه: «خانه‌ی», «خانهٔ», «خانۀ», or nothing.
    Ezafe,
    /// A geresh after a word, however it is typed.
    Geresh,
}

impl PatternPart {
    fn letter(self) -> Option<char> {
        if let Self::Letter(letter) = self { Some(letter) } else { None }
    }

    fn is_alphanumeric(self) -> bool {
        self.letter().is_some_and(char::is_alphanumeric)
    }
}

const HALF_SPACE: char = '\u{200C}';
const MAQAF: char = '\u{5BE}';
const HAMZA_ABOVE: char = '\u{654}';

fn parts_of(query: &str) -> Vec<PatternPart> {
    let chars: Vec<char> = query.chars().collect();
    let is_letter = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphabetic());
    let ends_word = |at: usize| chars.get(at).is_none_or(|c| !c.is_alphanumeric());
    let mut parts = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let before = at.checked_sub(1);
        let is_hyphen = matches!(c, '-' | '\u{2010}' | '\u{2011}');
        at += 1;
        if c.is_whitespace() || c == MAQAF || is_hyphen && is_letter(before) && is_letter(Some(at)) {
            // A name may be typed with two spaces or wrapped over a line end.
            if parts.last() != Some(&PatternPart::Gap) {
                parts.push(PatternPart::Gap);
            }
        } else if is_hebrew_quote(&chars, at - 1) {
            // Inside a word it may be left out.
            let is_last = ends_word(at) && !matches!(chars.get(at), Some('\'' | '’'));
            parts.extend(is_last.then_some(PatternPart::Geresh));
        } else if matches!(c, 'ۀ' | 'ۂ') && ends_word(at) {
            parts.extend([PatternPart::Letter('ه'), PatternPart::Ezafe]);
        } else if parts.last() == Some(&PatternPart::Letter('ه')) && c == HAMZA_ABOVE && ends_word(at) {
            parts.push(PatternPart::Ezafe);
        } else if c == HALF_SPACE {
            let is_ezafe = parts.last() == Some(&PatternPart::Letter('ه')) && matches!(chars.get(at), Some('ی' | 'ي'));
            if is_ezafe && ends_word(at + 1) {
                parts.push(PatternPart::Ezafe);
                at += 1;
            } else {
                parts.push(PatternPart::HalfSpace);
            }
        } else {
            fold_char(c, &FoldOptions::ALL, &mut |letter| parts.push(PatternPart::Letter(letter)));
        }
    }
    parts
}

/// Whether a quotation mark is a geresh or gershayim: between two Hebrew letters; a single one also after the last
/// letter.
fn is_hebrew_quote(chars: &[char], at: usize) -> bool {
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| chars.get(at)).is_some_and(|c| letters::is_hebrew_letter(*c) || letters::is_hebrew_mark(*c))
    };
    let twice = |at: usize| chars.get(at).is_some_and(|c| matches!(c, '\'' | '’'));
    match chars[at] {
        '\u{5F3}' | '\'' | '’' | '‘' if is_letter(at.checked_sub(1)) => true,
        // Two single quotation marks used as gershayim.
        '\'' | '’' if at > 1 && twice(at - 1) => is_letter(at.checked_sub(2)) && is_letter(Some(at + 1)),
        '"' | '“' | '”' | '„' => is_letter(at.checked_sub(1)) && is_letter(Some(at + 1)),
        _ => false,
    }
}

/// An expression that matches everything that folds to the same text as `query`.
fn folded_pattern(query: &str) -> String {
    let parts = parts_of(query);
    let ignored = format!("[{}]*", ORIGINS.dropped);
    let gap = format!(r"(?:(?:\s{ignored})+|[\x{{5BE}}\x{{2010}}\x{{2011}}\x{{200C}}\-]{ignored})");
    let half_space = format!(r"(?:\s{ignored})?");
    let ezafe = format!(r"(?:\s?{}{ignored})?", class('ي'));
    let quotes = format!(r#"(?:["'“”„‘’]{ignored}){{0,2}}"#);
    let geresh = format!("(?:['’‘]{ignored})?");
    let mut pattern = String::new();
    let mut at = 0;
    while at < parts.len() {
        let letter = match parts[at] {
            PatternPart::Letter(letter) => letter,
            other => {
                pattern.push_str(match other {
                    PatternPart::Gap => &gap,
                    PatternPart::HalfSpace => &half_space,
                    PatternPart::Geresh => &geresh,
                    PatternPart::Ezafe | PatternPart::Letter(_) => &ezafe,
                });
                at += 1;
                continue;
            }
        };
        let ligature = (2..=4).rev().find_map(|len| {
            let letters: Option<Vec<char>> = parts.get(at..at + len)?.iter().map(|part| part.letter()).collect();
            ORIGINS.ligatures.get(&letters?).map(|forms| (len, forms))
        });
        // A word's final hamza is optional.
        let ends_word = parts.get(at + 1).is_none_or(|next| !next.is_alphanumeric());
        if letter == 'ء' && ends_word && at > 0 {
            pattern.push_str("ء?");
            at += 1;
            continue;
        }
        if let Some((len, forms)) = ligature {
            let letters = parts[at..at + len].iter().filter_map(|part| part.letter());
            let apart: String = letters.map(|c| class(c) + &ignored).collect();
            let joined: String = forms.iter().collect();
            pattern.extend(["(?:", &apart, "|[", &joined, "]", &ignored, ")"]);
            at += len;
        } else {
            pattern.push_str(&class(letter));
            pattern.push_str(&ignored);
            at += 1;
        }
        let (last, next) = (parts[at - 1].letter(), parts.get(at).and_then(|part| part.letter()));
        if matches!(last, Some('ا' | 'ي' | 'و')) && next.is_none_or(|c| !c.is_alphanumeric()) {
            pattern.push_str("ء?");
        }
        if [last, next].into_iter().all(|c| c.is_some_and(letters::is_hebrew_letter)) {
            pattern.push_str(&quotes);
        }
    }
    pattern
}

/// Whether a match ends or begins inside a Hebrew abbreviation, where a regular expression sees a word boundary.
fn cuts_word(text: &str, range: &std::ops::Range<usize>) -> bool {
    let cuts = |at: usize| words::word_at(text, at).is_some_and(|w| w.start.index() < at && at < w.end.index());
    let is_hebrew = |part: &str| part.contains(letters::is_hebrew_letter);
    is_hebrew(&text[range.clone()]) && (cuts(range.start) || cuts(range.end))
}

/// The class of characters that fold to `letter`.
fn class(letter: char) -> String {
    let Some(origins) = ORIGINS.letters.get(&letter) else {
        return regex::escape(&letter.to_string());
    };
    let mut class = String::from("[");
    for c in origins.iter().chain((!origins.contains(&letter)).then_some(&letter)) {
        if c.is_ascii_punctuation() {
            class.push('\\');
        }
        class.push(*c);
    }
    class.push(']');
    class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::needless_pass_by_value, reason = "queries are made where they are asked")]
    fn found(query: Query, text: &str) -> Vec<&str> {
        Finder::new(&query).unwrap().unwrap().find_iter(text).map(|span| span.of(text)).collect()
    }

    fn folded(text: &str) -> Query {
        Query { text: text.to_owned(), exact: false, whole_word: false, joined: true, regex: false }
    }

    #[test]
    fn rtl_case_41_diacritics_do_not_hide_a_word() {
        assert_eq!(found(folded("الرقة"), "قرب الرَّقّة، ثم الرقــة والرقه"), ["الرَّقّة", "الرقــة", "الرقه"]);
    }

    #[test]
    fn rtl_case_42_a_decomposed_madda_is_found() {
        assert_eq!(found(folded("اسفي"), "آسفي و ا\u{653}سفي"), ["آسفي", "ا\u{653}سفي"]);
    }

    #[test]
    fn spellings_that_do_not_matter() {
        let table: [(&str, &str, &[&str]); 9] = [
            ("أمريكا", "امريكا إمريكا", &["امريكا", "إمريكا"]),
            ("مصطفى", "مصطفي", &["مصطفي"]),
            ("2015", "عام ٢٠١٥ و۲۰۱۵", &["٢٠١٥", "۲۰۱۵"]),
            ("لا", "ﻻ لا", &["ﻻ", "لا"]),
            ("كابل", "کابل", &["کابل"]),
            ("سماء", "سما سماء", &["سما", "سماء"]),
            ("قوات حفتر", "قوات  حفتر", &["قوات  حفتر"]),
            ("SDF", "قسد (sdf)", &["sdf"]),
            ("a.b", "a.b axb", &["a.b"]),
        ];
        for (query, text, expected) in table {
            assert_eq!(found(folded(query), text), expected, "{query}");
        }
    }

    /// Checks that each spelling in a group finds the whole group and nothing else in the text.
    fn check_alike(groups: &[&[&str]]) {
        for group in groups {
            let text = format!("|{}|", group.join("|"));
            for query in *group {
                assert_eq!(found(folded(query), &text), *group, "{query}");
            }
        }
    }

    #[test]
    fn hebrew_points_and_signs_do_not_hide_a_word() {
        check_alike(&[
            &["שלום", "שָׁלוֹם", "שׁלום", "שָׁל֔וֹם"],
            &["צהל", "צה״ל", "צה\"ל", "צה”ל", "צה''ל"],
            &["בית ספר", "בית־ספר", "בית-ספר", "בֵּית־סֵפֶר", "בית  ספר"],
            &["ג׳ורג׳", "ג'ורג'", "ג’ורג’"],
            &["דוח", "דו״ח", "דו\"ח"],
            &["חזבאללה", "חזב\u{FB4F}ל\u{FB23}"],
            &["װאַרשע", "ווארשע"],
            &["אמר משה", "אָמַר׀ מֹשֶׁה", "אמר ׀ משה"],
        ]);
        assert_eq!(found(folded("רח׳"), "רח׳ הרצל 5"), ["רח׳"]);
        assert_eq!(found(folded("\"שלום\""), "אמר \"שלום\" והלך"), ["\"שלום\""]);
        assert_eq!(found(folded("מלך"), "מלך מלכים"), ["מלך"]);
        let exact = Query { exact: true, ..folded("צהל") };
        assert_eq!(found(exact, "צה״ל צהל"), ["צהל"]);
    }

    #[test]
    fn persian_and_urdu_forms_do_not_hide_a_word() {
        check_alike(&[
            &["خانه‌ی", "خانهٔ", "خانۀ"],
            &["کابل", "كابل", "کابُل"],
            &["۱۳۹۹", "1399", "١٣٩٩"],
            &["علی", "علي", "على"],
            &["لاہور", "لاهور", "لاھور"],
            &["لئے", "لیے"],
            &["آمدہ", "ا\u{653}مده"],
            &["میں", "مین"],
            &["تہران", "تهران", "ﺗﻬﺮان"],
            &["زکوٰۃ", "زكوة"],
            &["دیر-الزور", "دير الزور"],
        ]);
        let spaces = "می‌رود می رود ميرود";
        assert_eq!(found(folded("می‌رود"), spaces), ["می‌رود", "می رود", "ميرود"]);
        assert_eq!(found(folded("می رود"), spaces), ["می‌رود", "می رود"]);
        assert_eq!(found(folded("میرود"), spaces), ["می‌رود", "ميرود"]);
        assert_eq!(found(folded("كتاب هاي"), "کتاب‌های"), ["کتاب‌های"]);
        assert_eq!(found(folded("2015-2019"), "2015 2019 2015-2019"), ["2015-2019"]);
    }

    #[test]
    fn whole_words_end_where_readers_of_hebrew_and_persian_end_them() {
        let whole = |text: &str| Query { whole_word: true, ..folded(text) };
        assert_eq!(found(whole("צה"), "צה״ל צה\"ל צה"), ["צה"]);
        assert_eq!(found(whole("צהל"), "צה״ל וצה\"ל צה\"ל"), ["צה״ל", "צה\"ל"]);
        assert_eq!(found(whole("בית"), "בית־ספר ביתו"), ["בית"]);
        assert_eq!(found(whole("שלום"), "שָׁלוֹם שלומי"), ["שָׁלוֹם"]);
        assert_eq!(found(whole("رود"), "می‌رود رود"), ["رود"]);
        assert_eq!(found(whole("کتابها"), "کتاب‌ها کتاب‌هایش"), ["کتاب‌ها"]);
    }

    #[test]
    fn rtl_case_44_whole_words_with_and_without_proclitics() {
        let whole = Query { whole_word: true, ..folded("دمشق") };
        assert_eq!(found(whole, "دمشق، بدمشق ودمشقي ولدمشق"), ["دمشق", "دمشق", "دمشق"]);
        let alone = Query { whole_word: true, joined: false, ..folded("دمشق") };
        assert_eq!(found(alone, "دمشق، بدمشق ودمشقي ولدمشق (دمشق)"), ["دمشق", "دمشق"]);
        let virus = Query { whole_word: true, ..folded("فيروس") };
        assert_eq!(found(virus, "فيروس الفيروس بالفيروس فيروسات"), ["فيروس", "فيروس", "فيروس"]);
    }

    #[test]
    fn exact_search_and_expressions() {
        assert_eq!(found(Query { exact: true, ..folded("الرقة") }, "الرَّقّة الرقة"), ["الرقة"]);
        assert_eq!(found(Query { regex: true, ..folded(r"\d+%") }, "نحو 70% و5%"), ["70%", "5%"]);
        let wrong = Finder::new(&Query { regex: true, ..folded("(a") });
        assert!(matches!(wrong, Err(QueryError::Regex { message }) if !message.is_empty()));
        assert!(Finder::new(&folded("  ")).unwrap().is_none());
        let pasted = Finder::new(&folded(&"سطر طويل ".repeat(100_000)));
        assert_eq!(pasted.unwrap_err(), QueryError::TooLong { chars: 899_999, most: LONGEST });
        assert!(Finder::new(&folded(&"م".repeat(LONGEST))).unwrap().is_some());
    }

    #[test]
    fn long_texts_are_searched_in_pieces_without_losing_a_match() {
        let line = "في مدينة سرت وسط ليبيا\n";
        let text = line.repeat(120_000);
        let finder = Finder::new(&folded("سرت")).unwrap().unwrap();
        let all = finder.find_all(&text, &|| true);
        assert_eq!(all.len(), 120_000);
        assert!(all.iter().all(|span| span.of(&text) == "سرت"));
        assert!(finder.find_all(&text, &|| false).is_empty());
    }
}
