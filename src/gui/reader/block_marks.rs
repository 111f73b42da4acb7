//! The marks of the blocks in view, kept until they change.

use std::collections::HashMap;
use std::sync::Arc;

use crate::annotation::{LabelId, Status};
use crate::layout::{PageMark, Palette, ThemeName, marks_in};
use crate::session::{Mark, MarkKind, Session, Target};
use crate::text::Span;

/// The most marks of one label on the same words that screen readers are told of one by one, and the most of a block.
const APART: usize = 4;
const MOST_TOLD: usize = 300;

/// The marks of a block.
#[derive(Default)]
pub(super) struct BlockMarks {
    /// What is drawn.
    pub(super) drawn: Vec<PageMark>,
    /// What screen readers are told: what begins in the block.
    pub(super) told: Vec<ToldMark>,
}

/// A mark as a screen reader is told of it.
pub(super) struct ToldMark {
    pub(super) mark: Target,
    pub(super) span: Span,
    pub(super) label: LabelId,
    pub(super) status: Status,
    /// How many marks it stands for: those that say the same of the same words.
    pub(super) count: usize,
}

fn told(session: &Session, block: Span, hidden: &[LabelId]) -> Vec<ToldMark> {
    let begins_here = |mark: &Mark<'_>| mark.is_first && block.start <= mark.span.start && !hidden.contains(mark.label);
    let (mut told, mut piles) = (Vec::<ToldMark>::new(), HashMap::<_, (usize, usize)>::new());
    for mark in session.each_mark(block).filter(begins_here) {
        let pile = piles.entry((mark.span, mark.label, mark.status));
        let (count, last) = pile.or_insert((0, told.len().saturating_sub(1)));
        *count += 1;
        let is_apart = *count <= APART && told.len() < MOST_TOLD;
        if !is_apart && let Some(pile) = told.get_mut(*last) {
            pile.count += 1;
            continue;
        }
        let target = match mark.kind {
            MarkKind::Annotation(id) => Target::Annotation(id.clone()),
            MarkKind::Suggestion(at) => {
                let Some(candidate) = session.candidates().get(at) else { continue };
                Target::Candidate { span: candidate.span, kind: candidate.kind }
            }
        };
        *last = told.len();
        let (span, label, status) = (mark.span, mark.label.clone(), mark.status);
        told.push(ToldMark { mark: target, span, label, status, count: 1 });
    }
    told
}

/// What the marks depend on.
#[derive(Clone, PartialEq)]
struct Key {
    generation: u64,
    /// The address of the state: another session may have the same generation.
    state: usize,
    hidden: Vec<LabelId>,
    theme: ThemeName,
}

/// The marks of the blocks in view.
#[derive(Default)]
pub(super) struct MarkCache {
    key: Option<Key>,
    blocks: HashMap<Span, Arc<BlockMarks>>,
}

impl MarkCache {
    /// Brings it up to date for this frame; blocks outside `view` are forgotten.
    pub(super) fn begin(&mut self, session: &Session, hidden: &[LabelId], theme: ThemeName, view: &[Span]) {
        let key = Key {
            generation: session.generation(),
            state: Arc::as_ptr(session.annotation_state()).addr(),
            hidden: hidden.to_vec(),
            theme,
        };
        if self.key.as_ref() != Some(&key) {
            self.blocks.clear();
            self.key = Some(key);
        } else if self.blocks.len() > 8 * view.len().max(16) {
            self.blocks.retain(|block, _| view.contains(block));
        }
    }

    /// The marks of a block.
    pub(super) fn of(&mut self, session: &Session, block: Span) -> Arc<BlockMarks> {
        let Some(Key { hidden, theme, .. }) = &self.key else { return Arc::default() };
        let make = || {
            let drawn = marks_in(session, block, Palette::of(*theme), hidden);
            Arc::new(BlockMarks { drawn, told: told(session, block, hidden) })
        };
        Arc::clone(self.blocks.entry(block).or_insert_with(make))
    }
}
