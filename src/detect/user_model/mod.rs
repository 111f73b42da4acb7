//! What a person's tags and decisions teach: names to repeat, names to leave out, and how names of a
//! label stand in their sentences.
//!
//! Owns the feedback and the small model learned from it. Must not know annotations or files. Learning is
//! quick enough to be done anew after every decision, so that nothing of it is kept but the feedback.
//! Deterministic: the same feedback gives the same suggestions.

mod label;
mod names;
mod review;
mod tagger;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use self::label::UserLabel;
use self::names::TaggedNames;
pub use self::review::Reviewed;
use self::tagger::Tagger;
pub(super) use self::tagger::TaggerScratch;
use super::Detector;
use super::candidate::{Candidate, Evidence, Form, Kind, Source, Standing};
use super::model::Model;
use super::proposal::Proposal;
use super::segment::Segment;
use crate::lexicon::Lexicon;
use crate::text::Span;

/// Bytes of text kept on either side of a decision.
const AROUND: usize = 280;
/// Passages that are longer teach nothing, in bytes.
const LONGEST_PASSAGE: usize = 400;

/// A piece of an article with what a person decided there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FeedbackExample {
    /// The piece.
    pub text: String,
    /// The decisions; spans are bytes of the piece.
    pub decisions: Vec<Decision>,
    /// Where the piece begins in the article at hand, in bytes; none in another article.
    #[serde(skip)]
    pub at: Option<u32>,
}

/// What a person decided about a passage.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// First byte.
    pub start: u32,
    /// Byte behind the last.
    pub end: u32,
    /// The label's id.
    pub label: String,
    /// What a label of the person's own is like; in another article its id can be that of another label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub described: Option<Described>,
    /// Whether the passage is such a thing; false for a suggestion that was set aside.
    #[serde(rename = "is_right")]
    pub accepted: bool,
    /// The entity that it names, where one was chosen: `place:sirte`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
}

/// What a label is like, for articles that do not have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Described {
    /// Name by language: `ar`, `en`.
    pub name: BTreeMap<String, String>,
    /// `#rrggbb`.
    pub color: String,
}

impl FeedbackExample {
    /// Cuts an article to the pieces around its decisions, which are sorted by start and count in
    /// bytes of the article.
    pub fn cut(text: &str, decisions: &[Decision]) -> Vec<Self> {
        let mut feedback: Vec<Self> = Vec::new();
        let mut end_of_last = 0;
        for decision in decisions {
            let (start, end) = (decision.start as usize, decision.end as usize);
            // A chapter is no name.
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

/// The next blank from a byte on: a piece does not cut words in two.
fn word_end(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at.min(text.len()));
    // A text without blanks is cut anywhere.
    let room = text.floor_char_boundary((at + AROUND).min(text.len()));
    text.get(at..room).and_then(|rest| rest.find(char::is_whitespace)).map_or(room, |blank| at + blank)
}

fn word_start(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let room = text.floor_char_boundary(at.saturating_sub(AROUND));
    text.get(room..at).and_then(|before| before.rfind(char::is_whitespace)).map_or(room, |blank| room + blank)
}

/// The kind of candidate that suggests a label.
fn kind_of(label: &str) -> Option<Kind> {
    let known = Kind::ALL.into_iter().find(|kind| kind.name() == label);
    known.or_else(|| UserLabel::of(label).map(Kind::User))
}

/// What feedback has taught.
pub struct UserModel {
    names: TaggedNames,
    /// Only where suggestions were asked for.
    tagger: Option<Tagger>,
    suggests: bool,
    fingerprint: u64,
}

impl std::fmt::Debug for UserModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UserModel").field("suggests", &self.suggests).finish_non_exhaustive()
    }
}

impl UserModel {
    /// Learns. What was set aside is left out and what was accepted counts more in any case; with
    /// `suggests`, further passages are suggested too. `None` without feedback.
    pub fn learn(lexicon: &Arc<Lexicon>, feedback: &[FeedbackExample], suggests: bool) -> Option<Self> {
        if feedback.is_empty() {
            return None;
        }
        let detector = Detector::new(Arc::clone(lexicon));
        let names = TaggedNames::learn(&detector, feedback);
        let tagger = if suggests { Tagger::learn(&detector, feedback, &names) } else { None };
        Some(Self { names, tagger, suggests, fingerprint: Self::fingerprint_of(feedback, suggests) })
    }

