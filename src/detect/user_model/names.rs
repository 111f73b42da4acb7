//! The names that a person has decided about, by folded spelling, regardless of attached particles.

use std::collections::{HashMap, HashSet};

use super::feedback::{FeedbackExample, Placed, each_segment, suggestion};
use crate::detect::candidate::{Candidate, Evidence, Form, Standing};
use crate::detect::kind::Kind;
use crate::detect::proposer::Proposer;
use crate::detect::segment::Segment;
use crate::detect::word::Gap;
use crate::lexicon::{EntityId, Lexicon};
use crate::text::fold::letters::{self, FoldOptions};
use crate::text::proclitics::{self, Proclitics};
use crate::text::words::words;
use crate::text::{Span, hash};

/// The most words of a name that is found again.
const LONGEST_NAME: usize = 12;
/// A name rejected this often is left out everywhere, unless it was accepted as well.
const REJECTIONS: u32 = 3;
/// Bytes on either side in which a neighbouring word is searched for.
const NEIGHBOUR: usize = 120;
/// Stands for the missing neighbour at the text's ends.
const NOBODY: u64 = 0x9E37_79B9_7F4A_7C15;

/// The decisions about a name with one label.
#[derive(Debug)]
struct NameDecisions {
    kind: Kind,
    accepted: u32,
    rejected: u32,
    /// The first tag in the current article.
    shown: Option<Span>,
    /// The entity, if everybody who chose one chose the same.
    entity: Option<EntityId>,
    is_disputed: bool,
    /// Neighbours between which it was rejected.
    rejected_between: Vec<u64>,
}

impl NameDecisions {
    fn is_rejected(&self, between: impl FnOnce() -> u64) -> bool {
        self.rejected >= REJECTIONS && self.rejected > 2 * self.accepted
            || !self.rejected_between.is_empty() && self.rejected_between.contains(&between())
    }

    /// Share of decisions that accepted it, smoothed towards one half.
    fn trust(&self) -> f32 {
        (self.accepted as f32 + 0.5) / ((self.accepted + self.rejected) as f32 + 1.0)
    }
}

/// Names with the decisions about them.
#[derive(Debug, Default)]
pub(super) struct TaggedNames {
    decisions: HashMap<u64, Vec<NameDecisions>>,
    /// The number of words in the longest name that begins with a word.
    longest: HashMap<u64, usize>,
    /// Passages of the current article that were rejected; undoing that needs no learning.
    rejected_here: HashSet<Span>,
}

impl TaggedNames {
    pub(super) fn learn(proposer: &Proposer, feedback: &[FeedbackExample]) -> Self {
        let mut names = Self::default();
        each_segment(proposer, feedback, |example, _, _, placed| {
            for decision in placed {
                names.add(&proposer.lexicon, &example.text, decision);
            }
        });
        names
    }

    fn add(&mut self, lexicon: &Lexicon, text: &str, placed: &Placed<'_>) {
        let mut spelled = Spelled::default();
        let Some((first, key, count)) = spelled.name(text, placed.span) else {
            return;
        };
        let decisions = self.decisions.entry(key).or_default();
        let at = decisions.iter().position(|known| known.kind == placed.kind).unwrap_or_else(|| {
            decisions.push(NameDecisions {
                kind: placed.kind,
                accepted: 0,
                rejected: 0,
                shown: None,
                entity: None,
                is_disputed: false,
                rejected_between: Vec::new(),
            });
            decisions.len() - 1
        });
        let Some(known) = decisions.get_mut(at) else {
            return;
        };
        if !placed.decision.accepted {
            known.rejected += 1;
            self.rejected_here.extend(placed.shown);
            let between = neighbours(text, placed.span, &mut spelled);
            if !known.rejected_between.contains(&between) {
                known.rejected_between.push(between);
            }
            return;
        }
        known.accepted += 1;
        known.shown = known.shown.or(placed.shown);
        if let Some(entity) = placed.decision.entity.as_deref().and_then(|id| lexicon.by_id(id)) {
            known.is_disputed |= known.entity.is_some_and(|other| other != entity);
            known.entity = Some(entity);
        }
        let longest = self.longest.entry(first).or_insert(0);
        *longest = count.max(*longest);
    }

    /// Whether an accepted name begins with a word.
    pub(super) fn begins(&self, text: &str, word: Span, spelled: &mut Spelled) -> bool {
        spelled.readings(text, word).any(|(_, key)| self.longest.contains_key(&key))
    }

