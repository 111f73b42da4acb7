//! Pieces of texts for a row, a title or a sentence.

use std::borrow::Cow;
use std::ops::Range;

/// A text on one line: every run of blanks is a space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most so many code points of a text from its beginning; dots stand for the rest.
pub fn beginning(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()).into(),
        None => text.into(),
    }
}

/// The part of a line around a piece of a text, all in bytes: whole words, of at most so many bytes before and behind it.
pub fn around(text: &str, piece: Range<usize>, before: usize, behind: usize) -> Range<usize> {
    let start = text.floor_char_boundary(piece.start);
    let end = text.ceil_char_boundary(piece.end.clamp(start, text.len()));
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let mut from = text.ceil_char_boundary(line.max(start.saturating_sub(before))).min(start);
    if from > line {
        from = text[from..start].find(char::is_whitespace).map_or(from, |at| text.ceil_char_boundary(from + at + 1));
    }
    let mut to = text.floor_char_boundary(line_end.min(end + behind)).max(end);
    if to < line_end {
        to = text[end..to].rfind(char::is_whitespace).map_or(to, |at| end + at);
    }
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_around_a_piece_has_whole_words_of_its_line() {
        let long = format!("قبل\n{}سرت {}\nبعد", "كلمة ".repeat(90), "كلمة ".repeat(90));
        let at = long.find("سرت").unwrap();
        let shown = around(&long, at..at + 6, 170, 260);
        let text = &long[shown.clone()];
        assert!(text.starts_with("كلمة ") && text.ends_with("كلمة") && text.contains("سرت"), "{text}");
        assert!(shown.len() < 170 + 260 + 20);
        let short = "قبل\nدخلت سرت أمس\nبعد";
        let at = short.find("سرت").unwrap();
        assert_eq!(&short[around(short, at..at + 6, 170, 260)], "دخلت سرت أمس");
        // A blank can have several bytes.
        let wide = "كلمة\u{3000}أمس\u{a0}سرت\u{3000}غدا\u{3000}ثم";
        let at = wide.find("سرت").unwrap();
        for most in 0..30 {
            assert!(wide[around(wide, at..at + 6, most, most)].contains("سرت"), "{most}");
        }
    }

    #[test]
    fn long_texts_end_with_dots_behind_a_letter() {
        for (text, most, shown) in
            [("سرت", 3, "سرت"), ("سرت", 2, "سر…"), ("في سرت", 3, "في…"), ("", 0, ""), ("🙂🙂", 1, "🙂…")]
        {
            assert_eq!(beginning(text, most), shown);
        }
        assert_eq!(one_line(" في\r\n سرت\t"), "في سرت");
    }
}
