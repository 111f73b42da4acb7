//! Pieces of texts for a row, a title or a sentence.

use std::borrow::Cow;

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

#[cfg(test)]
mod tests {
    use super::*;

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
