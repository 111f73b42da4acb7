//! Finds locations and factions in a text and proposes them as [`Candidate`]s; a person decides.
//!
//! Owns context: the lexicon's matches, grammar patterns, references. Must not know annotations,
//! sessions, files or windows. Spans are UTF-8 bytes of the text as given. Cannot fail once built.
//!
//! The way through: `tokens` reads words and looks them up, `segment` finds the names that begin at
//! each, `factions` and `places` propose, `memory` decides weak names from the whole text, `nesting`
//! drops what crosses, `references` resolves. Linear in the text.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use unicode_segmentation::GraphemeCursor;

pub mod candidate;
mod clubs;
pub mod explain;
mod factions;
mod forces;
mod groups;
mod known;
mod memory;
pub mod model;
mod nationality;
mod neighbours;
mod nesting;
mod parts;
mod places;
mod plain_sense;
mod proposal;
mod references;
mod segment;
mod surroundings;
mod tokens;
mod unknown_places;
pub mod user_model;
mod vocabulary;
pub mod which_place;

pub use candidate::{Candidate, Evidence, Form, Kind, Source, Standing};
pub use explain::{Explanation, Reason};
pub use model::Model;
pub use user_model::{Decision, Described, FeedbackExample, Reviewed, UserLabel, UserModel};

use self::known::KnownWords;
use self::memory::Memory;
use self::model::place_classifier::{self, Case};
use self::model::tagging::TaggingScratch;
use self::parts::DocumentPart;
use self::proposal::Proposal;
use self::segment::{Segment, Sport};
use self::tokens::{FoldTable, Reader};
use self::vocabulary::class;
use crate::lexicon::Lexicon;
use crate::text::Span;

/// Dense news has a proposal for so many bytes.
const BYTES_PER_PROPOSAL: usize = 64;

/// Parts that are handed to the threads at once, for each thread.
const PARTS_PER_THREAD: usize = 64;

/// Bytes between two calls of the progress function.
const PROGRESS_BYTES: usize = 64 * 1024;

/// Finds mentions. Cheap to make and to share between threads.
pub struct Detector {
    lexicon: Arc<Lexicon>,
    model: Option<Arc<Model>>,
    own: Option<Arc<UserModel>>,
    table: FoldTable,
}

