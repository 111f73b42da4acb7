//! Dates in running text: months of the Levant, of Egypt and of the Maghreb, English ones, the Hijri calendar and that of Iran,
//! and numbers in any digits.
//!
//! Hijri dates are those of the Umm al-Qura calendar, by which Saudi Arabia and its press date. Where months begin when
//! the new moon is sighted, they may differ from it by a day: so a Gregorian date that the text gives beside one (الموافق)
//! is taken instead.

use icu_calendar::cal::Hijri;
use icu_calendar::types::RataDie;
use icu_calendar::{Date, Iso};

use super::fold::fold_phrase;
use super::fold::letters::ascii_digit;
use super::span::Span;
use super::words::words;

/// How far a text is searched, in bytes.
const REACH: usize = 4096;
/// Years that are taken for Hijri ones if nothing says otherwise.
const HIJRI_YEARS: std::ops::Range<u32> = 1300..1500;
/// Years of Iran's calendar, in Persian digits or behind one of its months: the Hijri ones that are written so are later.
const SOLAR_YEARS: std::ops::Range<u32> = 1300..1420;
const YEARS: std::ops::Range<u32> = 1300..2200;
/// Days by which two dates may differ that are the same one in both calendars.
const SAME_DAY: i64 = 2;
/// How many words behind a Hijri date the Gregorian one may begin: ١ محرم ١٤٤٦هـ الموافق لـ الأحد ٧ يوليو ٢٠٢٤.
const BESIDE: usize = 6;

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// Where it stands.
    pub span: Span,
    /// Year of the Gregorian calendar.
    pub year: u32,
    /// Month, 1 for January.
    pub month: u32,
    /// Day of the month, from 1; it may be none of that month's.
    pub day: u32,
}

