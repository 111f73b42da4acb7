//! Items of lists, and quotations that are set apart.

use super::notes;
use super::paragraph::{Kind, Paragraph};

/// How far items and quotations are indented at least, in sizes.
const INDENT: f32 = 0.8;
/// Shorter quotations are not told from other lines, in characters.
const QUOTE: usize = 25;

/// Finds numbered items, which follow each other by their numbers, and paragraphs that are indented between others.
pub(super) fn find(paragraphs: &mut [Paragraph], are_indented: bool) {
    for i in 1..paragraphs.len() {
        let [.., before, this] = &mut paragraphs[..=i] else { continue };
        let (Some(first), Some(second)) = (number(before), number(this)) else { continue };
        if first.checked_add(1) == Some(second) && is_text(before) && is_text(this) {
            before.kind = Kind::Item(Some(first));
            this.kind = Kind::Item(Some(second));
        }
    }
    if are_indented {
        return;
    }
    for i in 0..paragraphs.len() {
        let mut beside = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter_map(|i| paragraphs.get(i));
        let is_apart = beside.all(|other| other.kind != Kind::Plain || indent(other) < 0.3);
        if is_apart && is_quote(&paragraphs[i]) {
            paragraphs[i].kind = Kind::Quote;
        }
    }
}

/// Whether a paragraph may be an item.
fn is_text(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, Kind::Plain | Kind::Item(_))
}

/// Whether all lines of a paragraph are indented, at both sides if it is wide enough to tell.
fn is_quote(paragraph: &Paragraph) -> bool {
    let lines = || paragraph.lines.iter().map(|(_, line)| line);
    let text: usize = lines().map(|line| line.text.chars().count()).sum();
    let ends = lines().next_back().is_some_and(|line| {
        line.text.trim_end_matches(['"', '”', '»', '\u{200c}']).ends_with(['.', '!', '?', '؟', '…', '۔'])
    });
    let first = lines().next().map_or(0.0, |line| line.indent());
    let is_indented = |by: f32| lines().all(|line| line.indent() > by * line.size && !line.is_centered());
    let is_even = lines().all(|line| (line.indent() - first).abs() < 0.3 * line.size);
    let at_end = lines().map(|line| line.slack() / line.size.max(0.1)).fold(f32::MAX, f32::min);
    paragraph.kind == Kind::Plain && text >= QUOTE && ends && is_indented(INDENT) && is_even && at_end > INDENT * 0.7
}

/// How far the first line of a paragraph is indented, in sizes.
fn indent(paragraph: &Paragraph) -> f32 {
    paragraph.lines.first().map_or(0.0, |(_, line)| line.indent() / line.size.max(0.1))
}

fn number(paragraph: &Paragraph) -> Option<u32> {
    paragraph.lines.first().and_then(|(_, line)| marker(&line.text)).and_then(|(number, _)| number)
}

/// The bullet or the number at the beginning of a text: the number, and how long it is with the space behind it.
pub(super) fn marker(text: &str) -> Option<(Option<u32>, usize)> {
    if let Some(len) = bullet(text) {
        return Some((None, len));
    }
    let len = text.find(|c: char| !c.is_numeric())?;
    let rest = text.get(len..)?.strip_prefix(['.', ')', '-'])?.strip_prefix(' ')?;
    let digits = text.get(..len).filter(|digits| (1..=3).contains(&digits.chars().count()))?;
    Some((Some(notes::value(digits)?), text.len() - rest.trim_start().len()))
}

/// Whether a text begins with the bullet of an item.
pub(super) fn is_bullet(text: &str) -> bool {
    bullet(text).is_some()
}

/// How long the bullet at the beginning of a text is with the space behind it, in bytes. Some producers draw no space behind
/// one that is nothing else.
fn bullet(text: &str) -> Option<usize> {
    const BULLETS: &str = "•▪➢✓●○◦■□‣⁃∙";
    let rest = text.strip_prefix(|c| BULLETS.contains(c) || "·–-*".contains(c))?;
    let is_apart = rest.starts_with(' ');
    let is_alone = || text.starts_with(|c| BULLETS.contains(c)) && rest.starts_with(char::is_alphanumeric);
    (is_apart || is_alone()).then(|| text.len() - rest.trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_bullets_and_numbers_with_a_sign_behind_them() {
        for (text, found) in [
            ("• خبر", Some((None, 4))),
            ("•خبر", Some((None, 3))),
            ("- خبر", Some((None, 2))),
            ("-خبر", None),
            ("●●●", None),
            ("12. خبر", Some((Some(12), 4))),
            ("٣) خبر", Some((Some(3), 4))),
            ("2015 عام", None),
            ("3.5 متر", None),
            ("1.", None),
            ("-5 درجات", None),
        ] {
            assert_eq!(marker(text), found, "{text}");
        }
    }
}