impl Detector {
    /// A detector that knows what the lexicon and the shipped model know.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self::new_with(lexicon, Model::builtin())
    }

    /// A detector that works by the lexicon and the rules alone.
    pub fn without_model(lexicon: Arc<Lexicon>) -> Self {
        Self::new_with(lexicon, None)
    }

    /// A detector with another model, or none.
    pub fn new_with(lexicon: Arc<Lexicon>, model: Option<Arc<Model>>) -> Self {
        Self { lexicon, model, own: None, table: FoldTable::new() }
    }

    /// The lexicon that [`Candidate::entity`] numbers belong to.
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// The mentions of a text: sorted by start, then longer first; they may nest but never cross.
    pub fn detect(&self, text: &str) -> Vec<Candidate> {
        self.detect_with(text, &mut |_| ControlFlow::Continue(()))
    }

    /// As [`Self::detect`]; `progress` hears how many bytes have been read, all of them in the end, and may stop the
    /// work, which then gives nothing.
    pub fn detect_with(&self, text: &str, progress: &mut dyn FnMut(usize) -> ControlFlow<()>) -> Vec<Candidate> {
        self.review_with(text, progress).standing()
    }

    /// As [`Self::detect_with`], with what is needed to go over it again by other decisions of the person.
    pub fn review_with(&self, text: &str, progress: &mut dyn FnMut(usize) -> ControlFlow<()>) -> Reviewed {
        let parts = parts::of(text);
        let Some(mut parts) = self.propose(text, &parts, progress) else {
            return Reviewed::default();
        };
        let memory = memory::decide(&self.lexicon, &mut parts);
        if let Some(model) = &self.model {
            model.decide(&mut parts);
        }
        on_all_threads(parts.iter_mut().collect(), |part| nesting::settle(&mut part.proposals, &part.ends));
        let taught = parts.iter_mut().flat_map(|part| std::mem::take(&mut part.taught)).collect();
        let mut candidates = candidates(&self.lexicon, text, &memory, parts);
        which_place::settle(&self.lexicon, text, &mut candidates);
        match &self.own {
            Some(own) => own.review(text, candidates, taught),
            None => Reviewed::untouched(candidates),
        }
    }

    /// What the place classifier would decide about, for training.
    fn cases(&self, text: &str) -> (Vec<Proposal>, Vec<Case>) {
        let found = self.remembered(text);
        let cases = place_classifier::cases(&found).collect();
        (found.proposals, cases)
    }

    /// What the rules and the document's memory make of a text, as one part.
    fn remembered(&self, text: &str) -> PartProposals {
        let all = self.propose(text, &[DocumentPart::whole(text)], &mut |_| ControlFlow::Continue(()));
        let mut all = all.unwrap_or_default();
        let _ = memory::decide(&self.lexicon, &mut all);
        all.pop().unwrap_or_default()
    }

    /// What each part of a text proposes, one after the other; on all threads of the pool of threads that
    /// this runs in, if any. The parts are the same either way, and so is the result.
    fn propose(
        &self,
        text: &str,
        parts: &[DocumentPart],
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Option<Vec<PartProposals>> {
        let threads = threads();
        if threads == 1 || parts.len() == 1 {
            // Nobody shares in the work on what is found.
            let (mut known, mut found) = (KnownWords::default(), PartProposals::default());
            for part in parts {
                self.propose_part(text, part, progress, &mut known, &mut found)?;
            }
            progress(text.len()).is_continue().then_some(())?;
            return Some(vec![found]);
        }
        // The words that a thread knows after one part are of use in its next.
        let idle: Mutex<Vec<KnownWords>> = Mutex::default();
        let propose = |part: &DocumentPart| {
            let mut known = idle.lock().ok().and_then(|mut idle| idle.pop()).unwrap_or_default();
            let mut found = PartProposals { memory: Memory::of_part(part.start), ..PartProposals::default() };
            let done = self.propose_part(text, part, &mut |_| ControlFlow::Continue(()), &mut known, &mut found);
            debug_assert!(done.is_some(), "nothing stops it");
            if let Ok(mut idle) = idle.lock() {
                idle.push(known);
            }
            found
        };
        // Whichever thread is free takes the next part: the last ones are short, so that all end at the same time.
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

    /// Puts what one part of a text proposes behind what is found already.
    fn propose_part(
        &self,
        text: &str,
        part: &DocumentPart,
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
        known: &mut KnownWords,
        found: &mut PartProposals,
    ) -> Option<()> {
        let PartProposals { proposals, ends, memory, taught } = found;
        let first_of_part = proposals.len();
        proposals.reserve((part.end - part.start) / BYTES_PER_PROPOSAL);
        let (mut scratch, mut user_scratch) = (TaggingScratch::default(), user_model::TaggerScratch::default());
        let done = self.segments(text, part, known, &mut |segment, position| {
            if segment.tokens.first().is_some_and(|token| (token.start as usize) < part.start) {
                return ControlFlow::Continue(());
            }
            let first = proposals.len();
            propose_in(segment, proposals);
            neighbours::link(segment, first, proposals);
            if let Some(own) = &self.own {
                let of_segment = proposals.get(first..).unwrap_or(&[]);
                own.mark(text, segment, self.model.as_deref(), of_segment, &mut user_scratch, taught);
            }
            if let Some(model) = &self.model {
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
        memory.collect_part(&self.lexicon, first_of_part, proposals);
        done.is_continue().then_some(())
    }

    /// Hands each segment with what the rules propose there, for training.
    fn each_segment(&self, text: &str, each: &mut dyn FnMut(&Segment<'_>, &[Proposal])) {
        let mut proposals = Vec::new();
        let mut known = KnownWords::default();
        let done = self.segments(text, &DocumentPart::whole(text), &mut known, &mut |segment, _| {
            proposals.clear();
            propose_in(segment, &mut proposals);
            neighbours::link(segment, 0, &mut proposals);
            each(segment, &proposals);
            ControlFlow::Continue(())
        });
        debug_assert!(done.is_continue(), "nothing stops it");
    }

    /// Hands each segment of a part, and of what is read before it, now and then with the byte that has
    /// been reached.
    fn segments(
        &self,
        text: &str,
        part: &DocumentPart,
        known: &mut KnownWords,
        each: &mut dyn FnMut(&Segment<'_>, Option<usize>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut reader = Reader::new(text, part.read_from..part.end, self.model.as_deref(), known);
        let (mut hits, mut starts) = (Vec::new(), Vec::new());
        let (mut reported, mut sport) = (part.start, Sport::default());
        while !reader.has_passed(part.end)
            && let Some(closing) = reader.next(&self.lexicon, &self.table)
        {
            let tokens = reader.tokens();
            sport = sport.next(&tokens);
            let segment = Segment::new(&self.lexicon, &tokens, closing, sport, &mut hits, &mut starts);
            let due = reader.position() >= reported + PROGRESS_BYTES;
            if due {
                reported = reader.position();
            }
            each(&segment, due.then_some(reported))?;
        }
        ControlFlow::Continue(())
    }
}

/// The threads of the pool that this runs in; outside of one, as in the window, detection keeps to its own.
fn threads() -> usize {
    if rayon::current_thread_index().is_some() { rayon::current_num_threads() } else { 1 }
}

/// What the rules and the model propose in a part of a text, and what a person's tags have taught.
#[derive(Default)]
struct PartProposals {
    proposals: Vec<Proposal>,
    /// How many proposals there are up to the end of each segment.
    ends: Vec<u32>,
    memory: Memory,
    taught: Vec<Candidate>,
}

/// Works on each item, on all threads; the results are in the order of the items.
fn on_all_threads<I: Send, T: Send>(items: Vec<I>, work: impl Fn(I) -> T + Sync + Send) -> Vec<T> {
    if threads() > 1 { items.into_par_iter().map(work).collect() } else { items.into_iter().map(work).collect() }
}

/// What stands of the proposals when their references are resolved, in the order of the text. A part's are freed as soon
/// as its candidates are made: a long text has a million.
fn candidates(lexicon: &Lexicon, text: &str, memory: &Memory, parts: Vec<PartProposals>) -> Vec<Candidate> {
    let (named, mut recent) = (references::Named::of(&parts), references::Recent::default());
    let mut resolve =
        |part: &mut PartProposals| references::resolve(lexicon, memory, &named, &mut recent, &mut part.proposals);
    // In the room of the proposals.
    let of_part = |part: PartProposals| {
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
    // References wait for those before them: one thread resolves them, another ends the part before.
    let mut before: Option<PartProposals> = None;
    while before.is_some() || parts.len() > 0 {
        let mut next = parts.next();
        let resolve_next = || next.iter_mut().for_each(&mut resolve);
        let end = || before.map(of_part).into_iter().for_each(|ended| candidates.extend(ended));
        rayon::join(resolve_next, end);
        before = next;
    }
    candidates
}

/// Takes back the places from `first` on that begin with a word in its plain sense, are quoted, or are clubs.
fn drop_plain_words(segment: &Segment<'_>, first: usize, proposals: &mut Vec<Proposal>) {
    let is_place = |proposal: &Proposal| {
        let at = segment.tokens.partition_point(|token| token.end <= proposal.span.start.0);
        let behind = segment.tokens.partition_point(|token| token.start < proposal.span.end.0);
        let last = behind.saturating_sub(1).max(at);
        !places::is_no_place(segment, at, last) && !clubs::is_club_at(segment, at, last)
    };
    let added = proposals.split_off(first);
    proposals.extend(added.into_iter().filter(is_place));
}

/// Proposes factions and places of one segment.
fn propose_in(segment: &Segment<'_>, proposals: &mut Vec<Proposal>) {
    // First words behind the faction and the place that are under way.
    let (mut after_faction, mut after_place) = (0, 0);
    for (at, token) in segment.tokens.iter().enumerate() {
        // Most words are no names, and stand behind none.
        let is_far = segment.is_far_from_names(at);
        if is_far && token.possessed.is_none() && !token.is(class::INSTITUTE) {
            continue;
        }
        if at >= after_faction
            && let Some(last) = factions::propose(segment, at, proposals)
        {
            after_faction = last + 1;
        }
        // «معهد واشنطن لدراسات الشرق الأدنى» is one name, and not a place's.
        if segment.is(at, class::INSTITUTE)
            && let Some(last) = segment.quotation(at)
        {
            after_place = after_place.max(last + 1);
        }
        if at >= after_place
            && !is_far
            && let Some(last) = places::propose(segment, at, at < after_faction, proposals)
        {
            after_place = last + 1;
        }
    }
}

/// Whether a grapheme begins at a byte.
fn is_grapheme_boundary(text: &str, at: usize) -> bool {
    // Letters, blanks and the like join nothing: no table need be asked.
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

/// A candidate on grapheme boundaries; none where the start lies inside a grapheme.
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
