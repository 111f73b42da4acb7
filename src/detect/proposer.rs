//! Reads a text segment by segment and collects what the rules propose in each.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::folded_word::FoldTable;
use super::known::KnownWords;
use super::model::Model;
use super::parts::DocumentPart;
use super::proposal::Proposal;
use super::reader::Reader;
use super::rules::{clubs, factions, neighbours, places};
use super::segment::{Segment, Sport};
use super::vocabulary::class;
use crate::lexicon::Lexicon;

/// Bytes between two calls of the progress function.
const PROGRESS_BYTES: usize = 64 * 1024;

/// Applies the lexicon and the rules; a model says which words are not names.
pub(super) struct Proposer {
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) model: Option<Arc<Model>>,
    table: FoldTable,
}

impl Proposer {
    pub(super) fn new(lexicon: Arc<Lexicon>, model: Option<Arc<Model>>) -> Self {
        Self { lexicon, model, table: FoldTable::new() }
    }

    /// Calls `each` for each segment with the rules' proposals, for training.
    pub(super) fn each_segment(&self, text: &str, each: &mut dyn FnMut(&Segment<'_>, &[Proposal])) {
        let mut proposals = Vec::new();
        let mut known = KnownWords::default();
        let done = self.segments(text, &DocumentPart::whole(text), &mut known, &mut |segment, _| {
            proposals.clear();
            propose(segment, &mut proposals);
            each(segment, &proposals);
            ControlFlow::Continue(())
        });
        debug_assert!(done.is_continue(), "nothing stops it");
    }

    /// Calls back for each segment of a part, and of the text read before it; from time to time also with the byte
    /// reached.
    pub(super) fn segments(
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

/// Proposes the factions and places of one segment, and links neighbours in lists.
pub(super) fn propose(segment: &Segment<'_>, proposals: &mut Vec<Proposal>) {
    let first = proposals.len();
    // The words after the current faction and after the current place.
    let (mut after_faction, mut after_place) = (0, 0);
    for (at, token) in segment.tokens.iter().enumerate() {
        // Most words are not names and do not follow one.
        let is_far = segment.is_far_from_names(at);
        if is_far && token.possessed.is_none() && !token.is(class::INSTITUTE) {
            continue;
        }
        if at >= after_faction
            && let Some(last) = factions::propose(segment, at, proposals)
        {
            after_faction = last + 1;
        }
        // «معهد واشنطن لدراسات الشرق الأدنى» is one name, and not that of a place.
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
    neighbours::link(segment, first, proposals);
}

/// Drops places from `first` on that begin with a word in its plain sense, are quoted, or are clubs.
pub(super) fn drop_plain_words(segment: &Segment<'_>, first: usize, proposals: &mut Vec<Proposal>) {
    let is_place = |proposal: &Proposal| {
        let at = segment.tokens.partition_point(|token| token.end <= proposal.span.start.0);
        let behind = segment.tokens.partition_point(|token| token.start < proposal.span.end.0);
        let last = behind.saturating_sub(1).max(at);
        !places::is_no_place(segment, at, last) && !clubs::is_club_at(segment, at, last)
    };
    let added = proposals.split_off(first);
    proposals.extend(added.into_iter().filter(is_place));
}
