//! CoNLL-2002: one token with its tag per line, a blank line after each sentence. The format has no offsets.
//!
//! Tags are IOB2: `B-location`, `I-location`, `O`. A token is a word with its attached particles (وبنغازي), as in
//! corpora, or a single punctuation mark. Of nested mentions only the outer one is written.

use std::io::{self, Write};
use std::str::Lines as TextLines;

use unicode_segmentation::UnicodeSegmentation as _;

use super::loss::is_reference;
use super::{Article, ExchangeError, Format, Loss, MarkedMention, MarkedText, Reader, Units, Writer};
use crate::text::Message;
use crate::text::Span;
use crate::text::fold::letters;
use crate::text::sentences::sentences;
use crate::text::words::words;

/// The format.
pub static FORMAT: Format = Format {
    name: "conll",
    names: [("en", "CoNLL-2002 columns"), ("ar", "أعمدة CoNLL-2002")],
    about: [
        ("en", "a token and its IOB2 tag a line, for names only"),
        ("ar", "في كل سطر كلمة ورمزها IOB2، للأسماء وحدها"),
    ],
    suffix: ".conll",
    extensions: &["conll", "tsv", "iob", "bio", "txt"],
    units: Units::None,
    holds_many: true,
    has_mark: false,
    loses: |loss| match loss {
        Loss::Nested
        | Loss::References
        | Loss::Statuses
        | Loss::Entities
        | Loss::Notes
        | Loss::Fragments
        | Loss::Attributes
        | Loss::Origins
        | Loss::Provenance
        | Loss::History
        | Loss::Relations
        | Loss::DocumentAttributes
        | Loss::Links
        | Loss::Unplaced => true,
    },
    write: |out, _, _| Ok(Box::new(Columns { out })),
    read: Some(|text| Box::new(Lines { lines: text.lines(), number: 0 })),
};

/// The first line of an article.
const HEAD: &str = "-DOCSTART- O\n\n";

struct Columns<'w> {
    out: Box<dyn Write + 'w>,
}

impl Writer for Columns<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        // References would be mistaken for names.
        let names = article.annotations().filter(|annotation| !is_reference(annotation));
        // Each of several fragments becomes a name of its own.
        let fragments =
            names.flat_map(|annotation| annotation.spans.iter().map(|span| (span, annotation.label.as_str())));
        let mut names: Vec<_> = fragments.collect();
        names.sort_by_key(|(span, _)| span.text_order());
        write(article.document.text(), &names, &mut self.out)
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes an article. `mentions` are spans with their labels, sorted by start, longer first; they may nest.
pub fn write(text: &str, mentions: &[(Span, &str)], out: &mut impl Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    write_sentences(text, mentions, out)
}

