//! Notes at the foot of a page.

use std::collections::BTreeMap;
use std::ops::Range;

use super::page::{Line, Page};

/// How small notes are beside the text.
const SMALL: f32 = 0.93;

/// The lines of a page that are of notes, each with the number of its note: smaller than the text, at the end of the
/// page, beginning with a number that stands raised in the text above.
pub(super) fn find(page: &Page, size: f32) -> BTreeMap<usize, u32> {
    let is_small = |line: &Line| line.table.is_none() && line.size < size * SMALL;
    let foot = page.lines.iter().rposition(|line| !is_small(line)).map_or(0, |last| last + 1);
    let (text, notes) = page.lines.split_at(foot);
    let referred: Vec<u32> = text
        .iter()
        .flat_map(|line| line.raised.iter().filter_map(|range| value(line.text.get(range.clone())?)))
        .collect();
    let mut found = BTreeMap::new();
    let mut current = None;
    for (i, line) in notes.iter().enumerate() {
        if let Some(number) =
            leading(&line.text).and_then(|range| value(&line.text[range])).filter(|n| referred.contains(n))
        {
            current = Some(number);
        }
        if let Some(number) = current {
            found.insert(foot + i, number);
        }
    }
    found
}

/// Takes the number of a note from the beginning of its text.
pub(super) fn drop_number(line: &mut Line) {
    if let Some(range) = leading(&line.text) {
        line.text = line.text[range.end..].trim_start_matches([' ', ')', ']', '.', '-', '\u{200c}']).to_owned();
        line.raised.clear();
    }
}

fn leading(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start_matches(['(', '[', ' ']).len();
    let rest = &text[start..];
    let len = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
    (len > 0 && len < 16).then_some(start..start + len)
}

/// The value of a number in any digits.
pub(super) fn value(digits: &str) -> Option<u32> {
    digits.chars().try_fold(0_u32, |value, c| {
        let digit = match c {
            '\u{660}'..='\u{669}' => c as u32 - 0x660,
            '\u{6f0}'..='\u{6f9}' => c as u32 - 0x6f0,
            '¹' => 1,
            '²' => 2,
            '³' => 3,
            c => c.to_digit(10)?,
        };
        value.checked_mul(10)?.checked_add(digit)
    })
}
