//! The label set: labels, kinds of relations, and attributes of the whole article.

use std::sync::Arc;

use super::run::now;
use super::{CommandError, Outcome, Session};
use crate::annotation::label_edits::Doer;
use crate::annotation::{
    AttributeKind, Day, Edit, Gesture, Label, LabelError, LabelId, LabelSet, RelationKind, Uses, Value, Work, WorkState,
};
use crate::detect::Kind;

impl Session {
    /// The id of the label suggested for candidates of a kind; `None` if no label detects the kind, so that nothing of
    /// it is suggested.
    pub(crate) fn label_of_kind(&self, kind: Kind) -> Option<&LabelId> {
        self.kind_labels.iter().find(|(known, _)| *known == kind)?.1.as_ref()
    }

    /// The kind of candidates for which this label is suggested.
    pub fn kind_of_label(&self, label: &LabelId) -> Option<Kind> {
        self.kind_labels.iter().find(|(_, known)| known.as_ref() == Some(label)).map(|(kind, _)| *kind)
    }

    /// Updates the labels of all kinds of candidates.
    pub(super) fn set_kind_labels(&mut self) {
        // Also for candidates of earlier runs: a note on one may still be open.
        let former = self.kind_labels.iter().map(|(kind, _)| *kind);
        let mut kinds: Vec<Kind> = Vec::new();
        for kind in Kind::DETECTED.into_iter().chain(former).chain(self.candidates.kinds().iter().copied()) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let label_of = |kind: Kind| {
            let labels = &self.annotation_state.labels;
            let own = || self.label(&kind.name().into()).filter(|_| !Kind::DETECTED.contains(&kind));
            labels.detecting(kind.name()).or_else(own).map(|label| label.id.clone())
        };
        self.kind_labels = kinds.into_iter().map(|kind| (kind, label_of(kind))).collect();
    }

    pub(super) fn edit_label(&mut self, mut label: Label, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let former = self.existing_label(&label.id)?;
        self.check_label(&label, Some(former))?;
        if *former == label {
            return Ok(Outcome::default());
        }
        // The plural was derived from the former name.
        if former.name != label.name && former.plural == label.plural {
            label.plural.clear();
        }
        self.commit(vec![Edit::ReplaceLabel(Arc::new(label))], gesture)
    }

    /// Removes a label, or merges it with another one; see [`Uses`].
    pub(super) fn remove_label(
        &mut self,
        id: &LabelId,
        uses: &Uses,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        self.existing_label(id)?;
        match uses {
            Uses::None => {
                let count = self.annotation_state.use_of(id).annotations;
                if count > 0 {
                    return Err(CommandError::LabelInUse { label: id.clone(), count });
                }
            }
            Uses::Give(heir) if heir == id => return Err(CommandError::GivenToItself { label: id.clone() }),
            Uses::Give(heir) => drop(self.existing_label(heir)?),
            Uses::Remove => {}
        }
        let doer = Doer { by: &self.by, at: &now() };
        self.commit(self.annotation_state.removing_label(id, uses, doer), gesture)
    }

    pub(super) fn add_label(&mut self, label: Label, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        self.check_label(&label, None)?;
        let at = self.annotation_state.labels.len();
        self.commit(vec![Edit::AddLabel { at, label: Arc::new(label) }], gesture)
    }

    /// Adds what a set has and this article's lacks.
    pub(super) fn add_labels(&mut self, set: &LabelSet, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let labels = &self.annotation_state.labels;
        set.iter().filter(|label| labels.get(&label.id).is_none()).try_for_each(Label::check)?;
        let edits = self.annotation_state.adding_set(set);
        self.commit(edits, gesture)
    }

    /// Checks a label that is new or was another one.
    fn check_label(&self, label: &Label, former: Option<&Label>) -> Result<(), CommandError> {
        label.check()?;
        let labels = &self.annotation_state.labels;
        if let Some(key) = label.key
            && let Some(other) = labels.by_key(key)
            && other.id != label.id
        {
            return Err(LabelError::KeyTaken { key, other: other.id.clone() }.into());
        }
        // Files may contain labels that look alike; only who changes a look must find a free one.
        if let Some(other) = labels.look_of_another(label)
            && former.is_some_and(|former| former.look() != label.look())
        {
            return Err(LabelError::LookTaken { id: label.id.clone(), other: other.id.clone() }.into());
        }
        Ok(labels.check_parent(label)?)
    }

    pub(super) fn set_relation_kinds(
        &mut self,
        kinds: Vec<RelationKind>,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let state = &self.annotation_state;
        let is_kept = |id: &str| kinds.iter().any(|kind| kind.id == id);
        let lost = state
            .labels
            .relation_kinds
            .iter()
            .find(|kind| !is_kept(&kind.id) && state.relations.iter().any(|relation| relation.kind == kind.id));
        if let Some(lost) = lost {
            let count = state.relations.iter().filter(|relation| relation.kind == lost.id).count();
            return Err(CommandError::RelationKindInUse { kind: lost.id.clone(), count });
        }
        let edits =
            if *state.labels.relation_kinds == kinds { Vec::new() } else { vec![Edit::SetRelationKinds(kinds)] };
        self.commit(edits, gesture)
    }

    pub(super) fn set_work(
        &mut self,
        state: Option<WorkState>,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let attributes = &self.annotation_state.attributes;
        if Work::of(attributes).map(|work| work.state) == state {
            return self.commit(Vec::new(), gesture);
        }
        let work = state.map(|state| Work { state, by: self.by.clone(), on: Some(Day::today()) });
        let edits =
            Work::values(work.as_ref()).into_iter().filter(|(name, value)| attributes.get(name) != value.as_ref());
        let edits = edits.map(|(name, value)| Edit::SetAttribute { name: name.to_owned(), value });
        self.commit(edits.collect(), gesture)
    }

    pub(super) fn set_document_attribute(
        &mut self,
        name: String,
        value: Option<Value>,
        gesture: Option<Gesture>,
    ) -> Result<Outcome, CommandError> {
        let state = &self.annotation_state;
        if let Some(value) = &value {
            AttributeKind::check_in(&state.labels.document_attributes, &name, value)?;
        }
        let is_same = state.attributes.get(&name) == value.as_ref();
        self.commit(if is_same { Vec::new() } else { vec![Edit::SetAttribute { name, value }] }, gesture)
    }
}
