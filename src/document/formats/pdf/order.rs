//! The order in which a line is read, from the order in which it stands.
//!
//! A page shows signs from left to right. What was written is found by a guess at their levels, which is then put to the
//! proof: the Unicode Bidirectional Algorithm must show it as the page does. Where it does not, the levels that it finds
//! are the next guess.

use std::iter::successors;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, ParagraphBidiInfo, bidi_class};

/// A sign of a line: a letter, a ligature, a space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    /// Its first character, as the file tells it.
    pub(super) c: char,
    /// Its place in the order of the page's content.
    pub(super) seq: u32,
    /// Its font.
    pub(super) font: u16,
    /// Whether it is told as it is seen, whatever the file tells of others.
    pub(super) is_seen: bool,
}

/// How a line is laid out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// Whether its paragraph runs from right to left.
    pub(super) is_rtl: bool,
    /// The last letter of the line before it, if its paragraph begins there.
    pub(super) before: Option<char>,
    /// The first letter of the next line, if its paragraph ends there.
    pub(super) after: Option<char>,
    /// Whether the file tells brackets as they are seen; else as they were written.
    pub(super) tells_seen: bool,
}

/// The signs of a line in the order of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// The signs, by their place from the left.
    pub(super) order: Vec<usize>,
    /// What is written instead of the character that the file tells: brackets are seen the other way round.
    pub(super) chars: Vec<char>,
    /// Whether the line, laid out again, looks like the page.
    pub(super) is_proven: bool,
    /// What the brackets tell about [`Setting::tells_seen`]: above 0 that it is so, below that it is not.
    pub(super) seen_votes: i32,
}

/// The letters before and behind a line in its paragraph.
type Around = (Option<char>, Option<char>);

/// How often levels are guessed anew.
const TRIES: usize = 6;

/// Finds the order in which signs are read that stand so from left to right.
pub(super) fn read(signs: &[Sign], setting: Setting) -> Reading {
    let classes: Vec<BidiClass> = signs.iter().map(|sign| bidi_class(sign.c)).collect();
    let is_rtl = |class: &BidiClass| matches!(class, BidiClass::R | BidiClass::AL | BidiClass::AN);
    let is_ltr = |class: &BidiClass| matches!(class, BidiClass::L | BidiClass::EN | BidiClass::AN);
    if !setting.is_rtl && !classes.iter().any(is_rtl) {
        let chars = signs.iter().map(|sign| sign.c).collect();
        return Reading { order: (0..signs.len()).collect(), chars, is_proven: true, seen_votes: 0 };
    }
    let has_brackets = signs.iter().any(|sign| mirrored(sign.c) != sign.c);
    if setting.is_rtl && !has_brackets && !classes.iter().any(is_ltr) {
        let order: Vec<usize> = (0..signs.len()).rev().collect();
        let chars = order.iter().map(|i| signs[*i].c).collect();
        return Reading { order, chars, is_proven: true, seen_votes: 0 };
    }
    let line = Line { signs, classes: &classes, setting };
    let is_open = |sign: &Sign| mirrored(sign.c) != sign.c && !sign.is_seen;
    if !signs.iter().any(is_open) {
        return line.best(setting.tells_seen);
    }
    let (seen, written) = (line.best(true), line.best(false));
    let votes = imbalance(&written.chars) - imbalance(&seen.chars);
    let tells_seen = if votes == 0 { setting.tells_seen } else { votes > 0 };
    Reading { seen_votes: votes, ..if tells_seen { seen } else { written } }
}

/// The order in which characters stand from left to right that are read in the given one.
pub(super) fn visual(chars: &[char], is_rtl: bool) -> Vec<usize> {
    BidiInfo::reorder_visual(&levels(chars, is_rtl, (None, None)))
}

/// The same for characters of a line that runs to the left, behind a letter.
pub(super) fn visual_behind(before: Option<char>, chars: &[char]) -> Vec<usize> {
    BidiInfo::reorder_visual(&levels(chars, true, (before, None)))
}

/// Whether a character has a direction of its own.
pub(super) fn is_strong(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::L | BidiClass::R | BidiClass::AL)
}

