//! Annotated texts for training and evaluation: columns of tokens and tags, and annotation files.

use std::ops::Range;
use std::path::Path;

use super::args::Reading;
use super::inputs::open_annotated;
use super::{CliError, Reporter};
use crate::annotation::Status;
use crate::exchange::foreign::NothingBeside;
use crate::exchange::{FORMATS, File, Foreign, Reader, format_of_path};
use crate::store;
use crate::text::Span;
use crate::text::words::{touched, words};

/// A mention marked in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedMention {
    /// First and last word, as indices into [`Gold::words`].
    pub words: (usize, usize),
    /// The label as written in the file: `LOC`, `location`.
    pub label: String,
}

/// A text with its mentions.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The file it comes from.
    pub name: String,
    /// The text; tokens are separated by spaces, sentences by line ends.
    pub text: String,
    /// The units of its mentions: the file's tokens, or the words of the text. Sorted.
    pub words: Vec<Span>,
    /// The mentions, sorted by first word.
    pub mentions: Vec<MarkedMention>,
    /// Whether it can contain every mention of the detector, including references and nested ones, which columns of
    /// tags cannot represent.
    pub complete: bool,
}

/// Reads annotated files; column files are divided into texts of `sentences` sentences. Files that cannot be read are
/// reported and skipped.
pub fn read(paths: &[std::path::PathBuf], sentences: usize, reading: &Reading, reporter: &mut Reporter) -> Vec<Gold> {
    let mut golds = Vec::new();
    for path in paths {
        match read_file(path, sentences, reading, reporter) {
            Ok(read) => golds.extend(read),
            Err(error) => reporter.error(&error),
        }
    }
    golds
}

fn read_file(path: &Path, sentences: usize, reading: &Reading, reporter: &Reporter) -> Result<Vec<Gold>, CliError> {
    if store::is_annotation_path(path) {
        return Ok(vec![read_annotations(path, reading, reporter)?]);
    }
    let Some(read) = format_of_path(path).and_then(|format| format.read) else {
        let read = FORMATS.iter().filter(|format| format.read.is_some()).flat_map(|format| format.extensions);
        let endings: Vec<String> = read.map(|extension| format!(".{extension}")).collect();
        let message = format!("{}: gold files end in {} or .hawashi.ron", path.display(), endings.join(", "));
        return Err(CliError::Usage(message));
    };
    let document = store::read_article(path, reading.encoding)?;
    let name = path.to_string_lossy();
    let file = File { name: &name, bytes: document.text().as_bytes(), beside: &NothingBeside, columns: &[] };
    let mut reader = read(file).map_err(|error| CliError::Usage(format!("{name}: {error}")))?;
    read_texts(&name, reader.as_mut(), sentences)
}

fn read_annotations(path: &Path, reading: &Reading, reporter: &Reporter) -> Result<Gold, CliError> {
    let opened = open_annotated(path, reading)?;
    let loaded = opened.loaded.transpose()?;
    let text = opened.document.text().to_owned();
    let words: Vec<Span> = words(&text).collect();
    let mut mentions = Vec::new();
    if let Some(loaded) = loaded {
        loaded.warnings.iter().for_each(|warning| reporter.warn(&format!("{}: {warning}", path.display())));
        for annotation in loaded.annotation_state.annotations.iter().filter(|a| a.status == Status::Accepted) {
            if let Some(words) = word_range(&words, annotation.spans.hull()) {
                mentions.push(MarkedMention { words, label: annotation.label.as_str().to_owned() });
            }
        }
    }
    Ok(Gold { name: path.to_string_lossy().into_owned(), text, words, mentions, complete: true })
}

/// The first and last word that a span touches.
pub(crate) fn word_range(words: &[Span], span: Span) -> Option<(usize, usize)> {
    let touched = touched(words, span);
    (!touched.is_empty()).then(|| (touched.start, touched.end - 1))
}

