//! The same words elsewhere: in any spelling, with particles attached, with or without the article.

use super::search::{Finder, Query};
use super::span::Span;

/// The article, and the fewest letters of a word after it: الله and التي are whole words.
const ARTICLE: &str = "ال";
const LEAST_LETTERS: usize = 3;

/// All places of a text where these words stand, in order, without attached particles (و ف ب ك ل) and with the article
/// where there is one. `go_on` is called between pieces of a long text.
pub fn alike(text: &str, words: &str, go_on: &(dyn Fn() -> bool + Sync)) -> Vec<Span> {
    let bare = without_article(words.trim());
    let query = Query { text: bare.to_owned(), exact: false, whole_word: true, joined: true, regex: false };
    let Ok(Some(finder)) = Finder::new(&query) else { return Vec::new() };
    finder.find_all(text, go_on).into_iter().map(|span| with_article(text, span)).collect()
}

fn without_article(words: &str) -> &str {
    let Some(rest) = words.strip_prefix(ARTICLE) else { return words };
    let letters = rest.chars().take_while(|c| c.is_alphabetic()).count();
    if letters >= LEAST_LETTERS { rest } else { words }
}

/// The span with the article before it. After ل it has lost its alef: of للعراق, لعراق is the word.
fn with_article(text: &str, span: Span) -> Span {
    let before = &text[..span.start.index()];
    let article = if before.ends_with(ARTICLE) {
        ARTICLE.len()
    } else if before.ends_with("لل") {
        "ل".len()
    } else {
        0
    };
    Span::from_range(span.start.index() - article..span.end.index())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, words: &str) -> Vec<&'t str> {
        alike(text, words, &|| true).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn particles_stay_outside_and_the_article_inside() {
        let text = "وصل الجيش. وجيش آخر، وبالجيش وللجيش، جَيش، جيشان، كجيش.";
        for words in ["الجيش", "جيش"] {
            assert_eq!(found(text, words), ["الجيش", "جيش", "الجيش", "لجيش", "جَيش", "جيش"], "{words}");
        }
    }

    #[test]
    fn spellings_are_the_same_and_longer_words_are_others() {
        let text = "في الرقة والرقه وإدلب وادلب، ثم الرقتين. الله له.";
        assert_eq!(found(text, "الرقة"), ["الرقة", "الرقه"]);
        assert_eq!(found(text, "إدلب"), ["إدلب", "ادلب"]);
        assert_eq!(found(text, "الله"), ["الله"]);
    }

    #[test]
    fn several_words_may_stand_on_two_lines() {
        let text = "حكومة الوفاق.\nحكومة  الوفاق وحكومة الوفاق";
        assert_eq!(found(text, "حكومة الوفاق").len(), 3);
        assert_eq!(found(text, ""), [""; 0]);
        assert!(alike(text, "حكومة", &|| false).is_empty());
        assert_eq!(found(text, "حكومة").first().unwrap(), &"حكومة");
    }
}
