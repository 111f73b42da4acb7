//! The day of an article.

use crate::annotation::{Attributes, Day, Value};
use crate::text::dates::{self, FoundDate};
use crate::text::words::is_blank;

/// The attribute of an article with the day on which it was published.
const PUBLISHED: &str = "published";
/// How many written lines are looked at.
const LINES: usize = 8;
/// The most letters of a line that is about the article and not of its text, and of what stands before the date there.
const LONGEST: usize = 80;
/// How far into a line a date is looked for, in letters: that of an article ends there.
const LOOKED_AT: usize = LONGEST + 60;

/// Where the day of an article is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DaySource {
    /// A person has said so.
    Said,
    /// Its first lines have it.
    FirstLines,
    /// The name of its file has it.
    FileName,
}

/// The day of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleDay {
    /// The day.
    pub day: Day,
    /// How it is known.
    pub source: DaySource,
}

impl ArticleDay {
    /// The day of an article with these attributes, text and file name: what a person has said, else what its first lines
    /// say, else its name.
    pub fn of(attributes: &Attributes, text: &str, file_name: &str) -> Option<Self> {
        if let Some(Value::Date(day)) = attributes.get(PUBLISHED) {
            return Some(Self { day: *day, source: DaySource::Said });
        }
        let in_text = in_first_lines(text).and_then(|date| Day::parse(&date.iso()));
        let in_text = in_text.map(|day| Self { day, source: DaySource::FirstLines });
        in_text.or_else(|| Some(Self { day: in_name(file_name)?, source: DaySource::FileName }))
    }
}

/// The date in the first lines that is the article's: in a line of its own, or before the text of a paragraph
/// («بيروت، ٢٦ تشرين الثاني ٢٠٢٦ - قال»). What a sentence says happened on a day is not its date.
fn in_first_lines(text: &str) -> Option<FoundDate> {
    let mut lines = text.lines().filter(|line| !is_blank(line)).take(LINES).enumerate();
    lines.find_map(|(number, line)| {
        // What stands further behind is of its text.
        let end = line.char_indices().nth(LOOKED_AT).map_or(line.len(), |(at, _)| at);
        let found = dates::find(&line[..end])?;
        let (before, behind) = (line.get(..found.span.start.index())?, line.get(found.span.end.index()..)?);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let is_before_text = behind.trim_start().starts_with(['-', '–', '—', ':', ')', ']', '|', '/', '•'])
            && before.chars().count() <= LONGEST;
        let is_short = line.chars().count() <= LONGEST && !line.trim_end().ends_with(['.', '؟', '?', '!', '؛', '…']);
        // A headline names days, too.
        let is_alone = || letters(before) + letters(behind) <= letters(found.span.of(line));
        (is_before_text || if number == 0 { is_alone() } else { is_short }).then_some(found)
    })
}

/// A day in a file's name: year, month and day in this order, together or with one sign between them.
fn in_name(name: &str) -> Option<Day> {
    let bytes = name.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let digits =
        |from: usize, count: usize| (from..from + count).all(is_digit).then(|| name.get(from..from + count)).flatten();
    (0..bytes.len()).filter(|at| at.checked_sub(1).is_none_or(|before| !is_digit(before))).find_map(|at| {
        let gap = usize::from(matches!(bytes.get(at + 4), Some(b'-' | b'_' | b'.' | b' ')));
        let (month, day) = (at + 4 + gap, at + 6 + 2 * gap);
        let is_same = gap == 0 || bytes.get(at + 4) == bytes.get(month + 2);
        let found = format!("{}-{}-{}", digits(at, 4)?, digits(month, 2)?, digits(day, 2)?);
        (is_same && !is_digit(day + 2)).then(|| Day::parse(&found)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_says_comes_before_the_first_lines_and_these_before_the_name() {
        let mut attributes = Attributes::default();
        let of = |attributes: &Attributes, text, name| {
            ArticleDay::of(attributes, text, name).map(|found| (found.day.to_string(), found.source))
        };
        let text = "عنوان\nبيروت، ٢٦ تشرين الثاني/نوفمبر ٢٠٢٦ - قال\n";
        assert_eq!(of(&attributes, "عنوان", "a.txt"), None);
        assert_eq!(of(&attributes, "عنوان", "2024-02-29.txt"), Some(("2024-02-29".into(), DaySource::FileName)));
        assert_eq!(of(&attributes, text, "2024-02-29.txt"), Some(("2026-11-26".into(), DaySource::FirstLines)));
        attributes.set(PUBLISHED, Day::parse("2025-01-01").map(Value::Date));
        assert_eq!(of(&attributes, text, "2024-02-29.txt"), Some(("2025-01-01".into(), DaySource::Said)));
    }

    #[test]
    fn a_day_that_a_sentence_names_is_not_the_articles() {
        for (text, day) in [
            ("عنوان\nفي صباح السبت 15 نيسان/أبريل 2023 دوّت الانفجارات في قلب الخرطوم.\n", None),
            ("عنوان\nاندلعت الحرب في 15 نيسان/أبريل 2023.\n", None),
            ("اتفاق 26 نوفمبر 2026 على وقف القتال\nنص", None),
            ("عنوان\n26 نوفمبر 2026\nفي 15 أبريل 2023 اندلعت الحرب.", Some("2026-11-26")),
            ("عنوان\nنُشر في 26 نوفمبر 2026\n", Some("2026-11-26")),
            (
                "عنوان\nالقاهرة (رويترز) 26 نوفمبر 2026 - قال متحدث إن ذلك كان في 1 نوفمبر 2026 بعد اجتماع طويل في العاصمة.",
                Some("2026-11-26"),
            ),
            ("---\ntitle: عنوان\ndate: 2026-11-26\n---\nنص", Some("2026-11-26")),
            ("2026-11-26\nنص", Some("2026-11-26")),
        ] {
            let found = in_first_lines(text).map(|date| date.iso());
            assert_eq!(found.as_deref(), day, "{text}");
        }
    }

    #[test]
    fn the_day_in_a_name() {
        for (name, day) in [
            ("2024-02-29.txt", Some("2024-02-29")),
            ("aleppo_20240229_2.txt", Some("2024-02-29")),
            ("سرت 2024.02.29", Some("2024-02-29")),
            ("2024_02_29-a", Some("2024-02-29")),
            ("2023-02-29.txt", None),
            ("2024-02.29", None),
            ("202402291.txt", None),
            ("12024-02-29", None),
            ("2024", None),
            ("", None),
        ] {
            assert_eq!(in_name(name).map(|day| day.to_string()).as_deref(), day, "{name}");
        }
    }
}
