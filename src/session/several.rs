//! Decisions about several undecided mentions at once: by name, by label, by confidence, in a passage. What such a
//! decision would reach is known before it is made, with those that differ.

use std::collections::HashMap;
use std::sync::Arc;

use super::{CommandError, Mark, MarkKind, Outcome, Session, Target};
use crate::annotation::{Annotation, Edit, Gesture, LabelId, Status};
use crate::text::Span;
use crate::text::fold::fold_phrase;

/// How much less sure than the others a mention is that differs from them, as a share of 1.
const LESS_SURE: f32 = 0.2;

/// Which undecided mentions are meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// Those with the name of this mark, whatever they mean; names are compared in folded spelling.
    Name(Target),
    /// Those with the entity of this mark, whatever they are called; those with its name if it has none.
    Entity(Target),
    /// Those with this label.
    Label(LabelId),
    /// Those with at least this confidence, 0 to 1.
    Sure(f32),
    /// Those in a passage.
    Within(Span),
}

/// How a mention differs from most of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It has another label.
    Label,
    /// It means something else.
    Entity,
    /// It is 20 points less sure.
    Confidence,
}

/// An undecided mention that a decision would reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// The mention.
    pub target: Target,
    /// Its words; of several fragments the first.
    pub span: Span,
    /// Its label.
    pub label: LabelId,
    /// The stable id of its entity, if known.
    pub entity: Option<String>,
    /// Confidence of a suggestion in the mention and its entity, 0 to 1.
    pub confidence: Option<f32>,
    /// How it differs, if it does.
    pub difference: Option<Difference>,
}

/// The undecided mentions that a decision would reach, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reach {
    /// All of them.
    pub all: Vec<Reached>,
}

impl Reach {
    /// Those that differ.
    pub fn differing(&self) -> impl Iterator<Item = &Reached> {
        self.all.iter().filter(|reached| reached.difference.is_some())
    }

    /// One that is like most of them.
    pub fn usual(&self) -> Option<&Reached> {
        self.all.iter().find(|reached| reached.difference.is_none())
    }

    /// The mentions themselves, with or without those that differ.
    pub fn targets(&self, only_alike: bool) -> Vec<Target> {
        let meant = self.all.iter().filter(|reached| !only_alike || reached.difference.is_none());
        meant.map(|reached| reached.target.clone()).collect()
    }
}

impl Session {
    /// The undecided mentions that a decision would reach, without those whose label is hidden; each with how it differs
    /// from most of them.
    pub fn reach(&self, scope: &Scope, hidden: &[LabelId]) -> Reach {
        let (entity, name) = match scope {
            Scope::Name(target) => (None, self.name_of(target)),
            Scope::Entity(target) => match self.entity_of_target(target) {
                Some(entity) => (Some(entity), None),
                None => (None, self.name_of(target)),
            },
            Scope::Label(_) | Scope::Sure(_) | Scope::Within(_) => (None, None),
        };
        let text = self.document.text();
        let name = name.map(|span| fold_phrase(span.of(text)));
        // A name has few spellings, and folding takes longer than looking one up.
        let mut spellings: HashMap<&str, bool> = HashMap::new();
        let mut is_of_name = |span: Span, name: &str| {
            *spellings.entry(span.of(text)).or_insert_with_key(|words| fold_phrase(words) == name)
        };
        let place = match scope {
            Scope::Within(span) => *span,
            _ => self.whole(),
        };
        let mut all = Vec::new();
        for mark in self.each_mark(place) {
            if mark.status != Status::Suggested || !mark.is_first || hidden.contains(mark.label) {
                continue;
            }
            let is_meant = match scope {
                Scope::Name(_) | Scope::Entity(_) => match (&entity, &name) {
                    (Some(entity), _) => self.entity_of_mark(&mark).as_ref() == Some(entity),
                    (None, Some(name)) => self.name_of_mark(&mark).is_some_and(|span| is_of_name(span, name)),
                    (None, None) => false,
                },
                Scope::Label(label) => mark.label == label,
                Scope::Sure(least) => self.confidence_of(&mark).is_some_and(|confidence| confidence >= *least),
                Scope::Within(place) => place.start <= mark.span.start && mark.span.end <= place.end,
            };
            if is_meant {
                all.push(self.reached_by(&mark));
            }
        }
        compare(&mut all, entity.is_some() || name.is_some());
        Reach { all }
    }