/// How characters are seen that are read in the given order: brackets are turned round in text that runs to the left.
pub(super) fn seen(chars: &[char], is_rtl: bool) -> Vec<char> {
    if chars.iter().all(|c| mirrored(*c) == *c) {
        return chars.to_vec();
    }
    let levels = levels(chars, is_rtl, (None, None));
    chars.iter().zip(levels).map(|(c, level)| if level.is_rtl() { mirrored(*c) } else { *c }).collect()
}

/// The levels of characters in the order of reading, by the Unicode Bidirectional Algorithm.
fn levels(chars: &[char], is_rtl: bool, (before, after): Around) -> Vec<Level> {
    let text: String = before.iter().chain(chars).chain(&after).collect();
    let base = if is_rtl { Level::rtl() } else { Level::ltr() };
    let info = ParagraphBidiInfo::new(&text, Some(base));
    let mut levels = info.reordered_levels_per_char(0..text.len());
    levels.drain(..usize::from(before.is_some()));
    levels.truncate(chars.len());
    levels
}

/// A line whose order is looked for.
struct Line<'a> {
    signs: &'a [Sign],
    classes: &'a [BidiClass],
    setting: Setting,
}

impl Line<'_> {
    /// The most likely order.
    fn best(&self, tells_seen: bool) -> Reading {
        let Setting { before, after, is_rtl, .. } = self.setting;
        // A line may be laid out as one of a longer paragraph, or alone.
        let other = if before.is_some() || !is_rtl { None } else { Some('\u{627}') };
        let contexts = [(before, after), (other, None)];
        let mut found: Option<Reading> = None;
        let mut first = None;
        for around in contexts {
            for joins_numbers in [self.joins_numbers(), !self.joins_numbers()] {
                let reading = self.settle(self.guess(around, joins_numbers, tells_seen), around, tells_seen);
                if !reading.is_proven {
                    first.get_or_insert(reading);
                    continue;
                }
                match &mut found {
                    Some(found) if is_odd(&found.chars) && !is_odd(&reading.chars) => *found = reading,
                    // Laid out alone, the line would have been written otherwise.
                    Some(found) if found.chars != reading.chars && !is_odd(&reading.chars) => found.is_proven = false,
                    Some(_) => {}
                    None => found = Some(reading),
                }
                break;
            }
        }
        let mut found = found.or(first).unwrap_or_else(|| self.reading(&[], tells_seen));
        found.is_proven &= !is_odd(&found.chars);
        found
    }

    /// A number beside a word of the other direction may have been written before or behind it, and looks the same. If
    /// it stands first in the content where it cannot be read first, it was written first: programs draw what is of one
    /// direction in one go.
    fn joins_numbers(&self) -> bool {
        let is_strong = |i: usize| match self.classes[i] {
            BidiClass::L => self.setting.is_rtl,
            BidiClass::R | BidiClass::AL => !self.setting.is_rtl,
            _ => false,
        };
        for i in (0..self.signs.len()).filter(|i| is_strong(*i)) {
            // The number at the right of a word in a line that runs to the left; the mirror image of it.
            let beside = |i: usize| {
                let right = Some(i + 1).filter(|right| *right < self.signs.len());
                if self.setting.is_rtl { right } else { i.checked_sub(1) }
            };
            let number = successors(beside(i), |j| beside(*j)).find(|j| !is_neutral(self.classes[*j]));
            let is_apart = beside(i).is_some_and(|j| self.classes[j] == BidiClass::WS);
            // Letters that a font lacks are drawn behind the others, whatever their place.
            let is_same_font = |j: &usize| self.signs[*j].font == self.signs[i].font;
            if let Some(j) = number.filter(|j| is_apart && self.classes[*j] == BidiClass::EN && is_same_font(j)) {
                let was_first = self.signs[j].seq < self.signs[i].seq;
                return !was_first && self.setting.is_rtl;
            }
        }
        self.setting.is_rtl
    }

    fn touches(&self, i: usize) -> bool {
        is_neutral(self.classes[i]) && self.classes[i] != BidiClass::WS
    }

    /// Puts a guess to the proof, and what comes out of it, until it holds.
    fn settle(&self, guess: Vec<u8>, around: Around, tells_seen: bool) -> Reading {
        let mut guess = guess;
        let first = self.reading(&guess, tells_seen);
        let mut reading = first.clone();
        for _ in 0..TRIES {
            let levels = levels(&reading.chars, self.setting.is_rtl, around);
            let shown = BidiInfo::reorder_visual(&levels);
            if shown.iter().enumerate().all(|(place, i)| reading.order.get(*i) == Some(&place)) {
                reading.is_proven = true;
                return reading;
            }
            let mut next = guess.clone();
            for (place, level) in reading.order.iter().zip(&levels) {
                next[*place] = level.number();
            }
            if next == guess {
                break;
            }
            guess = next;
            reading = self.reading(&guess, tells_seen);
        }
        first
    }

    /// The order of reading if these are the levels, from left to right.
    fn reading(&self, levels: &[u8], tells_seen: bool) -> Reading {
        let levels: Vec<Level> = levels.iter().filter_map(|level| Level::new(*level).ok()).collect();
        let order = if levels.len() == self.signs.len() {
            BidiInfo::reorder_visual(&levels)
        } else {
            (0..self.signs.len()).collect()
        };
        let write = |i: &usize| {
            let c = self.signs[*i].c;
            if (tells_seen || self.signs[*i].is_seen) && levels.get(*i).is_some_and(|level| level.is_rtl()) {
                mirrored(c)
            } else {
                c
            }
        };
        let chars = order.iter().map(write).collect();
        Reading { order, chars, is_proven: false, seen_votes: 0 }
    }

    /// The levels of the signs from left to right, by their surroundings.
    fn guess(&self, around: Around, joins_numbers: bool, tells_seen: bool) -> Vec<u8> {
        let base = u8::from(self.setting.is_rtl);
        let mut levels = vec![base; self.signs.len()];
        let is_own = |class: BidiClass| match class {
            BidiClass::L => base == 0,
            BidiClass::R | BidiClass::AL => base == 1,
            _ => false,
        };
        let mut start = 0;
        while start < levels.len() {
            let len = self.classes[start..].iter().take_while(|class| !is_own(**class)).count();
            let end = start + len;
            // What is read before: at the right of the stretch in a line that runs to the left.
            let beside = if base == 1 { self.signs.get(end).map(|s| s.c).or(around.0) } else { None };
            if len > 0 {
                self.guess_stretch(start..end, beside, around, joins_numbers, tells_seen, &mut levels);
            }
            start = end + 1;
        }
        levels
    }

    /// The levels of a stretch without letters of the line's own direction.
    fn guess_stretch(
        &self,
        Range { start, end }: Range<usize>,
        beside: Option<char>,
        around: Around,
        joins_numbers: bool,
        tells_seen: bool,
        levels: &mut [u8],
    ) {
        let is_rtl = self.setting.is_rtl;
        let other = if is_rtl { 2 } else { 1 };
        let is_strong = |i: &usize| match self.classes[*i] {
            BidiClass::L => is_rtl,
            BidiClass::R | BidiClass::AL => !is_rtl,
            _ => false,
        };
        // Numbers of Arabic part what is written in Latin.
        let parts: Vec<(usize, usize)> = if is_rtl {
            let cuts = (start..end).filter(|i| self.classes[*i] == BidiClass::AN);
            let mut from = start;
            let mut parts: Vec<(usize, usize)> = cuts.map(|cut| (std::mem::replace(&mut from, cut + 1), cut)).collect();
            parts.push((from, end));
            parts
        } else {
            vec![(start, end)]
        };
        for (from, to) in parts {
            let (Some(mut low), Some(mut high)) = ((from..to).find(is_strong), (from..to).rev().find(is_strong)) else {
                continue;
            };
            if is_rtl {
                // What is not apart from a word goes with it.
                let end = (high + 1..to).find(|i| !joins_numbers && self.classes[*i] == BidiClass::WS).unwrap_or(to);
                high = (high..end).rev().find(|i| self.classes[*i] == BidiClass::EN).unwrap_or(high);
                high += (high + 1..to).take_while(|i| self.classes[*i] == BidiClass::ET).count();
            }
            if !is_rtl {
                let is_number =
                    |i: &usize| self.classes[*i] == BidiClass::AN || joins_numbers && self.classes[*i] == BidiClass::EN;
                low = (from..low).find(is_number).unwrap_or(low);
            }
            // What the line breaks off goes on in the same direction: signs that touch it do, too.
            let is_other = |c: Option<char>| c.is_some_and(|c| (bidi_class(c) == BidiClass::L) == is_rtl);
            let (first, last) = if is_rtl { (around.1, around.0) } else { (around.0, around.1) };
            if from == 0 && is_other(first) {
                high += (high + 1..to).take_while(|i| self.touches(*i)).count();
            }
            if to == self.signs.len() && is_other(last) {
                low -= (from..low).rev().take_while(|i| self.touches(*i)).count();
            }
            let open = |sign: &Sign| if is_rtl || tells_seen || sign.is_seen { sign.c } else { mirrored(sign.c) };
            let shapes: Vec<char> = self.signs[from..to].iter().map(open).collect();
            (low, high) = with_brackets(&shapes, low - from, high - from);
            levels[from + low..=from + high].fill(other);
        }
        let is_arabic = beside.is_some_and(|c| bidi_class(c) == BidiClass::AL)
            || !is_rtl && (start..end).any(|i| self.classes[i] == BidiClass::AL);
        let is_european = |i: usize| self.classes.get(i) == Some(&BidiClass::EN) && !is_arabic;
        let is_number = |i: usize| matches!(self.classes.get(i), Some(BidiClass::EN | BidiClass::AN));
        for i in start..end {
            // Numbers in Latin, or in a line that runs to the right, are like its letters.
            let is_inner = levels[i] == 1;
            let sides = i.checked_sub(1).filter(|l| *l >= start).zip(Some(i + 1).filter(|r| *r < end));
            // A number that the line breaks behind its sign goes on in the next one.
            let is_broken = is_rtl
                && i > 0
                && (0..i).all(|left| levels[left] == 2)
                && is_european(i - 1)
                && around.1.is_some_and(|c| bidi_class(c) == BidiClass::EN);
            let is_part = match self.classes[i] {
                BidiClass::EN | BidiClass::AN => true,
                BidiClass::CS => sides.is_some_and(|(l, r)| is_number(l) && self.classes[l] == self.classes[r]),
                BidiClass::ES => sides.is_some_and(|(l, r)| is_european(l) && is_european(r)),
                BidiClass::ET => {
                    let is_sign = |j: &usize| self.classes[*j] == BidiClass::ET;
                    let right = (i..end).find(|j| !is_sign(j));
                    let left = (start..i).rev().find(|j| !is_sign(j));
                    right.into_iter().chain(left).any(is_european)
                }
                _ => false,
            } || is_broken && matches!(self.classes[i], BidiClass::CS | BidiClass::ES);
            if is_inner && is_part {
                levels[i] = 2;
            }
        }
    }
}

