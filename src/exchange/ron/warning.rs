//! What could not be used as it is in an annotation file.

use std::collections::BTreeMap;
use std::fmt;

use thiserror::Error;

use crate::annotation::{Fault, LabelId};
use crate::exchange::anchor::Mismatch;
use crate::text::excerpt::{beginning, one_line};
use crate::text::{Arg, Localize, Message, Span};

/// The names of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelNames {
    /// Its id.
    pub id: LabelId,
    /// Its names by language code.
    pub names: BTreeMap<String, String>,
}

impl fmt::Display for LabelNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}

/// What could not be used as it is in an annotation file; everything else was. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Warning {
    /// The hash of the text differs.
    #[error(
        "the article has changed since it was annotated: {kept} annotations kept their place, {moved} were found \
         elsewhere, {near} were found approximately, {lost} were not found"
    )]
    OtherText {
        /// Number of annotations at their old offsets.
        kept: usize,
        /// Number of annotations found at other offsets.
        moved: usize,
        /// Number of annotations that were found approximately; they are not placed until a person confirms it.
        near: usize,
        /// Number of annotations that were not found.
        lost: usize,
    },
    /// An annotation was found again by its quotation.
    #[error("line {line}: {mismatch}; {quote:?} ({label}) was found at the bytes {to} instead")]
    Moved {
        /// Line of the annotation.
        line: usize,
        /// Why it did not fit.
        mismatch: Mismatch,
        /// Its quotation.
        quote: String,
        /// Its label.
        label: LabelNames,
        /// Its new position.
        to: Span,
        /// The paragraph of the new position, from 1.
        paragraph: usize,
    },
    /// An annotation was found approximately; until a person confirms it, it is kept in the file as it is.
    #[error(
        "line {line}: {quote:?} ({label}) may be {now:?} at the bytes {to} now ({likeness} % alike); the annotation is \
         kept in the file but not placed"
    )]
    Near {
        /// Line of the annotation.
        line: usize,
        /// Its quotation.
        quote: String,
        /// Its label.
        label: LabelNames,
        /// The likeliest passage.
        now: String,
        /// Its position.
        to: Span,
        /// The paragraph of that position, from 1.
        paragraph: usize,
        /// How much it resembles what is sought, in percent.
        likeness: u8,
    },
    /// An annotation was not found; it is kept in the file.
    #[error(
        "line {line}: {mismatch}; {quote:?} ({label}) was not found in the text, the annotation is kept in the file but \
         not shown"
    )]
    Lost {
        /// Line of the annotation.
        line: usize,
        /// Why it did not fit.
        mismatch: Mismatch,
        /// Its quotation, empty if unknown.
        quote: String,
        /// Its label.
        label: LabelNames,
    },
    /// An annotation or a label could not be read; it is kept in the file.
    #[error("line {line}, column {column}: {message}; this entry is kept in the file but not used")]
    Broken {
        /// Line of the mistake.
        line: usize,
        /// Column of the mistake in characters, 1 for the first.
        column: usize,
        /// What is wrong there.
        message: Message,
        /// The quotation of the annotation, if known.
        quote: Option<String>,
    },
    /// Annotations use a label that the file does not define; it was added.
    #[error("line {line}: the label {label} is not in the list of labels; it was added")]
    UnknownLabel {
        /// Line of the first annotation that uses it.
        line: usize,
        /// The label.
        label: LabelId,
    },
    /// Something contradicts the label set, or itself; it is used as it is.
    #[error("line {line}, column {column}: {fault}{}", and_more(*more))]
    Contradiction {
        /// Line of the error.
        line: usize,
        /// Column of the error in characters, from 1.
        column: usize,
        /// What is wrong there.
        fault: Fault,
        /// In how many other places it is the same.
        more: usize,
    },
    /// A list is there twice, as a merge may leave it; both were read.
    #[error("line {line}: the field {field:?} is there twice; both were read")]
    Repeated {
        /// Line of the second list.
        line: usize,
        /// The field.
        field: &'static str,
    },
    /// Git has left conflict marks; both sides were read.
    #[error("line {line}: git left conflict marks in this file; both sides were read, and saving removes the marks")]
    ConflictMarks {
        /// Line of the first mark.
        line: usize,
    },
    /// Two people have changed the same entries in different ways, and nobody has decided yet.
    #[error(
        "line {line}: two people have changed {} in different ways; what stands first is used until \
         one side and the marks are deleted", entries(*count)
    )]
    Undecided {
        /// Line of the first mark.
        line: usize,
        /// Number of entries.
        count: usize,
    },
    /// The two sides of a merge say different things; the first is used, the other kept as a comment.
    #[error(
        "line {line}: {name} is another one on the other side of the merge; the first one is used, this one is kept as a comment"
    )]
    OtherSide {
        /// Line of what is kept as a comment.
        line: usize,
        /// The id of the entry, or the name of the field.
        name: String,
    },
    /// Two annotations have the same id; the second one received a new id.
    #[error("line {line}: another annotation has the id {id:?} already; this one got a new id")]
    SameId {
        /// Line of the second annotation.
        line: usize,
        /// The id.
        id: String,
    },
}

