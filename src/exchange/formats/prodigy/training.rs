//! Reads the training data of spaCy 2: documents of paragraphs of sentences of tokens, each with a BILUO tag
//! (<https://v2.spacy.io/api/annotation#json-input>).

use serde_json::value::RawValue;

use super::super::conll::{Mentions, Tag};
use crate::exchange::Foreign;
use crate::exchange::foreign::Counting;
use crate::exchange::import::{Fields, elements};
use crate::text::Span;

/// How far behind the token before it a token is looked for, in bytes.
const FARTHEST: usize = 200;

/// The document, if an entry is one. Its paragraphs are lines of one text: as they are, or, where only tokens stand, with
/// blanks between these.
pub(super) fn read(entry: &RawValue) -> Option<Foreign> {
    let document = Fields::of(entry);
    let paragraphs = elements(document.raw("paragraphs")?);
    let mut foreign = Foreign::counting(&[Counting::Byte]);
    let mut text = String::new();
    let mut tags: Vec<(String, (usize, usize))> = Vec::new();
    for paragraph in paragraphs.into_iter().map(Fields::of) {
        if !text.is_empty() {
            text.push('\n');
        }
        let raw = paragraph.text(&["raw"]);
        let mut at = text.len();
        text.push_str(raw.as_deref().unwrap_or(""));
        let sentences = paragraph.raw("sentences").map(elements).unwrap_or_default();
        for token in sentences
            .into_iter()
            .map(Fields::of)
            .flat_map(|sentence| sentence.raw("tokens").map(elements).unwrap_or_default().into_iter().map(Fields::of))
        {
            let Some(word) = token.text(&["orth"]).filter(|word| !word.is_empty()) else { continue };
            let start = match &raw {
                Some(_) => {
                    let near = &text.as_bytes()[at..text.len().min(at + word.len() + FARTHEST)];
                    memchr::memmem::find(near, word.as_bytes()).map(|before| at + before)
                }
                None => {
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push(' ');
                    }
                    text.push_str(&word);
                    Some(text.len() - word.len())
                }
            };
            let Some(start) = start else { continue };
            at = start + word.len();
            foreign.words.push(Span::from_range(start..at));
            tags.push((token.text(&["ner"]).unwrap_or_default(), (start, at)));
        }
    }
    let mut mentions = Mentions::default();
    for (number, (tag, place)) in tags.iter().enumerate() {
        mentions.token(Tag::parse(tag), *place, number + 1, &mut foreign);
    }
    mentions.close(&mut foreign);
    foreign.labels = mentions.names.into_set();
    foreign.text = Some(text);
    Some(foreign)
}
