//! What is ticked, counted.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::gui::model::{Seeing, Shown};
use crate::session::Target;
use crate::survey::RowRef;

/// What is ticked, as far as it is said before anything is done with it.
#[derive(Default)]
pub(super) struct Summary {
    /// Of which revision, of how many, and of which rows it was made.
    of: Option<(u64, usize, Arc<Shown>)>,
    pub(super) marks: usize,
    pub(super) entities: BTreeSet<String>,
    /// The labels of those that are annotations, which alone have attributes.
    pub(super) labels: BTreeSet<String>,
    /// How many are ticked in each group that is shown.
    groups: Vec<usize>,
}

impl Summary {
    /// Counts what is ticked, unless it is the same as before.
    pub(super) fn refresh(&mut self, seeing: &Seeing) {
        let (revision, count) = (seeing.revision, seeing.ticked.len());
        let is_same = |(of, ticked, shown): &(u64, usize, Arc<Shown>)| {
            (*of, *ticked) == (revision, count) && Arc::ptr_eq(shown, &seeing.shown)
        };
        if self.of.as_ref().is_some_and(is_same) {
            return;
        }
        *self = Self { of: Some((revision, count, seeing.shown.clone())), ..Self::default() };
        if count == 0 {
            return;
        }
        let is_ticked = |at: &RowRef| seeing.mark_of(*at).is_some_and(|mark| seeing.ticked.contains(&mark));
        for (_, row) in seeing.shown.rows.iter().filter(|at| is_ticked(at)).filter_map(|at| seeing.survey.row(*at)) {
            self.marks += 1;
            if matches!(row.target, Target::Annotation(_)) {
                self.labels.insert(seeing.names().text(row.label).to_owned());
            }
            if !row.entity.is_empty() {
                self.entities.insert(seeing.names().text(row.entity).to_owned());
            }
        }
        self.groups =
            seeing.shown.groups.iter().map(|group| group.rows.iter().filter(|at| is_ticked(at)).count()).collect();
    }

    /// How many are ticked in a group.
    pub(super) fn of_group(&self, number: usize) -> usize {
        self.groups.get(number).copied().unwrap_or(0)
    }
}
