//! Explains why the model proposes a place, by how much its probability drops when parts of the sentence are removed.
//!
//! Nothing is stored for each candidate: the sentence is read again on request.

use std::ops::Range;

use super::candidate::Candidate;
use super::detector::Detector;
use super::kind::Kind;
use super::stages::Scored;
use crate::text::Span;
use crate::text::words::words;

/// Bytes of the sentence read on either side of the mention.
const AROUND: usize = 400;
/// Words tried on either side.
const NEAR: usize = 2;
/// The smallest loss, as a difference of logits, that makes a part a reason.
const LEAST: f32 = 0.2;
/// The most reasons given.
const MOST: usize = 3;
/// Probability assumed for a mention that the model does not even consider.
const HARDLY: f32 = 0.1;

/// A reason for a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A word before it.
    Before(Span),
    /// A word after it.
    After(Span),
    /// The letters of the name itself.
    Form,
    /// Other mentions of the name in the text.
    Elsewhere,
}

/// The reasons for a mention, the strongest first, at most three. Without a reason, the sentence as a whole is
/// decisive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The reasons.
    pub reasons: Vec<Reason>,
}

impl Detector {
    /// Explains a place that the model has seen; costs several readings of its sentence.
    pub fn explain(&self, text: &str, candidate: &Candidate) -> Explanation {
        let Some((passage, mention)) = surroundings(text, candidate.span) else { return Explanation::default() };
        let sentence = &text[passage.clone()];
        let here = self.belief(sentence, mention.clone());
        let mut losses = vec![(logit(candidate.confidence) - logit(here), Reason::Elsewhere)];
        // Letters attached to the name are not a word beside it.
        let (before, after): (Vec<Span>, Vec<Span>) = words(sentence)
            .filter(|word| word.end.index() <= mention.start || word.start.index() >= mention.end)
            .partition(|word| word.end.index() <= mention.start);
        let is_beside = |word: &Span| {
            let gap = if word.end.index() <= mention.start {
                word.end.index()..mention.start
            } else {
                mention.end..word.start.index()
            };
            !sentence[gap].is_empty()
        };
        let near = before.iter().rev().take(NEAR).chain(after.iter().take(NEAR)).filter(|word| is_beside(word));
        for word in near {
            let range = word.start.index()..word.end.index();
            let (without, moved) = cut(sentence, range.clone(), mention.clone());
            let loss = logit(here) - logit(self.belief(&without, moved));
            let at = Span::from_range(passage.start + range.start..passage.start + range.end);
            let reason = if range.end <= mention.start { Reason::Before(at) } else { Reason::After(at) };
            losses.push((loss, reason));
        }
        let alone = &sentence[mention.clone()];
        losses.push((logit(self.belief(alone, 0..alone.len())) - logit(HARDLY), Reason::Form));
        losses.retain(|(loss, _)| *loss >= LEAST);
        losses.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        Explanation { reasons: losses.into_iter().take(MOST).map(|(_, reason)| reason).collect() }
    }

    /// The probability of a place on exactly these bytes of an isolated passage.
    fn belief(&self, passage: &str, mention: Range<usize>) -> f32 {
        let wanted = Span::from_range(mention);
        let mut found = [self.remembered(passage)];
        if let Some(model) = &self.proposer.model {
            model.decide(&mut found);
        }
        let [Scored { proposals, .. }] = found;
        let of_mention = proposals.iter().filter(|p| p.span == wanted && p.kind == Kind::LOCATION);
        of_mention.map(|p| p.confidence).fold(HARDLY, f32::max)
    }
}

/// The paragraph around a mention, shortened if it is long, and the mention's bytes in it.
fn surroundings(text: &str, span: Span) -> Option<(Range<usize>, Range<usize>)> {
    let mention = span.start.index()..span.end.index();
    text.get(mention.clone())?;
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{2029}');
    let from = text.ceil_char_boundary(mention.start.saturating_sub(AROUND));
    let to = text.floor_char_boundary((mention.end + AROUND).min(text.len())).max(mention.end);
    let start = text[from..mention.start].rfind(is_break).map_or(from, |at| text.ceil_char_boundary(from + at + 1));
    let end = text[mention.end..to].find(is_break).map_or(to, |at| mention.end + at);
    Some((start..end, mention.start - start..mention.end - start))
}

/// The passage without a word, and the new position of the mention.
fn cut(passage: &str, word: Range<usize>, mention: Range<usize>) -> (String, Range<usize>) {
    let without = [&passage[..word.start], &passage[word.end..]].concat();
    let by = if word.end <= mention.start { word.len() } else { 0 };
    (without, mention.start - by..mention.end - by)
}

fn logit(p: f32) -> f32 {
    let p = p.clamp(0.01, 0.99);
    (p / (1.0 - p)).ln()
}
