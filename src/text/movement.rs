//! Caret movement: finds the grapheme and word boundaries next to a position without looking at the rest of the text.

use unicode_segmentation::{GraphemeCursor, GraphemeIncomplete};

use super::words::{word_at, words};

/// The next grapheme boundary after a byte, or the end of the text. `\r
/// ` is one step.
pub fn next_grapheme(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The last grapheme boundary before a byte, or 0.
pub(crate) fn previous_grapheme(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    let found: Result<_, GraphemeIncomplete> = cursor.prev_boundary(text, 0);
    found.ok().flatten().unwrap_or(0)
}

/// How far to look for a word boundary, in bytes: a longer word takes several steps, so that a line of millions of
/// letters does not block the caret.
const WORD_REACH: usize = 64 * 1024;

/// The end of the word at or after a byte, or the end of the text.
pub fn next_word_end(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let start = text.ceil_char_boundary(byte.saturating_sub(WORD_REACH));
    let end = text.floor_char_boundary((byte + WORD_REACH).min(text.len()));
    start + next_word_end_in(&text[start..end], byte - start)
}

fn next_word_end_in(text: &str, byte: usize) -> usize {
    if let Some(word) = word_at(text, byte)
        && word.end.index() > byte
    {
        return word.end.index();
    }
    words(&text[byte..]).next().map_or(text.len(), |word| byte + word.end.index())
}

/// The start of the word before a byte, or 0.
pub fn previous_word_start(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    let start = text.ceil_char_boundary(byte.saturating_sub(WORD_REACH));
    let end = text.floor_char_boundary((byte + WORD_REACH).min(text.len()));
    start + previous_word_start_in(&text[start..end], byte - start)
}

fn previous_word_start_in(text: &str, byte: usize) -> usize {
    let mut at = byte;
    while at > 0 {
        at = previous_grapheme(text, at);
        if let Some(word) = word_at(text, at)
            && word.start.index() < byte
            && word.end.index() > at
        {
            return word.start.index();
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_passes_letters_with_their_marks_at_once() {
        let text = "هُجِّر 🔴x\r\ny";
        let mut stops = vec![0];
        while *stops.last().unwrap() < text.len() {
            stops.push(next_grapheme(text, *stops.last().unwrap()));
        }
        let mut back = vec![text.len()];
        while *back.last().unwrap() > 0 {
            back.push(previous_grapheme(text, *back.last().unwrap()));
        }
        back.reverse();
        assert_eq!(stops, back);
        assert!(!stops.contains(&2), "no stop between a letter and its haraka");
        assert!(text.get(*stops.iter().rev().nth(1).unwrap()..).is_some_and(|t| t == "y"));
    }

    #[test]
    fn words_are_passed_without_their_punctuation() {
        let text = "في «سرت»، ثم";
        let stops: Vec<&str> = std::iter::successors(Some(0), |&at| (at < text.len()).then(|| next_word_end(text, at)))
            .skip(1)
            .map(|at| &text[..at])
            .collect();
        assert_eq!(stops, ["في", "في «سرت", "في «سرت»، ثم"]);
        assert_eq!(previous_word_start(text, text.len()), text.find("ثم").unwrap());
        assert_eq!(previous_word_start(text, text.find("ثم").unwrap()), text.find("سرت").unwrap());
        assert_eq!(previous_word_start(text, 3), 0);
        let endless = "م".repeat(1_000_000);
        assert_eq!(next_word_end(&endless, 0), WORD_REACH);
        assert_eq!(next_word_end(&endless, endless.len() - 2), endless.len());
        assert_eq!(previous_word_start(&endless, endless.len()), endless.len() - WORD_REACH);
    }
}
