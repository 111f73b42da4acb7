//! What of an annotation file could not be used as it stands.

use thiserror::Error;

use crate::annotation::LabelId;
use crate::text::{Explain, Span, SpanError};

/// Why an annotation does not fit the place that its file names.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Misfit {
    /// The offsets are no span of the text.
    #[error(transparent)]
    Span(#[from] SpanError),
    /// Another text stands there.
    #[error("the bytes {span} hold {found:?}")]
    Quote {
        /// The span in the file.
        span: Span,
        /// The text there, shortened.
        found: String,
    },
}

/// What of an annotation file could not be used as it stands; the rest was. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Warning {
    /// The hash of the text is another one.
    #[error(
        "the article has changed since it was annotated: {kept} annotations kept their place, {moved} were found \
         elsewhere, {lost} were not found"
    )]
    OtherText {
        /// Annotations at their old offsets.
        kept: usize,
        /// Annotations found again at other offsets.
        moved: usize,
        /// Annotations without a place.
        lost: usize,
    },
    /// An annotation was found again by its quotation.
    #[error("line {line}: {misfit}; {quote:?} was found at the bytes {to} instead")]
    Moved {
        /// Line of the annotation.
        line: usize,
        /// Why it did not fit.
        misfit: Misfit,
        /// What it stands on.
        quote: String,
        /// Where it stands now.
        to: Span,
    },
    /// An annotation was not found; it is kept in the file.
    #[error(
        "line {line}: {misfit}; {quote:?} was not found in the text, the annotation is kept in the file but not shown"
    )]
    Lost {
        /// Line of the annotation.
        line: usize,
        /// Why it did not fit.
        misfit: Misfit,
        /// What it stood on, empty when unknown.
        quote: String,
    },
    /// An annotation or a label could not be read; it is kept in the file.
    #[error("line {line}, column {column}: {message}; this entry is kept in the file but not used")]
    Broken {
        /// Line of the mistake.
        line: usize,
        /// Column of the mistake in characters, 1 for the first.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// Annotations name a label that the file does not list; it was added.
    #[error("line {line}: the label {label} is not in the list of labels; it was added")]
    UnknownLabel {
        /// Line of the first annotation that names it.
        line: usize,
        /// The label.
        label: LabelId,
    },
    /// Two annotations have the same id; the second one got a new id.
    #[error("line {line}: another annotation has the id {id:?} already; this one got a new id")]
    SameId {
        /// Line of the second annotation.
        line: usize,
        /// The id.
        id: String,
    },
}

impl Warning {
    /// The line of the file that it is about; `None` when it is about all.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::OtherText { .. } => None,
            Self::Moved { line, .. }
            | Self::Lost { line, .. }
            | Self::Broken { line, .. }
            | Self::UnknownLabel { line, .. }
            | Self::SameId { line, .. } => Some(*line),
        }
    }
}

impl Explain for Warning {
    fn key(&self) -> &'static str {
        match self {
            Self::OtherText { .. } => "warning-annotations-other-text",
            Self::Moved { .. } => "warning-annotation-moved",
            Self::Lost { .. } => "warning-annotation-lost",
            Self::Broken { .. } => "warning-annotation-broken",
            Self::UnknownLabel { .. } => "warning-annotation-label",
            Self::SameId { .. } => "warning-annotation-same-id",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let mut args: Vec<_> = self.line().map(|line| ("line", line.to_string())).into_iter().collect();
        match self {
            Self::OtherText { kept, moved, lost } => {
                args.extend([("kept", kept.to_string()), ("moved", moved.to_string()), ("lost", lost.to_string())]);
            }
            Self::Moved { quote, to, .. } => {
                args.extend([("quote", quote.clone()), ("start", to.start.to_string()), ("end", to.end.to_string())]);
            }
            Self::Lost { quote, .. } => args.push(("quote", quote.clone())),
            Self::Broken { column, message, .. } => {
                args.extend([("column", column.to_string()), ("message", message.clone())]);
            }
            Self::UnknownLabel { label, .. } => args.push(("id", label.to_string())),
            Self::SameId { id, .. } => args.push(("id", id.clone())),
        }
        args
    }
}
