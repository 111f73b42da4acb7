//! CoNLL: one token with its tag per line, a blank line after each sentence. The format has no offsets.
//!
//! Tags are IOB2: `B-location`, `I-location`, `O`. A token is a word with its attached particles (وبنغازي), as in
//! corpora, or a single punctuation mark. Of nested mentions only the outer one is written, in the columns of CoNLL-2002
//! unless others are asked for.
//!
//! Read are any columns: those that are said, otherwise the token is the first and its tag the last one. Where lines have
//! more or fewer columns than others, as in Wojood (<https://github.com/SinaLab/ArabicNER>), all behind the token are tags,
//! of mentions that nest.

use std::io::{self, Write};
use std::iter::{Enumerate, Peekable};
use std::str::Lines as TextLines;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::annotation::Annotation;
use crate::exchange::columns::CONLL_2002;
use crate::exchange::foreign::{Broken, Counting, File, Marked, Where, utf8};
use crate::exchange::import::Names;
use crate::exchange::loss::is_reference;
use crate::exchange::{Article, Column, ExchangeError, Foreign, Format, Loss, Reader, Units, Writer};
use crate::text::fold::letters;
use crate::text::sentences::sentences;
use crate::text::words::words;
use crate::text::{Message, Span};

/// The format.
pub static FORMAT: Format = Format {
    name: "conll",
    names: [("en", "CoNLL columns"), ("ar", "أعمدة CoNLL")],
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
        | Loss::Unplaced
        | Loss::Ids
        | Loss::LabelNames
        | Loss::LabelColors => true,
        Loss::Unlocated | Loss::NoEvents | Loss::RelationEnds | Loss::NumberTypes | Loss::ChoiceTypes => false,
    },
    write: Some(|out, _, options| Ok(Box::new(Table { out, columns: options.columns }))),
    read: Some(read),
};

/// The first line of an article.
const HEAD: &str = "-DOCSTART- O\n\n";

struct Table<'w> {
    out: Box<dyn Write + 'w>,
    columns: &'w [Column],
}

impl Writer for Table<'_> {
    fn article(&mut self, article: &Article<'_>) -> io::Result<()> {
        self.out.write_all(HEAD.as_bytes())?;
        write_table(article.document.text(), &names_of(article), self.columns, &mut self.out)
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
    write_table(text, mentions, &[], out)
}