impl Warning {
    /// The line of the file that it refers to; `None` if it is about the whole file.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::OtherText { .. } => None,
            Self::Moved { line, .. }
            | Self::Near { line, .. }
            | Self::Lost { line, .. }
            | Self::Broken { line, .. }
            | Self::UnknownLabel { line, .. }
            | Self::Contradiction { line, .. }
            | Self::Repeated { line, .. }
            | Self::ConflictMarks { line }
            | Self::Undecided { line, .. }
            | Self::OtherSide { line, .. }
            | Self::SameId { line, .. } => Some(*line),
        }
    }
}

/// The most code points of a quotation shown in a sentence.
const SHOWN_CHARS: usize = 60;

/// A quotation for use in a sentence: on one line, and shortened.
fn shown(quote: &str) -> Arg {
    beginning(&one_line(quote), SHOWN_CHARS).into_owned().into()
}

/// A number of entries.
fn entries(count: usize) -> String {
    if count == 1 { "an entry".to_owned() } else { format!("{count} entries") }
}

/// How a sentence goes on about an error that is elsewhere, too.
fn and_more(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => " (and in one other place)".to_owned(),
        more => format!(" (and in {more} other places)"),
    }
}

impl Localize for Warning {
    fn key(&self) -> &'static str {
        match self {
            Self::OtherText { .. } => "warning-annotations-other-text",
            Self::Moved { .. } => "warning-annotation-moved",
            Self::Near { .. } => "warning-annotation-near",
            Self::Lost { quote, .. } if quote.is_empty() => "warning-annotation-lost-unquoted",
            Self::Lost { .. } => "warning-annotation-lost",
            Self::Broken { quote: Some(_), .. } => "warning-annotation-broken-quote",
            Self::Broken { .. } => "warning-annotation-broken",
            Self::UnknownLabel { .. } => "warning-annotation-label",
            Self::Contradiction { more: 0, .. } => "warning-annotation-fault",
            Self::Contradiction { .. } => "warning-annotation-faults",
            Self::Repeated { .. } => "warning-annotations-repeated",
            Self::ConflictMarks { .. } => "warning-annotations-conflict",
            Self::Undecided { .. } => "warning-annotations-undecided",
            Self::OtherSide { .. } => "warning-annotations-other-side",
            Self::SameId { .. } => "warning-annotation-same-id",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let mut args: Vec<_> = self.line().map(|line| ("line", line.into())).into_iter().collect();
        match self {
            Self::OtherText { kept, moved, near, lost } => {
                args.extend([("kept", (*kept).into()), ("moved", (*moved).into())]);
                args.extend([("near", (*near).into()), ("lost", (*lost).into())]);
            }
            Self::Near { quote, label, now, paragraph, .. } => {
                let label = Arg::Localized(label.names.clone());
                args.extend([("quote", shown(quote)), ("label", label), ("now", shown(now))]);
                args.push(("paragraph", (*paragraph).into()));
            }
            Self::Moved { quote, label, paragraph, .. } => {
                let label = Arg::Localized(label.names.clone());
                args.extend([("quote", shown(quote)), ("label", label), ("paragraph", (*paragraph).into())]);
            }
            Self::Lost { quote, label, .. } => {
                args.extend([("quote", shown(quote)), ("label", Arg::Localized(label.names.clone()))]);
            }
            Self::Broken { column, message, quote, .. } => {
                args.extend([("column", (*column).into()), ("message", message.clone().into())]);
                args.extend(quote.as_deref().map(|quote| ("quote", shown(quote))));
            }
            Self::UnknownLabel { label, .. } => args.push(("id", label.to_string().into())),
            Self::Contradiction { column, fault, more, .. } => {
                args.extend([("column", (*column).into()), ("message", Message::of(fault).into())]);
                args.push(("more", (*more).into()));
            }
            Self::Repeated { field, .. } => args.push(("field", (*field).into())),
            Self::ConflictMarks { .. } => {}
            Self::Undecided { count, .. } => args.push(("count", (*count).into())),
            Self::OtherSide { name, .. } => args.push(("name", name.clone().into())),
            Self::SameId { id, .. } => args.push(("id", id.clone().into())),
        }
        args
    }
}
