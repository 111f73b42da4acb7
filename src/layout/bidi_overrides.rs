//! Paragraphs that display in another order than they are stored: direction overrides, and embeddings or isolates left
//! open, can make `gpj.exe` read `exe.jpg`.

use unicode_bidi::{BidiInfo, Level};

use super::order;
use crate::document::Document;
use crate::text::{BytePos, Direction, Span};

/// A longer paragraph is not laid out a second time to compare: if it has such controls, it is assumed to be reordered.
const COMPARED_BYTES: u32 = 1 << 20;

/// The reordered paragraphs found in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BidiOverrides {
    /// How many paragraphs display in another order than they are stored.
    pub paragraphs: usize,
    /// The first control in the first of them.
    pub control: Span,
}

/// Looks for paragraphs whose letters display in another order than without their direction controls. Costs one pass
/// over the bytes where there are no controls; gives up when `may_continue` returns `false`.
pub fn turned(document: &Document, may_continue: &mut dyn FnMut() -> bool) -> Option<BidiOverrides> {
    let text = document.text();
    let mut found: Option<BidiOverrides> = None;
    let mut seen_to = BytePos(0);
    for at in memchr::memchr_iter(0xE2, text.as_bytes()) {
        let at = BytePos(at as u32);
        if at < seen_to || !is_control(&text.as_bytes()[at.index()..]) {
            continue;
        }
        if !may_continue() {
            return None;
        }
        let index = document.paragraph_at(at);
        let paragraph = document.paragraph(index);
        seen_to = paragraph.end;
        let direction = Direction::of(paragraph.of(text)).or(document.direction()).unwrap_or(Direction::Rtl);
        if reads_differently(paragraph.of(text), direction) {
            let control = Span { start: at, end: BytePos(at.0 + 3) };
            found.get_or_insert(BidiOverrides { paragraphs: 0, control }).paragraphs += 1;
        }
    }
    found
}

/// U+202A to U+202E and U+2066 to U+2069 in UTF-8.
fn is_control(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE2, 0x80, 0xAA..=0xAE, ..] | [0xE2, 0x81, 0xA6..=0xA9, ..])
}

fn is_explicit(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether overrides or unclosed controls change the visible order.
fn reads_differently(paragraph: &str, direction: Direction) -> bool {
    if !has_override_or_stays_open(paragraph) {
        return false;
    }
    if paragraph.len() as u32 > COMPARED_BYTES {
        return true;
    }
    let plain: String = paragraph.chars().filter(|&c| !is_explicit(c)).collect();
    visual_order(paragraph, direction) != visual_order(&plain, direction)
}

/// Closed embeddings and isolates are harmless: they only set names off from the surrounding text.
fn has_override_or_stays_open(paragraph: &str) -> bool {
    let (mut embeddings, mut isolates) = (0_usize, 0_usize);
    for c in paragraph.chars().filter(|&c| is_explicit(c)) {
        match c {
            '\u{202D}' | '\u{202E}' => return true,
            '\u{202A}' | '\u{202B}' => embeddings += 1,
            '\u{202C}' => embeddings = embeddings.saturating_sub(1),
            '\u{2069}' => isolates = isolates.saturating_sub(1),
            _ => isolates += 1,
        }
    }
    embeddings + isolates > 0
}

/// The visible characters from left to right on one line, each by its index among the visible ones.
fn visual_order(paragraph: &str, direction: Direction) -> Vec<usize> {
    let info = BidiInfo::new(paragraph, Level::new(order::base_level(direction)).ok());
    let seen = paragraph.char_indices().filter(|&(_, c)| !c.is_whitespace() && !is_explicit(c));
    let levels: Vec<Level> = seen.map(|(at, _)| info.levels[at]).collect();
    BidiInfo::reorder_visual(&levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned_in(text: &str) -> Option<BidiOverrides> {
        turned(&Document::from_text(text).unwrap(), &mut || true)
    }

    #[test]
    fn text_that_reads_as_stored_is_passed_over() {
        let table = [
            "سقوط سرت (Sirte) في 12 مايو – وفق «رويترز»",
            "plain text, “quoted” – and so on…",
            // Closed embeddings and isolates set names off.
            "قال \u{2067}فلان\u{2069} لـ \u{2068}BBC\u{2069} و \u{202A}CNN\u{202C}",
            // An override that agrees with its letters, and one around nothing.
            "\u{202E}سرت\u{202C}",
            "سرت \u{202D}\u{202C} درنة",
            // Left open, but everything after it runs the same way.
            "\u{202B}سقوط سرت",
            "\u{200F}سرت\u{200E}",
        ];
        for text in table {
            assert_eq!(turned_in(text), None, "{text:?}");
        }
    }

    #[test]
    fn text_that_reads_differently_is_counted_and_placed() {
        let table = [
            ("افتح الملف \u{202E}gpj.exe\u{202C} الآن", "افتح الملف ".len()),
            ("سرت\n\u{202D}سرت ودرنة\u{202C}", "سرت\n".len()),
            ("price \u{202E}100 USD", 6),
            // An isolate left open moves what follows to the other side.
            ("قال \u{2066}سرت abc درنة", "قال ".len()),
        ];
        for (text, at) in table {
            let span = Span::from_range(at..at + 3);
            assert_eq!(turned_in(text), Some(BidiOverrides { paragraphs: 1, control: span }), "{text:?}");
        }
        let many = "a \u{202E}abc\u{202C}\n\nplain\n".repeat(3);
        assert_eq!(turned_in(&many).map(|t| t.paragraphs), Some(3));
    }

    #[test]
    fn two_hundred_open_controls_are_survived() {
        let open = "\u{202A}\u{2067}\u{202E}".repeat(200);
        assert!(turned_in(&format!("{open}abc سرت")).is_some());
        assert_eq!(turned_in(&open), None, "nothing is seen");
    }

    #[test]
    fn the_search_can_be_given_up() {
        let document = Document::from_text("a \u{202E}abc").unwrap();
        assert_eq!(turned(&document, &mut || false), None);
    }
}
