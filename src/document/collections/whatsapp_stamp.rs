//! The stamp before a message: `[14/03/2031، 9:30:12 ص] ليلى: ` or `3/14/31, 9:30 AM - Layla: `, in the words, digits and
//! order of the telephone's language.

use jiff::civil::DateTime;

/// What stands before a message.
pub(super) struct Stamp {
    /// The three numbers of the date as they are written.
    date: [u16; 3],
    /// How many digits the first has.
    first_digits: usize,
    separator: char,
    /// Hour, minute, second.
    clock: [i8; 3],
    half: Half,
    /// Whether it stands in brackets, as on an iPhone.
    pub(super) is_bracketed: bool,
    /// Who wrote it; `None` for what the program itself says.
    pub(super) sender: Option<String>,
    /// Where the text begins, in bytes.
    pub(super) text: usize,
}

/// Marks of direction, which stand anywhere in a stamp.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A text without marks of direction.
pub(super) fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_mark(*c)).collect()
}

/// The value of a digit as telephones write it in English, Arabic or Persian.
fn digit(c: char) -> Option<u16> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    Some(c as u16 - zero as u16)
}

/// A place in a line; marks of direction are not seen.
struct Line<'a> {
    rest: &'a str,
}

impl Line<'_> {
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start_matches(is_mark);
        self.rest.chars().next()
    }

    fn eat(&mut self, is_wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| is_wanted(*c))?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn blanks(&mut self) {
        while self.eat(|c| c != '\n' && c.is_whitespace()).is_some() {}
    }

    /// A number and how many digits it has, at most 4.
    fn number(&mut self) -> Option<(u16, usize)> {
        let (mut number, mut digits) = (0, 0);
        while let Some(value) = self.peek().and_then(digit) {
            if digits == 4 {
                return None;
            }
            self.eat(|_| true);
            number = number * 10 + value;
            digits += 1;
        }
        (digits > 0).then_some((number, digits))
    }

    fn small_number(&mut self, limit: u16) -> Option<i8> {
        self.number().filter(|(number, digits)| *number < limit && *digits <= 2).map(|(number, _)| number as i8)
    }
}

impl Stamp {
    /// The stamp at the beginning of a line.
    pub(super) fn read(whole: &str) -> Option<Self> {
        let mut line = Line { rest: whole };
        let is_bracketed = line.eat(|c| c == '[').is_some();
        let (first, first_digits) = line.number()?;
        let separator = line.eat(|c| matches!(c, '/' | '.' | '-'))?;
        line.blanks();
        let (second, _) = line.number()?;
        line.eat(|c| c == separator)?;
        line.blanks();
        let (third, _) = line.number()?;
        line.blanks();
        let has_comma = line.eat(|c| matches!(c, ',' | '،')).is_some();
        line.blanks();
        let hour = line.small_number(24)?;
        let colon = line.eat(|c| matches!(c, ':' | '.'))?;
        let minute = line.small_number(60)?;
        let second_of_clock = if line.eat(|c| c == colon).is_some() { Some(line.small_number(60)?) } else { None };
        let half = Half::read(&mut line)?;
        line.blanks();
        if is_bracketed {
            line.eat(|c| c == ']')?;
        } else {
            // Logs of programs have seconds or dashes in their dates, and no comma.
            if !has_comma && (second_of_clock.is_some() || separator == '-') {
                return None;
            }
            line.eat(|c| matches!(c, '-' | '–'))?;
        }
        line.eat(char::is_whitespace)?;
        let rest = line.rest;
        let first_line = rest.split('\n').next().unwrap_or_default();
        // A message may begin with a newline behind the sender.
        let behind = first_line.find(": ").map(|at| (at, at + 2));
        let behind =
            behind.or_else(|| first_line.trim_end().strip_suffix(':').map(|name| (name.len(), name.len() + 1)));
        let (sender, text) = match behind {
            Some((at, text)) => (Some(named(&rest[..at])).filter(|name| !name.is_empty()), text),
            None => (None, 0),
        };
        Some(Self {
            date: [first, second, third],
            first_digits,
            separator,
            clock: [hour, minute, second_of_clock.unwrap_or(0)],
            half,
            is_bracketed,
            sender,
            text: whole.len() - rest.len() + text,
        })
    }

    /// The time by the telephone's clock; `None` if there is no such day.
    pub(super) fn time(&self, order: Order) -> Option<DateTime> {
        let [first, second, third] = self.date;
        let (year, month, day) = match order {
            _ if self.first_digits == 4 => (first, second, third),
            Order::DayFirst => (third, second, first),
            Order::MonthFirst => (third, first, second),
        };
        let year = if year < 100 { 2000 + year } else { year };
        let [hour, minute, second] = self.clock;
        let hour = match self.half {
            Half::Afternoon if hour < 12 => hour + 12,
            Half::Morning if hour == 12 => 0,
            _ => hour,
        };
        // A year of another calendar.
        let year = i16::try_from(year).ok().filter(|year| (1990..2200).contains(year))?;
        DateTime::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?, hour, minute, second, 0).ok()
    }
}

/// The name of a sender; one who is no contact has a sign before it.
fn named(name: &str) -> String {
    let name = visible(name);
    let name = name.trim();
    name.strip_prefix('~').map_or(name, str::trim_start).to_owned()
}

/// What a clock of twelve hours says behind the time.
enum Half {
    Unsaid,
    Morning,
    Afternoon,
}

impl Half {
    /// `None` if this is no stamp.
    fn read(line: &mut Line<'_>) -> Option<Self> {
        let end = line.rest.char_indices().take(24).find(|(_, c)| matches!(c, ']' | '-' | '–' | '\n'))?.0;
        let said: String = visible(&line.rest[..end]).chars().filter(|c| c.is_alphabetic()).collect();
        let half = match said.to_lowercase().as_str() {
            "" => Self::Unsaid,
            "am" | "ص" | "قظ" | "صباحا" | "صباحًا" | "לפנהצ" => Self::Morning,
            "pm" | "م" | "بظ" | "مساء" | "אחהצ" => Self::Afternoon,
            _ => return None,
        };
        line.rest = &line.rest[end..];
        Some(half)
    }
}

/// Whether the day or the month is written first, where the year is last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

impl Order {
    /// The order in which the dates of a whole chat make sense: no month is above 12, and time goes on.
    pub(super) fn of(stamps: impl Iterator<Item = Stamp>) -> Self {
        let (mut day_first, mut month_first) = (0_usize, 0_usize);
        let mut steps_back = [0_usize; 2];
        let mut last: [Option<DateTime>; 2] = [None; 2];
        let mut has_dots = false;
        for stamp in stamps.filter(|stamp| stamp.first_digits < 4) {
            day_first += usize::from(stamp.date[0] > 12);
            month_first += usize::from(stamp.date[1] > 12);
            has_dots |= stamp.separator == '.';
            for (number, order) in [Self::DayFirst, Self::MonthFirst].into_iter().enumerate() {
                let time = stamp.time(order);
                steps_back[number] += usize::from(time.is_none() || time < last[number]);
                last[number] = time.or(last[number]);
            }
        }
        let is_month_first =
            if day_first == month_first { steps_back[1] < steps_back[0] && !has_dots } else { month_first > day_first };
        if is_month_first { Self::MonthFirst } else { Self::DayFirst }
    }
}