/// Writes the next piece of an article.
pub(crate) fn write_sentences(text: &str, mentions: &[(Span, &str)], out: &mut impl Write) -> io::Result<()> {
    let mut mentions = mentions.iter().copied().peekable();
    for sentence in sentences(text) {
        // The mention of the previous token.
        let mut open: Option<(Span, &str)> = None;
        for token in tokens(text, sentence) {
            open = open.filter(|(span, _)| span.overlaps(token));
            let continues = open.is_some();
            while let Some(next) = mentions.next_if(|(span, _)| span.start < token.end) {
                open = open.or(Some(next).filter(|(span, _)| span.overlaps(token)));
            }
            let word = token.of(text);
            match open {
                Some((_, label)) => writeln!(out, "{word} {}-{label}", if continues { 'I' } else { 'B' })?,
                None => writeln!(out, "{word} O")?,
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The words of a sentence and its punctuation marks.
fn tokens(text: &str, sentence: Span) -> impl Iterator<Item = Span> + '_ {
    let start = sentence.start.index();
    let end = Span::from_range(sentence.len() as usize..sentence.len() as usize);
    let mut behind = 0;
    words(sentence.of(text)).chain([end]).flat_map(move |word| {
        let between = behind..word.start.index();
        behind = word.end.index();
        let marks = sentence.of(text).get(between.clone()).unwrap_or("").grapheme_indices(true);
        let marks = marks.filter(|(_, mark)| !mark.chars().all(|c| c.is_whitespace() || is_invisible(c)));
        let marks = marks.map(move |(at, mark)| between.start + at..between.start + at + mark.len());
        let word = Some(word.range()).filter(|range| !range.is_empty());
        marks.chain(word).map(move |range| Span::from_range(start + range.start..start + range.end))
    })
}

/// Controls and joiners between words are not tokens.
fn is_invisible(c: char) -> bool {
    c.is_control() || letters::is_joiner(c) || letters::is_invisible_control(c)
}

/// Reads columns: the token, any other columns, the IOB2 tag. An empty line ends a sentence, and each sentence becomes
/// a text.
struct Lines<'t> {
    lines: TextLines<'t>,
    number: usize,
}

impl Reader for Lines<'_> {
    fn next_text(&mut self) -> Result<Option<MarkedText>, ExchangeError> {
        let mut sentence = MarkedText::default();
        let mut open: Option<MarkedMention> = None;
        for line in self.lines.by_ref() {
            self.number += 1;
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() || line.starts_with("-DOCSTART-") {
                if sentence.words.is_empty() {
                    continue;
                }
                sentence.text.push('\n');
                break;
            }
            let separator = if line.contains('\t') { '\t' } else { ' ' };
            let mut columns = line.split(separator);
            let (Some(token), Some(tag)) = (columns.next().filter(|t| !t.is_empty()), columns.next_back()) else {
                let message = Message::new("conll-no-tag").in_english("write a token, a tab and a tag");
                return Err(ExchangeError::Line { line: self.number, message });
            };
            if !sentence.words.is_empty() {
                sentence.text.push(' ');
            }
            let (start, at) = (sentence.text.len(), sentence.words.len());
            sentence.text.push_str(token);
            sentence.words.push(Span::from_range(start..sentence.text.len()));
            let (prefix, label) = tag.split_once('-').unwrap_or(("", tag));
            match (prefix, &mut open) {
                ("I", Some(mention)) if mention.label == label => mention.words.1 = at,
                ("B" | "I", _) => {
                    let begun = MarkedMention { words: (at, at), label: label.to_owned() };
                    sentence.mentions.extend(open.replace(begun));
                }
                _ => sentence.mentions.extend(open.take()),
            }
        }
        sentence.mentions.extend(open);
        Ok(Some(sentence).filter(|sentence| !sentence.words.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, mentions: &[(&str, &str)]) -> String {
        let span = |part: &str| text.find(part).map(|at| Span::from_range(at..at + part.len())).expect("a part");
        let mentions: Vec<_> = mentions.iter().map(|(part, label)| (span(part), *label)).collect();
        let mut out = Vec::new();
        write(text, &mentions, &mut out).expect("written");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_word_or_a_mark_a_line() {
        let text = "سقطت «سرت» وبنغازي، في يد الجيش الوطني. 🙂👍🏽\nانتهى";
        let mentions = [("سرت", "location"), ("بنغازي", "location"), ("الجيش الوطني", "faction")];
        let lines = "-DOCSTART- O\n\nسقطت O\n« O\nسرت B-location\n» O\nوبنغازي B-location\n، O\nفي O\nيد O\n\
            الجيش B-faction\nالوطني I-faction\n. O\n\n🙂 O\n👍🏽 O\n\nانتهى O\n\n";
        assert_eq!(written(text, &mentions), lines);
    }

    #[test]
    fn the_outer_mention_counts_and_neighbours_stay_apart() {
        let text = "مجلس شورى ثوار بنغازي سوريا لبنان";
        let mentions = [
            ("مجلس شورى ثوار بنغازي", "faction"),
            ("بنغازي", "location"),
            ("سوريا", "location"),
            ("لبنان", "location"),
        ];
        let tags: String =
            written(text, &mentions).lines().filter_map(|l| Some(l.split_once(' ')?.1)).collect::<Vec<_>>().join(" ");
        assert_eq!(tags, "O B-faction I-faction I-faction I-faction B-location B-location");
    }

    #[test]
    fn blanks_of_every_kind_and_controls_are_no_tokens() {
        for text in ["", " \u{A0}\t", "\u{200F}\u{FEFF}", "\n\n\r\n"] {
            let written = written(text, &[]);
            assert!(written.lines().skip(1).all(str::is_empty), "{text:?}: {written:?}");
        }
        assert_eq!(written("أ\u{2003}ب", &[]), "-DOCSTART- O\n\nأ O\nب O\n\n");
    }
}