    /// A number for what a model is learned from, to tell whether another one would differ.
    pub fn fingerprint_of(feedback: &[FeedbackExample], suggests: bool) -> u64 {
        let mut hasher = DefaultHasher::new();
        (feedback, suggests).hash(&mut hasher);
        hasher.finish()
    }

    /// The number of what this one was learned from.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Suggests in a segment whose rules propose `proposals`.
    pub(super) fn mark(
        &self,
        text: &str,
        segment: &Segment<'_>,
        model: Option<&Model>,
        proposals: &[Proposal],
        scratch: &mut TaggerScratch,
        found: &mut Vec<Candidate>,
    ) {
        if !self.suggests {
            return;
        }
        let first = found.len();
        self.names.mark(text, segment, found);
        if let Some(tagger) = &self.tagger {
            tagger.mark(text, segment, model, proposals, &self.names, scratch, first, found);
        }
    }
}

/// Settles what was detected with what was taught on the same words: a taught name has its way
/// unless a longer one of its kind holds it; a passage that only looks alike gives way. Both are
/// sorted by start.
fn resolve_overlaps(candidates: &mut Vec<Candidate>, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut dropped = vec![false; candidates.len()];
    let mut active: Vec<usize> = Vec::new();
    let mut next = 0;
    let kept = found
        .into_iter()
        .filter(|taught| {
            while let Some(candidate) = candidates.get(next).filter(|c| c.span.start < taught.span.end) {
                if candidate.span.end > taught.span.start {
                    active.push(next);
                }
                next += 1;
            }
            active.retain(|at| candidates.get(*at).is_some_and(|c| c.span.end > taught.span.start));
            let by_name = matches!(taught.evidence, Evidence::TaggedName(_));
            let here = || active.iter().filter(|at| !dropped.get(**at).copied().unwrap_or(true));
            let beside = || here().filter_map(|at| candidates.get(*at)).filter(|c| c.span.overlaps(taught.span));
            if !by_name {
                return beside().next().is_none();
            }
            if beside().any(|c| c.kind == taught.kind && c.span.contains(taught.span)) {
                return false;
            }
            let crosses =
                |c: &Candidate| c.span == taught.span || !c.span.contains(taught.span) && !taught.span.contains(c.span);
            let leave: Vec<usize> = here()
                .copied()
                .filter(|at| candidates.get(*at).is_some_and(|c| c.span.overlaps(taught.span) && crosses(c)))
                .collect();
            for at in leave {
                if let Some(slot) = dropped.get_mut(at) {
                    *slot = true;
                }
            }
            true
        })
        .collect();
    let mut dropped = dropped.into_iter();
    candidates.retain(|_| !dropped.next().unwrap_or(false));
    kept
}

/// A suggestion owed to feedback.
fn suggestion(span: Span, kind: Kind, confidence: f32, evidence: Evidence) -> Candidate {
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

/// A decision in the words of a segment of its example.
struct Placed<'l> {
    decision: &'l Decision,
    kind: Kind,
    span: Span,
    /// First and last word.
    first: usize,
    last: usize,
    /// The passage in the article at hand.
    shown: Option<Span>,
}

/// Hands each segment of each example with its decisions and the rules' proposals.
fn each_segment(
    detector: &Detector,
    feedback: &[FeedbackExample],
    mut each: impl FnMut(&FeedbackExample, &Segment<'_>, &[Proposal], &[Placed<'_>]),
) {
    for example in feedback {
        detector.each_segment(&example.text, &mut |segment, proposals| {
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
    let kind = kind_of(&decision.label)?;
    (first < behind).then(|| Placed { decision, kind, span, first, last: behind - 1, shown })
}

impl Detector {
    /// The same, taught by a person.
    #[must_use]
    pub fn with_user_model(mut self, own: Option<Arc<UserModel>>) -> Self {
        self.own = own;
        self
    }
}
