//! Passages with the words around them (key word in context).
//!
//! *Before* and *after* mean the order of reading, whatever the direction of the script; in Arabic what is after stands at
//! the left.

use crate::text::Span;
use crate::text::fold::letters::fold_phrase;
use crate::text::sentences::is_line_end;
use crate::text::words::words;

/// The most letters of context at one side of a passage, in code points.
pub const WIDEST: usize = 200;
/// The Arabic article, in folded spelling.
const ARTICLE: &str = "ال";

/// A passage with the words around it, as far as its paragraph goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The passage, in bytes of its text.
    pub span: Span,
    /// Its text.
    pub text: String,
    before: Side,
    after: Side,
}

/// The words on one side of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Side {
    text: String,
    /// Whether the paragraph goes on behind it.
    is_cut: bool,
    /// The nearest word as it is written.
    word: String,
    /// All its words in folded spelling, the nearest first.
    folded: Vec<String>,
}

/// A part of a text, and whether there is more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context<'l> {
    /// The part: whole words, but for a joined particle at the passage.
    pub text: &'l str,
    /// Whether words were left out at its far end.
    pub is_cut: bool,
}

/// What concordance lines are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Neighbour {
    /// The order of the text.
    #[default]
    Place,
    /// The words before, the nearest first.
    Before,
    /// The words after, the nearest first.
    After,
}

impl Line {
    /// The line of a passage. A span that does not lie in the text gives one without words.
    pub fn of(text: &str, span: Span) -> Self {
        let (start, end) = (span.start.index(), span.end.index());
        let (Some(ahead), Some(hit), Some(behind)) = (text.get(..start), text.get(start..end), text.get(end..)) else {
            return Self { span, text: String::new(), before: Side::default(), after: Side::default() };
        };
        let paragraph =
            ahead.rfind(is_line_end).map_or(0, |at| at + ahead[at..].chars().next().map_or(0, char::len_utf8));
        let paragraph_end = behind.find(is_line_end).map_or(text.len(), |at| end + at);
        let (ahead, behind) = (&text[paragraph..start], &text[end..paragraph_end]);
        let (before, after) = (last_words(ahead, WIDEST), first_words(behind, WIDEST));
        // A particle that is joined to the passage is no word before it, nor a suffix one after it.
        let is_joined_before = ends_in_word(ahead) && begins_with_word(hit);
        let is_joined_after = ends_in_word(hit) && begins_with_word(behind);
        let side = |context: Context<'_>, skip: bool, is_reversed: bool| {
            let mut all: Vec<&str> = words(context.text).map(|word| word.of(context.text)).collect();
            if is_reversed {
                all.reverse();
            }
            let all = all.get(usize::from(skip)..).unwrap_or_default();
            Side {
                text: context.text.to_owned(),
                is_cut: context.is_cut,
                word: all.first().copied().unwrap_or_default().to_owned(),
                folded: all.iter().map(|word| folded(word)).collect(),
            }
        };
        Self {
            span,
            text: hit.to_owned(),
            before: side(before, is_joined_before, true),
            after: side(after, is_joined_after, false),
        }
    }

    /// At most so many letters before the passage, up to [`WIDEST`], cut at whole words.
    pub fn before(&self, letters: usize) -> Context<'_> {
        let cut = last_words(&self.before.text, letters);
        Context { is_cut: cut.is_cut || self.before.is_cut, ..cut }
    }

    /// At most so many letters after the passage, up to [`WIDEST`], cut at whole words.
    pub fn after(&self, letters: usize) -> Context<'_> {
        let cut = first_words(&self.after.text, letters);
        Context { is_cut: cut.is_cut || self.after.is_cut, ..cut }
    }

    /// The word before the passage as it is written; empty at the beginning of a paragraph.
    pub fn word_before(&self) -> &str {
        &self.before.word
    }

    /// The word after the passage as it is written; empty at the end of a paragraph.
    pub fn word_after(&self) -> &str {
        &self.after.word
    }

    /// The neighbouring words in folded spelling, the nearest first; none for the order of the text.
    pub fn neighbours(&self, of: Neighbour) -> &[String] {
        match of {
            Neighbour::Place => &[],
            Neighbour::Before => &self.before.folded,
            Neighbour::After => &self.after.folded,
        }
    }
}