/// The texts of a file, each of so many sentences.
fn read_texts(name: &str, reader: &mut dyn Reader, sentences: usize) -> Result<Vec<Gold>, CliError> {
    let begin = || Gold { name: name.to_owned(), ..Gold::default() };
    let (mut golds, mut gold, mut held) = (Vec::new(), begin(), 0);
    let failed = |error| CliError::Usage(format!("{name}: {error}"));
    while let Some(article) = reader.next_article().map_err(failed)? {
        // Measured against half of a file, figures say nothing.
        if let Some(broken) = article.broken.first() {
            return Err(CliError::Usage(format!("{name}: {broken}")));
        }
        let text = article.text.as_deref().unwrap_or("");
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            gold.append(&article, at..at + line.len());
            at += line.len();
            held += 1;
            if held >= sentences.max(1) {
                golds.push(std::mem::replace(&mut gold, begin()));
                held = 0;
            }
        }
    }
    if held > 0 {
        golds.push(gold);
    }
    Ok(golds)
}

impl Gold {
    /// Appends a sentence of an article; its passages and words are sorted.
    fn append(&mut self, article: &Foreign, sentence: Range<usize>) {
        let (bytes, words) = (self.text.len(), self.words.len());
        self.text.push_str(article.text.as_deref().and_then(|text| text.get(sentence.clone())).unwrap_or(""));
        let first = article.words.partition_point(|word| word.start.index() < sentence.start);
        let behind = article.words.partition_point(|word| word.start.index() < sentence.end);
        let own = &article.words[first..behind];
        let moved = |word: &Span| {
            Span::from_range(bytes + word.start.index() - sentence.start..bytes + word.end.index() - sentence.start)
        };
        self.words.extend(own.iter().map(moved));
        let start_of = |at: usize| article.marked.partition_point(|marked| marked.fragments[0].0 < at as u64);
        for marked in &article.marked[start_of(sentence.start)..start_of(sentence.end)] {
            let (start, end) = marked.fragments[0];
            let Some((from, to)) = word_range(own, Span::from_range(start as usize..end as usize)) else { continue };
            let label = article.labels.get(&marked.annotation.label);
            let label = label.map_or_else(String::new, |label| label.name_in("en").to_owned());
            self.mentions.push(MarkedMention { words: (words + from, words + to), label });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::conll;

    fn columns(text: &str, sentences: usize) -> Result<Vec<Gold>, CliError> {
        let file = File { name: "x.tsv", bytes: text.as_bytes(), beside: &NothingBeside, columns: &[] };
        let mut reader = conll::FORMAT.read.expect("a reader")(file).expect("text");
        read_texts("x.tsv", reader.as_mut(), sentences)
    }

    #[test]
    fn columns_become_a_text_with_mentions() {
        let golds = columns("في\tO\nدير\tB\tB-LOC\nالزور\tI\tI-LOC\n\nحماس\tB-ORG\n.\tO\n\n", 1).expect("read");
        assert_eq!(golds.len(), 2);
        assert_eq!(golds[0].text, "في دير الزور\n");
        assert_eq!(golds[0].mentions, [MarkedMention { words: (1, 2), label: "LOC".to_owned() }]);
        assert_eq!(golds[1].words.len(), 2);
        assert_eq!(golds[1].mentions[0].label, "ORG");
    }

    #[test]
    fn a_line_without_a_tag_is_named() {
        let error = columns("في\tO\nدير\n", 30).expect_err("no tag").to_string();
        assert!(error.contains("x.tsv: line 2"), "{error}");
    }

    #[test]
    fn a_span_is_the_words_it_touches() {
        let words: Vec<Span> = [0..2, 3..5, 6..9].into_iter().map(Span::from_range).collect();
        assert_eq!(word_range(&words, Span::from_range(4..7)), Some((1, 2)));
        assert_eq!(word_range(&words, Span::from_range(2..3)), None);
    }
}
