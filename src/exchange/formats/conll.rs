//! CoNLL-2002: one token with its tag per line, a blank line after each sentence. The format has no offsets.
//!
//! Tags are IOB2: `B-location`, `I-location`, `O`. A token is a word with its attached particles (وبنغازي), as in
//! corpora, or a single punctuation mark. Of nested mentions only the outer one is written.

use std::io::{self, Write};
use std::iter::{Enumerate, Peekable};
use std::str::Lines as TextLines;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::annotation::Annotation;
use crate::exchange::foreign::{Broken, Counting, Marked, Where, utf8};
use crate::exchange::import::Names;
use crate::exchange::loss::is_reference;
use crate::exchange::{Article, ExchangeError, Foreign, Format, Loss, Reader, Units, Writer};
use crate::text::fold::letters;
use crate::text::sentences::sentences;
use crate::text::words::words;
use crate::text::{Message, Span};

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
    text_file: None,
    definitions: None,
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
        | Loss::Widened
        | Loss::RelationNotes
        | Loss::RelationAttributes
        | Loss::Unplaced => true,
        Loss::Unlocated | Loss::NoEvents => false,
    },
    write: Some(|out, _, _| Ok(Box::new(Columns { out }))),
    read: Some(|file| {
        let lines = utf8("conll", file.bytes)?.lines().enumerate();
        Ok(Box::new(Lines { lines, is_begun: false }))
    }),
};

/// The first line of an article.
const HEAD: &str = "-DOCSTART- O\n\n";

struct Columns<'w> {
    out: Box<dyn Write + 'w>,
}

impl Writer for Columns<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        write(article.document.text(), &names_of(article), &mut self.out)
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// The names of an article with their labels, in their order; each of several fragments is a name of its own.
pub(super) fn names_of<'a>(article: &Article<'a>) -> Vec<(Span, &'a str)> {
    // References would be mistaken for names.
    let names = article.annotations().filter(|annotation| !is_reference(annotation));
    let fragments = names.flat_map(|annotation| annotation.spans.iter().map(|span| (span, annotation.label.as_str())));
    let mut names: Vec<_> = fragments.collect();
    names.sort_by_key(|(span, _)| span.text_order());
    names
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
        for (token, tag) in tagged(text, sentence, &mut mentions) {
            writeln!(out, "{} {}", token.of(text), tag.as_deref().unwrap_or("O"))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The tokens of a sentence with the tags of those in a mention. The mentions of earlier sentences are used up.
pub(super) fn tagged<'m>(
    text: &str,
    sentence: Span,
    mentions: &mut Peekable<impl Iterator<Item = (Span, &'m str)>>,
) -> Vec<(Span, Option<String>)> {
    // The mention of the previous token.
    let mut open: Option<(Span, &str)> = None;
    let tag = |token: Span| {
        open = open.filter(|(span, _)| span.overlaps(token));
        let continues = open.is_some();
        while let Some(next) = mentions.next_if(|(span, _)| span.start < token.end) {
            open = open.or(Some(next).filter(|(span, _)| span.overlaps(token)));
        }
        (token, open.map(|(_, label)| format!("{}-{label}", if continues { 'I' } else { 'B' })))
    };
    tokens(text, sentence).map(tag).collect()
}

/// The words of a sentence and its punctuation marks.
pub(super) fn tokens(text: &str, sentence: Span) -> impl Iterator<Item = Span> + '_ {
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

/// The columns of one article: an empty line ends a sentence, a line that begins with `-DOCSTART-` the article. The token is
/// the first column, the tag the last one.
struct Lines<'f> {
    lines: Enumerate<TextLines<'f>>,
    is_begun: bool,
}

/// The tag of a token: whether a mention begins there, whether it ends there, and its label.
pub(super) struct Tag<'t> {
    begins: bool,
    ends: bool,
    label: &'t str,
}

impl<'t> Tag<'t> {
    /// IOB1, IOB2, BIOES, BILOU and BMES differ in their prefixes alone; `None` outside of mentions.
    pub(super) fn parse(tag: &'t str) -> Option<Self> {
        let (prefix, label) = tag.split_once('-').unwrap_or(("", tag));
        let (begins, ends) = match prefix {
            "B" => (true, false),
            "I" | "M" => (false, false),
            "E" | "L" => (false, true),
            "S" | "U" | "W" => (true, true),
            _ => return None,
        };
        (!label.is_empty()).then_some(Self { begins, ends, label })
    }
}