/// Sorts lines by the folded letters of their neighbours; equal ones stay as they are. `line` gives the line of an item.
pub fn sort_by_neighbour<T>(items: &mut [T], by: Neighbour, without_article: bool, line: impl Fn(&T) -> &Line) {
    let plain = |word: &String| match word
        .strip_prefix(ARTICLE)
        .filter(|rest| without_article && rest.chars().nth(1).is_some())
    {
        Some(rest) => rest.to_owned(),
        None => word.clone(),
    };
    if by != Neighbour::Place {
        items.sort_by_cached_key(|item| line(item).neighbours(by).iter().map(plain).collect::<Vec<_>>());
    }
}

fn folded(word: &str) -> String {
    fold_phrase(&word.to_lowercase())
}

fn begins_with_word(text: &str) -> bool {
    words(text).next().is_some_and(|word| word.start.index() == 0)
}

fn ends_in_word(text: &str) -> bool {
    let at = text.len().saturating_sub(64);
    let tail = &text[text.floor_char_boundary(at)..];
    words(tail).last().is_some_and(|word| word.end.index() == tail.len())
}

/// At most so many letters from the end of a text; a word that does not fit goes as a whole.
fn last_words(text: &str, letters: usize) -> Context<'_> {
    let from = match letters.checked_sub(1).map(|before| text.char_indices().rev().nth(before)) {
        Some(Some((from, _))) if from > 0 => from,
        Some(_) => return Context { text: text.trim_start(), is_cut: false },
        None => text.len(),
    };
    let (gone, kept) = text.split_at(from);
    // A word of which a part is gone.
    let kept = if gone.ends_with(char::is_whitespace) {
        kept
    } else {
        kept.find(char::is_whitespace).map_or("", |at| &kept[at..])
    };
    Context { text: kept.trim_start(), is_cut: text.trim_start().len() > kept.trim_start().len() }
}