fn write_table(text: &str, mentions: &[(Span, &str)], columns: &[Column], out: &mut impl Write) -> io::Result<()> {
    let columns = if columns.is_empty() { CONLL_2002 } else { columns };
    let tag_column = columns.iter().rposition(|column| *column == Column::Tag);
    let mut mentions = mentions.iter().copied().peekable();
    let mut open = None;
    for sentence in sentences(text) {
        for (token, tag) in tagged(text, sentence, &mut mentions, &mut open) {
            for (at, column) in columns.iter().enumerate() {
                let cell = match column {
                    Column::Token => token.of(text),
                    Column::Tag if Some(at) == tag_column => tag.as_deref().unwrap_or("O"),
                    Column::Tag => "O",
                    Column::Other => "_",
                };
                write!(out, "{}{cell}", if at > 0 { " " } else { "" })?;
            }
            writeln!(out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The tokens of a sentence with the tags of those in a mention. The mentions of earlier sentences are used up, but for the one
/// in `open`, that of the previous token: what goes on in another sentence begins there again.
pub(super) fn tagged<'m>(
    text: &str,
    sentence: Span,
    mentions: &mut Peekable<impl Iterator<Item = (Span, &'m str)>>,
    open: &mut Option<(Span, &'m str)>,
) -> Vec<(Span, Option<String>)> {
    let mut is_begun = false;
    let tag = |token: Span| {
        *open = open.filter(|(span, _)| span.overlaps(token));
        let continues = open.is_some() && is_begun;
        while let Some(next) = mentions.next_if(|(span, _)| span.start < token.end) {
            *open = open.or(Some(next).filter(|(span, _)| span.overlaps(token)));
        }
        is_begun = true;
        (token, open.map(|(_, label)| format!("{}-{label}", if continues { 'I' } else { 'B' })))
    };
    tokens(text, sentence).map(tag).collect()
}

/// The words of a sentence and its punctuation marks.
pub(super) fn tokens(text: &str, sentence: Span) -> impl Iterator<Item = Span> + '_ {
    let start = sentence.start.index();
    let end = Span::from_range(sentence.len() as usize..sentence.len() as usize);
    let mut behind = 0;
    // Joiners and the like that begin a word belong to the emoji before it: 👨‍👩‍👧 is one token.
    let trimmed = move |word: Span| {
        let rest = word.of(sentence.of(text)).trim_start_matches(is_extender);
        (!rest.is_empty()).then(|| Span::from_range(word.end.index() - rest.len()..word.end.index()))
    };
    words(sentence.of(text)).filter_map(trimmed).chain([end]).flat_map(move |word| {
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
    c.is_control() || is_extender(c) || letters::is_invisible_control(c)
}

/// Joiners and variation selectors: they change how the character before them looks, and are nothing by themselves.
fn is_extender(c: char) -> bool {
    letters::is_joiner(c) || matches!(c, '\u{FE00}'..='\u{FE0F}')
}

fn read(file: File<'_>) -> Result<Box<dyn Reader + '_>, ExchangeError> {
    let text = utf8("conll", file.bytes)?;
    let rows = || text.lines().filter(|line| !line.starts_with("-DOCSTART-") && !line.starts_with("# "));
    let mut counts = rows().map(|line| cells(line.trim_end_matches('\r')).count()).filter(|count| *count > 1);
    let first = counts.next().unwrap_or(0);
    let nests = file.columns.is_empty() && counts.any(|count| count != first);
    Ok(Box::new(Rows { lines: text.lines().enumerate(), is_begun: false, columns: file.columns, nests }))
}

/// The most mentions around one token.
const MOST_NESTED: usize = 64;

/// The cells of a line: parted by tabs if it has one, otherwise by blanks.
fn cells(line: &str) -> impl DoubleEndedIterator<Item = &str> {
    let separator = if line.contains('\t') { '\t' } else { ' ' };
    // Some programs end their lines with a separator.
    line.trim_end_matches(separator).split(separator)
}

/// The rows of one article: an empty line ends a sentence, a line that begins with `-DOCSTART-` the article.
struct Rows<'f> {
    lines: Enumerate<TextLines<'f>>,
    is_begun: bool,
    columns: &'f [Column],
    /// Whether all columns behind the token are tags.
    nests: bool,
}

impl Rows<'_> {
    /// The token of a line, and its tags; none if a column is missing.
    fn row<'l>(&self, line: &'l str) -> (&'l str, Vec<&'l str>) {
        if self.columns.is_empty() {
            let mut cells = cells(line);
            let token = cells.next().unwrap_or_default();
            let tags: Vec<&str> = if self.nests { cells.by_ref().take(MOST_NESTED).collect() } else { Vec::new() };
            let is_tags = !tags.is_empty() && tags.iter().all(|tag| *tag == "O" || Tag::parse(tag).is_some());
            let last = tags.last().copied().or_else(|| cells.next_back());
            return (token, if is_tags { tags } else { last.into_iter().collect() });
        }
        let (mut token, mut tags, mut cells) = ("", Vec::new(), cells(line));
        for column in self.columns {
            let Some(cell) = cells.next() else { return (token, Vec::new()) };
            match column {
                Column::Token => token = cell,
                Column::Tag => tags.push(cell),
                Column::Other => {}
            }
        }
        (token, tags)
    }
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
    /// Those whose last token is not known yet, in the order in which they begin.
    open: Vec<Open<'t>>,
}

/// A mention whose last token is not known yet.
struct Open<'t> {
    label: &'t str,
    start: usize,
    end: usize,
    line: usize,
    /// Whether the token at hand is part of it.
    is_here: bool,
}

impl<'t> Mentions<'t> {
    /// Goes on to a token at these bytes of the text. Each of its tags continues another mention, the outer ones first.
    pub(super) fn token(
        &mut self,
        tags: impl IntoIterator<Item = Tag<'t>>,
        (start, end): (usize, usize),
        line: usize,
        foreign: &mut Foreign,
    ) {
        let mut ended = Vec::new();
        let begun = self.open.len();
        for tag in tags {
            let continued = self.open[..begun].iter().position(|open| !open.is_here && open.label == tag.label);
            let at = continued.filter(|_| !tag.begins).unwrap_or_else(|| {
                self.open.push(Open { label: tag.label, start, end, line, is_here: true });
                self.open.len() - 1
            });
            (self.open[at].end, self.open[at].is_here) = (end, true);
            if tag.ends {
                ended.push(at);
            }
        }
        let mut at = 0;
        let is_ended = |open: &mut Open<'t>| {
            at += 1;
            !std::mem::take(&mut open.is_here) || ended.contains(&(at - 1))
        };
        for open in self.open.extract_if(.., is_ended) {
            foreign.marked.push(open.marked(&mut self.names));
        }
    }

    /// Ends the mentions of the last token.
    pub(super) fn close(&mut self, foreign: &mut Foreign) {
        for open in self.open.drain(..) {
            foreign.marked.push(open.marked(&mut self.names));
        }
    }
}

impl Open<'_> {
    fn marked(&self, names: &mut Names) -> Marked {
        Marked {
            annotation: Annotation { label: names.id(self.label), ..Annotation::default() },
            fragments: vec![(self.start as u64, self.end as u64)],
            at: Where::Line(self.line),
            ..Marked::default()
        }
    }
}

impl<'f> Reader for Rows<'f> {
    fn next_article(&mut self) -> Result<Option<Foreign>, ExchangeError> {
        let mut foreign = Foreign::counting(&[Counting::Byte]);
        let mut mentions: Mentions<'f> = Mentions::default();
        let mut text = String::new();
        let (mut is_sentence_begun, mut has_tags) = (false, false);
        while let Some((number, line)) = self.lines.next() {
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
            let (token, tags) = self.row(line);
            if token.is_empty() || tags.is_empty() {
                let message = Message::new("conll-no-tag").in_english("write a token, a tab and a tag");
                foreign.broken.push(Broken { at: Where::Line(number + 1), message });
            }
            if token.is_empty() {
                continue;
            }
            has_tags |= !tags.is_empty();
            if is_sentence_begun {
                text.push(' ');
            }
            is_sentence_begun = true;
            let start = text.len();
            text.push_str(token);
            foreign.words.push(Span::from_range(start..text.len()));
            mentions.token(tags.into_iter().filter_map(Tag::parse), (start, text.len()), number + 1, &mut foreign);
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
    fn what_goes_over_a_line_end_goes_on_behind_it() {
        let written = written("قالت قوات\nسوريا الديمقراطية أمس", &[("قوات\nسوريا الديمقراطية", "faction")]);
        let lines = "قالت O\nقوات B-faction\n\nسوريا B-faction\nالديمقراطية I-faction\nأمس O\n\n";
        assert!(written.ends_with(lines), "{written}");
    }

    #[test]
    fn a_line_without_a_tag_is_a_word_and_is_listed() {
        let read = |text: &str| {
            let file =
                crate::exchange::File { name: "a", bytes: text.as_bytes(), beside: &NothingBeside, columns: &[] };
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
    fn columns_are_those_that_were_said_and_further_ones_are_tags_of_nested_mentions() {
        let read = |text: &str, columns: &[Column]| {
            let file = File { name: "a", bytes: text.as_bytes(), beside: &NothingBeside, columns };
            let foreign = (FORMAT.read.expect("it is read"))(file).expect("text").next_article();
            let foreign = foreign.expect("tags").expect("an article");
            let text = foreign.text.unwrap_or_default();
            let name = |marked: &Marked| {
                let (start, end) = marked.fragments[0];
                let label = foreign.labels.get(&marked.annotation.label).map_or("", |label| label.name_in("en"));
                format!("{label} {}", &text[start as usize..end as usize])
            };
            foreign.marked.iter().map(name).collect::<Vec<_>>()
        };
        // Another column of tags is not the tag: CoNLL-2003 has chunks.
        let chunks = "بلدية NN B-NP B-ORG\nطولكرم NN I-NP I-ORG\nقالت VB B-VP O\n";
        assert_eq!(read(chunks, &[]), ["ORG بلدية طولكرم"]);
        let third = [Column::Token, Column::Other, Column::Tag];
        assert_eq!(read(chunks, &third), ["NP بلدية طولكرم", "VP قالت"]);
        let nested = "رئيس B-OCC\nبلدية I-OCC B-ORG\nطولكرم I-OCC I-ORG B-GPE\nأمس O\n";
        assert_eq!(read(nested, &[]), ["OCC رئيس بلدية طولكرم", "ORG بلدية طولكرم", "GPE طولكرم"]);
        // Two of one label: the inner one ends first.
        let alike = "مجلس B-ORG\nجامعة I-ORG B-ORG\nقسنطينة I-ORG I-ORG B-GPE\nالعلمي I-ORG\n";
        assert_eq!(read(alike, &[]), ["ORG جامعة قسنطينة", "GPE قسنطينة", "ORG مجلس جامعة قسنطينة العلمي"]);
        let both = [Column::Other, Column::Token, Column::Tag, Column::Tag];
        let germeval = "1\tبلدية\tB-ORG\tO\n2\tطولكرم\tI-ORG\tB-LOC\n";
        assert_eq!(read(germeval, &both), ["ORG بلدية طولكرم", "LOC طولكرم"]);
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
