//! Relations between annotations; both ends always exist.

use std::sync::Arc;

use super::run::now;
use super::{CommandError, Outcome, Session};
use crate::annotation::audit::can_join;
use crate::annotation::{
    AnnotationId, AttributeKind, Deed, Edit, EditError, Gesture, Provenance, Relation, RelationId,
};

impl Session {
    /// The relations that begin or end at an annotation, sorted by id.
    pub(crate) fn relations_of(&self, annotation: &AnnotationId) -> impl Iterator<Item = &Relation> + '_ {
        self.annotation_state.relations.of(annotation)
    }

    pub(super) fn relate(
        &mut self,
        kind: String,
        from: AnnotationId,
        to: AnnotationId,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let allowed = self.annotation_state.labels.relation_kind(&kind);
        let attributes = allowed.map(|kind| AttributeKind::defaults(&kind.attributes)).unwrap_or_default();
        let provenance = Provenance::of(Deed::Made, self.by.as_str(), now());
        let id = RelationId::generate();
        let relation = Relation { kind, from, to, attributes, id, provenance, ..Relation::default() };
        self.check_relation(&relation)?;
        let there =
            self.relations_of(&relation.from).find(|there| there.kind == relation.kind && there.to == relation.to);
        if there.is_some_and(|there| there.provenance.first_by() == self.by) {
            return Ok(Outcome::default());
        }
        self.commit(vec![Edit::InsertRelation(Arc::new(relation))], gesture)
    }

    pub(super) fn edit_relation(
        &mut self,
        relation: Relation,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let former = self.annotation_state.relations.get(&relation.id);
        let former = former.ok_or_else(|| EditError::NoRelation { id: relation.id.clone() })?;
        // Provenance cannot be set from outside.
        let relation = Relation { provenance: former.provenance.clone(), ..relation };
        if *former == relation {
            return Ok(Outcome::default());
        }
        self.check_relation(&relation)?;
        let with_former_note = Relation { note: former.note.clone(), ..relation.clone() };
        let deed = if with_former_note == *former { Deed::Noted } else { Deed::Changed };
        let provenance = relation.provenance.clone().with(deed, &self.by, &now());
        self.commit(vec![Edit::ReplaceRelation(Arc::new(Relation { provenance, ..relation }))], gesture)
    }

    /// Checks that the kind of a relation exists and allows its ends.
    fn check_relation(&self, relation: &Relation) -> Result<(), CommandError> {
        let kind = self.annotation_state.labels.relation_kind(&relation.kind);
        let kind = kind.ok_or_else(|| CommandError::NoRelationKind { kind: relation.kind.clone() })?;
        let (from, to) = (&self.existing(&relation.from)?.label, &self.existing(&relation.to)?.label);
        let ends = can_join(&self.annotation_state.labels, kind, from, to);
        if !ends || relation.from == relation.to {
            return Err(CommandError::RelationEnds { kind: relation.kind.clone(), from: from.clone(), to: to.clone() });
        }
        let mut values = relation.attributes.iter();
        Ok(values.try_for_each(|(name, value)| AttributeKind::check_in(&kind.attributes, name, value))?)
    }
}
