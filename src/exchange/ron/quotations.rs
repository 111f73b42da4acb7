//! The words of annotations: those of the text, or those that a file has given.

use std::collections::HashMap;

use super::line::{push_quoted, push_record};
use crate::annotation::{Annotation, AnnotationId, Spans};
use crate::exchange::anchor::{Anchor, context};

/// What a file has written about the passages of its annotations, by id and passage.
pub(crate) type Quotations = HashMap<(AnnotationId, Spans), Anchor>;

/// Where the words of annotations come from.
#[derive(Clone, Copy)]
pub(super) enum Words<'w> {
    /// The text of the article.
    Text(&'w str),
    /// What files have written; passages without it get the words of this text, or none.
    Given(&'w Quotations, Option<&'w str>),
}

/// Appends an annotation with its quotation and the text around it.
pub(super) fn push_annotation(out: &mut String, annotation: &Annotation, words: Words<'_>) {
    push_record(out, annotation, &mut |field, out| match field {
        "label" => words.push_quote(out, annotation),
        "span" => words.push_context(out, annotation),
        _ => {}
    });
}

impl Words<'_> {
    /// Appends the quotation of an annotation as a field.
    fn push_quote(self, out: &mut String, annotation: &Annotation) {
        let spans = &annotation.spans;
        match self {
            Self::Text(text) => push_quotes(out, spans.iter().map(|span| span.of(text))),
            Self::Given(quotations, text) => match (of(quotations, annotation), text) {
                (Some(anchor), _) => push_quotes(out, anchor.quotes.iter().map(String::as_str)),
                (None, Some(text)) => Self::Text(text).push_quote(out, annotation),
                (None, None) => {}
            },
        }
    }

    /// Appends the text around an annotation as fields.
    fn push_context(self, out: &mut String, annotation: &Annotation) {
        match self {
            Self::Text(text) => push_around(out, context(text, annotation.spans.hull())),
            Self::Given(quotations, text) => match (of(quotations, annotation), text) {
                (Some(anchor), _) => push_around(out, (&anchor.prefix, &anchor.suffix)),
                (None, Some(text)) => Self::Text(text).push_context(out, annotation),
                (None, None) => {}
            },
        }
    }
}

/// What a file has written about the passage of an annotation.
fn of<'q>(quotations: &'q Quotations, annotation: &Annotation) -> Option<&'q Anchor> {
    quotations.get(&(annotation.id.clone(), annotation.spans.clone()))
}

fn push_quotes<'q>(out: &mut String, mut quotes: impl ExactSizeIterator<Item = &'q str>) {
    match quotes.len() {
        0 => {}
        1 => {
            out.push_str(", quote: ");
            quotes.for_each(|quote| push_quoted(out, quote));
        }
        _ => {
            out.push_str(", quote: [");
            quotes.next().into_iter().for_each(|quote| push_quoted(out, quote));
            for quote in quotes {
                out.push_str(", ");
                push_quoted(out, quote);
            }
            out.push(']');
        }
    }
}

fn push_around(out: &mut String, (prefix, suffix): (&str, &str)) {
    for (name, words) in [(", prefix: ", prefix), (", suffix: ", suffix)] {
        if !words.is_empty() {
            out.push_str(name);
            push_quoted(out, words);
        }
    }
}