/// Gathers mentions from the tags of tokens.
#[derive(Default)]
pub(super) struct Mentions<'t> {
    pub(super) names: Names,
    open: Option<Open<'t>>,
}

/// A mention whose last token is not known yet.
struct Open<'t> {
    label: &'t str,
    start: usize,
    end: usize,
    line: usize,
}

impl<'t> Mentions<'t> {
    /// Goes on to a token at these bytes of the text.
    pub(super) fn token(
        &mut self,
        tag: Option<Tag<'t>>,
        (start, end): (usize, usize),
        line: usize,
        foreign: &mut Foreign,
    ) {
        let Some(tag) = tag else { return self.close(foreign) };
        match &mut self.open {
            Some(open) if !tag.begins && open.label == tag.label => open.end = end,
            _ => {
                self.close(foreign);
                self.open = Some(Open { label: tag.label, start, end, line });
            }
        }
        if tag.ends {
            self.close(foreign);
        }
    }

    /// Ends the mention of the last token.
    pub(super) fn close(&mut self, foreign: &mut Foreign) {
        foreign.marked.extend(self.open.take().map(|open| Marked {
            annotation: Annotation { label: self.names.id(open.label), ..Annotation::default() },
            fragments: vec![(open.start as u64, open.end as u64)],
            at: Where::Line(open.line),
            ..Marked::default()
        }));
    }
}

impl<'f> Reader for Lines<'f> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let mut foreign = Foreign::counting(&[Counting::Byte]);
        let mut mentions: Mentions<'f> = Mentions::default();
        let mut text = String::new();
        let (mut is_sentence_begun, mut has_tags) = (false, false);
        for (number, line) in self.lines.by_ref() {
            let line = line.trim_end_matches('\r');
            let is_head = line.starts_with("-DOCSTART-");
            if line.trim().is_empty() || is_head {
                mentions.close(&mut foreign);
                if is_sentence_begun {
                    text.push('\n');
                }
                is_sentence_begun = false;
                if is_head && std::mem::replace(&mut self.is_begun, true) && !text.is_empty() {
                    break;
                }
                continue;
            }
            // Lines of metadata in the Universal Dependencies' manner.
            if line.starts_with("# ") {
                continue;
            }
            self.is_begun = true;
            let separator = if line.contains('\t') { '\t' } else { ' ' };
            let mut columns = line.split(separator);
            let token = columns.next().unwrap_or_default();
            let tag = columns.next_back().filter(|_| !token.is_empty());
            if tag.is_none() {
                let message = Message::new("conll-no-tag").in_english("write a token, a tab and a tag");
                foreign.broken.push(Broken { at: Where::Line(number + 1), message });
            }
            has_tags |= tag.is_some();
            if token.is_empty() {
                continue;
            }
            if is_sentence_begun {
                text.push(' ');
            }
            is_sentence_begun = true;
            let start = text.len();
            text.push_str(token);
            foreign.words.push(Span::from_range(start..text.len()));
            mentions.token(tag.and_then(Tag::parse), (start, text.len()), number + 1, &mut foreign);
        }
        if let Some(Broken { at: Where::Line(line), message }) = foreign.broken.first().filter(|_| !has_tags) {
            return Err(ExchangeError::Line { line: *line, message: message.clone() });
        }
        mentions.close(&mut foreign);
        foreign.labels = mentions.names.into_set();
        foreign.text = Some(text);
        Ok(Some(foreign).filter(|foreign| !foreign.words.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::foreign::NothingBeside;

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
    fn a_line_without_a_tag_is_a_word_and_is_listed() {
        let read = |text: &str| {
            let file = crate::exchange::File { name: "a", bytes: text.as_bytes(), beside: &NothingBeside };
            FORMAT.read.expect("it is read")(file).expect("text").next_article()
        };
        let foreign = read("سقوط O\nسرت\nدرنة B-LOC\n\tO\n").expect("tags").expect("an article");
        assert_eq!(foreign.text.as_deref(), Some("سقوط سرت درنة"));
        assert_eq!(foreign.marked.len(), 1);
        let lines: Vec<Where> = foreign.broken.into_records().into_iter().map(|broken| broken.at).collect();
        assert_eq!(lines, [Where::Line(2), Where::Line(4)]);
        assert!(read("سقوط\nسرت\n").is_err(), "a plain text");
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
