//! Reads annotation files: what is usable is used, the rest is kept and reported.

use std::collections::HashSet;
use std::convert::Infallible;
use std::ops::ControlFlow;

use super::loaded::{Displaced, Loaded};
use super::plain::from_ron;
use super::quotations::{Quotations, Words};
use super::records::{Head, VERSION};
use super::rows::Watch;
use super::sides::parse_sides;
use super::source::Sources;
use super::write::{annotations_to_ron, write};
use super::{RonError, Warning};
use crate::annotation::{AnnotationState, Carried};
use crate::document::Document;
use crate::exchange::anchor::Anchors;

/// What the beginning of an annotation file says about its article, if this program wrote it and the beginning is long
/// enough: then the rest need not be read.
pub(crate) fn parse_written_head(beginning: &str) -> Option<Head> {
    let (version, rest) = written_version(beginning)?;
    let article = rest.strip_prefix("\n    article: ")?;
    let article = article.get(..=article.find("),\n    ")?)?;
    (1..=VERSION).contains(&version).then(|| from_ron(article).ok())?
}

/// Reads what an annotation file says about its article.
pub(crate) fn parse_head(text: String) -> Result<Head, RonError> {
    let source = Sources::new(text).ours;
    let (top, _) = source.frame()?;
    source.read(top.all("article").next().ok_or(RonError::NotAnnotations { field: "article" })?)
}

/// The format version of an annotation file; `None` if it is not one.
pub(crate) fn parse_version(text: &str) -> Option<u64> {
    let read = || Sources::new(text.to_owned()).ours.frame().ok().map(|(_, version)| version);
    // The beginning as this program writes it needs no further parsing.
    written_version(text).map(|(version, _)| version).or_else(read)
}

/// The format version at the beginning of a file as this program writes it, and what stands behind it.
fn written_version(beginning: &str) -> Option<(u64, &str)> {
    let (version, rest) = beginning.strip_prefix("(\n    version: ")?.split_once(',')?;
    Some((version.parse().ok()?, rest))
}

/// Annotations transferred to another text of their article.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedOver {
    /// Annotations and labels in the new text.
    pub annotation_state: AnnotationState,
    /// What must be written back with them.
    pub carried: Carried,
    /// The number of annotations that were not moved.
    pub kept: usize,
    /// The number of annotations found elsewhere by their words.
    pub moved: usize,
    /// Annotations of the old text that were not found in the new one, or only approximately.
    pub lost: Vec<Warning>,
    /// What became of all annotations that are not where they were.
    pub displaced: Vec<Displaced>,
}

/// Transfers annotations from the text on which they were made to a new one: by their context, otherwise by their
/// words. Those that are not found are kept unchanged, and return when their words do.
pub fn carry_over(
    former: &Document,
    annotation_state: &AnnotationState,
    carried: &Carried,
    document: &Document,
) -> Result<CarriedOver, RonError> {
    let ron = annotations_to_ron("", former, annotation_state, carried);
    let loaded = unwatched(ron, document, || Anchors::after(former.text(), document.text()))?;
    let known: HashSet<&str> = annotation_state.orphans.iter().map(|orphan| orphan.ron.as_str()).collect();
    let new = loaded.annotation_state.orphans.iter().filter(|orphan| !known.contains(orphan.ron.as_str()));
    let lines: HashSet<usize> = new.map(|orphan| orphan.line).collect();
    let is_moved = |warning: &&Warning| matches!(warning, Warning::Moved { .. });
    let moved = loaded.warnings.iter().filter(is_moved).count();
    let is_new = |warning: &Warning| {
        matches!(warning, Warning::Lost { .. } | Warning::Near { .. })
            && warning.line().is_some_and(|line| lines.contains(&line))
    };
    let lost = loaded.warnings.into_iter().filter(is_new).collect();
    let kept = loaded.annotation_state.annotations.len() - moved;
    let Loaded { annotation_state, carried, displaced, .. } = loaded;
    Ok(CarriedOver { annotation_state, carried, kept, moved, lost, displaced })
}

/// Places annotations whose passages are given as a file of another program has them: with the quotations and surroundings that
/// stand there, or that the text has at their places. That text is `former` if it is another one than the document's.
pub(crate) fn place_given(
    state: AnnotationState,
    given: Quotations,
    former: Option<&str>,
    document: &Document,
) -> Result<Loaded, RonError> {
    let head = Head { sha256: document.sha256().to_owned(), bytes: document.len().into(), ..Head::default() };
    let text = former.unwrap_or(document.text());
    let ron = write(head, Words::Given(&given, Some(text)), &state, &Carried::default()).ron;
    // They are read anew, and need not be in memory twice.
    drop((state, given));
    let anchors =
        || former.map_or_else(|| Anchors::new(document.text()), |former| Anchors::after(former, document.text()));
    unwatched(ron, document, anchors)
}

/// Parses an annotation file and finds the passages of its annotations in the document.
pub fn parse_annotations(text: String, document: &Document) -> Result<Loaded, RonError> {
    unwatched(text, document, || Anchors::new(document.text()))
}

/// Like [`parse_annotations`]; `watch` is told how far it is, and may give up.
pub fn parse_annotations_watched<B: Send + Sync>(
    text: String,
    document: &Document,
    watch: Watch<'_, B>,
) -> ControlFlow<B, Result<Loaded, RonError>> {
    let side = parse_sides(text, document, || Anchors::new(document.text()), watch)?;
    ControlFlow::Continue(side.map(|side| side.loaded))
}

fn unwatched<'t>(text: String, document: &'t Document, anchors: impl Fn() -> Anchors<'t>) -> Result<Loaded, RonError> {
    let ControlFlow::Continue(side) =
        parse_sides::<Infallible>(text, document, anchors, &|_, _| ControlFlow::Continue(()));
    side.map(|side| side.loaded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Value;

    #[test]
    fn the_beginning_of_a_written_file_says_what_the_whole_says() {
        let document = Document::from_text("دخلت القوات سرت").unwrap();
        let mut state = AnnotationState::default();
        state.attributes.set("source", Some(Value::Text("وكالة، (ليبيا),\n    \"x\"".to_owned())));
        for name in ["a.txt", "مقال ١.txt", "a \"b\",\\ (c),.txt"] {
            let text = annotations_to_ron(name, &document, &state, &Carried::default());
            let whole = parse_head(text.clone()).unwrap();
            assert_eq!(whole.file, name);
            let (from, to) = (text.find("labels:").unwrap(), text.len());
            for end in [from, to] {
                assert_eq!(parse_written_head(&text[..end]), Some(whole.clone()), "{name}");
            }
            // What is cut off, of a later version, or written otherwise needs the whole.
            let line_end = text.find("),\n").unwrap();
            let other = [
                &text[..line_end],
                "",
                &text.replace("version: 2", "version: 9"),
                &text.replace("    article", "article"),
            ];
            for other in other {
                assert_eq!(parse_written_head(other), None, "{other}");
            }
        }
    }
}
