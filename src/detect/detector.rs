//! The pipeline: parts of a text are read, the rules and the model propose mentions, and the whole text decides.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use unicode_segmentation::GraphemeCursor;

use super::candidate::{Candidate, Standing};
use super::document::{nesting, references, weak_names, which_place};
use super::known::KnownWords;
use super::memory::Memory;
use super::model::Model;
use super::model::place_classifier::{self, Case};
use super::model::tagging::TaggingScratch;
use super::parts::{self, DocumentPart, on_all_threads, threads};
use super::proposal::Proposal;
use super::proposer::{Proposer, drop_plain_words, propose};
use super::stages::{Proposed, Scored, Settled};
use super::user_model::{Reviewed, TaggerScratch, UserModel};
use crate::lexicon::Lexicon;
use crate::text::Span;

/// Bytes per proposal in dense news text.
const BYTES_PER_PROPOSAL: usize = 64;

/// Parts given to each thread at once.
const PARTS_PER_THREAD: usize = 64;

/// Finds mentions. Cheap to construct and to share between threads.
pub struct Detector {
    pub(super) proposer: Proposer,
    user: Option<Arc<UserModel>>,
}

impl Detector {
    /// A detector with a lexicon and the built-in model.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self::new_with(lexicon, Model::builtin())
    }

    /// A detector with a lexicon and rules only.
    pub fn without_model(lexicon: Arc<Lexicon>) -> Self {
        Self::new_with(lexicon, None)
    }

    /// A detector with another model, or none.
    pub fn new_with(lexicon: Arc<Lexicon>, model: Option<Arc<Model>>) -> Self {
        Self { proposer: Proposer::new(lexicon, model), user: None }
    }

    /// This detector with what a person's decisions taught it.
    #[must_use]
    pub fn with_user_model(mut self, user: Option<Arc<UserModel>>) -> Self {
        self.user = user;
        self
    }

    /// The lexicon to which the numbers in [`Candidate::entity`] belong.
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.proposer.lexicon
    }

    /// The mentions of a text: sorted by start, then longer first; they may nest but never cross.
    pub fn detect(&self, text: &str) -> Vec<Candidate> {
        self.detect_with(text, &mut |_| ControlFlow::Continue(()))
    }

    /// Like [`Self::detect`]; `progress` is called with the number of bytes read so far, at last all of them, and can
    /// stop the work, which then returns nothing.
    pub fn detect_with(&self, text: &str, progress: &mut dyn FnMut(usize) -> ControlFlow<()>) -> Vec<Candidate> {
        self.review_with(text, progress).standing()
    }

    /// Like [`Self::detect_with`], and also returns what is needed to apply other decisions later.
    pub fn review_with(&self, text: &str, progress: &mut dyn FnMut(usize) -> ControlFlow<()>) -> Reviewed {
        let parts = parts::of(text);
        let Some(proposed) = self.propose(text, &parts, progress) else {
            return Reviewed::default();
        };
        let (memory, mut scored) = weak_names::decide(&self.proposer.lexicon, proposed);
        if let Some(model) = &self.proposer.model {
            model.decide(&mut scored);
        }
        let mut parts = on_all_threads(scored, nesting::resolve_overlaps);
        let taught = parts.iter_mut().flat_map(|part| std::mem::take(&mut part.taught)).collect();
        let mut candidates = candidates(&self.proposer.lexicon, text, &memory, parts);
        which_place::disambiguate(&self.proposer.lexicon, text, &mut candidates);
        match &self.user {
            Some(user) => user.review(text, candidates, taught),
            None => Reviewed::untouched(candidates),
        }
    }

    /// The cases that the place classifier would decide, for training.
    pub(super) fn cases(&self, text: &str) -> (Vec<Proposal>, Vec<Case>) {
        let found = self.remembered(text);
        let cases = place_classifier::cases(&found).collect();
        (found.proposals, cases)
    }

    /// The scored proposals of a text read as one part.
    pub(super) fn remembered(&self, text: &str) -> Scored {
        let all = self.propose(text, &[DocumentPart::whole(text)], &mut |_| ControlFlow::Continue(()));
        let (_, mut all) = weak_names::decide(&self.proposer.lexicon, all.unwrap_or_default());
        all.pop().unwrap_or_default()
    }

    /// The proposals of each part of a text, in order; computed on all threads of the current thread pool, if there is
    /// one. Parts and result are the same either way.
    fn propose(
        &self,
        text: &str,
        parts: &[DocumentPart],
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Option<Vec<Proposed>> {
        let threads = threads();
        if threads == 1 || parts.len() == 1 {
            // Only one thread works on the results.
            let (mut known, mut found) = (KnownWords::default(), Proposed::default());
            for part in parts {
                self.propose_part(text, part, progress, &mut known, &mut found)?;
            }
            progress(text.len()).is_continue().then_some(())?;
            return Some(vec![found]);
        }
        // Words that a thread has looked up in one part are useful for its next one.
        let idle: Mutex<Vec<KnownWords>> = Mutex::default();
        let propose = |part: &DocumentPart| {
            let mut known = idle.lock().ok().and_then(|mut idle| idle.pop()).unwrap_or_default();
            let mut found = Proposed { memory: Memory::of_part(part.start), ..Proposed::default() };
            let done = self.propose_part(text, part, &mut |_| ControlFlow::Continue(()), &mut known, &mut found);
            debug_assert!(done.is_some(), "nothing stops it");
            if let Ok(mut idle) = idle.lock() {
                idle.push(known);
            }
            found
        };
        // The next free thread takes the next part; the last parts are short, so that all threads finish together.
        let next = AtomicUsize::new(0);
        let propose_next = |_: &DocumentPart| {
            let number = next.fetch_add(1, Ordering::Relaxed);
            Some((number, propose(parts.get(number)?)))
        };
        let mut all = Vec::with_capacity(parts.len());
        for some in parts.chunks(threads * PARTS_PER_THREAD) {
            all.par_extend(some.par_iter().with_max_len(1).filter_map(propose_next));
            progress(some.last().map_or(0, |part| part.end)).is_continue().then_some(())?;
        }
        all.sort_unstable_by_key(|(number, _)| *number);
        Some(all.into_iter().map(|(_, found)| found).collect())
    }

    /// Appends the proposals of one part of a text.
    fn propose_part(
        &self,
        text: &str,
        part: &DocumentPart,
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
        known: &mut KnownWords,
        found: &mut Proposed,
    ) -> Option<()> {
        let Proposed { proposals, ends, memory, taught } = found;
        let first_of_part = proposals.len();
        proposals.reserve((part.end - part.start) / BYTES_PER_PROPOSAL);
        let (mut scratch, mut user_scratch) = (TaggingScratch::default(), TaggerScratch::default());
        let done = self.proposer.segments(text, part, known, &mut |segment, position| {
            if segment.tokens.first().is_some_and(|token| (token.start as usize) < part.start) {
                return ControlFlow::Continue(());
            }
            let first = proposals.len();
            propose(segment, proposals);
            if let Some(user) = &self.user {
                let of_segment = proposals.get(first..).unwrap_or(&[]);
                user.mark(text, segment, self.proposer.model.as_deref(), of_segment, &mut user_scratch, taught);
            }
            if let Some(model) = &self.proposer.model {
                let of_rules = proposals.len();
                model.mark(segment, first, &mut scratch, proposals);
                drop_plain_words(segment, of_rules, proposals);
            }
            ends.push(proposals.len() as u32);
            match position {
                Some(position) => progress(position),
                None => ControlFlow::Continue(()),
            }
        });
        memory.collect_part(&self.proposer.lexicon, first_of_part, proposals);
        done.is_continue().then_some(())
    }
}

