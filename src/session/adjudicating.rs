//! Carries out decisions about what several annotators differ in.

use std::sync::Arc;

use super::run::{found, now};
use super::{CommandError, Outcome, Session};
use crate::agreement::Verdict;
use crate::annotation::{Annotation, Deed, Edit, Gesture, Status};

impl Session {
    /// Takes and leaves annotations as it was decided, in one step: each says who has decided, when, and whose it is.
    pub(super) fn adjudicate(&mut self, verdict: Verdict, gesture: Option<Gesture>) -> Result<Outcome, CommandError> {
        let Verdict { decided, gone, relations, note } = verdict;
        let at = now();
        let mut edits = self.annotation_state.removal(&gone);
        let mut first: Option<Annotation> = None;
        for (annotation, status, whose) in decided {
            let there = self.annotations().get(&annotation.id);
            let provenance = there.map_or(&annotation.provenance, |there| &there.provenance).clone();
            let deed = if status == Status::Suggested { Deed::Noted } else { status.into() };
            let provenance = provenance.adjudicated(deed, &self.by, &at, &whose);
            let note = note.clone().filter(|_| first.is_none()).unwrap_or_else(|| annotation.note.clone());
            let decided = Annotation { note, status, provenance, ..annotation };
            first.get_or_insert_with(|| decided.clone());
            let is_there = there.is_some();
            let decided = Arc::new(decided);
            edits.push(if is_there { Edit::Replace(decided) } else { Edit::Insert(decided) });
        }
        edits.extend(relations.into_iter().map(|relation| Edit::InsertRelation(Arc::new(relation))));
        let outcome = self.commit(edits, gesture)?;
        let found = first.as_ref().map(found).unwrap_or_default();
        Ok(Outcome { changed: outcome.changed, applied: outcome.applied, ..found })
    }
}
