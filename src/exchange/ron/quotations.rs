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
    /// What files have written; passages without it get no words.
    Given(&'w Quotations),
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
            Self::Given(quotations) => {
                if let Some(anchor) = quotations.get(&(annotation.id.clone(), spans.clone())) {
                    push_quotes(out, anchor.quotes.iter().map(String::as_str));
                }
            }
        }
    }

    /// Appends the text around an annotation as fields.
    fn push_context(self, out: &mut String, annotation: &Annotation) {
        let given = |anchor: &Anchor| (anchor.prefix.clone(), anchor.suffix.clone());
        match self {
            Self::Text(text) => push_around(out, context(text, annotation.spans.hull())),
            Self::Given(quotations) => {
                let anchor = quotations.get(&(annotation.id.clone(), annotation.spans.clone()));
                let (prefix, suffix) = anchor.map(given).unwrap_or_default();
                push_around(out, (&prefix, &suffix));
            }
        }
    }
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