/// Makes a stretch longer by the brackets that close or open a pair inside it.
fn with_brackets(shapes: &[char], low: usize, high: usize) -> (usize, usize) {
    let (mut low, mut high) = (low, high);
    let mut open = Vec::new();
    let mut closed = Vec::new();
    for c in &shapes[low..=high] {
        if is_opening(*c) {
            open.push(*c);
        } else if is_closing(*c) && open.pop().is_none() {
            closed.push(*c);
        }
    }
    while let (Some(last), Some(next)) = (open.last(), shapes.get(high + 1)) {
        if mirrored(*last) != *next {
            break;
        }
        open.pop();
        high += 1;
    }
    closed.reverse();
    while let (Some(last), Some(before)) = (closed.last(), low.checked_sub(1)) {
        if mirrored(*last) != shapes[before] || high + 1 < shapes.len() && !open.is_empty() {
            break;
        }
        closed.pop();
        low = before;
    }
    (low, high)
}

/// Whether a sign of percent stands before its number: few write so, and other readings look the same.
fn is_odd(chars: &[char]) -> bool {
    let is_percent = |c: char| matches!(c, '%' | '٪' | '‰');
    let before = |i: usize| i.checked_sub(1).and_then(|i| chars.get(i));
    chars
        .windows(2)
        .enumerate()
        .any(|(i, pair)| is_percent(pair[0]) && pair[1].is_numeric() && !before(i).is_some_and(|c| c.is_numeric()))
}