/// At most so many letters from the beginning of a text; a word that does not fit goes as a whole.
fn first_words(text: &str, letters: usize) -> Context<'_> {
    let Some((to, _)) = text.char_indices().nth(letters) else {
        return Context { text: text.trim_end(), is_cut: false };
    };
    let (kept, gone) = text.split_at(to);
    let kept = if gone.starts_with(char::is_whitespace) {
        kept
    } else {
        kept.rfind(char::is_whitespace).map_or("", |at| &kept[..at])
    };
    Context { text: kept.trim_end(), is_cut: text.trim_end().len() > kept.trim_end().len() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(text: &str, hit: &str) -> Line {
        let at = text.find(hit).expect("there");
        Line::of(text, Span::from_range(at..at + hit.len()))
    }

    #[test]
    fn words_stand_on_their_sides_in_right_to_left_text() {
        let text = "عنوان\nقال متحدث إن قوات حفتر دخلت سرت أمس، وانسحبت فجرا.\nآخر";
        // Hit, letters, before, after, cut before, cut after, word before, word after.
        for (hit, letters, before, after, cut, word) in [
            ("حفتر", 200, "قال متحدث إن قوات ", " دخلت سرت أمس، وانسحبت فجرا.", (false, false), ("قوات", "دخلت")),
            ("حفتر", 10, "إن قوات ", " دخلت سرت", (true, true), ("قوات", "دخلت")),
            ("حفتر", 9, "إن قوات ", " دخلت سرت", (true, true), ("قوات", "دخلت")),
            ("حفتر", 8, "إن قوات ", " دخلت", (true, true), ("قوات", "دخلت")),
            ("حفتر", 7, "قوات ", " دخلت", (true, true), ("قوات", "دخلت")),
            ("حفتر", 4, "", "", (true, true), ("قوات", "دخلت")),
            ("حفتر", 0, "", "", (true, true), ("قوات", "دخلت")),
            // What is at the edge of its paragraph has nothing beyond it.
            ("قال", 200, "", " متحدث إن قوات حفتر دخلت سرت أمس، وانسحبت فجرا.", (false, false), ("", "متحدث")),
            ("فجرا.", 9, "وانسحبت ", "", (true, false), ("وانسحبت", "")),
            // A particle that is joined is no word of its own.
            ("انسحبت", 7, "أمس، و", " فجرا.", (true, false), ("أمس", "فجرا")),
            ("سرت أمس", 6, "دخلت ", "،", (true, true), ("دخلت", "وانسحبت")),
        ] {
            let line = line(text, hit);
            let shown = (line.before(letters), line.after(letters));
            assert_eq!((shown.0.text, shown.1.text), (before, after), "{hit}, {letters}");
            assert_eq!((shown.0.is_cut, shown.1.is_cut), cut, "{hit}, {letters}");
            assert_eq!((line.word_before(), line.word_after()), word, "{hit}");
        }
    }

    #[test]
    fn lines_are_sorted_by_the_folded_letters_of_their_neighbours() {
        let text = "في سرت أمس\nإلى سرت آخر\nمن سرت الآن\nعن سرت\n";
        let mut lines: Vec<Line> =
            text.match_indices("سرت").map(|(at, hit)| Line::of(text, Span::from_range(at..at + hit.len()))).collect();
        let order = |lines: &[Line], by| -> Vec<String> {
            lines.iter().map(|line| line.neighbours(by).first().cloned().unwrap_or_default()).collect()
        };
        sort_by_neighbour(&mut lines, Neighbour::Before, false, |line| line);
        assert_eq!(order(&lines, Neighbour::Before), ["الي", "عن", "في", "من"]);
        sort_by_neighbour(&mut lines, Neighbour::After, false, |line| line);
        assert_eq!(order(&lines, Neighbour::After), ["", "اخر", "الان", "امس"]);
        // Without the article الآن is آن.
        sort_by_neighbour(&mut lines, Neighbour::After, true, |line| line);
        assert_eq!(order(&lines, Neighbour::After), ["", "اخر", "امس", "الان"]);
    }

    proptest! {
        #[test]
        fn contexts_are_whole_words_of_the_text_beside_the_passage(
            text in "[ابتـَ،.\u{200C} a\n]{0,60}", ends in (0_usize..120, 0_usize..120), letters in 0_usize..30
        ) {
            let (start, end) = (ends.0.min(ends.1).min(text.len()), ends.0.max(ends.1).min(text.len()));
            let line = Line::of(&text, Span::from_range(start..end));
            let (before, after) = (line.before(letters), line.after(letters));
            prop_assert!(before.text.chars().count() <= letters && after.text.chars().count() <= letters);
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                prop_assert!(text[..start].ends_with(before.text) && text[end..].starts_with(after.text));
                let ahead = &text[..start - before.text.len()];
                prop_assert!(before.text.is_empty() || ahead.is_empty() || ahead.ends_with(char::is_whitespace));
                let behind = &text[end + after.text.len()..];
                prop_assert!(after.text.is_empty() || behind.is_empty() || behind.starts_with(char::is_whitespace));
            } else {
                prop_assert_eq!(line.text, "");
            }
        }

        #[test]
        fn nothing_panics_on_any_text(text in any::<String>(), start in 0_usize..40, len in 0_usize..40) {
            let line = Line::of(&text, Span::from_range(start..start + len));
            prop_assert!(line.before(WIDEST).text.chars().count() <= WIDEST);
        }
    }
}