    fn entity_of_target(&self, target: &Target) -> Option<String> {
        match target {
            Target::Annotation(id) => self.annotations().get(id)?.entity.clone(),
            Target::Candidate { span, kind } => self.entity_of(&self.candidates[self.candidate_on(*span, *kind)?]),
        }
    }

    fn reached_by(&self, mark: &Mark<'_>) -> Reached {
        let target = match mark.kind {
            MarkKind::Annotation(id) => Target::Annotation(id.clone()),
            MarkKind::Suggestion(at) => Target::Candidate { span: mark.span, kind: self.candidates[at].kind },
        };
        let (entity, confidence) = (self.entity_of_mark(mark), self.confidence_of(mark));
        Reached { target, span: mark.span, label: mark.label.clone(), entity, confidence, difference: None }
    }

    fn entity_of_mark(&self, mark: &Mark<'_>) -> Option<String> {
        match mark.kind {
            MarkKind::Annotation(id) => self.annotations().get(id)?.entity.clone(),
            MarkKind::Suggestion(at) => self.entity_of(&self.candidates[at]),
        }
    }

    fn confidence_of(&self, mark: &Mark<'_>) -> Option<f32> {
        match mark.kind {
            MarkKind::Annotation(id) => self.annotations().get(id)?.confidence.map(|c| f64::from(c) as f32),
            MarkKind::Suggestion(at) => Some(self.candidates[at].whole_confidence()),
        }
    }

    /// The words by which a mark is named: of a reference those to which it refers.
    fn name_of_mark(&self, mark: &Mark<'_>) -> Option<Span> {
        match mark.kind {
            MarkKind::Suggestion(at) => Some(super::entity_links::name_span(&self.candidates[at])),
            MarkKind::Annotation(id) => self.name_of(&Target::Annotation(id.clone())),
        }
    }

    /// Accepts or rejects all of these in one step, as far as they are undecided.
    pub(super) fn decide_all(
        &mut self,
        targets: &[Target],
        status: Status,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let mut edits = Vec::with_capacity(targets.len());
        let mut first = None;
        for target in targets {
            let edit = match self.decision_on(target)? {
                Some(there) if there.status != Status::Suggested => continue,
                Some(there) => Edit::Replace(Arc::new(Annotation { status, ..self.touched(there, status.into()) })),
                None => {
                    let Target::Candidate { span, kind } = *target else { continue };
                    Edit::Insert(Arc::new(self.deciding_on(span, kind, status)?))
                }
            };
            if let (None, Edit::Insert(made) | Edit::Replace(made)) = (&first, &edit) {
                first = Some(made.spans.first());
            }
            edits.push(edit);
        }
        let outcome = self.commit(edits, gesture)?;
        Ok(Outcome { span: first, ..outcome })
    }
}

/// Notes how each differs from most of them: by name or entity also in label and meaning, otherwise in confidence only.
fn compare(all: &mut [Reached], also_in_meaning: bool) {
    let mut sure: Vec<f32> = all.iter().filter_map(|reached| reached.confidence).collect();
    sure.sort_unstable_by(f32::total_cmp);
    let usual = sure.get(sure.len() / 2).copied();
    let mut meanings: HashMap<(&LabelId, Option<&str>), usize> = HashMap::new();
    for reached in all.iter().filter(|_| also_in_meaning) {
        *meanings.entry((&reached.label, reached.entity.as_deref())).or_default() += 1;
    }
    // Of meanings that are equally frequent the one that comes first in the text.
    let most = meanings.values().copied().max().unwrap_or(0);
    let is_most = |reached: &&Reached| meanings.get(&(&reached.label, reached.entity.as_deref())) == Some(&most);
    let with = all.iter().find(|reached| also_in_meaning && is_most(reached)).cloned();
    for reached in all {
        let is_less_sure = usual.zip(reached.confidence).is_some_and(|(usual, own)| own <= usual - LESS_SURE);
        reached.difference = match &with {
            Some(with) if reached.label != with.label => Some(Difference::Label),
            Some(with) if reached.entity != with.entity => Some(Difference::Entity),
            _ if is_less_sure => Some(Difference::Confidence),
            _ => None,
        };
    }
}