impl FoundDate {
    /// As 2026-11-26.
    pub fn iso(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Calendar {
    Gregorian,
    Hijri,
    /// Iran's and Afghanistan's, of the sun.
    Solar,
}

/// Names of months in folded spelling, with their number.
const MONTHS: &[(&str, u32, Calendar)] = {
    use Calendar::{Gregorian as G, Hijri as H, Solar as S};
    &[
        ("كانون الثاني", 1, G),
        ("شباط", 2, G),
        ("اذار", 3, G),
        ("نيسان", 4, G),
        ("ايار", 5, G),
        ("حزيران", 6, G),
        ("تموز", 7, G),
        ("اب", 8, G),
        ("ايلول", 9, G),
        ("تشرين الاول", 10, G),
        ("تشرين الثاني", 11, G),
        ("كانون الاول", 12, G),
        ("يناير", 1, G),
        ("فبراير", 2, G),
        ("مارس", 3, G),
        ("ابريل", 4, G),
        ("مايو", 5, G),
        ("يونيو", 6, G),
        ("يونيه", 6, G),
        ("يوليو", 7, G),
        ("يوليه", 7, G),
        ("اغسطس", 8, G),
        ("سبتمبر", 9, G),
        ("اكتوبر", 10, G),
        ("نوفمبر", 11, G),
        ("ديسمبر", 12, G),
        ("جانفي", 1, G),
        ("فيفري", 2, G),
        ("افريل", 4, G),
        ("ماي", 5, G),
        ("جوان", 6, G),
        ("جويليه", 7, G),
        ("يوليوز", 7, G),
        ("اوت", 8, G),
        ("غشت", 8, G),
        ("شتنبر", 9, G),
        ("نونبر", 11, G),
        ("دجنبر", 12, G),
        ("january", 1, G),
        ("february", 2, G),
        ("march", 3, G),
        ("april", 4, G),
        ("may", 5, G),
        ("june", 6, G),
        ("july", 7, G),
        ("august", 8, G),
        ("september", 9, G),
        ("october", 10, G),
        ("november", 11, G),
        ("december", 12, G),
        ("jan", 1, G),
        ("feb", 2, G),
        ("mar", 3, G),
        ("apr", 4, G),
        ("aug", 8, G),
        ("sept", 9, G),
        ("oct", 10, G),
        ("nov", 11, G),
        ("dec", 12, G),
        ("محرم", 1, H),
        ("صفر", 2, H),
        ("ربيع الاول", 3, H),
        ("ربيع الاخر", 4, H),
        ("ربيع الثاني", 4, H),
        ("جمادي الاولي", 5, H),
        ("جمادي الاخره", 6, H),
        ("جمادي الثانيه", 6, H),
        ("رجب", 7, H),
        ("شعبان", 8, H),
        ("رمضان", 9, H),
        ("شوال", 10, H),
        ("ذو القعده", 11, H),
        ("ذي القعده", 11, H),
        ("ذو الحجه", 12, H),
        ("ذي الحجه", 12, H),
        ("المحرم", 1, H),
        ("جمادي الاول", 5, H),
        ("فروردين", 1, S),
        ("ارديبهشت", 2, S),
        ("خرداد", 3, S),
        ("تير", 4, S),
        ("مرداد", 5, S),
        ("شهريور", 6, S),
        ("مهر", 7, S),
        ("ابان", 8, S),
        ("اذر", 9, S),
        ("دي", 10, S),
        ("بهمن", 11, S),
        ("اسفند", 12, S),
    ]
};

/// What may stand behind a year, folded.
const CALENDAR_NAMES: &[&str] = &["ه", "هـ", "هجري", "هجريا", "هجريه", "م", "ميلادي", "ميلاديا", "ميلاديه", "ah", "ad"];

/// A word of the text, and its number. It is folded only where a number stands near it.
struct Token<'t> {
    span: Span,
    word: &'t str,
    number: Option<u32>,
    /// Whether that is written in Persian digits.
    is_persian: bool,
}

/// The first complete date of a text: day, month and year.
pub fn find(text: &str) -> Option<FoundDate> {
    let text = &text[..text.floor_char_boundary(REACH)];
    if !text.contains(is_digit) {
        return None;
    }
    let tokens: Vec<Token<'_>> = words(text).map(|span| Token::of(span, span.of(text))).collect();
    let (at, found) = (0..tokens.len()).find_map(|at| Some((at, at_word(text, &tokens[at..])?)))?;
    if found.calendar != Calendar::Hijri {
        return Some(found.date);
    }
    // The same day in the other calendar, which says it more surely.
    let behind = tokens.iter().skip(at).skip_while(|token| token.span.start < found.date.span.end).count();
    let from = tokens.len() - behind;
    let beside = (from..tokens.len()).take(BESIDE).find_map(|at| at_word(text, &tokens[at..]));
    let is_same = |other: &Found| {
        let days = days(&other.date).zip(days(&found.date));
        other.calendar == Calendar::Gregorian && days.is_some_and(|(a, b)| (a - b).abs() <= SAME_DAY)
    };
    Some(match beside.filter(is_same) {
        Some(other) => FoundDate { span: Span { start: found.date.span.start, ..other.date.span }, ..other.date },
        None => found.date,
    })
}

/// A date, and the calendar in which it stands.
struct Found {
    date: FoundDate,
    calendar: Calendar,
}

/// The date that begins with the first of these words.
fn at_word(text: &str, tokens: &[Token<'_>]) -> Option<Found> {
    let mut found = in_figures(text, tokens).or_else(|| day_first(tokens)).or_else(|| month_first(tokens))?;
    // The name of the calendar belongs to it.
    let behind = tokens.iter().find(|token| token.span.start >= found.date.span.end);
    if let Some(name) = behind.filter(|token| CALENDAR_NAMES.contains(&token.folded().as_str()))
        && text
            .get(found.date.span.end.index()..name.span.start.index())
            .is_some_and(|between| between.trim().is_empty())
    {
        found.date.span.end = name.span.end;
    }
    Some(found)
}

/// The number of a day; `None` if there is no such day.
fn days(date: &FoundDate) -> Option<i64> {
    let (month, day) = (date.month.try_into().ok()?, date.day.try_into().ok()?);
    Some(Date::try_new_iso(date.year.try_into().ok()?, month, day).ok()?.to_rata_die().to_i64_date())
}

/// Whether a character is a digit of a number.
fn is_digit(c: char) -> bool {
    ascii_digit(c).is_ascii_digit()
}

impl<'t> Token<'t> {
    fn of(span: Span, word: &'t str) -> Self {
        let mut token = Self { span, word, number: None, is_persian: false };
        if word.contains(is_digit) {
            // Letters may be joined to a number: 1448هـ, 26th.
            let plain: String = token.folded().chars().map(ascii_digit).collect();
            let digits = plain.trim_end_matches(|c: char| !c.is_ascii_digit());
            token.number = if digits.is_empty() || digits.len() > 4 { None } else { digits.parse().ok() };
            token.is_persian = word.contains(|c| ('\u{6f0}'..='\u{6f9}').contains(&c));
        }
        token
    }

    fn folded(&self) -> String {
        fold_phrase(&self.word.to_lowercase())
    }
}

/// 26/11/2026, 2026-11-26, ١٤٤٨/٦/١٧.
fn in_figures(text: &str, tokens: &[Token<'_>]) -> Option<Found> {
    let [one, two, three, ..] = tokens else { return None };
    let between = |a: &Token<'_>, b: &Token<'_>| {
        text.get(a.span.end.index()..b.span.start.index()).map(str::trim).map(plain_sign)
    };
    let sign = between(one, two)?;
    if !matches!(sign, "/" | "-" | ".") || between(two, three)? != sign {
        return None;
    }
    let (a, b, c) = (one.number?, two.number?, three.number?);
    let (year, month, day) = if YEARS.contains(&a) { (a, b, c) } else { (c, b, a) };
    // Americans write the month first.
    let (month, day) = if month > 12 && day <= 12 { (day, month) } else { (month, day) };
    let is_solar = one.is_persian && SOLAR_YEARS.contains(&year);
    made(one.span, three.span, (year, month, day), if is_solar { Calendar::Solar } else { Calendar::Gregorian })
}

/// Signs between numbers, whatever the script: U+2044, U+060D, and the marks that keep the order.
fn plain_sign(sign: &str) -> &str {
    match sign.trim_matches(|c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')) {
        "⁄" | "؍" => "/",
        "–" => "-",
        sign => sign,
    }
}

/// 26 تشرين الثاني/نوفمبر 2026, 26 November 2026.
fn day_first(tokens: &[Token<'_>]) -> Option<Found> {
    let (first, rest) = tokens.split_first()?;
    let day = first.number?;
    let rest = skip(rest, &["من", "شهر", "of"]);
    let (month, calendar, mut rest) = month_at(rest)?;
    // A second name of the same month.
    if let Some((_, _, behind)) = month_at(rest).filter(|(same, ..)| *same == month) {
        rest = behind;
    }
    let rest = skip(rest, &["من", "عام", "سنه", "لعام", "العام"]);
    let year = rest.first()?;
    made(first.span, year.span, (year.number?, month, day), calendar)
}

/// November 26, 2026.
fn month_first(tokens: &[Token<'_>]) -> Option<Found> {
    // Behind a month of one or two words stand two numbers.
    let is_number = |at: usize| tokens.get(at).is_some_and(|token| token.number.is_some());
    if !is_number(2) || !(is_number(1) || is_number(3)) {
        return None;
    }
    let (month, calendar, rest) = month_at(tokens)?;
    let [day, year, ..] = rest else { return None };
    made(tokens[0].span, year.span, (year.number?, month, day.number?), calendar)
}

fn skip<'s, 't>(tokens: &'s [Token<'t>], words: &[&str]) -> &'s [Token<'t>] {
    let skipped = tokens.iter().take_while(|token| words.contains(&token.folded().as_str())).count();
    &tokens[skipped..]
}

fn month_at<'s, 't>(tokens: &'s [Token<'t>]) -> Option<(u32, Calendar, &'s [Token<'t>])> {
    let one = tokens.first()?.folded();
    let two = tokens.get(1).map(|second| format!("{one} {}", second.folded()));
    [two, Some(one)].into_iter().zip([2, 1]).find_map(|(name, count)| {
        let name = name?;
        let (_, month, calendar) = MONTHS.iter().find(|(known, ..)| *known == name)?;
        Some((*month, *calendar, &tokens[count..]))
    })
}

fn made(first: Span, last: Span, (year, month, day): (u32, u32, u32), calendar: Calendar) -> Option<Found> {
    if !YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let calendar = match calendar {
        Calendar::Gregorian if HIJRI_YEARS.contains(&year) => Calendar::Hijri,
        // The other calendar's year after a month of this one is a slip.
        Calendar::Hijri if !HIJRI_YEARS.contains(&year) => return None,
        Calendar::Solar if !SOLAR_YEARS.contains(&year) => return None,
        calendar => calendar,
    };
    let (year, month, day) = match calendar {
        Calendar::Gregorian => (year, month, day),
        Calendar::Hijri => from_hijri(year, month, day)?,
        Calendar::Solar => {
            gregorian(Date::try_new_persian(year.try_into().ok()?, month as u8, day as u8).ok()?.to_rata_die())?
        }
    };
    let span = Span { start: first.start, end: last.end };
    Some(Found { date: FoundDate { span, year, month, day }, calendar })
}

/// A date of the Umm al-Qura calendar in the Gregorian one; `None` if there is no such day in any Hijri calendar. The
/// thirtieth of a month that has 29 days here is one by sighting.
fn from_hijri(year: u32, month: u32, day: u32) -> Option<(u32, u32, u32)> {
    if !(1..=30).contains(&day) {
        return None;
    }
    let calendar = Hijri::new_umm_al_qura();
    let first = Date::try_new_hijri_with_calendar(year.try_into().ok()?, month.try_into().ok()?, 1, calendar).ok()?;
    gregorian(first.to_rata_die() + i64::from(day - 1))
}

/// Year, month and day in the Gregorian calendar.
fn gregorian(day: RataDie) -> Option<(u32, u32, u32)> {
    let date = Date::from_rata_die(day, Iso);
    let (month, day) = (date.month().number(), date.day_of_month().0);
    Some((date.year().extended_year().try_into().ok()?, month.into(), day.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_calendar_and_in_all_digits() {
        for (text, iso) in [
            ("الخميس 26 تشرين الثاني 2026", "2026-11-26"),
            ("بيروت، ٢٦ تشرين الثاني/نوفمبر ٢٠٢٦ - قال", "2026-11-26"),
            ("۲۶ نوفمبر ۲۰۲۶", "2026-11-26"),
            ("في 3 من شهر آب لعام 2014", "2014-08-03"),
            ("نشر يوم 14 جويلية 2021", "2021-07-14"),
            ("الرباط 5 غشت 2023", "2023-08-05"),
            ("1 كانون الثاني 2020", "2020-01-01"),
            ("Published on November 26, 2026 by", "2026-11-26"),
            ("26 Nov 2026", "2026-11-26"),
            ("26th of November 2026", "2026-11-26"),
            ("تاريخ النشر: 26/11/2026", "2026-11-26"),
            ("2026-11-26", "2026-11-26"),
            ("11/26/2026", "2026-11-26"),
            ("٢٦\u{200f}/١١/٢٠٢٦", "2026-11-26"),
            ("1 محرم 1446هـ", "2024-07-07"),
            ("١٢ رجب ١٤٤٥", "2024-01-24"),
            ("9 ذو الحجة 1444 هـ", "2023-06-27"),
            ("١ رمضان ١٤٤٤", "2023-03-23"),
            ("10 ذو الحجة 1445", "2024-06-16"),
            ("۱۴۰۲/۰۵/۱۲", "2023-08-03"),
            ("۱۲ مرداد ۱۴۰۲", "2023-08-03"),
            ("1 فروردين 1403", "2024-03-20"),
            // Urdu has the same digits, and Hijri dates.
            ("۱۴۴۶/۰۱/۰۱", "2024-07-07"),
            ("الموافق 1446/01/01", "2024-07-07"),
            // A month by sighting may have a day more; what the text itself says of the day is taken.
            ("30 شعبان 1445", "2024-03-11"),
            ("الإثنين 1 محرم 1446هـ الموافق 8 يوليو 2024م، قال", "2024-07-08"),
            ("١ محرم ١٤٤٦ هـ (٨/٧/٢٠٢٤)", "2024-07-08"),
            ("7 يوليو 2024 الموافق 1 محرم 1446", "2024-07-07"),
            // Another day that only stands near.
            ("1 محرم 1446هـ، بعد هجوم 26 نوفمبر 2023", "2024-07-07"),
        ] {
            assert_eq!(find(text).map(|date| date.iso()).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn the_name_of_the_calendar_and_the_same_day_in_the_other_one_belong_to_a_date() {
        for date in ["12 رجب 1445 هـ", "١٢ رجب ١٤٤٥ هجرية", "12 رجب 1445هـ الموافق 24 يناير 2024 م", "24 يناير 2024م"]
        {
            let text = format!("{date} قال");
            let span = find(&text).expect("a date").span;
            assert_eq!(span.of(&text), date);
        }
    }

    #[test]
    fn what_is_no_whole_date_is_not_one() {
        for text in [
            "",
            "مارس ضغطا في 2026",
            "26 تشرين الثاني",
            "في 45 مارس 2026",
            "12/2026",
            "1/2/3",
            "أيلول 2026",
            "10 رمضان 2026",
            "31 رمضان 1445",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