/// The remaining proposals with their references resolved, in the order of the text. Each part's proposals are freed as
/// soon as its candidates are made: a long text has a million.
fn candidates(lexicon: &Lexicon, text: &str, memory: &Memory, parts: Vec<Settled>) -> Vec<Candidate> {
    let (named, mut recent) = (references::Named::of(&parts), references::Recent::default());
    let mut resolve =
        |part: &mut Settled| references::resolve(lexicon, memory, &named, &mut recent, &mut part.proposals);
    // Reuses the memory of the proposals.
    let of_part = |part: Settled| {
        let standing = part.proposals.into_iter().filter(|proposal| !proposal.is_dropped());
        let mut candidates: Vec<_> = standing.filter_map(|proposal| candidate(text, &proposal)).collect();
        nesting::flag(&mut candidates);
        candidates
    };
    let (mut parts, mut candidates) = (parts.into_iter(), Vec::new());
    if parts.len() == 1 {
        if let Some(mut part) = parts.next() {
            resolve(&mut part);
            candidates = of_part(part);
            candidates.shrink_to_fit();
        }
        return candidates;
    }
    // References depend on those before them: one thread resolves them while another finishes the part before.
    let mut before: Option<Settled> = None;
    while before.is_some() || parts.len() > 0 {
        let mut next = parts.next();
        let resolve_next = || next.iter_mut().for_each(&mut resolve);
        let end = || before.map(of_part).into_iter().for_each(|ended| candidates.extend(ended));
        rayon::join(resolve_next, end);
        before = next;
    }
    candidates
}

/// Whether a byte is a grapheme boundary.
fn is_grapheme_boundary(text: &str, at: usize) -> bool {
    // Letters, spaces and the like do not combine, so no Unicode table is needed.
    let is_plain = |c: char| matches!(c, ' '..='~' | 'ء'..='غ' | 'ف'..='ي' | '،' | '؛' | '«' | '»');
    let (before, behind) = text.split_at_checked(at).unwrap_or_default();
    if let (Some(last), Some(first)) = (before.chars().next_back(), behind.chars().next())
        && is_plain(last)
        && is_plain(first)
    {
        return true;
    }
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

/// A candidate on grapheme boundaries; `None` if its start lies inside a grapheme.
fn candidate(text: &str, proposal: &Proposal) -> Option<Candidate> {
    let span = Span::new(text, proposal.span.start, proposal.span.end).ok()?;
    if !is_grapheme_boundary(text, span.start.index()) || !is_grapheme_boundary(text, span.end.index()) {
        return None;
    }
    Some(Candidate {
        span,
        kind: proposal.kind,
        form: proposal.form,
        entity: proposal.entity,
        confidence: proposal.confidence,
        entity_confidence: 1.0,
        source: proposal.source,
        evidence: proposal.evidence,
        nested: false,
        standing: Standing::Found,
    })
}
