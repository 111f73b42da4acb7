//! What other annotators have made of the same text otherwise.

use super::{Audited, Cure, Finding, Problem};
use crate::agreement::{Disagreement, Kind, disagreements};
use crate::annotation::{Annotation, AnnotationState};

/// The work of another annotator on the same text.
#[derive(Clone, Debug)]
pub struct Other {
    /// Who it is, or the name of the file.
    pub name: String,
    /// What they have made.
    pub state: AnnotationState,
}

impl Audited<'_> {
    pub(super) fn differing(&self, all: &mut Vec<Finding>) {
        for other in self.others {
            let states = [self.session.annotation_state(), &other.state];
            all.extend(disagreements(&states).iter().map(|differing| self.differs(other, differing)));
        }
    }

    fn differs(&self, other: &Other, differing: &Disagreement) -> Finding {
        let side = |number: usize, state: &'_ AnnotationState| -> Vec<Annotation> {
            let ids = differing.sides.get(number).into_iter().flatten();
            ids.filter_map(|id| state.annotations.get(id)).cloned().collect()
        };
        let (own, theirs) = (side(0, self.session.annotation_state()), side(1, &other.state));
        let label = theirs.first().map(|one| one.label.clone());
        let problem = Problem::Differing { kind: differing.kind, by: other.name.clone(), label };
        let cures = cures(differing.kind, &own, &theirs);
        let said: Vec<String> = own.iter().chain(&theirs).map(|one| one.id.to_string()).collect();
        let quote = self.text().get(differing.span.range()).unwrap_or_default();
        let key = format!("{} {} {} {quote}", problem.name(), other.name, said.join(" "));
        let annotation = own.first().map(|one| one.id.clone());
        Finding { problem, span: Some(differing.span), wrong: None, annotation, cures, key }
    }
}

/// What makes the own work the same as the other's, where one step does.
fn cures(kind: Kind, own: &[Annotation], theirs: &[Annotation]) -> Vec<Cure> {
    match (own, theirs) {
        ([], [theirs]) => theirs.spans.single().map_or_else(Vec::new, |span| {
            vec![Cure::Mark(span, theirs.label.clone(), theirs.entity.clone().unwrap_or_default())]
        }),
        ([own], []) => vec![Cure::Delete(own.id.clone())],
        ([own], [theirs]) => match (kind, theirs.spans.single(), &theirs.entity) {
            (Kind::Label, ..) => vec![Cure::Relabel(own.id.clone(), theirs.label.clone())],
            (Kind::Ends, Some(span), _) => vec![Cure::Move(own.id.clone(), span)],
            (Kind::Entity, _, Some(entity)) => vec![Cure::Link(own.id.clone(), entity.clone())],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
