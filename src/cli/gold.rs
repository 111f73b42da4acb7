//! Annotated texts to train on and to measure with: columns of tokens and tags, and annotation files.

use std::path::Path;

use super::{CliError, Reporter};
use crate::annotation::Status;
use crate::document::Encoding;
use crate::store;
use crate::text::Span;
use crate::text::words::words;

/// A text with its mentions.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The file it comes from.
    pub name: String,
    /// The text; tokens are set apart by a blank, sentences by a line end.
    pub text: String,
    /// What mentions are counted in: the file's tokens, or the words of the text. Sorted.
    pub words: Vec<Span>,
    /// The mentions, sorted by first word.
    pub mentions: Vec<GoldMention>,
    /// Whether every mention of the detector can be in it: also references and nested ones, which
    /// columns of tags do not hold.
    pub complete: bool,
}

/// A mention that a person marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldMention {
    /// First and last word, as indices into [`Gold::words`].
    pub words: (usize, usize),
    /// The label as the file writes it: `LOC`, `location`.
    pub label: String,
}

/// Reads annotated files; a text of columns is cut after every `sentences` sentences. Files that
/// cannot be read are reported and left out.
pub fn read(
    paths: &[std::path::PathBuf],
    sentences: usize,
    encoding: Option<Encoding>,
    reporter: &mut Reporter,
) -> Vec<Gold> {
    let mut golds = Vec::new();
    for path in paths {
        match read_file(path, sentences, encoding, reporter) {
            Ok(read) => golds.extend(read),
            Err(error) => reporter.error(&error),
        }
    }
    golds
}

fn read_file(
    path: &Path,
    sentences: usize,
    encoding: Option<Encoding>,
    reporter: &Reporter,
) -> Result<Vec<Gold>, CliError> {
    if store::is_annotation_path(path) {
        return Ok(vec![read_annotations(path, encoding, reporter)?]);
    }
    let columns = path.extension().is_some_and(|e| ["conll", "tsv", "iob", "bio", "txt"].iter().any(|x| e == *x));
    if !columns {
        let message = format!("{}: gold files end in .conll, .tsv or .hawashi.ron", path.display());
        return Err(CliError::Usage(message));
    }
    let document = store::read_article(path, encoding)?;
    parse_columns(&path.to_string_lossy(), document.text(), sentences).map_err(CliError::Usage)
}

fn read_annotations(path: &Path, encoding: Option<Encoding>, reporter: &Reporter) -> Result<Gold, CliError> {
    let opened = store::open(path, encoding)?;
    let loaded = opened.loaded.transpose()?;
    let text = opened.document.text().to_owned();
    let words: Vec<Span> = words(&text).collect();
    let mut mentions = Vec::new();
    if let Some(loaded) = loaded {
        loaded.warnings.iter().for_each(|warning| reporter.warn(&format!("{}: {warning}", path.display())));
        for annotation in loaded.annotation_state.annotations.iter().filter(|a| a.status == Status::Accepted) {
            if let Some(words) = word_range(&words, annotation.spans.hull()) {
                mentions.push(GoldMention { words, label: annotation.label.as_str().to_owned() });
            }
        }
    }
    Ok(Gold { name: path.to_string_lossy().into_owned(), text, words, mentions, complete: true })
}

/// The words that a span touches, first and last.
pub fn word_range(words: &[Span], span: Span) -> Option<(usize, usize)> {
    let first = words.partition_point(|word| word.end <= span.start);
    let behind = words.partition_point(|word| word.start < span.end);
    (first < behind).then(|| (first, behind - 1))
}

/// Columns: the token, anything, the tag in IOB2. An empty line ends a sentence.
fn parse_columns(name: &str, text: &str, sentences: usize) -> Result<Vec<Gold>, String> {
    let mut golds = Vec::new();
    let mut gold = Gold { name: name.to_owned(), ..Gold::default() };
    let mut open: Option<GoldMention> = None;
    let (mut in_sentence, mut done) = (false, 0);
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || line.starts_with("-DOCSTART-") {
            gold.mentions.extend(open.take());
            if in_sentence {
                gold.text.push('\n');
                done += 1;
            }
            in_sentence = false;
            if done >= sentences.max(1) {
                done = 0;
                let next = Gold { name: name.to_owned(), ..Gold::default() };
                golds.push(std::mem::replace(&mut gold, next));
            }
            continue;
        }
        let separator = if line.contains('\t') { '\t' } else { ' ' };
        let mut columns = line.split(separator);
        let (Some(token), Some(tag)) = (columns.next().filter(|t| !t.is_empty()), columns.next_back()) else {
            return Err(format!("{name}: line {number}: write a token, a tab and a tag"));
        };
        if in_sentence {
            gold.text.push(' ');
        }
        in_sentence = true;
        let start = gold.text.len();
        gold.text.push_str(token);
        let at = gold.words.len();
        gold.words.push(Span::from_range(start..gold.text.len()));
        let (prefix, label) = tag.split_once('-').unwrap_or(("", tag));
        match (prefix, &mut open) {
            ("I", Some(mention)) if mention.label == label => mention.words.1 = at,
            ("B" | "I", _) => {
                let begun = GoldMention { words: (at, at), label: label.to_owned() };
                gold.mentions.extend(open.replace(begun));
            }
            _ => gold.mentions.extend(open.take()),
        }
    }
    gold.mentions.extend(open);
    if !gold.words.is_empty() {
        golds.push(gold);
    }
    Ok(golds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_become_a_text_with_mentions() {
        let golds =
            parse_columns("x.tsv", "في\tO\nدير\tB\tB-LOC\nالزور\tI\tI-LOC\n\nحماس\tB-ORG\n.\tO\n\n", 1).expect("read");
        assert_eq!(golds.len(), 2);
        assert_eq!(golds[0].text, "في دير الزور\n");
        assert_eq!(golds[0].mentions, [GoldMention { words: (1, 2), label: "LOC".to_owned() }]);
        assert_eq!(golds[1].words.len(), 2);
        assert_eq!(golds[1].mentions[0].label, "ORG");
    }

    #[test]
    fn a_line_without_a_tag_is_named() {
        let error = parse_columns("x.tsv", "في\tO\nدير\n", 30).expect_err("no tag");
        assert!(error.contains("x.tsv: line 2"), "{error}");
    }

    #[test]
    fn a_span_is_the_words_it_touches() {
        let words: Vec<Span> = [0..2, 3..5, 6..9].into_iter().map(Span::from_range).collect();
        assert_eq!(word_range(&words, Span::from_range(4..7)), Some((1, 2)));
        assert_eq!(word_range(&words, Span::from_range(2..3)), None);
    }
}
