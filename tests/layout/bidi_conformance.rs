//! Reordering against Unicode's `BidiCharacterTest.txt` and `BidiTest.txt`, which Debian installs
//! with `unicode-data`.
//!
//! Each case is laid out as a paragraph on one line; the visual order of its clusters must be the expected one.
//! Characters that rule X9 removes have no position in the expected order, and marks go with their letters.

use hawashi::text::Direction;

use super::{needs, set_in};

const FILE: &str = "/usr/share/unicode/BidiCharacterTest.txt";
const CLASSES_FILE: &str = "/usr/share/unicode/BidiTest.txt";

/// Of the half a million lines of classes only every n-th is tested; `HAWASHI_BIDI_STRIDE=1` tests all.
const STRIDE: usize = 13;

/// The number of cases that may differ; `docs/rendering.md` explains them.
const ALLOWED_FAILURES: usize = 0;

struct Case {
    line: usize,
    text: String,
    direction: Direction,
    /// Character indices in visual order, from left to right.
    order: Vec<usize>,
}

fn case(line: usize, fields: &str) -> Option<Case> {
    let fields: Vec<&str> = fields.split(';').collect();
    let [chars, _, level, _, order] = fields.as_slice() else { return None };
    let text = chars
        .split(' ')
        .map(|c| u32::from_str_radix(c, 16).ok().and_then(char::from_u32))
        .collect::<Option<String>>()?;
    let direction = if *level == "1" { Direction::Rtl } else { Direction::Ltr };
    let order = order.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
    Some(Case { line, text, direction, order })
}

impl Case {
    /// The actual visual order and the expected one, both as the first characters of clusters.
    fn orders(&self) -> (Vec<usize>, Vec<usize>) {
        let layout = set_in(self.direction, &self.text, None);
        let char_of = |byte: u32| self.text[..byte as usize].chars().count();
        let starts: Vec<usize> = layout.clusters().all().iter().map(|c| char_of(c.start)).collect();
        // A cluster is represented by its first character that is not removed.
        let shown: Vec<usize> = layout
            .visual_order(0)
            .into_iter()
            .filter_map(|c| (char_of(c.start)..char_of(c.end)).find(|i| self.order.contains(i)))
            .collect();
        let first_of_cluster = |&i: &usize| {
            let cluster = starts.partition_point(|&s| s <= i) - 1;
            let end = starts.get(cluster + 1).copied().unwrap_or(usize::MAX);
            (starts[cluster]..end).find(|c| self.order.contains(c)) == Some(i)
        };
        (shown, self.order.iter().copied().filter(first_of_cluster).collect())
    }
}

/// A character of a class; `None` for paragraph separators, where the document is split.
fn of_class(class: &str) -> Option<char> {
    Some(match class {
        "L" => 'a',
        "R" => 'א',
        "AL" => 'ب',
        "EN" => '1',
        "ES" => '+',
        "ET" => '#',
        "AN" => '٠',
        "CS" => ',',
        "NSM" => '\u{300}',
        "BN" => '\u{200B}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202A}',
        "RLE" => '\u{202B}',
        "PDF" => '\u{202C}',
        "LRO" => '\u{202D}',
        "RLO" => '\u{202E}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        _ => return None,
    })
}

/// The cases of a line of classes: one for each direction in its bits.
fn cases_of_classes(line: usize, fields: &str, order: &[usize]) -> Vec<Case> {
    let Some((classes, bits)) = fields.split_once(';') else { return Vec::new() };
    let Some(text) = classes.split_whitespace().map(of_class).collect::<Option<String>>() else { return Vec::new() };
    let bits = u8::from_str_radix(bits.trim(), 16).unwrap_or(0);
    let named = [(2, Direction::Ltr), (4, Direction::Rtl)].into_iter().filter(|(bit, _)| bits & bit != 0);
    named.map(|(_, direction)| Case { line, text: text.clone(), direction, order: order.to_vec() }).collect()
}

#[test]
fn reordering_of_classes_is_that_of_the_unicode_bidi_algorithm() {
    let Some(path) = needs::installed(CLASSES_FILE, "unicode-data") else { return };
    let stride = std::env::var("HAWASHI_BIDI_STRIDE").ok().and_then(|stride| stride.parse().ok()).unwrap_or(STRIDE);
    let file = std::fs::read_to_string(path).unwrap();
    let (mut all, mut failures, mut order) = (0, Vec::new(), Vec::new());
    for (number, line) in file.lines().enumerate() {
        if let Some(indices) = line.strip_prefix("@Reorder:") {
            order = indices.split_whitespace().filter_map(|index| index.parse().ok()).collect();
        }
        if line.starts_with(['#', '@']) || number % stride != 0 {
            continue;
        }
        for case in cases_of_classes(number + 1, line, &order) {
            all += 1;
            let (shown, expected) = case.orders();
            if shown != expected {
                failures.push(format!("line {}: {:?} {shown:?}, expected {expected:?}", case.line, case.text));
            }
        }
    }
    for failure in failures.iter().take(40) {
        eprintln!("{failure}");
    }
    eprintln!("{} of {all} cases of classes reordered as expected", all - failures.len());
    assert!(all > 400_000 / stride, "the file was read: {all} cases");
    assert!(failures.len() <= ALLOWED_FAILURES, "{} of {all} cases differ", failures.len());
}

#[test]
fn reordering_is_that_of_the_unicode_bidi_algorithm() {
    let Some(path) = needs::installed(FILE, "unicode-data") else { return };
    let cases = std::fs::read_to_string(path).unwrap();
    let (mut all, mut failures) = (0, Vec::new());
    for (number, line) in cases.lines().enumerate() {
        let Some(case) = Some(line).filter(|l| !l.starts_with('#')).and_then(|l| case(number + 1, l)) else { continue };
        // A paragraph contains no paragraph separator: the document is split there.
        if case.text.contains('\u{2029}') {
            continue;
        }
        all += 1;
        let (shown, expected) = case.orders();
        if shown != expected {
            failures.push(format!("line {}: {:?} {shown:?}, expected {expected:?}", case.line, case.text));
        }
    }
    for failure in failures.iter().take(40) {
        eprintln!("{failure}");
    }
    eprintln!("{} of {all} cases reordered as expected", all - failures.len());
    assert!(all > 80_000, "the file was read: {all} cases");
    assert!(failures.len() <= ALLOWED_FAILURES, "{} of {all} cases differ", failures.len());
}
