//! What the annotations say of themselves: the same string with two names, two on one passage, values and ends that are missing
//! or not allowed.

use super::{Audited, Cure, Finding, Problem};
use crate::annotation::{Annotation, LabelId, Relation, Status, Value};
use crate::text::Span;
use crate::text::fold::letters::fold_phrase;

/// The most choices that are offered for a missing value.
const MOST_CHOICES: usize = 4;

impl Audited<'_> {
    /// The annotations that a person stands by.
    pub(super) fn accepted(&self) -> impl Iterator<Item = &Annotation> {
        self.session.annotations().iter().filter(|annotation| annotation.status == Status::Accepted)
    }

    /// The folded spelling of an annotation's words.
    pub(super) fn folded(&self, annotation: &Annotation) -> String {
        fold_phrase(&annotation.spans.quote(self.text()).to_lowercase())
    }

    pub(super) fn named_otherwise(&self, all: &mut Vec<Finding>) {
        let names = &self.usage.names;
        for annotation in self.accepted() {
            let folded = self.folded(annotation);
            let uses = self.usage.of_string(&folded);
            let Some(most) = uses.first() else { continue };
            let label = annotation.label.as_str();
            let (usual, own) = (names.text(most.label), self.usage.with_label(&folded, label));
            let count = self.usage.with_label(&folded, usual);
            if usual != label && count > own {
                let usual = LabelId::from(usual);
                all.push(self.finding(
                    annotation,
                    Problem::Label { here: annotation.label.clone(), usual: usual.clone(), count: count as usize },
                    vec![Cure::Relabel(annotation.id.clone(), usual)],
                ));
                continue;
            }
            let of_label = || uses.iter().filter(|one| names.text(one.label) == label);
            let entity = annotation.entity.as_deref().unwrap_or("");
            let own = of_label().find(|one| names.text(one.entity) == entity).map_or(0, |one| one.count);
            let most = of_label().filter(|one| !one.entity.is_empty()).max_by_key(|one| one.count);
            let Some(most) = most.filter(|most| names.text(most.entity) != entity) else { continue };
            // One that means nothing yet is no rival of what it means elsewhere.
            if most.count > own || entity.is_empty() {
                let usual = names.text(most.entity).to_owned();
                all.push(self.finding(
                    annotation,
                    Problem::Entity { here: entity.to_owned(), usual: usual.clone(), count: most.count as usize },
                    vec![Cure::Link(annotation.id.clone(), usual)],
                ));
            }
        }
    }

    pub(super) fn overlaps(&self, all: &mut Vec<Finding>) {
        let annotations: Vec<&Annotation> = self.accepted().collect();
        for (at, annotation) in annotations.iter().enumerate() {
            let hull = annotation.spans.hull();
            // They are sorted by where they begin.
            let behind = annotations[at + 1..].iter().take_while(|other| other.spans.hull().start < hull.end);
            for other in behind.filter(|other| other.label == annotation.label) {
                if !other.spans.iter().any(|span| annotation.spans.overlaps(span)) {
                    continue;
                }
                let is_longer = other.spans.hull().len() > hull.len();
                let (long, short) = if is_longer { (*other, *annotation) } else { (*annotation, *other) };
                let problem = Problem::Overlap { label: annotation.label.clone(), other: long.spans.hull() };
                let cures = vec![Cure::Delete(short.id.clone()), Cure::Delete(long.id.clone())];
                let mut finding = self.finding(short, problem, cures);
                finding.key = format!("{} {}", finding.key, long.id);
                all.push(finding);
            }
        }
    }

    pub(super) fn missing(&self, all: &mut Vec<Finding>) {
        for annotation in self.accepted() {
            let Some(label) = self.session.labels().get(&annotation.label) else { continue };
            let lacking = label.attributes.iter().filter(|kind| kind.required);
            for kind in lacking.filter(|kind| annotation.attributes.get(&kind.id).is_none()) {
                let value = |choice: &crate::annotation::Choice| {
                    let value = Value::parse(kind.of_type, &choice.id)?;
                    Some(Cure::Value(annotation.id.clone(), kind.id.clone(), value))
                };
                let cures = kind.choices.iter().take(MOST_CHOICES).filter_map(value).collect();
                let mut finding = self.finding(annotation, Problem::Missing { attribute: kind.id.clone() }, cures);
                finding.key = format!("{} {}", finding.key, kind.id);
                all.push(finding);
            }
        }
    }

    pub(super) fn relation_ends(&self, all: &mut Vec<Finding>) {
        let state = self.session.annotation_state();
        for relation in state.relations.iter().filter(|relation| relation.status == Status::Accepted) {
            let end = |id| state.annotations.get(id);
            let (Some(from), Some(to)) = (end(&relation.from), end(&relation.to)) else { continue };
            let Some(kind) = state.labels.relation_kind(&relation.kind) else { continue };
            let allows = |labels: &[LabelId], label: &LabelId| {
                labels.is_empty() || state.labels.line_of(label).any(|of| labels.contains(&of.id))
            };
            if allows(&kind.from, &from.label) && allows(&kind.to, &to.label) {
                continue;
            }
            let mut cures = Vec::new();
            if allows(&kind.from, &to.label) && allows(&kind.to, &from.label) {
                let (from, to) = (relation.to.clone(), relation.from.clone());
                cures.push(Cure::Turn(Relation { from, to, ..relation.clone() }));
            }
            cures.push(Cure::Unrelate(relation.id.clone()));
            let problem = Problem::Ends {
                relation: relation.id.clone(),
                kind: relation.kind.clone(),
                from: from.label.clone(),
                to: to.label.clone(),
            };
            let mut finding = self.finding(from, problem, cures);
            finding.key = format!("ends {}", relation.id);
            all.push(finding);
        }
    }

    pub(super) fn orphans(&self, all: &mut Vec<Finding>) {
        for (number, orphan) in self.session.annotation_state().orphans.iter().enumerate() {
            let quote = orphan.quote.clone().unwrap_or_default();
            let id = orphan.id.as_ref().map_or_else(|| quote.clone(), ToString::to_string);
            all.push(Finding {
                problem: Problem::Orphan { quote },
                span: None,
                wrong: None,
                annotation: None,
                cures: vec![Cure::Discard(number)],
                key: format!("orphan {id}"),
            });
        }
    }

    /// A finding about an annotation.
    pub(super) fn finding(&self, annotation: &Annotation, problem: Problem, cures: Vec<Cure>) -> Finding {
        let span: Span = annotation.spans.hull();
        let key = format!("{} {} {}", problem.name(), annotation.id, annotation.spans.quote(self.text()));
        Finding { problem, span: Some(span), wrong: None, annotation: Some(annotation.id.clone()), cures, key }
    }
}