fn is_neutral(class: BidiClass) -> bool {
    !matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL | BidiClass::EN | BidiClass::AN)
}

/// How many brackets have no other half.
fn imbalance(chars: &[char]) -> i32 {
    let mut open: Vec<char> = Vec::new();
    let mut lonely = 0;
    for c in chars {
        if is_opening(*c) {
            open.push(*c);
        } else if is_closing(*c) && open.pop_if(|last| mirrored(*last) == *c).is_none() {
            lonely += 1;
        }
    }
    lonely + open.len() as i32
}

/// The brackets that are open behind a line, before which these are.
pub(super) fn open_behind(line: &str, mut open: Vec<char>) -> Vec<char> {
    for c in line.chars() {
        if is_opening(c) {
            open.push(c);
        } else if is_closing(c) {
            open.pop_if(|last| mirrored(*last) == c);
        }
    }
    open
}

/// Pairs that are seen the other way round in text that runs to the left.
const PAIRS: [(char, char); 13] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('«', '»'),
    ('‹', '›'),
    ('≤', '≥'),
    ('⟨', '⟩'),
    ('〈', '〉'),
    ('《', '》'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
];

/// The one of a pair whose shape is open at the right, or at the left.
pub(super) fn with_shape(c: char, is_open_at_right: bool) -> char {
    let pair = PAIRS.iter().find(|(open, close)| (*open == c || *close == c) && !matches!(c, '≤' | '≥'));
    pair.map_or(c, |(open, close)| if is_open_at_right { *open } else { *close })
}

