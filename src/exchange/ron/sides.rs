//! Reads files, and merges the sides of those in which conflict marks stand.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::loaded::Loaded;
use super::reader::{Side, parse};
use super::rows::Watch;
use super::source::{Source, Sources};
use super::stand_in::stand_in;
use super::tokens::text_field;
use super::{RonError, Warning};
use crate::annotation::{AnnotationState, Carried, LabelId, RelationId, merge, merge_carried};
use crate::document::Document;
use crate::exchange::anchor::Anchors;

/// Reads a file, or merges the sides for which it stands; `watch` is told how far it is, and may give up.
pub(super) fn parse_sides<'t, B: Send + Sync>(
    text: String,
    document: &'t Document,
    anchors: impl Fn() -> Anchors<'t>,
    watch: Watch<'_, B>,
) -> ControlFlow<B, Result<Side, RonError>> {
    let Sources { ours, others } = Sources::new(text);
    let read = |source: Source| {
        let rows = source.rows(watch)?;
        ControlFlow::Continue(parse(&source, document, anchors(), rows))
    };
    let line = ours.marks().first().copied().unwrap_or(1);
    let (own, others) = match (read(ours)?, others) {
        (Ok(own), Some(others)) => (own, others),
        (own, _) => return ControlFlow::Continue(own),
    };
    // Without what was before, everything counts as new.
    let base = match others.base() {
        Some(base) => read(base)?.ok(),
        None => None,
    };
    ControlFlow::Continue(read(others.theirs())?.map(|theirs| join(base, own, theirs, line)))
}

/// Merges the sides of a file whose first conflict mark is in this line.
fn join(base: Option<Side>, mut ours: Side, mut theirs: Side, line: usize) -> Side {
    let (mut base, nothing) = (base, Carried::default());
    let own = [Some(&mut ours), Some(&mut theirs), base.as_mut()].map(|side| side.map(Side::without_stand_ins));
    let base_state = base.as_ref().map_or_else(AnnotationState::blank, |base| base.loaded.annotation_state.clone());
    let base_carried = base.as_ref().map_or(&nothing, |base| &base.loaded.carried);
    let mut annotation_state = merge(&base_state, &ours.loaded.annotation_state, &theirs.loaded.annotation_state);
    let stand_ins: Vec<LabelId> = own.into_iter().flatten().flatten().collect();
    add_stand_ins(&mut annotation_state, &stand_ins);
    let mut carried = merge_carried(base_carried, &ours.loaded.carried, &theirs.loaded.carried);
    give_up_joined(&mut carried, &annotation_state);
    carried.stand_ins.retain(|label| annotation_state.labels.get(&label.id) == Some(label));
    let count = annotation_state.conflicts.len();
    let marks = if count == 0 { Warning::ConflictMarks { line } } else { Warning::Undecided { line, count } };
    let warnings = join_warnings(marks, ours.loaded.warnings, theirs.loaded.warnings);
    // As long as something is undecided, the file says the same as it does when it is written.
    let altered = ours.loaded.altered || theirs.loaded.altered || count == 0;
    let (displaced, version) = (ours.loaded.displaced, ours.loaded.version);
    let loaded = Loaded { annotation_state, carried, warnings, displaced, altered, version };
    let mut quotations = base.map(|base| base.quotations).unwrap_or_default();
    quotations.extend(theirs.quotations);
    quotations.extend(ours.quotations);
    Side { loaded, head: ours.head, quotations, stand_ins }
}

impl Side {
    /// Takes out the labels that only stand in for others: nobody has said anything about them.
    pub(super) fn without_stand_ins(&mut self) -> Vec<LabelId> {
        let labels = &mut self.loaded.annotation_state.labels;
        if !self.stand_ins.is_empty() {
            let own = labels.iter().filter(|label| !self.stand_ins.contains(&label.id)).cloned();
            *labels = labels.with_only(own.collect::<Vec<_>>());
        }
        self.stand_ins.clone()
    }
}

/// A relation whose ends one side lacks is broken there, and none if the other side has them.
fn give_up_joined(carried: &mut Carried, state: &AnnotationState) {
    let Some(broken) = carried.broken.get_mut("relations") else { return };
    broken.retain(|ron| {
        let id = text_field(ron, "id").map(RelationId::from);
        let kept = state.orphans.iter().flat_map(|orphan| &orphan.relations);
        id.is_none_or(|id| state.relations.iter().chain(kept).all(|relation| relation.id != id))
    });
    if broken.is_empty() {
        carried.broken.remove("relations");
    }
}

/// Adds the labels again that annotations use.
pub(super) fn add_stand_ins(state: &mut AnnotationState, stand_ins: &[LabelId]) {
    for id in stand_ins {
        let is_used = state.annotations.iter().any(|annotation| annotation.label == *id);
        if is_used && state.labels.get(id).is_none() {
            let label = stand_in(id, &state.labels);
            state.labels = std::mem::take(&mut state.labels).with([label]);
        }
    }
}

/// All warnings in the order of the file; those that both sides share once.
fn join_warnings(marks: Warning, ours: Vec<Warning>, theirs: Vec<Warning>) -> Vec<Warning> {
    let mut by_line: HashMap<Option<usize>, Vec<&Warning>> = HashMap::new();
    for warning in &ours {
        by_line.entry(warning.line()).or_default().push(warning);
    }
    let is_known = |warning: &Warning| {
        let here = by_line.get(&warning.line());
        matches!(warning, Warning::OtherText { .. }) && here.is_some_and(|here| !here.is_empty())
            || here.is_some_and(|here| here.contains(&warning))
    };
    let new: Vec<Warning> = theirs.into_iter().filter(|warning| !is_known(warning)).collect();
    let mut all: Vec<Warning> = [marks].into_iter().chain(ours).chain(new).collect();
    all.sort_by_key(Warning::line);
    all
}