    /// Whether a name was accepted with this label, or rejected here.
    pub(super) fn knows(&self, text: &str, span: Span, kind: Kind, spelled: &mut Spelled) -> bool {
        let known = spelled.name(text, span).and_then(|(_, key, _)| self.of(key, kind));
        known.is_some_and(|known| known.accepted > 0 || known.is_rejected(|| neighbours(text, span, spelled)))
    }

    fn of(&self, key: u64, kind: Kind) -> Option<&NameDecisions> {
        self.decisions.get(&key)?.iter().find(|known| known.kind == kind)
    }

    /// Updates whether a candidate is still suggested, and its confidence.
    pub(super) fn review(&self, text: &str, candidate: &mut Candidate) {
        let mut spelled = Spelled::default();
        let key = spelled.name(text, candidate.span).map(|(_, key, _)| key);
        let Some(known) = key.and_then(|key| self.of(key, candidate.kind)) else {
            return;
        };
        if known.is_rejected(|| neighbours(text, candidate.span, &mut spelled)) {
            if !self.rejected_here.contains(&candidate.span) {
                candidate.standing = Standing::LeftOut;
            }
            return;
        }
        // Candidates from learning already have the right confidence.
        if candidate.is_taught() {
            return;
        }
        let found = candidate.confidence;
        let (accepted, rejected) = (known.accepted.min(6) as i32, known.rejected.min(6) as i32);
        candidate.confidence = ((1.0 - (1.0 - found) * 0.6_f32.powi(accepted)) * 0.8_f32.powi(rejected)).min(0.99);
        if candidate.confidence < found {
            candidate.standing = Standing::Doubted;
        }
        // A reference keeps its antecedent's entity.
        if let Some(entity) = known.entity.filter(|_| !known.is_disputed)
            && candidate.form == Form::Name
        {
            candidate.entity = Some(entity);
        }
    }

    /// Finds the accepted names of a segment again.
    pub(super) fn mark(&self, text: &str, segment: &Segment<'_>, found: &mut Vec<Candidate>) {
        if self.longest.is_empty() {
            return;
        }
        let mut spelled = Spelled::default();
        let mut at = 0;
        while at < segment.tokens.len() {
            match self.name_at(text, segment, at, &mut spelled) {
                Some((last, candidate)) => {
                    found.push(candidate);
                    at = last + 1;
                }
                None => at += 1,
            }
        }
    }

    /// The longest accepted name that begins at a word.
    fn name_at(
        &self,
        text: &str,
        segment: &Segment<'_>,
        first: usize,
        spelled: &mut Spelled,
    ) -> Option<(usize, Candidate)> {
        let token = segment.tokens.get(first)?;
        let begun: Vec<(u32, u64, usize)> = spelled
            .readings(text, token.span())
            .filter_map(|(start, key)| self.longest.get(&key).map(|longest| (start, key, *longest)))
            .collect();
        let mut best: Option<(usize, Candidate)> = None;
        for (start, key, longest) in begun {
            let mut name = join(0, key);
            for last in first..first + longest {
                if last > first {
                    let Some(next) = segment.tokens.get(last).filter(|_| is_inside_name(segment.gap(last))) else {
                        break;
                    };
                    name = join(name, spelled.word(text, next.span()));
                }
                if best.as_ref().is_some_and(|(reached, _)| *reached >= last) {
                    continue;
                }
                let span = segment.span(start, last);
                if let Some(known) = self.believed(name, || neighbours(text, span, &mut Spelled::default())) {
                    let mut candidate = suggestion(span, known.kind, known.trust(), Evidence::TaggedName(known.shown));
                    candidate.entity = known.entity.filter(|_| !known.is_disputed);
                    best = Some((last, candidate));
                }
            }
        }
        best
    }

    /// The label with which a name was accepted most often.
    fn believed(&self, name: u64, between: impl Fn() -> u64) -> Option<&NameDecisions> {
        let decisions = self.decisions.get(&name)?.iter();
        let accepted = decisions.filter(|v| v.accepted > 0 && v.trust() >= 0.5 && !v.is_rejected(&between));
        accepted.reduce(|best, other| if other.accepted > best.accepted { other } else { best })
    }
}

/// A name may continue after spaces, hyphens and quotation marks: تنظيم «الدولة» is تنظيم الدولة.
fn is_inside_name(gap: Gap) -> bool {
    gap.joins_names() || gap == Gap::OPEN_QUOTE || gap == Gap::CLOSE_QUOTE
}

