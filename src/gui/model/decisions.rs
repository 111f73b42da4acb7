//! What two people have changed in different ways, as the view of differences shows it: mine against theirs.
//!
//! The conflicts are part of the annotations until they are decided; the view follows from them, so that leaving it, or the
//! program, loses nothing. What was decided in a view stays in it, dim, as long as it is open.

use std::collections::HashMap;
use std::sync::Arc;

use super::differences::{Choice, ComparedState, Comparison, Purpose};
use crate::annotation::diff::Key;
use crate::annotation::{AnnotationState, Conflict, Counts, Decision, Difference};
use crate::document::Document;

/// What is open, with what was decided in the same view before; `None` if nothing is open.
pub(crate) fn decisions(
    document: &Arc<Document>,
    state: &Arc<AnnotationState>,
    former: Option<&Comparison>,
) -> Option<Comparison> {
    let mut open: HashMap<&Key, &Conflict> = state.open_conflicts().map(|conflict| (&conflict.of, conflict)).collect();
    if open.is_empty() {
        return None;
    }
    let mut rows: Vec<(Choice, Difference)> = Vec::new();
    if let Some(former) = former {
        for (choice, difference) in former.choices.iter().zip(&former.differences) {
            rows.push(match open.remove(&choice.of) {
                Some(conflict) => row_of(conflict, state),
                // Who decides by hand decides for what is here.
                None => {
                    let decided = Some(choice.decided.unwrap_or(Decision::Ours));
                    (Choice { decided, ..choice.clone() }, difference.clone())
                }
            });
        }
    }
    let mut new: Vec<(Choice, Difference)> = open.into_values().map(|conflict| row_of(conflict, state)).collect();
    let place =
        |difference: &Difference| difference.annotation().map(|annotation| annotation.spans.first().text_order());
    new.sort_by(|(_, a), (_, b)| (place(a).is_none(), place(a), &a.key).cmp(&(place(b).is_none(), place(b), &b.key)));
    rows.extend(new);
    let (choices, differences): (Vec<Choice>, Vec<Difference>) = rows.into_iter().unzip();
    let side = || ComparedState { document: Arc::clone(document), state: Arc::clone(state) };
    let first = choices.iter().position(|choice| choice.decided.is_none()).unwrap_or_default();
    Some(Comparison {
        purpose: Purpose::Decisions,
        was: side(),
        now: side(),
        differences,
        counts: Counts::default(),
        placements: Vec::new(),
        choices,
        shows_before: former.is_some_and(|former| former.shows_before),
        first,
    })
}

fn row_of(conflict: &Conflict, state: &AnnotationState) -> (Choice, Difference) {
    let [was, now] = [Decision::Ours, Decision::Theirs].map(|side| conflict.outcome(state, side));
    let choice = Choice {
        of: conflict.of.clone(),
        by: conflict.by().to_owned(),
        before: conflict.outcome(state, Decision::Neither),
        has_both: conflict.allows_both(state),
        decided: None,
    };
    (choice, Difference { key: conflict.of.clone(), was, now })
}

impl Comparison {
    /// The next row about which nothing is decided, from this one on and round; `None` if there is none.
    pub(crate) fn next_open(&self, row: usize) -> Option<usize> {
        let count = self.choices.len();
        (1..=count).map(|step| (row + step) % count).find(|row| self.choices[*row].decided.is_none())
    }
}
