//! A person's decisions, with the surrounding text of the article.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::detect::candidate::{Candidate, Evidence, Form, Source, Standing};
use crate::detect::kind::Kind;
use crate::detect::proposal::Proposal;
use crate::detect::proposer::Proposer;
use crate::detect::segment::Segment;
use crate::text::Span;

/// Bytes of text kept on either side of a decision.
const AROUND: usize = 280;
/// Longer passages are not learned from, in bytes.
const LONGEST_PASSAGE: usize = 400;

/// A piece of an article with a person's decisions in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FeedbackExample {
    /// The piece.
    pub text: String,
    /// The decisions; spans are bytes of the piece.
    pub decisions: Vec<Decision>,
    /// The start of the piece in the current article, in bytes; `None` for another article.
    #[serde(skip)]
    pub at: Option<u32>,
}

/// A person's decision about a passage.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The label's id.
    pub label: String,
    /// The description of a user's label, because its id may belong to another label in another article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub described: Option<Described>,
    /// Whether the passage was tagged or accepted; false for a rejected suggestion.
    #[serde(rename = "is_right")]
    pub accepted: bool,
    /// The entity to which it refers, if one was chosen: `place:sirte`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
}

/// The description of a label, for articles that do not have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Described {
    /// Name by language: `ar`, `en`.
    pub name: BTreeMap<String, String>,
    /// `#rrggbb`.
    pub color: String,
}

impl FeedbackExample {
    /// Cuts an article into pieces around its decisions, which must be sorted by start; their offsets are bytes of the
    /// article.
    pub fn cut(text: &str, decisions: &[Decision]) -> Vec<Self> {
        let mut feedback: Vec<Self> = Vec::new();
        let mut end_of_last = 0;
        for decision in decisions {
            let (start, end) = (decision.start as usize, decision.end as usize);
            // A passage of this length is not a name.
            if end.saturating_sub(start) > LONGEST_PASSAGE || text.get(start..end).is_none_or(str::is_empty) {
                continue;
            }
            let to = word_end(text, end.saturating_add(AROUND));
            let from = word_start(text, start.saturating_sub(AROUND));
            let shifted = |at: usize| Decision {
                start: decision.start - at as u32,
                end: decision.end - at as u32,
                ..decision.clone()
            };
            match feedback.last_mut().filter(|_| from <= end_of_last) {
                Some(last) => {
                    let at = last.at.unwrap_or(0) as usize;
                    if to > end_of_last {
                        last.text.push_str(text.get(end_of_last..to).unwrap_or(""));
                        end_of_last = to;
                    }
                    last.decisions.push(shifted(at));
                }
                None => {
                    end_of_last = to;
                    feedback.push(Self {
                        text: text.get(from..to).unwrap_or("").to_owned(),
                        decisions: vec![shifted(from)],
                        at: Some(from as u32),
                    });
                }
            }
        }
        feedback
    }
}

/// The next space from a byte on, so that a piece does not end inside a word.
fn word_end(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at.min(text.len()));
    // A text without spaces is cut anywhere.
    let room = text.floor_char_boundary((at + AROUND).min(text.len()));
    text.get(at..room).and_then(|rest| rest.find(char::is_whitespace)).map_or(room, |blank| at + blank)
}

fn word_start(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let room = text.floor_char_boundary(at.saturating_sub(AROUND));
    text.get(room..at).and_then(|before| before.rfind(char::is_whitespace)).map_or(room, |blank| room + blank)
}

/// A suggestion that comes from feedback.
pub(super) fn suggestion(span: Span, kind: Kind, confidence: f32, evidence: Evidence) -> Candidate {
    Candidate {
        span,
        kind,
        form: Form::Name,
        entity: None,
        confidence,
        entity_confidence: 1.0,
        source: Source::Model,
        evidence,
        nested: false,
        standing: Standing::Found,
    }
}

/// A decision located among the words of a segment of its example.
pub(super) struct Placed<'l> {
    pub(super) decision: &'l Decision,
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// First and last word.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The passage in the current article.
    pub(super) shown: Option<Span>,
}

/// Calls back for each segment of each example, with its decisions and the rules' proposals.
pub(super) fn each_segment(
    proposer: &Proposer,
    feedback: &[FeedbackExample],
    mut each: impl FnMut(&FeedbackExample, &Segment<'_>, &[Proposal], &[Placed<'_>]),
) {
    for example in feedback {
        proposer.each_segment(&example.text, &mut |segment, proposals| {
            let placed: Vec<Placed<'_>> =
                example.decisions.iter().filter_map(|decision| place(example, segment, decision)).collect();
            each(example, segment, proposals, &placed);
        });
    }
}

fn place<'l>(example: &FeedbackExample, segment: &Segment<'_>, decision: &'l Decision) -> Option<Placed<'l>> {
    let span = Span::new(&example.text, decision.start, decision.end).ok()?;
    let first = segment.tokens.partition_point(|token| token.end <= span.start.0);
    let behind = segment.tokens.partition_point(|token| token.start < span.end.0);
    let shown = example.at.map(|at| Span { start: (span.start.0 + at).into(), end: (span.end.0 + at).into() });
    let kind = Kind::of_label(&decision.label)?;
    (first < behind).then(|| Placed { decision, kind, span, first, last: behind - 1, shown })
}