/// The words on either side.
fn neighbours(text: &str, span: Span, spelled: &mut Spelled) -> u64 {
    let (start, end) = (span.start.index(), span.end.index());
    let from = text.floor_char_boundary(start.saturating_sub(NEIGHBOUR));
    let to = text.ceil_char_boundary(end.saturating_add(NEIGHBOUR).min(text.len()));
    let (before, after) = (text.get(from..start).unwrap_or(""), text.get(end..to).unwrap_or(""));
    let before = words(before).last().map_or(NOBODY, |word| spelled.word(before, word));
    let after = words(after).next().map_or(NOBODY, |word| spelled.word(after, word));
    join(join(0, before), after)
}

fn join(name: u64, word: u64) -> u64 {
    (name.rotate_left(7) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A word in folded spelling; reused for each word.
#[derive(Debug, Default)]
pub(super) struct Spelled {
    letters: Vec<char>,
    /// Byte of each letter in the text.
    starts: Vec<u32>,
}

impl Spelled {
    fn spell(&mut self, text: &str, word: Span) {
        self.letters.clear();
        self.starts.clear();
        for (at, c) in word.of(text).char_indices() {
            letters::fold_char(c, &FoldOptions::ALL, &mut |letter| {
                self.letters.push(letter);
                self.starts.push(word.start.0 + at as u32);
            });
        }
        // As everywhere, a final ء is dropped unless nothing else is left.
        while self.letters.len() > 1 && self.letters.last() == Some(&'ء') {
            self.letters.pop();
            self.starts.pop();
        }
    }

    /// The number of the whole word.
    fn word(&mut self, text: &str, word: Span) -> u64 {
        self.spell(text, word);
        number(false, &self.letters)
    }

    /// The numbers of a passage's first word and of all its words, and the count of words.
    fn name(&mut self, text: &str, span: Span) -> Option<(u64, u64, usize)> {
        let (mut first, mut name, mut count) = (0, 0, 0);
        let passage = span.of(text);
        for word in words(passage) {
            let number = self.word(passage, word);
            if count == 0 {
                first = number;
            }
            name = join(name, number);
            count += 1;
            if count > LONGEST_NAME {
                return None;
            }
        }
        (count > 0).then_some((first, name, count))
    }

    /// The readings of a word: the start of its stem, and the stem's number.
    fn readings(&mut self, text: &str, word: Span) -> impl Iterator<Item = (u32, u64)> + '_ {
        self.spell(text, word);
        let splits = proclitics::splits(self.letters.iter().copied());
        splits.filter(|split| !split.proclitics.contains(Proclitics::SIN)).filter_map(|split| {
            let stem = self.letters.get(split.letters..)?;
            let start = *self.starts.get(split.letters)?;
            // Half a ligature cannot be cut off, and little would remain of a short word.
            let is_cut = split.letters == 0
                || stem.len() >= 3 && self.starts.get(split.letters - 1).is_some_and(|before| *before < start);
            is_cut.then(|| (start, number(split.restore_alef, stem)))
        })
    }
}

/// A word's number: the same for ون and ين, and for أبو, أبا and أبي.
fn number(with_alef: bool, letters: &[char]) -> u64 {
    let kunya = !with_alef && matches!(letters, ['ا', 'ب', 'و' | 'ا' | 'ي']);
    let plural = letters.len() >= 5 && letters.ends_with(&['و', 'ن']);
    let count = letters.len();
    let written = letters.iter().enumerate().map(|(at, letter)| match at {
        2 if kunya => 'و',
        _ if plural && at + 2 == count => 'ي',
        _ => *letter,
    });
    let all = with_alef.then_some('ا').into_iter().chain(written);
    hash::letters(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_other_spellings_and_behind_particles() {
        let mut spelled = Spelled::default();
        let mut reads = |word: &str, as_name: &str| {
            let wanted = number(false, &Folded::new(as_name).0);
            spelled.readings(word, Span::from_range(0..word.len())).any(|(_, key)| key == wanted)
        };
        for (word, name) in [
            ("وبالصقور", "الصقور"),
            ("للصقور", "الصقور"),
            ("وللصقور", "الصقور"),
            ("أبي", "أبو"),
            ("المهاجرين", "المهاجرون"),
            ("الرَّقّة", "الرقه"),
        ] {
            assert!(reads(word, name), "{word} is {name}");
        }
        assert!(!reads("صقور", "الصقور"));
        assert!(!reads("سيناء", "يناء"), "س is for verbs");
    }

    struct Folded(Vec<char>);

    impl Folded {
        fn new(word: &str) -> Self {
            let mut spelled = Spelled::default();
            spelled.spell(word, Span::from_range(0..word.len()));
            Self(spelled.letters)
        }
    }
}