/// The other half of a pair; a character that has none, itself.
pub(super) fn mirrored(c: char) -> char {
    let pair = PAIRS.iter().find(|(open, close)| *open == c || *close == c);
    pair.map_or(c, |(open, close)| if *open == c { *close } else { *open })
}

fn is_opening(c: char) -> bool {
    !matches!(c, '<' | '≤') && PAIRS.iter().any(|(open, _)| *open == c)
}

fn is_closing(c: char) -> bool {
    !matches!(c, '>' | '≥') && PAIRS.iter().any(|(_, close)| *close == c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, is_rtl: bool) -> Vec<char> {
        let chars: Vec<char> = text.chars().collect();
        let levels = levels(&chars, is_rtl, (None, None));
        let order = BidiInfo::reorder_visual(&levels);
        order.iter().map(|i| if levels[*i].is_rtl() { mirrored(chars[*i]) } else { chars[*i] }).collect()
    }

    fn read_shown(chars: &[char], is_rtl: bool) -> (String, bool) {
        // Drawn from left to right: the content tells nothing.
        let signs: Vec<Sign> =
            chars.iter().zip(0..).map(|(c, seq)| Sign { c: *c, seq, font: 0, is_seen: false }).collect();
        let reading = read(&signs, Setting { is_rtl, before: None, after: None, tells_seen: true });
        (reading.chars.iter().collect(), reading.is_proven)
    }

    #[test]
    fn lines_are_read_as_they_were_written() {
        for (is_rtl, text) in [
            (true, "في 2015/06/12 قُتل 70% منهم"),
            (true, "بنسبة 70%"),
            (true, "بنسبة ٧٠٪ في ٢٠١٥/٠٦/١٢"),
            (true, "الهاتف: +967 1 234567"),
            (true, "بين 1967-1973 و10:30"),
            (true, "انخفض إلى -5 درجات"),
            (true, "شركة Windows 10 Pro الجديدة"),
            (true, "منظمة United Nations (UN) قالت"),
            (true, "منظمة (United Nations) قالت"),
            (true, "«قوات» (الجيش) [هنا]"),
            (true, "الموقع https://example.com/a?b=1&c=2 مفتوح"),
            (true, "راسلونا: info@example.org."),
            (true, "طائرة F-16 وصاروخ S-300"),
            (true, "ב-12.5.2020 ב־10:30 (70%)"),
            (true, "מחיר 50% או ₪12,000"),
            (true, "שנת 1967-1973 של IBM"),
            (true, "تا ۱۳۹۴/۰۳/۲۲ حدود ۷۰٪ از"),
            (true, "3G و4K"),
            (false, "The word سلام means peace"),
            (false, "He said (مرحبا) in 2015"),
            (false, "plain, 70% (text)"),
        ] {
            let (read, is_proven) = read_shown(&shown(text, is_rtl), is_rtl);
            assert_eq!(read, text);
            assert!(is_proven, "{text}");
        }
    }

    #[test]
    fn brackets_that_lines_leave_open_are_known() {
        let first = open_behind("(a) ثم (b", Vec::new());
        assert_eq!(first, ['(']);
        assert_eq!(open_behind("c) ثم (d", first.clone()), ['(']);
        assert_eq!(open_behind("(c ثم", first), ['(', '(']);
    }

    #[test]
    fn what_no_line_shows_is_not_proven() {
        // A number at the left of a word in Latin, apart from it, in a line that runs to the left.
        let chars: Vec<char> = "123 abc בא".chars().collect();
        assert!(!read_shown(&chars, true).1);
    }

    #[test]
    fn a_number_drawn_first_was_written_first() {
        let text = "عام 2015 Reuters";
        let chars: Vec<char> = text.chars().collect();
        let signs: Vec<Sign> = visual(&chars, true)
            .into_iter()
            .map(|i| Sign { c: chars[i], seq: i as u32, font: 0, is_seen: false })
            .collect();
        let reading = read(&signs, Setting { is_rtl: true, before: None, after: None, tells_seen: true });
        assert_eq!(reading.chars.iter().collect::<String>(), text);
    }

    #[test]
    fn an_address_that_a_line_breaks_keeps_its_signs() {
        let whole: Vec<char> = "في https://example.org/?id=5 هنا".chars().collect();
        let cut = 25;
        for (part, before, after) in [(0..cut, None, Some('i')), (cut..whole.len(), Some('g'), None)] {
            let all = levels(&whole, true, (None, None));
            let shown = BidiInfo::reorder_visual(&all[part.clone()]);
            let signs: Vec<Sign> = shown
                .iter()
                .zip(0..)
                .map(|(i, seq)| Sign { c: whole[part.start + i], seq, font: 0, is_seen: false })
                .collect();
            let reading = read(&signs, Setting { is_rtl: true, before, after, tells_seen: true });
            assert_eq!(reading.chars, whole[part]);
            assert!(reading.is_proven);
        }
    }

    #[test]
    fn brackets_that_are_told_as_written_are_known_by_their_pairs() {
        let text = "قال (نعم) ثم";
        let chars: Vec<char> = text.chars().collect();
        let signs: Vec<Sign> =
            chars.iter().rev().zip(0..).map(|(c, seq)| Sign { c: *c, seq, font: 0, is_seen: false }).collect();
        let reading = read(&signs, Setting { is_rtl: true, before: None, after: None, tells_seen: true });
        assert_eq!(reading.chars.iter().collect::<String>(), text);
        assert!(reading.seen_votes < 0);
    }

    #[test]
    fn random_lines_come_back_or_are_shown_the_same() {
        let pieces = ["سلام", "בית", "abc", "12", "٣٤", " ", " ", "-", "%", "(", ")", "/", ".", "«", "»", ":"];
        let mut seed = 7_u32;
        let mut next = |n: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as usize % n
        };
        let mut proven = 0;
        for _ in 0..3000 {
            let text: String = (0..2 + next(8)).map(|_| pieces[next(pieces.len())]).collect();
            let is_rtl = next(3) > 0;
            let page = shown(&text, is_rtl);
            let (read, is_proven) = read_shown(&page, is_rtl);
            let mut letters: Vec<char> = read.chars().map(|c| c.min(mirrored(c))).collect();
            let mut wanted: Vec<char> = text.chars().map(|c| c.min(mirrored(c))).collect();
            letters.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(letters, wanted, "nothing is lost");
            proven += usize::from(is_proven);
        }
        assert!(proven > 2700, "{proven} of 3000");
    }
}
